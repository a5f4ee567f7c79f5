/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff do with comments, on the command line: one step after the other in
 * one folder. In it stand a collection with five comments that is closed, `a`,
 * one that is still open, `o`, and a closed one without any comment, `n`; the
 * passphrase is in `pass`. Codes are different each time: C1 to C5 are the
 * comments in the order of their words, and comments are printed in that order
 * here. That their own order is kept is tested in report/review.c. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../interview/given.h"
#include "base/file.h"
#include "cases.h"
#include "interview/record.h"
#include "keep/place.h"
#include "keep/post.h"
#include "ran.h"

enum { COMMENTS = 5, SIGNS = 5 };

static str prepared; /* the folder that each case begins with a copy of */
static char codes[COMMENTS][SIGNS + 1];

static void must(const struct fault *fault, bool done)
{
    if (!done)
        fail_msg("%s", fault->pattern ? fault->pattern : "it failed");
}

/* ---- what people sent ---------------------------------------------------- */

static const struct {
    const char *form;
    const char *question;
    const char *words;
    const char *other; /* question; NULL: nothing else */
    const char *others;
} people[] = {
    { .form = "young-people",
      .question = "what_changed",
      .words = "I live in Cardiff with my mum",
      .other = "suggestions",
      .others = "My worker Dave helped me, Dave is great" },
    { .form = "young-people",
      .question = "suggestions",
      .words = "more trips\nand pizza" },
    { .form = "victims",
      .question = "comments",
      .words = "Diolch i Siân am wrando",
      .other = "satisfaction_why",
      .others = "they rang me when they said" },
};

static void send_one(struct arena *arena, struct store *store, int i,
                     struct fault *fault)
{
    struct text path = { .arena = arena };
    text_add(&path, S("assets/questionnaires/"));
    text_add(&path, text_of(people[i].form));
    text_add(&path, S(".yaml"));
    struct form *form = given_form(arena, text_view(&path).at);
    struct answers *answers = answers_make(arena, form);
    given_answer(answers, text_of(people[i].question),
                 text_of(people[i].words));
    if (people[i].other)
        given_answer(answers, text_of(people[i].other),
                     text_of(people[i].others));
    struct record_frame frame = {
        .form = form->id,
        .version = form->version,
        .collection = store_about(store)->collection.name,
        .language = S("en"),
    };
    struct container_id id = container_new_id();
    must(fault, post_response(store, &id, record_write(arena, &frame, answers),
                              form->id, fault));
}

static void send_all(struct arena *arena, str folder)
{
    struct fault fault = { .arena = arena };
    struct twin_report report;
    struct place *place = place_open(folder, &fault);
    must(&fault, place);
    struct store *store = store_open(place_folder(arena, place, 1), &report,
                                     &fault);
    must(&fault, store);
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        send_one(arena, store, (int)i, &fault);
    store_close(store);
    place_close(place);
}

/* ---- codes --------------------------------------------------------------- */

/* The beginnings of the comments, in the order of their words. */
static const char *const beginnings[COMMENTS] = {
    "    Diolch", "    I live", "    My worker", "    more", "    they rang",
};

/* The code that stands two lines above these words. */
static void find_code(str listed, int i)
{
    str before[2] = { { 0 } };
    str line;
    while (text_cut(&listed, '\n', &line)) {
        if (text_starts(line, text_of(beginnings[i]))) {
            assert_true(before[1].size > SIGNS);
            memcpy(codes[i], before[1].at, SIGNS);
            return;
        }
        before[1] = before[0];
        before[0] = line;
    }
    fail_msg("no comment: %s", beginnings[i]);
}

/* A step says C1 where the program wants a code. */
static str with_codes(struct arena *arena, str line)
{
    struct text out = { .arena = arena };
    for (size_t i = 0; i < line.size; i++) {
        int number = i + 1 < line.size && line.at[i] == 'C'
                         ? line.at[i + 1] - '1'
                         : -1;
        if (number < 0 || number >= COMMENTS) {
            text_add_char(&out, line.at[i]);
            continue;
        }
        text_add(&out, (str){ codes[number], SIGNS });
        i++;
    }
    return text_view(&out);
}

static str without_codes(struct arena *arena, str line)
{
    for (int i = 0; i < COMMENTS; i++) {
        struct text out = { .arena = arena };
        size_t at = text_find(line, (str){ codes[i], SIGNS });
        if (at == line.size)
            continue;
        text_add(&out, text_slice(line, 0, at));
        text_add_char(&out, 'C');
        text_add_number(&out, i + 1);
        text_add(&out, text_slice(line, at + SIGNS, line.size));
        return text_view(&out);
    }
    return line;
}

/* ---- what comes out ------------------------------------------------------ */

static int compare_texts(const void *one, const void *other)
{
    return text_compare(*(const str *)one, *(const str *)other);
}

/* Comments are parted by empty lines, and what follows them says how far it is:
 * it stays where it is. */
static void add_sorted(struct text *out, str text)
{
    struct arena *arena = out->arena;
    str blocks[COMMENTS + 1];
    size_t count = 0;
    for (size_t end = text_find(text, S("\n\n")); end < text.size;
         end = text_find(text, S("\n\n"))) {
        struct text block = { .arena = arena };
        str lines = text_slice(text, 0, end + 1);
        str line;
        while (text_cut(&lines, '\n', &line)) {
            text_add(&block, without_codes(arena, line));
            text_add_char(&block, '\n');
        }
        assert_true(count < COMMENTS);
        blocks[count++] = text_view(&block);
        text = text_slice(text, end + 2, text.size);
    }
    qsort(blocks, count, sizeof *blocks, compare_texts);
    for (size_t i = 0; i < count; i++)
        text_add(out, blocks[i]);
    text_add(out, text);
}

static void add_errors(struct text *out, str text)
{
    str line;
    while (text_cut(&text, '\n', &line)) {
        if (line.size == 0)
            continue;
        text_add(out, S("! "));
        text_add(out, without_codes(out->arena, line));
        text_add_char(out, '\n');
    }
}

/* ---- cases --------------------------------------------------------------- */

static void spoil(str file)
{
    int handle = open(file.at, O_WRONLY);
    assert_true(handle >= 0);
    assert_int_equal(pwrite(handle, "\xEE", 1, 200), 1);
    close(handle);
}

static str copy_prepared(struct arena *arena)
{
    char line[400];
    str folder = ran_folder(arena);
    snprintf(line, sizeof line, "cp -a '%s'/. '%s'", prepared.at, folder.at);
    assert_int_equal(system(line), 0);
    return folder;
}

/* What is typed up to an x, which ends a round. */
static str take_typed(str *typed)
{
    str all = *typed;
    size_t end = text_find(all, S("\nx\n"));
    *typed = text_slice(all, end + 3, all.size);
    return text_slice(all, 0, end + 3);
}

/* Without what moves the cursor and chooses the screen. */
static str plain(struct arena *arena, str text)
{
    struct text out = { .arena = arena };
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] == '\033')
            while (i + 1 < text.size && text.at[i] != 'h' &&
                   text.at[i] != 'l' && text.at[i] != 'J' && text.at[i] != 'H')
                i++;
        else if (text.at[i] != '\r')
            text_add_char(&out, text.at[i]);
    }
    return text_view(&out);
}

static void add_shown(struct text *out, str text)
{
    str line;
    while (text_cut(&text, '\n', &line))
        if (line.size > 0) {
            text_add(out, without_codes(out->arena, line));
            text_add_char(out, '\n');
        }
}

/* "round" goes through them on a terminal; "spoil" damages what was decided.
 * Anything else is a call of the program, with `a` and its passphrase unless the
 * line names a folder itself. */
static void step(struct text *out, str folder, str line, str *typed)
{
    struct arena *arena = out->arena;
    struct text call = { .arena = arena };
    if (text_equal(line, S("round"))) {
        struct ran ran = ran_terminal(arena, folder,
                                      S("--data a comments --passphrase-file "
                                        "pass"),
                                      take_typed(typed));
        add_shown(out, plain(arena, ran.out));
        return;
    }
    if (text_equal(line, S("spoil"))) {
        spoil(file_join(arena, folder, S("a/1/comments")));
        return;
    }
    if (!text_starts(line, S("--data")) && !text_starts(line, S("LC_ALL")))
        text_add(&call, S("--data a comments --passphrase-file pass "));
    text_add(&call, with_codes(arena, line));
    struct ran ran = ran_program(arena, folder, text_view(&call));
    add_sorted(out, ran.out);
    add_errors(out, ran.err);
    text_add(out, S("exit "));
    text_add_number(out, ran.status);
    text_add_char(out, '\n');
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct text out = { .arena = arena };
    str folder = copy_prepared(arena);
    str steps = cases_input(one);
    str typed = cases_typed(one);
    str line;
    while (text_cut(&steps, '\n', &line))
        if (line.size > 0)
            step(&out, folder, line, &typed);
    ran_clear(folder);
    return text_view(&out);
}

static struct ran must_run(struct arena *arena, const char *line)
{
    struct ran ran = ran_program(arena, prepared, text_of(line));
    if (ran.status != 0)
        fail_msg("%.*s", TEXT_ARGS(ran.err));
    return ran;
}

static void prepare(struct arena *arena)
{
    prepared = ran_folder(arena);
    must_run(arena, "--data n setup --service=Coventry --title=YOS "
                    "--title-cy=TTI --collection=Spring --room 20 "
                    "--passphrase-file pass --recovery-file sheet");
    char line[400];
    snprintf(line, sizeof line, "cp -a '%s'/n '%s'/o", prepared.at,
             prepared.at);
    assert_int_equal(system(line), 0);
    send_all(arena, file_join(arena, prepared, S("o")));
    snprintf(line, sizeof line, "cp -a '%s'/o '%s'/a", prepared.at,
             prepared.at);
    assert_int_equal(system(line), 0);
    must_run(arena, "--data a close --passphrase-file pass");
    must_run(arena, "--data n close --passphrase-file pass");
    struct ran ran = must_run(arena, "--data a comments list --passphrase-file "
                                     "pass");
    for (int i = 0; i < COMMENTS; i++)
        find_code(ran.out, i);
}

int main(void)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    must(&fault, keys_begin(&fault));
    prepare(arena);
    int failed = cases_run("verbs/comments.cases", run);
    ran_clear(prepared);
    arena_destroy(arena);
    return failed;
}
