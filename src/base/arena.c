/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The address sanitizer sees an arena as one block. Closing what has not been
 * handed out, with a gap behind every piece, lets it find overruns again. */
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_GUARDED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_GUARDED 1
#endif
#endif

#ifdef ARENA_GUARDED
#include <sanitizer/asan_interface.h>
enum { GAP = 16 };
#else
#define __asan_poison_memory_region(at, size) ((void)(at), (void)(size))
#define __asan_unpoison_memory_region(at, size) ((void)(at), (void)(size))
enum { GAP = 0 };
#endif

enum { FIRST_BLOCK = 16 * 1024, LARGEST_STEP = 1024 * 1024 };

/* A block is zero from the start and zero again after every wipe, so that what
 * is handed out needs no clearing. */
struct block {
    struct block *older;
    size_t size; /* bytes behind this header */
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct block *newest; /* NULL until something is handed out */
    size_t handed_out;
};

static _Noreturn void out_of_memory(void)
{
    static const char words[] = "yoursay: this machine has no memory left; "
                                "nothing that was sent is lost; start again\n";
    ssize_t ignored = write(STDERR_FILENO, words, sizeof words - 1);
    (void)ignored;
    _exit(1);
}

static size_t rounded(size_t size)
{
    size_t step = alignof(max_align_t);
    if (size > SIZE_MAX / 2)
        out_of_memory();
    return (size + step - 1) / step * step;
}

static struct block *block_make(size_t size, struct block *older)
{
    struct block *block = calloc(1, sizeof *block + size);
    if (!block)
        out_of_memory();
    block->older = older;
    block->size = size;
    __asan_poison_memory_region(block->bytes, size);
    return block;
}

static void block_wipe(struct block *block)
{
    __asan_unpoison_memory_region(block->bytes, block->size);
    explicit_bzero(block->bytes, block->used);
    __asan_poison_memory_region(block->bytes, block->size);
    block->used = 0;
}

static void block_destroy(struct block *block)
{
    block_wipe(block);
    __asan_unpoison_memory_region(block->bytes, block->size);
    free(block);
}

struct arena *arena_make(void)
{
    struct arena *arena = malloc(sizeof *arena);
    if (!arena)
        out_of_memory();
    *arena = (struct arena){ 0 };
    return arena;
}

void arena_wipe(struct arena *arena)
{
    assert(arena);
    while (arena->newest && arena->newest->older) {
        struct block *block = arena->newest;
        arena->newest = block->older;
        block_destroy(block);
    }
    if (arena->newest)
        block_wipe(arena->newest);
    arena->handed_out = 0;
}

void arena_destroy(struct arena *arena)
{
    if (!arena)
        return;
    arena_wipe(arena);
    if (arena->newest)
        block_destroy(arena->newest);
    free(arena);
}

static void add_block(struct arena *arena, size_t needed)
{
    size_t size = arena->newest ? arena->newest->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_STEP)
        size = LARGEST_STEP;
    if (size < needed)
        size = needed;
    arena->newest = block_make(size, arena->newest);
}

void *arena_take(struct arena *arena, size_t size)
{
    assert(arena);
    size_t needed = rounded(size) + GAP;
    if (!arena->newest || needed > arena->newest->size - arena->newest->used)
        add_block(arena, needed);
    unsigned char *piece = arena->newest->bytes + arena->newest->used;
    arena->newest->used += needed;
    arena->handed_out += needed;
    __asan_unpoison_memory_region(piece, size);
    return piece;
}

void *arena_take_many(struct arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / 2 / size)
        out_of_memory();
    return arena_take(arena, count * size);
}

static bool grow_in_place(struct arena *arena, const unsigned char *old,
                          size_t size, size_t wanted)
{
    struct block *block = arena->newest;
    size_t had = rounded(size) + GAP;
    size_t more = rounded(wanted) + GAP - had;
    if (old + had != block->bytes + block->used ||
        more > block->size - block->used)
        return false;
    block->used += more;
    arena->handed_out += more;
    __asan_unpoison_memory_region(block->bytes + (old - block->bytes), wanted);
    return true;
}

void *arena_grow(struct arena *arena, void *old, size_t size, size_t wanted)
{
    assert(arena && wanted >= size && (old || size == 0));
    if (old && grow_in_place(arena, old, size, wanted))
        return old;
    void *piece = arena_take(arena, wanted);
    if (size > 0)
        memcpy(piece, old, size);
    return piece;
}

size_t arena_used(const struct arena *arena)
{
    return arena->handed_out;
}
