/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/share.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

/* From the program's own folder: as built, as installed. */
static const char *const places[] = { "share/yoursay", "../share/yoursay" };

static bool program_folder(struct arena *arena, str *folder)
{
    char path[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", path, sizeof path);
    if (size <= 0)
        return false;
    str program = text_copy(arena, (str){ path, (size_t)size });
    *folder = file_folder(program);
    return true;
}

bool share_find(struct arena *arena, str *folder, struct fault *fault)
{
    str beside;
    bool known = program_folder(arena, &beside);
    for (size_t i = 0; known && i < sizeof places / sizeof *places; i++) {
        *folder = file_join(arena, beside, text_of(places[i]));
        if (file_exists(file_join(arena, *folder, S("assets"))))
            return true;
    }
    return fault_set(fault,
                     "the questionnaires that belong to this program are not "
                     "beside it; install or build it again");
}

str share_path(struct arena *arena, str folder, const char *part)
{
    char whole[PATH_MAX];
    char here[PATH_MAX];
    str path = file_join(arena, folder, text_of(part));
    if (!realpath(path.at, whole))
        return path;
    path = text_copy(arena, text_of(whole));
    if (!getcwd(here, sizeof here))
        return path;
    str current = file_join(arena, text_of(here), S(""));
    if (!text_starts(path, current))
        return path;
    return text_slice(path, current.size, path.size);
}
