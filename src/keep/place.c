/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

enum { OTHERS = S_IRWXG | S_IRWXO };

struct place {
    struct arena *arena;
    str folder;
    int handle; /* of the folder; its lock is the program's hold on it */
    int newest;
    int tightened;
    int foreign; /* files and folders that are not the program's */
};

static const char draft_ending[] = ".new";

/* ---- making -------------------------------------------------------------- */

/* Makes the folder and those above it that are missing, for its owner only.
 * With a slash at its end it is there when those above it are. */
static bool make_folders(struct arena *arena, str folder)
{
    struct stat about;
    const char *name = text_copy(arena, folder).at;
    if (mkdir(name, S_IRWXU) < 0 && errno == ENOENT &&
        !text_equal(file_folder(folder), folder) &&
        make_folders(arena, file_folder(folder)))
        mkdir(name, S_IRWXU);
    return stat(name, &about) == 0 && S_ISDIR(about.st_mode);
}

struct place *place_make(str folder, struct fault *fault)
{
    struct arena *arena = arena_make();
    bool made = make_folders(arena, folder);
    arena_destroy(arena);
    if (made)
        return place_open(folder, fault);
    fault_set(fault,
              "the folder {folder} cannot be made; make it, or name another "
              "one with --data",
              SLOT("folder", folder));
    return NULL;
}

/* ---- who may look in ----------------------------------------------------- */

/* Shuts others out of `name`, which lies in the folder behind `handle`. */
static bool tighten(struct place *place, int handle, const char *name)
{
    struct stat about;
    if (fstatat(handle, name, &about, AT_SYMLINK_NOFOLLOW) < 0)
        return errno == ENOENT;
    if (about.st_uid != geteuid() || S_ISLNK(about.st_mode))
        return false;
    if (!(about.st_mode & OTHERS))
        return true;
    place->tightened++;
    return fchmodat(handle, name, about.st_mode & S_IRWXU, 0) == 0;
}

static bool is_dots(const char *name)
{
    return !strcmp(name, ".") || !strcmp(name, "..");
}

/* Does `each` to everything in the folder; takes the handle. */
static bool walk(struct place *place, int handle,
                 bool (*each)(struct place *, int, const char *))
{
    DIR *folder = handle < 0 ? NULL : fdopendir(handle);
    bool done = folder;
    if (!folder && handle >= 0)
        close(handle);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        if (!is_dots(entry->d_name))
            done = each(place, handle, entry->d_name) && done;
    if (folder)
        closedir(folder);
    return done;
}

static int open_folder(int below, const char *name)
{
    return openat(below, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* "12" is 12; anything else is 0. */
static int number_of(str name)
{
    long number = 0;
    if (!text_integer(name, &number) || number < 1 || number > 1000000 ||
        name.at[0] == '0')
        return 0;
    return (int)number;
}

/* "12.new" */
static bool is_draft(const char *name)
{
    str whole = text_of(name);
    str ending = text_of(draft_ending);
    return text_ends(whole, ending) &&
           number_of(text_slice(whole, 0, whole.size - ending.size)) > 0;
}

/* One entry of the folder of collections. What the program did not put there
 * is left alone. */
static bool tighten_collection(struct place *place, int handle,
                               const char *name)
{
    int number = number_of(text_of(name));
    if (number == 0 && !is_draft(name)) {
        place->foreign++;
        return true;
    }
    if (!tighten(place, handle, name))
        return false;
    if (number > place->newest)
        place->newest = number;
    return walk(place, open_folder(handle, name), tighten);
}

/* Shuts others out of the folder itself. */
static bool shut(struct place *place)
{
    struct stat about;
    if (fstat(place->handle, &about) < 0)
        return false;
    if (!(about.st_mode & OTHERS))
        return true;
    place->tightened++;
    return fchmod(place->handle, about.st_mode & S_IRWXU) == 0;
}

/* As long as there is no collection in it the folder may have been named by
 * mistake, and be one that others need: it is not shut yet. */
static bool tighten_all(struct place *place)
{
    struct stat about;
    return fstat(place->handle, &about) == 0 && about.st_uid == geteuid() &&
           walk(place, openat(place->handle, ".", O_RDONLY | O_CLOEXEC),
                tighten_collection) &&
           (place->newest == 0 || shut(place));
}

/* ---- holding it ---------------------------------------------------------- */

static bool hold(struct place *place, struct fault *fault)
{
    place->handle = open(place->folder.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (place->handle < 0 && errno != ENOENT && errno != ENOTDIR)
        return fault_set(fault,
                         "this user may not look into {folder}; start the "
                         "program as its owner",
                         SLOT("folder", place->folder));
    if (place->handle < 0)
        return fault_set(fault,
                         "there is nothing set up in {folder}; run “yoursay "
                         "setup”, or name another folder with --data",
                         SLOT("folder", place->folder));
    if (flock(place->handle, LOCK_EX | LOCK_NB) < 0)
        return fault_set(fault,
                         "another program is using {folder}, most likely the "
                         "kiosk itself; close it and try again",
                         SLOT("folder", place->folder));
    if (tighten_all(place))
        return true;
    return fault_set(fault,
                     "{folder} or something in it belongs to another user, or "
                     "is a link; start the program as its owner",
                     SLOT("folder", place->folder));
}

struct place *place_open(str folder, struct fault *fault)
{
    struct arena *arena = arena_make();
    struct place *place = arena_new(arena, struct place);
    *place = (struct place){ .arena = arena,
                             .folder = text_copy(arena, folder),
                             .handle = -1 };
    if (hold(place, fault))
        return place;
    place_close(place);
    return NULL;
}

void place_close(struct place *place)
{
    if (!place)
        return;
    if (place->handle >= 0)
        close(place->handle);
    arena_destroy(place->arena);
}

int place_tightened(const struct place *place)
{
    return place->tightened;
}

int place_newest(const struct place *place)
{
    return place->newest;
}

/* ---- the folders of collections ------------------------------------------ */

static str name_of(struct arena *arena, int number, const char *ending)
{
    struct text name = { .arena = arena };
    text_add_number(&name, number);
    text_add(&name, text_of(ending));
    return text_view(&name);
}

str place_folder(struct arena *arena, const struct place *place, int number)
{
    return file_join(arena, place->folder, name_of(arena, number, ""));
}

static bool remove_file(struct place *place, int handle, const char *name)
{
    (void)place;
    return unlinkat(handle, name, 0) == 0;
}

static bool remove_draft(struct place *place, int handle, const char *name)
{
    if (!is_draft(name))
        return true;
    return walk(place, open_folder(handle, name), remove_file) &&
           unlinkat(handle, name, AT_REMOVEDIR) == 0;
}

static bool remove_drafts(struct place *place)
{
    return walk(place, openat(place->handle, ".", O_RDONLY | O_CLOEXEC),
                remove_draft);
}

void place_abandon(struct place *place)
{
    remove_drafts(place);
}

/* Whether others use the folder for something else: it cannot be shut. */
static bool is_shared(const struct place *place)
{
    struct stat about;
    return place->newest == 0 && place->foreign > 0 &&
           fstat(place->handle, &about) == 0 && (about.st_mode & OTHERS);
}

bool place_draft(struct arena *arena, struct place *place, str *folder,
                 struct fault *fault)
{
    str name = name_of(arena, place->newest + 1, draft_ending);
    *folder = file_join(arena, place->folder, name);
    if (is_shared(place))
        return fault_set(fault,
                         "{folder} is used for other things too; name a folder "
                         "of its own with --data",
                         SLOT("folder", place->folder));
    if (shut(place) && remove_drafts(place) &&
        mkdirat(place->handle, name.at, S_IRWXU) == 0)
        return true;
    return fault_set(fault,
                     "nothing can be made in {folder}; look whether the disk "
                     "is full, and whose folder it is",
                     SLOT("folder", place->folder));
}

/* Proves the names in a folder on disk. */
static bool flush(int below, const char *name)
{
    int handle = open_folder(below, name);
    bool done = handle >= 0 && fsync(handle) == 0;
    if (handle >= 0)
        close(handle);
    return done;
}

/* What the disk does not confirm is taken back. Where even that fails, the
 * collection counts as there: nobody may throw away what opens it. */
bool place_adopt(struct place *place, struct fault *fault)
{
    str draft = name_of(place->arena, place->newest + 1, draft_ending);
    str name = name_of(place->arena, place->newest + 1, "");
    bool renamed = flush(place->handle, draft.at) &&
                   renameat(place->handle, draft.at, place->handle, name.at) ==
                       0;
    bool proven = renamed && fsync(place->handle) == 0;
    if (proven || (renamed && renameat(place->handle, name.at, place->handle,
                                       draft.at) < 0))
        place->newest++;
    return proven || fault_set(fault,
                               "the new collection in {folder} could not be "
                               "finished on disk; look with “yoursay status” "
                               "whether it is there, and try again if not",
                               SLOT("folder", place->folder));
}
