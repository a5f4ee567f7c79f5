/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/canvas.h"

#include <SDL_image.h>
#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "ui/corner.h"
#include "ui/drawing.h"
#include "ui/stamp.h"

/* Pixels here are 0xFFRRGGBB. What a window has is mostly the same. */
#define SOLID 0xFF000000u
#define COLOUR 0x00FFFFFFu
#define LANES 0x00FF00FFu /* two colours of a pixel, with room above each */

enum { WHOLE = 255 };

struct canvas {
    struct typeface_set *set;
    struct corners *corners;
    struct stamps *stamps;
    struct drawings *drawings;
    SDL_Surface *own;      /* drawn on unless the attached one is like it */
    SDL_Surface *attached; /* not ours; NULL: none */
    SDL_Surface *drawn_on; /* one of the two; NULL: there is nothing yet */
    bool hidden;
};

/* ---- surfaces ------------------------------------------------------------ */

struct canvas *canvas_make(struct arena *arena, struct typeface_set *set,
                           str pictures, struct fault *fault)
{
    (void)fault; /* without memory the arena ends the program */
    struct canvas *canvas = arena_new(arena, struct canvas);
    *canvas = (struct canvas){ .set = set,
                               .corners = corner_open(arena),
                               .stamps = stamp_open(arena),
                               .drawings = drawing_open(arena, pictures) };
    return canvas;
}

/* It shows what somebody read and typed (P4). */
static void wipe(SDL_Surface *surface)
{
    if (!surface)
        return;
    explicit_bzero(surface->pixels,
                   (size_t)surface->h * (size_t)surface->pitch);
    SDL_FreeSurface(surface);
}

void canvas_destroy(struct canvas *canvas)
{
    if (!canvas)
        return;
    wipe(canvas->own);
    corner_close(canvas->corners);
    stamp_close(canvas->stamps);
    drawing_close(canvas->drawings);
    *canvas = (struct canvas){ 0 };
}

static void draw_on_own(struct canvas *canvas, int width, int height)
{
    wipe(canvas->own);
    canvas->own = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32,
                                                 SDL_PIXELFORMAT_XRGB8888);
    canvas->drawn_on = canvas->own;
}

bool canvas_resize(struct canvas *canvas, int width, int height,
                   struct fault *fault)
{
    assert(width > 0 && height > 0);
    canvas->attached = NULL;
    draw_on_own(canvas, width, height);
    if (!canvas->own)
        return fault_set(fault, "there is no memory left");
    canvas_fill(canvas, (box){ 0, 0, width, height }, 0);
    return true;
}

static bool is_like_ours(const SDL_Surface *surface)
{
    uint32_t kind = surface->format->format;
    return (kind == SDL_PIXELFORMAT_XRGB8888 ||
            kind == SDL_PIXELFORMAT_ARGB8888) &&
           !SDL_MUSTLOCK(surface) && surface->pitch % 4 == 0;
}

void canvas_attach(struct canvas *canvas, SDL_Surface *surface)
{
    assert(surface);
    canvas->attached = surface;
    if (!is_like_ours(surface)) {
        draw_on_own(canvas, surface->w, surface->h);
        return;
    }
    wipe(canvas->own);
    canvas->own = NULL;
    canvas->drawn_on = surface;
}

void canvas_forget(struct canvas *canvas)
{
    stamp_forget(canvas->stamps);
    drawing_forget(canvas->drawings);
}

void canvas_hide(struct canvas *canvas, bool hidden)
{
    canvas->hidden = hidden;
}

int canvas_kept(const struct canvas *canvas)
{
    return stamp_count(canvas->stamps) + drawing_count(canvas->drawings);
}

/* ---- what is drawn on ---------------------------------------------------- */

/* From `from` up to, not including, `to`. Wide enough for the far side of any
 * box, which may be further away than an int can tell. */
struct area {
    int64_t left;
    int64_t right;
    int64_t top;
    int64_t bottom;
};

static int64_t lesser(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t greater(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* The part of a box that is on the surface; left >= right or top >= bottom if
 * none is. */
static struct area visible(const struct canvas *canvas, box area)
{
    const SDL_Surface *surface = canvas->hidden ? NULL : canvas->drawn_on;
    int width = surface ? surface->w : 0;
    int height = surface ? surface->h : 0;
    return (struct area){ greater(area.x, 0),
                          lesser((int64_t)area.x + area.w, width),
                          greater(area.y, 0),
                          lesser((int64_t)area.y + area.h, height) };
}

static uint32_t *row_at(const struct canvas *canvas, int64_t y)
{
    const SDL_Surface *surface = canvas->drawn_on;
    return (uint32_t *)surface->pixels + y * (surface->pitch / 4);
}

/* Brings what was drawn to a surface whose pixels are of another kind. */
static void bring(const struct canvas *canvas, const struct area *area)
{
    if (!canvas->attached || !canvas->own)
        return;
    SDL_Rect rect = { .x = (int)area->left,
                      .y = (int)area->top,
                      .w = (int)(area->right - area->left),
                      .h = (int)(area->bottom - area->top) };
    SDL_Rect place = rect;
    if (rect.w > 0 && rect.h > 0)
        SDL_BlitSurface(canvas->own, &rect, canvas->attached, &place);
}

/* Two colours of a pixel, each times up to 255, over 255 and rounded. */
static uint32_t settle(uint32_t lanes)
{
    lanes += 0x00800080u;
    return (lanes + (lanes >> 8 & LANES)) >> 8 & LANES;
}

static uint32_t mix(uint32_t under, uint32_t over, uint32_t part)
{
    uint32_t rest = WHOLE - part;
    uint32_t outer = settle((under & LANES) * rest + (over & LANES) * part);
    uint32_t inner = settle((under >> 8 & LANES) * rest +
                            (over >> 8 & LANES) * part);
    return SOLID | outer | inner << 8;
}

/* ---- boxes --------------------------------------------------------------- */

static void fill_run(uint32_t *row, const struct area *seen, int64_t from,
                     int64_t to, uint32_t colour)
{
    to = lesser(to, seen->right);
    for (int64_t x = greater(from, seen->left); x < to; x++)
        row[x] = colour;
}

void canvas_fill(struct canvas *canvas, box area, uint32_t colour)
{
    struct area seen = visible(canvas, area);
    for (int64_t y = seen.top; y < seen.bottom; y++)
        fill_run(row_at(canvas, y), &seen, seen.left, seen.right,
                 colour | SOLID);
    bring(canvas, &seen);
}

/* A card that is being drawn. Its corners are in squares of `zone` pixels. */
struct shape {
    struct area seen;
    int64_t x;
    int64_t y;
    int64_t w;
    int64_t h;
    int edge;
    int radius;       /* of the outline */
    int inner_radius; /* of the fill */
    int zone;         /* the larger of edge and radius */
    const uint8_t *outline;
    const uint8_t *inside;
    uint32_t fill;
    uint32_t edge_colour;
    bool hollow;
};

/* An edge that leaves nothing between its two sides is a fill. */
static struct shape shaped(struct canvas *canvas,
                           const struct canvas_card *card)
{
    box area = card->area;
    int half = area.w < area.h ? area.w / 2 : area.h / 2;
    bool filled_up = card->edge > 0 && card->edge >= half;
    struct shape shape = { .seen = visible(canvas, area),
                           .x = area.x,
                           .y = area.y,
                           .w = area.w,
                           .h = area.h,
                           .fill = card->fill | SOLID,
                           .edge_colour = card->edge_colour | SOLID,
                           .hollow = card->hollow && !filled_up };
    if (filled_up)
        shape.fill = shape.edge_colour;
    else
        shape.edge = card->edge > 0 ? card->edge : 0;
    shape.radius = card->radius < half ? card->radius : half;
    shape.radius = (int)lesser(greater(shape.radius, 0), CORNER_LARGEST);
    shape.inner_radius = (int)greater(shape.radius - shape.edge, 0);
    shape.zone = shape.radius > shape.edge ? shape.radius : shape.edge;
    return shape;
}

static uint32_t covered(const uint8_t *corner, int radius, int64_t x, int64_t y)
{
    if (x < 0 || y < 0)
        return 0;
    return x < radius && y < radius ? corner[y * radius + x] : WHOLE;
}

/* A pixel in the corner: as much of the fill as is inside, as much of the edge
 * as is between, and what was there before for the rest. */
static uint32_t corner_pixel(const struct shape *shape, uint32_t under,
                             int64_t x, int64_t y)
{
    uint32_t all = covered(shape->outline, shape->radius, x, y);
    uint32_t part = covered(shape->inside, shape->inner_radius, x - shape->edge,
                            y - shape->edge);
    uint32_t edge = shape->edge_colour;
    uint32_t fill = shape->hollow ? under : shape->fill;
    uint32_t outer = (under & LANES) * (WHOLE - all) +
                     (edge & LANES) * (all - part) + (fill & LANES) * part;
    uint32_t inner = (under >> 8 & LANES) * (WHOLE - all) +
                     (edge >> 8 & LANES) * (all - part) +
                     (fill >> 8 & LANES) * part;
    return SOLID | settle(outer) | settle(inner) << 8;
}

/* The corner pixels of a row on the left and, mirrored, on the right; `y` is
 * counted from the nearer of the upper and lower side. */
static void corner_run(const struct shape *shape, uint32_t *row, int64_t y)
{
    int64_t last = shape->x + shape->w - 1;
    int64_t from = greater(shape->x, shape->seen.left);
    int64_t to = lesser(shape->x + shape->zone, shape->seen.right);
    for (int64_t x = from; x < to; x++)
        row[x] = corner_pixel(shape, row[x], x - shape->x, y);
    from = greater(last - shape->zone + 1, shape->seen.left);
    to = lesser(last + 1, shape->seen.right);
    for (int64_t x = from; x < to; x++)
        row[x] = corner_pixel(shape, row[x], last - x, y);
}

static void card_row(const struct shape *shape, uint32_t *row, int64_t y)
{
    int64_t nearer = lesser(y - shape->y, shape->y + shape->h - 1 - y);
    int64_t side = nearer < shape->zone ? shape->zone : shape->edge;
    int64_t end = shape->x + shape->w;
    if (nearer < shape->zone) {
        corner_run(shape, row, nearer);
    } else {
        fill_run(row, &shape->seen, shape->x, shape->x + side,
                 shape->edge_colour);
        fill_run(row, &shape->seen, end - side, end, shape->edge_colour);
    }
    if (nearer < shape->edge)
        fill_run(row, &shape->seen, shape->x + side, end - side,
                 shape->edge_colour);
    else if (!shape->hollow)
        fill_run(row, &shape->seen, shape->x + side, end - side, shape->fill);
}

void canvas_card(struct canvas *canvas, const struct canvas_card *card)
{
    struct shape shape = shaped(canvas, card);
    if (shape.seen.left >= shape.seen.right)
        return;
    corner_trim(canvas->corners);
    shape.outline = corner_find(canvas->corners, shape.radius);
    shape.inside = corner_find(canvas->corners, shape.inner_radius);
    for (int64_t y = shape.seen.top; y < shape.seen.bottom; y++)
        card_row(&shape, row_at(canvas, y), y);
    bring(canvas, &shape.seen);
}

/* ---- words --------------------------------------------------------------- */

/* Where a pixel of a mask says how much is covered: it is all there is, or it
 * is the alpha. */
static const uint8_t *coverage_of(const SDL_Surface *mask)
{
    const uint8_t *pixels = mask->pixels;
    if (mask->format->BytesPerPixel == 1)
        return pixels;
    int byte = mask->format->Ashift / 8;
    return pixels + (SDL_BYTEORDER == SDL_LIL_ENDIAN ? byte : 3 - byte);
}

static const struct stamp *stamp_of(struct canvas *canvas,
                                    const struct canvas_word *word)
{
    const struct stamp *kept = stamp_find(canvas->stamps, &word->style,
                                          word->word);
    if (kept)
        return kept;
    struct stamp_source source = { 0 };
    SDL_Surface *mask = typeface_set_draw(canvas->set, &word->style,
                                          word->word);
    if (mask)
        source = (struct stamp_source){ .covered = coverage_of(mask),
                                        .w = mask->w,
                                        .h = mask->h,
                                        .step = mask->format->BytesPerPixel,
                                        .pitch = mask->pitch,
                                        .above = typeface_set_above(
                                            canvas->set, &word->style) };
    kept = stamp_keep(canvas->stamps, &word->style, word->word, &source);
    wipe(mask);
    return kept;
}

static void stamp_run(uint32_t *row, const uint8_t *part, int64_t count,
                      uint32_t colour)
{
    for (int64_t x = 0; x < count; x++) {
        if (part[x] == WHOLE)
            row[x] = colour;
        else if (part[x] > 0)
            row[x] = mix(row[x], colour, part[x]);
    }
}

/* A box of this size at a place, which may be too far away for any box. */
static box placed(int64_t x, int64_t y, int w, int h)
{
    bool far = x != (int)x || y != (int)y;
    return far ? (box){ 0 } : (box){ (int)x, (int)y, w, h };
}

void canvas_word(struct canvas *canvas, const struct canvas_word *word)
{
    const struct stamp *stamp = stamp_of(canvas, word);
    box area = placed((int64_t)word->x + stamp->left,
                      (int64_t)word->baseline - stamp->rise, stamp->w,
                      stamp->h);
    struct area seen = visible(canvas, area);
    if (seen.left >= seen.right)
        return;
    for (int64_t y = seen.top; y < seen.bottom; y++)
        stamp_run(row_at(canvas, y) + seen.left,
                  stamp->covered + (y - area.y) * stamp->w +
                      (seen.left - area.x),
                  seen.right - seen.left, word->colour | SOLID);
    bring(canvas, &seen);
}

/* ---- drawings ------------------------------------------------------------ */

/* Colours over others; theirs are multiplied already, so no sum is too large. */
static void drawing_run(uint32_t *row, const uint32_t *over, int64_t count)
{
    for (int64_t x = 0; x < count; x++) {
        uint32_t rest = WHOLE - (over[x] >> 24);
        if (rest == 0)
            row[x] = over[x];
        else if (rest < WHOLE)
            row[x] = SOLID | ((over[x] & COLOUR) +
                              (mix(row[x], 0, WHOLE - rest) & COLOUR));
    }
}

void canvas_drawing(struct canvas *canvas, const struct canvas_drawing *drawing,
                    const struct look *look)
{
    box area = drawing->area;
    struct drawing_wish wish = { .name = drawing->name,
                                 .look = look,
                                 .side = area.w < area.h ? area.w : area.h,
                                 .on_button = drawing->on_button };
    const struct drawing *found = drawing_find(canvas->drawings, &wish);
    if (!found)
        return;
    area = placed((int64_t)area.x + (area.w - found->side) / 2,
                  (int64_t)area.y + (area.h - found->side) / 2, found->side,
                  found->side);
    struct area seen = visible(canvas, area);
    if (seen.left >= seen.right)
        return;
    for (int64_t y = seen.top; y < seen.bottom; y++)
        drawing_run(row_at(canvas, y) + seen.left,
                    found->pixels + (y - area.y) * found->side +
                        (seen.left - area.x),
                    seen.right - seen.left);
    bring(canvas, &seen);
}

/* ---- what was drawn ------------------------------------------------------ */

static Sint64 no_size(SDL_RWops *stream)
{
    (void)stream;
    return -1;
}

static Sint64 no_seek(SDL_RWops *stream, Sint64 offset, int from)
{
    (void)stream, (void)offset, (void)from;
    return -1;
}

static size_t no_read(SDL_RWops *stream, void *bytes, size_t size, size_t count)
{
    (void)stream, (void)bytes, (void)size, (void)count;
    return 0;
}

static size_t write_to_text(SDL_RWops *stream, const void *bytes, size_t size,
                            size_t count)
{
    text_add(stream->hidden.unknown.data1, (str){ bytes, size * count });
    return count;
}

static int no_close(SDL_RWops *stream)
{
    (void)stream;
    return 0;
}

/* The file is put together in memory: what happens on the disk is file.h's. */
bool canvas_save(const struct canvas *canvas, str path, struct fault *fault)
{
    struct arena *arena = arena_make();
    struct text png = { .arena = arena };
    SDL_RWops stream = { .size = no_size,
                         .seek = no_seek,
                         .read = no_read,
                         .write = write_to_text,
                         .close = no_close,
                         .hidden.unknown.data1 = &png };
    bool done = false;
    if (!canvas->drawn_on || IMG_SavePNG_RW(canvas->drawn_on, &stream, 0) != 0)
        fault_set(fault, "there is no memory left");
    else
        done = file_write_whole(path, text_view(&png), fault);
    arena_destroy(arena);
    return done;
}

uint32_t canvas_pixel(const struct canvas *canvas, int x, int y)
{
    assert(
        box_has((box){ 0, 0, canvas->drawn_on->w, canvas->drawn_on->h }, x, y));
    return row_at(canvas, y)[x] & COLOUR;
}
