/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast a screen's words are laid out: a question of fifteen words and five
 * labels, for the first time (the typeface is opened, every word measured) and
 * again, as at every touch. The yardstick is the library that draws, asked for
 * the width of the same words one after the other, which nobody can lay them
 * out without. Each is run many times in turn; out come medians and ratios.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "ui/lay.h"

enum { ROUNDS = 101, TEXTS = 6 };

static const char *const texts[TEXTS] = {
    "Do you feel that your worker here listens to you when things are hard "
    "at home?",
    "Never",
    "Not much",
    "Sometimes",
    "Most of the time",
    "Always",
};

struct bench {
    struct typeface_set *set;
    struct lay *lay;
    struct look look;
    struct arena *frame;
    long total; /* somebody reads what was measured */
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void ask_widths(struct bench *bench)
{
    for (int i = 0; i < TEXTS; i++) {
        enum look_text style = i == 0 ? LOOK_HEADING : LOOK_LABEL;
        double capital = look_capital(&bench->look, style) * bench->look.unit;
        struct typeface_style letters = {
            .bold = true,
            .size = typeface_set_size(bench->set, TYPEFACE_ANDIKA, capital),
        };
        str text = text_of(texts[i]);
        str word;
        for (size_t at = 0; text_word(text, &at, &word);)
            bench->total += typeface_set_width(bench->set, &letters, word);
    }
}

static void lay_all(struct bench *bench)
{
    for (int i = 0; i < TEXTS; i++) {
        struct lay_wish wish = {
            .text = text_of(texts[i]),
            .language = { "en", 2 },
            .style = i == 0 ? LOOK_HEADING : LOOK_LABEL,
            .side = LAY_MIDDLE,
        };
        int width = look_mm(&bench->look, i == 0 ? 200 : 38);
        struct lay_room room = lay_measure(bench->lay, &bench->look, &wish,
                                           width);
        box area = { 0, 0, width, room.h };
        bench->total += lay_text(bench->lay, bench->frame, &bench->look, &wish,
                                 area)
                            ->bounds.w;
    }
    arena_wipe(bench->frame);
}

static double time_of(struct bench *bench, void (*work)(struct bench *bench))
{
    double since = now();
    work(bench);
    return now() - since;
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(double *times)
{
    qsort(times, ROUNDS, sizeof *times, by_size);
    return times[ROUNDS / 2];
}

static void say(const char *what, double time, double yardstick)
{
    printf("%-44s %9.1f %7.2f\n", what, time, time / yardstick);
}

static void run(struct bench *bench)
{
    double times[4][ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        typeface_set_forget(bench->set);
        times[0][i] = time_of(bench, ask_widths);
        times[1][i] = time_of(bench, ask_widths);
        typeface_set_forget(bench->set);
        lay_forget(bench->lay);
        times[2][i] = time_of(bench, lay_all);
        times[3][i] = time_of(bench, lay_all);
    }
    double cold = median(times[0]);
    double warm = median(times[1]);
    printf("%-44s %9s %7s\n", "", "us", "ratio");
    say("SDL_ttf, widths of the words, cold", cold, cold);
    say("a question and five labels laid out, cold", median(times[2]), cold);
    say("SDL_ttf, widths of the words, warm", warm, warm);
    say("a question and five labels laid out, warm", median(times[3]), warm);
}

int main(void)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct bench bench = { .set = typeface_set_open(arena, &fault),
                           .frame = arena_make() };
    if (!bench.set) {
        fprintf(stderr, "bench-lay: a typeface is missing\n");
        return 1;
    }
    bench.lay = lay_open(arena, bench.set);
    look_fit(&bench.look, 1280, 800, 0);
    run(&bench);
    lay_close(bench.lay);
    typeface_set_close(bench.set);
    arena_destroy(bench.frame);
    arena_destroy(arena);
    return bench.total == 0;
}
