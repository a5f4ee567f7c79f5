/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/csv.h"

#include <string.h>

#include "base/arena.h"

enum { CHUNK = 64 * 1024 };

/* What take() gives besides bytes. */
enum { END = -1, FAILED = -2 };

enum encoding { UTF8, UTF16_LITTLE, UTF16_BIG };

/* A byte that no UTF-8 has, for what UTF-16 cannot say. */
static const char broken = '\xFF';

struct csv {
    struct arena *arena;
    struct file_reader *file; /* NULL: it is the text */
    str text;
    uint64_t at; /* of what was read into the chunk */
    char *chunk;
    size_t chunk_size;
    size_t chunk_at;
    enum encoding encoding;
    long unit;         /* of UTF-16, that was read too early; END: none */
    char character[4]; /* in UTF-8, of which the rest is to be given */
    size_t character_size;
    size_t character_at;
    struct text first; /* the first line, which is read twice */
    size_t first_at;
    int held;        /* a byte that is to be given again; END: none */
    char separator;  /* 0: not known yet */
    int number;      /* of the row */
    struct text row; /* its cells, one behind the other */
    str *cells;
    int count;
};

/* ---- beginning and ending ------------------------------------------------- */

static struct csv *make(void)
{
    struct arena *arena = arena_make();
    struct csv *csv = arena_new(arena, struct csv);
    *csv = (struct csv){
        .arena = arena,
        .chunk = arena_take(arena, CHUNK),
        .first = { .arena = arena },
        .row = { .arena = arena },
        .cells = arena_array(arena, str, CSV_COLUMNS),
        .unit = END,
        .held = END,
    };
    return csv;
}

struct csv *csv_of_file(struct file_reader *file)
{
    struct csv *csv = make();
    csv->file = file;
    return csv;
}

struct csv *csv_of_text(str text)
{
    struct csv *csv = make();
    csv->text = text;
    return csv;
}

void csv_close(struct csv *csv)
{
    if (csv)
        arena_destroy(csv->arena);
}

uint64_t csv_size(const struct csv *csv)
{
    return csv->file ? file_size(csv->file) : csv->text.size;
}

uint64_t csv_done(const struct csv *csv)
{
    return csv->at;
}

bool csv_is_blank(const struct csv_row *row)
{
    for (int i = 0; i < row->count; i++)
        if (text_trim(row->cells[i]).size > 0)
            return false;
    return true;
}

/* ---- bytes ---------------------------------------------------------------- */

/* Fills the chunk; it is empty at the end. */
static bool fill(struct csv *csv, struct fault *fault)
{
    uint64_t left = csv_size(csv) - csv->at;
    size_t size = left < CHUNK ? (size_t)left : CHUNK;
    if (csv->file && size > 0 &&
        !file_read_at(csv->file, csv->at, csv->chunk, size, fault))
        return false;
    if (!csv->file && size > 0)
        memcpy(csv->chunk, csv->text.at + csv->at, size);
    csv->at += size;
    csv->chunk_size = size;
    csv->chunk_at = 0;
    return true;
}

static int take_raw(struct csv *csv, struct fault *fault)
{
    if (csv->chunk_at == csv->chunk_size && !fill(csv, fault))
        return FAILED;
    if (csv->chunk_size == 0)
        return END;
    return (unsigned char)csv->chunk[csv->chunk_at++];
}

/* The mark in front says how to read what follows. */
static bool find_encoding(struct csv *csv, struct fault *fault)
{
    static const struct {
        str mark;
        enum encoding encoding;
    } marks[] = {
        { { "\xEF\xBB\xBF", 3 }, UTF8 },
        { { "\xFF\xFE", 2 }, UTF16_LITTLE },
        { { "\xFE\xFF", 2 }, UTF16_BIG },
    };
    if (!fill(csv, fault))
        return false;
    str beginning = { csv->chunk, csv->chunk_size };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (text_starts(beginning, marks[i].mark)) {
            csv->encoding = marks[i].encoding;
            csv->chunk_at = marks[i].mark.size;
        }
    return true;
}

/* ---- UTF-16 --------------------------------------------------------------- */

static long take_unit(struct csv *csv, struct fault *fault)
{
    long unit = csv->unit;
    csv->unit = END;
    if (unit != END)
        return unit;
    int one = take_raw(csv, fault);
    if (one < 0)
        return one;
    int other = take_raw(csv, fault);
    if (other == FAILED)
        return FAILED;
    if (other == END)
        return 0xDC00; /* half a unit is as wrong as half a pair */
    return csv->encoding == UTF16_BIG ? one * 256L + other : other * 256L + one;
}

/* Both halves of a character, or a broken byte. */
static bool take_pair(struct csv *csv, long high, struct fault *fault)
{
    long low = take_unit(csv, fault);
    if (low == FAILED)
        return false;
    if (low >= 0xDC00 && low <= 0xDFFF) {
        long character = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        csv->character_size = text_encode((uint32_t)character, csv->character);
        return true;
    }
    csv->unit = low;
    csv->character[0] = broken;
    csv->character_size = 1;
    return true;
}

/* The next character into the place where it is given out from. */
static int take_character(struct csv *csv, struct fault *fault)
{
    long unit = take_unit(csv, fault);
    csv->character_at = 0;
    if (unit < 0)
        return (int)unit;
    if (unit >= 0xD800 && unit <= 0xDBFF)
        return take_pair(csv, unit, fault) ? 0 : FAILED;
    if (unit >= 0xDC00 && unit <= 0xDFFF) {
        csv->character[0] = broken;
        csv->character_size = 1;
    } else {
        csv->character_size = text_encode((uint32_t)unit, csv->character);
    }
    return 0;
}

static int take_decoded(struct csv *csv, struct fault *fault)
{
    if (csv->encoding == UTF8)
        return take_raw(csv, fault);
    if (csv->character_at == csv->character_size) {
        csv->character_size = 0;
        int verdict = take_character(csv, fault);
        if (verdict < 0)
            return verdict;
    }
    return (unsigned char)csv->character[csv->character_at++];
}

/* ---- what is wrong -------------------------------------------------------- */

/* Where it is, as a spreadsheet counts. */
static int refuse(const struct csv *csv, const char *sentence, long most,
                  struct fault *fault)
{
    fault->at = (struct text_place){ csv->number, csv->count + 1 };
    fault_set(fault, sentence, COUNT("most", most));
    return FAILED;
}

static int refuse_zero(const struct csv *csv, struct fault *fault)
{
    return refuse(csv,
                  TEXT_KEY("this is no text, or in an encoding that is not "
                           "known; save the table as “CSV UTF-8” and take "
                           "that"),
                  0, fault);
}

static int refuse_row(const struct csv *csv, struct fault *fault)
{
    return refuse(csv,
                  TEXT_KEY("this row has more than {most} bytes; take out what "
                           "does not belong here, or look for a quotation mark "
                           "that is never closed"),
                  CSV_ROW, fault);
}

/* ---- the first line ------------------------------------------------------- */

static char most_of(const long counts[3])
{
    static const char separators[] = { ',', ';', '\t' };
    size_t most = 0;
    for (size_t i = 1; i < sizeof separators; i++)
        if (counts[i] > counts[most])
            most = i;
    return separators[most];
}

/* Excel says in a line of its own, "sep=;", what parts the cells, and shows that
 * line to nobody. */
static bool take_said_separator(struct csv *csv, int ended, struct fault *fault)
{
    str line = text_view(&csv->first);
    bool ends = text_ends(line, S("\n")) || text_ends(line, S("\r"));
    if (text_trim(line).size > 5 || line.size < (ends ? 6 : 5))
        return true;
    csv->separator = line.at[4];
    csv->first.size = 0;
    if (ended != '\r')
        return true;
    int next = take_decoded(csv, fault);
    if (next != '\n')
        csv->held = next;
    return next != FAILED;
}

/* Reads the first line, to be read again, and counts what may part its cells;
 * what stands in quotes parts nothing. */
static bool find_separator(struct csv *csv, struct fault *fault)
{
    long counts[3] = { 0 };
    bool quoted = false;
    int byte = 0;
    while (quoted || (byte != '\n' && byte != '\r')) {
        byte = take_decoded(csv, fault);
        if (byte == FAILED)
            return false;
        if (byte == END)
            break;
        if (csv->first.size == CSV_ROW)
            return refuse_row(csv, fault) != FAILED;
        text_add_char(&csv->first, (char)byte);
        quoted = quoted != (byte == '"');
        counts[0] += !quoted && byte == ',';
        counts[1] += !quoted && byte == ';';
        counts[2] += !quoted && byte == '\t';
    }
    csv->separator = most_of(counts);
    return !text_starts(text_view(&csv->first), S("sep=")) ||
           take_said_separator(csv, byte, fault);
}

/* ---- one byte ------------------------------------------------------------- */

static int take(struct csv *csv, struct fault *fault)
{
    int byte = csv->held;
    csv->held = END;
    if (byte != END)
        return byte;
    if (csv->first_at < csv->first.size)
        byte = (unsigned char)csv->first.at[csv->first_at++];
    else
        byte = take_decoded(csv, fault);
    return byte == 0 ? refuse_zero(csv, fault) : byte;
}

/* A line end is one byte from here on, however it is written. */
static int take_letter(struct csv *csv, struct fault *fault)
{
    int byte = take(csv, fault);
    if (byte != '\r')
        return byte;
    int next = take(csv, fault);
    if (next == FAILED)
        return FAILED;
    if (next != '\n')
        csv->held = next;
    return '\n';
}

/* ---- cells ---------------------------------------------------------------- */

static bool add(struct csv *csv, size_t from, int byte, struct fault *fault)
{
    if (csv->row.size == CSV_ROW)
        return refuse_row(csv, fault) != FAILED;
    if (csv->row.size - from == CSV_CELL)
        return refuse(csv,
                      TEXT_KEY("this cell has more than {most} bytes; shorten "
                               "it, or look for a quotation mark that is never "
                               "closed"),
                      CSV_CELL, fault) != FAILED;
    text_add_char(&csv->row, (char)byte);
    return true;
}

/* What ends a cell: the separator, a line end, END. */
static bool ends_cell(const struct csv *csv, int byte)
{
    return byte == END || byte == '\n' || byte == csv->separator;
}

/* Behind the opening quotation mark. Gives what ended the cell. */
static int read_quoted(struct csv *csv, struct fault *fault)
{
    size_t from = csv->row.size;
    for (;;) {
        int byte = take_letter(csv, fault);
        if (byte == FAILED)
            return FAILED;
        if (byte == END)
            return refuse(csv,
                          TEXT_KEY("the quotation mark at the beginning of "
                                   "this cell is never closed; save the table "
                                   "again, it may have been cut off"),
                          0, fault);
        if (byte == '"' && (byte = take_letter(csv, fault)) != '"') {
            if (byte == FAILED || ends_cell(csv, byte))
                return byte;
            return refuse(csv,
                          TEXT_KEY("something stands behind the quotation mark "
                                   "that closes this cell; write a quotation "
                                   "mark inside of a cell twice"),
                          0, fault);
        }
        if (!add(csv, from, byte, fault))
            return FAILED;
    }
}

static int read_plain(struct csv *csv, int byte, struct fault *fault)
{
    size_t from = csv->row.size;
    while (byte != FAILED && !ends_cell(csv, byte)) {
        if (!add(csv, from, byte, fault))
            return FAILED;
        byte = take_letter(csv, fault);
    }
    return byte;
}

/* Gives what ended the cell. */
static int read_cell(struct csv *csv, int byte, struct fault *fault)
{
    size_t from = csv->row.size;
    if (csv->count == CSV_COLUMNS)
        return refuse(csv,
                      TEXT_KEY("there are more than {most} columns; take out "
                               "those that do not belong here"),
                      CSV_COLUMNS, fault);
    byte = byte == '"' ? read_quoted(csv, fault) : read_plain(csv, byte, fault);
    csv->cells[csv->count++].size = csv->row.size - from;
    return byte;
}

/* ---- rows ----------------------------------------------------------------- */

static bool begin(struct csv *csv, struct fault *fault)
{
    csv->row.size = 0;
    csv->count = 0;
    csv->number++;
    if (csv->number > 1)
        return true;
    return find_encoding(csv, fault) && find_separator(csv, fault);
}

static bool is_beyond(const struct csv *csv, int byte, struct fault *fault)
{
    return byte != END && csv->number > CSV_ROWS &&
           refuse(csv,
                  TEXT_KEY("there are more than {most} rows; part them into "
                           "several files"),
                  CSV_ROWS, fault) == FAILED;
}

/* Once the row does not move any more. */
static void lay_cells(struct csv *csv)
{
    const char *at = csv->row.size > 0 ? csv->row.at : "";
    for (int i = 0; i < csv->count; i++) {
        csv->cells[i].at = at;
        at += csv->cells[i].size;
    }
}

bool csv_next(struct csv *csv, struct csv_row *row, struct fault *fault)
{
    if (!begin(csv, fault))
        return false;
    int byte = take_letter(csv, fault);
    if (byte < 0 || is_beyond(csv, byte, fault))
        return false;
    byte = read_cell(csv, byte, fault);
    while (byte == csv->separator) {
        byte = take_letter(csv, fault);
        if (byte != FAILED)
            byte = read_cell(csv, byte, fault);
    }
    lay_cells(csv);
    *row = (struct csv_row){ .number = csv->number,
                             .count = csv->count,
                             .cells = csv->cells,
                             .cut = byte == END };
    return byte != FAILED;
}
