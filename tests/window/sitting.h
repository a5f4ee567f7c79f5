/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Somebody sits at the real program, in a real window, and does what a seat of
 * this test's own is told as well. Both must show the same picture, pixel for
 * pixel, after every step; that is also how a step knows that the program is
 * done with it. The test's own seat says where things are.
 */
#ifndef TESTS_WINDOW_SITTING_H
#define TESTS_WINDOW_SITTING_H

#include <sys/types.h>

#include "display.h"
#include "ui/seat.h"

struct sitting; /* opaque: the program, and what should be seen of it */

struct sitting_wish {
    const char *program;
    const char *data;        /* its --data; NULL: --practice */
    const char *window;      /* its --window; NULL: the whole screen */
    const char *runtime;     /* its XDG_RUNTIME_DIR; NULL: none */
    const char *own_runtime; /* the same for the seat */
    const char *said; /* a file, for what it says; NULL: nobody listens */
    int width;        /* of what it is to show */
    int height;
};

/* Makes the seat, without the program. */
struct sitting *sitting_make(struct display *display,
                             const struct sitting_wish *wish);
void sitting_free(struct sitting *sitting);

/* Starts the program, and waits until it shows its first screen. */
void sitting_start(struct sitting *sitting);
pid_t sitting_program(const struct sitting *sitting);

/* The same after the program was ended: the seat begins anew with it. */
void sitting_again(struct sitting *sitting);

/* Ends the program with a signal; its exit status, or 128 and the signal, or
 * -1 if it took longer than so many milliseconds; then it is still there. */
int sitting_end(struct sitting *sitting, int signal, int milliseconds);

/* ---- doing --------------------------------------------------------------- */

/* Each ends the test if the program does not show what it should. */
void sitting_tap(struct sitting *sitting, const char *id);
void sitting_tap_at(struct sitting *sitting, const char *id, double across);
void sitting_key(struct sitting *sitting, enum focus_key key,
                 const char *keysym);
void sitting_letter(struct sitting *sitting, char letter);
void sitting_reach(struct sitting *sitting, const char *id); /* by Tab */
void sitting_fit(struct sitting *sitting, int width, int height);

/* Taps next until the seat shows this screen. */
void sitting_go_to(struct sitting *sitting, const char *screen);

/* What was done to the program changed nothing: in a moment it still shows what
 * it did, and was not ended. */
void sitting_unmoved(struct sitting *sitting, const char *by);

/* ---- looking ------------------------------------------------------------- */

struct seat *sitting_seat(struct sitting *sitting);
bool sitting_shows(struct sitting *sitting, const char *screen);

/* Waits until the program shows what the seat does; ends the test if it does
 * not in a few seconds. */
void sitting_same(struct sitting *sitting);

/* The milliseconds from lifting the finger off this widget to the whole next
 * picture. */
double sitting_time_tap(struct sitting *sitting, const char *id);

/* From starting the program to its first picture, and from SIGTERM to its end;
 * the latter gives its exit status as sitting_end() does. */
double sitting_time_start(struct sitting *sitting);
int sitting_time_end(struct sitting *sitting, double *took);

#endif
