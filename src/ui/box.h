/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rectangles of the screen, in pixels, and how they are divided: a piece cut
 * off one side, equal parts beside or above each other, a gap left between.
 * Screens are laid out by cutting; nothing else knows a coordinate. No box is
 * ever less than empty, however small the screen is.
 */
#ifndef UI_BOX_H
#define UI_BOX_H

#include <stdbool.h>

typedef struct {
    int x;
    int y;
    int w;
    int h;
} box;

bool box_holds(box outer, box inner);
bool box_has(box area, int x, int y);
bool box_meets(box a, box b); /* they share a pixel */
bool box_is_empty(box area);

/* Smaller on each side by `by`. */
box box_inset(box area, int by);

/* Cuts a piece of the size off one side of `rest`, and `gap` more. */
box box_cut_top(box *rest, int size, int gap);
box box_cut_bottom(box *rest, int size, int gap);
box box_cut_left(box *rest, int size, int gap);
box box_cut_right(box *rest, int size, int gap);

/* The `i`th of `count` equal parts beside each other, or above each other, with
 * gaps between. The parts fill the area to the last pixel. */
box box_column(box area, int i, int count, int gap);
box box_row(box area, int i, int count, int gap);

/* A box of this size in the middle of the area. */
box box_centre(box area, int w, int h);

#endif
