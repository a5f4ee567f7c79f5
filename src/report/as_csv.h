/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tallies as CSV, for any tool: UTF-8 with a byte order mark, lines and
 * quotation marks as in RFC 4180, one row a choice. The columns are form,
 * question, choice, label, count, base, percent and status; their names do not
 * change with the language. Rows without a form come first and say whom an
 * inspection is for, and that practice is practice. A withheld number is an
 * empty cell. No cell begins as a formula would.
 */
#ifndef REPORT_AS_CSV_H
#define REPORT_AS_CSV_H

#include "report/listing.h"

str as_csv(const struct listing *listing);

#endif
