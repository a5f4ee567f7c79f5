/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory by lifetime. An arena hands out pieces that all end together: the
 * whole program (always), one person's run (visit), one screen (frame), one
 * subcommand (run). Nothing is ever freed piece by piece.
 *
 * Wiping overwrites every byte that was handed out, so that nothing of one
 * person is left for the next (P4). When the machine has no memory left the
 * arena ends the program: what was stored is safe on disk by then, and there
 * is nothing sensible a caller could do instead.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

/* Makes an empty arena. Never fails; see above. */
struct arena *arena_make(void);

/* Overwrites all that was handed out and takes it back. The arena stays. */
void arena_wipe(struct arena *arena);

/* Wipes the arena and gives its memory back to the system. NULL is fine. */
void arena_destroy(struct arena *arena);

/* Hands out `size` zeroed bytes, aligned for any type. Never NULL. */
void *arena_take(struct arena *arena, size_t size);

/*
 * Makes the piece `old` of `size` bytes at least `wanted` bytes long, in
 * place if it was the last piece handed out, else as a copy.
 */
void *arena_grow(struct arena *arena, void *old, size_t size, size_t wanted);

/* How many bytes are handed out now. */
size_t arena_used(const struct arena *arena);

#define arena_new(arena, type) ((type *)arena_take((arena), sizeof(type)))
#define arena_array(arena, type, count)                                        \
    ((type *)arena_take_many((arena), (size_t)(count), sizeof(type)))

/* Like arena_take() for `count` times `size` bytes; overflow is no memory. */
void *arena_take_many(struct arena *arena, size_t count, size_t size);

#endif
