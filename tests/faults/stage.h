/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where verbs of the built program are killed: a folder that is as it was found
 * each time, and the program run in it as a whole process, with one thing put
 * in front of its libraries, quick.c, which hardens passphrases in no time. It
 * is killed at one call to the system after the other, and after each time a
 * test looks at what is there.
 *
 * Calls are counted from the first one that names a file by a relative path:
 * all that the verbs are told to read and write is named so here, and what the
 * program has loaded before it only reads. As a test it is killed before each
 * call that can change a file and before it ends; what lies between two of them
 * changes nothing, so that behind one is before the next. FAULTS_WHOLE=1 kills
 * it at all the others too.
 */
#ifndef TESTS_FAULTS_STAGE_H
#define TESTS_FAULTS_STAGE_H

#include "keep/keys.h"
#include "tree.h"

/*
 * A collection in `a`, with its passphrase in `pass` and its recovery sheet in
 * `sheet` and `sheet.html`; and `b`, which joined it with `joining`. There is
 * one at a time.
 */
struct stage {
    struct arena *arena;
    str root;
    struct tree start;          /* as it is found */
    struct keys_secret *secret; /* of the collection */
    unsigned char wrapped[KEYS_WRAPPED];
    int out;   /* what the program says goes there */
    int quick; /* the library that every program is started with, open … */
    char preload[48]; /* … and what asks for it */
};
extern struct stage stage;

/* A verb that is killed. */
struct scene {
    void (*before)(struct arena *arena); /* what is done first; may be NULL */
    const char *line;                    /* is run */
    int status;                          /* unless it is killed */
    const char *written; /* the one file that may be another one then */
    bool mends;          /* the store is damaged */
    bool drafts; /* most pages go to a draft: as a test, at every other one */
};

/* What is there after it was killed. */
struct after {
    struct arena *arena;
    struct fault fault;
    const struct scene *scene;
    long n;
    bool told; /* it said that it had done it */
};

/* Fails, and says where, if a promise is not kept. */
void stage_hold(const struct after *after, bool right, const char *promise);

/* Makes the folder, in which nothing is yet, and takes it away again. */
void stage_begin(void);
void stage_end(void);

/* A file below the folder. */
str stage_path(struct arena *arena, const char *name);
bool stage_has(struct arena *arena, const char *name);
str stage_read(struct arena *arena, const char *name);

/* Runs a verb to its end, which has to be a good one. */
void stage_run(struct arena *arena, const char *line);

/* Kills it at its Nth call; false if it came through. Sets whether it had said
 * anything by then. */
bool stage_kill_at(long n, const struct scene *scene, bool *said);

/* Kills it at each, every time from the same files, and looks at what is there.
 * Files beside the stores that were there have been looked at before. */
void stage_kill(struct arena *arena, const struct scene *scene,
                void (*check)(struct after *after));

#endif
