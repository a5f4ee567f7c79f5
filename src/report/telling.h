/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which findings a section tells and which it does not, and of how many people
 * each may speak. It reads a safe table and says nothing itself. What is left
 * out is left out by rules that anybody can follow: what staff did not ask for,
 * what nobody was asked, what is withheld, what would say the same twice.
 */
#ifndef REPORT_TELLING_H
#define REPORT_TELLING_H

#include "report/guard.h"
#include "report/part.h"
#include "report/section.h"

struct telling {
    struct arena *arena;
    const struct safe_table *table;
    const struct form *form;
    const struct narrate_wish *wish;
};

/* What a finding is about. */
enum telling_kind {
    TELLING_PEOPLE, /* {who} */
    TELLING_LIST,   /* {list} */
    TELLING_QUOTES, /* {quotes} */
    TELLING_PASSED, /* nothing but that comments were passed on */
};
enum telling_kind telling_kind(const struct form_finding *finding);

/* Whether the finding is told. */
bool telling_tells(const struct telling *telling, int question, int finding);

/* Why a question is not told of. */
enum telling_gap {
    TELLING_NO_GAP,
    TELLING_NOT_ASKED,   /* of anybody */
    TELLING_NO_ANSWER,   /* from anybody */
    TELLING_NOT_SURE,    /* nobody knew, or would say */
    TELLING_NOT_APPLIED, /* to anybody who gave a definite answer */
    TELLING_FEW_PEOPLE,  /* withheld, as the next */
    TELLING_WORKED_OUT,
    TELLING_GAPS
};
enum telling_gap telling_gap(const struct telling *telling, int question);

/* The numbers of a finding that is told. */
struct part_count telling_count(const struct telling *telling, int question,
                                int finding);

/* The same k, of all people in the group that the finding speaks of, whether or
 * not they gave an answer; false if that is not told. */
bool telling_group(const struct telling *telling, int question, int finding,
                   struct part_count *group);

/* Whether it is told that nobody said that they do not know, or would rather
 * not say. */
bool telling_sure(const struct telling *telling, int question, int finding);

/* How many quotes of a question are approved, and how many of those, the first
 * ones, may be told. */
int telling_approved(const struct telling *telling, int question);
int telling_quotes(const struct telling *telling, int question);

#endif
