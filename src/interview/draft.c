/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview/draft.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/packed.h"
#include "base/words.h"
#include "form/link.h"
#include "interview/record.h"
#include "interview/route.h"

/*
 * The file always has the same size, so that this says nothing either:
 *     mark, version              4 bytes
 *     check of all that follows  8 bytes
 *     when it was kept           8 bytes
 *     the response's id, what the caller adds
 *     question, changing, forgotten            2, 1 and 4 bytes
 *     what was opened            a text, a byte for each question
 *     the answers                a text, a record
 *     zeros
 */
static const unsigned char mark[] = { 'Y', 'S', 'D', 1 };
enum {
    CHECK_AT = sizeof mark,
    CHECKED_FROM = CHECK_AT + 8,
    SIZE = CHECKED_FROM + 8 + VISIT_ID + DRAFT_EXTRA + 2 + 1 + 4 + 2 +
           LINK_MOST_QUESTIONS + 2 + RECORD_MOST,
};

static const char file[] = "yoursay-draft";

struct draft {
    int folder;          /* its handle: what was proven of it stays so */
    struct arena *found; /* holds what was found; NULL: nothing was */
    unsigned char *bytes;
    struct packed rest; /* of it, behind the time */
};

/* ---- where it is kept ----------------------------------------------------- */

static bool is_memory(int handle)
{
    struct statfs about;
    if (fstatfs(handle, &about) < 0)
        return false;
    unsigned long kind = (unsigned long)about.f_type;
    return kind == TMPFS_MAGIC || kind == RAMFS_MAGIC;
}

/* Whether it is this user's, and nobody else may as much as look. */
static bool is_private(const struct stat *about)
{
    return about->st_uid == geteuid() &&
           (about->st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

struct draft *draft_open(struct arena *arena, str folder)
{
    struct stat about;
    if (!text_starts(folder, S("/")))
        return NULL;
    int handle = open(text_copy(arena, folder).at,
                      O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return NULL;
    if (!is_memory(handle) || fstat(handle, &about) < 0 ||
        !is_private(&about)) {
        close(handle);
        return NULL;
    }
    struct draft *draft = arena_new(arena, struct draft);
    *draft = (struct draft){ .folder = handle };
    return draft;
}

static void forget(struct draft *draft)
{
    arena_destroy(draft->found);
    draft->found = NULL;
}

void draft_close(struct draft *draft)
{
    if (!draft)
        return;
    forget(draft);
    close(draft->folder);
}

/* Only what draft_keep() can have made is ever read or written: no link, no
 * pipe, nothing of others, and nothing that has a second name elsewhere. */
static int open_file(const struct draft *draft, int flags)
{
    struct stat about;
    int handle = openat(draft->folder, file,
                        flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (handle < 0)
        return -1;
    if (fstat(handle, &about) == 0 && S_ISREG(about.st_mode) &&
        is_private(&about) && about.st_nlink == 1)
        return handle;
    close(handle);
    return -1;
}

static bool write_all(int handle, const unsigned char bytes[SIZE])
{
    for (size_t done = 0; done < SIZE;) {
        ssize_t put = write(handle, bytes + done, SIZE - done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        done += (size_t)put;
    }
    return true;
}

/* A byte more than there should be is enough to know that it is no draft. */
static bool read_all(int handle, unsigned char bytes[SIZE + 1])
{
    size_t done = 0;
    while (done <= SIZE) {
        ssize_t got = read(handle, bytes + done, SIZE + 1 - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += (size_t)got;
    }
    return done == SIZE;
}

/* However long it is, only so much of it was ever a draft. */
static void overwrite(const struct draft *draft)
{
    static const unsigned char zeros[SIZE];
    int handle = open_file(draft, O_WRONLY);
    if (handle < 0)
        return;
    write_all(handle, zeros);
    close(handle);
}

static void remove_file(const struct draft *draft)
{
    struct stat about;
    overwrite(draft);
    if (fstatat(draft->folder, file, &about, AT_SYMLINK_NOFOLLOW) == 0 &&
        about.st_uid == geteuid())
        unlinkat(draft->folder, file, 0);
}

void draft_wipe(struct draft *draft)
{
    if (!draft)
        return;
    forget(draft);
    remove_file(draft);
}

/* ---- keeping -------------------------------------------------------------- */

/* FNV-1a: tells what is half-written, not what is forged. */
static uint64_t check_of(const unsigned char bytes[SIZE])
{
    uint64_t check = 0xCBF29CE484222325;
    for (size_t i = CHECKED_FROM; i < SIZE; i++)
        check = (check ^ bytes[i]) * 0x100000001B3;
    return check;
}

/* What was opened and is asked, a byte for each question; `*gone` counts the
 * answers to what is not asked. */
static str opened(struct arena *arena, const struct visit *visit, int *gone)
{
    int count = visit->form->question_count;
    bool *asked = arena_array(arena, bool, count);
    unsigned char *seen = arena_array(arena, unsigned char, count);
    route_find(visit->answers, asked);
    for (int q = 0; q < count; q++) {
        seen[q] = asked[q] ? visit->seen[q] : VISIT_UNSEEN;
        *gone += !asked[q] && visit->answers->all[q].given;
    }
    return (str){ (const char *)seen, (size_t)count };
}

/* Collection, language and mode are the caller's to add when it is sent. */
static str record_of(struct arena *arena, const struct visit *visit)
{
    const struct record_frame frame = {
        .form = visit->form->id,
        .version = visit->form->version,
        .collection = S(""),
        .language = S(""),
        .mode = RECORD_SCREEN,
    };
    return record_write(arena, &frame, visit->answers);
}

static unsigned char *write_out(struct arena *arena, const struct visit *visit,
                                const unsigned char extra[DRAFT_EXTRA],
                                int64_t now)
{
    struct packed out = { .at = arena_take(arena, SIZE), .size = SIZE };
    int forgotten = visit->forgotten;
    str seen = opened(arena, visit, &forgotten);
    packed_put(&out, mark, sizeof mark);
    packed_put_number(&out, 0, 8);
    packed_put_number(&out, (uint64_t)now, 8);
    packed_put(&out, visit->id, VISIT_ID);
    packed_put(&out, extra, DRAFT_EXTRA);
    packed_put_number(&out, (uint64_t)visit->question, 2);
    packed_put_number(&out, visit->changing, 1);
    packed_put_number(&out, (uint32_t)forgotten, 4);
    packed_put_text(&out, seen);
    packed_put_text(&out, record_of(arena, visit));
    out.done = CHECK_AT;
    packed_put_number(&out, check_of(out.at), 8);
    return out.at;
}

/* In its old place, so that no earlier one is left behind in memory; else anew,
 * where nothing may be. */
static int open_to_keep(const struct draft *draft)
{
    int handle = open_file(draft, O_WRONLY);
    if (handle >= 0)
        return handle;
    remove_file(draft);
    return openat(draft->folder, file,
                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                  S_IRUSR | S_IWUSR);
}

void draft_keep(struct draft *draft, const struct visit *visit,
                const unsigned char extra[DRAFT_EXTRA], int64_t now)
{
    if (!draft)
        return;
    int handle = open_to_keep(draft);
    if (handle < 0)
        return;
    struct arena *scratch = arena_make();
    bool done = write_all(handle, write_out(scratch, visit, extra, now)) &&
                ftruncate(handle, SIZE) == 0;
    close(handle);
    arena_destroy(scratch);
    if (!done)
        remove_file(draft);
}

/* ---- finding -------------------------------------------------------------- */

static bool read_file(struct draft *draft)
{
    int handle = open_file(draft, O_RDONLY);
    if (handle < 0)
        return false;
    bool done = read_all(handle, draft->bytes);
    close(handle);
    return done;
}

/* Whole, and of this minute: time goes back only when the machine was started
 * anew, and then this would not be there. */
static bool is_alive(struct draft *draft, int64_t now)
{
    struct packed *in = &draft->rest;
    unsigned char found[sizeof mark];
    *in = packed_of(draft->bytes, SIZE);
    packed_get(in, found, sizeof found);
    if (memcmp(found, mark, sizeof mark) != 0 ||
        packed_get_number(in, 8) != check_of(draft->bytes))
        return false;
    int64_t kept = (int64_t)packed_get_number(in, 8);
    return kept >= 0 && kept <= now && now - kept < DRAFT_LIFE;
}

/* Takes the draft apart; what is behind its end must be zeros. */
struct parts {
    unsigned char id[VISIT_ID];
    unsigned char extra[DRAFT_EXTRA];
    uint64_t question;
    uint64_t changing;
    uint64_t forgotten;
    str seen;
    str record;
    struct record_frame frame;
};

static bool take_apart(struct packed in, struct parts *parts)
{
    struct arena *scratch = arena_make();
    struct fault unsaid = { .arena = scratch };
    packed_get(&in, parts->id, VISIT_ID);
    packed_get(&in, parts->extra, DRAFT_EXTRA);
    parts->question = packed_get_number(&in, 2);
    parts->changing = packed_get_number(&in, 1);
    parts->forgotten = packed_get_number(&in, 4);
    parts->seen = packed_get_text(&in);
    parts->record = packed_get_text(&in);
    bool done = !in.torn && packed_rest_is_zero(&in) &&
                record_read_frame(parts->record, &parts->frame, &unsaid);
    arena_destroy(scratch);
    return done;
}

bool draft_find(struct draft *draft, struct arena *arena, int64_t now,
                struct draft_about *about)
{
    struct parts parts;
    if (!draft)
        return false;
    forget(draft);
    draft->found = arena_make();
    draft->bytes = arena_take(draft->found, SIZE + 1);
    bool found = read_file(draft) && is_alive(draft, now) &&
                 take_apart(draft->rest, &parts);
    if (!found) {
        draft_wipe(draft);
        return false;
    }
    about->form = text_copy(arena, parts.frame.form);
    memcpy(about->extra, parts.extra, DRAFT_EXTRA);
    return true;
}

/* ---- bringing back -------------------------------------------------------- */

/* Fills in where the visit was; it must be a place that it can be at. */
static bool place(struct visit *visit, const struct parts *parts)
{
    int count = visit->form->question_count;
    if (parts->seen.size != (size_t)count || parts->changing > 1 ||
        parts->question > (uint64_t)count || parts->forgotten > INT32_MAX)
        return false;
    visit->question = (int)parts->question;
    visit->changing = parts->changing;
    visit->forgotten = (int)parts->forgotten;
    for (int q = 0; q < count; q++) {
        visit->seen[q] = (unsigned char)parts->seen.at[q];
        if (visit->seen[q] > (visit->changing ? VISIT_FRESH : VISIT_SEEN) ||
            (visit->seen[q] != VISIT_UNSEEN && !visit_asks(visit, q)))
            return false;
    }
    if (visit_is_checking(visit))
        return !visit->changing;
    return visit->seen[visit->question] ==
           (visit->changing ? VISIT_FRESH : VISIT_SEEN);
}

static bool bring_back(struct visit *visit, const struct parts *parts)
{
    struct arena *scratch = arena_make();
    struct fault unsaid = { .arena = scratch };
    bool done = text_equal(parts->frame.version, visit->form->version) &&
                record_read(parts->record, visit->answers, &unsaid) &&
                place(visit, parts);
    arena_destroy(scratch);
    return done;
}

struct visit *draft_restore(struct draft *draft, const struct form *form)
{
    struct parts parts;
    struct visit *visit = NULL;
    if (!draft || !draft->found)
        return NULL;
    bool whole = take_apart(draft->rest, &parts);
    assert(whole); /* it was found */
    if (text_equal(parts.frame.form, form->id)) {
        visit = visit_begin(form, parts.id);
        if (!bring_back(visit, &parts)) {
            visit_end(visit);
            visit = NULL;
        }
    }
    if (visit)
        forget(draft);
    else
        draft_wipe(draft);
    return visit;
}
