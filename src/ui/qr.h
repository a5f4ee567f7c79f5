/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text as a QR code, for a scanner to read back from paper. What comes out
 * is the path of an SVG drawing, with the blank border that scanners need
 * counted in; whoever puts it on a page writes the <svg> element around it and
 * says in words what it is. libqrencode does the work and nobody else may use
 * it. What it is given may be a key, so its memory is covered up afterwards.
 */
#ifndef UI_QR_H
#define UI_QR_H

#include "base/text.h"

struct qr {
    str path; /* the dark squares: the `d` of an SVG path */
    int side; /* of the drawing with its border; a square is 1 by 1 */
};

/* Draws the code of a text in ASCII; what scanners make of other letters is
 * anybody's guess. Some of it may be worn away (level Q) and it still reads.
 * False if there is no text, it is too long (1,600 bytes always fit) or no
 * memory is left. */
bool qr_draw(struct arena *arena, str text, struct qr *qr);

#endif
