/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rounding, as it is done to every number that is published: to the nearest
 * five. What it leaves open is a range of whole numbers. Nothing is rounded
 * anywhere else.
 */
#ifndef REPORT_ROUNDING_H
#define REPORT_ROUNDING_H

#include <stdbool.h>

/* Whole numbers from `low` to `high`; none if it is the lower one. */
struct rounding_range {
    long low;
    long high;
};

/* A number of people, to the nearest five. */
long rounding_of(long count);

/* What it leaves of the number. */
struct rounding_range rounding_range(long count);

/* What lies in both; none, if they are apart. */
struct rounding_range rounding_both(struct rounding_range a,
                                    struct rounding_range b);

/* How many numbers. */
long rounding_size(struct rounding_range range);

bool rounding_has(struct rounding_range range, long value);
bool rounding_same(struct rounding_range a, struct rounding_range b);

/* One number alone. */
struct rounding_range rounding_exactly(long value);

/* The one in the middle; of two, the higher. */
long rounding_middle(struct rounding_range range);

/* Whether two rounded numbers, each the sum of so many, say of nearly everybody,
 * 85% at least, that they are there, whatever is behind them. */
bool rounding_is_nearly_all(long k, long n, long sums);

#endif
