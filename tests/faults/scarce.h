/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SQLite's memory, which runs out: the Nth piece that it asks for is not given.
 * It has to be in place before SQLite is used at all. The program's own memory
 * is another matter: when that runs out the program ends.
 */
#ifndef TESTS_FAULTS_SCARCE_H
#define TESTS_FAULTS_SCARCE_H

#include <stdbool.h>

/* Stands in front of the real memory from now on. */
void scarce_begin(void);

/* The Nth piece from now on, from 1, is not given, and of those behind it so
 * many that they are `many` in all. */
void scarce_trouble(long nth, long many);

/* Ends the trouble; whether it was met. */
bool scarce_calm(void);

#endif
