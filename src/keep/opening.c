/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The records go round in a ring of places. The calling thread fills free
 * places from the source; whichever thread has nothing to do opens the next
 * record; and the calling thread hands over what is opened, in the order in
 * which it was read, which frees the places again. A place belongs to one
 * thread at a time, so that only the numbers of the ring need the lock.
 */
#include "keep/opening.h"

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>

#include "base/arena.h"

enum {
    MOST_CORES = 16,
    PLACES_FOR_A_CORE = 32, /* some milliseconds of work */
    RECORDS_IN_A_STEP = 64, /* some milliseconds as well, for progress */
    FIRST_IDS = 256,
    STACK_TO_WIPE = 32 * 1024,
};

/* ---- responses that were there before ------------------------------------ */

/* The ids of all responses so far, in a table that is at most three quarters
 * full. A place of zeros is free: no response has such an id. */
struct seen {
    struct arena *arena; /* of this table alone, to go when it is too small */
    struct container_id *ids;
    size_t room; /* a power of two, or nothing yet */
    size_t count;
    unsigned char key[crypto_shorthash_KEYBYTES];
};

static bool is_free(const struct container_id *id)
{
    return sodium_is_zero(id->bytes, sizeof id->bytes);
}

/* Where the id is, or belongs. Whoever has the public key can seal ids that
 * they chose: the hash is keyed, so that none of them fall on one place. */
static struct container_id *place_of(const struct seen *seen,
                                     const struct container_id *id)
{
    unsigned char hash[crypto_shorthash_BYTES];
    size_t at;
    static_assert(sizeof hash >= sizeof at, "a hash is long enough");
    crypto_shorthash(hash, id->bytes, sizeof id->bytes, seen->key);
    memcpy(&at, hash, sizeof at);
    for (at %= seen->room; !is_free(&seen->ids[at]); at = (at + 1) % seen->room)
        if (!memcmp(&seen->ids[at], id, sizeof *id))
            break;
    return &seen->ids[at];
}

/* Moves into a table of twice the size. */
static void grow(struct seen *seen)
{
    struct seen larger = *seen;
    larger.arena = arena_make();
    larger.room = seen->room ? seen->room * 2 : FIRST_IDS;
    larger.ids = arena_array(larger.arena, struct container_id, larger.room);
    for (size_t i = 0; i < seen->room; i++)
        if (!is_free(&seen->ids[i]))
            *place_of(&larger, &seen->ids[i]) = seen->ids[i];
    arena_destroy(seen->arena);
    *seen = larger;
}

/* Whether the id was there before; if not, it is from now on. */
static bool was_seen(struct seen *seen, const struct container_id *id)
{
    if (seen->count >= seen->room / 4 * 3)
        grow(seen);
    struct container_id *place = place_of(seen, id);
    if (!is_free(place))
        return true;
    *place = *id;
    seen->count++;
    return false;
}

/* ---- the ring, and the threads that open what is in it ------------------- */

struct record {
    struct sealed sealed;
    enum unseal_verdict verdict;
    struct container container;
    unsigned char *plain; /* guarded */
    bool opened;          /* under the lock */
};

struct ring {
    const struct keys_secret *secret;
    struct record *records;
    long room;
    pthread_t threads[MOST_CORES];
    int thread_count;
    /* All below is under the lock; but the calling thread, which alone changes
     * `read`, looks at that without. */
    pthread_mutex_t lock;
    pthread_cond_t arrived; /* there is something to open, or it is over */
    pthread_cond_t opened;  /* something is open */
    long read;              /* so many came from the source; */
    long begun;             /* of these, a thread has so many in hand or done */
    bool over;
};

static struct record *record_at(const struct ring *ring, long number)
{
    return &ring->records[number % ring->room];
}

/* Opens the next record; false if there is none. Called and left with the lock
 * held, which is let go meanwhile. */
static bool open_next(struct ring *ring)
{
    if (ring->begun == ring->read)
        return false;
    struct record *record = record_at(ring, ring->begun++);
    pthread_mutex_unlock(&ring->lock);
    record->verdict = unseal_record(ring->secret, &record->sealed,
                                    record->plain, &record->container);
    pthread_mutex_lock(&ring->lock);
    record->opened = true;
    pthread_cond_signal(&ring->opened);
    return true;
}

/* What the other threads do. libsodium leaves the first bytes of what it
 * decrypts on the stack, and a stack outlives its thread. */
static void *open_all(void *given)
{
    struct ring *ring = given;
    pthread_mutex_lock(&ring->lock);
    while (!ring->over)
        if (!open_next(ring))
            pthread_cond_wait(&ring->arrived, &ring->lock);
    pthread_mutex_unlock(&ring->lock);
    sodium_stackzero(STACK_TO_WIPE);
    return NULL;
}

static int cores_of_the_machine(void)
{
    cpu_set_t usable;
    if (sched_getaffinity(0, sizeof usable, &usable) != 0)
        return 1;
    return CPU_COUNT(&usable);
}

static int cores_wanted(const struct opening_options *options)
{
    int cores = options->cores > 0 ? options->cores : cores_of_the_machine();
    return cores < MOST_CORES ? cores : MOST_CORES;
}

/* Starts `count` threads, or as many as there can be: the calling thread alone
 * does it all too. Signals are none of their business. */
static void start_threads(struct ring *ring, int count)
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (ring->thread_count < count &&
           pthread_create(&ring->threads[ring->thread_count], NULL, open_all,
                          ring) == 0)
        ring->thread_count++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void stop_threads(struct ring *ring)
{
    pthread_mutex_lock(&ring->lock);
    ring->over = true;
    pthread_cond_broadcast(&ring->arrived);
    pthread_mutex_unlock(&ring->lock);
    for (int i = 0; i < ring->thread_count; i++)
        pthread_join(ring->threads[i], NULL);
}

/* ---- the calling thread -------------------------------------------------- */

struct run {
    const struct opening_source *source;
    const struct opening_taker *taker;
    const struct progress *progress;
    struct opening_count *count;
    struct fault *fault;
    struct arena *arena;
    unsigned char *plain; /* of all places, guarded */
    struct seen seen;
    struct ring ring;
    long given; /* so many have left the ring */
    bool ended; /* the source has no more */
};

/* Reads until no place is free; false if the source failed. */
static bool fill(struct run *run)
{
    struct ring *ring = &run->ring;
    while (!run->ended && ring->read < run->given + ring->room) {
        struct record *record = record_at(ring, ring->read);
        if (!run->source->next(run->source->from, &record->sealed,
                               run->fault)) {
            run->ended = true;
            return !run->fault->pattern;
        }
        pthread_mutex_lock(&ring->lock);
        record->opened = false;
        ring->read++;
        pthread_cond_signal(&ring->arrived);
        pthread_mutex_unlock(&ring->lock);
    }
    return true;
}

/* Opens a record, or waits until the oldest is open. */
static void help(struct run *run)
{
    struct ring *ring = &run->ring;
    pthread_mutex_lock(&ring->lock);
    if (run->given < ring->read && !open_next(ring))
        while (!record_at(ring, run->given)->opened)
            pthread_cond_wait(&ring->opened, &ring->lock);
    pthread_mutex_unlock(&ring->lock);
}

/* The first record that cannot be handed over yet. */
static long first_closed(struct run *run)
{
    struct ring *ring = &run->ring;
    long number = run->given;
    pthread_mutex_lock(&ring->lock);
    while (number < ring->read && record_at(ring, number)->opened)
        number++;
    pthread_mutex_unlock(&ring->lock);
    return number;
}

static bool give(struct run *run, const struct container *response)
{
    if (was_seen(&run->seen, &response->id)) {
        run->count->duplicates++;
        return true;
    }
    bool taken = run->taker->take(run->taker->to, response, run->fault);
    run->count->responses += taken;
    return taken;
}

/* Counts a record; a response goes to the taker. */
static bool settle(struct run *run, const struct record *record)
{
    switch (record->verdict) {
    case UNSEAL_RESPONSE:
        return give(run, &record->container);
    case UNSEAL_DUMMY:
        run->count->dummies++;
        return true;
    case UNSEAL_NEWER:
        run->count->newer++;
        return true;
    case UNSEAL_DAMAGED:
        run->count->damaged++;
        return true;
    default:
        run->count->foreign++;
        return true;
    }
}

static bool take_step(const struct run *run)
{
    return progress_step(run->progress, run->given, run->source->total) ||
           fault_set(run->fault, "it was called off; nothing was changed");
}

/* Hands over all that is open; false if the taker failed or it was called
 * off. */
static bool hand_over(struct run *run)
{
    long end = first_closed(run);
    while (run->given < end) {
        struct record *record = record_at(&run->ring, run->given);
        bool settled = settle(run, record);
        sodium_memzero(record->plain, CONTAINER_SIZE);
        if (!settled)
            return false;
        run->given++;
        if (run->given % RECORDS_IN_A_STEP == 0 && !take_step(run))
            return false;
    }
    return true;
}

static bool go_round(struct run *run)
{
    while (!run->ended || run->given < run->ring.read) {
        if (!fill(run))
            return false;
        help(run);
        if (!hand_over(run))
            return false;
    }
    return run->given % RECORDS_IN_A_STEP == 0 || take_step(run);
}

static bool make_ring(struct run *run, long room)
{
    run->plain = sodium_allocarray((size_t)room, CONTAINER_SIZE);
    if (!run->plain)
        return fault_set(run->fault,
                         "there is no guarded memory left to open answers in; "
                         "close other programs and start again");
    run->arena = arena_make();
    run->ring.records = arena_array(run->arena, struct record, room);
    run->ring.room = room;
    for (long i = 0; i < room; i++)
        run->ring.records[i].plain = run->plain + i * CONTAINER_SIZE;
    return true;
}

/* Wipes all that was opened. */
static void destroy_ring(struct run *run)
{
    sodium_free(run->plain);
    arena_destroy(run->arena);
    arena_destroy(run->seen.arena);
    sodium_stackzero(STACK_TO_WIPE);
}

bool opening_run(const struct keys_secret *secret,
                 const struct opening_source *source,
                 const struct opening_taker *taker,
                 const struct opening_options *options,
                 struct opening_count *count, struct fault *fault)
{
    assert(secret && source && taker && options && count && !fault->pattern);
    int cores = cores_wanted(options);
    struct run run = { .source = source,
                       .taker = taker,
                       .progress = options->progress,
                       .count = count,
                       .fault = fault,
                       .ring = { .secret = secret,
                                 .lock = PTHREAD_MUTEX_INITIALIZER,
                                 .arrived = PTHREAD_COND_INITIALIZER,
                                 .opened = PTHREAD_COND_INITIALIZER } };
    *count = (struct opening_count){ 0 };
    crypto_shorthash_keygen(run.seen.key);
    if (!make_ring(&run, (long)cores * PLACES_FOR_A_CORE))
        return false;
    start_threads(&run.ring, cores - 1);
    bool done = go_round(&run);
    stop_threads(&run.ring);
    destroy_ring(&run);
    return done;
}
