/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often a wrong passphrase was tried, and how long to wait before the next
 * try: five are free, then fifteen seconds, doubling to an hour. A try is
 * counted before it is made, so that nothing is won by pulling the plug. The
 * clock is the one nobody can set; it starts anew with the machine, and then
 * the whole wait starts anew with it.
 */
#ifndef KEEP_TRIES_H
#define KEEP_TRIES_H

#include <stdbool.h>
#include <stdint.h>

enum { TRIES_FREE = 5, TRIES_BOOT = 36 };

/* A moment: which start of the machine, and milliseconds since then, those
 * that it slept included. */
struct tries_moment {
    unsigned char boot[TRIES_BOOT];
    int64_t time;
};
struct tries_moment tries_now(void);

/* What is kept; all zeros: no wrong try. */
struct tries {
    uint32_t wrong;
    struct tries_moment until; /* nothing is tried before */
};

/* Milliseconds to wait before the next try; 0: none. If the machine was
 * started since, `tries` is changed and has to be kept. */
int64_t tries_wait(struct tries *tries, const struct tries_moment *now);

/* Counts a try that may be wrong. */
void tries_count(struct tries *tries, const struct tries_moment *now);

#endif
