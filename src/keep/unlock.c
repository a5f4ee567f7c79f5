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
        return fault_set_count(
            fault,
            "too many passphrases were wrong; the next one can be tried in {n} "
            "minute. The recovery key never waits",
            "too many passphrases were wrong; the next one can be tried in {n} "
            "minutes. The recovery key never waits",
            (seconds + 59) / 60);
    return fault_set_count(
        fault,
        "too many passphrases were wrong; the next one can be tried in {n} "
        "second. The recovery key never waits",
        "too many passphrases were wrong; the next one can be tried in {n} "
        "seconds. The recovery key never waits",
        seconds);
}

/* Says how many more can be wrong before there is a wait. */
static bool refuse_wrong(const struct tries *tries, struct fault *fault)
{
    long left = TRIES_FREE - (long)tries->wrong;
    if (left <= 0)
        return fault_set(fault,
                         "the passphrase is another one, or this key is "
                         "damaged; before the next try there is a wait, and "
                         "the recovery key never waits");
    return fault_set_count(
        fault,
        "the passphrase is another one, or this key is damaged; try again, or "
        "use the recovery key. After {n} more wrong try there is a wait",
        "the passphrase is another one, or this key is damaged; try again, or "
        "use the recovery key. After {n} more wrong tries there is a wait",
        left);
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
    bool tried = passphrase_read(typed, text, fault) && may_try(store, fault);
    if (tried)
        secret = keys_try(wrapped_in(store), text_of(text), fault);
    sodium_memzero(text, sizeof text);
    if (tried && !secret)
        refuse_wrong(&store_about(store)->tries, fault);
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
