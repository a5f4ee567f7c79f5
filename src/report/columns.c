/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/columns.h"

#include "base/arena.h"

enum { LETTERS = 40 }; /* of a name that are repeated */

/* What ODK, Kobo and their phones write beside the answers. */
static const char *const books[] = {
    "SubmissionDate",
    "start",
    "end",
    "today",
    "deviceid",
    "deviceID",
    "DeviceID",
    "subscriberid",
    "simid",
    "simserial",
    "phonenumber",
    "username",
    "email",
    "audit",
    "instanceName",
    "rootUuid",
    "deprecatedID",
    "uuid",
    "PARENT_KEY",
    "SubmitterID",
    "SubmitterName",
    "AttachmentsPresent",
    "AttachmentsExpected",
    "Status",
    "ReviewState",
    "Edits",
    "FormVersion",
    "__version__",
    "_version_",
    "__id",
    "_id",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "_tags",
    "_index",
    "_parent_index",
    "_parent_table_name",
    "_geolocation",
    "_attachments",
    "_xform_id_string",
    "_bamboo_dataset_id",
    "_duration",
};

/* Kobo's formhub/uuid is not among them: it is the form's. */
static bool is_instance(str name)
{
    return text_equal(name, S("instanceID")) || text_equal(name, S("KEY")) ||
           text_equal(name, S("_uuid"));
}

static bool is_book(str name)
{
    for (size_t i = 0; i < sizeof books / sizeof *books; i++)
        if (text_equal(name, text_of(books[i])))
            return true;
    return false;
}

/* Cuts what stands behind the last "/" or "-" off the end of `rest`. */
static str cut_last(str *rest)
{
    size_t at = rest->size;
    while (at > 0 && rest->at[at - 1] != '/' && rest->at[at - 1] != '-')
        at--;
    str last = text_slice(*rest, at, rest->size);
    *rest = text_slice(*rest, 0, at > 0 ? at - 1 : 0);
    return last;
}

/* QUESTION/CHOICE; what is none is looked at as GROUP/QUESTION then. */
static bool is_choice(const struct form *form, str rest, str last,
                      struct column *column)
{
    int question = form_question(form, cut_last(&rest));
    if (question < 0 || form->questions[question].kind != FORM_MANY)
        return false;
    int choice = form_choice(&form->questions[question], last);
    *column = (struct column){ COLUMN_CHOICE, question, choice };
    return choice != FORM_BLANK;
}

/* What a name stands for; false if for nothing. */
static bool find(const struct form *form, str name, struct column *column)
{
    str rest = name;
    str last = cut_last(&rest);
    *column = (struct column){ .role = COLUMN_IGNORED };
    if (name.size == 0) {
        column->role = COLUMN_UNNAMED;
        return true;
    }
    if (is_choice(form, rest, last, column))
        return true;
    int question = form_question(form, last);
    *column = (struct column){ COLUMN_ANSWER, question, FORM_BLANK };
    if (question >= 0)
        return true;
    column->role = text_equal(last, S("language")) ? COLUMN_LANGUAGE
                   : is_instance(last)             ? COLUMN_INSTANCE
                                                   : COLUMN_IGNORED;
    return column->role != COLUMN_IGNORED || is_book(last);
}

static bool is_same(const struct column *a, const struct column *b)
{
    return a->role == b->role && a->role < COLUMN_IGNORED &&
           (a->role == COLUMN_LANGUAGE ||
            (a->question == b->question && a->choice == b->choice));
}

/* Which column is the same, from 1; 0: none. */
static int find_twin(const struct columns *columns, const struct column *column)
{
    for (int i = 0; i < columns->count; i++)
        if (is_same(&columns->at[i], column))
            return i + 1;
    return 0;
}

/* A name as it can be shown: one line, not too long. */
static str show(struct arena *arena, str name)
{
    struct text shown = { .arena = arena };
    size_t at = 0;
    for (int i = 0; at < name.size && i < LETTERS; i++) {
        size_t from = at;
        uint32_t letter = text_next(name, &at);
        text_add(&shown, letter < ' ' || text_is_unseen(letter)
                             ? S(" ")
                             : text_slice(name, from, at));
    }
    text_add(&shown, at < name.size ? S("…") : S(""));
    return text_view(&shown);
}

static bool read_one(struct arena *arena, const struct form *form, str name,
                     struct faults *faults, struct columns *columns)
{
    struct column *column = &columns->at[columns->count];
    struct text_place place = { 1, columns->count + 1 };
    size_t bad;
    if (!text_check(name, &bad)) {
        fault_add(faults, place,
                  "the name of this column is no plain text; save the table as "
                  "“CSV UTF-8” and take that");
        return false;
    }
    if (!find(form, text_trim(name), column)) {
        fault_add(faults, place,
                  "“{column}” is no question of {form}; write its name as the "
                  "questionnaire has it, or take the column out",
                  SLOT("column", show(arena, text_trim(name))),
                  SLOT("form", form->id));
        return false;
    }
    int twin = find_twin(columns, column);
    if (twin > 0)
        fault_add(faults, place,
                  "“{column}” is column {other} already; take one of them out",
                  SLOT("column", show(arena, text_trim(name))),
                  COUNT("other", twin));
    return twin == 0;
}

static void note(struct columns *columns, const struct column *column)
{
    if (column->role == COLUMN_ANSWER)
        columns->of[column->question] = columns->count;
    if (column->role == COLUMN_CHOICE)
        columns->split[column->question] = true;
}

static bool has_question(const struct form *form, const struct columns *columns)
{
    for (int q = 0; q < form->question_count; q++)
        if (columns->of[q] >= 0 || columns->split[q])
            return true;
    return false;
}

bool columns_read(struct arena *arena, const struct form *form,
                  const struct csv_row *header, struct faults *faults,
                  struct columns *columns)
{
    *columns = (struct columns){
        .at = arena_array(arena, struct column, header->count),
        .of = arena_array(arena, int, form->question_count),
        .split = arena_array(arena, bool, form->question_count),
    };
    for (int q = 0; q < form->question_count; q++)
        columns->of[q] = -1;
    for (int i = 0; i < header->count; i++) {
        struct column *column = &columns->at[i];
        if (read_one(arena, form, header->cells[i], faults, columns))
            note(columns, column);
        else
            column->role = COLUMN_IGNORED;
        columns->count++;
    }
    if (has_question(form, columns))
        return true;
    fault_add(faults, ((struct text_place){ 1, 1 }),
              "no column is a question of {form}; the first row must have the "
              "names of its questions, the first of them being {question}",
              SLOT("form", form->id),
              SLOT("question", form->questions[0].name));
    return false;
}
