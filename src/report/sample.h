/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Made-up returns: drawn from a table of believable ones, each row once before
 * any comes again, and varied a little where that stays legal: a number on a
 * line moves, one of several choices comes or goes. When a row comes again it
 * has no words in it, as no two people write the same. With the same seed the
 * same returns are drawn on every machine.
 */
#ifndef REPORT_SAMPLE_H
#define REPORT_SAMPLE_H

#include "base/fault.h"
#include "interview/answers.h"

/* What decides; it starts as the seed. */
struct sample_dice {
    uint64_t state;
};

/* A number below `sides`, of which there is one at least. */
long sample_throw(struct sample_dice *dice, long sides);

struct sample; /* opaque: the table */

/* Reads the table, which intake.h describes; it lives in the arena. NULL and
 * faults if anything is wrong with it or there is no return in it. */
struct sample *sample_read(struct arena *arena, const struct form *form,
                           str table, struct faults *faults);

/* Draws a return into a blank set of answers; `language` as intake.h has it. */
void sample_draw(struct sample *sample, struct sample_dice *dice,
                 struct answers *answers, str *language);

#endif
