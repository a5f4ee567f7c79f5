/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay verify`: looks through everything that is kept, in all collections,
 * mends what is damaged from its other copy, and says what it did. It needs no
 * passphrase. It fails if anything is lost.
 */
#ifndef VERBS_VERB_VERIFY_H
#define VERBS_VERB_VERIFY_H

#include "verbs/call.h"

enum call_result verb_verify(struct call *call);

#endif
