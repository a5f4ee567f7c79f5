/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay play`: a script takes the place of a person, at a kiosk without a
 * screen and with a clock that it turns itself. The collection is a throw-away
 * one in memory: no script can reach a real store. What is on the screen is
 * printed, and can be saved as pictures. Tests and demonstrations are such
 * scripts.
 */
#ifndef VERBS_VERB_PLAY_H
#define VERBS_VERB_PLAY_H

#include "verbs/call.h"

enum call_result verb_play(struct call *call);

#endif
