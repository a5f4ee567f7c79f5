/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long the files of a report take: of 1,000 returns of each questionnaire,
 * guarded, narrated and written in every format, in Welsh, where each word has
 * to be looked up. A page and a workbook together may take 300 ms.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cases.h"
#include "report/released.h"

enum { ROUNDS = 9, MOST = 300 };

static const char lines[] = "form assets/questionnaires/young-people.yaml\n"
                            "mix 1000 7\n"
                            "form assets/questionnaires/victims.yaml\n"
                            "mix 1000 8\n"
                            "publication\n"
                            "lang cy\n";

static const char *const names[EXPORT_FORMATS] = { "CSV",      "JSON",
                                                   "XLSX",     "HTML",
                                                   "Markdown", "plain text" };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int compare(const void *one, const void *other)
{
    double a = *(const double *)one;
    double b = *(const double *)other;
    return (a > b) - (a < b);
}

static double median(double *times)
{
    qsort(times, ROUNDS, sizeof *times, compare);
    return times[ROUNDS / 2];
}

/* One report: [EXPORT_FORMATS] is what it takes to guard and narrate. */
static void time_report(double times[EXPORT_FORMATS + 1])
{
    struct arena *arena = arena_make();
    struct released released;
    released_read(&released, arena, text_of(lines), NULL, NULL);
    double since = now();
    released_make(&released);
    times[EXPORT_FORMATS] = now() - since;
    for (int i = 0; i < EXPORT_FORMATS; i++) {
        since = now();
        released_bytes(&released, (enum export_format)i);
        times[i] = now() - since;
    }
    released_close(&released);
    arena_destroy(arena);
}

int main(void)
{
    double times[EXPORT_FORMATS + 1][ROUNDS];
    double medians[EXPORT_FORMATS + 1];
    for (int round = 0; round < ROUNDS; round++) {
        double one[EXPORT_FORMATS + 1];
        time_report(one);
        for (int i = 0; i <= EXPORT_FORMATS; i++)
            times[i][round] = one[i];
    }
    for (int i = 0; i <= EXPORT_FORMATS; i++)
        medians[i] = median(times[i]);
    printf("%-44s %9s\n", "", "ms");
    printf("%-44s %9.1f\n", "guarding and telling of 2 x 1000 returns",
           medians[EXPORT_FORMATS]);
    for (int i = 0; i < EXPORT_FORMATS; i++)
        printf("as %-41s %9.1f\n", names[i], medians[i]);
    double whole = medians[EXPORT_FORMATS] + medians[EXPORT_HTML] +
                   medians[EXPORT_XLSX];
    printf("a page and a workbook take %.0f ms, with guarding and telling; %d "
           "are allowed\n",
           whole, MOST);
    return whole > MOST;
}
