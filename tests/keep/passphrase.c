/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passphrases: the lists hold what they promise, and typing is forgiven. */
#include "keep/passphrase.h"

#include <string.h>

#include "cases.h"
#include "keep/keys.h"

static int begin(void **state)
{
    (void)state;
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    bool begun = keys_begin(&fault);
    arena_destroy(arena);
    return begun ? 0 : -1;
}

static bool is_plain(const char *word)
{
    size_t size = strlen(word);
    return size >= 3 && size <= PASSPHRASE_LONGEST &&
           strspn(word, "abcdefghijklmnopqrstuvwxyz") == size;
}

static void every_word_is_short_and_in_plain_letters(void **state)
{
    (void)state;
    for (int l = 0; l < PASSPHRASE_LANGUAGES; l++)
        for (int i = 0; i < PASSPHRASE_LIST; i++)
            if (!is_plain(passphrase_word((enum passphrase_language)l, i)))
                fail_msg("%s", passphrase_word((enum passphrase_language)l, i));
}

static void no_two_words_share_their_first_four_letters(void **state)
{
    (void)state;
    for (int l = 0; l < PASSPHRASE_LANGUAGES; l++)
        for (int i = 1; i < PASSPHRASE_LIST; i++) {
            const char *word = passphrase_word((enum passphrase_language)l, i);
            const char *before = passphrase_word((enum passphrase_language)l,
                                                 i - 1);
            size_t size = strlen(before) < 4 ? strlen(before) : 4;
            if (strcmp(before, word) >= 0 || !strncmp(before, word, size))
                fail_msg("%s, %s", before, word);
        }
}

static void every_word_is_chosen_sooner_or_later(void **state)
{
    struct arena *arena = *state;
    bool *chosen = arena_array(arena, bool, PASSPHRASE_LIST);
    int count = 0;
    for (int round = 0; round < 10000; round++) {
        char text[PASSPHRASE_ROOM];
        passphrase_make(PASSPHRASE_WELSH, text);
        str rest = text_of(text);
        int words = 0;
        for (str word; text_cut(&rest, ' ', &word); words++)
            for (int i = 0; i < PASSPHRASE_LIST; i++)
                if (text_equal(word,
                               text_of(passphrase_word(PASSPHRASE_WELSH, i))) &&
                    !chosen[i]) {
                    chosen[i] = true;
                    count++;
                    break;
                }
        assert_int_equal(words, PASSPHRASE_WORDS);
        if (round > 2000 && count == PASSPHRASE_LIST)
            break;
    }
    assert_int_equal(count, PASSPHRASE_LIST);
}

static void what_was_made_is_read_in_either_language(void **state)
{
    struct arena *arena = *state;
    struct fault fault = { .arena = arena };
    for (int round = 0; round < 200; round++) {
        char made[PASSPHRASE_ROOM];
        char read[PASSPHRASE_ROOM];
        passphrase_make((enum passphrase_language)(round % 2), made);
        assert_true(passphrase_read(text_of(made), read, &fault));
        assert_string_equal(made, read);
    }
}

/* Seven words of the English list, typed in some way. */
static str typed(struct arena *arena, str between, bool shout, str tail)
{
    struct text text = { .arena = arena };
    for (int i = 0; i < PASSPHRASE_WORDS; i++) {
        str word = text_of(passphrase_word(PASSPHRASE_ENGLISH, i * 290));
        if (word.size > 4)
            word = text_slice(word, 0, 4);
        for (size_t at = 0; at < word.size; at++)
            text_add_char(&text, shout ? (char)(word.at[at] - 'a' + 'A')
                                       : word.at[at]);
        if (word.size == 4)
            text_add(&text, tail);
        text_add(&text, between);
    }
    return text_view(&text);
}

/* Whether what was typed is read as this passphrase. */
static void assert_read(struct arena *arena, str typed, const char *wanted)
{
    struct fault fault = { .arena = arena };
    char read[PASSPHRASE_ROOM];
    assert_true(passphrase_read(typed, read, &fault));
    assert_string_equal(read, wanted);
}

static void typing_is_forgiven(void **state)
{
    struct arena *arena = *state;
    struct fault fault = { .arena = arena };
    char plain[PASSPHRASE_ROOM];
    assert_true(
        passphrase_read(typed(arena, S(" "), false, S("")), plain, &fault));
    const str ways[] = {
        typed(arena, S("  \n"), true, S("")),
        typed(arena, S("-"), false, S("xyz")),
        typed(arena, S(", "), true, S("QQ")),
        typed(arena, S(" 2. "), false, S("etcetera")),
        typed(arena, S("\xC2\xA0\xE2\x80\x93"), false, S("")),
        typed(arena, S("\xFF"), false, S("")),
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        assert_read(arena, ways[i], plain);
}

/* Each vowel as it is typed on Welsh keyboards, on others, and with the accent
 * as a character of its own. */
static const struct {
    char plain;
    const char *accented[3];
} vowels[] = {
    { 'a', { "â", "À", "a\xCC\x82" } }, { 'e', { "ê", "É", "e\xCC\x82" } },
    { 'i', { "î", "Ï", "i\xCC\x82" } }, { 'o', { "ô", "Ö", "o\xCC\x82" } },
    { 'u', { "û", "Ù", "u\xCC\x82" } }, { 'w', { "ŵ", "Ẁ", "w\xCC\x82" } },
    { 'y', { "ŷ", "Ŷ", "y\xCC\x82" } },
};

static void add_accented(struct text *text, char letter, int way)
{
    for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
        if (vowels[i].plain == letter) {
            text_add(text, text_of(vowels[i].accented[way]));
            return;
        }
    text_add_char(text, letter);
}

static void letters_with_accents_are_read_as_plain_ones(void **state)
{
    struct arena *arena = *state;
    for (int round = 0; round < 150; round++) {
        char made[PASSPHRASE_ROOM];
        struct text text = { .arena = arena };
        passphrase_make(PASSPHRASE_WELSH, made);
        for (const char *letter = made; *letter; letter++)
            add_accented(&text, *letter, round % 3);
        assert_read(arena, text_view(&text), made);
    }
}

/* Whether a word of the other language begins as this one, and is another. */
static bool is_half_of(enum passphrase_language other, const char *word)
{
    for (int i = 0; i < PASSPHRASE_LIST; i++) {
        const char *known = passphrase_word(other, i);
        if (strlen(word) >= 4 && !strncmp(known, word, 4))
            return strcmp(known, word) != 0;
    }
    return false;
}

static void words_that_both_languages_begin_alike_are_read_as_spelled(
    void **state)
{
    struct arena *arena = *state;
    const enum passphrase_language other[] = {
        [PASSPHRASE_ENGLISH] = PASSPHRASE_WELSH,
        [PASSPHRASE_WELSH] = PASSPHRASE_ENGLISH,
    };
    for (int l = 0; l < PASSPHRASE_LANGUAGES; l++) {
        struct text text = { .arena = arena };
        int words = 0;
        for (int i = 0; words < PASSPHRASE_WORDS; i++) {
            const char *word = passphrase_word((enum passphrase_language)l, i);
            if (!is_half_of(other[l], word))
                continue;
            if (words++ > 0)
                text_add_char(&text, ' ');
            text_add(&text, text_of(word));
        }
        assert_read(arena, text_view(&text), text_view(&text).at);
    }
}

static void say_fault(struct arena *arena, str text, str wanted)
{
    struct faults faults = { .arena = arena };
    struct fault fault = { .arena = arena };
    char read[PASSPHRASE_ROOM];
    memset(read, 'x', sizeof read);
    assert_false(passphrase_read(text, read, &fault));
    for (size_t i = 0; i < sizeof read; i++)
        assert_int_equal(read[i], 0);
    fault_adopt(&faults, &fault);
    cases_same(cases_faults(arena, &faults), wanted);
}

/* Words of the list, from its beginning on, each with a blank. */
static void add_words(struct text *text, enum passphrase_language language,
                      int count)
{
    for (int i = 0; i < count; i++) {
        text_add(text, text_of(passphrase_word(language, i)));
        text_add(text, S(" "));
    }
}

static void a_wrong_word_is_named_by_its_place(void **state)
{
    struct arena *arena = *state;
    for (int before = 0; before < PASSPHRASE_WORDS; before++) {
        struct text text = { .arena = arena };
        struct text wanted = { .arena = arena };
        add_words(&text, PASSPHRASE_WELSH, before);
        text_add(&text, S("zzzz "));
        add_words(&text, PASSPHRASE_WELSH, PASSPHRASE_WORDS - 1 - before);
        text_add(&wanted, S("word "));
        text_add_number(&wanted, before + 1);
        text_add(&wanted, S(" is not one of the words that passphrases are "
                            "made of; look at its spelling\n"));
        say_fault(arena, text_view(&text), text_view(&wanted));
    }
}

static void the_first_of_two_wrong_words_is_named(void **state)
{
    struct arena *arena = *state;
    say_fault(arena, S("abacus able qqqq about zzzz above abroad absorb"),
              S("word 3 is not one of the words that passphrases are made of; "
                "look at its spelling\n"));
}

static void a_short_word_has_no_letters_to_spare(void **state)
{
    struct arena *arena = *state;
    say_fault(arena, S("zoo zip zone zoox zebra zero zest"),
              S("word 4 is not one of the words that passphrases are made of; "
                "look at its spelling\n"));
    say_fault(arena, S("zoo zip zon zoo zebra zero zest"),
              S("word 3 is not one of the words that passphrases are made of; "
                "look at its spelling\n"));
}

static void a_word_of_the_other_language_is_named_as_such(void **state)
{
    struct arena *arena = *state;
    say_fault(arena, S("yellow yogurt ysgol year yes yolk young"),
              S("word 3 is not in the language of the other words; look at its "
                "spelling\n"));
    say_fault(arena, S("ysgol yfory zebra ymyl ynys ystyr ysgub"),
              S("word 3 is not in the language of the other words; look at its "
                "spelling\n"));
}

static void too_few_and_too_many_words_are_counted(void **state)
{
    struct arena *arena = *state;
    struct text text = { .arena = arena };
    say_fault(arena, S(""), S("a passphrase has 7 words and this has 0\n"));
    say_fault(arena, S(" 12 -- "),
              S("a passphrase has 7 words and this has 0\n"));
    add_words(&text, PASSPHRASE_ENGLISH, PASSPHRASE_WORDS - 1);
    say_fault(arena, text_view(&text),
              S("a passphrase has 7 words and this has 6\n"));
    add_words(&text, PASSPHRASE_ENGLISH, 2);
    say_fault(arena, text_view(&text),
              S("a passphrase has 7 words and this has 8\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("every word is short and in plain letters",
                   every_word_is_short_and_in_plain_letters),
        CASES_TEST("no two words share their first four letters",
                   no_two_words_share_their_first_four_letters),
        CASES_TEST("every word is chosen sooner or later",
                   every_word_is_chosen_sooner_or_later),
        CASES_TEST("what was made is read in either language",
                   what_was_made_is_read_in_either_language),
        CASES_TEST("typing is forgiven", typing_is_forgiven),
        CASES_TEST("letters with accents are read as plain ones",
                   letters_with_accents_are_read_as_plain_ones),
        CASES_TEST("words that both languages begin alike are read as spelled",
                   words_that_both_languages_begin_alike_are_read_as_spelled),
        CASES_TEST("a wrong word is named by its place",
                   a_wrong_word_is_named_by_its_place),
        CASES_TEST("the first of two wrong words is named",
                   the_first_of_two_wrong_words_is_named),
        CASES_TEST("a short word has no letters to spare",
                   a_short_word_has_no_letters_to_spare),
        CASES_TEST("a word of the other language is named as such",
                   a_word_of_the_other_language_is_named_as_such),
        CASES_TEST("too few and too many words are counted",
                   too_few_and_too_many_words_are_counted),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
