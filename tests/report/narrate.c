/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The section in both languages, from tables in text. Beside what
 * report/safe.h reads a case may have:
 *
 *     service YOS TTI            what it is called, in English and in Welsh
 *     quote made_easier …        an approved comment
 *     passed suggestions         a comment of it was passed on
 *     optional offend_each       a bullet that staff asked for
 *     without suggestions        nothing is to be said of it
 *     first satisfied            its bullet comes first, and so on
 *     references                 each sentence with where it has its numbers
 *
 * Approved comments that may not be told are counted at the end.
 */
#include "report/narrate.h"

#include "base/catalogue.h"
#include "cases.h"
#include "form/link.h"
#include "report/safe.h"

enum { MOST = 16 };

struct asked {
    struct form *form;
    struct safe_table *table;
    str service[2];
    struct narrate_quote quotes[MOST];
    int quote_count;
    int passed[MOST];
    int passed_count;
    const char *optional[MOST];
    int optional_count;
    int dropped[MOST];
    int dropped_count;
    int first[MOST];
    int first_count;
    bool references;
};

static struct form *open_form(struct arena *arena, str id)
{
    struct faults faults = { .arena = arena };
    struct text path = { .arena = arena };
    text_add(&path, S("assets/questionnaires/"));
    text_add(&path, id);
    text_add(&path, S(".yaml"));
    str content = cases_file(arena, text_view(&path).at);
    struct form *form = link_form(arena, content, &faults);
    cases_same(cases_faults(arena, &faults), S(""));
    return form;
}

static int question(const struct asked *asked, str name)
{
    int question = form_question(asked->form, name);
    if (question < 0)
        fail_msg("no question: %.*s", TEXT_ARGS(name));
    return question;
}

static void take_quote(struct asked *asked, str rest)
{
    str name;
    rest = text_trim(rest);
    assert_true(text_cut(&rest, ' ', &name));
    assert_true(asked->quote_count < MOST);
    asked->quotes[asked->quote_count++] =
        (struct narrate_quote){ question(asked, name), rest };
}

static void take_line(struct arena *arena, struct asked *asked, str line)
{
    size_t at = 0;
    str verb;
    if (!text_word(line, &at, &verb))
        return;
    str rest = text_trim(text_slice(line, at, line.size));
    if (text_equal(verb, S("form"))) {
        asked->form = open_form(arena, rest);
        asked->table = safe_make(arena, asked->form);
    } else if (text_equal(verb, S("service"))) {
        at = 0;
        assert_true(text_word(rest, &at, &asked->service[0]));
        assert_true(text_word(rest, &at, &asked->service[1]));
    } else if (text_equal(verb, S("quote"))) {
        take_quote(asked, rest);
    } else if (text_equal(verb, S("passed"))) {
        asked->passed[asked->passed_count++] = question(asked, rest);
    } else if (text_equal(verb, S("without"))) {
        asked->dropped[asked->dropped_count++] = question(asked, rest);
    } else if (text_equal(verb, S("first"))) {
        asked->first[asked->first_count++] = question(asked, rest);
    } else if (text_equal(verb, S("optional"))) {
        asked->optional[asked->optional_count++] = text_copy(arena, rest).at;
    } else if (text_equal(verb, S("references"))) {
        asked->references = true;
    } else if (!safe_take(asked->table, line)) {
        fail_msg("what is this: %.*s", TEXT_ARGS(line));
    }
}

static void add_sentence(struct text *out, const struct asked *asked,
                         const struct narrate_sentence *sentence)
{
    text_add(out, sentence->text);
    for (int i = 0; asked->references && i < sentence->reference_count; i++) {
        assert_int_equal(sentence->references[i].form, 7);
        text_add(out, i ? S(", ") : S(" ["));
        text_add(out,
                 asked->form->questions[sentence->references[i].question].name);
    }
    if (asked->references && sentence->reference_count > 0)
        text_add_char(out, ']');
}

static void add_section(struct text *out, const struct asked *asked,
                        const struct narrate_section *section)
{
    text_add(out, section->heading);
    text_add_char(out, '\n');
    add_sentence(out, asked, &section->opening);
    text_add_char(out, '\n');
    for (int b = 0; b < section->bullet_count; b++) {
        const struct narrate_bullet *bullet = &section->bullets[b];
        text_add(out, S("-"));
        for (int s = 0; s < bullet->sentence_count; s++) {
            text_add_char(out, ' ');
            add_sentence(out, asked, &bullet->sentences[s]);
        }
        text_add_char(out, '\n');
    }
    if (section->left_out == 0)
        return;
    text_add(out, S("left out: "));
    text_add_number(out, section->left_out);
    text_add_char(out, '\n');
}

static void tell(struct arena *arena, struct text *out,
                 const struct asked *asked, bool welsh)
{
    struct fault fault = { .arena = arena };
    struct catalogue *catalogue = NULL;
    if (welsh)
        catalogue = catalogue_open(S(TESTS_CATALOGUES "/cy.mo"), &fault);
    struct words *words = words_open(welsh ? S("cy") : WORDS_ENGLISH, catalogue,
                                     &fault);
    assert_true(words && (catalogue || !welsh));
    struct narrate_wish wish = { .words = words,
                                 .service = asked->service[welsh],
                                 .quotes = asked->quotes,
                                 .quote_count = asked->quote_count,
                                 .passed = asked->passed,
                                 .passed_count = asked->passed_count,
                                 .optional = asked->optional,
                                 .dropped = asked->dropped,
                                 .dropped_count = asked->dropped_count,
                                 .first = asked->first,
                                 .first_count = asked->first_count,
                                 .form = 7 };
    add_section(out, asked, narrate_section(arena, asked->table, &wish));
    words_close(words);
    catalogue_close(catalogue);
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct asked asked = { .service = { S("YOS"), S("TTI") } };
    struct text out = { .arena = arena };
    str rest = cases_input(one);
    str line;
    while (text_cut(&rest, '\n', &line))
        take_line(arena, &asked, line);
    tell(arena, &out, &asked, false);
    tell(arena, &out, &asked, true);
    return text_view(&out);
}

/* ---- whatever the numbers are -------------------------------------------- */

/* The same numbers in every run. */
static long next_of(uint64_t *state, long most)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (long)((*state >> 33) % (uint64_t)(most + 1));
}

static void add_number(struct text *line, const char *name, long number)
{
    text_add_char(line, ' ');
    text_add(line, text_of(name));
    text_add_char(line, '=');
    text_add_number(line, number);
}

static void add_choices(struct text *line, uint64_t *state, long most,
                        const struct form_question *asked)
{
    for (int c = 0; c < asked->choice_count; c++) {
        long number = next_of(state, 3) ? next_of(state, most) : 0;
        add_number(line, asked->choices[c].name.at, number);
        most -= asked->kind == FORM_MANY ? 0 : number;
    }
}

/* A line of a question, with numbers that could be. */
static str make_line(struct arena *arena, uint64_t *state, long returns,
                     const struct form_question *asked)
{
    struct text line = { .arena = arena };
    long base = next_of(state, returns);
    long high = next_of(state, base);
    text_add(&line, asked->name);
    switch (asked->kind) {
    case FORM_TEXT:
        add_number(&line, "answered", base);
        break;
    case FORM_SLIDER:
        add_number(&line, "base", base);
        add_number(&line, "50-100", high);
        add_number(&line, "100-100", next_of(state, high));
        break;
    case FORM_MANY:
        add_number(&line, "base", base);
        add_number(&line, "any", base);
        add_choices(&line, state, base, asked);
        break;
    case FORM_ONE:
    case FORM_SCALE:
    case FORM_KINDS:
        add_choices(&line, state, returns, asked);
        break;
    }
    if (next_of(state, 9) == 0)
        text_add(&line, S(" withheld=few"));
    return text_view(&line);
}

static bool begins_a_sentence(str text)
{
    return (text.at[0] >= 'A' && text.at[0] <= 'Z') ||
           text_starts(text, S("“"));
}

static void check_sentence(const struct narrate_sentence *sentence,
                           bool has_references)
{
    str text = sentence->text;
    bool whole = text.size > 1 && begins_a_sentence(text) &&
                 text_ends(text, S(".")) && !text_ends(text, S("..")) &&
                 text_find(text, S("{")) == text.size &&
                 text_find(text, S("  ")) == text.size;
    if (!whole || has_references != (sentence->reference_count > 0))
        fail_msg("no whole sentence: %.*s", TEXT_ARGS(text));
}

static void check_sections(struct arena *arena, const struct asked *asked)
{
    struct fault fault = { .arena = arena };
    struct catalogue *catalogue = catalogue_open(S(TESTS_CATALOGUES "/cy.mo"),
                                                 &fault);
    for (int welsh = 0; welsh < 2; welsh++) {
        struct words *words = words_open(welsh ? S("cy") : WORDS_ENGLISH,
                                         welsh ? catalogue : NULL, &fault);
        struct narrate_wish wish = { .words = words,
                                     .service = asked->service[welsh],
                                     .passed = asked->passed,
                                     .passed_count = asked->passed_count,
                                     .optional = asked->optional };
        const struct narrate_section *section = narrate_section(
            arena, asked->table, &wish);
        check_sentence(&section->opening, false);
        for (int b = 0; b < section->bullet_count; b++)
            for (int s = 0; s < section->bullets[b].sentence_count; s++)
                check_sentence(&section->bullets[b].sentences[s], true);
        words_close(words);
    }
    catalogue_close(catalogue);
}

static void every_sentence_is_whole_whatever_the_numbers(void **state)
{
    uint64_t numbers = 5;
    for (int round = 0; round < 120; round++) {
        struct arena *arena = arena_make();
        struct asked asked = { .service = { S("YOS"), S("TTI") } };
        take_line(arena, &asked,
                  round % 2 ? S("form victims") : S("form young-people"));
        if (!asked.form) {
            fail();
            return;
        }
        if (round % 3 == 0)
            take_line(arena, &asked, S("publication"));
        long returns = next_of(&numbers, round % 4 ? 60 : 6);
        struct text line = { .arena = arena };
        text_add(&line, S("returns "));
        text_add_number(&line, returns);
        take_line(arena, &asked, text_view(&line));
        for (int q = 0; q < asked.form->question_count; q++)
            take_line(
                arena, &asked,
                make_line(arena, &numbers, returns, &asked.form->questions[q]));
        take_line(arena, &asked, S("optional offend_each"));
        take_line(arena, &asked, S("optional satisfaction_each"));
        asked.passed[asked.passed_count++] = asked.form->question_count - 1;
        check_sections(arena, &asked);
        arena_destroy(arena);
    }
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        { .name = "every sentence is whole, whatever the numbers are",
          .test_func = every_sentence_is_whole_whatever_the_numbers },
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return cases_run("report/narrate.cases", run) || failed;
}
