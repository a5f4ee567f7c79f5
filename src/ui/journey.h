/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What becomes of everything that a person does: where it leads, what it
 * changes, what is sent, and how they leave. On whatever way that is, everything
 * of them is wiped, and the seat is as it was before they came (P4). Whoever
 * calls this decides when; nothing here waits, draws or knows a place on the
 * screen.
 */
#ifndef UI_JOURNEY_H
#define UI_JOURNEY_H

#include "ui/seat.h"

/* Nobody sits there: the welcome screen. */
void journey_begin(struct seat *seat);

/* Whether there are answers from before the program began anew; then it is
 * asked first whose they are. */
bool journey_find_draft(struct seat *seat);

/* A person did something. */
void journey_act(struct seat *seat, struct action action);

/* Nobody can be asked now. */
void journey_close(struct seat *seat);

/* How long this screen stays untouched, in milliseconds, until something
 * happens by itself, and that; -1: it stays as long as it likes. */
int64_t journey_patience(const struct seat *seat);
void journey_lose_patience(struct seat *seat);

#endif
