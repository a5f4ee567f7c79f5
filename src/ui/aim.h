/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a place on a widget means. A button is the same everywhere, but on a
 * slider the place is a number and in a field it is where the next letter goes.
 * It looks at nothing but the widget: whether it may act at all was settled
 * before.
 */
#ifndef UI_AIM_H
#define UI_AIM_H

#include "ui/widget.h"

/* The action of a tap at this place inside the widget's bounds. */
struct action aim_at(const struct widget *widget, int x, int y);

#endif
