/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay close`: ends a collection. Staff unlock it, everything in it is
 * opened once to see that it can be, and from then on nothing more is taken
 * in. It ends with the slip that says what came from where.
 */
#ifndef VERBS_VERB_CLOSE_H
#define VERBS_VERB_CLOSE_H

#include "verbs/call.h"

enum call_result verb_close(struct call *call);

#endif
