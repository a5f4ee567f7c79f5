/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words from outside, such as a quote, a name or a recipient, made safe to be
 * put into a file that other programs open. What steers a terminal, a screen or
 * the direction of writing is taken out, so that the words can neither hide nor
 * move what stands beside them. What a spreadsheet would run as a formula is
 * kept from running. What a person reads stays as it is.
 */
#ifndef REPORT_HARMLESS_H
#define REPORT_HARMLESS_H

#include "base/text.h"

/* One line of plain text: control characters, line ends and tabs are blanks,
 * marks of direction are gone, and no blanks are on either side. */
str harmless_line(struct arena *arena, str words);

/* The same as a cell of a spreadsheet: where a formula would begin, an
 * apostrophe stands before it. */
str harmless_cell(struct arena *arena, str words);

#endif
