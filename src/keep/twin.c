/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/twin.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "keep/book.h"
#include "keep/salvage.h"

/* Leaf n stands in row n, and its mirror `leaves` rows behind it: far apart in
 * the file, so that one bad patch of a disk does not meet both. */
struct twin {
    struct arena *arena;
    str path;
    struct book *book;
    long leaves;
    const struct twin_keeper *keeper; /* while it is being opened */
    struct twin_report *report;
};

/* So many leaves are mended in one transaction: the journal has room for them
 * even when the disk is full. */
enum { MENDED_AT_ONCE = 8 };

/* ---- both copies --------------------------------------------------------- */

struct copies {
    struct leaf leaf[2];
    bool sound[2];
};

/* BOOK_DAMAGED is for what cannot be mended in place. A copy that the disk does
 * not give is one that is damaged. */
static enum book_verdict read_copies(struct twin *twin, long number,
                                     struct copies *copies, struct fault *fault)
{
    enum book_verdict verdict = BOOK_FINE;
    for (int i = 0; i < 2; i++) {
        long row = number + i * twin->leaves;
        enum book_verdict found = book_read(twin->book, row, &copies->leaf[i],
                                            fault);
        copies->sound[i] = found == BOOK_FINE &&
                           leaf_is(&copies->leaf[i], number);
        if (found != BOOK_FINE && verdict != BOOK_FAILED)
            verdict = found;
    }
    return verdict;
}

static bool is_whole(const struct copies *copies)
{
    return copies->sound[0] && copies->sound[1] &&
           memcmp(&copies->leaf[0], &copies->leaf[1], sizeof(struct leaf)) == 0;
}

/* The copy to go by; NULL if there is none. Both were written in one
 * transaction, so if they differ something is badly wrong, and an envelope
 * that is full is worth more than one that is empty. */
static const struct leaf *best_copy(const struct copies *copies)
{
    bool full = copies->sound[0] && leaf_body(&copies->leaf[0])[0];
    if (copies->sound[1] && !full)
        return &copies->leaf[1];
    return copies->sound[0] ? &copies->leaf[0] : NULL;
}

bool twin_read(struct twin *twin, long number, unsigned char *body,
               struct fault *fault)
{
    struct copies copies;
    struct fault passed_over = { .arena = twin->arena };
    read_copies(twin, number, &copies, &passed_over);
    const struct leaf *leaf = best_copy(&copies);
    if (!leaf)
        return fault_set(fault,
                         "{file} was damaged while it was open; start again, "
                         "it is mended then",
                         SLOT("file", twin->path));
    memcpy(body, leaf_body(leaf), LEAF_BODY);
    return true;
}

bool twin_begin(struct twin *twin, struct fault *fault)
{
    return book_begin(twin->book, fault);
}

bool twin_write(struct twin *twin, long number, const unsigned char *body,
                struct fault *fault)
{
    struct leaf leaf;
    leaf_write(&leaf, number, body);
    return book_write(twin->book, number, &leaf, fault) &&
           book_write(twin->book, number + twin->leaves, &leaf, fault);
}

bool twin_end(struct twin *twin, struct fault *fault)
{
    return book_commit(twin->book, fault);
}

void twin_undo(struct twin *twin)
{
    book_rollback(twin->book);
}

long twin_leaves(const struct twin *twin)
{
    return twin->leaves;
}

/* ---- making -------------------------------------------------------------- */

struct making {
    const struct twin_keeper *keeper;
    struct salvage *salvage; /* what is laid in again; NULL: nothing */
    long lost;               /* leaves that are not in there */
    long blank;              /* leaves that were made blank */
};

static bool make_leaf(void *from, long number, struct leaf *leaf,
                      struct fault *fault)
{
    struct making *making = from;
    const struct twin_keeper *keeper = making->keeper;
    unsigned char body[LEAF_BODY];
    if (making->salvage && salvage_leaf(making->salvage, number, leaf)) {
        if (number > 0 || making->lost == 0)
            return true;
        memcpy(body, leaf_body(leaf), LEAF_BODY);
        keeper->tell(keeper->keeper, making->lost, body);
    } else {
        making->blank++;
        if (!keeper->blank(keeper->keeper, number, body, fault))
            return false;
    }
    leaf_write(leaf, number, body);
    return true;
}

static bool make_file(str path, long leaves, struct making *making,
                      struct fault *fault)
{
    struct book_filler filler = { .leaf = make_leaf,
                                  .from = making,
                                  .rows = leaves,
                                  .progress = making->keeper->progress };
    return book_make(path, &filler, fault);
}

/* ---- mending in place ---------------------------------------------------- */

struct patch {
    long number;
    struct leaf leaf;
};

/* Writes what has been gathered, in one transaction. */
static enum book_verdict write_patches(struct twin *twin,
                                       const struct patch *patches, int count,
                                       struct fault *fault)
{
    if (count == 0)
        return BOOK_FINE;
    bool done = book_begin(twin->book, fault);
    for (int i = 0; i < count && done; i++)
        done = twin_write(twin, patches[i].number, leaf_body(&patches[i].leaf),
                          fault);
    if (done)
        done = book_commit(twin->book, fault);
    else
        book_rollback(twin->book);
    return done ? BOOK_FINE : BOOK_FAILED;
}

/* Whether the opening goes on. What is mended by then stays so. */
static bool goes_on(const struct twin *twin, long done, struct fault *fault)
{
    return progress_piece(twin->keeper->progress, done, twin->leaves) ||
           fault_set(fault, "it was called off; nothing was changed");
}

/* A leaf that is gone in both copies is not mended in place: whoever knows more
 * may still make something of them. */
static enum book_verdict mend(struct twin *twin, struct fault *fault)
{
    struct patch *patches = arena_array(twin->arena, struct patch,
                                        MENDED_AT_ONCE);
    struct copies *copies = arena_new(twin->arena, struct copies);
    enum book_verdict verdict = BOOK_FINE;
    int count = 0;
    for (long n = 0; n < twin->leaves && verdict == BOOK_FINE; n++) {
        if (!goes_on(twin, n, fault))
            return BOOK_FAILED;
        verdict = read_copies(twin, n, copies, fault);
        if (verdict != BOOK_FINE || is_whole(copies))
            continue;
        const struct leaf *best = best_copy(copies);
        if (!best)
            return BOOK_DAMAGED;
        patches[count++] = (struct patch){ .number = n, .leaf = *best };
        twin->report->mended++;
        if (count < MENDED_AT_ONCE)
            continue;
        verdict = write_patches(twin, patches, count, fault);
        count = 0;
    }
    return verdict == BOOK_FINE ? write_patches(twin, patches, count, fault)
                                : verdict;
}

/* ---- a new file from an old one ------------------------------------------ */

static bool refuse_newer(const struct twin *twin, struct fault *fault)
{
    return fault_set(fault,
                     "{file} was made by a newer program; install the newest "
                     "one. Nothing was changed",
                     SLOT("file", twin->path));
}

static bool refuse_damaged(const struct twin *twin, struct fault *fault)
{
    return fault_set(fault,
                     "{file} is damaged more than can be mended here; do not "
                     "delete it, keep a copy of the whole folder and ask for "
                     "help",
                     SLOT("file", twin->path));
}

static str beside(struct twin *twin, const char *ending)
{
    struct text path = { .arena = twin->arena };
    text_add(&path, twin->path);
    text_add(&path, text_of(ending));
    return text_view(&path);
}

/* The file that a new one took the place of. Its blocks would tell which
 * responses came before this day (P3), so it is written over; but not before
 * the new one is open and has the name on disk, whatever failed in between. */
static void erase_old(struct twin *twin)
{
    str old = beside(twin, ".old");
    if (file_same(old, twin->path))
        file_remove(old);
    else if (file_differ(old, twin->path) && file_prove(twin->path))
        file_erase(old);
}

/* If something is lost, the old file is kept for people who know more, and so
 * is one that was kept before it. */
static bool keep_aside(struct twin *twin, struct fault *fault)
{
    static const char *const endings[] = {
        ".damaged",   ".damaged-2", ".damaged-3", ".damaged-4", ".damaged-5",
        ".damaged-6", ".damaged-7", ".damaged-8", ".damaged-9",
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        str name = beside(twin, endings[i]);
        if (file_link(twin->path, name) || file_same(twin->path, name))
            return file_prove(name) || refuse_damaged(twin, fault);
    }
    return refuse_damaged(twin, fault);
}

/* A journal that SQLite still believed in would be played into the new file;
 * what it could undo, the leaves' own checks have told already. */
static bool take_place(struct twin *twin, struct fault *fault)
{
    if (twin->report->lost > 0 && !keep_aside(twin, fault))
        return false;
    if (twin->report->lost == 0)
        file_link(twin->path, beside(twin, ".old"));
    file_remove(beside(twin, ".new-journal"));
    file_remove(beside(twin, "-journal"));
    return file_rename(beside(twin, ".new"), twin->path, fault);
}

static long count_lost(const struct twin *twin, struct salvage *salvage)
{
    struct leaf leaf;
    long lost = 0;
    for (long n = 0; n < twin->leaves; n++)
        lost += !salvage_leaf(salvage, n, &leaf);
    return lost;
}

/* A disk that cannot be read now may be read later, so then no leaf is given up
 * for lost. */
static bool is_sure(const struct making *making, struct fault *fault)
{
    return (making->lost == 0 && making->blank == 0) ||
           salvage_is_whole(making->salvage, fault);
}

static bool lay_again(struct twin *twin, struct salvage *salvage,
                      struct fault *fault)
{
    struct making making = { .keeper = twin->keeper,
                             .salvage = salvage,
                             .lost = count_lost(twin, salvage) };
    str path = beside(twin, ".new");
    file_remove(path);
    file_remove(beside(twin, ".new-journal"));
    if (!file_make_empty(path, fault) ||
        !make_file(path, twin->leaves, &making, fault) ||
        !is_sure(&making, fault)) {
        file_remove(path);
        return false;
    }
    twin->report->lost += making.lost;
    twin->report->rebuilt = true;
    return take_place(twin, fault);
}

static bool rebuild_from(struct twin *twin, struct salvage *salvage,
                         enum book_verdict why, struct fault *fault)
{
    struct leaf first;
    if (!salvage_leaf(salvage, 0, &first))
        return salvage_is_whole(salvage, fault) &&
               (why == BOOK_NEWER ? refuse_newer(twin, fault)
                                  : refuse_damaged(twin, fault));
    switch (twin->keeper->judge(twin->keeper->keeper, leaf_body(&first),
                                &twin->leaves)) {
    case TWIN_NEWER:
        return refuse_newer(twin, fault);
    case TWIN_FINE:
        return lay_again(twin, salvage, fault);
    default:
        return refuse_damaged(twin, fault);
    }
}

static bool rebuild(struct twin *twin, enum book_verdict why,
                    struct fault *fault)
{
    struct salvage *salvage = salvage_open(twin->path, fault);
    bool done = salvage && rebuild_from(twin, salvage, why, fault);
    salvage_close(salvage);
    return done;
}

/* ---- opening ------------------------------------------------------------- */

static enum book_verdict judge_first(struct twin *twin, struct fault *fault)
{
    struct copies copies;
    long leaves = 0;
    enum book_verdict verdict = read_copies(twin, 0, &copies, fault);
    if (verdict != BOOK_FINE)
        return verdict;
    const struct leaf *first = best_copy(&copies);
    if (!first)
        return BOOK_DAMAGED;
    switch (
        twin->keeper->judge(twin->keeper->keeper, leaf_body(first), &leaves)) {
    case TWIN_NEWER:
        return BOOK_NEWER;
    case TWIN_FINE:
        return leaves == twin->leaves ? BOOK_FINE : BOOK_DAMAGED;
    default:
        return BOOK_DAMAGED;
    }
}

static enum book_verdict open_book(struct twin *twin, struct fault *fault)
{
    enum book_verdict verdict = book_open(twin->path, &twin->book, fault);
    if (verdict != BOOK_FINE)
        return verdict;
    twin->leaves = book_rows(twin->book) / 2;
    verdict = book_check(twin->book, fault);
    if (verdict == BOOK_FINE)
        verdict = judge_first(twin, fault);
    if (verdict == BOOK_FINE)
        verdict = mend(twin, fault);
    return verdict;
}

/* Makes the journal as long as it will ever be needed, while there is room:
 * leaves are written over with what is in them. */
static bool reserve(struct twin *twin, struct fault *fault)
{
    unsigned char body[LEAF_BODY];
    bool done = book_begin(twin->book, fault);
    for (long n = 0; n < twin->leaves && n < MENDED_AT_ONCE && done; n++)
        done = twin_read(twin, n, body, fault) &&
               twin_write(twin, n, body, fault);
    if (done)
        return book_commit(twin->book, fault);
    book_rollback(twin->book);
    return false;
}

static bool open_twin(struct twin *twin, struct fault *fault)
{
    enum book_verdict verdict = open_book(twin, fault);
    if (verdict != BOOK_FINE) {
        book_close(twin->book);
        twin->book = NULL;
        if (verdict == BOOK_FAILED || !rebuild(twin, verdict, fault) ||
            open_book(twin, fault) != BOOK_FINE || !reserve(twin, fault))
            return false;
    }
    erase_old(twin);
    return true;
}

struct twin *twin_open(str path, const struct twin_keeper *keeper,
                       struct twin_report *report, struct fault *fault)
{
    struct arena *arena = arena_make();
    struct twin *twin = arena_new(arena, struct twin);
    *report = (struct twin_report){ 0 };
    *twin = (struct twin){ .arena = arena,
                           .path = text_copy(arena, path),
                           .keeper = keeper,
                           .report = report };
    if (open_twin(twin, fault))
        return twin;
    fault_set(fault, "{file} cannot be opened; ask for help",
              SLOT("file", path));
    twin_close(twin);
    return NULL;
}

void twin_close(struct twin *twin)
{
    if (!twin)
        return;
    book_close(twin->book);
    arena_destroy(twin->arena);
}

bool twin_make(str path, long leaves, const struct twin_keeper *keeper,
               struct fault *fault)
{
    struct progress_part filling = { .whole = keeper->progress,
                                     .share = 2,
                                     .all = 3 };
    struct progress_part looking = {
        .whole = keeper->progress, .before = 2, .share = 1, .all = 3
    };
    struct twin_keeper filler = *keeper;
    struct twin_keeper opener = *keeper;
    filler.progress = progress_of_part(&filling);
    opener.progress = progress_of_part(&looking);
    struct making making = { .keeper = &filler };
    struct twin_report report;
    if (!make_file(path, leaves, &making, fault))
        return false;
    struct twin *twin = twin_open(path, &opener, &report, fault);
    bool done = twin && reserve(twin, fault);
    twin_close(twin);
    return done;
}
