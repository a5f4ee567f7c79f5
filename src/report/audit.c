/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/audit.h"

#include <assert.h>

#include "base/arena.h"
#include "report/middle.h"
#include "report/proof.h"

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

/* People of a question whom another one is asked of. */
struct link {
    int child;
    int share;
};

/* What was found out of a question without links. */
struct result {
    bool has_can;
    struct rounding_range can;
    bool has_covered;
    struct rounding_range
        covered; /* so many may be asked, and all is covered */
};

struct asked {
    struct proof *proof;
    const struct ledger_joint *people; /* whom it is asked of */
    long *held;                        /* of each share: as many */
    bool is_held;
    bool told; /* how many were asked */
    struct link *links;
    int link_count;
    struct rounding_range rounded; /* how many were asked, as far as is told */
    struct rounding_range can;     /* … with which its own numbers stand */
    struct rounding_range holds;   /* … while its links hold still */
    struct rounding_range moves;   /* … while all others hold still */
    long still;                    /* … when all hold still */
    struct result results[2];      /* alone, and knowing some */
};

struct auditing {
    struct arena *arena;
    const struct ledger *ledger;
    const struct tally *tally;
    struct audit *audit;
    struct asked *asked;
    struct rounding_range returns; /* that all questions agree with */
    bool knows;                    /* the attacker, some of the people */
};

/* ---- ranges --------------------------------------------------------------- */

static struct rounding_range both(struct rounding_range a,
                                  struct rounding_range b)
{
    return (struct rounding_range){ a.low > b.low ? a.low : b.low,
                                    a.high < b.high ? a.high : b.high };
}

static long size_of(struct rounding_range range)
{
    return range.high - range.low + 1;
}

static bool has(struct rounding_range range, long value)
{
    return value >= range.low && value <= range.high;
}

static bool is_same(struct rounding_range a, struct rounding_range b)
{
    return a.low == b.low && a.high == b.high;
}

static struct rounding_range exactly(long value)
{
    return (struct rounding_range){ value, value };
}

static long middle_of(struct rounding_range range)
{
    return (range.low + range.high + 1) / 2;
}

/* ---- what is told --------------------------------------------------------- */

static int count_of(const struct auditing *auditing)
{
    return auditing->ledger->form->question_count;
}

static bool is_told(const struct auditing *auditing, int question)
{
    return auditing->audit->questions[question] == AUDIT_TOLD;
}

/* Whether it is told and asked of everybody. */
static bool is_for_all(const struct auditing *auditing, int question)
{
    return is_told(auditing, question) &&
           auditing->asked[question].people->share_count == 0;
}

static bool has_links(const struct auditing *auditing,
                      const struct asked *asked)
{
    for (int l = 0; l < asked->link_count; l++)
        if (is_told(auditing, asked->links[l].child))
            return true;
    return false;
}

/* How many values must be left for how many were asked. */
static long wanted_of(const struct auditing *auditing,
                      const struct asked *asked)
{
    return !asked->told ? 1 : auditing->knows ? PROOF_OTHERS : PROOF_VALUES;
}

/* Withholds the question, and all that are asked of its people. */
static void withhold(struct auditing *auditing, int question,
                     enum audit_verdict why)
{
    struct asked *asked = &auditing->asked[question];
    if (!is_told(auditing, question))
        return;
    auditing->audit->questions[question] = why;
    for (int l = 0; l < asked->link_count; l++)
        withhold(auditing, asked->links[l].child, why);
    for (int s = 0; s < asked->people->share_count; s++) {
        struct asked *from =
            &auditing->asked[asked->people->shares[s].question];
        from->results[false] = from->results[true] = (struct result){ 0 };
        for (int l = 0; l < from->link_count; l++)
            if (from->links[l].child == question)
                proof_drop_link(from->proof, l);
    }
}

/* ---- beginning ------------------------------------------------------------ */

static void make_asked(struct auditing *auditing, int question)
{
    const struct ledger *ledger = auditing->ledger;
    struct asked *asked = &auditing->asked[question];
    const struct ledger_share **shares;
    int most = 0;
    asked->people = &ledger->questions[question].asked;
    asked->told = ledger->questions[question].row_told[LEDGER_ROUTED];
    asked->held = arena_array(auditing->arena, long,
                              asked->people->share_count);
    for (int q = question + 1; q < count_of(auditing); q++)
        most += ledger->questions[q].asked.share_count;
    shares = arena_array(auditing->arena, const struct ledger_share *, most);
    asked->links = arena_array(auditing->arena, struct link, most);
    for (int q = question + 1; q < count_of(auditing); q++)
        for (int s = 0; s < ledger->questions[q].asked.share_count; s++) {
            const struct ledger_share *share =
                &ledger->questions[q].asked.shares[s];
            if (share->question != question)
                continue;
            shares[asked->link_count] = share;
            asked->links[asked->link_count++] = (struct link){ q, s };
        }
    asked->proof = proof_make(auditing->arena, ledger, auditing->tally,
                              question, shares, asked->link_count);
    for (int l = 0; l < asked->link_count; l++)
        if (ledger->questions[asked->links[l].child].row_told[LEDGER_ROUTED])
            proof_tell_link(asked->proof, l);
}

/* What the bounds leave for a share of a question's people. */
static struct rounding_range span_of(const struct auditing *auditing,
                                     int question, int share)
{
    const struct asked *from =
        &auditing
             ->asked[auditing->asked[question].people->shares[share].question];
    for (int l = 0; l < from->link_count; l++)
        if (from->links[l].child == question && from->links[l].share == share)
            return proof_span(from->proof, l);
    return exactly(0);
}

/* How many were asked, if that is not told, follows from who was. Looking at
 * some of many values is enough. */
static struct rounding_range guess_asked(const struct auditing *auditing,
                                         int question)
{
    enum { ENOUGH = 8 };
    struct rounding_range sum = { 0, 0 };
    for (int s = 0; s < auditing->asked[question].people->share_count; s++) {
        struct rounding_range span = span_of(auditing, question, s);
        sum.low += span.low;
        sum.high += span.high;
    }
    long middle = middle_of(sum);
    return both(sum,
                (struct rounding_range){ middle > ENOUGH ? middle - ENOUGH : 0,
                                         middle + ENOUGH });
}

static void find_rounded(struct auditing *auditing, int question)
{
    struct asked *asked = &auditing->asked[question];
    asked->rounded = guess_asked(auditing, question);
    if (asked->told)
        asked->rounded = rounding_range(
            auditing->tally->questions[question].routed);
    if (asked->people->share_count == 0 && asked->rounded.low < AUDIT_FEWEST)
        asked->rounded.low = AUDIT_FEWEST; /* fewer are never told of */
    proof_bind_asked(asked->proof, asked->rounded);
}

/* So few count, or were asked for words: that is seen without looking any
 * closer. */
static bool are_few(const struct auditing *auditing, int question)
{
    const struct tally_question *sum = &auditing->tally->questions[question];
    bool has_words = auditing->ledger->form->questions[question].kind ==
                     FORM_TEXT;
    bool of_asked = has_words && auditing->asked[question].told;
    return rounding_of(of_asked ? sum->routed : sum->base) < AUDIT_FEWEST;
}

static void begin(struct auditing *auditing)
{
    auditing->asked = arena_array(auditing->arena, struct asked,
                                  count_of(auditing));
    for (int q = 0; q < count_of(auditing); q++)
        make_asked(auditing, q);
    for (int q = 0; q < count_of(auditing); q++)
        find_rounded(auditing, q);
    for (int q = 0; q < count_of(auditing); q++)
        if (auditing->ledger->questions[q].lost)
            withhold(auditing, q, AUDIT_WITHHELD);
        else if (are_few(auditing, q))
            withhold(auditing, q, AUDIT_FEW);
}

/* ---- links ---------------------------------------------------------------- */

/* What is left for a share, given what the others are held at, or may be. */
static struct rounding_range left_for(const struct auditing *auditing,
                                      const struct link *link,
                                      struct rounding_range range)
{
    const struct asked *child = &auditing->asked[link->child];
    for (int s = 0; s < child->people->share_count; s++) {
        if (s == link->share)
            continue;
        struct rounding_range other = child->is_held
                                          ? exactly(child->held[s])
                                          : span_of(auditing, link->child, s);
        range.low -= other.high;
        range.high -= other.low;
    }
    return range;
}

/* Binds the links of a question to what is left for them, so that those who
 * are asked can be held; or, once they are, so that they hold still. */
static void loosen(const struct auditing *auditing, const struct asked *asked)
{
    for (int l = 0; l < asked->link_count; l++) {
        const struct link *link = &asked->links[l];
        const struct asked *child = &auditing->asked[link->child];
        if (is_told(auditing, link->child))
            proof_bind_link(
                asked->proof, l,
                left_for(auditing, link,
                         child->is_held ? child->holds : child->can));
    }
}

/* Binds them to what they are held at. */
static void hold(const struct auditing *auditing, const struct asked *asked)
{
    for (int l = 0; l < asked->link_count; l++) {
        const struct link *link = &asked->links[l];
        if (is_told(auditing, link->child))
            proof_bind_link(
                asked->proof, l,
                exactly(auditing->asked[link->child].held[link->share]));
    }
}

/* ---- how many may be asked ------------------------------------------------- */

enum { NOWHERE = -1 };

/* The longest run of numbers in `range` with which the question stands; if
 * `around` is in the range, the run that it is in. */
static struct rounding_range find_run(const struct asked *asked,
                                      struct rounding_range range, long around)
{
    struct rounding_range best = { 0, -1 };
    struct rounding_range run = { range.low, range.low - 1 };
    for (long n = range.low; n <= range.high; n++) {
        proof_bind_asked(asked->proof, exactly(n));
        if (!proof_stands(asked->proof)) {
            run = (struct rounding_range){ n + 1, n };
            continue;
        }
        run.high = n;
        if (has(range, around) ? has(run, around)
                               : size_of(run) > size_of(best))
            best = run;
    }
    return best;
}

static void find_can(const struct auditing *auditing, struct asked *asked)
{
    struct result *result = &asked->results[auditing->knows];
    if (!result->has_can || has_links(auditing, asked)) {
        loosen(auditing, asked);
        result->can = find_run(asked, asked->rounded, NOWHERE);
        result->has_can = true;
    }
    asked->can = result->can;
}

/* From the last question to the first, each with what those that are asked of
 * its people can do with. Gives the first that cannot, or -1. */
static int look_up(struct auditing *auditing)
{
    for (int q = 0; q < count_of(auditing); q++) {
        struct asked *asked = &auditing->asked[q];
        asked->is_held = false;
        proof_know(asked->proof, auditing->knows);
        proof_bind_asked(asked->proof, asked->rounded);
    }
    for (int q = count_of(auditing) - 1; q >= 0; q--) {
        struct asked *asked = &auditing->asked[q];
        if (!is_told(auditing, q))
            continue;
        find_can(auditing, asked);
        proof_bind_asked(asked->proof, asked->can);
        if (size_of(asked->can) < wanted_of(auditing, asked))
            return q;
    }
    return -1;
}

static struct rounding_range agreed(const struct asked *asked, bool held)
{
    return held ? asked->holds : asked->can;
}

/* How many questions that everybody is asked can do with all of the range. */
static int count_agreeing(const struct auditing *auditing,
                          struct rounding_range range, bool held)
{
    int count = 0;
    for (int q = 0; q < count_of(auditing); q++) {
        struct rounding_range own = agreed(&auditing->asked[q], held);
        count += is_for_all(auditing, q) && has(own, range.low) &&
                 has(own, range.high);
    }
    return count;
}

/* How many came back must leave enough values open, with all questions that
 * everybody is asked. If not, the values that most of them can do with are
 * kept, and the last question that cannot is given; else -1. */
static int agree(struct auditing *auditing, bool held)
{
    struct rounding_range best = { 0, -1 };
    int most = -1;
    long wanted = auditing->knows ? PROOF_OTHERS : PROOF_VALUES;
    auditing->returns = rounding_range(auditing->tally->returns);
    if (auditing->returns.low < AUDIT_FEWEST)
        auditing->returns.low = AUDIT_FEWEST;
    struct rounding_range range = { auditing->returns.low,
                                    auditing->returns.low + wanted - 1 };
    for (; range.high <= auditing->returns.high; range.low++, range.high++) {
        int count = count_agreeing(auditing, range, held);
        if (count > most) {
            most = count;
            best = range;
        }
    }
    for (int q = count_of(auditing) - 1; q >= 0; q--) {
        struct rounding_range own = agreed(&auditing->asked[q], held);
        if (!is_for_all(auditing, q))
            continue;
        if (!has(own, best.low) || !has(own, best.high))
            return q;
        auditing->returns = both(auditing->returns, own);
    }
    return -1;
}

/* ---- holding still --------------------------------------------------------- */

/* How well the question stands with a link at a value: 0 if it does not, and
 * one more for each number of people near by with which it does, too. */
static int try_value(const struct asked *asked, int l, long value)
{
    enum { NEAR = 2 };
    int stands = 0;
    proof_bind_link(asked->proof, l, exactly(value));
    proof_bind_asked(asked->proof, exactly(asked->still));
    if (!proof_stands(asked->proof))
        return 0;
    for (long n = asked->still - NEAR; n <= asked->still + NEAR; n++) {
        proof_bind_asked(asked->proof, exactly(n));
        stands += n == asked->still ||
                  (has(asked->can, n) && proof_stands(asked->proof));
    }
    proof_bind_asked(asked->proof, exactly(asked->still));
    return stands;
}

/* Holds a link at the value with which the question stands best; the nearest
 * to the middle, of several. */
static bool hold_link(const struct auditing *auditing,
                      const struct asked *asked, int l)
{
    const struct link *link = &asked->links[l];
    struct asked *child = &auditing->asked[link->child];
    struct rounding_range range = proof_span(asked->proof, l);
    long middle = middle_of(range);
    int best = 0;
    for (long away = 0; away <= size_of(range); away++)
        for (int side = 0; side < (away ? 2 : 1); side++) {
            long value = side ? middle - away : middle + away;
            int stands = has(range, value) ? try_value(asked, l, value) : 0;
            if (stands <= best)
                continue;
            best = stands;
            child->held[link->share] = value;
        }
    if (best > 0)
        proof_bind_link(asked->proof, l, exactly(child->held[link->share]));
    return best > 0;
}

static void find_still(const struct auditing *auditing, struct asked *asked)
{
    asked->still = asked->people->share_count == 0
                       ? middle_of(auditing->returns)
                       : 0;
    for (int s = 0; s < asked->people->share_count; s++)
        asked->still += asked->held[s];
    proof_bind_asked(asked->proof, exactly(asked->still));
}

/* From the first question to the last: one state of things in which all stand.
 * False if something was withheld for it. */
static bool hold_still(struct auditing *auditing)
{
    for (int q = 0; q < count_of(auditing); q++) {
        struct asked *asked = &auditing->asked[q];
        if (!is_told(auditing, q))
            continue;
        find_still(auditing, asked);
        loosen(auditing, asked);
        for (int l = 0; l < asked->link_count; l++)
            if (is_told(auditing, asked->links[l].child) &&
                !hold_link(auditing, asked, l)) {
                withhold(auditing, asked->links[l].child, AUDIT_WITHHELD);
                return false;
            }
    }
    for (int q = 0; q < count_of(auditing); q++)
        auditing->asked[q].is_held = true;
    return true;
}

/* ---- moving --------------------------------------------------------------- */

/* How many may be asked while the question's links hold still. Gives the first
 * question for which it is not so many as are held, or -1. */
static int find_holds(struct auditing *auditing)
{
    for (int q = 0; q < count_of(auditing); q++) {
        struct asked *asked = &auditing->asked[q];
        if (!is_told(auditing, q))
            continue;
        hold(auditing, asked);
        asked->holds = has_links(auditing, asked)
                           ? find_run(asked, asked->can, asked->still)
                           : asked->can;
        if (!has(asked->holds, asked->still))
            return q;
    }
    return -1;
}

/* What the other questions that everybody is asked leave for this one. */
static struct rounding_range others_hold(const struct auditing *auditing,
                                         int question)
{
    struct rounding_range range = auditing->asked[question].rounded;
    for (int q = 0; q < count_of(auditing); q++)
        if (q != question && is_for_all(auditing, q))
            range = both(range, auditing->asked[q].holds);
    return range;
}

/* Whether `n` may be asked, if one of the questions whose people they are
 * moves. */
static bool can_move(const struct auditing *auditing, int question, long n)
{
    const struct asked *asked = &auditing->asked[question];
    for (int s = 0; s < asked->people->share_count; s++) {
        const struct asked *from =
            &auditing->asked[asked->people->shares[s].question];
        loosen(auditing, from);
        proof_bind_asked(from->proof, from->moves);
        for (int l = 0; l < from->link_count; l++)
            if (from->links[l].child == question && from->links[l].share == s)
                proof_bind_link(from->proof, l,
                                exactly(asked->held[s] + n - asked->still));
        if (proof_stands(from->proof))
            return true;
    }
    return false;
}

static struct rounding_range find_moves(const struct auditing *auditing,
                                        int question)
{
    const struct asked *asked = &auditing->asked[question];
    struct rounding_range range = exactly(asked->still);
    while (has(asked->rounded, range.low - 1) &&
           can_move(auditing, question, range.low - 1))
        range.low--;
    while (has(asked->rounded, range.high + 1) &&
           can_move(auditing, question, range.high + 1))
        range.high++;
    return range;
}

/* Whether all numbers of the question are covered where it moves. */
static bool is_covered(const struct auditing *auditing, struct asked *asked)
{
    struct result *result = &asked->results[auditing->knows];
    if (size_of(asked->moves) < wanted_of(auditing, asked))
        return false;
    if (!has_links(auditing, asked) && result->has_covered &&
        is_same(result->covered, asked->moves))
        return true;
    proof_bind_asked(asked->proof, asked->moves);
    loosen(auditing, asked);
    result->has_covered = proof_covers(asked->proof);
    result->covered = asked->moves;
    return result->has_covered;
}

/* Each question moves while the others hold still. Gives the first that is not
 * covered, or -1. */
static int move_each(struct auditing *auditing)
{
    for (int q = 0; q < count_of(auditing); q++) {
        struct asked *asked = &auditing->asked[q];
        if (!is_told(auditing, q))
            continue;
        asked->moves = is_for_all(auditing, q) ? others_hold(auditing, q)
                                               : find_moves(auditing, q);
        if (!is_covered(auditing, asked))
            return q;
    }
    return -1;
}

/* ---- all ------------------------------------------------------------------ */

/* Withholds the last question that is asked of the people of this one, if
 * there is any; else this one. */
static void give_up(struct auditing *auditing, int question)
{
    const struct asked *asked = &auditing->asked[question];
    for (int l = asked->link_count - 1; l >= 0; l--)
        if (is_told(auditing, asked->links[l].child)) {
            withhold(auditing, asked->links[l].child, AUDIT_WITHHELD);
            return;
        }
    withhold(auditing, question, AUDIT_WITHHELD);
}

/* One look at all that is told, as an attacker who is alone, or who knows
 * some people. False if something was withheld. */
static bool look(struct auditing *auditing, bool knows)
{
    auditing->knows = knows;
    int found = look_up(auditing);
    if (found < 0)
        found = agree(auditing, false);
    if (found < 0 && !hold_still(auditing))
        return false;
    if (found < 0)
        found = find_holds(auditing);
    if (found < 0)
        found = agree(auditing, true);
    if (found < 0)
        found = move_each(auditing);
    if (found >= 0)
        give_up(auditing, found);
    return found < 0;
}

struct audit *audit_run(struct arena *arena, const struct ledger *ledger,
                        const struct tally *tally)
{
    struct audit *audit = arena_new(arena, struct audit);
    struct auditing auditing = {
        .arena = arena, .ledger = ledger, .tally = tally, .audit = audit
    };
    assert(tally->returns >= AUDIT_FEWEST);
    audit->questions = arena_array(arena, enum audit_verdict,
                                   ledger->form->question_count);
    begin(&auditing);
    while (!look(&auditing, false) || !look(&auditing, true))
        continue;
    audit->medians = arena_array(arena, bool, ledger->form->question_count);
    for (int q = 0; q < ledger->form->question_count; q++)
        audit->medians[q] = audit->questions[q] == AUDIT_TOLD &&
                            middle_is_safe(ledger, tally, q);
    return audit;
}
