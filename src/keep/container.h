/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is inside a seal: always the same number of bytes, with a mark, a kind,
 * the id of the response, its length, its bytes, and zeros behind them. It is
 * the same for every program that ever wrote one of its version. Reading
 * trusts nothing: a container that came out of a seal can still be from a
 * program that is newer or wrong.
 */
#ifndef KEEP_CONTAINER_H
#define KEEP_CONTAINER_H

#include "base/fault.h"

enum {
    CONTAINER_ID = 16,
    CONTAINER_HEAD = 4 + 1 + CONTAINER_ID + 2, /* mark, kind, id, length */
    CONTAINER_MOST = 7984,                     /* bytes of a response */
    CONTAINER_SIZE = CONTAINER_HEAD + CONTAINER_MOST,
};

/* What tells one response from all others: random, no number, no time. Made
 * with the draft, so that a retry, a mirror and a second copy are one. */
struct container_id {
    unsigned char bytes[CONTAINER_ID];
};
struct container_id container_new_id(void);

/* The id of a response that comes with a name of its own, by which it is known
 * when it comes again. */
struct container_id container_id_of(str name);

enum container_kind { CONTAINER_DUMMY, CONTAINER_RESPONSE };

struct container {
    enum container_kind kind;
    struct container_id id; /* zeros in a dummy */
    str response;           /* empty in a dummy; looks into what was read */
};

/* Writes it. The response must not be longer than CONTAINER_MOST. */
void container_write(const struct container *container,
                     unsigned char plain[CONTAINER_SIZE]);

enum container_verdict {
    CONTAINER_FINE,
    CONTAINER_NEWER, /* of a version that this program does not know */
    CONTAINER_DAMAGED,
};

/* Reads it; with any verdict but CONTAINER_FINE nothing is in `container`. */
enum container_verdict container_read(const unsigned char plain[CONTAINER_SIZE],
                                      struct container *container);

#endif
