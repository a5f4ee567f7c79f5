/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cases.h"

enum { HANDLES = 1024, NAMES = 32, NOT_OURS = 0, THE_FOLDER = 1, FILES = 2 };

static struct {
    bool watching;
    char folder[200];
    size_t folder_size;
    struct disk_log *log; /* NULL: nothing is recorded */
    int handles[HANDLES]; /* NOT_OURS, THE_FOLDER, or FILES + the number */
    struct {
        char name[FOLDER_NAME];
        int file;
    } names[NAMES];
    int name_count;
    int files;
    long nth; /* 0: no trouble */
    long calls;
    int how;
    long many;
    bool full;
    int scratched; /* the file; -1: none */
    uint64_t scratch_at;
    size_t scratch_size;
} disk;

/* ---- whose it is --------------------------------------------------------- */

/* The name within the folder, "" for the folder itself, NULL for others. */
static const char *name_within(const char *path)
{
    size_t size = disk.folder_size;
    if (!disk.watching || !path || strncmp(path, disk.folder, size) != 0)
        return NULL;
    if (path[size] == '\0')
        return "";
    return path[size] == '/' ? path + size + 1 : NULL;
}

static int of_handle(int handle)
{
    return disk.watching && handle >= 0 && handle < HANDLES
               ? disk.handles[handle]
               : NOT_OURS;
}

static int find_name(const char *name)
{
    for (int i = 0; i < disk.name_count; i++)
        if (!strcmp(disk.names[i].name, name))
            return i;
    return -1;
}

static void copy_name(char *to, const char *name)
{
    assert_true(strlen(name) < FOLDER_NAME);
    memcpy(to, name, strlen(name) + 1);
}

static void set_name(const char *name, int file)
{
    int i = find_name(name);
    if (i < 0)
        i = disk.name_count++;
    assert_true(i < NAMES);
    copy_name(disk.names[i].name, name);
    disk.names[i].file = file;
}

static void drop_name(const char *name)
{
    int i = find_name(name);
    if (i >= 0)
        disk.names[i] = disk.names[--disk.name_count];
}

/* ---- what is noted ------------------------------------------------------- */

static struct disk_op *note(enum disk_act act, int file)
{
    struct disk_log *log = disk.log;
    static struct disk_op unnoted;
    if (!log)
        return &unnoted;
    if (log->count == log->room) {
        size_t size = (size_t)log->room * sizeof *log->ops;
        log->room = log->room * 2 + 64;
        log->ops = arena_grow(log->arena, log->ops, size,
                              (size_t)log->room * sizeof *log->ops);
    }
    log->files = disk.files;
    log->ops[log->count] = (struct disk_op){ .act = act, .file = file };
    return &log->ops[log->count++];
}

static void note_write(int handle, const void *bytes, ssize_t size, off_t at)
{
    int whose = of_handle(handle);
    if (whose < FILES || size <= 0 || !disk.log)
        return;
    unsigned char *copy = arena_take(disk.log->arena, (size_t)size);
    memcpy(copy, bytes, (size_t)size);
    struct disk_op *op = note(DISK_WRITE, whose - FILES);
    op->bytes = copy;
    op->at = (uint64_t)at;
    op->size = (size_t)size;
}

static void note_name(const char *name, int file)
{
    set_name(name, file);
    copy_name(note(DISK_NAME, file)->name, name);
}

static void note_rename(const char *name, const char *other)
{
    int from = find_name(name);
    if (from < 0)
        return;
    int file = disk.names[from].file;
    struct disk_op *op = note(DISK_RENAME, file);
    copy_name(op->name, name);
    copy_name(op->other, other);
    drop_name(name);
    set_name(other, file);
}

/* ---- trouble ------------------------------------------------------------- */

static bool is_met(void)
{
    return disk.nth > 0 && disk.calls >= disk.nth &&
           disk.calls - disk.nth < disk.many;
}

static bool counts(bool ours)
{
    if (!ours || disk.nth == 0)
        return false;
    disk.calls++;
    return is_met();
}

/* Whether a call to something of ours fails; errno says how. */
static bool fails(bool ours)
{
    if (disk.how == DISK_UNFLUSHED || !counts(ours) || disk.how == DISK_SHORT)
        return false;
    errno = disk.how;
    return true;
}

static bool flush_fails(bool ours)
{
    if (disk.how != DISK_UNFLUSHED)
        return fails(ours);
    errno = EIO;
    return counts(ours);
}

/* How much of a call is done. */
static size_t cut_short(int handle, size_t size)
{
    bool half = of_handle(handle) >= FILES && is_met() &&
                disk.how == DISK_SHORT && size > 1;
    return half ? size / 2 : size;
}

/* How much of it fits; 0 and errno if nothing does. */
static size_t room_for(int handle, size_t size, off_t at)
{
    struct stat about;
    if (!disk.full || of_handle(handle) < FILES ||
        syscall(SYS_fstat, handle, &about) < 0)
        return size;
    if (at + (off_t)size <= about.st_size)
        return size;
    errno = ENOSPC;
    return at < about.st_size ? (size_t)(about.st_size - at) : 0;
}

static bool is_scratched(int handle, size_t size, off_t at)
{
    int whose = of_handle(handle);
    if (whose < FILES || whose - FILES != disk.scratched ||
        (uint64_t)at >= disk.scratch_at + disk.scratch_size ||
        (uint64_t)at + size <= disk.scratch_at)
        return false;
    errno = EIO;
    return true;
}

/* ---- in front of the system ---------------------------------------------- */

static int open_ours(const char *name, int flags, int handle)
{
    int i = find_name(name);
    if (!name[0]) {
        disk.handles[handle] = THE_FOLDER;
        return handle;
    }
    if (i < 0) {
        note_name(name, disk.files++);
        i = find_name(name);
    } else if (flags & O_TRUNC) {
        note(DISK_RESIZE, disk.names[i].file)->size = 0;
    }
    disk.handles[handle] = FILES + disk.names[i].file;
    return handle;
}

static int open_any(const char *path, int flags, mode_t mode)
{
    const char *name = name_within(path);
    bool makes = name && (flags & O_CREAT) && find_name(name) < 0;
    if (fails(name))
        return -1;
    if (makes && disk.full) {
        errno = ENOSPC;
        return -1;
    }
    int handle = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (handle < 0 || handle >= HANDLES || !disk.watching)
        return handle;
    disk.handles[handle] = NOT_OURS;
    return name ? open_ours(name, flags, handle) : handle;
}

static ssize_t write_any(int handle, const void *bytes, size_t size, off_t at)
{
    if (fails(of_handle(handle)))
        return -1;
    size_t some = room_for(handle, cut_short(handle, size), at);
    if (some == 0 && size > 0)
        return -1;
    ssize_t done = syscall(SYS_pwrite64, handle, bytes, some, at);
    note_write(handle, bytes, done, at);
    return done;
}

static int flush_any(long number, int handle)
{
    int whose = of_handle(handle);
    bool failed = flush_fails(whose);
    if (whose == THE_FOLDER && !failed)
        note(DISK_FLUSH_NAMES, 0);
    else if (whose >= FILES)
        note(failed ? DISK_FAILED_FLUSH : DISK_FLUSH, whose - FILES);
    return failed ? -1 : (int)syscall(number, handle);
}

static int resize_any(int handle, off_t size)
{
    int whose = of_handle(handle);
    struct stat about;
    if (fails(whose))
        return -1;
    if (disk.full && whose >= FILES &&
        syscall(SYS_fstat, handle, &about) == 0 && size > about.st_size) {
        errno = ENOSPC;
        return -1;
    }
    int done = (int)syscall(SYS_ftruncate, handle, size);
    if (done == 0 && whose >= FILES)
        note(DISK_RESIZE, whose - FILES)->size = (size_t)size;
    return done;
}

static int rename_any(const char *from, const char *to, unsigned flags)
{
    const char *name = name_within(from);
    const char *other = name_within(to);
    if (fails(name && other))
        return -1;
    int done = (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags);
    if (done == 0 && name && other)
        note_rename(name, other);
    return done;
}

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */
int open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open_any(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open_any(path, flags, mode);
}

int mkostemp(char *name, int flags)
{
    static unsigned made;
    int handle = -1;
    do
        snprintf(name + strlen(name) - 6, 7, "%06u", made++ % 1000000);
    while ((handle = open_any(name, flags | O_RDWR | O_CREAT | O_EXCL, 0600)) <
               0 &&
           errno == EEXIST);
    return handle;
}

int close(int handle)
{
    bool failed = fails(of_handle(handle));
    if (disk.watching && handle >= 0 && handle < HANDLES)
        disk.handles[handle] = NOT_OURS;
    int done = (int)syscall(SYS_close, handle);
    if (failed)
        errno = disk.how;
    return failed ? -1 : done;
}

ssize_t write(int handle, const void *bytes, size_t size)
{
    off_t at = of_handle(handle) >= FILES ? lseek(handle, 0, SEEK_CUR) : -1;
    if (at < 0)
        return syscall(SYS_write, handle, bytes, size);
    ssize_t done = write_any(handle, bytes, size, at);
    if (done > 0)
        lseek(handle, at + done, SEEK_SET);
    return done;
}

ssize_t pwrite64(int handle, const void *bytes, size_t size, off64_t at)
{
    return write_any(handle, bytes, size, at);
}

ssize_t read(int handle, void *bytes, size_t size)
{
    if (of_handle(handle) < FILES)
        return syscall(SYS_read, handle, bytes, size);
    if (fails(true) || is_scratched(handle, size, lseek(handle, 0, SEEK_CUR)))
        return -1;
    return syscall(SYS_read, handle, bytes, cut_short(handle, size));
}

ssize_t pread64(int handle, void *bytes, size_t size, off64_t at)
{
    if (fails(of_handle(handle)) || is_scratched(handle, size, at))
        return -1;
    return syscall(SYS_pread64, handle, bytes, cut_short(handle, size), at);
}

int fstat64(int handle, struct stat64 *about)
{
    return fails(of_handle(handle)) ? -1
                                    : (int)syscall(SYS_fstat, handle, about);
}

int stat(const char *path, struct stat *about)
{
    return fails(name_within(path))
               ? -1
               : (int)syscall(SYS_newfstatat, AT_FDCWD, path, about, 0);
}

int stat64(const char *path, struct stat64 *about)
{
    return fails(name_within(path))
               ? -1
               : (int)syscall(SYS_newfstatat, AT_FDCWD, path, about, 0);
}

int access(const char *path, int how)
{
    return fails(name_within(path))
               ? -1
               : (int)syscall(SYS_faccessat, AT_FDCWD, path, how);
}

int fsync(int handle)
{
    return flush_any(SYS_fsync, handle);
}

int fdatasync(int handle)
{
    return flush_any(SYS_fdatasync, handle);
}

int ftruncate(int handle, off_t size)
{
    return resize_any(handle, size);
}

int ftruncate64(int handle, off64_t size)
{
    return resize_any(handle, size);
}

int unlink(const char *path)
{
    const char *name = name_within(path);
    if (fails(name))
        return -1;
    int done = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (done == 0 && name) {
        copy_name(note(DISK_UNNAME, 0)->name, name);
        drop_name(name);
    }
    return done;
}

int rename(const char *from, const char *to)
{
    return rename_any(from, to, 0);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to,
              unsigned flags)
{
    if (from_folder == AT_FDCWD && to_folder == AT_FDCWD)
        return rename_any(from, to, flags);
    return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to)
{
    const char *name = name_within(from);
    const char *other = name_within(to);
    if (fails(name && other))
        return -1;
    int done = (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (done == 0 && name && other)
        note_name(other, disk.names[find_name(name)].file);
    return done;
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

/* ---- for the tests ------------------------------------------------------- */

void disk_watch(str folder)
{
    struct arena *arena = arena_make();
    struct folder there;
    folder_take(arena, folder, &there);
    memset(&disk, 0, sizeof disk);
    assert_true(folder.size < sizeof disk.folder);
    memcpy(disk.folder, folder.at, folder.size);
    disk.folder_size = folder.size;
    disk.scratched = -1;
    for (int i = 0; i < there.count; i++)
        set_name(there.files[i].name, disk.files++);
    disk.watching = true;
    arena_destroy(arena);
}

void disk_record(str folder, struct disk_log *log)
{
    disk_watch(folder);
    folder_take(log->arena, folder, &log->before);
    log->files = disk.files;
    disk.log = log;
}

void disk_mark(void)
{
    note(DISK_MARK, 0);
}

void disk_rest(void)
{
    disk.watching = false;
    disk.log = NULL;
    disk.nth = 0;
    disk.full = false;
    disk.scratched = -1;
}

void disk_trouble(long nth, int how, long many)
{
    disk.nth = nth;
    disk.calls = 0;
    disk.how = how;
    disk.many = many;
}

bool disk_calm(void)
{
    bool met = disk.nth > 0 && disk.calls >= disk.nth;
    disk.nth = 0;
    return met;
}

void disk_fill(void)
{
    disk.full = true;
}

void disk_scratch(const char *name, uint64_t at, size_t size)
{
    int i = find_name(name);
    disk.scratched = i < 0 || size == 0 ? -1 : disk.names[i].file;
    disk.scratch_at = at;
    disk.scratch_size = size;
}
