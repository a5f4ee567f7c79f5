/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A screen that nobody sees: an X server of this test's own, on a number that
 * the server chooses, with a pointer and a keyboard that are moved from here as
 * hands would move them. What it shows can be read back. It ends with the test,
 * however that ends.
 */
#ifndef TESTS_WINDOW_DISPLAY_H
#define TESTS_WINDOW_DISPLAY_H

#include <stdbool.h>
#include <stdint.h>

struct display; /* opaque: the server and the way to it */

/* Starts one of this size; the program ends if there is none to be had. */
struct display *display_start(int width, int height);
void display_end(struct display *display);

/* ":7", for DISPLAY. */
const char *display_name(const struct display *display);

/* ---- hands ---- */

void display_point(struct display *display, int x, int y);
void display_press(struct display *display);
void display_lift(struct display *display);

/* Presses and lifts keys by their names ("Return", "a"), all at once, in the
 * order given and back; NULL ends them. */
void display_keys(struct display *display, const char *const *names);

/* ---- windows ---- */

/* The window on the screen that was made first, and where it lies; 0: there
 * is none. */
unsigned long display_window(struct display *display, int *x, int *y);

/* What a window manager would do: asks it to close, gives it another size. */
void display_ask_to_close(struct display *display, unsigned long window);
void display_resize(struct display *display, unsigned long window, int width,
                    int height);

/* Another window lies over all of it, and goes away again. */
void display_cover(struct display *display);

/* ---- eyes ---- */

/* One pixel, 0xRRGGBB. */
uint32_t display_pixel(struct display *display, int x, int y);

/* All pixels of a part of the screen, row by row. */
void display_read(struct display *display, int x, int y, int width, int height,
                  uint32_t *pixels);

#endif
