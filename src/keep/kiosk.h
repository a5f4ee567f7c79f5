/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who a kiosk is to the other kiosks of its collection: a pair for signing,
 * made on it and never leaving it, and a certificate of the collection that
 * says it belongs. People tell kiosks apart by a code of six signs that follows
 * from the public half. The pair opens no answers (P2).
 */
#ifndef KEEP_KIOSK_H
#define KEEP_KIOSK_H

#include "keep/collection.h"

enum {
    KIOSK_PUBLIC = KEYS_CERTIFIER,
    KIOSK_SECRET = 64,
    KIOSK_CODE = 6 + 1, /* terminated */
};

/* What others may know of a kiosk. */
struct kiosk {
    unsigned char public_key[KIOSK_PUBLIC];
    unsigned char certificate[KEYS_SIGNATURE];
};

/* The kiosk itself. */
struct kiosk_pair {
    struct kiosk kiosk;
    unsigned char secret[KIOSK_SECRET];
};

/* Makes a kiosk that belongs to the collection of this secret. */
void kiosk_make(const struct keys_secret *secret, struct kiosk_pair *pair);

/* Whether the collection says that the kiosk belongs to it. */
bool kiosk_belongs(const struct collection *collection,
                   const struct kiosk *kiosk);

/* Signs; keys_signed() checks that with kiosk.public_key. */
void kiosk_sign(const struct kiosk_pair *pair, str bytes,
                unsigned char signature[KEYS_SIGNATURE]);

/* Six letters and digits, of those that are not taken for others. */
void kiosk_code(const unsigned char public_key[KIOSK_PUBLIC],
                char code[KIOSK_CODE]);

/* Reads a code that was typed, in small or capital letters; false if it is
 * none. */
bool kiosk_read_code(str typed, char code[KIOSK_CODE]);

#endif
