/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay import --form NAME FILE`: returns that came on paper, or from ODK or
 * Kobo, out of a table, sealed and put into the collection that is open: all of
 * them, or with any fault none. The table is read twice, once to find every
 * fault and once to seal, and is never in memory whole. It needs no passphrase.
 */
#ifndef VERBS_VERB_IMPORT_H
#define VERBS_VERB_IMPORT_H

#include "verbs/call.h"

enum call_result verb_import(struct call *call);

#endif
