/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a table tells of a questionnaire, as sums: the people who were asked a
 * question fall into parts, such as those who took a choice and those who left
 * it blank, and each number of the table is a part or a sum of parts. Where a
 * question is asked of some people only, they are parts of other questions,
 * which is how one number gives another away. All of this follows from the
 * questionnaire alone; no answer is known here. What cannot be put as a sum of
 * parts is marked as lost, and must never be told.
 */
#ifndef REPORT_LEDGER_H
#define REPORT_LEDGER_H

#include "report/sums.h"
#include "report/tally.h"

/* The rows of every question; its bands and findings stand behind them. */
enum { LEDGER_ROUTED, LEDGER_ANSWERED, LEDGER_BASE, LEDGER_ROWS };

/* Some of the people of one question. */
struct ledger_share {
    int question;
    struct sums_term *terms;
    int term_count;
};

/* People of several questions; nobody is in two of the shares. */
struct ledger_joint {
    struct ledger_share *shares; /* none: everybody */
    int share_count;
    bool lost; /* they are no sum of parts */
};

/* A way to answer, as the parts that have one more by it. */
struct ledger_person {
    unsigned char adds[SUMS_MOST];
};

/*
 * The parts of a question. First those that part the people: the choices, the
 * pieces of a slider's range, or those who gave a choice or words that count;
 * then don't know, rather not say and blank. Of many choices there follow the
 * choices and the people who took any of several.
 */
struct ledger_question {
    int part_count;
    int parting_count; /* of those that part the people */
    int dont_know;
    int not_say;
    int blank;
    int choices;  /* the part of the first choice */
    long *pieces; /* of a slider: where each begins */
    int piece_count;
    uint64_t *sets; /* of many choices: those of which any was taken */
    int set_count;
    struct sums_row *rows; /* without terms: another number says the same */
    int row_count;
    bool *row_lost;  /* must never be told */
    bool *part_told; /* are published, if the question is */
    bool *row_told;
    int bands;              /* the row of the first band */
    int findings;           /* the row of the first finding */
    struct sums_row *rules; /* what holds of the parts, whoever answers */
    int rule_count;
    struct ledger_person *people; /* ways to answer */
    int person_count;
    bool lost; /* must never be told */
    struct ledger_joint asked;
};

struct ledger {
    const struct form *form;
    struct ledger_question *questions;
};

/* Whether a tally has the part as a number of its own. */
bool ledger_counts(const struct ledger *ledger, int question, int part);

/* What a tally counts as that part or row; of a part that is no number of its
 * own, -1. */
long ledger_part(const struct ledger *ledger, const struct tally *tally,
                 int question, int part);
long ledger_row(const struct ledger *ledger, const struct tally *tally,
                int question, int row);

#endif
