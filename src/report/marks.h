/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Places in a text that somebody should look at, each with what it may be. They
 * never overlap: what was marked first stays, so that the surest sign comes
 * first. Marks say nothing about what is not marked.
 */
#ifndef REPORT_MARKS_H
#define REPORT_MARKS_H

#include "base/text.h"

enum marks_kind {
    MARKS_NAME,
    MARKS_PLACE,
    MARKS_DATE,
    MARKS_AGE,
    MARKS_NUMBER,
    MARKS_ADDRESS, /* of e-mail, of a page, a name on a network */
    MARKS_POSTCODE,
    MARKS_RELATIVE,
    MARKS_KINDS
};

struct mark {
    size_t from; /* bytes of the text */
    size_t to;
    enum marks_kind kind;
};

struct marks {
    struct arena *arena;
    struct mark *all;
    size_t count;
};

/* Marks a place, unless part of it is marked already. */
void marks_add(struct marks *marks, enum marks_kind kind, size_t from,
               size_t to);

/* Whether any of it is marked. */
bool marks_touch(const struct marks *marks, size_t from, size_t to);

/* Puts them in the order of the text, and those of one kind that only blanks
 * part together. */
void marks_join(struct marks *marks, str text);

#endif
