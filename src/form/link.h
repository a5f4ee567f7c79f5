/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a file to a questionnaire: reads the outline, loads the sheet, gives
 * every question its choices and its rule, and looks up every name. What is
 * wrong with structure and names is found here, all of it at once. What is
 * wrong with words, pictures and translations is for form/check and
 * form/translation. No file is opened here.
 */
#ifndef FORM_LINK_H
#define FORM_LINK_H

#include "form/form.h"

/* More than any person would sit through; keeps a hostile file small. */
enum { LINK_MOST_QUESTIONS = 150, LINK_MOST_CHOICES = 40 };

/*
 * Reads the questionnaire `content`; `faults->file` is its name. Adds every
 * fault. NULL if so much is wrong that there is no questionnaire; with faults
 * and a questionnaire, it is good for further checks only.
 */
struct form *link_form(struct arena *arena, str content, struct faults *faults);

#endif
