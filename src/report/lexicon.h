/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Small lists of English and Welsh words that tell of people, places, dates and
 * ages, or that tell that something is none. They help reviewers to look; they
 * are far from complete, and nothing is ever removed because of them. Words that
 * mean something else as well are left out, or stand in a list of their own that
 * counts only beside another sign.
 */
#ifndef REPORT_LEXICON_H
#define REPORT_LEXICON_H

#include "base/text.h"

enum lexicon_list {
    LEXICON_FIRST_NAMES,     /* that are no other words */
    LEXICON_TITLES,          /* a name follows */
    LEXICON_CALLED,          /* so does one behind these */
    LEXICON_SMALL_WORDS,     /* that are no names though one could follow */
    LEXICON_PLACES,          /* that are no other words */
    LEXICON_PLACES_WELSH,    /* the same; Welsh changes their beginning */
    LEXICON_PLACE_WORDS,     /* Street, School: a part of a place's name */
    LEXICON_IN,              /* a place follows, if it has a capital letter */
    LEXICON_NO_NAMES,        /* have a capital letter and tell of nobody */
    LEXICON_LETTERS,         /* all in capitals, and no initials */
    LEXICON_MONTHS,          /* that are no other words */
    LEXICON_MONTHS_OR_NOT,   /* may, march, mai */
    LEXICON_DAYS,            /* that are no other words */
    LEXICON_DAYS_OR_NOT,     /* sat, sun, llun, iau */
    LEXICON_BEFORE_DAYS,     /* a day follows */
    LEXICON_BEFORE_MONTHS,   /* a month follows */
    LEXICON_ENDINGS,         /* of the number of a day: 12th, 21ain */
    LEXICON_NUMBERS,         /* in words, as ages */
    LEXICON_TEENS,           /* of those, what people are */
    LEXICON_BEFORE_AGES,     /* an age follows, if it ends there */
    LEXICON_BEHIND_AGES,     /* it ends there: "14 and …" */
    LEXICON_YEARS_OLD,       /* what stands before is an age */
    LEXICON_RELATIVES,       /* that are no other words */
    LEXICON_RELATIVES_WELSH, /* the same; Welsh changes their beginning */
    LEXICON_RELATIVES_OWNED, /* if they are somebody's: "my partner" */
    LEXICON_OWNERS,          /* my, fy, ei */
    LEXICON_POSTCODE_AREAS,  /* what a postcode begins with */
    LEXICON_LISTS
};

/* Whether a word in small letters is in a list. */
bool lexicon_has(enum lexicon_list list, str word);

/* The same for a word that Welsh may have changed at its beginning. */
bool lexicon_has_mutated(struct arena *arena, enum lexicon_list list, str word);

#endif
