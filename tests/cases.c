/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

struct edit {
    str file; /* empty: whichever fixture is asked for first */
    struct text taken;
    struct text put;
    struct edit *next;
};

struct cases_case {
    const char *name;
    int line;
    struct edit *edits;
    struct text input;
    struct text typed;
    struct text wanted;
    str (*run)(struct arena *arena, const struct cases_case *one);
    struct arena *arena; /* while it runs */
    struct cases_case *next;
};

/* ---- reading ------------------------------------------------------------- */

struct reader {
    struct arena *arena;
    struct cases_case *first;
    struct cases_case *last;
    str file;
    struct edit *edit;
    bool putting; /* a + line came last: a - line begins a new change */
};

static void begin_case(struct reader *reader, str name, int line)
{
    struct cases_case *one = arena_new(reader->arena, struct cases_case);
    one->name = text_copy(reader->arena, name).at;
    one->line = line;
    one->input.arena = one->typed.arena = one->wanted.arena = reader->arena;
    if (reader->last)
        reader->last->next = one;
    else
        reader->first = one;
    reader->last = one;
    reader->file = S("");
    reader->edit = NULL;
}

static struct edit *edit_of(struct reader *reader, bool taking)
{
    if (!reader->edit || (taking && reader->putting)) {
        struct edit *edit = arena_new(reader->arena, struct edit);
        edit->file = reader->file;
        edit->taken.arena = edit->put.arena = reader->arena;
        struct edit **last = &reader->last->edits;
        while (*last)
            last = &(*last)->next;
        *last = edit;
        reader->edit = edit;
    }
    reader->putting = !taking;
    return reader->edit;
}

static void add_unescaped(struct text *out, str line)
{
    for (size_t i = 0; i < line.size; i++) {
        str rest = text_slice(line, i, line.size);
        if (text_starts(rest, S("\\x")) && rest.size >= 4) {
            char digits[3] = { rest.at[2], rest.at[3], '\0' };
            text_add_char(out, (char)strtol(digits, NULL, 16));
            i += 3;
        } else if (text_starts(rest, S("\\n"))) {
            text_add_char(out, '\n');
            i += 1;
        } else {
            text_add_char(out, line.at[i]);
        }
    }
    text_add_char(out, '\n');
}

static void read_case_line(struct reader *reader, str line)
{
    str text = text_slice(line, 2, line.size);
    str whole = text_slice(line, 1, line.size);
    switch (line.at[0]) {
    case '@':
        reader->file = text_trim(text);
        reader->edit = NULL;
        break;
    case '-':
        text_add(&edit_of(reader, true)->taken, whole);
        text_add_char(&reader->edit->taken, '\n');
        break;
    case '+':
        add_unescaped(&edit_of(reader, false)->put, whole);
        break;
    case '>':
        add_unescaped(&reader->last->input, text);
        break;
    case '<':
        add_unescaped(&reader->last->typed, text);
        break;
    case '=':
        text_add(&reader->last->wanted, text);
        text_add_char(&reader->last->wanted, '\n');
        break;
    case '#':
        break;
    default:
        fail_msg("no such line in a case: %.*s", TEXT_ARGS(line));
    }
}

static void read_cases(struct reader *reader, str content)
{
    str line;
    for (int number = 1; text_cut(&content, '\n', &line); number++) {
        if (text_starts(line, S("== ")))
            begin_case(reader, text_slice(line, 3, line.size), number);
        else if (line.size > 0 && reader->last)
            read_case_line(reader, line);
    }
}

/* ---- fixtures ------------------------------------------------------------ */

str cases_file(struct arena *arena, const char *path)
{
    struct fault fault = { .arena = arena };
    str content = S("");
    str whole = file_join(arena, S(TESTS_SOURCE), text_of(path));
    if (!file_read(arena, whole, 64 << 20, &content, &fault))
        fail_msg("cannot read %s", path);
    return content;
}

static str apply(struct arena *arena, str content, const struct edit *edit,
                 const char *name)
{
    str taken = { edit->taken.at, edit->taken.size };
    size_t at = taken.size ? text_find(content, taken) : content.size;
    if (taken.size && at == content.size)
        fail_msg("%s does not hold:\n%.*s", name, TEXT_ARGS(taken));
    struct text changed = { .arena = arena };
    text_add(&changed, text_slice(content, 0, at));
    text_add(&changed, (str){ edit->put.at, edit->put.size });
    text_add(&changed, text_slice(content, at + taken.size, content.size));
    return text_view(&changed);
}

str cases_fixture(struct arena *arena, const struct cases_case *one,
                  const char *name)
{
    struct text path = { .arena = arena };
    str file = file_name(text_of(name));
    if (text_equal(file, text_of(name)))
        text_add(&path, S("tests/fixtures/"));
    text_add(&path, text_of(name));
    str content = cases_file(arena, text_view(&path).at);
    for (const struct edit *edit = one->edits; edit; edit = edit->next)
        if (edit->file.size == 0 || text_equal(edit->file, file))
            content = apply(arena, content, edit, name);
    return content;
}

str cases_input(const struct cases_case *one)
{
    return (str){ one->input.at, one->input.size };
}

str cases_typed(const struct cases_case *one)
{
    return (str){ one->typed.at, one->typed.size };
}

/* ---- comparing ----------------------------------------------------------- */

str cases_faults(struct arena *arena, const struct faults *faults)
{
    struct fault none = { .arena = arena };
    struct words *english = words_open(WORDS_ENGLISH, NULL, &none);
    assert_non_null(english);
    struct text lines = { .arena = arena };
    for (const struct fault *fault = faults->first; fault;
         fault = fault->next) {
        text_add(&lines, words_fault(english, arena, fault));
        text_add_char(&lines, '\n');
    }
    words_close(english);
    return text_view(&lines);
}

void cases_same(str got, str wanted)
{
    if (text_equal(got, wanted))
        return;
    fprintf(stderr, "got:\n%.*s\nwanted:\n%.*s\n", TEXT_ARGS(got),
            TEXT_ARGS(wanted));
    fail();
}

/* The case's arena is given back even where it fails, which is by a jump. */
static int open_case(void **state)
{
    struct cases_case *one = *state;
    one->arena = arena_make();
    return 0;
}

static int close_case(void **state)
{
    struct cases_case *one = *state;
    arena_destroy(one->arena);
    return 0;
}

static void run_case(void **state)
{
    const struct cases_case *one = *state;
    str got = one->run(one->arena, one);
    cases_same(got, (str){ one->wanted.at, one->wanted.size });
}

int cases_open_arena(void **state)
{
    *state = arena_make();
    return 0;
}

int cases_close_arena(void **state)
{
    arena_destroy(*state);
    return 0;
}

int cases_run(const char *path,
              str (*run)(struct arena *arena, const struct cases_case *one))
{
    struct arena *arena = arena_make();
    struct reader reader = { .arena = arena };
    struct text whole = { .arena = arena };
    text_add(&whole, S("tests/"));
    text_add(&whole, text_of(path));
    read_cases(&reader, cases_file(arena, text_view(&whole).at));
    struct CMUnitTest tests[500] = { 0 };
    size_t count = 0;
    for (struct cases_case *one = reader.first; one; one = one->next) {
        one->run = run;
        tests[count++] = (struct CMUnitTest){ .name = one->name,
                                              .test_func = run_case,
                                              .setup_func = open_case,
                                              .teardown_func = close_case,
                                              .initial_state = one };
    }
    int failed = _cmocka_run_group_tests(path, tests, count, NULL, NULL);
    arena_destroy(arena);
    return count == 0 || failed;
}
