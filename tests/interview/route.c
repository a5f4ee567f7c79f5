/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routing: which questions of the shipped questionnaires are asked of whom. */
#include "interview/route.h"

#include "given.h"

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
    struct text out = { .arena = arena };
    str rest = cases_input(one);
    str line;
    assert_true(text_cut(&rest, '\n', &line));
    struct form *form = given_form(arena, text_copy(arena, line).at);
    struct answers *answers = answers_make(arena, form);
    while (text_cut(&rest, '\n', &line)) {
        str word;
        if (line.size == 0)
            continue;
        for (size_t at = 0; text_word(line, &at, &word);)
            given_take(answers, word);
        add_route(&out, answers);
    }
    return text_view(&out);
}

int main(void)
{
    return cases_run("interview/route.cases", run);
}
