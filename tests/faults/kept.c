/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kept.h"

#include "base/arena.h"
#include "cases.h"
#include "keep/passphrase.h"
#include "keep/unseal.h"
#include "verbs/recovery_sheet.h"

/* ---- stores -------------------------------------------------------------- */

unsigned kept_look(const struct after *after, struct store *store,
                   const struct keys_secret *secret)
{
    struct envelope *envelope = arena_new(after->arena, struct envelope);
    unsigned char plain[CONTAINER_SIZE];
    struct container container;
    struct fault fault = { .arena = after->arena };
    unsigned set = 0;
    for (long place = 0; place < store_room(store); place++) {
        stage_hold(after, store_read(store, place, envelope, &fault),
                   "every place can be read");
        enum unseal_verdict verdict = unseal_record(secret, &envelope->sealed,
                                                    plain, &container);
        if (verdict == UNSEAL_DUMMY && !store_is_taken(store, place))
            continue;
        long number = -1;
        bool right = verdict == UNSEAL_RESPONSE &&
                     store_is_taken(store, place) &&
                     text_integer(container.response, &number) && number >= 0 &&
                     number < KEPT_NUMBERS;
        unsigned bit = right ? 1U << number : 0;
        stage_hold(
            after, bit && !(set & bit),
            "every place holds nothing, or a response that no other holds");
        set |= bit;
    }
    return set;
}

bool kept_is_untouched(const struct twin_report *report)
{
    return report->mended == 0 && report->lost == 0 && !report->rebuilt;
}

void kept_begin(struct after *after, const char *folder, struct kept *kept)
{
    *kept = (struct kept){ 0 };
    kept->place = place_open(stage_path(after->arena, folder), &after->fault);
    stage_hold(after, kept->place, "the folder can be held");
}

void kept_open_store(struct after *after, int number, struct kept *kept)
{
    store_close(kept->store);
    str folder = place_folder(after->arena, kept->place, number);
    kept->store = store_open(folder, &kept->report, &after->fault);
    stage_hold(after, kept->store, "the store can be opened");
    stage_hold(after, after->scene->mends || kept_is_untouched(&kept->report),
               "the store is sound");
    kept->about = store_about(kept->store);
}

void kept_open(struct after *after, const char *folder, int number,
               struct kept *kept)
{
    kept_begin(after, folder, kept);
    stage_hold(after, place_newest(kept->place) >= number,
               "the collection is there");
    kept_open_store(after, number, kept);
    kept->set = kept_look(after, kept->store, stage.secret);
}

void kept_close(struct kept *kept)
{
    store_close(kept->store);
    place_close(kept->place);
}

void kept_put(struct after *after, struct store *store, int number)
{
    struct envelope *envelope = arena_new(after->arena, struct envelope);
    struct container_id id = { { 'i', 'd' } };
    char response[2] = { (char)('0' + number), 0 };
    id.bytes[4] = (unsigned char)number;
    stage_hold(after,
               seal_response(store_about(store)->collection.public_key, &id,
                             text_of(response), &envelope->sealed,
                             &after->fault) &&
                   envelope_address(envelope, S("victims"), &after->fault) &&
                   store_put(store, envelope, &after->fault),
               "a response can be put in");
}

/* ---- keys ---------------------------------------------------------------- */

str kept_wrapped(const struct about *about)
{
    return (str){ (const char *)about->collection.wrapped, KEYS_WRAPPED };
}

/* The passphrase in a file; it has to be one. */
str kept_passphrase(const struct after *after, const char *name)
{
    struct fault fault = { .arena = after->arena };
    char *text = arena_take(after->arena, PASSPHRASE_ROOM);
    stage_hold(after,
               passphrase_read(stage_read(after->arena, name), text, &fault),
               "the file holds a passphrase");
    return text_of(text);
}

/* The recovery key in a file, which has to hold one. */
const unsigned char *kept_recovery(const struct after *after, const char *name)
{
    struct fault fault = { .arena = after->arena };
    unsigned char *key = arena_take(after->arena, RECOVERY_BYTES);
    str found;
    stage_hold(after,
               recovery_sheet_find(after->arena, stage_read(after->arena, name),
                                   &found, &fault) &&
                   recovery_read(found, key, &fault),
               "the file holds a recovery key");
    return key;
}

/* Whether it is the secret of the store, which it destroys. */
static bool fits(const struct about *about, struct keys_secret *secret)
{
    bool right = secret && collection_is_of(&about->collection, secret);
    keys_destroy(secret);
    return right;
}

bool kept_opens(const struct after *after, const struct about *about,
                const char *name)
{
    struct fault wrong = { .arena = after->arena };
    return fits(about, keys_open(kept_wrapped(about),
                                 kept_passphrase(after, name), &wrong));
}

bool kept_recovers(const struct after *after, const struct about *about,
                   const char *name)
{
    struct fault wrong = { .arena = after->arena };
    return fits(about, keys_recover(kept_wrapped(about),
                                    kept_recovery(after, name), &wrong));
}
