/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One person's answers while they are being given: codes, a number, or words,
 * one place for each question. Nothing is answered until somebody answers it.
 * Answers live in the arena of the visit and are wiped with it; they are never
 * written anywhere from here. No answer is forgotten here because another one
 * changed: that is for the visit, which knows when a person moves on.
 */
#ifndef INTERVIEW_ANSWERS_H
#define INTERVIEW_ANSWERS_H

#include "form/form.h"

struct answer {
    bool given;
    int choice;      /* FORM_DONT_KNOW or FORM_NOT_SAY at any kind; else an
                      * index at FORM_ONE and FORM_SCALE, FORM_BLANK elsewhere */
    uint64_t chosen; /* FORM_MANY: a bit for each choice */
    long number;     /* FORM_SLIDER */
    str words;       /* FORM_TEXT */
    char *place;     /* where they stand, with room to grow */
    size_t room;
};

struct answers {
    struct arena *arena;
    const struct form *form;
    struct answer *all; /* one for each question */
    /* What words are held to; 0: any length, as it was read. */
    size_t letters_most;
    size_t bytes_most; /* in UTF-8 */
};

/* A blank set of answers in the arena of the visit. */
struct answers *answers_make(struct arena *arena, const struct form *form);

/*
 * Takes a choice, FORM_DONT_KNOW or FORM_NOT_SAY. Where several choices can
 * stand together it is taken back if it was there, and an exclusive one clears
 * the others and is cleared by them.
 */
void answers_choose(struct answers *answers, int question, int choice);

/* Sets a slider; the number is held inside its range and on its steps. */
void answers_set_number(struct answers *answers, int question, long number);

/*
 * Keeps a copy of the words, composed (NFC), and no more of them than there is
 * room for, in whole letters; none, or blanks only, is no answer. They take the
 * place of those before, of which nothing is left. They must have passed
 * text_check().
 */
void answers_set_words(struct answers *answers, int question, str words);

/* Makes the question blank again. */
void answers_clear(struct answers *answers, int question);

/* Whether the choice stands; FORM_BLANK asks whether nothing does. */
bool answers_chose(const struct answers *answers, int question, int choice);

#endif
