/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening: every response once and in order, whatever lies between them, on
 * however many threads; and on no way out is anything of them left behind. */
#include "keep/opening.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <sched.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"

enum { MANY = 600 }; /* more than the ring of 8 threads has places, twice */

/* ---- threads and memory that are not there ------------------------------- */

/* What the linker puts in front of the real ones, see CMakeLists.txt. */
static struct {
    int threads_made;
    int threads_left; /* so many more can be made; below 0: any number */
    bool no_guarded_memory;
} machine = { .threads_left = -1 };

/* NOLINTBEGIN(readability-identifier-naming): the linker's names */
int __real_pthread_create(pthread_t *thread, const pthread_attr_t *how,
                          void *(*work)(void *), void *given);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *how,
                          void *(*work)(void *), void *given);
void *__real_sodium_allocarray(size_t count, size_t size);
void *__wrap_sodium_allocarray(size_t count, size_t size);
/* NOLINTEND(readability-identifier-naming) */

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *how,
                          void *(*work)(void *), void *given)
{
    if (machine.threads_left == 0) {
        memset(thread, 0xFF, sizeof *thread); /* nobody may wait for that */
        return EAGAIN;
    }
    machine.threads_left -= machine.threads_left > 0;
    machine.threads_made++;
    return __real_pthread_create(thread, how, work, given);
}

void *__wrap_sodium_allocarray(size_t count, size_t size)
{
    if (machine.no_guarded_memory)
        return NULL;
    return __real_sodium_allocarray(count, size);
}

/* ---- a source, a taker, and somebody who calls it off -------------------- */

/* Numbers of calls; 0: never. */
struct desk {
    struct arena *arena;
    struct keys_secret *secret;
    pthread_t thread; /* which all calls must be on */

    struct sealed *sealed;
    long count;
    long asked;
    long breaks_at; /* the call of the source that fails */

    long taken;
    long refuses_at; /* the call of the taker that fails */
    long numbers[MANY];
    struct container_id ids[MANY];

    long steps;
    long called_off_at; /* the step that calls it off */
    long done;          /* of the last step */

    bool over; /* somebody failed: nobody may be called any more */
    struct opening_count found;
    struct fault fault;
};

static struct desk *desk_make(struct arena *arena)
{
    struct desk *desk = arena_new(arena, struct desk);
    struct fault fault = { .arena = arena };
    assert_true(keys_begin(&fault));
    desk->arena = desk->fault.arena = arena;
    desk->secret = keys_make(&fault);
    assert_non_null(desk->secret);
    desk->sealed = arena_array(arena, struct sealed, MANY);
    return desk;
}

static void check_call(struct desk *desk)
{
    assert_true(pthread_equal(desk->thread, pthread_self()));
    assert_false(desk->over);
}

static bool next_sealed(void *from, struct sealed *sealed, struct fault *fault)
{
    struct desk *desk = from;
    check_call(desk);
    assert_in_range(desk->asked, 0, desk->count);
    if (++desk->asked == desk->breaks_at) {
        desk->over = true;
        return fault_set(fault, "the stick is gone");
    }
    if (desk->asked > desk->count)
        return false;
    *sealed = desk->sealed[desk->asked - 1];
    return true;
}

static bool take_response(void *to, const struct container *container,
                          struct fault *fault)
{
    struct desk *desk = to;
    check_call(desk);
    assert_int_equal(container->kind, CONTAINER_RESPONSE);
    if (desk->taken + 1 == desk->refuses_at) {
        desk->over = true;
        return fault_set(fault, "the taker has no hands left");
    }
    str response = container->response;
    str number;
    assert_true(text_cut(&response, ' ', &number));
    assert_true(text_integer(number, &desk->numbers[desk->taken]));
    desk->ids[desk->taken++] = container->id;
    return true;
}

static bool take_step(void *to, long done, long total)
{
    struct desk *desk = to;
    check_call(desk);
    assert_int_equal(total, desk->count);
    assert_true(done > desk->done && done <= total);
    desk->done = done;
    desk->over = ++desk->steps == desk->called_off_at;
    return !desk->over;
}

/* As it was before anybody was called. */
static void desk_clear(struct desk *desk)
{
    desk->thread = pthread_self();
    desk->asked = desk->taken = desk->steps = desk->done = 0;
    desk->over = false;
    desk->fault = (struct fault){ .arena = desk->arena };
}

/* Opens what lies on the desk, from the beginning. */
static bool open_desk(struct desk *desk, int cores)
{
    struct progress progress = { take_step, desk };
    desk_clear(desk);
    return opening_run(
        desk->secret,
        &(struct opening_source){ next_sealed, desk, desk->count },
        &(struct opening_taker){ take_response, desk },
        &(struct opening_options){ cores, &progress }, &desk->found,
        &desk->fault);
}

/* ---- what can lie on the desk -------------------------------------------- */

static struct sealed *next_place(struct desk *desk)
{
    assert_in_range(desk->count, 0, MANY - 1);
    return &desk->sealed[desk->count++];
}

static str numbered(struct desk *desk, long number)
{
    struct text text = { .arena = desk->arena };
    text_add_number(&text, number);
    text_add(&text, S(" is what I say"));
    return text_view(&text);
}

/* A response that tells its place, of which the id may be known. */
static struct container_id put_response(struct desk *desk,
                                        const struct container_id *known)
{
    struct container_id id = known ? *known : container_new_id();
    str response = numbered(desk, desk->count);
    assert_true(seal_response(keys_public(desk->secret), &id, response,
                              next_place(desk), &desk->fault));
    return id;
}

static void put_responses(struct desk *desk, int count)
{
    for (int i = 0; i < count; i++)
        put_response(desk, NULL);
}

static void put_dummy(struct desk *desk)
{
    assert_true(
        seal_dummy(keys_public(desk->secret), next_place(desk), &desk->fault));
}

static void put_foreign(struct desk *desk)
{
    struct keys_secret *other = keys_make(&desk->fault);
    struct container_id id = container_new_id();
    assert_true(seal_response(keys_public(other), &id, S("0 is foreign"),
                              next_place(desk), &desk->fault));
    keys_destroy(other);
}

static void put_flipped(struct desk *desk)
{
    put_response(desk, NULL);
    desk->sealed[desk->count - 1].bytes[SEAL_SIZE / 2] ^= 1;
}

/* A container with one byte that is none of this program's. */
static void put_changed(struct desk *desk, int at, unsigned char byte)
{
    unsigned char plain[CONTAINER_SIZE];
    struct container container = { .kind = CONTAINER_RESPONSE,
                                   .id = container_new_id(),
                                   .response = S("0 is changed") };
    container_write(&container, plain);
    plain[at] = byte;
    crypto_box_seal(next_place(desk)->bytes, plain, sizeof plain,
                    keys_public(desk->secret));
}

static void put_newer(struct desk *desk)
{
    put_changed(desk, 3, 2);
}

static void put_damaged(struct desk *desk)
{
    put_changed(desk, 0, 'X');
}

/* ---- comparing ----------------------------------------------------------- */

static void expect_fault(struct desk *desk, const char *wanted)
{
    struct faults faults = { .arena = desk->arena };
    struct text line = { .arena = desk->arena };
    fault_adopt(&faults, &desk->fault);
    text_add(&line, text_of(wanted));
    text_add_char(&line, '\n');
    cases_same(cases_faults(desk->arena, &faults), text_view(&line));
}

static void expect_count(const struct desk *desk, struct opening_count wanted)
{
    assert_int_equal(desk->found.responses, wanted.responses);
    assert_int_equal(desk->found.duplicates, wanted.duplicates);
    assert_int_equal(desk->found.dummies, wanted.dummies);
    assert_int_equal(desk->found.foreign, wanted.foreign);
    assert_int_equal(desk->found.newer, wanted.newer);
    assert_int_equal(desk->found.damaged, wanted.damaged);
    assert_int_equal(desk->taken, wanted.responses);
}

/* The first responses were taken, and no other. */
static void expect_first(const struct desk *desk, long count)
{
    assert_int_equal(desk->taken, count);
    assert_int_equal(desk->found.responses, count);
    for (long i = 0; i < count; i++)
        assert_int_equal(desk->numbers[i], i);
}

/* ---- what comes through -------------------------------------------------- */

static const int cores_to_try[] = { 1, 2, 8, 0, 1000 };
enum { CORES_TO_TRY = sizeof cores_to_try / sizeof *cores_to_try };

static void every_response_arrives_once_and_in_order(void **state)
{
    struct desk *desk = desk_make(*state);
    struct container_id ids[MANY];
    for (int i = 0; i < MANY; i++)
        ids[i] = put_response(desk, NULL);
    for (int i = 0; i < CORES_TO_TRY; i++) {
        assert_true(open_desk(desk, cores_to_try[i]));
        assert_null(desk->fault.pattern);
        expect_first(desk, MANY);
        assert_memory_equal(desk->ids, ids, sizeof ids);
        expect_count(desk, (struct opening_count){ .responses = MANY });
        assert_int_equal(desk->done, MANY);
    }
    keys_destroy(desk->secret);
}

static void no_record_at_all_is_fine(void **state)
{
    struct desk *desk = desk_make(*state);
    for (int i = 0; i < CORES_TO_TRY; i++) {
        assert_true(open_desk(desk, cores_to_try[i]));
        expect_count(desk, (struct opening_count){ 0 });
        assert_int_equal(desk->steps, 0);
        assert_int_equal(desk->asked, 1);
    }
    keys_destroy(desk->secret);
}

static void a_single_record_is_opened(void **state)
{
    struct desk *desk = desk_make(*state);
    put_responses(desk, 1);
    for (int i = 0; i < CORES_TO_TRY; i++) {
        assert_true(open_desk(desk, cores_to_try[i]));
        expect_first(desk, 1);
        assert_int_equal(desk->steps, 1);
        assert_int_equal(desk->asked, 2);
    }
    keys_destroy(desk->secret);
}

/* Around the places that one, two and four threads have. */
static void any_number_of_records_is_opened(void **state)
{
    static const long counts[] = { 31, 32, 33, 63, 64, 65, 127, 128, 129 };
    struct desk *desk = desk_make(*state);
    put_responses(desk, 129);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        for (int cores = 1; cores <= 4; cores++) {
            desk->count = counts[i];
            assert_true(open_desk(desk, cores));
            expect_first(desk, counts[i]);
            assert_int_equal(desk->done, counts[i]);
        }
    keys_destroy(desk->secret);
}

/* A copy right behind, a copy of a copy, and copies far away; the first of
 * them is what arrives. */
static void of_copies_the_first_is_taken(void **state)
{
    struct desk *desk = desk_make(*state);
    struct container_id first = put_response(desk, NULL);
    put_response(desk, &first);
    put_response(desk, &first);
    put_responses(desk, 300);
    struct container_id late = put_response(desk, NULL);
    put_response(desk, &first);
    put_response(desk, &late);
    desk->sealed[desk->count++] = desk->sealed[0];
    for (int i = 0; i < CORES_TO_TRY; i++) {
        assert_true(open_desk(desk, cores_to_try[i]));
        expect_count(
            desk, (struct opening_count){ .responses = 302, .duplicates = 5 });
        assert_int_equal(desk->numbers[0], 0);
        for (int taken = 1; taken < 302; taken++)
            assert_int_equal(desk->numbers[taken], taken + 2);
    }
    keys_destroy(desk->secret);
}

/* Ids that differ in their first or in their last byte only, so many that some
 * of them meet wherever they are kept. */
static void ids_that_are_almost_the_same_are_two(void **state)
{
    struct desk *desk = desk_make(*state);
    const struct container_id id = container_new_id();
    for (int i = 0; i < 2 * 256; i++) {
        struct container_id other = id;
        other.bytes[i < 256 ? 0 : CONTAINER_ID - 1] = (unsigned char)i;
        if (i < 256 || memcmp(&other, &id, sizeof id) != 0)
            put_response(desk, &other);
    }
    assert_true(open_desk(desk, 2));
    expect_first(desk, 2 * 256 - 1);
    keys_destroy(desk->secret);
}

static void bad_records_are_skipped_and_counted(void **state)
{
    static void (*const put_bad[])(struct desk *) = {
        put_dummy, put_foreign, put_flipped, put_newer, put_damaged,
    };
    struct desk *desk = desk_make(*state);
    for (int round = 0; round < 40; round++)
        for (int bad = 0; bad < 5; bad++) {
            put_bad[(bad * 2 + round) % 5](desk);
            if (round % 3)
                put_response(desk, NULL);
        }
    for (int i = 0; i < CORES_TO_TRY; i++) {
        assert_true(open_desk(desk, cores_to_try[i]));
        expect_count(desk, (struct opening_count){ .responses = 130,
                                                   .dummies = 40,
                                                   .foreign = 80,
                                                   .newer = 40,
                                                   .damaged = 40 });
        for (int taken = 1; taken < 130; taken++)
            assert_true(desk->numbers[taken] > desk->numbers[taken - 1]);
        assert_int_equal(desk->done, desk->count);
    }
    keys_destroy(desk->secret);
}

/* ---- what ends it early -------------------------------------------------- */

static void a_source_that_fails_ends_it(void **state)
{
    static const long calls[] = { 1, 2, 32, 33, 64, 65, 257, 300, 301 };
    struct desk *desk = desk_make(*state);
    put_responses(desk, 300);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        for (int cores = 1; cores <= 8; cores *= 2) {
            desk->breaks_at = calls[i];
            assert_false(open_desk(desk, cores));
            expect_fault(desk, "the stick is gone");
            assert_in_range(desk->taken, 0, calls[i] - 1);
            expect_first(desk, desk->taken);
        }
    keys_destroy(desk->secret);
}

static void a_taker_that_fails_ends_it(void **state)
{
    static const long calls[] = { 1, 2, 32, 33, 64, 65, 257, 300 };
    struct desk *desk = desk_make(*state);
    put_responses(desk, 300);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        for (int cores = 1; cores <= 8; cores *= 2) {
            desk->refuses_at = calls[i];
            assert_false(open_desk(desk, cores));
            expect_fault(desk, "the taker has no hands left");
            expect_first(desk, calls[i] - 1);
        }
    keys_destroy(desk->secret);
}

static void it_can_be_called_off_at_every_step(void **state)
{
    struct desk *desk = desk_make(*state);
    put_responses(desk, 300);
    assert_true(open_desk(desk, 2));
    long steps = desk->steps;
    assert_in_range(steps, 3, 300);
    for (long step = 1; step <= steps; step++)
        for (int cores = 1; cores <= 8; cores *= 2) {
            desk->called_off_at = step;
            assert_false(open_desk(desk, cores));
            expect_fault(desk, "it was called off; nothing was changed");
            expect_first(desk, desk->done);
        }
    keys_destroy(desk->secret);
}

static void nobody_needs_to_listen(void **state)
{
    struct desk *desk = desk_make(*state);
    put_responses(desk, 3);
    desk_clear(desk);
    assert_true(opening_run(
        desk->secret,
        &(struct opening_source){ next_sealed, desk, desk->count },
        &(struct opening_taker){ take_response, desk },
        &(struct opening_options){ 0 }, &desk->found, &desk->fault));
    expect_first(desk, 3);
    keys_destroy(desk->secret);
}

/* ---- what the machine does not give -------------------------------------- */

static void it_goes_on_with_the_threads_there_are(void **state)
{
    struct desk *desk = desk_make(*state);
    put_responses(desk, 300);
    for (int threads = 0; threads <= 8; threads++) {
        machine.threads_left = threads;
        machine.threads_made = 0;
        bool opened = open_desk(desk, 8);
        machine.threads_left = -1;
        assert_true(opened);
        expect_first(desk, 300);
        assert_int_equal(machine.threads_made, threads < 7 ? threads : 7);
    }
    keys_destroy(desk->secret);
}

/* The calling thread is one of them. */
static void as_many_threads_as_cores_are_made(void **state)
{
    struct desk *desk = desk_make(*state);
    cpu_set_t usable;
    assert_int_equal(sched_getaffinity(0, sizeof usable, &usable), 0);
    int cores = CPU_COUNT(&usable) < 16 ? CPU_COUNT(&usable) : 16;
    const int wanted[CORES_TO_TRY] = { 0, 1, 7, cores - 1, 15 };
    for (int i = 0; i < CORES_TO_TRY; i++) {
        machine.threads_made = 0;
        assert_true(open_desk(desk, cores_to_try[i]));
        assert_int_equal(machine.threads_made, wanted[i]);
    }
    keys_destroy(desk->secret);
}

static void it_goes_on_where_no_memory_may_be_locked(void **state)
{
    struct desk *desk = desk_make(*state);
    struct rlimit before;
    put_responses(desk, 100);
    assert_int_equal(getrlimit(RLIMIT_MEMLOCK, &before), 0);
    setrlimit(RLIMIT_MEMLOCK, &(struct rlimit){ 0, before.rlim_max });
    bool opened = open_desk(desk, 2);
    setrlimit(RLIMIT_MEMLOCK, &before);
    assert_true(opened);
    expect_first(desk, 100);
    keys_destroy(desk->secret);
}

static void without_guarded_memory_it_says_so(void **state)
{
    struct desk *desk = desk_make(*state);
    put_responses(desk, 1);
    machine.no_guarded_memory = true;
    bool opened = open_desk(desk, 2);
    machine.no_guarded_memory = false;
    assert_false(opened);
    assert_int_equal(desk->asked, 0);
    expect_fault(desk, "there is no guarded memory left to open answers in; "
                       "close other programs and start again");
    keys_destroy(desk->secret);
}

/* ---- what is left behind ------------------------------------------------- */

/* The response before is gone when the next one is shown; that is looked at
 * with one thread, where nobody else writes. */
struct watch {
    const char *before;
    size_t size;
    int shown;
};

static bool watch_response(void *to, const struct container *container,
                           struct fault *fault)
{
    struct watch *watch = to;
    (void)fault;
    assert_in_range(container->response.size, 1, CONTAINER_MOST);
    for (size_t i = 0; i < watch->size; i++)
        assert_int_equal(watch->before[i], 0);
    watch->before = container->response.at;
    watch->size = container->response.size;
    watch->shown++;
    return true;
}

static void a_response_is_wiped_when_the_taker_returns(void **state)
{
    struct desk *desk = desk_make(*state);
    struct watch watch = { 0 };
    put_responses(desk, 100);
    desk_clear(desk);
    assert_true(opening_run(
        desk->secret,
        &(struct opening_source){ next_sealed, desk, desk->count },
        &(struct opening_taker){ watch_response, &watch },
        &(struct opening_options){ .cores = 1 }, &desk->found, &desk->fault));
    assert_int_equal(watch.shown, 100);
    keys_destroy(desk->secret);
}

/* The canary is nowhere in this process but where opening_run() puts it: it is
 * held under a mask, and the responses that sing it are sealed by a child. It
 * is short enough to stand in what libsodium leaves on a stack, which are the
 * first bytes of what it opens. */
enum { CANARY = 8 };
static volatile uint64_t canary_mask = 0x5AA55AC33CA5965A;
static volatile uint64_t masked_canary = 0x9D1F0B7E62C84A35;

static void seal_canaries(struct desk *desk, struct sealed *sealed, int count)
{
    char response[CONTAINER_MOST];
    uint64_t canary = masked_canary ^ canary_mask;
    for (int at = 0; at < CONTAINER_MOST; at += CANARY)
        memcpy(response + at, &canary, CANARY);
    for (int i = 0; i < count; i++) {
        struct container_id id = container_new_id();
        if (!seal_response(keys_public(desk->secret), &id,
                           (str){ response, sizeof response }, &sealed[i],
                           &desk->fault))
            _exit(1);
    }
    _exit(0);
}

static void put_canaries(struct desk *desk, int count)
{
    size_t size = (size_t)count * sizeof *desk->sealed;
    int status = 1;
    struct sealed *shared = mmap(NULL, size, PROT_READ | PROT_WRITE,
                                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(shared != MAP_FAILED);
    pid_t child = fork();
    if (child == 0)
        seal_canaries(desk, shared, count);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    memcpy(desk->sealed, shared, size);
    munmap(shared, size);
    desk->count = count;
}

/* Compares under the mask, where the first byte is right: so the search itself
 * hatches none. */
static long canaries_in(const unsigned char *bytes, size_t size)
{
    const unsigned char *end = bytes + size;
    int first = (int)((masked_canary ^ canary_mask) & 0xFF);
    long found = 0;
    while ((bytes = memchr(bytes, first, (size_t)(end - bytes)))) {
        uint64_t here = 0;
        if (end - bytes >= CANARY)
            memcpy(&here, bytes, CANARY);
        found += (here ^ canary_mask) == masked_canary;
        bytes++;
    }
    return found;
}

/* Counts the canaries in a piece of this process's memory, page by page; one
 * that lies across two pages is not looked for: there are many more. */
static long canaries_between(int memory, uintptr_t from, uintptr_t to)
{
    static unsigned char page[1 << 16];
    long found = 0;
    for (uintptr_t at = from; at < to; at += sizeof page) {
        size_t size = to - at < sizeof page ? to - at : sizeof page;
        ssize_t got = pread(memory, page, size, (off_t)at);
        if (got > 0)
            found += canaries_in(page, (size_t)got);
        explicit_bzero(page, sizeof page);
    }
    return found;
}

/* Whether a line of /proc/self/maps is memory that was written to. What is
 * larger than any memory is the address sanitizer's. */
static bool is_searched(const char *line, uintptr_t *from, uintptr_t *to)
{
    char mode[5];
    if (sscanf(line, "%" SCNxPTR "-%" SCNxPTR " %4s", from, to, mode) != 3)
        return false;
    return mode[0] == 'r' && mode[1] == 'w' && *to - *from < 1UL << 28;
}

static long canaries_in_this_process(void)
{
    char line[1000];
    long found = 0;
    int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    FILE *maps = fopen("/proc/self/maps", "re");
    assert_true(memory >= 0 && maps);
    while (fgets(line, sizeof line, maps)) {
        uintptr_t from;
        uintptr_t to;
        if (is_searched(line, &from, &to))
            found += canaries_between(memory, from, to);
    }
    fclose(maps);
    close(memory);
    return found;
}

/* Looks for canaries while there is one: else the search proves nothing. */
static bool hear_canary(void *to, const struct container *container,
                        struct fault *fault)
{
    struct desk *desk = to;
    assert_int_equal(container->response.size, CONTAINER_MOST);
    if (++desk->taken == 1)
        assert_true(canaries_in_this_process() >= CONTAINER_MOST / CANARY);
    return desk->taken != desk->refuses_at ||
           fault_set(fault, "the taker has no hands left");
}

/* Opens far down the stack, where nothing that runs later overwrites what was
 * left there. */
static bool open_canaries(struct desk *desk, int cores)
{
    volatile char depth[64 * 1024];
    struct progress progress = { take_step, desk };
    desk_clear(desk);
    depth[0] = 0;
    return opening_run(
               desk->secret,
               &(struct opening_source){ next_sealed, desk, desk->count },
               &(struct opening_taker){ hear_canary, desk },
               &(struct opening_options){ cores, &progress }, &desk->found,
               &desk->fault) &&
           depth[0] == 0;
}

static void expect_no_canary(struct desk *desk, int cores, bool opens)
{
    assert_int_equal(open_canaries(desk, cores), opens);
    assert_in_range(desk->taken, 1, 200);
    assert_int_equal(canaries_in_this_process(), 0);
}

static void nothing_of_a_response_is_left_on_any_way_out(void **state)
{
    struct desk *desk = desk_make(*state);
    put_canaries(desk, 200);
    assert_int_equal(canaries_in_this_process(), 0);
    for (int cores = 1; cores <= 8; cores += 7) {
        expect_no_canary(desk, cores, true);
        desk->refuses_at = 70;
        expect_no_canary(desk, cores, false);
        desk->refuses_at = 0;
        desk->called_off_at = 1;
        expect_no_canary(desk, cores, false);
        desk->called_off_at = 0;
    }
    desk->breaks_at = 40; /* the first 32 are open by then, on one thread */
    expect_no_canary(desk, 1, false);
    keys_destroy(desk->secret);
}

/* ---- all ----------------------------------------------------------------- */

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("every response arrives once and in order",
                   every_response_arrives_once_and_in_order),
        CASES_TEST("no record at all is fine", no_record_at_all_is_fine),
        CASES_TEST("a single record is opened", a_single_record_is_opened),
        CASES_TEST("any number of records is opened",
                   any_number_of_records_is_opened),
        CASES_TEST("of copies the first is taken",
                   of_copies_the_first_is_taken),
        CASES_TEST("ids that are almost the same are two",
                   ids_that_are_almost_the_same_are_two),
        CASES_TEST("bad records are skipped and counted",
                   bad_records_are_skipped_and_counted),
        CASES_TEST("a source that fails ends it", a_source_that_fails_ends_it),
        CASES_TEST("a taker that fails ends it", a_taker_that_fails_ends_it),
        CASES_TEST("it can be called off at every step",
                   it_can_be_called_off_at_every_step),
        CASES_TEST("nobody needs to listen", nobody_needs_to_listen),
        CASES_TEST("it goes on with the threads there are",
                   it_goes_on_with_the_threads_there_are),
        CASES_TEST("as many threads as cores are made",
                   as_many_threads_as_cores_are_made),
        CASES_TEST("it goes on where no memory may be locked",
                   it_goes_on_where_no_memory_may_be_locked),
        CASES_TEST("without guarded memory it says so",
                   without_guarded_memory_it_says_so),
        CASES_TEST("a response is wiped when the taker returns",
                   a_response_is_wiped_when_the_taker_returns),
        CASES_TEST("nothing of a response is left on any way out",
                   nothing_of_a_response_is_left_on_any_way_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
