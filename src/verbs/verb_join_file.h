/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay join-file`: writes the file that other kiosks join the collection
 * with. It is read from the store, and needs no passphrase to be written. It
 * holds the names, the public key and the wrapped secret, and is
 * useless without the passphrase.
 */
#ifndef VERBS_VERB_JOIN_FILE_H
#define VERBS_VERB_JOIN_FILE_H

#include "verbs/call.h"

enum call_result verb_join_file(struct call *call);

#endif
