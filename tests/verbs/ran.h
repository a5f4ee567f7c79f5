/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs the built program as a person would: in a folder of its own, with
 * nothing of the environment but what the test gives, and no terminal. What it
 * printed, what it returned and how much memory it took come back.
 */
#ifndef TESTS_VERBS_RAN_H
#define TESTS_VERBS_RAN_H

#include "base/text.h"

struct ran {
    int status;     /* exit status, or 128 and the signal */
    str out;        /* standard output */
    str err;        /* standard error */
    long kilobytes; /* the most memory that was in use */
};

/* A new folder; ran_clear() takes it away with all that is in it. */
str ran_folder(struct arena *arena);
void ran_clear(str folder);

/* Puts a file there. */
void ran_put(str folder, const char *name, str content);

/*
 * Runs the program there. `line` holds the arguments, parted by blanks; those
 * at its start that look like NAME=VALUE go into the environment, and what
 * begins with > says where standard output goes: ">/dev/full", or ">&-" to be
 * closed.
 */
struct ran ran_program(struct arena *arena, str folder, str line);

/* The same on a terminal that does not echo, on which `typed` is typed; what the
 * program shows there comes back as `out`. */
struct ran ran_terminal(struct arena *arena, str folder, str line, str typed);

#endif
