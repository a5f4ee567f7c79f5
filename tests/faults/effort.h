/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How much of all that could be tried is tried. As a test it is a part, and a
 * smaller one under the sanitizers; tests/faults/run asks for all of it. Which
 * part it is depends on nothing but the program, so that a finding is found
 * again.
 */
#ifndef TESTS_FAULTS_EFFORT_H
#define TESTS_FAULTS_EFFORT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__)
enum { EFFORT_SANITIZED = 1 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { EFFORT_SANITIZED = 1 };
#else
enum { EFFORT_SANITIZED = 0 };
#endif
#else
enum { EFFORT_SANITIZED = 0 };
#endif

static inline bool effort_is_whole(void)
{
    return getenv("FAULTS_WHOLE") != NULL;
}

/* The whole, the part in a test, and the part under a sanitizer. */
static inline long effort(long whole, long part, long sanitized)
{
    if (effort_is_whole())
        return whole;
    return EFFORT_SANITIZED ? sanitized : part;
}

/* Numbers that look like chance and are the same every time. */
struct effort_dice {
    uint64_t state; /* never 0 */
};

static inline uint64_t effort_throw(struct effort_dice *dice, uint64_t sides)
{
    dice->state ^= dice->state << 13;
    dice->state ^= dice->state >> 7;
    dice->state ^= dice->state << 17;
    return (dice->state >> 11) % sides;
}

#endif
