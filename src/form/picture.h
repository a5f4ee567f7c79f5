/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pictures are SVG, drawn on 96 by 96 with flat shapes in the colours of one
 * palette, which each theme replaces by its own. The renderer understands only
 * part of SVG and leaves the rest out without a word. So a picture may hold
 * only what is sure to be drawn, and this is where that is checked.
 */
#ifndef FORM_PICTURE_H
#define FORM_PICTURE_H

#include "base/fault.h"

/* The largest picture, in bytes. */
enum { PICTURE_LIMIT = 64 * 1024 };

/* Adds every fault of the picture `content`, under `faults->file`. */
void picture_check(str content, struct faults *faults);

#endif
