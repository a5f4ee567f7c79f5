/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long it takes until a response is safe: sealed, mirrored, its traces
 * covered, and all of it flushed. The yardstick is what the same disk needs to
 * append 4 KiB to a file and flush that. Both are done in turn, so that a disk
 * that slows down slows both; out come medians and their ratio.
 */
#include "keep/store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"

enum { ROUNDS = 300, BLOCK = 4096 };

struct bench {
    struct arena *arena;
    struct store *store;
    struct fault fault;
    int yardstick; /* a file that grows */
    char block[BLOCK];
    double appended[ROUNDS];
    double stored[ROUNDS];
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void must(const struct bench *bench, bool done)
{
    if (done)
        return;
    fprintf(stderr, "bench-store: %s\n",
            bench->fault.pattern ? bench->fault.pattern : "the disk failed");
    exit(1);
}

static void found(struct bench *bench, const char *folder)
{
    struct about *about = arena_new(bench->arena, struct about);
    struct twin_report report;
    must(bench, keys_begin(&bench->fault));
    struct keys_secret *secret = keys_make(&bench->fault);
    must(bench, secret);
    about->room = STORE_ROOM;
    about->collection = (struct collection){ .name = S("bench"),
                                             .service = S("bench"),
                                             .title = S("YOS"),
                                             .language = S("en") };
    about->charter = collection_write(bench->arena, &about->collection, secret);
    kiosk_make(secret, &about->pair);
    keys_destroy(secret);
    must(bench, store_make(text_of(folder), about, &bench->fault));
    bench->store = store_open(text_of(folder), &report, &bench->fault);
    must(bench, bench->store);
}

static double append(struct bench *bench)
{
    double since = now();
    must(bench, write(bench->yardstick, bench->block, BLOCK) == BLOCK &&
                    fsync(bench->yardstick) == 0);
    return now() - since;
}

static double put(struct bench *bench)
{
    struct envelope envelope;
    double since = now();
    struct container_id id = container_new_id();
    must(bench,
         seal_response(store_about(bench->store)->collection.public_key, &id,
                       S("an answer"), &envelope.sealed, &bench->fault) &&
             envelope_address(&envelope, S("young-people"), &bench->fault) &&
             store_put(bench->store, &envelope, &bench->fault));
    return now() - since;
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static double part(double *times, int percent)
{
    qsort(times, ROUNDS, sizeof *times, by_size);
    return times[ROUNDS * percent / 100];
}

int main(int count, char **arguments)
{
    static struct bench bench;
    if (count != 2 || chdir(arguments[1]) != 0) {
        fprintf(stderr, "Usage: bench-store EMPTY-FOLDER\n");
        return 2;
    }
    bench.arena = arena_make();
    bench.fault.arena = bench.arena;
    found(&bench, ".");
    bench.yardstick = open("yardstick", O_WRONLY | O_CREAT | O_APPEND, 0600);
    must(&bench, bench.yardstick >= 0);
    for (int i = 0; i < ROUNDS; i++) {
        bench.appended[i] = append(&bench);
        bench.stored[i] = put(&bench);
    }
    double yardstick = part(bench.appended, 50);
    double median = part(bench.stored, 50);
    printf("%-44s %8.2f ms\n", "append 4 KiB and flush, the yardstick",
           yardstick);
    printf("%-44s %8.2f ms %6.2f x (p95 %.2f ms)\n", "store one response",
           median, median / yardstick, part(bench.stored, 95));
    store_close(bench.store);
    arena_destroy(bench.arena);
    return 0;
}
