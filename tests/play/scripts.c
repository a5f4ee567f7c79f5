/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every script of this folder is played, twice, and must print what is expected
 * of it: to the byte, both times. */
#include <dirent.h>

#include "expected.h"
#include "verbs/ran.h"

#define FOLDER TESTS_SOURCE "/tests/play"

enum { MOST = 200 };

struct script {
    const char *sentence; /* its name, with blanks */
    str name;             /* without what follows the dot */
    struct arena *arena;
};

/* ---- playing -------------------------------------------------------------- */

/* A first line "# with --size 800x1280" holds arguments. */
static str arguments_of(str content)
{
    str line;
    if (!text_cut(&content, '\n', &line) || !text_starts(line, S("# with ")))
        return S("");
    return text_trim(text_slice(line, strlen("# with "), line.size));
}

static str play(const struct script *script)
{
    struct text line = { .arena = script->arena };
    str content = expected_script(script->arena, script->name);
    str path = expected_path(script->arena, script->name, ".play");
    str folder = ran_folder(script->arena);
    ran_put(folder, file_name(path).at, content);
    text_add(&line, S("play "));
    text_add(&line, file_name(path));
    text_add_char(&line, ' ');
    text_add(&line, arguments_of(content));
    struct ran ran = ran_program(script->arena, folder, text_view(&line));
    ran_clear(folder);
    cases_same(ran.err, S(""));
    assert_int_equal(ran.status, 0);
    return ran.out;
}

static void play_script(void **state)
{
    struct script *script = *state;
    str got = play(script);
    cases_same(got, play(script));
    expected_check(script->arena, script->name, got);
}

static int begin(void **state)
{
    struct script *script = *state;
    script->arena = arena_make();
    return 0;
}

static int finish(void **state)
{
    struct script *script = *state;
    arena_destroy(script->arena);
    return 0;
}

/* ---- finding them --------------------------------------------------------- */

static const char *sentence_of(struct arena *arena, str name)
{
    char *sentence = (char *)(uintptr_t)text_copy(arena, name).at;
    for (char *at = sentence; *at; at++)
        if (*at == '-')
            *at = ' ';
    return sentence;
}

static int by_name(const void *a, const void *b)
{
    const struct script *one = a;
    const struct script *other = b;
    return text_compare(one->name, other->name);
}

/* All names with this ending, in order. */
static size_t find(struct arena *arena, str ending, struct script scripts[MOST])
{
    size_t count = 0;
    DIR *folder = opendir(FOLDER);
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        str name = text_of(entry->d_name);
        if (!text_ends(name, ending))
            continue;
        assert_true(count < MOST);
        name = text_copy(arena, text_slice(name, 0, name.size - ending.size));
        scripts[count++] = (struct script){ sentence_of(arena, name), name,
                                            NULL };
    }
    closedir(folder);
    qsort(scripts, count, sizeof *scripts, by_name);
    return count;
}

static void nothing_is_expected_of_a_script_that_is_gone(void **state)
{
    struct script left[MOST];
    size_t count = find(*state, S(".expected"), left);
    for (size_t i = 0; i < count; i++)
        if (access(expected_path(*state, left[i].name, ".play").at, F_OK) != 0)
            fail_msg("there is no script for %s.expected", left[i].name.at);
}

int main(void)
{
    struct arena *arena = arena_make();
    struct script *scripts = arena_array(arena, struct script, MOST);
    size_t count = find(arena, S(".play"), scripts);
    struct CMUnitTest tests[MOST + 1] = { CASES_TEST(
        "nothing is expected of a script that is gone",
        nothing_is_expected_of_a_script_that_is_gone) };
    for (size_t i = 0; i < count; i++)
        tests[i + 1] = (struct CMUnitTest){ .name = scripts[i].sentence,
                                            .test_func = play_script,
                                            .setup_func = begin,
                                            .teardown_func = finish,
                                            .initial_state = &scripts[i] };
    int failed = _cmocka_run_group_tests("play/scripts", tests, count + 1, NULL,
                                         NULL);
    arena_destroy(arena);
    return count == 0 || failed;
}
