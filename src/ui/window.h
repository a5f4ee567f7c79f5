/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The window and what comes in through it: fingers, mice, keys, another size.
 * It shows what the seat shows and hands the seat what happened, and is the
 * only place that waits. It draws when something has changed and at no other
 * time, so a kiosk that nobody touches does nothing. On a kiosk it fills the
 * screen, and no key and no signal to close leads out of it.
 */
#ifndef UI_WINDOW_H
#define UI_WINDOW_H

#include "ui/canvas.h"
#include "ui/seat.h"

struct window; /* opaque: SDL's window */

struct window_wish {
    int width; /* 0: the whole screen, as a kiosk */
    int height;
    str title;
};

/* To be called before all else, while there is one thread only: from then on
 * the signals that end a program wait until window_run() hears of them, so that
 * what was laid out for a person is wiped. */
void window_prepare(void);

/* Opens it. NULL and a fault if there is no display. */
struct window *window_open(struct arena *arena, const struct window_wish *wish,
                           struct fault *fault);
void window_close(struct window *window); /* NULL is fine */

/* How large it is now, in pixels. */
void window_size(const struct window *window, int *width, int *height);

/* Shows the seat as it is now; returns when it can be seen. False and a fault
 * if the display was lost. */
bool window_show(struct window *window, struct seat *seat,
                 struct canvas *canvas, struct fault *fault);

/* Shows the seat until the window is closed, or the program is asked to end.
 * False and a fault if the display was lost. */
bool window_run(struct window *window, struct seat *seat, struct canvas *canvas,
                struct fault *fault);

#endif
