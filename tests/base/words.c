/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words: what English and Welsh make of counts, numbers, lists and dates. */
#include "base/words.h"

#include <limits.h>

#include "base/catalogue.h"

#include "mo.h"

/* A small Welsh catalogue, its keys in the order of bytes. */
#define FORMS                                                                  \
    "dim pobl\0{n} person\0{n} berson\0{n} pherson\0{n} phobl\0{n} person!"
static const struct mo_pair welsh_pairs[] = {
    { { "", 0 }, { "Language: cy\n", 13 } },
    { { "Yes", 3 }, { "Ie", 2 } },
    { { "answer\4Yes", 10 }, { "Ydw", 3 } },
    { { "the disk is full", 16 }, { "mae'r disg yn llawn", 19 } },
    { { "{file} cannot be read: {why}", 28 },
      { "ni ellir darllen {file}: {why}", 30 } },
    { { "{n} half\0{n} halves", 19 }, { "\0un\0dau\0\0\0", 9 } },
    { { "{n} person\0{n} people", 21 }, { FORMS, sizeof FORMS - 1 } },
};

struct open_words {
    struct catalogue *catalogue;
    struct words *words;
};

static struct open_words open_words(struct arena *arena, str language)
{
    struct fault fault = { .arena = arena };
    struct open_words open = { 0 };
    if (text_equal(language, S("cy"))) {
        str content = mo_build(arena, welsh_pairs,
                               sizeof welsh_pairs / sizeof *welsh_pairs);
        open.catalogue = catalogue_read(content, S("cy.mo"), &fault);
        assert_non_null(open.catalogue);
    }
    open.words = words_open(language, open.catalogue, &fault);
    assert_non_null(open.words);
    return open;
}

static void close_words(struct open_words open)
{
    words_close(open.words);
    catalogue_close(open.catalogue);
}

/* ---- cases in text ------------------------------------------------------- */

static const char *const form_names[WORDS_PLURALS] = {
    "zero", "one", "two", "few", "many", "other",
};

static long number_of(str text)
{
    long number = 0;
    if (!text_integer(text, &number))
        fail_msg("no number: %.*s", TEXT_ARGS(text));
    return number;
}

static void say_forms(struct text *out, const struct words *words, str rest)
{
    str word;
    const char *between = "";
    for (size_t at = 0; text_word(rest, &at, &word); between = " ") {
        text_add(out, text_of(between));
        text_add(out,
                 text_of(form_names[words_plural(words, number_of(word))]));
    }
}

static void say_places(struct text *out, const struct words *words, str rest)
{
    str word;
    for (size_t at = 0; text_word(rest, &at, &word);) {
        int form = 0;
        while (!text_equal(word, text_of(form_names[form])))
            form++;
        text_add_number(
            out, (long)words_plural_place(words, (enum words_plural)form));
        text_add(out, S(" "));
    }
    text_add(out, S("of "));
    text_add_number(out, (long)words_plural_count(words));
}

static void say_count(struct text *out, const struct words *words, str rest)
{
    str word;
    const char *between = "";
    for (size_t at = 0; text_word(rest, &at, &word); between = ", ") {
        text_add(out, text_of(between));
        text_add(out, words_say_count(words, "{n} person", "{n} people",
                                      number_of(word)));
    }
}

static void say_spell(struct text *out, const struct words *words, str rest)
{
    str word;
    size_t at = 0;
    text_word(rest, &at, &word);
    enum words_gender gender = text_equal(word, S("feminine"))
                                   ? WORDS_FEMININE
                                   : WORDS_MASCULINE;
    const char *between = "";
    for (; text_word(rest, &at, &word); between = ", ") {
        text_add(out, text_of(between));
        text_add(out, words_spell(words, out->arena, number_of(word), gender));
    }
}

static void say_list(struct text *out, const struct words *words, str rest)
{
    str items[8];
    size_t count = 0;
    str item;
    while (rest.size > 0 && text_cut(&rest, ';', &item))
        items[count++] = text_trim(item);
    text_add(out, words_list(words, out->arena, items, count));
}

static void say_date(struct text *out, const struct words *words, str rest)
{
    int numbers[3] = { 0 };
    str word;
    size_t at = 0;
    for (int i = 0; i < 3 && text_word(rest, &at, &word); i++)
        numbers[i] = (int)number_of(word);
    text_add(out,
             words_date(words, out->arena, numbers[0], numbers[1], numbers[2]));
}

/* Pieces between the places where a line may end. */
static void say_breaks(struct text *out, const struct words *words, str rest)
{
    struct words_breaker *breaker = words_breaker_open(out->arena,
                                                       words_language(words));
    size_t count;
    const struct words_break *breaks = words_breaks(breaker, out->arena, rest,
                                                    &count);
    size_t from = 0;
    for (size_t i = 0; i < count; from = breaks[i++].end) {
        text_add(out, S("["));
        text_add(out, text_slice(rest, from, breaks[i].end));
        text_add(out, S("]"));
    }
    assert_int_equal(rest.size, from);
    words_breaker_close(breaker);
}

static void say_letters(struct text *out, const struct words *words, str rest)
{
    (void)words;
    size_t end;
    for (size_t at = 0; at < rest.size; at = end) {
        end = words_next_letter(rest, at);
        assert_int_equal(at, words_previous_letter(rest, end));
        text_add(out, S("["));
        text_add(out, text_slice(rest, at, end));
        text_add(out, S("]"));
    }
}

static void say_name(struct text *out, const struct words *words, str rest)
{
    (void)rest;
    text_add(out, words_own_name(words, out->arena));
}

static void say_open(struct text *out, str language)
{
    struct fault fault = { .arena = out->arena };
    struct words *words = words_open(language, NULL, &fault);
    assert_int_equal(words == NULL, fault.pattern != NULL);
    text_add(out, words ? S("open") : proof_words(out->arena, &fault));
    words_close(words);
}

static const struct verb {
    const char *name;
    void (*say)(struct text *out, const struct words *words, str rest);
} verbs[] = {
    { "forms", say_forms },     { "places", say_places },
    { "count", say_count },     { "spell", say_spell },
    { "list", say_list },       { "date", say_date },
    { "name", say_name },       { "breaks", say_breaks },
    { "letters", say_letters },
};

static void say_in_language(struct text *out, str verb, str rest)
{
    size_t end = text_find(rest, S(" "));
    struct open_words open = open_words(out->arena, text_slice(rest, 0, end));
    size_t which = 0;
    while (!text_equal(verb, text_of(verbs[which].name)))
        which++;
    verbs[which].say(out, open.words, text_slice(rest, end + 1, rest.size));
    close_words(open);
}

static void say_line(struct text *out, str line)
{
    size_t end = text_find(line, S(" "));
    str verb = text_slice(line, 0, end);
    str rest = text_slice(line, end + 1, line.size);
    if (text_equal(verb, S("open")))
        say_open(out, rest);
    else if (text_equal(verb, S("compose")))
        text_add(out, words_compose(out->arena, rest));
    else
        say_in_language(out, verb, rest);
    text_add_char(out, '\n');
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct text out = { .arena = arena };
    str input = cases_input(one);
    str line;
    while (input.size > 0 && text_cut(&input, '\n', &line))
        say_line(&out, line);
    return text_view(&out);
}

/* ---- translations -------------------------------------------------------- */

static void texts_are_translated(void **state)
{
    struct proof *proof = *state;
    struct open_words welsh = open_words(proof->arena, S("cy"));
    cases_same_text(words_language(welsh.words), "cy");
    cases_same_text(words_say(welsh.words, "Yes"), "Ie");
    cases_same_text(words_in(welsh.words, S("answer"), S("Yes")), "Ydw");
    close_words(welsh);
}

static void untranslated_texts_stay_english(void **state)
{
    struct proof *proof = *state;
    struct open_words welsh = open_words(proof->arena, S("cy"));
    cases_same_text(words_say(welsh.words, "No"), "No");
    cases_same_text(words_in(welsh.words, S("question"), S("Yes")), "Yes");
    cases_same_text(words_say_count(welsh.words, "{n} cup", "{n} cups", 1),
                    "{n} cup");
    cases_same_text(words_say_count(welsh.words, "{n} cup", "{n} cups", 2),
                    "{n} cups");
    close_words(welsh);
}

/* The key of the header is the empty text. */
static void nothing_stays_nothing(void **state)
{
    struct proof *proof = *state;
    struct open_words welsh = open_words(proof->arena, S("cy"));
    cases_same_text(words_say(welsh.words, ""), "");
    cases_same_text(words_in(welsh.words, S("answer"), S("")), "");
    close_words(welsh);
}

/* msgfmt compiles an entry as soon as its first form is there. */
static void empty_forms_stay_english(void **state)
{
    struct proof *proof = *state;
    struct open_words welsh = open_words(proof->arena, S("cy"));
    cases_same_text(words_say_count(welsh.words, "{n} half", "{n} halves", 1),
                    "un");
    cases_same_text(words_say_count(welsh.words, "{n} half", "{n} halves", 3),
                    "{n} halves");
    cases_same_text(words_say_count(welsh.words, "{n} half", "{n} halves", 9),
                    "{n} halves");
    close_words(welsh);
}

static void languages_are_open_at_one_moment(void **state)
{
    struct proof *proof = *state;
    struct open_words welsh = open_words(proof->arena, S("cy"));
    struct open_words english = open_words(proof->arena, S("en"));
    const str items[] = { S("plant"), S("teulu") };
    for (int round = 0; round < 3; round++) {
        cases_same_text(words_say(welsh.words, "Yes"), "Ie");
        cases_same_text(words_say(english.words, "Yes"), "Yes");
        cases_same_text(words_list(english.words, proof->arena, items, 2),
                        "plant and teulu");
        cases_same_text(words_list(welsh.words, proof->arena, items, 2),
                        "plant a theulu");
        assert_int_equal(WORDS_TWO, words_plural(welsh.words, 2));
        assert_int_equal(WORDS_OTHER, words_plural(english.words, 2));
        cases_same_text(words_date(welsh.words, proof->arena, 2026, 5, 1),
                        "1 Mai 2026");
        cases_same_text(words_date(english.words, proof->arena, 2026, 5, 1),
                        "1 May 2026");
    }
    close_words(welsh);
    cases_same_text(words_spell(english.words, proof->arena, 7, 0), "seven");
    close_words(english);
}

/* As after compiling the same file twice for two questionnaires. */
static void one_language_is_open_twice(void **state)
{
    struct proof *proof = *state;
    struct open_words one = open_words(proof->arena, S("cy"));
    struct open_words other = open_words(proof->arena, S("cy"));
    close_words(one);
    cases_same_text(words_spell(other.words, proof->arena, 2, WORDS_FEMININE),
                    "dwy");
    close_words(other);
    words_close(NULL);
}

/* ---- faults -------------------------------------------------------------- */

static void faults_are_said_in_a_language(void **state)
{
    struct proof *proof = *state;
    struct open_words welsh = open_words(proof->arena, S("cy"));
    struct fault *fault = &proof->fault;
    fault_set(fault, "{file} cannot be read: {why}", SLOT("file", S("Yes")),
              SLOT_KEY("why", S("the disk is full")));
    cases_same_text(words_fault(welsh.words, proof->arena, fault),
                    "ni ellir darllen Yes: mae'r disg yn llawn");
    fault->file = S("form.yaml");
    fault->at = (struct text_place){ 3, 5 };
    cases_same_text(words_fault(welsh.words, proof->arena, fault),
                    "form.yaml:3:5: ni ellir darllen Yes: mae'r disg yn llawn");
    cases_same_text(proof_words(proof->arena, fault),
                    "form.yaml:3:5: Yes cannot be read: the disk is full");
    close_words(welsh);
}

static void unknown_faults_are_said_in_english(void **state)
{
    struct proof *proof = *state;
    struct open_words welsh = open_words(proof->arena, S("cy"));
    fault_set(&proof->fault, "{n} of {file}", COUNT("n", 2),
              SLOT_KEY("file", S("untranslated")));
    cases_same_text(words_fault(welsh.words, proof->arena, &proof->fault),
                    "2 of untranslated");
    close_words(welsh);
}

/* ---- characters ---------------------------------------------------------- */

static void composed_texts_are_not_copied(void **state)
{
    struct proof *proof = *state;
    const str texts[] = { S("plain"), S(""), S("t\xC5\xB7 g\xC5\xB5r"),
                          S("\xF0\x9F\x98\x80") };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        str same = words_compose(proof->arena, texts[i]);
        assert_ptr_equal(texts[i].at, same.at);
        assert_int_equal(texts[i].size, same.size);
    }
}

static void long_texts_are_composed_whole(void **state)
{
    struct proof *proof = *state;
    struct text loose = { .arena = proof->arena };
    struct text tight = { .arena = proof->arena };
    for (int i = 0; i < 5000; i++) {
        text_add(&loose, S("w\xCC\x82, "));
        text_add(&tight, S("\xC5\xB5, "));
    }
    cases_same(words_compose(proof->arena, text_view(&loose)),
               text_view(&tight));
}

/* ---- where a text may be broken ------------------------------------------ */

static void letters_end_where_the_text_does(void **state)
{
    (void)state;
    assert_int_equal(0, words_next_letter(S(""), 0));
    assert_int_equal(0, words_previous_letter(S(""), 0));
    assert_int_equal(3, words_next_letter(S("abc"), 3));
    assert_int_equal(0, words_previous_letter(S("abc"), 0));
    /* Inside of a letter: to its end, and to its beginning. */
    assert_int_equal(3, words_next_letter(S("w\xCC\x82x"), 1));
    assert_int_equal(0, words_previous_letter(S("w\xCC\x82x"), 1));
}

static void lines_end_where_they_must(void **state)
{
    struct proof *proof = *state;
    struct words_breaker *breaker = words_breaker_open(proof->arena, S("cy"));
    size_t count;
    const struct words_break *breaks = words_breaks(
        breaker, proof->arena, S("un \n\ndau tri\n"), &count);
    static const struct words_break wanted[] = {
        { 4, true }, { 5, true }, { 9, false }, { 13, true }
    };
    assert_int_equal(4, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(wanted[i].end, breaks[i].end);
        assert_int_equal(wanted[i].must, breaks[i].must);
    }
    words_breaks(breaker, proof->arena, S(""), &count);
    assert_int_equal(0, count);
    words_breaker_close(breaker);
    words_breaker_close(NULL);
}

/* What a breaker was given may be gone when it is given the next. */
static void breakers_do_not_look_back(void **state)
{
    struct proof *proof = *state;
    struct words_breaker *breaker = words_breaker_open(proof->arena, S("en"));
    size_t count;
    for (int i = 0; i < 3; i++) {
        char *words = strdup("one two three");
        assert_non_null(words);
        words_breaks(breaker, proof->arena, text_of(words), &count);
        assert_int_equal(3, count);
        free(words);
    }
    words_breaker_close(breaker);
}

static void unknown_languages_are_broken_too(void **state)
{
    struct proof *proof = *state;
    const str languages[] = { S(""), S("xx"), S("tlh"), S("en_GB@lb=loose") };
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        struct words_breaker *breaker = words_breaker_open(proof->arena,
                                                           languages[i]);
        size_t count;
        words_breaks(breaker, proof->arena, S("one two"), &count);
        assert_int_equal(2, count);
        words_breaker_close(breaker);
    }
}

/* ---- sizes --------------------------------------------------------------- */

static void longest_numbers_are_spelled(void **state)
{
    struct proof *proof = *state;
    static const long numbers[] = { LONG_MAX, LONG_MIN, -777777777777777777,
                                    -333333333333333333 };
    const str languages[] = { S("en"), S("cy") };
    for (size_t i = 0; i < 8; i++) {
        struct open_words open = open_words(proof->arena, languages[i % 2]);
        str spelled = words_spell(open.words, proof->arena, numbers[i / 2],
                                  WORDS_FEMININE);
        assert_true(spelled.size > 20);
        size_t bad;
        assert_true(text_check(spelled, &bad));
        close_words(open);
    }
}

static void long_lists_are_joined(void **state)
{
    struct proof *proof = *state;
    enum { MANY = 300 };
    str items[MANY];
    struct text wanted = { .arena = proof->arena };
    for (size_t i = 0; i < MANY; i++) {
        items[i] = i % 2 ? S("t\xC5\xB7") : S("g\xC5\xB5r");
        text_add(&wanted, i == 0 ? S("") : i == MANY - 1 ? S(" a ") : S(", "));
        text_add(&wanted, i == MANY - 1 ? S("th\xC5\xB7") : items[i]);
    }
    struct open_words welsh = open_words(proof->arena, S("cy"));
    cases_same(words_list(welsh.words, proof->arena, items, MANY),
               text_view(&wanted));
    close_words(welsh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROOF("a text is translated, and its context tells which",
              texts_are_translated),
        PROOF("a text without a translation stays English",
              untranslated_texts_stay_english),
        PROOF("the empty text has no translation", nothing_stays_nothing),
        PROOF("a plural form that was left empty stays English",
              empty_forms_stay_english),
        PROOF("two languages are open at the same moment",
              languages_are_open_at_one_moment),
        PROOF("one language can be open twice", one_language_is_open_twice),
        PROOF("a fault is said in a language, its reason too",
              faults_are_said_in_a_language),
        PROOF("a fault without a translation is said in English",
              unknown_faults_are_said_in_english),
        PROOF("a text that is composed already is not copied",
              composed_texts_are_not_copied),
        PROOF("a long text is composed to its end",
              long_texts_are_composed_whole),
        PROOF("a letter is looked for inside of the text only",
              letters_end_where_the_text_does),
        PROOF("a line ends where it must", lines_end_where_they_must),
        PROOF("what a breaker was given before may be gone",
              breakers_do_not_look_back),
        PROOF("a language nobody knows is broken as most are",
              unknown_languages_are_broken_too),
        PROOF("the longest numbers are spelled", longest_numbers_are_spelled),
        PROOF("a list of hundreds is joined", long_lists_are_joined),
    };
    int failed = cmocka_run_group_tests_name("base/words", tests, NULL, NULL);
    return cases_run("base/words.cases", run) || failed;
}
