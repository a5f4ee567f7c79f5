/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers carried from kiosk to kiosk: out of a collection that is closed here,
 * into one that is still open there, sealed all the way. Carrying the same in
 * twice, or several in any order, ends in the same store. What is remembered of
 * each kiosk is what a slip needs, so that people can reckon whether everything
 * has arrived.
 */
#ifndef KEEP_CARRY_H
#define KEEP_CARRY_H

#include "base/progress.h"
#include "keep/store.h"

/* What became of one bundle. */
struct carry_slip {
    char code[KIOSK_CODE]; /* of the kiosk that made it */
    long records;          /* in it */
    long added;
    long known;      /* were here already */
    long unreadable; /* damaged where it was made */
};

/* Writes all that was taken in to `path`, proven on disk. False and a fault if
 * the collection is still open here, or something failed: then there is no
 * bundle, and an older one of that name is as it was. */
bool carry_out(struct store *store, str path, const struct progress *progress,
               struct carry_slip *slip, struct fault *fault);

/* Takes a bundle in: all of it or, with a fault, nothing. */
bool carry_in(struct store *store, str path, const struct progress *progress,
              struct carry_slip *slip, struct fault *fault);

/* From now on nothing is taken in from the kiosk with this code, in whatever
 * letters it was typed. What came from it before stays. */
bool carry_refuse_kiosk(struct store *store, str code, struct fault *fault);

#endif
