/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Somebody who wants to know how many people gave an answer. What is not known
 * are whole numbers; each fact says between which bounds a sum of them lies.
 * All facts are taken at once. One unknown, how many came back, is tried value
 * by value, which lets the rest fall into pieces; each piece is a linear
 * programme, solved by pivoting, and cut in two wherever a number comes out
 * broken. So where it finds no other solution, there is none. It shares
 * nothing with the guard.
 */
#ifndef TESTS_REPORT_ATTACKER_H
#define TESTS_REPORT_ATTACKER_H

#include <stdbool.h>

enum { ATTACKER_ANY = 1000000 }; /* as a bound: none */

struct arena;
struct attacker;

struct attacker_term {
    int unknown;
    int times;
};

/* Begins with the unknown 0, on which all others may hang. */
struct attacker *attacker_make(struct arena *arena, long low, long high);

int attacker_unknown(struct attacker *attacker, long low);

/* Gives the number of the fact. One without bounds is a number to be asked
 * about. */
int attacker_fact(struct attacker *attacker, const struct attacker_term *terms,
                  int count, long low, long high);

/* Once all facts are there. False if they contradict each other. */
bool attacker_begin(struct attacker *attacker);

/* How many different values the sum of a fact can have; up to `wanted` are
 * looked for, which is three at most. One of them is `truth`. */
int attacker_values(struct attacker *attacker, int fact, long truth,
                    int wanted);

/* How many values the unknown 0 can have. */
int attacker_possible(const struct attacker *attacker);

/* How many searches were given up; what was said after them is not certain. */
long attacker_unfinished(const struct attacker *attacker);

#endif
