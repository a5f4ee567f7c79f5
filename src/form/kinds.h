/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The kinds of question. Every floor that treats kinds differently holds a
 * table over this enum, in the order given here, with a static_assert that
 * none is missing. A new kind is added by following the compiler from there.
 */
#ifndef FORM_KINDS_H
#define FORM_KINDS_H

#include <stdbool.h>

enum form_kind {
    FORM_ONE,    /* one choice */
    FORM_SCALE,  /* one choice of a scale, shown as faces */
    FORM_MANY,   /* any number of choices */
    FORM_SLIDER, /* a whole number between two ends */
    FORM_TEXT,   /* free words */
    FORM_KINDS
};

/* What can be said of a kind without knowing the question. */
struct kinds_trait {
    const char *name;       /* in tallies: "one" */
    const char *type;       /* in XLSForm: "select_one" */
    const char *appearance; /* in XLSForm, where it tells the kind */
    bool takes_list;        /* the type is followed by a choice list */
};

const struct kinds_trait *kinds_trait(enum form_kind kind);

#endif
