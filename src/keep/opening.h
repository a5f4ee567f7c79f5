/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opening all that was sealed, on all cores and in little memory: records come
 * from a source one by one, and each response goes to a taker, once, however
 * many copies of it there are. No bad record stops the others: it is skipped
 * and counted. What was opened lies in guarded memory and is wiped as soon as
 * the taker has seen it. Nothing here knows where records are kept or what is
 * in them. No screen for respondents may include this.
 */
#ifndef KEEP_OPENING_H
#define KEEP_OPENING_H

#include "base/progress.h"
#include "keep/unseal.h"

/* Where the records come from. It is asked on the thread that called
 * opening_run(), and not again once it said false. */
struct opening_source {
    /* False at the end, and with a fault if there should be more. */
    bool (*next)(void *from, struct sealed *sealed, struct fault *fault);
    void *from;
    long total; /* how many there are, for progress */
};

/* Who gets the responses: one after the other, in the source's order, on the
 * thread that called opening_run(); of copies, the first. False, with a fault,
 * ends it all. What it is shown is wiped when it returns. */
struct opening_taker {
    bool (*take)(void *to, const struct container *container,
                 struct fault *fault);
    void *to;
};

/* What became of the records. */
struct opening_count {
    long responses;  /* that the taker got */
    long duplicates; /* of responses that it got before */
    long dummies;
    long foreign; /* not sealed to this key, or altered */
    long newer;   /* by a newer program */
    long damaged; /* no record inside the seal */
};

/* How; all zeros is fine. */
struct opening_options {
    int cores; /* so many threads, 16 at most; 0: as the machine has */
    const struct progress *progress; /* told of every few records */
};

/*
 * Opens everything. Bad records are no failure, nor are threads or locked
 * memory that the machine does not give. False and a fault if the source or
 * the taker failed, it was called off, or there is no memory for it; then the
 * taker got the first responses only, and `count` tells of those.
 */
bool opening_run(const struct keys_secret *secret,
                 const struct opening_source *source,
                 const struct opening_taker *taker,
                 const struct opening_options *options,
                 struct opening_count *count, struct fault *fault);

#endif
