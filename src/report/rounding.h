/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rounding, as it is done to every number that is published: to the nearest
 * five. What it leaves open is a range of whole numbers. Nothing is rounded
 * anywhere else.
 */
#ifndef REPORT_ROUNDING_H
#define REPORT_ROUNDING_H

/* Whole numbers from `low` to `high`; none if it is the lower one. */
struct rounding_range {
    long low;
    long high;
};

/* A number of people, to the nearest five. */
long rounding_of(long count);

/* What it leaves of the number. */
struct rounding_range rounding_range(long count);

#endif
