/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marks in a text what tells of somebody by figures or signs: e-mail and pages,
 * postcodes, dates, long numbers and ages, in English and Welsh. Dates and ages
 * in words are among them. How many minutes late somebody was, or ten out of
 * ten, is not.
 */
#ifndef REPORT_FIGURES_H
#define REPORT_FIGURES_H

#include "report/marks.h"
#include "report/token.h"

void figures_mark(struct marks *marks, str text, const struct tokens *tokens);

#endif
