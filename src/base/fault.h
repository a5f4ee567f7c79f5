/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What went wrong in the world: one sentence that says what, where, why and
 * what to do, kept as a pattern of the catalogue with its slots, so that it
 * can be said in any language. The place, if there is one, is a file, a line
 * and a column.
 *
 * Functions that can fail take a `struct fault *` last and fill it; the first
 * fault wins. Functions that read a whole file take a `struct faults *` and
 * add everything they find. Nothing here prints, and nothing exits: that is
 * for verbs/ and ui/ alone.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include "base/text.h"

enum {
    FAULT_SLOTS = 5,
    FAULT_MOST = 500, /* so many are kept; the others are only counted */
};

struct fault {
    struct arena *arena; /* keeps the slots' texts; set by the caller */
    const char *pattern; /* English, the key in the catalogue; NULL: none */
    const char *several; /* its other form, for the number in the first slot;
                          * NULL: there is but one form */
    struct slot slots[FAULT_SLOTS];
    size_t slot_count;
    str file;             /* as the reader would name it; may be empty */
    struct text_place at; /* line 0: the whole file */
    struct fault *next;   /* within a struct faults */
};

/* Everything that is wrong with what was read, in the order of adding. */
struct faults {
    struct arena *arena;
    str file; /* what is being read: goes into each fault that is added */
    struct fault *first;
    struct fault *last;
    int count; /* of all that were added, also of those not kept */
};

/*
 * fault_set(fault, "{file} cannot be read: {why}", SLOT("file", …), …)
 * fills `fault` if nothing is in it yet, and is false, to be returned.
 */
#define fault_set(fault, english, ...)                                         \
    fault_fill((fault), (english), (struct slot[]){ { 0 }, ##__VA_ARGS__ },    \
               sizeof((struct slot[]){ { 0 }, ##__VA_ARGS__ }) /               \
                       sizeof(struct slot) -                                   \
                   1)

/* The same for a sentence with a number {n}, in the form that goes with it. */
bool fault_set_count(struct fault *fault, const char *one, const char *other,
                     long n);

/* fault_add(faults, place, "pattern", SLOT(…), …) adds one at `place`, unless
 * the very same one is there already. */
#define fault_add(faults, place, english, ...)                                 \
    fault_append((faults), (place), (english),                                 \
                 (struct slot[]){ { 0 }, ##__VA_ARGS__ },                      \
                 sizeof((struct slot[]){ { 0 }, ##__VA_ARGS__ }) /             \
                         sizeof(struct slot) -                                 \
                     1)

/* Behind the macros: `slots[0]` is not used, so that there may be none. */
bool fault_fill(struct fault *fault, const char *pattern,
                const struct slot *slots, size_t count);
void fault_append(struct faults *faults, struct text_place place,
                  const char *pattern, const struct slot *slots, size_t count);

/* Adds a fault that a function has filled, under the name of `faults->file`
 * if it has no file of its own. */
void fault_adopt(struct faults *faults, const struct fault *fault);

/* Puts the faults into the order of file, line and column, stably. */
void fault_sort(struct faults *faults);

/* "file:line:column: " as far as they are known; may be empty. */
str fault_place(struct arena *arena, const struct fault *fault);

#endif
