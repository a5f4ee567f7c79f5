/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marks dates in a text, in English and Welsh: days, months, weekdays and years.
 * Words that are months or days only now and then, as "may" and "llun", count
 * only beside another sign of a date. Figures come before long numbers, which
 * they would be taken for, and words behind them, as years look like a part of
 * those.
 */
#ifndef REPORT_DATES_H
#define REPORT_DATES_H

#include "report/marks.h"
#include "report/token.h"

/* "12/3/2019", "12.3.19" */
void dates_mark_figures(struct marks *marks, const struct tokens *tokens);

/* "12 May", "ddydd Llun", "2019" */
void dates_mark_words(struct marks *marks, const struct tokens *tokens);

#endif
