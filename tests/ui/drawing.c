/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawings: in exactly a theme's colours, as large as they are wanted. */
#include "ui/drawing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cases.h"

#include "base/file.h"

#define HEAD                                                                   \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 96 96\" "         \
    "width=\"96\" height=\"96\">"

/* Six flat squares on ink, and a line. */
static const char squares[] = HEAD
    "<rect x=\"0\" y=\"0\" width=\"96\" height=\"96\" fill=\"#1b1f2a\"/>"
    "<rect x=\"0\" y=\"0\" width=\"32\" height=\"32\" fill=\"#ffffff\"/>"
    "<rect x=\"32\" y=\"0\" width=\"32\" height=\"32\" fill=\"#1f4e79\"/>"
    "<rect x=\"64\" y=\"0\" width=\"32\" height=\"32\" fill=\"#d9e8f5\"/>"
    "<rect x=\"0\" y=\"32\" width=\"32\" height=\"32\" fill=\"#f5dfa6\"/>"
    "<rect x=\"32\" y=\"32\" width=\"32\" height=\"32\" fill=\"#c3d0e8\"/>"
    "<rect x=\"64\" y=\"32\" width=\"32\" height=\"32\" fill=\"#e6e1d5\"/>"
    "<path d=\"M0 80 H32\" stroke=\"#e6e1d5\" stroke-width=\"16\" "
    "fill=\"none\"/></svg>";

/* What stands in the middle of each of nine parts. */
static const enum look_colour parts[3][3] = {
    { LOOK_CARD, LOOK_BUTTON, LOOK_SELECTED },
    { LOOK_WARM, LOOK_COOL, LOOK_SAND },
    { LOOK_SAND, LOOK_INK, LOOK_INK },
};

/* A folder of drawings, for one test. */
struct place {
    struct arena *arena;
    char folder[64];
    struct drawings *drawings;
    struct look look;
};

static str path_of(const struct place *place, const char *name)
{
    return file_join(place->arena, text_of(place->folder), text_of(name));
}

static void put(const struct place *place, const char *name, const char *svg)
{
    struct fault fault = { .arena = place->arena };
    assert_true(file_write_whole(path_of(place, name), text_of(svg), &fault));
}

static struct place *settle(void **state)
{
    struct place *place = arena_new(*state, struct place);
    place->arena = *state;
    strcpy(place->folder, "/tmp/yoursay-drawing-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    put(place, "squares.svg", squares);
    place->drawings = drawing_open(place->arena, text_of(place->folder));
    return place;
}

static void leave(struct place *place)
{
    struct fault fault = { .arena = place->arena };
    str *names;
    size_t count;
    drawing_close(place->drawings);
    assert_true(file_list(place->arena, text_of(place->folder), S(""), &names,
                          &count, &fault));
    for (size_t i = 0; i < count; i++)
        file_remove(file_join(place->arena, text_of(place->folder), names[i]));
    assert_int_equal(rmdir(place->folder), 0);
}

static const struct drawing *find(struct place *place, const char *name,
                                  int side, bool on_button)
{
    const struct drawing_wish wish = { .name = text_of(name),
                                       .look = &place->look,
                                       .side = side,
                                       .on_button = on_button };
    return drawing_find(place->drawings, &wish);
}

/* The pixel at a place that is given in the drawing's own measure. */
static uint32_t pixel(const struct drawing *drawing, int x, int y)
{
    assert_non_null(drawing);
    int column = x * drawing->side / 96;
    int row = y * drawing->side / 96;
    return drawing->pixels[row * drawing->side + column];
}

static uint32_t solid(const struct place *place, enum look_colour colour)
{
    return 0xFF000000u | look_colour(&place->look, colour);
}

static void flat_parts_have_exactly_the_colours_of_the_theme(void **state)
{
    static const int sides[] = { 12, 31, 48, 90, 95, 96, 97, 200, 331 };
    struct place *place = settle(state);
    for (place->look.theme = 0; place->look.theme < LOOK_THEMES;
         place->look.theme++)
        for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
            const struct drawing *drawing = find(place, "squares", sides[i],
                                                 false);
            assert_int_equal(drawing->side, sides[i]);
            for (int part = 0; part < 9; part++)
                assert_int_equal(
                    pixel(drawing, part % 3 * 32 + 16, part / 3 * 32 + 16),
                    solid(place, parts[part / 3][part % 3]));
        }
    leave(place);
}

static void on_a_button_there_are_only_lines_in_its_own_two_colours(
    void **state)
{
    struct place *place = settle(state);
    for (place->look.theme = 0; place->look.theme < LOOK_THEMES;
         place->look.theme++) {
        const struct drawing *drawing = find(place, "squares", 96, true);
        uint32_t line = solid(place, LOOK_ON_BUTTON);
        uint32_t fill = solid(place, LOOK_BUTTON);
        assert_int_equal(pixel(drawing, 16, 16), fill); /* card */
        assert_int_equal(pixel(drawing, 48, 16), line); /* button */
        assert_int_equal(pixel(drawing, 80, 16), fill); /* selected */
        assert_int_equal(pixel(drawing, 80, 48), fill); /* sand, filled */
        assert_int_equal(pixel(drawing, 16, 80), line); /* sand, a line */
        assert_int_equal(pixel(drawing, 80, 80), line); /* ink */
    }
    leave(place);
}

/* Every channel times alpha: no colour is more than its alpha. */
static void where_nothing_is_drawn_it_is_clear(void **state)
{
    struct place *place = settle(state);
    put(place, "dot.svg",
        HEAD "<circle cx=\"48\" cy=\"48\" r=\"24\" fill=\"#ffffff\"/></svg>");
    for (int side = 8; side < 260; side += 41) {
        const struct drawing *drawing = find(place, "dot", side, false);
        assert_int_equal(pixel(drawing, 2, 2), 0);
        assert_int_equal(pixel(drawing, 94, 94), 0);
        for (int i = 0; i < side * side; i++) {
            uint32_t alpha = drawing->pixels[i] >> 24;
            for (int shift = 0; shift < 24; shift += 8)
                assert_true((drawing->pixels[i] >> shift & 255) <= alpha);
        }
    }
    leave(place);
}

static void a_drawing_that_is_not_square_stands_in_the_middle(void **state)
{
    struct place *place = settle(state);
    put(place, "wide.svg",
        "<svg viewBox=\"0 0 96 96\" width=\"96\" height=\"48\"><rect x=\"0\" "
        "y=\"0\" width=\"96\" height=\"96\" fill=\"#ffffff\"/></svg>");
    const struct drawing *drawing = find(place, "wide", 192, false);
    for (int y = 25; y < 72; y += 23)
        assert_int_equal(pixel(drawing, 48, y), solid(place, LOOK_CARD));
    assert_int_equal(pixel(drawing, 48, 22), 0);
    assert_int_equal(pixel(drawing, 48, 73), 0);
    leave(place);
}

static void what_is_no_drawing_is_none(void **state)
{
    struct place *place = settle(state);
    put(place, "empty.svg", "");
    put(place, "words.svg", "this is not SVG");
    put(place, "torn.svg", "<svg width=\"96\"");
    put(place, "script.svg", HEAD "<script/></svg>");
    put(place, "nothing.svg", "<svg width=\"0\" height=\"0\"></svg>");
    static const char *const names[] = { "absent", "empty",   "words",
                                         "torn",   "nothing", "" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_null(find(place, names[i], 96, false));
        assert_null(find(place, names[i], 96, false));
    }
    assert_null(find(place, "squares", 0, false));
    assert_null(find(place, "squares", -5, false));
    leave(place);
}

static void a_drawing_is_made_once(void **state)
{
    struct place *place = settle(state);
    const struct drawing *first = find(place, "squares", 50, false);
    put(place, "squares.svg", HEAD "</svg>");
    assert_ptr_equal(find(place, "squares", 50, false), first);
    assert_int_equal(drawing_count(place->drawings), 1);
    assert_ptr_not_equal(find(place, "squares", 51, false), first);
    assert_ptr_not_equal(find(place, "squares", 50, true), first);
    place->look.theme = LOOK_DARK;
    assert_ptr_not_equal(find(place, "squares", 50, false), first);
    assert_int_equal(drawing_count(place->drawings), 4);
    drawing_forget(place->drawings);
    assert_int_equal(drawing_count(place->drawings), 0);
    leave(place);
}

static void the_same_wish_gives_the_same_bytes(void **state)
{
    struct place *place = settle(state);
    for (int side = 40; side < 200; side += 77) {
        size_t size = (size_t)(side * side) * 4;
        void *before = arena_take(place->arena, size);
        memcpy(before, find(place, "squares", side, false)->pixels, size);
        drawing_forget(place->drawings);
        assert_memory_equal(find(place, "squares", side, false)->pixels, before,
                            size);
    }
    leave(place);
}

/* 1 MB each: no more than six are there at once. */
static void more_than_the_limit_is_never_kept(void **state)
{
    struct place *place = settle(state);
    int most = 0;
    for (int i = 0; i < 20; i++) {
        assert_non_null(find(place, "squares", 512 - i, false));
        int count = drawing_count(place->drawings);
        most = count > most ? count : most;
    }
    assert_in_range(most, 5, 6);
    leave(place);
}

static void a_drawing_is_never_larger_than_the_largest(void **state)
{
    struct place *place = settle(state);
    const struct drawing *drawing = find(place, "squares", 1 << 30, false);
    assert_int_equal(drawing->side, DRAWING_LARGEST);
    assert_ptr_equal(find(place, "squares", 5000, false), drawing);
    leave(place);
    drawing_close(NULL);
}

/* What ships: something is drawn, and nothing is cut off at the sides. */
static void every_drawing_that_ships_is_drawn(void **state)
{
    struct arena *arena = *state;
    struct fault fault = { .arena = arena };
    str folder = S(TESTS_SOURCE "/assets/pictures");
    struct drawings *drawings = drawing_open(arena, folder);
    struct look look = { .theme = LOOK_SOFT };
    str *names;
    size_t count;
    assert_true(file_list(arena, folder, S(".svg"), &names, &count, &fault));
    assert_true(count > 50);
    for (size_t i = 0; i < count; i++) {
        struct drawing_wish wish = { .name = text_slice(names[i], 0,
                                                        names[i].size - 4),
                                     .look = &look,
                                     .side = 96 };
        const struct drawing *drawing = drawing_find(drawings, &wish);
        int seen = 0;
        assert_non_null(drawing);
        for (int pixels = 0; pixels < 96 * 96; pixels++)
            seen += drawing->pixels[pixels] >> 24 == 255;
        assert_in_range(seen, 96, 96 * 96 - 1);
    }
    drawing_close(drawings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("flat parts have exactly the colours of the theme",
                   flat_parts_have_exactly_the_colours_of_the_theme),
        CASES_TEST("on a button there are only lines in its own two colours",
                   on_a_button_there_are_only_lines_in_its_own_two_colours),
        CASES_TEST("where nothing is drawn it is clear",
                   where_nothing_is_drawn_it_is_clear),
        CASES_TEST("a drawing that is not square stands in the middle",
                   a_drawing_that_is_not_square_stands_in_the_middle),
        CASES_TEST("what is no drawing is none", what_is_no_drawing_is_none),
        CASES_TEST("a drawing is made once", a_drawing_is_made_once),
        CASES_TEST("the same wish gives the same bytes",
                   the_same_wish_gives_the_same_bytes),
        CASES_TEST("more than the limit is never kept",
                   more_than_the_limit_is_never_kept),
        CASES_TEST("a drawing is never larger than the largest",
                   a_drawing_is_never_larger_than_the_largest),
        CASES_TEST("every drawing that ships is drawn",
                   every_drawing_that_ships_is_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
