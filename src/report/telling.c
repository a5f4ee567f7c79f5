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

int telling_quotes(const struct telling *telling, int question)
{
    int count = 0;
    for (int i = 0; i < telling->wish->quote_count; i++)
        count += telling->wish->quotes[i].question == question;
    return count;
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

static bool has_same_choices(const struct form_finding *one,
                             const struct form_finding *other)
{
    if (one->of_count != other->of_count)
        return false;
    for (int i = 0; i < one->of_count; i++)
        if (one->of[i] != other->of[i])
            return false;
    return true;
}

/* Whether the question's own part of what is counted together is withheld. */
static bool part_is_withheld(const struct telling *telling, int question,
                             const struct form_finding *together)
{
    const struct form_question *asked = &telling->form->questions[question];
    for (int f = 0; f < asked->finding_count; f++)
        if (asked->findings[f].with_count == 0 &&
            has_same_choices(&asked->findings[f], together) &&
            telling_withheld(telling, question, f))
            return true;
    return false;
}

/* What is counted together would say again what was told of each: it stands in
 * for them where one is withheld. */
static bool stands_in(const struct telling *telling, int question,
                      const struct form_finding *finding)
{
    bool withheld = part_is_withheld(telling, question, finding);
    for (int i = 0; i < finding->with_count; i++)
        withheld = withheld ||
                   part_is_withheld(telling, finding->with[i], finding);
    return withheld;
}

static bool is_wanted(const struct telling *telling, int question,
                      const struct form_finding *finding)
{
    if (is_asked_for(telling, finding))
        return true;
    return !finding->optional &&
           (finding->with_count == 0 || stands_in(telling, question, finding));
}

/* ---- what is told -------------------------------------------------------- */

enum guard_reason telling_withheld(const struct telling *telling, int question,
                                   int finding)
{
    struct guard_pair pair = guard_finding(telling->table, question, finding);
    if (is_withheld(&pair.k))
        return pair.k.reason;
    return is_withheld(&pair.n) ? pair.n.reason : GUARD_NO_REASON;
}

/* Whether another finding tells that everybody gave another answer. */
static bool all_said_otherwise(const struct telling *telling, int question,
                               int finding)
{
    const struct form_question *asked = &telling->form->questions[question];
    for (int f = finding + 1; f < asked->finding_count; f++) {
        struct guard_pair pair = guard_finding(telling->table, question, f);
        if (asked->findings[f].with_count == 0 && pair.k.count > 0 &&
            pair.k.status == GUARD_SHOWN && pair.k.count == pair.n.count &&
            is_wanted(telling, question, &asked->findings[f]))
            return true;
    }
    return false;
}

/* That nobody wrote anything, or gave the other of two answers, is not worth a
 * sentence. */
static bool is_idle(const struct telling *telling, int question, int finding)
{
    const struct form_question *asked = &telling->form->questions[question];
    const struct form_finding *told = &asked->findings[finding];
    if (guard_finding(telling->table, question, finding).k.count > 0)
        return false;
    if (telling_kind(told) == TELLING_LIST || asked->kind == FORM_TEXT)
        return true;
    return told->with_count == 0 && !told->optional &&
           (finding > 0 || all_said_otherwise(telling, question, finding));
}

bool telling_tells(const struct telling *telling, int question, int finding)
{
    const struct form_finding *told = finding_at(telling, question, finding);
    struct guard_pair pair = guard_finding(telling->table, question, finding);
    switch (telling_kind(told)) {
    case TELLING_PASSED:
        return is_passed(telling, question);
    case TELLING_QUOTES:
        return telling_quotes(telling, question) > 0;
    case TELLING_LIST:
    case TELLING_PEOPLE:
        break;
    }
    return !is_withheld(&pair.k) && !is_withheld(&pair.n) && pair.n.count > 0 &&
           is_wanted(telling, question, told) &&
           !is_idle(telling, question, finding);
}

static enum telling_gap gap_of(enum guard_reason reason)
{
    static const enum telling_gap gaps[] = {
        [GUARD_NO_REASON] = TELLING_NO_GAP,
        [GUARD_FEW_RETURNS] = TELLING_FEW_RETURNS,
        [GUARD_FEW_PEOPLE] = TELLING_FEW_PEOPLE,
        [GUARD_WORKED_OUT] = TELLING_WORKED_OUT,
    };
    static_assert(sizeof gaps / sizeof *gaps == GUARD_REASONS,
                  "what is said for every reason");
    return gaps[reason];
}

enum telling_gap telling_gap(const struct telling *telling, int question)
{
    const struct form_question *asked = &telling->form->questions[question];
    struct guard_question seen = guard_question(telling->table, question);
    if (asked->finding_count == 0)
        return TELLING_NO_GAP;
    if (is_zero(&seen.routed))
        return TELLING_NOT_ASKED;
    if (is_zero(&seen.base) && asked->kind != FORM_TEXT)
        return TELLING_NO_ANSWER;
    for (int f = 0; f < asked->finding_count; f++) {
        const struct form_finding *finding = &asked->findings[f];
        enum guard_reason reason = GUARD_NO_REASON;
        bool counts = telling_kind(finding) == TELLING_PEOPLE ||
                      telling_kind(finding) == TELLING_LIST;
        if (counts && finding->with_count == 0 &&
            is_wanted(telling, question, finding))
            reason = telling_withheld(telling, question, f);
        if (reason)
            return gap_of(reason);
    }
    return TELLING_NO_GAP;
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
    if (count.rounded && (pair.all_or_nearly_all || count.k > count.n))
        count.k = count.n;
    return count;
}

/* How many of those a question was asked of did not say that it does not apply
 * to them. */
static bool add_people(const struct telling *telling, int question,
                       long *people)
{
    const struct form_question *asked = &telling->form->questions[question];
    struct guard_cell routed = guard_question(telling->table, question).routed;
    if (is_withheld(&routed))
        return false;
    *people += routed.count;
    for (int c = 0; c < asked->choice_count; c++) {
        if (asked->kind == FORM_SLIDER || !asked->choices[c].outside_base)
            continue;
        struct guard_cell outside = guard_choice(telling->table, question, c);
        if (is_withheld(&outside))
            return false;
        *people -= outside.count;
    }
    return true;
}

bool telling_group(const struct telling *telling, int question, int finding,
                   long *people)
{
    const struct form_finding *told = finding_at(telling, question, finding);
    *people = 0;
    bool known = add_people(telling, question, people);
    for (int i = 0; i < told->with_count; i++)
        known = add_people(telling, told->with[i], people) && known;
    return known;
}
