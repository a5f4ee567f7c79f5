/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long a whole screen takes to be drawn: the background, twelve cards,
 * thirty words and seven drawings, when all is new (cold) and when words and
 * drawings are kept from the screen before (warm). The yardstick is memset()
 * over the same surface. All are done in turn, so that a machine that slows down
 * slows all of them; out come medians and their ratios.
 */
#include "ui/canvas.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"

enum { WARM = 400, COLD = 20, CARDS = 12, WORDS = 30, DRAWINGS = 7 };

static const char *const words[WORDS] = {
    "How",    "do",     "you",     "feel", "about", "the",      "people", "who",
    "help",   "you",    "here?",   "Sut",  "wyt",   "ti’n",     "teimlo", "am",
    "y",      "bobl",   "sy’n",    "dy",   "helpu", "Question", "seven",  "of",
    "twenty", "Listen", "Cymraeg", "Back", "Next",  "Stop",
};

static const char *const drawings[DRAWINGS] = { "face-very-happy", "face-happy",
                                                "face-neutral",    "face-sad",
                                                "face-very-sad",   "dont-know",
                                                "not-say" };

struct bench {
    struct arena *arena;
    struct typeface_set *set;
    struct canvas *canvas;
    SDL_Surface *surface;
    struct look look;
    struct fault fault;
    double cold[COLD];
    double warm[WARM];
    double yardstick[WARM];
};

static void must(const struct bench *bench, bool done)
{
    if (done)
        return;
    fprintf(stderr, "bench-canvas: %s\n",
            bench->fault.pattern ? bench->fault.pattern : SDL_GetError());
    exit(1);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Cards that cover most of the screen, three below each other in four columns,
 * drawings in seven of them, words over all. */
static void draw(const struct bench *bench)
{
    const struct look *look = &bench->look;
    box all = { 0, 0, bench->surface->w, bench->surface->h };
    int gap = all.w / 64;
    canvas_fill(bench->canvas, all, look_colour(look, LOOK_BACKGROUND));
    for (int i = 0; i < CARDS; i++) {
        box card = box_column(box_row(box_inset(all, gap), i / 4, 3, gap),
                              i % 4, 4, gap);
        canvas_card(bench->canvas,
                    &(struct canvas_card){
                        .area = card,
                        .radius = gap,
                        .fill = look_colour(look, LOOK_CARD),
                        .edge = gap / 6,
                        .edge_colour = look_colour(look, LOOK_EDGE) });
        if (i < DRAWINGS)
            canvas_drawing(
                bench->canvas,
                &(struct canvas_drawing){ .name = text_of(drawings[i]),
                                          .area = box_inset(card, 2 * gap) },
                look);
    }
    for (int i = 0; i < WORDS; i++)
        canvas_word(bench->canvas, &(struct canvas_word){
                                       .word = text_of(words[i]),
                                       .style = { .size = all.h / 24 },
                                       .x = gap + i % 6 * all.w / 6,
                                       .baseline = (i / 6 + 1) * all.h / 6,
                                       .colour = look_colour(look, LOOK_INK) });
}

static double time_screen(const struct bench *bench)
{
    double since = now();
    draw(bench);
    return now() - since;
}

static double time_yardstick(const struct bench *bench, int byte)
{
    SDL_Surface *surface = bench->surface;
    double since = now();
    memset(surface->pixels, byte, (size_t)surface->pitch * (size_t)surface->h);
    return now() - since;
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return (a > b) - (a < b);
}

static double part(double *times, int count, int percent)
{
    qsort(times, (size_t)count, sizeof *times, by_size);
    return times[count * percent / 100];
}

static void say(const char *what, int width, int height, double took,
                double yardstick)
{
    char line[80];
    snprintf(line, sizeof line, "%s, %d x %d", what, width, height);
    printf("%-44s %8.2f ms %6.1f x\n", line, took, took / yardstick);
}

static void try_size(struct bench *bench, int width, int height)
{
    bench->surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32,
                                                    SDL_PIXELFORMAT_XRGB8888);
    must(bench, bench->surface);
    look_fit(&bench->look, width, height, 0);
    canvas_attach(bench->canvas, bench->surface);
    for (int i = 0; i < COLD; i++) {
        canvas_forget(bench->canvas);
        typeface_set_forget(bench->set);
        bench->cold[i] = time_screen(bench);
    }
    for (int i = 0; i < WARM; i++) {
        bench->yardstick[i] = time_yardstick(bench, i & 255);
        bench->warm[i] = time_screen(bench);
    }
    double yardstick = part(bench->yardstick, WARM, 50);
    say("memset, the yardstick", width, height, yardstick, yardstick);
    say("a screen, cold", width, height, part(bench->cold, COLD, 50),
        yardstick);
    say("a screen, warm", width, height, part(bench->warm, WARM, 50),
        yardstick);
    say("  the slowest twentieth", width, height, part(bench->warm, WARM, 95),
        yardstick);
    SDL_FreeSurface(bench->surface);
}

int main(int count, char **arguments)
{
    static struct bench bench;
    if (count != 2) {
        fprintf(stderr, "Usage: bench-canvas PICTURES\n");
        return 2;
    }
    bench.arena = arena_make();
    bench.fault.arena = bench.arena;
    bench.set = typeface_set_open(bench.arena, &bench.fault);
    must(&bench, bench.set);
    bench.canvas = canvas_make(bench.arena, bench.set, text_of(arguments[1]),
                               &bench.fault);
    must(&bench, bench.canvas);
    try_size(&bench, 1280, 800);
    try_size(&bench, 1920, 1080);
    canvas_destroy(bench.canvas);
    typeface_set_close(bench.set);
    arena_destroy(bench.arena);
    return 0;
}
