/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff do with what is kept, on the command line: one step after the
 * other in one folder. In it stand two kiosks of one collection, `a` and `b`,
 * their passphrase in `pass`, their recovery sheet in `sheet`. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cases.h"
#include "keep/place.h"
#include "keep/store.h"
#include "ran.h"

static str prepared; /* the folder that each case begins with a copy of */

static void must(const struct fault *fault, bool done)
{
    if (!done)
        fail_msg("%s", fault->pattern ? fault->pattern : "it failed");
}

/* ---- steps that are not the program's ------------------------------------ */

static void put_one(struct store *store, long number, struct fault *fault)
{
    struct envelope envelope;
    struct container_id id = { { 1 } };
    memcpy(id.bytes + 1, &number, sizeof number);
    must(fault, seal_response(store_about(store)->collection.public_key, &id,
                              S("an answer"), &envelope.sealed, fault) &&
                    envelope_address(
                        &envelope,
                        number % 3 ? S("young-people") : S("victims"), fault) &&
                    store_put(store, &envelope, fault));
}

static struct store *open_newest(struct arena *arena, struct place *place,
                                 struct fault *fault)
{
    struct twin_report report;
    str folder = place_folder(arena, place, place_newest(place));
    struct store *store = store_open(folder, &report, fault);
    must(fault, store);
    return store;
}

/* fill FOLDER FROM TO: responses of these numbers are sent there. */
static void fill(struct arena *arena, str folder, long from, long to)
{
    struct fault fault = { .arena = arena };
    struct place *place = place_open(folder, &fault);
    must(&fault, place);
    struct store *store = open_newest(arena, place, &fault);
    for (long i = from; i <= to; i++)
        put_one(store, i, &fault);
    store_close(store);
    place_close(place);
}

/* spoil FILE AT COUNT: so many bytes are other ones. */
static void spoil(str file, long at, long count)
{
    int handle = open(file.at, O_WRONLY);
    assert_true(handle >= 0);
    for (long i = 0; i < count; i++)
        assert_int_equal(pwrite(handle, "\xEE", 1, at + i), 1);
    close(handle);
}

static bool is_step(str line, const char *name, str *file, long numbers[2])
{
    size_t at = 0;
    str word;
    long *next = numbers;
    if (!text_word(line, &at, &word) || !text_equal(word, text_of(name)))
        return false;
    assert_true(text_word(line, &at, file));
    while (text_word(line, &at, &word))
        assert_true(text_integer(word, next++));
    return true;
}

static bool own_step(struct arena *arena, str folder, str line)
{
    str file;
    long numbers[2] = { 0 };
    if (is_step(line, "fill", &file, numbers))
        fill(arena, file_join(arena, folder, file), numbers[0], numbers[1]);
    else if (is_step(line, "spoil", &file, numbers))
        spoil(file_join(arena, folder, file), numbers[0], numbers[1]);
    else if (is_step(line, "put", &file, numbers))
        ran_put(folder, text_copy(arena, file).at, S("words\n"));
    else if (is_step(line, "drop", &file, numbers))
        file_remove(file_join(arena, folder, file));
    else
        return false;
    return true;
}

/* ---- what comes out ------------------------------------------------------ */

enum { CODE = 6, MOST_CODES = 8 };

struct codes {
    char seen[MOST_CODES][CODE];
    int count;
};

/* Whether a code begins behind what is there: "kiosk " or "kiosk: ". */
static bool is_code(str before, str text)
{
    size_t size = 0;
    if (!text_ends(before, S("iosk ")) && !text_ends(before, S("iosk: ")) &&
        !text_ends(before, S("iosg hwn: ")))
        return false;
    while (size < text.size && size <= CODE &&
           ((text.at[size] >= '0' && text.at[size] <= '9') ||
            (text.at[size] >= 'A' && text.at[size] <= 'Z')))
        size++;
    return size == CODE;
}

static int number_of(struct codes *codes, const char *code)
{
    int i = 0;
    while (i < codes->count && memcmp(codes->seen[i], code, CODE) != 0)
        i++;
    if (i == codes->count) {
        assert_true(codes->count < MOST_CODES);
        memcpy(codes->seen[codes->count++], code, CODE);
    }
    return i + 1;
}

/* Codes are different each time: the first that is seen is KIOSK1. */
static void add_line(struct text *out, struct codes *codes, str mark, str line)
{
    text_add(out, mark);
    for (size_t i = 0; i < line.size; i++) {
        str rest = text_slice(line, i, line.size);
        if (is_code(text_slice(line, 0, i), rest)) {
            text_add(out, S("KIOSK"));
            text_add_number(out, number_of(codes, rest.at));
            i += CODE - 1;
        } else {
            text_add_char(out, line.at[i]);
        }
    }
    text_add_char(out, '\n');
}

static void add_lines(struct text *out, struct codes *codes, str mark, str text)
{
    str line;
    while (text_cut(&text, '\n', &line))
        if (line.size > 0)
            add_line(out, codes, mark, line);
}

/* A step may name a kiosk as it was shown before. */
static str with_codes(struct arena *arena, const struct codes *codes, str line)
{
    struct text out = { .arena = arena };
    size_t at = text_find(line, S("KIOSK"));
    text_add(&out, text_slice(line, 0, at));
    if (at == line.size)
        return line;
    int number = line.at[at + 5] - '1';
    assert_in_range(number, 0, codes->count - 1);
    text_add(&out, (str){ codes->seen[number], CODE });
    text_add(&out, text_slice(line, at + 6, line.size));
    return text_view(&out);
}

/* ---- cases --------------------------------------------------------------- */

static str copy_prepared(struct arena *arena)
{
    char line[400];
    str folder = ran_folder(arena);
    snprintf(line, sizeof line, "cp -a '%s'/. '%s'", prepared.at, folder.at);
    assert_int_equal(system(line), 0);
    return folder;
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct text out = { .arena = arena };
    struct codes codes = { 0 };
    str folder = copy_prepared(arena);
    str steps = cases_input(one);
    str line;
    while (text_cut(&steps, '\n', &line)) {
        if (line.size == 0 || own_step(arena, folder, line))
            continue;
        line = with_codes(arena, &codes, line);
        struct ran ran = ran_program(arena, folder, line);
        add_lines(&out, &codes, S(""), ran.out);
        add_lines(&out, &codes, S("! "), ran.err);
        text_add(&out, S("exit "));
        text_add_number(&out, ran.status);
        text_add_char(&out, '\n');
    }
    ran_clear(folder);
    return text_view(&out);
}

static void prepare(struct arena *arena)
{
    static const char *const steps[] = {
        "--data a setup --service=Coventry --title=YOS --title-cy=TTI "
        "--collection=Spring --room 20 --passphrase-file pass "
        "--recovery-file sheet",
        "--data a join-file joining",
        "--data b setup --join joining --passphrase-file pass --room 20",
    };
    prepared = ran_folder(arena);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct ran ran = ran_program(arena, prepared, text_of(steps[i]));
        if (ran.status != 0)
            fail_msg("%.*s", TEXT_ARGS(ran.err));
    }
}

int main(void)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    must(&fault, keys_begin(&fault));
    prepare(arena);
    int failed = cases_run("verbs/keeping.cases", run);
    ran_clear(prepared);
    arena_destroy(arena);
    return failed;
}
