/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/typeface.h"

#include <SDL_ttf.h>
#include <assert.h>
#include <math.h>

#include "base/arena.h"
#include "base/file.h"

struct typeface {
    const char *name;
    TTF_Font *font;
};

enum { REGULAR, BOLD, WEIGHTS };

#define ANDIKA "/usr/share/fonts/truetype/andika/Andika-"
#define OPENDYSLEXIC "/usr/share/fonts/opentype/opendyslexic/OpenDyslexic-"

static const struct {
    const char *name;
    const char *files[WEIGHTS];
    const char *package;
} offered[] = {
    [TYPEFACE_ANDIKA] = { .name = "Andika",
                          .files = { [REGULAR] = ANDIKA "Regular.ttf",
                                     [BOLD] = ANDIKA "Bold.ttf" },
                          .package = "fonts-sil-andika" },
    [TYPEFACE_OPENDYSLEXIC] = { .name = "OpenDyslexic",
                                .files = { [REGULAR] = OPENDYSLEXIC
                                           "Regular.otf",
                                           [BOLD] = OPENDYSLEXIC "Bold.otf" },
                                .package = "fonts-opendyslexic" },
};
static_assert(sizeof offered / sizeof *offered == TYPEFACES,
              "a file for every typeface");

static void say_missing(struct fault *fault, enum typeface_id id)
{
    fault_set(fault,
              "the typeface {typeface} is not on this machine; install the "
              "package {package}",
              SLOT("typeface", text_of(offered[id].name)),
              SLOT("package", text_of(offered[id].package)));
}

struct typeface *typeface_open(struct arena *arena, enum typeface_id id,
                               struct fault *fault)
{
    bool ready = TTF_Init() == 0;
    TTF_Font *font = ready ? TTF_OpenFont(offered[id].files[REGULAR], 24)
                           : NULL;
    if (!font) {
        if (ready)
            TTF_Quit();
        say_missing(fault, id);
        return NULL;
    }
    struct typeface *typeface = arena_new(arena, struct typeface);
    *typeface = (struct typeface){ offered[id].name, font };
    return typeface;
}

void typeface_close(struct typeface *typeface)
{
    if (!typeface)
        return;
    TTF_CloseFont(typeface->font);
    TTF_Quit();
}

str typeface_name(const struct typeface *typeface)
{
    return text_of(typeface->name);
}

bool typeface_has(const struct typeface *typeface, uint32_t character)
{
    return TTF_GlyphIsProvided32(typeface->font, character) != 0;
}

/* ---- to write with ------------------------------------------------------- */

/* The most that are open at one moment: a window that is being resized goes
 * through many sizes. Capitals are measured this large, in pixels. */
enum { OPEN_MOST = 32, PROOF_SIZE = 1000 };

struct open_font {
    struct typeface_style style;
    TTF_Font *font;
};

/* The files stay mapped: whatever becomes of them on the disk, what a person
 * writes with can be opened again. */
struct typeface_set {
    str files[TYPEFACES][WEIGHTS];
    double capitals[TYPEFACES]; /* height of H in ems */
    struct open_font open[OPEN_MOST];
    int open_count;
    struct arena *word; /* one at a time, terminated; wiped behind each (P4) */
};

static TTF_Font *open_file(str file, int size)
{
    SDL_RWops *bytes = SDL_RWFromConstMem(file.at, (int)file.size);
    return bytes ? TTF_OpenFontRW(bytes, 1, size) : NULL;
}

/* Says whether the file is a typeface, and how high its capitals are. */
static bool prove_file(str file, double *capital)
{
    TTF_Font *font = file.size > 0 ? open_file(file, PROOF_SIZE) : NULL;
    int top = 0;
    if (!font)
        return false;
    TTF_SetFontHinting(font, TTF_HINTING_NONE);
    TTF_GlyphMetrics32(font, 'H', NULL, NULL, NULL, &top, NULL);
    TTF_CloseFont(font);
    *capital = (double)top / PROOF_SIZE;
    return top > 0;
}

static bool map_typeface(struct typeface_set *set, enum typeface_id id,
                         struct fault *fault)
{
    struct fault why = { .arena = fault->arena };
    bool ready = true;
    /* The capitals of both weights are as high; those of the first count. */
    for (int weight = WEIGHTS - 1; weight >= 0 && ready; weight--) {
        str *file = &set->files[id][weight];
        ready = file_map(text_of(offered[id].files[weight]), file, &why) &&
                prove_file(*file, &set->capitals[id]);
    }
    if (!ready)
        say_missing(fault, id);
    return ready;
}

struct typeface_set *typeface_set_open(struct arena *arena, struct fault *fault)
{
    struct typeface_set *set = arena_new(arena, struct typeface_set);
    *set = (struct typeface_set){ .word = arena_make() };
    bool ready = TTF_Init() == 0;
    assert(ready); /* FreeType only wants memory */
    for (int id = 0; id < TYPEFACES && ready; id++)
        ready = map_typeface(set, (enum typeface_id)id, fault);
    if (ready)
        return set;
    typeface_set_close(set);
    return NULL;
}

void typeface_set_close(struct typeface_set *set)
{
    if (!set)
        return;
    typeface_set_forget(set);
    for (int id = 0; id < TYPEFACES; id++)
        for (int weight = 0; weight < WEIGHTS; weight++)
            if (set->files[id][weight].size > 0)
                file_unmap(set->files[id][weight]);
    arena_destroy(set->word);
    TTF_Quit();
}

void typeface_set_forget(struct typeface_set *set)
{
    while (set->open_count > 0)
        TTF_CloseFont(set->open[--set->open_count].font);
    arena_wipe(set->word);
}

static bool same_style(const struct typeface_style *a,
                       const struct typeface_style *b)
{
    return a->letters == b->letters && a->bold == b->bold && a->size == b->size;
}

static TTF_Font *open_style(struct typeface_set *set,
                            const struct typeface_style *style)
{
    assert(style->letters < TYPEFACES && style->size > 0);
    str file = set->files[style->letters][style->bold ? BOLD : REGULAR];
    TTF_Font *font = open_file(file, style->size);
    assert(font); /* it was proved when the set was opened */
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    TTF_SetFontKerning(font, 1);
    return font;
}

static TTF_Font *font_of(struct typeface_set *set,
                         const struct typeface_style *style)
{
    for (int i = 0; i < set->open_count; i++)
        if (same_style(&set->open[i].style, style))
            return set->open[i].font;
    if (set->open_count == OPEN_MOST)
        typeface_set_forget(set);
    TTF_Font *font = open_style(set, style);
    set->open[set->open_count++] = (struct open_font){ *style, font };
    return font;
}

int typeface_set_width(struct typeface_set *set,
                       const struct typeface_style *style, str word)
{
    int width = 0;
    TTF_Font *font = font_of(set, style);
    if (word.size > 0)
        TTF_SizeUTF8(font, text_copy(set->word, word).at, &width, NULL);
    arena_wipe(set->word);
    return width;
}

int typeface_set_above(struct typeface_set *set,
                       const struct typeface_style *style)
{
    return TTF_FontAscent(font_of(set, style));
}

int typeface_set_below(struct typeface_set *set,
                       const struct typeface_style *style)
{
    return TTF_FontHeight(font_of(set, style)) - typeface_set_above(set, style);
}

int typeface_set_size(struct typeface_set *set, enum typeface_id letters,
                      double height)
{
    long size = lround(height / set->capitals[letters]);
    return size > 1 ? (int)size : 1;
}

/* ---- drawing ------------------------------------------------------------- */

static bool row_is_empty(const SDL_Surface *surface, int y)
{
    const uint8_t *row = (const uint8_t *)surface->pixels +
                         (ptrdiff_t)y * surface->pitch;
    const uint32_t *pixels = (const uint32_t *)(const void *)row;
    for (int x = 0; x < surface->w; x++)
        if (pixels[x] & surface->format->Amask)
            return false;
    return true;
}

/*
 * Accents piled up on one letter make a surface higher than the typeface is,
 * and move its baseline down if they begin in its first row. What is outside
 * the height of the typeface is cut off, so that the baseline is where the
 * header says, and no pile covers the line above.
 */
static SDL_Surface *cut_pile(SDL_Surface *high, int height)
{
    int above = row_is_empty(high, 0) ? 0 : high->h - height;
    SDL_Surface *cut = SDL_CreateRGBSurfaceWithFormat(0, high->w, height, 32,
                                                      high->format->format);
    assert(cut);
    SDL_SetSurfaceBlendMode(high, SDL_BLENDMODE_NONE);
    SDL_BlitSurface(high, &(SDL_Rect){ 0, above, high->w, height }, cut, NULL);
    SDL_SetSurfaceBlendMode(cut, SDL_BLENDMODE_BLEND);
    SDL_FreeSurface(high);
    return cut;
}

struct SDL_Surface *typeface_set_draw(struct typeface_set *set,
                                      const struct typeface_style *style,
                                      str word)
{
    TTF_Font *font = font_of(set, style);
    const SDL_Color white = { 255, 255, 255, 255 };
    SDL_Surface *mask = NULL;
    if (word.size > 0)
        mask = TTF_RenderUTF8_Blended(font, text_copy(set->word, word).at,
                                      white);
    arena_wipe(set->word);
    int height = TTF_FontHeight(font);
    return mask && mask->h > height ? cut_pile(mask, height) : mask;
}
