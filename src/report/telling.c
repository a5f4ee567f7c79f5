/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/telling.h"

#include <assert.h>

enum telling_kind telling_kind(const struct form_finding *finding)
{
    str english = finding->say->english;
    if (finding->passed)
        return TELLING_PASSED;
    if (text_find(english, S("{list}")) < english.size)
        return TELLING_LIST;
    if (text_find(english, S("{quotes}")) < english.size)
        return TELLING_QUOTES;
    return TELLING_PEOPLE;
}

static const struct form_finding *finding_at(const struct telling *telling,
                                             int question, int finding)
{
    return &telling->form->questions[question].findings[finding];
}

static bool is_withheld(const struct guard_cell *cell)
{
    return cell->status == GUARD_WITHHELD;
}

static bool is_zero(const struct guard_cell *cell)
{
    return cell->status == GUARD_SHOWN && cell->count == 0;
}

/* Words that are published show that so many people wrote, at least. More of
 * them than the rounded number of those who did would leave fewer values open
 * for that than guard.h promises. */
static long most_quotes(const struct telling *telling, int question)
{
    struct guard_cell base = guard_question(telling->table, question).base;
    if (guard_profile(telling->table) == GUARD_INSPECTION)
        return telling->wish->quote_count;
    return is_withheld(&base) ? 0 : base.count;
}

/* Staff want nothing to be said of it. */
static bool is_dropped(const struct telling *telling, int question)
{
    for (int i = 0; i < telling->wish->dropped_count; i++)
        if (telling->wish->dropped[i] == question)
            return true;
    return false;
}

int telling_approved(const struct telling *telling, int question)
{
    int count = 0;
    if (is_dropped(telling, question))
        return 0;
    for (int i = 0; i < telling->wish->quote_count; i++)
        count += telling->wish->quotes[i].question == question;
    return count;
}

int telling_quotes(const struct telling *telling, int question)
{
    long most = most_quotes(telling, question);
    int count = telling_approved(telling, question);
    return count < most ? count : (int)most;
}

static bool is_passed(const struct telling *telling, int question)
{
    for (int i = 0; i < telling->wish->passed_count; i++)
        if (telling->wish->passed[i] == question)
            return true;
    return false;
}

/* ---- what is wanted ------------------------------------------------------ */

static bool is_asked_for(const struct telling *telling,
                         const struct form_finding *finding)
{
    const char *const *name = telling->wish->optional;
    for (; name && *name; name++)
        if (text_equal(text_of(*name), finding->bullet))
            return true;
    return false;
}

/* What is counted together would say again what was told of each. */
static bool is_wanted(const struct telling *telling,
                      const struct form_finding *finding)
{
    return is_asked_for(telling, finding) ||
           (!finding->optional && finding->with_count == 0);
}

/* ---- what is told -------------------------------------------------------- */

/* Whether who is counted by the one finding of a question cannot be counted by
 * the other. */
static bool are_apart(const struct form_finding *one,
                      const struct form_finding *other)
{
    for (int i = 0; i < one->of_count; i++)
        for (int j = 0; j < other->of_count; j++)
            if (one->of[i] == other->of[j])
                return false;
    return one->of_count > 0 && other->of_count > 0;
}

/* Whether another finding tells that everybody gave another answer. */
static bool all_said_otherwise(const struct telling *telling, int question,
                               int finding)
{
    const struct form_question *asked = &telling->form->questions[question];
    bool takes_one = asked->kind == FORM_ONE || asked->kind == FORM_SCALE;
    for (int f = 0; takes_one && f < asked->finding_count; f++) {
        struct guard_pair pair = guard_finding(telling->table, question, f);
        if (are_apart(&asked->findings[f], &asked->findings[finding]) &&
            asked->findings[f].with_count == 0 &&
            pair.k.status == GUARD_SHOWN && pair.k.count > 0 &&
            pair.k.count == pair.n.count &&
            is_wanted(telling, &asked->findings[f]))
            return true;
    }
    return false;
}

/* That nobody wrote anything, or gave the other of two answers, is not worth a
 * sentence. Nor are few, if any, of several rounded numbers. */
static bool is_idle(const struct telling *telling, int question, int finding)
{
    const struct form_question *asked = &telling->form->questions[question];
    const struct form_finding *told = &asked->findings[finding];
    struct guard_cell k = guard_finding(telling->table, question, finding).k;
    if (k.count > 0)
        return false;
    if (telling_kind(told) == TELLING_LIST || asked->kind == FORM_TEXT)
        return true;
    if (told->with_count > 0)
        return k.status == GUARD_ROUNDED;
    return (finding > 0 && !told->optional) ||
           all_said_otherwise(telling, question, finding);
}

bool telling_tells(const struct telling *telling, int question, int finding)
{
    const struct form_finding *told = finding_at(telling, question, finding);
    struct guard_pair pair = guard_finding(telling->table, question, finding);
    if (is_dropped(telling, question))
        return false;
    switch (telling_kind(told)) {
    case TELLING_PASSED:
        return is_passed(telling, question) &&
               (guard_profile(telling->table) == GUARD_INSPECTION ||
                most_quotes(telling, question) > 0);
    case TELLING_QUOTES:
        return telling_quotes(telling, question) > 0;
    case TELLING_LIST:
    case TELLING_PEOPLE:
        break;
    }
    return !is_withheld(&pair.k) && !is_withheld(&pair.n) && pair.n.count > 0 &&
           is_wanted(telling, told) && !is_idle(telling, question, finding);
}

static const enum telling_gap gaps[] = {
    [GUARD_NO_REASON] = TELLING_NO_GAP,
    [GUARD_FEW_RETURNS] = TELLING_NO_GAP, /* nothing is told at all */
    [GUARD_FEW_PEOPLE] = TELLING_FEW_PEOPLE,
    [GUARD_WORKED_OUT] = TELLING_WORKED_OUT,
    [GUARD_LEFT_OUT] = TELLING_NO_GAP,
};
static_assert(sizeof gaps / sizeof *gaps == GUARD_REASONS,
              "what is said for every reason");

/* Whether somebody said that it does not apply to them. */
static bool is_outside(const struct telling *telling, int question)
{
    const struct form_question *asked = &telling->form->questions[question];
    for (int c = 0; asked->kind != FORM_SLIDER && c < asked->choice_count; c++)
        if (asked->choices[c].outside_base &&
            guard_choice(telling->table, question, c).count > 0)
            return true;
    return false;
}

/* The base tells whether the question is published at all. Which of its other
 * numbers are left out follows from the questionnaire, whatever was answered,
 * and is not worth a word. */
enum telling_gap telling_gap(const struct telling *telling, int question)
{
    const struct form_question *asked = &telling->form->questions[question];
    struct guard_question seen = guard_question(telling->table, question);
    if (asked->finding_count == 0 || is_dropped(telling, question))
        return TELLING_NO_GAP;
    if (is_withheld(&seen.base))
        return gaps[seen.base.reason];
    if (is_zero(&seen.routed))
        return TELLING_NOT_ASKED;
    if (!is_zero(&seen.base) || asked->kind == FORM_TEXT)
        return TELLING_NO_GAP;
    if (is_zero(&seen.answered))
        return TELLING_NO_ANSWER;
    return is_outside(telling, question) ? TELLING_NOT_APPLIED
                                         : TELLING_NOT_SURE;
}

/* ---- of how many people -------------------------------------------------- */

struct part_count telling_count(const struct telling *telling, int question,
                                int finding)
{
    struct guard_pair pair = guard_finding(telling->table, question, finding);
    struct part_count count = {
        .k = pair.k.count,
        .n = pair.n.count,
        .rounded = pair.k.status == GUARD_ROUNDED ||
                   pair.n.status == GUARD_ROUNDED,
    };
    const struct form_finding *told = finding_at(telling, question, finding);
    count.sums = 1 + told->with_count;
    if (count.rounded && (pair.all_or_nearly_all || count.k > count.n))
        count.k = count.n;
    return count;
}

/* How many of those a question was asked of did not say that it does not apply
 * to them. */
static bool add_people(const struct telling *telling, int question,
                       struct part_count *group)
{
    const struct form_question *asked = &telling->form->questions[question];
    struct guard_cell routed = guard_question(telling->table, question).routed;
    if (is_withheld(&routed))
        return false;
    group->n += routed.count;
    group->sums++;
    for (int c = 0; c < asked->choice_count; c++) {
        if (asked->kind == FORM_SLIDER || !asked->choices[c].outside_base)
            continue;
        struct guard_cell outside = guard_choice(telling->table, question, c);
        if (is_withheld(&outside))
            return false;
        group->n -= outside.count;
        group->sums++;
    }
    return true;
}

bool telling_group(const struct telling *telling, int question, int finding,
                   struct part_count *group)
{
    const struct form_finding *told = finding_at(telling, question, finding);
    *group = telling_count(telling, question, finding);
    group->n = 0;
    group->sums = 0;
    bool known = add_people(telling, question, group);
    for (int i = 0; i < told->with_count; i++)
        known = known && add_people(telling, told->with[i], group);
    return known && group->k <= group->n;
}

bool telling_sure(const struct telling *telling, int question, int finding)
{
    const struct form_finding *told = finding_at(telling, question, finding);
    bool sure = true;
    for (int i = -1; i < told->with_count; i++) {
        struct guard_question seen = guard_question(
            telling->table, i < 0 ? question : told->with[i]);
        sure = sure && is_zero(&seen.dont_know) && is_zero(&seen.not_say);
    }
    return sure;
}
