/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A throw-away collection, for practising and for scripts: the real store, in a
 * folder in memory that nobody else can look into, and sealed to a key whose
 * secret half was destroyed as it was made. It takes no path, so it can never
 * touch a real store, and its folder is none that place.h would take for a
 * collection's. When it ends nothing is left; what a crash left is removed by
 * the next one.
 */
#ifndef KEEP_PRACTICE_H
#define KEEP_PRACTICE_H

#include "keep/store.h"

enum { PRACTICE_ROOM = 40 }; /* envelopes */

struct practice; /* opaque: a folder and the store in it */

/* What every practice is called. */
struct collection practice_names(str language);

/* Makes one that is held in `language` ("cy", "en" or "both"). NULL and a fault
 * if there is nowhere to make it. */
struct practice *practice_begin(str language, struct fault *fault);
void practice_end(struct practice *practice); /* NULL is fine */

/* Belongs to the practice. */
struct store *practice_store(const struct practice *practice);

/* Sees to it that the store has room for one more: nobody who practises is to
 * be told that it is full. */
bool practice_make_room(struct practice *practice, struct fault *fault);

/* How many responses were put in, those that had to make room included. */
long practice_count(const struct practice *practice);

#endif
