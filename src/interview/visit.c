/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview/visit.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "interview/record.h"
#include "interview/route.h"

static void open_question(struct visit *visit, int question)
{
    visit->question = question;
    if (visit_is_checking(visit))
        return;
    if (visit->changing)
        visit->seen[question] = VISIT_FRESH;
    else if (visit->seen[question] == VISIT_UNSEEN)
        visit->seen[question] = VISIT_SEEN;
}

struct visit *visit_begin(const struct form *form,
                          const unsigned char id[VISIT_ID])
{
    struct arena *arena = arena_make();
    struct visit *visit = arena_new(arena, struct visit);
    *visit = (struct visit){
        .arena = arena,
        .form = form,
        .answers = answers_make(arena, form),
        .seen = arena_array(arena, unsigned char, form->question_count),
    };
    memcpy(visit->id, id, VISIT_ID);
    record_hold(visit->answers);
    open_question(visit, route_next(visit->answers, -1));
    return visit;
}

void visit_end(struct visit *visit)
{
    if (visit)
        arena_destroy(visit->arena);
}

/* An answer to what is not asked counts as blank already, so forgetting it
 * hides nothing further. */
static void forget(struct visit *visit)
{
    struct arena *scratch = arena_make();
    bool *asked = arena_array(scratch, bool, visit->form->question_count);
    route_find(visit->answers, asked);
    for (int q = 0; q < visit->form->question_count; q++) {
        if (asked[q])
            continue;
        visit->forgotten += visit->answers->all[q].given;
        answers_clear(visit->answers, q);
        visit->seen[q] = VISIT_UNSEEN;
    }
    arena_destroy(scratch);
}

static void open_check(struct visit *visit)
{
    visit->changing = false;
    for (int q = 0; q < visit->form->question_count; q++)
        if (visit->seen[q] == VISIT_FRESH)
            visit->seen[q] = VISIT_SEEN;
    open_question(visit, visit->form->question_count);
}

void visit_next(struct visit *visit)
{
    assert(!visit_is_checking(visit));
    int question = visit->question;
    forget(visit);
    do
        question = route_next(visit->answers, question);
    while (question < visit->form->question_count && visit->changing &&
           visit->seen[question] == VISIT_SEEN);
    if (question < visit->form->question_count)
        open_question(visit, question);
    else
        open_check(visit);
}

bool visit_back(struct visit *visit)
{
    int question = visit->question;
    do
        question = route_back(visit->answers, question);
    while (question >= 0 && visit->changing &&
           visit->seen[question] != VISIT_FRESH);
    if (question < 0 && !visit->changing)
        return false;
    forget(visit);
    if (question < 0)
        open_check(visit);
    else
        open_question(visit, question);
    return true;
}

bool visit_is_first(const struct visit *visit)
{
    return !visit->changing && route_back(visit->answers, visit->question) < 0;
}

void visit_change(struct visit *visit, int question)
{
    assert(visit_is_checking(visit) && visit_asks(visit, question));
    visit->changing = true;
    open_question(visit, question);
}

bool visit_is_checking(const struct visit *visit)
{
    return visit->question == visit->form->question_count;
}

bool visit_asks(const struct visit *visit, int question)
{
    assert(question >= 0 && question < visit->form->question_count);
    return route_next(visit->answers, question - 1) == question;
}

int visit_place(const struct visit *visit)
{
    return visit_is_checking(visit) ? visit->question : visit->question + 1;
}

int visit_places(const struct visit *visit)
{
    return visit->form->question_count;
}
