/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ran.h"

#include <fcntl.h>
#include <ftw.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"
#include "cases.h"

enum { MOST_WORDS = 32 };

str ran_folder(struct arena *arena)
{
    char name[] = "/tmp/yoursay-test-XXXXXX";
    assert_non_null(mkdtemp(name));
    return text_copy(arena, text_of(name));
}

static int remove_one(const char *path, const struct stat *about, int kind,
                      struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    return remove(path);
}

void ran_clear(str folder)
{
    enum { HANDLES = 16 };
    assert_int_equal(nftw(folder.at, remove_one, HANDLES, FTW_DEPTH | FTW_PHYS),
                     0);
}

void ran_put(str folder, const char *name, str content)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    str path = file_join(arena, folder, text_of(name));
    assert_true(file_write_whole(path, content, &fault));
    arena_destroy(arena);
}

static str read_back(struct arena *arena, str folder, const char *name)
{
    struct fault fault = { .arena = arena };
    str content = S("");
    str path = file_join(arena, folder, text_of(name));
    assert_true(file_read(arena, path, 64 << 20, &content, &fault));
    unlink(path.at);
    return content;
}

static void redirect(const char *name, int onto)
{
    int handle = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (handle < 0 || dup2(handle, onto) < 0)
        _exit(99);
    if (handle != onto)
        close(handle);
}

/* Arguments and settings for execve(), from a line. */
struct words_of_line {
    char *arguments[MOST_WORDS];
    char *environment[MOST_WORDS];
    const char *out; /* where standard output goes; NULL: it is kept */
};

/* In the child: nothing comes in, what goes out goes to files. */
static _Noreturn void become(str folder, struct words_of_line *words)
{
    if (chdir(folder.at) < 0)
        _exit(98);
    int nothing = open("/dev/null", O_RDONLY);
    if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0)
        _exit(99);
    close(nothing);
    if (words->out && !strcmp(words->out, "&-"))
        close(STDOUT_FILENO);
    else
        redirect(words->out ? words->out : ".out", STDOUT_FILENO);
    redirect(".err", STDERR_FILENO);
    execve(TESTS_PROGRAM, words->arguments, words->environment);
    _exit(97);
}

static bool is_setting(str word)
{
    return text_find(word, S("=")) < word.size && word.at[0] >= 'A' &&
           word.at[0] <= 'Z';
}

static struct words_of_line split(struct arena *arena, str line)
{
    struct words_of_line words = {
        .arguments = { "yoursay" },
    };
    size_t count = 1;
    size_t set = 0;
    str word;
    for (size_t at = 0; text_word(line, &at, &word);) {
        char *copy = (char *)(uintptr_t)text_copy(arena, word).at;
        if (count == 1 && is_setting(word))
            words.environment[set++] = copy;
        else if (copy[0] == '>')
            words.out = copy + 1;
        else
            words.arguments[count++] = copy;
    }
    words.environment[set] = getenv("ASAN_OPTIONS")
                                 ? "ASAN_OPTIONS=detect_leaks=1"
                                 : "HOME=/";
    return words;
}

static struct ran wait_for(pid_t child)
{
    int status;
    struct rusage used;
    assert_int_equal(wait4(child, &status, 0, &used), child);
    return (struct ran){ .status = WIFEXITED(status) ? WEXITSTATUS(status)
                                                     : 128 + WTERMSIG(status),
                         .kilobytes = used.ru_maxrss };
}

struct ran ran_program(struct arena *arena, str folder, str line)
{
    struct words_of_line words = split(arena, line);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        become(folder, &words);
    struct ran ran = wait_for(child);
    if (!words.out)
        ran.out = read_back(arena, folder, ".out");
    ran.err = read_back(arena, folder, ".err");
    return ran;
}

/* Until the program closes its side, which Linux reports as an error. */
static str read_terminal(struct arena *arena, int terminal)
{
    struct text shown = { .arena = arena };
    char bytes[4096];
    for (ssize_t got; (got = read(terminal, bytes, sizeof bytes)) > 0;)
        text_add(&shown, (str){ bytes, (size_t)got });
    return text_view(&shown);
}

struct ran ran_terminal(struct arena *arena, str folder, str line, str typed)
{
    struct words_of_line words = split(arena, line);
    struct termios settings = { .c_iflag = ICRNL,
                                .c_oflag = OPOST,
                                .c_cflag = CS8 | CREAD,
                                .c_lflag = ICANON };
    int terminal;
    pid_t child = forkpty(&terminal, NULL, &settings, NULL);
    assert_true(child >= 0);
    if (child == 0) {
        if (chdir(folder.at) == 0)
            execve(TESTS_PROGRAM, words.arguments, words.environment);
        _exit(97);
    }
    assert_int_equal(write(terminal, typed.at, typed.size), typed.size);
    str shown = read_terminal(arena, terminal);
    close(terminal);
    struct ran ran = wait_for(child);
    ran.out = shown;
    return ran;
}
