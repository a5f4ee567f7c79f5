/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widget.h"

#include <assert.h>

#include "base/arena.h"

enum { FIRST_ROOM = 32 };

static const char *const role_names[] = {
    [WIDGET_HEADING] = "heading", [WIDGET_TEXT] = "text",
    [WIDGET_PICTURE] = "picture", [WIDGET_PROGRESS] = "progress",
    [WIDGET_BUTTON] = "button",   [WIDGET_TOOL] = "tool",
    [WIDGET_CHOICE] = "choice",   [WIDGET_SLIDER] = "slider",
    [WIDGET_FIELD] = "field",     [WIDGET_KEY] = "key",
};
static_assert(sizeof role_names / sizeof *role_names == WIDGET_ROLES,
              "a name for every role");

void widget_begin(struct widgets *list, struct arena *frame, str screen)
{
    *list = (struct widgets){ .frame = frame,
                              .screen = text_copy(frame, screen) };
}

static void make_room(struct widgets *list)
{
    int wanted = list->room ? 2 * list->room : FIRST_ROOM;
    size_t one = sizeof *list->all;
    list->all = arena_grow(list->frame, list->all, (size_t)list->room * one,
                           (size_t)wanted * one);
    list->room = wanted;
}

struct widget *widget_add(struct widgets *list, const struct widget *widget)
{
    assert(list->frame && widget->id.size > 0);
    struct widget added = *widget; /* it may be one of this very list */
    if (list->count == list->room)
        make_room(list);
    list->all[list->count] = added;
    return &list->all[list->count++];
}

const struct widget *widget_find(const struct widgets *list, str id)
{
    for (int i = 0; i < list->count; i++)
        if (text_equal(list->all[i].id, id))
            return &list->all[i];
    return NULL;
}

bool widget_is_active(const struct widget *widget)
{
    return widget->action.kind != ACTION_NONE && !widget->disabled &&
           !widget->hidden;
}

const struct widget *widget_at(const struct widgets *list, int x, int y)
{
    for (int i = list->count - 1; i >= 0; i--)
        if (widget_is_active(&list->all[i]) &&
            box_has(list->all[i].bounds, x, y))
            return &list->all[i];
    return NULL;
}

const char *widget_role_name(enum widget_role role)
{
    assert((unsigned)role < WIDGET_ROLES);
    return role_names[role];
}
