/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/po.h"

#include <assert.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/words.h"

/* In bytes. */
enum { LONGEST = 4000 };

struct reader {
    struct arena *arena;
    struct faults *faults;
    struct po *po;
    struct po_entry **last;
    struct po_entry *entry; /* being read */
    struct text text;       /* the string being read, line by line */
    str *target;            /* where it goes when it is whole */
    int line;
    bool out_of_date; /* marked so, for the next entry */
    bool broken;
    bool has_context; /* msgctxt came, msgid did not yet */
};

static void refuse(struct reader *reader, const char *pattern)
{
    if (!reader->broken)
        fault_append(reader->faults, (struct text_place){ reader->line, 1 },
                     pattern, NULL, 0);
    reader->broken = true;
}

/* What is looked up later is not composed again, so it must be composed. */
static str finished(struct reader *reader, str text)
{
    if (text.size > LONGEST) {
        refuse(reader, TEXT_KEY("the text above is too long for a "
                                "questionnaire; write less"));
        return S("");
    }
    str composed = words_compose(reader->arena, text);
    if (!text_equal(text, composed))
        refuse(reader, TEXT_KEY("the text above has letters and their accents "
                                "apart; type them as one character"));
    return composed;
}

/* The string that was read goes where it belongs. */
static void finish_string(struct reader *reader)
{
    if (reader->target && !reader->broken)
        *reader->target = finished(reader, text_view(&reader->text));
    reader->target = NULL;
    reader->text = (struct text){ .arena = reader->arena };
}

static bool is_header(const struct po_entry *entry)
{
    return entry->english.size == 0 && entry->context.size == 0;
}

static void finish_entry(struct reader *reader)
{
    finish_string(reader);
    struct po_entry *entry = reader->entry;
    reader->entry = NULL;
    if (!entry)
        return;
    if (is_header(entry)) {
        reader->po->header = entry->forms[0];
        return;
    }
    *reader->last = entry;
    reader->last = &entry->next;
}

static void begin_entry(struct reader *reader)
{
    finish_entry(reader);
    reader->entry = arena_new(reader->arena, struct po_entry);
    reader->entry->out_of_date = reader->out_of_date;
    reader->entry->at = (struct text_place){ reader->line, 1 };
    reader->out_of_date = false;
}

static void add_escape(struct reader *reader, char c)
{
    static const char from[] = "nt\"\\";
    static const char to[] = "\n\t\"\\";
    size_t which = text_find(S("nt\"\\"), (str){ &c, 1 });
    if (which < sizeof from - 1)
        text_add_char(&reader->text, to[which]);
    else
        refuse(reader, TEXT_KEY("this text has a backslash that means "
                                "nothing; write \\\\ for one"));
}

/* Whether the line is one text in quotes: the first quote inside that has no
 * backslash in front is the last character. */
static bool is_quoted(str line)
{
    size_t at = 1;
    while (at < line.size && line.at[at] != '"')
        at += line.at[at] == '\\' ? 2 : 1;
    return line.size > 1 && line.at[0] == '"' && at + 1 == line.size;
}

/* Adds what stands between the quotes of one line. */
static void add_quoted(struct reader *reader, str line)
{
    line = text_trim(line);
    if (!is_quoted(line)) {
        refuse(reader, TEXT_KEY("a text in quotes is meant here; open the file "
                                "in a translation editor"));
        return;
    }
    for (size_t i = 1; i + 1 < line.size; i++)
        if (line.at[i] != '\\')
            text_add_char(&reader->text, line.at[i]);
        else
            add_escape(reader, line.at[++i]);
}

/* msgstr[3]: the fourth form. */
static bool begin_form(struct reader *reader, str *line)
{
    long form = 0;
    if (text_starts(*line, S("["))) {
        size_t close = text_find(*line, S("]"));
        if (!text_integer(text_slice(*line, 1, close), &form))
            form = -1;
        *line = text_slice(*line, close + 1, line->size);
    }
    if (form < 0 || form >= PO_FORMS) {
        refuse(reader, TEXT_KEY("there is no such plural form; open the file "
                                "in a translation editor"));
        return false;
    }
    reader->target = &reader->entry->forms[form];
    reader->entry->form_at[form] = (struct text_place){ reader->line, 1 };
    if (form >= reader->entry->form_count)
        reader->entry->form_count = (int)form + 1;
    return true;
}

static bool take(str *line, str word)
{
    if (!text_starts(*line, word))
        return false;
    *line = text_slice(*line, word.size, line->size);
    return true;
}

static bool begin_string(struct reader *reader, str *line)
{
    finish_string(reader);
    if (take(line, S("msgctxt"))) {
        begin_entry(reader);
        reader->has_context = true;
        reader->target = &reader->entry->context;
    } else if (take(line, S("msgid_plural")) && reader->entry) {
        reader->target = &reader->entry->other;
    } else if (take(line, S("msgid"))) {
        if (!reader->has_context)
            begin_entry(reader);
        assert(reader->entry);
        reader->has_context = false;
        reader->entry->at.line = reader->line;
        reader->target = &reader->entry->english;
    } else if (take(line, S("msgstr")) && reader->entry &&
               !reader->has_context) {
        return begin_form(reader, line);
    } else {
        refuse(reader, TEXT_KEY("msgid or msgstr is meant here; open the file "
                                "in a translation editor"));
        return false;
    }
    return true;
}

static void read_line(struct reader *reader, str line)
{
    line = text_trim(line);
    if (line.size == 0)
        return;
    if (line.at[0] == '#') {
        if (text_starts(line, S("#~")))
            reader->out_of_date = false; /* its mark was the old entry's */
        if (text_starts(line, S("#,")) &&
            text_find(line, S("fuzzy")) < line.size)
            reader->out_of_date = true;
        return;
    }
    if (line.at[0] == '"') {
        if (reader->target)
            add_quoted(reader, line);
        else
            refuse(reader, TEXT_KEY("this text belongs to nothing; open the "
                                    "file in a translation editor"));
        return;
    }
    if (begin_string(reader, &line))
        add_quoted(reader, line);
}

/* "locales/cy.po" is in the language cy. */
static str language_of(str file)
{
    str name = file_name(file);
    return text_slice(name, 0, text_find(name, S(".")));
}

struct po *po_read(struct arena *arena, str content, struct faults *faults)
{
    size_t bad = 0;
    content = text_unmarked(content);
    if (!text_check(content, &bad)) {
        fault_add(faults, text_place(content, bad),
                  "this character is not UTF-8 text; save the file as UTF-8");
        return NULL;
    }
    struct po *po = arena_new(arena, struct po);
    po->file = faults->file;
    po->language = language_of(faults->file);
    struct reader reader = { .arena = arena,
                             .faults = faults,
                             .po = po,
                             .last = &po->first,
                             .text = { .arena = arena } };
    str line;
    while (!reader.broken && text_cut(&content, '\n', &line)) {
        reader.line++;
        read_line(&reader, line);
    }
    finish_entry(&reader);
    return reader.broken ? NULL : po;
}

const struct po_entry *po_find(const struct po *po, str context, str english)
{
    for (const struct po_entry *entry = po->first; entry; entry = entry->next)
        if (text_equal(entry->english, english) &&
            text_equal(entry->context, context))
            return entry;
    return NULL;
}
