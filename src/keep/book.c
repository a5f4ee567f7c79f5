/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/book.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"

struct book {
    sqlite3 *file;
    sqlite3_blob *row; /* one handle, moved from row to row */
    bool writable;     /* whether that handle can write */
    long rows;
    bool shut;     /* the file may not be written to, says the world */
    bool flushed;  /* the journal's head, since it may have been left full */
    long written;  /* rows, in this transaction */
    bool littered; /* the journal may name more than the last leaf */
    struct arena *arena;
    str path; /* for faults */
};

/* ---- faults -------------------------------------------------------------- */

static const struct {
    int code;
    const char *why;
} reasons[] = {
    { .code = SQLITE_FULL, .why = TEXT_KEY("the disk is full") },
    { .code = SQLITE_IOERR,
      .why = TEXT_KEY("the disk does not answer properly") },
    { .code = SQLITE_READONLY,
      .why = TEXT_KEY("the disk may not be written to") },
    { .code = SQLITE_BUSY, .why = TEXT_KEY("another program is using it") },
    { .code = SQLITE_NOMEM, .why = TEXT_KEY("there is no memory left") },
    { .code = SQLITE_CANTOPEN, .why = TEXT_KEY("it cannot be opened") },
    { .code = SQLITE_PERM, .why = TEXT_KEY("this user is not allowed to") },
    { .code = SQLITE_AUTH, .why = TEXT_KEY("this user is not allowed to") },
};

static str reason(int code)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].code == (code & 0xFF))
            return text_of(reasons[i].why);
    return S(TEXT_KEY("it is damaged"));
}

static bool fails(const struct book *book, int code, struct fault *fault)
{
    return fault_set(fault,
                     "the answers in {file} could not be read or written: "
                     "{why}; what was kept before is still there",
                     SLOT("file", book->path), SLOT_KEY("why", reason(code)));
}

/* Whether the code blames the content rather than the world. What the disk
 * does not give back is as good as damaged: there is another copy. */
static bool blames_content(int code)
{
    switch (code & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: /* no such table, a schema that makes no sense */
    case SQLITE_SCHEMA:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
    case SQLITE_TOOBIG:
    case SQLITE_FORMAT:
        return true;
    default:
        return code == SQLITE_IOERR_SHORT_READ || code == SQLITE_IOERR_READ ||
               code == SQLITE_IOERR_CORRUPTFS;
    }
}

static enum book_verdict verdict(const struct book *book, int code,
                                 struct fault *fault)
{
    if (code == SQLITE_OK)
        return BOOK_FINE;
    if (blames_content(code))
        return BOOK_DAMAGED;
    fails(book, code, fault);
    return BOOK_FAILED;
}

/* ---- statements ---------------------------------------------------------- */

static int run(const struct book *book, const char *sql)
{
    return sqlite3_exec(book->file, sql, NULL, NULL, NULL);
}

/* The number that a statement gives. */
static int ask(const struct book *book, const char *sql, long *number)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(book->file, sql, -1, &statement, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
        *number = (long)sqlite3_column_int64(statement, 0);
        code = code == SQLITE_ROW ? SQLITE_OK : code;
    }
    int closed = sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_CORRUPT : code ? code : closed;
}

/* How the file is treated, each time anew. EXCLUSIVE keeps other programs out;
 * it stands first because the next one reads the file, and what a crash left
 * half done is undone then: only so is the journal not deleted, and with it the
 * room that was taken for it. PERSIST overwrites one journal, EXTRA flushes it
 * and all else. */
static const char manners[] = "PRAGMA locking_mode = EXCLUSIVE;"
                              "PRAGMA page_size = 8192;"
                              "PRAGMA cache_size = 64;"
                              "PRAGMA journal_mode = PERSIST;"
                              "PRAGMA synchronous = EXTRA;"
                              "PRAGMA temp_store = MEMORY;"
                              "PRAGMA mmap_size = 0;"
                              "PRAGMA trusted_schema = OFF;"
                              "PRAGMA cell_size_check = ON;";

/* What leads from each version to the next. A released step is never changed.
 */
static const char *const migrations[] = {
    [1] = "CREATE TABLE leaf (row INTEGER PRIMARY KEY, bytes BLOB NOT NULL)",
};
enum { NEWEST = sizeof migrations / sizeof *migrations - 1 };

static int migrate_once(const struct book *book, long version)
{
    char step[] = "PRAGMA user_version = 0";
    assert(version < 10);
    step[sizeof step - 2] = (char)('0' + version);
    int code = run(book, "BEGIN IMMEDIATE");
    if (code == SQLITE_OK)
        code = run(book, migrations[version]);
    if (code == SQLITE_OK)
        code = run(book, step);
    if (code == SQLITE_OK)
        code = run(book, "COMMIT");
    if (code != SQLITE_OK)
        run(book, "ROLLBACK");
    return code;
}

static int migrate(const struct book *book, long version)
{
    int code = SQLITE_OK;
    while (code == SQLITE_OK && version < NEWEST)
        code = migrate_once(book, ++version);
    return code;
}

/* ---- opening and closing ------------------------------------------------- */

static struct book *begin(str path)
{
    struct arena *arena = arena_make();
    struct book *book = arena_new(arena, struct book);
    book->arena = arena;
    book->path = text_copy(arena, path);
    book->littered = true;
    return book;
}

void book_close(struct book *book)
{
    if (!book)
        return;
    sqlite3_blob_close(book->row);
    sqlite3_close(book->file);
    arena_destroy(book->arena);
}

static int open_file(struct book *book, int more)
{
    int code = sqlite3_open_v2(book->path.at, &book->file,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE |
                                   SQLITE_OPEN_NOMUTEX | more,
                               NULL);
    if (code != SQLITE_OK)
        return code;
    book->shut = sqlite3_db_readonly(book->file, "main") == 1;
    return run(book, manners);
}

/* Whether it is the file itself that says it may not be written to: no store
 * ever says that. */
static bool says_read_only(const struct book *book)
{
    return !book->shut && sqlite3_db_readonly(book->file, "main") == 1;
}

/* SQLite takes an empty file for a new one, and throws away the journal beside
 * it, which may be all that is left. */
static bool has_no_page(const struct book *book)
{
    struct fault passed_over = { .arena = book->arena };
    struct file_reader *file = file_open(book->path, &passed_over);
    bool none = file && file_size(file) < LEAF_PAGE;
    file_close(file);
    return none;
}

/* A file with no version is none that book_make() finished. */
static enum book_verdict look(struct book *book, struct fault *fault)
{
    long version = 0;
    int code = open_file(book, 0);
    if (code == SQLITE_OK)
        code = ask(book, "PRAGMA user_version", &version);
    if (code == SQLITE_OK && version > NEWEST)
        return BOOK_NEWER;
    if (code == SQLITE_OK && (version <= 0 || says_read_only(book)))
        return BOOK_DAMAGED;
    if (code == SQLITE_OK)
        code = migrate(book, version);
    if (code == SQLITE_OK)
        code = ask(book, "SELECT count(*) FROM leaf", &book->rows);
    return verdict(book, code, fault);
}

enum book_verdict book_open(str path, struct book **book, struct fault *fault)
{
    *book = begin(path);
    enum book_verdict found = has_no_page(*book) ? BOOK_DAMAGED
                                                 : look(*book, fault);
    if (found == BOOK_FINE)
        return found;
    book_close(*book);
    *book = NULL;
    return found;
}

long book_rows(const struct book *book)
{
    return book->rows;
}

enum book_verdict book_check(struct book *book, struct fault *fault)
{
    long sound = 0;
    int code = ask(book, "SELECT quick_check = 'ok' FROM pragma_quick_check(1)",
                   &sound);
    if (code == SQLITE_OK && !sound)
        return BOOK_DAMAGED;
    return verdict(book, code, fault);
}

/* ---- rows ---------------------------------------------------------------- */

/* A blob handle that failed cannot be moved any more. */
static void drop_row(struct book *book)
{
    sqlite3_blob_close(book->row);
    book->row = NULL;
}

static int move_to(struct book *book, long row, bool writing)
{
    if (book->row && (book->writable || !writing)) {
        int code = sqlite3_blob_reopen(book->row, row + 1);
        if (code == SQLITE_OK)
            return code;
    }
    drop_row(book);
    book->writable = writing;
    return sqlite3_blob_open(book->file, "main", "leaf", "bytes", row + 1,
                             writing, &book->row);
}

static int check_size(const struct book *book)
{
    return sqlite3_blob_bytes(book->row) == LEAF_SIZE ? SQLITE_OK
                                                      : SQLITE_CORRUPT;
}

enum book_verdict book_read(struct book *book, long row, struct leaf *leaf,
                            struct fault *fault)
{
    int code = move_to(book, row, false);
    if (code == SQLITE_OK)
        code = check_size(book);
    if (code == SQLITE_OK)
        code = sqlite3_blob_read(book->row, leaf->bytes, LEAF_SIZE, 0);
    if (code != SQLITE_OK)
        drop_row(book);
    return verdict(book, code, fault);
}

/* A leaf and its mirror: so much of the journal is overwritten every time. */
enum { ROWS_OF_A_LEAF = 2 };

/* A disk that once failed to flush may never have written that the journal's
 * head is empty again, though it reads so. When the power goes while the next
 * pages are put under that head, it undoes one into the place of another. So
 * the first page has the head flushed before there is a second one: the other
 * copy of each leaf stays whole. */
static int flush_head(struct book *book)
{
    sqlite3_file *journal = NULL;
    int code = sqlite3_file_control(book->file, "main",
                                    SQLITE_FCNTL_JOURNAL_POINTER, &journal);
    if (code == SQLITE_OK && journal && journal->pMethods)
        code = journal->pMethods->xSync(journal, SQLITE_SYNC_NORMAL);
    book->flushed = code == SQLITE_OK;
    return code;
}

bool book_write(struct book *book, long row, const struct leaf *leaf,
                struct fault *fault)
{
    int code = move_to(book, row, true);
    if (code == SQLITE_OK)
        code = check_size(book);
    if (code == SQLITE_OK)
        code = sqlite3_blob_write(book->row, leaf->bytes, LEAF_SIZE, 0);
    if (code == SQLITE_OK && !book->flushed)
        code = flush_head(book);
    if (++book->written > ROWS_OF_A_LEAF)
        book->littered = true;
    if (code == SQLITE_OK)
        return true;
    drop_row(book);
    return fails(book, code, fault);
}

/* ---- transactions -------------------------------------------------------- */

/* The journal keeps this much of the disk; a long transaction takes more. */
enum { JOURNAL_KEPT = 262144 };

static int write_zeros(sqlite3_file *file, sqlite3_int64 size)
{
    static const unsigned char zeros[LEAF_PAGE];
    int code = SQLITE_OK;
    for (sqlite3_int64 at = 0; code == SQLITE_OK && at < size;
         at += LEAF_PAGE) {
        int piece = size - at < LEAF_PAGE ? (int)(size - at) : LEAF_PAGE;
        code = file->pMethods->xWrite(file, zeros, piece, at);
    }
    return code == SQLITE_OK ? file->pMethods->xSync(file, SQLITE_SYNC_NORMAL)
                             : code;
}

/* SQLite leaves a done journal as it is but for its head. What a transaction
 * writes behind the two rows of a leaf, no later one of one leaf overwrites: it
 * would tell until the next long one which places were empty then (P3). So it
 * is zeroed, and only what is zeroed on disk is given back. If that fails, it
 * is for the next transaction to do. */
static void sweep_journal(struct book *book)
{
    sqlite3_file *journal = NULL;
    sqlite3_int64 size = 0;
    int code = sqlite3_file_control(book->file, "main",
                                    SQLITE_FCNTL_JOURNAL_POINTER, &journal);
    if (code != SQLITE_OK || !journal || !journal->pMethods)
        return;
    code = journal->pMethods->xFileSize(journal, &size);
    if (code == SQLITE_OK)
        code = write_zeros(journal, size);
    if (code == SQLITE_OK && size > JOURNAL_KEPT)
        code = journal->pMethods->xTruncate(journal, JOURNAL_KEPT);
    book->littered = code != SQLITE_OK;
}

bool book_begin(struct book *book, struct fault *fault)
{
    book->written = 0;
    int code = run(book, "BEGIN IMMEDIATE");
    return code == SQLITE_OK || fails(book, code, fault);
}

void book_rollback(struct book *book)
{
    drop_row(book);
    if (!sqlite3_get_autocommit(book->file))
        run(book, "ROLLBACK");
}

bool book_commit(struct book *book, struct fault *fault)
{
    drop_row(book);
    int code = run(book, "COMMIT");
    if (code != SQLITE_OK) {
        fails(book, code, fault);
        book->flushed = false;
        book_rollback(book);
        return false;
    }
    if (book->littered)
        sweep_journal(book);
    return true;
}

/* ---- making -------------------------------------------------------------- */

static int insert_row(sqlite3_stmt *insert, long row, const struct leaf *leaf)
{
    sqlite3_bind_int64(insert, 1, row + 1);
    sqlite3_bind_blob(insert, 2, leaf->bytes, LEAF_SIZE, SQLITE_STATIC);
    int code = sqlite3_step(insert);
    sqlite3_reset(insert);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* Row by row from the filler, then each again from the book. */
static bool next_row(struct book *book, const struct book_filler *filler,
                     long row, struct leaf *leaf, struct fault *fault)
{
    if (row < filler->rows)
        return filler->leaf(filler->from, row, leaf, fault);
    int code = move_to(book, row - filler->rows, false);
    if (code == SQLITE_OK)
        code = sqlite3_blob_read(book->row, leaf->bytes, LEAF_SIZE, 0);
    return code == SQLITE_OK || fails(book, code, fault);
}

static bool insert_rows(struct book *book, sqlite3_stmt *insert,
                        const struct book_filler *filler, struct fault *fault)
{
    struct leaf *leaf = arena_new(book->arena, struct leaf);
    for (long row = 0; row < 2 * filler->rows; row++) {
        if (!next_row(book, filler, row, leaf, fault))
            return false;
        int code = insert_row(insert, row, leaf);
        if (code != SQLITE_OK)
            return fails(book, code, fault);
        if (!progress_piece(filler->progress, row + 1, 2 * filler->rows))
            return fault_set(fault, "it was called off; nothing was changed");
    }
    return true;
}

static bool fill(struct book *book, const struct book_filler *filler,
                 struct fault *fault)
{
    sqlite3_stmt *insert = NULL;
    int code = sqlite3_prepare_v2(book->file, "INSERT INTO leaf VALUES (?, ?)",
                                  -1, &insert, NULL);
    if (code != SQLITE_OK)
        return fails(book, code, fault);
    bool done = book_begin(book, fault) &&
                insert_rows(book, insert, filler, fault);
    sqlite3_finalize(insert);
    if (done)
        return book_commit(book, fault);
    book_rollback(book);
    return false;
}

bool book_make(str path, const struct book_filler *filler, struct fault *fault)
{
    struct book *book = begin(path);
    int code = open_file(book, SQLITE_OPEN_CREATE);
    if (code == SQLITE_OK)
        code = migrate(book, 0);
    if (code != SQLITE_OK)
        fails(book, code, fault);
    bool done = code == SQLITE_OK && fill(book, filler, fault);
    book_close(book);
    return done;
}
