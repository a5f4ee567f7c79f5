/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/outbox.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "keep/glance.h"
#include "keep/place.h"
#include "keep/post.h"
#include "keep/practice.h"

static_assert((int)OUTBOX_ID == (int)CONTAINER_ID, "an id is an id");

/* As long as `waiting` is true the thread alone touches what stands below the
 * gap. */
struct outbox {
    struct arena *arena;
    struct place *place; /* NULL: nothing is held */
    str folder;          /* of all collections; empty: it is practice */
    str language;        /* of the practice */
    struct collection collection;
    int tightened;
    pthread_t thread;
    bool waiting;

    struct arena *opening; /* the thread's own */
    str store_folder;
    struct collection found;
    enum outbox_state state;
    struct practice *practice;
    struct store *store; /* NULL unless OUTBOX_OPEN; the practice's own if
                          * there is one */
    struct twin_report report;
    struct fault fault;
};

/* ---- opening, on the thread ---------------------------------------------- */

/* Closed and full are what the store itself would say at the first response. */
static enum outbox_state state_of(struct outbox *outbox,
                                  const struct store *store)
{
    const struct about *about = store_about(store);
    struct slot name = SLOT("name", about->collection.name);
    if (about->closed) {
        fault_set(&outbox->fault,
                  "the collection “{name}” is closed and takes nothing in any "
                  "more; begin the next one with “yoursay open”",
                  name);
        return OUTBOX_CLOSED;
    }
    if (store_free(store) > 0)
        return OUTBOX_OPEN;
    fault_set(&outbox->fault,
              "the collection “{name}” has room for {free} more; close it and "
              "begin the next one with “yoursay open”",
              name, COUNT("free", 0));
    return OUTBOX_FULL;
}

static struct collection copy_names(struct arena *arena,
                                    const struct collection *names)
{
    struct collection copy = *names;
    copy.name = text_copy(arena, names->name);
    copy.service = text_copy(arena, names->service);
    copy.title = text_copy(arena, names->title);
    copy.title_cy = text_copy(arena, names->title_cy);
    copy.language = text_copy(arena, names->language);
    return copy;
}

static void open_store(struct outbox *outbox)
{
    struct store *store = store_open(outbox->store_folder, &outbox->report,
                                     &outbox->fault);
    outbox->state = store ? state_of(outbox, store) : OUTBOX_FAILED;
    if (store)
        outbox->found = copy_names(outbox->opening,
                                   &store_about(store)->collection);
    if (outbox->state == OUTBOX_OPEN)
        outbox->store = store;
    else
        store_close(store);
}

static void open_practice(struct outbox *outbox)
{
    outbox->practice = practice_begin(outbox->language, &outbox->fault);
    outbox->state = outbox->practice ? OUTBOX_OPEN : OUTBOX_FAILED;
    if (outbox->practice)
        outbox->store = practice_store(outbox->practice);
}

static void *open_either(void *from)
{
    struct outbox *outbox = from;
    if (outbox->folder.size > 0)
        open_store(outbox);
    else
        open_practice(outbox);
    return NULL;
}

/* Signals are for the thread that shows the screen. Without a thread it is done
 * here and now. */
static void begin_opening(struct outbox *outbox)
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    outbox->waiting = pthread_create(&outbox->thread, NULL, open_either,
                                     outbox) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!outbox->waiting)
        open_either(outbox);
}

/* ---- what is known at once ----------------------------------------------- */

/* The pair for signing is not to lie about here. */
static void glance(struct outbox *outbox)
{
    struct arena *arena = arena_make();
    struct about *about = arena_new(arena, struct about);
    if (glance_about(arena, outbox->store_folder, about))
        outbox->collection = copy_names(outbox->arena, &about->collection);
    arena_destroy(arena);
}

static struct outbox *make(void)
{
    struct arena *arena = arena_make();
    struct outbox *outbox = arena_new(arena, struct outbox);
    outbox->arena = arena;
    outbox->opening = arena_make();
    outbox->fault.arena = outbox->opening;
    return outbox;
}

static void let_go(struct outbox *outbox)
{
    place_close(outbox->place);
    outbox->place = NULL;
}

static void find_nothing(struct outbox *outbox)
{
    outbox->state = OUTBOX_NONE;
    fault_set(&outbox->fault,
              "there is nothing set up in {folder}; run “yoursay setup”, or "
              "name another folder with --data",
              SLOT("folder", outbox->folder));
    let_go(outbox);
}

/* Only what is certainly not there is not set up: a kiosk that may not look into
 * its folder must not go on as if it had none. */
static bool is_missing(str folder)
{
    struct stat about;
    return lstat(folder.at, &about) < 0 &&
           (errno == ENOENT || errno == ENOTDIR);
}

struct outbox *outbox_open(str folder, struct fault *fault)
{
    assert(folder.size > 0);
    struct outbox *outbox = make();
    outbox->folder = text_copy(outbox->arena, folder);
    if (is_missing(outbox->folder)) {
        find_nothing(outbox);
        return outbox;
    }
    outbox->place = place_open(outbox->folder, fault);
    if (!outbox->place || !keys_begin(fault)) {
        outbox_close(outbox);
        return NULL;
    }
    outbox->tightened = place_tightened(outbox->place);
    int newest = place_newest(outbox->place);
    if (newest == 0) {
        find_nothing(outbox);
        return outbox;
    }
    outbox->store_folder = place_folder(outbox->arena, outbox->place, newest);
    glance(outbox);
    begin_opening(outbox);
    return outbox;
}

struct outbox *outbox_practice(str language)
{
    struct outbox *outbox = make();
    struct collection names = practice_names(language);
    outbox->language = text_copy(outbox->arena, language);
    outbox->collection = copy_names(outbox->arena, &names);
    if (keys_begin(&outbox->fault))
        begin_opening(outbox);
    else
        outbox->state = OUTBOX_FAILED;
    return outbox;
}

/* ---- waiting ------------------------------------------------------------- */

static void join(struct outbox *outbox)
{
    if (!outbox->waiting)
        return;
    pthread_join(outbox->thread, NULL);
    outbox->waiting = false;
    if (outbox->found.name.size > 0)
        outbox->collection = outbox->found;
    if (outbox->state != OUTBOX_OPEN)
        let_go(outbox);
}

void outbox_close(struct outbox *outbox)
{
    if (!outbox)
        return;
    join(outbox);
    if (outbox->practice)
        practice_end(outbox->practice);
    else
        store_close(outbox->store);
    let_go(outbox);
    arena_destroy(outbox->opening);
    arena_destroy(outbox->arena);
}

const struct collection *outbox_collection(struct outbox *outbox)
{
    if (outbox->collection.name.size == 0)
        join(outbox);
    return &outbox->collection;
}

static void tell(const struct outbox *outbox, struct fault *fault)
{
    const struct fault *known = &outbox->fault;
    struct slot slots[FAULT_SLOTS + 1] = { 0 };
    memcpy(slots + 1, known->slots, known->slot_count * sizeof *slots);
    fault_fill(fault, known->pattern, slots, known->slot_count);
}

enum outbox_state outbox_state(struct outbox *outbox, struct fault *fault)
{
    join(outbox);
    if (outbox->state == OUTBOX_OPEN && !outbox->practice)
        outbox->state = state_of(outbox, outbox->store);
    if (outbox->state != OUTBOX_OPEN)
        tell(outbox, fault);
    return outbox->state;
}

struct twin_report outbox_mended(struct outbox *outbox)
{
    join(outbox);
    return outbox->report;
}

int outbox_tightened(const struct outbox *outbox)
{
    return outbox->tightened;
}

bool outbox_has_room(struct outbox *outbox)
{
    join(outbox);
    return outbox->practice || (outbox->store && store_free(outbox->store) > 0);
}

/* ---- sending ------------------------------------------------------------- */

bool outbox_send(struct outbox *outbox, str record,
                 const unsigned char id[OUTBOX_ID], str label,
                 struct fault *fault)
{
    struct container_id given;
    join(outbox);
    if (!outbox->store) {
        tell(outbox, fault);
        return false;
    }
    if (outbox->practice && !practice_make_room(outbox->practice, fault))
        return false;
    memcpy(given.bytes, id, sizeof given.bytes);
    return post_response(outbox->store, &given, record, label, fault);
}

bool outbox_cover(struct outbox *outbox, struct fault *fault)
{
    join(outbox);
    return !outbox->store || post_cover(outbox->store, fault);
}

long outbox_next_cover(void)
{
    return post_next_cover();
}

long outbox_count(struct outbox *outbox)
{
    join(outbox);
    if (outbox->practice)
        return practice_count(outbox->practice);
    return outbox->store ? store_taken(outbox->store) : 0;
}
