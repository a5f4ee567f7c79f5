/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person's answers come to, noted down as simply as can be: a table, and
 * a rule for every thing that can be done to it. It uses none of what the
 * program keeps answers with, so that the two can be held against each other.
 * What a rule of a questionnaire says, and where letters end, it asks the
 * program as well.
 */
#ifndef TESTS_UI_TABLE_H
#define TESTS_UI_TABLE_H

#include "cases.h"
#include "form/form.h"
#include "ui/action.h"

enum { TABLE_QUESTIONS = 64, TABLE_WORDS = 2048 };

/* An answer, as somebody would note it down. */
struct table_answer {
    bool given;
    int choice; /* FORM_BLANK: see the others */
    uint64_t many;
    long number;
    char words[TABLE_WORDS];
    size_t size;
};

/* What a person did so far. */
struct table {
    const struct form *form; /* NULL: there are no answers */
    struct table_answer all[TABLE_QUESTIONS];
    int forgotten;
    int question; /* that is open; the question count: the check */
    bool changing;
    bool lost;                    /* which one is open has to be looked up */
    size_t caret;                 /* bytes before it */
    struct table_answer put_away; /* words that gave way to another answer */
};

/* At the first question of a questionnaire. */
void table_begin(struct table *table, const struct form *form);

/* Who is asked what. */
struct table_asking {
    const struct table *table;
    bool asked[TABLE_QUESTIONS];
};
struct table_asking table_ask(const struct table *table);

/* The nearest question before or behind, by `step`, that is asked. */
int table_beside(const struct table *table, int from, int step);

/* Goes there, unless there is none; forgets what is not asked. */
void table_move(struct table *table, int step);
void table_forget(struct table *table);

/* The open question is opened just now: the caret is behind its words. */
void table_open(struct table *table);

void table_choose(struct table *table, int choice);
void table_slide_to(struct table *table, long number);
void table_slide_by(struct table *table, long by);
void table_write(struct table *table, struct action action);

str table_words(const struct table_answer *noted);

#endif
