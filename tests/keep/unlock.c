/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unlocking: wrong passphrases are counted on disk before they are tried, and
 * have to wait; the recovery key never does. */
#include "keep/unlock.h"

#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <sys/wait.h>

#include "founded.h"
#include "keep/passphrase.h"

/* ---- what the linker puts in front ---------------------------------------- */

static struct {
    int hashed;     /* how often a passphrase was tried */
    bool slow;      /* with the real function */
    bool killed;    /* the program is killed within the next try */
    bool no_memory; /* for the next try */
    int failing;    /* the changing of leaf 0 that fails, from 1; 0: none */
    struct tries_moment now;
} world;

static void set_boot(const char *boot)
{
    memset(world.now.boot, 0, TRIES_BOOT);
    memcpy(world.now.boot, boot, strlen(boot));
}

/* NOLINTBEGIN(readability-identifier-naming): the linker's names */
int __real_crypto_pwhash(unsigned char *out, unsigned long long out_size,
                         const char *text, unsigned long long size,
                         const unsigned char *salt, unsigned long long work,
                         size_t memory, int how);
int __wrap_crypto_pwhash(unsigned char *out, unsigned long long out_size,
                         const char *text, unsigned long long size,
                         const unsigned char *salt, unsigned long long work,
                         size_t memory, int how);
struct tries_moment __wrap_tries_now(void);
bool __real_store_change(struct store *store, const struct about *about,
                         struct fault *fault);
bool __wrap_store_change(struct store *store, const struct about *about,
                         struct fault *fault);

/* A passphrase that is tried in no time. */
int __wrap_crypto_pwhash(unsigned char *out, unsigned long long out_size,
                         const char *text, unsigned long long size,
                         const unsigned char *salt, unsigned long long work,
                         size_t memory, int how)
{
    world.hashed++;
    if (world.killed)
        kill(getpid(), SIGKILL);
    if (world.no_memory) {
        errno = ENOMEM;
        return -1;
    }
    if (world.slow)
        return __real_crypto_pwhash(out, out_size, text, size, salt, work,
                                    memory, how);
    return crypto_generichash(out, (size_t)out_size,
                              (const unsigned char *)text, size, salt,
                              crypto_pwhash_SALTBYTES);
}

struct tries_moment __wrap_tries_now(void)
{
    return world.now;
}

bool __wrap_store_change(struct store *store, const struct about *about,
                         struct fault *fault)
{
    if (world.failing > 0 && --world.failing == 0)
        return fault_set(fault, "the disk failed");
    return __real_store_change(store, about, fault);
}
/* NOLINTEND(readability-identifier-naming) */

/* ---- a store that is locked ------------------------------------------------ */

static const char *const is_wrong[] = {
    "the passphrase is another one, or this key is damaged; before the next "
    "try there is a wait, and the recovery key never waits",
    "the passphrase is another one, or this key is damaged; try again, or use "
    "the recovery key. After 1 more wrong try there is a wait",
    "the passphrase is another one, or this key is damaged; try again, or use "
    "the recovery key. After 2 more wrong tries there is a wait",
    "the passphrase is another one, or this key is damaged; try again, or use "
    "the recovery key. After 3 more wrong tries there is a wait",
    "the passphrase is another one, or this key is damaged; try again, or use "
    "the recovery key. After 4 more wrong tries there is a wait",
};
static const unsigned char sheet[RECOVERY_BYTES] = { 5, 4, 3, 2, 1 };

/* Seven words of the list, from this one on. */
static str words_from(struct arena *arena, int first)
{
    struct text text = { .arena = arena };
    for (int i = 0; i < PASSPHRASE_WORDS; i++) {
        if (i > 0)
            text_add_char(&text, ' ');
        text_add(&text,
                 text_of(passphrase_word(PASSPHRASE_ENGLISH, first + i * 100)));
    }
    return text_view(&text);
}

static str right(struct founded *it)
{
    return words_from(it->arena, 7);
}

static str wrong(struct founded *it)
{
    return words_from(it->arena, 8);
}

static str sheet_text(struct founded *it)
{
    char *text = arena_take(it->arena, RECOVERY_ROOM);
    recovery_write(sheet, text);
    return text_of(text);
}

/* A store whose secret is wrapped, on a machine that has run for a while. */
static struct founded *lock(struct arena *arena)
{
    struct founded *it = founded_keys(arena, 10);
    struct collection *collection = &it->about.collection;
    memset(&world, 0, sizeof world);
    set_boot("first");
    world.now.time = 1000000;
    founded_fine(it, keys_wrap(it->secret, right(it), sheet,
                               collection->wrapped, &it->fault));
    it->about.charter = collection_write(arena, collection, it->secret);
    it->folder = founded_folder(arena);
    founded_fine(it, store_make(it->folder, &it->about, &it->fault));
    world.hashed = 0;
    return it;
}

static uint32_t count_of(const struct store *store)
{
    return store_about(store)->tries.wrong;
}

/* What is on disk, whatever the open store believes. */
static uint32_t count_on_disk(struct founded *it, struct store *store)
{
    store_close(store);
    store = founded_open(it, NULL);
    uint32_t count = count_of(store);
    store_close(store);
    return count;
}

static void expect_opens(struct founded *it, struct keys_secret *secret)
{
    founded_fine(it, secret);
    assert_memory_equal(keys_public(secret), keys_public(it->secret),
                        KEYS_PUBLIC);
    keys_destroy(secret);
}

static void open_by_passphrase(struct founded *it, struct store *store)
{
    expect_opens(it, unlock_by_passphrase(store, right(it), &it->fault));
}

static void open_by_recovery(struct founded *it, struct store *store)
{
    expect_opens(it, unlock_by_recovery(store, sheet_text(it), &it->fault));
}

static void try_wrong(struct founded *it, struct store *store, int times)
{
    for (int i = 0; i < times; i++) {
        assert_null(unlock_by_passphrase(store, wrong(it), &it->fault));
        founded_say(
            it,
            is_wrong[count_of(store) < TRIES_FREE ? TRIES_FREE - count_of(store)
                                                  : 0]);
    }
}

/* Refused for now, in these words, and not even tried. */
static void expect_early(struct founded *it, struct store *store,
                         const char *when)
{
    struct text wanted = { .arena = it->arena };
    int hashed = world.hashed;
    uint32_t count = count_of(store);
    text_add(&wanted, S("too many passphrases were wrong; the next one can be "
                        "tried in "));
    text_add(&wanted, text_of(when));
    text_add(&wanted, S(". The recovery key never waits"));
    assert_null(unlock_by_passphrase(store, right(it), &it->fault));
    founded_say(it, text_view(&wanted).at);
    assert_int_equal(world.hashed, hashed);
    assert_int_equal(count_of(store), count);
}

/* ---- trying ----------------------------------------------------------------- */

static void the_passphrase_or_the_sheet_opens(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    open_by_passphrase(it, store);
    assert_int_equal(world.hashed, 1);
    open_by_recovery(it, store);
    assert_int_equal(world.hashed, 1);
    assert_int_equal(count_on_disk(it, store), 0);
    founded_end(it);
}

/* A charter of other keys, in which the wrapped secret is the victim's: what is
 * sealed from then on is sealed for others. */
static void a_store_whose_keys_were_exchanged_is_found_out(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    struct keys_secret *other = keys_make(&it->fault);
    struct about about = *store_about(store);
    about.charter = collection_write(it->arena, &about.collection, other);
    founded_fine(it, store_change(store, &about, &it->fault));
    assert_null(unlock_by_passphrase(store, right(it), &it->fault));
    founded_say(it, "somebody changed what this store says about its keys: "
                    "answers may have been sealed for others. Keep a copy of "
                    "the whole folder and ask for help");
    assert_null(unlock_by_recovery(store, sheet_text(it), &it->fault));
    keys_destroy(other);
    store_close(store);
    founded_end(it);
}

static void the_real_passphrase_function_opens_and_refuses(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    world.slow = true;
    struct about about = *store_about(store);
    founded_fine(it, keys_rewrap(it->secret, right(it),
                                 about.collection.wrapped, &it->fault));
    about.charter = collection_write(it->arena, &about.collection, it->secret);
    founded_fine(it, store_change(store, &about, &it->fault));
    open_by_passphrase(it, store);
    try_wrong(it, store, 1);
    store_close(store);
    founded_end(it);
}

static void a_wrong_passphrase_is_counted_and_said(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    for (int i = 1; i <= 3; i++) {
        try_wrong(it, store, 1);
        assert_int_equal(count_of(store), i);
        assert_int_equal(world.hashed, i);
    }
    assert_int_equal(count_on_disk(it, store), 3);
    founded_end(it);
}

static void what_cannot_be_a_passphrase_is_no_try(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    for (int i = 0; i < 10; i++) {
        assert_null(unlock_by_passphrase(
            store, S("abacus able qqqq about above abroad absorb"),
            &it->fault));
        founded_say(it, "word 3 is not one of the words that passphrases are "
                        "made of; look at its spelling");
        assert_null(unlock_by_passphrase(store, S("abacus able"), &it->fault));
        founded_say(it, "a passphrase has 7 words and this has 2");
    }
    assert_int_equal(world.hashed, 0);
    assert_int_equal(count_of(store), 0);
    try_wrong(it, store, 5);
    assert_null(unlock_by_passphrase(store, S(""), &it->fault));
    founded_say(it, "a passphrase has 7 words and this has 0");
    assert_int_equal(count_on_disk(it, store), 5);
    founded_end(it);
}

static void the_sixth_try_waits_and_is_not_made(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    try_wrong(it, store, 5);
    expect_early(it, store, "15 seconds");
    world.now.time += 14000;
    expect_early(it, store, "1 second");
    world.now.time += 999;
    expect_early(it, store, "1 second");
    world.now.time += 1;
    try_wrong(it, store, 1);
    expect_early(it, store, "30 seconds");
    assert_int_equal(world.hashed, 6);
    assert_int_equal(count_on_disk(it, store), 6);
    founded_end(it);
}

static void waits_grow_to_an_hour_and_are_said_in_minutes(void **state)
{
    static const struct {
        const char *when;
        int64_t wait;
    } waits[] = { { "15 seconds", 15 },   { "30 seconds", 30 },
                  { "60 seconds", 60 },   { "2 minutes", 120 },
                  { "4 minutes", 240 },   { "8 minutes", 480 },
                  { "16 minutes", 960 },  { "32 minutes", 1920 },
                  { "60 minutes", 3600 }, { "60 minutes", 3600 } };
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    try_wrong(it, store, 5);
    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
        expect_early(it, store, waits[i].when);
        world.now.time += waits[i].wait * 1000;
        try_wrong(it, store, 1);
    }
    world.now.time += 3509 * 1000;
    expect_early(it, store, "2 minutes");
    world.now.time += 1000;
    expect_early(it, store, "90 seconds");
    store_close(store);
    founded_end(it);
}

static void the_right_passphrase_behind_the_wait_sets_it_back(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    try_wrong(it, store, 5);
    world.now.time += 15000;
    open_by_passphrase(it, store);
    assert_int_equal(count_of(store), 0);
    try_wrong(it, store, 5);
    expect_early(it, store, "15 seconds");
    store_close(store);
    founded_end(it);
}

/* ---- what cannot be got round ------------------------------------------------ */

static void a_wait_survives_opening_the_store_again(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    try_wrong(it, store, 5);
    world.now.time += 5000;
    store_close(store);
    store = founded_open(it, NULL);
    expect_early(it, store, "10 seconds");
    world.now.time += 10000;
    open_by_passphrase(it, store);
    store_close(store);
    founded_end(it);
}

static void a_started_machine_waits_all_of_it_again_and_once(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    try_wrong(it, store, 5);
    store_close(store);
    set_boot("second");
    world.now.time = 40000;
    store = founded_open(it, NULL);
    expect_early(it, store, "15 seconds");
    world.now.time += 10000;
    store_close(store);
    store = founded_open(it, NULL);
    expect_early(it, store, "5 seconds");
    world.now.time += 5000;
    open_by_passphrase(it, store);
    store_close(store);
    founded_end(it);
}

/* Kills a program within its next try. */
static void kill_within(struct founded *it)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        struct twin_report report;
        struct store *store = store_open(it->folder, &report, &it->fault);
        world.killed = true;
        if (store)
            unlock_by_passphrase(store, right(it), &it->fault);
        _exit(1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

static void pulling_the_plug_within_a_try_wins_nothing(void **state)
{
    struct founded *it = lock(*state);
    for (uint32_t i = 1; i <= 5; i++) {
        kill_within(it);
        struct store *store = founded_open(it, NULL);
        assert_int_equal(count_of(store), i);
        store_close(store);
    }
    struct store *store = founded_open(it, NULL);
    expect_early(it, store, "15 seconds");
    store_close(store);
    founded_end(it);
}

/* Writes zeros over one copy of leaf 0, in the bare file. */
static void damage(struct founded *it, int copy)
{
    static const unsigned char mark[] = { 'Y', 'S', 'L', 1, 0, 0, 0, 0 };
    unsigned char zeros[400] = { 0 };
    str path = file_join(it->arena, it->folder, S("store"));
    str content;
    founded_fine(it, file_read(it->arena, path, 1 << 24, &content, &it->fault));
    size_t at = text_find(content, (str){ (const char *)mark, sizeof mark });
    if (copy > 0)
        at += 1 + text_find(text_slice(content, at + 1, content.size),
                            (str){ (const char *)mark, sizeof mark });
    assert_true(at < content.size);
    FILE *file = fopen(path.at, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
    assert_int_equal(fwrite(zeros, sizeof zeros, 1, file), 1);
    assert_int_equal(fclose(file), 0);
}

static void a_wait_survives_damage_to_either_copy(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    try_wrong(it, store, 5);
    store_close(store);
    for (int copy = 0; copy < 2; copy++) {
        struct twin_report report;
        damage(it, copy);
        store = founded_open(it, &report);
        assert_int_equal(report.mended, 1);
        expect_early(it, store, "15 seconds");
        store_close(store);
    }
    founded_end(it);
}

static void a_try_that_cannot_be_counted_is_not_made(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    world.failing = 1;
    assert_null(unlock_by_passphrase(store, right(it), &it->fault));
    founded_say(it, "the disk failed");
    assert_int_equal(world.hashed, 0);
    open_by_passphrase(it, store);
    store_close(store);
    founded_end(it);
}

static void a_count_that_cannot_be_set_back_does_not_keep_staff_out(
    void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    world.failing = 2;
    open_by_passphrase(it, store);
    assert_int_equal(count_of(store), 1);
    world.failing = 1;
    open_by_recovery(it, store);
    assert_int_equal(count_on_disk(it, store), 1);
    founded_end(it);
}

static void a_machine_without_memory_for_a_try_says_so(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    world.no_memory = true;
    assert_null(unlock_by_passphrase(store, right(it), &it->fault));
    founded_say(it, "a passphrase takes 256 MB of memory to try; close other "
                    "programs and start again");
    world.no_memory = false;
    open_by_passphrase(it, store);
    assert_int_equal(count_on_disk(it, store), 0);
    founded_end(it);
}

/* ---- the recovery key -------------------------------------------------------- */

static void the_recovery_key_never_waits_and_ends_all_waiting(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    try_wrong(it, store, 5);
    expect_early(it, store, "15 seconds");
    open_by_recovery(it, store);
    assert_int_equal(count_of(store), 0);
    try_wrong(it, store, 1);
    assert_int_equal(count_on_disk(it, store), 1);
    founded_end(it);
}

static void a_wrong_recovery_key_is_said_and_not_counted(void **state)
{
    static const unsigned char other[RECOVERY_BYTES] = { 5, 4, 3, 2 };
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    char text[RECOVERY_ROOM];
    recovery_write(other, text);
    try_wrong(it, store, 2);
    for (int i = 0; i < 10; i++) {
        assert_null(unlock_by_recovery(store, text_of(text), &it->fault));
        founded_say(it, "the recovery key belongs to another collection, or "
                        "this key is damaged; look for the other sheet or the "
                        "copy on the stick");
    }
    text[RECOVERY_ROOM - 2] ^= 1;
    assert_null(unlock_by_recovery(store, text_of(text), &it->fault));
    founded_say(it, "group 13 of the recovery key is not right; compare its 5 "
                    "signs with the sheet");
    assert_int_equal(count_on_disk(it, store), 2);
    founded_end(it);
}

/* ---- a new passphrase ---------------------------------------------------------- */

static void renew(struct founded *it, struct store *store)
{
    founded_fine(it, unlock_renew(store, it->secret, words_from(it->arena, 9),
                                  &it->fault));
}

static void expect_renewed(struct founded *it, struct store *store)
{
    expect_opens(
        it, unlock_by_passphrase(store, words_from(it->arena, 9), &it->fault));
    open_by_recovery(it, store);
    assert_null(unlock_by_passphrase(store, right(it), &it->fault));
    founded_say(it, is_wrong[4]);
}

static void a_new_passphrase_opens_and_the_old_one_does_not(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    renew(it, store);
    expect_renewed(it, store);
    store_close(store);
    store = founded_open(it, NULL);
    expect_renewed(it, store);
    store_close(store);
    founded_end(it);
}

static struct envelope *read_all(struct founded *it, struct store *store)
{
    long room = store_room(store);
    struct envelope *all = arena_array(it->arena, struct envelope, room);
    for (long place = 0; place < room; place++)
        founded_fine(it, store_read(store, place, &all[place], &it->fault));
    return all;
}

static void a_new_passphrase_changes_no_envelope(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    bool seen[4] = { 0 };
    for (int i = 0; i < 4; i++)
        founded_fine(it, store_put(store, founded_envelope(it, i), &it->fault));
    const struct envelope *before = read_all(it, store);
    renew(it, store);
    const struct envelope *behind = read_all(it, store);
    assert_memory_equal(before, behind,
                        sizeof *before * (size_t)store_room(store));
    assert_int_equal(founded_look(it, store, seen, 4), 4);
    store_close(store);
    founded_end(it);
}

static void a_new_passphrase_leaves_names_keys_and_state(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    struct about about = *store_about(store);
    struct collection read;
    about.closed = true;
    about.lost = 2;
    founded_fine(it, store_change(store, &about, &it->fault));
    renew(it, store);
    const struct about *now = store_about(store);
    founded_fine(it,
                 collection_read(it->arena, now->charter, &read, &it->fault));
    assert_true(collection_is_of(&read, it->secret));
    assert_true(kiosk_belongs(&read, &now->pair.kiosk));
    assert_memory_equal(read.wrapped, now->collection.wrapped, KEYS_WRAPPED);
    cases_same(read.name, it->about.collection.name);
    cases_same(read.title_cy, it->about.collection.title_cy);
    assert_memory_equal(&now->pair, &it->about.pair, sizeof now->pair);
    assert_true(now->closed);
    assert_int_equal(now->lost, 2);
    store_close(store);
    founded_end(it);
}

static bool holds(struct founded *it, const char *name, str bytes)
{
    str content;
    str path = file_join(it->arena, it->folder, text_of(name));
    founded_fine(it, file_read(it->arena, path, 1 << 24, &content, &it->fault));
    return text_find(content, bytes) < content.size;
}

/* Else whoever knows the old passphrase opens the secret from the journal. */
static void nothing_that_the_old_passphrase_opens_is_left(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    str locked = { (const char *)it->about.collection.wrapped + KEYS_HEAD,
                   16 + KEYS_LOCK };
    assert_true(holds(it, "store", locked));
    try_wrong(it, store, 1);
    assert_true(holds(it, "store-journal", locked));
    renew(it, store);
    assert_false(holds(it, "store", locked));
    assert_false(holds(it, "store-journal", locked));
    store_close(store);
    founded_end(it);
}

static void a_renewal_that_fails_leaves_the_old_passphrase(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    world.failing = 1;
    assert_false(
        unlock_renew(store, it->secret, words_from(it->arena, 9), &it->fault));
    founded_say(it, "the disk failed");
    open_by_passphrase(it, store);
    world.no_memory = true;
    assert_false(
        unlock_renew(store, it->secret, words_from(it->arena, 9), &it->fault));
    founded_say(it, "a passphrase takes 256 MB of memory to try; close other "
                    "programs and start again");
    world.no_memory = false;
    open_by_passphrase(it, store);
    open_by_recovery(it, store);
    store_close(store);
    founded_end(it);
}

static void a_renewal_whose_traces_stay_is_a_renewal(void **state)
{
    struct founded *it = lock(*state);
    struct store *store = founded_open(it, NULL);
    world.failing = 2;
    renew(it, store);
    assert_int_equal(world.failing, 0);
    expect_renewed(it, store);
    store_close(store);
    founded_end(it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a store whose keys were exchanged is found out",
                   a_store_whose_keys_were_exchanged_is_found_out),
        CASES_TEST("the passphrase or the sheet opens",
                   the_passphrase_or_the_sheet_opens),
        CASES_TEST("the real passphrase function opens and refuses",
                   the_real_passphrase_function_opens_and_refuses),
        CASES_TEST("a wrong passphrase is counted and said",
                   a_wrong_passphrase_is_counted_and_said),
        CASES_TEST("what cannot be a passphrase is no try",
                   what_cannot_be_a_passphrase_is_no_try),
        CASES_TEST("the sixth try waits and is not made",
                   the_sixth_try_waits_and_is_not_made),
        CASES_TEST("waits grow to an hour and are said in minutes",
                   waits_grow_to_an_hour_and_are_said_in_minutes),
        CASES_TEST("the right passphrase behind the wait sets it back",
                   the_right_passphrase_behind_the_wait_sets_it_back),
        CASES_TEST("a wait survives opening the store again",
                   a_wait_survives_opening_the_store_again),
        CASES_TEST("a started machine waits all of it again and once",
                   a_started_machine_waits_all_of_it_again_and_once),
        CASES_TEST("pulling the plug within a try wins nothing",
                   pulling_the_plug_within_a_try_wins_nothing),
        CASES_TEST("a wait survives damage to either copy",
                   a_wait_survives_damage_to_either_copy),
        CASES_TEST("a try that cannot be counted is not made",
                   a_try_that_cannot_be_counted_is_not_made),
        CASES_TEST("a count that cannot be set back does not keep staff out",
                   a_count_that_cannot_be_set_back_does_not_keep_staff_out),
        CASES_TEST("a machine without memory for a try says so",
                   a_machine_without_memory_for_a_try_says_so),
        CASES_TEST("the recovery key never waits and ends all waiting",
                   the_recovery_key_never_waits_and_ends_all_waiting),
        CASES_TEST("a wrong recovery key is said and not counted",
                   a_wrong_recovery_key_is_said_and_not_counted),
        CASES_TEST("a new passphrase opens and the old one does not",
                   a_new_passphrase_opens_and_the_old_one_does_not),
        CASES_TEST("a new passphrase changes no envelope",
                   a_new_passphrase_changes_no_envelope),
        CASES_TEST("a new passphrase leaves names keys and state",
                   a_new_passphrase_leaves_names_keys_and_state),
        CASES_TEST("nothing that the old passphrase opens is left",
                   nothing_that_the_old_passphrase_opens_is_left),
        CASES_TEST("a renewal that fails leaves the old passphrase",
                   a_renewal_that_fails_leaves_the_old_passphrase),
        CASES_TEST("a renewal whose traces stay is a renewal",
                   a_renewal_whose_traces_stay_is_a_renewal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
