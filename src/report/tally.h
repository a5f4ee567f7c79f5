/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a questionnaire's responses add up to, question by question and finding
 * by finding. Responses are added one at a time and forgotten at once, so a
 * million of them take no more memory than one. Bases are kept apart: who sent
 * it, who was asked, who gave any code, and who gave a choice that counts. The
 * numbers here are exact and for nobody's eyes: what may be said of them is for
 * guard.h alone.
 */
#ifndef REPORT_TALLY_H
#define REPORT_TALLY_H

#include "interview/answers.h"

enum { TALLY_BANDS = 4 }; /* of a slider: quarters of its range */

struct tally_question {
    long routed;   /* people it was asked of */
    long answered; /* gave any code, number or words */
    long base;     /* gave a choice that counts */
    long dont_know;
    long not_say;
    long blank;   /* were asked and gave nothing */
    long *counts; /* of each choice; of many, people who took it */
    long *values; /* of a slider: how many at each step from its start */
    long value_count;
    long bands[TALLY_BANDS];
};

/* k of n people, as a finding counts them. */
struct tally_finding {
    long k;
    long n;
};

struct tally_plan;

struct tally {
    const struct form *form;
    long returns;
    struct tally_question *questions;
    struct tally_finding **findings; /* [question][finding] */
    struct tally_plan *plan;         /* how to add one; for tally.c alone */
};

struct tally *tally_make(struct arena *arena, const struct form *form);

/* Adds one response; answers to questions that were not asked of this person
 * are not counted, as everywhere. */
void tally_add(struct tally *tally, const struct answers *answers);

/* The lowest and the highest value of a slider's band. */
void tally_band(const struct form_question *question, int band, long *from,
                long *to);

/* The middle value of a slider; false if nobody set it. With an even number it
 * is the lower of the two in the middle, so that it is a value somebody gave. */
bool tally_median(const struct tally *tally, int question, long *median);

/* Whether two say the same, number by number. */
bool tally_equal(const struct tally *one, const struct tally *other);

#endif
