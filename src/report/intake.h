/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Returns that came on paper or by another program, out of a table: each row is
 * held against the questionnaire and its routing just as the kiosk would have
 * held the person who answered. Everything that is wrong is told, with its row
 * and column, what stands there and what may; of what people wrote in their own
 * words nothing is ever repeated. Rows come one by one, and only the last one
 * is in memory.
 *
 * The first row has the names of the questions. A group in front of one, as ODK
 * and Kobo write it, is passed over, and so are the columns that they keep
 * their books in. Several choices are parted by blanks, or have a column each
 * (QUESTION/CHOICE) with 1 or 0. `language` is a column of its own.
 */
#ifndef REPORT_INTAKE_H
#define REPORT_INTAKE_H

#include "base/csv.h"
#include "interview/answers.h"

struct intake; /* opaque: a table on its way */

/* One row. */
struct intake_one {
    int row;      /* as a spreadsheet counts */
    str language; /* "en" or "cy"; empty where the table does not say */
    str instance; /* what ODK or Kobo know it by; empty: nothing */
    bool sound;   /* nothing is wrong with it */
    const struct answers *answers; /* until the next one is read */
};

/* Reads the header; adds every fault. NULL if no row can be read. */
struct intake *intake_begin(const struct form *form, struct csv *csv,
                            struct faults *faults);
void intake_end(struct intake *intake); /* wipes it; NULL is fine */

/* The next return; rows in which nothing stands are passed over. Adds every
 * fault to those of intake_begin(). False at the end, whatever ended it. */
bool intake_next(struct intake *intake, struct intake_one *one);

/* How many empty rows were passed over; and which questions have no column:
 * their names, parted by commas. */
long intake_blank(const struct intake *intake);
str intake_missing(struct arena *arena, const struct intake *intake);

#endif
