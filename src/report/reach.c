/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/reach.h"

#include "base/arena.h"

struct reach {
    struct arena *arena;
    const struct ledger *ledger;
};

static const struct ledger_joint nobody_knows = { .lost = true };

static bool has_part(const struct ledger_share *share, int part)
{
    for (int t = 0; t < share->term_count; t++)
        if (share->terms[t].part == part)
            return true;
    return false;
}

/* Those of the question's parts of which `wanted` is the number, by name. */
static struct ledger_joint some_of(const struct reach *reach, int question,
                                   const bool *wanted)
{
    const struct ledger_question *parts = &reach->ledger->questions[question];
    struct ledger_joint joint = { .share_count = 1 };
    joint.shares = arena_new(reach->arena, struct ledger_share);
    joint.shares->question = question;
    joint.shares->terms = arena_array(reach->arena, struct sums_term,
                                      parts->part_count);
    for (int p = 0; p < parts->part_count; p++)
        if (wanted[p])
            joint.shares->terms[joint.shares->term_count++] =
                (struct sums_term){ p, 1 };
    return joint;
}

/* ---- one comparison ------------------------------------------------------- */

static bool holds_from(const struct rule *rule, long least, long most)
{
    switch (rule->kind) {
    case RULE_BELOW:
        return most < rule->number;
    case RULE_UP_TO:
        return most <= rule->number;
    case RULE_ABOVE:
        return least > rule->number;
    case RULE_FROM:
        return least >= rule->number;
    default:
        return least == rule->number && most == rule->number;
    }
}

/* A slider's range is cut where rules compare it, so a piece is all in or all
 * out. */
static void want_pieces(const struct reach *reach, const struct rule *rule,
                        bool *wanted)
{
    int question = rule->question_index;
    const struct form_question *asked =
        &reach->ledger->form->questions[question];
    const struct ledger_question *parts = &reach->ledger->questions[question];
    for (int p = 0; p < parts->piece_count; p++) {
        long most = p + 1 < parts->piece_count
                        ? parts->pieces[p + 1] - asked->step
                        : asked->end;
        wanted[p] = holds_from(rule, parts->pieces[p], most);
    }
}

/* False if it is no part: who was not asked a question left it blank, too. */
static bool want(const struct reach *reach, const struct rule *rule,
                 bool *wanted)
{
    int question = rule->question_index;
    const struct ledger_question *parts = &reach->ledger->questions[question];
    if (parts->lost || parts->asked.lost)
        return false;
    if (rule->kind != RULE_CHOSEN)
        want_pieces(reach, rule, wanted);
    else if (rule->choice_index == FORM_DONT_KNOW)
        wanted[parts->dont_know] = true;
    else if (rule->choice_index == FORM_NOT_SAY)
        wanted[parts->not_say] = true;
    else if (rule->choice_index == FORM_BLANK)
        wanted[parts->blank] = true;
    else
        wanted[parts->choices + rule->choice_index] = true;
    return rule->kind != RULE_CHOSEN || rule->choice_index != FORM_BLANK ||
           parts->asked.share_count == 0;
}

static struct ledger_joint find_one(const struct reach *reach,
                                    const struct rule *rule)
{
    bool wanted[SUMS_MOST] = { false };
    if (!want(reach, rule, wanted))
        return nobody_knows;
    return some_of(reach, rule->question_index, wanted);
}

/* ---- and, or, not --------------------------------------------------------- */

static bool is_parting(const struct reach *reach,
                       const struct ledger_share *share)
{
    const struct ledger_question *parts =
        &reach->ledger->questions[share->question];
    for (int t = 0; t < share->term_count; t++)
        if (share->terms[t].part >= parts->parting_count)
            return false;
    return true;
}

/* Everybody else; only where everybody is asked. */
static struct ledger_joint find_rest(const struct reach *reach,
                                     const struct ledger_joint *joint)
{
    bool wanted[SUMS_MOST] = { false };
    if (joint->lost || joint->share_count != 1 ||
        !is_parting(reach, joint->shares))
        return nobody_knows;
    const struct ledger_question *parts =
        &reach->ledger->questions[joint->shares->question];
    if (parts->asked.share_count > 0)
        return nobody_knows;
    for (int p = 0; p < parts->parting_count; p++)
        wanted[p] = !has_part(joint->shares, p);
    return some_of(reach, joint->shares->question, wanted);
}

/* Two shares of one question, joined or what they have in common. */
static struct ledger_joint merge(const struct reach *reach,
                                 const struct ledger_share *a,
                                 const struct ledger_share *b, bool both)
{
    bool wanted[SUMS_MOST] = { false };
    if (!is_parting(reach, a) || !is_parting(reach, b))
        return nobody_knows;
    int count = reach->ledger->questions[a->question].parting_count;
    for (int p = 0; p < count; p++)
        wanted[p] = both ? has_part(a, p) && has_part(b, p)
                         : has_part(a, p) || has_part(b, p);
    return some_of(reach, a->question, wanted);
}

/* Whether all people of `inner` (or, if not `inside`, none) are in `outer`:
 * they are if those asked its question are. */
static bool lies(const struct reach *reach, const struct ledger_share *inner,
                 const struct ledger_share *outer, bool inside)
{
    if (!is_parting(reach, outer))
        return false;
    if (inner->question == outer->question) {
        if (!is_parting(reach, inner))
            return false;
        for (int t = 0; t < inner->term_count; t++)
            if (has_part(outer, inner->terms[t].part) != inside)
                return false;
        return true;
    }
    const struct ledger_joint *asked =
        &reach->ledger->questions[inner->question].asked;
    for (int s = 0; s < asked->share_count; s++)
        if (!lies(reach, &asked->shares[s], outer, inside))
            return false;
    return asked->share_count > 0;
}

static bool are_apart(const struct reach *reach, const struct ledger_joint *a,
                      const struct ledger_joint *b)
{
    for (int i = 0; i < a->share_count; i++)
        for (int j = 0; j < b->share_count; j++)
            if (!lies(reach, &a->shares[i], &b->shares[j], false) &&
                !lies(reach, &b->shares[j], &a->shares[i], false))
                return false;
    return a->share_count > 0 && b->share_count > 0;
}

static bool is_inside(const struct reach *reach,
                      const struct ledger_joint *inner,
                      const struct ledger_joint *outer)
{
    for (int s = 0; s < inner->share_count; s++)
        if (outer->share_count != 1 ||
            !lies(reach, &inner->shares[s], outer->shares, true))
            return false;
    return true;
}

static struct ledger_joint append(const struct reach *reach,
                                  const struct ledger_joint *a,
                                  const struct ledger_joint *b)
{
    struct ledger_joint joint = { .share_count = a->share_count +
                                                 b->share_count };
    joint.shares = arena_array(reach->arena, struct ledger_share,
                               joint.share_count);
    for (int s = 0; s < joint.share_count; s++)
        joint.shares[s] = s < a->share_count ? a->shares[s]
                                             : b->shares[s - a->share_count];
    return joint;
}

static struct ledger_joint find(const struct reach *reach,
                                const struct rule *rule)
{
    if (rule->kind != RULE_AND && rule->kind != RULE_OR &&
        rule->kind != RULE_NOT)
        return find_one(reach, rule);
    struct ledger_joint a = find(reach, rule->left);
    if (rule->kind == RULE_NOT)
        return find_rest(reach, &a);
    struct ledger_joint b = find(reach, rule->right);
    bool both = rule->kind == RULE_AND;
    if (a.lost || b.lost)
        return nobody_knows;
    if (a.share_count == 1 && b.share_count == 1 &&
        a.shares->question == b.shares->question)
        return merge(reach, a.shares, b.shares, both);
    if (both)
        return is_inside(reach, &a, &b)   ? a
               : is_inside(reach, &b, &a) ? b
                                          : nobody_knows;
    return are_apart(reach, &a, &b) ? append(reach, &a, &b) : nobody_knows;
}

struct ledger_joint reach_find(struct arena *arena, const struct ledger *ledger,
                               const struct rule *rule)
{
    struct reach reach = { arena, ledger };
    return rule ? find(&reach, rule) : (struct ledger_joint){ .lost = false };
}

bool reach_apart(const struct ledger *ledger, int question, int other)
{
    struct reach reach = { NULL, ledger };
    return are_apart(&reach, &ledger->questions[question].asked,
                     &ledger->questions[other].asked);
}
