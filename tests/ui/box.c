/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rectangles: what is cut off them and what is left. */
#include "cases.h"

#include "ui/box.h"

static void same(box got, int x, int y, int w, int h)
{
    if (got.x != x || got.y != y || got.w != w || got.h != h)
        fail_msg("got %d %d %d %d, wanted %d %d %d %d", got.x, got.y, got.w,
                 got.h, x, y, w, h);
}

static void boxes_hold_and_meet(void **state)
{
    (void)state;
    box area = { 10, 20, 30, 40 };
    assert_true(box_holds(area, area));
    assert_true(box_holds(area, (box){ 39, 59, 1, 1 }));
    assert_false(box_holds(area, (box){ 39, 59, 2, 1 }));
    assert_false(box_holds(area, (box){ 9, 20, 5, 5 }));
    assert_true(box_has(area, 10, 20));
    assert_true(box_has(area, 39, 59));
    assert_false(box_has(area, 40, 59));
    assert_false(box_has(area, 39, 60));
    assert_false(box_has(area, 9, 30));
    assert_true(box_meets(area, (box){ 39, 59, 9, 9 }));
    assert_false(box_meets(area, (box){ 40, 20, 9, 9 }));
    assert_false(box_meets(area, (box){ 10, 60, 9, 9 }));
}

static void empty_boxes_meet_nothing(void **state)
{
    (void)state;
    box area = { 0, 0, 10, 10 };
    assert_true(box_is_empty((box){ 5, 5, 0, 5 }));
    assert_true(box_is_empty((box){ 5, 5, 5, 0 }));
    assert_false(box_is_empty((box){ 5, 5, 1, 1 }));
    assert_false(box_meets(area, (box){ 5, 5, 0, 5 }));
    assert_false(box_meets((box){ 5, 5, 5, 0 }, area));
    assert_false(box_has((box){ 5, 5, 0, 0 }, 5, 5));
}

static void pieces_are_cut_off_each_side(void **state)
{
    (void)state;
    box rest = { 10, 20, 300, 400 };
    same(box_cut_top(&rest, 50, 5), 10, 20, 300, 50);
    same(rest, 10, 75, 300, 345);
    same(box_cut_bottom(&rest, 40, 5), 10, 380, 300, 40);
    same(rest, 10, 75, 300, 300);
    same(box_cut_left(&rest, 100, 10), 10, 75, 100, 300);
    same(rest, 120, 75, 190, 300);
    same(box_cut_right(&rest, 90, 0), 220, 75, 90, 300);
    same(rest, 120, 75, 100, 300);
}

/* A window may be pulled as small as one likes. */
static void nothing_is_less_than_empty(void **state)
{
    (void)state;
    box (*const cuts[])(box *, int, int) = { box_cut_top, box_cut_bottom,
                                             box_cut_left, box_cut_right };
    for (size_t i = 0; i < 4; i++) {
        box outer = { 3, 4, 20, 20 };
        box rest = outer;
        box piece = cuts[i](&rest, 18, 5);
        assert_true(box_holds(outer, piece) && box_holds(outer, rest));
        assert_true(rest.w == 0 || rest.h == 0);
        piece = cuts[i](&rest, 18, 5);
        assert_true(box_holds(outer, piece) && box_is_empty(piece));
        assert_true(box_holds(outer, rest) && box_is_empty(rest));
        rest = outer;
        piece = cuts[i](&rest, 1000, 5);
        assert_true(box_holds(outer, piece) && box_is_empty(rest));
        assert_true(box_is_empty(cuts[i](&rest, -1, 0)));
    }
    same(box_inset((box){ 0, 0, 10, 30 }, 4), 4, 4, 2, 22);
    same(box_inset((box){ 0, 0, 10, 30 }, 8), 5, 8, 0, 14);
    assert_true(box_is_empty(box_column((box){ 0, 0, 5, 5 }, 2, 3, 9)));
    assert_true(box_is_empty(box_row((box){ 0, 0, 5, 5 }, 2, 3, 9)));
}

static int smallest(int a, int b)
{
    return a < b ? a : b;
}

/* `count` columns beside each other: no pixel is lost, and they are alike. */
static void columns_fill(int width, int count, int gap)
{
    box area = { 7, 9, width, 11 };
    int x = area.x;
    int least = width;
    int most = 0;
    for (int i = 0; i < count; i++) {
        box column = box_column(area, i, count, gap);
        same(column, x, area.y, column.w, area.h);
        box row = box_row((box){ 9, 7, 11, width }, i, count, gap);
        same(row, column.y, column.x, column.h, column.w);
        x += column.w + gap;
        least = smallest(least, column.w);
        most = -smallest(-most, -column.w);
    }
    assert_int_equal(area.x + area.w + gap, x);
    assert_true(most - least <= 1);
}

static void parts_fill_to_the_last_pixel(void **state)
{
    (void)state;
    for (int width = 100; width < 140; width++)
        for (int count = 1; count <= 12; count++)
            for (int gap = 0; gap <= 5; gap++)
                columns_fill(width, count, gap);
}

static void boxes_are_centred(void **state)
{
    (void)state;
    same(box_centre((box){ 10, 10, 100, 50 }, 20, 10), 50, 30, 20, 10);
    same(box_centre((box){ 10, 10, 100, 50 }, 100, 50), 10, 10, 100, 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a box holds, has and meets what is inside",
                   boxes_hold_and_meet),
        CASES_TEST("an empty box meets nothing", empty_boxes_meet_nothing),
        CASES_TEST("a piece is cut off each side",
                   pieces_are_cut_off_each_side),
        CASES_TEST("no box is less than empty, and none leaves its area",
                   nothing_is_less_than_empty),
        CASES_TEST("equal parts fill an area to the last pixel",
                   parts_fill_to_the_last_pixel),
        CASES_TEST("a box stands in the middle of another", boxes_are_centred),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
