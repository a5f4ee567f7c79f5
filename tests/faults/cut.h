/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a power cut may leave of what was recorded. At any moment a file is what
 * was flushed last, and any part of what came later: each write as a whole, not
 * at all, or some of its sectors, in any order; each new length or not; each
 * name or not. What was flushed while the disk failed is on disk or not, for
 * good.
 */
#ifndef TESTS_FAULTS_CUT_H
#define TESTS_FAULTS_CUT_H

#include "disk.h"
#include "effort.h"

enum { CUT_WAITING = 2000, CUT_ALL = -1 };

/* What becomes of one thing that waits to be flushed. */
struct cut_choice {
    uint32_t parts; /* a bit a sector; (uint32_t)CUT_ALL: all, 0: nothing */
    int sector;     /* bytes of one, when it is neither */
    bool junk;      /* where it made the file longer, but is not on disk, stands
                     * whatever the disk had there */
};

struct cut; /* opaque: a moment in the record */

/* The moment before everything. A deaf disk flushes nothing, ever. */
struct cut *cut_begin(struct arena *arena, const struct disk_log *log,
                      bool deaf);

/* The moment after the next act; false if there was none. */
bool cut_next(struct cut *cut);

/* How many marks there were, how many acts, how many flushes. */
int cut_marks(const struct cut *cut);
int cut_acts(const struct cut *cut);
int cut_flushes(const struct cut *cut);

/* What waits to be flushed: how many, each of them, and into how many sectors
 * of this size it can be torn. */
int cut_waiting(const struct cut *cut);
const struct disk_op *cut_act(const struct cut *cut, int waiting);
int cut_sectors(const struct disk_op *op, int sector);

/* What is on disk after a power cut now; it looks into the cut and is good for
 * one time. */
void cut_make(struct cut *cut, const struct cut_choice *choices,
              struct folder *folder);

#endif
