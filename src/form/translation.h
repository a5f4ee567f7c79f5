/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The checker of translations: that each text has its words in each language,
 * that they are for today's English, and that they have the same slots. It
 * also hears whether the Welsh of a questionnaire says ti where it means ti,
 * and chi where it means chi. Like form/check it reads no files and adds every
 * fault.
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
