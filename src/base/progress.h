/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Long work that says how far it is and can be called off. Whoever starts the
 * work hands over a `struct progress`; whoever does it takes a step after every
 * piece, never more often than it can afford. Nothing here prints or waits.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdbool.h>

struct progress {
    /* False calls the work off; what was done so far is undone. */
    bool (*step)(void *to, long done, long total);
    void *to;
};

/* Says that `done` of `total` are done; false if the work is called off. Nobody
 * needs to listen: NULL is fine. */
bool progress_step(const struct progress *progress, long done, long total);

/* The same where a piece is done in no time: only every so many are a step. */
bool progress_piece(const struct progress *progress, long done, long total);

/* A part of longer work: it takes `share` of `all` equal shares, and `before`
 * of them were done before it. */
struct progress_part {
    struct progress progress;
    const struct progress *whole;
    int before;
    int share;
    int all;
};

/* What the part is handed, so that its steps are steps of the whole; NULL if
 * nobody listens to that. */
const struct progress *progress_of_part(struct progress_part *part);

#endif
