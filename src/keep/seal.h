/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sealing a response to the public key of its collection. What comes out has
 * one length, whatever was answered, and looks like random bytes to whoever
 * has no secret key, the kiosk itself included (P2). A dummy is sealed in the
 * same way, so that an empty place in the store cannot be told from a full
 * one. The store takes nothing but a `struct sealed`, and only this module
 * makes one.
 */
#ifndef KEEP_SEAL_H
#define KEEP_SEAL_H

#include "keep/container.h"

enum { SEAL_SIZE = CONTAINER_SIZE + 48 }; /* fits a page of 8 KiB */

struct sealed {
    unsigned char bytes[SEAL_SIZE];
};

/*
 * Seals the bytes of a response. False and a fault if there are more than
 * CONTAINER_MOST, or the public key is none.
 */
bool seal_response(const unsigned char *public_key,
                   const struct container_id *id, str response,
                   struct sealed *sealed, struct fault *fault);

/* Seals a dummy. False and a fault if the public key is none. */
bool seal_dummy(const unsigned char *public_key, struct sealed *sealed,
                struct fault *fault);

#endif
