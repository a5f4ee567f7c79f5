/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/touch.h"

#include <string.h>

#include "ui/aim.h"

static const struct action nothing = { .kind = ACTION_NONE };

/* ---- names --------------------------------------------------------------- */

static void keep_name(char kept[TOUCH_NAME], str name)
{
    name = text_slice(name, 0, TOUCH_NAME - 1);
    memset(kept, 0, TOUCH_NAME);
    if (name.size > 0)
        memcpy(kept, name.at, name.size);
}

static bool is_name(const char *kept, str name)
{
    return text_equal(text_of(kept), text_slice(name, 0, TOUCH_NAME - 1));
}

/* ---- taps that were ------------------------------------------------------ */

/* Time may jump: a tap that is yet to come is as good as forgotten. */
static bool is_recent(const struct touch_tap *tap, int64_t now, int within)
{
    return tap->id[0] && now >= tap->at &&
           (uint64_t)now - (uint64_t)tap->at < (uint64_t)within;
}

static bool is_near(const struct touch_tap *tap, int x, int y, int near)
{
    int64_t across = (int64_t)tap->x - x;
    int64_t down = (int64_t)tap->y - y;
    return across * across + down * down <= (int64_t)near * near;
}

static bool is_where_it_was(const struct touch_tap *tap,
                            const struct widgets *list)
{
    const struct widget *widget = widget_find(list, text_of(tap->id));
    return widget && box_has(widget->bounds, tap->x, tap->y);
}

/* What an event is told apart by. */
struct press {
    const struct widgets *list;
    const struct widget *under;
    const struct touch_event *event;
    int near;
};

/*
 * Whether a finger that goes down belongs to a tap that was (I13). The same
 * thing is not tapped twice, wherever it is by then. Nor is what came up under
 * the finger when that tap changed the screen. Keys are tapped quickly, also
 * one after another at the same place when capitals become small.
 */
static bool is_second(const struct touch_tap *tap, const struct press *press)
{
    bool here = is_name(tap->screen, press->list->screen);
    bool quick = here && tap->repeats && press->under->repeats;
    if (!is_recent(tap, press->event->now, quick ? TOUCH_BOUNCE : TOUCH_AGAIN))
        return false;
    if (is_name(tap->id, press->under->id))
        return true;
    return is_near(tap, press->event->x, press->event->y, press->near) &&
           (quick || !here || !is_where_it_was(tap, press->list));
}

/* Every further tap begins the time anew: whoever goes on hammering is still
 * at the first. */
static bool is_again(struct touch *touch, const struct press *press)
{
    bool again = false;
    for (int i = 0; i < TOUCH_TAPS; i++) {
        if (is_second(&touch->taps[i], press)) {
            touch->taps[i].at = press->event->now;
            again = true;
        }
    }
    return again;
}

/* Where a tap on this can be kept; NULL if hands drum on the screen. */
static struct touch_tap *place_for(struct touch *touch, str id, int64_t now)
{
    struct touch_tap *place = NULL;
    for (int i = 0; i < TOUCH_TAPS; i++) {
        if (is_name(touch->taps[i].id, id))
            return &touch->taps[i];
        if (!is_recent(&touch->taps[i], now, TOUCH_AGAIN))
            place = &touch->taps[i];
    }
    return place;
}

static void keep_tap(struct touch *touch, const struct touch_event *event,
                     bool repeats)
{
    struct touch_tap *tap = place_for(touch, text_of(touch->id), event->now);
    if (!tap) /* time went back since it went down */
        tap = &touch->taps[0];
    *tap = (struct touch_tap){
        .at = event->now, .x = event->x, .y = event->y, .repeats = repeats
    };
    memcpy(tap->id, touch->id, TOUCH_NAME);
    memcpy(tap->screen, touch->screen, TOUCH_NAME);
}

/* ---- other fingers ------------------------------------------------------- */

static int other_at(const struct touch *touch, int64_t finger)
{
    int i = 0;
    while (i < touch->other_count && touch->others[i] != finger)
        i++;
    return i;
}

static void add_other(struct touch *touch, int64_t finger)
{
    int at = other_at(touch, finger);
    if (at == touch->other_count && at < TOUCH_FINGERS)
        touch->others[touch->other_count++] = finger;
}

static void take_other(struct touch *touch, int64_t finger)
{
    int at = other_at(touch, finger);
    if (at < touch->other_count)
        touch->others[at] = touch->others[--touch->other_count];
}

/* ---- the finger that counts ---------------------------------------------- */

static bool counts(const struct touch *touch, const struct touch_event *event)
{
    return touch->down && touch->finger == event->finger;
}

static bool is_same_action(struct action one, struct action other)
{
    return one.kind == other.kind && one.which == other.which;
}

/*
 * What the finger went down on, if that is still what it was and where it was;
 * else NULL. While something is held the screen may show another language, so
 * it need only be there.
 */
static const struct widget *target(const struct touch *touch,
                                   const struct widgets *list)
{
    if (!touch->down || touch->gone || !is_name(touch->screen, list->screen))
        return NULL;
    if (touch->held) {
        const struct widget *held = widget_find(list, text_of(touch->id));
        return held && widget_is_active(held) ? held : NULL;
    }
    const struct widget *under = widget_at(list, touch->x, touch->y);
    bool same = under && is_name(touch->id, under->id) &&
                is_same_action(touch->action, under->action);
    return same ? under : NULL;
}

static bool is_over(const struct widgets *list, const struct widget *widget,
                    int x, int y)
{
    const struct widget *over = widget_at(list, x, y);
    return over && text_equal(over->id, widget->id);
}

static struct action end_held(struct touch *touch)
{
    if (!touch->held)
        return nothing;
    touch->held = false;
    return (struct action){ .kind = touch->action.kind };
}

/* What was held is not tapped any more when it is let go. */
static void follow(struct touch *touch, const struct widgets *list,
                   const struct touch_event *event)
{
    const struct widget *widget = target(touch, list);
    touch->off = !widget || !is_over(list, widget, event->x, event->y);
    if (!widget || (touch->held && touch->off))
        touch->gone = true;
}

static void begin(struct touch *touch, const struct press *press)
{
    const struct touch_event *event = press->event;
    const struct widget *under = press->under;
    touch->down = true;
    touch->off = touch->held = false;
    touch->finger = event->finger;
    touch->since = event->now;
    touch->x = event->x;
    touch->y = event->y;
    touch->action = under ? under->action : nothing;
    keep_name(touch->id, under ? under->id : S(""));
    keep_name(touch->screen, press->list->screen);
    touch->gone = !under || under->id.size >= TOUCH_NAME ||
                  is_again(touch, press) ||
                  !place_for(touch, under->id, event->now);
}

static struct action let_go(struct touch *touch)
{
    touch->down = false;
    return end_held(touch);
}

/* A lift that was never told must not leave the screen dead. */
static bool is_lost(const struct touch *touch, int64_t now)
{
    return now >= touch->last &&
           (uint64_t)now - (uint64_t)touch->last >= TOUCH_LOST;
}

static bool is_key(const struct widget *widget)
{
    return widget && widget->role == WIDGET_KEY && widget->repeats;
}

/* Two thumbs type in turns: a second one that comes down on a key while the
 * first has not yet left another one ends the first. */
static struct action roll_over(struct touch *touch, const struct press *press)
{
    const struct widget *first = target(touch, press->list);
    if (!is_key(first) || touch->off || touch->held || !is_key(press->under) ||
        text_equal(first->id, press->under->id))
        return nothing;
    struct touch_event lifted = *press->event;
    lifted.x = touch->x;
    lifted.y = touch->y;
    keep_tap(touch, &lifted, true);
    touch->down = false;
    return aim_at(first, touch->x, touch->y);
}

static struct action press_down(struct touch *touch, const struct press *press)
{
    struct action ended = roll_over(touch, press);
    bool lost = is_lost(touch, press->event->now);
    if (lost)
        touch->other_count = 0;
    if (touch->down && (lost || touch->finger == press->event->finger))
        ended = let_go(touch);
    if (touch->down || touch->other_count > 0)
        add_other(touch, press->event->finger);
    else
        begin(touch, press);
    return ended;
}

static struct action lift(struct touch *touch, const struct widgets *list,
                          const struct touch_event *event)
{
    bool held = touch->held;
    follow(touch, list, event);
    const struct widget *widget = touch->off ? NULL : target(touch, list);
    if (held || widget)
        keep_tap(touch, event, widget && widget->repeats);
    touch->down = false;
    if (held)
        return end_held(touch);
    return widget ? aim_at(widget, event->x, event->y) : nothing;
}

struct action touch_take(struct touch *touch, const struct widgets *list,
                         const struct touch_event *event, int near)
{
    struct action result = nothing;
    if (event->kind == TOUCH_DOWN) {
        result = press_down(
            touch,
            &(struct press){ .list = list,
                             .under = widget_at(list, event->x, event->y),
                             .event = event,
                             .near = near });
    } else if (event->kind == TOUCH_MOVE && counts(touch, event)) {
        follow(touch, list, event);
        result = touch->gone ? end_held(touch) : nothing;
    } else if (event->kind == TOUCH_UP && counts(touch, event)) {
        result = lift(touch, list, event);
    } else if (event->kind == TOUCH_CANCEL && counts(touch, event)) {
        result = let_go(touch);
    } else if (event->kind != TOUCH_MOVE) {
        take_other(touch, event->finger);
    }
    touch->last = event->now;
    return result;
}

/* ---- time ---------------------------------------------------------------- */

struct action touch_wait(struct touch *touch, const struct widgets *list,
                         int64_t now)
{
    const struct widget *widget = target(touch, list);
    if (!widget) {
        touch->gone = true;
        return end_held(touch);
    }
    bool long_enough = now >= touch->since &&
                       (uint64_t)now - (uint64_t)touch->since >=
                           (uint64_t)TOUCH_HELD;
    if (touch->held || touch->off || !long_enough ||
        widget->held.kind == ACTION_NONE)
        return nothing;
    touch->held = true;
    touch->action = widget->held;
    if (touch->action.which == 0)
        touch->action.which = 1;
    return touch->action;
}

int64_t touch_deadline(const struct touch *touch, const struct widgets *list)
{
    const struct widget *widget = target(touch, list);
    if (touch->held)
        return widget ? -1 : touch->since;
    if (!widget || touch->off || widget->held.kind == ACTION_NONE)
        return -1;
    return touch->since + TOUCH_HELD;
}

str touch_pressed(const struct touch *touch)
{
    bool pressed = touch->down && !touch->gone && !touch->off && !touch->held;
    return pressed ? text_of(touch->id) : S("");
}

void touch_forget_taps(struct touch *touch)
{
    explicit_bzero(touch->taps, sizeof touch->taps);
}

void touch_forget(struct touch *touch)
{
    explicit_bzero(touch, sizeof *touch);
}
