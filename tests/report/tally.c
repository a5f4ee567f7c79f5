/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tallies: what returns add up to, by question and by finding. */
#include "report/tally.h"

#include "returns.h"

static void put_slider(struct text *out, const struct tally *tally,
                       int question)
{
    const struct tally_question *sum = &tally->questions[question];
    long median;
    if (tally_median(tally, question, &median))
        returns_put(out, "| median", median);
    text_add(out, S(" | bands"));
    for (int band = 0; band < TALLY_BANDS; band++) {
        long from;
        long to;
        tally_band(&tally->form->questions[question], band, &from, &to);
        text_add_char(out, ' ');
        text_add_number(out, from);
        text_add_char(out, '-');
        text_add_number(out, to);
        text_add_char(out, ':');
        text_add_number(out, sum->bands[band]);
    }
}

static void put_findings(struct text *out, const struct tally *tally,
                         int question)
{
    const struct form_question *asked = &tally->form->questions[question];
    text_add(out, S(" |"));
    for (int f = 0; f < asked->finding_count; f++) {
        text_add_char(out, ' ');
        text_add_number(out, tally->findings[question][f].k);
        text_add_char(out, '/');
        text_add_number(out, tally->findings[question][f].n);
    }
    text_add_char(out, '\n');
}

static void put_question(struct text *out, const struct tally *tally,
                         int question)
{
    const struct form_question *asked = &tally->form->questions[question];
    const struct tally_question *sum = &tally->questions[question];
    text_add(out, asked->name);
    returns_put(out, "routed", sum->routed);
    returns_put(out, "answered", sum->answered);
    returns_put(out, "base", sum->base);
    returns_put(out, "dk", sum->dont_know);
    returns_put(out, "ns", sum->not_say);
    returns_put(out, "blank", sum->blank);
    if (asked->kind == FORM_SLIDER)
        put_slider(out, tally, question);
    else if (asked->choice_count > 0)
        text_add(out, S(" |"));
    for (int c = 0; asked->kind != FORM_SLIDER && c < asked->choice_count; c++)
        returns_put(out, asked->choices[c].name.at, sum->counts[c]);
    put_findings(out, tally, question);
}

/* Returns, and then the questions that are asked for. */
static str run(struct arena *arena, const struct cases_case *one)
{
    struct text out = { .arena = arena };
    str rest = cases_input(one);
    str line;
    struct tally *tally = returns_read(arena, &rest, &line);
    returns_put(&out, "returns", tally->returns);
    text_add_char(&out, '\n');
    do
        put_question(&out, tally, returns_question(tally, line));
    while (text_cut(&rest, '\n', &line) && line.size > 0);
    return text_view(&out);
}

static struct tally *add_up(struct arena *arena, const struct form *form,
                            const char *first, const char *second)
{
    struct tally *tally = tally_make(arena, form);
    returns_add(tally, arena, text_of(first));
    returns_add(tally, arena, text_of(second));
    return tally;
}

static void tallies_are_the_same_in_any_order(void **state)
{
    struct arena *arena = *state;
    struct form *form = given_form(arena,
                                   "assets/questionnaires/young-people.yaml");
    const char *some = "2x order=other know_plan=yes plan_copy=no satisfied=7";
    const char *others = "1x order=referral helped_with=drugs satisfied=70";
    assert_true(tally_equal(add_up(arena, form, some, others),
                            add_up(arena, form, others, some)));
    assert_false(tally_equal(add_up(arena, form, some, others),
                             add_up(arena, form, some, some)));
}

static void a_slider_tells_apart_what_its_bands_do_not(void **state)
{
    struct arena *arena = *state;
    struct form *form = given_form(arena, "tests/fixtures/form.yaml");
    struct tally *one = add_up(arena, form, "1x heat=10", "1x heat=20");
    struct tally *other = add_up(arena, form, "1x heat=11", "1x heat=19");
    assert_false(tally_equal(one, other));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("tallies are the same in any order",
                   tallies_are_the_same_in_any_order),
        CASES_TEST("a slider tells apart what its bands do not",
                   a_slider_tells_apart_what_its_bands_do_not),
    };
    int failed = cases_run("report/tally.cases", run);
    return cmocka_run_group_tests(tests, NULL, NULL) || failed;
}
