/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Saving the leaves of a file that SQLite cannot make sense of any more (P6).
 * Every leaf lies in a page of its own, says which one it is, and has a mirror
 * elsewhere; so the bare file is enough to find them all. What is found is laid
 * into a new file, which then takes the place of the old one.
 */
#ifndef KEEP_SALVAGE_H
#define KEEP_SALVAGE_H

#include "keep/leaf.h"

struct salvage; /* opaque: a bare file that was looked through */

/* Looks through the file at `path`; what of it cannot be read is passed over.
 * NULL and a fault if there is no such file. */
struct salvage *salvage_open(str path, struct fault *fault);
void salvage_close(struct salvage *salvage); /* NULL is fine */

/* Finds a leaf by its number; false if there is no sound copy of it. */
bool salvage_leaf(struct salvage *salvage, long number, struct leaf *leaf);

/* Whether all of the file could be read until now; else a fault, and a leaf
 * that was not found may be there yet. */
bool salvage_is_whole(const struct salvage *salvage, struct fault *fault);

#endif
