/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast the kiosk is for those who sit in front of it, in a real window of
 * its own screen: from starting the program to its first whole picture, and
 * from lifting a finger to the whole next question. What it needs of memory
 * after both questionnaires, and of the processor while nobody touches it. The
 * yardstick is what a person notices, so these are milliseconds, not ratios:
 * they need a machine that has nothing else to do.
 *
 *     bench-kiosk PROGRAM
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../window/sitting.h"
#include "ui/host.h"

enum {
    STARTS = 20,
    QUESTIONS = 100,
    MOST = 400,
    REST = 30, /* seconds */
    PATH = 64,
    LINE = 256,
};

struct times {
    double all[MOST];
    int count;
};

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static void print(const char *what, struct times *times, int wanted)
{
    qsort(times->all, (size_t)times->count, sizeof *times->all, by_size);
    printf("%-40s %6.1f %6.1f %6.1f %6.1f   wanted: %d\n", what, times->all[0],
           times->all[times->count / 2], times->all[times->count * 95 / 100],
           times->all[times->count - 1], wanted);
    fflush(stdout);
}

static void add(struct times *times, double milliseconds)
{
    if (times->count < MOST)
        times->all[times->count++] = milliseconds;
}

/* ---- what the system knows of the program -------------------------------- */

/* The number behind `name` in a file; -1 if it may not be read. */
static long number_in(const char *path, const char *name)
{
    char line[LINE];
    long number = -1;
    FILE *stream = fopen(path, "r");
    while (stream && number < 0 && fgets(line, sizeof line, stream))
        if (!strncmp(line, name, strlen(name)))
            number = strtol(line + strlen(name), NULL, 10);
    if (stream)
        fclose(stream);
    return number;
}

static double megabytes(const struct sitting *sitting)
{
    char path[PATH];
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup",
             (int)sitting_program(sitting));
    return (double)number_in(path, "Pss:") / 1024;
}

/* How often any of its threads began to run after it had waited. */
static long wakings(const struct sitting *sitting)
{
    char path[2 * PATH];
    long count = 0;
    snprintf(path, sizeof path, "/proc/%d/task", (int)sitting_program(sitting));
    DIR *threads = opendir(path);
    for (struct dirent *one; threads && (one = readdir(threads));) {
        snprintf(path, sizeof path, "/proc/%d/task/%.20s/status",
                 (int)sitting_program(sitting), one->d_name);
        if (one->d_name[0] != '.')
            count += number_in(path, "voluntary_ctxt_switches:");
    }
    if (threads)
        closedir(threads);
    return count;
}

/* Ticks of the processor, for itself and for the system. */
static long ticks(const struct sitting *sitting)
{
    enum { BEFORE = 11 }; /* numbers behind the name in its brackets */
    char path[PATH];
    char line[4 * LINE] = "";
    snprintf(path, sizeof path, "/proc/%d/stat", (int)sitting_program(sitting));
    FILE *stream = fopen(path, "r");
    if (stream && !fgets(line, sizeof line, stream))
        line[0] = '\0';
    if (stream)
        fclose(stream);
    char *at = strrchr(line, ')');
    for (int i = 0; at && i <= BEFORE; i++)
        at = strchr(at + 1, ' ');
    if (!at)
        return -1;
    long own = strtol(at, &at, 10);
    return own + strtol(at, NULL, 10);
}

/* ---- through the questionnaires ------------------------------------------- */

static void go_through(struct sitting *sitting, const char *language,
                       const char *form, struct times *times)
{
    sitting_tap(sitting, language);
    sitting_tap(sitting, form);
    while (!sitting_seat(sitting)->person.visit)
        sitting_tap(sitting, "next");
    while (!sitting_shows(sitting, "check"))
        add(times, sitting_time_tap(sitting, "next"));
    while (!widget_find(host_list(sitting_seat(sitting)), S("send")))
        sitting_tap(sitting, "next");
    sitting_tap(sitting, "send");
    while (!sitting_shows(sitting, "welcome"))
        sitting_tap(sitting, "next");
}

/* What each question took when the machine had least else to do. */
static struct times quickest(const struct times *times, int round)
{
    struct times least = { .count = round };
    memcpy(least.all, times->all, (size_t)round * sizeof *least.all);
    for (int i = round; i < times->count; i++)
        if (times->all[i] < least.all[i % round])
            least.all[i % round] = times->all[i];
    return least;
}

static void bench_questions(struct sitting *sitting, const char *what,
                            int wanted)
{
    struct times times = { .count = 0 };
    int round = 0;
    while (times.count < QUESTIONS) {
        go_through(sitting, "lang_en", "who_young-people", &times);
        go_through(sitting, "lang_cy", "who_victims", &times);
        if (round == 0)
            round = times.count;
    }
    struct times least = quickest(&times, round);
    print(what, &times, wanted);
    print("  each at its quickest", &least, wanted);
}

static struct sitting *sit_down(struct display *display, const char *program,
                                int width, int height)
{
    return sitting_make(display, &(struct sitting_wish){ .program = program,
                                                         .width = width,
                                                         .height = height });
}

static double get_up(struct sitting *sitting)
{
    double took;
    if (sitting_time_end(sitting, &took) == 0)
        return took;
    fprintf(stderr, "bench-kiosk: the kiosk did not end as it should\n");
    exit(1);
}

static void bench_start(struct sitting *sitting)
{
    struct times starts = { .count = 0 };
    struct times ends = { .count = 0 };
    sitting_time_start(sitting); /* warms the disk's cache */
    get_up(sitting);
    for (int i = 0; i < STARTS; i++) {
        add(&starts, sitting_time_start(sitting));
        add(&ends, get_up(sitting));
    }
    print("start to the first picture", &starts, 60);
    print("SIGTERM to the end", &ends, 1000);
}

static void bench_rest(const struct sitting *sitting)
{
    sleep(2); /* what was still to be done is done */
    long used = ticks(sitting);
    long woken = wakings(sitting);
    sleep(REST);
    printf("%-40s %6.1f MB            wanted: 30\n",
           "memory after both questionnaires (PSS)", megabytes(sitting));
    printf("%-40s %6ld ticks, woken %ld times   wanted: 0\n",
           "30 seconds without a touch", ticks(sitting) - used,
           wakings(sitting) - woken);
}

static void bench_size(const char *program, int width, int height,
                       const char *what, int wanted)
{
    struct display *display = display_start(width, height);
    struct sitting *sitting = sit_down(display, program, width, height);
    if (width == 1280)
        bench_start(sitting);
    sitting_start(sitting);
    bench_questions(sitting, what, wanted);
    if (width == 1280)
        bench_rest(sitting);
    get_up(sitting);
    sitting_free(sitting);
    display_end(display);
}

int main(int count, char **arguments)
{
    if (count != 2) {
        fprintf(stderr, "Usage: bench-kiosk PROGRAM\n");
        return 2;
    }
    printf("%-40s %6s %6s %6s %6s\n", "milliseconds", "least", "median", "p95",
           "most");
    bench_size(arguments[1], 1280, 800, "lift to the next question, 1280x800",
               8);
    bench_size(arguments[1], 1920, 1080, "lift to the next question, 1920x1080",
               16);
    return 0;
}
