/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files, whole: read whole, mapped whole, or written whole or not at all.
 * A file that is being replaced keeps its old content until the new one is
 * safe on disk, whatever happens in between. There are no file handles to
 * look after outside this module.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/fault.h"

/*
 * Reads the whole file into the arena, terminated. False and a fault if it
 * cannot be read, is no plain file, or is longer than `limit` bytes.
 */
bool file_read(struct arena *arena, str path, size_t limit, str *content,
               struct fault *fault);

/*
 * Maps the whole file for reading; file_unmap() ends that. An empty file
 * gives the empty text.
 */
bool file_map(str path, str *content, struct fault *fault);
void file_unmap(str content);

/*
 * Puts `content` at `path`: after true the file is on disk under its name,
 * after false the old file or the new one is there, whole, never a mixture.
 * Links are followed and stay. A new file gets the mode that the user's mask
 * leaves, a replaced one keeps its mode. What is there and is no plain file,
 * a device or a folder, is refused.
 */
bool file_write_whole(str path, str content, struct fault *fault);

/* Whether something is there that can be read. */
bool file_exists(str path);

/* The names in a folder that end in `ending`, in the order of bytes. */
bool file_list(struct arena *arena, str folder, str ending, str **names,
               size_t *count, struct fault *fault);

/* "folder/name" */
str file_join(struct arena *arena, str folder, str name);

/* What is behind the last slash; what is before it ("." if there is none). */
str file_name(str path);
str file_folder(str path);

#endif
