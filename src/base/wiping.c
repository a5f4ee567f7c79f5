/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is given back to the system is wiped first, whoever gives it back: the
 * libraries that break, shape and draw words keep copies of them, as letters and
 * as numbers of glyphs, and free them as they are (P4). C lets a program bring
 * its own free() and realloc(); these wipe and hand on to the system's. There is
 * nothing to call, so there is no header.
 */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

/* The sanitizers bring their own. */
#if defined(__SANITIZE_ADDRESS__)
#define WIPING_LEFT_OUT 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WIPING_LEFT_OUT 1
#endif
#endif

#ifndef WIPING_LEFT_OUT

/* NOLINTBEGIN(bugprone-reserved-identifier, readability-identifier-naming): the
 * system's own names */
void __libc_free(void *piece);
void *__libc_malloc(size_t size);
/* NOLINTEND(bugprone-reserved-identifier, readability-identifier-naming) */

void wiping_free(void *piece);
void *wiping_realloc(void *piece, size_t size);

void wiping_free(void *piece)
{
    if (piece)
        explicit_bzero(piece, malloc_usable_size(piece));
    __libc_free(piece);
}

/* The system's would leave the old piece behind when it moves. What becomes
 * smaller stays where it is, for it may grow again; what is cut off is wiped. */
void *wiping_realloc(void *piece, size_t size)
{
    size_t had = piece ? malloc_usable_size(piece) : 0;
    if (piece && size > 0 && size <= had) {
        explicit_bzero((char *)piece + size, had - size);
        return piece;
    }
    void *moved = size > 0 || !piece ? __libc_malloc(size) : NULL;
    if (moved && piece)
        memcpy(moved, piece, had);
    if (moved || size == 0)
        wiping_free(piece);
    return moved;
}

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): the
 * system has names of its own for them */
void free(void *piece) __attribute__((alias("wiping_free")));
void *realloc(void *piece, size_t size)
    __attribute__((alias("wiping_realloc")));
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

#endif
