/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/host.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "ui/journey.h"
#include "ui/screens.h"

enum { TAP_NEAR = 12 }; /* millimetres: two places are one to a finger */

static bool is_covered(const struct seat *seat)
{
    enum seat_stage stage = seat_stage(seat);
    return stage == SEAT_SENDING || stage == SEAT_CLOSED;
}

/* Whoever touches the screen needs no ring. */
static void hide_ring(struct seat *seat)
{
    if (!seat->focus.shown)
        return;
    focus_forget(&seat->focus);
    seat->stale = true;
}

void host_finger(struct seat *seat, const struct touch_event *event)
{
    if (event->kind == TOUCH_DOWN)
        hide_ring(seat);
    int near = look_mm(&seat->look, TAP_NEAR);
    struct action action = touch_take(&seat->touch, host_list(seat), event,
                                      near);
    if (event->kind == TOUCH_DOWN && !is_covered(seat))
        seat->person.touched = clock_now(seat->plan.clock);
    if (action.kind != ACTION_NONE)
        journey_act(seat, action);
}

void host_key(struct seat *seat, enum focus_key key, uint32_t character)
{
    host_list(seat);
    if (focus_is_again(&seat->focus, &seat->list, key,
                       clock_now(seat->plan.clock)))
        return;
    struct action action = focus_take(&seat->focus, &seat->list, key,
                                      character);
    seat->stale = true; /* the ring may stand elsewhere */
    journey_act(seat, action);
}

/* ---- time ---------------------------------------------------------------- */

static void look_for_room(struct seat *seat)
{
    if (!seat->unsure)
        return;
    seat->unsure = false;
    if (seat_stage(seat) == SEAT_WELCOME && !outbox_has_room(seat->plan.outbox))
        journey_close(seat);
}

/* The times that a disk remembers of the store are to say nothing about
 * responses (P3): it is touched all day long, whatever happens. */
static void cover(struct seat *seat, int64_t now)
{
    struct arena *scratch;
    if (seat->next_cover > 0 && now < seat->next_cover)
        return;
    scratch = arena_make();
    if (seat->next_cover > 0)
        outbox_cover(seat->plan.outbox, &(struct fault){ .arena = scratch });
    arena_destroy(scratch);
    seat->next_cover = now + outbox_next_cover();
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}

/* The last tap is forgotten only when its second half can no longer fall
 * through to the welcome screen (I13). The next person may be touching that
 * already. */
static int64_t forget_touch(struct seat *seat, int64_t now)
{
    if (!seat->leaving)
        return -1;
    if (now - seat->left < TOUCH_AGAIN)
        return seat->left + TOUCH_AGAIN - now;
    if (seat->touch.down && seat->touch.since >= seat->left)
        touch_forget_taps(&seat->touch);
    else
        touch_forget(&seat->touch);
    seat->leaving = false;
    return -1;
}

/* What is held is held. */
static int64_t wait_for_touch(struct seat *seat, int64_t now)
{
    struct action held = touch_wait(&seat->touch, host_list(seat), now);
    if (held.kind != ACTION_NONE)
        journey_act(seat, held);
    int64_t then = touch_deadline(&seat->touch, host_list(seat));
    return then < 0 ? -1 : then <= now ? 0 : then - now;
}

int64_t host_wait(struct seat *seat)
{
    int64_t now = clock_now(seat->plan.clock);
    look_for_room(seat);
    cover(seat, now);
    int64_t held = wait_for_touch(seat, now);
    int64_t most = journey_patience(seat);
    if (most >= 0 && now - seat->person.touched >= most) {
        journey_lose_patience(seat);
        most = journey_patience(seat);
    }
    int64_t left = most < 0 ? -1 : seat->person.touched + most - now;
    if (left < 0 && most >= 0)
        left = 0;
    left = sooner(left, seat->next_cover - now);
    return sooner(sooner(held, forget_touch(seat, now)), left);
}

/* ---- the seat itself ----------------------------------------------------- */

const struct widgets *host_list(struct seat *seat)
{
    if (!seat->stale)
        return &seat->list;
    arena_wipe(seat->frame);
    screens_build(seat);
    focus_settle(&seat->focus, &seat->list);
    seat->stale = false;
    seat->shown++;
    return &seat->list;
}

/* Nobody holds the other language any more (I12). */
void host_let_go(struct seat *seat)
{
    touch_forget(&seat->touch);
    seat->person.peeking = false;
    seat->stale = true;
}

void host_fit(struct seat *seat, int width, int height)
{
    look_fit(&seat->look, width, height, seat->plan.settings.diagonal);
    host_let_go(seat);
    seat->person.page = 0;
}

struct seat *host_make(const struct seat_plan *plan, int width, int height)
{
    struct arena *arena = arena_make();
    struct seat *seat = arena_new(arena, struct seat);
    *seat =
        (struct seat){ .arena = arena, .frame = arena_make(), .plan = *plan };
    seat->lay = lay_open(arena, plan->typefaces);
    journey_begin(seat);
    host_fit(seat, width, height);
    journey_find_draft(seat);
    return seat;
}

void host_end(struct seat *seat)
{
    if (!seat)
        return;
    visit_end(seat->person.visit);
    lay_close(seat->lay);
    arena_destroy(seat->frame);
    arena_destroy(seat->arena);
}
