/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/box.h"

#include <assert.h>

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int not_below_zero(int size)
{
    return size > 0 ? size : 0;
}

bool box_is_empty(box area)
{
    return area.w <= 0 || area.h <= 0;
}

bool box_holds(box outer, box inner)
{
    return inner.x >= outer.x && inner.y >= outer.y &&
           inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

bool box_has(box area, int x, int y)
{
    return x >= area.x && x < area.x + area.w && y >= area.y &&
           y < area.y + area.h;
}

bool box_meets(box a, box b)
{
    return !box_is_empty(a) && !box_is_empty(b) && a.x < b.x + b.w &&
           b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* What is too small to be made smaller shrinks to its middle. */
box box_inset(box area, int by)
{
    int across = least(by, area.w / 2);
    int down = least(by, area.h / 2);
    return (box){ area.x + across, area.y + down,
                  not_below_zero(area.w - 2 * by),
                  not_below_zero(area.h - 2 * by) };
}

/* How a length is divided when a piece and a gap are cut off it. */
struct cut {
    int piece;
    int left;
};

static struct cut cut(int length, int size, int gap)
{
    int piece = least(not_below_zero(size), not_below_zero(length));
    return (struct cut){ piece, not_below_zero(length - piece - gap) };
}

box box_cut_top(box *rest, int size, int gap)
{
    struct cut cuts = cut(rest->h, size, gap);
    box piece = { rest->x, rest->y, rest->w, cuts.piece };
    rest->y += rest->h - cuts.left;
    rest->h = cuts.left;
    return piece;
}

box box_cut_bottom(box *rest, int size, int gap)
{
    struct cut cuts = cut(rest->h, size, gap);
    box piece = { rest->x, rest->y + rest->h - cuts.piece, rest->w,
                  cuts.piece };
    rest->h = cuts.left;
    return piece;
}

box box_cut_left(box *rest, int size, int gap)
{
    struct cut cuts = cut(rest->w, size, gap);
    box piece = { rest->x, rest->y, cuts.piece, rest->h };
    rest->x += rest->w - cuts.left;
    rest->w = cuts.left;
    return piece;
}

box box_cut_right(box *rest, int size, int gap)
{
    struct cut cuts = cut(rest->w, size, gap);
    box piece = { rest->x + rest->w - cuts.piece, rest->y, cuts.piece,
                  rest->h };
    rest->w = cuts.left;
    return piece;
}

/* Where the `i`th of `count` parts of a length begins; the one behind the last
 * begins a gap behind the end. Rounded here and only here, so that neighbours
 * keep exactly the gap. */
static int part_start(int length, int i, int count, int gap)
{
    return (int)((long)(length + gap) * i / count);
}

static int part_length(int length, int i, int count, int gap)
{
    return not_below_zero(part_start(length, i + 1, count, gap) - gap -
                          part_start(length, i, count, gap));
}

box box_column(box area, int i, int count, int gap)
{
    assert(i >= 0 && i < count);
    int start = least(part_start(area.w, i, count, gap), area.w);
    return (box){ area.x + start, area.y, part_length(area.w, i, count, gap),
                  area.h };
}

box box_row(box area, int i, int count, int gap)
{
    assert(i >= 0 && i < count);
    int start = least(part_start(area.h, i, count, gap), area.h);
    return (box){ area.x, area.y + start, area.w,
                  part_length(area.h, i, count, gap) };
}

box box_centre(box area, int w, int h)
{
    return (box){ area.x + (area.w - w) / 2, area.y + (area.h - h) / 2, w, h };
}
