/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * There is nothing to read in a store but its envelopes, and nothing in its
 * journal but a place that is free (P3): after every response, after closing,
 * and after everything that writes more than one leaf at a time.
 */
#include "ground.h"

/* ---- there is nothing else to read --------------------------------------- */

static uint32_t counter_at(str store, int at)
{
    const unsigned char *bytes = (const unsigned char *)store.at + at;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
           (uint32_t)bytes[2] << 8 | bytes[3];
}

/* SQLite counts how often the file was changed, but in our manner of use only
 * once for each opening. */
static void check_first_page(str store, str blank, uint32_t openings)
{
    enum { COUNTER = 24, AFTER = 28, VALID_FOR = 92, BEHIND = 96 };
    assert_int_equal(counter_at(store, COUNTER),
                     counter_at(blank, COUNTER) + openings);
    assert_int_equal(counter_at(store, VALID_FOR),
                     counter_at(blank, VALID_FOR) + openings);
    assert_memory_equal(store.at, blank.at, COUNTER);
    assert_memory_equal(store.at + AFTER, blank.at + AFTER, VALID_FOR - AFTER);
    assert_memory_equal(store.at + BEHIND, blank.at + BEHIND,
                        LEAF_PAGE - BEHIND);
}

static bool is_envelope(const unsigned char *page)
{
    const unsigned char *leaf = page + LEAF_AT;
    return memcmp(leaf, "YSL\1", 4) == 0 && loot_leaf(leaf) > 0;
}

static void check_pages(str store, str blank)
{
    int envelopes = 0;
    for (long page = 1; page < loot_pages(blank); page++) {
        bool full = is_envelope(loot_page(blank, page));
        size_t size = full ? LEAF_AT + BODY_AT : LEAF_PAGE;
        assert_memory_equal(loot_page(store, page), loot_page(blank, page),
                            size);
        envelopes += full;
    }
    assert_int_equal(envelopes, 2 * 12);
}

static void only_envelopes_differ_from_an_empty_store(void **state)
{
    struct ground *ground = ground_make(*state, 12);
    for (int count = 0; count <= 10; count += 5) {
        ground_begin(ground);
        ground_draw(ground, MANY);
        ground_take_in(ground, count, 1);
        str store = ground_read(*state, ground->it, "store");
        str journal = ground_read(*state, ground->it, "store-journal");
        assert_int_equal(store.size, ground->store.size);
        assert_int_equal(journal.size, ground->journal.size);
        check_first_page(store, ground->store, (uint32_t)count + 1);
        check_pages(store, ground->store);
    }
    founded_end(ground->it);
}

/* ---- the journal names only what is free --------------------------------- */

/* So it is with nothing but zeros behind the two rows of the last leaf. */
static void check_journal(const struct ground *ground,
                          const struct store *store)
{
    struct arena *arena = arena_make();
    const struct loot *loot = loot_carry_off(arena, ground);
    assert_true(loot->image_count == 0 || loot->image_count == 2);
    for (int i = 0; i < loot->image_count; i++) {
        long leaf = loot_leaf(loot->image[i]);
        assert_true(leaf > 0 && !store_is_taken(store, leaf - 1));
    }
    size_t behind = (size_t)3 * LEAF_PAGE;
    assert_true(sodium_is_zero((const unsigned char *)loot->journal.at + behind,
                               loot->journal.size - behind));
    arena_destroy(arena);
}

static void fill_up(const struct ground *ground, struct store *store)
{
    struct founded *it = ground->it;
    ground_draw(ground, MANY);
    for (int i = 0; store_free(store) > 0; i++) {
        founded_fine(it, store_put(store, &ground->pool[i], &it->fault));
        check_journal(ground, store);
    }
}

static void the_journal_names_only_free_places(void **state)
{
    struct ground *ground = ground_make(*state, 12);
    for (int i = 0; i < 60 / GROUND_FEWER; i++) {
        ground_begin(ground);
        struct store *store = founded_open(ground->it, NULL);
        check_journal(ground, store);
        fill_up(ground, store);
        store_close(store);
        store = founded_open(ground->it, NULL);
        check_journal(ground, store);
        store_close(store);
    }
    founded_end(ground->it);
}

static void damage(const struct ground *ground, long at)
{
    struct arena *arena = arena_make();
    str store = ground_read(arena, ground->it, "store");
    memset((char *)(uintptr_t)store.at + at, 0xA5, 16);
    ground_write(ground->it, "store", store);
    arena_destroy(arena);
}

/* Opens what was damaged; gives what was done about it. */
static struct twin_report fill_up_damaged(const struct ground *ground)
{
    struct twin_report report;
    struct store *store = founded_open(ground->it, &report);
    check_journal(ground, store);
    fill_up(ground, store);
    store_close(store);
    return report;
}

static void after_mending_too(void **state)
{
    enum { FIRST_PAGE = 3, DAMAGED = 10 };
    struct ground *ground = ground_make(*state, 12);
    for (int i = 0; i < 10; i++) {
        ground_begin(ground);
        for (long page = FIRST_PAGE; page < FIRST_PAGE + DAMAGED; page++)
            damage(ground, page * LEAF_PAGE + LEAF_AT + SEAL_AT);
        struct twin_report report = fill_up_damaged(ground);
        assert_int_equal(report.mended, DAMAGED);
        assert_false(report.rebuilt);
    }
    founded_end(ground->it);
}

static void after_laying_all_into_a_new_file_too(void **state)
{
    struct ground *ground = ground_make(*state, 12);
    for (int i = 0; i < 10; i++) {
        ground_begin(ground);
        damage(ground, 0);
        assert_true(fill_up_damaged(ground).rebuilt);
    }
    founded_end(ground->it);
}

struct delivery {
    const struct ground *ground;
    int done;
    int count;
    bool breaks_off;
};

static bool next_delivered(void *from, struct envelope *envelope,
                           struct fault *fault)
{
    struct delivery *delivery = from;
    if (delivery->done == delivery->count)
        return delivery->breaks_off && fault_set(fault, "the stick is gone");
    *envelope = delivery->ground->pool[delivery->done++];
    return true;
}

/* Whether the delivery came through. */
static bool deliver(const struct ground *ground, struct store *store,
                    bool breaks_off)
{
    struct founded *it = ground->it;
    struct delivery delivery = { ground, .count = 20,
                                 .breaks_off = breaks_off };
    struct store_source source = { .next = next_delivered, .from = &delivery };
    struct store_added added;
    ground_draw(ground, MANY);
    bool done = store_add(store, &source, store_about(store), &added,
                          &it->fault);
    it->fault = (struct fault){ .arena = it->arena };
    return done;
}

static void after_a_delivery_from_elsewhere_too(void **state)
{
    struct ground *ground = ground_make(*state, 40);
    struct store *store = founded_open(ground->it, NULL);
    assert_true(deliver(ground, store, false));
    check_journal(ground, store);
    fill_up(ground, store);
    store_close(store);
    founded_end(ground->it);
}

static void after_a_delivery_that_broke_off_too(void **state)
{
    struct ground *ground = ground_make(*state, 25);
    struct store *store = founded_open(ground->it, NULL);
    assert_false(deliver(ground, store, true));
    assert_int_equal(store_taken(store), 0);
    fill_up(ground, store);
    store_close(store);
    founded_end(ground->it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("nothing but envelopes differs from an empty store",
                   only_envelopes_differ_from_an_empty_store),
        CASES_TEST("the journal names only free places",
                   the_journal_names_only_free_places),
        CASES_TEST("it names only free places after mending",
                   after_mending_too),
        CASES_TEST("it names only free places when all was laid into a new "
                   "file",
                   after_laying_all_into_a_new_file_too),
        CASES_TEST("it names only free places after a delivery from elsewhere",
                   after_a_delivery_from_elsewhere_too),
        CASES_TEST("it names only free places after a delivery that broke off",
                   after_a_delivery_that_broke_off_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
