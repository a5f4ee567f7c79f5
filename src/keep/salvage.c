/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/salvage.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"

/* A row's bytes are the last in its page: SQLite lays cells down from the end
 * of a page, and this page has one. */
enum { LEAF_AT = LEAF_PAGE - LEAF_SIZE };
#define NOWHERE UINT64_MAX

/* Where the sound copies of a leaf stand, or NOWHERE. */
struct copies {
    uint64_t at[2];
};

struct salvage {
    struct arena *arena;
    struct file_reader *file;
    str path;
    struct copies *copies; /* of each leaf */
    long leaves;           /* no number is higher */
    bool unread;           /* something could not be read */
};

static bool read_leaf(struct salvage *salvage, uint64_t at, struct leaf *leaf)
{
    struct fault passed_over = { .arena = salvage->arena };
    bool done = file_read_at(salvage->file, at, leaf->bytes, LEAF_SIZE,
                             &passed_over);
    salvage->unread = salvage->unread || !done;
    return done;
}

static void look_at(struct salvage *salvage, uint64_t at)
{
    struct leaf leaf;
    if (!read_leaf(salvage, at, &leaf))
        return;
    long number = leaf_number(&leaf);
    if (number < 0 || number >= salvage->leaves)
        return;
    struct copies *copies = &salvage->copies[number];
    copies->at[copies->at[0] != NOWHERE] = at;
}

struct salvage *salvage_open(str path, struct fault *fault)
{
    struct file_reader *file = file_open(path, fault);
    if (!file)
        return NULL;
    struct arena *arena = arena_make();
    struct salvage *salvage = arena_new(arena, struct salvage);
    long pages = (long)(file_size(file) / LEAF_PAGE);
    *salvage = (struct salvage){ .arena = arena,
                                 .file = file,
                                 .path = text_copy(arena, path),
                                 .leaves = pages };
    salvage->copies = arena_array(arena, struct copies, pages + 1);
    for (long i = 0; i < pages; i++)
        salvage->copies[i] = (struct copies){ { NOWHERE, NOWHERE } };
    for (long i = 0; i < pages; i++)
        look_at(salvage, (uint64_t)i * LEAF_PAGE + LEAF_AT);
    return salvage;
}

void salvage_close(struct salvage *salvage)
{
    if (!salvage)
        return;
    file_close(salvage->file);
    arena_destroy(salvage->arena);
}

/* A full envelope is worth more than an empty one of the same number, which can
 * only be a copy that was not overwritten. */
bool salvage_leaf(struct salvage *salvage, long number, struct leaf *leaf)
{
    struct leaf copy;
    bool found = false;
    for (int i = 0; i < 2 && number < salvage->leaves; i++) {
        uint64_t at = salvage->copies[number].at[i];
        if (at == NOWHERE || !read_leaf(salvage, at, &copy) ||
            !leaf_is(&copy, number) || (found && leaf_body(leaf)[0]))
            continue;
        *leaf = copy;
        found = true;
    }
    return found;
}

bool salvage_is_whole(const struct salvage *salvage, struct fault *fault)
{
    return !salvage->unread ||
           fault_set(
               fault, "{file} cannot be read: {why}",
               SLOT("file", salvage->path),
               SLOT_KEY("why",
                        S(TEXT_KEY("the disk does not answer properly"))));
}
