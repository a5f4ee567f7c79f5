/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store: what was taken in is there, once and whole, and nothing about it
 * tells when it came. */
#include "keep/store.h"

#include <fcntl.h>

#include "founded.h"

static void what_is_put_in_is_found_again_after_opening(void **state)
{
    struct founded *it = founded_store(*state, 12);
    for (int i = 0; i < 8; i++) {
        struct store *store = founded_open(it, NULL);
        assert_int_equal(store_taken(store), i);
        founded_fine(it, store_put(store, founded_envelope(it, i), &it->fault));
        store_close(store);
    }
    bool seen[8] = { 0 };
    struct twin_report report;
    struct store *store = founded_open(it, &report);
    assert_int_equal(founded_look(it, store, seen, 8), 8);
    for (int i = 0; i < 8; i++)
        assert_true(seen[i]);
    assert_int_equal(report.mended, 0);
    assert_int_equal(store_free(store), 3);
    store_close(store);
    founded_end(it);
}

static void a_full_store_takes_nothing_more_and_loses_nothing(void **state)
{
    struct founded *it = founded_store(*state, 10);
    struct store *store = founded_open(it, NULL);
    bool seen[16] = { 0 };
    for (int i = 0; i < 9; i++)
        founded_fine(it, store_put(store, founded_envelope(it, i), &it->fault));
    assert_int_equal(store_free(store), 0);
    assert_false(store_put(store, founded_envelope(it, 9), &it->fault));
    founded_say(it, "the collection “Spring” has room for 0 more; close it and "
                    "begin the next one with “yoursay open”");
    assert_int_equal(founded_look(it, store, seen, 16), 9);
    store_close(store);
    founded_end(it);
}

static void a_closed_collection_takes_nothing_in(void **state)
{
    struct founded *it = founded_store(*state, 10);
    struct store *store = founded_open(it, NULL);
    struct about about = *store_about(store);
    about.closed = true;
    founded_fine(it, store_change(store, &about, &it->fault));
    assert_false(store_put(store, founded_envelope(it, 1), &it->fault));
    founded_say(it, "the collection “Spring” is closed and takes nothing in "
                    "any more; begin the next one with “yoursay open”");
    store_close(store);
    store = founded_open(it, NULL);
    assert_true(store_about(store)->closed);
    assert_int_equal(store_taken(store), 0);
    store_close(store);
    founded_end(it);
}

static void spoil_first_page(struct founded *it)
{
    char garbage[512];
    memset(garbage, 0xEE, sizeof garbage);
    int handle = open(file_join(it->arena, it->folder, S("store")).at,
                      O_WRONLY);
    assert_true(handle >= 0);
    assert_int_equal(pwrite(handle, garbage, sizeof garbage, 0),
                     (ssize_t)sizeof garbage);
    close(handle);
}

/* What was there before a rebuild would tell what came after it (P3). */
static void a_rebuilt_store_leaves_nothing_of_the_old_file(void **state)
{
    struct founded *it = founded_store(*state, 10);
    struct store *store = founded_open(it, NULL);
    founded_fine(it, store_put(store, founded_envelope(it, 0), &it->fault));
    store_close(store);
    str kept = file_join(it->arena, it->folder, S("kept"));
    assert_true(file_link(file_join(it->arena, it->folder, S("store")), kept));
    spoil_first_page(it);
    struct twin_report report;
    bool seen[1] = { 0 };
    store = founded_open(it, &report);
    assert_true(report.rebuilt);
    assert_int_equal(founded_look(it, store, seen, 1), 1);
    str old;
    founded_fine(it, file_read(it->arena, kept, SIZE_MAX, &old, &it->fault));
    assert_true(old.size > 10 * LEAF_PAGE);
    for (size_t i = 0; i < old.size; i++)
        assert_int_equal(old.at[i], 0);
    assert_false(file_exists(file_join(it->arena, it->folder, S("store.old"))));
    store_close(store);
    founded_end(it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("what is put in is found again after opening",
                   what_is_put_in_is_found_again_after_opening),
        CASES_TEST("a full store takes nothing more and loses nothing",
                   a_full_store_takes_nothing_more_and_loses_nothing),
        CASES_TEST("a closed collection takes nothing in",
                   a_closed_collection_takes_nothing_in),
        CASES_TEST("a rebuilt store leaves nothing of the old file",
                   a_rebuilt_store_leaves_nothing_of_the_old_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
