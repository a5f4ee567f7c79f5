/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/settle.h"

#include "base/arena.h"

/* ---- what is told --------------------------------------------------------- */

int settle_count(const struct settling *settling)
{
    return settling->ledger->form->question_count;
}

bool settle_is_told(const struct settling *settling, int question)
{
    return settling->verdicts[question] == VERDICT_TOLD;
}

bool settle_is_for_all(const struct settling *settling, int question)
{
    return settle_is_told(settling, question) &&
           settling->asked[question].people->share_count == 0;
}

bool settle_has_links(const struct settling *settling,
                      const struct settling_question *asked)
{
    for (int l = 0; l < asked->link_count; l++)
        if (settle_is_told(settling, asked->links[l].child))
            return true;
    return false;
}

long settle_wanted(const struct settling *settling,
                   const struct settling_question *asked)
{
    return !asked->told ? 1 : settling->knows ? PROOF_OTHERS : PROOF_VALUES;
}

void settle_withhold(struct settling *settling, int question, enum verdict why)
{
    struct settling_question *asked = &settling->asked[question];
    if (!settle_is_told(settling, question))
        return;
    settling->verdicts[question] = why;
    for (int l = 0; l < asked->link_count; l++)
        settle_withhold(settling, asked->links[l].child, why);
    for (int s = 0; s < asked->people->share_count; s++) {
        struct settling_question *from =
            &settling->asked[asked->people->shares[s].question];
        from->results[false] = from->results[true] =
            (struct settling_result){ 0 };
        for (int l = 0; l < from->link_count; l++)
            if (from->links[l].child == question)
                proof_drop_link(from->proof, l);
    }
}

/* ---- links ------------------------------------------------------------- */

struct rounding_range settle_span(const struct settling *settling, int question,
                                  int share)
{
    const struct settling_question *from =
        &settling
             ->asked[settling->asked[question].people->shares[share].question];
    for (int l = 0; l < from->link_count; l++)
        if (from->links[l].child == question && from->links[l].share == share)
            return proof_span(from->proof, l);
    return rounding_exactly(0);
}

/* What is left for a share, given what the others are held at, or may be. */
static struct rounding_range left_for(const struct settling *settling,
                                      const struct settling_link *link,
                                      struct rounding_range range)
{
    const struct settling_question *child = &settling->asked[link->child];
    for (int s = 0; s < child->people->share_count; s++) {
        if (s == link->share)
            continue;
        struct rounding_range other = child->is_held
                                          ? rounding_exactly(child->held[s])
                                          : settle_span(settling, link->child,
                                                        s);
        range.low -= other.high;
        range.high -= other.low;
    }
    return range;
}

void settle_loosen(const struct settling *settling,
                   const struct settling_question *asked)
{
    for (int l = 0; l < asked->link_count; l++) {
        const struct settling_link *link = &asked->links[l];
        const struct settling_question *child = &settling->asked[link->child];
        if (settle_is_told(settling, link->child))
            proof_bind_link(
                asked->proof, l,
                left_for(settling, link,
                         child->is_held ? child->holds : child->can));
    }
}

/* Binds them to what they are held at. */
static void hold(const struct settling *settling,
                 const struct settling_question *asked)
{
    for (int l = 0; l < asked->link_count; l++) {
        const struct settling_link *link = &asked->links[l];
        if (settle_is_told(settling, link->child))
            proof_bind_link(
                asked->proof, l,
                rounding_exactly(
                    settling->asked[link->child].held[link->share]));
    }
}

/* ---- how many may be asked ------------------------------------------------- */

enum { NOWHERE = -1 };

/* The longest run of numbers in `range` with which the question stands; if
 * `around` is in the range, the run that it is in. */
static struct rounding_range find_run(const struct settling_question *asked,
                                      struct rounding_range range, long around)
{
    struct rounding_range best = { 0, -1 };
    struct rounding_range run = { range.low, range.low - 1 };
    for (long n = range.low; n <= range.high; n++) {
        proof_bind_asked(asked->proof, rounding_exactly(n));
        if (!proof_stands(asked->proof)) {
            run = (struct rounding_range){ n + 1, n };
            continue;
        }
        run.high = n;
        if (rounding_has(range, around)
                ? rounding_has(run, around)
                : rounding_size(run) > rounding_size(best))
            best = run;
    }
    return best;
}

static void find_can(const struct settling *settling,
                     struct settling_question *asked)
{
    struct settling_result *result = &asked->results[settling->knows];
    if (!result->has_can || settle_has_links(settling, asked)) {
        settle_loosen(settling, asked);
        result->can = find_run(asked, asked->rounded, NOWHERE);
        result->has_can = true;
    }
    asked->can = result->can;
}

/* From the last question to the first, each with what those that are asked of
 * its people can do with. Gives the first that cannot, or -1. */
static int look_up(struct settling *settling)
{
    for (int q = 0; q < settle_count(settling); q++) {
        struct settling_question *asked = &settling->asked[q];
        asked->is_held = false;
        proof_know(asked->proof, settling->knows);
        proof_bind_asked(asked->proof, asked->rounded);
    }
    for (int q = settle_count(settling) - 1; q >= 0; q--) {
        struct settling_question *asked = &settling->asked[q];
        if (!settle_is_told(settling, q))
            continue;
        find_can(settling, asked);
        proof_bind_asked(asked->proof, asked->can);
        if (rounding_size(asked->can) < settle_wanted(settling, asked))
            return q;
    }
    return -1;
}

static struct rounding_range agreed(const struct settling_question *asked,
                                    bool held)
{
    return held ? asked->holds : asked->can;
}

/* How many questions that everybody is asked can do with all of the range. */
static int count_agreeing(const struct settling *settling,
                          struct rounding_range range, bool held)
{
    int count = 0;
    for (int q = 0; q < settle_count(settling); q++) {
        struct rounding_range own = agreed(&settling->asked[q], held);
        count += settle_is_for_all(settling, q) &&
                 rounding_has(own, range.low) && rounding_has(own, range.high);
    }
    return count;
}

/* How many came back must leave enough values open, with all questions that
 * everybody is asked. If not, the values that most of them can do with are
 * kept, and the last question that cannot is given; else -1. */
static int agree(struct settling *settling, bool held)
{
    struct rounding_range best = { 0, -1 };
    int most = -1;
    long wanted = settling->knows ? PROOF_OTHERS : PROOF_VALUES;
    settling->returns = rounding_range(settling->tally->returns);
    if (settling->returns.low < VERDICT_FEWEST)
        settling->returns.low = VERDICT_FEWEST;
    struct rounding_range range = { settling->returns.low,
                                    settling->returns.low + wanted - 1 };
    for (; range.high <= settling->returns.high; range.low++, range.high++) {
        int count = count_agreeing(settling, range, held);
        if (count > most) {
            most = count;
            best = range;
        }
    }
    for (int q = settle_count(settling) - 1; q >= 0; q--) {
        struct rounding_range own = agreed(&settling->asked[q], held);
        if (!settle_is_for_all(settling, q))
            continue;
        if (!rounding_has(own, best.low) || !rounding_has(own, best.high))
            return q;
        settling->returns = rounding_both(settling->returns, own);
    }
    return -1;
}

/* ---- holding still --------------------------------------------------------- */

/* How well the question stands with a link at a value: 0 if it does not, and
 * one more for each number of people near by with which it does, too. */
static int try_value(const struct settling_question *asked, int l, long value)
{
    enum { NEAR = 2 };
    int stands = 0;
    proof_bind_link(asked->proof, l, rounding_exactly(value));
    proof_bind_asked(asked->proof, rounding_exactly(asked->still));
    if (!proof_stands(asked->proof))
        return 0;
    for (long n = asked->still - NEAR; n <= asked->still + NEAR; n++) {
        proof_bind_asked(asked->proof, rounding_exactly(n));
        stands += n == asked->still ||
                  (rounding_has(asked->can, n) && proof_stands(asked->proof));
    }
    proof_bind_asked(asked->proof, rounding_exactly(asked->still));
    return stands;
}

/* Holds a link at the value with which the question stands best; the nearest
 * to the middle, of several. */
static bool hold_link(const struct settling *settling,
                      const struct settling_question *asked, int l)
{
    const struct settling_link *link = &asked->links[l];
    struct settling_question *child = &settling->asked[link->child];
    struct rounding_range range = proof_span(asked->proof, l);
    long middle = rounding_middle(range);
    int best = 0;
    for (long away = 0; away <= rounding_size(range); away++)
        for (int side = 0; side < (away ? 2 : 1); side++) {
            long value = side ? middle - away : middle + away;
            int stands = rounding_has(range, value) ? try_value(asked, l, value)
                                                    : 0;
            if (stands <= best)
                continue;
            best = stands;
            child->held[link->share] = value;
        }
    if (best > 0)
        proof_bind_link(asked->proof, l,
                        rounding_exactly(child->held[link->share]));
    return best > 0;
}

static void find_still(const struct settling *settling,
                       struct settling_question *asked)
{
    asked->still = asked->people->share_count == 0
                       ? rounding_middle(settling->returns)
                       : 0;
    for (int s = 0; s < asked->people->share_count; s++)
        asked->still += asked->held[s];
    proof_bind_asked(asked->proof, rounding_exactly(asked->still));
}

/* From the first question to the last: one state of things in which all stand.
 * False if something was withheld for it. */
static bool hold_still(struct settling *settling)
{
    for (int q = 0; q < settle_count(settling); q++) {
        struct settling_question *asked = &settling->asked[q];
        if (!settle_is_told(settling, q))
            continue;
        find_still(settling, asked);
        settle_loosen(settling, asked);
        for (int l = 0; l < asked->link_count; l++)
            if (settle_is_told(settling, asked->links[l].child) &&
                !hold_link(settling, asked, l)) {
                settle_withhold(settling, asked->links[l].child,
                                VERDICT_WITHHELD);
                return false;
            }
    }
    for (int q = 0; q < settle_count(settling); q++)
        settling->asked[q].is_held = true;
    return true;
}

/* How many may be asked while the question's links hold still. Gives the first
 * question for which it is not so many as are held, or -1. */
static int find_holds(struct settling *settling)
{
    for (int q = 0; q < settle_count(settling); q++) {
        struct settling_question *asked = &settling->asked[q];
        if (!settle_is_told(settling, q))
            continue;
        hold(settling, asked);
        asked->holds = settle_has_links(settling, asked)
                           ? find_run(asked, asked->can, asked->still)
                           : asked->can;
        if (!rounding_has(asked->holds, asked->still))
            return q;
    }
    return -1;
}

/* ---- all ------------------------------------------------------------------ */

int settle_find(struct settling *settling)
{
    int found = look_up(settling);
    if (found < 0)
        found = agree(settling, false);
    if (found < 0 && !hold_still(settling))
        return SETTLE_AGAIN;
    if (found < 0)
        found = find_holds(settling);
    if (found < 0)
        found = agree(settling, true);
    return found < 0 ? SETTLE_FOUND : found;
}
