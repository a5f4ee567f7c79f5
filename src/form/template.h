/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The strings of questionnaires as a template for translators (.pot), each
 * with its context, the file it stands in, and a note. Together with the
 * strings of the C files it becomes locales/yoursay.pot. The same
 * questionnaire always gives the same bytes.
 */
#ifndef FORM_TEMPLATE_H
#define FORM_TEMPLATE_H

#include "form/form.h"

/* Adds the entries of one questionnaire to `out`. */
void template_add(struct text *out, const struct form *form);

/* The header that a template must begin with. */
void template_begin(struct text *out);

#endif
