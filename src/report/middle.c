/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/middle.h"

#include "base/arena.h"
#include "report/proof.h"

long middle_round(long median)
{
    return median < 0 ? -rounding_of(-median) : rounding_of(median);
}

struct piece {
    long from;
    long to;
};

static struct piece piece_at(const struct ledger *ledger, int question, int p)
{
    const struct form_question *asked = &ledger->form->questions[question];
    const struct ledger_question *parts = &ledger->questions[question];
    bool last = p + 1 == parts->piece_count;
    return (struct piece){ parts->pieces[p],
                           last ? asked->end
                                : parts->pieces[p + 1] - asked->step };
}

/* What is told of the pieces, and one row more: those on the one side of a
 * piece less all others. */
struct sides {
    struct sums sums;
    struct sums_row *difference;
    struct sums_term *terms;
};

static struct sides make_sides(struct arena *arena, const struct ledger *ledger,
                               const struct tally *tally, int question)
{
    const struct ledger_question *parts = &ledger->questions[question];
    struct sides sides = { .sums = { .part_count = parts->piece_count } };
    struct sums *sums = &sides.sums;
    sums->low = arena_array(arena, long, parts->piece_count);
    sums->high = arena_array(arena, long, parts->piece_count);
    sums->rows = arena_array(arena, struct sums_row, parts->row_count + 1);
    for (int p = 0; p < parts->piece_count; p++)
        sums->high[p] = rounding_range(tally->returns).high;
    for (int r = LEDGER_BASE; r < parts->row_count; r++) {
        struct rounding_range range = rounding_range(
            ledger_row(ledger, tally, question, r));
        if (!parts->row_told[r])
            continue;
        struct sums_row *row = &sums->rows[sums->row_count++];
        *row = parts->rows[r];
        row->low = range.low;
        row->high = range.high;
    }
    sides.difference = &sums->rows[sums->row_count++];
    sides.terms = arena_array(arena, struct sums_term, parts->piece_count);
    *sides.difference = (struct sums_row){ .terms = sides.terms,
                                           .term_count = parts->piece_count,
                                           .high = SUMS_ANY };
    return sides;
}

/* Whether the rounded numbers leave no doubt that the middle lies in a piece:
 * fewer than half are below it, and no more than half above. */
static bool lies_in(const struct sides *sides, int wanted)
{
    int count = sides->sums.part_count;
    for (int p = 0; p < count; p++)
        sides->terms[p] = (struct sums_term){ p, p < wanted ? 1 : -1 };
    sides->difference->low = 0;
    if (!sums_impossible(&sides->sums))
        return false;
    for (int p = 0; p < count; p++)
        sides->terms[p] = (struct sums_term){ p, p > wanted ? 1 : -1 };
    sides->difference->low = 1;
    return sums_impossible(&sides->sums);
}

/* How many values of a piece round to the same. */
static int count_alike(const struct form_question *asked, struct piece piece,
                       long rounded)
{
    int count = 0;
    for (long value = rounded - 2; value <= rounded + 2; value++)
        count += value >= piece.from && value <= piece.to &&
                 (value - asked->start) % asked->step == 0;
    return count;
}

bool middle_is_safe(const struct ledger *ledger, const struct tally *tally,
                    int question)
{
    const struct form_question *asked = &ledger->form->questions[question];
    long median;
    if (!tally_median(tally, question, &median))
        return false;
    long rounded = middle_round(median);
    if (rounded < asked->start || rounded > asked->end)
        return false;
    struct arena *scratch = arena_make();
    struct sides sides = make_sides(scratch, ledger, tally, question);
    bool safe = false;
    for (int p = 0; !safe && p < sides.sums.part_count; p++)
        safe = count_alike(asked, piece_at(ledger, question, p), rounded) >=
                   PROOF_VALUES &&
               lies_in(&sides, p);
    arena_destroy(scratch);
    return safe;
}
