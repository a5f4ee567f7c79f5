/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up returns: legal, believable in number, and the same for a seed. */
#include "report/sample.h"

#include "../interview/given.h"
#include "interview/route.h"

static const char *const forms[] = { "young-people", "victims" };
enum { FORMS = sizeof forms / sizeof *forms, ROWS = 40 };

static str path_of(struct arena *arena, const char *folder, const char *name,
                   const char *ending)
{
    struct text path = { .arena = arena };
    text_add(&path, text_of(folder));
    text_add(&path, text_of(name));
    text_add(&path, text_of(ending));
    return text_view(&path);
}

static struct sample *sample_of(struct arena *arena, const char *name,
                                const struct form **form)
{
    struct faults faults = { .arena = arena, .file = S("sample") };
    *form = given_form(
        arena, path_of(arena, "assets/questionnaires/", name, ".yaml").at);
    struct sample *sample = sample_read(
        arena, *form,
        cases_file(arena, path_of(arena, "assets/samples/", name, ".csv").at),
        &faults);
    cases_same_text(cases_faults(arena, &faults), "");
    assert_non_null(sample);
    return sample;
}

static str draw(struct sample *sample, struct sample_dice *dice,
                struct answers *answers)
{
    str language;
    struct text line = { .arena = answers->arena };
    sample_draw(sample, dice, answers, &language);
    text_add(&line, language);
    text_add_char(&line, ' ');
    text_add(&line, given_all(answers->arena, answers));
    return text_view(&line);
}

/* So many returns, one a line. */
static str draw_all(struct arena *arena, const char *name, uint64_t seed,
                    int count)
{
    const struct form *form;
    struct sample *sample = sample_of(arena, name, &form);
    struct sample_dice dice = { .state = seed };
    struct answers *answers = answers_make(arena, form);
    struct text all = { .arena = arena };
    for (int i = 0; i < count; i++) {
        text_add(&all, draw(sample, &dice, answers));
        text_add_char(&all, '\n');
    }
    return text_view(&all);
}

static void the_same_seed_draws_the_same_returns(void **state)
{
    for (int f = 0; f < FORMS; f++) {
        str one = draw_all(*state, forms[f], 7, 3 * ROWS);
        cases_same(draw_all(*state, forms[f], 7, 3 * ROWS), one);
        assert_false(text_equal(draw_all(*state, forms[f], 8, 3 * ROWS), one));
    }
}

/* SplitMix64 as its author publishes it: the first numbers of seed 1234567. */
static void the_dice_fall_as_they_do_on_every_machine(void **state)
{
    struct sample_dice dice = { .state = 1234567 };
    (void)state;
    assert_int_equal(sample_throw(&dice, 1000000),
                     6457827717110365317 % 1000000);
    assert_int_equal(sample_throw(&dice, 1000000),
                     3203168211198807973 % 1000000);
}

static void assert_legal(const struct answers *answers)
{
    const struct form *form = answers->form;
    bool *asked = arena_array(answers->arena, bool, form->question_count);
    route_find(answers, asked);
    for (int q = 0; q < form->question_count; q++)
        assert_true(asked[q] || !answers->all[q].given);
}

static void nobody_answers_what_they_are_not_asked(void **state)
{
    enum { MANY = 2000 };
    for (int f = 0; f < FORMS; f++) {
        const struct form *form;
        struct sample *sample = sample_of(*state, forms[f], &form);
        struct sample_dice dice = { .state = 3 };
        str language;
        for (int i = 0; i < MANY; i++) {
            struct arena *arena = arena_make();
            struct answers *answers = answers_make(arena, form);
            sample_draw(sample, &dice, answers, &language);
            assert_legal(answers);
            arena_destroy(arena);
        }
    }
}

/* Here a number and a choice decide what else is asked. */
static void what_varies_goes_back_where_it_would_not_be_legal(void **state)
{
    enum { MANY = 500 };
    struct arena *arena = *state;
    struct form *form = given_form(arena, "tests/fixtures/form.yaml");
    struct faults faults = { .arena = arena, .file = S("sample") };
    struct sample *sample = sample_read(
        arena, form,
        S("drinks,takes,heat,why\nyes,milk,50,Hot\nyes,milk,52,not_say\n"),
        &faults);
    struct sample_dice dice = { .state = 1 };
    int moved = 0;
    str language;
    for (int i = 0; i < MANY; i++) {
        struct answers *answers = answers_make(arena, form);
        sample_draw(sample, &dice, answers, &language);
        assert_legal(answers);
        moved += answers->all[2].number > 52;
    }
    assert_in_range(moved, 1, MANY - 1);
}

static bool has_words(const struct answers *answers)
{
    for (int q = 0; q < answers->form->question_count; q++)
        if (answers->form->questions[q].kind == FORM_TEXT &&
            answers->all[q].given)
            return true;
    return false;
}

static void each_row_is_drawn_once_before_any_comes_again(void **state)
{
    struct arena *arena = *state;
    for (int f = 0; f < FORMS; f++) {
        const struct form *form;
        struct sample *sample = sample_of(arena, forms[f], &form);
        struct sample_dice dice = { .state = 5 };
        struct answers *answers = answers_make(arena, form);
        int welsh = 0;
        int worded = 0;
        for (int i = 0; i < ROWS; i++) {
            str line = draw(sample, &dice, answers);
            welsh += text_starts(line, S("cy "));
            worded += has_words(answers);
        }
        assert_int_equal(welsh, 14);
        assert_in_range(worded, 30, ROWS);
        for (int i = 0; i < ROWS; i++) {
            draw(sample, &dice, answers);
            assert_false(has_words(answers));
        }
    }
}

/* A line of its own moves, a choice comes or goes; the rest stays. */
static void returns_that_come_again_are_not_all_the_same(void **state)
{
    struct arena *arena = *state;
    str all = draw_all(arena, "young-people", 9, 4 * ROWS);
    str lines[4 * ROWS];
    int same = 0;
    for (int i = 0; i < 4 * ROWS; i++)
        assert_true(text_cut(&all, '\n', &lines[i]));
    for (int i = 0; i < 4 * ROWS; i++)
        for (int j = 0; j < i; j++)
            same += text_equal(lines[i], lines[j]);
    assert_in_range(same, 0, ROWS / 4);
}

static void a_table_that_is_wrong_or_empty_is_refused(void **state)
{
    struct arena *arena = *state;
    struct form *form = given_form(arena, "tests/fixtures/form.yaml");
    struct faults faults = { .arena = arena, .file = S("sample") };
    assert_null(sample_read(arena, form, S("drinks\n"), &faults));
    assert_null(sample_read(arena, form, S("drinks\nno\nmaybe\n"), &faults));
    cases_same_text(cases_faults(arena, &faults),
                    "sample:1:1: there is no return in the table; each row "
                    "behind the first is one\n"
                    "sample:3:1: “maybe” is no answer to drinks; it can be one "
                    "of: yes, no, dont_know, not_say\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("the same seed draws the same returns",
                   the_same_seed_draws_the_same_returns),
        CASES_TEST("the dice fall as they do on every machine",
                   the_dice_fall_as_they_do_on_every_machine),
        CASES_TEST("nobody answers what they are not asked",
                   nobody_answers_what_they_are_not_asked),
        CASES_TEST("what varies goes back where it would not be legal",
                   what_varies_goes_back_where_it_would_not_be_legal),
        CASES_TEST("each row is drawn once before any comes again",
                   each_row_is_drawn_once_before_any_comes_again),
        CASES_TEST("returns that come again are not all the same",
                   returns_that_come_again_are_not_all_the_same),
        CASES_TEST("a table that is wrong or empty is refused",
                   a_table_that_is_wrong_or_empty_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
