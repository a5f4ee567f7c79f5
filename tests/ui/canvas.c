/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas: nothing outside its box, the same bytes every time, no traces. */
#include "ui/canvas.h"

#include <SDL.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cases.h"

#include "base/file.h"

/* In a sanitizer's memory nothing can be searched. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

enum { WIDTH = 120, HEIGHT = 90 };
static const uint32_t paper = 0x204060;
static const uint32_t red = 0xFF0000;
static const uint32_t blue = 0x0000FF;
static const box everywhere = { 0, 0, WIDTH, HEIGHT };

struct easel {
    struct arena *arena;
    struct typeface_set *set;
    struct canvas *canvas;
    struct look look;
    struct fault fault;
};

static struct easel *put_up(void **state)
{
    struct easel *easel = arena_new(*state, struct easel);
    easel->arena = *state;
    easel->fault.arena = *state;
    easel->set = typeface_set_open(*state, &easel->fault);
    assert_non_null(easel->set);
    easel->canvas = canvas_make(
        *state, easel->set, S(TESTS_SOURCE "/assets/pictures"), &easel->fault);
    assert_non_null(easel->canvas);
    assert_true(canvas_resize(easel->canvas, WIDTH, HEIGHT, &easel->fault));
    canvas_fill(easel->canvas, everywhere, paper);
    return easel;
}

static void take_down(struct easel *easel)
{
    canvas_destroy(easel->canvas);
    typeface_set_close(easel->set);
}

/* All pixels, to be compared. */
struct copy {
    uint32_t pixels[HEIGHT][WIDTH];
};

static struct copy *copy_of(const struct easel *easel)
{
    struct copy *copy = arena_new(easel->arena, struct copy);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            copy->pixels[y][x] = canvas_pixel(easel->canvas, x, y);
    return copy;
}

/* How many pixels are not the paper; fails if one of them is outside. */
static int count_inside(const struct easel *easel, box area)
{
    int count = 0;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            if (canvas_pixel(easel->canvas, x, y) == paper)
                continue;
            assert_true(box_has(area, x, y));
            count++;
        }
    return count;
}

/* ---- boxes --------------------------------------------------------------- */

static void a_fill_covers_its_box_and_no_more(void **state)
{
    struct easel *easel = put_up(state);
    box area = { 7, 9, 30, 20 };
    canvas_fill(easel->canvas, area, red);
    assert_int_equal(count_inside(easel, area), 30 * 20);
    assert_int_equal(canvas_pixel(easel->canvas, 7, 9), red);
    assert_int_equal(canvas_pixel(easel->canvas, 36, 28), red);
    take_down(easel);
}

static void a_card_is_the_same_in_all_four_corners(void **state)
{
    struct easel *easel = put_up(state);
    for (int radius = 0; radius < 40; radius += 3)
        for (int edge = 0; edge < 12; edge += 2) {
            canvas_fill(easel->canvas, everywhere, paper);
            box area = { 10, 5, 81, 60 };
            canvas_card(
                easel->canvas,
                &(struct canvas_card){ area, radius, red, edge, blue, false });
            count_inside(easel, area);
            struct copy *copy = copy_of(easel);
            for (int y = 0; y < area.h; y++)
                for (int x = 0; x < area.w; x++) {
                    uint32_t here = copy->pixels[area.y + y][area.x + x];
                    int right = area.x + area.w - 1 - x;
                    int low = area.y + area.h - 1 - y;
                    assert_int_equal(copy->pixels[area.y + y][right], here);
                    assert_int_equal(copy->pixels[low][area.x + x], here);
                    assert_int_equal(copy->pixels[low][right], here);
                }
        }
    take_down(easel);
}

static void an_edge_is_as_thick_as_it_is_said_to_be(void **state)
{
    struct easel *easel = put_up(state);
    box area = { 10, 5, 80, 60 };
    for (int edge = 0; edge < 9; edge++) {
        canvas_card(easel->canvas,
                    &(struct canvas_card){ area, 6, red, edge, blue, false });
        for (int i = 0; i < 30; i++) {
            uint32_t wanted = i < edge ? blue : red;
            assert_int_equal(canvas_pixel(easel->canvas, 10 + i, 35), wanted);
            assert_int_equal(canvas_pixel(easel->canvas, 89 - i, 35), wanted);
            assert_int_equal(canvas_pixel(easel->canvas, 50, 5 + i), wanted);
            assert_int_equal(canvas_pixel(easel->canvas, 50, 64 - i), wanted);
        }
    }
    take_down(easel);
}

static void corners_are_round_and_smooth(void **state)
{
    struct easel *easel = put_up(state);
    box area = { 10, 5, 80, 60 };
    canvas_card(easel->canvas,
                &(struct canvas_card){ area, 20, red, 0, 0, false });
    assert_int_equal(canvas_pixel(easel->canvas, 10, 5), paper);
    assert_int_equal(canvas_pixel(easel->canvas, 14, 7), paper);
    assert_int_equal(canvas_pixel(easel->canvas, 17, 13), red);
    int between = 0;
    for (int x = 10; x < 30; x++)
        for (int y = 5; y < 25; y++) {
            uint32_t pixel = canvas_pixel(easel->canvas, x, y);
            between += pixel != paper && pixel != red;
        }
    assert_in_range(between, 20, 60);
    take_down(easel);
}

/* Where fill and edge are one colour nobody sees where they meet. */
static void an_edge_has_no_seam(void **state)
{
    struct easel *easel = put_up(state);
    struct canvas_card card = {
        .area = { 10, 5, 80, 60 }, .radius = 20, .fill = red, .edge_colour = red
    };
    canvas_card(easel->canvas, &card);
    struct copy *plain = copy_of(easel);
    for (card.edge = 1; card.edge < 40; card.edge++) {
        canvas_fill(easel->canvas, everywhere, paper);
        canvas_card(easel->canvas, &card);
        assert_memory_equal(copy_of(easel), plain, sizeof *plain);
    }
    take_down(easel);
}

static void a_hollow_card_leaves_what_is_inside_it(void **state)
{
    struct easel *easel = put_up(state);
    box area = { 10, 5, 80, 60 };
    canvas_card(easel->canvas,
                &(struct canvas_card){ area, 12, red, 3, blue, true });
    box inside = box_inset(area, 3);
    for (int x = inside.x + 12; x < inside.x + inside.w - 12; x++)
        for (int y = inside.y; y < inside.y + inside.h; y++)
            assert_int_equal(canvas_pixel(easel->canvas, x, y), paper);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            assert_int_equal(canvas_pixel(easel->canvas, x, y) >> 16 > 0x20, 0);
    take_down(easel);
}

static void an_edge_that_fills_its_card_is_the_fill(void **state)
{
    struct easel *easel = put_up(state);
    box area = { 10, 5, 21, 13 };
    for (int hollow = 0; hollow < 2; hollow++)
        for (int edge = 6; edge < 100; edge += 31) {
            canvas_fill(easel->canvas, everywhere, paper);
            canvas_card(
                easel->canvas,
                &(struct canvas_card){ area, 0, red, edge, blue, hollow == 1 });
            assert_int_equal(count_inside(easel, area), 21 * 13);
            assert_int_equal(canvas_pixel(easel->canvas, 20, 11), blue);
        }
    take_down(easel);
}

/* ---- words --------------------------------------------------------------- */

static const struct typeface_style large = { .size = 30 };

static struct canvas_word word_at(int x, int baseline, str word)
{
    return (struct canvas_word){ word, large, x, baseline, red };
}

static void a_word_stays_inside_its_line(void **state)
{
    struct easel *easel = put_up(state);
    struct canvas_word word = word_at(20, 50, S("Ŵylgj"));
    int above = typeface_set_above(easel->set, &large);
    int below = typeface_set_below(easel->set, &large);
    int width = typeface_set_width(easel->set, &large, word.word);
    canvas_word(easel->canvas, &word);
    assert_true(count_inside(easel, (box){ 18, 50 - above, width + 4,
                                           above + below }) > 100);
    take_down(easel);
}

static void a_letter_stands_on_its_baseline(void **state)
{
    struct easel *easel = put_up(state);
    struct canvas_word word = word_at(20, 50, S("HH"));
    canvas_word(easel->canvas, &word);
    int strongest = 0;
    for (int x = 0; x < WIDTH; x++) {
        assert_int_equal(canvas_pixel(easel->canvas, x, 50), paper);
        strongest += canvas_pixel(easel->canvas, x, 49) == red;
    }
    assert_true(strongest >= 4);
    take_down(easel);
}

static void a_word_is_drawn_alike_from_memory(void **state)
{
    struct easel *easel = put_up(state);
    struct canvas_word word = word_at(20, 50, S("eto"));
    canvas_word(easel->canvas, &word);
    struct copy *first = copy_of(easel);
    assert_int_equal(canvas_kept(easel->canvas), 1);
    for (int i = 0; i < 2; i++) {
        canvas_fill(easel->canvas, everywhere, paper);
        canvas_word(easel->canvas, &word);
        assert_memory_equal(copy_of(easel), first, sizeof *first);
        assert_int_equal(canvas_kept(easel->canvas), 1);
        if (i == 0)
            canvas_forget(easel->canvas);
        assert_int_equal(canvas_kept(easel->canvas), 1 - (i == 0));
    }
    take_down(easel);
}

static void a_word_may_have_nothing_to_see(void **state)
{
    struct easel *easel = put_up(state);
    for (int i = 0; i < 2; i++) {
        struct canvas_word word = word_at(20, 50, i == 0 ? S("") : S(" "));
        canvas_word(easel->canvas, &word);
        canvas_word(easel->canvas, &word);
    }
    assert_int_equal(count_inside(easel, (box){ 0 }), 0);
    take_down(easel);
}

/* ---- drawings ------------------------------------------------------------ */

static void a_drawing_is_in_the_middle_of_its_box(void **state)
{
    struct easel *easel = put_up(state);
    box area = { 5, 5, 100, 61 };
    struct canvas_drawing drawing = { .name = S("yes"), .area = area };
    canvas_drawing(easel->canvas, &drawing, &easel->look);
    assert_true(count_inside(easel, (box){ 5 + 19, 5, 61, 61 }) > 300);
    assert_int_equal(canvas_kept(easel->canvas), 1);
    take_down(easel);
}

static void a_drawing_that_is_not_there_is_left_out(void **state)
{
    struct easel *easel = put_up(state);
    struct canvas_drawing drawing = { .name = S("absent"), .area = everywhere };
    canvas_drawing(easel->canvas, &drawing, &easel->look);
    drawing = (struct canvas_drawing){ .name = S("yes") };
    canvas_drawing(easel->canvas, &drawing, &easel->look);
    assert_int_equal(count_inside(easel, (box){ 0 }), 0);
    take_down(easel);
}

/* Edges are mixed with what is below: between the two, never beyond. */
static void a_drawing_is_mixed_with_what_is_below(void **state)
{
    struct easel *easel = put_up(state);
    struct canvas_drawing drawing = { S("umbrella"), everywhere, true };
    uint32_t line = look_colour(&easel->look, LOOK_ON_BUTTON);
    uint32_t below = look_colour(&easel->look, LOOK_BUTTON);
    canvas_fill(easel->canvas, everywhere, below);
    canvas_drawing(easel->canvas, &drawing, &easel->look);
    int lines = 0;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            uint32_t pixel = canvas_pixel(easel->canvas, x, y);
            lines += pixel == line;
            for (int shift = 0; shift < 24; shift += 8)
                assert_in_range(pixel >> shift & 255, below >> shift & 255,
                                line >> shift & 255);
        }
    assert_true(lines > 100);
    take_down(easel);
}

/* ---- anything, anywhere -------------------------------------------------- */

/* A small generator, so that every run draws the same. */
static uint32_t next_number(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static int next_length(uint32_t *seed)
{
    static const int special[] = { 0,       1,           -1,          INT_MIN,
                                   INT_MAX, INT_MIN + 1, INT_MAX - 1, 1 << 30 };
    uint32_t number = next_number(seed);
    if (number % 16 < 3)
        return special[number / 16 % 8];
    return (int)(number / 16 % 400) - 120;
}

static box next_box(uint32_t *seed)
{
    return (box){ next_length(seed), next_length(seed), next_length(seed),
                  next_length(seed) };
}

static void draw_one(const struct easel *easel, uint32_t *seed)
{
    box area = next_box(seed);
    uint32_t colour = next_number(seed) & 0xFFFFFF;
    struct canvas_card card = { .area = area,
                                .radius = next_length(seed),
                                .fill = colour,
                                .edge = next_length(seed) / 8,
                                .edge_colour = ~colour & 0xFFFFFF,
                                .hollow = next_number(seed) % 4 == 0 };
    struct canvas_word word = {
        S("gŵyl"), { .size = 25 }, area.x, area.y, colour
    };
    struct canvas_drawing drawing = { S("plan"), area, colour % 2 == 0 };
    /* Large drawings take long and are cut off just as small ones. */
    if (area.w > 300 && area.h > 300)
        drawing.area.w = 60;
    switch (next_number(seed) % 5) {
    case 0:
        canvas_fill(easel->canvas, area, colour);
        break;
    case 1:
        canvas_word(easel->canvas, &word);
        break;
    case 2:
        canvas_drawing(easel->canvas, &drawing, &easel->look);
        break;
    default:
        canvas_card(easel->canvas, &card);
    }
}

/* A surface in the middle of memory that nobody may touch. */
struct framed {
    uint32_t before[WIDTH];
    uint32_t pixels[HEIGHT][WIDTH + 3];
    uint32_t after[WIDTH];
};
enum { GUARD = 0x5A };

static SDL_Surface *framed_surface(struct framed *framed, uint32_t kind)
{
    memset(framed, GUARD, sizeof *framed);
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormatFrom(
        framed->pixels, WIDTH, HEIGHT, 32, sizeof framed->pixels[0], kind);
    assert_non_null(surface);
    return surface;
}

static bool is_untouched(const uint32_t *pixels, int count)
{
    for (int i = 0; i < count; i++)
        if (pixels[i] != 0x5A5A5A5A)
            return false;
    return true;
}

static void nothing_is_ever_drawn_outside_the_surface(void **state)
{
    struct easel *easel = put_up(state);
    struct framed *framed = arena_new(*state, struct framed);
    SDL_Surface *surface = framed_surface(framed, SDL_PIXELFORMAT_XRGB8888);
    canvas_attach(easel->canvas, surface);
    uint32_t seed = 1851;
    for (int i = 0; i < 3000; i++)
        draw_one(easel, &seed);
    assert_true(is_untouched(framed->before, WIDTH));
    assert_true(is_untouched(framed->after, WIDTH));
    for (int y = 0; y < HEIGHT; y++)
        assert_true(is_untouched(&framed->pixels[y][WIDTH], 3));
    assert_false(is_untouched(framed->pixels[0], 1));
    SDL_FreeSurface(surface);
    take_down(easel);
}

static void nothing_is_ever_drawn_outside_its_box(void **state)
{
    struct easel *easel = put_up(state);
    uint32_t seed = 1955;
    int seen = 0;
    for (int i = 0; i < 1500; i++) {
        struct canvas_card card = { .area = next_box(&seed),
                                    .radius = next_length(&seed),
                                    .fill = red,
                                    .edge = next_length(&seed) / 8,
                                    .edge_colour = blue };
        canvas_fill(easel->canvas, everywhere, paper);
        canvas_card(easel->canvas, &card);
        /* box_has() counts in ints. */
        if (card.area.x > -1000 && card.area.y > -1000 && card.area.w < 1000 &&
            card.area.h < 1000)
            seen += count_inside(easel, card.area) > 0;
    }
    assert_true(seen > 60);
    take_down(easel);
}

/* What is cut off at a side is what would have been there. */
static void what_is_half_outside_is_drawn_as_if_it_were_inside(void **state)
{
    struct easel *easel = put_up(state);
    enum { X = 40, Y = 30 };
    for (int turn = 0; turn < 3; turn++) {
        struct copy *copies[2];
        for (int i = 0; i < 2; i++) {
            box area = { 10 - i * X, 10 - i * Y, 70, 65 };
            struct canvas_card card = { area, 25, red, 4, blue, false };
            struct canvas_word word = word_at(area.x, area.y + 40, S("Mawr"));
            struct canvas_drawing drawing = { S("plan"), area, false };
            canvas_fill(easel->canvas, everywhere, paper);
            if (turn == 0)
                canvas_card(easel->canvas, &card);
            else if (turn == 1)
                canvas_word(easel->canvas, &word);
            else
                canvas_drawing(easel->canvas, &drawing, &easel->look);
            copies[i] = copy_of(easel);
        }
        for (int y = 0; y < HEIGHT - Y; y++)
            assert_memory_equal(copies[1]->pixels[y],
                                copies[0]->pixels[y + Y] + X,
                                (WIDTH - X) * sizeof(uint32_t));
    }
    take_down(easel);
}

static void the_same_steps_give_the_same_bytes(void **state)
{
    struct copy *copies[2];
    for (int i = 0; i < 2; i++) {
        struct easel *easel = put_up(state);
        uint32_t seed = 1984;
        for (int step = 0; step < 60; step++)
            draw_one(easel, &seed);
        copies[i] = copy_of(easel);
        take_down(easel);
    }
    assert_memory_equal(copies[0], copies[1], sizeof *copies[0]);
}

/* ---- surfaces ------------------------------------------------------------ */

static void what_is_drawn_is_the_same_on_every_kind_of_surface(void **state)
{
    static const uint32_t kinds[] = {
        SDL_PIXELFORMAT_XRGB8888, SDL_PIXELFORMAT_ARGB8888,
        SDL_PIXELFORMAT_XBGR8888, SDL_PIXELFORMAT_ABGR8888,
        SDL_PIXELFORMAT_BGRX8888, SDL_PIXELFORMAT_BGRA8888,
        SDL_PIXELFORMAT_RGBX8888, SDL_PIXELFORMAT_RGBA8888,
    };
    struct easel *easel = put_up(state);
    struct framed *framed = arena_new(*state, struct framed);
    struct copy *first = NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        SDL_Surface *surface = framed_surface(framed, kinds[i]);
        uint32_t seed = 1984;
        canvas_attach(easel->canvas, surface);
        canvas_fill(easel->canvas, everywhere, paper);
        for (int step = 0; step < 60; step++)
            draw_one(easel, &seed);
        struct copy *copy = copy_of(easel);
        first = first ? first : copy;
        assert_memory_equal(copy, first, sizeof *copy);
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++) {
                uint8_t r, g, b;
                SDL_GetRGB(framed->pixels[y][x], surface->format, &r, &g, &b);
                assert_int_equal(copy->pixels[y][x],
                                 (uint32_t)r << 16 | (uint32_t)g << 8 | b);
            }
        SDL_FreeSurface(surface);
    }
    take_down(easel);
}

static void a_surface_of_fewer_colours_is_drawn_on_too(void **state)
{
    struct easel *easel = put_up(state);
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(
        0, WIDTH, HEIGHT, 16, SDL_PIXELFORMAT_RGB565);
    canvas_attach(easel->canvas, surface);
    canvas_fill(easel->canvas, (box){ 3, 2, 5, 5 }, red);
    const uint16_t *row = (const void *)((const char *)surface->pixels +
                                         2 * surface->pitch);
    assert_int_equal(row[2], 0);
    assert_int_equal(row[3], 0xF800);
    SDL_FreeSurface(surface);
    take_down(easel);
}

static void before_there_is_a_surface_nothing_is_drawn(void **state)
{
    struct fault fault = { .arena = *state };
    struct canvas *canvas = canvas_make(*state, NULL, S("."), &fault);
    canvas_fill(canvas, everywhere, red);
    canvas_card(canvas, &(struct canvas_card){ .area = everywhere });
    assert_false(canvas_save(canvas, S("nowhere.png"), &fault));
    assert_non_null(fault.pattern);
    canvas_destroy(canvas);
    canvas_destroy(NULL);
}

static void a_canvas_of_another_size_begins_anew(void **state)
{
    struct easel *easel = put_up(state);
    assert_true(canvas_resize(easel->canvas, 7, 300, &easel->fault));
    assert_int_equal(canvas_pixel(easel->canvas, 6, 299), 0);
    canvas_fill(easel->canvas, (box){ 0, 0, 1000, 1000 }, red);
    assert_int_equal(canvas_pixel(easel->canvas, 6, 299), red);
    assert_false(canvas_resize(easel->canvas, INT_MAX, INT_MAX, &easel->fault));
    assert_non_null(easel->fault.pattern);
    canvas_fill(easel->canvas, everywhere, red);
    take_down(easel);
}

/* ---- a picture of it ----------------------------------------------------- */

static str saved(const struct easel *easel, const char *folder)
{
    struct fault fault = { .arena = easel->arena };
    str path = file_join(easel->arena, text_of(folder), S("canvas.png"));
    str content;
    assert_true(canvas_save(easel->canvas, path, &fault));
    assert_true(file_read(easel->arena, path, 1 << 20, &content, &fault));
    file_remove(path);
    return content;
}

static void a_saved_picture_is_a_png_of_this_size_and_always_the_same(
    void **state)
{
    static const unsigned char head[] = {
        137, 'P', 'N', 'G', '\r', '\n', 26, '\n',  0, 0, 0, 13,
        'I', 'H', 'D', 'R', 0,    0,    0,  WIDTH, 0, 0, 0, HEIGHT,
    };
    char folder[] = "/tmp/yoursay-canvas-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct easel *easel = put_up(state);
    uint32_t seed = 1984;
    for (int step = 0; step < 30; step++)
        draw_one(easel, &seed);
    str first = saved(easel, folder);
    assert_true(first.size > sizeof head);
    assert_memory_equal(first.at, head, sizeof head);
    cases_same(saved(easel, folder), first);
    canvas_fill(easel->canvas, (box){ 5, 5, 1, 1 }, 0x010203);
    assert_false(text_equal(saved(easel, folder), first));
    assert_int_equal(rmdir(folder), 0);
    take_down(easel);
}

static void a_picture_that_cannot_be_written_is_told_like_any_file(void **state)
{
    struct easel *easel = put_up(state);
    assert_false(canvas_save(easel->canvas, S("/tmp/no/such/folder/a.png"),
                             &easel->fault));
    assert_non_null(easel->fault.pattern);
    take_down(easel);
}

/* ---- what is left (P4) --------------------------------------------------- */

#ifndef SANITIZED

/* What is searched for is kept twisted, so that it does not find itself. */
enum { TWIST = 0x55, NEEDLE = 48 };

static bool stands_here(const unsigned char *at, int step,
                        const unsigned char *needle)
{
    for (int i = 0; i < NEEDLE; i++)
        if ((at[i * step] ^ TWIST) != needle[i])
            return false;
    return true;
}

/* How often it stands in the memory that this program can write to, byte by byte
 * or as one byte of every four. */
static int found_in_memory(const unsigned char *needle)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    assert_non_null(maps);
    char line[512];
    int found = 0;
    while (fgets(line, sizeof line, maps)) {
        unsigned char *from, *to;
        char rights[5];
        if (sscanf(line, "%p-%p %4s", (void **)&from, (void **)&to, rights) !=
                3 ||
            strncmp(rights, "rw", 2) != 0 || strstr(line, "[v"))
            continue;
        for (; to - from >= NEEDLE * 4; from++)
            found += stands_here(from, 1, needle) ||
                     stands_here(from, 4, needle);
    }
    fclose(maps);
    return found;
}

/* The bytes of the mask: white on black is how much is covered. */
static void plant(const struct easel *easel, unsigned char *needle)
{
    struct canvas_word word = word_at(0, 50, S("Cyfrinach"));
    word.style.size = 24;
    word.colour = 0xFFFFFF;
    canvas_fill(easel->canvas, everywhere, 0);
    canvas_word(easel->canvas, &word);
    int start = 0;
    while (canvas_pixel(easel->canvas, start, 44) == 0)
        start++;
    assert_true(start + NEEDLE < WIDTH);
    for (int i = 0; i < NEEDLE; i++)
        needle[i] = TWIST ^ (canvas_pixel(easel->canvas, start + i, 44) & 255);
    canvas_fill(easel->canvas, everywhere, 0);
}

static void what_was_forgotten_is_nowhere_in_memory(void **state)
{
    struct easel *easel = put_up(state);
    unsigned char needle[NEEDLE];
    plant(easel, needle);
    assert_int_equal(found_in_memory(needle), 1);
    canvas_forget(easel->canvas);
    assert_int_equal(found_in_memory(needle), 0);
    assert_int_equal(canvas_kept(easel->canvas), 0);
    plant(easel, needle);
    assert_int_equal(found_in_memory(needle), 1);
    take_down(easel);
    assert_int_equal(found_in_memory(needle), 0);
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a fill covers its box and no more",
                   a_fill_covers_its_box_and_no_more),
        CASES_TEST("a card is the same in all four corners",
                   a_card_is_the_same_in_all_four_corners),
        CASES_TEST("an edge is as thick as it is said to be",
                   an_edge_is_as_thick_as_it_is_said_to_be),
        CASES_TEST("corners are round and smooth",
                   corners_are_round_and_smooth),
        CASES_TEST("an edge has no seam", an_edge_has_no_seam),
        CASES_TEST("a hollow card leaves what is inside it",
                   a_hollow_card_leaves_what_is_inside_it),
        CASES_TEST("an edge that fills its card is the fill",
                   an_edge_that_fills_its_card_is_the_fill),
        CASES_TEST("a word stays inside its line",
                   a_word_stays_inside_its_line),
        CASES_TEST("a letter stands on its baseline",
                   a_letter_stands_on_its_baseline),
        CASES_TEST("a word is drawn alike from memory",
                   a_word_is_drawn_alike_from_memory),
        CASES_TEST("a word may have nothing to see",
                   a_word_may_have_nothing_to_see),
        CASES_TEST("a drawing is in the middle of its box",
                   a_drawing_is_in_the_middle_of_its_box),
        CASES_TEST("a drawing that is not there is left out",
                   a_drawing_that_is_not_there_is_left_out),
        CASES_TEST("a drawing is mixed with what is below",
                   a_drawing_is_mixed_with_what_is_below),
        CASES_TEST("nothing is ever drawn outside the surface",
                   nothing_is_ever_drawn_outside_the_surface),
        CASES_TEST("nothing is ever drawn outside its box",
                   nothing_is_ever_drawn_outside_its_box),
        CASES_TEST("what is half outside is drawn as if it were inside",
                   what_is_half_outside_is_drawn_as_if_it_were_inside),
        CASES_TEST("the same steps give the same bytes",
                   the_same_steps_give_the_same_bytes),
        CASES_TEST("what is drawn is the same on every kind of surface",
                   what_is_drawn_is_the_same_on_every_kind_of_surface),
        CASES_TEST("a surface of fewer colours is drawn on too",
                   a_surface_of_fewer_colours_is_drawn_on_too),
        CASES_TEST("before there is a surface nothing is drawn",
                   before_there_is_a_surface_nothing_is_drawn),
        CASES_TEST("a canvas of another size begins anew",
                   a_canvas_of_another_size_begins_anew),
        CASES_TEST("a saved picture is a PNG of this size and always the same",
                   a_saved_picture_is_a_png_of_this_size_and_always_the_same),
        CASES_TEST("a picture that cannot be written is told like any file",
                   a_picture_that_cannot_be_written_is_told_like_any_file),
#ifndef SANITIZED
        CASES_TEST("what was forgotten is nowhere in memory",
                   what_was_forgotten_is_nowhere_in_memory),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
