/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is sealed, byte by byte; a text has its length in two bytes in front:
 *     version                1 byte
 *     how many entries       4 bytes, and for each of them:
 *         year, month, day       2, 1 and 1 bytes
 *         profile                1 byte, 0 for publication
 *         verb, format, language, recipient    texts
 *         digest of the file
 *         how many forms         1 byte, and for each its id and digest
 */
#include "report/releases.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/packed.h"
#include "keep/cabinet.h"

enum {
    VERSION = 1,
    LONGEST = 64 << 20, /* bytes of a register: a quarter million entries */
    FORMS_MOST = 255,
    ENTRY_LEAST = 4 + 1 + 4 * 2 + DIGEST_SIZE + 1,
};

struct releases {
    struct arena *arena;
    struct cabinet *cabinet;
    str path;
    struct releases_entry *entries;
    int count;
};

/* ---- the digest of numbers ------------------------------------------------ */

static void put_cell(struct text *out, struct guard_cell cell)
{
    text_add_char(out, ' ');
    text_add(out, text_of(guard_status_name(cell.status)));
    if (cell.status == GUARD_WITHHELD) {
        text_add_char(out, ':');
        text_add(out, text_of(guard_reason_name(cell.reason)));
        return;
    }
    text_add_char(out, ':');
    text_add_number(out, cell.count);
    text_add_char(out, ':');
    text_add_number(out, cell.percent);
}

static void put_name(struct text *out, str name)
{
    text_add_char(out, '\n');
    text_add(out, name);
}

static void put_question(struct text *out, const struct safe_table *table,
                         int question)
{
    const struct form_question *asked = &guard_form(table)->questions[question];
    struct guard_question told = guard_question(table, question);
    put_name(out, asked->name);
    put_cell(out, told.routed);
    put_cell(out, told.answered);
    put_cell(out, told.base);
    put_cell(out, told.dont_know);
    put_cell(out, told.not_say);
    put_cell(out, told.blank);
    if (asked->kind == FORM_SLIDER) {
        put_cell(out, told.median);
        for (int b = 0; b < TALLY_BANDS; b++)
            put_cell(out, told.bands[b]);
    }
    for (int c = 0; asked->kind != FORM_SLIDER && c < asked->choice_count;
         c++) {
        put_name(out, asked->choices[c].name);
        put_cell(out, guard_choice(table, question, c));
    }
    for (int f = 0; f < asked->finding_count; f++) {
        struct guard_pair pair = guard_finding(table, question, f);
        text_add(out, pair.all_or_nearly_all ? S("\n*") : S("\n="));
        put_cell(out, pair.k);
        put_cell(out, pair.n);
    }
}

struct digest releases_numbers(struct arena *arena,
                               const struct safe_table *table)
{
    const struct form *form = guard_form(table);
    struct text numbers = { .arena = arena };
    text_add(&numbers, form->id);
    put_cell(&numbers, guard_returns(table));
    for (int q = 0; q < form->question_count; q++)
        put_question(&numbers, table, q);
    return digest_of(text_view(&numbers));
}

/* ---- reading -------------------------------------------------------------- */

/* A text that can be shown to people. */
static str get_line(struct packed *in)
{
    size_t bad;
    str line = packed_get_text(in);
    if (!text_check(line, &bad) || text_find(line, S("\n")) < line.size)
        in->torn = true;
    return line;
}

static void get_digest(struct packed *in, struct digest *digest)
{
    packed_get(in, digest->bytes, sizeof digest->bytes);
}

static void get_forms(struct packed *in, struct arena *arena,
                      struct releases_entry *entry)
{
    entry->form_count = (int)packed_get_number(in, 1);
    struct releases_form *forms = arena_array(arena, struct releases_form,
                                              entry->form_count);
    for (int f = 0; f < entry->form_count; f++) {
        forms[f].form = get_line(in);
        get_digest(in, &forms[f].numbers);
    }
    entry->forms = forms;
}

static void get_entry(struct packed *in, struct arena *arena,
                      struct releases_entry *entry)
{
    entry->when.year = (int)packed_get_number(in, 2);
    entry->when.month = (int)packed_get_number(in, 1);
    entry->when.day = (int)packed_get_number(in, 1);
    uint64_t profile = packed_get_number(in, 1);
    entry->profile = profile == 0 ? GUARD_PUBLICATION : GUARD_INSPECTION;
    entry->verb = get_line(in);
    entry->format = get_line(in);
    entry->language = get_line(in);
    entry->recipient = get_line(in);
    get_digest(in, &entry->file);
    get_forms(in, arena, entry);
    if (profile > 1 || entry->when.month < 1 || entry->when.month > 12 ||
        entry->when.day < 1 || entry->when.day > 31)
        in->torn = true;
}

/* What is read looks into the opened bytes. */
static bool get_all(struct releases *releases, struct packed *in)
{
    uint64_t count = packed_get_number(in, 4);
    if (count > in->size / ENTRY_LEAST)
        return false;
    releases->entries = arena_array(releases->arena, struct releases_entry,
                                    count + 1); /* for one more */
    for (uint64_t i = 0; i < count && !in->torn; i++)
        get_entry(in, releases->arena, &releases->entries[i]);
    releases->count = (int)count;
    return !in->torn && in->done == in->size;
}

static bool refuse(const struct releases *releases,
                   enum cabinet_verdict verdict, struct fault *fault)
{
    if (verdict == CABINET_NEWER)
        return fault_set(fault,
                         "the register of what was given out, {file}, was "
                         "written by a newer program; nothing is given out, "
                         "install the newest one",
                         SLOT("file", releases->path));
    return fault_set(fault,
                     "the register of what was given out, {file}, cannot be "
                     "read: {why}; nothing is given out until a copy of it is "
                     "put back",
                     SLOT("file", releases->path),
                     SLOT_KEY("why", text_of(cabinet_why(verdict))));
}

static bool open_register(struct releases *releases, str sealed,
                          struct fault *fault)
{
    str plain;
    enum cabinet_verdict verdict = cabinet_open(
        releases->arena, releases->cabinet, sealed, &plain);
    if (verdict != CABINET_FINE)
        return refuse(releases, verdict, fault);
    struct packed in = packed_of((const unsigned char *)plain.at, plain.size);
    if (packed_get_number(&in, 1) > VERSION)
        return refuse(releases, CABINET_NEWER, fault);
    return get_all(releases, &in) || refuse(releases, CABINET_DAMAGED, fault);
}

static bool read_register(struct releases *releases, struct fault *fault)
{
    str sealed;
    struct fault passed_over = { .arena = releases->arena };
    if (!file_is_free(releases->path, &passed_over))
        return file_read(releases->arena, releases->path, LONGEST, &sealed,
                         fault) &&
               open_register(releases, sealed, fault);
    releases->entries = arena_array(releases->arena, struct releases_entry, 1);
    return true;
}

struct releases *releases_open(str folder, const struct keys_secret *secret,
                               struct fault *fault)
{
    struct arena *arena = arena_make();
    struct releases *releases = arena_new(arena, struct releases);
    *releases = (struct releases){
        .arena = arena,
        .cabinet = cabinet_make(secret, CABINET_RELEASES, fault),
        .path = file_join(arena, folder, S("releases")),
    };
    if (releases->cabinet && read_register(releases, fault))
        return releases;
    releases_close(releases);
    return NULL;
}

void releases_close(struct releases *releases)
{
    if (!releases)
        return;
    cabinet_destroy(releases->cabinet);
    arena_destroy(releases->arena);
}

int releases_count(const struct releases *releases)
{
    return releases->count;
}

const struct releases_entry *releases_at(const struct releases *releases,
                                         int entry)
{
    assert(entry >= 0 && entry < releases->count);
    return &releases->entries[entry];
}

/* ---- writing -------------------------------------------------------------- */

static void put_entry(struct packed *out, const struct releases_entry *entry)
{
    packed_put_number(out, (uint64_t)entry->when.year, 2);
    packed_put_number(out, (uint64_t)entry->when.month, 1);
    packed_put_number(out, (uint64_t)entry->when.day, 1);
    packed_put_number(out, entry->profile == GUARD_PUBLICATION ? 0 : 1, 1);
    packed_put_text(out, entry->verb);
    packed_put_text(out, entry->format);
    packed_put_text(out, entry->language);
    packed_put_text(out, entry->recipient);
    packed_put(out, entry->file.bytes, DIGEST_SIZE);
    packed_put_number(out, (uint64_t)entry->form_count, 1);
    for (int f = 0; f < entry->form_count; f++) {
        packed_put_text(out, entry->forms[f].form);
        packed_put(out, entry->forms[f].numbers.bytes, DIGEST_SIZE);
    }
}

static size_t size_of(const struct releases_entry *entry)
{
    size_t size = ENTRY_LEAST + entry->verb.size + entry->format.size +
                  entry->language.size + entry->recipient.size;
    for (int f = 0; f < entry->form_count; f++)
        size += 2 + entry->forms[f].form.size + DIGEST_SIZE;
    return size;
}

/* The first one is nobody else's to read from its first byte on; the next ones
 * keep its mode. */
static bool write_register(const struct releases *releases, int count,
                           struct fault *fault)
{
    struct fault passed_over = { .arena = releases->arena };
    struct packed out = { .size = 1 + 4 };
    for (int i = 0; i < count; i++)
        out.size += size_of(&releases->entries[i]);
    out.at = arena_take(releases->arena, out.size);
    packed_put_number(&out, VERSION, 1);
    packed_put_number(&out, (uint64_t)count, 4);
    for (int i = 0; i < count; i++)
        put_entry(&out, &releases->entries[i]);
    str sealed = cabinet_seal(releases->arena, releases->cabinet,
                              (str){ (const char *)out.at, out.size });
    return file_is_free(releases->path, &passed_over)
               ? file_write_new(releases->path, sealed, fault)
               : file_write_whole(releases->path, sealed, fault);
}

/* ---- what was given out before -------------------------------------------- */

static const struct releases_form *find_form(const struct releases_entry *entry,
                                             str form)
{
    for (int f = 0; f < entry->form_count; f++)
        if (text_equal(entry->forms[f].form, form))
            return &entry->forms[f];
    return NULL;
}

/* Whether both tell of a questionnaire, but not the same numbers. */
static bool contradicts(const struct releases_entry *one,
                        const struct releases_entry *other)
{
    for (int f = 0; f < one->form_count; f++) {
        const struct releases_form *found = find_form(other,
                                                      one->forms[f].form);
        if (found && !digest_equal(&found->numbers, &one->forms[f].numbers))
            return true;
    }
    return false;
}

static bool has_same_forms(const struct releases_entry *one,
                           const struct releases_entry *other)
{
    bool same = one->form_count == other->form_count;
    for (int f = 0; same && f < one->form_count; f++)
        same = text_equal(one->forms[f].form, other->forms[f].form);
    return same;
}

/* Whether the same was asked for. */
static bool is_same_wish(const struct releases_entry *one,
                         const struct releases_entry *other)
{
    return one->profile == other->profile &&
           text_equal(one->verb, other->verb) &&
           text_equal(one->format, other->format) &&
           text_equal(one->language, other->language) &&
           text_equal(one->recipient, other->recipient) &&
           has_same_forms(one, other);
}

/* The newest entry that was asked for in the same way, but of several the one
 * whose file is the same. */
static const struct releases_entry *find_before(
    const struct releases *releases, const struct releases_entry *entry)
{
    const struct releases_entry *before = NULL;
    for (int i = 0; i < releases->count; i++) {
        const struct releases_entry *old = &releases->entries[i];
        if (!is_same_wish(old, entry))
            continue;
        if (digest_equal(&old->file, &entry->file))
            return old;
        before = old;
    }
    return before;
}

static enum releases_news news_of(const struct releases_entry *entry,
                                  const struct releases_entry *before)
{
    if (!before)
        return RELEASES_FIRST;
    if (digest_equal(&before->file, &entry->file))
        return RELEASES_SAME;
    return contradicts(entry, before) ? RELEASES_RENUMBERED : RELEASES_REWORDED;
}

static str write_day(struct arena *arena, struct clock_day day)
{
    struct text out = { .arena = arena };
    text_add_number(&out, day.year);
    text_add(&out, day.month < 10 ? S("-0") : S("-"));
    text_add_number(&out, day.month);
    text_add(&out, day.day < 10 ? S("-0") : S("-"));
    text_add_number(&out, day.day);
    return text_view(&out);
}

/* Whatever the format and the language, the numbers for publication stay. */
static bool may_be_published(const struct releases *releases,
                             const struct releases_entry *entry,
                             struct fault *fault)
{
    for (int i = 0; i < releases->count; i++) {
        const struct releases_entry *old = &releases->entries[i];
        if (old->profile == GUARD_PUBLICATION && contradicts(entry, old))
            return fault_set(
                fault,
                "the numbers are not those that were given out for publication "
                "on {day}, and the difference of the two could give people "
                "away; nothing was given out, use what was given out then",
                SLOT("day", write_day(releases->arena, old->when)));
    }
    return true;
}

/* What the caller shows is not the register's. */
static struct releases_entry copy_entry(struct arena *arena,
                                        const struct releases_entry *entry)
{
    struct releases_entry copy = *entry;
    struct releases_form *forms = arena_array(arena, struct releases_form,
                                              entry->form_count);
    for (int f = 0; f < entry->form_count; f++) {
        forms[f] = entry->forms[f];
        forms[f].form = text_copy(arena, entry->forms[f].form);
    }
    copy.forms = forms;
    copy.verb = text_copy(arena, entry->verb);
    copy.format = text_copy(arena, entry->format);
    copy.language = text_copy(arena, entry->language);
    copy.recipient = text_copy(arena, entry->recipient);
    return copy;
}

bool releases_enter(struct releases *releases,
                    const struct releases_entry *entry,
                    enum releases_news *news,
                    const struct releases_entry **before, struct fault *fault)
{
    assert(entry->form_count <= FORMS_MOST);
    assert((entry->profile == GUARD_PUBLICATION) ==
           (entry->recipient.size == 0));
    if (entry->profile == GUARD_PUBLICATION &&
        !may_be_published(releases, entry, fault))
        return false;
    *before = find_before(releases, entry);
    *news = news_of(entry, *before);
    if (*news == RELEASES_SAME)
        return true;
    size_t size = sizeof *releases->entries;
    size_t count = (size_t)releases->count;
    releases->entries[count] = copy_entry(releases->arena, entry);
    if (!write_register(releases, releases->count + 1, fault))
        return false;
    releases->entries = arena_grow(releases->arena, releases->entries,
                                   (count + 1) * size, (count + 2) * size);
    releases->count++;
    return true;
}
