/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview/route.h"

#include "base/arena.h"

struct way {
    const struct answers *answers;
    const bool *asked;
};

static bool chose(const void *self, int question, int choice)
{
    const struct way *way = self;
    if (!way->asked[question])
        return choice == FORM_BLANK;
    return answers_chose(way->answers, question, choice);
}

static bool number(const void *self, int question, long *value)
{
    const struct way *way = self;
    const struct answer *answer = &way->answers->all[question];
    *value = answer->number;
    return way->asked[question] && answer->given &&
           answer->choice == FORM_BLANK;
}

void route_find(const struct answers *answers, bool *asked)
{
    const struct form *form = answers->form;
    struct way way = { answers, asked };
    const struct rule_facts facts = { &way, chose, number };
    /* A rule names earlier questions only, so one pass is enough. */
    for (int q = 0; q < form->question_count; q++)
        asked[q] = rule_holds(form->questions[q].relevant, &facts);
}

/* The nearest asked question from `question` on, going by `step`. */
static int go(const struct answers *answers, int question, int step)
{
    struct arena *scratch = arena_make();
    int count = answers->form->question_count;
    bool *asked = arena_array(scratch, bool, count);
    route_find(answers, asked);
    do
        question += step;
    while (question >= 0 && question < count && !asked[question]);
    arena_destroy(scratch);
    return question;
}

int route_next(const struct answers *answers, int question)
{
    return go(answers, question, 1);
}

int route_back(const struct answers *answers, int question)
{
    return go(answers, question, -1);
}
