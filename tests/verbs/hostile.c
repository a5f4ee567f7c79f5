/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile files: rubbish, bombs and floods of every kind get a clear fault and
 * cost little memory. How long they take is measured by tests/bench. */
#include <stdlib.h>

#include "cases.h"
#include "ran.h"

enum { FIVE_MEGABYTES = 5 * 1024 * 1024, FULL = 255 * 1024, FLOOD = 30 * 1024 };

/* A sanitizer's own memory would be counted too. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifdef SANITIZED
enum { MOST_KILOBYTES = 1024 * 1024 };
#else
enum { MOST_KILOBYTES = 64 * 1024 };
#endif

/* The piece again and again until `size` is full, behind a beginning. */
static str flood(struct arena *arena, str beginning, str piece, size_t size)
{
    struct text text = { .arena = arena };
    text_add(&text, beginning);
    while (text.size + piece.size <= size)
        text_add(&text, piece);
    return text_view(&text);
}

static str rubbish(struct arena *arena)
{
    struct text text = { .arena = arena };
    uint32_t state = 1;
    while (text.size < FIVE_MEGABYTES) {
        state = state * 1664525 + 1013904223;
        text_add_char(&text, (char)(state >> 24));
    }
    return text_view(&text);
}

/* A list of lists of aliases: 10 to the power of its lines. */
static str alias_bomb(struct arena *arena)
{
    struct text text = { .arena = arena };
    text_add(&text, S("a0: &a0 [x]\n"));
    for (char c = '1'; c <= '9'; c++) {
        text_add(&text, S("a"));
        text_add_char(&text, c);
        text_add(&text, S(": &a"));
        text_add_char(&text, c);
        text_add(&text, S(" ["));
        for (int i = 0; i < 10; i++) {
            text_add(&text, S("*a"));
            text_add_char(&text, (char)(c - 1));
            text_add(&text, i < 9 ? S(", ") : S("]\n"));
        }
    }
    return text_view(&text);
}

/* A whole small questionnaire with a flood at one place. */
static str flooded(struct arena *arena, str before, str piece)
{
    str form = cases_file(arena, "tests/fixtures/form.yaml");
    size_t at = text_find(form, before);
    assert_true(at < form.size);
    struct text text = { .arena = arena };
    text_add(&text, text_slice(form, 0, at));
    while (text.size + piece.size < FLOOD - form.size)
        text_add(&text, piece);
    text_add(&text, text_slice(form, at, form.size));
    return text_view(&text);
}

static void refuse(const char *name, str content, str fault)
{
    struct arena *arena = arena_make();
    struct text line = { .arena = arena };
    str folder = ran_folder(arena);
    ran_put(folder, name, content);
    text_add(&line, S("check "));
    text_add(&line, text_of(name));
    struct ran ran = ran_program(arena, folder, text_view(&line));
    ran_clear(folder);
    assert_int_equal(ran.status, 1);
    if (text_find(ran.out, fault) == ran.out.size)
        fail_msg("no such fault: %.*s\n%.300s", TEXT_ARGS(fault), ran.out.at);
    if (ran.kilobytes > MOST_KILOBYTES)
        fail_msg("it took %ld kilobytes", ran.kilobytes);
    arena_destroy(arena);
}

static void five_megabytes_of_rubbish(void **state)
{
    struct arena *arena = *state;
    refuse("a.yaml", rubbish(arena), S("a.yaml is longer than 262144 bytes"));
    refuse("a.po", rubbish(arena), S("a.po is longer than 1048576 bytes"));
    refuse("a.svg", rubbish(arena), S("a.svg is longer than 65536 bytes"));
}

static void rubbish_just_below_the_limit(void **state)
{
    struct arena *arena = *state;
    str part = text_slice(rubbish(arena), 0, 60 * 1024);
    refuse("a.yaml", part, S("is not UTF-8 text"));
    refuse("a.po", part, S("is not UTF-8 text"));
    refuse("a.svg", part, S("is not UTF-8 text"));
}

static void zero_bytes(void **state)
{
    struct arena *arena = *state;
    str zero = flood(arena, S(""), (str){ "\0", 1 }, FULL);
    refuse("a.yaml", zero,
           S("a.yaml:1:1: a control character stands here; take it out"));
}

static void deep_nesting(void **state)
{
    struct arena *arena = *state;
    refuse("a.yaml", flood(arena, S(""), S("["), FULL),
           S("stands too deep inside other lists"));
    refuse("a.yaml", flood(arena, S(""), S("- "), FULL),
           S("stands too deep inside other lists"));
    refuse("a.yaml", flood(arena, S(""), S("{a: "), FULL),
           S("stands too deep inside other lists"));
    refuse("a.yaml", flood(arena, S(""), S("? "), FULL), S("a.yaml:1:"));
    refuse("a.svg", flood(arena, S(""), S("<g>"), 60 * 1024),
           S("too many groups inside each other"));
}

static void aliases_that_explode(void **state)
{
    refuse("a.yaml", alias_bomb(*state), S("anchors, aliases and tags"));
}

static void a_flood_of_unknown_keys(void **state)
{
    refuse("a.yaml", flood(*state, S(""), S("a: 1\n"), FULL),
           S("there are too many keys below each other here"));
}

static void a_flood_of_entries(void **state)
{
    struct arena *arena = *state;
    refuse("a.yaml", flood(arena, S("survey: ["), S("x,"), FULL),
           S("there is too much in this file"));
    refuse("a.yaml", flood(arena, S("survey:\n"), S("- x\n"), FULL),
           S("there is too much in this file"));
}

static void a_flood_of_repeated_keys(void **state)
{
    refuse("a.yaml", flood(*state, S(""), S("survey: []\n"), FULL),
           S("there are too many keys below each other here"));
}

static void a_flood_of_questions(void **state)
{
    refuse("a.yaml",
           flooded(*state, S("  - type: range\n"),
                   S("  - {type: text, name: a, label: b, image: yes}\n")),
           S("more than 150 questions"));
}

static void a_flood_of_choices(void **state)
{
    refuse("a.yaml",
           flooded(*state, S("  - list_name: with\n"),
                   S("      - {name: a, label: b, image: yes}\n")),
           S("too long for a screen"));
}

static void a_flood_of_findings(void **state)
{
    refuse("a.yaml",
           flooded(*state, S("  - type: select_multiple with\n"),
                   S("      - say: x\n")),
           S("this finding counts nobody"));
}

static void a_flood_of_counted_choices(void **state)
{
    struct arena *arena = *state;
    refuse("a.yaml", flooded(arena, S("yes]\n        say"), S("x,")),
           S("counts too many things"));
}

static void a_rule_without_end(void **state)
{
    struct arena *arena = *state;
    refuse(
        "a.yaml",
        flooded(arena, S("${drinks} = 'yes'\"\n"), S("${drinks} = 'yes' and ")),
        S("this text is too long for a questionnaire; write less"));
}

static void a_word_without_end(void **state)
{
    struct arena *arena = *state;
    refuse("a.yaml", flood(arena, S(""), S("a"), FULL),
           S("this text is too long for a questionnaire; write less"));
    refuse("a.po", flood(arena, S("msgid \""), S("a"), FULL),
           S("a text in quotes is meant here"));
    refuse("a.svg", flood(arena, S("<"), S("a"), 60 * 1024),
           S("may be left out by the renderer"));
}

static void a_flood_of_translations(void **state)
{
    refuse("cy.po",
           flood(*state, S(""), S("msgid \"a\"\nmsgstr \"\"\n"), 1024 * 1024),
           S("is not translated"));
}

static void characters_without_end(void **state)
{
    refuse("a.yaml", flooded(*state, S("How hot do you"), S("\xe7\x81\xab")),
           S("this text is too long for a questionnaire; write less"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("five megabytes of rubbish are refused",
                   five_megabytes_of_rubbish),
        CASES_TEST("rubbish just below the limit is refused",
                   rubbish_just_below_the_limit),
        CASES_TEST("zero bytes are refused", zero_bytes),
        CASES_TEST("deep nesting is refused", deep_nesting),
        CASES_TEST("aliases that explode are refused", aliases_that_explode),
        CASES_TEST("a flood of unknown keys is refused",
                   a_flood_of_unknown_keys),
        CASES_TEST("a flood of entries is refused", a_flood_of_entries),
        CASES_TEST("a flood of repeated keys is refused",
                   a_flood_of_repeated_keys),
        CASES_TEST("a flood of questions is refused", a_flood_of_questions),
        CASES_TEST("a flood of choices is refused", a_flood_of_choices),
        CASES_TEST("a flood of findings is refused", a_flood_of_findings),
        CASES_TEST("a flood of counted choices is refused",
                   a_flood_of_counted_choices),
        CASES_TEST("a rule without end is refused", a_rule_without_end),
        CASES_TEST("a word without end is refused", a_word_without_end),
        CASES_TEST("a flood of translations is refused",
                   a_flood_of_translations),
        CASES_TEST("strange characters without end are refused",
                   characters_without_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
