/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/gauge.h"

#include "base/arena.h"

enum { SHELVES = 512, WORDS_MOST = 4096 };

struct gauged {
    struct typeface_style style;
    str word;
    int width;
    const struct gauged *next;
};

struct gauge {
    struct typeface_set *set;
    struct arena *remembered; /* the words and what leads to them */
    const struct gauged *shelves[SHELVES];
    int count;
};

struct gauge *gauge_open(struct arena *arena, struct typeface_set *set)
{
    struct gauge *gauge = arena_new(arena, struct gauge);
    *gauge = (struct gauge){ .set = set, .remembered = arena_make() };
    return gauge;
}

void gauge_close(struct gauge *gauge)
{
    if (gauge)
        arena_destroy(gauge->remembered);
}

void gauge_forget(struct gauge *gauge)
{
    for (int i = 0; i < SHELVES; i++)
        gauge->shelves[i] = NULL;
    gauge->count = 0;
    arena_wipe(gauge->remembered);
}

/* FNV-1a: short words, and nobody gains by making them meet. */
static uint32_t mix(uint32_t hash, uint32_t byte)
{
    return (hash ^ byte) * 16777619u;
}

static uint32_t hash_of(const struct typeface_style *style, str word)
{
    uint32_t hash = 2166136261u;
    hash = mix(hash, (uint32_t)style->letters * 2 + style->bold);
    hash = mix(hash, (uint32_t)style->size);
    for (size_t i = 0; i < word.size; i++)
        hash = mix(hash, (unsigned char)word.at[i]);
    return hash;
}

static bool is_same(const struct gauged *gauged,
                    const struct typeface_style *style, str word)
{
    return gauged->style.size == style->size &&
           gauged->style.bold == style->bold &&
           gauged->style.letters == style->letters &&
           text_equal(gauged->word, word);
}

int gauge_width(struct gauge *gauge, const struct typeface_style *style,
                str word)
{
    uint32_t shelf = hash_of(style, word) % SHELVES;
    for (const struct gauged *at = gauge->shelves[shelf]; at; at = at->next)
        if (is_same(at, style, word))
            return at->width;
    if (gauge->count == WORDS_MOST)
        gauge_forget(gauge);
    struct gauged *gauged = arena_new(gauge->remembered, struct gauged);
    *gauged = (struct gauged){ *style, text_copy(gauge->remembered, word),
                               typeface_set_width(gauge->set, style, word),
                               gauge->shelves[shelf] };
    gauge->shelves[shelf] = gauged;
    gauge->count++;
    return gauged->width;
}
