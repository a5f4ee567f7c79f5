/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The register of releases: what was given out of a collection, when, for whom,
 * and the digests of its numbers and of its file. It lies beside the store,
 * sealed: it tells nothing to whoever has no passphrase, and nobody else can
 * write in it. A release is entered before its file is there;
 * the same one again is no second entry. Numbers for publication that are not
 * those that were given out before are refused: the difference of two releases
 * gives people away.
 */
#ifndef REPORT_RELEASES_H
#define REPORT_RELEASES_H

#include "base/clock.h"
#include "keep/digest.h"
#include "keep/keys.h"
#include "report/guard.h"

/* The numbers of one questionnaire. */
struct releases_form {
    str form; /* its id */
    struct digest numbers;
};

struct releases_entry {
    struct clock_day when;
    str verb;     /* "tally", "report" */
    str format;   /* "csv" */
    str language; /* "cy" */
    enum guard_profile profile;
    str recipient; /* of an inspection; else empty */
    const struct releases_form *forms;
    int form_count;
    struct digest file;
};

/* What the numbers of a table are known by. What a question or choice is called
 * belongs to it, its words do not: they are the same in every language. */
struct digest releases_numbers(struct arena *arena,
                               const struct safe_table *table);

struct releases; /* opaque: a register that was read */

/* Reads the register in a collection's folder; there may be none yet. NULL and
 * a fault if it cannot be read, was altered, is another collection's, or is
 * from a newer program. The folder must be held by a `struct place` until
 * releases_close(). */
struct releases *releases_open(str folder, const struct keys_secret *secret,
                               struct fault *fault);
void releases_close(struct releases *releases); /* NULL is fine */

/* The entries, in the order in which they were made. */
int releases_count(const struct releases *releases);
const struct releases_entry *releases_at(const struct releases *releases,
                                         int entry);

/* How a release stands to those before it. */
enum releases_news {
    RELEASES_FIRST,      /* nothing like it was given out before */
    RELEASES_SAME,       /* the very same file was: no new entry is made */
    RELEASES_REWORDED,   /* the same numbers were, in another file */
    RELEASES_RENUMBERED, /* for an inspection: with other numbers */
};

/*
 * Enters a release, on disk when this is true; `before` is the entry that the
 * news is about. False and a fault if it may not be given out, or the register
 * could not be written: then nothing was entered, and nothing may be given out.
 */
bool releases_enter(struct releases *releases,
                    const struct releases_entry *entry,
                    enum releases_news *news,
                    const struct releases_entry **before, struct fault *fault);

#endif
