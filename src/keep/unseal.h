/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opening what was sealed, with the secret key that staff unlocked. No screen
 * for respondents may include this. A record that cannot be opened never stops
 * the others: it is told apart from those that are damaged inside, from those
 * of a newer program, and from dummies.
 */
#ifndef KEEP_UNSEAL_H
#define KEEP_UNSEAL_H

#include "keep/keys.h"
#include "keep/seal.h"

enum unseal_verdict {
    UNSEAL_RESPONSE,
    UNSEAL_DUMMY,
    UNSEAL_FOREIGN, /* not sealed to this key, or altered */
    UNSEAL_NEWER,   /* by a newer program */
    UNSEAL_DAMAGED, /* sealed to this key, but no record inside */
};

/*
 * Opens one record into `plain`, which the caller keeps as long as the
 * container is used and then wipes; it is all zeros unless the verdict is
 * UNSEAL_RESPONSE.
 */
enum unseal_verdict unseal_record(const struct keys_secret *secret,
                                  const struct sealed *sealed,
                                  unsigned char plain[CONTAINER_SIZE],
                                  struct container *container);

#endif
