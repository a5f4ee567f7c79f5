/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Time that passes, in milliseconds, from a clock that nobody can set. The
 * date is not here on purpose: nothing that is kept may know it (P3). Tests
 * and scripts put a clock of their own in its place and turn it by hand.
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

#endif
