/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Founding a collection, or joining one: keys, a store, and the proof that it
 * can be opened again before the first answer goes in (P5). The passphrase and
 * the recovery key have to be given back, and each has to open the secret; then
 * a trial response is sealed, stored, read, opened and removed. Until
 * founding_finish() is true nothing is there; the new collection then appears
 * whole. It alone holds a passphrase in plain, in guarded memory.
 */
#ifndef KEEP_FOUNDING_H
#define KEEP_FOUNDING_H

#include "keep/passphrase.h"
#include "keep/place.h"
#include "keep/store.h"

struct founding; /* opaque: a collection in the making */

struct founding_plan {
    struct collection names; /* its texts; not read when one is joined */
    str joined;              /* the charter of another kiosk; may be empty */
    uint32_t room;           /* envelopes; 0: STORE_ROOM */
    enum passphrase_language language; /* of the passphrase */
};

/* Makes the keys, or takes those of the charter. NULL and a fault if the names
 * or the charter are no good, or there is no memory. */
struct founding *founding_begin(struct place *place,
                                const struct founding_plan *plan,
                                struct fault *fault);
void founding_end(struct founding *founding); /* wipes; NULL is fine */

/* What it is called. */
const struct collection *founding_collection(const struct founding *founding);

/* What has to be given back; empty when a collection is joined, whose
 * passphrase is known. They live until founding_end(). */
str founding_passphrase(const struct founding *founding);
str founding_recovery(const struct founding *founding);

/* Takes them back; false and a fault if they do not open the secret. A joined
 * collection takes no recovery key: the first kiosk did. */
bool founding_try_passphrase(struct founding *founding, str typed,
                             struct fault *fault);
bool founding_try_recovery(struct founding *founding, str typed,
                           struct fault *fault);

/* Who is told how far founding_finish() is, and can call it off. */
void founding_tell(struct founding *founding, const struct progress *progress);

/* Makes the store and proves it. Both must have been taken back before. */
bool founding_finish(struct founding *founding, struct fault *fault);

#endif
