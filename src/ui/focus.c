/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/focus.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "ui/touch.h"

static const struct action nothing = { .kind = ACTION_NONE };

/* ---- where the ring is --------------------------------------------------- */

static void keep_name(char kept[FOCUS_NAME], str name)
{
    name = text_slice(name, 0, FOCUS_NAME - 1);
    memset(kept, 0, FOCUS_NAME);
    if (name.size > 0)
        memcpy(kept, name.at, name.size);
}

static bool is_name(const char *kept, str name)
{
    return text_equal(text_of(kept), text_slice(name, 0, FOCUS_NAME - 1));
}

static bool takes_focus(const struct widget *widget)
{
    return widget_is_active(widget) && widget->id.size < FOCUS_NAME;
}

/* How much a widget is what a screen is for: its answers before its buttons,
 * and the way back after those. */
static int rank(const struct widget *widget)
{
    bool answers = widget->role == WIDGET_CHOICE ||
                   widget->role == WIDGET_FIELD ||
                   widget->role == WIDGET_SLIDER;
    if (answers)
        return 3;
    if (widget->role != WIDGET_BUTTON)
        return 0;
    return widget->action.kind == ACTION_BACK ? 1 : 2;
}

/* Where the ring begins on a screen; -1 if nothing can be done there. */
static int first(const struct widgets *list)
{
    int found = -1;
    for (int i = 0; i < list->count; i++)
        if (takes_focus(&list->all[i]) &&
            (found < 0 || rank(&list->all[i]) > rank(&list->all[found])))
            found = i;
    return found;
}

static int current(const struct focus *focus, const struct widgets *list)
{
    if (!is_name(focus->screen, list->screen))
        return first(list);
    for (int i = 0; i < list->count; i++)
        if (takes_focus(&list->all[i]) && is_name(focus->id, list->all[i].id))
            return i;
    return first(list);
}

static void put(struct focus *focus, const struct widgets *list, int at)
{
    keep_name(focus->screen, list->screen);
    keep_name(focus->id, at >= 0 ? list->all[at].id : S(""));
}

void focus_settle(struct focus *focus, struct widgets *list)
{
    int at = current(focus, list);
    put(focus, list, at);
    for (int i = 0; i < list->count; i++)
        list->all[i].focused = focus->shown && i == at;
}

/* ---- to the next one ----------------------------------------------------- */

static int along(const struct widgets *list, int from, int step)
{
    int at = from;
    do {
        at = (at + step + list->count) % list->count;
    } while (at != from && !takes_focus(&list->all[at]));
    return at;
}

/* A box as it lies towards a side: how far behind `from` it begins, and how
 * far beside it. Every side is seen as if it were the right one. */
struct way {
    int ahead;  /* below 0: it does not lie on that side */
    int beside; /* 0: a straight line leads to it */
    int askew;  /* between the two middles, across the way */
};

static box turned(box area, enum focus_key side)
{
    switch (side) {
    case FOCUS_LEFT:
        return (box){ -area.x - area.w, area.y, area.w, area.h };
    case FOCUS_DOWN:
        return (box){ area.y, area.x, area.h, area.w };
    case FOCUS_UP:
        return (box){ -area.y - area.h, area.x, area.h, area.w };
    default:
        return area;
    }
}

static struct way way_between(box from, box to, enum focus_key side)
{
    box a = turned(from, side);
    box b = turned(to, side);
    int over = a.y - (b.y + b.h);
    int under = b.y - (a.y + a.h);
    int gap = over > under ? over : under;
    return (struct way){
        .ahead = b.x - (a.x + a.w),
        .beside = gap < 0 ? 0 : gap + 1,
        .askew = abs(2 * b.y + b.h - (2 * a.y + a.h)),
    };
}

/* What lies straight ahead comes before all that does not, then what is
 * nearer, then what lies less askew. */
static bool is_nearer(struct way one, struct way other)
{
    bool straight = one.beside == 0;
    if (straight != (other.beside == 0))
        return straight;
    int far = one.ahead + one.beside;
    int other_far = other.ahead + other.beside;
    return far != other_far ? far < other_far : one.askew < other.askew;
}

/* How far ahead the nearest row begins and ends: up and down go to that row,
 * even if nothing in it lies straight ahead, so that no row is ever left out. */
struct row {
    int begin;
    int end;
};

static struct row nearest_row(const struct widgets *list, int from,
                              enum focus_key side)
{
    struct row row = { .begin = INT_MAX, .end = INT_MAX };
    for (int i = 0; i < list->count; i++) {
        box to = list->all[i].bounds;
        int ahead = way_between(list->all[from].bounds, to, side).ahead;
        if (i == from || !takes_focus(&list->all[i]) || ahead < 0 ||
            ahead >= row.begin)
            continue;
        row = (struct row){ .begin = ahead, .end = ahead + to.h };
    }
    return row;
}

/* Left and right stay in their row. */
static int beside(const struct widgets *list, int from, enum focus_key side)
{
    bool along_row = side == FOCUS_LEFT || side == FOCUS_RIGHT;
    struct row row = nearest_row(list, from, side);
    int best = from;
    struct way best_way = { .ahead = -1 };
    for (int i = 0; i < list->count; i++) {
        if (i == from || !takes_focus(&list->all[i]))
            continue;
        struct way way = way_between(list->all[from].bounds,
                                     list->all[i].bounds, side);
        bool reached = along_row ? way.beside == 0 : way.ahead <= row.end;
        if (way.ahead >= 0 && reached &&
            (best == from || is_nearer(way, best_way))) {
            best = i;
            best_way = way;
        }
    }
    return best;
}

/* ---- what a key does ----------------------------------------------------- */

static const struct widget *active_one(const struct widgets *list, str id)
{
    const struct widget *widget = widget_find(list, id);
    return widget && widget_is_active(widget) ? widget : NULL;
}

static const struct widget *way_back(const struct widgets *list)
{
    const str ways[] = { S("back"), S("continue_break"), S("still_here") };
    const struct widget *found = NULL;
    for (size_t i = 0; !found && i < sizeof ways / sizeof *ways; i++)
        found = active_one(list, ways[i]);
    return found;
}

static int field_of(const struct widgets *list)
{
    for (int i = 0; i < list->count; i++)
        if (list->all[i].role == WIDGET_FIELD && takes_focus(&list->all[i]))
            return i;
    return -1;
}

static bool is_typed(const struct widget *here, enum focus_key key)
{
    return key == FOCUS_LETTER || key == FOCUS_ERASE ||
           (key == FOCUS_SPACE && here && here->role == WIDGET_FIELD);
}

/* What the key does at once, as if it were tapped; NULL: nothing, or it only
 * moves something. Enter in a field leads on, for there is nothing to do. */
static const struct widget *acted_on(const struct focus *focus,
                                     const struct widgets *list,
                                     enum focus_key key)
{
    if (key == FOCUS_ESCAPE)
        return way_back(list);
    int at = current(focus, list);
    if ((key != FOCUS_ENTER && key != FOCUS_SPACE) || at < 0 || !focus->shown)
        return NULL;
    const struct widget *here = &list->all[at];
    if (here->role == WIDGET_FIELD)
        return key == FOCUS_ENTER ? active_one(list, S("next")) : NULL;
    return here->role == WIDGET_SLIDER ? NULL : here;
}

static struct action typed(struct focus *focus, const struct widgets *list,
                           enum focus_key key, uint32_t character)
{
    int field = field_of(list);
    if (field < 0)
        return nothing;
    put(focus, list, field);
    focus->shown = true;
    if (key == FOCUS_ERASE)
        return (struct action){ .kind = ACTION_ERASE, .which = 1 };
    if (key == FOCUS_SPACE)
        character = ' ';
    if (character < ' ' || (character >= 0x7F && character < 0xA0))
        return nothing;
    return (struct action){ .kind = ACTION_TYPE, .which = (long)character };
}

static struct action in_field(const struct widget *field, enum focus_key key)
{
    switch (key) {
    case FOCUS_LEFT:
        return (struct action){ .kind = ACTION_CARET, .which = -1 };
    case FOCUS_RIGHT:
        return (struct action){ .kind = ACTION_CARET, .which = 1 };
    case FOCUS_HOME:
        return (struct action){ .kind = ACTION_CARET_TO };
    case FOCUS_END:
        return (struct action){ .kind = ACTION_CARET_TO,
                                .which = (long)text_length(field->value) };
    default:
        return nothing;
    }
}

/* Some keys mean something of their own where the ring is. */
static struct action in_place(const struct widget *here, enum focus_key key)
{
    if (here->role == WIDGET_FIELD)
        return in_field(here, key);
    if (here->role == WIDGET_SLIDER && key == FOCUS_LEFT)
        return (struct action){ .kind = ACTION_SLIDE_BY, .which = -1 };
    if (here->role == WIDGET_SLIDER && key == FOCUS_RIGHT)
        return (struct action){ .kind = ACTION_SLIDE_BY, .which = 1 };
    return nothing;
}

static int moved(const struct widgets *list, int from, enum focus_key key)
{
    switch (key) {
    case FOCUS_TAB:
        return along(list, from, 1);
    case FOCUS_BACK_TAB:
        return along(list, from, -1);
    case FOCUS_LEFT:
    case FOCUS_RIGHT:
    case FOCUS_UP:
    case FOCUS_DOWN:
        return beside(list, from, key);
    default:
        return from;
    }
}

struct action focus_take(struct focus *focus, const struct widgets *list,
                         enum focus_key key, uint32_t character)
{
    assert((unsigned)key < FOCUS_KEYS);
    int at = current(focus, list);
    const struct widget *here = at >= 0 ? &list->all[at] : NULL;
    if (is_typed(here, key))
        return typed(focus, list, key, character);
    const struct widget *acts = acted_on(focus, list, key);
    if (acts || key == FOCUS_ESCAPE || !here)
        return acts ? acts->action : nothing;
    bool only_shown = !focus->shown;
    focus->shown = true;
    put(focus, list, at);
    if (only_shown)
        return nothing;
    struct action action = in_place(here, key);
    if (action.kind == ACTION_NONE)
        put(focus, list, moved(list, at, key));
    return action;
}

/* ---- once, not twice ----------------------------------------------------- */

/* Every further press begins the time anew, so a key that is held down, which
 * repeats itself quicker than that, never gets further than the first. */
bool focus_is_again(struct focus *focus, const struct widgets *list,
                    enum focus_key key, int64_t now)
{
    const struct widget *acts = acted_on(focus, list, key);
    if (!acts)
        return false;
    bool here = is_name(focus->acted_screen, list->screen);
    bool same = is_name(focus->acted_id, acts->id);
    bool recent = focus->acted_id[0] && now >= focus->acted &&
                  (uint64_t)now - (uint64_t)focus->acted < TOUCH_AGAIN;
    bool again = recent && (!here || (same && !acts->repeats));
    focus->acted = now;
    if (!again) {
        keep_name(focus->acted_id, acts->id);
        keep_name(focus->acted_screen, list->screen);
    }
    return again;
}

void focus_forget(struct focus *focus)
{
    explicit_bzero(focus, sizeof *focus);
}

/* ---- names --------------------------------------------------------------- */

static const char *const names[] = {
    [FOCUS_TAB] = "Tab",       [FOCUS_BACK_TAB] = "Shift+Tab",
    [FOCUS_LEFT] = "Left",     [FOCUS_RIGHT] = "Right",
    [FOCUS_UP] = "Up",         [FOCUS_DOWN] = "Down",
    [FOCUS_ENTER] = "Enter",   [FOCUS_SPACE] = "Space",
    [FOCUS_ESCAPE] = "Escape", [FOCUS_ERASE] = "Backspace",
    [FOCUS_HOME] = "Home",     [FOCUS_END] = "End",
};
static_assert(sizeof names / sizeof *names == FOCUS_LETTER,
              "a name for every key but the letters");

enum focus_key focus_key_named(str name)
{
    for (int i = 0; i < FOCUS_LETTER; i++)
        if (text_equal(name, text_of(names[i])))
            return (enum focus_key)i;
    return FOCUS_KEYS;
}
