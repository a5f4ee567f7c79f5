/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The way of a finished response into the store: sealed, addressed, put in, and
 * nothing of it left behind in memory (P2, P4). Covering goes the same way, so
 * that the disk cannot tell one from the other: what a response does to the
 * file, a cover does too, and covers come at moments that nobody chose (P3).
 * When a response came is not to be read from the times on the disk.
 */
#ifndef KEEP_POST_H
#define KEEP_POST_H

#include "keep/store.h"

enum {
    POST_COVER_LEAST = 5 * 60 * 1000, /* milliseconds between two covers */
    POST_COVER_MOST = 25 * 60 * 1000,
};

/* Seals the response and addresses it with `label`, for who puts many in at
 * once. False and a fault if the response or the label is too long. */
bool post_seal(const struct store *store, const struct container_id *id,
               str response, str label, struct envelope *envelope,
               struct fault *fault);

/*
 * Seals the response, addresses it with `label` and puts it into the store.
 * False and a fault as store_put() gives it; the caller keeps the response then
 * and may try again with the same id. Either way the caller wipes the response
 * itself when it is done with it.
 */
bool post_response(struct store *store, const struct container_id *id,
                   str response, str label, struct fault *fault);

/* Does to the disk what a response does, and changes nothing. */
bool post_cover(struct store *store, struct fault *fault);

/* By chance, how many milliseconds to wait before the next cover. It must not
 * begin anew with a response. */
long post_next_cover(void);

#endif
