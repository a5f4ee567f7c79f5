/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_run.h"

#include "base/arena.h"
#include "ui/host.h"
#include "ui/window.h"
#include "verbs/desk.h"
#include "verbs/seating.h"

struct run {
    const char *window; /* its size; NULL: the whole screen */
    const char *form;
    bool practice;
};

/* What staff should know; people are told what they can do on the screen. */
static void tell_staff(const struct call *call, struct outbox *outbox)
{
    struct fault fault = { .arena = call->arena };
    const struct twin_report report = outbox_mended(outbox);
    desk_tell_tightened(call, outbox_tightened(outbox));
    desk_tell_mended(call, &report);
    if (outbox_state(outbox, &fault) != OUTBOX_OPEN)
        call_refuse(call, &fault);
}

/* The store is waited for only when there is something to be seen. */
static bool show(struct seating *seating, struct window *window,
                 struct fault *fault)
{
    int width;
    int height;
    window_size(window, &width, &height);
    struct seat *seat = host_make(&seating->plan, width, height);
    bool done = window_show(window, seat, seating->canvas, fault);
    if (done) {
        tell_staff(seating->call, seating->plan.outbox);
        done = window_run(window, seat, seating->canvas, fault);
    }
    host_end(seat);
    return done;
}

static enum call_result run_kiosk(struct call *call, const struct run *run)
{
    const struct seating_wish wish = { .practice = run->practice,
                                       .form = run->form };
    struct window_wish size = { .title = S("Your Say · Dweud dy Ddweud") };
    struct fault fault = { .arena = call->arena };
    struct seating seating;
    if (run->window)
        seating_size(text_of(run->window), &size.width, &size.height);
    window_prepare();
    enum call_result result = seating_open(&seating, call, &wish);
    struct window *window = result == CALL_DONE
                                ? window_open(call->arena, &size, &fault)
                                : NULL;
    if (result == CALL_DONE && (!window || !show(&seating, window, &fault)))
        result = call_refuse(call, &fault);
    window_close(window);
    seating_close(&seating);
    return result;
}

enum call_result verb_run(struct call *call)
{
    struct run run = { 0 };
    const struct call_taken options[] = {
        { .name = "--window", .value = &run.window },
        { .name = "--form", .value = &run.form },
        { .name = "--practice", .given = &run.practice },
    };
    int width;
    int height;
    enum call_result result = call_take(call, options,
                                        sizeof options / sizeof *options);
    if (result != CALL_DONE)
        return result;
    if (call->count > 1)
        return call_misuse(call, call->arguments[1]);
    if (run.window && !seating_size(text_of(run.window), &width, &height))
        return call_misuse(call, run.window);
    return run_kiosk(call, &run);
}
