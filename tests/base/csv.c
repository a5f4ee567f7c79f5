/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables: every shape that spreadsheets give them, and floods of every kind. */
#include "base/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"
#include "proof.h"

/* ---- cases in text ------------------------------------------------------- */

static void say_cell(struct text *out, str cell)
{
    static const char digits[] = "0123456789ABCDEF";
    text_add_char(out, '[');
    for (size_t at = 0; at < cell.size;) {
        size_t from = at;
        uint32_t letter = text_next(cell, &at);
        unsigned char byte = (unsigned char)cell.at[from];
        if (letter == TEXT_BROKEN) {
            text_add(out, S("\\x"));
            text_add_char(out, digits[byte >> 4]);
            text_add_char(out, digits[byte & 15]);
        } else if (letter == '\n') {
            text_add_char(out, '~');
        } else {
            text_add(out, text_slice(cell, from, at));
        }
    }
    text_add_char(out, ']');
}

static void say_row(struct text *out, const struct csv_row *row)
{
    text_add_number(out, row->number);
    text_add_char(out, ' ');
    for (int i = 0; i < row->count; i++)
        say_cell(out, row->cells[i]);
    text_add(out, row->cut ? S(" cut\n") : S("\n"));
}

static void say_fault(struct text *out, const struct fault *fault)
{
    struct faults faults = { .arena = out->arena, .file = S("t") };
    fault_adopt(&faults, fault);
    text_add(out, cases_faults(out->arena, &faults));
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct fault fault = { .arena = arena };
    struct text out = { .arena = arena };
    str input = cases_input(one);
    if (text_ends(input, S("$\n")))
        input = text_slice(input, 0, input.size - 2);
    struct csv *csv = csv_of_text(proof_exact(arena, input));
    struct csv_row row;
    while (csv_next(csv, &row, &fault))
        say_row(&out, &row);
    if (fault.pattern)
        say_fault(&out, &fault);
    else if (out.size == 0)
        text_add(&out, S("end\n"));
    assert_true(csv_done(csv) <= csv_size(csv));
    csv_close(csv);
    return text_view(&out);
}

/* ---- floods --------------------------------------------------------------- */

static str many(struct arena *arena, str before, str piece, size_t count,
                str behind)
{
    struct text text = { .arena = arena };
    text_add(&text, before);
    for (size_t i = 0; i < count; i++)
        text_add(&text, piece);
    text_add(&text, behind);
    return text_view(&text);
}

/* Reads to the end; gives how many rows came, and the fault in English. */
static int read_all(struct arena *arena, str table, str *said)
{
    struct fault fault = { .arena = arena };
    struct csv *csv = csv_of_text(table);
    struct csv_row row;
    int rows = 0;
    while (csv_next(csv, &row, &fault))
        rows++;
    struct text out = { .arena = arena };
    if (fault.pattern)
        say_fault(&out, &fault);
    *said = text_view(&out);
    csv_close(csv);
    return rows;
}

static void expect(struct arena *arena, str table, int rows, const char *said)
{
    str got;
    assert_int_equal(read_all(arena, table, &got), rows);
    cases_same(got, text_of(said));
}

static void as_many_columns_as_there_may_be_and_one_more(void **state)
{
    struct arena *arena = *state;
    expect(arena, many(arena, S("a"), S(",a"), CSV_COLUMNS - 1, S("\n")), 1,
           "");
    expect(arena, many(arena, S("a"), S(",a"), CSV_COLUMNS, S("\n")), 0,
           "t:1:1001: there are more than 1000 columns; take out those that do "
           "not belong here\n");
    expect(arena, many(arena, S("a\n"), S(","), 10000, S("\n")), 1,
           "t:2:1001: there are more than 1000 columns; take out those that do "
           "not belong here\n");
}

static void as_long_a_cell_as_there_may_be_and_one_more(void **state)
{
    struct arena *arena = *state;
    static const char sentence[] = "t:2:2: this cell has more than 65536 "
                                   "bytes; shorten it, or look for a "
                                   "quotation mark that is never closed\n";
    expect(arena, many(arena, S("a,b\n1,"), S("x"), CSV_CELL, S("\n")), 2, "");
    expect(arena, many(arena, S("a,b\n1,"), S("x"), CSV_CELL + 1, S("\n")), 1,
           sentence);
    expect(arena, many(arena, S("a,b\n1,\""), S("\r\n"), CSV_CELL, S("\"\n")),
           2, "");
    expect(arena,
           many(arena, S("a,b\n1,\""), S("\"\""), CSV_CELL + 1, S("\"\n")), 1,
           sentence);
}

static void as_long_a_row_as_there_may_be_and_one_more(void **state)
{
    struct arena *arena = *state;
    str cell = many(arena, S(""), S("x"), CSV_CELL / 2 - 1, S(","));
    str full = many(arena, S("a\n"), cell, 32, S(""));
    expect(arena, full, 2, "");
    expect(arena, many(arena, full, S("y"), 33, S("\n")), 1,
           "t:2:33: this row has more than 1048576 bytes; take out what does "
           "not belong here, or look for a quotation mark that is never "
           "closed\n");
}

static void a_first_line_without_an_end(void **state)
{
    struct arena *arena = *state;
    expect(arena, many(arena, S("\""), S("\n"), CSV_ROW + 1, S("")), 0,
           "t:1:1: this row has more than 1048576 bytes; take out what does "
           "not belong here, or look for a quotation mark that is never "
           "closed\n");
}

static void as_many_rows_as_there_may_be_and_one_more(void **state)
{
    struct arena *arena = *state;
    expect(arena, many(arena, S(""), S("\n"), CSV_ROWS, S("")), CSV_ROWS, "");
    expect(arena, many(arena, S(""), S("\n"), CSV_ROWS, S("x")), CSV_ROWS,
           "t:1048577:1: there are more than 1048576 rows; part them into "
           "several files\n");
}

/* Whatever stands where one piece of the file ends and the next begins. */
static void nothing_depends_on_where_the_file_is_cut_into_pieces(void **state)
{
    enum { CHUNK = 64 * 1024 };
#define ROW "\"a\"\"\r\n\",\xC3\xA9\r\n"
    static const size_t marks = 3;
    struct arena *arena = *state;
    for (size_t shift = 0; shift < 2 * sizeof ROW; shift++) {
        str table = many(arena, S("\xEF\xBB\xBF"), S("x"),
                         CHUNK - marks - shift - 4, S("\r\n"));
        table = many(arena, table, S(ROW), 4, S(""));
        struct fault fault = { .arena = arena };
        struct csv *csv = csv_of_text(table);
        struct csv_row got;
        assert_true(csv_next(csv, &got, &fault));
        for (int i = 0; i < 4; i++) {
            assert_true(csv_next(csv, &got, &fault));
            assert_int_equal(got.count, 2);
            cases_same_text(got.cells[0], "a\"\n");
            cases_same_text(got.cells[1], "\xC3\xA9");
        }
        assert_false(csv_next(csv, &got, &fault));
        csv_close(csv);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("as many columns as there may be, and one more",
                   as_many_columns_as_there_may_be_and_one_more),
        CASES_TEST("as long a cell as there may be, and one more",
                   as_long_a_cell_as_there_may_be_and_one_more),
        CASES_TEST("as long a row as there may be, and one more",
                   as_long_a_row_as_there_may_be_and_one_more),
        CASES_TEST("a first line without an end", a_first_line_without_an_end),
        CASES_TEST("as many rows as there may be, and one more",
                   as_many_rows_as_there_may_be_and_one_more),
        CASES_TEST("nothing depends on where the file is cut into pieces",
                   nothing_depends_on_where_the_file_is_cut_into_pieces),
    };
    int failed = cases_run("base/csv.cases", run);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
