/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is on a screen as lines of text, for scripts and tests. The first line
 * names the screen, its language, size, theme and size of text; then comes one
 * line for each widget in reading order, with its role, id, place, state and
 * label. It only reads the list, so it cannot say anything but what is drawn.
 */
#ifndef UI_DUMP_H
#define UI_DUMP_H

#include "ui/widget.h"

/*
 * The whole list, in the arena. A label stands in quotes; in it \" is a quote,
 * \\ a backslash, \n a line end, \t a tab. A widget without a label shows its
 * value in its place.
 */
str dump_screen(struct arena *arena, const struct widgets *list,
                const struct look *look, str language);

#endif
