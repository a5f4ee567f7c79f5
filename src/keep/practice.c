/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/practice.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

struct practice {
    struct arena *arena;
    str above;  /* the folder in which its own is */
    str folder; /* empty: there is none */
    int handle; /* of its folder, locked as long as it lives */
    struct store *store;
    long gone; /* responses that made room for others */
};

#define BEGINNING "yoursay-practice."
enum { TRIES = 10 };

/* ---- removing ------------------------------------------------------------ */

static int open_folder(int below, const char *name)
{
    return openat(below, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Removes what is in a folder; takes the handle. */
static void empty(int handle)
{
    DIR *folder = handle < 0 ? NULL : fdopendir(handle);
    if (!folder && handle >= 0)
        close(handle);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        unlinkat(handle, entry->d_name, 0); /* dots are refused */
    if (folder)
        closedir(folder);
}

/* A second handle of the same folder, with an end of its own. */
static int again(int handle)
{
    return openat(handle, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* What nobody holds was left by a program that crashed. */
static void remove_left(int above, const char *name)
{
    struct stat about;
    int handle = open_folder(above, name);
    if (handle >= 0 && fstat(handle, &about) == 0 &&
        about.st_uid == geteuid() && flock(handle, LOCK_EX | LOCK_NB) == 0) {
        empty(again(handle));
        unlinkat(above, name, AT_REMOVEDIR);
    }
    if (handle >= 0)
        close(handle);
}

static void remove_all_left(const char *above)
{
    DIR *folder = opendir(above);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        if (text_starts(text_of(entry->d_name), S(BEGINNING)))
            remove_left(dirfd(folder), entry->d_name);
    if (folder)
        closedir(folder);
}

/* ---- a folder ------------------------------------------------------------ */

/* Another program may take the folder for one that was left, in the moment
 * before it is held: then it is not there any more. */
static bool hold(int handle)
{
    struct stat about;
    return handle >= 0 && flock(handle, LOCK_EX | LOCK_NB) == 0 &&
           fstat(handle, &about) == 0 && about.st_nlink > 0;
}

/* mkdtemp() makes it for its owner alone. */
static bool make_folder(struct practice *practice)
{
    str folder = text_copy(
        practice->arena,
        file_join(practice->arena, practice->above, S(BEGINNING "XXXXXX")));
    if (!mkdtemp((char *)(uintptr_t)folder.at))
        return false;
    practice->handle = open_folder(AT_FDCWD, folder.at);
    if (hold(practice->handle)) {
        practice->folder = folder;
        return true;
    }
    if (practice->handle >= 0)
        close(practice->handle);
    practice->handle = -1;
    return false;
}

static bool make_in(struct practice *practice, const char *above)
{
    if (!above || above[0] != '/')
        return false;
    practice->above = text_copy(practice->arena, text_of(above));
    remove_all_left(above);
    for (int i = 0; i < TRIES; i++)
        if (make_folder(practice))
            return true;
    return false;
}

/* In memory, if there is any to be had. */
static bool find_folder(struct practice *practice, struct fault *fault)
{
    return make_in(practice, secure_getenv("XDG_RUNTIME_DIR")) ||
           make_in(practice, "/dev/shm") ||
           make_in(practice, secure_getenv("TMPDIR")) ||
           make_in(practice, "/tmp") ||
           fault_set(fault, "there is nowhere to practise: no folder can be "
                            "made in /tmp; make room there");
}

/* ---- a collection -------------------------------------------------------- */

static bool begin(struct practice *practice, struct about *about,
                  struct fault *fault)
{
    struct twin_report unread;
    if (!collection_check(&about->collection, fault) || !keys_begin(fault))
        return false;
    struct keys_secret *secret = keys_make(fault);
    if (!secret)
        return false;
    about->charter = collection_write(practice->arena, &about->collection,
                                      secret);
    kiosk_make(secret, &about->pair);
    keys_destroy(secret);
    if (!find_folder(practice, fault) ||
        !store_make(practice->folder, about, fault))
        return false;
    practice->store = store_open(practice->folder, &unread, fault);
    return practice->store;
}

struct collection practice_names(str language)
{
    return (struct collection){ .name = S("Practice"),
                                .service = S("Practice"),
                                .title = S("YOS"),
                                .title_cy = S("TTI"),
                                .language = language };
}

struct practice *practice_begin(str language, struct fault *fault)
{
    struct arena *arena = arena_make();
    struct practice *practice = arena_new(arena, struct practice);
    struct about *about = arena_new(arena, struct about);
    *practice = (struct practice){ .arena = arena, .handle = -1 };
    about->room = PRACTICE_ROOM;
    about->collection = practice_names(language);
    if (begin(practice, about, fault))
        return practice;
    practice_end(practice);
    return NULL;
}

void practice_end(struct practice *practice)
{
    if (!practice)
        return;
    store_close(practice->store);
    if (practice->handle >= 0) {
        empty(again(practice->handle));
        rmdir(practice->folder.at);
        close(practice->handle);
    }
    arena_destroy(practice->arena);
}

struct store *practice_store(const struct practice *practice)
{
    return practice->store;
}

bool practice_make_room(struct practice *practice, struct fault *fault)
{
    struct store *store = practice->store;
    long place = 0;
    if (store_free(store) > 0)
        return true;
    while (!store_is_taken(store, place))
        place++;
    if (!store_empty(store, place, fault))
        return false;
    practice->gone++;
    return true;
}

long practice_count(const struct practice *practice)
{
    return practice->gone + store_taken(practice->store);
}
