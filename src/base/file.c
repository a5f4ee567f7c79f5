/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

/* Why the system refused, in words that can be translated. */
static const struct {
    int number;
    const char *why;
} reasons[] = {
    { .number = ENOENT, .why = TEXT_KEY("there is no such file or folder") },
    { .number = EACCES, .why = TEXT_KEY("this user is not allowed to") },
    { .number = EPERM, .why = TEXT_KEY("this user is not allowed to") },
    { .number = ENOTDIR, .why = TEXT_KEY("part of the path is no folder") },
    { .number = EISDIR, .why = TEXT_KEY("it is a folder") },
    { .number = ELOOP, .why = TEXT_KEY("the links lead in a circle") },
    { .number = ENAMETOOLONG, .why = TEXT_KEY("the name is too long") },
    { .number = ENOSPC, .why = TEXT_KEY("the disk is full") },
    { .number = EDQUOT, .why = TEXT_KEY("the disk is full") },
    { .number = EROFS, .why = TEXT_KEY("the disk may not be written to") },
    { .number = EIO, .why = TEXT_KEY("the disk does not answer properly") },
    { .number = EMFILE, .why = TEXT_KEY("too many files are open") },
    { .number = ENFILE, .why = TEXT_KEY("too many files are open") },
};

static str reason(int number)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].number == number)
            return text_of(reasons[i].why);
    return S(TEXT_KEY("the system does not allow it"));
}

static bool cannot(struct fault *fault, const char *pattern, str path)
{
    return fault_set(fault, pattern, SLOT("file", path),
                     SLOT_KEY("why", reason(errno)));
}

static const char cannot_read[] = TEXT_KEY("{file} cannot be read: {why}");
static const char cannot_write[] = TEXT_KEY(
    "{file} cannot be written: {why}; make room or choose another place");

static int open_again(const char *path, int flags, mode_t mode)
{
    int handle;
    do
        handle = open(path, flags | O_CLOEXEC, mode);
    while (handle < 0 && errno == EINTR);
    return handle;
}

/* Opens a plain file; -1 and a fault for anything else. */
static int open_plain(const char *path, size_t *size, struct fault *fault)
{
    int handle = open_again(path, O_RDONLY | O_NONBLOCK, 0);
    struct stat about;
    if (handle < 0 || fstat(handle, &about) < 0) {
        cannot(fault, cannot_read, text_of(path));
    } else if (!S_ISREG(about.st_mode)) {
        fault_set(fault, "{file} is not a plain file; name a file",
                  SLOT("file", text_of(path)));
    } else {
        *size = (size_t)about.st_size;
        return handle;
    }
    if (handle >= 0)
        close(handle);
    return -1;
}

/* Reads until the end or `room` bytes; -1 for an error. */
static ssize_t read_all(int handle, char *bytes, size_t room)
{
    size_t done = 0;
    while (done < room) {
        ssize_t got = read(handle, bytes + done, room - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

static bool read_open(struct arena *arena, int handle, size_t size,
                      str *content)
{
    char *bytes = arena_take(arena, size + 1);
    ssize_t got = read_all(handle, bytes, size);
    if (got < 0)
        return false;
    *content = (str){ bytes, (size_t)got };
    return true;
}

bool file_read(struct arena *arena, str path, size_t limit, str *content,
               struct fault *fault)
{
    const char *name = text_copy(arena, path).at;
    size_t size = 0;
    int handle = open_plain(name, &size, fault);
    if (handle < 0)
        return false;
    bool fits = size <= limit;
    bool done = fits && read_open(arena, handle, size, content);
    if (!fits)
        fault_set(fault, "{file} is longer than {limit} bytes; make it shorter",
                  SLOT("file", path), COUNT("limit", (long)limit));
    else if (!done)
        cannot(fault, cannot_read, path);
    close(handle);
    return done;
}

bool file_map(str path, str *content, struct fault *fault)
{
    struct arena *arena = arena_make();
    size_t size = 0;
    int handle = open_plain(text_copy(arena, path).at, &size, fault);
    arena_destroy(arena);
    if (handle < 0)
        return false;
    void *at = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, handle, 0) : "";
    if (at == MAP_FAILED)
        cannot(fault, cannot_read, path);
    close(handle);
    *content = (str){ at, size };
    return at != MAP_FAILED;
}

void file_unmap(str content)
{
    if (content.size > 0)
        munmap((void *)(uintptr_t)content.at, content.size);
}

/* A call that was interrupted is made again; one that takes nothing and says
 * nothing would be made for ever. */
static bool write_all(int handle, str content)
{
    for (size_t done = 0; done < content.size;) {
        ssize_t put = write(handle, content.at + done, content.size - done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put == 0)
            errno = EIO;
        if (put <= 0)
            return false;
        done += (size_t)put;
    }
    return true;
}

static bool flush_folder(const char *folder)
{
    int handle = open_again(folder, O_RDONLY | O_DIRECTORY, 0);
    if (handle < 0)
        return false;
    bool done = fsync(handle) == 0;
    close(handle);
    return done;
}

/* What the user wants of new files. The mask can only be read by setting it,
 * for a moment and to the strictest. */
static mode_t mode_of_new(void)
{
    mode_t mask = umask(S_IRWXG | S_IRWXO);
    umask(mask);
    return 0666 & ~mask;
}

/* Fills the new file beside the old one and proves it on disk. Until here
 * only its owner may read it; a disk without modes may leave it at that. */
static bool fill_draft(int handle, mode_t mode, str content)
{
    bool done = write_all(handle, content);
    if (done) {
        fchmod(handle, mode);
        done = fsync(handle) == 0;
    }
    int why = errno;
    if (close(handle) < 0 && done)
        return false;
    errno = why;
    return done;
}

static bool replace(struct arena *arena, str path, mode_t mode, str content)
{
    struct text draft = { .arena = arena };
    text_add(&draft, path);
    text_add(&draft, S(".XXXXXX"));
    char *name = (char *)(uintptr_t)text_view(&draft).at;
    int handle = mkostemp(name, O_CLOEXEC);
    if (handle < 0)
        return false;
    if (fill_draft(handle, mode, content) &&
        rename(name, text_copy(arena, path).at) == 0)
        return flush_folder(text_copy(arena, file_folder(path)).at);
    int why = errno;
    unlink(name);
    errno = why;
    return false;
}

/* Where the links of `path` lead, though nothing may be there yet: a link
 * that were replaced itself would no longer lead anywhere. */
static str follow(struct arena *arena, str path)
{
    enum { MOST_LINKS = 40 }; /* as Linux has it */
    char bytes[PATH_MAX];
    str place = text_copy(arena, path);
    for (int i = 0; i < MOST_LINKS; i++) {
        ssize_t size = readlink(place.at, bytes, sizeof bytes);
        if (size <= 0)
            break;
        str link = text_copy(arena, (str){ bytes, (size_t)size });
        place = text_starts(link, S("/"))
                    ? link
                    : file_join(arena, file_folder(place), link);
    }
    return place;
}

bool file_write_whole(str path, str content, struct fault *fault)
{
    struct arena *arena = arena_make();
    struct stat old;
    bool there = stat(text_copy(arena, path).at, &old) == 0;
    bool known = there || errno == ENOENT;
    bool plain = !there || S_ISREG(old.st_mode);
    mode_t mode = there ? old.st_mode & 07777 : mode_of_new();
    bool done = known && plain &&
                replace(arena, follow(arena, path), mode, content);
    if (!plain)
        fault_set(fault, "{file} is not a plain file; name a file",
                  SLOT("file", path));
    else if (!done)
        cannot(fault, cannot_write, path);
    arena_destroy(arena);
    return done;
}

bool file_exists(str path)
{
    struct arena *arena = arena_make();
    bool there = access(text_copy(arena, path).at, R_OK) == 0;
    arena_destroy(arena);
    return there;
}

static int by_bytes(const void *left, const void *right)
{
    return text_compare(*(const str *)left, *(const str *)right);
}

/* At the end errno is 0, or says why the end was not reached. */
static size_t read_names(struct arena *arena, DIR *folder, str ending,
                         str **names)
{
    size_t count = 0;
    size_t room = 0;
    for (struct dirent *entry; (errno = 0, entry = readdir(folder));) {
        str name = text_of(entry->d_name);
        if (!text_ends(name, ending) || text_starts(name, S(".")))
            continue;
        if (count == room) {
            *names = arena_grow(arena, *names, room * sizeof **names,
                                (room * 2 + 16) * sizeof **names);
            room = room * 2 + 16;
        }
        (*names)[count++] = text_copy(arena, name);
    }
    return count;
}

bool file_list(struct arena *arena, str folder, str ending, str **names,
               size_t *count, struct fault *fault)
{
    DIR *open_folder = opendir(text_copy(arena, folder).at);
    if (!open_folder)
        return cannot(fault, cannot_read, folder);
    *names = NULL;
    *count = read_names(arena, open_folder, ending, names);
    bool done = errno == 0;
    if (!done)
        cannot(fault, cannot_read, folder);
    closedir(open_folder);
    if (!done)
        return false;
    if (*count > 0)
        qsort(*names, *count, sizeof **names, by_bytes);
    return true;
}

str file_join(struct arena *arena, str folder, str name)
{
    struct text path = { .arena = arena };
    text_add(&path, folder);
    if (!text_ends(folder, S("/")))
        text_add_char(&path, '/');
    text_add(&path, name);
    return text_view(&path);
}

/* Where the name begins, behind the last slash. */
static size_t name_start(str path)
{
    size_t start = path.size;
    while (start > 0 && path.at[start - 1] != '/')
        start--;
    return start;
}

str file_name(str path)
{
    return text_slice(path, name_start(path), path.size);
}

str file_folder(str path)
{
    size_t start = name_start(path);
    if (start == 0)
        return S(".");
    return text_slice(path, 0, start > 1 ? start - 1 : 1);
}
