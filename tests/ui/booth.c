/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "booth.h"

#include "ui/paint.h"
#include "ui/rehearsal.h"
#include "ui/script.h"

static void expect(const struct booth *booth, bool done,
                   const struct fault *fault)
{
    struct faults faults = { .arena = booth->arena };
    if (done)
        return;
    fault_adopt(&faults, fault);
    fail_msg("%.*s", TEXT_ARGS(cases_faults(booth->arena, &faults)));
}

/* Of the languages only the one that is wished for. */
static void keep_language(struct seat_plan *plan, const char *language)
{
    for (int i = 0; i < plan->language_count; i++) {
        if (!text_equal(words_language(plan->languages[i]), text_of(language)))
            continue;
        plan->languages[0] = plan->languages[i];
        plan->titles[0] = plan->titles[i];
        plan->language_count = 1;
        return;
    }
    fail_msg("there is no language %s", language);
}

struct booth *booth_open(const struct booth_wish *wish)
{
    struct arena *arena = arena_make();
    struct booth *booth = arena_new(arena, struct booth);
    struct fault fault = { .arena = arena };
    const struct seating_wish seating = { .practice = true,
                                          .by_hand = true,
                                          .form = wish->form };
    *booth = (struct booth){
        .arena = arena,
        .call = { .arena = arena, .share = S(TESTS_SHARE), .data = S("") },
        .width = wish->width ? wish->width : 1280,
        .height = wish->height ? wish->height : 800,
    };
    booth->call.words = words_open(WORDS_ENGLISH, NULL, &fault);
    expect(booth, booth->call.words, &fault);
    assert_int_equal(seating_open(&booth->seating, &booth->call, &seating),
                     CALL_DONE);
    clock_turn(&booth->seating.clock, wish->now);
    booth->plan = booth->seating.plan;
    booth->plan.practice = false;
    if (wish->language)
        keep_language(&booth->plan, wish->language);
    if (wish->memory) {
        booth->plan.draft = draft_open(arena, text_of(wish->memory));
        assert_non_null(booth->plan.draft);
    }
    booth->seat = host_make(&booth->plan, booth->width, booth->height);
    return booth;
}

void booth_close(struct booth *booth)
{
    host_end(booth->seat);
    draft_close(booth->plan.draft);
    seating_close(&booth->seating);
    words_close((struct words *)(uintptr_t)booth->call.words);
    arena_destroy(booth->arena);
}

void booth_restart(struct booth *booth)
{
    host_end(booth->seat);
    booth->seat = host_make(&booth->plan, booth->width, booth->height);
}

void booth_pass(struct booth *booth, int64_t milliseconds)
{
    struct clock *clock = &booth->seating.clock;
    int64_t end = clock_now(clock) + milliseconds;
    for (;;) {
        int64_t next = host_wait(booth->seat);
        int64_t left = end - clock_now(clock);
        if (next == 0)
            continue;
        if (left <= 0)
            return;
        clock_turn(clock, next > 0 && next < left ? next : left);
    }
}

void booth_play(struct booth *booth, const char *script)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    const struct script_place place = { .seat = booth->seat,
                                        .clock = &booth->seating.clock,
                                        .canvas = booth->seating.canvas,
                                        .out = stderr };
    bool done = script_play(&place, text_of(script), &fault);
    expect(booth, done, &fault);
    arena_destroy(arena);
}

static void fit_canvas(struct booth *booth)
{
    const struct look *look = &booth->seat->look;
    struct fault fault = { .arena = booth->arena };
    if (booth->drawn_width == look->width &&
        booth->drawn_height == look->height)
        return;
    expect(
        booth,
        canvas_resize(booth->seating.canvas, look->width, look->height, &fault),
        &fault);
    booth->drawn_width = look->width;
    booth->drawn_height = look->height;
}

void booth_draw(struct booth *booth)
{
    struct seat *seat = booth->seat;
    if (booth->persons != seat->persons)
        canvas_forget(booth->seating.canvas);
    booth->persons = seat->persons;
    fit_canvas(booth);
    paint_list(booth->seating.canvas, host_list(seat), &seat->look,
               touch_pressed(&seat->touch));
    rehearsal_next(seat, booth->seating.canvas);
}

str booth_screen(struct booth *booth)
{
    return host_list(booth->seat)->screen;
}
