/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/corner.h"

#include <assert.h>
#include <stddef.h>

#include "base/arena.h"

enum {
    SLICES = 16, /* of a pixel, from top to bottom */
    PARTS = 256, /* of a pixel, from left to right */
    HALF_SLICE = PARTS / SLICES / 2,
    KEPT_MOST = 256 * 1024,
};

struct corner {
    struct corner *next;
    int radius;
    const uint8_t *covered;
};

struct corners {
    struct arena *kept;
    struct corner *first;
};

struct corners *corner_open(struct arena *arena)
{
    struct corners *corners = arena_new(arena, struct corners);
    corners->kept = arena_make();
    return corners;
}

void corner_close(struct corners *corners)
{
    if (!corners)
        return;
    arena_destroy(corners->kept);
    corners->kept = NULL;
}

void corner_trim(struct corners *corners)
{
    if (arena_used(corners->kept) < KEPT_MOST)
        return;
    arena_wipe(corners->kept);
    corners->first = NULL;
}

/* The whole root of what is below 2 to the power of 36. */
static int64_t root_of(int64_t square)
{
    int64_t root = 0;
    for (int64_t bit = 1 << 17; bit > 0; bit /= 2)
        if ((root + bit) * (root + bit) <= square)
            root += bit;
    return root;
}

/* Where the circle begins in a slice, in parts of a pixel from the left. The
 * slice is measured in its middle. */
static int64_t beginning(int64_t radius, int64_t row, int64_t slice)
{
    int64_t reach = radius * PARTS;
    int64_t middle = (2 * slice + 1) * HALF_SLICE;
    int64_t height = reach - row * PARTS - middle;
    return reach - root_of(reach * reach - height * height);
}

static void add_slice(int *parts, int radius, int64_t from)
{
    for (int column = (int)(from / PARTS); column < radius; column++) {
        int64_t covered = (int64_t)(column + 1) * PARTS - from;
        parts[column] += covered < PARTS ? (int)covered : PARTS;
    }
}

/* What lies on this side of the diagonal is worked out, and what is on the
 * other is the same. */
static void fill_in(uint8_t *covered, int radius)
{
    enum { WHOLE = SLICES * PARTS };
    for (int row = 0; row < radius; row++) {
        int parts[CORNER_LARGEST] = { 0 };
        for (int slice = 0; slice < SLICES; slice++)
            add_slice(parts, radius, beginning(radius, row, slice));
        for (int column = row; column < radius; column++) {
            int part = (parts[column] * 255 + WHOLE / 2) / WHOLE;
            covered[row * radius + column] = (uint8_t)part;
            covered[column * radius + row] = (uint8_t)part;
        }
    }
}

const uint8_t *corner_find(struct corners *corners, int radius)
{
    assert(radius >= 0 && radius <= CORNER_LARGEST);
    for (struct corner *one = corners->first; one; one = one->next)
        if (one->radius == radius)
            return one->covered;
    uint8_t *covered = arena_take_many(corners->kept, (size_t)radius,
                                       (size_t)radius);
    fill_in(covered, radius);
    struct corner *corner = arena_new(corners->kept, struct corner);
    *corner = (struct corner){ corners->first, radius, covered };
    corners->first = corner;
    return covered;
}
