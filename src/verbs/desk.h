/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The desk at which staff work with what is kept: the folder, held; the store
 * of the newest collection, open; and the way to its secret. It says at once
 * what had to be mended. Verbs for staff begin with desk_open() and end with
 * desk_close(), whatever happens between.
 */
#ifndef VERBS_DESK_H
#define VERBS_DESK_H

#include "keep/place.h"
#include "keep/store.h"
#include "verbs/call.h"

struct desk {
    struct call *call;
    struct place *place;
    int number; /* of the collection */
    struct store *store;
    struct twin_report report; /* what opening it found */
    bool called_off;           /* the opening, by Ctrl-C */
};

/* Holds the folder that --data names. False and a fault if it cannot be held;
 * the desk is to be closed all the same. */
bool desk_hold(struct desk *desk, struct call *call, struct fault *fault);

/* The same, and opens the newest collection; or the one with this number in a
 * folder that is held already. */
bool desk_open(struct desk *desk, struct call *call, struct fault *fault);
bool desk_open_number(struct desk *desk, int number, struct fault *fault);
void desk_close(struct desk *desk);

/* Says how many files others could look into until now, and what opening the
 * store found; nothing if there is nothing to say. */
void desk_tell_tightened(const struct call *call, int count);
void desk_tell_mended(const struct call *call,
                      const struct twin_report *report);

/* What the verb was given to unlock with. With neither the passphrase is asked
 * for, and with "-" for a recovery file the key from the paper. */
struct desk_key {
    const char *passphrase_file;
    const char *recovery_file;
};

/* The collection's secret, to be destroyed by the caller. */
struct keys_secret *desk_unlock(struct desk *desk, const struct desk_key *key,
                                struct fault *fault);

#endif
