/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sets the attacker on a survey: what he knows are the questionnaire, how the
 * guard works, everything in a table, and perhaps what one or two people
 * answered in full. His question is for each number that is neither none nor
 * five or more, without those he knows, whether it can be anything else.
 */
#ifndef TESTS_REPORT_ATTACK_H
#define TESTS_REPORT_ATTACK_H

#include "report/guard.h"
#include "survey.h"

struct attack_result {
    long targets; /* numbers from one to four, of people he does not know */
    long pinned;  /* … that can be nothing else */
    long told;    /* numbers in the table; only looked at if he is alone */
    long thin;    /* … that leave fewer than three values */
    long unfinished;
};

/* On a table for publication, knowing the people with these indices. */
void attack_table(const struct survey *survey, const struct safe_table *table,
                  const int *known, int known_count,
                  struct attack_result *result);

/* On a table where all numbers stand as they are but those from one to four,
 * which are left out: targets are those. */
void attack_control(const struct survey *survey, struct attack_result *result);

#endif
