/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers: each kind takes what it can, and nothing else. */
#include "interview/answers.h"

#include "cases.h"
#include "form/link.h"

enum { DRINKS, TAKES, HEAT, WHY };
enum { MILK, SUGAR, NONE };

static struct answers *blank(struct arena *arena)
{
    struct faults faults = { .arena = arena };
    struct form *form = link_form(
        arena, cases_file(arena, "tests/fixtures/form.yaml"), &faults);
    assert_non_null(form);
    assert_int_equal(faults.count, 0);
    return answers_make(arena, form);
}

static void nothing_is_answered_at_first(void **state)
{
    struct arena *arena = *state;
    struct answers *answers = blank(arena);
    for (int q = 0; q < answers->form->question_count; q++) {
        assert_true(answers_chose(answers, q, FORM_BLANK));
        assert_false(answers_chose(answers, q, 0));
        assert_false(answers_chose(answers, q, FORM_DONT_KNOW));
    }
}

static void one_choice_replaces_another(void **state)
{
    struct answers *answers = blank(*state);
    answers_choose(answers, DRINKS, 0);
    answers_choose(answers, DRINKS, 1);
    assert_false(answers_chose(answers, DRINKS, 0));
    assert_true(answers_chose(answers, DRINKS, 1));
    assert_false(answers_chose(answers, DRINKS, FORM_BLANK));
}

static void several_choices_stand_together(void **state)
{
    struct answers *answers = blank(*state);
    answers_choose(answers, TAKES, MILK);
    answers_choose(answers, TAKES, SUGAR);
    assert_true(answers_chose(answers, TAKES, MILK));
    assert_true(answers_chose(answers, TAKES, SUGAR));
}

static void a_second_tap_takes_a_choice_back(void **state)
{
    struct answers *answers = blank(*state);
    answers_choose(answers, TAKES, MILK);
    answers_choose(answers, TAKES, MILK);
    assert_true(answers_chose(answers, TAKES, FORM_BLANK));
}

static void an_exclusive_choice_clears_the_others(void **state)
{
    struct answers *answers = blank(*state);
    answers_choose(answers, TAKES, MILK);
    answers_choose(answers, TAKES, NONE);
    assert_false(answers_chose(answers, TAKES, MILK));
    assert_true(answers_chose(answers, TAKES, NONE));
}

static void another_choice_clears_the_exclusive_one(void **state)
{
    struct answers *answers = blank(*state);
    answers_choose(answers, TAKES, NONE);
    answers_choose(answers, TAKES, SUGAR);
    assert_false(answers_chose(answers, TAKES, NONE));
    assert_true(answers_chose(answers, TAKES, SUGAR));
}

static void dont_know_and_not_say_are_answers_of_every_kind(void **state)
{
    struct answers *answers = blank(*state);
    for (int q = 0; q < answers->form->question_count; q++) {
        answers_choose(answers, q, FORM_DONT_KNOW);
        assert_true(answers_chose(answers, q, FORM_DONT_KNOW));
        answers_choose(answers, q, FORM_NOT_SAY);
        assert_false(answers_chose(answers, q, FORM_DONT_KNOW));
        assert_true(answers_chose(answers, q, FORM_NOT_SAY));
        assert_false(answers_chose(answers, q, FORM_BLANK));
    }
}

static void a_choice_follows_dont_know(void **state)
{
    struct answers *answers = blank(*state);
    answers_choose(answers, TAKES, FORM_DONT_KNOW);
    answers_choose(answers, TAKES, MILK);
    assert_true(answers_chose(answers, TAKES, MILK));
    assert_false(answers_chose(answers, TAKES, FORM_DONT_KNOW));
}

static void a_slider_holds_its_number_inside_the_range(void **state)
{
    struct answers *answers = blank(*state);
    answers_set_number(answers, HEAT, 58);
    assert_int_equal(answers->all[HEAT].number, 58);
    answers_set_number(answers, HEAT, -4);
    assert_int_equal(answers->all[HEAT].number, 0);
    answers_set_number(answers, HEAT, 1000);
    assert_int_equal(answers->all[HEAT].number, 100);
}

static void a_slider_at_zero_is_an_answer(void **state)
{
    struct answers *answers = blank(*state);
    answers_set_number(answers, HEAT, 0);
    assert_false(answers_chose(answers, HEAT, FORM_BLANK));
    answers_clear(answers, HEAT);
    assert_true(answers_chose(answers, HEAT, FORM_BLANK));
}

static void words_are_copied_and_blanks_are_no_answer(void **state)
{
    struct answers *answers = blank(*state);
    char typed[] = "because";
    answers_set_words(answers, WHY, text_of(typed));
    typed[0] = 'X';
    cases_same_text(answers->all[WHY].words, "because");
    answers_set_words(answers, WHY, S(" \n "));
    assert_true(answers_chose(answers, WHY, FORM_BLANK));
}

static void words_are_held_to_whole_letters(void **state)
{
    struct answers *answers = blank(*state);
    answers->letters_most = 4;
    answers->bytes_most = 6;
    answers_set_words(answers, WHY, S("sugary"));
    cases_same_text(answers->all[WHY].words, "suga");
    answers_set_words(answers, WHY, S("ŵŷŵŷ"));
    cases_same_text(answers->all[WHY].words, "ŵŷŵ");
    answers_set_words(answers, WHY, S("tŷŵŷ"));
    cases_same_text(answers->all[WHY].words, "tŷŵ");
    answers_set_words(answers, WHY, S("    tea"));
    assert_true(answers_chose(answers, WHY, FORM_BLANK));
}

static void words_are_composed_before_they_are_held(void **state)
{
    struct answers *answers = blank(*state);
    answers->letters_most = 3;
    answers_set_words(answers, WHY, S("dw\xCC\x82r!"));
    cases_same_text(answers->all[WHY].words, "dŵr");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("nothing is answered at first",
                   nothing_is_answered_at_first),
        CASES_TEST("one choice replaces another", one_choice_replaces_another),
        CASES_TEST("several choices stand together",
                   several_choices_stand_together),
        CASES_TEST("a second tap takes a choice back",
                   a_second_tap_takes_a_choice_back),
        CASES_TEST("an exclusive choice clears the others",
                   an_exclusive_choice_clears_the_others),
        CASES_TEST("another choice clears the exclusive one",
                   another_choice_clears_the_exclusive_one),
        CASES_TEST("don't know and rather not say are answers of every kind",
                   dont_know_and_not_say_are_answers_of_every_kind),
        CASES_TEST("a choice follows don't know", a_choice_follows_dont_know),
        CASES_TEST("a slider holds its number inside the range",
                   a_slider_holds_its_number_inside_the_range),
        CASES_TEST("a slider at zero is an answer",
                   a_slider_at_zero_is_an_answer),
        CASES_TEST("words are copied and blanks are no answer",
                   words_are_copied_and_blanks_are_no_answer),
        CASES_TEST("words are held to whole letters",
                   words_are_held_to_whole_letters),
        CASES_TEST("words are composed before they are held (I29)",
                   words_are_composed_before_they_are_held),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
