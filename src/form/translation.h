/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The checker of translations: that each text has its words in each language,
 * that they are for today's English, have the same slots, and speak to people
 * the way the questionnaire does.
 */
#ifndef FORM_TRANSLATION_H
#define FORM_TRANSLATION_H

#include "base/po.h"
#include "form/check.h"

/* One language's translators' file and the language's own rules. */
struct translation {
    const struct po *po;
    const struct words *words;
};

/* The phrases of one questionnaire in one language. */
void translation_check(struct check *check, const struct form *form,
                       const struct translation *translation);

/* Every entry of one translators' file, also those from C. */
void translation_check_file(struct check *check,
                            const struct translation *translation);

#endif
