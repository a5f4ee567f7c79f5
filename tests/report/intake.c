/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of returns: what is taken, and the words for everything that is not. */
#include "report/intake.h"

#include <stdio.h>
#include <string.h>

#include "../interview/given.h"
#include "interview/record.h"

/* ---- cases in text ------------------------------------------------------- */

static str table_of(const struct cases_case *one)
{
    str table = cases_input(one);
    return text_ends(table, S("$\n")) ? text_slice(table, 0, table.size - 2)
                                      : table;
}

static void say_row(struct text *out, const struct intake_one *one)
{
    text_add_number(out, one->row);
    text_add_char(out, ' ');
    text_add(out, one->language);
    text_add(out, one->instance.size > 0 ? S(" as ") : S(""));
    text_add(out, one->instance);
    text_add(out, S(": "));
    text_add(out, given_all(out->arena, one->answers));
    text_add_char(out, '\n');
}

/* What stands under the rows: columns that are not there, rows passed over. */
static void say_rest(struct text *out, const struct intake *intake)
{
    str missing = intake_missing(out->arena, intake);
    text_add(out, missing.size ? S("without ") : S(""));
    text_add(out, missing);
    text_add(out, missing.size ? S("\n") : S(""));
    if (intake_blank(intake) > 0) {
        text_add_number(out, intake_blank(intake));
        text_add(out, S(" empty rows\n"));
    }
}

static void read_all(struct text *out, const struct form *form, str table,
                     struct faults *faults)
{
    struct csv *csv = csv_of_text(table);
    struct intake *intake = intake_begin(form, csv, faults);
    struct intake_one one;
    while (intake && intake_next(intake, &one))
        if (one.sound)
            say_row(out, &one);
    if (intake)
        say_rest(out, intake);
    intake_end(intake);
    csv_close(csv);
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct text out = { .arena = arena };
    struct faults faults = { .arena = arena, .file = S("t.csv") };
    struct form *form = given_form_of(arena,
                                      cases_fixture(arena, one, "form.yaml"));
    read_all(&out, form, table_of(one), &faults);
    fault_sort(&faults);
    text_add(&out, cases_faults(arena, &faults));
    return text_view(&out);
}

/* ---- what people wrote ---------------------------------------------------- */

static void add_times(struct text *text, str piece, int times)
{
    for (int i = 0; i < times; i++)
        text_add(text, piece);
}

/* A row whose last cell is this letter so many times. */
static str of_letters(struct arena *arena, str letter, int times)
{
    struct text out = { .arena = arena };
    struct text table = { .arena = arena };
    struct faults faults = { .arena = arena, .file = S("t.csv") };
    struct form *form = given_form(arena, "tests/fixtures/form.yaml");
    text_add(&table, S("drinks,takes,heat,why\nyes,,50,\""));
    add_times(&table, letter, times);
    text_add(&table, S("\"\n"));
    read_all(&out, form, text_view(&table), &faults);
    return faults.count > 0 ? cases_faults(arena, &faults) : S("fine");
}

static void as_many_letters_as_the_kiosk_takes_and_one_more(void **state)
{
    struct arena *arena = *state;
    cases_same_text(of_letters(arena, S("x"), RECORD_LETTERS), "fine");
    cases_same_text(of_letters(arena, S("x"), RECORD_LETTERS + 1),
                    "t.csv:2:4: this text has 501 letters, and 500 is the most "
                    "at why; shorten it\n");
    cases_same_text(of_letters(arena, S("e\xCC\x81"), RECORD_LETTERS), "fine");
    cases_same_text(of_letters(arena, S("\xF0\x9F\x98\x80"), RECORD_LETTERS),
                    "fine");
}

/* Four texts of four bytes a letter do not fit any more. */
static void as_many_bytes_as_the_kiosk_takes_and_one_more(void **state)
{
    struct arena *arena = *state;
    struct form *form = given_form(arena,
                                   "assets/questionnaires/young-people.yaml");
    long most = (long)record_text_limit(form);
    struct faults faults = { .arena = arena, .file = S("t.csv") };
    struct text out = { .arena = arena };
    struct text table = { .arena = arena };
    char wanted[200];
    assert_in_range(most, RECORD_LETTERS, 4L * RECORD_LETTERS - 1);
    text_add(&table, S("suggestions\n"));
    add_times(&table, S("\xF0\x9F\x98\x80"), (int)(most / 4) + 1);
    text_add(&table, S("\n"));
    read_all(&out, form, text_view(&table), &faults);
    snprintf(wanted, sizeof wanted,
             "t.csv:2:1: this text has %ld bytes, and %ld is the most at "
             "suggestions; shorten it\n",
             (most / 4 + 1) * 4, most);
    cases_same(cases_faults(arena, &faults), text_of(wanted));
}

/* Whatever is wrong with a row, nobody's words are in what is said of it. */
static void no_fault_repeats_what_somebody_wrote(void **state)
{
    static const char *const rows[] = {
        "no,milk,5,Gareth",
        "no,milk,5,Gareth\x07",
        "yes,milk,5,Gareth",
        "maybe,milk,5,Gareth",
        "yes,milk,500,Gar\xE9Gareth",
        "no,,5,Gareth,Gareth",
        "no,,5,\"Gareth",
        "no,,5,\"Gareth\"Gareth",
        "no,,5,Gareth\xC2\x85",
    };
    struct arena *arena = *state;
    struct form *form = given_form(arena, "tests/fixtures/form.yaml");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct faults faults = { .arena = arena, .file = S("t.csv") };
        struct text out = { .arena = arena };
        struct text table = { .arena = arena };
        text_add(&table, S("drinks,takes,heat,why\n"));
        text_add(&table, text_of(rows[i]));
        text_add(&table, S("\n"));
        read_all(&out, form, text_view(&table), &faults);
        str said = cases_faults(arena, &faults);
        assert_int_not_equal(faults.count, 0);
        assert_int_equal(text_find(said, S("Gar")), said.size);
    }
}

/* A file of faults costs no more memory than those that are told. */
static void faults_beyond_what_anybody_reads_are_counted(void **state)
{
    enum { ROWS = 200000 };
    struct arena *arena = *state;
    struct form *form = given_form(arena, "tests/fixtures/form.yaml");
    struct faults faults = { .arena = arena_make(), .file = S("t.csv") };
    struct text out = { .arena = arena };
    struct text table = { .arena = arena };
    text_add(&table, S("drinks,takes\n"));
    add_times(&table, S("maybe,never\n"), ROWS);
    read_all(&out, form, text_view(&table), &faults);
    assert_int_equal(faults.count, 2 * ROWS);
    assert_in_range(arena_used(faults.arena), 1, 1024 * 1024);
    arena_destroy(faults.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("as many letters as the kiosk takes, and one more",
                   as_many_letters_as_the_kiosk_takes_and_one_more),
        CASES_TEST("as many bytes as the kiosk takes, and one more",
                   as_many_bytes_as_the_kiosk_takes_and_one_more),
        CASES_TEST("no fault repeats what somebody wrote",
                   no_fault_repeats_what_somebody_wrote),
        CASES_TEST("faults beyond what anybody reads are counted",
                   faults_beyond_what_anybody_reads_are_counted),
    };
    int failed = cases_run("report/intake.cases", run);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
