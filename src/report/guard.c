/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/guard.h"

#include <assert.h>

#include "base/arena.h"
#include "report/audit.h"
#include "report/entries.h"
#include "report/middle.h"
#include "report/reach.h"
#include "report/rounding.h"

/* From so many on a share is told as a percentage when it is published. */
enum { FEWEST_FOR_PERCENT = 20 };

struct safe_table {
    const struct form *form;
    enum guard_profile profile;
    str recipient;
    struct guard_cell returns;
    struct guard_question *questions;
    struct guard_cell **choices;  /* [question][choice] */
    struct guard_pair **findings; /* [question][finding] */
};

struct guarding {
    const struct tally *tally;
    const struct ledger *ledger;
    const struct audit *audit; /* NULL: nothing was looked at */
    struct safe_table *table;
};

/* ---- one number ----------------------------------------------------------- */

static struct guard_cell withheld(enum guard_reason reason)
{
    return (struct guard_cell){ .status = GUARD_WITHHELD,
                                .reason = reason,
                                .percent = -1 };
}

static struct guard_cell told(const struct guarding *guarding, long count)
{
    bool exact = guarding->table->profile == GUARD_INSPECTION;
    return (struct guard_cell){ .status = exact ? GUARD_SHOWN : GUARD_ROUNDED,
                                .count = exact ? count : rounding_of(count),
                                .percent = -1 };
}

/* A whole percentage, from the numbers as they are told. Neither all nor none
 * is said of others; and where both are rounded, of nobody at all. */
static long percent_of(const struct guarding *guarding, long k, long n)
{
    bool exact = guarding->table->profile == GUARD_INSPECTION;
    if (n <= 0 || k < 0 || k > n)
        return -1;
    if (k == 0 || k == n)
        return !exact ? -1 : k == n ? 100 : 0;
    if (!exact && n < FEWEST_FOR_PERCENT)
        return -1;
    long percent = (200 * k + n) / (2 * n);
    return percent < 1 ? 1 : percent > 99 ? 99 : percent;
}

static struct guard_cell share(const struct guarding *guarding, long k, long n)
{
    struct guard_cell cell = told(guarding, k);
    cell.percent = percent_of(guarding, cell.count, told(guarding, n).count);
    return cell;
}

/* ---- what is told --------------------------------------------------------- */

static const enum guard_reason reasons[] = {
    [VERDICT_TOLD] = GUARD_NO_REASON,
    [VERDICT_FEW] = GUARD_FEW_PEOPLE,
    [VERDICT_WITHHELD] = GUARD_WORKED_OUT,
};

static enum guard_reason why_not(const struct guarding *guarding, int question)
{
    if (guarding->table->profile == GUARD_INSPECTION)
        return GUARD_NO_REASON;
    if (!guarding->audit)
        return GUARD_FEW_RETURNS;
    return reasons[guarding->audit->questions[question]];
}

static void withhold_question(struct safe_table *table, int question,
                              enum guard_reason why)
{
    const struct form_question *asked = &table->form->questions[question];
    struct guard_cell none = withheld(why);
    struct guard_question *told_of = &table->questions[question];
    *told_of = (struct guard_question){ none, none, none, none,
                                        none, none, none, { none } };
    for (int band = 0; band < TALLY_BANDS; band++)
        told_of->bands[band] = none;
    for (int c = 0; c < asked->choice_count; c++)
        table->choices[question][c] = none;
    for (int f = 0; f < asked->finding_count; f++)
        table->findings[question][f] = (struct guard_pair){ none, none, false };
}

static struct guard_cell median_of(const struct guarding *guarding,
                                   int question)
{
    long median;
    if (!tally_median(guarding->tally, question, &median))
        return withheld(GUARD_FEW_PEOPLE);
    if (!guarding->audit)
        return told(guarding, median);
    if (!guarding->audit->medians[question])
        return withheld(GUARD_WORKED_OUT);
    struct guard_cell cell = told(guarding, 0);
    cell.count = middle_round(median);
    return cell;
}

/* The numbers that are left out of a question whatever was answered. */
static void withhold_some(const struct guarding *guarding, int question)
{
    const struct form_question *asked =
        &guarding->table->form->questions[question];
    const struct ledger_question *parts =
        &guarding->ledger->questions[question];
    struct guard_question *told_of = &guarding->table->questions[question];
    struct guard_cell none = withheld(GUARD_LEFT_OUT);
    told_of->answered = none;
    told_of->dont_know = told_of->not_say = told_of->blank = none;
    if (!parts->row_told[LEDGER_ROUTED])
        told_of->routed = none;
    for (int c = 0; c < asked->choice_count; c++)
        if (asked->kind == FORM_SLIDER || !parts->part_told[parts->choices + c])
            guarding->table->choices[question][c] = none;
    for (int band = 0; band < TALLY_BANDS; band++)
        if (asked->kind != FORM_SLIDER || !parts->row_told[parts->bands + band])
            told_of->bands[band] = none;
}

static void tell_choices(const struct guarding *guarding, int question)
{
    const struct form_question *asked =
        &guarding->table->form->questions[question];
    const struct tally_question *sum = &guarding->tally->questions[question];
    bool has_choices = asked->kind != FORM_SLIDER;
    for (int c = 0; c < asked->choice_count; c++)
        guarding->table->choices[question][c] =
            has_choices && !asked->choices[c].outside_base
                ? share(guarding, sum->counts[c], sum->base)
                : told(guarding, sum->counts[c]);
}

static void tell_question(const struct guarding *guarding, int question)
{
    const struct tally_question *sum = &guarding->tally->questions[question];
    struct guard_question *told_of = &guarding->table->questions[question];
    told_of->routed = told(guarding, sum->routed);
    told_of->answered = told(guarding, sum->answered);
    told_of->base = told(guarding, sum->base);
    told_of->dont_know = told(guarding, sum->dont_know);
    told_of->not_say = told(guarding, sum->not_say);
    told_of->blank = told(guarding, sum->blank);
    told_of->median = median_of(guarding, question);
    for (int band = 0; band < TALLY_BANDS; band++)
        told_of->bands[band] = share(guarding, sum->bands[band], sum->base);
    tell_choices(guarding, question);
}

static bool is_same_sum(const struct sums_row *a, const struct sums_row *b)
{
    bool same = a->term_count == b->term_count;
    for (int t = 0; same && t < a->term_count; t++)
        same = a->terms[t].part == b->terms[t].part &&
               a->terms[t].times == b->terms[t].times;
    return same;
}

/* Whether the table has the k of a finding, counted over its own question
 * alone, under any name. */
static bool tells_k(const struct guarding *guarding, int question,
                    const struct form_finding *finding, int row)
{
    const struct ledger_question *parts =
        &guarding->ledger->questions[question];
    bool is_sum = row >= 0 && parts->rows[row].term_count > 0;
    for (int r = parts->findings; is_sum && r < parts->row_count; r++)
        if (parts->row_told[r] &&
            is_same_sum(&parts->rows[r], &parts->rows[row]))
            return true;
    if (is_sum || (row >= 0 && parts->row_lost[row]))
        return false;
    return finding->of_count == 1
               ? parts->part_told[parts->choices + finding->of[0]]
               : parts->row_told[LEDGER_BASE];
}

static bool is_of_answers(const struct form_question *asked,
                          const struct form_finding *finding)
{
    return finding->of_count > 0 || asked->kind == FORM_SLIDER;
}

static bool tells_finding(const struct guarding *guarding, int question,
                          int finding)
{
    const struct ledger_question *parts =
        &guarding->ledger->questions[question];
    const struct form_question *asked =
        &guarding->table->form->questions[question];
    const struct form_finding *told_of = &asked->findings[finding];
    if (told_of->passed)
        return true;
    return tells_k(guarding, question, told_of, parts->findings + finding) &&
           (is_of_answers(asked, told_of) || parts->row_told[LEDGER_ROUTED]);
}

/* Each number is the sum of so many that were rounded; 0: exact. */
static struct guard_pair pair_of(const struct guarding *guarding,
                                 struct tally_finding found, long sums)
{
    struct guard_pair pair = { .k = share(guarding, found.k, found.n),
                               .n = told(guarding, found.n) };
    pair.all_or_nearly_all = rounding_is_nearly_all(pair.k.count, pair.n.count,
                                                    sums);
    return pair;
}

static const struct guard_pair no_pair = {
    .k = { .status = GUARD_WITHHELD, .reason = GUARD_LEFT_OUT, .percent = -1 },
    .n = { .status = GUARD_WITHHELD, .reason = GUARD_LEFT_OUT, .percent = -1 },
};

/* One question's share of a finding that is counted over several; it must be
 * told by itself as one choice, so that adding up tells nothing more. */
static bool add_share(const struct guarding *guarding, int question,
                      const struct form_finding *finding,
                      struct tally_finding *sum)
{
    const struct tally_question *from = &guarding->tally->questions[question];
    if (guarding->audit->questions[question] != VERDICT_TOLD ||
        finding->of_count != 1 || !tells_k(guarding, question, finding, -1))
        return false;
    sum->k += rounding_of(from->counts[finding->of[0]]);
    sum->n += rounding_of(from->base);
    return true;
}

/* Published, a finding over several questions is what their rounded numbers
 * add up to, if nobody is asked two of them. */
static struct guard_pair add_up(const struct guarding *guarding, int question,
                                const struct form_finding *finding)
{
    struct tally_finding sum = { 0 };
    bool can = add_share(guarding, question, finding, &sum);
    for (int w = 0; can && w < finding->with_count; w++) {
        can = add_share(guarding, finding->with[w], finding, &sum) &&
              reach_apart(guarding->ledger, question, finding->with[w]);
        for (int v = 0; can && v < w; v++)
            can = reach_apart(guarding->ledger, finding->with[v],
                              finding->with[w]);
    }
    return can ? pair_of(guarding, sum, 1 + finding->with_count) : no_pair;
}

static struct guard_pair published(const struct guarding *guarding,
                                   int question, int finding)
{
    const struct form_finding *told_of =
        &guarding->table->form->questions[question].findings[finding];
    struct tally_finding found = guarding->tally->findings[question][finding];
    if (told_of->with_count > 0)
        return add_up(guarding, question, told_of);
    return tells_finding(guarding, question, finding)
               ? pair_of(guarding, found, 1)
               : no_pair;
}

static void tell_findings(const struct guarding *guarding, int question)
{
    const struct form_question *asked =
        &guarding->table->form->questions[question];
    for (int f = 0; f < asked->finding_count; f++) {
        struct tally_finding found = guarding->tally->findings[question][f];
        struct guard_pair *pair = &guarding->table->findings[question][f];
        if (!guarding->audit)
            *pair = pair_of(guarding, found, 0);
        else
            *pair = published(guarding, question, f);
    }
}

/* ---- making --------------------------------------------------------------- */

static struct safe_table *make_blank(struct arena *arena,
                                     const struct tally *tally,
                                     enum guard_profile profile, str recipient)
{
    const struct form *form = tally->form;
    struct safe_table *table = arena_new(arena, struct safe_table);
    *table = (struct safe_table){ .form = form,
                                  .profile = profile,
                                  .recipient = text_copy(arena, recipient) };
    table->questions = arena_array(arena, struct guard_question,
                                   form->question_count);
    table->choices = arena_array(arena, struct guard_cell *,
                                 form->question_count);
    table->findings = arena_array(arena, struct guard_pair *,
                                  form->question_count);
    for (int q = 0; q < form->question_count; q++) {
        table->choices[q] = arena_array(arena, struct guard_cell,
                                        form->questions[q].choice_count);
        table->findings[q] = arena_array(arena, struct guard_pair,
                                         form->questions[q].finding_count);
    }
    return table;
}

struct safe_table *guard_table(struct arena *arena, const struct tally *tally,
                               enum guard_profile profile, str recipient,
                               struct fault *fault)
{
    bool publish = profile == GUARD_PUBLICATION;
    recipient = text_trim(recipient);
    assert(!publish || recipient.size == 0);
    if (!publish && recipient.size == 0) {
        fault_set(fault, "a table for an inspection needs the name of whom it "
                         "is for; give it with --for");
        return NULL;
    }
    struct guarding guarding = {
        .tally = tally, .table = make_blank(arena, tally, profile, recipient)
    };
    bool few = publish && tally->returns < VERDICT_FEWEST;
    if (publish && !few) {
        guarding.ledger = entries_make(arena, tally->form);
        guarding.audit = audit_run(arena, guarding.ledger, tally);
    }
    guarding.table->returns = few ? withheld(GUARD_FEW_RETURNS)
                                  : told(&guarding, tally->returns);
    for (int q = 0; q < tally->form->question_count; q++) {
        enum guard_reason why = why_not(&guarding, q);
        if (why != GUARD_NO_REASON) {
            withhold_question(guarding.table, q, why);
            continue;
        }
        tell_question(&guarding, q);
        tell_findings(&guarding, q);
        if (guarding.audit)
            withhold_some(&guarding, q);
    }
    return guarding.table;
}

/* ---- reading it ----------------------------------------------------------- */

const struct form *guard_form(const struct safe_table *table)
{
    return table->form;
}

enum guard_profile guard_profile(const struct safe_table *table)
{
    return table->profile;
}

str guard_recipient(const struct safe_table *table)
{
    return table->recipient;
}

struct guard_cell guard_returns(const struct safe_table *table)
{
    return table->returns;
}

struct guard_question guard_question(const struct safe_table *table,
                                     int question)
{
    assert(question >= 0 && question < table->form->question_count);
    return table->questions[question];
}

struct guard_cell guard_choice(const struct safe_table *table, int question,
                               int choice)
{
    assert(choice >= 0 &&
           choice < table->form->questions[question].choice_count);
    return table->choices[question][choice];
}

struct guard_pair guard_finding(const struct safe_table *table, int question,
                                int finding)
{
    assert(finding >= 0 &&
           finding < table->form->questions[question].finding_count);
    return table->findings[question][finding];
}

const char *guard_status_name(enum guard_status status)
{
    static const char *const names[] = { [GUARD_SHOWN] = "shown",
                                         [GUARD_ROUNDED] = "rounded",
                                         [GUARD_WITHHELD] = "withheld" };
    return names[status];
}

const char *guard_reason_name(enum guard_reason reason)
{
    static const char *const names[] = { [GUARD_FEW_RETURNS] = "few_returns",
                                         [GUARD_FEW_PEOPLE] = "few_people",
                                         [GUARD_WORKED_OUT] = "worked_out",
                                         [GUARD_LEFT_OUT] = "left_out" };
    return names[reason];
}
