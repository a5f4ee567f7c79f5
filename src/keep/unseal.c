/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/unseal.h"

#include <assert.h>
#include <sodium.h>

static enum unseal_verdict verdict_on(const unsigned char *plain,
                                      struct container *container)
{
    switch (container_read(plain, container)) {
    case CONTAINER_NEWER:
        return UNSEAL_NEWER;
    case CONTAINER_FINE:
        return container->kind == CONTAINER_DUMMY ? UNSEAL_DUMMY
                                                  : UNSEAL_RESPONSE;
    default:
        return UNSEAL_DAMAGED;
    }
}

enum unseal_verdict unseal_record(const struct keys_secret *secret,
                                  const struct sealed *sealed,
                                  unsigned char plain[CONTAINER_SIZE],
                                  struct container *container)
{
    enum unseal_verdict verdict = UNSEAL_FOREIGN;
    if (keys_unseal(secret, sealed->bytes, SEAL_SIZE, plain))
        verdict = verdict_on(plain, container);
    if (verdict != UNSEAL_RESPONSE)
        sodium_memzero(plain, CONTAINER_SIZE);
    return verdict;
}
