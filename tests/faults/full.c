/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The disk is full: Send does not fail, because all room was taken when there
 * was some (P1). */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>

#include "cut.h"
#include "start.h"

enum { MANY = 300, ROOM = MANY + STORE_SPARE };

/* Any number of different responses; sealing each would take longer. */
static struct envelope *nth_envelope(struct founded *it, int number)
{
    static struct envelope *one;
    if (number == 0)
        one = founded_envelope(it, 0);
    memcpy(one->sealed.bytes, &number, sizeof number);
    return one;
}

static int number_in(const struct envelope *envelope)
{
    int number = -1;
    memcpy(&number, envelope->sealed.bytes, sizeof number);
    return number;
}

/* All of them, each of which is true at once. */
static void put_many(struct founded *it, struct store *store)
{
    for (int i = 0; i < MANY; i++)
        founded_fine(it, store_put(store, nth_envelope(it, i), &it->fault));
}

static void expect_many(struct founded *it)
{
    struct envelope envelope;
    struct twin_report report;
    bool seen[MANY] = { false };
    struct store *store = founded_open(it, &report);
    assert_true(deeds_untouched(&report));
    assert_int_equal(store_taken(store), MANY);
    for (long place = 0; place < store_room(store); place++) {
        founded_fine(it, store_read(store, place, &envelope, &it->fault));
        if (!store_is_taken(store, place))
            continue;
        int number = number_in(&envelope);
        assert_in_range(number, 0, MANY - 1);
        assert_false(seen[number]);
        seen[number] = true;
    }
    store_close(store);
}

/* ---- a disk that lets no file grow --------------------------------------- */

static struct founded *found(struct arena *arena)
{
    struct founded *it = founded_keys(arena, ROOM);
    it->folder = folder_make(arena);
    founded_fine(it, store_make(it->folder, &it->about, &it->fault));
    return it;
}

/* With what is in the folder now no file can grow any more. */
static void expect_room_for_many(struct founded *it)
{
    disk_watch(it->folder);
    disk_fill();
    struct store *store = founded_open(it, NULL);
    put_many(it, store);
    store_close(store);
    expect_many(it);
    disk_rest();
    founded_end(it);
}

static void a_store_that_was_made_has_room_for_all(void **state)
{
    expect_room_for_many(found(*state));
}

/* The next start takes the room again, as long as there is some. */
static void without_its_journal_it_takes_its_room_again(void **state)
{
    struct founded *it = found(*state);
    str journal = file_join(*state, it->folder, S("store-journal"));
    file_remove(journal);
    disk_watch(it->folder);
    struct store *store = founded_open(it, NULL);
    disk_fill();
    put_many(it, store);
    store_close(store);
    expect_many(it);
    disk_rest();
    founded_end(it);
}

/* All moments of a put at which the power can go. */
static void after_a_power_cut_it_still_has_its_room(void **state)
{
    static struct cut_choice all[CUT_WAITING];
    struct deeds *deeds = start_plan(*state);
    struct disk_log log = { .arena = *state };
    struct folder left;
    deeds_run(deeds, START_OPEN, START_PUT);
    store_close(deeds->store);
    disk_record(deeds->it->folder, &log);
    deeds_run(deeds, START_OPEN, START_CHANGE);
    disk_rest();
    for (int i = 0; i < CUT_WAITING; i++)
        all[i].parts = (uint32_t)CUT_ALL;
    for (struct cut *cut = cut_begin(*state, &log, false); cut_next(cut);) {
        cut_make(cut, all, &left);
        start_lay(deeds, START_HOT, &left);
        disk_watch(deeds->it->folder);
        disk_fill();
        deeds_run(deeds, START_OPEN, START_ADD);
        disk_rest();
        const char *wrong = deeds_wrong(deeds, deeds->store);
        if (wrong)
            fail_msg("%s", wrong);
    }
    deeds_end(deeds);
}

/* A merge of more than the journal has room for makes it longer for a while. */
static void after_a_large_merge_it_still_has_its_room(void **state)
{
    static const struct deed list[] = {
        { .kind = DEED_MAKE },    { .kind = DEED_OPEN },
        { .kind = DEED_ADD, 40 }, { .kind = DEED_PUT },
        { .kind = DEED_CHANGE },  { .kind = DEED_PUT },
    };
    struct deeds *deeds = deeds_plan(*state, 60, list, 6);
    deeds_run(deeds, 0, 1);
    disk_watch(deeds->it->folder);
    deeds_run(deeds, 1, 3);
    disk_fill();
    deeds_run(deeds, 3, 6);
    const char *wrong = deeds_wrong(deeds, deeds->store);
    if (wrong)
        fail_msg("%s", wrong);
    disk_rest();
    deeds_end(deeds);
}

/* The control: if nothing had been taken, this test would tell. */
static void without_room_a_put_fails_with_a_reason(void **state)
{
    struct founded *it = found(*state);
    str journal = file_join(*state, it->folder, S("store-journal"));
    disk_watch(it->folder);
    struct store *store = founded_open(it, NULL);
    store_close(store);
    file_remove(journal);
    disk_fill();
    assert_null(store_open(it->folder, &(struct twin_report){ 0 }, &it->fault));
    assert_non_null(it->fault.pattern);
    disk_rest();
    founded_end(it);
}

/* ---- a file system that is full ------------------------------------------ */

static bool run(const char *pattern, str folder)
{
    char line[500];
    snprintf(line, sizeof line, pattern, folder.at, folder.at);
    return system(line) == 0;
}

/* Its own, of 24 MB, which nobody else sees; false where that is not allowed. */
static bool mount_own(str folder)
{
    return geteuid() == 0 && unshare(CLONE_NEWNS) == 0 &&
           mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           run("PATH=$PATH:/usr/sbin:/sbin && cd %s && truncate -s 24M disk && "
               "mkfs.ext4 -q -F disk 2>/dev/null && mkdir in && "
               "mount -o loop disk in 2>/dev/null",
               folder);
}

/* Down to the last block, and the last file. */
static void fill_disk(str folder)
{
    run("cd %s && dd if=/dev/zero of=rest bs=64k 2>/dev/null", folder);
    run("cd %s && dd if=/dev/zero of=crumbs bs=512 2>/dev/null", folder);
    run("cd %s && i=0 && while : >file-$i; do i=$((i + 1)); done 2>/dev/null",
        folder);
    assert_false(run("cd %s && echo more 2>/dev/null >more", folder));
}

static void put_many_on_a_full_disk(struct arena *arena, str folder)
{
    struct founded *it = founded_keys(arena, ROOM);
    it->folder = file_join(arena, folder, S("in/store"));
    assert_int_equal(mkdir(it->folder.at, 0700), 0);
    founded_fine(it, store_make(it->folder, &it->about, &it->fault));
    fill_disk(it->folder);
    struct store *store = founded_open(it, NULL);
    put_many(it, store);
    store_close(store);
    expect_many(it);
    founded_end(it);
}

static void a_full_file_system_changes_nothing(void **state)
{
    str folder = folder_make(*state);
    bool mounted = mount_own(folder);
    if (mounted) {
        put_many_on_a_full_disk(*state, folder);
        assert_true(run("cd / && umount %s/in", folder));
        assert_true(run("rmdir %s/in", folder));
    }
    folder_remove(folder);
    if (!mounted) {
        print_message("    skipped: no file system can be mounted here\n");
        skip();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a store that was made has room for all",
                   a_store_that_was_made_has_room_for_all),
        CASES_TEST("without its journal it takes its room again",
                   without_its_journal_it_takes_its_room_again),
        CASES_TEST("after a power cut it still has its room",
                   after_a_power_cut_it_still_has_its_room),
        CASES_TEST("after a large merge it still has its room",
                   after_a_large_merge_it_still_has_its_room),
        CASES_TEST("without room a put fails with a reason",
                   without_room_a_put_fails_with_a_reason),
        CASES_TEST("a full file system changes nothing",
                   a_full_file_system_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
