/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/founding.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "keep/unseal.h"

/* In guarded memory. */
struct founding_words {
    char passphrase[PASSPHRASE_ROOM];
    char recovery[RECOVERY_ROOM];
};

struct founding {
    struct arena *arena;
    struct place *place;
    struct founding_words *words; /* all zeros when one is joined */
    struct about about;
    struct keys_secret *secret; /* as it was made; NULL when one is joined */
    struct keys_secret *opened; /* by the passphrase that was given back */
    bool recovered;             /* the recovery key opened it too */
    const struct progress *progress;
};

/* ---- beginning ----------------------------------------------------------- */

static bool make_keys(struct founding *founding,
                      enum passphrase_language language, struct fault *fault)
{
    struct collection *collection = &founding->about.collection;
    unsigned char recovery[RECOVERY_BYTES];
    founding->secret = keys_make(fault);
    if (!founding->secret)
        return false;
    passphrase_make(language, founding->words->passphrase);
    randombytes_buf(recovery, sizeof recovery);
    recovery_write(recovery, founding->words->recovery);
    bool done = keys_wrap(founding->secret,
                          text_of(founding->words->passphrase), recovery,
                          collection->wrapped, fault);
    sodium_memzero(recovery, sizeof recovery);
    if (!done)
        return false;
    founding->about.charter = collection_write(founding->arena, collection,
                                               founding->secret);
    return collection_read(founding->arena, founding->about.charter, collection,
                           fault);
}

static bool is_room_right(uint32_t room, struct fault *fault)
{
    if (room >= STORE_ROOM_LEAST && room <= STORE_ROOM_MOST)
        return true;
    return fault_set(fault,
                     "a collection has room for {least} to {most} answers, and "
                     "not for {room}; choose another number",
                     COUNT("least", STORE_ROOM_LEAST),
                     COUNT("most", STORE_ROOM_MOST), COUNT("room", (long)room));
}

static bool begin(struct founding *founding, const struct founding_plan *plan,
                  struct fault *fault)
{
    struct about *about = &founding->about;
    founding->recovered = plan->joined.size > 0;
    about->room = plan->room ? plan->room : STORE_ROOM;
    founding->words = sodium_malloc(sizeof *founding->words);
    if (!founding->words)
        return fault_set(fault, "there is no guarded memory left for a key; "
                                "close other programs and start again");
    memset(founding->words, 0, sizeof *founding->words);
    if (!is_room_right(about->room, fault))
        return false;
    about->charter = text_copy(founding->arena, plan->joined);
    if (plan->joined.size > 0)
        return collection_read(founding->arena, about->charter,
                               &about->collection, fault);
    about->collection = plan->names;
    return collection_check(&about->collection, fault) &&
           make_keys(founding, plan->language, fault);
}

struct founding *founding_begin(struct place *place,
                                const struct founding_plan *plan,
                                struct fault *fault)
{
    struct arena *arena = arena_make();
    struct founding *founding = arena_new(arena, struct founding);
    founding->arena = arena;
    founding->place = place;
    if (begin(founding, plan, fault))
        return founding;
    founding_end(founding);
    return NULL;
}

void founding_end(struct founding *founding)
{
    if (!founding)
        return;
    keys_destroy(founding->secret);
    keys_destroy(founding->opened);
    sodium_free(founding->words);
    arena_destroy(founding->arena);
}

const struct collection *founding_collection(const struct founding *founding)
{
    return &founding->about.collection;
}

str founding_passphrase(const struct founding *founding)
{
    return text_of(founding->words->passphrase);
}

str founding_recovery(const struct founding *founding)
{
    return text_of(founding->words->recovery);
}

/* ---- giving back --------------------------------------------------------- */

static str wrapped_in(const struct founding *founding)
{
    return (str){ (const char *)founding->about.collection.wrapped,
                  KEYS_WRAPPED };
}

static bool is_right(const struct founding *founding,
                     const struct keys_secret *opened, struct fault *fault)
{
    if (!opened)
        return false;
    if (collection_is_of(&founding->about.collection, opened))
        return true;
    return fault_set(fault, "this description of a collection was altered; "
                            "take another copy of it");
}

/* Another one than was shown need not be tried; one that is joined with was not
 * shown. */
static bool is_shown(const struct founding *founding, const char *text,
                     struct fault *fault)
{
    str shown = founding_passphrase(founding);
    return shown.size == 0 || text_equal(shown, text_of(text)) ||
           fault_set(fault, "this is not the passphrase that was shown; look "
                            "at the paper and type it again. If it is wrong "
                            "there, press Ctrl-C and start again");
}

bool founding_try_passphrase(struct founding *founding, str typed,
                             struct fault *fault)
{
    char text[PASSPHRASE_ROOM];
    struct keys_secret *opened = NULL;
    if (passphrase_read(typed, text, fault) && is_shown(founding, text, fault))
        opened = keys_open(wrapped_in(founding), text_of(text), fault);
    sodium_memzero(text, sizeof text);
    if (!is_right(founding, opened, fault)) {
        keys_destroy(opened);
        return false;
    }
    keys_destroy(founding->opened);
    founding->opened = opened;
    return true;
}

bool founding_try_recovery(struct founding *founding, str typed,
                           struct fault *fault)
{
    unsigned char key[RECOVERY_BYTES];
    struct keys_secret *opened = NULL;
    if (recovery_read(typed, key, fault))
        opened = keys_recover(wrapped_in(founding), key, fault);
    sodium_memzero(key, sizeof key);
    bool right = is_right(founding, opened, fault);
    founding->recovered = founding->recovered || right;
    keys_destroy(opened);
    return right;
}

/* ---- the trial ----------------------------------------------------------- */

#define TRIAL S("trial")

static bool put_trial(struct store *store, struct fault *fault)
{
    struct envelope envelope;
    struct container_id id = container_new_id();
    return seal_response(store_about(store)->collection.public_key, &id, TRIAL,
                         &envelope.sealed, fault) &&
           envelope_address(&envelope, TRIAL, fault) &&
           store_put(store, &envelope, fault);
}

static long find_trial(const struct store *store)
{
    long place = 0;
    while (place < store_room(store) && !store_is_taken(store, place))
        place++;
    return place;
}

/* With the key that the passphrase opened, not with the one that was made. */
static bool open_trial(struct founding *founding, struct store *store,
                       long place, struct fault *fault)
{
    unsigned char plain[CONTAINER_SIZE];
    struct envelope envelope;
    struct container container;
    if (!store_read(store, place, &envelope, fault))
        return false;
    bool same = unseal_record(founding->opened, &envelope.sealed, plain,
                              &container) == UNSEAL_RESPONSE &&
                text_equal(container.response, TRIAL);
    sodium_memzero(plain, sizeof plain);
    return same || fault_set(fault, "the trial response could not be opened "
                                    "again; nothing was set up, try another "
                                    "machine");
}

static bool try_store(struct founding *founding, struct store *store,
                      struct fault *fault)
{
    if (!put_trial(store, fault))
        return false;
    long place = find_trial(store);
    return open_trial(founding, store, place, fault) &&
           store_empty(store, place, fault);
}

/* Opened anew each time, so that it is the disk that is tried. */
static bool make_store(struct founding *founding, str folder,
                       struct fault *fault)
{
    struct progress_part making = { .whole = founding->progress,
                                    .share = 3,
                                    .all = 5 };
    struct progress_part opening = {
        .whole = founding->progress, .before = 3, .share = 2, .all = 5
    };
    struct twin_report report;
    if (!store_make_telling(folder, &founding->about, progress_of_part(&making),
                            fault))
        return false;
    struct store *store = store_open_telling(folder, progress_of_part(&opening),
                                             &report, fault);
    bool done = store && try_store(founding, store, fault);
    store_close(store);
    return done;
}

void founding_tell(struct founding *founding, const struct progress *progress)
{
    founding->progress = progress;
}

bool founding_finish(struct founding *founding, struct fault *fault)
{
    assert(founding->opened && founding->recovered);
    str folder;
    kiosk_make(founding->opened, &founding->about.pair);
    if (place_draft(founding->arena, founding->place, &folder, fault) &&
        make_store(founding, folder, fault) &&
        place_adopt(founding->place, fault))
        return true;
    place_abandon(founding->place);
    return false;
}
