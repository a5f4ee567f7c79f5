/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of returns, taken in by the built program: what it says, that it is
 * everything or nothing, what is in the store then, and that no file however
 * hostile costs more than a sentence. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/words.h"
#include "cases.h"
#include "interview/record.h"
#include "keep/fingerprint.h"
#include "keep/passphrase.h"
#include "keep/place.h"
#include "keep/store.h"
#include "keep/unseal.h"
#include "ran.h"
#include "verbs/verb_import.h"

/* A sanitizer's own memory would be counted too. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifdef SANITIZED
enum { MOST_KILOBYTES = 1024 * 1024 };
#else
enum { MOST_KILOBYTES = 64 * 1024 };
#endif

static str prepared; /* the folder that each case begins with a copy of */

static void prepare(struct arena *arena)
{
    prepared = ran_folder(arena);
    struct ran ran = ran_program(
        arena, prepared,
        S("--data a setup --service=Coventry --title=YOS --title-cy=TTI "
          "--collection=Spring --room 10 --passphrase-file pass "
          "--recovery-file sheet"));
    if (ran.status != 0)
        fail_msg("%.*s", TEXT_ARGS(ran.err));
}

static str copy_prepared(struct arena *arena)
{
    char line[400];
    str folder = ran_folder(arena);
    snprintf(line, sizeof line, "cp -a '%s'/. '%s'", prepared.at, folder.at);
    assert_int_equal(system(line), 0);
    return folder;
}

/* ---- cases in text ------------------------------------------------------- */

/* Writes rows, | being a line end. */
static void put(str folder, str name, str rows)
{
    struct arena *arena = arena_make();
    struct text table = { .arena = arena };
    str row;
    while (text_cut(&rows, '|', &row)) {
        text_add(&table, row);
        text_add_char(&table, '\n');
    }
    ran_put(folder, text_copy(arena, name).at, text_view(&table));
    arena_destroy(arena);
}

static void add_lines(struct text *out, const char *mark, str text)
{
    str line;
    while (text_cut(&text, '\n', &line)) {
        if (line.size == 0)
            continue;
        text_add(out, text_of(mark));
        text_add(out, line);
        text_add_char(out, '\n');
    }
}

/* Of what status says, the lines about answers. */
static void add_answers(struct text *out, str folder, str name)
{
    struct text line = { .arena = out->arena };
    text_add(&line, S("--data "));
    text_add(&line, name);
    text_add(&line, S(" status"));
    struct ran ran = ran_program(out->arena, folder, text_view(&line));
    str said;
    assert_int_equal(ran.status, 0);
    while (text_cut(&ran.out, '\n', &said))
        if (text_starts(said, S("Answers")))
            add_lines(out, "", said);
}

static void add_run(struct text *out, str folder, str line)
{
    struct ran ran = ran_program(out->arena, folder, line);
    add_lines(out, "", ran.out);
    add_lines(out, "! ", ran.err);
    text_add(out, S("exit "));
    text_add_number(out, ran.status);
    text_add_char(out, '\n');
}

static void add_step(struct text *out, str folder, str line)
{
    str rest = line;
    str step;
    str name;
    assert_true(text_cut(&rest, ' ', &step));
    str path = file_join(out->arena, folder, rest);
    if (text_equal(step, S("put"))) {
        text_cut(&rest, ' ', &name);
        put(folder, name, rest);
    } else if (text_equal(step, S("folder"))) {
        assert_int_equal(mkdir(path.at, 0700), 0);
    } else if (text_equal(step, S("pipe"))) {
        assert_int_equal(mkfifo(path.at, 0600), 0);
    } else if (text_equal(step, S("answers"))) {
        add_answers(out, folder, rest);
    } else {
        add_run(out, folder, line);
    }
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct text out = { .arena = arena };
    str folder = copy_prepared(arena);
    str steps = cases_input(one);
    str line;
    while (text_cut(&steps, '\n', &line))
        if (line.size > 0)
            add_step(&out, folder, line);
    ran_clear(folder);
    return text_view(&out);
}

/* ---- floods --------------------------------------------------------------- */

/* Refused with this sentence, in little memory, and nothing is there. */
static void refuse(struct arena *arena, str folder, const char *sentence)
{
    struct text answers = { .arena = arena };
    struct ran ran = ran_program(arena, folder,
                                 S("--data a import --form victims t.csv"));
    assert_int_equal(ran.status, 1);
    if (text_find(ran.err, text_of(sentence)) == ran.err.size)
        fail_msg("wanted: %s\ngot: %.*s", sentence, TEXT_ARGS(ran.err));
    assert_in_range(ran.kilobytes, 1, MOST_KILOBYTES);
    add_answers(&answers, folder, S("a"));
    cases_same_text(text_view(&answers), "Answers: none yet\n");
}

/* A piece again and again, written to a file bit by bit. */
static void flood(str folder, str before, str piece, long times)
{
    struct arena *arena = arena_make();
    FILE *file = fopen(file_join(arena, folder, S("t.csv")).at, "w");
    assert_non_null(file);
    fwrite(before.at, 1, before.size, file);
    for (long i = 0; i < times; i++)
        fwrite(piece.at, 1, piece.size, file);
    assert_int_equal(fclose(file), 0);
    arena_destroy(arena);
}

static void no_file_costs_more_than_a_sentence(void **state)
{
    enum { MILLION = 1000000, MANY = 200000 };
    static const char cell[] = "t.csv:2:2: this cell has more than 65536 bytes";
    struct arena *arena = *state;
    str folder = copy_prepared(arena);
    flood(folder, S("explained,comments\nyes,"), S("xxxxxxxxxx"),
          10L * MILLION);
    refuse(arena, folder, cell);
    flood(folder, S("explained,comments\nyes,\""), S("\"\"\n"), MILLION);
    refuse(arena, folder, cell);
    flood(folder, S("explained"), S(",explained"), 10000);
    refuse(arena, folder, "t.csv:1:1001: there are more than 1000 columns");
    flood(folder, S("explained\nyes"), S(","), MILLION);
    refuse(arena, folder, "t.csv:2:1001: there are more than 1000 columns");
    flood(folder, S("explained"), S("x"), 2L * MILLION);
    refuse(arena, folder, "t.csv:1:1: this row has more than 1048576 bytes");
    flood(folder, S("explained\n"), S("\n"), 2L * MILLION);
    refuse(arena, folder, "there are more than 1048576 rows");
    flood(folder, S("explained\n"), S("maybe\n"), MANY);
    refuse(arena, folder, "and 199500 faults more");
    flood(folder, S("explained\n"), S("yes\n"), MANY);
    refuse(arena, folder, "there are 200000 returns in the table");
    ran_clear(folder);
}

/* A gigabyte of zeros, which takes no room on the disk. */
static void a_gigabyte_of_nothing_is_no_text(void **state)
{
    struct arena *arena = *state;
    str folder = copy_prepared(arena);
    flood(folder, S("explained\nyes\n"), S(""), 0);
    assert_int_equal(
        truncate(file_join(arena, folder, S("t.csv")).at, 1L << 30), 0);
    refuse(arena, folder, "t.csv:3:1: this is no text");
    ran_clear(folder);
}

/* ---- what is in the store then -------------------------------------------- */

enum { LOOK_MOST = 10 };

/* The records of a store, opened with what is in `pass`. */
struct look {
    struct arena *arena;
    struct keys_secret *secret;
    struct form *form;
    long count;
    long welsh;
    struct container_id ids[LOOK_MOST];
    long different; /* ids */
};

static struct keys_secret *unlock(struct arena *arena, str folder,
                                  const struct store *store,
                                  struct fault *fault)
{
    char words[PASSPHRASE_ROOM];
    str typed;
    str path = file_join(arena, folder, S("pass"));
    str wrapped = { (const char *)store_about(store)->collection.wrapped,
                    KEYS_WRAPPED };
    assert_true(file_read(arena, path, 4096, &typed, fault));
    assert_true(passphrase_read(typed, words, fault));
    struct keys_secret *secret = keys_open(wrapped, text_of(words), fault);
    assert_non_null(secret);
    return secret;
}

static void note_id(struct look *look, const struct container_id *id)
{
    for (long i = 0; i < look->different; i++)
        if (memcmp(&look->ids[i], id, sizeof *id) == 0)
            return;
    assert_true(look->different < LOOK_MOST);
    look->ids[look->different++] = *id;
}

static void look_at_one(struct look *look, const struct envelope *envelope)
{
    unsigned char *plain = arena_take(look->arena, CONTAINER_SIZE);
    struct container container;
    struct record_frame frame;
    struct fault fault = { .arena = look->arena };
    assert_int_equal(
        unseal_record(look->secret, &envelope->sealed, plain, &container),
        UNSEAL_RESPONSE);
    assert_true(record_read_frame(container.response, &frame, &fault));
    cases_same_text(envelope_label(envelope), "victims");
    cases_same_text(frame.form, "victims");
    cases_same_text(frame.version, "1");
    cases_same_text(frame.collection, "Spring");
    assert_int_equal(frame.mode, RECORD_PAPER);
    note_id(look, &container.id);
    look->count++;
    look->welsh += text_equal(frame.language, S("cy"));
}

static void look_at_store(struct look *look, str folder)
{
    struct fault fault = { .arena = look->arena };
    struct twin_report report;
    struct envelope *envelope = arena_new(look->arena, struct envelope);
    struct store *store = store_open(file_join(look->arena, folder, S("a/1")),
                                     &report, &fault);
    assert_non_null(store);
    look->secret = unlock(look->arena, folder, store, &fault);
    for (long place = 0; place < store_room(store); place++) {
        assert_true(store_read(store, place, envelope, &fault));
        if (store_is_taken(store, place))
            look_at_one(look, envelope);
    }
    keys_destroy(look->secret);
    store_close(store);
}

static void what_was_taken_in_is_sealed_and_marked(void **state)
{
    struct arena *arena = *state;
    struct look look = { .arena = arena };
    str folder = copy_prepared(arena);
    put(folder, S("t.csv"), S("explained,language|yes,cy|no,en|dont_know,"));
    struct ran ran = ran_program(arena, folder,
                                 S("--data a import --form victims t.csv"));
    assert_int_equal(ran.status, 0);
    look_at_store(&look, folder);
    assert_int_equal(look.count, 3);
    assert_int_equal(look.welsh, 1);
    ran_clear(folder);
}

static void take_in(struct arena *arena, str folder, str rows,
                    const char *options)
{
    struct text line = { .arena = arena };
    text_add(&line, S("--data a import --form victims t.csv"));
    text_add(&line, text_of(options));
    put(folder, S("t.csv"), rows);
    assert_int_equal(ran_program(arena, folder, text_view(&line)).status, 0);
}

/* Opening counts copies with one id once. */
static void what_an_export_brings_again_is_one_response(void **state)
{
    struct arena *arena = *state;
    struct look look = { .arena = arena };
    str folder = copy_prepared(arena);
    take_in(arena, folder, S("explained,KEY|yes,uuid:1|no,"), "");
    take_in(arena, folder, S("_uuid,explained|1,yes|2,no|,no"), "");
    look_at_store(&look, folder);
    assert_int_equal(look.count, 5);
    assert_int_equal(look.different, 4);
    take_in(arena, folder, S("_uuid,explained|1,yes"), " --again");
    look = (struct look){ .arena = arena };
    look_at_store(&look, folder);
    assert_int_equal(look.different, 5);
    ran_clear(folder);
}

/* ---- what happens in between ---------------------------------------------- */

/* What is done to the file between its two readings, which are on both sides of
 * the look whether it was there before. */
static struct {
    void (*act)(const char *path);
    const char *path;
} between;

/* NOLINTBEGIN(readability-identifier-naming): the linker's names */
bool __real_fingerprint_remember(struct about *about,
                                 const unsigned char print[FINGERPRINT],
                                 bool *known, struct fault *fault);
bool __wrap_fingerprint_remember(struct about *about,
                                 const unsigned char print[FINGERPRINT],
                                 bool *known, struct fault *fault);

bool __wrap_fingerprint_remember(struct about *about,
                                 const unsigned char print[FINGERPRINT],
                                 bool *known, struct fault *fault)
{
    if (between.act)
        between.act(between.path);
    return __real_fingerprint_remember(about, print, known, fault);
}
/* NOLINTEND(readability-identifier-naming) */

static void write_over(const char *path, long at, const char *bytes)
{
    int handle = open(path, O_WRONLY);
    assert_true(handle >= 0);
    assert_int_equal(pwrite(handle, bytes, strlen(bytes), at), strlen(bytes));
    close(handle);
}

static void make_another_answer(const char *path)
{
    write_over(path, 10, "no \n");
}

static void make_a_fault(const char *path)
{
    write_over(path, 10, "no?\n");
}

static void make_it_shorter(const char *path)
{
    assert_int_equal(truncate(path, 12), 0);
}

static void make_a_row_more(const char *path)
{
    write_over(path, 10, "\nno\n");
}

static void make_it_longer(const char *path)
{
    write_over(path, 18, "no\nno\nno\n");
}

static void put_another_in_its_place(const char *path)
{
    char name[400];
    snprintf(name, sizeof name, "%s.new", path);
    int handle = open(name, O_WRONLY | O_CREAT | O_EXCL, 0600);
    assert_int_equal(write(handle, "explained\nno\n", 13), 13);
    close(handle);
    assert_int_equal(rename(name, path), 0);
}

/* Nothing more can be written. */
static void fill_the_disk(const char *path)
{
    const struct rlimit little = { 4096, 4096 };
    (void)path;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &little);
}

static void interrupt(const char *path)
{
    (void)path;
    raise(SIGINT);
}

/* In a child, in which the program's verb runs as it is. */
static _Noreturn void import_in_child(str folder, char **arguments, int count)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct words *words = words_open(WORDS_ENGLISH, NULL, &fault);
    struct call call = { .arena = arena,
                         .words = words,
                         .share = S(TESTS_SHARE),
                         .data = S("a"),
                         .quiet = true,
                         .count = count,
                         .arguments = arguments };
    int handle = open(".err", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (dup2(handle, STDERR_FILENO) < 0)
        _exit(99);
    (void)folder;
    enum call_result result = verb_import(&call);
    fflush(stdout);
    _exit((int)result);
}

static int import_with(str folder, void (*act)(const char *path))
{
    char *arguments[] = { (char[]){ "import" }, (char[]){ "--form" },
                          (char[]){ "victims" }, (char[]){ "t.csv" } };
    int status;
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        between.act = act;
        between.path = "t.csv";
        if (chdir(folder.at) < 0)
            _exit(98);
        import_in_child(folder, arguments, 4);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static str said(struct arena *arena, str folder)
{
    struct fault fault = { .arena = arena };
    str content = S("");
    assert_true(file_read(arena, file_join(arena, folder, S(".err")), 4096,
                          &content, &fault));
    return content;
}

static void expect_between(struct arena *arena, void (*act)(const char *path),
                           int status, const char *sentence, const char *left)
{
    struct text answers = { .arena = arena };
    str folder = copy_prepared(arena);
    put(folder, S("t.csv"), S("explained|yes|yes"));
    assert_int_equal(import_with(folder, act), status);
    cases_same(said(arena, folder), text_of(sentence));
    add_answers(&answers, folder, S("a"));
    cases_same(text_view(&answers), text_of(left));
    ran_clear(folder);
}

static void a_table_that_changes_while_it_is_read_is_noticed(void **state)
{
    static const char none[] = "Answers: none yet\n";
    static const char changed[] =
        "the table was changed while it was read; nothing of it was taken in, "
        "import it again when nobody writes to it any more\n";
    expect_between(*state, make_another_answer, 1, changed, none);
    expect_between(*state, make_a_fault, 1, changed, none);
    expect_between(*state, make_a_row_more, 1, changed, none);
    expect_between(*state, make_it_shorter, 1, changed, none);
}

static void a_disk_that_takes_nothing_more_takes_none_of_it(void **state)
{
    expect_between(*state, fill_the_disk, 1,
                   "the answers in a/1/store could not be read or written: the "
                   "disk does not answer properly; what was kept before is "
                   "still there\n",
                   "Answers: none yet\n");
}

/* What it was when it was opened is what is taken in. */
static void what_comes_behind_the_table_or_in_its_place_is_not_read(
    void **state)
{
    static const char two[] = "Answers to “victims”: 2\n";
    expect_between(*state, NULL, 0, "", two);
    expect_between(*state, make_it_longer, 0, "", two);
    expect_between(*state, put_another_in_its_place, 0, "", two);
}

/* Ctrl-C is heard at the next of the steps, of which a short table has none. */
static void ctrl_c_calls_it_off_or_comes_too_late(void **state)
{
    struct arena *arena = *state;
    struct text answers = { .arena = arena };
    struct text table = { .arena = arena };
    str folder = ran_folder(arena);
    struct ran ran = ran_program(
        arena, folder,
        S("--data a setup --service=Coventry --title=YOS --title-cy=TTI "
          "--collection=Spring --room 202 --passphrase-file pass "
          "--recovery-file sheet"));
    assert_int_equal(ran.status, 0);
    text_add(&table, S("explained"));
    for (int i = 0; i < 200; i++)
        text_add(&table, S("|yes"));
    put(folder, S("t.csv"), text_view(&table));
    assert_int_equal(import_with(folder, interrupt), 1);
    cases_same_text(said(arena, folder),
                    "it was called off; nothing was changed\n");
    add_answers(&answers, folder, S("a"));
    cases_same_text(text_view(&answers), "Answers: none yet\n");
    assert_int_equal(import_with(folder, NULL), 0);
    ran_clear(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("no file costs more than a sentence",
                   no_file_costs_more_than_a_sentence),
        CASES_TEST("a gigabyte of nothing is no text",
                   a_gigabyte_of_nothing_is_no_text),
        CASES_TEST("what was taken in is sealed and marked",
                   what_was_taken_in_is_sealed_and_marked),
        CASES_TEST("what an export brings again is one response",
                   what_an_export_brings_again_is_one_response),
        CASES_TEST("a table that changes while it is read is noticed",
                   a_table_that_changes_while_it_is_read_is_noticed),
        CASES_TEST("a disk that takes nothing more takes none of it",
                   a_disk_that_takes_nothing_more_takes_none_of_it),
        CASES_TEST("what comes behind the table or in its place is not read",
                   what_comes_behind_the_table_or_in_its_place_is_not_read),
        CASES_TEST("Ctrl-C calls it off or comes too late",
                   ctrl_c_calls_it_off_or_comes_too_late),
    };
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    assert_true(keys_begin(&fault));
    prepare(arena);
    int failed = cases_run("verbs/import.cases", run);
    failed += cmocka_run_group_tests(tests, NULL, NULL);
    ran_clear(prepared);
    arena_destroy(arena);
    return failed;
}
