/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * No order and no time (P3). Whoever carries off the store and its journal, and
 * holds the secret key as well, knows what every response says; he still cannot
 * tell in which order they came, nor which came last. He tries with all that he
 * can read, over thousands of stores, and the same attempts succeed against two
 * stores that are made carelessly.
 */
#include <sqlite3.h>

#include "ground.h"
#include "ranks.h"

enum {
    /* So many that what chance is given is below 0.05. */
    STORES_OF_FEW = 2100 / GROUND_FEWER,
    STORES_OF_MANY = 2000 / GROUND_FEWER,
};

/* ---- what the attacker reads --------------------------------------------- */

#define OBSERVABLES(X)                                                         \
    X(PLACE, "place in the file")                                              \
    X(MIRROR, "place of the mirror")                                           \
    X(HEAD, "head of the page")                                                \
    X(LABEL, "label")                                                          \
    X(SEAL, "first bytes of the seal")                                         \
    X(SEAL_END, "last bytes of the seal")                                      \
    X(CHECK, "check of the leaf")                                              \
    X(NAMED, "named by the journal")                                           \
    X(IMAGE, "what the journal kept")                                          \
    X(NEAR, "nearness to what it names")

#define AS_ENUM(name, words) name,
#define AS_WORDS(name, words) [name] = (words),
enum observable { OBSERVABLES(AS_ENUM) OBSERVABLE_COUNT };
static const char *const observable_words[] = { OBSERVABLES(AS_WORDS) };

struct sight {
    const struct ground *ground;
    const struct loot *loot;
    double values[OBSERVABLE_COUNT][RANKS_MOST];
};

static double number_at(const unsigned char *bytes)
{
    double number = 0;
    for (int i = 0; i < 6; i++)
        number = number * 256 + bytes[i];
    return number;
}

/* The page from `page` on that holds the response. The key would tell as much;
 * asking for the bytes of its seal is only faster. */
static long find_page(const struct sight *sight, int response, long page)
{
    const unsigned char *seal = sight->ground->pool[response].sealed.bytes;
    while (page < loot_pages(sight->loot->store) &&
           memcmp(loot_page(sight->loot->store, page) + LEAF_AT + SEAL_AT, seal,
                  32))
        page++;
    assert_true(page < loot_pages(sight->loot->store));
    return page;
}

static void look_at_journal(struct sight *sight, int response, long leaf)
{
    sight->values[NAMED][response] = -1;
    sight->values[IMAGE][response] = -1;
    sight->values[NEAR][response] = 0;
    for (int i = 0; i < sight->loot->image_count; i++) {
        if (loot_leaf(sight->loot->image[i]) != leaf)
            continue;
        sight->values[NAMED][response] = i;
        sight->values[IMAGE][response] = number_at(sight->loot->image[i] +
                                                   SEAL_AT);
    }
    if (sight->loot->image_count > 0)
        sight->values[NEAR][response] = (double)labs(
            loot_leaf(sight->loot->image[0]) - leaf);
}

static void look_at(struct sight *sight, int response)
{
    long page = find_page(sight, response, 0);
    const unsigned char *bytes = loot_page(sight->loot->store, page);
    const unsigned char *leaf = bytes + LEAF_AT;
    sight->values[PLACE][response] = (double)page;
    sight->values[MIRROR][response] = (double)find_page(sight, response,
                                                        page + 1);
    sight->values[HEAD][response] = number_at(bytes);
    sight->values[LABEL][response] = leaf[BODY_AT];
    sight->values[SEAL][response] = number_at(leaf + SEAL_AT);
    sight->values[SEAL_END][response] = number_at(leaf + CHECK_AT - 6);
    sight->values[CHECK][response] = number_at(leaf + CHECK_AT);
    look_at_journal(sight, response, loot_leaf(leaf));
}

static void look_through(struct ranks *ranks, const struct ground *ground,
                         int count)
{
    struct arena *arena = arena_make();
    struct sight *sight = arena_new(arena, struct sight);
    sight->ground = ground;
    sight->loot = loot_carry_off(arena, ground);
    for (int i = 0; i < count; i++)
        look_at(sight, i);
    for (int i = 0; i < OBSERVABLE_COUNT; i++)
        ranks_add(&ranks[i], sight->values[i], count);
    arena_destroy(arena);
}

/* ---- the order ----------------------------------------------------------- */

struct campaign {
    long stores;
    int count; /* responses in each */
    int days;  /* one in so many responses is the last before a new start */
};

static bool finds_nothing(const struct ground *ground,
                          const struct campaign *campaign)
{
    struct ranks ranks[OBSERVABLE_COUNT] = { 0 };
    bool nothing = true;
    for (long i = 0; i < campaign->stores; i++) {
        ground_begin(ground);
        ground_draw(ground, campaign->count);
        ground_take_in(ground, campaign->count, campaign->days);
        look_through(ranks, ground, campaign->count);
    }
    for (int i = 0; i < OBSERVABLE_COUNT; i++)
        nothing &= ranks_tell_nothing(&ranks[i], observable_words[i]);
    return nothing;
}

/* What chance alone does once in some thousand runs it does not do twice. */
static void order_is_hidden(struct arena *arena, uint32_t room,
                            const struct campaign *campaign)
{
    struct ground *ground = ground_make(arena, room);
    assert_true(finds_nothing(ground, campaign) ||
                finds_nothing(ground, campaign));
    founded_end(ground->it);
}

static void the_order_of_five_cannot_be_told(void **state)
{
    order_is_hidden(
        *state, 10,
        &(struct campaign){ .stores = STORES_OF_FEW, .count = FEW, .days = 4 });
}

static void the_order_of_thirty_cannot_be_told(void **state)
{
    order_is_hidden(*state, 33,
                    &(struct campaign){
                        .stores = STORES_OF_MANY, .count = MANY, .days = 500 });
}

/* ---- the same attack succeeds elsewhere ---------------------------------- */

static enum twin_verdict takes_any(void *keeper, const unsigned char *first,
                                   long *leaves)
{
    (void)first;
    *leaves = *(const long *)keeper;
    return TWIN_FINE;
}

/* The responses in places by chance, but nothing to cover the traces. */
static void take_in_uncovered(const struct ground *ground, int count)
{
    struct founded *it = ground->it;
    long leaves = (long)it->about.room + 1;
    struct twin_keeper keeper = { .judge = takes_any, .keeper = &leaves };
    struct twin_report report;
    struct twin *twin = twin_open(ground_path(it->arena, it, "store"), &keeper,
                                  &report, &it->fault);
    founded_fine(it, twin);
    long first = randombytes_uniform((uint32_t)leaves - 1);
    for (int i = 0; i < count; i++) {
        long leaf = 1 + (first + (long)i * 3) % (leaves - 1);
        founded_fine(it, twin_begin(twin, &it->fault));
        founded_fine(it, twin_write(twin, leaf,
                                    (const unsigned char *)&ground->pool[i],
                                    &it->fault));
        founded_fine(it, twin_end(twin, &it->fault));
    }
    twin_close(twin);
}

static void without_a_cover_the_journal_tells_the_last_one(void **state)
{
    struct ground *ground = ground_make(*state, 10);
    struct ranks ranks[OBSERVABLE_COUNT] = { 0 };
    for (int i = 0; i < 50; i++) {
        ground_begin(ground);
        ground_draw(ground, FEW);
        take_in_uncovered(ground, FEW);
        look_through(ranks, ground, FEW);
    }
    assert_false(ranks_tell_nothing(&ranks[NAMED], observable_words[NAMED]));
    assert_true(ranks_last(&ranks[NAMED]) > 0.999);
    founded_end(ground->it);
}

/* A table of the usual kind, its keys from the same source of chance. */
static sqlite3 *careless_table(const char *path)
{
    sqlite3 *file = NULL;
    assert_int_equal(sqlite3_open(path, &file), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(file,
                     "CREATE TABLE response (id BLOB PRIMARY KEY, sealed BLOB)"
                     " WITHOUT ROWID",
                     NULL, NULL, NULL),
        SQLITE_OK);
    return file;
}

static void insert_carelessly(sqlite3 *file, const struct envelope *envelope)
{
    sqlite3_stmt *insert = NULL;
    unsigned char id[16];
    randombytes_buf(id, sizeof id);
    sqlite3_prepare_v2(file, "INSERT INTO response VALUES (?, ?)", -1, &insert,
                       NULL);
    sqlite3_bind_blob(insert, 1, id, sizeof id, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 2, envelope->sealed.bytes, 400, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
    assert_int_equal(sqlite3_finalize(insert), SQLITE_OK);
}

static void look_at_careless(struct ranks *ranks, const struct ground *ground)
{
    double values[FEW];
    struct arena *arena = arena_make();
    str store = ground_read(arena, ground->it, "careless");
    for (int i = 0; i < FEW; i++) {
        str seal = { (const char *)ground->pool[i].sealed.bytes, 32 };
        values[i] = (double)text_find(store, seal);
        assert_true(values[i] < (double)store.size);
    }
    ranks_add(ranks, values, FEW);
    arena_destroy(arena);
}

static void random_keys_do_not_hide_the_order(void **state)
{
    struct ground *ground = ground_make(*state, 10);
    struct ranks ranks = { 0 };
    str path = ground_path(*state, ground->it, "careless");
    for (int i = 0; i < 50; i++) {
        ground_draw(ground, FEW);
        sqlite3 *file = careless_table(path.at);
        for (int response = 0; response < FEW; response++)
            insert_carelessly(file, &ground->pool[response]);
        sqlite3_close(file);
        look_at_careless(&ranks, ground);
        file_remove(path);
    }
    assert_false(ranks_tell_nothing(&ranks, "place, with random keys"));
    assert_true(fabs(ranks_order(&ranks)) > 0.999);
    founded_end(ground->it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("the order of five responses cannot be told",
                   the_order_of_five_cannot_be_told),
        CASES_TEST("the order of thirty responses cannot be told",
                   the_order_of_thirty_cannot_be_told),
        CASES_TEST("without a cover the journal tells the last one",
                   without_a_cover_the_journal_tells_the_last_one),
        CASES_TEST("random keys do not hide the order",
                   random_keys_do_not_hide_the_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
