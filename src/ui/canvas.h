/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A surface that is drawn on: filled and edged round boxes, words, drawings.
 * It is software only and the same to the byte everywhere, so tests can compare
 * pictures. Words and drawings that were drawn are kept for the next time and
 * forgotten when a person leaves (P4). It knows no widgets.
 */
#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include "ui/box.h"
#include "ui/look.h"

struct canvas; /* opaque: SDL behind it */
struct SDL_Surface;

/* A canvas of its own. `pictures` is the folder of the drawings. NULL and a
 * fault if there is no memory. */
struct canvas *canvas_make(struct arena *arena, struct typeface_set *set,
                           str pictures, struct fault *fault);
void canvas_destroy(struct canvas *canvas); /* NULL is fine */

/* Draws on a surface of its own from now on, of this size. What was drawn there
 * before is wiped. */
bool canvas_resize(struct canvas *canvas, int width, int height,
                   struct fault *fault);

/* From now on it draws on this surface (of a window, after it was resized),
 * which must stay until the next one comes. Its pixels may be of any kind. */
void canvas_attach(struct canvas *canvas, struct SDL_Surface *surface);

/* Forgets words and drawings that are kept, and overwrites them; what can be
 * seen stays until it is drawn over. */
void canvas_forget(struct canvas *canvas);

/* How many words and drawings are kept, for tests. */
int canvas_kept(const struct canvas *canvas);

/* While it is hidden nothing is drawn, but words and drawings are kept as if it
 * were. */
void canvas_hide(struct canvas *canvas, bool hidden);

void canvas_fill(struct canvas *canvas, box area, uint32_t colour);

/* A box with round corners, filled, then edged on its inside. An edge of 0 is
 * none. The outline is smooth. */
struct canvas_card {
    box area;
    int radius;
    uint32_t fill;
    int edge;
    uint32_t edge_colour;
    bool hollow; /* only the edge */
};
void canvas_card(struct canvas *canvas, const struct canvas_card *card);

/* One word, with its baseline at `baseline`. */
struct canvas_word {
    str word;
    struct typeface_style style;
    int x;
    int baseline;
    uint32_t colour;
};
void canvas_word(struct canvas *canvas, const struct canvas_word *word);

/* A drawing, as large as the box and in its middle, in the colours of the look.
 * One that is not there is left out: `yoursay check` is what finds that. */
struct canvas_drawing {
    str name;
    box area;
    bool on_button; /* in lines of LOOK_ON_BUTTON, for a filled button */
};
void canvas_drawing(struct canvas *canvas, const struct canvas_drawing *drawing,
                    const struct look *look);

/* What was drawn, as a PNG file. */
bool canvas_save(const struct canvas *canvas, str path, struct fault *fault);

/* What was drawn at a place, as 0xRRGGBB, for tests. */
uint32_t canvas_pixel(const struct canvas *canvas, int x, int y);

#endif
