/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast what was sealed is opened, and in how much memory. The yardstick is
 * crypto_box_seal_open() alone, which is all that keys_unseal() is: two threads
 * that open the same records, half of them each, and do nothing else. Both are
 * run in turn, so that a machine that slows down slows both; out come medians
 * and the ratio. Before that a million responses are sealed one by one and
 * opened as they come, in a process of its own, for the most memory in use;
 * its time is for the most part that of sealing.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "keep/opening.h"

enum { RECORDS = 100000, MILLION = 1000000, THREADS = 2, ROUNDS = 5 };

struct bench {
    struct fault fault;
    struct keys_secret *secret;
    struct sealed *sealed; /* RECORDS of them */
    long asked;            /* of the source */
    long total;
    unsigned long sum; /* of the responses' first bytes: somebody reads them */
};

static _Noreturn void give_up(const char *why)
{
    fprintf(stderr, "bench-opening: %s\n", why);
    exit(1);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Halves are what the two threads get, of sealing as of opening. */
struct half {
    struct bench *bench;
    long from;
    long to;
};

static void do_halves(struct bench *bench, void *(*work)(void *))
{
    pthread_t threads[THREADS];
    struct half halves[THREADS];
    for (long i = 0; i < THREADS; i++) {
        halves[i] = (struct half){ bench, RECORDS * i / THREADS,
                                   RECORDS * (i + 1) / THREADS };
        if (pthread_create(&threads[i], NULL, work, &halves[i]) != 0)
            give_up("there are no threads");
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
}

/* ---- sealing ------------------------------------------------------------- */

static bool seal_one(struct bench *bench, long number, struct sealed *sealed,
                     struct fault *fault)
{
    char response[1500]; /* a seal is as long for any other length */
    struct container_id id = container_new_id();
    memset(response, (int)('a' + number % 26), sizeof response);
    return seal_response(keys_public(bench->secret), &id,
                         (str){ response, sizeof response }, sealed, fault);
}

static void *seal_half(void *given)
{
    struct half *half = given;
    struct fault fault = { 0 };
    for (long i = half->from; i < half->to; i++)
        if (!seal_one(half->bench, i, &half->bench->sealed[i], &fault))
            give_up("a response cannot be sealed");
    return NULL;
}

/* ---- the yardstick ------------------------------------------------------- */

static void *unseal_half(void *given)
{
    struct half *half = given;
    unsigned char plain[CONTAINER_SIZE];
    for (long i = half->from; i < half->to; i++)
        if (!keys_unseal(half->bench->secret, half->bench->sealed[i].bytes,
                         SEAL_SIZE, plain))
            give_up("a record cannot be opened");
    return NULL;
}

static double time_yardstick(struct bench *bench)
{
    double since = now();
    do_halves(bench, unseal_half);
    return now() - since;
}

/* ---- opening_run() ------------------------------------------------------- */

static bool next_kept(void *from, struct sealed *sealed, struct fault *fault)
{
    struct bench *bench = from;
    (void)fault;
    if (bench->asked == bench->total)
        return false;
    *sealed = bench->sealed[bench->asked++];
    return true;
}

static bool next_new(void *from, struct sealed *sealed, struct fault *fault)
{
    struct bench *bench = from;
    if (bench->asked == bench->total)
        return false;
    return seal_one(bench, bench->asked++, sealed, fault);
}

static bool take(void *to, const struct container *container,
                 struct fault *fault)
{
    struct bench *bench = to;
    (void)fault;
    bench->sum += (unsigned char)container->response.at[0];
    return true;
}

static double time_opening(struct bench *bench,
                           const struct opening_source *source)
{
    struct opening_count count;
    bench->asked = 0;
    bench->total = source->total;
    double since = now();
    if (!opening_run(bench->secret, source,
                     &(struct opening_taker){ take, bench },
                     &(struct opening_options){ .cores = THREADS }, &count,
                     &bench->fault) ||
        count.responses != source->total)
        give_up("not every response was opened");
    return now() - since;
}

/* ---- all ----------------------------------------------------------------- */

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(double *milliseconds)
{
    qsort(milliseconds, ROUNDS, sizeof(double), by_size);
    return milliseconds[ROUNDS / 2];
}

/* In a child: the peak is its own, and it holds no other records. */
static void run_million(struct bench *bench)
{
    struct rusage used;
    int status = 1;
    double since = now();
    pid_t child = fork();
    if (child == 0) {
        time_opening(bench,
                     &(struct opening_source){ next_new, bench, MILLION });
        _exit(0);
    }
    wait4(child, &status, 0, &used);
    if (status != 0)
        give_up("the million was not opened");
    printf("%-44s %9.1f %7s %8.1f\n", "opening_run, 1000000 sealed on the way",
           now() - since, "", (double)used.ru_maxrss / 1024);
    fflush(stdout);
}

static void run_both(struct bench *bench)
{
    const struct opening_source source = { next_kept, bench, RECORDS };
    double bare[ROUNDS];
    double whole[ROUNDS];
    bench->sealed = malloc(RECORDS * sizeof *bench->sealed);
    if (!bench->sealed)
        give_up("there is no memory for the records");
    do_halves(bench, seal_half);
    for (int round = 0; round < ROUNDS; round++) {
        bare[round] = time_yardstick(bench);
        whole[round] = time_opening(bench, &source);
    }
    double yardstick = median(bare);
    double opening = median(whole);
    printf("%-44s %9.1f %7.2f\n", "crypto_box_seal_open, 100000, the yardstick",
           yardstick, 1.0);
    printf("%-44s %9.1f %7.2f\n", "opening_run, the same 100000", opening,
           opening / yardstick);
    printf("opening_run reaches %.0f %% of the bare rate\n",
           100 * yardstick / opening);
    free(bench->sealed);
}

int main(void)
{
    struct bench bench = { .fault = { .arena = arena_make() } };
    if (!keys_begin(&bench.fault))
        give_up("there are no random numbers");
    bench.secret = keys_make(&bench.fault);
    if (!bench.secret)
        give_up("there is no guarded memory");
    printf("%-44s %9s %7s %8s\n", "", "ms", "ratio", "MB");
    fflush(stdout);
    run_million(&bench);
    run_both(&bench);
    keys_destroy(bench.secret);
    arena_destroy(bench.fault.arena);
    return 0;
}
