/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shim.h"

#include <sqlite3.h>
#include <string.h>

#include "cases.h"

static struct {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    long nth; /* 0: no trouble */
    long calls;
    enum shim_how how;
    long many;
} shim;

struct shim_file {
    sqlite3_file base;
    sqlite3_file *real; /* right behind */
};

/* What a call does: not every trouble is for every call. */
enum shim_does { ASKS, READS, WRITES };

static bool can_fail(enum shim_does does)
{
    if (shim.how == SHIM_FULL || shim.how == SHIM_READONLY)
        return does == WRITES;
    return shim.how != SHIM_SHORT || does == READS;
}

/* SQLITE_OK, or what the call fails with: `broken` where it just breaks. */
static int failure(enum shim_does does, int broken)
{
    static const int codes[SHIM_HOWS] = {
        [SHIM_FULL] = SQLITE_FULL,
        [SHIM_READONLY] = SQLITE_READONLY,
        [SHIM_SHORT] = SQLITE_IOERR_SHORT_READ,
        [SHIM_MEMORY] = SQLITE_IOERR_NOMEM,
    };
    if (shim.nth == 0 || !can_fail(does))
        return SQLITE_OK;
    shim.calls++;
    if (shim.calls < shim.nth || shim.calls - shim.nth >= shim.many)
        return SQLITE_OK;
    return shim.how == SHIM_BROKEN ? broken : codes[shim.how];
}

/* ---- of a file ----------------------------------------------------------- */

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct shim_file *)file)->real;
}

static int shut_file(sqlite3_file *file)
{
    sqlite3_file *real = real_of(file);
    int failed = failure(ASKS, SQLITE_IOERR_CLOSE);
    int code = real->pMethods->xClose(real);
    return failed ? failed : code;
}

static int read_file(sqlite3_file *file, void *bytes, int size,
                     sqlite3_int64 at)
{
    sqlite3_file *real = real_of(file);
    int failed = failure(READS, SQLITE_IOERR_READ);
    if (failed) /* what is missing must be zeros */
        memset(bytes, 0, (size_t)size);
    return failed ? failed : real->pMethods->xRead(real, bytes, size, at);
}

static int write_file(sqlite3_file *file, const void *bytes, int size,
                      sqlite3_int64 at)
{
    sqlite3_file *real = real_of(file);
    int failed = failure(WRITES, SQLITE_IOERR_WRITE);
    return failed ? failed : real->pMethods->xWrite(real, bytes, size, at);
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size)
{
    sqlite3_file *real = real_of(file);
    int failed = failure(WRITES, SQLITE_IOERR_TRUNCATE);
    return failed ? failed : real->pMethods->xTruncate(real, size);
}

static int sync_file(sqlite3_file *file, int flags)
{
    sqlite3_file *real = real_of(file);
    int failed = failure(WRITES, SQLITE_IOERR_FSYNC);
    return failed ? failed : real->pMethods->xSync(real, flags);
}

static int size_file(sqlite3_file *file, sqlite3_int64 *size)
{
    sqlite3_file *real = real_of(file);
    int failed = failure(ASKS, SQLITE_IOERR_FSTAT);
    return failed ? failed : real->pMethods->xFileSize(real, size);
}

static int lock_file(sqlite3_file *file, int lock)
{
    sqlite3_file *real = real_of(file);
    int failed = failure(ASKS, SQLITE_IOERR_LOCK);
    return failed ? failed : real->pMethods->xLock(real, lock);
}

static int unlock_file(sqlite3_file *file, int lock)
{
    sqlite3_file *real = real_of(file);
    int failed = failure(ASKS, SQLITE_IOERR_UNLOCK);
    return failed ? failed : real->pMethods->xUnlock(real, lock);
}

static int is_locked(sqlite3_file *file, int *locked)
{
    sqlite3_file *real = real_of(file);
    int failed = failure(ASKS, SQLITE_IOERR_CHECKRESERVEDLOCK);
    return failed ? failed : real->pMethods->xCheckReservedLock(real, locked);
}

/* Nobody minds when this one fails; it may not. */
static int control_file(sqlite3_file *file, int what, void *with)
{
    sqlite3_file *real = real_of(file);
    return real->pMethods->xFileControl(real, what, with);
}

static int sector_of_file(sqlite3_file *file)
{
    sqlite3_file *real = real_of(file);
    return real->pMethods->xSectorSize(real);
}

static int traits_of_file(sqlite3_file *file)
{
    sqlite3_file *real = real_of(file);
    return real->pMethods->xDeviceCharacteristics(real);
}

static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = shut_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_file,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = is_locked,
    .xFileControl = control_file,
    .xSectorSize = sector_of_file,
    .xDeviceCharacteristics = traits_of_file,
};

/* ---- of the file system -------------------------------------------------- */

static int open_file(sqlite3_vfs *vfs, const char *path, sqlite3_file *file,
                     int flags, int *given)
{
    struct shim_file *own = (struct shim_file *)file;
    (void)vfs;
    own->base.pMethods = NULL;
    own->real = (sqlite3_file *)(own + 1);
    int code = failure(ASKS, SQLITE_CANTOPEN);
    if (code == SQLITE_OK)
        code = shim.real->xOpen(shim.real, path, own->real, flags, given);
    if (code == SQLITE_OK)
        own->base.pMethods = &methods;
    return code;
}

static int delete_file(sqlite3_vfs *vfs, const char *path, int flush)
{
    (void)vfs;
    int failed = failure(WRITES, SQLITE_IOERR_DELETE);
    return failed ? failed : shim.real->xDelete(shim.real, path, flush);
}

static int access_file(sqlite3_vfs *vfs, const char *path, int flags,
                       int *result)
{
    (void)vfs;
    int failed = failure(ASKS, SQLITE_IOERR_ACCESS);
    return failed ? failed : shim.real->xAccess(shim.real, path, flags, result);
}

static int full_path(sqlite3_vfs *vfs, const char *path, int size, char *full)
{
    (void)vfs;
    int failed = failure(ASKS, SQLITE_CANTOPEN_FULLPATH);
    return failed ? failed
                  : shim.real->xFullPathname(shim.real, path, size, full);
}

/* ---- for the tests ------------------------------------------------------- */

void shim_end(void)
{
    if (shim.real)
        sqlite3_vfs_unregister(&shim.vfs);
}

void shim_begin(void)
{
    shim_end(); /* that of a test that failed */
    shim.real = sqlite3_vfs_find(NULL);
    shim.vfs = *shim.real;
    shim.vfs.zName = "shim";
    shim.vfs.szOsFile += (int)sizeof(struct shim_file);
    shim.vfs.xOpen = open_file;
    shim.vfs.xDelete = delete_file;
    shim.vfs.xAccess = access_file;
    shim.vfs.xFullPathname = full_path;
    shim.nth = 0;
    assert_int_equal(sqlite3_vfs_register(&shim.vfs, 1), SQLITE_OK);
}

void shim_trouble(long nth, enum shim_how how, long many)
{
    shim.nth = nth;
    shim.calls = 0;
    shim.how = how;
    shim.many = many;
}

bool shim_calm(void)
{
    bool met = shim.nth > 0 && shim.calls >= shim.nth;
    shim.nth = 0;
    return met;
}
