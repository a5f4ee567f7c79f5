/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/stamp.h"

#include <assert.h>

#include "base/arena.h"

enum { CHAINS = 512, KEPT_MOST = 4 * 1024 * 1024 };

struct entry {
    struct entry *next; /* in its chain */
    struct typeface_style style;
    str word;
    struct stamp stamp;
};

struct stamps {
    struct arena *kept;
    int count;
    struct entry *chains[CHAINS];
};

struct stamps *stamp_open(struct arena *arena)
{
    struct stamps *stamps = arena_new(arena, struct stamps);
    stamps->kept = arena_make();
    return stamps;
}

void stamp_forget(struct stamps *stamps)
{
    arena_wipe(stamps->kept);
    *stamps = (struct stamps){ .kept = stamps->kept };
}

void stamp_close(struct stamps *stamps)
{
    if (!stamps)
        return;
    stamp_forget(stamps);
    arena_destroy(stamps->kept);
    stamps->kept = NULL;
}

int stamp_count(const struct stamps *stamps)
{
    return stamps->count;
}

/* Which chain a word is in: FNV-1a over its bytes and its style. */
static size_t chain_of(const struct typeface_style *style, str word)
{
    uint32_t sum = 2166136261u ^ (uint32_t)style->size ^
                   (uint32_t)style->letters << 16 ^ (uint32_t)style->bold << 20;
    for (size_t i = 0; i < word.size; i++)
        sum = (sum ^ (unsigned char)word.at[i]) * 16777619u;
    return sum % CHAINS;
}

static bool same_style(const struct typeface_style *a,
                       const struct typeface_style *b)
{
    return a->letters == b->letters && a->bold == b->bold && a->size == b->size;
}

const struct stamp *stamp_find(const struct stamps *stamps,
                               const struct typeface_style *style, str word)
{
    const struct entry *one = stamps->chains[chain_of(style, word)];
    while (one &&
           !(same_style(&one->style, style) && text_equal(one->word, word)))
        one = one->next;
    return one ? &one->stamp : NULL;
}

static const uint8_t *pixel(const struct stamp_source *source, int x, int y)
{
    return source->covered + (ptrdiff_t)y * source->pitch +
           (ptrdiff_t)x * source->step;
}

/* The smallest part of the word outside of which all is empty. */
static void crop(const struct stamp_source *source, struct stamp *stamp)
{
    int left = source->w, right = 0, top = source->h, bottom = 0;
    for (int y = 0; y < source->h; y++) {
        for (int x = 0; x < source->w; x++) {
            if (*pixel(source, x, y) == 0)
                continue;
            left = x < left ? x : left;
            right = x >= right ? x + 1 : right;
            top = y < top ? y : top;
            bottom = y + 1;
        }
    }
    if (right > left)
        *stamp = (struct stamp){ .left = left,
                                 .rise = source->above - top,
                                 .w = right - left,
                                 .h = bottom - top };
}

static const uint8_t *copy(struct arena *arena,
                           const struct stamp_source *source,
                           const struct stamp *stamp)
{
    uint8_t *covered = arena_take_many(arena, (size_t)stamp->w,
                                       (size_t)stamp->h);
    uint8_t *next = covered;
    int top = source->above - stamp->rise;
    for (int y = 0; y < stamp->h; y++)
        for (int x = 0; x < stamp->w; x++)
            *next++ = *pixel(source, stamp->left + x, top + y);
    return covered;
}

const struct stamp *stamp_keep(struct stamps *stamps,
                               const struct typeface_style *style, str word,
                               const struct stamp_source *source)
{
    assert(!stamp_find(stamps, style, word));
    struct stamp stamp = { 0 };
    if (source->covered)
        crop(source, &stamp);
    if (arena_used(stamps->kept) + (size_t)stamp.w * (size_t)stamp.h >
        KEPT_MOST)
        stamp_forget(stamps);
    stamp.covered = copy(stamps->kept, source, &stamp);
    struct entry **chain = &stamps->chains[chain_of(style, word)];
    struct entry *entry = arena_new(stamps->kept, struct entry);
    *entry = (struct entry){ .next = *chain,
                             .style = *style,
                             .word = text_copy(stamps->kept, word),
                             .stamp = stamp };
    *chain = entry;
    stamps->count++;
    return &entry->stamp;
}
