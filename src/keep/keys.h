/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys of a collection. The public half seals answers and may lie open on
 * the kiosk (P2). The secret half opens them; it exists only in guarded memory
 * while staff use it, and on disk only wrapped: once by the passphrase, once
 * by the recovery key, so that losing one does not lose the data (P5).
 * Nothing here writes a file.
 */
#ifndef KEEP_KEYS_H
#define KEEP_KEYS_H

#include "base/fault.h"
#include "keep/recovery.h"

enum {
    KEYS_PUBLIC = 32,
    KEYS_HEAD = 4 + KEYS_PUBLIC, /* what it is, and for which public key */
    KEYS_LOCK = 24 + 32 + 16,    /* a nonce, the secret, its seal */
    KEYS_WRAPPED = KEYS_HEAD + 16 + KEYS_LOCK + KEYS_LOCK, /* with a salt */
};

/* The secret half, in memory that is never swapped or dumped. */
struct keys_secret; /* opaque: nobody copies it */

/* Makes libsodium ready; once, before anything else of this floor. */
bool keys_begin(struct fault *fault);

/* Makes a new pair. NULL and a fault if there is no guarded memory left. */
struct keys_secret *keys_make(struct fault *fault);

/* Wipes the secret and gives its memory back. NULL is fine. */
void keys_destroy(struct keys_secret *secret);

/* The public half of a pair. */
const unsigned char *keys_public(const struct keys_secret *secret);

/* Opens `size` bytes that were sealed to the public half; what comes out is as
 * much shorter as a seal is long. False if they were not, or were altered. */
bool keys_unseal(const struct keys_secret *secret, const unsigned char *sealed,
                 size_t size, unsigned char *plain);

/*
 * Whoever holds the secret can vouch for what belongs to the collection: its
 * names, its kiosks. keys_certifier() is what others check that with; it
 * follows from the secret, and the secret does not follow from it. The bytes
 * say themselves what they are, so that no voucher serves for another.
 */
enum { KEYS_CERTIFIER = 32, KEYS_SIGNATURE = 64 };
void keys_certifier(const struct keys_secret *secret,
                    unsigned char certifier[KEYS_CERTIFIER]);
void keys_certify(const struct keys_secret *secret, str bytes,
                  unsigned char signature[KEYS_SIGNATURE]);

/* Whether the holder of `signer`'s secret signed these bytes: a collection's
 * certifier, or a kiosk. */
bool keys_signed(const unsigned char signer[KEYS_CERTIFIER], str bytes,
                 const unsigned char signature[KEYS_SIGNATURE]);

/* A key of its own for each of many purposes, which follows from the secret,
 * and from which neither the secret nor another one follows. `purpose` is eight
 * letters; the caller wipes the key. */
enum { KEYS_DERIVED = 32 };
void keys_derive(const struct keys_secret *secret, const char *purpose,
                 uint64_t number, unsigned char key[KEYS_DERIVED]);

/*
 * Wraps the secret by a passphrase, as passphrase_make() or passphrase_read()
 * wrote it, and by a recovery key. Takes most of a second and 256 MB, on
 * purpose. False and a fault if that memory is not there.
 */
bool keys_wrap(const struct keys_secret *secret, str passphrase,
               const unsigned char recovery[RECOVERY_BYTES],
               unsigned char wrapped[KEYS_WRAPPED], struct fault *fault);

/* Wraps it by another passphrase; what the recovery key opens stays. */
bool keys_rewrap(const struct keys_secret *secret, str passphrase,
                 unsigned char wrapped[KEYS_WRAPPED], struct fault *fault);

/*
 * Opens what keys_wrap() made. NULL and a fault if it is damaged, from a newer
 * program, or the passphrase or recovery key is another one.
 */
struct keys_secret *keys_open(str wrapped, str passphrase, struct fault *fault);

/* The same, but with another passphrase there is no fault: the caller says it.
 */
struct keys_secret *keys_try(str wrapped, str passphrase, struct fault *fault);

struct keys_secret *keys_recover(str wrapped,
                                 const unsigned char recovery[RECOVERY_BYTES],
                                 struct fault *fault);

#endif
