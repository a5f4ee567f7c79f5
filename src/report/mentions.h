/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marks in a text who and where: relatives, places and names, in English and
 * Welsh, whichever the person wrote. Names are told by their capital letter
 * inside a sentence, by what stands before them, or because they are known. The
 * first word of a sentence is no name for its capital letter alone.
 */
#ifndef REPORT_MENTIONS_H
#define REPORT_MENTIONS_H

#include "report/marks.h"
#include "report/token.h"

void mentions_mark(struct marks *marks, const struct tokens *tokens);

#endif
