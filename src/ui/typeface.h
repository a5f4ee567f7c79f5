/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The typefaces that people can choose between, and which characters each can
 * draw, asked of the library that draws them. They come from Debian packages
 * by name (kiosk/packages). Nothing of them is kept in this project.
 */
#ifndef UI_TYPEFACE_H
#define UI_TYPEFACE_H

#include "base/fault.h"

/* In the order in which they are offered; the first is the default. */
enum typeface_id { TYPEFACE_ANDIKA, TYPEFACE_OPENDYSLEXIC, TYPEFACES };

struct typeface; /* opaque: an open font */

/* Opens one. NULL and a fault if its file is missing. */
struct typeface *typeface_open(struct arena *arena, enum typeface_id id,
                               struct fault *fault);
void typeface_close(struct typeface *typeface);

str typeface_name(const struct typeface *typeface);

/* Whether it can draw the character. */
bool typeface_has(const struct typeface *typeface, uint32_t character);

/* ---- to write with ---- */

struct typeface_style {
    enum typeface_id letters;
    bool bold;
    int size; /* pixels of the em */
};

/* Typefaces in the sizes that are written in, each opened when it is first
 * needed. */
struct typeface_set; /* opaque */
struct SDL_Surface;

/* NULL and a fault if a typeface is missing. */
struct typeface_set *typeface_set_open(struct arena *arena,
                                       struct fault *fault);
void typeface_set_close(struct typeface_set *set);

/* Closes what is open: it keeps the letters that were drawn (P4). It is opened
 * again by itself. */
void typeface_set_forget(struct typeface_set *set);

/* Pixels from the beginning of a word to where the next one would begin. */
int typeface_set_width(struct typeface_set *set,
                       const struct typeface_style *style, str word);

/* Pixels over and under the baseline that any letter can take, both above
 * zero. */
int typeface_set_above(struct typeface_set *set,
                       const struct typeface_style *style);
int typeface_set_below(struct typeface_set *set,
                       const struct typeface_style *style);

/* The size whose capital H is `height` pixels high. */
int typeface_set_size(struct typeface_set *set, enum typeface_id letters,
                      double height);

/* The word as a coverage mask; its baseline is typeface_set_above() below its
 * top. The caller frees it. NULL if there is nothing to draw. */
struct SDL_Surface *typeface_set_draw(struct typeface_set *set,
                                      const struct typeface_style *style,
                                      str word);

#endif
