/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/unlock.h"

#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "keep/passphrase.h"

static bool refuse_early(int64_t wait, struct fault *fault)
{
    long seconds = (long)((wait + 999) / 1000);
    if (seconds > 90)
        return fault_set(fault,
                         "too many passphrases were wrong; the next one can be "
                         "tried in {minutes} minutes. The recovery key never "
                         "waits",
                         COUNT("minutes", (seconds + 59) / 60));
    return fault_set(fault,
                     "too many passphrases were wrong; the next one can be "
                     "tried in {seconds} seconds. The recovery key never waits",
                     COUNT("seconds", seconds));
}

static bool keep_tries(struct store *store, const struct tries *tries,
                       struct fault *fault)
{
    struct about about = *store_about(store);
    about.tries = *tries;
    return store_change(store, &about, fault);
}

/* Whether there may be a try now; it is on disk before it is made. */
static bool may_try(struct store *store, struct fault *fault)
{
    struct tries tries = store_about(store)->tries;
    struct tries_moment now = tries_now();
    int64_t wait = tries_wait(&tries, &now);
    if (wait == 0)
        tries_count(&tries, &now);
    if (!keep_tries(store, &tries, fault))
        return false;
    return wait == 0 || refuse_early(wait, fault);
}

static str wrapped_in(const struct store *store)
{
    return (str){ (const char *)store_about(store)->collection.wrapped,
                  KEYS_WRAPPED };
}

/* Damage would have been mended; this was done by somebody. */
static bool is_ours(const struct store *store, const struct keys_secret *secret,
                    struct fault *fault)
{
    if (collection_is_of(&store_about(store)->collection, secret))
        return true;
    return fault_set(fault, "somebody changed what this store says about its "
                            "keys: answers may have been sealed for others. "
                            "Keep a copy of the whole folder and ask for help");
}

/* A count that cannot be set back only makes the next mistake wait. */
static struct keys_secret *opened(struct store *store,
                                  struct keys_secret *secret,
                                  struct fault *fault)
{
    if (!secret || !is_ours(store, secret, fault)) {
        keys_destroy(secret);
        return NULL;
    }
    struct arena *arena = arena_make();
    struct fault passed_over = { .arena = arena };
    if (store_about(store)->tries.wrong > 0)
        keep_tries(store, &(struct tries){ 0 }, &passed_over);
    arena_destroy(arena);
    return secret;
}

struct keys_secret *unlock_by_passphrase(struct store *store, str typed,
                                         struct fault *fault)
{
    char text[PASSPHRASE_ROOM];
    struct keys_secret *secret = NULL;
    if (passphrase_read(typed, text, fault) && may_try(store, fault))
        secret = keys_open(wrapped_in(store), text_of(text), fault);
    sodium_memzero(text, sizeof text);
    return opened(store, secret, fault);
}

struct keys_secret *unlock_by_recovery(struct store *store, str typed,
                                       struct fault *fault)
{
    unsigned char key[RECOVERY_BYTES];
    struct keys_secret *secret = NULL;
    if (recovery_read(typed, key, fault))
        secret = keys_recover(wrapped_in(store), key, fault);
    sodium_memzero(key, sizeof key);
    return opened(store, secret, fault);
}

/* The journal keeps what a change wrote over, which is still wrapped by the old
 * passphrase; a second change writes over that. */
static bool change_for_good(struct store *store, const struct about *about,
                            struct fault *fault)
{
    if (!store_change(store, about, fault))
        return false;
    struct fault passed_over = { .arena = fault->arena };
    store_change(store, about, &passed_over);
    return true;
}

bool unlock_renew(struct store *store, const struct keys_secret *secret,
                  str passphrase, struct fault *fault)
{
    struct arena *arena = arena_make();
    struct about about = *store_about(store);
    bool done = keys_rewrap(secret, passphrase, about.collection.wrapped,
                            fault);
    if (done) {
        about.charter = collection_write(arena, &about.collection, secret);
        done = change_for_good(store, &about, fault);
    }
    arena_destroy(arena);
    return done;
}
