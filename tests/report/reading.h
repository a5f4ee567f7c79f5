/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sentences of a section about a dressed questionnaire, read again and held
 * against the tally: who is spoken of, how many, of what base. What is read is
 * looked up in everything that would be true. Nothing of narrate.h is used but
 * the words of part.h and the patterns of the catalogue.
 */
#ifndef TESTS_REPORT_READING_H
#define TESTS_REPORT_READING_H

#include "dressed.h"
#include "report/section.h"

/* All people of a group, those who gave an answer, or a definite one. */
enum reading_who { READING_ALL, READING_ANSWERED, READING_SURE, READING_WHO };

struct reading {
    struct arena *arena;
    const struct words *words;
    const struct survey *survey;
    const struct tally *tally;
    bool rounded;
    const struct narrate_sentence *sentence; /* that is read */
    /* Whom the sentence speaks of, once that is read. */
    const struct form_group *group;
    bool counted; /* their number is told … */
    long n;       /* … as it stands there */
    enum reading_who who;
    int question;
};

/* Whether a sentence about people, without its full stop, can be read, and is
 * true. */
bool reading_people(struct reading *reading, str sentence);

/* Whether it refers to the question. */
bool reading_refers(const struct reading *reading, int question);

/* A number of people, as it is told, and in words: "15", "about 15". */
long reading_seen(const struct reading *reading, long count);
str reading_number(const struct reading *reading, long n);

/* Whether the same but for a capital at the beginning. */
bool reading_same(str read, str wanted);

/* A pattern of the catalogue with one slot filled. */
str reading_fill(const struct reading *reading, const char *pattern,
                 const char *slot, str value);

#endif
