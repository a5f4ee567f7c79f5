/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The header of a table of returns: what each column is. A column is a
 * question, one choice of a question that takes several, the language, one of
 * the columns in which ODK and Kobo keep their books, or wrong. It knows names
 * alone, and never looks at an answer.
 */
#ifndef REPORT_COLUMNS_H
#define REPORT_COLUMNS_H

#include "base/csv.h"
#include "form/form.h"

enum column_role {
    COLUMN_ANSWER,   /* a question */
    COLUMN_CHOICE,   /* one of its choices, taken or not */
    COLUMN_LANGUAGE, /* what the person read */
    COLUMN_IGNORED,  /* somebody's books, or a fault that was told */
    COLUMN_UNNAMED,  /* nothing may stand in it */
    COLUMN_INSTANCE, /* what ODK or Kobo know this return by */
};

struct column {
    enum column_role role;
    int question; /* COLUMN_ANSWER, COLUMN_CHOICE */
    int choice;   /* COLUMN_CHOICE; may be FORM_DONT_KNOW or FORM_NOT_SAY */
};

struct columns {
    struct column *at;
    int count;
    int *of;     /* for each question its COLUMN_ANSWER, or -1 */
    bool *split; /* for each question whether it has columns for choices */
};

/* Reads the header; adds every fault. False if no column is a question. */
bool columns_read(struct arena *arena, const struct form *form,
                  const struct csv_row *header, struct faults *faults,
                  struct columns *columns);

#endif
