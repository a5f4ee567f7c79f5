/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questionnaires that ship: the fixed names and codes, the two languages,
 * and that every published finding can be said. */
#include <stdlib.h>

#include "base/catalogue.h"
#include "base/file.h"
#include "cases.h"
#include "form/link.h"

static struct form *open_form(struct arena *arena, str id)
{
    struct faults faults = { .arena = arena };
    struct text path = { .arena = arena };
    text_add(&path, S("assets/questionnaires/"));
    text_add(&path, id);
    text_add(&path, S(".yaml"));
    struct form *form = link_form(arena, cases_file(arena, text_view(&path).at),
                                  &faults);
    cases_same(cases_faults(arena, &faults), S(""));
    return form;
}

/* ---- names and codes ----------------------------------------------------- */

static void add_choices(struct text *out, const struct form_question *question)
{
    for (int i = 0; i < question->choice_count; i++) {
        const struct form_choice *choice = &question->choices[i];
        text_add_char(out, ' ');
        text_add(out, choice->name);
        text_add(out, choice->outside_base ? S("†") : S(""));
        text_add(out, choice->exclusive ? S("!") : S(""));
    }
}

/* One line a question: number, name, kind, choices. */
static str run(struct arena *arena, const struct cases_case *one)
{
    struct form *form = open_form(arena, text_trim(cases_input(one)));
    struct text out = { .arena = arena };
    for (int q = 0; q < form->question_count; q++) {
        const struct form_question *question = &form->questions[q];
        text_add_number(&out, q + 1);
        text_add_char(&out, ' ');
        text_add(&out, question->name);
        text_add_char(&out, ' ');
        text_add(&out, text_of(kinds_trait(question->kind)->name));
        add_choices(&out, question);
        text_add_char(&out, '\n');
    }
    return text_view(&out);
}

/* ---- findings ------------------------------------------------------------ */

struct wanted {
    str question; /* joined with + where several are counted together */
    str choices;
    str group;
};

static str said_choices(struct arena *arena,
                        const struct form_question *question,
                        const struct form_finding *finding)
{
    struct text out = { .arena = arena };
    str say = finding->say->english;
    if (text_find(say, S("{list}")) < say.size)
        return S("{list}");
    if (text_find(say, S("{quotes}")) < say.size)
        return S("{quotes}");
    if (question->kind == FORM_SLIDER) {
        text_add_number(&out, finding->from);
        text_add_char(&out, '-');
        text_add_number(&out, finding->to);
        return text_view(&out);
    }
    for (int i = 0; i < finding->of_count; i++) {
        text_add(&out, i ? S("+") : S(""));
        text_add(&out, question->choices[finding->of[i]].name);
    }
    return finding->of_count ? text_view(&out) : S("*");
}

static str said_questions(struct arena *arena, const struct form *form,
                          const struct form_question *question,
                          const struct form_finding *finding)
{
    struct text out = { .arena = arena };
    text_add(&out, question->name);
    for (int i = 0; i < finding->with_count; i++) {
        text_add_char(&out, '+');
        text_add(&out, form->questions[finding->with[i]].name);
    }
    return text_view(&out);
}

static bool can_say(struct arena *arena, const struct form *form,
                    const struct wanted *wanted)
{
    for (int q = 0; q < form->question_count; q++) {
        const struct form_question *question = &form->questions[q];
        for (int f = 0; f < question->finding_count; f++) {
            const struct form_finding *finding = &question->findings[f];
            str group = form->groups[finding->group].name;
            if (text_equal(said_questions(arena, form, question, finding),
                           wanted->question) &&
                text_equal(said_choices(arena, question, finding),
                           wanted->choices) &&
                text_equal(group, wanted->group))
                return true;
        }
    }
    return false;
}

static void every_published_finding_can_be_said(void **state)
{
    (void)state;
    struct arena *arena = arena_make();
    struct form *forms[] = { open_form(arena, S("young-people")),
                             open_form(arena, S("victims")) };
    str rest = cases_file(arena, "tests/fixtures/findings.tsv");
    str line;
    int lines = 0;
    while (text_cut(&rest, '\n', &line)) {
        str cells[5];
        str cell = line;
        if (line.size == 0 || text_starts(line, S("#")) ||
            text_starts(line, S("report\t")))
            continue;
        for (int i = 0; i < 5; i++)
            assert_true(text_cut(&cell, '\t', &cells[i]));
        struct wanted wanted = { cells[2], cells[3], cells[4] };
        bool victims = text_equal(cells[1], forms[1]->id);
        if (!can_say(arena, forms[victims], &wanted))
            fail_msg("no finding says: %.*s", TEXT_ARGS(line));
        lines++;
    }
    assert_true(lines > 100);
    arena_destroy(arena);
}

/* ---- Welsh --------------------------------------------------------------- */

static struct words *open_welsh(struct catalogue **catalogue)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    *catalogue = catalogue_open(S(TESTS_CATALOGUES "/cy.mo"), &fault);
    if (!*catalogue)
        fail_msg("no Welsh catalogue was built");
    struct words *words = words_open(S("cy"), *catalogue, &fault);
    assert_non_null(words);
    arena_destroy(arena);
    return words;
}

/* A yes of one question may be Do where that of another one is Ydw. */
static void welsh_has_no_global_yes(void **state)
{
    (void)state;
    struct arena *arena = arena_make();
    struct catalogue *catalogue;
    struct words *welsh = open_welsh(&catalogue);
    struct form *form = open_form(arena, S("young-people"));
    const struct form_question *know =
        &form->questions[form_question(form, S("know_why"))];
    const struct form_question *told =
        &form->questions[form_question(form, S("told_what_happens"))];
    cases_same_text(form_say(welsh, know->choices[0].label), "Ydw");
    cases_same_text(form_say(welsh, know->choices[1].label), "Nac ydw");
    cases_same_text(form_say(welsh, told->choices[0].label), "Do");
    cases_same_text(form_say(welsh, told->choices[1].label), "Naddo");
    words_close(welsh);
    catalogue_close(catalogue);
    arena_destroy(arena);
}

static void every_phrase_has_welsh_of_its_own(void **state)
{
    (void)state;
    struct arena *arena = arena_make();
    struct catalogue *catalogue;
    struct words *welsh = open_welsh(&catalogue);
    const str ids[] = { S("young-people"), S("victims") };
    for (int i = 0; i < 2; i++) {
        struct form *form = open_form(arena, ids[i]);
        str welsh_text;
        for (const struct form_phrase *phrase = form->phrases; phrase;
             phrase = phrase->next)
            if (!catalogue_find(catalogue, phrase->context, phrase->english,
                                &welsh_text))
                fail_msg("no Welsh: %.*s", TEXT_ARGS(phrase->context));
    }
    words_close(welsh);
    catalogue_close(catalogue);
    arena_destroy(arena);
}

static void a_count_takes_the_form_of_its_number(void **state)
{
    (void)state;
    struct arena *arena = arena_make();
    struct catalogue *catalogue;
    struct words *welsh = open_welsh(&catalogue);
    struct form *form = open_form(arena, S("young-people"));
    const struct form_phrase *count = form->groups[0].count;
    str one = form_count(welsh, count, 1);
    cases_same_text(one, "un plentyn neu berson ifanc");
    assert_false(text_equal(one, form_count(welsh, count, 0)));
    assert_false(text_equal(one, form_count(welsh, count, 32)));
    words_close(welsh);
    catalogue_close(catalogue);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        { .name = "every published finding can be said",
          .test_func = every_published_finding_can_be_said },
        { .name = "Welsh has no global yes",
          .test_func = welsh_has_no_global_yes },
        { .name = "every phrase has Welsh of its own",
          .test_func = every_phrase_has_welsh_of_its_own },
        { .name = "a count takes the form of its number",
          .test_func = a_count_takes_the_form_of_its_number },
    };
    int failed = cases_run("form/questionnaires.cases", run);
    return cmocka_run_group_tests(tests, NULL, NULL) || failed;
}
