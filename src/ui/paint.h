/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Draws a list of widgets. It reads the list and the look and decides nothing:
 * what is where, what it says and whether it is chosen stands in the list. What
 * is chosen is told by an edge, a tick and a fill, never by colour alone (I18).
 */
#ifndef UI_PAINT_H
#define UI_PAINT_H

#include "ui/canvas.h"
#include "ui/widget.h"

/* Draws all of it; `pressed` is the id of what is under a finger, or empty. */
void paint_list(struct canvas *canvas, const struct widgets *list,
                const struct look *look, str pressed);

#endif
