/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The answers of whoever sits there, kept in memory outside the program, so
 * that a crash does not cost them: a file of the tmpfs that the system gives
 * each user, for its owner only, sealed with nothing because whoever could read
 * it could read the program's memory as well. It is overwritten and removed
 * when the person leaves, and is worthless after a minute. Where there is no
 * such memory there is no draft, NULL, which is fine everywhere here; it is
 * never put on a disk.
 */
#ifndef INTERVIEW_DRAFT_H
#define INTERVIEW_DRAFT_H

#include "base/fault.h"
#include "interview/visit.h"

enum { DRAFT_LIFE = 60000 }; /* milliseconds */

struct draft; /* opaque: where it is kept */

/* What is kept besides the answers: whoever shows them knows what it is. */
enum { DRAFT_EXTRA = 64 };

/* Keeps drafts in `folder` (as a rule $XDG_RUNTIME_DIR, a whole path); NULL if
 * that is not in memory or not the owner's alone. */
struct draft *draft_open(struct arena *arena, str folder);
void draft_close(struct draft *draft); /* the file stays */

/*
 * Keeps what the visit holds now. Nothing is said if that fails: the person
 * cannot do anything about it. `now` is milliseconds since the machine
 * started. An answer that no longer applies is not kept and counts as
 * forgotten.
 */
void draft_keep(struct draft *draft, const struct visit *visit,
                const unsigned char extra[DRAFT_EXTRA], int64_t now);

/* Overwrites and removes it, and what was found of it. */
void draft_wipe(struct draft *draft);

/* What is known of a draft before its answers are looked at. */
struct draft_about {
    str form; /* its id */
    unsigned char extra[DRAFT_EXTRA];
};

/*
 * Whether there is one that is whole and young enough; else it is wiped. Once
 * it was found the visit can be brought back, once; the file stays until it is
 * wiped or the next one is kept. NULL if it does not fit the questionnaire,
 * which wipes it.
 */
bool draft_find(struct draft *draft, struct arena *arena, int64_t now,
                struct draft_about *about);
struct visit *draft_restore(struct draft *draft, const struct form *form);

#endif
