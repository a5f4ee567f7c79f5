/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words laid out in a box: broken where the language allows it (ICU), measured
 * in the letters that will be drawn. One word at a time, because each of them
 * is marked as it is heard and the library that draws cannot set a leading.
 * What does not fit is never clipped: whoever lays out asks first how much room
 * it needs, and takes a second page or smaller words.
 */
#ifndef UI_LAY_H
#define UI_LAY_H

#include "ui/widget.h"

struct lay; /* opaque: what was measured */

enum lay_side { LAY_LEFT, LAY_MIDDLE };

struct lay *lay_open(struct arena *arena, struct typeface_set *set);
void lay_close(struct lay *lay);

/* Forgets all that was measured: words that people wrote are among it (P4). */
void lay_forget(struct lay *lay);

/* How a text is to be laid out. */
struct lay_wish {
    str text;
    str language; /* for where it may be broken */
    enum look_text style;
    enum lay_side side;
    bool quiet;
    int percent;   /* of the style's size; 0: all of it */
    int line_most; /* letters in a line (I22); 0: as many as fit */
};

/* What it will need in a given width. */
struct lay_room {
    int w; /* of the longest line */
    int h; /* of all lines with their leading */
    int lines;
    bool fits; /* no word is wider than the width */
};
struct lay_room lay_measure(struct lay *lay, const struct look *look,
                            const struct lay_wish *wish, int width);

/* Lays it out in the middle of the height of `area`. It must fit: the result's
 * bounds are inside. */
const struct widget_text *lay_text(struct lay *lay, struct arena *frame,
                                   const struct look *look,
                                   const struct lay_wish *wish, box area);

/* Where a caret stands in front of the byte `at` of a text that lay_text() puts
 * at the left of this width: pixels from its left, and in which line. */
struct lay_caret {
    int x;
    int line;
};
struct lay_caret lay_caret(struct lay *lay, const struct look *look,
                           const struct lay_wish *wish, int width, size_t at);

#endif
