/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What staff pick out of a section, by the references that stand behind its
 * sentences: "a12,b3". They may leave out what is said of a question, or have it
 * said first. They never change a word, and the numbers in the tables stay.
 */
#ifndef REPORT_PICKS_H
#define REPORT_PICKS_H

#include "base/fault.h"
#include "form/form.h"
#include "report/section.h"

struct picks {
    const struct narrate_reference *all;
    int count;
};

/* Reads references with commas between them, and holds them against the
 * questionnaires as they stand in the release. False and a fault that names the
 * first that is none. */
bool picks_read(struct arena *arena, str list, const struct form *const *forms,
                int form_count, struct picks *picks, struct fault *fault);

/* The questions of one questionnaire among them, in the order in which they
 * were picked. */
const int *picks_of(struct arena *arena, const struct picks *picks, int form,
                    int *count);

#endif
