/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which numbers of a questionnaire are published at all. A number that is the
 * sum or difference of others would narrow them all down once each is rounded
 * by itself, so that of such numbers one is left out: the last choice, as a
 * rule. How many answered, and how many gave no choice, is always left out.
 * What is left out follows from the questionnaire alone, whatever was answered:
 * a number that is missing tells nothing.
 */
#ifndef REPORT_OMIT_H
#define REPORT_OMIT_H

#include "report/ledger.h"

/* Sets what each question tells of its parts and rows. */
void omit_choose(struct arena *arena, struct ledger *ledger);

#endif
