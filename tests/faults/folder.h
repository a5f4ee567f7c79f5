/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All the files of a folder, held in memory and laid down again: how a test
 * begins anew some hundred thousand times from the same files, or puts files
 * there as a power cut may have left them. Folders are made in memory where the
 * machine has a place for that, so that flushing costs nothing.
 */
#ifndef TESTS_FAULTS_FOLDER_H
#define TESTS_FAULTS_FOLDER_H

#include "base/text.h"

enum { FOLDER_FILES = 12, FOLDER_NAME = 40 };

struct folder_file {
    char name[FOLDER_NAME];
    unsigned char *bytes;
    size_t size;
};

struct folder {
    struct folder_file files[FOLDER_FILES];
    int count;
};

/* Makes an empty folder, and takes it away with all that is in it. */
str folder_make(struct arena *arena);
void folder_remove(str path);

/* Reads all files of a folder, and makes those the only ones of another. */
void folder_take(struct arena *arena, str path, struct folder *folder);
void folder_lay(const struct folder *folder, str path);

/* The file of that name; NULL if there is none. */
struct folder_file *folder_find(struct folder *folder, const char *name);

/* Gives a file other bytes, or makes it; it looks into the bytes. */
void folder_put(struct folder *folder, const char *name, unsigned char *bytes,
                size_t size);
void folder_drop(struct folder *folder, const char *name);

/* A copy whose bytes can be changed without changing the other one's. */
void folder_copy(struct arena *arena, const struct folder *folder,
                 struct folder *copy);

/* Whether both have the same files with the same bytes. */
bool folder_same(const struct folder *left, const struct folder *right);

#endif
