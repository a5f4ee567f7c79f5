/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes the ledger of a questionnaire: the parts of each question, the numbers
 * that a table has of it as sums of those, what must hold of many choices
 * whoever takes them, and the ways in which a person can answer. A slider's
 * range is cut wherever a band, a finding or a rule begins or ends. Of whom a
 * question is asked is for reach.h, and what is published for omit.h.
 */
#ifndef REPORT_ENTRIES_H
#define REPORT_ENTRIES_H

#include "report/ledger.h"

struct ledger *entries_make(struct arena *arena, const struct form *form);

#endif
