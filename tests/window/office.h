/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An office for tests of the window: a folder with a collection that was set
 * up, a screen that nobody sees, and memory for the drafts of those who sit in
 * front of it. All of it is taken away at the end.
 */
#ifndef TESTS_WINDOW_OFFICE_H
#define TESTS_WINDOW_OFFICE_H

#include "base/text.h"
#include "sitting.h"

/* Milliseconds are for machines that have other things to do as well; how long
 * it takes on others is for tests/bench. */
enum { OFFICE_PATH = 200, OFFICE_PATIENCE = 20000 };

struct office {
    struct arena *arena;
    str folder; /* in it the collection is `kiosk`, its passphrase `pass` */
    struct display *display;
    int width;
    int height;
    char data[OFFICE_PATH];
    char runtime[OFFICE_PATH];
    char own_runtime[OFFICE_PATH];
    char said[OFFICE_PATH];
};

struct office office_open(struct arena *arena, int width, int height);
void office_close(struct office *office);

/* Starts the kiosk in it; `window` is its size, NULL: the whole screen. */
struct sitting *office_sit_down(struct office *office, const char *window);

/* Ends it, as the system does: at once, with nothing wrong and nothing said. */
void office_get_up(struct office *office, struct sitting *sitting);

#endif
