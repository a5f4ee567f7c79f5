/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay bundle`: writes what a closed collection holds to a file, sealed and
 * signed, to be merged on another kiosk. It needs no passphrase: nothing is
 * opened. The file is read again before it is called done.
 */
#ifndef VERBS_VERB_BUNDLE_H
#define VERBS_VERB_BUNDLE_H

#include "verbs/call.h"

enum call_result verb_bundle(struct call *call);

#endif
