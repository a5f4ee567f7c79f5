/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Visits: the way through the shipped questionnaires and back, and what is
 * forgotten on it. */
#include "interview/visit.h"

#include <string.h>

#include "given.h"

static const unsigned char some_id[VISIT_ID] = { 1, 2, 3 };

static void add_state(struct text *out, const struct visit *visit)
{
    int place = visit_place(visit);
    text_add(out, visit_is_checking(visit)
                      ? S("check")
                      : visit->form->questions[visit->question].name);
    text_add_char(out, ' ');
    text_add_number(out, place);
    text_add_char(out, '/');
    text_add_number(out, visit_places(visit));
    text_add(out, visit->changing ? S(" changing") : S(""));
    if (visit->forgotten > 0) {
        text_add(out, S(" forgotten "));
        text_add_number(out, visit->forgotten);
    }
}

static void do_word(struct text *out, struct visit *visit, str word)
{
    str change = S("change:");
    if (text_equal(word, S("next")))
        visit_next(visit);
    else if (text_equal(word, S("back")))
        text_add(out, visit_back(visit) ? S("") : S("no way back; "));
    else if (text_starts(word, change))
        visit_change(visit,
                     form_question(visit->form,
                                   text_slice(word, change.size, word.size)));
    else if (text_equal(word, S("show")))
        text_add(out, given_all(out->arena, visit->answers));
    else if (text_equal(word, S("on")))
        while (!visit_is_checking(visit))
            visit_next(visit);
    else
        given_take(visit->answers, word);
}

/*
 * The first line names a questionnaire. In each other one are answers, and
 * next, back, change:QUESTION, on (to the check) and show (the answers); then
 * comes where the visit stands.
 */
static str run(struct arena *arena, const struct cases_case *one)
{
    struct text out = { .arena = arena };
    str rest = cases_input(one);
    str line;
    assert_true(text_cut(&rest, '\n', &line));
    struct form *form = given_form(arena, text_copy(arena, line).at);
    struct visit *visit = visit_begin(form, some_id);
    while (text_cut(&rest, '\n', &line)) {
        str word;
        size_t at = 0;
        if (line.size == 0)
            continue;
        while (text_word(line, &at, &word))
            do_word(&out, visit, word);
        add_state(&out, visit);
        text_add_char(&out, '\n');
    }
    visit_end(visit);
    return text_view(&out);
}

/* ---- what is no way ------------------------------------------------------- */

static void a_visit_begins_blank_with_the_id_it_was_given(void **state)
{
    struct form *form = given_form(*state, "tests/fixtures/form.yaml");
    struct visit *visit = visit_begin(form, some_id);
    assert_memory_equal(visit->id, some_id, VISIT_ID);
    cases_same_text(given_all(*state, visit->answers), "");
    assert_int_equal(visit->question, 0);
    assert_int_equal(visit->forgotten, 0);
    visit_end(visit);
    visit_end(NULL);
}

static void which_questions_are_asked_can_be_told_at_any_time(void **state)
{
    struct form *form = given_form(*state, "tests/fixtures/form.yaml");
    struct visit *visit = visit_begin(form, some_id);
    int takes = form_question(form, S("takes"));
    assert_false(visit_asks(visit, takes));
    given_take(visit->answers, S("drinks=yes"));
    assert_true(visit_asks(visit, takes));
    visit_end(visit);
}

/* All of one visit lies in its own arena, so ending that is ending it (P4). */
static void what_is_written_lies_in_the_arena_of_the_visit(void **state)
{
    struct form *form = given_form(*state, "tests/fixtures/form.yaml");
    struct visit *visit = visit_begin(form, some_id);
    size_t before = arena_used(visit->arena);
    size_t elsewhere = arena_used(*state);
    given_take(visit->answers, S("why=canary"));
    visit_next(visit);
    assert_true(arena_used(visit->arena) > before);
    assert_int_equal(arena_used(*state), elsewhere);
    visit_end(visit);
}

/* From any answers, Next leads to the check in no more steps than there are
 * questions, never to a smaller place, and Back all the way again. */
static void progress_never_goes_back_and_never_grows(void **state)
{
    struct form *form = given_form(*state,
                                   "assets/questionnaires/young-people.yaml");
    static const char *const people[] = {
        "order=referral",
        "order=other",
        "afraid=yes",
        "order=dont_know",
    };
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        struct visit *visit = visit_begin(form, some_id);
        int steps = 0;
        given_take(visit->answers, text_of(people[i]));
        while (!visit_is_checking(visit)) {
            int place = visit_place(visit);
            visit_next(visit);
            steps++;
            assert_true(visit_is_checking(visit) || visit_place(visit) > place);
            assert_int_equal(visit_places(visit), form->question_count);
        }
        while (visit_back(visit))
            steps--;
        assert_int_equal(steps, 0);
        assert_int_equal(visit->question, 0);
        visit_end(visit);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a visit begins blank, with the id it was given",
                   a_visit_begins_blank_with_the_id_it_was_given),
        CASES_TEST("which questions are asked can be told at any time",
                   which_questions_are_asked_can_be_told_at_any_time),
        CASES_TEST("what is written lies in the arena of the visit (P4)",
                   what_is_written_lies_in_the_arena_of_the_visit),
        CASES_TEST("progress never goes back and never grows (I37)",
                   progress_never_goes_back_and_never_grows),
    };
    int failed = cases_run("interview/visit.cases", run);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
