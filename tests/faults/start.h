/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a store is found before something is done to it: closed in order, with a
 * transaction half done, or damaged in one of the ways that are mended
 * differently. In none of them a response is gone.
 */
#ifndef TESTS_FAULTS_START_H
#define TESTS_FAULTS_START_H

#include "deeds.h"
#include "folder.h"

enum start {
    START_CLOSED,
    START_HOT,  /* the power went in the middle of a put */
    START_LEAF, /* a copy of a leaf is gone */
    START_FILE, /* SQLite cannot read the file */
    START_LOST, /* the same, and an empty leaf is gone in both copies */
    STARTS,
};

/* What it is called in words. */
const char *start_name(enum start start);

/* A plan whose deeds before START_AT are done, and whose store is closed then.
 * After them come an open, a put, a change and an add. */
enum {
    START_AT = 6,
    START_OPEN = START_AT,
    START_PUT,
    START_CHANGE,
    START_ADD,
    START_CLOSE,
};
struct deeds *start_plan(struct arena *arena);

/* The files as they are found. */
void start_take(struct arena *arena, struct deeds *deeds, enum start start,
                struct folder *files);

/* Puts the files there and forgets what was done from START_AT on. */
void start_lay(struct deeds *deeds, enum start start,
               const struct folder *files);

#endif
