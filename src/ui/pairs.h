/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plain text files that staff write: one `name = value` a line. Empty lines and
 * those that begin with # are for readers. Everything that is wrong is told
 * with its line, its column and what to write instead. What the names mean is
 * for whoever reads the pairs.
 */
#ifndef UI_PAIRS_H
#define UI_PAIRS_H

#include "base/fault.h"

enum { PAIRS_LARGEST = 16 * 1024 }; /* bytes of a file */

struct pairs {
    str content;
    size_t at; /* where the next line begins */
    struct faults *faults;
};

/* One line; both texts are without blanks around them and not empty. */
struct pair {
    str key;
    str value;
    struct text_place at;       /* of the key */
    struct text_place value_at; /* of the value */
};

/* Names that something may be called. */
struct pairs_names {
    const str *all;
    size_t count;
};

/* Begins to read the text, in composed characters; adds a fault, and reads
 * nothing, if it is not plain text. */
struct pairs pairs_begin(struct arena *arena, str content,
                         struct faults *faults);

/* The next pair; lines that are none are faults and passed over. */
bool pairs_next(struct pairs *pairs, struct pair *pair);

/* The place of the name; -1 if it is none of them. */
long pairs_find(const struct pairs_names *names, str name);

/* Adds the fault that the value is none of the names: "{value} … ; write one
 * of: {names}". */
void pairs_not_one_of(struct pairs *pairs, const struct pair *pair,
                      const struct pairs_names *names);
/* The same for the key. */
void pairs_not_known(struct pairs *pairs, const struct pair *pair,
                     const struct pairs_names *names);

#endif
