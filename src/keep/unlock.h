/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From what staff type to the secret key of a store. Every passphrase is
 * counted on disk before it is tried, and too many wrong ones have to wait, see
 * tries.h; the recovery key is too long to be guessed and never waits. A new
 * passphrase wraps the same secret again: nothing that is sealed changes. No
 * screen for respondents may include this.
 */
#ifndef KEEP_UNLOCK_H
#define KEEP_UNLOCK_H

#include "keep/store.h"

/* NULL and a fault if what was typed cannot be a passphrase (that is no try),
 * it is too early for the next try, or it is another passphrase. */
struct keys_secret *unlock_by_passphrase(struct store *store, str typed,
                                         struct fault *fault);

/* The same with the recovery key from its sheet. */
struct keys_secret *unlock_by_recovery(struct store *store, str typed,
                                       struct fault *fault);

/* From now on this passphrase, as passphrase_make() wrote it, opens the store,
 * and the one before does not. The recovery key stays. */
bool unlock_renew(struct store *store, const struct keys_secret *secret,
                  str passphrase, struct fault *fault);

#endif
