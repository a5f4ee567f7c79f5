/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Leaves kept twice, in one file. Opening it compares every leaf with its
 * mirror and mends what is damaged (P6): in place where one copy of a leaf is
 * gone, by laying all that is sound into a new file where the file itself
 * makes no sense any more. What is written is written in both copies, or, on
 * failure, in none. Nothing here knows what is in a leaf.
 */
#ifndef KEEP_TWIN_H
#define KEEP_TWIN_H

#include "base/progress.h"
#include "keep/leaf.h"

struct twin; /* opaque: an open file of leaves */

enum twin_verdict { TWIN_FINE, TWIN_NEWER, TWIN_DAMAGED };

/* Whoever knows what is in the leaves. */
struct twin_keeper {
    /* What leaf 0 is worth, and with it the file; and how many leaves there
     * are, itself included. */
    enum twin_verdict (*judge)(void *keeper, const unsigned char *first,
                               long *leaves);
    /* Writes the body of a leaf that both copies of are damaged, or that a new
     * file begins with. */
    bool (*blank)(void *keeper, long number, unsigned char *body,
                  struct fault *fault);
    /* Writes leaf 0 anew, which says now that so many more leaves were lost. */
    void (*tell)(void *keeper, long lost, unsigned char *body);
    void *keeper;
    const struct progress *progress; /* of making and opening; NULL is fine */
};

struct twin_report {
    long mended;  /* leaves whose other copy was taken */
    long lost;    /* leaves of which both copies were damaged: blank now, and
                   * leaf 0 says how many */
    bool rebuilt; /* the file itself was damaged, and was made anew */
};

/* Makes a file of so many blank leaves at `path`, and flushes it. */
bool twin_make(str path, long leaves, const struct twin_keeper *keeper,
               struct fault *fault);

/* Opens it and mends it; judge() has seen leaf 0 before blank() is asked. NULL
 * and a fault if there is none, it is from a newer program, cannot be read, or
 * leaf 0 is damaged in both copies. */
struct twin *twin_open(str path, const struct twin_keeper *keeper,
                       struct twin_report *report, struct fault *fault);
void twin_close(struct twin *twin); /* NULL is fine */

/* How many leaves there are. */
long twin_leaves(const struct twin *twin);

/* Reads the body of a leaf. */
bool twin_read(struct twin *twin, long number, unsigned char *body,
               struct fault *fault);

/* All that is written between is written whole or, on failure, not at all;
 * twin_end() is true when it is on disk. */
bool twin_begin(struct twin *twin, struct fault *fault);
bool twin_write(struct twin *twin, long number, const unsigned char *body,
                struct fault *fault);
bool twin_end(struct twin *twin, struct fault *fault);
void twin_undo(struct twin *twin);

#endif
