/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whom a question is asked of, as parts of earlier questions: "on a referral
 * order, or on another one and knowing the plan" is a part of one question and
 * a part of another, and nobody is in both. Rules that are no such sum, as
 * when two questions that everybody is asked must both be answered with yes,
 * are lost: how many they hold of cannot be had from the parts. A question with such a
 * rule is never published.
 */
#ifndef REPORT_REACH_H
#define REPORT_REACH_H

#include "report/ledger.h"

/* The people of whom the rule holds; all earlier questions must be there. */
struct ledger_joint reach_find(struct arena *arena, const struct ledger *ledger,
                               const struct rule *rule);

/* Whether it is certain that nobody is asked both questions. */
bool reach_apart(const struct ledger *ledger, int question, int other);

#endif
