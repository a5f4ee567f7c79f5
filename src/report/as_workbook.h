/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tallies as a workbook for Excel and its like, and the only door to
 * libxlsxwriter. There is one sheet a questionnaire: a row a choice with real
 * numbers, and beside each question a chart of them. A withheld number is an
 * empty cell with the reason beside it. There is no author and no time in the
 * file, and nothing in it is a formula.
 *
 * The library puts each sheet into a nameless file first and does not notice if
 * the disk is full; so there must be more than enough room before it begins.
 */
#ifndef REPORT_AS_WORKBOOK_H
#define REPORT_AS_WORKBOOK_H

#include "report/listing.h"

/* False and a fault if there is no room to make it. */
bool as_workbook(const struct listing *listing, str *bytes,
                 struct fault *fault);

#endif
