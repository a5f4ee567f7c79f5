/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/digest.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/arena.h"

static_assert(DIGEST_SIZE == crypto_hash_sha256_BYTES, "a digest fits");

struct digest digest_of(str bytes)
{
    struct digest digest;
    crypto_hash_sha256(digest.bytes, (const unsigned char *)bytes.at,
                       bytes.size);
    return digest;
}

bool digest_equal(const struct digest *one, const struct digest *other)
{
    return memcmp(one->bytes, other->bytes, sizeof one->bytes) == 0;
}

str digest_letters(struct arena *arena, const struct digest *digest)
{
    char *letters = arena_take(arena, DIGEST_LETTERS + 1);
    sodium_bin2hex(letters, DIGEST_LETTERS + 1, digest->bytes,
                   sizeof digest->bytes);
    return (str){ letters, DIGEST_LETTERS };
}
