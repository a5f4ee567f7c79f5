/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A disk to make trouble with. The functions through which SQLite and the
 * program reach the files of one folder stand in this module and come before
 * the system's own, in every library: so all of it can be recorded in its
 * order, the Nth call can fail, or the disk can be full. Files outside the
 * folder, and all files while nothing is watched, are left alone.
 */
#ifndef TESTS_FAULTS_DISK_H
#define TESTS_FAULTS_DISK_H

#include "folder.h"

enum disk_act {
    DISK_WRITE,        /* `size` bytes at `at` */
    DISK_RESIZE,       /* to `size` bytes */
    DISK_FLUSH,        /* of a file */
    DISK_FAILED_FLUSH, /* of a file: what was not on disk will never be */
    DISK_NAME,         /* a file gets a name, its first or one more */
    DISK_UNNAME,
    DISK_RENAME,      /* from `name` to `other` */
    DISK_FLUSH_NAMES, /* of the folder */
    DISK_MARK,        /* by disk_mark() */
};

struct disk_op {
    enum disk_act act;
    int file; /* each file has a number, whatever it is called */
    uint64_t at;
    size_t size;
    const unsigned char *bytes;
    char name[FOLDER_NAME];
    char other[FOLDER_NAME];
};

/* What was done, and what was there before, on disk: file i of `before` has
 * the number i. */
struct disk_log {
    struct arena *arena;
    struct folder before;
    struct disk_op *ops;
    int count;
    int room;
    int files; /* all numbers are below */
};

/* Watches a folder from now on; what is open in it already is not seen. */
void disk_watch(str folder);
void disk_record(str folder, struct disk_log *log);
void disk_mark(void);

/* Ends everything. */
void disk_rest(void);

/* The Nth call from now on, from 1, fails, and of those behind it so many that
 * they are `many` in all. `how` is an errno; or DISK_SHORT: half of it is done; or
 * DISK_UNFLUSHED: only flushing counts, and it fails with EIO. */
enum { DISK_SHORT = -1, DISK_UNFLUSHED = -2 };
void disk_trouble(long nth, int how, long many);

/* Ends the trouble; whether it was met. */
bool disk_calm(void);

/* From now on no file grows and none is made. */
void disk_fill(void);

/* From now on these bytes of a file cannot be read; none with a size of 0. */
void disk_scratch(const char *name, uint64_t at, size_t size);

#endif
