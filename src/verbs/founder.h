/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How staff found a collection or join one, at set-up and whenever the next one
 * begins: what was not said on the command line is asked, the passphrase and
 * the recovery sheet are given out, and both are taken back and tried before
 * anything is there (P5). Nothing of a passphrase or a key stays in memory when
 * it returns. Files that were written for a founding that failed
 * are removed again.
 */
#ifndef VERBS_FOUNDER_H
#define VERBS_FOUNDER_H

#include "keep/founding.h"
#include "verbs/call.h"

struct founder {
    struct call *call;
    struct place *place;
    struct founding_plan plan; /* what is known already */
    const char *room;          /* what the options say; NULL: not given */
    const char *join;
    const char *passphrase_file;
    const char *recovery_file;
};

/* The option among those of the command line that does not go with the others;
 * NULL if there is none. */
const char *founder_misfit(const struct founder *founder);

/* Makes the collection, and says so; false and a fault if there is none now. */
bool founder_run(struct founder *founder, struct fault *fault);

/* Shows a passphrase until somebody says that it is written down. */
bool founder_show(const struct call *call, str passphrase, struct fault *fault);

/* Asks for one of the plan's names that was not given, under its label, until it
 * can stand. */
bool founder_ask(struct founder *founder, const char *label, str *name,
                 struct fault *fault);

#endif
