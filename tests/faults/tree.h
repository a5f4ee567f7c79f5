/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder with folders in it, held in memory and laid down again, as folder.h
 * does it for one without. Only names and bytes are kept: folders and files are
 * their owner's alone when they are laid down. What begins with a dot is
 * passed over.
 */
#ifndef TESTS_FAULTS_TREE_H
#define TESTS_FAULTS_TREE_H

#include "base/text.h"

enum { TREE_FILES = 32 };

struct tree_file {
    str path; /* below the root */
    str bytes;
    bool is_folder;
};

/* Folders come before what is in them. */
struct tree {
    struct tree_file files[TREE_FILES];
    int count;
};

/* Reads all that is below the root, and makes that all there is. */
void tree_take(struct arena *arena, str root, struct tree *tree);
void tree_lay(const struct tree *tree, str root);

/* One file. */
void tree_put(str path, str bytes);
str tree_read(struct arena *arena, str path);

#endif
