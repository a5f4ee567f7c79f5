/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The report as one self-contained page, to be read, printed and pasted into a
 * word processor: the sections, the numbers with bars, and what the words mean.
 * Each sentence links to the questions that it has its numbers from. There is
 * no script in it and nothing is loaded; a policy in its head forbids both. All
 * words are escaped, for quotes may hold anything. On paper, whom it is for and
 * that it is practice stand at the top of every sheet.
 */
#ifndef REPORT_AS_PAGE_H
#define REPORT_AS_PAGE_H

#include "report/listing.h"

str as_page(const struct listing *listing);

#endif
