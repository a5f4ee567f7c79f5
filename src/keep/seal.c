/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/seal.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

static_assert(SEAL_SIZE == CONTAINER_SIZE + crypto_box_SEALBYTES,
              "the seal fits");
static_assert(SEAL_SIZE <= 8192 - 100, "a sealed response fits a page");

/* Seals the container and wipes it. */
static bool seal(const unsigned char *public_key, unsigned char *plain,
                 struct sealed *sealed, struct fault *fault)
{
    bool done = crypto_box_seal(sealed->bytes, plain, CONTAINER_SIZE,
                                public_key) == 0;
    sodium_memzero(plain, CONTAINER_SIZE);
    return done || fault_set(fault, "the public key of this collection is "
                                    "damaged; nothing can be taken in with it");
}

bool seal_response(const unsigned char *public_key,
                   const struct container_id *id, str response,
                   struct sealed *sealed, struct fault *fault)
{
    unsigned char plain[CONTAINER_SIZE];
    if (response.size > CONTAINER_MOST)
        return fault_set(fault,
                         "this response has {size} bytes and {most} is the "
                         "most; shorten the longest text",
                         COUNT("size", (long)response.size),
                         COUNT("most", CONTAINER_MOST));
    container_write(&(struct container){ .kind = CONTAINER_RESPONSE,
                                         .id = *id,
                                         .response = response },
                    plain);
    return seal(public_key, plain, sealed, fault);
}

bool seal_dummy(const unsigned char *public_key, struct sealed *sealed,
                struct fault *fault)
{
    unsigned char plain[CONTAINER_SIZE];
    container_write(&(struct container){ .kind = CONTAINER_DUMMY }, plain);
    return seal(public_key, plain, sealed, fault);
}
