/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/post.h"

#include <sodium.h>

/* More than sealing and SQLite use of the stack. */
enum { STACK_USED = 64 * 1024 };

static bool seal(const struct store *store, const struct container_id *id,
                 str response, str label, struct envelope *envelope,
                 struct fault *fault)
{
    return seal_response(store_about(store)->collection.public_key, id,
                         response, &envelope->sealed, fault) &&
           envelope_address(envelope, label, fault);
}

bool post_seal(const struct store *store, const struct container_id *id,
               str response, str label, struct envelope *envelope,
               struct fault *fault)
{
    bool done = seal(store, id, response, label, envelope, fault);
    sodium_stackzero(STACK_USED);
    return done;
}

/* Sealing copies pieces of the response through its callees' frames, which lie
 * below this one; the envelope would tell which place was filled last. */
bool post_response(struct store *store, const struct container_id *id,
                   str response, str label, struct fault *fault)
{
    struct envelope envelope;
    bool done = seal(store, id, response, label, &envelope, fault) &&
                store_put(store, &envelope, fault);
    sodium_memzero(&envelope, sizeof envelope);
    sodium_stackzero(STACK_USED);
    return done;
}

/* A response is two changes of the file, one right behind the other: itself and
 * the cover of its traces. So this is two as well; the system's own journal
 * keeps the times of both. */
bool post_cover(struct store *store, struct fault *fault)
{
    bool done = store_cover(store, fault);
    return done && store_cover(store, fault);
}

long post_next_cover(void)
{
    return POST_COVER_LEAST +
           (long)randombytes_uniform(POST_COVER_MOST - POST_COVER_LEAST + 1);
}
