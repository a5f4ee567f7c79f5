/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A script plays a person: it taps, types and waits at a seat whose clock is
 * turned by hand, and prints what is on the screen. Nothing really waits, and
 * the same script prints the same bytes every time. It does what a finger could
 * do and nothing else: what is not on the screen, or lies under something else,
 * cannot be tapped.
 */
#ifndef UI_SCRIPT_H
#define UI_SCRIPT_H

#include <stdio.h>

#include "ui/canvas.h"
#include "ui/seat.h"

enum { SCRIPT_MOST = 1024 * 1024 }; /* bytes; a longer one is refused */

struct script_place {
    struct seat *seat;
    struct clock *clock; /* the one that the seat looks at */
    struct canvas *canvas;
    str shots; /* the folder for pictures */
    FILE *out; /* what is printed goes there */
};

/* Plays all of it. False and a fault with its line if a step cannot be done, or
 * does not find what it expects. */
bool script_play(const struct script_place *place, str script,
                 struct fault *fault);

#endif
