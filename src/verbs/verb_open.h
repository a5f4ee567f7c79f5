/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay open`: begins the next collection, once the one before is closed. It
 * goes like set-up, with the same service and keys of its own. Collections
 * that are closed stay, and stay readable with their own keys.
 */
#ifndef VERBS_VERB_OPEN_H
#define VERBS_VERB_OPEN_H

#include "verbs/call.h"

enum call_result verb_open(struct call *call);

#endif
