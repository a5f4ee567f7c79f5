/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/entries.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "report/omit.h"
#include "report/reach.h"

struct making {
    struct arena *arena;
    struct ledger *ledger;
    int question;
    const struct form_question *asked;
    struct ledger_question *parts;
};

/* ---- findings that look at a question ------------------------------------- */

/* Calls `visit` for each finding that counts this question, here or with
 * others. */
static void each_finding(struct making *making,
                         void (*visit)(struct making *making,
                                       const struct form_finding *finding))
{
    const struct form *form = making->ledger->form;
    for (int q = 0; q < form->question_count; q++)
        for (int f = 0; f < form->questions[q].finding_count; f++) {
            const struct form_finding *finding =
                &form->questions[q].findings[f];
            bool here = q == making->question;
            for (int w = 0; !here && w < finding->with_count; w++)
                here = finding->with[w] == making->question;
            if (here && !finding->passed)
                visit(making, finding);
        }
}

/* ---- parts ---------------------------------------------------------------- */

static void cut(struct making *making, long from)
{
    struct ledger_question *parts = making->parts;
    if (from <= making->asked->start || from > making->asked->end ||
        parts->piece_count == SUMS_MOST)
        return;
    /* The first value that is not below. */
    long step = making->asked->step;
    long behind = from - making->asked->start;
    from = making->asked->start + (behind + step - 1) / step * step;
    for (int p = 0; p < parts->piece_count; p++)
        if (parts->pieces[p] == from)
            return;
    parts->pieces[parts->piece_count++] = from;
}

static void cut_at_finding(struct making *making,
                           const struct form_finding *finding)
{
    cut(making, finding->from);
    cut(making, finding->to + 1);
}

static void cut_at_rule(void *self, struct rule *rule)
{
    struct making *making = self;
    if (rule->question_index != making->question || rule->kind == RULE_CHOSEN)
        return;
    if (rule->kind == RULE_BELOW || rule->kind == RULE_FROM ||
        rule->kind == RULE_EQUAL)
        cut(making, rule->number);
    if (rule->kind != RULE_BELOW && rule->kind != RULE_FROM)
        cut(making, rule->number + 1);
}

static int by_size(const void *left, const void *right)
{
    long a = *(const long *)left;
    long b = *(const long *)right;
    return (a > b) - (a < b);
}

/* A range is cut into pieces wherever a band, a finding or a rule begins or
 * ends. */
static void cut_range(struct making *making)
{
    struct ledger_question *parts = making->parts;
    const struct form *form = making->ledger->form;
    parts->pieces = arena_array(making->arena, long, SUMS_MOST);
    parts->pieces[parts->piece_count++] = making->asked->start;
    for (int band = 1; band < TALLY_BANDS; band++) {
        long from;
        long to;
        tally_band(making->asked, band, &from, &to);
        cut(making, from);
    }
    each_finding(making, cut_at_finding);
    for (int q = 0; q < form->question_count; q++)
        rule_each(form->questions[q].relevant, cut_at_rule, making);
    qsort(parts->pieces, (size_t)parts->piece_count, sizeof(long), by_size);
}

static uint64_t exclusives_of(const struct form_question *asked)
{
    uint64_t bits = 0;
    for (int c = 0; c < asked->choice_count; c++)
        if (asked->choices[c].exclusive)
            bits |= 1ull << c;
    return bits;
}

static uint64_t set_of(const struct form_finding *finding)
{
    uint64_t bits = 0;
    for (int i = 0; i < finding->of_count; i++)
        bits |= 1ull << finding->of[i];
    return bits;
}

static uint64_t all_of(const struct form_question *asked)
{
    return (1ull << asked->choice_count) - 1;
}

static bool is_several(uint64_t set)
{
    return (set & (set - 1)) != 0;
}

/* Those who took any of several need a part of their own, unless that is
 * everybody who took none of the exclusive ones. Sets that overlap without
 * being the same are more than the sums can tell; see set_part(). */
static void add_set(struct making *making, const struct form_finding *finding)
{
    struct ledger_question *parts = making->parts;
    uint64_t exclusives = exclusives_of(making->asked);
    uint64_t set = set_of(finding) & ~exclusives;
    if (!is_several(set) || set == (all_of(making->asked) & ~exclusives) ||
        parts->part_count + parts->set_count == SUMS_MOST)
        return;
    for (int s = 0; s < parts->set_count; s++)
        if (parts->sets[s] & set)
            return;
    parts->sets[parts->set_count++] = set;
}

static void name_others(struct ledger_question *parts, int from)
{
    parts->dont_know = from;
    parts->not_say = from + 1;
    parts->blank = from + 2;
    parts->part_count = parts->parting_count = from + 3;
}

static void make_parts(struct making *making)
{
    struct ledger_question *parts = making->parts;
    const struct form_question *asked = making->asked;
    switch (asked->kind) {
    case FORM_SLIDER:
        cut_range(making);
        parts->lost = parts->piece_count > SUMS_MOST - 3;
        if (parts->lost)
            parts->piece_count = 0;
        name_others(parts, parts->lost ? 1 : parts->piece_count);
        return;
    case FORM_MANY:
        name_others(parts, 1);
        parts->choices = parts->part_count;
        parts->part_count += asked->choice_count;
        parts->sets = arena_array(making->arena, uint64_t, SUMS_MOST);
        each_finding(making, add_set);
        parts->part_count += parts->set_count;
        for (int c = 0; c < asked->choice_count; c++)
            parts->lost = parts->lost || asked->choices[c].outside_base;
        return;
    case FORM_ONE:
    case FORM_SCALE:
        name_others(parts, asked->choice_count);
        return;
    default:
        name_others(parts, 1);
    }
}

/* ---- terms ---------------------------------------------------------------- */

/* Parts from `from` up to, not including, `to`. */
static struct sums_row run_of(struct making *making, int from, int to)
{
    struct sums_row row = { .term_count = to - from };
    struct sums_term *terms = arena_array(making->arena, struct sums_term,
                                          to - from);
    for (int p = from; p < to; p++)
        terms[p - from] = (struct sums_term){ p, 1 };
    row.terms = terms;
    return row;
}

/* Parts of choices, by their bits. */
static struct sums_row choices_of(struct making *making, uint64_t set)
{
    struct sums_row row = { 0 };
    struct sums_term *terms = arena_array(making->arena, struct sums_term,
                                          making->asked->choice_count + 2);
    for (int c = 0; c < making->asked->choice_count; c++)
        if (set >> c & 1)
            terms[row.term_count++] =
                (struct sums_term){ making->parts->choices + c, 1 };
    row.terms = terms;
    return row;
}

static void add_term(struct sums_row *row, int part, int times)
{
    /* choices_of() left room for it */
    struct sums_term *terms = (struct sums_term *)row->terms;
    terms[row->term_count++] = (struct sums_term){ part, times };
}

static struct sums_row base_of(struct making *making)
{
    uint64_t inside = 0;
    if (making->asked->kind != FORM_ONE && making->asked->kind != FORM_SCALE)
        return run_of(making, 0, making->parts->dont_know);
    for (int c = 0; c < making->asked->choice_count; c++)
        if (!making->asked->choices[c].outside_base)
            inside |= 1ull << c;
    return choices_of(making, inside);
}

static struct sums_row between(struct making *making, long from, long to)
{
    const struct ledger_question *parts = making->parts;
    int first = 0;
    int last = 0;
    while (first < parts->piece_count && parts->pieces[first] < from)
        first++;
    while (last < parts->piece_count && parts->pieces[last] <= to)
        last++;
    return run_of(making, first, last > first ? last : first);
}

/* The part of those who took any of the set, which holds no exclusive choice
 * and not all others; -1 if there is none. */
static int set_part(const struct ledger_question *parts, uint64_t set)
{
    for (int s = 0; s < parts->set_count; s++)
        if (parts->sets[s] == set)
            return parts->part_count - parts->set_count + s;
    return -1;
}

/* Any of several that can stand together; an exclusive one stands alone. */
static bool any_of(struct making *making, uint64_t set, struct sums_row *row)
{
    uint64_t exclusives = exclusives_of(making->asked);
    uint64_t together = set & ~exclusives;
    uint64_t all = all_of(making->asked) & ~exclusives;
    if (!is_several(together)) {
        *row = choices_of(making, set);
        return true;
    }
    if (together == all) { /* all but those who took another exclusive one */
        *row = choices_of(making, exclusives & ~set);
        struct sums_term *terms = (struct sums_term *)row->terms;
        for (int t = 0; t < row->term_count; t++)
            terms[t].times = -1;
        add_term(row, 0, 1);
        return true;
    }
    *row = choices_of(making, set & exclusives);
    int part = set_part(making->parts, together);
    if (part >= 0)
        add_term(row, part, 1);
    return part >= 0;
}

/* The people that a finding counts here; false if they are no sum. */
static bool found_by(struct making *making, const struct form_finding *finding,
                     struct sums_row *row)
{
    if (making->asked->kind == FORM_SLIDER)
        *row = between(making, finding->from, finding->to);
    else if (finding->of_count == 0)
        *row = base_of(making);
    else if (making->asked->kind == FORM_MANY)
        return any_of(making, set_of(finding), row);
    else
        *row = choices_of(making, set_of(finding));
    return true;
}

/* ---- rows ----------------------------------------------------------------- */

/* Whether another number of the table says the same. */
static bool says_the_same(const struct making *making,
                          const struct sums_row *row)
{
    const struct ledger_question *parts = making->parts;
    if (row->term_count == 1 &&
        ledger_counts(making->ledger, making->question, row->terms[0].part))
        return true;
    const struct sums_row *base = &parts->rows[LEDGER_BASE];
    bool same = row->term_count == base->term_count;
    for (int t = 0; same && t < row->term_count; t++)
        same = row->terms[t].part == base->terms[t].part &&
               row->terms[t].times == base->terms[t].times;
    return same;
}

static void add_bands(struct making *making)
{
    struct ledger_question *parts = making->parts;
    parts->bands = parts->row_count;
    for (int band = 0; band < TALLY_BANDS; band++) {
        long from;
        long to;
        if (making->asked->kind != FORM_SLIDER || parts->lost)
            continue;
        tally_band(making->asked, band, &from, &to);
        parts->rows[parts->row_count++] = between(making, from, to);
    }
}

static void add_findings(struct making *making)
{
    struct ledger_question *parts = making->parts;
    parts->findings = parts->row_count;
    for (int f = 0; f < making->asked->finding_count; f++) {
        const struct form_finding *finding = &making->asked->findings[f];
        struct sums_row row = { 0 };
        if (!finding->passed && finding->with_count == 0 && !parts->lost) {
            parts->row_lost[parts->row_count] = !found_by(making, finding,
                                                          &row);
            if (parts->row_lost[parts->row_count] ||
                says_the_same(making, &row))
                row.term_count = 0;
        }
        parts->rows[parts->row_count++] = row;
    }
}

static void make_rows(struct making *making)
{
    struct ledger_question *parts = making->parts;
    int most = LEDGER_ROWS + TALLY_BANDS + making->asked->finding_count;
    parts->rows = arena_array(making->arena, struct sums_row, most);
    parts->row_lost = arena_array(making->arena, bool, most);
    parts->row_told = arena_array(making->arena, bool, most);
    parts->part_told = arena_array(making->arena, bool, parts->part_count);
    parts->row_count = LEDGER_ROWS;
    parts->rows[LEDGER_ROUTED] = run_of(making, 0, parts->parting_count);
    parts->rows[LEDGER_ANSWERED] = run_of(making, 0, parts->parting_count - 1);
    parts->rows[LEDGER_BASE] = base_of(making);
    add_bands(making);
    add_findings(making);
}

/* ---- what holds of many choices -------------------------------------------- */

/* So many more than nobody: `row` is not below zero. */
static void add_rule(struct ledger_question *parts, struct sums_row row)
{
    row.low = 0;
    row.high = SUMS_ANY;
    parts->rules[parts->rule_count++] = row;
}

/* All who took none of the exclusive ones are `times` added to the row. */
static void add_together(struct making *making, struct sums_row *row, int times)
{
    uint64_t exclusives = exclusives_of(making->asked);
    add_term(row, 0, times);
    for (int c = 0; c < making->asked->choice_count; c++)
        if (exclusives >> c & 1)
            add_term(row, making->parts->choices + c, -times);
}

static struct sums_row blank_row(struct making *making)
{
    struct sums_row row = { .terms = arena_array(
                                making->arena, struct sums_term,
                                2 * making->parts->part_count + 2) };
    return row;
}

/* One who took a choice of the set took any of it; of those who took any of
 * it, each took one of its choices; and all are among those who took any. */
static void add_set_rules(struct making *making, int set)
{
    struct ledger_question *parts = making->parts;
    int any = parts->part_count - parts->set_count + set;
    struct sums_row row = blank_row(making);
    for (int c = 0; c < making->asked->choice_count; c++)
        if (parts->sets[set] >> c & 1)
            add_term(&row, parts->choices + c, 1);
    add_term(&row, any, -1);
    add_rule(parts, row);
    for (int c = 0; c < making->asked->choice_count; c++) {
        if (!(parts->sets[set] >> c & 1))
            continue;
        row = blank_row(making);
        add_term(&row, any, 1);
        add_term(&row, parts->choices + c, -1);
        add_rule(parts, row);
    }
    row = blank_row(making);
    add_together(making, &row, 1);
    add_term(&row, any, -1);
    add_rule(parts, row);
}

/* A choice is taken by none but those who took any, and all of those took one:
 * sets that have no choice in common overlap as much or as little as need be,
 * so that these rules are all there are. */
static void make_rules(struct making *making)
{
    struct ledger_question *parts = making->parts;
    const struct form_question *asked = making->asked;
    uint64_t free = all_of(asked) & ~exclusives_of(asked);
    struct sums_row cover = blank_row(making);
    parts->rules = arena_array(making->arena, struct sums_row,
                               3 * asked->choice_count + 3 * SUMS_MOST);
    for (int s = 0; s < parts->set_count; s++) {
        add_set_rules(making, s);
        add_term(&cover, parts->part_count - parts->set_count + s, 1);
    }
    for (int c = 0; c < asked->choice_count; c++) {
        bool covered = !(free >> c & 1);
        for (int s = 0; s < parts->set_count; s++)
            covered = covered || (parts->sets[s] >> c & 1);
        if (!covered)
            add_term(&cover, parts->choices + c, 1);
        if (!(free >> c & 1))
            continue;
        struct sums_row row = blank_row(making);
        add_together(making, &row, 1);
        add_term(&row, parts->choices + c, -1);
        add_rule(parts, row);
    }
    add_together(making, &cover, -1);
    add_rule(parts, cover);
    struct sums_row together = blank_row(making);
    add_together(making, &together, 1);
    add_rule(parts, together);
}

/* ---- people --------------------------------------------------------------- */

static struct ledger_person *add_person(struct ledger_question *parts)
{
    return &parts->people[parts->person_count++];
}

static void take_choice(struct making *making, struct ledger_person *person,
                        int choice)
{
    struct ledger_question *parts = making->parts;
    person->adds[0] = 1;
    person->adds[parts->choices + choice] = 1;
    for (int s = 0; s < parts->set_count; s++)
        if (parts->sets[s] >> choice & 1)
            person->adds[parts->part_count - parts->set_count + s] = 1;
}

/* Of many choices: one each, and all that can stand together. */
static void make_takers(struct making *making)
{
    uint64_t free = all_of(making->asked) & ~exclusives_of(making->asked);
    for (int c = 0; c < making->asked->choice_count; c++)
        take_choice(making, add_person(making->parts), c);
    struct ledger_person *all = add_person(making->parts);
    for (int c = 0; c < making->asked->choice_count; c++)
        if (free >> c & 1)
            take_choice(making, all, c);
}

static void make_people(struct making *making)
{
    struct ledger_question *parts = making->parts;
    bool many = making->asked->kind == FORM_MANY;
    parts->people = arena_array(making->arena, struct ledger_person,
                                parts->part_count + 2);
    for (int p = many ? parts->dont_know : 0; p < parts->parting_count; p++)
        add_person(parts)->adds[p] = 1;
    if (many)
        make_takers(making);
}

/* ---- all ------------------------------------------------------------------ */

static struct making at(struct arena *arena, struct ledger *ledger,
                        int question)
{
    return (struct making){ .arena = arena,
                            .ledger = ledger,
                            .question = question,
                            .asked = &ledger->form->questions[question],
                            .parts = &ledger->questions[question] };
}

struct ledger *entries_make(struct arena *arena, const struct form *form)
{
    struct ledger *ledger = arena_new(arena, struct ledger);
    ledger->form = form;
    ledger->questions = arena_array(arena, struct ledger_question,
                                    form->question_count);
    for (int q = 0; q < form->question_count; q++) {
        struct making making = at(arena, ledger, q);
        make_parts(&making);
        making.parts->asked = reach_find(arena, ledger,
                                         form->questions[q].relevant);
        making.parts->lost |= making.parts->asked.lost;
        make_rows(&making);
        if (form->questions[q].kind == FORM_MANY && !making.parts->lost)
            make_rules(&making);
        make_people(&making);
    }
    omit_choose(arena, ledger);
    return ledger;
}
