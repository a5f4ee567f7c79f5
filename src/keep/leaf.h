/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One leaf of the store: a number, a body of always the same length, and a
 * check over both. Each leaf fills a page of its own and says itself which one
 * it is, so that whatever else is destroyed around it, it can be found in the
 * bare file and trusted. Leaf 0 says what the store is; all others are
 * envelopes. The check tells damage, not malice.
 */
#ifndef KEEP_LEAF_H
#define KEEP_LEAF_H

#include "keep/envelope.h"

enum {
    LEAF_PAGE = 8192, /* bytes of a page in the file */
    LEAF_BODY = ENVELOPE_SIZE,
    LEAF_CHECK = 32,
    LEAF_SIZE = 4 + 4 + LEAF_BODY + LEAF_CHECK,
};

struct leaf {
    unsigned char bytes[LEAF_SIZE];
};

/* Writes a whole leaf; the body is LEAF_BODY bytes. */
void leaf_write(struct leaf *leaf, long number, const unsigned char *body);

/* Whether it is sound and leaf `number`. */
bool leaf_is(const struct leaf *leaf, long number);

/* Which leaf it is, or -1 if it is none or damaged. */
long leaf_number(const struct leaf *leaf);

/* Its body; it looks into the leaf. */
const unsigned char *leaf_body(const struct leaf *leaf);

#endif
