/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Going through comments at the terminal, one at a time: each is shown, one key
 * and Enter decide, and it is on disk before the next one is shown. First those
 * that nobody has decided, then those that wait for a second pair of eyes. They
 * are shown on a screen aside, so that none can be scrolled back to.
 */
#ifndef VERBS_ROUND_H
#define VERBS_ROUND_H

#include "verbs/comments.h"

/* Goes through them until nothing is left or it is ended. False and a fault if
 * something could not be kept. */
bool round_run(struct comments *comments, struct fault *fault);

#endif
