/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay comments`: what people wrote in their own words, to be read, made
 * anonymous and decided one by one, by two pairs of eyes, once their collection
 * is closed. Without arguments, on a terminal, it goes through all that is to be
 * decided. What it decides is kept with the collection; it never changes what
 * people wrote.
 */
#ifndef VERBS_VERB_COMMENTS_H
#define VERBS_VERB_COMMENTS_H

#include "verbs/call.h"

enum call_result verb_comments(struct call *call);

#endif
