/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/meter.h"

#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/words.h"

enum { PAUSE = 100 }; /* milliseconds: who reads faster? */

/* ---- Ctrl-C -------------------------------------------------------------- */

/* The signal is held up and asked for at every step; a handler would need
 * something that outlives the call. */
static sigset_t interruption(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    return set;
}

/* In a script's background nobody means us: there it is ignored. */
static bool is_ignored(void)
{
    struct sigaction action;
    return sigaction(SIGINT, NULL, &action) < 0 || action.sa_handler == SIG_IGN;
}

static void begin_to_hear(struct meter *meter)
{
    sigset_t set = interruption();
    meter->listens = !is_ignored() &&
                     sigprocmask(SIG_BLOCK, &set, &meter->before) == 0;
}

/* Takes one Ctrl-C, if there was one. */
static bool hear(const struct meter *meter)
{
    sigset_t set = interruption();
    const struct timespec now = { 0 };
    return meter->listens && sigtimedwait(&set, NULL, &now) == SIGINT;
}

/* ---- the line ------------------------------------------------------------ */

/* Over the line before, and over what that had more. */
static void put_over(struct meter *meter, str words)
{
    struct text line = { .arena = meter->line };
    size_t width = text_length(words);
    text_add_char(&line, '\r');
    text_add(&line, words);
    for (size_t i = width; i < meter->width; i++)
        text_add_char(&line, ' ');
    fwrite(line.at, 1, line.size, stderr);
    fflush(stderr);
    meter->width = width;
}

static void show(struct meter *meter, long done, long total)
{
    struct slot slots[] = { COUNT("done", done), COUNT("total", total) };
    arena_wipe(meter->line);
    put_over(meter,
             text_fill(meter->line,
                       words_say(meter->call->words, "{done} of {total}"),
                       slots, 2));
    meter->shown = clock_now(&meter->clock);
}

static void take_away(struct meter *meter)
{
    if (meter->width == 0)
        return;
    put_over(meter, S(""));
    fputc('\r', stderr);
}

/* ---- while it runs ------------------------------------------------------- */

static bool step(void *to, long done, long total)
{
    struct meter *meter = to;
    if (hear(meter))
        meter->called_off = true;
    if (meter->shows && clock_now(&meter->clock) - meter->shown >= PAUSE)
        show(meter, done, total);
    return !meter->called_off;
}

void meter_begin(struct meter *meter, const struct call *call)
{
    *meter = (struct meter){ .progress = { .step = step, .to = meter },
                             .clock = clock_of_machine(),
                             .call = call,
                             .line = arena_make(),
                             .shows = !call->quiet && isatty(STDERR_FILENO) };
    meter->shown = clock_now(&meter->clock);
    begin_to_hear(meter);
}

/* Who pressed it twice meant the same. */
void meter_end(struct meter *meter)
{
    take_away(meter);
    while (meter->called_off && hear(meter))
        continue;
    if (meter->listens)
        sigprocmask(SIG_SETMASK, &meter->before, NULL);
    arena_destroy(meter->line);
    meter->line = NULL;
}
