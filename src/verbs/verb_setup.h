/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay setup`: founds the first collection in a folder, or joins that of
 * another kiosk. All options given, it asks nothing; otherwise it asks on the
 * terminal for what is missing. It never touches a collection that is there.
 */
#ifndef VERBS_VERB_SETUP_H
#define VERBS_VERB_SETUP_H

#include "verbs/call.h"

enum call_result verb_setup(struct call *call);

#endif
