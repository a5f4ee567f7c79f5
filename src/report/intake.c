/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/intake.h"

#include <assert.h>

#include "base/arena.h"
#include "base/words.h"
#include "interview/record.h"
#include "interview/route.h"
#include "report/columns.h"

enum { LETTERS = 24 }; /* of a value that are repeated */

struct intake {
    struct arena *arena; /* its own */
    struct arena *row;   /* wiped with each row */
    const struct form *form;
    struct csv *csv;
    struct faults *faults;
    struct columns columns;
    size_t bytes_most; /* of a text */
    long blank;
    /* Of the row. */
    struct csv_row cells;
    struct answers *answers;
    bool *wrong; /* questions whose answer is not known for a fault */
    bool sound;
};

/* A cell that is being read. */
struct cell {
    struct intake *intake;
    const struct form_question *asked;
    int question;
    int column;
    str value; /* without blanks around it, and not empty */
};

/* ---- telling -------------------------------------------------------------- */

static struct text_place place_of(const struct cell *cell)
{
    return (struct text_place){ cell->intake->cells.number, cell->column + 1 };
}

/* In one line, and not too long. */
static struct slot value_slot(const struct cell *cell, str value)
{
    struct text shown = { .arena = cell->intake->row };
    size_t at = 0;
    for (int i = 0; at < value.size && i < LETTERS; i++) {
        size_t from = at;
        uint32_t letter = text_next(value, &at);
        text_add(&shown, letter < ' ' || text_is_unseen(letter)
                             ? S(" ")
                             : text_slice(value, from, at));
    }
    text_add(&shown, at < value.size ? S("…") : S(""));
    return SLOT("value", text_view(&shown));
}

static struct slot question_slot(const struct cell *cell)
{
    return SLOT("question", cell->asked->name);
}

/* "yes, no, dont_know, not_say" */
static struct slot allowed_slot(const struct cell *cell)
{
    struct text names = { .arena = cell->intake->row };
    for (int c = 0; c < cell->asked->choice_count; c++) {
        text_add(&names, cell->asked->choices[c].name);
        text_add(&names, S(", "));
    }
    text_add(&names, FORM_NAME_DONT_KNOW);
    text_add(&names, S(", "));
    text_add(&names, FORM_NAME_NOT_SAY);
    return SLOT("allowed", text_view(&names));
}

static void mark_wrong(const struct cell *cell)
{
    cell->intake->wrong[cell->question] = true;
    cell->intake->sound = false;
}

/* tell(cell, TEXT_KEY("pattern"), SLOT(…), …) adds a fault at the cell. */
#define tell(cell, english, ...)                                               \
    do {                                                                       \
        fault_add((cell)->intake->faults, place_of(cell), english,             \
                  __VA_ARGS__);                                                \
        mark_wrong(cell);                                                      \
    } while (0)

/* ---- a cell, by kind ------------------------------------------------------ */

/* "Don't know" and "rather not say" go with every kind. */
static bool take_refusal(const struct cell *cell)
{
    int choice = FORM_BLANK;
    if (text_equal(cell->value, FORM_NAME_DONT_KNOW))
        choice = FORM_DONT_KNOW;
    if (text_equal(cell->value, FORM_NAME_NOT_SAY))
        choice = FORM_NOT_SAY;
    if (choice != FORM_BLANK)
        answers_choose(cell->intake->answers, cell->question, choice);
    return choice != FORM_BLANK;
}

static void take_one(const struct cell *cell)
{
    int choice = form_choice(cell->asked, cell->value);
    if (choice == FORM_BLANK)
        tell(cell,
             TEXT_KEY("“{value}” is no answer to {question}; it can be one of: "
                      "{allowed}"),
             value_slot(cell, cell->value), question_slot(cell),
             allowed_slot(cell));
    else
        answers_choose(cell->intake->answers, cell->question, choice);
}

static bool stands_alone(const struct cell *cell, int choice)
{
    return choice < 0 || cell->asked->choices[choice].exclusive;
}

/* One of several, which `answer` holds so far. */
static bool take_next(const struct cell *cell, str name, bool alone)
{
    struct answers *answers = cell->intake->answers;
    int choice = form_choice(cell->asked, name);
    if (choice == FORM_BLANK)
        tell(
            cell,
            TEXT_KEY(
                "“{value}” is no answer to {question}; it can be any of these, "
                "parted by single blanks: {allowed}"),
            value_slot(cell, name), question_slot(cell), allowed_slot(cell));
    else if (!alone && stands_alone(cell, choice))
        tell(cell,
             TEXT_KEY("“{value}” cannot stand beside other answers to "
                      "{question}; take "
                      "it out, or the others"),
             value_slot(cell, name), question_slot(cell));
    else if (choice >= 0 && answers_chose(answers, cell->question, choice))
        tell(cell,
             TEXT_KEY("“{value}” stands twice at {question}; write it once"),
             value_slot(cell, name), question_slot(cell));
    else
        answers_choose(answers, cell->question, choice);
    return !cell->intake->wrong[cell->question];
}

static void take_many(const struct cell *cell)
{
    bool alone = text_words(cell->value) == 1;
    size_t at = 0;
    str name;
    while (text_word(cell->value, &at, &name))
        if (!take_next(cell, name, alone))
            return;
}

static bool is_on_line(const struct form_question *asked, long number)
{
    return number >= asked->start && number <= asked->end &&
           (number - asked->start) % asked->step == 0;
}

static void tell_number(const struct cell *cell)
{
    static const char any[] = TEXT_KEY(
        "“{value}” is not on the line of {question}; it can be a "
        "whole number from {from} to {to}, or dont_know or not_say");
    static const char stepped[] = TEXT_KEY(
        "“{value}” is not on the line of {question}; it can be a "
        "whole number from {from} to {to} in steps of {step}, or "
        "dont_know or not_say");
    const struct form_question *asked = cell->asked;
    tell(cell, asked->step == 1 ? any : stepped, value_slot(cell, cell->value),
         question_slot(cell), COUNT("from", asked->start),
         COUNT("to", asked->end), COUNT("step", asked->step));
}

static void take_number(const struct cell *cell)
{
    long number;
    if (text_integer(cell->value, &number) && is_on_line(cell->asked, number))
        answers_set_number(cell->intake->answers, cell->question, number);
    else
        tell_number(cell);
}

/* Nothing of what somebody wrote may be told, whatever is wrong with it. */
static void take_words(const struct cell *cell)
{
    struct intake *intake = cell->intake;
    str words = words_compose(intake->row, cell->value);
    long letters = (long)text_length(words);
    if (letters > RECORD_LETTERS)
        tell(cell,
             TEXT_KEY(
                 "this text has {letters} letters, and {most} is the most at "
                 "{question}; shorten it"),
             COUNT("letters", letters), COUNT("most", RECORD_LETTERS),
             question_slot(cell));
    else if (words.size > intake->bytes_most)
        tell(cell,
             TEXT_KEY("this text has {bytes} bytes, and {most} is the most at "
                      "{question}; shorten it"),
             COUNT("bytes", (long)words.size),
             COUNT("most", (long)intake->bytes_most), question_slot(cell));
    else
        answers_set_words(intake->answers, cell->question, words);
}

static void (*const take[])(const struct cell *cell) = {
    [FORM_ONE] = take_one,    [FORM_SCALE] = take_one,
    [FORM_MANY] = take_many,  [FORM_SLIDER] = take_number,
    [FORM_TEXT] = take_words,
};
static_assert(sizeof take / sizeof *take == FORM_KINDS, "every kind is read");

/* ---- any cell ------------------------------------------------------------- */

static bool is_utf8(str text)
{
    for (size_t at = 0; at < text.size;)
        if (text_next(text, &at) == TEXT_BROKEN)
            return false;
    return true;
}

static bool is_text(const struct cell *cell)
{
    size_t bad;
    if (text_check(cell->value, &bad))
        return true;
    if (is_utf8(cell->value))
        tell(cell,
             TEXT_KEY("a character at {question} cannot be shown; take it out "
                      "or type "
                      "the cell again"),
             question_slot(cell));
    else
        tell(cell,
             TEXT_KEY("the letters at {question} are not in UTF-8; open the "
                      "table where "
                      "it was made, save it as “CSV UTF-8” and take that"),
             question_slot(cell));
    return false;
}

static struct cell cell_at(struct intake *intake, int column)
{
    int question = intake->columns.at[column].question;
    str value = column < intake->cells.count ? intake->cells.cells[column]
                                             : S("");
    return (struct cell){ .intake = intake,
                          .asked = &intake->form->questions[question],
                          .question = question,
                          .column = column,
                          .value = text_trim(value) };
}

static void read_answer(struct intake *intake, int column)
{
    const struct cell cell = cell_at(intake, column);
    if (cell.value.size > 0 && is_text(&cell) && !take_refusal(&cell))
        take[cell.asked->kind](&cell);
}

/* ---- a column for each choice --------------------------------------------- */

static bool is_any_of(str value, const char *const *names)
{
    for (; *names; names++)
        if (text_equal(value, text_of(*names)))
            return true;
    return false;
}

/* Whether it is taken; blank and no are the same. */
static bool is_taken(const struct cell *cell)
{
    static const char *const yes[] = { "1", "TRUE", "True", "true", NULL };
    static const char *const no[] = {
        "", "0", "FALSE", "False", "false", NULL
    };
    if (is_any_of(cell->value, yes))
        return true;
    if (is_any_of(cell->value, no) || !is_text(cell))
        return false;
    tell(cell,
         TEXT_KEY(
             "“{value}” is no answer in a column of one choice of {question}; "
             "it "
             "can be 1 where it was taken, and 0 or nothing where it was not"),
         value_slot(cell, cell->value), question_slot(cell));
    return false;
}

/* Whether the one column of the question says something, and if so whether it
 * says the same of this choice. */
static bool agrees(const struct intake *intake, int question, int choice,
                   bool taken)
{
    return intake->columns.of[question] < 0 ||
           answers_chose(intake->answers, question, choice) == taken;
}

static void check_choice(struct intake *intake, int column)
{
    const struct column *it = &intake->columns.at[column];
    const struct cell cell = cell_at(intake, column);
    bool taken = is_taken(&cell);
    if (!intake->wrong[cell.question] &&
        !agrees(intake, cell.question, it->choice, taken))
        tell(&cell,
             TEXT_KEY(
                 "this column of {question} says another thing than the column "
                 "{question} itself; make them agree, or take this one out"),
             question_slot(&cell));
}

/* How many of its choices the row takes. */
static int count_taken(struct intake *intake, int question)
{
    int count = 0;
    for (int i = 0; i < intake->columns.count; i++) {
        const struct column *it = &intake->columns.at[i];
        if (it->role != COLUMN_CHOICE || it->question != question)
            continue;
        const struct cell cell = cell_at(intake, i);
        count += is_taken(&cell);
    }
    return count;
}

static void read_choices(struct intake *intake, int question)
{
    int count = count_taken(intake, question);
    for (int i = 0; i < intake->columns.count; i++) {
        const struct column *it = &intake->columns.at[i];
        if (it->role != COLUMN_CHOICE || it->question != question ||
            intake->wrong[question])
            continue;
        const struct cell cell = cell_at(intake, i);
        str name = it->choice >= 0 ? cell.asked->choices[it->choice].name
                   : it->choice == FORM_DONT_KNOW ? FORM_NAME_DONT_KNOW
                                                  : FORM_NAME_NOT_SAY;
        if (is_taken(&cell))
            take_next(&cell, name, count == 1);
    }
}

/* Where there is one column for all as well, the others must say the same. */
static void read_split(struct intake *intake)
{
    const struct columns *columns = &intake->columns;
    for (int q = 0; q < intake->form->question_count; q++)
        if (columns->split[q] && columns->of[q] < 0)
            read_choices(intake, q);
    for (int i = 0; i < columns->count; i++)
        if (columns->at[i].role == COLUMN_CHOICE &&
            columns->of[columns->at[i].question] >= 0)
            check_choice(intake, i);
}

/* ---- who is asked what ---------------------------------------------------- */

/* Questions that a rule looks at. */
struct looking {
    const struct intake *intake;
    struct text names;
    int last;
    bool unsure; /* the answer to one of them is not known */
};

static void look(void *self, struct rule *part)
{
    struct looking *looking = self;
    looking->unsure = looking->unsure ||
                      looking->intake->wrong[part->question_index];
    if (part->question_index == looking->last)
        return;
    text_add(&looking->names, looking->names.size ? S(", ") : S(""));
    text_add(&looking->names, part->question);
    looking->last = part->question_index;
}

static struct looking look_at(const struct intake *intake, int question)
{
    struct looking looking = { .intake = intake,
                               .names = { .arena = intake->row },
                               .last = -1 };
    if (intake->form->questions[question].relevant)
        rule_each(intake->form->questions[question].relevant, look, &looking);
    return looking;
}

/* The column that is to be named: the question's own, else one of a choice that
 * was taken. */
static int column_of(struct intake *intake, int question)
{
    int column = intake->columns.of[question];
    for (int i = 0; column < 0 && i < intake->columns.count; i++) {
        const struct column *it = &intake->columns.at[i];
        if (it->role == COLUMN_CHOICE && it->question == question &&
            answers_chose(intake->answers, question, it->choice))
            column = i;
    }
    return column;
}

/* Of words nothing is told, as ever. */
static void tell_stray(struct intake *intake, int question, str others)
{
    const struct cell cell = cell_at(intake, column_of(intake, question));
    struct slot look_there = SLOT("others", others);
    intake->sound = false;
    if (cell.asked->kind == FORM_TEXT)
        fault_add(intake->faults, place_of(&cell),
                  "{question} is not asked of somebody who answered as this "
                  "row does; leave it empty, or look at {others}",
                  question_slot(&cell), look_there);
    else
        fault_add(intake->faults, place_of(&cell),
                  "“{value}” stands at {question}, which is not asked of "
                  "somebody who answered as this row does; leave it empty, or "
                  "look at {others}",
                  value_slot(&cell, cell.value), question_slot(&cell),
                  look_there);
}

/* What hangs on an answer that is not known is not known either: one slip is
 * one fault. */
static void check_route(struct intake *intake)
{
    const struct form *form = intake->form;
    bool *asked = arena_array(intake->row, bool, form->question_count);
    bool sound = intake->sound;
    route_find(intake->answers, asked);
    for (int q = 0; q < form->question_count; q++) {
        bool stray = intake->answers->all[q].given && !asked[q];
        if (sound && !stray)
            continue;
        struct looking looking = look_at(intake, q);
        if (looking.unsure)
            intake->wrong[q] = true;
        else if (stray)
            tell_stray(intake, q, text_view(&looking.names));
    }
}

/* ---- a row ---------------------------------------------------------------- */

static str read_language(struct intake *intake, int column)
{
    str value = column < intake->cells.count
                    ? text_trim(intake->cells.cells[column])
                    : S("");
    size_t bad;
    if (value.size == 0 || text_equal(value, S("en")) ||
        text_equal(value, S("cy")))
        return value;
    const struct cell cell = { .intake = intake, .column = column };
    intake->sound = false;
    fault_add(intake->faults, place_of(&cell),
              "“{value}” is no language that was asked in; it can be en, cy "
              "or nothing",
              value_slot(&cell, text_check(value, &bad) ? value : S("?")));
    return S("");
}

static void tell_row(struct intake *intake, int column, const char *sentence)
{
    struct text_place place = { intake->cells.number, column + 1 };
    intake->sound = false;
    fault_add(intake->faults, place, sentence);
}

static void check_unnamed(struct intake *intake, int column)
{
    if (column < intake->cells.count &&
        text_trim(intake->cells.cells[column]).size > 0)
        tell_row(intake, column,
                 TEXT_KEY("something stands in a column that has no name in "
                          "the first row; give the column its name, or empty "
                          "this cell"));
}

/* The same id is written with its kind in front, or without. */
static str read_instance(const struct intake *intake, int column)
{
    enum { MOST = 200 };
    size_t bad;
    const struct csv_row *cells = &intake->cells;
    str id = column < cells->count ? text_trim(cells->cells[column]) : S("");
    if (text_starts(id, S("uuid:")))
        id = text_slice(id, 5, id.size);
    return id.size <= MOST && text_check(id, &bad) ? id : S("");
}

/* Columns behind the last one may be there, with nothing in them; and what is
 * empty at the end of a row is left out by some programs. */
static void check_width(struct intake *intake)
{
    const struct csv_row *cells = &intake->cells;
    int width = intake->columns.count;
    for (int i = width; i < cells->count; i++)
        if (text_trim(cells->cells[i]).size > 0) {
            tell_row(intake, i,
                     TEXT_KEY("this row goes on behind the last column of the "
                              "first row; look for a cell that was shifted"));
            return;
        }
    if (cells->cut && cells->count < width)
        tell_row(intake, cells->count - 1,
                 TEXT_KEY("the table ends in the middle of this row; it may "
                          "have been cut off, save it again"));
}

static void begin_row(struct intake *intake)
{
    int count = intake->form->question_count;
    arena_wipe(intake->row);
    intake->answers = answers_make(intake->row, intake->form);
    intake->wrong = arena_array(intake->row, bool, count);
    intake->sound = true;
}

static void read_row(struct intake *intake, struct intake_one *one)
{
    const struct columns *columns = &intake->columns;
    begin_row(intake);
    str language = S("");
    str instance = S("");
    for (int i = 0; i < columns->count; i++)
        if (columns->at[i].role == COLUMN_ANSWER)
            read_answer(intake, i);
        else if (columns->at[i].role == COLUMN_LANGUAGE)
            language = read_language(intake, i);
        else if (columns->at[i].role == COLUMN_INSTANCE && !instance.size)
            instance = read_instance(intake, i);
        else if (columns->at[i].role == COLUMN_UNNAMED)
            check_unnamed(intake, i);
    read_split(intake);
    check_route(intake);
    check_width(intake);
    *one = (struct intake_one){ .row = intake->cells.number,
                                .language = language,
                                .instance = instance,
                                .sound = intake->sound,
                                .answers = intake->answers };
}

/* ---- the table ------------------------------------------------------------ */

/* The next row, if nothing is wrong with the table itself. */
static bool next_row(struct intake *intake, struct csv_row *row)
{
    struct fault fault = { .arena = intake->faults->arena };
    if (csv_next(intake->csv, row, &fault))
        return true;
    if (fault.pattern)
        fault_adopt(intake->faults, &fault);
    return false;
}

static bool read_header(struct intake *intake)
{
    struct csv_row header = { 0 };
    int before = intake->faults->count;
    if (!next_row(intake, &header) || csv_is_blank(&header)) {
        if (intake->faults->count == before)
            fault_add(intake->faults, ((struct text_place){ 1, 1 }),
                      "the first row is empty; it must have the names of the "
                      "questions");
        return false;
    }
    return columns_read(intake->arena, intake->form, &header, intake->faults,
                        &intake->columns);
}

struct intake *intake_begin(const struct form *form, struct csv *csv,
                            struct faults *faults)
{
    struct arena *arena = arena_make();
    struct intake *intake = arena_new(arena, struct intake);
    *intake = (struct intake){ .arena = arena,
                               .row = arena_make(),
                               .form = form,
                               .csv = csv,
                               .faults = faults,
                               .bytes_most = record_text_limit(form) };
    if (read_header(intake))
        return intake;
    intake_end(intake);
    return NULL;
}

void intake_end(struct intake *intake)
{
    if (!intake)
        return;
    arena_destroy(intake->row);
    arena_destroy(intake->arena);
}

bool intake_next(struct intake *intake, struct intake_one *one)
{
    while (next_row(intake, &intake->cells)) {
        if (!csv_is_blank(&intake->cells)) {
            read_row(intake, one);
            return true;
        }
        intake->blank++;
    }
    return false;
}

long intake_blank(const struct intake *intake)
{
    return intake->blank;
}

str intake_missing(struct arena *arena, const struct intake *intake)
{
    struct text names = { .arena = arena };
    for (int q = 0; q < intake->form->question_count; q++) {
        if (intake->columns.of[q] >= 0 || intake->columns.split[q])
            continue;
        text_add(&names, names.size ? S(", ") : S(""));
        text_add(&names, intake->form->questions[q].name);
    }
    return text_view(&names);
}
