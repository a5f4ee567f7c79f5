/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words of other people, made safe to be shown: all in one line, and with
 * nothing in it that cannot be seen. What would move a terminal's cursor, write
 * backwards or hide between letters is left out, whoever typed it and wherever
 * it was imported from. Nothing else is changed.
 */
#ifndef REPORT_LEGIBLE_H
#define REPORT_LEGIBLE_H

#include "base/text.h"

/* In the arena. Blanks and line ends become single blanks, none at the ends. */
str legible_line(struct arena *arena, str words);

#endif
