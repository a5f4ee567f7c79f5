/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The store of a collection: so many places, each filled from the first day on
 * with an envelope, full or empty, and each kept twice. A response goes into an
 * empty place chosen by chance, in place and in the same size, and then another
 * empty place is filled anew to cover the traces (P3). When store_put() is true
 * the response survives whatever comes (P1). All room is taken when the store
 * is made, so a full disk changes nothing. It takes only what is sealed, and
 * opens nothing (P2).
 *
 * Opening it looks through everything, and mends from the other copy what is
 * damaged (P6). The folder must be held by a `struct place` meanwhile.
 */
#ifndef KEEP_STORE_H
#define KEEP_STORE_H

#include "keep/about.h"
#include "keep/twin.h"

struct store; /* opaque: an open store */

enum {
    STORE_ROOM = 1000,        /* envelopes, if nobody asks for another number */
    STORE_ROOM_LEAST = 10,    /* fewer cannot hide anything */
    STORE_ROOM_MOST = 200000, /* of 16 KB each */
    STORE_SPARE = 1,          /* always stays empty, for covering */
};

/* Makes a store in the folder, which must not have one; `about` says what is
 * to stand in leaf 0. After true all of it is on disk. */
bool store_make(str folder, const struct about *about, struct fault *fault);

/* The same, and tells how far it is. Called off, it is no store. */
bool store_make_telling(str folder, const struct about *about,
                        const struct progress *progress, struct fault *fault);

/* Opens it and says what was mended; see twin.h. NULL and a fault if there is
 * none, it was made by a newer program, cannot be read, or is damaged more than
 * can be mended. */
struct store *store_open(str folder, struct twin_report *report,
                         struct fault *fault);
struct store *store_open_telling(str folder, const struct progress *progress,
                                 struct twin_report *report,
                                 struct fault *fault);
void store_close(struct store *store); /* NULL is fine */

const struct about *store_about(const struct store *store);

/* Changes what leaf 0 says: all of it, or on failure nothing. */
bool store_change(struct store *store, const struct about *about,
                  struct fault *fault);

/*
 * Takes a full envelope in and covers the traces. False and a fault if the
 * collection is closed, the store is full, or the disk failed; then the caller
 * keeps the response and may try again: twice the same id is once.
 */
bool store_put(struct store *store, const struct envelope *envelope,
               struct fault *fault);

/* Fills an empty place anew. To be done now and then, so that the time of the
 * last change says nothing. */
bool store_cover(struct store *store, struct fault *fault);

/* Places in all, those taken, and those that are free to be taken. */
long store_room(const struct store *store);
long store_taken(const struct store *store);
long store_free(const struct store *store);

/* Hands out the envelope at a place, from 0. */
bool store_read(struct store *store, long place, struct envelope *envelope,
                struct fault *fault);
bool store_is_taken(const struct store *store, long place);

/* Empties a place again: only set-up does that, with its trial response. */
bool store_empty(struct store *store, long place, struct fault *fault);

/* Envelopes from elsewhere. */
struct store_source {
    /* False at the end, and with a fault if there should be more. */
    bool (*next)(void *from, struct envelope *envelope, struct fault *fault);
    void *from;
};
struct store_added {
    long added;
    long known; /* were here already */
};

/*
 * Takes in all that the source gives, but for what is here already, and `about`
 * with it: everything, or on failure nothing. False and a fault if the
 * collection is closed, there is not enough room, or something failed.
 */
bool store_add(struct store *store, const struct store_source *source,
               const struct about *about, struct store_added *added,
               struct fault *fault);

#endif
