/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One state of things in front of the audit: answers with which all questions
 * stand that are told of, with as many asked as the others have for them. From
 * the last question to the first it is found how many each can do with; then,
 * from the first, their ties are held at numbers that all agree with. Where
 * there is no such state it says which question is in the way, and withholds
 * nothing but those that cannot be tied.
 */
#ifndef REPORT_SETTLE_H
#define REPORT_SETTLE_H

#include "report/proof.h"
#include "report/verdict.h"

/* People of a question whom another one is asked of. */
struct settling_link {
    int child;
    int share;
};

/* What was found out of a question without links. */
struct settling_result {
    bool has_can;
    struct rounding_range can;
    bool has_covered;
    struct rounding_range
        covered; /* so many may be asked, and all is covered */
};

struct settling_question {
    struct proof *proof;
    const struct ledger_joint *people; /* whom it is asked of */
    long *held;                        /* of each share: as many */
    bool is_held;
    bool told; /* how many were asked */
    struct settling_link *links;
    int link_count;
    struct rounding_range rounded; /* how many were asked, as far as is told */
    struct rounding_range can;     /* … with which its own numbers stand */
    struct rounding_range holds;   /* … while its links hold still */
    struct rounding_range moves;   /* … while all others hold still */
    long still;                    /* … when all hold still */
    struct settling_result results[2]; /* alone, and knowing some */
};

struct settling {
    struct arena *arena;
    const struct ledger *ledger;
    const struct tally *tally;
    enum verdict *verdicts; /* [question] */
    struct settling_question *asked;
    struct rounding_range returns; /* that all questions agree with */
    bool knows;                    /* the attacker, some of the people */
};

int settle_count(const struct settling *settling);
bool settle_is_told(const struct settling *settling, int question);

/* Whether it is told and asked of everybody. */
bool settle_is_for_all(const struct settling *settling, int question);

/* Whether a question that is told of is asked of its people. */
bool settle_has_links(const struct settling *settling,
                      const struct settling_question *asked);

/* How many values must be left for how many were asked. */
long settle_wanted(const struct settling *settling,
                   const struct settling_question *asked);

/* Withholds the question, and all that are asked of its people. */
void settle_withhold(struct settling *settling, int question, enum verdict why);

/* What the bounds leave for a share of a question's people. */
struct rounding_range settle_span(const struct settling *settling, int question,
                                  int share);

/* Binds the links of a question to what is left for them, so that those who
 * are asked can be held; or, once they are, so that they hold still. */
void settle_loosen(const struct settling *settling,
                   const struct settling_question *asked);

/* Looks for it. Gives the question that is in the way; or that there is none;
 * or that one was withheld, and it has to be looked for again. */
enum { SETTLE_FOUND = -1, SETTLE_AGAIN = -2 };
int settle_find(struct settling *settling);

#endif
