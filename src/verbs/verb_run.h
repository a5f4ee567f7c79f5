/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay run`: a walk through the questionnaires in the terminal. Asked on
 * a terminal it takes answers and shows where they lead; otherwise it prints
 * every question once. It keeps nothing and touches no collection.
 */
#ifndef VERBS_VERB_RUN_H
#define VERBS_VERB_RUN_H

#include "verbs/call.h"

enum call_result verb_run(struct call *call);

#endif
