/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever one page of a file has become, no response is lost, and what was
 * mended is told (P6). Where both copies are gone, that is told too, the others
 * are there, and the damaged file is kept. */
#include "disk.h"
#include "effort.h"
#include "start.h"

static const struct deed filled[] = {
    { .kind = DEED_MAKE },  { .kind = DEED_OPEN }, { .kind = DEED_PUT },
    { .kind = DEED_PUT },   { .kind = DEED_PUT },  { .kind = DEED_PUT },
    { .kind = DEED_PUT },   { .kind = DEED_PUT },  { .kind = DEED_CHANGE },
    { .kind = DEED_CLOSE },
};
enum { FILLED = sizeof filled / sizeof *filled, PAGE = LEAF_PAGE };

/* A store that is full but for a few places, as it lies on disk. */
struct scene {
    struct arena *arena;
    struct deeds *deeds;
    struct folder sound;
    struct folder files; /* the same, to be damaged */
    struct folder_file *store;
    struct folder_file *journal;
    long pages;
    long tried;
    long mended; /* of those that were tried, so many were told of */
};

static struct scene *scene_begin(struct arena *arena, uint32_t room)
{
    struct scene *scene = arena_new(arena, struct scene);
    scene->arena = arena;
    scene->deeds = deeds_plan(arena, room, filled, FILLED);
    deeds_run(scene->deeds, 0, FILLED);
    folder_take(arena, scene->deeds->it->folder, &scene->sound);
    folder_copy(arena, &scene->sound, &scene->files);
    scene->store = folder_find(&scene->files, "store");
    scene->journal = folder_find(&scene->files, "store-journal");
    scene->pages = (long)(scene->store->size / PAGE);
    return scene;
}

static void scene_end(struct scene *scene, const char *what)
{
    print_message("    %ld %s, %ld of them told\n", scene->tried, what,
                  scene->mended);
    deeds_end(scene->deeds);
}

/* ---- what becomes of it -------------------------------------------------- */

static struct twin_report look(struct scene *scene, const char *what, long at)
{
    struct twin_report report;
    const char *wrong = deeds_look(scene->deeds, scene->deeds->it->folder,
                                   &report);
    if (wrong)
        fail_msg("%s at %ld: %s", what, at, wrong);
    return report;
}

/* It opens by itself with all responses, and the next time as if nothing had
 * been. */
static struct twin_report survive(struct scene *scene, const char *what,
                                  long at)
{
    folder_lay(&scene->files, scene->deeds->it->folder);
    struct twin_report report = look(scene, what, at);
    if (report.lost > 0)
        fail_msg("%s at %ld: something was lost", what, at);
    struct twin_report again = look(scene, what, at);
    if (!deeds_untouched(&again))
        fail_msg("%s at %ld: it had to be mended twice", what, at);
    scene->tried++;
    scene->mended += !deeds_untouched(&report);
    return report;
}

/* ---- pages --------------------------------------------------------------- */

enum stain { ZEROS, ONES, CHANCE, STAINS };

static void stain_page(struct scene *scene, long page, enum stain stain)
{
    struct effort_dice dice = { (uint64_t)page + 1 };
    unsigned char *bytes = scene->store->bytes + page * PAGE;
    for (int i = 0; i < PAGE; i++)
        bytes[i] = stain == ZEROS  ? 0
                   : stain == ONES ? 0xFF
                                   : (unsigned char)effort_throw(&dice, 256);
}

static void heal(struct scene *scene)
{
    const struct folder_file *sound = folder_find(&scene->sound, "store");
    memcpy(scene->store->bytes, sound->bytes, sound->size);
    scene->store->size = sound->size;
}

static bool is_leaf(const struct scene *scene, long page)
{
    return page > 0 && scene->store->bytes[page * PAGE] == 13;
}

/* Of the leaves only every so many. */
static void stain_pages(struct scene *scene, long step)
{
    for (long page = 0; page < scene->pages; page++)
        for (int stain = 0; stain < STAINS; stain++) {
            if (is_leaf(scene, page) && page % step)
                continue;
            stain_page(scene, page, (enum stain)stain);
            struct twin_report report = survive(scene, "page", page);
            assert_true(report.rebuilt || report.mended > 0);
            heal(scene);
        }
}

static void any_one_page_is_destroyed(void **state)
{
    struct scene *scene = scene_begin(*state, 10);
    stain_pages(scene, effort(1, 1, 3));
    scene_end(scene, "stained pages");
}

/* One with inner pages that lead to inner pages. */
static void any_one_page_of_a_large_store_is_destroyed(void **state)
{
    struct scene *scene = scene_begin(*state, (uint32_t)effort(1200, 600, 600));
    stain_pages(scene, effort(31, 400, 1500));
    scene_end(scene, "stained pages of a large store");
}

static void any_one_page_cannot_be_read(void **state)
{
    struct scene *scene = scene_begin(*state, 10);
    str folder = scene->deeds->it->folder;
    for (long page = 0; page < scene->pages; page++) {
        folder_lay(&scene->sound, folder);
        disk_watch(folder);
        disk_scratch("store", (uint64_t)page * PAGE, PAGE);
        struct twin_report report = look(scene, "unread page", page);
        assert_true(report.rebuilt);
        assert_int_equal(report.lost, 0);
        disk_rest();
        report = look(scene, "unread page", page);
        assert_true(deeds_untouched(&report));
        scene->tried++;
    }
    scene->mended = scene->tried;
    scene_end(scene, "unreadable pages");
}

/* ---- bits ---------------------------------------------------------------- */

/* Each bit between two bytes of the file, but for a step. */
static void flip_bits(struct scene *scene, long from, long to, long step)
{
    for (long bit = from * 8; bit < to * 8; bit += step) {
        unsigned char *byte = &scene->store->bytes[bit / 8];
        *byte ^= (unsigned char)(1 << bit % 8);
        survive(scene, "bit", bit);
        *byte ^= (unsigned char)(1 << bit % 8);
    }
}

/* What SQLite goes by stands at the beginning and at the end of a page. */
static void flip_page(struct scene *scene, long page, long front, long back)
{
    long at = page * PAGE;
    long step = effort(1, 5, 29);
    long rough = effort(97, 4999, 29989);
    flip_bits(scene, at, at + front, step);
    flip_bits(scene, at + front, at + PAGE - back, rough);
    flip_bits(scene, at + PAGE - back, at + PAGE, step);
}

static void any_bit_of_the_first_page_is_another(void **state)
{
    struct scene *scene = scene_begin(*state, 10);
    flip_page(scene, 0, 112, 112);
    scene_end(scene, "bits of the first page");
}

static void any_bit_of_an_inner_page_is_another(void **state)
{
    struct scene *scene = scene_begin(*state, 10);
    long inner = 0;
    for (long page = 1; page < scene->pages; page++)
        if (scene->store->bytes[page * PAGE] == 5) {
            flip_page(scene, page, 12 + 2 * 24, 24 * 8);
            inner++;
        }
    assert_true(inner > 0);
    scene_end(scene, "bits of inner pages");
}

static void any_bit_of_a_leaf_is_another(void **state)
{
    struct scene *scene = scene_begin(*state, 10);
    for (long page = 2; page < scene->pages; page += 7)
        flip_page(scene, page, 64, 32);
    scene_end(scene, "bits of leaves");
}

/* ---- the journal --------------------------------------------------------- */

static void lay_journal(struct scene *scene, const char *what, size_t size)
{
    scene->journal->size = size;
    survive(scene, what, (long)size);
}

static void whatever_becomes_of_the_journal_nothing_is_lost(void **state)
{
    struct scene *scene = scene_begin(*state, 10);
    struct effort_dice dice = { 5 };
    size_t size = scene->journal->size;
    lay_journal(scene, "an empty journal", 0);
    lay_journal(scene, "a short journal", 700);
    lay_journal(scene, "half a journal", size / 2);
    for (long bit = 0; bit < 64 * 8; bit++) {
        scene->journal->bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        lay_journal(scene, "a bit of the journal", size);
        scene->journal->bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    for (size_t i = 0; i < size; i++)
        scene->journal->bytes[i] = (unsigned char)effort_throw(&dice, 256);
    lay_journal(scene, "another journal", size);
    folder_drop(&scene->files, "store-journal");
    survive(scene, "no journal", 0);
    assert_int_equal(scene->mended, 0);
    scene_end(scene, "journals");
}

/* The power went, and the disk lost a page of the journal besides. */
static void a_page_of_a_journal_that_is_needed_is_destroyed(void **state)
{
    struct deeds *deeds = start_plan(*state);
    struct folder files;
    struct twin_report report;
    start_take(*state, deeds, START_HOT, &files);
    struct folder_file *journal = folder_find(&files, "store-journal");
    for (size_t at = 0; at < journal->size; at += PAGE) {
        struct folder spoiled;
        folder_copy(*state, &files, &spoiled);
        size_t size = journal->size - at < PAGE ? journal->size - at : PAGE;
        memset(folder_find(&spoiled, "store-journal")->bytes + at, 0x5A, size);
        start_lay(deeds, START_HOT, &spoiled);
        const char *wrong = deeds_look(deeds, deeds->it->folder, &report);
        if (wrong)
            fail_msg("page at %lu: %s", (unsigned long)at, wrong);
        assert_int_equal(report.lost, 0);
    }
    deeds_end(deeds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("any one page is destroyed and no response is lost",
                   any_one_page_is_destroyed),
        CASES_TEST("any one page of a large store is destroyed",
                   any_one_page_of_a_large_store_is_destroyed),
        CASES_TEST("any one page cannot be read and no response is lost",
                   any_one_page_cannot_be_read),
        CASES_TEST("any bit of the first page is another and none is lost",
                   any_bit_of_the_first_page_is_another),
        CASES_TEST("any bit of an inner page is another and none is lost",
                   any_bit_of_an_inner_page_is_another),
        CASES_TEST("any bit of a leaf is another and no response is lost",
                   any_bit_of_a_leaf_is_another),
        CASES_TEST("whatever becomes of the journal nothing is lost",
                   whatever_becomes_of_the_journal_nothing_is_lost),
        CASES_TEST("a page of a journal that is needed is destroyed",
                   a_page_of_a_journal_that_is_needed_is_destroyed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
