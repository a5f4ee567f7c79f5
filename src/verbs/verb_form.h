/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `yoursay form`: writes questionnaires out in another form. So far that is
 * the template for translators, which the target `locales` collects. Nothing
 * is written from a questionnaire that has a fault.
 */
#ifndef VERBS_VERB_FORM_H
#define VERBS_VERB_FORM_H

#include "verbs/call.h"

enum call_result verb_form(struct call *call);

#endif
