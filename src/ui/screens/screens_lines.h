/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * People who help and how to reach them, from the file that staff can edit, on
 * whatever is left of a screen. Only those for the people of this questionnaire
 * are shown; while none was chosen, those for everybody. Where there is no room
 * for all, the others are on more pages.
 */
#ifndef UI_SCREENS_LINES_H
#define UI_SCREENS_LINES_H

#include "ui/build.h"

void screens_lines(struct build *build);

/* How many pages they need in a body of this height. */
int screens_lines_pages(const struct build *build, int height);

#endif
