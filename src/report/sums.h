/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Small systems of sums of whole numbers: parts that lie between two bounds,
 * and rows, each a sum or difference of parts that lies between two bounds as
 * well. One question is asked of them: is there a solution, and which? Bounds
 * are drawn together as far as the rows allow, and then one part after the
 * other is tried. It is exact, it gives up after so many tries, and the same
 * system always has the same answer.
 */
#ifndef REPORT_SUMS_H
#define REPORT_SUMS_H

#include <stdbool.h>

enum {
    SUMS_MOST = 128,       /* parts */
    SUMS_ANY = 1000000000, /* as a bound: none */
};

/* Part `part` so many times. */
struct sums_term {
    int part;
    int times;
};

struct sums_row {
    const struct sums_term *terms;
    int term_count;
    long low;
    long high;
};

struct sums {
    int part_count;
    long *low;
    long *high;
    int row_count;
    struct sums_row *rows;
};

/* Fills `parts` with a solution. False if there is none, or none was found in
 * the number of tries. */
bool sums_solve(const struct sums *sums, long *parts);

/* Whether it is certain that there is none. */
bool sums_impossible(const struct sums *sums);

/* Between which bounds a row lies, as far as drawing them together tells. */
void sums_span(const struct sums *sums, int row, long *low, long *high);

/* What a row comes to. */
long sums_of(const struct sums_row *row, const long *parts);

#endif
