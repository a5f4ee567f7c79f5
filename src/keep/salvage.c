/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/salvage.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"

/* A row's bytes are the last in its page: SQLite lays cells down from the end
 * of a page, and this page has one. */
enum { LEAF_AT = LEAF_PAGE - LEAF_SIZE };
#define NOWHERE UINT64_MAX

struct salvage {
    struct arena *arena;
    struct file_reader *file;
    uint64_t *at; /* where a sound copy of each leaf stands, or NOWHERE */
    long leaves;  /* no number is higher */
};

static bool read_leaf(const struct salvage *salvage, uint64_t at,
                      struct leaf *leaf)
{
    struct fault passed_over = { .arena = salvage->arena };
    return file_read_at(salvage->file, at, leaf->bytes, LEAF_SIZE,
                        &passed_over);
}

/* A full envelope is worth more than an empty one of the same number, which can
 * only be a copy that was not overwritten. */
static bool is_better(const struct salvage *salvage, uint64_t old,
                      const struct leaf *leaf)
{
    struct leaf other;
    return old == NOWHERE || !read_leaf(salvage, old, &other) ||
           (!leaf_body(&other)[0] && leaf_body(leaf)[0]);
}

static void look_at(struct salvage *salvage, uint64_t at)
{
    struct leaf leaf;
    if (!read_leaf(salvage, at, &leaf))
        return;
    long number = leaf_number(&leaf);
    if (number >= 0 && number < salvage->leaves &&
        is_better(salvage, salvage->at[number], &leaf))
        salvage->at[number] = at;
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
                                 .at = arena_array(arena, uint64_t, pages + 1),
                                 .leaves = pages };
    for (long i = 0; i < pages; i++)
        salvage->at[i] = NOWHERE;
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

bool salvage_leaf(const struct salvage *salvage, long number, struct leaf *leaf)
{
    return number < salvage->leaves && salvage->at[number] != NOWHERE &&
           read_leaf(salvage, salvage->at[number], leaf) &&
           leaf_is(leaf, number);
}
