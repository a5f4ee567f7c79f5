/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/as_workbook.h"

#include <assert.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/file.h"
#include "report/harmless.h"

enum {
    MOST_SIGNS = 31,      /* of a sheet's name */
    MOST_RECIPIENT = 60,  /* on every page, where 255 are allowed in all */
    MOST_LABEL = 180,     /* of a chart's title */
    MOST_CELL = 2000,     /* of words in a cell; 32,767 are allowed */
    MOST_BYTES = 1 << 28, /* no workbook of ours has more */
    ROOM = 1 << 24,       /* more than the nameless files can want */
    ROW_PIXELS = 20,
    GAP_PIXELS = 6, /* between two charts */
    CHART_PIXELS = 520,
};

/* Every workbook was made on the day that the format's clock begins. */
static const time_t no_time = 315532800; /* 1 January 1980 */

enum { NUMBER, QUESTION, ANSWER, COUNTED, BASE, PERCENT, STATUS, COLUMNS };
enum { TITLE_ROW, NOTE_ROW, HEADER_ROW, FIRST_ROW };
enum { CHART_COLUMN = COLUMNS + 1 };

static const struct {
    const char *heading;
    double width; /* in characters */
} columns[] = {
    [NUMBER] = { "", 7 },
    [QUESTION] = { TEXT_KEY("Question"), 58 },
    [ANSWER] = { TEXT_KEY("Answer"), 36 },
    [COUNTED] = { TEXT_KEY("Number"), 10 },
    [BASE] = { TEXT_KEY("Base"), 10 },
    [PERCENT] = { TEXT_KEY("Percent"), 10 },
    [STATUS] = { TEXT_KEY("Status"), 40 },
};
static_assert(sizeof columns / sizeof *columns == COLUMNS,
              "a heading for every column");

enum look {
    PLAIN,
    TITLE,
    NOTE,
    HEADING,
    STRONG,
    FAINT,
    WHOLE,
    SHARE,
    SET_IN, /* from the numbers before it */
    LOOKS
};

struct book {
    const struct listing *listing;
    struct arena *arena;
    lxw_workbook *workbook;
    lxw_format *looks[LOOKS];
    const char **names; /* of the sheets so far */
    int name_count;
};

struct sheet {
    struct book *book;
    lxw_worksheet *worksheet;
    const char *name;
    lxw_row_t row;
};

/* ---- texts --------------------------------------------------------------- */

/* At most so many characters, the last of them a sign that something was cut
 * off. */
static str cut(struct arena *arena, str words, size_t most)
{
    struct text text = { .arena = arena };
    size_t at = 0;
    if (text_length(words) <= most)
        return words;
    for (size_t i = 1; i < most; i++)
        text_next(words, &at);
    text_add(&text, text_slice(words, 0, at));
    text_add(&text, S("…"));
    return text_view(&text);
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
           (c >= 'A' && c <= 'F');
}

/* "_x0041_", which the format takes for an "A". */
static bool is_code(str words, size_t at)
{
    str code = text_slice(words, at, at + 7);
    bool is = code.size == 7 && text_starts(code, S("_x")) && code.at[6] == '_';
    for (size_t i = 2; is && i < 6; i++)
        is = is_hex(code.at[i]);
    return is;
}

/* Terminated, for the library. */
static const char *cell_words(const struct sheet *sheet, str words)
{
    struct arena *arena = sheet->book->arena;
    struct text text = { .arena = arena };
    str line = cut(arena, harmless_line(arena, words), MOST_CELL);
    for (size_t i = 0; i < line.size; i++) {
        if (is_code(line, i))
            text_add(&text, S("_x005F"));
        text_add_char(&text, line.at[i]);
    }
    return text_copy(arena, text_view(&text)).at;
}

static str say(const struct book *book, const char *english)
{
    return words_say(book->listing->release->words, english);
}

static void put(struct sheet *sheet, int column, str words, enum look look)
{
    worksheet_write_string(sheet->worksheet, sheet->row, (lxw_col_t)column,
                           cell_words(sheet, words), sheet->book->looks[look]);
}

static void put_number(struct sheet *sheet, int column, double number,
                       enum look look)
{
    worksheet_write_number(sheet->worksheet, sheet->row, (lxw_col_t)column,
                           number, sheet->book->looks[look]);
}

/* ---- names of sheets ----------------------------------------------------- */

/* What spreadsheets take for the same name: capitals or not; and to be safe,
 * any letters that are not English. */
static char folded(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return (unsigned char)c < 0x80 ? c : '?';
}

static bool is_same_name(const char *one, const char *other)
{
    while (*one && folded(*one) == folded(*other)) {
        one++;
        other++;
    }
    return *one == *other;
}

/* "History" is Excel's own. */
static bool is_taken(const struct book *book, const char *name)
{
    for (int i = 0; i < book->name_count; i++)
        if (is_same_name(book->names[i], name))
            return true;
    return is_same_name(name, "history");
}

static str without_forbidden(struct arena *arena, str title)
{
    struct text text = { .arena = arena };
    for (size_t i = 0; i < title.size; i++) {
        char c = title.at[i];
        bool quote = c == '\'' && (i == 0 || i + 1 == title.size);
        bool forbidden = c == '[' || c == ']' || c == ':' || c == '*' ||
                         c == '?' || c == '/' || c == '\\' || quote;
        text_add_char(&text, forbidden ? '-' : c);
    }
    return text_view(&text);
}

/* The title, cut so that what is behind it has room. */
static const char *with_behind(struct arena *arena, str title, str behind)
{
    struct text name = { .arena = arena };
    str front = cut(arena, title, MOST_SIGNS - text_length(behind));
    text_add(&name, front);
    text_add(&name, behind);
    return text_copy(arena, text_view(&name)).at;
}

static const char *name_of(struct book *book, str words)
{
    str title = without_forbidden(book->arena,
                                  harmless_line(book->arena, words));
    if (title.size == 0)
        title = S("-");
    const char *name = with_behind(book->arena, title, S(""));
    for (long n = 2; is_taken(book, name); n++) {
        struct text behind = { .arena = book->arena };
        text_add(&behind, S(" ("));
        text_add_number(&behind, n);
        text_add(&behind, S(")"));
        name = with_behind(book->arena, title, text_view(&behind));
    }
    book->names[book->name_count++] = name;
    return name;
}

/* ---- a sheet ------------------------------------------------------------- */

/* Those remarks of a table that there are. */
static str note(const struct listing *listing,
                const enum listing_remark *remarks, size_t count)
{
    struct text text = { .arena = listing->arena };
    for (size_t i = 0; i < count; i++) {
        str remark = listing_remark(listing, remarks[i]);
        text_add(&text, text.size > 0 && remark.size > 0 ? S(" ") : S(""));
        text_add(&text, remark);
    }
    return text_view(&text);
}

/* Whom it is for, that it is practice, and behind both how it was rounded. */
static const enum listing_remark notes[] = { LISTING_RECIPIENT,
                                             LISTING_PRACTICE,
                                             LISTING_ROUNDING };
enum { NOTES = sizeof notes / sizeof *notes, NOTES_OF_PAGES = NOTES - 1 };

/* There is little room there; a long name is cut so that what it is told is
 * not. "&" is a command there, and two of them are one. */
static const char *on_every_page(const struct book *book)
{
    struct text text = { .arena = book->arena };
    struct release release = *book->listing->release;
    struct listing listing = *book->listing;
    listing.release = &release;
    release.recipient = cut(book->arena,
                            harmless_line(book->arena, release.recipient),
                            MOST_RECIPIENT);
    str line = note(&listing, notes, NOTES_OF_PAGES);
    text_add(&text, line.size > 0 ? S("&L") : S(""));
    for (size_t i = 0; i < line.size; i++) {
        if (line.at[i] == '&')
            text_add_char(&text, '&');
        text_add_char(&text, line.at[i]);
    }
    return text_view(&text).at;
}

static str title_of(const struct book *book, const struct listing_form *form)
{
    const struct release *release = book->listing->release;
    struct text text = { .arena = book->arena };
    text_add(&text, form->title);
    text_add(&text, S(" · "));
    text_add(&text, release->service);
    text_add(&text, S(" · "));
    text_add(&text, release->collection);
    return text_view(&text);
}

static void put_page(struct sheet *sheet)
{
    lxw_worksheet *worksheet = sheet->worksheet;
    const char *header = on_every_page(sheet->book);
    worksheet_set_landscape(worksheet);
    worksheet_set_paper(worksheet, 9); /* A4 */
    worksheet_fit_to_pages(worksheet, 1, 0);
    worksheet_repeat_rows(worksheet, TITLE_ROW, HEADER_ROW);
    if (*header)
        worksheet_set_header(worksheet, header);
    worksheet_set_footer(worksheet, "&C&P");
    worksheet_freeze_panes(worksheet, FIRST_ROW, 0);
}

static void put_heading(struct sheet *sheet, const struct listing_form *form)
{
    const struct book *book = sheet->book;
    sheet->row = TITLE_ROW;
    put(sheet, NUMBER, title_of(book, form), TITLE);
    worksheet_merge_range(sheet->worksheet, NOTE_ROW, 0, NOTE_ROW, STATUS,
                          cell_words(sheet, note(book->listing, notes, NOTES)),
                          book->looks[NOTE]);
    worksheet_set_row(sheet->worksheet, NOTE_ROW, 33, NULL);
    sheet->row = HEADER_ROW;
    for (int c = 0; c < COLUMNS; c++) {
        worksheet_set_column(sheet->worksheet, (lxw_col_t)c, (lxw_col_t)c,
                             columns[c].width, NULL);
        put(sheet, c,
            *columns[c].heading ? say(book, columns[c].heading) : S(""),
            HEADING);
    }
    sheet->row = FIRST_ROW;
}

static void put_cell(struct sheet *sheet, const struct guard_cell *cell)
{
    const struct book *book = sheet->book;
    if (cell->status == GUARD_WITHHELD) {
        put(sheet, STATUS, listing_withheld(book->listing, cell->reason),
            SET_IN);
        return;
    }
    put_number(sheet, COUNTED, (double)cell->count, WHOLE);
    put(sheet, STATUS,
        cell->status == GUARD_ROUNDED ? say(book, TEXT_KEY("rounded"))
                                      : say(book, TEXT_KEY("exact")),
        SET_IN);
}

static void put_row(struct sheet *sheet, const struct listing_question *asked,
                    const struct listing_row *row, bool first)
{
    bool told = row->cell.status != GUARD_WITHHELD;
    put(sheet, NUMBER, asked->reference, first ? STRONG : FAINT);
    put(sheet, QUESTION, asked->label, first ? STRONG : FAINT);
    put(sheet, ANSWER, row->label, PLAIN);
    put_cell(sheet, &row->cell);
    if (row->has_base && row->base.status != GUARD_WITHHELD)
        put_number(sheet, BASE, (double)row->base.count, WHOLE);
    if (told && row->has_base && row->cell.percent >= 0)
        put_number(sheet, PERCENT, (double)row->cell.percent / 100, SHARE);
    sheet->row++;
}

/* ---- charts -------------------------------------------------------------- */

/* The rows that a chart shows, from the first of a question. */
struct span {
    int from;
    int to;
    bool told; /* there is a number in them */
    bool gaps; /* … and one that is withheld */
};

static struct span charted(const struct listing_question *asked)
{
    struct span span = { .from = -1 };
    for (int i = 0; i < asked->row_count; i++) {
        const struct listing_row *row = &asked->rows[i];
        if (row->part != LISTING_CHOICE && row->part != LISTING_BAND)
            continue;
        span.from = span.from < 0 ? i : span.from;
        span.to = i;
        span.told = span.told || row->cell.status != GUARD_WITHHELD;
        span.gaps = span.gaps || row->cell.status == GUARD_WITHHELD;
    }
    return span;
}

static void put_series(struct sheet *sheet, lxw_chart *chart, lxw_row_t from,
                       lxw_row_t to)
{
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    lxw_chart_fill fill = { .color = 0x1C7A83 };
    chart_series_set_categories(series, sheet->name, from, ANSWER, to, ANSWER);
    chart_series_set_values(series, sheet->name, from, COUNTED, to, COUNTED);
    chart_series_set_fill(series, &fill);
    chart_series_set_labels(series);
}

/* Nobody shall take what is withheld for a nought. */
static const char *chart_title(const struct sheet *sheet,
                               const struct listing_question *asked,
                               const struct span *span)
{
    struct book *book = sheet->book;
    str question = cut(book->arena, asked->label, MOST_LABEL);
    struct slot slot = SLOT("question", question);
    if (span->gaps)
        question = text_fill(
            book->arena,
            say(book, TEXT_KEY("{question} (what is withheld has no bar)")),
            &slot, 1);
    return cell_words(sheet, question);
}

static void put_chart(struct sheet *sheet, const struct listing_question *asked,
                      lxw_row_t first)
{
    struct span span = charted(asked);
    if (!span.told)
        return;
    lxw_chart *chart = workbook_add_chart(sheet->book->workbook, LXW_CHART_BAR);
    lxw_chart_font font = { .size = 9, .bold = LXW_EXPLICIT_FALSE };
    put_series(sheet, chart, first + (lxw_row_t)span.from,
               first + (lxw_row_t)span.to);
    const char *label = chart_title(sheet, asked, &span);
    chart_title_set_name(chart, label);
    chart_title_set_name_font(chart, &font);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    /* Its bars lie: the choices are on the axis that stands. */
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_num_font(chart->y_axis, &font);
    chart_axis_set_min(chart->x_axis, 0);
    chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
    chart_axis_off(chart->x_axis);
    lxw_chart_options options = {
        .x_scale = CHART_PIXELS / 480.0, /* what a chart is without it */
        .y_scale = (asked->row_count * ROW_PIXELS - GAP_PIXELS) / 288.0,
        .description = (char *)label, /* the library only reads it */
    };
    worksheet_insert_chart_opt(sheet->worksheet, first, CHART_COLUMN, chart,
                               &options);
}

static void put_question(struct sheet *sheet,
                         const struct listing_question *asked)
{
    lxw_row_t first = sheet->row;
    for (int i = 0; i < asked->row_count; i++)
        put_row(sheet, asked, &asked->rows[i], i == 0);
    put_chart(sheet, asked, first);
}

static void put_sheet(struct book *book, const struct listing_form *form)
{
    struct sheet sheet = { .book = book, .name = name_of(book, form->title) };
    sheet.worksheet = workbook_add_worksheet(book->workbook, sheet.name);
    assert(sheet.worksheet); /* its name is legal and nobody else's */
    put_page(&sheet);
    put_heading(&sheet, form);
    put(&sheet, QUESTION, say(book, TEXT_KEY("Completed questionnaires")),
        STRONG);
    put_cell(&sheet, &form->returns);
    sheet.row++;
    for (int q = 0; q < form->question_count; q++)
        put_question(&sheet, &form->questions[q]);
}

/* ---- the workbook -------------------------------------------------------- */

static void make_looks(struct book *book)
{
    for (int i = 0; i < LOOKS; i++)
        book->looks[i] = workbook_add_format(book->workbook);
    format_set_bold(book->looks[TITLE]);
    format_set_font_size(book->looks[TITLE], 14);
    format_set_text_wrap(book->looks[NOTE]);
    format_set_align(book->looks[NOTE], LXW_ALIGN_VERTICAL_TOP);
    format_set_bold(book->looks[HEADING]);
    format_set_font_color(book->looks[HEADING], LXW_COLOR_WHITE);
    format_set_bg_color(book->looks[HEADING], 0x0F4C55);
    format_set_bold(book->looks[STRONG]);
    format_set_font_color(book->looks[FAINT], 0x5A6B73);
    format_set_indent(book->looks[SET_IN], 1);
    format_set_num_format(book->looks[WHOLE], "0");
    format_set_num_format(book->looks[SHARE], "0%");
}

static void fill(struct book *book)
{
    lxw_doc_properties properties = { .created = no_time };
    const struct listing *listing = book->listing;
    workbook_set_properties(book->workbook, &properties);
    make_looks(book);
    book->names = arena_array(book->arena, const char *, listing->form_count);
    for (int f = 0; f < listing->form_count; f++)
        put_sheet(book, &listing->forms[f]);
}

/* Where the library's nameless files go: into memory, if there is such a
 * place. */
static const char *find_room(void)
{
    static const char *const folders[] = { "/dev/shm", "/tmp", "/var/tmp" };
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        struct statvfs disk;
        if (access(folders[i], W_OK | X_OK) == 0 &&
            statvfs(folders[i], &disk) == 0 &&
            disk.f_bavail >= ROOM / disk.f_frsize)
            return folders[i];
    }
    return NULL;
}

static str path_of(struct arena *arena, int file)
{
    struct text path = { .arena = arena };
    text_add(&path, S("/proc/self/fd/"));
    text_add_number(&path, file);
    return text_view(&path);
}

/* Into a file that is only in memory. */
static bool write_whole(struct book *book, str path, const char *folder,
                        struct fault *fault)
{
    lxw_workbook_options options = {
        .tmpdir = (char *)folder, /* the library only reads it */
    };
    book->workbook = workbook_new_opt(path.at, &options);
    fill(book);
    lxw_error error = workbook_close(book->workbook);
    if (error == LXW_NO_ERROR)
        return true;
    return fault_set(fault,
                     "the workbook cannot be made ({why}); nothing was "
                     "written, so make room in memory and try again",
                     SLOT("why", text_of(lxw_strerror(error))));
}

bool as_workbook(const struct listing *listing, str *bytes, struct fault *fault)
{
    struct book book = { .listing = listing, .arena = listing->arena };
    const char *folder = find_room();
    int file = memfd_create("workbook", MFD_CLOEXEC);
    bool done = false;
    if (!folder || file < 0) {
        fault_set(fault, "there is no room in /dev/shm or /tmp to make a "
                         "workbook; nothing was written, so make room there "
                         "and try again");
    } else {
        str path = path_of(book.arena, file);
        done = write_whole(&book, path, folder, fault) &&
               file_read(book.arena, path, MOST_BYTES, bytes, fault);
    }
    if (file >= 0)
        close(file);
    return done;
}
