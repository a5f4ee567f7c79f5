/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rules: when a question is asked, in XLSForm's words, such as
 *     ${order} = 'referral' and not(selected(${helped_with}, 'none'))
 * A rule is parsed once into a small tree that knows where each part stands,
 * its names are then looked up in the questionnaire, and it is held against the
 * answers of one person as often as wanted. It never fails and never changes
 * once the loader has found its names.
 *
 * As in XLSForm, a question that was left blank equals ''.
 */
#ifndef FORM_RULE_H
#define FORM_RULE_H

#include "base/fault.h"

/* What stands for a choice where there is none in the file. */
enum { FORM_BLANK = -1, FORM_DONT_KNOW = -2, FORM_NOT_SAY = -3 };

enum rule_kind {
    RULE_AND,
    RULE_OR,
    RULE_NOT,
    RULE_CHOSEN, /* ${q} = 'x', selected(${q}, 'x') */
    RULE_EQUAL,  /* ${q} = 5, and so on */
    RULE_BELOW,
    RULE_UP_TO,
    RULE_ABOVE,
    RULE_FROM,
};

struct rule {
    enum rule_kind kind;
    struct rule *left;  /* RULE_AND, RULE_OR, RULE_NOT */
    struct rule *right; /* RULE_AND, RULE_OR */
    str question;       /* the others: the name in ${…} */
    str choice;         /* RULE_CHOSEN: the name in quotes */
    bool by_selected;   /* RULE_CHOSEN: written as selected() */
    bool negated;       /* written with !=, and inside a RULE_NOT */
    long number;        /* the comparisons */
    struct text_place question_at;
    struct text_place choice_at;
    int question_index; /* set by the loader, which knows the questions */
    int choice_index;   /* the same; may be FORM_BLANK and so on */
};

/* The longest rule, in bytes. */
enum { RULE_LIMIT = 1000 };

/*
 * Parses `text`. In the file it was written as the beginning of `source`, which
 * stands at `at`: with quotes doubled, or over several lines. NULL and a fault
 * if it is no rule.
 */
struct rule *rule_parse(struct arena *arena, str text, str source,
                        struct text_place at, struct faults *faults);

/* One person's answers, as a rule asks for them. */
struct rule_facts {
    const void *self;
    /* Whether `choice` (an index, or FORM_BLANK and so on) was given. */
    bool (*chose)(const void *self, int question, int choice);
    /* The number on a slider; false if it was not set. */
    bool (*number)(const void *self, int question, long *number);
};

/* Whether the rule holds. NULL, no rule, always holds. */
bool rule_holds(const struct rule *rule, const struct rule_facts *facts);

/* Calls `visit` for each part that names a question, from left to right. */
void rule_each(struct rule *rule, void (*visit)(void *self, struct rule *part),
               void *self);

#endif
