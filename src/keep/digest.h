/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The digest of some bytes, SHA-256: equal bytes have the same one, and nobody
 * finds other bytes that have it too. Whoever has a file can compare it with
 * what `sha256sum` prints of it. A digest of what can be guessed tells who
 * guesses right, so that one of answers is never kept openly.
 */
#ifndef KEEP_DIGEST_H
#define KEEP_DIGEST_H

#include "base/text.h"

enum { DIGEST_SIZE = 32, DIGEST_LETTERS = 2 * DIGEST_SIZE };

struct digest {
    unsigned char bytes[DIGEST_SIZE];
};

struct digest digest_of(str bytes);

bool digest_equal(const struct digest *one, const struct digest *other);

/* In letters, as people compare it; in the arena. */
str digest_letters(struct arena *arena, const struct digest *digest);

#endif
