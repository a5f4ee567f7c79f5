/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A section of the report as plain data: a heading, an opening, bullets of
 * sentences, and for each sentence where its numbers are from. Beside it stands
 * what a section is made with: the language, what the service is called, and
 * what staff decided about comments. narrate.h makes one of the other; the
 * writers of files only read it.
 */
#ifndef REPORT_SECTION_H
#define REPORT_SECTION_H

#include "base/words.h"

/* "a12": question 12 of the first questionnaire. */
struct narrate_reference {
    int form;
    int question;
};

struct narrate_sentence {
    str text;
    const struct narrate_reference *references;
    int reference_count;
};

struct narrate_bullet {
    const struct narrate_sentence *sentences;
    int sentence_count;
};

struct narrate_section {
    str heading;
    struct narrate_sentence opening;
    const struct narrate_bullet *bullets;
    int bullet_count;
    int left_out; /* approved quotes that would tell how few people wrote */
};

/* An approved comment to be quoted behind the findings of its question. */
struct narrate_quote {
    int question;
    str words; /* as the reviewer left them */
};

struct narrate_wish {
    const struct words *words; /* in the language of the section */
    str service;               /* how it calls itself in that language */
    const struct narrate_quote *quotes;
    int quote_count;
    const int *passed; /* questions of which a comment was passed on */
    int passed_count;
    const char *const *optional; /* bullets of findings that staff asked for, up
                                  * to NULL; may be NULL itself */
    const int *dropped;          /* questions of which nothing is to be said */
    int dropped_count;
    const int *first; /* questions whose bullets come first, in this order */
    int first_count;
    int form; /* its place among the questionnaires, for references */
};

#endif
