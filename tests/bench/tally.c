/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast returns are added up: the questionnaire for young people, one count
 * a question and everything else besides. The yardstick is the sqlite3 shell
 * over the same answers as one wide table, with one count a question. What
 * `yoursay tally` does with each opened response is measured as a whole too:
 * reading its record, adding it up, and wiping it.
 * The first argument is a folder for the table, the second the questionnaire.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/arena.h"
#include "base/file.h"
#include "form/link.h"
#include "interview/record.h"
#include "interview/route.h"
#include "report/gather.h"
#include "report/guard.h"

enum { KINDS_OF_PEOPLE = 2000, MILLION = 1000000, ROUNDS = 5 };

struct bench {
    struct arena *arena;
    struct form *form;
    struct answers *people[KINDS_OF_PEOPLE];
    str records[KINDS_OF_PEOPLE];
    uint64_t chance;
};

static _Noreturn void give_up(const char *why)
{
    fprintf(stderr, "bench-tally: %s\n", why);
    exit(1);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int below(struct bench *bench, int limit)
{
    bench->chance = bench->chance * 6364136223846793005u + 1442695040888963407u;
    return (int)((bench->chance >> 33) % (uint64_t)limit);
}

/* ---- people --------------------------------------------------------------- */

static void answer(struct bench *bench, struct answers *answers, int question)
{
    const struct form_question *asked = &bench->form->questions[question];
    int way = below(bench, 20);
    if (way == 0)
        return;
    if (way < 3)
        answers_choose(answers, question,
                       way == 1 ? FORM_DONT_KNOW : FORM_NOT_SAY);
    else if (asked->kind == FORM_TEXT)
        answers_set_words(answers, question, S("They helped me with it."));
    else if (asked->kind == FORM_SLIDER)
        answers_set_number(answers, question, below(bench, 101));
    else
        for (int times = asked->kind == FORM_MANY ? 3 : 1; times > 0; times--)
            answers_choose(answers, question,
                           below(bench, asked->choice_count));
}

static void make_person(struct bench *bench, int number)
{
    bool *asked = arena_array(bench->arena, bool, bench->form->question_count);
    struct answers *answers = answers_make(bench->arena, bench->form);
    for (int q = 0; q < bench->form->question_count; q++) {
        route_find(answers, asked);
        if (asked[q])
            answer(bench, answers, q);
    }
    bench->people[number] = answers;
    bench->records[number] = record_write(
        bench->arena,
        &(struct record_frame){ .form = bench->form->id,
                                .version = bench->form->version,
                                .collection = S("bench"),
                                .language = S("en") },
        answers);
}

/* ---- tallies -------------------------------------------------------------- */

static double time_tally(struct bench *bench, long count)
{
    struct arena *arena = arena_make();
    double since = now();
    struct tally *tally = tally_make(arena, bench->form);
    for (long i = 0; i < count; i++)
        tally_add(tally, bench->people[i % KINDS_OF_PEOPLE]);
    double took = now() - since;
    if (tally->returns != count)
        give_up("not everything was added");
    arena_destroy(arena);
    return took;
}

static double time_reading(struct bench *bench, long count)
{
    struct fault fault = { .arena = bench->arena };
    struct arena *visit = arena_make();
    double since = now();
    for (long i = 0; i < count; i++) {
        struct answers *answers = answers_make(visit, bench->form);
        if (!record_read(bench->records[i % KINDS_OF_PEOPLE], answers, &fault))
            give_up("a record cannot be read");
        arena_wipe(visit);
    }
    arena_destroy(visit);
    return now() - since;
}

static double time_gather(struct bench *bench, long count)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    const struct form *forms[] = { bench->form };
    struct gather_plan plan = { .forms = forms,
                                .form_count = 1,
                                .collection = S("bench") };
    double since = now();
    struct gather *gather = gather_begin(arena, &plan);
    struct opening_taker taker = gather_opened(gather);
    for (long i = 0; i < count; i++) {
        struct container container = {
            .kind = CONTAINER_RESPONSE,
            .response = bench->records[i % KINDS_OF_PEOPLE],
        };
        if (!taker.take(taker.to, &container, &fault))
            give_up("a response cannot be taken");
    }
    gather_end(gather);
    double took = now() - since;
    if (gather_tally(gather, 0)->returns != count)
        give_up("not everything was gathered");
    arena_destroy(arena);
    return took;
}

static double time_guard(struct bench *bench, long count)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct tally *tally = tally_make(arena, bench->form);
    for (long i = 0; i < count; i++)
        tally_add(tally, bench->people[i % KINDS_OF_PEOPLE]);
    double since = now();
    if (!guard_table(arena, tally, GUARD_PUBLICATION, S(""), &fault))
        give_up("there is no table");
    double took = now() - since;
    arena_destroy(arena);
    return took;
}

/* ---- the yardstick -------------------------------------------------------- */

static void write_row(FILE *out, const struct answers *answers)
{
    for (int q = 0; q < answers->form->question_count; q++) {
        const struct answer *one = &answers->all[q];
        const struct form_question *asked = &answers->form->questions[q];
        if (q > 0)
            putc(',', out);
        if (!one->given)
            continue;
        if (asked->kind == FORM_MANY && one->choice == FORM_BLANK)
            fprintf(out, "%llu", (unsigned long long)one->chosen);
        else if (asked->kind == FORM_SLIDER && one->choice == FORM_BLANK)
            fprintf(out, "%ld", one->number);
        else if (asked->kind == FORM_TEXT && one->choice == FORM_BLANK)
            fprintf(out, "%.*s", TEXT_ARGS(one->words));
        else
            fprintf(out, "%d", one->choice);
    }
    putc('\n', out);
}

static FILE *create(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "w");
    if (!out)
        give_up("the folder cannot be written to");
    return out;
}

static void write_table(const struct bench *bench, const char *folder,
                        long count)
{
    FILE *rows = create(folder, "wide.csv");
    FILE *make = create(folder, "make.sql");
    FILE *ask = create(folder, "ask.sql");
    fprintf(make, "create table wide(");
    for (int q = 0; q < bench->form->question_count; q++)
        fprintf(make, "%sq%d", q ? "," : "", q);
    fprintf(make, ");\n.mode csv\n.import wide.csv wide\n");
    for (int q = 0; q < bench->form->question_count; q++)
        fprintf(ask, "select q%d, count(*) from wide group by 1;\n", q);
    for (long i = 0; i < count; i++)
        write_row(rows, bench->people[i % KINDS_OF_PEOPLE]);
    if (fclose(rows) != 0 || fclose(make) != 0 || fclose(ask) != 0)
        give_up("the table could not be written");
}

static double time_shell(const char *folder, const char *script)
{
    char command[9000];
    snprintf(command, sizeof command,
             "cd '%s' && sqlite3 wide.db <%s >/dev/null", folder, script);
    double since = now();
    if (system(command) != 0) // NOLINT(cert-env33-c): a shell is what is timed
        give_up("sqlite3 failed");
    return now() - since;
}

/* ---- all ------------------------------------------------------------------ */

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median_of(struct bench *bench, long count,
                        double (*time_one)(struct bench *bench, long count))
{
    double times[ROUNDS];
    for (int round = 0; round < ROUNDS; round++)
        times[round] = time_one(bench, count);
    qsort(times, ROUNDS, sizeof *times, by_size);
    return times[ROUNDS / 2];
}

static long peak(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss;
}

static void open_form(struct bench *bench, const char *path)
{
    struct fault fault = { .arena = bench->arena };
    struct faults faults = { .arena = bench->arena };
    str content;
    if (!file_read(bench->arena, text_of(path), 1 << 20, &content, &fault))
        give_up("there is no questionnaire");
    bench->form = link_form(bench->arena, content, &faults);
    if (!bench->form || faults.count > 0)
        give_up("the questionnaire is faulty");
}

static void run(struct bench *bench, const char *folder)
{
    double small = median_of(bench, MILLION / 10, time_tally);
    long before = peak();
    double big = median_of(bench, MILLION, time_tally);
    double gathering = median_of(bench, MILLION / 10, time_gather);
    double gathering_all = median_of(bench, MILLION, time_gather);
    long after = peak();
    double reading = median_of(bench, MILLION / 10, time_reading);
    write_table(bench, folder, MILLION);
    time_shell(folder, "make.sql");
    double shell = time_shell(folder, "ask.sql");
    printf("%-44s %9s %7s\n", "", "ms", "ratio");
    printf("%-44s %9.1f %7.2f\n", "sqlite3, a million rows, the yardstick",
           shell, 1.0);
    printf("%-44s %9.1f %7.3f\n", "tally_add, a million", big, big / shell);
    printf("%-44s %9.1f\n", "tally_add, 100000", small);
    printf("%-44s %9.1f\n", "record_read, 100000", reading);
    printf("%-44s %9.1f\n", "gather, 100000 (reads, adds up, wipes)",
           gathering);
    printf("%-44s %9.1f\n", "gather, a million", gathering_all);
    printf("%-44s %9.1f\n", "guard_table for publication, of 32",
           median_of(bench, 32, time_guard));
    printf("%-44s %9.1f\n", "guard_table for publication, of 1000",
           median_of(bench, 1000, time_guard));
    printf("tally_add is %.0f times as fast; a million took %ld kB more than "
           "100000\n",
           shell / big, after - before);
}

int main(int count, char **arguments)
{
    struct bench bench = { .arena = arena_make(), .chance = 1 };
    if (count != 3)
        give_up("name a folder and a questionnaire");
    open_form(&bench, arguments[2]);
    for (int i = 0; i < KINDS_OF_PEOPLE; i++)
        make_person(&bench, i);
    run(&bench, arguments[1]);
    arena_destroy(bench.arena);
    return 0;
}
