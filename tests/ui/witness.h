/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A witness stands behind the seat and sees what a person sees and does: the
 * name of the screen, and every action. From that alone it keeps a table of
 * answers of its own, as simply as can be, and fails the test as soon as the
 * seat holds, sends, keeps or forgets anything else. Link with
 * --wrap=journey_act, outbox_send, outbox_has_room, outbox_cover.
 */
#ifndef TESTS_UI_WITNESS_H
#define TESTS_UI_WITNESS_H

#include "cases.h"
#include "ui/host.h"

/* What the outbox does when it is asked. */
struct witness_outbox {
    bool fails;   /* the next response cannot be stored */
    bool no_room; /* nobody can be asked */
};

/* What was seen so far, of everybody. */
struct witness_count {
    long actions;
    long sent;
    long failed;
    long left; /* people */
    long resumed;
    long words;   /* that were sent */
    long written; /* letters that came or went */
    size_t longest;
};

/* A seat was made. `began_anew`: in place of one that had not ended, whose
 * draft may still be there. */
void witness_seat(const struct seat *seat, bool began_anew);

/* A person touches something or presses a key now. */
void witness_touch(const struct seat *seat);

/* Looks at everything there is to see. */
void witness_look(struct seat *seat);

struct witness_outbox *witness_outbox(void);
const struct witness_count *witness_count(void);

/* Whether the seat does things by itself now: no finger has to be the cause. */
long witness_actions(enum action_kind *last);

#endif
