/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routing: which questions of the shipped questionnaires are asked of whom. */
#include "interview/route.h"

#include "cases.h"
#include "form/link.h"

static void give(struct answers *answers, str name, str given)
{
    int question = form_question(answers->form, name);
    long number;
    assert_true(question >= 0);
    if (answers->form->questions[question].kind == FORM_SLIDER &&
        text_integer(given, &number)) {
        answers_set_number(answers, question, number);
        return;
    }
    int choice = form_choice(&answers->form->questions[question], given);
    assert_int_not_equal(choice, FORM_BLANK);
    answers_choose(answers, question, choice);
}

static void add_route(struct text *out, const struct answers *answers)
{
    int count = answers->form->question_count;
    int last = -1;
    for (int q = route_next(answers, -1); q < count;
         q = route_next(answers, q)) {
        assert_int_equal(route_back(answers, q), last);
        text_add(out, last < 0 ? S("") : S(" "));
        text_add(out, answers->form->questions[q].name);
        last = q;
    }
    text_add_char(out, '\n');
}

/* The first line names a questionnaire; each other one holds answers, which
 * add to those before, and gives the questions that are then asked. */
static str run(struct arena *arena, const struct cases_case *one)
{
    struct faults faults = { .arena = arena };
    struct text path = { .arena = arena };
    struct text out = { .arena = arena };
    str rest = cases_input(one);
    str line;
    assert_true(text_cut(&rest, '\n', &line));
    text_add(&path, line);
    str content = cases_file(arena, text_view(&path).at);
    struct form *form = link_form(arena, content, &faults);
    assert_int_equal(faults.count, 0);
    struct answers *answers = answers_make(arena, form);
    while (text_cut(&rest, '\n', &line)) {
        str word;
        if (line.size == 0)
            continue;
        for (size_t at = 0; text_word(line, &at, &word);) {
            str name;
            str given = word;
            text_cut(&given, '=', &name);
            give(answers, name, given);
        }
        add_route(&out, answers);
    }
    return text_view(&out);
}

int main(void)
{
    return cases_run("interview/route.cases", run);
}
