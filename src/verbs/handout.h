/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Giving out what a closed collection says, as tallies or as the section: the
 * two verbs that do so differ only in which. Options are taken and held against
 * each other; answers are gathered, guarded and told; the release is entered in
 * the register; and only then is its file there, whole, for its owner alone.
 * Nothing is ever overwritten. What is for publication and for an inspection
 * goes the same way, and is kept apart by report/guard.h.
 */
#ifndef VERBS_HANDOUT_H
#define VERBS_HANDOUT_H

#include "verbs/desk.h"

struct handout {
    struct call *call;
    bool tells; /* the section; else tallies alone */
    /* What the options say; NULL: not given. */
    const char *as;
    const char *form;
    const char *profile;
    const char *recipient;
    const char *language;
    const char *collection;
    const char *optional; /* names of bullets, with commas between them */
    const char *without;  /* references, with commas between them */
    const char *first;
    const char *out;
    bool list; /* shows the register instead */
    struct desk_key key;
};

/* Does what the call's arguments say. */
enum call_result handout_run(struct handout *handout);

#endif
