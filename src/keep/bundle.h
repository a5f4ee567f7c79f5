/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A bundle: what one kiosk took in during a collection, carried to another on
 * a stick, still sealed. Its records stand sorted by their hashes, so that it
 * tells no order (P3); its head says whose it is and how many there are, and is
 * signed by the kiosk (P7). A bundle that arrives is hostile until proven:
 * bundle_open() reads nothing but the head, and bundle_prove() all the rest,
 * before anybody takes a single record from it.
 */
#ifndef KEEP_BUNDLE_H
#define KEEP_BUNDLE_H

#include "base/progress.h"
#include "keep/envelope.h"
#include "keep/kiosk.h"

/* What every bundle begins with. */
#define BUNDLE_MARK "YSB"

/* Where records come from, one by one in the order of their hashes. */
struct bundle_source {
    void (*rewind)(void *from); /* the next one is the first again */
    bool (*next)(void *from, struct envelope *record, struct fault *fault);
    void *from;
};

/* What goes into the head. */
struct bundle_head {
    struct kiosk kiosk;                    /* who made it; set by reading */
    unsigned char collection[KEYS_PUBLIC]; /* the collection's public key */
    str name;                              /* of the collection, for people */
    long records;                          /* in the bundle */
    long unreadable; /* that the kiosk took in, but were damaged there */
};

/*
 * Writes a bundle of `head->records` records to `path`, signed by the kiosk of
 * the pair, which goes into the head: whole or not at all, flushed, and read
 * again from the disk and compared before true. What was at `path` stays until
 * then. The source is asked twice, once for the hash in the head, once for
 * writing; records that are missing, doubled, out of order or other ones the
 * second time are a fault, since a failing disk can do that.
 */
bool bundle_write(str path, const struct bundle_head *head,
                  const struct kiosk_pair *pair,
                  const struct bundle_source *source,
                  const struct progress *progress, struct fault *fault);

struct bundle; /* opaque: a bundle that is being read */

/*
 * Opens a bundle and reads its head. NULL and a fault if it is none, is from a
 * newer program, of another collection, of a kiosk that does not belong or of
 * none at all, is altered there, or is longer or shorter than its head says.
 * Takes no more time and memory than the head needs, whatever follows.
 */
struct bundle *bundle_open(str path, const struct collection *collection,
                           struct fault *fault);
const struct bundle_head *bundle_head(const struct bundle *bundle);

/* Reads all records and compares them with what was signed. False and a fault
 * if a bit of them is another one, or they are not in order. */
bool bundle_prove(struct bundle *bundle, const struct progress *progress,
                  struct fault *fault);

/*
 * Hands out the next record, from the first one after bundle_prove() and again
 * from the first one behind the last. False and no fault at the end; false and
 * a fault if it cannot be read, or the file is not what was proven any more.
 * The latter may show only at the last record, which is then not handed out:
 * whoever takes records keeps none of them for good before the end.
 */
bool bundle_next(struct bundle *bundle, struct envelope *record,
                 struct fault *fault);

/* NULL is fine. */
void bundle_close(struct bundle *bundle);

#endif
