/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/marks.h"

#include <stdlib.h>

#include "base/arena.h"

bool marks_touch(const struct marks *marks, size_t from, size_t to)
{
    for (size_t i = 0; i < marks->count; i++)
        if (marks->all[i].from < to && from < marks->all[i].to)
            return true;
    return false;
}

void marks_add(struct marks *marks, enum marks_kind kind, size_t from,
               size_t to)
{
    size_t size = sizeof *marks->all;
    if (from >= to || marks_touch(marks, from, to))
        return;
    marks->all = arena_grow(marks->arena, marks->all, marks->count * size,
                            (marks->count + 1) * size);
    marks->all[marks->count++] = (struct mark){ from, to, kind };
}

static int order(const void *one, const void *other)
{
    const struct mark *a = one;
    const struct mark *b = other;
    return (a->from > b->from) - (a->from < b->from);
}

void marks_join(struct marks *marks, str text)
{
    size_t count = 0;
    if (marks->count > 0)
        qsort(marks->all, marks->count, sizeof *marks->all, order);
    for (size_t i = 0; i < marks->count; i++) {
        struct mark *last = count > 0 ? &marks->all[count - 1] : NULL;
        const struct mark *mark = &marks->all[i];
        if (last && last->kind == mark->kind &&
            text_trim(text_slice(text, last->to, mark->from)).size == 0)
            last->to = mark->to;
        else
            marks->all[count++] = *mark;
    }
    marks->count = count;
}
