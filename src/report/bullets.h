/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bullets as they are written: sentences that findings are added to, each with
 * its references. It puts capitals, commas and full stops. It knows no counts,
 * and takes whole clauses in the language of the section.
 */
#ifndef REPORT_BULLETS_H
#define REPORT_BULLETS_H

#include "report/section.h"

struct bullets {
    struct arena *arena;
    int most; /* sentences that there can be */
    struct narrate_bullet *bullets;
    int count;
    /* The bullet that is being written, and the sentence at its end. */
    struct narrate_sentence *sentences;
    int sentence_count;
    struct text text;
    struct narrate_reference *references;
    int reference_count;
    int findings; /* that stand in the sentence */
};

/* Ready for as many sentences as `most`. */
struct bullets bullets_make(struct arena *arena, int most);

/* Begins a sentence, given without its capital and full stop. */
void bullets_begin(struct bullets *bullets, str sentence);

/* Adds to the sentence, behind a comma if `comma` or if it is long already. */
void bullets_join(struct bullets *bullets, str clause, bool comma);

/* Says where the sentence has its numbers from. */
void bullets_refer(struct bullets *bullets, int form, int question);

/* Ends the bullet; one without sentences is none. */
void bullets_end(struct bullets *bullets);

/* Puts the bullets that refer to these questions first, in this order. */
void bullets_first(struct bullets *bullets, const int *questions, int count);

#endif
