/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Round corners without steps: how much of each pixel a quarter of a circle
 * covers. It is worked out in whole numbers, so every machine draws the same,
 * and once for each radius. A smaller quarter round the same centre never
 * covers more of a pixel than a larger one, so an edge between the two has no
 * holes.
 */
#ifndef UI_CORNER_H
#define UI_CORNER_H

#include <stdint.h>

struct arena;
struct corners; /* opaque: those that were worked out */

enum { CORNER_LARGEST = 512 }; /* the largest radius, in pixels */

struct corners *corner_open(struct arena *arena);
void corner_close(struct corners *corners); /* NULL is fine */

/* The upper left corner: rows of `radius` pixels, from 0 to 255, symmetric. It
 * is there until the next corner_trim(). */
const uint8_t *corner_find(struct corners *corners, int radius);

/* Begins anew if much is kept. */
void corner_trim(struct corners *corners);

#endif
