/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cut.h"

#include <string.h>

#include "cases.h"

enum { CUT_FILES = 12, CUT_NAMES = 12 };

struct content {
    unsigned char *bytes; /* with room for all that is ever in it */
    size_t size;
};

struct names {
    struct {
        char name[FOLDER_NAME];
        int file;
    } all[CUT_NAMES];
    int count;
};

struct cut {
    const struct disk_log *log;
    bool deaf;
    int acts;
    int marks;
    int flushes;
    struct content durable[CUT_FILES];
    struct content after[CUT_FILES];
    size_t room[CUT_FILES];
    struct names names;
    const struct disk_op *waiting[CUT_WAITING];
    int waiting_count;
    struct effort_dice dice; /* for what a failing disk did, and for junk */
};

/* ---- beginning ----------------------------------------------------------- */

static void measure(struct cut *cut)
{
    const struct disk_log *log = cut->log;
    for (int i = 0; i < log->before.count; i++)
        cut->room[i] = log->before.files[i].size;
    for (int i = 0; i < log->count; i++) {
        const struct disk_op *op = &log->ops[i];
        size_t end = op->at + op->size;
        if (end > cut->room[op->file])
            cut->room[op->file] = end;
    }
}

static void set_name(struct names *names, const char *name, int file)
{
    int i = 0;
    while (i < names->count && strcmp(names->all[i].name, name) != 0)
        i++;
    assert_true(i < CUT_NAMES);
    if (i == names->count)
        names->count++;
    memcpy(names->all[i].name, name, strlen(name) + 1);
    names->all[i].file = file;
}

static void drop_name(struct names *names, const char *name)
{
    for (int i = 0; i < names->count; i++)
        if (!strcmp(names->all[i].name, name))
            names->all[i--] = names->all[--names->count];
}

struct cut *cut_begin(struct arena *arena, const struct disk_log *log,
                      bool deaf)
{
    struct cut *cut = arena_new(arena, struct cut);
    *cut = (struct cut){ .log = log, .deaf = deaf, .dice = { 0x5A1D } };
    assert_true(log->files <= CUT_FILES);
    measure(cut);
    for (int i = 0; i < log->files; i++) {
        cut->durable[i].bytes = arena_take(arena, cut->room[i] + 1);
        cut->after[i].bytes = arena_take(arena, cut->room[i] + 1);
    }
    for (int i = 0; i < log->before.count; i++) {
        const struct folder_file *file = &log->before.files[i];
        memcpy(cut->durable[i].bytes, file->bytes, file->size);
        cut->durable[i].size = file->size;
        set_name(&cut->names, file->name, i);
    }
    return cut;
}

/* ---- doing what was recorded --------------------------------------------- */

/* A file that is made longer has zeros there. */
static void resize(struct content *content, size_t size)
{
    if (size > content->size)
        memset(content->bytes + content->size, 0, size - content->size);
    content->size = size;
}

static void write_sector(struct content *content, const struct disk_op *op,
                         uint64_t from, uint64_t to)
{
    from = from < op->at ? op->at : from;
    to = to > op->at + op->size ? op->at + op->size : to;
    if (to > content->size)
        resize(content, to);
    memcpy(content->bytes + from, op->bytes + (from - op->at), to - from);
}

static void add_junk(struct cut *cut, struct content *content, size_t size)
{
    size_t from = content->size;
    if (size <= from)
        return;
    resize(content, size);
    for (size_t i = from; i < size; i++)
        content->bytes[i] = (unsigned char)effort_throw(&cut->dice, 256);
}

static void write_parts(struct cut *cut, struct content *content,
                        const struct disk_op *op,
                        const struct cut_choice *choice)
{
    if (choice->junk)
        add_junk(cut, content, op->at + op->size);
    if (choice->parts == (uint32_t)CUT_ALL) {
        write_sector(content, op, op->at, op->at + op->size);
        return;
    }
    int count = choice->parts ? cut_sectors(op, choice->sector) : 0;
    for (int i = 0; i < count; i++) {
        uint64_t size = (uint64_t)choice->sector;
        uint64_t at = (op->at / size + (uint64_t)i) * size;
        if (choice->parts >> i & 1)
            write_sector(content, op, at, at + size);
    }
}

static void rename_file(struct names *names, const struct disk_op *op)
{
    for (int i = 0; i < names->count; i++)
        if (!strcmp(names->all[i].name, op->name) &&
            names->all[i].file == op->file) {
            drop_name(names, op->name);
            set_name(names, op->other, op->file);
            return;
        }
}

static void do_act(struct cut *cut, struct content *contents,
                   struct names *names, const struct disk_op *op,
                   const struct cut_choice *choice)
{
    bool done = choice->parts != 0;
    if (op->act == DISK_WRITE)
        write_parts(cut, &contents[op->file], op, choice);
    else if (op->act == DISK_RESIZE && done)
        resize(&contents[op->file], op->size);
    else if (op->act == DISK_NAME && done)
        set_name(names, op->name, op->file);
    else if (op->act == DISK_UNNAME && done)
        drop_name(names, op->name);
    else if (op->act == DISK_RENAME && done)
        rename_file(names, op);
}

/* ---- going on ------------------------------------------------------------ */

static bool is_of_names(const struct disk_op *op)
{
    return op->act == DISK_NAME || op->act == DISK_UNNAME ||
           op->act == DISK_RENAME;
}

/* All that waits for this flush is on disk now, or, where it failed, whatever
 * chance has it. */
static void flush(struct cut *cut, const struct disk_op *flushed)
{
    int left = 0;
    cut->flushes++;
    for (int i = 0; i < cut->waiting_count; i++) {
        const struct disk_op *op = cut->waiting[i];
        struct cut_choice choice = { .parts = (uint32_t)CUT_ALL };
        bool is_meant = flushed->act == DISK_FLUSH_NAMES
                            ? is_of_names(op)
                            : !is_of_names(op) && op->file == flushed->file;
        if (flushed->act == DISK_FAILED_FLUSH && effort_throw(&cut->dice, 2))
            choice.parts = 0;
        if (is_meant)
            do_act(cut, cut->durable, &cut->names, op, &choice);
        else
            cut->waiting[left++] = op;
    }
    cut->waiting_count = left;
}

bool cut_next(struct cut *cut)
{
    if (cut->acts == cut->log->count)
        return false;
    const struct disk_op *op = &cut->log->ops[cut->acts++];
    switch (op->act) {
    case DISK_MARK:
        cut->marks++;
        break;
    case DISK_FLUSH:
    case DISK_FAILED_FLUSH:
    case DISK_FLUSH_NAMES:
        if (!cut->deaf)
            flush(cut, op);
        break;
    default:
        assert_true(cut->waiting_count < CUT_WAITING);
        cut->waiting[cut->waiting_count++] = op;
    }
    return true;
}

int cut_marks(const struct cut *cut)
{
    return cut->marks;
}

int cut_acts(const struct cut *cut)
{
    return cut->acts;
}

int cut_flushes(const struct cut *cut)
{
    return cut->flushes;
}

int cut_waiting(const struct cut *cut)
{
    return cut->waiting_count;
}

const struct disk_op *cut_act(const struct cut *cut, int waiting)
{
    return cut->waiting[waiting];
}

int cut_sectors(const struct disk_op *op, int sector)
{
    uint64_t size = (uint64_t)sector;
    if (op->act != DISK_WRITE)
        return 1;
    return (int)((op->at + op->size - 1) / size - op->at / size + 1);
}

/* ---- what is left -------------------------------------------------------- */

void cut_make(struct cut *cut, const struct cut_choice *choices,
              struct folder *folder)
{
    struct names names = cut->names;
    for (int i = 0; i < cut->log->files; i++) {
        cut->after[i].size = cut->durable[i].size;
        memcpy(cut->after[i].bytes, cut->durable[i].bytes,
               cut->durable[i].size);
    }
    for (int i = 0; i < cut->waiting_count; i++)
        do_act(cut, cut->after, &names, cut->waiting[i], &choices[i]);
    folder->count = 0;
    for (int i = 0; i < names.count; i++) {
        const struct content *content = &cut->after[names.all[i].file];
        folder_put(folder, names.all[i].name, content->bytes, content->size);
    }
}
