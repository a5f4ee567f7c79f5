/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where both copies of a leaf are gone, it is counted and told, all others are
 * there, and the damaged file is kept for people who know more (P6). */
#include "disk.h"
#include "start.h"

static const struct deed filled[] = {
    { .kind = DEED_MAKE }, { .kind = DEED_OPEN },  { .kind = DEED_PUT },
    { .kind = DEED_PUT },  { .kind = DEED_PUT },   { .kind = DEED_PUT },
    { .kind = DEED_PUT },  { .kind = DEED_CLOSE },
};
enum { FILLED = sizeof filled / sizeof *filled, PAGE = LEAF_PAGE, LEAVES = 11 };

struct scene {
    struct arena *arena;
    struct deeds *deeds;
    struct folder files; /* to be damaged */
    struct folder_file *store;
};

static struct scene *scene_begin(struct arena *arena)
{
    struct scene *scene = arena_new(arena, struct scene);
    scene->arena = arena;
    scene->deeds = deeds_plan(arena, LEAVES - 1, filled, FILLED);
    deeds_run(scene->deeds, 0, FILLED);
    folder_take(arena, scene->deeds->it->folder, &scene->files);
    scene->store = folder_find(&scene->files, "store");
    return scene;
}

/* ---- what must be left --------------------------------------------------- */

/* Told from the bare bytes: which leaves and which responses have a sound copy
 * in them. */
struct left {
    bool leaf[LEAVES];
    bool response[DEEDS_RESPONSES];
    long lost;
};

static void note_leaf(const struct deeds *deeds, const unsigned char *page,
                      struct left *left)
{
    struct leaf leaf;
    memcpy(leaf.bytes, page + PAGE - LEAF_SIZE, LEAF_SIZE);
    long number = leaf_number(&leaf);
    if (number < 0 || left->leaf[number])
        return;
    left->leaf[number] = true;
    left->lost--;
    for (int i = 0; i < deeds->response_count; i++)
        if (!memcmp(leaf_body(&leaf), deeds->responses[i], LEAF_BODY))
            left->response[i] = true;
}

static struct left what_is_left(const struct scene *scene)
{
    struct left left = { .lost = LEAVES };
    for (size_t at = 0; at + PAGE <= scene->store->size; at += PAGE)
        note_leaf(scene->deeds, scene->store->bytes + at, &left);
    return left;
}

static int copies_of(struct store *store, const struct envelope *wanted)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct envelope envelope;
    int copies = 0;
    for (long place = 0; place < store_room(store); place++) {
        assert_true(store_read(store, place, &envelope, &fault));
        copies += !memcmp(&envelope, wanted, sizeof envelope);
    }
    arena_destroy(arena);
    return copies;
}

static void expect_left(const struct scene *scene, const struct left *left,
                        struct store *store)
{
    const struct deeds *deeds = scene->deeds;
    long taken = 0;
    for (int i = 0; i < deeds->response_count; i++) {
        assert_int_equal(copies_of(store, deeds->responses[i]),
                         left->response[i]);
        taken += left->response[i];
    }
    assert_int_equal(store_taken(store), taken);
    assert_int_equal(store_about(store)->lost, left->lost);
}

/* The file as it was found is there beside the new one. */
static void expect_kept(const struct scene *scene, const char *name)
{
    struct arena *arena = arena_make();
    struct folder there;
    folder_take(arena, scene->deeds->it->folder, &there);
    const struct folder_file *kept = folder_find(&there, name);
    assert_non_null(kept);
    assert_int_equal(kept->size, scene->store->size);
    assert_memory_equal(kept->bytes, scene->store->bytes, kept->size);
    arena_destroy(arena);
}

static void expect_refused(const struct scene *scene)
{
    struct founded *it = scene->deeds->it;
    struct arena *arena = arena_make();
    struct twin_report report;
    struct folder there;
    struct text words = { .arena = it->arena };
    assert_null(store_open(it->folder, &report, &it->fault));
    text_add(&words, file_join(arena, it->folder, S("store")));
    text_add(&words, S(" is damaged more than can be mended here; do not "
                       "delete it, keep a copy of the whole folder and ask "
                       "for help"));
    founded_say(it, text_view(&words).at);
    folder_take(arena, it->folder, &there);
    assert_true(folder_same(&there, &scene->files));
    arena_destroy(arena);
}

/* Whatever is left is there, and what is not is counted, once. */
static void open_what_is_left(const struct scene *scene)
{
    struct founded *it = scene->deeds->it;
    struct left left = what_is_left(scene);
    struct twin_report report;
    folder_lay(&scene->files, it->folder);
    if (!left.leaf[0]) {
        expect_refused(scene);
        return;
    }
    struct store *store = founded_open(it, &report);
    assert_int_equal(report.lost, left.lost);
    assert_true(report.rebuilt || left.lost == 0);
    expect_left(scene, &left, store);
    store_close(store);
    if (left.lost > 0)
        expect_kept(scene, "store.damaged");
    store = founded_open(it, &report);
    assert_true(deeds_untouched(&report));
    expect_left(scene, &left, store);
    store_close(store);
}

/* ---- the tests ----------------------------------------------------------- */

static void what_is_left_of_a_shortened_file_is_there(void **state)
{
    struct scene *scene = scene_begin(*state);
    size_t size = scene->store->size;
    static const int more[] = { 0, 1, PAGE / 2, PAGE - 1 };
    for (size_t page = 0; page < size / PAGE; page++)
        for (int i = 0; i < 4; i++) {
            scene->store->size = page * PAGE + (size_t)more[i];
            open_what_is_left(scene);
        }
    scene->store->size = size;
    deeds_end(scene->deeds);
}

/* Damages the body of each copy of a leaf, in another place of each. */
static void damage_leaf(struct scene *scene, long number)
{
    for (size_t at = 0; at + PAGE <= scene->store->size; at += PAGE) {
        struct leaf leaf;
        unsigned char *from = scene->store->bytes + at + PAGE - LEAF_SIZE;
        memcpy(leaf.bytes, from, LEAF_SIZE);
        if (leaf_number(&leaf) == number)
            from[100 + at / PAGE] ^= 1;
    }
}

static void a_leaf_that_is_gone_twice_is_told_and_the_others_are_there(
    void **state)
{
    for (long number = 0; number < LEAVES; number++) {
        struct scene *scene = scene_begin(*state);
        damage_leaf(scene, number);
        open_what_is_left(scene);
        deeds_end(scene->deeds);
    }
}

/* Some leaves are gone, then some others: all are counted. */
static void losses_add_up(void **state)
{
    struct scene *scene = scene_begin(*state);
    struct founded *it = scene->deeds->it;
    struct twin_report report;
    static const char *const kept[] = { "", "store.damaged", "store.damaged-2",
                                        "store.damaged-3" };
    for (long number = 1; number < 4; number++) {
        folder_take(*state, it->folder, &scene->files);
        scene->store = folder_find(&scene->files, "store");
        damage_leaf(scene, number);
        folder_lay(&scene->files, it->folder);
        struct store *store = founded_open(it, &report);
        assert_int_equal(report.lost, 1);
        assert_int_equal(store_about(store)->lost, number);
        store_close(store);
        expect_kept(scene, kept[number]);
    }
    deeds_end(scene->deeds);
}

/* One copy is damaged, and the other cannot be read today. */
static void what_cannot_be_read_is_not_given_up_for_lost(void **state)
{
    struct scene *scene = scene_begin(*state);
    struct founded *it = scene->deeds->it;
    struct twin_report report;
    struct text words = { .arena = *state };
    size_t at = 4 * (size_t)PAGE; /* of leaf 2 */
    scene->store->bytes[at + PAGE - 100] ^= 1;
    folder_lay(&scene->files, it->folder);
    disk_watch(it->folder);
    disk_scratch("store", at + LEAVES * (size_t)PAGE, PAGE);
    assert_null(store_open(it->folder, &report, &it->fault));
    text_add(&words, file_join(*state, it->folder, S("store")));
    text_add(&words, S(" cannot be read: the disk does not answer properly"));
    founded_say(it, text_view(&words).at);
    disk_rest();
    assert_null(deeds_look(scene->deeds, it->folder, &report));
    assert_int_equal(report.lost, 0);
    assert_int_equal(report.mended, 1);
    deeds_end(scene->deeds);
}

/* ---- while it is open ---------------------------------------------------- */

/* Destroys the pages of all copies of a leaf but the first so many. */
static void destroy_in_place(const struct scene *scene, long number, int left)
{
    str path = file_join(scene->arena, scene->deeds->it->folder, S("store"));
    FILE *file = fopen(path.at, "r+b");
    assert_non_null(file);
    static unsigned char page[PAGE];
    for (long at = 0;
         fseek(file, at, SEEK_SET) == 0 && fread(page, PAGE, 1, file) == 1;
         at += PAGE) {
        struct leaf leaf;
        memcpy(leaf.bytes, page + PAGE - LEAF_SIZE, LEAF_SIZE);
        if (leaf_number(&leaf) != number || left-- > 0)
            continue;
        memset(page, 0xA5, PAGE);
        assert_int_equal(fseek(file, at, SEEK_SET), 0);
        assert_int_equal(fwrite(page, PAGE, 1, file), 1);
    }
    assert_int_equal(fclose(file), 0);
}

/* More than SQLite remembers, so that it has to look at the disk again. */
static void forget(struct store *store, struct fault *fault)
{
    struct envelope envelope;
    for (long place = 50; place < store_room(store); place++)
        assert_true(store_read(store, place, &envelope, fault));
}

static void what_is_damaged_while_it_is_open_is_read_from_the_other_copy(
    void **state)
{
    static const struct deed made[] = { { .kind = DEED_MAKE } };
    struct scene scene = { .arena = *state,
                           .deeds = deeds_plan(*state, 150, made, 1) };
    struct founded *it = scene.deeds->it;
    struct envelope envelopes[2];
    deeds_run(scene.deeds, 0, 1);
    struct store *store = founded_open(it, NULL);
    founded_fine(it, store_read(store, 3, &envelopes[0], &it->fault));
    for (int left = 1; left >= 0; left--) {
        forget(store, &it->fault);
        destroy_in_place(&scene, 4, left);
        bool done = store_read(store, 3, &envelopes[1], &it->fault);
        assert_int_equal(done, left);
        assert_memory_equal(&envelopes[0], &envelopes[1], sizeof envelopes[0]);
    }
    assert_non_null(it->fault.pattern);
    store_close(store);
    deeds_end(scene.deeds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("what is left of a shortened file is there",
                   what_is_left_of_a_shortened_file_is_there),
        CASES_TEST("a leaf that is gone twice is told, the others are there",
                   a_leaf_that_is_gone_twice_is_told_and_the_others_are_there),
        CASES_TEST("losses add up", losses_add_up),
        CASES_TEST("what cannot be read is not given up for lost",
                   what_cannot_be_read_is_not_given_up_for_lost),
        CASES_TEST(
            "what is damaged while it is open is read from the other copy",
            what_is_damaged_while_it_is_open_is_read_from_the_other_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
