/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Somebody at a terminal: a body of C runs on one as a shell would run it,
 * what is to be typed is typed when what is waited for is on the screen, and
 * everything that was on it comes back. The shell adds how the body ended and
 * what the terminal was like then: "[ended 0, echo on]". Bodies must not use
 * cmocka: its way out leads into the parent's tests.
 */
#ifndef TESTS_VERBS_TERMINAL_H
#define TESTS_VERBS_TERMINAL_H

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "cases.h"

#include "verbs/call.h"

/* One thing that somebody does, once `after` is on the screen. */
struct typed {
    const char *after;
    str keys;
    int signal; /* instead of keys: sent to the program */
};

typedef void terminal_body(struct call *call);

/* Runs the body with a call whose words are English, and ends the process. */
static _Noreturn void terminal_work(terminal_body *body)
{
    printf("[program %d]\n", (int)getpid());
    fflush(stdout);
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct words *words = words_open(WORDS_ENGLISH, NULL, &fault);
    struct call call = { .arena = arena, .words = words };
    body(&call);
    fflush(stdout);
    words_close(words);
    arena_destroy(arena);
    _exit(0);
}

/* "[ended 2, echo on]" */
static void terminal_tell(const char *how, int what)
{
    struct termios now;
    tcgetattr(STDIN_FILENO, &now);
    bool same = (now.c_lflag & ECHO) && !(now.c_lflag & ECHONL);
    printf("[%s %d, echo %s]\n", how, what, same ? "on" : "off");
    fflush(stdout);
}

/* Waits for the program; one that stops is told of, and goes on. */
static void terminal_watch(pid_t program)
{
    int status;
    while (waitpid(program, &status, WUNTRACED) == program &&
           WIFSTOPPED(status)) {
        terminal_tell("stopped", WSTOPSIG(status));
        kill(program, SIGCONT);
    }
    terminal_tell("ended",
                  WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
}

/* The leader of the terminal: a shell, as far as signals are concerned. */
static _Noreturn void terminal_shell(terminal_body *body)
{
    const struct rlimit none = { 0 };
    setrlimit(RLIMIT_CORE, &none);
    signal(SIGTTOU, SIG_IGN);
    pid_t program = fork();
    if (program == 0) {
        setpgid(0, 0);
        tcsetpgrp(STDIN_FILENO, getpid());
        signal(SIGTTOU, SIG_DFL);
        terminal_work(body);
    }
    setpgid(program, program);
    terminal_watch(program);
    _exit(0);
}

/* Reads until `wanted` is on the screen behind `*from`; false at its end, which
 * is what NULL waits for. */
static bool terminal_reads(int terminal, struct text *screen, size_t *from,
                           const char *wanted)
{
    while (!wanted || *wanted) {
        str rest = text_slice(text_view(screen), *from, screen->size);
        size_t at = wanted ? text_find(rest, text_of(wanted)) : rest.size;
        if (at < rest.size) {
            *from += at + strlen(wanted);
            return true;
        }
        char bytes[1024];
        ssize_t got = read(terminal, bytes, sizeof bytes);
        if (got <= 0)
            return false;
        text_add(screen, (str){ bytes, (size_t)got });
    }
    return true;
}

/* The number that the program has told. */
static pid_t terminal_program(str screen)
{
    size_t at = text_find(screen, S("[program "));
    return at < screen.size ? (pid_t)strtol(screen.at + at + 9, NULL, 10) : 0;
}

/* Without the line about the program's number, which is never the same. */
static str terminal_screen(struct text *screen)
{
    str all = text_view(screen);
    size_t end = text_find(all, S("]\r\n"));
    size_t at = text_find(all, S("[program "));
    if (at > 0 || end == all.size)
        return all;
    return text_slice(all, end + 3, all.size);
}

/* Runs the body; `typed` ends with an empty row. */
static str terminal_run(struct arena *arena, terminal_body *body,
                        const struct typed *typed)
{
    struct termios settings = {
        .c_iflag = ICRNL,
        .c_oflag = OPOST | ONLCR,
        .c_cflag = CS8 | CREAD,
        .c_lflag = ICANON | ECHO | ISIG | NOFLSH,
        .c_cc = { [VINTR] = 3, [VQUIT] = 28, [VSUSP] = 26, [VEOF] = 4 }
    };
    int terminal;
    pid_t shell = forkpty(&terminal, NULL, &settings, NULL);
    assert_true(shell >= 0);
    if (shell == 0)
        terminal_shell(body);
    struct text screen = { .arena = arena };
    size_t from = 0;
    for (; typed->after; typed++) {
        if (!terminal_reads(terminal, &screen, &from, typed->after))
            break;
        pid_t program = terminal_program(text_view(&screen));
        assert_true(program > 0);
        if (typed->signal)
            kill(program, typed->signal);
        else
            assert_int_equal(write(terminal, typed->keys.at, typed->keys.size),
                             typed->keys.size);
    }
    terminal_reads(terminal, &screen, &from, NULL);
    close(terminal);
    assert_int_equal(waitpid(shell, NULL, 0), shell);
    return terminal_screen(&screen);
}

#endif
