/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/drawing.h"

#include <SDL_image.h>
#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "form/picture.h"

enum {
    SHARP = 96, /* pixels from which on the library is sharp */
    TOKEN = 7,  /* "#1b1f2a" */
    OPAQUE = 255,
    KEPT_MOST = 6 * 1024 * 1024,
};
static_assert(DRAWING_LARGEST * DRAWING_LARGEST * 4 < KEPT_MOST,
              "the largest drawing can be kept");

/* What a picture may be drawn in; see form/picture.c. */
static const struct {
    const char *token;
    enum look_colour colour;
} palette[] = {
    { "#1b1f2a", LOOK_INK },    { "#ffffff", LOOK_CARD },
    { "#1f4e79", LOOK_BUTTON }, { "#d9e8f5", LOOK_SELECTED },
    { "#f5dfa6", LOOK_WARM },   { "#c3d0e8", LOOK_COOL },
    { "#e6e1d5", LOOK_SAND },
};
enum { PALETTE = sizeof palette / sizeof *palette };

struct entry {
    struct entry *next;
    str name;
    enum look_theme theme;
    bool on_button;
    bool missing;
    struct drawing drawing;
};

struct drawings {
    str folder;
    struct arena *kept;
    int count;
    struct entry *first;
};

struct drawings *drawing_open(struct arena *arena, str folder)
{
    struct drawings *drawings = arena_new(arena, struct drawings);
    *drawings = (struct drawings){ .folder = text_copy(arena, folder),
                                   .kept = arena_make() };
    return drawings;
}

void drawing_forget(struct drawings *drawings)
{
    arena_wipe(drawings->kept);
    drawings->first = NULL;
    drawings->count = 0;
}

void drawing_close(struct drawings *drawings)
{
    if (!drawings)
        return;
    arena_destroy(drawings->kept);
    drawings->kept = NULL;
    drawings->first = NULL;
}

int drawing_count(const struct drawings *drawings)
{
    return drawings->count;
}

/* ---- recolouring --------------------------------------------------------- */

/* On a filled button only the lines are drawn: fills in the theme's pale colours
 * would leave them nothing to stand out against. */
static enum look_colour on_button(enum look_colour colour, str before)
{
    bool line = text_ends(before, S("stroke=\"")) ||
                text_ends(before, S("stroke='"));
    if (line || colour == LOOK_INK || colour == LOOK_BUTTON)
        return LOOK_ON_BUTTON;
    return LOOK_BUTTON;
}

static void write_colour(char *hex, uint32_t colour)
{
    static const char digits[] = "0123456789abcdef";
    for (int shift = 20; shift >= 0; shift -= 4)
        *hex++ = digits[colour >> shift & 15];
}

static int token_at(const char *text)
{
    int i = 0;
    while (i < PALETTE && memcmp(text, palette[i].token, TOKEN) != 0)
        i++;
    return i;
}

/* In one pass and in place, so that no colour is replaced twice. */
static void recolour(char *svg, size_t size, const struct drawing_wish *wish)
{
    for (size_t at = 0; at + TOKEN <= size; at++) {
        int token = svg[at] == '#' ? token_at(svg + at) : PALETTE;
        if (token == PALETTE)
            continue;
        enum look_colour colour = palette[token].colour;
        if (wish->on_button)
            colour = on_button(colour, (str){ svg, at });
        write_colour(svg + at + 1, look_colour(wish->look, colour));
    }
}

/* What `yoursay check` refuses is not given to the library: it was not made for
 * files that mean harm. */
static bool read_svg(const struct drawings *drawings, struct arena *arena,
                     const struct drawing_wish *wish, str *svg)
{
    struct text name = { .arena = arena };
    struct fault ignored = { .arena = arena };
    str content;
    text_add(&name, wish->name);
    text_add(&name, S(".svg"));
    if (!file_read(arena, file_join(arena, drawings->folder, text_view(&name)),
                   PICTURE_LIMIT, &content, &ignored))
        return false;
    struct faults faults = { .arena = arena };
    picture_check(content, &faults);
    if (faults.count > 0)
        return false;
    char *copy = arena_take(arena, content.size);
    memcpy(copy, content.at, content.size);
    recolour(copy, content.size, wish);
    *svg = (str){ copy, content.size };
    return true;
}

/* ---- pixels -------------------------------------------------------------- */

/* Colours times alpha, and alpha, of so many pixels. */
struct sum {
    uint32_t red;
    uint32_t green;
    uint32_t blue;
    uint32_t alpha;
};

static void add_pixel(struct sum *sum, const SDL_Surface *surface, int x, int y)
{
    if (x < 0 || y < 0 || x >= surface->w || y >= surface->h)
        return;
    const SDL_PixelFormat *format = surface->format;
    uint32_t pixel;
    memcpy(&pixel,
           (const char *)surface->pixels + (ptrdiff_t)y * surface->pitch +
               (ptrdiff_t)x * 4,
           sizeof pixel);
    uint32_t alpha = pixel >> format->Ashift & 255;
    sum->red += (pixel >> format->Rshift & 255) * alpha;
    sum->green += (pixel >> format->Gshift & 255) * alpha;
    sum->blue += (pixel >> format->Bshift & 255) * alpha;
    sum->alpha += alpha;
}

static uint32_t rounded(uint32_t sum, uint32_t by)
{
    return (sum + by / 2) / by;
}

/* Most of a drawing is nothing. */
static inline uint32_t mean(const struct sum *sum, int count)
{
    uint32_t pixels = (uint32_t)count;
    if (sum->alpha == 0)
        return 0;
    return rounded(sum->alpha, pixels) << 24 |
           rounded(sum->red, pixels * OPAQUE) << 16 |
           rounded(sum->green, pixels * OPAQUE) << 8 |
           rounded(sum->blue, pixels * OPAQUE);
}

/* Makes it so many times smaller, in the middle of a square. */
static void shrink(const SDL_Surface *surface, int times, int side,
                   uint32_t *pixels)
{
    int left = (surface->w - side * times) / 2;
    int top = (surface->h - side * times) / 2;
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
            struct sum sum = { 0 };
            for (int i = 0; i < times * times; i++)
                add_pixel(&sum, surface, left + x * times + i % times,
                          top + y * times + i / times);
            /* Dividing by what is known beforehand is much quicker. */
            *pixels++ = times == 1 ? mean(&sum, 1) : mean(&sum, times * times);
        }
    }
}

static SDL_Surface *rasterise(str svg, int side)
{
    SDL_RWops *from = SDL_RWFromConstMem(svg.at, (int)svg.size);
    if (!from)
        return NULL;
    SDL_Surface *surface = IMG_LoadSizedSVG_RW(from, side, side);
    SDL_RWclose(from);
    if (surface && surface->format->BytesPerPixel == 4)
        return surface;
    SDL_FreeSurface(surface);
    return NULL;
}

static bool draw(struct drawings *drawings, const struct drawing_wish *wish,
                 struct drawing *drawing)
{
    struct arena *arena = arena_make();
    str svg;
    SDL_Surface *surface = NULL;
    int times = (SHARP + wish->side - 1) / wish->side;
    if (read_svg(drawings, arena, wish, &svg))
        surface = rasterise(svg, wish->side * times);
    arena_destroy(arena);
    if (!surface)
        return false;
    size_t count = (size_t)wish->side * (size_t)wish->side;
    uint32_t *pixels = arena_array(drawings->kept, uint32_t, count);
    shrink(surface, times, wish->side, pixels);
    SDL_FreeSurface(surface);
    *drawing = (struct drawing){ .side = wish->side, .pixels = pixels };
    return true;
}

/* ---- keeping ------------------------------------------------------------- */

static bool is_wanted(const struct entry *one, const struct drawing_wish *wish)
{
    return one->drawing.side == wish->side && one->theme == wish->look->theme &&
           one->on_button == wish->on_button &&
           text_equal(one->name, wish->name);
}

static const struct entry *add(struct drawings *drawings,
                               const struct drawing_wish *wish)
{
    size_t pixels = (size_t)wish->side * (size_t)wish->side;
    if (arena_used(drawings->kept) + pixels * sizeof(uint32_t) > KEPT_MOST)
        drawing_forget(drawings);
    struct entry *entry = arena_new(drawings->kept, struct entry);
    *entry = (struct entry){ .next = drawings->first,
                             .name = text_copy(drawings->kept, wish->name),
                             .theme = wish->look->theme,
                             .on_button = wish->on_button,
                             .drawing = { .side = wish->side } };
    entry->missing = !draw(drawings, wish, &entry->drawing);
    drawings->first = entry;
    drawings->count++;
    return entry;
}

const struct drawing *drawing_find(struct drawings *drawings,
                                   const struct drawing_wish *wish)
{
    struct drawing_wish small = *wish;
    if (small.side > DRAWING_LARGEST)
        small.side = DRAWING_LARGEST;
    if (small.side <= 0)
        return NULL;
    const struct entry *one = drawings->first;
    while (one && !is_wanted(one, &small))
        one = one->next;
    if (!one)
        one = add(drawings, &small);
    return one->missing ? NULL : &one->drawing;
}
