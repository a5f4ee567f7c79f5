/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "start.h"

#include "cut.h"

static const struct deed plan[] = {
    { .kind = DEED_MAKE },   { .kind = DEED_OPEN },   { .kind = DEED_PUT },
    { .kind = DEED_PUT },    { .kind = DEED_CHANGE }, { .kind = DEED_CLOSE },
    { .kind = DEED_OPEN },   { .kind = DEED_PUT },    { .kind = DEED_CHANGE },
    { .kind = DEED_ADD, 5 }, { .kind = DEED_CLOSE },
};
enum { PLANNED = sizeof plan / sizeof *plan };

const char *start_name(enum start start)
{
    static const char *const names[STARTS] = {
        [START_CLOSED] = "a store in order",
        [START_HOT] = "a store after a power cut",
        [START_LEAF] = "a store with a damaged leaf",
        [START_FILE] = "a store with a damaged head",
        [START_LOST] = "a store that lost an empty place",
    };
    return names[start];
}

struct deeds *start_plan(struct arena *arena)
{
    struct deeds *deeds = deeds_plan(arena, 10, plan, PLANNED);
    deeds_run(deeds, 0, START_AT);
    return deeds;
}

/* Behind the two flushes of the journal, with one of two copies written. */
static struct cut *cut_in_the_middle(struct arena *arena,
                                     const struct disk_log *log)
{
    struct cut *cut = cut_begin(arena, log, false);
    for (int flushes = 0; flushes < 2 && cut_next(cut);)
        flushes += cut_marks(cut) == 1 &&
                   log->ops[cut_acts(cut) - 1].act == DISK_FLUSH;
    while (cut_waiting(cut) < 2)
        assert_true(cut_next(cut));
    return cut;
}

/* The store itself has been written to, but its journal says how to undo that:
 * a put that was not done yet. */
static void take_hot(struct arena *arena, struct deeds *deeds,
                     struct folder *files)
{
    static const struct cut_choice one[2] = { { .parts = (uint32_t)CUT_ALL } };
    struct folder left;
    struct disk_log log = { .arena = arena };
    disk_record(deeds->it->folder, &log);
    deeds_run(deeds, START_OPEN, START_PUT);
    disk_mark();
    deeds_run(deeds, START_PUT, START_CHANGE);
    deeds_run(deeds, START_CLOSE, START_CLOSE + 1);
    disk_rest();
    cut_make(cut_in_the_middle(arena, &log), one, &left);
    assert_int_not_equal(folder_find(&left, "store-journal")->bytes[0], 0);
    folder_copy(arena, &left, files);
}

/* A page from `from` on. */
static void spoil_page(struct folder *files, long page, int from)
{
    struct folder_file *store = folder_find(files, "store");
    memset(store->bytes + page * LEAF_PAGE + from, 0xA5,
           (size_t)(LEAF_PAGE - from));
}

/* Both copies of the first place that is empty. */
static void spoil_empty_place(struct folder *files)
{
    const struct folder_file *store = folder_find(files, "store");
    long pages = (long)(store->size / LEAF_PAGE);
    long spoiled = -1;
    for (long page = 0; page < pages; page++) {
        struct leaf leaf;
        memcpy(leaf.bytes, store->bytes + (page + 1) * LEAF_PAGE - LEAF_SIZE,
               LEAF_SIZE);
        long number = leaf_number(&leaf);
        if (number < 0 || leaf_body(&leaf)[0] ||
            (spoiled >= 0 && number != spoiled))
            continue;
        spoiled = number;
        spoil_page(files, page, 0);
    }
    assert_true(spoiled >= 0);
}

void start_take(struct arena *arena, struct deeds *deeds, enum start start,
                struct folder *files)
{
    struct folder before;
    folder_take(arena, deeds->it->folder, &before);
    folder_copy(arena, &before, files);
    if (start == START_HOT)
        take_hot(arena, deeds, files);
    if (start == START_LEAF)
        spoil_page(files, 5, LEAF_PAGE / 2);
    if (start == START_FILE || start == START_LOST)
        spoil_page(files, 0, 0);
    if (start == START_LOST)
        spoil_empty_place(files);
    folder_lay(&before, deeds->it->folder);
}

void start_lay(struct deeds *deeds, enum start start,
               const struct folder *files)
{
    store_close(deeds->store);
    deeds->store = NULL;
    folder_lay(files, deeds->it->folder);
    deeds_suppose(deeds, START_AT);
    deeds->lost = start == START_LOST;
    for (int i = START_AT; i < deeds->count; i++) {
        deeds->records[i].fate = DEED_UNDONE;
        deeds->records[i].tries = 0;
    }
    deeds->records[START_PUT].tries = start == START_HOT;
    if (start == START_HOT)
        deeds->records[START_PUT].fate = DEED_UNSURE;
}
