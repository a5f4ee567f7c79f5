/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ending a program by force whenever it asks the system for something. It runs
 * in a process of its own and is traced; when it makes its Nth call to the
 * system, whichever that is, it is killed before the call is made. So N = 1,
 * 2, 3 ... goes through every state in which it can leave its files, as long as
 * the machine itself goes on. Its own children and threads are traced and
 * killed with it.
 */
#ifndef TESTS_FAULTS_KILLED_H
#define TESTS_FAULTS_KILLED_H

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

/* What it ends with, besides 0 to 255. */
enum {
    KILLED = -1,      /* it was killed at its Nth call */
    KILLED_SELF = -2, /* it ended by a signal of its own */
    KILLED_NOT = -3,  /* it cannot be traced here */
};

/* To its next call to the system, or to its next signal. */
static inline void killed_go_on(pid_t task, int signal, bool steps)
{
    ptrace(steps ? PTRACE_SYSCALL : PTRACE_CONT, task, NULL,
           (void *)(intptr_t)signal);
}

/* What a stop means: a signal that is to be handed on, or none. A stop at a
 * call is marked; it comes once before it and once behind it. */
static inline int killed_signal(int status)
{
    int signal = WSTOPSIG(status);
    bool is_event = status >> 16 != 0 || signal == SIGSTOP;
    return is_event || signal == (SIGTRAP | 0x80) ? 0 : signal;
}

/* Which stops are counted, where not every call is: it is shown each stop, in
 * front of a call and behind it. */
struct killed_choice {
    bool (*counts)(void *to, pid_t task,
                   const struct __ptrace_syscall_info *stop);
    void *to;
    bool waits; /* nothing is, until it stops itself */
};

static inline bool killed_is_counted(pid_t task, int status,
                                     const struct killed_choice *choice)
{
    struct __ptrace_syscall_info stop;
    if (WSTOPSIG(status) != (SIGTRAP | 0x80) ||
        ptrace(PTRACE_GET_SYSCALL_INFO, task, sizeof stop, &stop) <= 0)
        return false;
    return choice ? choice->counts(choice->to, task, &stop)
                  : stop.op == PTRACE_SYSCALL_INFO_ENTRY;
}

static inline int killed_result(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : KILLED_SELF;
}

/* Ends whatever is left of it, and takes that out of the list of processes. */
static inline int killed_finish(pid_t child, int result)
{
    kill(-child, SIGKILL);
    while (waitpid(-child, NULL, __WALL) > 0 || errno == EINTR)
        ;
    return result;
}

static inline int killed_watch(pid_t child, long n,
                               const struct killed_choice *choice)
{
    int status = 0;
    long calls = 0;
    bool steps = !choice || !choice->waits;
    for (;;) {
        pid_t task = waitpid(-child, &status, __WALL);
        if (task < 0 && errno == EINTR)
            continue;
        if (task < 0)
            return KILLED_SELF;
        if (!WIFSTOPPED(status)) {
            if (task == child)
                return killed_finish(child, killed_result(status));
            continue;
        }
        calls += killed_is_counted(task, status, choice);
        if (n > 0 && calls >= n)
            return killed_finish(child, KILLED);
        steps = steps || (status >> 16 == 0 && WSTOPSIG(status) == SIGSTOP);
        killed_go_on(task, killed_signal(status), steps);
    }
}

/* From the first stop on, which is the child's own. */
static inline int killed_trace(pid_t child, long n,
                               const struct killed_choice *choice)
{
    int status = 0;
    const long options = PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD |
                         PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
                         PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC;
    if (waitpid(child, &status, 0) != child || !WIFSTOPPED(status) ||
        ptrace(PTRACE_SETOPTIONS, child, NULL, (void *)options) < 0)
        return killed_finish(child, KILLED_NOT);
    killed_go_on(child, 0, !choice || !choice->waits);
    return killed_watch(child, n, choice);
}

static inline void killed_begin(void)
{
    setpgid(0, 0);
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0)
        _exit(1);
    raise(SIGSTOP);
}

/*
 * Runs `child` and kills it at its Nth call, from 1; with 0 it is only watched.
 * Gives KILLED, or what `child` returned if it made fewer calls. Nothing in it
 * may use cmocka: its way out leads into the parent's tests. With a choice only
 * the stops that it counts are calls.
 */
static inline int killed_at_chosen(long n, int (*child)(void *to), void *to,
                                   const struct killed_choice *choice)
{
    pid_t task = fork();
    if (task == 0) {
        killed_begin();
        _exit(child(to));
    }
    setpgid(task, task);
    return task < 0 ? KILLED_NOT : killed_trace(task, n, choice);
}

static inline int killed_at(long n, int (*child)(void *to), void *to)
{
    return killed_at_chosen(n, child, to, NULL);
}

/* The same for a command, which is searched as a shell would. */
static inline int killed_command(void *command)
{
    char *const *words = command;
    execvp(words[0], words);
    return 127;
}

static inline int killed_command_at(long n, char *const words[])
{
    return killed_at(n, killed_command, (void *)(uintptr_t)words);
}

#endif
