/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay run`: the kiosk. It fills the screen, asks whoever sits down, and
 * puts their answers into the store of the newest collection; with --practice
 * into a throw-away one in memory. No person can end it; staff end it with a
 * signal, as the system does.
 */
#ifndef VERBS_VERB_RUN_H
#define VERBS_VERB_RUN_H

#include "verbs/call.h"

enum call_result verb_run(struct call *call);

#endif
