/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: read whole, and written whole or not at all whatever happens. */
#include "base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>

#include "trouble.h"

/* ---- what is there, told without the tested functions -------------------- */

static str content_of(struct proof *proof, str path)
{
    struct text content = { .arena = proof->arena };
    FILE *file = fopen(path.at, "rb");
    if (!file)
        return S("(nothing)");
    char bytes[4096];
    for (size_t got; (got = fread(bytes, 1, sizeof bytes, file)) > 0;)
        text_add(&content, (str){ bytes, got });
    fclose(file);
    return text_view(&content);
}

static int files_in_folder(struct proof *proof)
{
    DIR *folder = opendir(proof->folder.at);
    assert_non_null(folder);
    int count = 0;
    for (struct dirent *entry; (entry = readdir(folder));)
        count += strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
    closedir(folder);
    return count;
}

static const struct reason {
    int number;
    const char *why;
} reasons[] = {
    { ENOENT, "there is no such file or folder" },
    { EACCES, "this user is not allowed to" },
    { EPERM, "this user is not allowed to" },
    { ENOTDIR, "part of the path is no folder" },
    { EISDIR, "it is a folder" },
    { ENAMETOOLONG, "the name is too long" },
    { ENOSPC, "the disk is full" },
    { EDQUOT, "the disk is full" },
    { EROFS, "the disk may not be written to" },
    { EIO, "the disk does not answer properly" },
    { EMFILE, "too many files are open" },
    { ENFILE, "too many files are open" },
    { EINTR, "the system does not allow it" },
    { ENXIO, "the system does not allow it" },
};

static str why_of(int number)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].number == number)
            return text_of(reasons[i].why);
    return S("(no such reason)");
}

static int open_handles(void)
{
    DIR *folder = opendir("/proc/self/fd");
    assert_non_null(folder);
    int count = 0;
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

/* ---- reading ------------------------------------------------------------- */

enum { LARGE = 100000 };

static str pattern_of(struct proof *proof, char first, size_t size)
{
    char *bytes = arena_take(proof->arena, size);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(first + (char)(i % 7));
    return (str){ bytes, size };
}

static bool reads(struct proof *proof, str path, size_t limit, str *content)
{
    return file_read(proof->arena, path, limit, content, &proof->fault);
}

static void file_is_read_whole(void **state)
{
    struct proof *proof = *state;
    str wanted = pattern_of(proof, 'a', LARGE);
    str path = proof_file(proof, "large", wanted);
    str content;
    assert_true(reads(proof, path, SIZE_MAX, &content));
    cases_same(content, wanted);
    assert_int_equal('\0', content.at[content.size]);
}

static void any_bytes_are_read(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "bytes", S("a\0\xFF\r\n"));
    str content;
    assert_true(reads(proof, path, 100, &content));
    cases_same_text(content, "a\0\xFF\r\n");
}

static void empty_file_is_read(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "empty", S(""));
    str content = S("before");
    assert_true(reads(proof, path, 0, &content));
    assert_int_equal(0, content.size);
    assert_string_equal("", content.at);
}

static void limit_is_kept_to_the_byte(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "five", S("12345"));
    str content;
    assert_true(reads(proof, path, 5, &content));
    cases_same_text(content, "12345");
    assert_false(reads(proof, path, 4, &content));
    proof_fault(proof, path, S(" is longer than 4 bytes; make it shorter"));
    assert_false(reads(proof, path, 0, &content));
    proof_fault(proof, path, S(" is longer than 0 bytes; make it shorter"));
}

static void reasons_are_said(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "file", S("content"));
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        str content;
        if (reasons[i].number == EINTR) /* which is no reason to give up */
            continue;
        trouble_begin(1, reasons[i].number);
        bool done = reads(proof, path, 100, &content);
        trouble_end();
        assert_false(done);
        proof_fault(proof, path,
                    proof_joined(proof, S(" cannot be read: "),
                                 text_of(reasons[i].why), S("")));
    }
}

static bool maps(struct proof *proof, str path, str *content)
{
    return file_map(path, content, &proof->fault);
}

static void missing_file_is_said(void **state)
{
    struct proof *proof = *state;
    str path = proof_path(proof, "nowhere");
    str below = proof_path(proof, "nowhere/deeper");
    str content;
    str why = S(" cannot be read: there is no such file or folder");
    assert_false(reads(proof, path, 100, &content));
    proof_fault(proof, path, why);
    assert_false(maps(proof, path, &content));
    proof_fault(proof, path, why);
    assert_false(reads(proof, below, 100, &content));
    proof_fault(proof, below, why);
    assert_false(reads(proof, S(""), 100, &content));
    proof_fault(proof, S(""), why);
}

static void assert_no_plain_file(struct proof *proof, str path)
{
    str content;
    str why = S(" is not a plain file; name a file");
    assert_false(reads(proof, path, 100, &content));
    proof_fault(proof, path, why);
    assert_false(maps(proof, path, &content));
    proof_fault(proof, path, why);
}

static void only_plain_files_are_read(void **state)
{
    struct proof *proof = *state;
    str fifo = proof_path(proof, "fifo");
    assert_int_equal(0, mkfifo(fifo.at, 0600));
    assert_no_plain_file(proof, fifo);
    assert_no_plain_file(proof, proof->folder);
    assert_no_plain_file(proof, S("/dev/null"));
}

static void path_need_not_be_terminated(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "abc", S("whole"));
    str longer = proof_joined(proof, S(""), path, S("def"));
    str content;
    assert_true(reads(proof, text_slice(longer, 0, path.size), 5, &content));
    cases_same_text(content, "whole");
}

/* Errors that have nothing to do with us, and those we have to bear. */
static void reading_bears_every_trouble(void **state)
{
    struct proof *proof = *state;
    static const int ways[] = { EIO, EINTR, SHORT };
    str wanted = pattern_of(proof, 'a', LARGE);
    str path = proof_file(proof, "large", wanted);
    int handles = open_handles();
    for (size_t way = 0; way < 3; way++) {
        bool met = true;
        for (int nth = 1; met; nth++) {
            str content = S("");
            trouble_begin(nth, ways[way]);
            bool done = reads(proof, path, LARGE, &content);
            met = trouble_end();
            bool bears = !met || ways[way] == SHORT || trouble.step == CLOSE ||
                         (ways[way] == EINTR && trouble.step != FSTAT);
            assert_int_equal(bears, done);
            if (done)
                cases_same(content, wanted);
            else
                proof_fault(proof, path,
                            proof_joined(proof, S(" cannot be read: "),
                                         why_of(ways[way]), S("")));
            assert_true(met || nth > 4);
        }
    }
    assert_int_equal(handles, open_handles());
}

/* ---- mapping ------------------------------------------------------------- */

static void file_is_mapped_and_let_go(void **state)
{
    struct proof *proof = *state;
    str wanted = pattern_of(proof, 'k', LARGE);
    str path = proof_file(proof, "large", wanted);
    str content;
    int handles = open_handles();
    assert_true(maps(proof, path, &content));
    cases_same(content, wanted);
    assert_int_equal(handles, open_handles());
    void *page = (void *)(uintptr_t)content.at;
    assert_int_equal(0, msync(page, content.size, MS_ASYNC));
    file_unmap(content);
    assert_int_equal(-1, msync(page, content.size, MS_ASYNC));
    assert_int_equal(ENOMEM, errno);
}

static void empty_file_is_mapped(void **state)
{
    struct proof *proof = *state;
    str content = S("before");
    assert_true(maps(proof, proof_file(proof, "empty", S("")), &content));
    assert_int_equal(0, content.size);
    assert_non_null(content.at);
    file_unmap(content);
    file_unmap((str){ 0 });
}

static void mapped_file_outlives_its_name(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "old", S("old content"));
    str content;
    assert_true(maps(proof, path, &content));
    assert_true(file_write_whole(path, S("new"), &proof->fault));
    cases_same_text(content, "old content");
    file_unmap(content);
}

static void mapping_bears_every_trouble(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "small", S("small"));
    int handles = open_handles();
    bool met = true;
    for (int nth = 1; met; nth++) {
        str content;
        trouble_begin(nth, EIO);
        bool done = maps(proof, path, &content);
        met = trouble_end();
        assert_int_equal(!met || trouble.step == CLOSE, done);
        if (done)
            file_unmap(content);
        else
            proof_fault(
                proof, path,
                S(" cannot be read: the disk does not answer properly"));
        assert_true(met || nth > 4);
    }
    assert_int_equal(handles, open_handles());
}

/* ---- writing ------------------------------------------------------------- */

static bool writes(struct proof *proof, str path, str content)
{
    return file_write_whole(path, content, &proof->fault);
}

static void new_file_is_written(void **state)
{
    struct proof *proof = *state;
    str path = proof_path(proof, "new");
    str content = pattern_of(proof, 'a', LARGE);
    int handles = open_handles();
    assert_true(writes(proof, path, content));
    cases_same(content_of(proof, path), content);
    assert_int_equal(1, files_in_folder(proof));
    assert_int_equal(handles, open_handles());
}

static void old_file_is_replaced(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "out", pattern_of(proof, 'a', LARGE));
    assert_true(writes(proof, path, S("short")));
    cases_same_text(content_of(proof, path), "short");
    assert_true(writes(proof, path, S("")));
    cases_same_text(content_of(proof, path), "");
    assert_int_equal(1, files_in_folder(proof));
}

static void file_is_written_in_the_folder_one_is_in(void **state)
{
    struct proof *proof = *state;
    str path = proof_path(proof, "here");
    int before = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(before >= 0);
    assert_int_equal(0, chdir(proof->folder.at));
    bool done = writes(proof, S("here"), S("content"));
    assert_int_equal(0, fchdir(before));
    close(before);
    assert_true(done);
    cases_same_text(content_of(proof, path), "content");
}

static void no_folder_no_file(void **state)
{
    struct proof *proof = *state;
    str path = proof_path(proof, "nowhere/new");
    assert_false(writes(proof, path, S("content")));
    proof_fault(
        proof, path,
        S(" cannot be written: there is no such file or folder; make room "
          "or choose another place"));
    assert_int_equal(0, files_in_folder(proof));
}

static void folder_is_not_replaced(void **state)
{
    struct proof *proof = *state;
    str path = proof_path(proof, "folder");
    assert_int_equal(0, mkdir(path.at, 0700));
    assert_false(writes(proof, path, S("content")));
    proof_fault(proof, path, S(" is not a plain file; name a file"));
    assert_int_equal(1, files_in_folder(proof));
}

static void what_is_no_plain_file_is_not_replaced(void **state)
{
    struct proof *proof = *state;
    str fifo = proof_path(proof, "fifo");
    str link = proof_path(proof, "link");
    assert_int_equal(0, mkfifo(fifo.at, 0600));
    assert_int_equal(0, symlink("fifo", link.at));
    const str paths[] = { fifo, link, S("/dev/null") };
    for (size_t i = 0; i < 3; i++) {
        assert_false(writes(proof, paths[i], S("content")));
        proof_fault(proof, paths[i], S(" is not a plain file; name a file"));
    }
    struct stat about;
    assert_int_equal(0, lstat(fifo.at, &about));
    assert_true(S_ISFIFO(about.st_mode));
    assert_int_equal(2, files_in_folder(proof));
}

/* A link to a link, one that is relative to where it stands, and one to where
 * nothing is yet. */
static void links_are_written_through(void **state)
{
    struct proof *proof = *state;
    str file = proof_file(proof, "file", S("old"));
    str folder = proof_path(proof, "folder");
    str near = proof_path(proof, "folder/near");
    str far = proof_path(proof, "far");
    str open_end = proof_path(proof, "open-end");
    assert_int_equal(0, mkdir(folder.at, 0700));
    assert_int_equal(0, symlink("../file", near.at));
    assert_int_equal(0, symlink(near.at, far.at));
    assert_int_equal(0, symlink("folder/new", open_end.at));
    assert_true(writes(proof, far, S("new")));
    assert_true(writes(proof, open_end, S("newer")));
    cases_same_text(content_of(proof, file), "new");
    cases_same_text(content_of(proof, proof_path(proof, "folder/new")),
                    "newer");
    const str links[] = { near, far, open_end };
    for (size_t i = 0; i < 3; i++) {
        struct stat about;
        assert_int_equal(0, lstat(links[i].at, &about));
        assert_true(S_ISLNK(about.st_mode));
    }
    assert_int_equal(4, files_in_folder(proof));
}

static void links_in_a_ring_are_refused(void **state)
{
    struct proof *proof = *state;
    str ring = proof_path(proof, "ring");
    assert_int_equal(0, symlink("ring", ring.at));
    assert_false(writes(proof, ring, S("content")));
    proof_fault(proof, ring,
                S(" cannot be written: the links lead in a circle; make room "
                  "or choose another place"));
}

static mode_t mode_of(str path)
{
    struct stat about;
    assert_int_equal(0, stat(path.at, &about));
    return about.st_mode & 07777;
}

static void modes_are_kept_or_follow_the_mask(void **state)
{
    struct proof *proof = *state;
    str old = proof_file(proof, "old", S("old"));
    str new = proof_path(proof, "new");
    assert_int_equal(0, chmod(old.at, 0640));
    mode_t mask = umask(0002);
    bool done = writes(proof, old, S("a")) && writes(proof, new, S("b"));
    mode_t mask_after = umask(mask);
    assert_true(done);
    assert_int_equal(0640, mode_of(old));
    assert_int_equal(0664, mode_of(new));
    assert_int_equal(0002, mask_after);
}

static void a_disk_that_takes_nothing_is_given_up(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "out", S("old"));
    trouble_begin(2, NOTHING);
    bool done = writes(proof, path, S("new"));
    assert_true(trouble_end());
    assert_false(done);
    proof_fault(proof, path,
                S(" cannot be written: the disk does not answer properly; make "
                  "room or choose another place"));
    cases_same_text(content_of(proof, path), "old");
    assert_int_equal(1, files_in_folder(proof));
}

/* The superuser may write anywhere. */
static void closed_folder_stays_as_it_is(void **state)
{
    struct proof *proof = *state;
    if (geteuid() == 0)
        skip();
    str path = proof_file(proof, "out", S("old"));
    assert_int_equal(0, chmod(proof->folder.at, 0500));
    bool done = writes(proof, path, S("new"));
    assert_int_equal(0, chmod(proof->folder.at, 0700));
    assert_false(done);
    proof_fault(proof, path,
                S(" cannot be written: this user is not allowed to; make room "
                  "or choose "
                  "another place"));
    cases_same_text(content_of(proof, path), "old");
}

/* On disk before it takes its name; its name on disk before we say so. */
static void order_makes_it_last(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "out", S("old"));
    trouble_begin(0, 0);
    bool done = writes(proof, path, S("new"));
    trouble_end();
    assert_true(done);
    assert_string_equal("mkostemp write fsync close rename open fsync close",
                        trouble.path);
}

/* ---- writing in trouble -------------------------------------------------- */

struct way {
    int how;
    bool replaces; /* an old file is there */
};

static str old_content(struct proof *proof, const struct way *way)
{
    return way->replaces ? pattern_of(proof, 'A', LARGE / 2) : S("(nothing)");
}

/* The file is the old one before the renaming and the new one behind it. */
static void assert_whole(struct proof *proof, const struct way *way, str path)
{
    str new = pattern_of(proof, 'a', LARGE);
    cases_same(content_of(proof, path),
               trouble.renamed ? new : old_content(proof, way));
    assert_int_equal(way->replaces || trouble.renamed, files_in_folder(proof));
}

/* A call that was interrupted is made again, one that wrote less goes on, and
 * nothing hangs on how the folder is let go. */
static bool must_bear(const struct way *way)
{
    if (way->how == EINTR)
        return trouble.step == WRITE || trouble.step == OPEN;
    return way->how == SHORT || (trouble.step == CLOSE && trouble.late);
}

static str place_for(struct proof *proof, const struct way *way)
{
    if (way->replaces)
        return proof_file(proof, "out", old_content(proof, way));
    str path = proof_path(proof, "out");
    unlink(path.at);
    return path;
}

/* Writes while the Nth call fails; false if there are not so many calls. */
static bool write_in_trouble(struct proof *proof, const struct way *way,
                             int nth)
{
    str path = place_for(proof, way);
    trouble_begin(nth, way->how);
    bool done = writes(proof, path, pattern_of(proof, 'a', LARGE));
    bool met = trouble_end();
    assert_whole(proof, way, path);
    assert_true(!done || trouble.renamed);
    if (way->how == EINTR)
        assert_true(done || (met && !must_bear(way)));
    else
        assert_int_equal(!met || must_bear(way), done);
    if (!done)
        proof_fault(proof, path,
                    proof_joined(proof, S(" cannot be written: "),
                                 why_of(way->how),
                                 S("; make room or choose another place")));
    return met;
}

static void file_is_whole_whatever_fails(void **state)
{
    struct proof *proof = *state;
    int handles = open_handles();
    int nth = 1;
    while (write_in_trouble(proof, proof->given, nth))
        nth++;
    assert_true(nth > 8);
    assert_int_equal(handles, open_handles());
}

struct killed {
    const struct way *way;
    str path;
    str content;
    int nth;
};

static void write_until_killed(const void *given)
{
    const struct killed *killed = given;
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    trouble_begin(killed->nth, KILLED);
    if (!file_write_whole(killed->path, killed->content, &fault))
        _exit(1);
    arena_destroy(arena);
}

/* Kills a child before its Nth step; false if it came through. */
static bool kill_at(struct proof *proof, const struct way *way, int nth,
                    bool *new_survives)
{
    struct killed killed = { way, place_for(proof, way),
                             pattern_of(proof, 'a', LARGE), nth };
    struct proof_end end = proof_child(proof, write_until_killed, &killed);
    str found = content_of(proof, killed.path);
    *new_survives = text_equal(found, killed.content);
    if (!*new_survives)
        cases_same(found, old_content(proof, way));
    if (WIFSIGNALED(end.status))
        return true;
    assert_true(proof_ended_with(end, 0));
    assert_true(*new_survives);
    return false;
}

static void file_is_whole_whenever_it_ends(void **state)
{
    struct proof *proof = *state;
    bool new_survives = false;
    int olds = 0;
    int news = 0;
    for (int nth = 1; kill_at(proof, proof->given, nth, &new_survives); nth++) {
        news += new_survives;
        olds += !new_survives;
    }
    assert_int_equal(5,
                     olds); /* before mkostemp, write, fsync, close, rename */
    assert_int_equal(3, news); /* before open, fsync, close */
    str path = proof_path(proof, "out");
    assert_true(writes(proof, path, S("the next time")));
    cases_same_text(content_of(proof, path), "the next time");
}

/* ---- secrets ------------------------------------------------------------- */

static bool writes_new(struct proof *proof, str path, str content)
{
    return file_write_new(path, content, &proof->fault);
}

static void secret_is_its_owners(void **state)
{
    static const mode_t masks[] = { 0, 0022, 0777 };
    struct proof *proof = *state;
    str path = proof_path(proof, "secret");
    str content = pattern_of(proof, 'a', LARGE);
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
        mode_t mask = umask(masks[i]);
        bool done = writes_new(proof, path, content);
        umask(mask);
        assert_true(done);
        cases_same(content_of(proof, path), content);
        assert_int_equal(0600, mode_of(path));
        assert_int_equal(1, files_in_folder(proof));
        unlink(path.at);
    }
}

static void whatever_is_there_is_not_overwritten(void **state)
{
    struct proof *proof = *state;
    str file = proof_file(proof, "file", S("old"));
    str folder = proof_path(proof, "folder");
    str fifo = proof_path(proof, "fifo");
    str link = proof_path(proof, "link");
    str nowhere = proof_path(proof, "nowhere");
    assert_int_equal(0, mkdir(folder.at, 0700));
    assert_int_equal(0, mkfifo(fifo.at, 0600));
    assert_int_equal(0, symlink("file", link.at));
    assert_int_equal(0, symlink("no such file", nowhere.at));
    const str paths[] = { file, folder, fifo, link, nowhere };
    for (int simple = 0; simple < 2; simple++) {
        for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
            trouble_begin(0, 0);
            trouble.simple = simple;
            bool done = writes_new(proof, paths[i], S("new"));
            trouble_end();
            assert_false(done);
            proof_fault(proof, paths[i],
                        S(" is there already; choose another name"));
        }
    }
    cases_same_text(content_of(proof, file), "old");
    assert_int_equal(5, files_in_folder(proof));
}

static void secret_on_any_disk(void **state)
{
    static const char *const steps[] = {
        "mkostemp write fsync close renameat2 open fsync close",
        "mkostemp write fsync close renameat2 link open fsync close",
    };
    struct proof *proof = *state;
    str path = proof_path(proof, "secret");
    for (int simple = 0; simple < 2; simple++) {
        trouble_begin(0, 0);
        trouble.simple = simple;
        bool done = writes_new(proof, path, S("new"));
        trouble_end();
        assert_true(done);
        assert_string_equal(steps[simple], trouble.path);
        cases_same_text(content_of(proof, path), "new");
        assert_int_equal(1, files_in_folder(proof));
        unlink(path.at);
    }
}

static bool must_bear_new(int how)
{
    return how == SHORT ||
           (how == EINTR && (trouble.step == WRITE || trouble.step == OPEN)) ||
           (trouble.step == CLOSE && trouble.late);
}

static bool write_new_in_trouble(struct proof *proof, int how, int nth)
{
    str path = proof_path(proof, "secret");
    str content = pattern_of(proof, 'a', LARGE);
    unlink(path.at);
    trouble_begin(nth, how);
    bool done = writes_new(proof, path, content);
    bool met = trouble_end();
    assert_int_equal(!met || must_bear_new(how), done);
    assert_int_equal(done, files_in_folder(proof));
    cases_same(content_of(proof, path), done ? content : S("(nothing)"));
    if (!done)
        proof_fault(proof, path,
                    proof_joined(proof, S(" cannot be written: "), why_of(how),
                                 S("; make room or choose another place")));
    return met;
}

static void secret_is_whole_whatever_fails(void **state)
{
    static const int ways[] = { EIO, ENOSPC, EROFS, EINTR, SHORT };
    struct proof *proof = *state;
    int handles = open_handles();
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        int nth = 1;
        while (write_new_in_trouble(proof, ways[i], nth))
            nth++;
        assert_true(nth > 8);
    }
    assert_int_equal(handles, open_handles());
}

static void write_new_until_killed(const void *given)
{
    const struct killed *killed = given;
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    umask(0);
    trouble_begin(killed->nth, KILLED);
    if (!file_write_new(killed->path, killed->content, &fault))
        _exit(1);
    arena_destroy(arena);
}

/* Whatever lies about in the folder is for its owner only. */
static void assert_all_closed(struct proof *proof)
{
    DIR *folder = opendir(proof->folder.at);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        str name = text_of(entry->d_name);
        if (!text_starts(name, S(".")))
            assert_int_equal(
                0600, mode_of(file_join(proof->arena, proof->folder, name)));
    }
    closedir(folder);
}

static void secret_is_closed_whenever_it_ends(void **state)
{
    struct proof *proof = *state;
    str path = proof_path(proof, "secret");
    str content = pattern_of(proof, 'a', LARGE);
    bool killed = true;
    for (int nth = 1; killed; nth++) {
        unlink(path.at);
        struct killed row = { NULL, path, content, nth };
        struct proof_end end = proof_child(proof, write_new_until_killed, &row);
        killed = WIFSIGNALED(end.status);
        assert_true(killed || (nth == 9 && proof_ended_with(end, 0)));
        cases_same(content_of(proof, path), nth > 5 ? content : S("(nothing)"));
        assert_all_closed(proof);
    }
}

/* ---- piece by piece ------------------------------------------------------ */

static struct file_draft *begins(struct proof *proof, str path)
{
    struct file_draft *draft = file_begin(path, &proof->fault);
    assert_non_null(draft);
    return draft;
}

static void pieces_are_one_file(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "out", S("old"));
    int handles = open_handles();
    struct file_draft *draft = begins(proof, path);
    struct text whole = { .arena = proof->arena };
    for (int i = 0; i < 30; i++) {
        str piece = pattern_of(proof, (char)('a' + i), (size_t)i * 1000);
        text_add(&whole, piece);
        assert_true(file_add(draft, piece, &proof->fault));
    }
    cases_same_text(content_of(proof, path), "old");
    assert_true(file_finish(draft, &proof->fault));
    cases_same(content_of(proof, path), text_view(&whole));
    assert_int_equal(1, files_in_folder(proof));
    assert_int_equal(handles, open_handles());
}

static void abandoned_draft_was_never_there(void **state)
{
    struct proof *proof = *state;
    str old = proof_file(proof, "old", S("old"));
    int handles = open_handles();
    const str paths[] = { old, proof_path(proof, "new") };
    for (size_t i = 0; i < 2; i++) {
        struct file_draft *draft = begins(proof, paths[i]);
        assert_true(file_add(draft, S("half"), &proof->fault));
        file_abandon(draft);
    }
    file_abandon(NULL);
    cases_same_text(content_of(proof, old), "old");
    assert_int_equal(1, files_in_folder(proof));
    assert_int_equal(handles, open_handles());
}

/* Even where nobody looks at the first false. */
static void draft_with_a_hole_is_not_finished(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "out", S("old"));
    str why = S(" cannot be written: the disk is full; make room or choose "
                "another place");
    struct file_draft *draft = begins(proof, path);
    assert_true(file_add(draft, S("one"), &proof->fault));
    trouble_begin(1, ENOSPC);
    assert_false(file_add(draft, S("two"), &proof->fault));
    assert_true(trouble_end());
    proof_fault(proof, path, why);
    assert_false(file_add(draft, S("three"), &proof->fault));
    proof_fault(proof, path, why);
    assert_null(file_reread(draft, &proof->fault));
    proof_fault(proof, path, why);
    assert_false(file_finish(draft, &proof->fault));
    proof_fault(proof, path, why);
    cases_same_text(content_of(proof, path), "old");
    assert_int_equal(1, files_in_folder(proof));
}

static void assert_reads(struct proof *proof, struct file_reader *reader,
                         uint64_t at, str wanted)
{
    char *bytes = arena_take(proof->arena, wanted.size + 1);
    assert_true(file_read_at(reader, at, bytes, wanted.size, &proof->fault));
    cases_same((str){ bytes, wanted.size }, wanted);
}

static void draft_is_read_again_before_it_is_finished(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "out", S("old"));
    int handles = open_handles();
    struct file_draft *draft = begins(proof, path);
    assert_true(file_add(draft, S("one two"), &proof->fault));
    struct file_reader *reader = file_reread(draft, &proof->fault);
    assert_non_null(reader);
    assert_int_equal(7, file_size(reader));
    assert_reads(proof, reader, 4, S("two"));
    file_close(reader);
    cases_same_text(content_of(proof, path), "old");
    assert_true(file_add(draft, S(" three"), &proof->fault));
    assert_true(file_finish(draft, &proof->fault));
    cases_same_text(content_of(proof, path), "one two three");
    assert_int_equal(handles, open_handles());
}

static void reading_again_says_why_not(void **state)
{
    struct proof *proof = *state;
    str path = proof_path(proof, "out");
    int handles = open_handles();
    for (int nth = 1; nth <= 3; nth++) { /* fsync, open, fstat */
        struct file_draft *draft = begins(proof, path);
        assert_true(file_add(draft, S("new"), &proof->fault));
        trouble_begin(nth, EIO);
        assert_null(file_reread(draft, &proof->fault));
        assert_true(trouble_end());
        proof_fault(proof, path,
                    nth == 1 ? S(" cannot be written: the disk does not answer "
                                 "properly; make room or choose another place")
                             : S(" cannot be read: the disk does not answer "
                                 "properly"));
        file_abandon(draft);
    }
    assert_int_equal(0, files_in_folder(proof));
    assert_int_equal(handles, open_handles());
}

static void any_place_is_read(void **state)
{
    struct proof *proof = *state;
    str whole = pattern_of(proof, 'a', LARGE);
    str path = proof_file(proof, "large", whole);
    int handles = open_handles();
    struct file_reader *reader = file_open(path, &proof->fault);
    assert_non_null(reader);
    assert_int_equal(LARGE, file_size(reader));
    static const size_t places[] = { 5000, 0, LARGE - 1, LARGE, 99 };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        assert_reads(proof, reader, places[i],
                     text_slice(whole, places[i], places[i] + 70000));
    file_close(reader);
    file_close(NULL);
    assert_int_equal(handles, open_handles());
}

static void only_plain_files_are_read_in_pieces(void **state)
{
    struct proof *proof = *state;
    str fifo = proof_path(proof, "fifo");
    str missing = proof_path(proof, "missing");
    assert_int_equal(0, mkfifo(fifo.at, 0600));
    const str paths[] = { fifo, proof->folder, S("/dev/null") };
    for (size_t i = 0; i < 3; i++) {
        assert_null(file_open(paths[i], &proof->fault));
        proof_fault(proof, paths[i], S(" is not a plain file; name a file"));
    }
    assert_null(file_open(missing, &proof->fault));
    proof_fault(proof, missing,
                S(" cannot be read: there is no such file or folder"));
}

static void file_that_becomes_shorter_is_said(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "out", S("content"));
    char bytes[7];
    struct file_reader *reader = file_open(path, &proof->fault);
    assert_non_null(reader);
    assert_int_equal(0, truncate(path.at, 3));
    assert_int_equal(7, file_size(reader));
    assert_false(file_read_at(reader, 0, bytes, 7, &proof->fault));
    proof_fault(proof, path,
                S(" became shorter while it was read; copy it again"));
    assert_reads(proof, reader, 0, S("con"));
    file_close(reader);
}

static void reading_in_pieces_bears_every_trouble(void **state)
{
    struct proof *proof = *state;
    static const int ways[] = { EIO, EINTR, SHORT };
    str whole = pattern_of(proof, 'a', LARGE);
    str path = proof_file(proof, "large", whole);
    struct file_reader *reader = file_open(path, &proof->fault);
    assert_non_null(reader);
    for (size_t way = 0; way < 3; way++) {
        char *bytes = arena_take(proof->arena, LARGE);
        trouble_begin(1, ways[way]);
        bool done = file_read_at(reader, 0, bytes, LARGE, &proof->fault);
        assert_true(trouble_end());
        assert_int_equal(ways[way] != EIO, done);
        if (done)
            cases_same((str){ bytes, LARGE }, whole);
        else
            proof_fault(proof, path,
                        S(" cannot be read: the disk does not answer "
                          "properly"));
    }
    file_close(reader);
}

/* ---- folders and names --------------------------------------------------- */

static void files_are_listed_in_order(void **state)
{
    struct proof *proof = *state;
    static const char *const there[] = { "b.yaml", "a.yaml",       "B.yaml",
                                         "c.txt",  ".hidden.yaml", ".yaml",
                                         "yaml",   "a.yaml.old",   "ŵ.yaml" };
    for (size_t i = 0; i < sizeof there / sizeof *there; i++)
        proof_file(proof, there[i], S(""));
    str *names;
    size_t count;
    assert_true(file_list(proof->arena, proof->folder, S(".yaml"), &names,
                          &count, &proof->fault));
    assert_int_equal(4, count);
    cases_same_text(names[0], "B.yaml");
    cases_same_text(names[1], "a.yaml");
    cases_same_text(names[2], "b.yaml");
    cases_same_text(names[3], "ŵ.yaml");
}

static void many_files_are_listed(void **state)
{
    struct proof *proof = *state;
    enum { MANY = 100 };
    for (int i = 0; i < MANY; i++) {
        char name[16];
        snprintf(name, sizeof name, "%03d", (i * 37) % MANY);
        proof_file(proof, name, S(""));
    }
    str *names;
    size_t count;
    assert_true(file_list(proof->arena, proof->folder, S(""), &names, &count,
                          &proof->fault));
    assert_int_equal(MANY, count);
    for (int i = 0; i < MANY; i++) {
        char name[16];
        snprintf(name, sizeof name, "%03d", i);
        cases_same(names[i], text_of(name));
    }
}

static void folders_without_files_and_no_folders(void **state)
{
    struct proof *proof = *state;
    str file = proof_file(proof, "a.txt", S(""));
    str *names;
    size_t count = 99;
    assert_true(file_list(proof->arena, proof->folder, S(".yaml"), &names,
                          &count, &proof->fault));
    assert_int_equal(0, count);
    assert_false(
        file_list(proof->arena, file, S(""), &names, &count, &proof->fault));
    proof_fault(proof, file,
                S(" cannot be read: part of the path is no folder"));
    str missing = proof_path(proof, "missing");
    assert_false(
        file_list(proof->arena, missing, S(""), &names, &count, &proof->fault));
    proof_fault(proof, missing,
                S(" cannot be read: there is no such file or folder"));
}

static void half_a_list_is_no_list(void **state)
{
    struct proof *proof = *state;
    proof_file(proof, "a", S(""));
    proof_file(proof, "b", S(""));
    bool met = true;
    for (int nth = 1; met; nth++) {
        str *names;
        size_t count;
        trouble_begin(nth, EIO);
        bool done = file_list(proof->arena, proof->folder, S(""), &names,
                              &count, &proof->fault);
        met = trouble_end();
        if (met && trouble.step == READDIR) {
            assert_false(done);
            proof_fault(
                proof, proof->folder,
                S(" cannot be read: the disk does not answer properly"));
        }
        assert_true(met || (done && count == 2 && nth > 2));
    }
}

static void existing_files_exist(void **state)
{
    struct proof *proof = *state;
    str path = proof_file(proof, "there", S(""));
    assert_true(file_exists(path));
    assert_true(file_exists(proof->folder));
    assert_false(file_exists(proof_path(proof, "ther")));
    assert_false(file_exists(proof_path(proof, "there/")));
    assert_true(
        file_exists(text_slice(proof_path(proof, "there/"), 0, path.size)));
    assert_false(file_exists(S("")));
}

static void names_and_folders_are_parted(void **state)
{
    static const struct {
        const char *path, *folder, *name;
    } rows[] = {
        { "a/b/c.po", "a/b", "c.po" },
        { "/a/b", "/a", "b" },
        { "a", ".", "a" },
        { "/a", "/", "a" },
        { "a/", "a", "" },
        { "/", "/", "" },
        { "", ".", "" },
        { "./a", ".", "a" },
        { "../a", "..", "a" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cases_same(file_folder(text_of(rows[i].path)), text_of(rows[i].folder));
        cases_same(file_name(text_of(rows[i].path)), text_of(rows[i].name));
    }
}

static void names_are_joined_with_one_slash(void **state)
{
    struct proof *proof = *state;
    str joined = file_join(proof->arena, S("a"), S("b"));
    cases_same_text(joined, "a/b");
    assert_int_equal('\0', joined.at[joined.size]);
    cases_same_text(file_join(proof->arena, S("a/"), S("b")), "a/b");
    cases_same_text(file_join(proof->arena, S("/"), S("b")), "/b");
    cases_same_text(file_join(proof->arena, S("."), S("b")), "./b");
}

/* ---- all ----------------------------------------------------------------- */

#define TROUBLE(words, error)                                                  \
    PROOF_OF("a new file is whole or not there when any step meets " words,    \
             file_is_whole_whatever_fails, (&(struct way){ (error), false })), \
        PROOF_OF(                                                              \
            "a file that is replaced is whole when any step meets " words,     \
            file_is_whole_whatever_fails, (&(struct way){ (error), true }))

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROOF("a file is read whole and terminated", file_is_read_whole),
        PROOF("any bytes are read as they are", any_bytes_are_read),
        PROOF("an empty file is read", empty_file_is_read),
        PROOF("the limit is kept to the byte", limit_is_kept_to_the_byte),
        PROOF("a missing file is said with its name", missing_file_is_said),
        PROOF("why the system refuses is said in plain words",
              reasons_are_said),
        PROOF("a folder, a pipe or a device is refused and nothing hangs",
              only_plain_files_are_read),
        PROOF("a path need not be terminated", path_need_not_be_terminated),
        PROOF("reading goes on or says why, whichever call fails",
              reading_bears_every_trouble),
        PROOF("a file is mapped whole and let go", file_is_mapped_and_let_go),
        PROOF("an empty file is mapped as the empty text",
              empty_file_is_mapped),
        PROOF("a mapped file stays when it is replaced",
              mapped_file_outlives_its_name),
        PROOF("mapping says why it fails, whichever call fails",
              mapping_bears_every_trouble),
        PROOF("a new file is written", new_file_is_written),
        PROOF("an old file is replaced", old_file_is_replaced),
        PROOF("a file is written in the folder one is in",
              file_is_written_in_the_folder_one_is_in),
        PROOF("without its folder no file is written", no_folder_no_file),
        PROOF("a folder is not replaced by a file", folder_is_not_replaced),
        PROOF("a device, a pipe or a link to one is not replaced by a file",
              what_is_no_plain_file_is_not_replaced),
        PROOF("a file is written through the links that lead to it",
              links_are_written_through),
        PROOF("links in a ring are refused", links_in_a_ring_are_refused),
        PROOF("an old file keeps its mode and a new one follows the mask",
              modes_are_kept_or_follow_the_mask),
        PROOF("a disk that takes nothing and says nothing is given up",
              a_disk_that_takes_nothing_is_given_up),
        PROOF("what is in a folder that is closed stays",
              closed_folder_stays_as_it_is),
        PROOF("a file is on disk before it takes its name, and then its name",
              order_makes_it_last),
        TROUBLE("a broken disk", EIO),
        TROUBLE("a full disk", ENOSPC),
        TROUBLE("a disk that is not to be written", EROFS),
        TROUBLE("an interruption", EINTR),
        TROUBLE("a short write", SHORT),
        PROOF_OF("a new file is whole or not there whenever the program ends",
                 file_is_whole_whenever_it_ends, (&(struct way){ 0, false })),
        PROOF_OF("a file that is replaced is whole whenever the program ends",
                 file_is_whole_whenever_it_ends, (&(struct way){ 0, true })),
        PROOF("a secret is its owner's alone, whatever the mask",
              secret_is_its_owners),
        PROOF("a secret overwrites nothing, not even a link to nowhere",
              whatever_is_there_is_not_overwritten),
        PROOF("a secret takes a free name on any disk", secret_on_any_disk),
        PROOF("a secret is whole or not there when any step meets trouble",
              secret_is_whole_whatever_fails),
        PROOF("a secret is whole and its owner's whenever the program ends",
              secret_is_closed_whenever_it_ends),
        PROOF("pieces become one file, seen when it is finished",
              pieces_are_one_file),
        PROOF("a draft that is abandoned was never there",
              abandoned_draft_was_never_there),
        PROOF("a draft with a hole is never finished",
              draft_with_a_hole_is_not_finished),
        PROOF("a draft is read again before it is finished",
              draft_is_read_again_before_it_is_finished),
        PROOF("why a draft cannot be read again is said",
              reading_again_says_why_not),
        PROOF("a file is read from any place in any order", any_place_is_read),
        PROOF("a folder, a pipe or a device is not read in pieces",
              only_plain_files_are_read_in_pieces),
        PROOF("a file that becomes shorter while it is read is said",
              file_that_becomes_shorter_is_said),
        PROOF("reading in pieces goes on or says why",
              reading_in_pieces_bears_every_trouble),
        PROOF("files are listed in order, without those that are hidden",
              files_are_listed_in_order),
        PROOF("many files are listed", many_files_are_listed),
        PROOF("a folder without files is empty and a missing one is said",
              folders_without_files_and_no_folders),
        PROOF("a folder that cannot be read to its end is said",
              half_a_list_is_no_list),
        PROOF("what is there exists and what is not does not",
              existing_files_exist),
        PROOF("a path has a folder and a name", names_and_folders_are_parted),
        PROOF("a folder and a name are joined with one slash",
              names_are_joined_with_one_slash),
    };
    return cmocka_run_group_tests_name("base/file", tests, NULL, NULL);
}
