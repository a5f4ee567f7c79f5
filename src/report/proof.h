/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One question in front of the audit: its parts and rows with the bounds that
 * rounding leaves them, and the people whom an attacker may know. It is proved
 * that there are answers that fit, whomever the attacker knows, and that each
 * number leaves several values open. What else is known of the people, such as
 * how many may be asked, is set from outside as the bounds of rows.
 */
#ifndef REPORT_PROOF_H
#define REPORT_PROOF_H

#include "report/ledger.h"
#include "report/rounding.h"

enum {
    PROOF_VALUES = 3, /* that each number must leave open */
    PROOF_OTHERS = 2, /* … to somebody who knows some of the people */
};

struct proof;

/*
 * The numbers that the ledger tells of a question, and `link_count` shares of
 * its people, links, which are bound by nothing at first. The shares must live
 * as long.
 */
struct proof *proof_make(struct arena *arena, const struct ledger *ledger,
                         const struct tally *tally, int question,
                         const struct ledger_share *const *links,
                         int link_count);

/* Does not bind a link any longer. */
void proof_drop_link(struct proof *proof, int link);

/* Binds how many were asked, or a link. */
void proof_bind_asked(struct proof *proof, struct rounding_range range);
void proof_bind_link(struct proof *proof, int link,
                     struct rounding_range range);

/* The table tells the link, as how many were asked another question. */
void proof_tell_link(struct proof *proof, int link);

/* What the bounds, as they are, leave for a link. */
struct rounding_range proof_span(const struct proof *proof, int link);

/* From now on the attacker knows one or two of the people, or is alone, as at
 * first. */
void proof_know(struct proof *proof, bool knows);

/* Whether there are answers that fit, whomever the attacker knows. */
bool proof_stands(struct proof *proof);

/* Whether each told number leaves PROOF_VALUES open to an attacker who is
 * alone; or two, of the other people, to one who knows some. That none of
 * those is left may be certain. */
bool proof_covers(struct proof *proof);

#endif
