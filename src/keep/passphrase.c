/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/passphrase.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

enum { TELLING = 4 }; /* letters that tell a word from all others */

static const char *const english[] = {
#include "keep/words_en.inc"
};
static const char *const welsh[] = {
#include "keep/words_cy.inc"
};
static_assert(sizeof english / sizeof *english == PASSPHRASE_LIST,
              "11 bits for each English word");
static_assert(sizeof welsh / sizeof *welsh == PASSPHRASE_LIST,
              "11 bits for each Welsh word");

static const char *const *const lists[] = {
    [PASSPHRASE_ENGLISH] = english,
    [PASSPHRASE_WELSH] = welsh,
};
static_assert(sizeof lists / sizeof *lists == PASSPHRASE_LANGUAGES,
              "a list for every language");

const char *passphrase_word(enum passphrase_language language, int place)
{
    assert(language < PASSPHRASE_LANGUAGES);
    assert(place >= 0 && place < PASSPHRASE_LIST);
    return lists[language][place];
}

/* ---- making -------------------------------------------------------------- */

/* Writes the word behind what is there; gives where the next one goes. */
static char *put_word(const char *text, char *next, const char *word)
{
    if (next > text)
        *next++ = ' ';
    size_t size = strlen(word);
    assert(size <= PASSPHRASE_LONGEST);
    memcpy(next, word, size + 1);
    return next + size;
}

void passphrase_make(enum passphrase_language language,
                     char text[PASSPHRASE_ROOM])
{
    assert(language < PASSPHRASE_LANGUAGES);
    char *next = text;
    for (int i = 0; i < PASSPHRASE_WORDS; i++)
        next = put_word(text, next,
                        lists[language][randombytes_uniform(PASSPHRASE_LIST)]);
}

/* ---- what was typed ------------------------------------------------------ */

/* Letters with an accent, and the plain letter that the lists have. */
static const struct {
    uint32_t first;
    uint32_t last;
    char plain;
} accented[] = {
    { .first = 0xC0, .last = 0xC5, .plain = 'a' },     /* À to Å */
    { .first = 0xC8, .last = 0xCB, .plain = 'e' },     /* È to Ë */
    { .first = 0xCC, .last = 0xCF, .plain = 'i' },     /* Ì to Ï */
    { .first = 0xD2, .last = 0xD6, .plain = 'o' },     /* Ò to Ö */
    { .first = 0xD9, .last = 0xDC, .plain = 'u' },     /* Ù to Ü */
    { .first = 0xDD, .last = 0xDD, .plain = 'y' },     /* Ý */
    { .first = 0xE0, .last = 0xE5, .plain = 'a' },     /* à to å */
    { .first = 0xE8, .last = 0xEB, .plain = 'e' },     /* è to ë */
    { .first = 0xEC, .last = 0xEF, .plain = 'i' },     /* ì to ï */
    { .first = 0xF2, .last = 0xF6, .plain = 'o' },     /* ò to ö */
    { .first = 0xF9, .last = 0xFC, .plain = 'u' },     /* ù to ü */
    { .first = 0xFD, .last = 0xFD, .plain = 'y' },     /* ý */
    { .first = 0xFF, .last = 0xFF, .plain = 'y' },     /* ÿ */
    { .first = 0x174, .last = 0x175, .plain = 'w' },   /* Ŵ ŵ */
    { .first = 0x176, .last = 0x178, .plain = 'y' },   /* Ŷ ŷ Ÿ */
    { .first = 0x1E80, .last = 0x1E85, .plain = 'w' }, /* Ẁ to ẅ */
    { .first = 0x1EF2, .last = 0x1EF3, .plain = 'y' }, /* Ỳ ỳ */
};

/* The small plain letter; 0 if it is no letter. */
static char plain_letter(uint32_t character)
{
    if (character >= 'a' && character <= 'z')
        return (char)character;
    if (character >= 'A' && character <= 'Z')
        return (char)(character - 'A' + 'a');
    for (size_t i = 0; i < sizeof accented / sizeof *accented; i++)
        if (character >= accented[i].first && character <= accented[i].last)
            return accented[i].plain;
    return 0;
}

/* An accent that was typed behind its letter as a character of its own. */
static bool is_accent(uint32_t character)
{
    return character >= 0x300 && character <= 0x36F;
}

/* A typed word in plain letters. It may be longer than what is kept of it. */
struct word {
    char letters[PASSPHRASE_LONGEST];
    size_t size;
};

/* The next word, parted from others by anything that is no letter. */
static bool next_word(str typed, size_t *at, struct word *word)
{
    word->size = 0;
    while (*at < typed.size) {
        uint32_t character = text_next(typed, at);
        char letter = plain_letter(character);
        if (!letter && word->size > 0 && !is_accent(character))
            break;
        if (!letter)
            continue;
        if (word->size < PASSPHRASE_LONGEST)
            word->letters[word->size] = letter;
        word->size++;
    }
    return word->size > 0;
}

/* ---- looking it up ------------------------------------------------------- */

static bool is_spelled(const struct word *word, const char *known)
{
    return word->size == strlen(known) &&
           memcmp(word->letters, known, word->size) == 0;
}

/* Whether it is the known word, as far as it needs to be. A shorter word has
 * no letters to spare. */
static bool is_meant(const struct word *word, const char *known)
{
    if (strlen(known) < TELLING)
        return is_spelled(word, known);
    return word->size >= TELLING && memcmp(word->letters, known, TELLING) == 0;
}

/* The word of the list, or NULL. */
static const char *find_word(enum passphrase_language language,
                             const struct word *word)
{
    for (int i = 0; i < PASSPHRASE_LIST; i++)
        if (is_meant(word, lists[language][i]))
            return lists[language][i];
    return NULL;
}

/* How well a list fits: a word that is in it counts, and counts twice if it is
 * spelled so. The list of a passphrase that was copied without a mistake fits
 * as well as any can, and what fits as well has the same words. */
static int fit(enum passphrase_language language, str typed)
{
    int points = 0;
    struct word word;
    for (size_t at = 0; next_word(typed, &at, &word);) {
        const char *known = find_word(language, &word);
        if (known)
            points += is_spelled(&word, known) ? 2 : 1;
    }
    explicit_bzero(&word, sizeof word);
    return points;
}

static enum passphrase_language guess(str typed)
{
    return fit(PASSPHRASE_WELSH, typed) > fit(PASSPHRASE_ENGLISH, typed)
               ? PASSPHRASE_WELSH
               : PASSPHRASE_ENGLISH;
}

/* ---- reading ------------------------------------------------------------- */

struct reading {
    int count;    /* of words */
    int wrong;    /* the first that is not in the list, from 1; 0: none */
    bool foreign; /* that one is in the other list */
};

static struct reading read_in(enum passphrase_language language, str typed,
                              char text[PASSPHRASE_ROOM])
{
    struct reading reading = { .count = 0 };
    char *next = text;
    struct word word;
    for (size_t at = 0; next_word(typed, &at, &word);) {
        const char *known = find_word(language, &word);
        reading.count++;
        if (known && reading.count <= PASSPHRASE_WORDS)
            next = put_word(text, next, known);
        if (known || reading.wrong)
            continue;
        reading.wrong = reading.count;
        reading.foreign = find_word(PASSPHRASE_ENGLISH, &word) ||
                          find_word(PASSPHRASE_WELSH, &word);
    }
    explicit_bzero(&word, sizeof word);
    return reading;
}

static bool refuse(struct fault *fault, const struct reading *reading)
{
    if (reading->foreign)
        return fault_set(fault,
                         "word {place} is not in the language of the other "
                         "words; look at its spelling",
                         COUNT("place", reading->wrong));
    if (reading->wrong)
        return fault_set(fault,
                         "word {place} is not one of the words that "
                         "passphrases are made of; look at its spelling",
                         COUNT("place", reading->wrong));
    return fault_set(
        fault, "a passphrase has {right} words and this has {count}",
        COUNT("right", PASSPHRASE_WORDS), COUNT("count", reading->count));
}

bool passphrase_read(str typed, char text[PASSPHRASE_ROOM], struct fault *fault)
{
    struct reading reading = read_in(guess(typed), typed, text);
    if (!reading.wrong && reading.count == PASSPHRASE_WORDS)
        return true;
    explicit_bzero(text, PASSPHRASE_ROOM);
    return refuse(fault, &reading);
}
