/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff give out, on the command line: one step after the other in one
 * folder. In it stand a collection that is closed, `a`, the same one while it
 * was open, `o`, and `e`, where one held in English was closed and the next one
 * begun; the passphrases are in `pass` and `pass.e`, a recovery sheet in
 * `sheet`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../interview/given.h"
#include "base/file.h"
#include "interview/record.h"
#include "keep/container.h"
#include "keep/place.h"
#include "keep/post.h"
#include "ran.h"

enum { MOST_WORDS = 16 };

static str prepared; /* the folder that each case begins with a copy of */

static void must(const struct fault *fault, bool done)
{
    if (!done)
        fail_msg("%s", fault->pattern ? fault->pattern : "it failed");
}

/* ---- what people sent ------------------------------------------------------ */

struct cellar {
    struct arena *arena;
    struct place *place;
    struct store *store;
    struct fault fault;
};

static struct cellar *cellar_open(struct arena *arena, str folder)
{
    struct cellar *cellar = arena_new(arena, struct cellar);
    struct twin_report report;
    *cellar = (struct cellar){ .arena = arena, .fault = { .arena = arena } };
    cellar->place = place_open(folder, &cellar->fault);
    must(&cellar->fault, cellar->place);
    cellar->store = store_open(
        place_folder(arena, cellar->place, place_newest(cellar->place)),
        &report, &cellar->fault);
    must(&cellar->fault, cellar->store);
    return cellar;
}

static void cellar_close(struct cellar *cellar)
{
    store_close(cellar->store);
    place_close(cellar->place);
}

/* Only a test can do that: what is closed stays so. */
static void set_closed(struct cellar *cellar, bool closed)
{
    struct about about = *store_about(cellar->store);
    about.closed = closed;
    must(&cellar->fault, store_change(cellar->store, &about, &cellar->fault));
}

static void post(struct cellar *cellar, str record)
{
    struct container_id id = container_new_id();
    must(&cellar->fault,
         post_response(cellar->store, &id, record, S("form"), &cellar->fault));
}

static str record_of(struct cellar *cellar, str form, const str *given,
                     int count)
{
    struct text path = { .arena = cellar->arena };
    text_add(&path, S("assets/questionnaires/"));
    text_add(&path, form);
    text_add(&path, S(".yaml"));
    struct form *loaded = given_form(cellar->arena, text_view(&path).at);
    struct answers *answers = answers_make(cellar->arena, loaded);
    for (int i = 0; i < count; i++)
        given_take(answers, given[i]);
    return record_write(
        cellar->arena,
        &(struct record_frame){
            .form = loaded->id,
            .version = loaded->version,
            .collection = store_about(cellar->store)->collection.name,
            .language = S("en"),
        },
        answers);
}

/* give FOLDER TIMES FORM ANSWER…: so many responses, whether it is closed or
 * not. */
static void give(struct arena *arena, str folder, const str *words, int count)
{
    long times = 0;
    struct cellar *cellar = cellar_open(arena, folder);
    bool closed = store_about(cellar->store)->closed;
    assert_true(count >= 2 && text_integer(words[0], &times));
    str record = record_of(cellar, words[1], words + 2, count - 2);
    set_closed(cellar, false);
    for (long i = 0; i < times; i++)
        post(cellar, record);
    set_closed(cellar, closed);
    cellar_close(cellar);
}

/* What is wrong with a record, as one piece that is another one. */
static const struct {
    const char *name;
    const char *from;
    const char *to;
} faults[] = {
    { "newer", "YSA\1", "YSA\2" },
    { "damaged", "know_why", "know_whx" },
    { "elsewhere", "Spring", "Sprung" },
    { "unknown", "young-people", "young-cattle" },
};

static str spoilt(struct arena *arena, str record, str from, str to)
{
    str copy = text_copy(arena, record);
    size_t at = text_find(record, from);
    assert_true(at < record.size);
    memcpy((char *)(uintptr_t)copy.at + at, to.at, to.size);
    return copy;
}

/* bad FOLDER FAULT: one response that cannot be counted. */
static void give_bad(struct arena *arena, str folder, str fault)
{
    const str given[] = { S("know_why=yes") };
    struct cellar *cellar = cellar_open(arena, folder);
    str record = record_of(cellar, S("young-people"), given, 1);
    if (text_equal(fault, S("misfit"))) { /* of another version */
        record = spoilt(arena, record, S("\1\0001"), S("\1\0002"));
        record = spoilt(arena, record, S("know_why"), S("know_whx"));
    }
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (text_equal(fault, text_of(faults[i].name)))
            record = spoilt(arena, record, text_of(faults[i].from),
                            text_of(faults[i].to));
    set_closed(cellar, false);
    post(cellar, record);
    set_closed(cellar, true);
    cellar_close(cellar);
}

/* ---- steps that are not the program's -------------------------------------- */

struct stage {
    struct arena *arena;
    str folder;
    struct text out;
    struct place *held;
};

static str path_of(const struct stage *stage, str name)
{
    return file_join(stage->arena, stage->folder, name);
}

static void say(struct stage *stage, str line)
{
    text_add(&stage->out, line);
    text_add_char(&stage->out, '\n');
}

static str content_of(const struct stage *stage, str name)
{
    struct fault fault = { .arena = stage->arena };
    str content = S("");
    must(&fault, file_read(stage->arena, path_of(stage, name), 1 << 24,
                           &content, &fault));
    return content;
}

/* same FILE FILE */
static void compare(struct stage *stage, const str *words)
{
    str one = content_of(stage, words[0]);
    bool same = one.size > 0 && text_equal(one, content_of(stage, words[1]));
    say(stage, same ? S("the same") : S("not the same"));
}

/* look FILE: whether it is there, and for whom. */
static void look(struct stage *stage, const str *words)
{
    struct stat about;
    if (stat(path_of(stage, words[0]).at, &about) < 0)
        say(stage, S("nothing"));
    else if (about.st_size == 0)
        say(stage, S("an empty file"));
    else
        say(stage, about.st_mode & 077 ? S("a file for anybody")
                                       : S("a file for its owner"));
}

/* spoil FILE: one byte in its middle is another one. */
static void spoil(struct stage *stage, const str *words)
{
    str content = content_of(stage, words[0]);
    ((char *)(uintptr_t)content.at)[content.size / 2] ^= 1;
    ran_put(stage->folder, text_copy(stage->arena, words[0]).at, content);
}

/* hold FOLDER: another program uses it, until the case is over. */
static void hold(struct stage *stage, const str *words)
{
    struct fault fault = { .arena = stage->arena };
    stage->held = place_open(path_of(stage, words[0]), &fault);
    must(&fault, stage->held);
}

static bool own_step(struct stage *stage, str line)
{
    str words[MOST_WORDS];
    int count = 0;
    for (size_t at = 0;
         count < MOST_WORDS && text_word(line, &at, &words[count]);)
        count++;
    if (text_equal(words[0], S("give")))
        give(stage->arena, path_of(stage, words[1]), words + 2, count - 2);
    else if (text_equal(words[0], S("bad")))
        give_bad(stage->arena, path_of(stage, words[1]), words[2]);
    else if (text_equal(words[0], S("same")))
        compare(stage, words + 1);
    else if (text_equal(words[0], S("look")))
        look(stage, words + 1);
    else if (text_equal(words[0], S("spoil")))
        spoil(stage, words + 1);
    else if (text_equal(words[0], S("hold")))
        hold(stage, words + 1);
    else if (text_equal(words[0], S("put")))
        ran_put(stage->folder, text_copy(stage->arena, words[1]).at,
                S("words\n"));
    else
        return false;
    return true;
}

/* ---- what comes out --------------------------------------------------------- */

static bool is_of(char byte, const char *kind)
{
    return byte != '\0' && strchr(kind, byte);
}

static size_t run_of(str text, size_t at, const char *kind)
{
    size_t end = at;
    while (end < text.size && is_of(text.at[end], kind))
        end++;
    return end - at;
}

/* How long the day is that begins at `at`: "2027-03-09" or "9 March 2027". */
static size_t day_at(str text, size_t at)
{
    static const char digits[] = "0123456789";
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    size_t day = run_of(text, at, digits);
    if (day == 4 && run_of(text, at + 4, "-") == 1)
        return 10;
    if (day < 1 || day > 2 || run_of(text, at + day, " ") != 1)
        return 0;
    size_t month = 1 + run_of(text, at + day + 2, letters);
    size_t year = run_of(text, at + day + 1 + month + 1, digits);
    return month >= 3 && year == 4 ? day + 1 + month + 1 + 4 : 0;
}

/* Days and digests are different each time. */
static void add_line(struct text *out, str mark, str line)
{
    enum { DIGEST = 64 };
    text_add(out, mark);
    for (size_t i = 0; i < line.size;) {
        size_t day = day_at(line, i);
        size_t letters = run_of(line, i, "0123456789abcdef");
        if (letters == DIGEST)
            text_add(out, S("DIGEST"));
        else if (day > 0)
            text_add(out, S("DAY"));
        else
            text_add_char(out, line.at[i]);
        i += letters == DIGEST ? letters : day > 0 ? day : 1;
    }
    text_add_char(out, '\n');
}

/* How a verb is used is for verbs/program.cases. */
static void add_lines(struct text *out, str mark, str text)
{
    str line;
    while (text_cut(&text, '\n', &line))
        if (line.size > 0 && !text_starts(line, S("  yoursay ")))
            add_line(out, mark, line);
}

static void call(struct stage *stage, str line)
{
    struct ran ran = ran_program(stage->arena, stage->folder, line);
    add_lines(&stage->out, S(""), ran.out);
    add_lines(&stage->out, S("! "), ran.err);
    text_add(&stage->out, S("exit "));
    text_add_number(&stage->out, ran.status);
    text_add_char(&stage->out, '\n');
}

/* ---- cases ------------------------------------------------------------------ */

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
    struct stage stage = { .arena = arena,
                           .folder = copy_prepared(arena),
                           .out = { .arena = arena } };
    str steps = cases_input(one);
    str line;
    while (text_cut(&steps, '\n', &line))
        if (line.size > 0 && !own_step(&stage, line))
            call(&stage, line);
    place_close(stage.held);
    ran_clear(stage.folder);
    return text_view(&stage.out);
}

/* ---- every format ----------------------------------------------------------- */

static const struct {
    const char *verb;
    const char *format;
} files[] = {
    { "tally", "csv" },   { "tally", "json" }, { "tally", "xlsx" },
    { "report", "html" }, { "report", "md" },  { "report", "txt" },
};

static str give_out(struct stage *stage, size_t which, const char *options,
                    const char *file)
{
    char line[300];
    snprintf(line, sizeof line,
             "--data a %s --as %s %s --passphrase-file pass --out %s",
             files[which].verb, files[which].format, options, file);
    struct ran ran = ran_program(stage->arena, stage->folder, text_of(line));
    if (ran.status != 0)
        fail_msg("%.*s", TEXT_ARGS(ran.err));
    str content = content_of(stage, text_of(file));
    assert_true(content.size > 0);
    return content;
}

static void every_format_twice_is_the_same_bytes(void **state)
{
    static const char *const options[] = {
        "--lang en",
        "--lang cy --profile inspection --for Estyn",
    };
    struct arena *arena = *state;
    struct stage stage = { .arena = arena, .folder = copy_prepared(arena) };
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        char name[4][40];
        str found[4];
        for (int i = 0; i < 4; i++) {
            snprintf(name[i], sizeof name[i], "f%zu.%d", f, i);
            found[i] = give_out(&stage, f, options[i / 2], name[i]);
        }
        cases_same(found[1], found[0]);
        cases_same(found[3], found[2]);
        assert_false(text_equal(found[0], found[2]));
    }
    str line = S("--data a report --list --passphrase-file pass");
    struct ran ran = ran_program(arena, stage.folder, line);
    int lines = 0;
    while (text_cut(&ran.out, '\n', &line))
        lines += line.size > 0;
    assert_int_equal(lines, 4 * sizeof files / sizeof *files);
    ran_clear(stage.folder);
}

/* ---- what each case begins with ---------------------------------------------- */

static void prepare_call(struct stage *stage, const char *line)
{
    struct ran ran = ran_program(stage->arena, stage->folder, text_of(line));
    if (ran.status != 0)
        fail_msg("%.*s", TEXT_ARGS(ran.err));
}

static void prepare(struct arena *arena)
{
    char line[400];
    struct stage stage = { .arena = arena, .folder = ran_folder(arena) };
    prepared = stage.folder;
    prepare_call(&stage, "--data a setup --service=Coventry --title=YOS "
                         "--title-cy=TTI --collection=Spring --room 80 "
                         "--passphrase-file pass --recovery-file sheet");
    own_step(&stage, S("give a 22 young-people know_why=yes "
                       "interested=completely"));
    own_step(&stage, S("give a 6 young-people know_why=no satisfied=40"));
    own_step(&stage, S("give a 14 victims"));
    snprintf(line, sizeof line, "cp -a '%s/a' '%s/o'", prepared.at,
             prepared.at);
    assert_int_equal(system(line), 0);
    prepare_call(&stage, "--data a close --passphrase-file pass");
    prepare_call(&stage, "--data e setup --service=Coventry --title=YOS "
                         "--collection=Old --language en --room 20 "
                         "--passphrase-file pass.e --recovery-file sheet.e");
    prepare_call(&stage, "--data e close --passphrase-file pass.e");
    prepare_call(&stage, "--data e open --collection=New --passphrase-file "
                         "pass.n --recovery-file sheet.n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("every format, for everybody and for one, is the same bytes "
                   "twice, and one entry",
                   every_format_twice_is_the_same_bytes),
    };
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    must(&fault, keys_begin(&fault));
    prepare(arena);
    int failed = cases_run("verbs/reporting.cases", run);
    failed += cmocka_run_group_tests_name("verbs/reporting", tests, NULL, NULL);
    ran_clear(prepared);
    arena_destroy(arena);
    return failed;
}
