/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long commands take and how much memory they need, as whole processes.
 * Each line of the input is "NAME: COMMAND", the first one the yardstick. They
 * are run in turn, so that a machine that slows down slows all of them; out
 * come medians, the ratio to the yardstick, and the most memory in use.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 15, MOST_COMMANDS = 32, LONGEST_LINE = 2000 };

struct command {
    char line[LONGEST_LINE];
    const char *shell; /* what stands behind the colon */
    double milliseconds[ROUNDS];
    long kilobytes;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static _Noreturn void become(const char *shell)
{
    int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    dup2(nothing, STDERR_FILENO);
    execl("/bin/sh", "sh", "-c", shell, (char *)NULL);
    _exit(127);
}

static void run(struct command *command, int round)
{
    struct rusage used;
    int status = 0;
    double since = now();
    pid_t child = fork();
    if (child == 0)
        become(command->shell);
    wait4(child, &status, 0, &used);
    command->milliseconds[round] = now() - since;
    if (used.ru_maxrss > command->kilobytes)
        command->kilobytes = used.ru_maxrss;
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
        fprintf(stderr, "bench: could not run: %s\n", command->shell);
        exit(1);
    }
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(struct command *command)
{
    qsort(command->milliseconds, ROUNDS, sizeof(double), by_size);
    return command->milliseconds[ROUNDS / 2];
}

static int read_commands(struct command *commands)
{
    int count = 0;
    while (count < MOST_COMMANDS &&
           fgets(commands[count].line, LONGEST_LINE, stdin)) {
        char *colon = strchr(commands[count].line, ':');
        if (!colon)
            continue;
        *colon = '\0';
        colon[strcspn(colon + 1, "\n") + 1] = '\0';
        commands[count++].shell = colon + 1;
    }
    return count;
}

int main(void)
{
    static struct command commands[MOST_COMMANDS];
    int count = read_commands(commands);
    for (int i = 0; i < count; i++)
        run(&commands[i], 0); /* warms the disk's cache; measured over */
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < count; i++)
            run(&commands[i], round);
    double yardstick = count ? median(&commands[0]) : 1;
    printf("%-44s %9s %7s %8s\n", "", "ms", "ratio", "MB");
    for (int i = 0; i < count; i++)
        printf("%-44s %9.1f %7.2f %8.1f\n", commands[i].line,
               median(&commands[i]), median(&commands[i]) / yardstick,
               (double)commands[i].kilobytes / 1024);
    return 0;
}
