/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay merge`: takes the bundles of other kiosks in, or refuses a kiosk from
 * now on. Each bundle is taken in whole or not at all, and twice is the same
 * as once. A slip is printed for each; one that is refused does not keep the
 * others out.
 */
#ifndef VERBS_VERB_MERGE_H
#define VERBS_VERB_MERGE_H

#include "verbs/call.h"

enum call_result verb_merge(struct call *call);

#endif
