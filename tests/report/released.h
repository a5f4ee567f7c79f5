/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A release made of lines of text, by the real guard and the real narrator, for
 * the tests of the files that are given out. In words %NN is a byte.
 *
 *     form tests/fixtures/form.yaml   the next questionnaire
 *     12x order=referral              returns that say so
 *     mix 1000 7                      so many that answer at random, from a seed
 *     quote made_easier …             an approved comment of it
 *     passed suggestions              a comment of it was passed on
 *     named …                         what it is called from now on
 *     worded order …                  what a question and all its choices say
 *     publication                     or: inspection HMI Probation
 *     lang cy                         English is meant
 *     service … / title … / collection …
 *     practice
 *
 * What is said once is about all questionnaires.
 */
#ifndef TESTS_REPORT_RELEASED_H
#define TESTS_REPORT_RELEASED_H

#include "report/export.h"

enum { RELEASED_MOST = 16 };

struct released {
    struct arena *arena;
    struct release release;
    struct catalogue *catalogue;
    struct words *words;
    struct form *questionnaires[RELEASED_MOST];
    struct tally *tallies[RELEASED_MOST];
    struct narrate_wish wishes[RELEASED_MOST];
    struct narrate_quote quotes[RELEASED_MOST][RELEASED_MOST];
    int passed[RELEASED_MOST][RELEASED_MOST];
    struct release_form forms[RELEASED_MOST];
    int form_count;
    str language;
};

/* Reads the lines; a line that is none of these is handed to `other` if there
 * is one, and else fails the test. */
void released_read(struct released *released, struct arena *arena, str lines,
                   void (*other)(void *context, str line), void *context);

/* Guards, narrates and gives the release. To be ended with released_close(). */
const struct release *released_make(struct released *released);
void released_close(struct released *released);

/* The bytes of the file; the test fails if they cannot be made. */
str released_bytes(struct released *released, enum export_format format);

#endif
