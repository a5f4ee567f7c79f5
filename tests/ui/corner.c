/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Round corners: smooth, symmetric, and the same on every machine. */
#include "ui/corner.h"

#include "cases.h"

static struct corners *opened(void **state)
{
    return corner_open(*state);
}

static void a_corner_is_the_same_on_both_sides_of_its_diagonal(void **state)
{
    struct corners *corners = opened(state);
    for (int radius = 0; radius <= 80; radius++) {
        const uint8_t *covered = corner_find(corners, radius);
        for (int y = 0; y < radius; y++)
            for (int x = 0; x < y; x++)
                assert_int_equal(covered[y * radius + x],
                                 covered[x * radius + y]);
    }
    corner_close(corners);
}

/* Rows and columns only ever cover more towards the middle. */
static void a_corner_has_no_holes(void **state)
{
    struct corners *corners = opened(state);
    for (int radius = 2; radius <= 80; radius++) {
        const uint8_t *covered = corner_find(corners, radius);
        for (int y = 0; y < radius; y++)
            for (int x = 1; x < radius; x++)
                assert_true(covered[y * radius + x] >=
                            covered[y * radius + x - 1]);
        assert_int_equal(covered[radius * radius - 1], 255);
    }
    corner_close(corners);
}

/* A quarter of a circle is 0.7854 of its square. */
static void a_corner_covers_a_quarter_of_a_circle(void **state)
{
    struct corners *corners = opened(state);
    for (int radius = 1; radius <= CORNER_LARGEST; radius += 73) {
        const uint8_t *covered = corner_find(corners, radius);
        long long sum = 0;
        for (int i = 0; i < radius * radius; i++)
            sum += covered[i];
        long long wanted = 7854LL * 255 * radius * radius / 10000;
        long long off = sum > wanted ? sum - wanted : wanted - sum;
        assert_true(off * 100 <= wanted);
    }
    corner_close(corners);
}

static void a_smaller_circle_covers_no_more_of_any_pixel(void **state)
{
    struct corners *corners = opened(state);
    enum { RADIUS = 40 };
    const uint8_t *large = corner_find(corners, RADIUS);
    for (int edge = 1; edge < RADIUS; edge++) {
        int radius = RADIUS - edge;
        const uint8_t *small = corner_find(corners, radius);
        for (int y = 0; y < radius; y++)
            for (int x = 0; x < radius; x++)
                assert_true(small[y * radius + x] <=
                            large[(y + edge) * RADIUS + x + edge]);
    }
    corner_close(corners);
}

static void a_corner_of_four_pixels_has_these_bytes(void **state)
{
    static const uint8_t wanted[] = { 0,   41,  177, 245, 41,  240, 255, 255,
                                      177, 255, 255, 255, 245, 255, 255, 255 };
    struct corners *corners = opened(state);
    assert_memory_equal(corner_find(corners, 4), wanted, sizeof wanted);
    corner_close(corners);
}

static void a_corner_is_worked_out_once(void **state)
{
    struct corners *corners = opened(state);
    const uint8_t *first = corner_find(corners, 12);
    corner_find(corners, 13);
    assert_ptr_equal(corner_find(corners, 12), first);
    corner_trim(corners);
    assert_ptr_equal(corner_find(corners, 12), first);
    corner_close(corners);
}

static void much_that_is_kept_is_dropped_when_it_is_trimmed(void **state)
{
    struct corners *corners = opened(state);
    for (int radius = CORNER_LARGEST; radius > CORNER_LARGEST - 50; radius--) {
        corner_trim(corners);
        const uint8_t *covered = corner_find(corners, radius);
        assert_int_equal(covered[0], 0);
        assert_int_equal(covered[radius * radius - 1], 255);
    }
    corner_close(corners);
    corner_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a corner is the same on both sides of its diagonal",
                   a_corner_is_the_same_on_both_sides_of_its_diagonal),
        CASES_TEST("a corner has no holes", a_corner_has_no_holes),
        CASES_TEST("a corner covers a quarter of a circle",
                   a_corner_covers_a_quarter_of_a_circle),
        CASES_TEST("a smaller circle covers no more of any pixel",
                   a_smaller_circle_covers_no_more_of_any_pixel),
        CASES_TEST("a corner of four pixels has these bytes",
                   a_corner_of_four_pixels_has_these_bytes),
        CASES_TEST("a corner is worked out once", a_corner_is_worked_out_once),
        CASES_TEST("much that is kept is dropped when it is trimmed",
                   much_that_is_kept_is_dropped_when_it_is_trimmed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
