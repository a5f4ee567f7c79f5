/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <assert.h>
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

/* Opens the plain file `name`, which people call `path`; -1 and a fault for
 * anything else. */
static int open_plain(const char *name, str path, uint64_t *size,
                      struct fault *fault)
{
    int handle = open_again(name, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
    struct stat about;
    if (handle < 0 || fstat(handle, &about) < 0) {
        cannot(fault, cannot_read, path);
    } else if (!S_ISREG(about.st_mode)) {
        fault_set(fault, "{file} is not a plain file; name a file",
                  SLOT("file", path));
    } else {
        *size = (uint64_t)about.st_size;
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
    uint64_t size = 0;
    int handle = open_plain(name, path, &size, fault);
    if (handle < 0)
        return false;
    bool fits = size <= limit;
    bool done = fits && read_open(arena, handle, (size_t)size, content);
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
    uint64_t bytes = 0;
    int handle = open_plain(text_copy(arena, path).at, path, &bytes, fault);
    arena_destroy(arena);
    if (handle < 0)
        return false;
    size_t size = (size_t)bytes;
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

/* ---- written whole -------------------------------------------------------- */

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

struct file_draft {
    struct arena *arena; /* its own */
    str path;            /* as the caller named it */
    str target;          /* where the links of `path` lead */
    char *name;          /* beside its target; NULL: it has none (any more) */
    mode_t mode;         /* for when it is finished */
    bool only_new;       /* nothing may be in its place */
    int handle;
    int why; /* the system refused a piece; 0: it took them all */
};

static void let_go(struct file_draft *draft)
{
    if (draft->handle >= 0)
        close(draft->handle);
    if (draft->name)
        unlink(draft->name);
    arena_destroy(draft->arena);
}

static bool cannot_draft(struct file_draft *draft, struct fault *fault)
{
    if (draft->only_new && errno == EEXIST)
        return fault_set(fault, "{file} is there already; choose another name",
                         SLOT("file", draft->path));
    return cannot(fault, cannot_write, draft->path);
}

static struct file_draft *make_draft(str path)
{
    struct arena *arena = arena_make();
    struct file_draft *draft = arena_new(arena, struct file_draft);
    *draft = (struct file_draft){ .arena = arena,
                                  .path = text_copy(arena, path),
                                  .handle = -1 };
    return draft;
}

/* Until it is finished only its owner may read it. */
static struct file_draft *open_draft(struct file_draft *draft,
                                     struct fault *fault)
{
    struct text name = { .arena = draft->arena };
    text_add(&name, draft->target);
    text_add(&name, S(".XXXXXX"));
    char *unique = (char *)(uintptr_t)text_view(&name).at;
    draft->handle = mkostemp(unique, O_CLOEXEC);
    if (draft->handle >= 0) {
        draft->name = unique;
        return draft;
    }
    cannot_draft(draft, fault);
    let_go(draft);
    return NULL;
}

struct file_draft *file_begin(str path, struct fault *fault)
{
    struct file_draft *draft = make_draft(path);
    struct stat old;
    bool there = stat(draft->path.at, &old) == 0;
    if (!there && errno != ENOENT) {
        cannot_draft(draft, fault);
    } else if (there && !S_ISREG(old.st_mode)) {
        fault_set(fault, "{file} is not a plain file; name a file",
                  SLOT("file", path));
    } else {
        draft->target = follow(draft->arena, draft->path);
        draft->mode = there ? old.st_mode & 07777 : mode_of_new();
        return open_draft(draft, fault);
    }
    let_go(draft);
    return NULL;
}

static struct file_draft *begin_new(str path, struct fault *fault)
{
    struct file_draft *draft = make_draft(path);
    draft->target = draft->path;
    draft->mode = S_IRUSR | S_IWUSR;
    draft->only_new = true;
    return open_draft(draft, fault);
}

bool file_add(struct file_draft *draft, str piece, struct fault *fault)
{
    if (draft->why == 0 && !write_all(draft->handle, piece))
        draft->why = errno;
    errno = draft->why;
    return draft->why == 0 || cannot_draft(draft, fault);
}

/* All of it on disk, with its mode; a disk without modes may leave it at that.
 * The handle is closed, whatever comes of it. */
static bool settle(struct file_draft *draft)
{
    bool done = draft->why == 0;
    if (done) {
        fchmod(draft->handle, draft->mode);
        done = fsync(draft->handle) == 0;
    }
    int why = draft->why ? draft->why : errno;
    bool closed = close(draft->handle) == 0;
    draft->handle = -1;
    if (!done)
        errno = why;
    return done && closed;
}

/* Sticks know no second names for a file, so linking is only for those disks
 * that cannot tell whether a place is free while they rename. */
static bool take_free_name(struct file_draft *draft)
{
    const char *place = draft->target.at;
    if (renameat2(AT_FDCWD, draft->name, AT_FDCWD, place, RENAME_NOREPLACE) < 0)
        return (errno == EINVAL || errno == ENOSYS) &&
               link(draft->name, place) == 0;
    draft->name = NULL;
    return true;
}

static bool take_name(struct file_draft *draft)
{
    if (draft->only_new)
        return take_free_name(draft);
    if (rename(draft->name, draft->target.at) < 0)
        return false;
    draft->name = NULL;
    return true;
}

/* That the file has its name is not safe until its folder is on disk. A new one
 * can be taken back, so that whoever tries again finds its place free. */
static bool keep_name(struct file_draft *draft)
{
    str folder = text_copy(draft->arena, file_folder(draft->target));
    if (flush_folder(folder.at))
        return true;
    int why = errno;
    if (draft->only_new)
        unlink(draft->target.at);
    errno = why;
    return false;
}

bool file_finish(struct file_draft *draft, struct fault *fault)
{
    bool done = settle(draft) && take_name(draft) && keep_name(draft);
    if (!done)
        cannot_draft(draft, fault);
    let_go(draft);
    return done;
}

void file_abandon(struct file_draft *draft)
{
    if (draft)
        let_go(draft);
}

static bool write_through(struct file_draft *draft, str content,
                          struct fault *fault)
{
    if (draft && file_add(draft, content, fault))
        return file_finish(draft, fault);
    file_abandon(draft);
    return false;
}

bool file_write_whole(str path, str content, struct fault *fault)
{
    return write_through(file_begin(path, fault), content, fault);
}

bool file_write_new(str path, str content, struct fault *fault)
{
    return write_through(begin_new(path, fault), content, fault);
}

bool file_make_empty(str path, struct fault *fault)
{
    struct arena *arena = arena_make();
    int handle = open_again(text_copy(arena, path).at,
                            O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
                            S_IRUSR | S_IWUSR);
    bool done = handle >= 0 && close(handle) == 0 && file_prove(path);
    if (!done)
        cannot(fault, cannot_write, path);
    arena_destroy(arena);
    return done;
}

/* ---- read piece by piece ------------------------------------------------- */

struct file_reader {
    struct arena *arena; /* its own */
    str path;            /* for people */
    uint64_t size;
    int handle;
};

static struct file_reader *open_reader(const char *name, str path,
                                       struct fault *fault)
{
    uint64_t size = 0;
    int handle = open_plain(name, path, &size, fault);
    if (handle < 0)
        return NULL;
    struct arena *arena = arena_make();
    struct file_reader *reader = arena_new(arena, struct file_reader);
    *reader = (struct file_reader){ .arena = arena,
                                    .path = text_copy(arena, path),
                                    .size = size,
                                    .handle = handle };
    return reader;
}

struct file_reader *file_open(str path, struct fault *fault)
{
    struct arena *arena = arena_make();
    struct file_reader *reader = open_reader(text_copy(arena, path).at, path,
                                             fault);
    arena_destroy(arena);
    return reader;
}

struct file_reader *file_reread(struct file_draft *draft, struct fault *fault)
{
    if (draft->why == 0 && fsync(draft->handle) < 0)
        draft->why = errno;
    if (draft->why) {
        errno = draft->why;
        cannot_draft(draft, fault);
        return NULL;
    }
    posix_fadvise(draft->handle, 0, 0, POSIX_FADV_DONTNEED);
    return open_reader(draft->name, draft->path, fault);
}

uint64_t file_size(const struct file_reader *reader)
{
    return reader->size;
}

bool file_read_at(struct file_reader *reader, uint64_t at, void *bytes,
                  size_t size, struct fault *fault)
{
    assert(at <= reader->size && size <= reader->size - at);
    ssize_t got = lseek(reader->handle, (off_t)at, SEEK_SET) < 0
                      ? -1
                      : read_all(reader->handle, bytes, size);
    if (got < 0)
        return cannot(fault, cannot_read, reader->path);
    return (size_t)got == size ||
           fault_set(fault,
                     "{file} became shorter while it was read; copy it again",
                     SLOT("file", reader->path));
}

void file_close(struct file_reader *reader)
{
    if (!reader)
        return;
    close(reader->handle);
    arena_destroy(reader->arena);
}

bool file_rename(str from, str to, struct fault *fault)
{
    struct arena *arena = arena_make();
    bool done = rename(text_copy(arena, from).at, text_copy(arena, to).at) ==
                    0 &&
                flush_folder(text_copy(arena, file_folder(to)).at);
    if (!done)
        cannot(fault, cannot_write, to);
    arena_destroy(arena);
    return done;
}

bool file_link(str from, str to)
{
    struct arena *arena = arena_make();
    bool done = link(text_copy(arena, from).at, text_copy(arena, to).at) == 0;
    arena_destroy(arena);
    return done;
}

/* How many files the two names are; 0 if that cannot be told. */
static int count_files(str one, str other)
{
    struct arena *arena = arena_make();
    struct stat left;
    struct stat right;
    bool known = stat(text_copy(arena, one).at, &left) == 0 &&
                 stat(text_copy(arena, other).at, &right) == 0;
    arena_destroy(arena);
    if (!known)
        return 0;
    return left.st_dev == right.st_dev && left.st_ino == right.st_ino ? 1 : 2;
}

bool file_same(str one, str other)
{
    return count_files(one, other) == 1;
}

bool file_differ(str one, str other)
{
    return count_files(one, other) == 2;
}

bool file_prove(str path)
{
    struct arena *arena = arena_make();
    bool done = flush_folder(text_copy(arena, file_folder(path)).at);
    arena_destroy(arena);
    return done;
}

/* In place: a new file of the same name would lie elsewhere on the disk. */
static bool write_zeros(const char *name)
{
    static const char zeros[8192];
    struct stat about;
    int handle = open_again(name, O_WRONLY | O_NOFOLLOW | O_NONBLOCK, 0);
    bool done = handle >= 0 && fstat(handle, &about) == 0 &&
                S_ISREG(about.st_mode);
    for (off_t at = 0; done && at < about.st_size; at += (off_t)sizeof zeros)
        done = write_all(handle, (str){ zeros, sizeof zeros });
    done = done && fsync(handle) == 0;
    if (handle >= 0)
        close(handle);
    return done;
}

void file_erase(str path)
{
    struct arena *arena = arena_make();
    const char *name = text_copy(arena, path).at;
    if (write_zeros(name))
        unlink(name);
    arena_destroy(arena);
}

bool file_is_free(str path, struct fault *fault)
{
    struct arena *arena = arena_make();
    struct stat about;
    bool there = lstat(text_copy(arena, path).at, &about) == 0;
    arena_destroy(arena);
    return !there ||
           fault_set(fault, "{file} is there already; choose another name",
                     SLOT("file", path));
}

bool file_may_replace(str path, str mark, struct fault *fault)
{
    struct arena *arena = arena_make();
    struct stat about;
    bool there = lstat(text_copy(arena, path).at, &about) == 0;
    char *start = arena_take(arena, mark.size);
    struct fault passed_over = { .arena = arena };
    struct file_reader *file = there ? file_open(path, &passed_over) : NULL;
    bool same = file && file_size(file) >= mark.size &&
                file_read_at(file, 0, start, mark.size, &passed_over) &&
                text_equal((str){ start, mark.size }, mark);
    file_close(file);
    arena_destroy(arena);
    return !there || same ||
           fault_set(fault,
                     "{file} is there already and is something else; choose "
                     "another name",
                     SLOT("file", path));
}

void file_remove(str path)
{
    struct arena *arena = arena_make();
    unlink(text_copy(arena, path).at);
    arena_destroy(arena);
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
