/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What may be said of a tally. Only this module makes a `struct safe_table`,
 * and sentences and files take nothing else, so a leak does not compile. For
 * publication counts are rounded, small ones withheld, and everything that would
 * let somebody who knows these rules and sees all of it work out a small number
 * is withheld as well, over parents and routed children together. For the
 * inspection of somebody who is entitled to it, who is named, all is exact.
 */
#ifndef REPORT_GUARD_H
#define REPORT_GUARD_H

#include "base/fault.h"
#include "report/tally.h"

enum guard_profile { GUARD_PUBLICATION, GUARD_INSPECTION };

enum guard_status { GUARD_SHOWN, GUARD_ROUNDED, GUARD_WITHHELD };

/* Why a number is not told. */
enum guard_reason {
    GUARD_NO_REASON,
    GUARD_FEW_RETURNS, /* fewer than ten came back */
    GUARD_FEW_PEOPLE,  /* so few were asked or answered */
    GUARD_WORKED_OUT,  /* it could be worked out from the others */
    GUARD_LEFT_OUT,    /* it is never published, whatever was answered */
    GUARD_REASONS
};

/* One number of the table. */
struct guard_cell {
    enum guard_status status;
    enum guard_reason reason; /* if it is withheld; it has no number then */
    long count;
    long percent; /* of the base, a whole one; -1: none is told */
};

struct safe_table; /* opaque */

/*
 * Decides what of the tally may be said. `recipient` is whom an inspection
 * table is for, and must be empty for publication. NULL and a fault if the
 * recipient is missing.
 */
struct safe_table *guard_table(struct arena *arena, const struct tally *tally,
                               enum guard_profile profile, str recipient,
                               struct fault *fault);

/* ---- reading it ---- */

const struct form *guard_form(const struct safe_table *table);
enum guard_profile guard_profile(const struct safe_table *table);
str guard_recipient(const struct safe_table *table);

struct guard_cell guard_returns(const struct safe_table *table);

/* What is told of a question: how many it was asked of, how many answered, how
 * many count, and each that did not. */
struct guard_question {
    struct guard_cell routed;
    struct guard_cell answered;
    struct guard_cell base;
    struct guard_cell dont_know;
    struct guard_cell not_say;
    struct guard_cell blank;
    struct guard_cell median;
    struct guard_cell bands[TALLY_BANDS];
};
struct guard_question guard_question(const struct safe_table *table,
                                     int question);
struct guard_cell guard_choice(const struct safe_table *table, int question,
                               int choice);

/* k of n for a finding. */
struct guard_pair {
    struct guard_cell k;
    struct guard_cell n;
    bool all_or_nearly_all; /* k is n, or nearly so: rounded
                             * numbers do not say which */
};
struct guard_pair guard_finding(const struct safe_table *table, int question,
                                int finding);

/* Names for JSON: "shown", "rounded", "withheld". */
const char *guard_status_name(enum guard_status status);

/* "few_returns", "few_people", "worked_out", "left_out"; of GUARD_NO_REASON NULL. */
const char *guard_reason_name(enum guard_reason reason);

#endif
