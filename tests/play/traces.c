/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What playing a script leaves behind: what it prints and the pictures it
 * saves, the same bytes every time, and nothing else; least of all anything in
 * a real collection. */
#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "cases.h"
#include "verbs/ran.h"

static const char visit[] = "tap lang_en\n"
                            "tap who_young-people\n"
                            "until question:order next\n"
                            "tap referral\n"
                            "shot order\n"
                            "until question:made_easier next\n"
                            "type Dŵr\n"
                            "shot writing\n"
                            "until question:satisfied next\n"
                            "tap value_more\n"
                            "shot slider\n"
                            "until check next\n"
                            "shot check\n"
                            "wait 130\n"
                            "tap still_here\n"
                            "find send next\n"
                            "tap send\n"
                            "shot thanks\n"
                            "send-count\n";

static const char *const shots[] = { "order.png", "writing.png", "slider.png",
                                     "check.png", "thanks.png" };
enum { SHOTS = sizeof shots / sizeof *shots };

/* ---- at hand -------------------------------------------------------------- */

static str read_whole(struct arena *arena, str path)
{
    struct fault fault = { .arena = arena };
    str content = S("");
    assert_true(file_read(arena, path, 64 << 20, &content, &fault));
    return content;
}

static void add_folder(struct text *all, str path);

/* Names, modes and bytes. */
static void add_entry(struct text *all, str folder, const char *name)
{
    struct stat about;
    str path = file_join(all->arena, folder, text_of(name));
    assert_int_equal(lstat(path.at, &about), 0);
    text_add(all, text_of(name));
    text_add_char(all, ' ');
    text_add_number(all, (long)about.st_mode);
    text_add_char(all, '\n');
    if (S_ISDIR(about.st_mode))
        add_folder(all, path);
    else
        text_add(all, read_whole(all->arena, path));
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_folder(struct text *all, str path)
{
    enum { MOST = 100 };
    const char *names[MOST];
    size_t count = 0;
    DIR *folder = opendir(path.at);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        assert_true(count < MOST);
        names[count++] = text_copy(all->arena, text_of(entry->d_name)).at;
    }
    closedir(folder);
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++)
        add_entry(all, path, names[i]);
}

/* All that is in a folder, as one text. */
static str all_of(struct arena *arena, str folder)
{
    struct text all = { .arena = arena };
    add_folder(&all, folder);
    return text_view(&all);
}

/* A folder that the program takes for the user's memory. */
static str make_memory(struct arena *arena, str folder)
{
    str memory = file_join(arena, folder, S("memory"));
    assert_int_equal(mkdir(memory.at, 0700), 0);
    return memory;
}

static str begin(struct arena *arena, const char *script)
{
    str folder = ran_folder(arena);
    ran_put(folder, "a.play", text_of(script));
    return folder;
}

static struct ran run(struct arena *arena, str folder, const char *before,
                      const char *line)
{
    struct text whole = { .arena = arena };
    text_add(&whole, text_of(before));
    text_add(&whole, S(" XDG_RUNTIME_DIR="));
    text_add(&whole, folder);
    text_add(&whole, S("/memory "));
    text_add(&whole, text_of(line));
    return ran_program(arena, folder, text_view(&whole));
}

static void assert_done(const struct ran *ran)
{
    cases_same(ran->err, S(""));
    assert_int_equal(ran->status, 0);
}

/* ---- the same bytes ------------------------------------------------------- */

static void keep_shots(struct arena *arena, str folder, str kept[SHOTS])
{
    for (size_t i = 0; i < SHOTS; i++) {
        str path = file_join(arena, folder, text_of(shots[i]));
        kept[i] = read_whole(arena, path);
        assert_true(text_starts(kept[i], S("\x89PNG")));
        assert_int_equal(unlink(path.at), 0);
    }
}

/* Whatever the terminal speaks, and whatever time it is. */
static void pictures_are_the_same_every_time(void **state)
{
    struct arena *arena = *state;
    str first[SHOTS];
    str second[SHOTS];
    str folder = begin(arena, visit);
    make_memory(arena, folder);
    struct ran one = run(arena, folder, "LANG=en_GB.UTF-8 TZ=UTC",
                         "play a.play");
    assert_done(&one);
    keep_shots(arena, folder, first);
    struct ran other = run(arena, folder, "LANG=cy_GB.UTF-8 TZ=Asia/Tokyo",
                           "play a.play");
    assert_done(&other);
    keep_shots(arena, folder, second);
    for (size_t i = 0; i < SHOTS; i++)
        assert_true(text_equal(first[i], second[i]));
    cases_same(one.out, S("1\n"));
    cases_same(other.out, one.out);
    ran_clear(folder);
}

static void pictures_go_where_they_are_wanted(void **state)
{
    struct arena *arena = *state;
    str kept[SHOTS];
    str folder = begin(arena, visit);
    str there = make_memory(arena, folder);
    struct ran ran = run(arena, folder, "",
                         "play a.play --shots memory --size 800x1280");
    assert_done(&ran);
    keep_shots(arena, there, kept);
    cases_same(all_of(arena, there), S(""));
    ran_clear(folder);
}

static void a_folder_for_pictures_that_is_not_there_is_named(void **state)
{
    struct arena *arena = *state;
    str folder = begin(arena, "shot a\n");
    make_memory(arena, folder);
    struct ran ran = run(arena, folder, "", "play a.play --shots nowhere");
    assert_int_equal(ran.status, 1);
    cases_same(ran.err, S("a.play:1:1: nowhere/a.png cannot be written: there "
                          "is no such file or folder; make room or choose "
                          "another place\n"));
    ran_clear(folder);
}

/* ---- nothing else --------------------------------------------------------- */

static void nothing_is_left_behind(void **state)
{
    struct arena *arena = *state;
    str folder = begin(arena, "tap lang_en\ntap who_victims\n"
                              "until question:explained next\ntap yes\n"
                              "tap stop\ntap send_now\nsend-count\n");
    make_memory(arena, folder);
    str before = all_of(arena, folder);
    struct ran ran = run(arena, folder, "", "play a.play");
    assert_done(&ran);
    cases_same(ran.out, S("1\n"));
    assert_true(text_equal(before, all_of(arena, folder)));
    ran_clear(folder);
}

static void nothing_is_left_behind_by_a_mistake(void **state)
{
    struct arena *arena = *state;
    str folder = begin(arena, "tap lang_en\ntap nothing\n");
    make_memory(arena, folder);
    str before = all_of(arena, folder);
    struct ran ran = run(arena, folder, "", "play a.play");
    assert_int_equal(ran.status, 1);
    assert_true(text_equal(before, all_of(arena, folder)));
    ran_clear(folder);
}

static bool is_empty(struct arena *arena, str folder)
{
    return all_of(arena, folder).size == 0;
}

/* It waits for a pipe to be read, in the middle of its script. */
static pid_t begin_to_play(str folder, str memory, int ends[2])
{
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child > 0)
        return child;
    if (chdir(folder.at) < 0 || setenv("XDG_RUNTIME_DIR", memory.at, 1) < 0 ||
        dup2(ends[1], STDOUT_FILENO) < 0)
        _exit(99);
    close(ends[0]);
    close(ends[1]);
    execl(TESTS_PROGRAM, "yoursay", "play", "a.play", (char *)NULL);
    _exit(98);
}

static str many(struct arena *arena, const char *line, size_t size)
{
    struct text text = { .arena = arena };
    str piece = text_of(line);
    while (text.size + piece.size <= size)
        text_add(&text, piece);
    return text_view(&text);
}

static void what_a_kill_leaves_is_taken_away_by_the_next(void **state)
{
    struct arena *arena = *state;
    int ends[2];
    char byte;
    str folder = begin(arena, many(arena, "screen\n", 100000).at);
    str memory = make_memory(arena, folder);
    pid_t child = begin_to_play(folder, memory, ends);
    close(ends[1]);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    close(ends[0]);
    assert_false(is_empty(arena, memory));
    ran_put(folder, "a.play", S("send-count\n"));
    struct ran ran = run(arena, folder, "", "play a.play");
    assert_done(&ran);
    assert_true(is_empty(arena, memory));
    ran_clear(folder);
}

static void a_real_collection_is_not_touched(void **state)
{
    struct arena *arena = *state;
    str folder = begin(arena, visit);
    make_memory(arena, folder);
    struct ran made = run(arena, folder, "",
                          "--data real setup --service=Coventry --title=YOS "
                          "--collection=Spring --language=both --room 20 "
                          "--passphrase-file p --recovery-file r");
    assert_int_equal(made.status, 0);
    str real = file_join(arena, folder, S("real"));
    ran_put(real, "kiosk.conf", S("idle = 60\nthis is no setting\n"));
    str before = all_of(arena, real);
    assert_true(before.size > 0);
    struct ran ran = run(arena, folder, "", "--data real play a.play");
    assert_done(&ran);
    cases_same(ran.out, S("1\n"));
    assert_true(text_equal(before, all_of(arena, real)));
    ran_clear(folder);
}

/* ---- long ones ------------------------------------------------------------ */

static struct ran play_text(struct arena *arena, str script)
{
    str folder = ran_folder(arena);
    ran_put(folder, "a.play", script);
    struct ran ran = ran_program(arena, folder, S("play a.play >/dev/null"));
    ran_clear(folder);
    return ran;
}

enum { MEGABYTE = 1024 * 1024 };

static void a_megabyte_of_steps_is_played(void **state)
{
    struct arena *arena = *state;
    str script = many(arena, "expect lang_en English\n", MEGABYTE);
    struct ran ran = play_text(arena, script);
    assert_done(&ran);
}

static void a_line_may_be_as_long_as_it_likes(void **state)
{
    struct arena *arena = *state;
    struct text script = { .arena = arena };
    text_add(&script, S("# "));
    text_add(&script, many(arena, "long ", MEGABYTE - 100));
    text_add(&script, S("\ntap lang_en\nat who\n"));
    struct ran ran = play_text(arena, text_view(&script));
    assert_done(&ran);
}

static void more_than_a_megabyte_is_refused(void **state)
{
    struct arena *arena = *state;
    struct text script = { .arena = arena };
    while (script.size <= MEGABYTE)
        text_add(&script, S("# more\n"));
    struct ran ran = play_text(arena, text_view(&script));
    assert_int_equal(ran.status, 1);
    cases_same(ran.err, S("a.play is longer than 1048576 bytes; make it "
                          "shorter\n"));
}

static void a_program_is_no_script(void **state)
{
    struct arena *arena = *state;
    struct ran ran = ran_program(arena, S("/"), S("play bin/true"));
    assert_int_equal(ran.status, 1);
    cases_same(ran.err, S("bin/true:1:1: a control character stands here; take "
                          "it out\n"));
}

static void what_cannot_be_printed_is_a_fault(void **state)
{
    struct arena *arena = *state;
    str folder = begin(arena, "screen\n");
    struct ran ran = ran_program(arena, folder, S("play a.play >/dev/full"));
    assert_int_equal(ran.status, 1);
    assert_true(ran.err.size > 0);
    ran_clear(folder);
}

/* ---- usage ---------------------------------------------------------------- */

static void wrong_usage_is_two(void **state)
{
    static const char *const lines[] = {
        "play",
        "play a.play b.play",
        "play a.play --size",
        "play a.play --size 1280",
        "play a.play --size 1280x800x2",
        "play a.play --size 100x100",
        "play a.play --size -1280x800",
        "play a.play --full",
    };
    struct arena *arena = *state;
    str folder = begin(arena, "screen\n");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct ran ran = ran_program(arena, folder, text_of(lines[i]));
        assert_int_equal(ran.status, 2);
        cases_same(ran.out, S(""));
        assert_true(ran.err.size > 0);
    }
    ran_clear(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("pictures are the same every time",
                   pictures_are_the_same_every_time),
        CASES_TEST("pictures go where they are wanted",
                   pictures_go_where_they_are_wanted),
        CASES_TEST("a folder for pictures that is not there is named",
                   a_folder_for_pictures_that_is_not_there_is_named),
        CASES_TEST("nothing is left behind", nothing_is_left_behind),
        CASES_TEST("nothing is left behind by a mistake",
                   nothing_is_left_behind_by_a_mistake),
        CASES_TEST("what a kill leaves is taken away by the next",
                   what_a_kill_leaves_is_taken_away_by_the_next),
        CASES_TEST("a real collection is not touched",
                   a_real_collection_is_not_touched),
        CASES_TEST("a megabyte of steps is played",
                   a_megabyte_of_steps_is_played),
        CASES_TEST("a line may be as long as it likes",
                   a_line_may_be_as_long_as_it_likes),
        CASES_TEST("more than a megabyte is refused",
                   more_than_a_megabyte_is_refused),
        CASES_TEST("a program is no script", a_program_is_no_script),
        CASES_TEST("what cannot be printed is a fault",
                   what_cannot_be_printed_is_a_fault),
        CASES_TEST("wrong usage is two", wrong_usage_is_two),
    };
    return cmocka_run_group_tests_name("play/traces", tests, NULL, NULL);
}
