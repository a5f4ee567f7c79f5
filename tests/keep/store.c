/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store: what was taken in is there, once and whole, and nothing about it
 * tells when it came. */
#include "keep/store.h"

#include <fcntl.h>

#include "founded.h"
#include "keep/carry.h"

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

/* Somebody who is told how far the work is, and may call it off. */
struct listener {
    struct progress progress;
    long last;  /* of the steps so far; 0: there was none */
    long total; /* the first that was told */
    int steps;
    int most; /* so many, and then it is called off */
};

static bool listen(void *to, long done, long total)
{
    struct listener *listener = to;
    if (listener->steps == 0)
        listener->total = total;
    assert_int_equal(total, listener->total);
    assert_in_range(done, listener->last + 1, total);
    listener->last = done;
    return ++listener->steps < listener->most;
}

static const struct progress *begin_to_listen(struct listener *listener,
                                              int most)
{
    *listener = (struct listener){ .progress = { listen, listener },
                                   .most = most };
    return &listener->progress;
}

enum { MANY = 200, ENDLESS = 1000000 };

static void making_and_opening_tell_how_far_they_are(void **state)
{
    struct founded *it = founded_keys(*state, MANY);
    struct listener listener;
    struct twin_report report;
    it->folder = founded_folder(it->arena);
    founded_fine(it, store_make_telling(it->folder, &it->about,
                                        begin_to_listen(&listener, ENDLESS),
                                        &it->fault));
    assert_int_equal(listener.total, 3 * (MANY + 1));
    assert_in_range(listener.last, listener.total - 64, listener.total);
    struct store *store = store_open_telling(
        it->folder, begin_to_listen(&listener, ENDLESS), &report, &it->fault);
    founded_fine(it, store);
    assert_int_equal(listener.total, 2 * (MANY + 1));
    assert_in_range(listener.last, listener.total - 64, listener.total);
    store_close(store);
    founded_end(it);
}

static void an_opening_that_is_called_off_loses_nothing(void **state)
{
    struct founded *it = founded_store(*state, MANY);
    struct store *store = founded_open(it, NULL);
    bool seen[1] = { false };
    struct listener listener;
    struct twin_report report;
    founded_fine(it, store_put(store, founded_envelope(it, 0), &it->fault));
    store_close(store);
    int most = 1;
    while (!(store = store_open_telling(it->folder,
                                        begin_to_listen(&listener, most),
                                        &report, &it->fault))) {
        founded_say(it, "it was called off; nothing was changed");
        assert_int_equal(listener.steps, most++);
    }
    assert_in_range(most, 5, 10);
    assert_int_equal(founded_look(it, store, seen, 1), 1);
    store_close(store);
    founded_end(it);
}

static void a_making_can_be_called_off_at_every_step(void **state)
{
    struct founded *it = founded_keys(*state, MANY);
    struct listener listener;
    int most = 1;
    it->folder = founded_folder(it->arena);
    while (!store_make_telling(it->folder, &it->about,
                               begin_to_listen(&listener, most), &it->fault)) {
        founded_say(it, "it was called off; nothing was changed");
        assert_int_equal(listener.steps, most++);
        file_remove(file_join(it->arena, it->folder, S("store")));
        file_remove(file_join(it->arena, it->folder, S("store-journal")));
    }
    assert_in_range(most, 8, 12);
    store_close(founded_open(it, NULL));
    founded_end(it);
}

enum { CARRIED = 3 };

/* A bundle of another kiosk of the same collection. */
static str carry_from_elsewhere(struct founded *it)
{
    struct founded other = *it;
    struct carry_slip slip;
    other.folder = founded_folder(it->arena);
    kiosk_make(it->secret, &other.about.pair);
    founded_fine(it, store_make(other.folder, &other.about, &it->fault));
    struct store *store = founded_open(&other, NULL);
    for (int i = 0; i < CARRIED; i++)
        founded_fine(it, store_put(store, founded_envelope(it, i), &it->fault));
    struct about about = *store_about(store);
    about.closed = true;
    founded_fine(it, store_change(store, &about, &it->fault));
    str path = file_join(it->arena, it->folder, S("bundle"));
    founded_fine(it, carry_out(store, path, NULL, &slip, &it->fault));
    store_close(store);
    other.secret = NULL;
    founded_end(&other);
    return path;
}

static void a_carrying_in_that_is_called_off_brings_nothing(void **state)
{
    struct founded *it = founded_store(*state, 10);
    str path = carry_from_elsewhere(it);
    struct store *store = founded_open(it, NULL);
    bool seen[CARRIED] = { false };
    struct listener listener;
    struct carry_slip slip;
    for (int most = 1; most <= 2 * CARRIED; most++) {
        assert_false(carry_in(store, path, begin_to_listen(&listener, most),
                              &slip, &it->fault));
        assert_int_equal(listener.total, 2 * CARRIED);
        assert_int_equal(store_taken(store), 0);
        it->fault = (struct fault){ .arena = it->arena };
    }
    founded_fine(it, carry_in(store, path, begin_to_listen(&listener, ENDLESS),
                              &slip, &it->fault));
    assert_int_equal(listener.last, listener.total);
    assert_int_equal(founded_look(it, store, seen, CARRIED), CARRIED);
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
        CASES_TEST("making and opening tell how far they are",
                   making_and_opening_tell_how_far_they_are),
        CASES_TEST("an opening that is called off loses nothing",
                   an_opening_that_is_called_off_loses_nothing),
        CASES_TEST("a making can be called off at every step",
                   a_making_can_be_called_off_at_every_step),
        CASES_TEST("a carrying in that is called off brings nothing",
                   a_carrying_in_that_is_called_off_brings_nothing),
        CASES_TEST("a rebuilt store leaves nothing of the old file",
                   a_rebuilt_store_leaves_nothing_of_the_old_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
