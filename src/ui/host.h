/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looks after the seat: what happens comes in here, a finger, a key, another
 * size of the screen, time that went by, and the list of widgets comes out. It
 * neither draws nor waits: a window does that for people, and a script for
 * tests. Both have the very same seat.
 */
#ifndef UI_HOST_H
#define UI_HOST_H

#include "ui/seat.h"

/* A seat for a screen of this size. A draft that is young enough is offered
 * first. */
struct seat *host_make(const struct seat_plan *plan, int width, int height);
void host_end(struct seat *seat); /* wipes it; the draft stays */

/* Another size of the screen; nothing is lost. */
void host_fit(struct seat *seat, int width, int height);

/* Whatever touches the screen is taken away without acting: somebody else has
 * the display. */
void host_let_go(struct seat *seat);

/* What is on the screen now; good until anything else is called. */
const struct widgets *host_list(struct seat *seat);

/* Something happened. */
void host_finger(struct seat *seat, const struct touch_event *event);
void host_key(struct seat *seat, enum focus_key key, uint32_t character);

/* Does what time brings. Gives the milliseconds until there may be more. */
int64_t host_wait(struct seat *seat);

#endif
