/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The middle value of a slider, as it may be published: to the nearest five.
 * Any middle value tells how many people lie on either side of it. So it is
 * told only where the rounded bands leave no doubt in which piece of the range
 * it lies, and tells nothing more of how many they are, and where at least
 * three values of that piece round to it.
 */
#ifndef REPORT_MIDDLE_H
#define REPORT_MIDDLE_H

#include "report/ledger.h"

/* The middle value of a slider that somebody set, to the nearest five. */
long middle_round(long median);

bool middle_is_safe(const struct ledger *ledger, const struct tally *tally,
                    int question);

#endif
