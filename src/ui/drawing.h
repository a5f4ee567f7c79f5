/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The drawings beside the words: an SVG file becomes pixels, exactly as large as
 * it is wanted and in the colours of a theme, and is kept for the next time. The
 * colours of the palette are replaced in the text before it is drawn, so a flat
 * shape has exactly the colour of the theme. The library that draws is not sharp
 * below a certain size, so small ones are drawn large and made smaller. What
 * is not there, or form/picture.h refuses, is left out without a word.
 */
#ifndef UI_DRAWING_H
#define UI_DRAWING_H

#include "ui/look.h"

struct drawings; /* opaque: those that were drawn */

enum {
    DRAWING_LARGEST = 1200
}; /* pixels on a side; larger ones are not made */

struct drawing_wish {
    str name; /* of the file, without .svg */
    const struct look *look;
    int side;       /* in pixels */
    bool on_button; /* in lines of LOOK_ON_BUTTON, for a filled button */
};

struct drawing {
    int side;
    const uint32_t *pixels; /* rows of 0xAARRGGBB, colours times alpha */
};

/* `folder` is where the files are. */
struct drawings *drawing_open(struct arena *arena, str folder);
void drawing_close(struct drawings *drawings); /* NULL is fine */
void drawing_forget(struct drawings *drawings);
int drawing_count(const struct drawings *drawings);

/* NULL if there is no such drawing. The result is there until the next call. */
const struct drawing *drawing_find(struct drawings *drawings,
                                   const struct drawing_wish *wish);

#endif
