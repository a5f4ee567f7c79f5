/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Plain words: how hard an English sentence is to read, which words of it
 * nobody outside the service uses, and whether a Welsh one says ti or chi.
 * These are rules of thumb over small word lists, meant to catch what slips
 * in. A person who reads it aloud is still the judge.
 */
#ifndef FORM_PLAIN_H
#define FORM_PLAIN_H

#include "base/text.h"

/* The Flesch-Kincaid grade, in tenths of a school year: 50 is what a child of
 * ten can read. A slot counts as a short word of three syllables. */
int plain_grade(str english);

/* The next word of jargon at or behind `*at`, one or many, and what to say
 * instead. False: there is none. */
bool plain_jargon(str english, size_t *at, str *word, str *instead);

/* The next name of a service at or behind `*at`, such as YOS or YOTs, which
 * is not the same everywhere. False: there is none. */
bool plain_service(str english, size_t *at, str *word);

enum plain_address { PLAIN_NOBODY, PLAIN_TI, PLAIN_CHI };

/* Who a Welsh text speaks to, as far as its words tell, and the word that
 * tells it. With `unlike` the first word that does not say `unlike`. */
enum plain_address plain_address(str welsh, enum plain_address unlike,
                                 str *word);

#endif
