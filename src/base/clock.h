/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Time that passes, in milliseconds, from a clock that nobody can set. The day
 * of the calendar is here only for what staff give out: nothing that is kept of
 * people's answers may know it (P3), and no hour is to be had. Tests and scripts
 * put a clock of their own in its place and turn it by hand.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

struct clock {
    /* Milliseconds since some moment; never goes back. */
    int64_t (*read)(const struct clock *clock);
    int64_t by_hand; /* what a clock turned by hand shows */
};

/* The machine's own clock. */
struct clock clock_of_machine(void);

/* A clock that stands still until clock_turn(). */
struct clock clock_by_hand(void);
void clock_turn(struct clock *clock, int64_t milliseconds);

int64_t clock_now(const struct clock *clock);

/* A day; months and days count from 1. */
struct clock_day {
    int year;
    int month;
    int day;
};

/* Today, as far as the machine knows; a clock turned by hand begins on
 * 1 January 1970. */
struct clock_day clock_today(const struct clock *clock);

#endif
