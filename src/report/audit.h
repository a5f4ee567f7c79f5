/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which questions may be published of a tally, all numbers rounded to fives.
 * Somebody who knows these rules and sees every number that is told must still
 * find at least three possible values for each of them; and, if he knows what
 * one or two people answered, at least two for the others, unless that is
 * none. This is proved by showing other answers that would give the very same
 * table, over parents and routed questions together; where no such proof is
 * found the question is withheld. All is decided from the rounded numbers that
 * would be told, never from those behind them, so that what is told is told
 * for all answers that round to it.
 */
#ifndef REPORT_AUDIT_H
#define REPORT_AUDIT_H

#include "report/ledger.h"
#include "report/verdict.h"

struct audit {
    enum verdict *questions;
    bool *medians; /* [question]; may be told, rounded */
};

struct audit *audit_run(struct arena *arena, const struct ledger *ledger,
                        const struct tally *tally);

#endif
