/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the sentences of a section have their numbers from, for files that
 * cannot link to a table: one footnote a question, with its numbers in a line
 * of words. Only questions that a sentence refers to have one, in the order of
 * the questionnaires. What a footnote says is what listing.h says.
 */
#ifndef REPORT_FOOTNOTES_H
#define REPORT_FOOTNOTES_H

#include "report/listing.h"

struct footnotes_note {
    str reference; /* "a12" */
    str words;     /* the question and its numbers */
};

/* In the arena. */
const struct footnotes_note *footnotes_make(const struct listing *listing,
                                            int *count);

#endif
