/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox: what is sent is in the store, once, and can be opened by whoever
 * holds the key and by nobody else; and practice never meets a real store. */
#include "ui/outbox.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "keep/founded.h"
#include "keep/glance.h"
#include "keep/place.h"
#include "keep/post.h"
#include "keep/practice.h"

/* ---- put in front of the program's functions by the linker ---------------- */

static bool no_thread;             /* none can be made */
static struct keys_secret *caught; /* that should have been destroyed */
static bool catching;

/* NOLINTBEGIN(readability-identifier-naming): the linker's names */
int __real_pthread_create(pthread_t *thread, const pthread_attr_t *how,
                          void *(*begin)(void *), void *from);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *how,
                          void *(*begin)(void *), void *from);
void __real_keys_destroy(struct keys_secret *secret);
void __wrap_keys_destroy(struct keys_secret *secret);
/* NOLINTEND(readability-identifier-naming) */

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *how,
                          void *(*begin)(void *), void *from)
{
    return no_thread ? EAGAIN : __real_pthread_create(thread, how, begin, from);
}

void __wrap_keys_destroy(struct keys_secret *secret)
{
    if (!catching) {
        __real_keys_destroy(secret);
        return;
    }
    assert_null(caught);
    caught = secret;
}

/* ---- a kiosk and its folder ----------------------------------------------- */

/* A folder with one collection in it, as set-up leaves it. */
static struct founded *set_up(struct arena *arena, uint32_t room, bool closed)
{
    struct founded *it = founded_keys(arena, room);
    str draft;
    it->folder = founded_folder(arena);
    it->about.closed = closed;
    struct place *place = place_make(it->folder, &it->fault);
    founded_fine(it, place && place_draft(arena, place, &draft, &it->fault) &&
                         store_make(draft, &it->about, &it->fault) &&
                         place_adopt(place, &it->fault));
    place_close(place);
    return it;
}

static str collection_folder(const struct founded *it)
{
    return file_join(it->arena, it->folder, S("1"));
}

static struct outbox *opened(struct founded *it)
{
    struct outbox *outbox = outbox_open(it->folder, &it->fault);
    founded_fine(it, outbox);
    founded_fine(it, outbox_state(outbox, &it->fault) == OUTBOX_OPEN);
    return outbox;
}

/* As one number of a response makes all of it. */
static bool send(struct outbox *outbox, int number, struct fault *fault)
{
    unsigned char id[OUTBOX_ID] = { 'i', 'd', (unsigned char)number };
    char record[16];
    int size = snprintf(record, sizeof record, "%d", number);
    return outbox_send(outbox, (str){ record, (size_t)size }, id, S("victims"),
                       fault);
}

/* How many responses with this number the key opens, however many envelopes
 * there are; their ids go into `ids`. */
static int find(struct store *store, const struct keys_secret *secret,
                int number, struct container_id ids[4])
{
    struct envelope envelope;
    unsigned char plain[CONTAINER_SIZE];
    struct container container;
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    int count = 0;
    for (long place = 0; place < store_room(store); place++) {
        long found = -1;
        assert_true(store_read(store, place, &envelope, &fault));
        if (unseal_record(secret, &envelope.sealed, plain, &container) !=
                UNSEAL_RESPONSE ||
            !text_integer(container.response, &found) || found != number)
            continue;
        assert_true(text_equal(envelope_label(&envelope), S("victims")));
        assert_true(count < 4);
        ids[count++] = container.id;
    }
    arena_destroy(arena);
    return count;
}

/* What is in the folder's collection now, whoever opens it. */
static int kept(struct founded *it, int number)
{
    struct container_id ids[4];
    struct twin_report unread;
    struct store *store = store_open(collection_folder(it), &unread,
                                     &it->fault);
    founded_fine(it, store);
    int count = find(store, it->secret, number, ids);
    store_close(store);
    return count;
}

/* ---- opening -------------------------------------------------------------- */

static void a_folder_that_is_not_there_has_no_collection(void **state)
{
    struct founded *it = founded_keys(*state, 10);
    struct outbox *outbox = outbox_open(S("/nowhere/at/all"), &it->fault);
    assert_non_null(outbox);
    assert_int_equal(outbox_state(outbox, &it->fault), OUTBOX_NONE);
    founded_say(it, "there is nothing set up in /nowhere/at/all; run “yoursay "
                    "setup”, or name another folder with --data");
    assert_false(outbox_has_room(outbox));
    assert_false(send(outbox, 1, &it->fault));
    founded_say(it, "there is nothing set up in /nowhere/at/all; run “yoursay "
                    "setup”, or name another folder with --data");
    assert_int_equal(outbox_count(outbox), 0);
    assert_int_equal(outbox_collection(outbox)->title.size, 0);
    outbox_close(outbox);
    founded_end(it);
}

static void an_empty_folder_has_no_collection_and_is_let_go(void **state)
{
    struct founded *it = founded_keys(*state, 10);
    it->folder = founded_folder(*state);
    struct outbox *outbox = outbox_open(it->folder, &it->fault);
    struct fault unread = { .arena = *state };
    assert_int_equal(outbox_state(outbox, &unread), OUTBOX_NONE);
    struct place *place = place_open(it->folder, &it->fault);
    founded_fine(it, place);
    place_close(place);
    outbox_close(outbox);
    founded_end(it);
}

static void a_folder_that_another_program_holds_is_refused(void **state)
{
    struct founded *it = set_up(*state, 10, false);
    struct place *place = place_open(it->folder, &it->fault);
    assert_null(outbox_open(it->folder, &it->fault));
    assert_non_null(it->fault.pattern);
    assert_int_equal(it->fault.slot_count, 1);
    assert_true(text_starts(text_of(it->fault.pattern),
                            S("another program is using {folder}")));
    place_close(place);
    founded_end(it);
}

static void a_closed_collection_is_told_and_let_go(void **state)
{
    struct founded *it = set_up(*state, 10, true);
    struct outbox *outbox = outbox_open(it->folder, &it->fault);
    assert_int_equal(outbox_state(outbox, &it->fault), OUTBOX_CLOSED);
    founded_say(it, "the collection “Spring” is closed and takes nothing in "
                    "any more; begin the next one with “yoursay open”");
    assert_false(outbox_has_room(outbox));
    cases_same_text(outbox_collection(outbox)->title_cy, "TTI");
    struct place *place = place_open(it->folder, &it->fault);
    founded_fine(it, place);
    place_close(place);
    outbox_close(outbox);
    founded_end(it);
}

static void a_full_collection_is_told_before_anybody_begins(void **state)
{
    struct founded *it = set_up(*state, 10, false);
    struct outbox *outbox = opened(it);
    for (int i = 0; i < 9; i++) {
        assert_true(outbox_has_room(outbox));
        founded_fine(it, send(outbox, i, &it->fault));
    }
    assert_false(outbox_has_room(outbox));
    assert_false(send(outbox, 9, &it->fault));
    it->fault.pattern = NULL;
    assert_int_equal(outbox_state(outbox, &it->fault), OUTBOX_FULL);
    founded_say(it, "the collection “Spring” has room for 0 more; close it and "
                    "begin the next one with “yoursay open”");
    outbox_close(outbox);
    outbox = outbox_open(it->folder, &it->fault);
    assert_int_equal(outbox_state(outbox, &it->fault), OUTBOX_FULL);
    assert_int_equal(outbox_count(outbox), 0);
    outbox_close(outbox);
    for (int i = 0; i < 9; i++)
        assert_int_equal(kept(it, i), 1);
    founded_end(it);
}

static void a_store_that_cannot_be_opened_is_told(void **state)
{
    struct founded *it = set_up(*state, 10, false);
    str path = file_join(*state, collection_folder(it), S("store"));
    assert_int_equal(truncate(path.at, 0), 0);
    struct outbox *outbox = outbox_open(it->folder, &it->fault);
    assert_int_equal(outbox_state(outbox, &it->fault), OUTBOX_FAILED);
    assert_non_null(it->fault.pattern);
    assert_int_equal(outbox_collection(outbox)->name.size, 0);
    assert_false(outbox_has_room(outbox));
    it->fault.pattern = NULL;
    assert_true(outbox_cover(outbox, &it->fault));
    outbox_close(outbox);
    founded_end(it);
}

static void the_names_are_there_before_the_store_is_open(void **state)
{
    struct founded *it = set_up(*state, 10, false);
    struct about about = { .room = 0 };
    assert_true(glance_about(*state, collection_folder(it), &about));
    assert_int_equal(about.room, 10);
    cases_same_text(about.collection.service, "Coventry YOS");
    struct outbox *outbox = outbox_open(it->folder, &it->fault);
    const struct collection *names = outbox_collection(outbox);
    cases_same_text(names->title, "YOS");
    cases_same_text(names->language, "both");
    founded_fine(it, outbox_state(outbox, &it->fault) == OUTBOX_OPEN);
    cases_same_text(names->service, "Coventry YOS");
    assert_int_equal(outbox_mended(outbox).mended, 0);
    assert_int_equal(outbox_tightened(outbox), 0);
    outbox_close(outbox);
    founded_end(it);
}

static void without_a_thread_it_opens_all_the_same(void **state)
{
    struct founded *it = set_up(*state, 10, false);
    no_thread = true;
    struct outbox *outbox = opened(it);
    no_thread = false;
    founded_fine(it, send(outbox, 5, &it->fault));
    outbox_close(outbox);
    assert_int_equal(kept(it, 5), 1);
    founded_end(it);
}

static void nobody_has_to_wait_for_it_before_closing(void **state)
{
    struct founded *it = set_up(*state, 10, false);
    for (int i = 0; i < 5; i++)
        outbox_close(outbox_open(it->folder, &it->fault));
    assert_null(it->fault.pattern);
    outbox_close(NULL);
    founded_end(it);
}

/* ---- sending -------------------------------------------------------------- */

static void what_is_sent_can_be_opened_with_the_key_alone(void **state)
{
    struct founded *it = set_up(*state, 10, false);
    struct outbox *outbox = opened(it);
    founded_fine(it, send(outbox, 3, &it->fault));
    assert_int_equal(outbox_count(outbox), 1);
    outbox_close(outbox);
    assert_int_equal(kept(it, 3), 1);
    assert_int_equal(kept(it, 4), 0);
    founded_end(it);
}

static void twice_the_same_id_is_one_response(void **state)
{
    struct founded *it = set_up(*state, 10, false);
    struct outbox *outbox = opened(it);
    struct container_id ids[4];
    struct twin_report unread;
    founded_fine(it, send(outbox, 3, &it->fault));
    founded_fine(it, send(outbox, 3, &it->fault));
    outbox_close(outbox);
    struct store *store = store_open(collection_folder(it), &unread,
                                     &it->fault);
    assert_int_equal(find(store, it->secret, 3, ids), 2);
    assert_memory_equal(&ids[0], &ids[1], sizeof *ids);
    assert_int_equal(ids[0].bytes[2], 3);
    store_close(store);
    founded_end(it);
}

/* The system refuses to write to any file. */
static void fail_writing(bool failing)
{
    static struct rlimit before;
    struct rlimit none;
    if (!failing) {
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        return;
    }
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    none = (struct rlimit){ .rlim_cur = 0, .rlim_max = before.rlim_max };
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
}

static void a_disk_that_fails_is_told_and_the_next_try_is_fine(void **state)
{
    struct founded *it = set_up(*state, 10, false);
    struct outbox *outbox = opened(it);
    fail_writing(true);
    bool sent = send(outbox, 7, &it->fault);
    bool covered = outbox_cover(outbox, &it->fault);
    fail_writing(false);
    assert_false(sent);
    assert_false(covered);
    assert_non_null(it->fault.pattern);
    it->fault = (struct fault){ .arena = *state };
    assert_int_equal(outbox_count(outbox), 0);
    assert_true(outbox_has_room(outbox));
    founded_fine(it, send(outbox, 7, &it->fault));
    assert_int_equal(outbox_count(outbox), 1);
    outbox_close(outbox);
    assert_int_equal(kept(it, 7), 1);
    founded_end(it);
}

static void a_record_that_is_too_long_is_refused(void **state)
{
    struct founded *it = set_up(*state, 10, false);
    struct outbox *outbox = opened(it);
    unsigned char id[OUTBOX_ID] = { 1 };
    str record = { arena_take(*state, CONTAINER_MOST + 1), CONTAINER_MOST + 1 };
    assert_false(outbox_send(outbox, record, id, S("victims"), &it->fault));
    assert_non_null(it->fault.pattern);
    assert_int_equal(outbox_count(outbox), 0);
    outbox_close(outbox);
    founded_end(it);
}

/* ---- covering ------------------------------------------------------------- */

static void a_cover_changes_the_file_and_nothing_else(void **state)
{
    struct founded *it = set_up(*state, 10, false);
    struct outbox *outbox = opened(it);
    str path = file_join(*state, collection_folder(it), S("store"));
    str before = { "", 0 };
    str after = { "", 0 };
    founded_fine(it, send(outbox, 2, &it->fault) &&
                         file_read(*state, path, 1 << 24, &before, &it->fault));
    founded_fine(it, outbox_cover(outbox, &it->fault) &&
                         file_read(*state, path, 1 << 24, &after, &it->fault));
    assert_int_equal(before.size, after.size);
    assert_memory_not_equal(before.at, after.at, before.size);
    assert_int_equal(outbox_count(outbox), 1);
    outbox_close(outbox);
    assert_int_equal(kept(it, 2), 1);
    founded_end(it);
}

static void covers_come_at_moments_that_nobody_can_tell(void **state)
{
    long least = POST_COVER_MOST;
    long most = POST_COVER_LEAST;
    (void)state;
    for (int i = 0; i < 200; i++) {
        long wait = outbox_next_cover();
        assert_in_range(wait, POST_COVER_LEAST, POST_COVER_MOST);
        least = wait < least ? wait : least;
        most = wait > most ? wait : most;
    }
    assert_true(most - least > (POST_COVER_MOST - POST_COVER_LEAST) / 2);
}

/* ---- what is left in memory ----------------------------------------------- */

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

enum { PIECE = 8, RECORD = 1200, MASK = 0x5A };

/* Whether `piece`, which is masked, lies in this part of memory unmasked. */
static bool lies_in(int memory, off_t from, size_t size,
                    const unsigned char *piece)
{
    unsigned char *copy = mmap(NULL, size, PROT_READ | PROT_WRITE,
                               MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(copy != MAP_FAILED);
    ssize_t got = pread(memory, copy, size, from);
    for (ssize_t i = 0; i < got; i++)
        copy[i] ^= MASK;
    bool found = false;
    for (int at = 0; at + PIECE <= RECORD && got > 0; at += PIECE)
        found = found || memmem(copy, (size_t)got, piece + at, PIECE);
    munmap(copy, size);
    return found;
}

/* Looks through this program's stack and heap. */
static bool lies_about(const unsigned char *masked)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    int memory = open("/proc/self/mem", O_RDONLY);
    char line[500];
    bool found = false;
    assert_true(maps && memory >= 0);
    while (fgets(line, sizeof line, maps)) {
        char *rest;
        unsigned long from = strtoul(line, &rest, 16);
        unsigned long to = strtoul(rest + 1, NULL, 16);
        if (strstr(line, "[stack]") || strstr(line, "[heap]"))
            found = lies_in(memory, (off_t)from, to - from, masked) || found;
    }
    fclose(maps);
    close(memory);
    return found;
}

/* A person's answers are found as long as the person is there, and are wiped
 * when they leave. */
static void visit(struct outbox *outbox, const unsigned char *masked,
                  bool wanted)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    unsigned char id[OUTBOX_ID] = { 9 };
    volatile unsigned char *record = arena_take(arena, RECORD);
    for (int i = 0; i < RECORD; i++)
        record[i] = masked[i] ^ MASK;
    str words = { (const char *)(uintptr_t)record, RECORD };
    assert_int_equal(outbox_send(outbox, words, id, S("victims"), &fault),
                     wanted);
    assert_true(lies_about(masked));
    arena_destroy(arena);
}

/* Whether it could be sent or not; the sanitizers keep memory elsewhere. */
static void nothing_of_a_response_is_left_in_memory(void **state)
{
    if (SANITIZED)
        skip();
    struct founded *it = set_up(*state, 10, false);
    struct outbox *outbox = opened(it);
    unsigned char *masked = malloc(RECORD);
    for (int i = 0; i < RECORD; i++)
        masked[i] = (unsigned char)(i * 31 + i / 256 * 7);
    for (int i = 0; i < 10; i++) {
        assert_false(lies_about(masked));
        visit(outbox, masked, i < 9);
    }
    assert_false(lies_about(masked));
    outbox_close(outbox);
    free(masked);
    founded_end(it);
}

/* ---- practice ------------------------------------------------------------- */

/* Every test of practice has memory of its own to practise in. */
static str own_memory(struct arena *arena)
{
    str folder = founded_folder(arena);
    assert_int_equal(setenv("XDG_RUNTIME_DIR", folder.at, 1), 0);
    return folder;
}

static void give_back(str folder)
{
    assert_int_equal(unsetenv("XDG_RUNTIME_DIR"), 0);
    assert_int_equal(rmdir(folder.at), 0); /* only if nothing is left in it */
}

static str only_name(struct arena *arena, str folder)
{
    struct fault fault = { .arena = arena };
    str *names;
    size_t count;
    assert_true(file_list(arena, folder, S(""), &names, &count, &fault));
    str name = { "", 0 };
    for (size_t i = 0; i < count; i++)
        if (names[i].at[0] != '.') {
            assert_int_equal(name.size, 0);
            name = names[i];
        }
    assert_true(name.size > 0);
    return file_join(arena, folder, name);
}

static void practice_takes_in_and_leaves_nothing(void **state)
{
    struct fault fault = { .arena = *state };
    str memory = own_memory(*state);
    struct outbox *outbox = outbox_practice(S("both"));
    cases_same_text(outbox_collection(outbox)->title_cy, "TTI");
    assert_int_equal(outbox_state(outbox, &fault), OUTBOX_OPEN);
    str folder = only_name(*state, memory);
    struct stat about;
    assert_int_equal(stat(folder.at, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0700);
    assert_int_equal(outbox_count(outbox), 0);
    assert_true(send(outbox, 1, &fault) && send(outbox, 2, &fault) &&
                outbox_cover(outbox, &fault));
    assert_int_equal(outbox_count(outbox), 2);
    outbox_close(outbox);
    assert_int_equal(stat(folder.at, &about), -1);
    give_back(memory);
}

static void practice_is_never_full(void **state)
{
    struct fault fault = { .arena = *state };
    str memory = own_memory(*state);
    struct outbox *outbox = outbox_practice(S("cy"));
    for (int i = 0; i < PRACTICE_ROOM + 20; i++) {
        assert_true(outbox_has_room(outbox));
        assert_true(send(outbox, i, &fault));
        assert_int_equal(outbox_count(outbox), i + 1);
    }
    assert_int_equal(outbox_state(outbox, &fault), OUTBOX_OPEN);
    outbox_close(outbox);
    give_back(memory);
}

/* Had the key been kept it would open everything; so it is all there. */
static void practice_seals_to_a_key_that_is_destroyed_at_once(void **state)
{
    struct fault fault = { .arena = *state };
    struct container_id id = { { 1 } };
    struct container_id ids[4];
    str memory = own_memory(*state);
    catching = true;
    struct practice *practice = practice_begin(S("both"), &fault);
    catching = false;
    assert_non_null(practice);
    assert_non_null(caught);
    struct store *store = practice_store(practice);
    assert_true(post_response(store, &id, S("6"), S("victims"), &fault));
    assert_int_equal(find(store, caught, 6, ids), 1);
    assert_memory_equal(&ids[0], &id, sizeof id);
    keys_destroy(caught);
    caught = NULL;
    practice_end(practice);
    give_back(memory);
}

static void practice_in_no_language_is_refused(void **state)
{
    struct fault fault = { .arena = *state };
    struct outbox *outbox = outbox_practice(S("fr"));
    assert_int_equal(outbox_state(outbox, &fault), OUTBOX_FAILED);
    assert_non_null(fault.pattern);
    outbox_close(outbox);
}

/* A program that practises and is killed. */
static void crash_practising(void)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct arena *arena = arena_make();
        struct fault fault = { .arena = arena };
        _exit(practice_begin(S("both"), &fault) ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void what_a_crash_left_is_no_collection_and_is_removed(void **state)
{
    struct fault fault = { .arena = *state };
    str memory = own_memory(*state);
    crash_practising();
    str left = only_name(*state, memory);
    struct place *place = place_open(memory, &fault);
    assert_int_equal(place_newest(place), 0);
    place_close(place);
    place = place_open(left, &fault);
    assert_int_equal(place_newest(place), 0);
    place_close(place);
    struct practice *practice = practice_begin(S("both"), &fault);
    assert_non_null(practice);
    assert_false(text_equal(only_name(*state, memory), left));
    practice_end(practice);
    give_back(memory);
}

static void two_can_practise_side_by_side(void **state)
{
    struct fault fault = { .arena = *state };
    str memory = own_memory(*state);
    struct outbox *one = outbox_practice(S("both"));
    struct outbox *other = outbox_practice(S("both"));
    assert_int_equal(outbox_state(one, &fault), OUTBOX_OPEN);
    assert_int_equal(outbox_state(other, &fault), OUTBOX_OPEN);
    assert_true(send(one, 1, &fault));
    outbox_close(other);
    assert_true(send(one, 2, &fault));
    assert_int_equal(outbox_count(one), 2);
    outbox_close(one);
    give_back(memory);
}

static void practice_elsewhere_does_without_the_memory_of_the_user(void **state)
{
    struct fault fault = { .arena = *state };
    assert_int_equal(setenv("XDG_RUNTIME_DIR", "/nowhere/at/all", 1), 0);
    struct outbox *outbox = outbox_practice(S("both"));
    assert_int_equal(outbox_state(outbox, &fault), OUTBOX_OPEN);
    outbox_close(outbox);
    assert_int_equal(unsetenv("XDG_RUNTIME_DIR"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a folder that is not there has no collection",
                   a_folder_that_is_not_there_has_no_collection),
        CASES_TEST("an empty folder has no collection and is let go",
                   an_empty_folder_has_no_collection_and_is_let_go),
        CASES_TEST("a folder that another program holds is refused",
                   a_folder_that_another_program_holds_is_refused),
        CASES_TEST("a closed collection is told and let go",
                   a_closed_collection_is_told_and_let_go),
        CASES_TEST("a full collection is told before anybody begins",
                   a_full_collection_is_told_before_anybody_begins),
        CASES_TEST("a store that cannot be opened is told",
                   a_store_that_cannot_be_opened_is_told),
        CASES_TEST("the names are there before the store is open",
                   the_names_are_there_before_the_store_is_open),
        CASES_TEST("without a thread it opens all the same",
                   without_a_thread_it_opens_all_the_same),
        CASES_TEST("nobody has to wait for it before closing",
                   nobody_has_to_wait_for_it_before_closing),
        CASES_TEST("what is sent can be opened with the key alone",
                   what_is_sent_can_be_opened_with_the_key_alone),
        CASES_TEST("twice the same id is one response",
                   twice_the_same_id_is_one_response),
        CASES_TEST("a disk that fails is told and the next try is fine",
                   a_disk_that_fails_is_told_and_the_next_try_is_fine),
        CASES_TEST("a record that is too long is refused",
                   a_record_that_is_too_long_is_refused),
        CASES_TEST("a cover changes the file and nothing else",
                   a_cover_changes_the_file_and_nothing_else),
        CASES_TEST("covers come at moments that nobody can tell",
                   covers_come_at_moments_that_nobody_can_tell),
        CASES_TEST("nothing of a response is left in memory (P4)",
                   nothing_of_a_response_is_left_in_memory),
        CASES_TEST("practice takes in and leaves nothing",
                   practice_takes_in_and_leaves_nothing),
        CASES_TEST("practice is never full", practice_is_never_full),
        CASES_TEST("practice seals to a key that is destroyed at once (P2)",
                   practice_seals_to_a_key_that_is_destroyed_at_once),
        CASES_TEST("practice in no language is refused",
                   practice_in_no_language_is_refused),
        CASES_TEST("what a crash left is no collection and is removed",
                   what_a_crash_left_is_no_collection_and_is_removed),
        CASES_TEST("two can practise side by side",
                   two_can_practise_side_by_side),
        CASES_TEST("practice does without the memory of the user",
                   practice_elsewhere_does_without_the_memory_of_the_user),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
