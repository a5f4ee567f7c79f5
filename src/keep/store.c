/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/store.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"

/* Place p is leaf p + 1: leaf 0 is the `about`. */
enum { FIRST = 1 };

struct store {
    struct arena *arena;
    struct twin *twin;
    struct about about;
    bool *taken; /* of each place */
    long taken_count;
};

/* ---- what the leaves mean, to twin.h ------------------------------------- */

struct keeper {
    struct arena *arena;
    struct about *about; /* is read into, or to be written */
};

static enum twin_verdict judge(void *from, const unsigned char *first,
                               long *leaves)
{
    struct keeper *keeper = from;
    enum about_verdict verdict = about_read(keeper->arena, first,
                                            keeper->about);
    *leaves = (long)keeper->about->room + FIRST;
    if (verdict == ABOUT_NEWER)
        return TWIN_NEWER;
    return verdict == ABOUT_FINE ? TWIN_FINE : TWIN_DAMAGED;
}

static bool blank(void *from, long number, unsigned char *body,
                  struct fault *fault)
{
    const struct keeper *keeper = from;
    if (number >= FIRST)
        return envelope_clear((struct envelope *)body,
                              keeper->about->collection.public_key, fault);
    about_write(keeper->about, body);
    return true;
}

/* For the slip that says so. */
static void tell(void *from, long lost, unsigned char *body)
{
    const struct keeper *keeper = from;
    keeper->about->lost += (uint32_t)lost;
    about_write(keeper->about, body);
}

static struct twin_keeper keeper_of(struct keeper *keeper,
                                    const struct progress *progress)
{
    return (struct twin_keeper){ .judge = judge,
                                 .blank = blank,
                                 .tell = tell,
                                 .keeper = keeper,
                                 .progress = progress };
}

/* ---- making, opening, closing -------------------------------------------- */

static str path_in(struct arena *arena, str folder)
{
    return file_join(arena, folder, S("store"));
}

bool store_make(str folder, const struct about *about, struct fault *fault)
{
    return store_make_telling(folder, about, NULL, fault);
}

bool store_make_telling(str folder, const struct about *about,
                        const struct progress *progress, struct fault *fault)
{
    assert(about->room >= STORE_ROOM_LEAST && about->room <= STORE_ROOM_MOST);
    struct arena *arena = arena_make();
    struct about *copy = arena_new(arena, struct about);
    *copy = *about;
    struct keeper keeper = { .arena = arena, .about = copy };
    struct twin_keeper leaves = keeper_of(&keeper, progress);
    str path = path_in(arena, folder);
    bool done = file_make_empty(path, fault) &&
                twin_make(path, (long)about->room + FIRST, &leaves, fault);
    arena_destroy(arena);
    return done;
}

/* Notes which places are taken. */
static bool look_through(struct store *store, const struct progress *progress,
                         struct fault *fault)
{
    long leaves = store_room(store) + FIRST;
    struct envelope *envelope = arena_new(store->arena, struct envelope);
    store->taken = arena_array(store->arena, bool, store->about.room);
    for (long place = 0; place < store_room(store); place++) {
        if (!store_read(store, place, envelope, fault))
            return false;
        store->taken[place] = !envelope_is_empty(envelope);
        store->taken_count += store->taken[place];
        if (!progress_piece(progress, place + FIRST, leaves))
            return fault_set(fault, "it was called off; nothing was changed");
    }
    return true;
}

/* The program may have been ended between a response and the covering of its
 * traces, so they are covered now (P3). */
static bool open_store(struct store *store, str folder,
                       const struct progress *progress,
                       struct twin_report *report, struct fault *fault)
{
    struct progress_part mending = { .whole = progress, .share = 1, .all = 2 };
    struct progress_part looking = {
        .whole = progress, .before = 1, .share = 1, .all = 2
    };
    struct keeper keeper = { .arena = store->arena, .about = &store->about };
    struct twin_keeper leaves = keeper_of(&keeper, progress_of_part(&mending));
    store->twin = twin_open(path_in(store->arena, folder), &leaves, report,
                            fault);
    return store->twin &&
           look_through(store, progress_of_part(&looking), fault) &&
           store_cover(store, fault);
}

struct store *store_open(str folder, struct twin_report *report,
                         struct fault *fault)
{
    return store_open_telling(folder, NULL, report, fault);
}

struct store *store_open_telling(str folder, const struct progress *progress,
                                 struct twin_report *report,
                                 struct fault *fault)
{
    struct arena *arena = arena_make();
    struct store *store = arena_new(arena, struct store);
    store->arena = arena;
    if (open_store(store, folder, progress, report, fault))
        return store;
    store_close(store);
    return NULL;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    twin_close(store->twin);
    arena_destroy(store->arena);
}

const struct about *store_about(const struct store *store)
{
    return &store->about;
}

long store_room(const struct store *store)
{
    return (long)store->about.room;
}

long store_taken(const struct store *store)
{
    return store->taken_count;
}

long store_free(const struct store *store)
{
    long free_places = store_room(store) - store->taken_count - STORE_SPARE;
    return free_places > 0 ? free_places : 0;
}

/* ---- one leaf ------------------------------------------------------------ */

bool store_read(struct store *store, long place, struct envelope *envelope,
                struct fault *fault)
{
    return twin_read(store->twin, place + FIRST, (unsigned char *)envelope,
                     fault);
}

bool store_is_taken(const struct store *store, long place)
{
    return store->taken[place];
}

/* One leaf in a transaction of its own. */
static bool write_leaf(struct store *store, long leaf,
                       const unsigned char *body, struct fault *fault)
{
    if (!twin_begin(store->twin, fault))
        return false;
    if (twin_write(store->twin, leaf, body, fault))
        return twin_end(store->twin, fault);
    twin_undo(store->twin);
    return false;
}

static void set_taken(struct store *store, long place, bool taken)
{
    store->taken_count += (taken ? 1 : 0) - (store->taken[place] ? 1 : 0);
    store->taken[place] = taken;
}

/* A disk that fails at the very end of a transaction leaves it open whether it
 * was made: the place is looked at again, and not used if that fails too. */
static void look_again(struct store *store, long place)
{
    struct arena *arena = arena_make();
    struct fault passed_over = { .arena = arena };
    struct envelope *envelope = arena_new(arena, struct envelope);
    set_taken(store, place,
              !store_read(store, place, envelope, &passed_over) ||
                  !envelope_is_empty(envelope));
    arena_destroy(arena);
}

static bool write_place(struct store *store, long place,
                        const struct envelope *envelope, struct fault *fault)
{
    bool done = write_leaf(store, place + FIRST,
                           (const unsigned char *)envelope, fault);
    if (done)
        set_taken(store, place, !envelope_is_empty(envelope));
    else
        look_again(store, place);
    return done;
}

bool store_change(struct store *store, const struct about *about,
                  struct fault *fault)
{
    unsigned char body[LEAF_BODY];
    struct about changed = *about;
    about_write(&changed, body);
    if (!write_leaf(store, 0, body, fault))
        return false;
    return about_read(store->arena, body, &store->about) == ABOUT_FINE;
}

/* ---- taking in ----------------------------------------------------------- */

/* An empty place, each as likely as the others (P3). There is one. */
static long choose_place(const struct store *store)
{
    long empty = store_room(store) - store->taken_count;
    long skip = (long)randombytes_uniform((uint32_t)empty);
    long place = 0;
    while (store->taken[place] || skip-- > 0)
        place++;
    return place;
}

bool store_cover(struct store *store, struct fault *fault)
{
    struct envelope envelope;
    if (store->taken_count == store_room(store))
        return true;
    return envelope_clear(&envelope, store->about.collection.public_key,
                          fault) &&
           write_place(store, choose_place(store), &envelope, fault);
}

static bool may_take(const struct store *store, long count, struct fault *fault)
{
    if (store->about.closed)
        return fault_set(fault,
                         "the collection “{name}” is closed and takes nothing "
                         "in any more; begin the next one with “yoursay open”",
                         SLOT("name", store->about.collection.name));
    if (count <= store_free(store))
        return true;
    return fault_set(fault,
                     "the collection “{name}” has room for {free} more; close "
                     "it and begin the next one with “yoursay open”",
                     SLOT("name", store->about.collection.name),
                     COUNT("free", store_free(store)));
}

/* Once the response is on disk it is safe, whatever becomes of the cover; that
 * is made up for when the store is opened, or with the next response. */
bool store_put(struct store *store, const struct envelope *envelope,
               struct fault *fault)
{
    assert(!envelope_is_empty(envelope));
    if (!may_take(store, 1, fault) ||
        !write_place(store, choose_place(store), envelope, fault))
        return false;
    struct fault passed_over = { .arena = store->arena };
    store_cover(store, &passed_over);
    return true;
}

bool store_empty(struct store *store, long place, struct fault *fault)
{
    struct envelope envelope;
    return envelope_clear(&envelope, store->about.collection.public_key,
                          fault) &&
           write_place(store, place, &envelope, fault);
}

/* ---- taking in what comes from elsewhere --------------------------------- */

struct hash {
    unsigned char bytes[ENVELOPE_HASH];
};

/* Work on many envelopes, which keeps what is known in order of the hashes. */
struct adding {
    struct arena *arena;
    struct store *store;
    struct hash *known;
    long known_count;
    long *places; /* that were filled */
    long room;    /* for so many, when it began */
    struct store_added *added;
};

static int by_bytes(const void *left, const void *right)
{
    return memcmp(left, right, sizeof(struct hash));
}

static bool gather_known(struct adding *adding, struct fault *fault)
{
    struct store *store = adding->store;
    struct envelope *envelope = arena_new(adding->arena, struct envelope);
    adding->known = arena_array(adding->arena, struct hash, store->about.room);
    for (long place = 0; place < store_room(store); place++) {
        if (!store->taken[place])
            continue;
        if (!store_read(store, place, envelope, fault))
            return false;
        envelope_hash(envelope, adding->known[adding->known_count++].bytes);
    }
    if (adding->known_count > 0)
        qsort(adding->known, (size_t)adding->known_count, sizeof *adding->known,
              by_bytes);
    return true;
}

static bool is_known(const struct adding *adding,
                     const struct envelope *envelope)
{
    struct hash hash;
    envelope_hash(envelope, hash.bytes);
    return adding->known_count > 0 &&
           bsearch(&hash, adding->known, (size_t)adding->known_count,
                   sizeof hash, by_bytes);
}

static bool add_one(struct adding *adding, const struct envelope *envelope,
                    struct fault *fault)
{
    struct store *store = adding->store;
    if (!envelope_is_sound(envelope))
        return fault_set(fault, "an answer came with a label that is none; "
                                "nothing of it was taken in, install the "
                                "newest program here and where it was made");
    if (is_known(adding, envelope)) {
        adding->added->known++;
        return true;
    }
    if (adding->added->added == adding->room)
        return fault_set(fault,
                         "the collection “{name}” has room for {free} more, "
                         "and there are more than that; nothing of it was "
                         "taken in",
                         SLOT("name", store->about.collection.name),
                         COUNT("free", adding->room));
    long place = choose_place(store);
    if (!twin_write(store->twin, place + FIRST, (const unsigned char *)envelope,
                    fault))
        return false;
    adding->places[adding->added->added++] = place;
    set_taken(store, place, true);
    return true;
}

static bool add_all(struct adding *adding, const struct store_source *source,
                    const struct about *about, struct fault *fault)
{
    struct envelope *envelope = arena_new(adding->arena, struct envelope);
    unsigned char body[LEAF_BODY];
    while (source->next(source->from, envelope, fault))
        if (!add_one(adding, envelope, fault))
            return false;
    about_write(about, body);
    return !fault->pattern && twin_write(adding->store->twin, 0, body, fault);
}

static void take_back(struct adding *adding)
{
    while (adding->added->added > 0)
        look_again(adding->store, adding->places[--adding->added->added]);
    adding->added->known = 0;
}

static bool add_whole(struct adding *adding, const struct store_source *source,
                      const struct about *about, struct fault *fault)
{
    struct store *store = adding->store;
    if (!twin_begin(store->twin, fault))
        return false;
    if (add_all(adding, source, about, fault) && twin_end(store->twin, fault)) {
        store->about = *about;
        return true;
    }
    twin_undo(store->twin);
    take_back(adding);
    return false;
}

bool store_add(struct store *store, const struct store_source *source,
               const struct about *about, struct store_added *added,
               struct fault *fault)
{
    assert(!fault->pattern);
    struct arena *arena = arena_make();
    struct adding adding = { .arena = arena,
                             .store = store,
                             .room = store_free(store),
                             .added = added };
    adding.places = arena_array(arena, long, store->about.room);
    *added = (struct store_added){ 0 };
    bool done = may_take(store, 0, fault) && gather_known(&adding, fault) &&
                add_whole(&adding, source, about, fault);
    if (done) {
        struct fault passed_over = { .arena = arena };
        store_cover(store, &passed_over);
    }
    arena_destroy(arena);
    return done;
}
