/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay check`: reads questionnaires, translators' files, pictures and
 * typefaces, and prints every fault with its place, for people or, with
 * --json, for editors. Without files it checks all that belongs to the
 * program. It changes nothing.
 */
#ifndef VERBS_VERB_CHECK_H
#define VERBS_VERB_CHECK_H

#include "verbs/call.h"

enum call_result verb_check(struct call *call);

#endif
