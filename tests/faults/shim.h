/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file system for SQLite that hands everything on to the real one, but for
 * the Nth call: that one gives one of SQLite's own errors. Unlike trouble below
 * the system's calls it reaches what SQLite itself never gets to see fail, such
 * as locks and lengths.
 */
#ifndef TESTS_FAULTS_SHIM_H
#define TESTS_FAULTS_SHIM_H

#include <stdbool.h>

enum shim_how {
    SHIM_BROKEN,   /* each call has its own SQLITE_IOERR_... */
    SHIM_FULL,     /* what writes: SQLITE_FULL */
    SHIM_READONLY, /* what writes: SQLITE_READONLY */
    SHIM_SHORT,    /* reading: less than there should be */
    SHIM_MEMORY,   /* each call: SQLITE_IOERR_NOMEM */
    SHIM_HOWS,
};

/* Stands in front of the real one from now on. */
void shim_begin(void);
void shim_end(void);

/* The Nth call from now on, from 1, fails, and of those behind it so many that
 * they are `many` in all. Only those count that can fail so. */
void shim_trouble(long nth, enum shim_how how, long many);

/* Ends the trouble; whether it was met. */
bool shim_calm(void);

#endif
