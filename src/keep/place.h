/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The folder in which collections are kept, one folder in it for each, numbered
 * from 1. It belongs to one program at a time: whoever opens it holds it until
 * place_close(). Only its owner may look in; that is put right at every start.
 * A new collection is made in a draft and appears whole, by one renaming.
 */
#ifndef KEEP_PLACE_H
#define KEEP_PLACE_H

#include "base/fault.h"

struct place; /* opaque: a folder that is held */

/* Opens the folder; place_make() makes it first if it is not there. NULL and a
 * fault if there is none, another program holds it, or it is another user's. */
struct place *place_open(str folder, struct fault *fault);
struct place *place_make(str folder, struct fault *fault);
void place_close(struct place *place); /* NULL is fine */

/* How many files and folders others could have looked into until now. */
int place_tightened(const struct place *place);

/* The newest collection: its number, 0 if there is none, and its folder. */
int place_newest(const struct place *place);
str place_folder(struct arena *arena, const struct place *place, int number);

/* Begins the folder of the next collection. What is left of a draft that was
 * never finished is removed; the draft is empty. */
bool place_draft(struct arena *arena, struct place *place, str *folder,
                 struct fault *fault);

/* Makes the draft the newest collection, proven on disk. */
bool place_adopt(struct place *place, struct fault *fault);

/* Removes the draft. Nothing is said if that fails: the next one tries too. */
void place_abandon(struct place *place);

#endif
