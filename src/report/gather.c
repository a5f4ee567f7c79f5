/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gather.h"

#include <assert.h>

#include "base/arena.h"
#include "interview/record.h"
#include "interview/route.h"

struct gather {
    struct arena *arena;
    const struct gather_plan *plan;
    struct tally **tallies;
    struct arena *visit; /* of the response that is being read */
    struct gather_count count;
};

struct gather *gather_begin(struct arena *arena, const struct gather_plan *plan)
{
    struct gather *gather = arena_new(arena, struct gather);
    gather->arena = arena;
    gather->plan = plan;
    gather->visit = arena_make();
    gather->tallies = arena_array(arena, struct tally *, plan->form_count);
    for (int f = 0; f < plan->form_count; f++)
        gather->tallies[f] = tally_make(arena, plan->forms[f]);
    return gather;
}

void gather_end(struct gather *gather)
{
    if (!gather)
        return;
    arena_destroy(gather->visit);
    gather->visit = NULL;
}

/* ---- one response --------------------------------------------------------- */

static int find_form(const struct gather_plan *plan, str id)
{
    int form = 0;
    while (form < plan->form_count && !text_equal(plan->forms[form]->id, id))
        form++;
    return form;
}

/* Counts one that is not gathered; the first names its questionnaire. */
static bool pass_over(struct gather *gather, long *count, str *first, str form)
{
    if (*count == 0 && first)
        *first = text_copy(gather->arena, form);
    ++*count;
    return true;
}

static bool hand_over(struct gather *gather,
                      const struct gather_response *response,
                      struct fault *fault)
{
    const struct gather_plan *plan = gather->plan;
    for (int t = 0; t < plan->taker_count; t++)
        if (!plan->takers[t].take(plan->takers[t].to, response, fault))
            return false;
    tally_add(gather->tallies[response->form], response->answers);
    gather->count.gathered++;
    return true;
}

/* Another version may have asked more people: nobody is to see what the tally
 * does not count. */
static void drop_strays(struct gather *gather, struct answers *answers)
{
    const struct form *form = answers->form;
    bool *asked = arena_array(gather->visit, bool, form->question_count);
    route_find(answers, asked);
    for (int q = 0; q < form->question_count; q++)
        if (!asked[q])
            answers_clear(answers, q);
}

/* What is wrong with a record is told by count alone: its own words may come
 * from anybody. */
static bool take_record(struct gather *gather,
                        const struct container *container, struct fault *fault)
{
    struct gather_count *count = &gather->count;
    const struct gather_plan *plan = gather->plan;
    struct fault passed_over = { .arena = gather->visit };
    struct record_frame frame;
    str record = container->response;
    if (record_is_newer(record))
        return pass_over(gather, &count->newer, NULL, S(""));
    if (!record_read_frame(record, &frame, &passed_over))
        return pass_over(gather, &count->damaged, NULL, S(""));
    if (!text_equal(frame.collection, plan->collection))
        return pass_over(gather, &count->elsewhere, NULL, S(""));
    int form = find_form(plan, frame.form);
    if (form == plan->form_count)
        return pass_over(gather, &count->unknown, &count->unknown_form,
                         frame.form);
    struct answers *answers = answers_make(gather->visit, plan->forms[form]);
    bool fits = record_read(record, answers, &passed_over);
    bool is_same = text_equal(frame.version, plan->forms[form]->version);
    if (!fits && is_same)
        return pass_over(gather, &count->damaged, NULL, S(""));
    if (!fits)
        return pass_over(gather, &count->misfits, &count->misfit_form,
                         frame.form);
    if (!is_same)
        drop_strays(gather, answers);
    struct gather_response response = { &container->id, form, answers };
    return hand_over(gather, &response, fault);
}

static bool take(void *to, const struct container *container,
                 struct fault *fault)
{
    struct gather *gather = to;
    bool taken = take_record(gather, container, fault);
    arena_wipe(gather->visit);
    return taken;
}

/* ---- all ------------------------------------------------------------------ */

struct opening_taker gather_opened(struct gather *gather)
{
    return (struct opening_taker){ .take = take, .to = gather };
}

bool gather_run(struct gather *gather, struct store *store,
                const struct keys_secret *secret,
                const struct progress *progress, struct fault *fault)
{
    struct opening_count found = { 0 };
    struct opening_taker taker = gather_opened(gather);
    bool done = reading_run(store, secret, &taker, progress, &found, fault);
    gather->count.duplicates += found.duplicates;
    gather->count.sealed += found.foreign + found.dummies;
    gather->count.damaged += found.damaged;
    gather->count.newer += found.newer;
    return done;
}

const struct tally *gather_tally(const struct gather *gather, int form)
{
    assert(form >= 0 && form < gather->plan->form_count);
    return gather->tallies[form];
}

const struct gather_count *gather_count(const struct gather *gather)
{
    return &gather->count;
}
