/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The way through a questionnaire: which questions are asked of this person,
 * given what they have answered so far. An answer to a question that is no
 * longer asked, because an earlier answer was changed, counts as blank. Nothing
 * is changed here: it is the visit that forgets such an answer, when the person
 * moves on.
 */
#ifndef INTERVIEW_ROUTE_H
#define INTERVIEW_ROUTE_H

#include "interview/answers.h"

/* Fills `asked`, which has a place for each question. */
void route_find(const struct answers *answers, bool *asked);

/* The next question that is asked behind `question` (-1: the first one), or
 * the question count at the end. */
int route_next(const struct answers *answers, int question);

/* The one before it that is asked, or -1. */
int route_back(const struct answers *answers, int question);

#endif
