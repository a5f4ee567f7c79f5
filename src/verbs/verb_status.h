/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay status`: what can be known without any key. Which collection it is,
 * how many answers it holds to which questionnaire, how much room is left, how
 * sound the store is, and what came from other kiosks.
 * It changes nothing but what has to be mended.
 */
#ifndef VERBS_VERB_STATUS_H
#define VERBS_VERB_STATUS_H

#include "verbs/call.h"

enum call_result verb_status(struct call *call);

#endif
