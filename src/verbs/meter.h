/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How far long work is, on one line of the terminal that is gone when the work
 * is done. While a meter runs, Ctrl-C calls the work off at its next step
 * instead of ending the program, so that what was begun can be undone. Where
 * standard error is no terminal, or --quiet was said, nothing is shown, and
 * Ctrl-C still does the same.
 */
#ifndef VERBS_METER_H
#define VERBS_METER_H

#include <signal.h>

#include "base/clock.h"
#include "base/progress.h"
#include "verbs/call.h"

struct meter {
    struct progress progress; /* for the work */
    bool called_off;          /* by Ctrl-C */
    struct clock clock;       /* tests put their own here */
    /* What follows is the meter's own. */
    const struct call *call;
    struct arena *line; /* what is shown, until it is shown anew */
    size_t width;       /* of it, in characters */
    int64_t shown;      /* when */
    bool shows;
    bool listens;
    sigset_t before;
};

/* Begins. The meter must stay where it is until meter_end(). */
void meter_begin(struct meter *meter, const struct call *call);

/* Takes the line away, and gives Ctrl-C back its meaning. */
void meter_end(struct meter *meter);

#endif
