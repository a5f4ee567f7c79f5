/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Leaves in an SQLite file: one table, one row a leaf, one row a page. Rows are
 * made once, all of them; after that they are only overwritten in place, in the
 * same size, so that no row tells when it came to be (P3). What is changed
 * between book_begin() and book_commit() is changed whole or not at all, and
 * is on disk after it (P1). Nothing here knows what is in a leaf.
 */
#ifndef KEEP_BOOK_H
#define KEEP_BOOK_H

#include "base/progress.h"
#include "keep/leaf.h"

struct book; /* opaque: an open file */

/* Where the rows of a new book come from. */
struct book_filler {
    bool (*leaf)(void *from, long row, struct leaf *leaf, struct fault *fault);
    void *from;
    long rows;
    const struct progress *progress; /* of both times; NULL is fine */
};

/* Makes a book at `path`, where an empty file or nothing is, and flushes it:
 * all the rows of the filler, and behind them all of them again. */
bool book_make(str path, const struct book_filler *filler, struct fault *fault);

enum book_verdict {
    BOOK_FINE,
    BOOK_DAMAGED, /* SQLite cannot make sense of the file, or of a row */
    BOOK_NEWER,   /* its version is one that this program does not know */
    BOOK_FAILED,  /* the world failed; there is a fault */
};

/*
 * Opens a book. What was left half done by a crash is undone, an older version
 * is brought up to this one. With any verdict but BOOK_FINE there is no book.
 */
enum book_verdict book_open(str path, struct book **book, struct fault *fault);
void book_close(struct book *book); /* NULL is fine; drops what is not done */

long book_rows(const struct book *book);

/* SQLite's own look at the structure: BOOK_FINE, _DAMAGED or _FAILED. */
enum book_verdict book_check(struct book *book, struct fault *fault);

/* Rows count from 0. BOOK_FINE, _DAMAGED or _FAILED. */
enum book_verdict book_read(struct book *book, long row, struct leaf *leaf,
                            struct fault *fault);

bool book_begin(struct book *book, struct fault *fault);
bool book_write(struct book *book, long row, const struct leaf *leaf,
                struct fault *fault);

/* False and a fault if it could not be proven on disk: then nothing, or, if
 * the disk failed at the very end, everything is changed. */
bool book_commit(struct book *book, struct fault *fault);
void book_rollback(struct book *book);

#endif
