/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/plain.h"

#include <string.h>

/* What stands for a slot such as {service} while syllables are counted. */
enum { SLOT_SYLLABLES = 3 };

static const struct {
    const char *word;
    const char *instead;
} jargon[] = {
    { .word = "additional", .instead = "more" },
    { .word = "agencies", .instead = "people who help" },
    { .word = "agency", .instead = "people who help" },
    { .word = "appropriate", .instead = "right" },
    { .word = "assessment", .instead = "form" },
    { .word = "assist", .instead = "help" },
    { .word = "assistance", .instead = "help" },
    { .word = "breach", .instead = "break the rules" },
    { .word = "caseworker", .instead = "worker" },
    { .word = "circumstances", .instead = "life" },
    { .word = "commence", .instead = "start" },
    { .word = "compliance", .instead = "keeping to the rules" },
    { .word = "comply", .instead = "keep to the rules" },
    { .word = "concerning", .instead = "about" },
    { .word = "desistance", .instead = "staying out of trouble" },
    { .word = "disclose", .instead = "tell" },
    { .word = "engage", .instead = "take part" },
    { .word = "engagement", .instead = "taking part" },
    { .word = "ensure", .instead = "make sure" },
    { .word = "ete", .instead = "school, college or work" },
    { .word = "facilitate", .instead = "help" },
    { .word = "implement", .instead = "do" },
    { .word = "intervention", .instead = "help" },
    { .word = "mentoring", .instead = "help" },
    { .word = "multi-agency", .instead = "people who work together" },
    { .word = "neet", .instead = "not at school or work" },
    { .word = "obtain", .instead = "get" },
    { .word = "offence", .instead = "what happened" },
    { .word = "offend", .instead = "break the law" },
    { .word = "offender", .instead = "young person" },
    { .word = "offending", .instead = "breaking the law" },
    { .word = "outcome", .instead = "what came of it" },
    { .word = "perpetrator", .instead = "young person" },
    { .word = "practitioner", .instead = "worker" },
    { .word = "prior", .instead = "before" },
    { .word = "programme", .instead = "work" },
    { .word = "provision", .instead = "help" },
    { .word = "purchase", .instead = "buy" },
    { .word = "regarding", .instead = "about" },
    { .word = "rehabilitation", .instead = "getting back on track" },
    { .word = "reoffend", .instead = "break the law again" },
    { .word = "reoffending", .instead = "breaking the law again" },
    { .word = "reparation", .instead = "putting things right" },
    { .word = "require", .instead = "need" },
    { .word = "respondent", .instead = "person" },
    { .word = "restorative", .instead = "putting things right" },
    { .word = "safeguarding", .instead = "keeping you safe" },
    { .word = "service-user", .instead = "person" },
    { .word = "stakeholder", .instead = "person" },
    { .word = "statutory", .instead = "by law" },
    { .word = "subsequently", .instead = "after that" },
    { .word = "substance", .instead = "drugs" },
    { .word = "sufficient", .instead = "enough" },
    { .word = "utilise", .instead = "use" },
    { .word = "victim", .instead = "you" },
};

/* Words of Welsh that speak to one person one knows, or to others. Endings
 * would not do: "diogelwch" is no command. Nor would words that are others as
 * well: "aros" is also waiting, and "di" what is left of "wedi". */
static const char *const ti_words[] = {
    "ti",       "dy",      "th",         "wyt",   "rwyt",    "dwyt",
    "oeddet",   "roeddet", "gest",       "cest",  "chest",   "wnest",
    "gwnest",   "fuest",   "buest",      "gelli", "alli",    "elli",
    "fyddi",    "byddi",   "hoffet",     "dylet", "ddylet",  "dewisa",
    "pwysa",    "paid",    "ysgrifenna", "dweda", "dwed",    "edrycha",
    "darllena", "gofynna", "cofia",      "tapia", "gwranda", "cymer",
    "ceisia",   "arnat",   "gennyt",     "iti",   "itti",    "wrthyt",
    "amdanat",
};
static const char *const chi_words[] = {
    "chi",         "chithau",    "eich",         "ch",          "ydych",
    "rydych",      "dydych",     "oeddech",      "roeddech",    "gawsoch",
    "cawsoch",     "chawsoch",   "wnaethoch",    "gwnaethoch",  "fuoch",
    "buoch",       "gallwch",    "allwch",       "ellwch",      "fyddwch",
    "byddwch",     "hoffech",    "dylech",       "ddylech",     "dewiswch",
    "pwyswch",     "peidiwch",   "ysgrifennwch", "dywedwch",    "edrychwch",
    "darllenwch",  "gofynnwch",  "cofiwch",      "tapiwch",     "gwrandewch",
    "arhoswch",    "cymerwch",   "ceisiwch",     "arnoch",      "gennych",
    "ichi",        "wrthych",    "amdanoch",     "gwnewch",     "rhowch",
    "rhoddwch",    "ewch",       "newidiwch",    "defnyddiwch", "tynnwch",
    "ychwanegwch", "dechreuwch", "agorwch",      "cadwch",      "enwch",
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Latin letters with or without a sign on top, told by their first byte.
 * Quotes and dashes are none: apostrophes part words, as in "ti'n". */
static bool is_letter(char c)
{
    unsigned char byte = (unsigned char)c;
    return (lower(c) >= 'a' && lower(c) <= 'z') ||
           (byte >= 0xC3 && byte <= 0xC9) || byte == 0xE1;
}

/* The later bytes of a character. */
static bool is_tail(char c)
{
    return (unsigned char)c >= 0x80 && (unsigned char)c < 0xC0;
}

/* The next run of letters (and inner hyphens) at or behind `*at`. */
static bool next_word(str text, size_t *at, str *word)
{
    size_t from = *at;
    while (from < text.size && !is_letter(text.at[from]))
        from++;
    size_t to = from;
    while (to < text.size &&
           (is_letter(text.at[to]) ||
            (to > from && (text.at[to] == '-' || is_tail(text.at[to])))))
        to++;
    *at = to;
    *word = text_slice(text, from, to);
    return to > from;
}

static bool is_same_word(str word, const char *listed)
{
    if (word.size != strlen(listed))
        return false;
    for (size_t i = 0; i < word.size; i++)
        if (lower(word.at[i]) != listed[i])
            return false;
    return true;
}

static bool is_listed(str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_same_word(word, list[i]))
            return true;
    return false;
}

static bool is_vowel(char c)
{
    return strchr("aeiouy", lower(c)) != NULL;
}

/* Whether the word ends in `end` behind a letter that is not in `unless`. */
static bool ends_silently(str word, str end, const char *unless)
{
    if (word.size < end.size + 2)
        return false;
    for (size_t i = 0; i < end.size; i++)
        if (lower(word.at[word.size - end.size + i]) != end.at[i])
            return false;
    return !strchr(unless, lower(word.at[word.size - end.size - 1]));
}

static bool starts_with(str word, str start)
{
    for (size_t i = 0; i < start.size; i++)
        if (i >= word.size || lower(word.at[i]) != start.at[i])
            return false;
    return true;
}

/* Groups of vowels, less an e that is not heard: "made", "helped", "makes". */
static int syllables(str word)
{
    int groups = 0;
    bool inside = false;
    for (size_t i = 0; i < word.size; i++) {
        bool vowel = is_vowel(word.at[i]);
        groups += vowel && !inside;
        inside = vowel;
    }
    bool little = ends_silently(word, S("le"), "aeiouy"); /* "lit-tle" */
    if (!little && (ends_silently(word, S("e"), "aeiouy") ||
                    ends_silently(word, S("ed"), "aeiouytd") ||
                    ends_silently(word, S("es"), "aeiouyscgxzh")))
        groups--;
    if (starts_with(word, S("some")) && word.size > 5 && !is_vowel(word.at[4]))
        groups--; /* "something" */
    return groups < 1 ? 1 : groups;
}

static int count_sentences(str text)
{
    int sentences = 0;
    for (size_t i = 0; i < text.size; i++)
        if (strchr(".?!", text.at[i]) &&
            (i + 1 == text.size || !is_letter(text.at[i + 1])))
            sentences++;
    return sentences < 1 ? 1 : sentences;
}

int plain_grade(str english)
{
    int words = 0;
    int sounds = 0;
    str word;
    for (size_t at = 0; next_word(english, &at, &word); words++) {
        bool slot = word.at > english.at && word.at[-1] == '{';
        bool tail = word.at > english.at && word.size < 3 &&
                    ((unsigned char)word.at[-1] == 0x99 ||
                     word.at[-1] == '\''); /* the t of can’t */
        sounds += slot ? SLOT_SYLLABLES : tail ? 0 : syllables(word);
        words -= tail;
    }
    if (words == 0)
        return 0;
    double grade = 0.39 * words / count_sentences(english) +
                   11.8 * sounds / words - 15.59;
    return (int)(grade * 10 + (grade < 0 ? -0.5 : 0.5));
}

/* "victim", "victims", "breaches" */
static bool is_one_or_many(str word, const char *listed)
{
    size_t size = strlen(listed);
    if (word.size < size || !is_same_word(text_slice(word, 0, size), listed))
        return false;
    str ending = text_slice(word, size, word.size);
    return ending.size == 0 || is_same_word(ending, "s") ||
           is_same_word(ending, "es");
}

bool plain_jargon(str english, size_t *at, str *word, str *instead)
{
    while (next_word(english, at, word))
        for (size_t i = 0; i < sizeof jargon / sizeof *jargon; i++)
            if (is_one_or_many(*word, jargon[i].word)) {
                *instead = text_of(jargon[i].instead);
                return true;
            }
    return false;
}

bool plain_service(str english, size_t *at, str *word)
{
    static const str names[] = { { "YOS", 3 }, { "YOT", 3 }, { "YJS", 3 } };
    while (next_word(english, at, word))
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            str ending = text_slice(*word, names[i].size, word->size);
            if (text_starts(*word, names[i]) &&
                (ending.size == 0 || ending.at[0] == '-' ||
                 text_equal(ending, S("s"))))
                return true;
        }
    return false;
}

enum plain_address plain_address(str welsh, enum plain_address unlike,
                                 str *word)
{
    for (size_t at = 0; next_word(welsh, &at, word);) {
        bool ti = is_listed(*word, ti_words,
                            sizeof ti_words / sizeof *ti_words);
        bool chi = is_listed(*word, chi_words,
                             sizeof chi_words / sizeof *chi_words);
        enum plain_address found = ti    ? PLAIN_TI
                                   : chi ? PLAIN_CHI
                                         : PLAIN_NOBODY;
        if (found != PLAIN_NOBODY && found != unlike)
            return found;
    }
    return PLAIN_NOBODY;
}
