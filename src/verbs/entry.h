/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Entries of the register of releases, as verbs make and show them. A release
 * is entered here before its file is there, and people are told how it stands
 * to what was given out before. What may not be given out is refused by
 * report/releases.h. The day is the machine's.
 */
#ifndef VERBS_ENTRY_H
#define VERBS_ENTRY_H

#include "report/release.h"
#include "report/releases.h"
#include "verbs/call.h"

/* A release and its file, which nobody has yet. */
struct entry_file {
    const struct release *release;
    str format; /* "csv" */
    str bytes;
};

/* Enters it, and says so where it matters. False and a fault if it may not be
 * given out: then nothing was entered. */
bool entry_make(const struct call *call, struct releases *releases,
                const struct entry_file *file, struct fault *fault);

/* Shows all entries of a collection with this name. */
void entry_show(const struct call *call, const struct releases *releases,
                str collection);

#endif
