/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is told of each question, row by row, in the language of the release:
 * its choices, bands and median, and those whose answer counts for nothing.
 * All writers of files go through these rows, so that one release says the same
 * numbers in every format. The rows come from safe tables alone, with nothing
 * left out and nothing added. What has to be said around them in every format,
 * such as why a number is withheld, is here as well.
 */
#ifndef REPORT_LISTING_H
#define REPORT_LISTING_H

#include "report/release.h"

enum listing_part {
    LISTING_ROUTED,   /* how many were asked */
    LISTING_ANSWERED, /* gave any answer */
    LISTING_CHOICE,
    LISTING_BAND, /* of a slider */
    LISTING_WROTE,
    LISTING_MEDIAN,
    LISTING_OUTSIDE, /* a choice that is not in the base */
    LISTING_DONT_KNOW,
    LISTING_NOT_SAY,
    LISTING_BLANK,
    LISTING_PARTS
};

struct listing_row {
    enum listing_part part;
    int choice; /* of choices; of bands which one */
    str name;   /* for programs: "yes", "dont_know", "0_to_24" */
    str label;  /* for people */
    struct guard_cell cell;
    bool has_base; /* it is told of the base below */
    struct guard_cell base;
};

struct listing_question {
    const struct form_question *asked;
    int form;
    int number;    /* from 1 */
    str reference; /* "a12" */
    str label;
    bool withheld; /* there is no number in it at all */
    enum guard_reason reason;
    struct guard_question told;
    const struct listing_row *rows;
    int row_count;
};

struct listing_form {
    const struct release_form *from;
    const struct form *form;
    str title;
    struct guard_cell returns;
    const struct listing_question *questions;
    int question_count;
};

struct listing {
    const struct release *release;
    struct arena *arena;
    const struct listing_form *forms;
    int form_count;
};

/* In the arena; never NULL. */
const struct listing *listing_make(struct arena *arena,
                                   const struct release *release);

/* "a12": question 12 of the first questionnaire. */
str listing_reference(struct arena *arena, int form, int question);

/* Whether everybody in its base, or everybody but a few, is in the row: rounded
 * numbers do not say which. */
bool listing_is_all(const struct listing_row *row);

/* ---- for people's eyes: rows that say the same are gathered ---- */

/* A row, or several beside each other that are withheld for one reason. */
struct listing_line {
    const struct listing_row *row; /* the first */
    str label;
    bool counts; /* in the base: a choice, a band, words */
};

/* The lines of a question behind its routed and answered. Without those that
 * nobody needs: a median where nobody set the slider. */
const struct listing_line *listing_lines(const struct listing *listing,
                                         const struct listing_question *asked,
                                         int *count);

/* "Asked: 32; Answered: 31; Base: 31", as far as they are told, with `between`
 * between them. */
str listing_bases(const struct listing *listing,
                  const struct listing_question *asked, str between);

/* "withheld: so few people" */
str listing_withheld(const struct listing *listing, enum guard_reason reason);

/* "94%", or words where no percentage is told; may be empty. */
str listing_share(const struct listing *listing, const struct listing_row *row);

/* ---- what stands around them ---- */

enum listing_remark {
    LISTING_TITLE,
    LISTING_TALLIES,   /* the heading of the numbers */
    LISTING_BASE,      /* what a base is */
    LISTING_WORDS,     /* the heading of the appendix */
    LISTING_MEANING,   /* its introduction */
    LISTING_RECIPIENT, /* whom it is for; empty for publication */
    LISTING_PRACTICE,  /* empty if it is none */
    LISTING_ROUNDING,  /* empty for an inspection */
    LISTING_REMARKS
};
str listing_remark(const struct listing *listing, enum listing_remark remark);

/* Whether the appendix has this word. */
struct part_word;
bool listing_has_word(const struct listing *listing,
                      const struct part_word *word);

/* The word as it stands there, without the comma that some bring along. */
str listing_word(const struct listing *listing, const struct part_word *word);

#endif
