/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table in a file, row by row: CSV as RFC 4180 has it, with the liberties
 * that spreadsheets take. The cells are parted by commas, semicolons or tabs,
 * whichever the first line has most of; lines end in any way; it is UTF-8, with
 * or without a byte order mark, or UTF-16 with one. However large the file, the
 * memory that this takes is the same, and one row is all that is ever there.
 * Whether a cell is whole UTF-8 is for the caller to ask, who can say more
 * about it: what UTF-16 cannot say comes out broken.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/file.h"

enum {
    CSV_CELL = 64 * 1024,  /* bytes; no cell is longer */
    CSV_ROW = 1024 * 1024, /* bytes of all cells of a row */
    CSV_COLUMNS = 1000,
    CSV_ROWS = 1048576, /* as many as a spreadsheet has */
};

struct csv; /* opaque: a table on its way */

struct csv_row {
    int number;       /* as a spreadsheet counts, the header being 1 */
    int count;        /* of its cells */
    const str *cells; /* until the next row is read */
    bool cut;         /* the file ends here, and not with a line end */
};

/* Begins at the beginning of a file, or of a text; neither is closed here. */
struct csv *csv_of_file(struct file_reader *file);
struct csv *csv_of_text(str text);
void csv_close(struct csv *csv); /* wipes it; NULL is fine */

/* The next row, empty ones too. False at the end, and with a fault if the file
 * cannot be read, is no such table or goes beyond the limits: there is nothing
 * behind that. The fault's place is a row and a column. */
bool csv_next(struct csv *csv, struct csv_row *row, struct fault *fault);

/* How many bytes were read so far, and how many there are. */
uint64_t csv_done(const struct csv *csv);
uint64_t csv_size(const struct csv *csv);

/* Whether there is nothing in any cell of the row. */
bool csv_is_blank(const struct csv_row *row);

#endif
