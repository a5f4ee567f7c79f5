/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keyboard on whatever is left of a screen. A letter key's id is the small
 * letter, also while it writes the capital. All letters are of one size. While
 * a letter was held its accents stand over other keys, which then can neither
 * be seen nor touched, and never over the words.
 */
#ifndef UI_SCREENS_KEYS_H
#define UI_SCREENS_KEYS_H

#include "ui/build.h"

/* How high the keyboard is when its keys are so many millimetres high. */
int screens_keys_height(const struct build *build, double millimetres);

/* Puts the page that the person has into the area. */
void screens_keys(struct build *build, box area);

#endif
