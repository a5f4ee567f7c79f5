/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words that were drawn, kept for the next time as how much of each pixel their
 * letters cover, without a colour. They show what somebody read and typed: what
 * is forgotten is overwritten (P4). There is a limit to what is kept; beyond it
 * everything is forgotten and begins anew. It draws nothing and knows no
 * library that does.
 */
#ifndef UI_STAMP_H
#define UI_STAMP_H

#include "ui/typeface.h"

struct stamps; /* opaque */

/* The part of a word that is not empty. */
struct stamp {
    int left; /* from where the word begins */
    int rise; /* from the baseline up to the upper side */
    int w;
    int h;                  /* 0: there is nothing to see */
    const uint8_t *covered; /* rows of `w`, from 0 to 255 */
};

/* A whole word as it was drawn. */
struct stamp_source {
    const uint8_t *covered; /* of the first pixel; NULL: nothing to see */
    int w;
    int h;
    int step;  /* bytes from a pixel to the next in its row */
    int pitch; /* bytes from a row to the next */
    int above; /* rows above the baseline */
};

struct stamps *stamp_open(struct arena *arena);
void stamp_close(struct stamps *stamps); /* NULL is fine */
void stamp_forget(struct stamps *stamps);
int stamp_count(const struct stamps *stamps);

/* NULL if the word is not kept. The result is there until stamp_keep(). */
const struct stamp *stamp_find(const struct stamps *stamps,
                               const struct typeface_style *style, str word);

/* Keeps a word that is not kept yet. */
const struct stamp *stamp_keep(struct stamps *stamps,
                               const struct typeface_style *style, str word,
                               const struct stamp_source *source);

#endif
