/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/mutation.h"

#include <assert.h>

/* How it begins, and how it may have begun. */
static const struct {
    const char *now;
    const char *before;
} changes[] = {
    { .now = "b", .before = "p" },   { .now = "d", .before = "t" },
    { .now = "g", .before = "c" },   { .now = "f", .before = "b" },
    { .now = "f", .before = "m" },   { .now = "dd", .before = "d" },
    { .now = "l", .before = "ll" },  { .now = "r", .before = "rh" },
    { .now = "mh", .before = "p" },  { .now = "nh", .before = "t" },
    { .now = "ngh", .before = "c" }, { .now = "m", .before = "b" },
    { .now = "n", .before = "d" },   { .now = "ng", .before = "g" },
    { .now = "ph", .before = "p" },  { .now = "th", .before = "t" },
    { .now = "ch", .before = "c" },  { .now = "h", .before = "" },
    { .now = "", .before = "g" },
};

int mutation_radicals(struct arena *arena, str word,
                      str radicals[MUTATION_MOST])
{
    int count = 0;
    radicals[count++] = word;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        str now = text_of(changes[i].now);
        struct text radical = { .arena = arena };
        if (!text_starts(word, now))
            continue;
        assert(count < MUTATION_MOST);
        text_add(&radical, text_of(changes[i].before));
        text_add(&radical, text_slice(word, now.size, word.size));
        radicals[count++] = text_view(&radical);
    }
    return count;
}
