/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sums.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

enum { MOST_TRIES = 500 };

struct bounds {
    long low[SUMS_MOST];
    long high[SUMS_MOST];
};

struct search {
    const struct sums *sums;
    int tries;
};

long sums_of(const struct sums_row *row, const long *parts)
{
    long sum = 0;
    for (int t = 0; t < row->term_count; t++)
        sum += row->terms[t].times * parts[row->terms[t].part];
    return sum;
}

/* Rounds towards minus and plus without end. */
static long divide_down(long a, long b)
{
    if (b == 1)
        return a;
    long whole = a / b;
    return whole - (a % b != 0 && (a < 0) != (b < 0));
}

static long divide_up(long a, long b)
{
    return -divide_down(-a, b);
}

/* Draws the bounds of one part together: `times` of it lie between `low` and
 * `high`. False if nothing is left of it. */
static bool draw(struct bounds *bounds, const struct sums_term *term, long low,
                 long high, bool *changed)
{
    long *from = &bounds->low[term->part];
    long *to = &bounds->high[term->part];
    long least = divide_up(term->times > 0 ? low : high, term->times);
    long most = divide_down(term->times > 0 ? high : low, term->times);
    if (least > *from) {
        *from = least;
        *changed = true;
    }
    if (most < *to) {
        *to = most;
        *changed = true;
    }
    return *from <= *to;
}

static bool narrow_row(struct bounds *bounds, const struct sums_row *row,
                       bool *changed)
{
    long least = 0;
    long most = 0;
    for (int t = 0; t < row->term_count; t++) {
        const struct sums_term *term = &row->terms[t];
        bool adds = term->times > 0;
        long low = bounds->low[term->part] * term->times;
        long high = bounds->high[term->part] * term->times;
        least += adds ? low : high;
        most += adds ? high : low;
    }
    if (least > row->high || most < row->low)
        return false;
    if (least >= row->low && most <= row->high)
        return true;
    for (int t = 0; t < row->term_count; t++) {
        const struct sums_term *term = &row->terms[t];
        bool adds = term->times > 0;
        long low = bounds->low[term->part] * term->times;
        long high = bounds->high[term->part] * term->times;
        long own_least = adds ? low : high;
        long own_most = adds ? high : low;
        if (!draw(bounds, term, row->low - (most - own_most),
                  row->high - (least - own_least), changed))
            return false;
    }
    return true;
}

/* The sums of a row are those from before its parts were drawn together, so
 * one look is not always enough. */
static bool narrow(const struct sums *sums, struct bounds *bounds)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (int r = 0; r < sums->row_count; r++)
            if (!narrow_row(bounds, &sums->rows[r], &changed))
                return false;
    }
    return true;
}

static int first_open(const struct sums *sums, const struct bounds *bounds)
{
    int part = 0;
    while (part < sums->part_count && bounds->low[part] == bounds->high[part])
        part++;
    return part;
}

static void copy_bounds(struct bounds *to, const struct bounds *from, int count)
{
    memcpy(to->low, from->low, (size_t)count * sizeof *to->low);
    memcpy(to->high, from->high, (size_t)count * sizeof *to->high);
}

static bool search_from(struct search *search, struct bounds *bounds,
                        long *parts)
{
    int count = search->sums->part_count;
    if (search->tries++ >= MOST_TRIES || !narrow(search->sums, bounds))
        return false;
    int open = first_open(search->sums, bounds);
    if (open == count) {
        memcpy(parts, bounds->low, (size_t)count * sizeof *parts);
        return true;
    }
    for (long value = bounds->low[open];
         value <= bounds->high[open] && search->tries < MOST_TRIES; value++) {
        struct bounds tried;
        copy_bounds(&tried, bounds, count);
        tried.low[open] = tried.high[open] = value;
        if (search_from(search, &tried, parts))
            return true;
    }
    return false;
}

static bool run(struct search *search, long *parts)
{
    const struct sums *sums = search->sums;
    struct bounds bounds;
    assert(sums->part_count <= SUMS_MOST);
    memcpy(bounds.low, sums->low, (size_t)sums->part_count * sizeof(long));
    memcpy(bounds.high, sums->high, (size_t)sums->part_count * sizeof(long));
    for (int p = 0; p < sums->part_count; p++)
        if (bounds.low[p] > bounds.high[p])
            return false;
    return search_from(search, &bounds, parts);
}

bool sums_solve(const struct sums *sums, long *parts)
{
    struct search search = { .sums = sums };
    return run(&search, parts);
}

bool sums_impossible(const struct sums *sums)
{
    struct search search = { .sums = sums };
    long parts[SUMS_MOST];
    return !run(&search, parts) && search.tries < MOST_TRIES;
}

void sums_span(const struct sums *sums, int row, long *low, long *high)
{
    struct bounds bounds;
    memcpy(bounds.low, sums->low, (size_t)sums->part_count * sizeof(long));
    memcpy(bounds.high, sums->high, (size_t)sums->part_count * sizeof(long));
    *low = *high = 0;
    if (!narrow(sums, &bounds))
        return;
    for (int t = 0; t < sums->rows[row].term_count; t++) {
        const struct sums_term *term = &sums->rows[row].terms[t];
        bool adds = term->times > 0;
        *low += (adds ? bounds.low : bounds.high)[term->part] * term->times;
        *high += (adds ? bounds.high : bounds.low)[term->part] * term->times;
    }
}
