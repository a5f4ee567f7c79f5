/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The comments of a closed collection on the table: opened with its secret, in
 * the order of their review, to be shown and decided on the terminal. Nothing of
 * what people wrote reaches the terminal but as plain, visible text. Begin with
 * comments_open() and end with comments_close(), whatever happens between.
 */
#ifndef VERBS_COMMENTS_H
#define VERBS_COMMENTS_H

#include "report/review.h"
#include "verbs/harvest.h"

struct comments {
    struct call *call;
    struct harvest harvest;
    struct review *review;
};

/* Which comments are meant. */
enum comments_state {
    COMMENTS_ALL,
    COMMENTS_UNDECIDED,
    COMMENTS_WAITING, /* to be quoted, but not approved */
    COMMENTS_QUOTED,  /* and approved */
    COMMENTS_PASSED,
    COMMENTS_LEFT,
    COMMENTS_STATES
};

/* How a state is called on the command line. */
const char *comments_state_name(enum comments_state state);

/* Whether a comment is in this state. */
bool comments_is(const struct review_comment *comment,
                 enum comments_state state);

/* Opens them; the forms are read already. Says how far it is and what cannot be
 * read. False and a fault if the collection is open, or there is no key. */
bool comments_open(struct comments *comments, const char *collection,
                   const struct desk_key *key, struct fault *fault);
void comments_close(struct comments *comments);

/* The index of a questionnaire by its name. */
bool comments_form(const struct comments *comments, str name, int *form,
                   struct fault *fault);

/* Shows one: its code, what was asked, what was decided, how it reads, and what
 * to look at in it. */
void comments_show(const struct comments *comments, int index);

/* Says how many are to be decided, and how many wait to be approved. */
void comments_tell(const struct comments *comments);

#endif
