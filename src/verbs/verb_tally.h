/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tallies of a closed collection, question by question. The options and
 * refusals are those of verbs/handout.h. Its row is in the table of verbs.c.
 */
#ifndef VERBS_VERB_TALLY_H
#define VERBS_VERB_TALLY_H

#include "verbs/call.h"

/* Runs the subcommand; says itself what went wrong. */
enum call_result verb_tally(struct call *call);

#endif
