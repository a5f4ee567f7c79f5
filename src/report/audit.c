/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/audit.h"

#include <assert.h>

#include "base/arena.h"
#include "report/middle.h"
#include "report/settle.h"

/*
 * How it is proved. A question that is asked of some people ties the question
 * before it that parted them: as many as took a choice there are asked here. So
 * one state of things is looked for in which all questions stand with as many
 * asked as the others have for them; in it, all such ties are held still. Then
 * each question moves by itself, with those of which it takes its people, while
 * the others stay as they are, and it must cover its numbers by that alone. A
 * question stands only if it does so whomever the attacker knows, so that what
 * he knows of one question is no help with another.
 */

/* ---- beginning ------------------------------------------------------------ */

static void make_asked(struct settling *settling, int question)
{
    const struct ledger *ledger = settling->ledger;
    struct settling_question *asked = &settling->asked[question];
    const struct ledger_share **shares;
    int most = 0;
    asked->people = &ledger->questions[question].asked;
    asked->told = ledger->questions[question].row_told[LEDGER_ROUTED];
    asked->held = arena_array(settling->arena, long,
                              asked->people->share_count);
    for (int q = question + 1; q < settle_count(settling); q++)
        most += ledger->questions[q].asked.share_count;
    shares = arena_array(settling->arena, const struct ledger_share *, most);
    asked->links = arena_array(settling->arena, struct settling_link, most);
    for (int q = question + 1; q < settle_count(settling); q++)
        for (int s = 0; s < ledger->questions[q].asked.share_count; s++) {
            const struct ledger_share *share =
                &ledger->questions[q].asked.shares[s];
            if (share->question != question)
                continue;
            shares[asked->link_count] = share;
            asked->links[asked->link_count++] = (struct settling_link){ q, s };
        }
    asked->proof = proof_make(settling->arena, ledger, settling->tally,
                              question, shares, asked->link_count);
    for (int l = 0; l < asked->link_count; l++)
        if (ledger->questions[asked->links[l].child].row_told[LEDGER_ROUTED])
            proof_tell_link(asked->proof, l);
}

/* How many were asked, if that is not told, follows from who was. Looking at
 * some of many values is enough. */
static struct rounding_range guess_asked(const struct settling *settling,
                                         int question)
{
    enum { ENOUGH = 8 };
    struct rounding_range sum = { 0, 0 };
    for (int s = 0; s < settling->asked[question].people->share_count; s++) {
        struct rounding_range span = settle_span(settling, question, s);
        sum.low += span.low;
        sum.high += span.high;
    }
    long middle = rounding_middle(sum);
    return rounding_both(
        sum, (struct rounding_range){ middle > ENOUGH ? middle - ENOUGH : 0,
                                      middle + ENOUGH });
}

static void find_rounded(struct settling *settling, int question)
{
    struct settling_question *asked = &settling->asked[question];
    asked->rounded = guess_asked(settling, question);
    if (asked->told)
        asked->rounded = rounding_range(
            settling->tally->questions[question].routed);
    if (asked->people->share_count == 0 && asked->rounded.low < VERDICT_FEWEST)
        asked->rounded.low = VERDICT_FEWEST; /* fewer are never told of */
    proof_bind_asked(asked->proof, asked->rounded);
}

/* So few count, or were asked for words: that is seen without looking any
 * closer. */
static bool are_few(const struct settling *settling, int question)
{
    const struct tally_question *sum = &settling->tally->questions[question];
    bool has_words = settling->ledger->form->questions[question].kind ==
                     FORM_TEXT;
    bool of_asked = has_words && settling->asked[question].told;
    return rounding_of(of_asked ? sum->routed : sum->base) < VERDICT_FEWEST;
}

static void begin(struct settling *settling)
{
    settling->asked = arena_array(settling->arena, struct settling_question,
                                  settle_count(settling));
    for (int q = 0; q < settle_count(settling); q++)
        make_asked(settling, q);
    for (int q = 0; q < settle_count(settling); q++)
        find_rounded(settling, q);
    for (int q = 0; q < settle_count(settling); q++)
        if (settling->ledger->questions[q].lost)
            settle_withhold(settling, q, VERDICT_WITHHELD);
        else if (are_few(settling, q))
            settle_withhold(settling, q, VERDICT_FEW);
}

/* ---- moving --------------------------------------------------------------- */

/* What the other questions that everybody is asked leave for this one. */
static struct rounding_range others_hold(const struct settling *settling,
                                         int question)
{
    struct rounding_range range = settling->asked[question].rounded;
    for (int q = 0; q < settle_count(settling); q++)
        if (q != question && settle_is_for_all(settling, q))
            range = rounding_both(range, settling->asked[q].holds);
    return range;
}

/* Whether `n` may be asked, if one of the questions whose people they are
 * moves. */
static bool can_move(const struct settling *settling, int question, long n)
{
    const struct settling_question *asked = &settling->asked[question];
    for (int s = 0; s < asked->people->share_count; s++) {
        const struct settling_question *from =
            &settling->asked[asked->people->shares[s].question];
        settle_loosen(settling, from);
        proof_bind_asked(from->proof, from->moves);
        for (int l = 0; l < from->link_count; l++)
            if (from->links[l].child == question && from->links[l].share == s)
                proof_bind_link(
                    from->proof, l,
                    rounding_exactly(asked->held[s] + n - asked->still));
        if (proof_stands(from->proof))
            return true;
    }
    return false;
}

static struct rounding_range find_moves(const struct settling *settling,
                                        int question)
{
    const struct settling_question *asked = &settling->asked[question];
    struct rounding_range range = rounding_exactly(asked->still);
    while (rounding_has(asked->rounded, range.low - 1) &&
           can_move(settling, question, range.low - 1))
        range.low--;
    while (rounding_has(asked->rounded, range.high + 1) &&
           can_move(settling, question, range.high + 1))
        range.high++;
    return range;
}

/* Whether all numbers of the question are covered where it moves. */
static bool is_covered(const struct settling *settling,
                       struct settling_question *asked)
{
    struct settling_result *result = &asked->results[settling->knows];
    if (rounding_size(asked->moves) < settle_wanted(settling, asked))
        return false;
    if (!settle_has_links(settling, asked) && result->has_covered &&
        rounding_same(result->covered, asked->moves))
        return true;
    proof_bind_asked(asked->proof, asked->moves);
    settle_loosen(settling, asked);
    result->has_covered = proof_covers(asked->proof);
    result->covered = asked->moves;
    return result->has_covered;
}

/* Each question moves while the others hold still. Gives the first that is not
 * covered, or -1. */
static int move_each(struct settling *settling)
{
    for (int q = 0; q < settle_count(settling); q++) {
        struct settling_question *asked = &settling->asked[q];
        if (!settle_is_told(settling, q))
            continue;
        asked->moves = settle_is_for_all(settling, q) ? others_hold(settling, q)
                                                      : find_moves(settling, q);
        if (!is_covered(settling, asked))
            return q;
    }
    return -1;
}

/* ---- all ------------------------------------------------------------------ */

/* Withholds the last question that is asked of the people of this one, if
 * there is any; else this one. */
static void give_up(struct settling *settling, int question)
{
    const struct settling_question *asked = &settling->asked[question];
    for (int l = asked->link_count - 1; l >= 0; l--)
        if (settle_is_told(settling, asked->links[l].child)) {
            settle_withhold(settling, asked->links[l].child, VERDICT_WITHHELD);
            return;
        }
    settle_withhold(settling, question, VERDICT_WITHHELD);
}

/* One look at all that is told, as an attacker who is alone, or who knows
 * some people. False if something was withheld. */
static bool look(struct settling *settling, bool knows)
{
    settling->knows = knows;
    int found = settle_find(settling);
    if (found == SETTLE_FOUND)
        found = move_each(settling);
    if (found >= 0)
        give_up(settling, found);
    return found == SETTLE_FOUND;
}

struct audit *audit_run(struct arena *arena, const struct ledger *ledger,
                        const struct tally *tally)
{
    struct audit *audit = arena_new(arena, struct audit);
    struct settling settling = { .arena = arena,
                                 .ledger = ledger,
                                 .tally = tally };
    assert(tally->returns >= VERDICT_FEWEST);
    audit->questions = arena_array(arena, enum verdict,
                                   ledger->form->question_count);
    settling.verdicts = audit->questions;
    begin(&settling);
    while (!look(&settling, false) || !look(&settling, true))
        continue;
    audit->medians = arena_array(arena, bool, ledger->form->question_count);
    for (int q = 0; q < ledger->form->question_count; q++)
        audit->medians[q] = audit->questions[q] == VERDICT_TOLD &&
                            middle_is_safe(ledger, tally, q);
    return audit;
}
