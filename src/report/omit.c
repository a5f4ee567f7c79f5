/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/omit.h"

#include "base/arena.h"

/* Sums are held against each other in numbers modulo this prime. */
static const int64_t prime = 2147483647;

/* A sum of parts of all questions, reduced by those before it. */
struct line {
    int pivot; /* has 1 there, and all lines behind have 0 */
    int count;
    int *columns;
    int64_t *values;
};

struct omitting {
    struct arena *arena;
    struct ledger *ledger;
    int *columns; /* of each question, the first */
    int column_count;
    struct line *lines;
    int line_count;
    int64_t *work;
};

/* ---- sums ----------------------------------------------------------------- */

static int64_t power(int64_t base, int64_t exponent)
{
    int64_t result = 1;
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1)
            result = result * base % prime;
        base = base * base % prime;
    }
    return result;
}

static void put(const struct omitting *omitting, int question,
                const struct sums_term *terms, int count)
{
    for (int t = 0; t < count; t++) {
        int64_t *at =
            &omitting->work[omitting->columns[question] + terms[t].part];
        *at = (*at + prime + terms[t].times) % prime;
    }
}

/* Takes the lines so far out of what was put; gives a column that is left, or
 * -1 if nothing is. */
static int reduce(const struct omitting *omitting)
{
    for (int l = 0; l < omitting->line_count; l++) {
        const struct line *line = &omitting->lines[l];
        int64_t times = omitting->work[line->pivot];
        for (int i = 0; times != 0 && i < line->count; i++) {
            int64_t *at = &omitting->work[line->columns[i]];
            *at = (*at + (prime - times) * line->values[i]) % prime;
        }
    }
    for (int c = 0; c < omitting->column_count; c++)
        if (omitting->work[c] != 0)
            return c;
    return -1;
}

/* Whether what was put is no sum of the lines so far, and one of them then. */
static bool add_line(struct omitting *omitting)
{
    int pivot = reduce(omitting);
    if (pivot < 0)
        return false;
    struct line *line = &omitting->lines[omitting->line_count++];
    int64_t by = power(omitting->work[pivot], prime - 2);
    int count = 0;
    for (int c = 0; c < omitting->column_count; c++)
        count += omitting->work[c] != 0;
    *line = (struct line){ .pivot = pivot };
    line->columns = arena_array(omitting->arena, int, count);
    line->values = arena_array(omitting->arena, int64_t, count);
    for (int c = 0; c < omitting->column_count; c++) {
        if (omitting->work[c] == 0)
            continue;
        line->columns[line->count] = c;
        line->values[line->count++] = omitting->work[c] * by % prime;
        omitting->work[c] = 0;
    }
    return true;
}

static bool can_tell(struct omitting *omitting, int question,
                     const struct sums_row *row)
{
    put(omitting, question, row->terms, row->term_count);
    return row->term_count > 0 && add_line(omitting);
}

/* ---- what is told --------------------------------------------------------- */

static void tell_part(struct omitting *omitting, int question, int part)
{
    struct ledger_question *parts = &omitting->ledger->questions[question];
    struct sums_term term = { part, 1 };
    if (!parts->part_told[part])
        parts->part_told[part] = can_tell(omitting, question,
                                          &(struct sums_row){ &term, 1, 0, 0 });
}

static void tell_row(struct omitting *omitting, int question, int row)
{
    struct ledger_question *parts = &omitting->ledger->questions[question];
    if (!parts->row_lost[row])
        parts->row_told[row] = can_tell(omitting, question, &parts->rows[row]);
}

static bool is_same_share(const struct ledger_share *a,
                          const struct ledger_share *b)
{
    if (a->question != b->question || a->term_count != b->term_count)
        return false;
    for (int t = 0; t < a->term_count; t++)
        if (a->terms[t].part != b->terms[t].part)
            return false;
    return true;
}

/* Whether the same people are told of under another name: as a part, or as
 * those whom an earlier question is asked. */
static bool is_told_already(const struct omitting *omitting, int question)
{
    const struct ledger *ledger = omitting->ledger;
    const struct ledger_joint *asked = &ledger->questions[question].asked;
    const struct ledger_share *first = asked->shares;
    if (asked->share_count == 1 && first->term_count == 1 &&
        ledger->questions[first->question].part_told[first->terms[0].part])
        return true;
    for (int q = 0; q < question; q++) {
        const struct ledger_joint *other = &ledger->questions[q].asked;
        bool same = ledger->questions[q].row_told[LEDGER_ROUTED] &&
                    other->share_count == asked->share_count;
        for (int s = 0; same && s < asked->share_count; s++)
            same = is_same_share(&other->shares[s], &asked->shares[s]);
        if (same)
            return true;
    }
    return false;
}

/* How many were asked is a number of other questions. */
static void tell_asked(struct omitting *omitting, int question)
{
    struct ledger_question *parts = &omitting->ledger->questions[question];
    parts->row_told[LEDGER_ROUTED] = is_told_already(omitting, question);
    if (parts->row_told[LEDGER_ROUTED] || parts->asked.lost)
        return;
    for (int s = 0; s < parts->asked.share_count; s++)
        put(omitting, parts->asked.shares[s].question,
            parts->asked.shares[s].terms, parts->asked.shares[s].term_count);
    parts->row_told[LEDGER_ROUTED] = add_line(omitting);
}

static void tell_finding(struct omitting *omitting, int question, int finding)
{
    const struct ledger_question *parts =
        &omitting->ledger->questions[question];
    const struct form_finding *told =
        &omitting->ledger->form->questions[question].findings[finding];
    int row = parts->findings + finding;
    if (parts->rows[row].term_count > 0)
        tell_row(omitting, question, row);
    else if (told->of_count == 1 && !told->passed)
        tell_part(omitting, question, parts->choices + told->of[0]);
}

/* The base, then those outside of it, then what findings say, the others last;
 * then the choices and bands that are left. */
static void tell_question(struct omitting *omitting, int question)
{
    const struct ledger_question *parts =
        &omitting->ledger->questions[question];
    const struct form_question *asked =
        &omitting->ledger->form->questions[question];
    bool has_choices = asked->kind != FORM_SLIDER;
    tell_row(omitting, question, LEDGER_BASE);
    for (int c = 0; has_choices && c < asked->choice_count; c++)
        if (asked->choices[c].outside_base)
            tell_part(omitting, question, parts->choices + c);
    for (int later = 0; later < 2; later++)
        for (int f = 0; f < asked->finding_count; f++)
            if (asked->findings[f].optional == later)
                tell_finding(omitting, question, f);
    for (int c = 0; has_choices && c < asked->choice_count; c++)
        tell_part(omitting, question, parts->choices + c);
    for (int r = parts->findings - 1; r >= parts->bands; r--)
        tell_row(omitting, question, r);
}

void omit_choose(struct arena *arena, struct ledger *ledger)
{
    const struct form *form = ledger->form;
    struct omitting omitting = { .arena = arena, .ledger = ledger };
    int rows = 0;
    omitting.columns = arena_array(arena, int, form->question_count);
    for (int q = 0; q < form->question_count; q++) {
        omitting.columns[q] = omitting.column_count;
        omitting.column_count += ledger->questions[q].part_count;
        rows += ledger->questions[q].part_count +
                ledger->questions[q].row_count;
    }
    omitting.lines = arena_array(arena, struct line, rows);
    omitting.work = arena_array(arena, int64_t, omitting.column_count);
    for (int q = 0; q < form->question_count; q++) {
        struct ledger_question *parts = &ledger->questions[q];
        if (parts->asked.share_count > 0)
            tell_asked(&omitting, q);
        else
            parts->row_told[LEDGER_ROUTED] = true; /* all who came back */
        if (!parts->lost)
            tell_question(&omitting, q);
    }
}
