/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Points out in a comment what may tell who wrote it or whom it is about: names,
 * places, dates, ages, long numbers, addresses and relatives, in English and in
 * Welsh at once, whichever the person wrote. It removes nothing and finds not
 * everything: a reviewer reads every comment. What it points out may be harmless.
 */
#ifndef REPORT_HINTS_H
#define REPORT_HINTS_H

#include "report/marks.h"

/* In the arena, in the order of the text, which must have passed text_check(). */
struct marks hints_find(struct arena *arena, str text);

/* What a mark may be: English, from the catalogue. */
const char *hints_label(enum marks_kind kind);

#endif
