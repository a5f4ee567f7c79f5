/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The typefaces that people can choose between, and which characters each can
 * draw, asked of the library that draws them. They come from Debian packages
 * by name (kiosk/packages). Nothing of them is kept in this project.
 */
#ifndef UI_TYPEFACE_H
#define UI_TYPEFACE_H

#include "base/fault.h"

/* In the order in which they are offered; the first is the default. */
enum typeface_id { TYPEFACE_ANDIKA, TYPEFACE_OPENDYSLEXIC, TYPEFACES };

struct typeface; /* opaque: an open font */

/* Opens one. NULL and a fault if its file is missing. */
struct typeface *typeface_open(struct arena *arena, enum typeface_id id,
                               struct fault *fault);
void typeface_close(struct typeface *typeface);

str typeface_name(const struct typeface *typeface);

/* Whether it can draw the character. */
bool typeface_has(const struct typeface *typeface, uint32_t character);

#endif
