/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whom a person can turn to: a few names and telephone numbers with one line of
 * words each, in English and in Welsh, and the day on which somebody last
 * checked them. They stand in a plain text file that staff can edit, locales/support.txt
 * of the program, or support.txt beside the collections, which then counts
 * instead. A file with a fault is not shown to anybody.
 */
#ifndef UI_SUPPORT_H
#define UI_SUPPORT_H

#include "ui/pairs.h"

enum {
    SUPPORT_MOST = 8, /* lines: so many have room on a screen */
    SUPPORT_NAME_LETTERS = 30,
    SUPPORT_NUMBER_LETTERS = 20,
    SUPPORT_SAYS_LETTERS = 80,
    SUPPORT_SAYS_WORDS = 15,
};

/* What is written about each, in the order of the screen. */
enum support_part {
    SUPPORT_NAME,
    SUPPORT_NAME_CY, /* may be empty: the same as in English */
    SUPPORT_NUMBER,
    SUPPORT_FOR, /* a questionnaire; empty: everybody */
    SUPPORT_EN,
    SUPPORT_CY,
    SUPPORT_PARTS
};

struct support_line {
    str parts[SUPPORT_PARTS];
    struct text_place at[SUPPORT_PARTS]; /* line 0: it is not written */
};

struct support {
    int year; /* the day on which the numbers were checked */
    int month;
    int day;
    struct support_line lines[SUPPORT_MOST];
    int count;
};

/* Reads such a file; `forms` are the questionnaires there are. Everything that
 * is wrong is a fault, and then there is nothing: NULL. */
struct support *support_read(struct arena *arena, str content,
                             const struct pairs_names *forms,
                             struct faults *faults);

/* Reads support.txt in the folder of collections if there is one, else the
 * program's own file. */
struct support *support_load(struct arena *arena, str folder, str own,
                             const struct pairs_names *forms,
                             struct faults *faults);

/* Whether the line is for those who answer this questionnaire; an empty name is
 * nobody's, and only what is for everybody is for them. */
bool support_is_for(const struct support_line *line, str form);

/* In a language, "cy" or any other. */
str support_name(const struct support_line *line, str language);
str support_says(const struct support_line *line, str language);

#endif
