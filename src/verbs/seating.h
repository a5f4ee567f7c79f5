/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a seat is made of, brought together: both languages, the questionnaires,
 * the settings of this kiosk, who helps, the typefaces and the outbox. The
 * kiosk and the scripts that play one begin with this, so they are the same
 * thing. Everything that is wrong is told before anybody sits down.
 */
#ifndef VERBS_SEATING_H
#define VERBS_SEATING_H

#include "ui/canvas.h"
#include "ui/seat.h"
#include "verbs/call.h"

struct seating {
    struct call *call;
    struct seat_plan plan;
    struct canvas *canvas;
    struct clock clock;
    struct catalogue *catalogues[SEAT_LANGUAGES];
    const struct form **forms;
};

/* How it is to be. */
struct seating_wish {
    bool practice;
    bool by_hand;     /* the clock is turned by a script */
    const char *form; /* the only questionnaire; NULL: as staff set it */
};

/* Brings it together. Else it has said what is wrong. It is to be closed all
 * the same. */
enum call_result seating_open(struct seating *seating, struct call *call,
                              const struct seating_wish *wish);
void seating_close(struct seating *seating);

/* "1280x800"; false if it is no size that can be shown. */
bool seating_size(str size, int *width, int *height);

#endif
