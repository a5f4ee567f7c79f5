/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "cases.h"
#include "verbs/ran.h"

str tree_read(struct arena *arena, str path)
{
    struct fault fault = { .arena = arena };
    str content = S("");
    assert_true(file_read(arena, path, SIZE_MAX, &content, &fault));
    return content;
}

void tree_put(str path, str bytes)
{
    int handle = open(path.at, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert_true(handle >= 0);
    assert_int_equal(write(handle, bytes.at, bytes.size), bytes.size);
    close(handle);
}

static void take_folder(struct arena *arena, str root, str below,
                        struct tree *tree);

static void take_one(struct arena *arena, str root, str name, struct tree *tree)
{
    struct stat about;
    str path = file_join(arena, root, name);
    assert_true(tree->count < TREE_FILES);
    assert_int_equal(stat(path.at, &about), 0);
    struct tree_file *file = &tree->files[tree->count++];
    *file = (struct tree_file){ .path = name,
                                .is_folder = S_ISDIR(about.st_mode) };
    if (file->is_folder)
        take_folder(arena, root, name, tree);
    else
        file->bytes = tree_read(arena, path);
}

static void take_folder(struct arena *arena, str root, str below,
                        struct tree *tree)
{
    struct fault fault = { .arena = arena };
    str *names = NULL;
    size_t count = 0;
    str folder = file_join(arena, root, below);
    assert_true(file_list(arena, folder, S(""), &names, &count, &fault));
    for (size_t i = 0; i < count; i++) {
        str name = below.size ? file_join(arena, below, names[i]) : names[i];
        take_one(arena, root, name, tree);
    }
}

void tree_take(struct arena *arena, str root, struct tree *tree)
{
    tree->count = 0;
    take_folder(arena, root, S(""), tree);
}

void tree_lay(const struct tree *tree, str root)
{
    struct arena *arena = arena_make();
    ran_clear(root);
    assert_int_equal(mkdir(root.at, 0700), 0);
    for (int i = 0; i < tree->count; i++) {
        const struct tree_file *file = &tree->files[i];
        str path = file_join(arena, root, file->path);
        if (file->is_folder)
            assert_int_equal(mkdir(path.at, 0700), 0);
        else
            tree_put(path, file->bytes);
    }
    arena_destroy(arena);
}
