/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/glance.h"

#include "base/arena.h"
#include "base/file.h"

/* A row is at the end of its page. SQLite puts the first row behind two or
 * three pages of its own, and rows never move afterwards. */
enum { PAGES = 8, LEAF_AT = LEAF_PAGE - LEAF_SIZE };

static bool is_sound(struct arena *arena, const struct leaf *leaf,
                     struct about *about)
{
    return leaf_is(leaf, 0) &&
           about_read(arena, leaf_body(leaf), about) == ABOUT_FINE;
}

bool glance_about(struct arena *arena, str folder, struct about *about)
{
    struct fault passed_over = { .arena = arena };
    struct leaf *leaf = arena_new(arena, struct leaf);
    struct file_reader *file = file_open(file_join(arena, folder, S("store")),
                                         &passed_over);
    bool found = false;
    uint64_t pages = file ? file_size(file) / LEAF_PAGE : 0;
    for (uint64_t page = 0; !found && page < pages && page < PAGES; page++)
        found = file_read_at(file, page * LEAF_PAGE + LEAF_AT, leaf->bytes,
                             LEAF_SIZE, &passed_over) &&
                is_sound(arena, leaf, about);
    file_close(file);
    return found;
}
