/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes are refused as a charter, or are the very bytes that are written
 * for what was read. The input is what follows the keys in a charter, and is
 * signed as whoever holds the secret would. */
#include <string.h>

#include "hold.h"

#include "base/words.h"
#include "keep/collection.h"

enum { KEYS = 4 + KEYS_PUBLIC + KEYS_CERTIFIER + KEYS_WRAPPED };

static const struct keys_secret *keep(void)
{
    static struct keys_secret *secret;
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    if (!secret) {
        HOLD(keys_begin(&fault));
        secret = keys_make(&fault);
        HOLD(secret);
    }
    arena_destroy(arena);
    return secret;
}

/* Mark and keys, as they stand in front of every charter of this secret. */
static str keys_of(struct arena *arena, const struct keys_secret *secret)
{
    struct collection any = {
        .name = S("a"), .service = S("a"), .title = S("a"), .language = S("en")
    };
    return text_slice(collection_write(arena, &any, secret), 0, KEYS);
}

static str sign(struct arena *arena, const struct keys_secret *secret,
                str behind)
{
    unsigned char signature[KEYS_SIGNATURE];
    struct text charter = { .arena = arena };
    text_add(&charter, keys_of(arena, secret));
    text_add(&charter, behind);
    keys_certify(secret, text_view(&charter), signature);
    text_add(&charter, (str){ (const char *)signature, sizeof signature });
    return text_view(&charter);
}

/* Without a byte behind it that could be read by mistake. */
static bool reads(struct arena *arena, str charter,
                  struct collection *collection)
{
    struct fault fault = { .arena = arena };
    char *exact = arena_take(arena, charter.size);
    if (charter.size > 0)
        memcpy(exact, charter.at, charter.size);
    bool done = collection_read(arena, (str){ exact, charter.size }, collection,
                                &fault);
    HOLD((fault.pattern == NULL) == done);
    if (!done)
        HOLD(hold_clean(words_fault(hold_words(WORDS_ENGLISH), arena, &fault)));
    return done;
}

static void hold_read(struct arena *arena, const struct keys_secret *secret,
                      str charter)
{
    struct collection collection = { .name = S("") };
    struct fault fault = { .arena = arena };
    if (!reads(arena, charter, &collection)) {
        HOLD(collection.name.size == 0);
        return;
    }
    HOLD(collection_check(&collection, &fault));
    HOLD(collection_is_of(&collection, secret));
    HOLD(charter.size <= COLLECTION_CHARTER);
    HOLD(text_equal(collection_write(arena, &collection, secret), charter));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct keys_secret *secret = keep();
    struct collection none = { .name = S("") };
    struct arena *arena = arena_make();
    str input = hold_bytes(data, size);
    HOLD(!reads(arena, input, &none));
    hold_read(arena, secret, sign(arena, secret, input));
    HOLD(arena_used(arena) <= HOLD_MOST_MEMORY);
    arena_destroy(arena);
    return 0;
}
