/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/carry.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "keep/bundle.h"

/* ---- out ----------------------------------------------------------------- */

/* A place and its hash: a bundle stands in the order of hashes. */
struct load {
    unsigned char hash[ENVELOPE_HASH];
    long place;
};

struct leaving {
    struct store *store;
    struct load *loads;
    long count;
    long next;
};

static int by_hash(const void *left, const void *right)
{
    return memcmp(((const struct load *)left)->hash,
                  ((const struct load *)right)->hash, ENVELOPE_HASH);
}

static bool gather(struct arena *arena, struct leaving *leaving,
                   struct fault *fault)
{
    struct store *store = leaving->store;
    struct envelope *envelope = arena_new(arena, struct envelope);
    leaving->loads = arena_array(arena, struct load, store_room(store));
    for (long place = 0; place < store_room(store); place++) {
        if (!store_is_taken(store, place))
            continue;
        if (!store_read(store, place, envelope, fault))
            return false;
        struct load *load = &leaving->loads[leaving->count++];
        load->place = place;
        envelope_hash(envelope, load->hash);
    }
    qsort(leaving->loads, (size_t)leaving->count, sizeof *leaving->loads,
          by_hash);
    return true;
}

static void rewind_loads(void *from)
{
    ((struct leaving *)from)->next = 0;
}

static bool next_load(void *from, struct envelope *envelope,
                      struct fault *fault)
{
    struct leaving *leaving = from;
    return leaving->next < leaving->count &&
           store_read(leaving->store, leaving->loads[leaving->next++].place,
                      envelope, fault);
}

static struct bundle_head head_of(const struct about *about, long records)
{
    struct bundle_head head = { .kiosk = about->pair.kiosk,
                                .name = about->collection.name,
                                .records = records,
                                .unreadable = about->lost };
    memcpy(head.collection, about->collection.public_key, KEYS_PUBLIC);
    return head;
}

bool carry_out(struct store *store, str path, const struct progress *progress,
               struct carry_slip *slip, struct fault *fault)
{
    const struct about *about = store_about(store);
    if (!about->closed)
        return fault_set(fault,
                         "the collection “{name}” is still open; close it "
                         "first, nothing may come in behind a bundle",
                         SLOT("name", about->collection.name));
    if (!file_may_replace(path, S(BUNDLE_MARK), fault))
        return false;
    struct arena *arena = arena_make();
    struct leaving leaving = { .store = store };
    struct bundle_source source = { .rewind = rewind_loads,
                                    .next = next_load,
                                    .from = &leaving };
    bool done = gather(arena, &leaving, fault);
    struct bundle_head head = head_of(about, leaving.count);
    done = done &&
           bundle_write(path, &head, &about->pair, &source, progress, fault);
    *slip = (struct carry_slip){ .records = head.records,
                                 .unreadable = head.unreadable };
    kiosk_code(head.kiosk.public_key, slip->code);
    arena_destroy(arena);
    return done;
}

/* ---- in ------------------------------------------------------------------ */

/* Records on their way from a bundle that was proven. */
struct coming {
    struct bundle *bundle;
    const struct progress *progress;
    long done;
};

static bool next_record(void *from, struct envelope *envelope,
                        struct fault *fault)
{
    struct coming *coming = from;
    return bundle_next(coming->bundle, envelope, fault) &&
           (progress_step(coming->progress, ++coming->done,
                          bundle_head(coming->bundle)->records) ||
            fault_set(fault, "it was called off; nothing was changed"));
}

/* Notes what the kiosk says of itself, if it may bring anything. */
static bool note_kiosk(struct about *about, const struct carry_slip *slip,
                       struct fault *fault)
{
    struct about_kiosk *kiosk = about_kiosk(about, slip->code);
    if (!kiosk)
        return fault_set(fault,
                         "bundles of {count} kiosks are here, and no more can "
                         "be told apart; nothing was taken in",
                         COUNT("count", ABOUT_KIOSKS));
    if (kiosk->revoked)
        return fault_set(fault,
                         "kiosk {code} is one that nothing is taken from any "
                         "more; nothing was taken in",
                         SLOT("code", text_of(slip->code)));
    kiosk->records = (uint32_t)slip->records;
    kiosk->unreadable = (uint32_t)slip->unreadable;
    return true;
}

/* Before all of the bundle is read: what its head alone forbids. */
static bool is_welcome(const struct store *store, struct about *about,
                       const struct carry_slip *slip, struct fault *fault)
{
    char own[KIOSK_CODE];
    if (slip->records > store_room(store) || slip->unreadable > UINT32_MAX)
        return fault_set(fault,
                         "this bundle has {count} answers, and the collection "
                         "“{name}” has room for {room} in all; nothing was "
                         "taken in",
                         COUNT("count", slip->records),
                         SLOT("name", about->collection.name),
                         COUNT("room", store_room(store)));
    kiosk_code(about->pair.kiosk.public_key, own);
    return memcmp(own, slip->code, KIOSK_CODE) == 0 ||
           note_kiosk(about, slip, fault);
}

static bool take(struct store *store, struct bundle *bundle,
                 const struct progress *progress, struct carry_slip *slip,
                 struct fault *fault)
{
    const struct bundle_head *head = bundle_head(bundle);
    struct progress_part proving = { .whole = progress, .share = 1, .all = 2 };
    struct progress_part adding = {
        .whole = progress, .before = 1, .share = 1, .all = 2
    };
    struct coming coming = { .bundle = bundle,
                             .progress = progress_of_part(&adding) };
    struct store_source source = { .next = next_record, .from = &coming };
    struct store_added added = { 0 };
    struct about about = *store_about(store);
    *slip = (struct carry_slip){ .records = head->records,
                                 .unreadable = head->unreadable };
    kiosk_code(head->kiosk.public_key, slip->code);
    bool done = is_welcome(store, &about, slip, fault) &&
                bundle_prove(bundle, progress_of_part(&proving), fault) &&
                store_add(store, &source, &about, &added, fault);
    slip->added = added.added;
    slip->known = added.known;
    return done;
}

bool carry_in(struct store *store, str path, const struct progress *progress,
              struct carry_slip *slip, struct fault *fault)
{
    struct bundle *bundle = bundle_open(path, &store_about(store)->collection,
                                        fault);
    bool done = bundle && take(store, bundle, progress, slip, fault);
    bundle_close(bundle);
    return done;
}

/* ---- kiosks that are refused --------------------------------------------- */

static bool read_code(str typed, char code[KIOSK_CODE], struct fault *fault)
{
    if (kiosk_read_code(typed, code))
        return true;
    return fault_set(fault,
                     "“{code}” is no code of a kiosk; it has six letters and "
                     "digits and stands in its “yoursay status”",
                     SLOT("code", typed));
}

bool carry_refuse_kiosk(struct store *store, str typed, struct fault *fault)
{
    char code[KIOSK_CODE];
    struct about about = *store_about(store);
    if (!read_code(typed, code, fault))
        return false;
    struct about_kiosk *kiosk = about_kiosk(&about, code);
    if (!kiosk)
        return fault_set(fault,
                         "{count} kiosks are known here, and no more can be "
                         "told apart; nothing was changed",
                         COUNT("count", ABOUT_KIOSKS));
    kiosk->revoked = true;
    return store_change(store, &about, fault);
}
