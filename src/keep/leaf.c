/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/leaf.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/packed.h"

enum { NUMBER_AT = 4, BODY_AT = 8, CHECK_AT = BODY_AT + LEAF_BODY };
static const unsigned char mark[NUMBER_AT] = { 'Y', 'S', 'L', 1 };
static_assert(CHECK_AT + LEAF_CHECK == LEAF_SIZE, "a leaf is full");

static void take_check(const struct leaf *leaf, unsigned char *check)
{
    crypto_generichash(check, LEAF_CHECK, leaf->bytes, CHECK_AT, NULL, 0);
}

void leaf_write(struct leaf *leaf, long number, const unsigned char *body)
{
    struct packed out = { .at = leaf->bytes, .size = LEAF_SIZE };
    packed_put(&out, mark, sizeof mark);
    packed_put_number(&out, (uint64_t)number, 4);
    packed_put(&out, body, LEAF_BODY);
    take_check(leaf, leaf->bytes + CHECK_AT);
}

long leaf_number(const struct leaf *leaf)
{
    unsigned char check[LEAF_CHECK];
    struct packed in = packed_of(leaf->bytes + NUMBER_AT, 4);
    if (memcmp(leaf->bytes, mark, sizeof mark) != 0)
        return -1;
    take_check(leaf, check);
    if (memcmp(check, leaf->bytes + CHECK_AT, LEAF_CHECK) != 0)
        return -1;
    return (long)packed_get_number(&in, 4);
}

bool leaf_is(const struct leaf *leaf, long number)
{
    return leaf_number(leaf) == number;
}

const unsigned char *leaf_body(const struct leaf *leaf)
{
    return leaf->bytes + BODY_AT;
}
