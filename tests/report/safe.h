/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A safe table made of lines of text, with which report/guard.h is implemented
 * for tests of what reads one. Nothing is decided here: the lines say it.
 *
 *     form young-people          the questionnaire
 *     returns 32                 how many came back
 *     publication                every number is rounded (the exact are meant)
 *     know_why yes=30 no=1       the counts of choices; of the rest of those
 *                                who were asked nothing is known: blank
 *     know_contract routed=4     those asked, if not all (or all who answered)
 *     helped_with base=31 any=30 drugs+alcohol=12
 *                                people, where several choices can be taken
 *     satisfied 50-100=22        a slider, with base=
 *     made_easier answered=12    words
 *     know_plan withheld=few     or worked
 *     returns withheld           nothing is told
 *
 * A question without a line is not told of, without a reason.
 */
#ifndef TESTS_REPORT_SAFE_H
#define TESTS_REPORT_SAFE_H

#include "report/guard.h"

/* A table without lines; then one line at a time. False if a line is about
 * something else. */
struct safe_table *safe_make(struct arena *arena, const struct form *form);
bool safe_take(struct safe_table *table, str line);

#endif
