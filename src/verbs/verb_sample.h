/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay --data DIR sample --returns N`: a collection of made-up returns in a
 * folder of its own, closed and with its passphrase beside it, so that a
 * newcomer sees a report at once. Its name says to everybody that the answers
 * are made up. It never comes near a collection that is not.
 */
#ifndef VERBS_VERB_SAMPLE_H
#define VERBS_VERB_SAMPLE_H

#include "verbs/call.h"

enum call_result verb_sample(struct call *call);

#endif
