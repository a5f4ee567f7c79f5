/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files, whole: read whole, mapped whole, or written whole or not at all.
 * A file that is being replaced keeps its old content until the new one is
 * safe on disk, whatever happens in between. What is too long for memory is
 * written through a draft and read through a reader, piece by piece. There are
 * no file handles to look after outside this module.
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

/*
 * The same for a secret: only its owner may ever read the file, from its first
 * byte on, and nothing is overwritten. Whatever is at `path` already, even a
 * link to nowhere, is refused.
 */
bool file_write_new(str path, str content, struct fault *fault);

/* Makes an empty file at once under its name, which only its owner may read and
 * write, for whoever fills it in place. Nothing may be there yet. */
bool file_make_empty(str path, struct fault *fault);

/* A file that is being written, beside the place where it will be. Nobody sees
 * it there until it is finished; what stops half-way was never there. */
struct file_draft; /* opaque: its handle is nobody else's */

/* Begins to put a file at `path`, under the promises of file_write_whole().
 * NULL and a fault if that is not possible. */
struct file_draft *file_begin(str path, struct fault *fault);

/* Adds a piece. After false and a fault the draft can only be abandoned. */
bool file_add(struct file_draft *draft, str piece, struct fault *fault);

/* Puts it in its place and ends the draft, whatever comes of it: after true the
 * file is on disk under its name. */
bool file_finish(struct file_draft *draft, struct fault *fault);

/* Ends a draft that is not finished: it was never there. NULL is fine. */
void file_abandon(struct file_draft *draft);

/* A plain file that is read piece by piece. It is never mapped: a stick that is
 * pulled out is a fault here, and would be the end of the program there. */
struct file_reader; /* opaque: its handle is nobody else's */

/* NULL and a fault if there is no plain file to read. */
struct file_reader *file_open(str path, struct fault *fault);

/* What was added to a draft so far, flushed, and read from the disk again as
 * far as the system lets go of what it still knows. */
struct file_reader *file_reread(struct file_draft *draft, struct fault *fault);

/* How many bytes the file had when it was opened. */
uint64_t file_size(const struct file_reader *reader);

/* Reads exactly `size` bytes from `at` on, or is false and fills the fault. */
bool file_read_at(struct file_reader *reader, uint64_t at, void *bytes,
                  size_t size, struct fault *fault);

/* NULL is fine. */
void file_close(struct file_reader *reader);

/* Gives a file another name in the same folder, in place of what has that name,
 * and proves it on disk. */
bool file_rename(str from, str to, struct fault *fault);

/* Gives a file a second name in the same folder; nothing may have it. */
bool file_link(str from, str to);

/* Whether both names are there and are one file; whether they are there and are
 * two. Neither, if that cannot be told. */
bool file_same(str one, str other);
bool file_differ(str one, str other);

/* Proves on disk which file has this name. */
bool file_prove(str path);

/* Writes over all that is in a file, proves that on disk, and removes it: what
 * is only removed stays on the disk. Nobody is told if that fails. */
void file_erase(str path);

/* Whether nothing is at `path`. Else a fault. */
bool file_is_free(str path, struct fault *fault);

/* Whether `path` may be written to as something that begins with `mark`: nothing
 * is there yet, or a file of the same kind. Else a fault. */
bool file_may_replace(str path, str mark, struct fault *fault);

/* Removes a file, if it is there. Nobody is told if it cannot be removed. */
void file_remove(str path);

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
