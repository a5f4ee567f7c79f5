/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who a sentence of the report speaks of: "all four victims", "almost all of
 * the children and young people". Where the base has to be told it is a lead
 * and a short form: "Of the 15 children and young people with a referral order,
 * all except one". Both are made of the phrases of a questionnaire's group and
 * a word of part.h, each a whole pattern of the catalogue. Nothing is decided
 * here.
 */
#ifndef REPORT_PEOPLE_H
#define REPORT_PEOPLE_H

#include "form/form.h"
#include "report/part.h"

struct people {
    const struct words *words;
    struct arena *arena;
    str service;
    const struct form_group *group;
    bool named;    /* not everybody: the base is told */
    bool answered; /* not all of them gave an answer, which is told */
    bool definite; /* … or some did not know, or would not say */
    struct part_count count;
    const struct part_word *word; /* NULL: in numbers */
};

/* Whether the base is part of what is said. */
bool people_tells_base(const struct people *people);

/* Who leads the sentence, as it stands behind "of the"; empty if nobody has
 * to. */
str people_lead(const struct people *people);

/* What stands for {who} in a sentence with that lead, if it has one. `begins`:
 * the sentence begins with it. */
str people_who(const struct people *people, bool begins);

/* What stands for {who} behind a sentence about the same people. */
str people_short(const struct people *people, bool begins);

#endif
