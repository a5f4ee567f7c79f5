/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cases.h"

str folder_make(struct arena *arena)
{
    bool memory = access("/dev/shm", W_OK | X_OK) == 0;
    str path = text_copy(arena, memory ? S("/dev/shm/yoursay-faults.XXXXXX")
                                       : S("/tmp/yoursay-faults.XXXXXX"));
    assert_non_null(mkdtemp((char *)(uintptr_t)path.at));
    return path;
}

void folder_remove(str path)
{
    struct folder nothing = { .count = 0 };
    folder_lay(&nothing, path);
    assert_int_equal(rmdir(path.at), 0);
}

struct folder_file *folder_find(struct folder *folder, const char *name)
{
    for (int i = 0; i < folder->count; i++)
        if (!strcmp(folder->files[i].name, name))
            return &folder->files[i];
    return NULL;
}

void folder_put(struct folder *folder, const char *name, unsigned char *bytes,
                size_t size)
{
    struct folder_file *file = folder_find(folder, name);
    if (!file) {
        assert_true(folder->count < FOLDER_FILES);
        file = &folder->files[folder->count++];
        assert_true(strlen(name) < sizeof file->name);
        memcpy(file->name, name, strlen(name) + 1);
    }
    file->bytes = bytes;
    file->size = size;
}

void folder_drop(struct folder *folder, const char *name)
{
    struct folder_file *file = folder_find(folder, name);
    if (file)
        *file = folder->files[--folder->count];
}

void folder_copy(struct arena *arena, const struct folder *folder,
                 struct folder *copy)
{
    *copy = *folder;
    for (int i = 0; i < folder->count; i++) {
        size_t size = folder->files[i].size;
        copy->files[i].bytes = arena_take(arena, size + 1);
        memcpy(copy->files[i].bytes, folder->files[i].bytes, size);
    }
}

bool folder_same(const struct folder *left, const struct folder *right)
{
    struct folder other = *right;
    for (int i = 0; i < left->count; i++) {
        const struct folder_file *file = &left->files[i];
        const struct folder_file *twin = folder_find(&other, file->name);
        if (!twin || twin->size != file->size ||
            memcmp(twin->bytes, file->bytes, file->size) != 0)
            return false;
    }
    return left->count == right->count;
}

/* ---- the files themselves ------------------------------------------------ */

static bool is_dots(const char *name)
{
    return !strcmp(name, ".") || !strcmp(name, "..");
}

void folder_take(struct arena *arena, str path, struct folder *folder)
{
    struct fault fault = { .arena = arena };
    DIR *open_folder = opendir(path.at);
    assert_non_null(open_folder);
    folder->count = 0;
    for (struct dirent *entry; (entry = readdir(open_folder));) {
        if (is_dots(entry->d_name))
            continue;
        str file = file_join(arena, path, text_of(entry->d_name));
        str content;
        assert_true(file_read(arena, file, SIZE_MAX, &content, &fault));
        folder_put(folder, entry->d_name,
                   (unsigned char *)(uintptr_t)content.at, content.size);
    }
    closedir(open_folder);
}

/* Over what is there: giving a file its pages anew takes longer. */
static void lay_file(int below, const struct folder_file *file)
{
    int handle = openat(below, file->name, O_WRONLY | O_CREAT | O_CLOEXEC,
                        0600);
    assert_true(handle >= 0);
    ssize_t put = file->size ? write(handle, file->bytes, file->size) : 0;
    assert_int_equal(put, file->size);
    assert_int_equal(ftruncate(handle, (off_t)file->size), 0);
    close(handle);
}

void folder_lay(const struct folder *folder, str path)
{
    struct folder wanted = *folder;
    DIR *open_folder = opendir(path.at);
    assert_non_null(open_folder);
    int below = dirfd(open_folder);
    for (struct dirent *entry; (entry = readdir(open_folder));)
        if (!is_dots(entry->d_name) && !folder_find(&wanted, entry->d_name))
            assert_int_equal(unlinkat(below, entry->d_name, 0), 0);
    for (int i = 0; i < folder->count; i++)
        lay_file(below, &folder->files[i]);
    closedir(open_folder);
}
