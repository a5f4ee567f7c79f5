/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the place of a store and is none, or one of a newer program, is
 * refused in words and left as it is; what only looks like that is mended. */
#include "effort.h"
#include "keep/place.h"
#include "start.h"

static const struct deed filled[] = {
    { .kind = DEED_MAKE }, { .kind = DEED_OPEN },  { .kind = DEED_PUT },
    { .kind = DEED_PUT },  { .kind = DEED_CLOSE },
};
enum { FILLED = sizeof filled / sizeof *filled, PAGE = LEAF_PAGE };

static const char damaged[] = "%s is damaged more than can be mended here; do "
                              "not delete it, keep a copy of the whole folder "
                              "and ask for help";
static const char newer[] = "%s was made by a newer program; install the "
                            "newest one. Nothing was changed";
static const char unopened[] = "the answers in %s could not be read or "
                               "written: it cannot be opened; what was kept "
                               "before is still there";

static struct deeds *fill(struct arena *arena, struct folder *files)
{
    struct deeds *deeds = deeds_plan(arena, 10, filled, FILLED);
    deeds_run(deeds, 0, FILLED);
    folder_take(arena, deeds->it->folder, files);
    return deeds;
}

/* The words about the store at its path. */
static void expect_words(struct deeds *deeds, const char *pattern)
{
    struct founded *it = deeds->it;
    struct twin_report report;
    char words[400];
    str path = file_join(it->arena, it->folder, S("store"));
    assert_null(store_open(it->folder, &report, &it->fault));
    snprintf(words, sizeof words, pattern, path.at);
    founded_say(it, words);
}

/* The words, and that nothing was changed. */
static void expect_refused(struct deeds *deeds, const struct folder *files,
                           const char *pattern)
{
    struct folder there;
    folder_lay(files, deeds->it->folder);
    expect_words(deeds, pattern);
    folder_take(deeds->it->arena, deeds->it->folder, &there);
    assert_true(folder_same(&there, files));
}

/* ---- what is no store ---------------------------------------------------- */

static void what_is_no_store_is_refused_and_left_alone(void **state)
{
    struct folder files;
    struct deeds *deeds = fill(*state, &files);
    struct folder_file *store = folder_find(&files, "store");
    struct effort_dice dice = { 3 };
    size_t size = store->size;
    for (size_t i = 0; i < size; i++)
        store->bytes[i] = (unsigned char)effort_throw(&dice, 256);
    expect_refused(deeds, &files, damaged);
    store->size = 0;
    expect_refused(deeds, &files, damaged);
    store->size = 1;
    expect_refused(deeds, &files, damaged);
    memset(store->bytes, 0, size);
    store->size = size;
    expect_refused(deeds, &files, damaged);
    folder_drop(&files, "store-journal");
    expect_refused(deeds, &files, damaged);
    deeds_end(deeds);
}

static void a_missing_store_is_refused(void **state)
{
    struct folder files;
    struct deeds *deeds = fill(*state, &files);
    folder_drop(&files, "store");
    expect_refused(deeds, &files, unopened);
    deeds_end(deeds);
}

static void a_folder_in_the_place_of_a_store_is_refused(void **state)
{
    struct folder files;
    struct deeds *deeds = fill(*state, &files);
    str path = file_join(*state, deeds->it->folder, S("store"));
    folder_drop(&files, "store");
    folder_lay(&files, deeds->it->folder);
    assert_int_equal(mkdir(path.at, 0700), 0);
    expect_words(deeds, unopened);
    assert_int_equal(rmdir(path.at), 0);
    deeds_end(deeds);
}

/* The place that holds the folder does not let a link through. */
static void a_link_in_the_place_of_a_store_is_refused(void **state)
{
    struct founded *it = founded_keys(*state, 10);
    it->folder = folder_make(*state);
    str draft;
    struct place *place = place_open(it->folder, &it->fault);
    founded_fine(it, place);
    founded_fine(it, place_draft(*state, place, &draft, &it->fault) &&
                         store_make(draft, &it->about, &it->fault) &&
                         place_adopt(place, &it->fault));
    place_close(place);
    str store = file_join(*state, it->folder, S("1/store"));
    str elsewhere = file_join(*state, it->folder, S("elsewhere"));
    assert_int_equal(rename(store.at, elsewhere.at), 0);
    assert_int_equal(symlink("../elsewhere", store.at), 0);
    assert_null(place_open(it->folder, &it->fault));
    char words[300];
    snprintf(words, sizeof words,
             "%s or something in it belongs to another user, or is a link; "
             "start the program as its owner",
             it->folder.at);
    founded_say(it, words);
    founded_end(it);
}

/* ---- what a newer program made ------------------------------------------- */

static void set_version(struct folder_file *store, unsigned char version)
{
    store->bytes[63] = version;
}

/* Calls `change` for each copy of leaf 0, and writes it with its new check. */
static void change_first(struct folder_file *store, unsigned char version)
{
    int copies = 0;
    for (size_t at = 0; at < store->size; at += PAGE) {
        struct leaf leaf;
        unsigned char body[LEAF_BODY];
        unsigned char *from = store->bytes + at + PAGE - LEAF_SIZE;
        memcpy(leaf.bytes, from, LEAF_SIZE);
        if (leaf_number(&leaf) != 0)
            continue;
        memcpy(body, leaf_body(&leaf), LEAF_BODY);
        body[3] = version;
        leaf_write(&leaf, 0, body);
        memcpy(from, leaf.bytes, LEAF_SIZE);
        copies++;
    }
    assert_int_equal(copies, 2);
}

/* All leaves have another mark, so that none is one to this program. */
static void change_marks(struct folder_file *store)
{
    for (size_t at = 2 * (size_t)PAGE; at < store->size; at += PAGE)
        store->bytes[at + PAGE - LEAF_SIZE + 3] = 2;
}

static void a_store_of_a_newer_program_is_refused_and_left_alone(void **state)
{
    struct folder sound;
    struct folder files;
    struct deeds *deeds = fill(*state, &sound);
    folder_copy(*state, &sound, &files);
    struct folder_file *store = folder_find(&files, "store");
    set_version(store, 2);
    change_first(store, ABOUT_VERSION + 1);
    expect_refused(deeds, &files, newer);
    set_version(store, 1);
    expect_refused(deeds, &files, newer);
    folder_copy(*state, &sound, &files);
    set_version(store, 2);
    change_marks(store);
    expect_refused(deeds, &files, newer);
    deeds_end(deeds);
}

static void only_the_number_of_a_version_is_damage_and_is_mended(void **state)
{
    static const unsigned char versions[] = { 0, 2, 3, 9, 255 };
    struct folder files;
    struct deeds *deeds = fill(*state, &files);
    struct twin_report report;
    for (size_t i = 0; i < sizeof versions; i++) {
        set_version(folder_find(&files, "store"), versions[i]);
        folder_lay(&files, deeds->it->folder);
        assert_null(deeds_look(deeds, deeds->it->folder, &report));
        assert_true(report.rebuilt);
        assert_int_equal(report.lost, 0);
        assert_null(deeds_look(deeds, deeds->it->folder, &report));
        assert_true(deeds_untouched(&report));
    }
    deeds_end(deeds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("what is no store is refused and left alone",
                   what_is_no_store_is_refused_and_left_alone),
        CASES_TEST("a missing store is refused", a_missing_store_is_refused),
        CASES_TEST("a folder in the place of a store is refused",
                   a_folder_in_the_place_of_a_store_is_refused),
        CASES_TEST("a link in the place of a store is refused",
                   a_link_in_the_place_of_a_store_is_refused),
        CASES_TEST("a store of a newer program is refused and left alone",
                   a_store_of_a_newer_program_is_refused_and_left_alone),
        CASES_TEST("only the number of a version is damage and is mended",
                   only_the_number_of_a_version_is_damage_and_is_mended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
