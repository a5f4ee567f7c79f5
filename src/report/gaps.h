/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a section does not tell, at its end. Questions that nobody was asked, or
 * answered, or that are withheld are named there, each with its reason. Numbers
 * that are left out of a question whatever was answered are not worth a word.
 */
#ifndef REPORT_GAPS_H
#define REPORT_GAPS_H

#include "report/bullets.h"
#include "report/telling.h"
#include "report/wording.h"

/* Writes a bullet of them, if there are any. */
void gaps_write(const struct telling *telling, const struct wording *wording,
                struct bullets *bullets);

#endif
