/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tests of this floor share: a questionnaire of the checkout, an
 * answer given by the names that stand in it, and answers read out again.
 */
#ifndef TESTS_INTERVIEW_GIVEN_H
#define TESTS_INTERVIEW_GIVEN_H

#include "cases.h"
#include "form/link.h"
#include "interview/answers.h"

static inline struct form *given_form_of(struct arena *arena, str content)
{
    struct faults faults = { .arena = arena };
    struct form *form = link_form(arena, content, &faults);
    cases_same_text(cases_faults(arena, &faults), "");
    assert_non_null(form);
    return form;
}

static inline struct form *given_form(struct arena *arena, const char *path)
{
    return given_form_of(arena, cases_file(arena, path));
}

/* A name of a choice, a number, or words. */
static inline void given_answer(struct answers *answers, str name, str given)
{
    int question = form_question(answers->form, name);
    long number;
    assert_true(question >= 0);
    const struct form_question *asked = &answers->form->questions[question];
    int choice = form_choice(asked, given);
    bool has_none = choice == FORM_BLANK || choice >= 0;
    if (asked->kind == FORM_SLIDER && text_integer(given, &number)) {
        answers_set_number(answers, question, number);
    } else if (asked->kind == FORM_TEXT && has_none) {
        answers_set_words(answers, question, given);
    } else {
        assert_int_not_equal(choice, FORM_BLANK);
        answers_choose(answers, question, choice);
    }
}

/* "name=value" */
static inline void given_take(struct answers *answers, str word)
{
    str name;
    text_cut(&word, '=', &name);
    given_answer(answers, name, word);
}

static inline void given_add_one(struct text *out,
                                 const struct form_question *question,
                                 const struct answer *answer)
{
    if (answer->choice == FORM_DONT_KNOW)
        text_add(out, S("dont_know"));
    else if (answer->choice == FORM_NOT_SAY)
        text_add(out, S("not_say"));
    else if (question->kind == FORM_SLIDER)
        text_add_number(out, answer->number);
    else if (question->kind == FORM_TEXT)
        text_add(out, answer->words);
    else if (question->kind != FORM_MANY)
        text_add(out, question->choices[answer->choice].name);
    for (int c = 0; question->kind == FORM_MANY && c < question->choice_count;
         c++)
        if (answer->chosen >> c & 1) {
            text_add_char(out, '+');
            text_add(out, question->choices[c].name);
        }
}

/* "name=value, " for each answer that is given. */
static inline str given_all(struct arena *arena, const struct answers *answers)
{
    struct text out = { .arena = arena };
    for (int q = 0; q < answers->form->question_count; q++) {
        if (!answers->all[q].given)
            continue;
        text_add(&out, answers->form->questions[q].name);
        text_add_char(&out, '=');
        given_add_one(&out, &answers->form->questions[q], &answers->all[q]);
        text_add(&out, S(", "));
    }
    return text_view(&out);
}

#endif
