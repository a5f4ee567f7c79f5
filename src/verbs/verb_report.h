/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The section of a closed collection, in sentences. The options and
 * refusals are those of verbs/handout.h. Its row is in the table of verbs.c.
 */
#ifndef VERBS_VERB_REPORT_H
#define VERBS_VERB_REPORT_H

#include "verbs/call.h"

/* Runs the subcommand; says itself what went wrong. */
enum call_result verb_report(struct call *call);

#endif
