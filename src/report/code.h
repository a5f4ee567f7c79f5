/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What staff call a comment: the beginning of its tag in letters and digits, of
 * those that are not taken for others. Codes stand in the same order as their
 * tags. Whoever types one may use small letters, and may leave off its end as
 * long as no other comment begins so.
 */
#ifndef REPORT_CODE_H
#define REPORT_CODE_H

#include "base/text.h"

enum {
    CODE_LEAST = 5, /* signs that are always shown */
    CODE_MOST = 24, /* of a tag of 16 bytes */
};

/* The first `size` signs; in the arena. */
str code_write(struct arena *arena, const unsigned char *tag, size_t size);

/* How many signs two different tags have in common at their beginning. */
size_t code_common(const unsigned char *one, const unsigned char *other);

/* Whether what was typed is the beginning of this tag's code. */
bool code_begins(const unsigned char *tag, str typed);

#endif
