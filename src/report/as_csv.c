/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/as_csv.h"

#include "base/arena.h"
#include "report/harmless.h"

/* A row being written. */
struct table {
    struct arena *arena;
    struct text out;
    int column;
};

static bool needs_quotes(str cell)
{
    for (size_t i = 0; i < cell.size; i++)
        if (cell.at[i] == '"' || cell.at[i] == ',' || cell.at[i] == ';')
            return true;
    return false;
}

static void put_cell(struct table *table, str words)
{
    str cell = harmless_cell(table->arena, words);
    bool quoted = needs_quotes(cell);
    text_add(&table->out, table->column++ > 0 ? S(",") : S(""));
    text_add(&table->out, quoted ? S("\"") : S(""));
    for (size_t i = 0; i < cell.size; i++) {
        if (cell.at[i] == '"')
            text_add_char(&table->out, '"');
        text_add_char(&table->out, cell.at[i]);
    }
    text_add(&table->out, quoted ? S("\"") : S(""));
}

/* An empty cell unless it is told. */
static void put_number(struct table *table, bool told, long number)
{
    text_add(&table->out, table->column++ > 0 ? S(",") : S(""));
    if (told)
        text_add_number(&table->out, number);
}

static void end_row(struct table *table)
{
    text_add(&table->out, S("\r\n"));
    table->column = 0;
}

static void put_numbers(struct table *table, const struct listing_row *row)
{
    const struct guard_cell *cell = &row->cell;
    bool told = cell->status != GUARD_WITHHELD;
    put_number(table, told, cell->count);
    put_number(table, row->has_base && row->base.status != GUARD_WITHHELD,
               row->base.count);
    put_number(table, told && row->has_base && cell->percent >= 0,
               cell->percent);
    put_cell(table, text_of(guard_status_name(cell->status)));
    end_row(table);
}

/* What is about the whole file, or about a whole questionnaire. */
static void put_remark(struct table *table, const char *name, str remark)
{
    if (remark.size == 0)
        return;
    put_cell(table, S(""));
    put_cell(table, S(""));
    put_cell(table, text_of(name));
    put_cell(table, remark);
    for (int i = 0; i < 4; i++)
        put_cell(table, S(""));
    end_row(table);
}

static void put_returns(struct table *table, const struct listing *listing,
                        const struct listing_form *form)
{
    struct listing_row row = { .cell = form->returns };
    put_cell(table, form->form->id);
    put_cell(table, S(""));
    put_cell(table, S("returns"));
    put_cell(table, words_say(listing->release->words,
                              TEXT_KEY("Completed questionnaires")));
    put_numbers(table, &row);
}

static void put_question(struct table *table, const struct listing_form *form,
                         const struct listing_question *asked)
{
    for (int i = 0; i < asked->row_count; i++) {
        put_cell(table, form->form->id);
        put_cell(table, asked->asked->name);
        put_cell(table, asked->rows[i].name);
        put_cell(table, asked->rows[i].label);
        put_numbers(table, &asked->rows[i]);
    }
}

str as_csv(const struct listing *listing)
{
    struct table table = { .arena = listing->arena,
                           .out = { .arena = listing->arena } };
    text_add(&table.out,
             S("\xef\xbb\xbf"
               "form,question,choice,label,count,base,percent,status\r\n"));
    put_remark(&table, "for", listing_remark(listing, LISTING_RECIPIENT));
    put_remark(&table, "practice", listing_remark(listing, LISTING_PRACTICE));
    for (int f = 0; f < listing->form_count; f++) {
        const struct listing_form *form = &listing->forms[f];
        put_returns(&table, listing, form);
        for (int q = 0; q < form->question_count; q++)
            put_question(&table, form, &form->questions[q]);
    }
    return text_view(&table.out);
}
