/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Trouble: the Nth call to the system fails, does half, or never returns.
 * The linker puts these functions in front of the system's (--wrap=open and
 * so on); without trouble they only note which steps were taken.
 */
#ifndef TESTS_BASE_TROUBLE_H
#define TESTS_BASE_TROUBLE_H

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/mman.h>

#include "proof.h"

enum step {
    OPEN,
    MKOSTEMP,
    WRITE,
    FSYNC,
    CLOSE,
    RENAME,
    RENAMEAT2,
    LINK,
    READ,
    FSTAT,
    MMAP,
    READDIR,
    STEPS
};
static const char *const step_names[STEPS] = {
    "open",      "mkostemp", "write", "fsync", "close", "rename",
    "renameat2", "link",     "read",  "fstat", "mmap",  "readdir",
};

/* What can be wrong besides an errno. */
enum { SHORT = -1, KILLED = -2, NOTHING = -3, LIES = -4 };

static struct {
    bool on;
    int calls;
    int nth;        /* which call meets the trouble; 0: none */
    int how;        /* an errno, SHORT, KILLED, NOTHING or LIES */
    enum step step; /* what the Nth call was */
    bool simple;    /* the disk cannot rename to free places only */
    bool renamed;
    bool late;      /* the Nth call came behind the renaming */
    char path[400]; /* the steps taken */
} trouble;

static void trouble_begin(int nth, int how)
{
    memset(&trouble, 0, sizeof trouble);
    trouble.nth = nth;
    trouble.how = how;
    trouble.on = true;
}

/* Ends the trouble; false if it was not met. */
static bool trouble_end(void)
{
    trouble.on = false;
    return trouble.nth > 0 && trouble.calls >= trouble.nth;
}

static void note(enum step step)
{
    size_t used = strlen(trouble.path);
    snprintf(trouble.path + used, sizeof trouble.path - used, "%s%s",
             used ? " " : "", step_names[step]);
}

/* Whether this call fails; errno says how. */
static bool fails(enum step step)
{
    if (!trouble.on)
        return false;
    note(step);
    if (++trouble.calls != trouble.nth)
        return false;
    trouble.step = step;
    trouble.late = trouble.renamed;
    if (trouble.how == KILLED)
        kill(getpid(), SIGKILL);
    if (trouble.how < 0)
        return false;
    errno = trouble.how;
    return true;
}

static size_t cut_short(size_t size)
{
    bool now = trouble.on && trouble.calls == trouble.nth &&
               trouble.how == SHORT;
    if (trouble.on && trouble.calls == trouble.nth && trouble.how == NOTHING)
        return 0;
    return now && size > 1 ? size / 2 : size;
}

/* NOLINTBEGIN(readability-identifier-naming): the linker's names */
int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __real_mkostemp(char *name, int flags);
int __wrap_mkostemp(char *name, int flags);
ssize_t __real_write(int handle, const void *bytes, size_t size);
ssize_t __wrap_write(int handle, const void *bytes, size_t size);
int __real_fsync(int handle);
int __wrap_fsync(int handle);
int __real_close(int handle);
int __wrap_close(int handle);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __real_renameat2(int from_folder, const char *from, int to_folder,
                     const char *to, unsigned how);
int __wrap_renameat2(int from_folder, const char *from, int to_folder,
                     const char *to, unsigned how);
int __real_link(const char *from, const char *to);
int __wrap_link(const char *from, const char *to);
ssize_t __real_read(int handle, void *bytes, size_t size);
ssize_t __wrap_read(int handle, void *bytes, size_t size);
int __real_fstat(int handle, struct stat *about);
int __wrap_fstat(int handle, struct stat *about);
void *__real_mmap(void *at, size_t size, int may, int how, int handle,
                  off_t from);
void *__wrap_mmap(void *at, size_t size, int may, int how, int handle,
                  off_t from);
struct dirent *__real_readdir(DIR *folder);
struct dirent *__wrap_readdir(DIR *folder);
/* NOLINTEND(readability-identifier-naming) */

int __wrap_open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    return fails(OPEN) ? -1 : __real_open(path, flags, mode);
}

int __wrap_mkostemp(char *name, int flags)
{
    return fails(MKOSTEMP) ? -1 : __real_mkostemp(name, flags);
}

ssize_t __wrap_write(int handle, const void *bytes, size_t size)
{
    return fails(WRITE) ? -1 : __real_write(handle, bytes, cut_short(size));
}

int __wrap_fsync(int handle)
{
    return fails(FSYNC) ? -1 : __real_fsync(handle);
}

/* Linux closes the handle even where it reports an error. */
int __wrap_close(int handle)
{
    if (!fails(CLOSE))
        return __real_close(handle);
    int why = errno;
    __real_close(handle);
    errno = why;
    return -1;
}

int __wrap_rename(const char *from, const char *to)
{
    if (fails(RENAME))
        return -1;
    int done = __real_rename(from, to);
    trouble.renamed = done == 0;
    return done;
}

int __wrap_renameat2(int from_folder, const char *from, int to_folder,
                     const char *to, unsigned how)
{
    if (fails(RENAMEAT2))
        return -1;
    if (trouble.on && trouble.simple) {
        errno = EINVAL;
        return -1;
    }
    int done = __real_renameat2(from_folder, from, to_folder, to, how);
    trouble.renamed = done == 0;
    return done;
}

int __wrap_link(const char *from, const char *to)
{
    if (fails(LINK))
        return -1;
    int done = __real_link(from, to);
    trouble.renamed = done == 0;
    return done;
}

ssize_t __wrap_read(int handle, void *bytes, size_t size)
{
    if (fails(READ))
        return -1;
    ssize_t got = __real_read(handle, bytes, cut_short(size));
    if (got > 0 && trouble.on && trouble.calls == trouble.nth &&
        trouble.how == LIES)
        *(char *)bytes ^= 1;
    return got;
}

int __wrap_fstat(int handle, struct stat *about)
{
    return fails(FSTAT) ? -1 : __real_fstat(handle, about);
}

void *__wrap_mmap(void *at, size_t size, int may, int how, int handle,
                  off_t from)
{
    if (fails(MMAP))
        return MAP_FAILED;
    return __real_mmap(at, size, may, how, handle, from);
}

struct dirent *__wrap_readdir(DIR *folder)
{
    return fails(READDIR) ? NULL : __real_readdir(folder);
}

#endif
