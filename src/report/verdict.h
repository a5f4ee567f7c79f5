/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a question is told of, as the audit finds it. All are at first, and
 * those that are not never are again. Of fewer than VERDICT_FEWEST returns, or
 * people who count or are asked, nothing is told at all.
 */
#ifndef REPORT_VERDICT_H
#define REPORT_VERDICT_H

enum { VERDICT_FEWEST = 10 };

enum verdict { VERDICT_TOLD, VERDICT_FEW, VERDICT_WITHHELD };

#endif
