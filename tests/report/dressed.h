/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Findings for a made-up questionnaire, so that it can be told of. Their words
 * are marks: "{who} tick bc" is question b, finding c; "tock" stands where
 * nobody is meant, "then" behind another finding, "Listed bc: " before a list.
 * Whom they speak of and what shares a bullet is left to chance.
 */
#ifndef TESTS_REPORT_DRESSED_H
#define TESTS_REPORT_DRESSED_H

#include "survey.h"

void dressed_up(struct arena *arena, struct chance *chance, struct form *form);

/* The name of a question, a finding or a choice behind `before`; a second one
 * below zero is none. */
str dressed_name(struct arena *arena, const char *before, int question,
                 int finding);

#endif
