/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A made-up survey: a questionnaire with all kinds of questions, some of them
 * asked of some people only, with findings of all kinds, and people who answer
 * it. The same seed is the same survey. Beside the questionnaire it says of
 * whom each question is asked in plain terms, so that the attacker need not
 * read rules as the guard does.
 */
#ifndef TESTS_REPORT_SURVEY_H
#define TESTS_REPORT_SURVEY_H

#include "report/tally.h"

enum { SURVEY_QUESTIONS = 7, SURVEY_PEOPLE = 120 };

/* Chance without a clock or state of its own. */
struct chance {
    uint64_t state;
};
unsigned chance_below(struct chance *chance, unsigned limit);

/* People of an earlier question. */
struct survey_part {
    int question;
    uint64_t choices; /* who took any of these */
    bool others;      /* … or all but them, whatever they said */
    long below;       /* on a slider: who set it lower */
};

/* Of whom a question is asked. */
struct survey_route {
    enum { EVERYBODY, ANY, BOTH } how;
    struct survey_part parts[2];
    int part_count;
};

struct survey {
    struct form *form;
    struct survey_route routes[SURVEY_QUESTIONS];
    int people;
    struct answers *answers[SURVEY_PEOPLE];
    struct tally *tally;
};

struct survey *survey_make(struct arena *arena, uint64_t seed);

#endif
