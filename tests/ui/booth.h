/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A seat for tests: all of the kiosk but its window, with a clock that is
 * turned by hand, the real questionnaires and typefaces, and a throw-away
 * collection. Tests do at it what a person would do, by hand or in lines of
 * `yoursay play`; whatever cannot be done fails the test.
 */
#ifndef TESTS_UI_BOOTH_H
#define TESTS_UI_BOOTH_H

#include "cases.h"
#include "ui/host.h"
#include "verbs/seating.h"

/* How it is to be; zeros are fine everywhere. */
struct booth_wish {
    int width; /* 0: 1280 x 800 */
    int height;
    const char *form;     /* the only questionnaire; NULL: it is asked */
    const char *language; /* "cy" or "en": the only one; NULL: both */
    const char *memory;   /* a folder for drafts; NULL: none are kept */
    int64_t now;          /* what the clock shows, in milliseconds */
};

struct booth {
    struct arena *arena;
    struct call call;
    struct seating seating;
    struct seat_plan plan; /* what the seat is made of: as wished */
    int width;
    int height;
    struct seat *seat;
    int drawn_width; /* so large is the canvas; 0: nothing was drawn */
    int drawn_height;
    long persons; /* who had left when it was drawn last */
};

struct booth *booth_open(const struct booth_wish *wish);
void booth_close(struct booth *booth);

/* The program ends where it is, and begins anew. */
void booth_restart(struct booth *booth);

/* Lets so many milliseconds go by, and whatever they bring happen. */
void booth_pass(struct booth *booth, int64_t milliseconds);

/* Plays lines as `yoursay play` does. */
void booth_play(struct booth *booth, const char *script);

/* Draws what is on the screen, and gets ready for the next, as a window does. */
void booth_draw(struct booth *booth);

/* The name of the screen. */
str booth_screen(struct booth *booth);

#endif
