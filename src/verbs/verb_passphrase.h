/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay passphrase`: gives a collection a new passphrase, when the old one is
 * lost or too many people know it. The old one or the recovery key opens the
 * secret; what was sealed stays as it is. The new one is tried
 * before the old one ends.
 */
#ifndef VERBS_VERB_PASSPHRASE_H
#define VERBS_VERB_PASSPHRASE_H

#include "verbs/call.h"

enum call_result verb_passphrase(struct call *call);

#endif
