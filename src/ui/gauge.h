/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How wide words are in the letters they are drawn in, asked of the typeface
 * once and remembered, because a screen is laid out again at every touch. It
 * remembers so many words at most and then begins anew. Words that people
 * wrote are among them: they are wiped when a person leaves (P4).
 */
#ifndef UI_GAUGE_H
#define UI_GAUGE_H

#include "ui/typeface.h"

struct gauge; /* opaque: what was measured */

struct gauge *gauge_open(struct arena *arena, struct typeface_set *set);
void gauge_close(struct gauge *gauge); /* NULL is fine */

/* Wipes all that is remembered. */
void gauge_forget(struct gauge *gauge);

/* The same as typeface_set_width(). */
int gauge_width(struct gauge *gauge, const struct typeface_style *style,
                str word);

#endif
