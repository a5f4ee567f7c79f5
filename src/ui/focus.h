/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The way through a screen by keys (I9, I15): Tab and the arrows move a ring
 * from one thing to the next, Enter or the space bar does it, Escape goes back.
 * The arrows go to what is nearest on that side. The ring is only shown once a
 * key was pressed, and it is never lost: on a new screen it begins at its
 * first answer, else at its first button. Letters are typed where there is a field.
 */
#ifndef UI_FOCUS_H
#define UI_FOCUS_H

#include "ui/widget.h"

enum focus_key {
    FOCUS_TAB,
    FOCUS_BACK_TAB,
    FOCUS_LEFT,
    FOCUS_RIGHT,
    FOCUS_UP,
    FOCUS_DOWN,
    FOCUS_ENTER,
    FOCUS_SPACE,
    FOCUS_ESCAPE,
    FOCUS_ERASE,
    FOCUS_HOME,
    FOCUS_END,
    FOCUS_LETTER, /* the character is given */
    FOCUS_KEYS
};

enum { FOCUS_NAME = 64 };

/* Begins as zeros. */
struct focus {
    bool shown;
    char id[FOCUS_NAME];
    char screen[FOCUS_NAME];
    int64_t acted;             /* when a key last did something, and what */
    char acted_id[FOCUS_NAME]; /* empty: none did */
    char acted_screen[FOCUS_NAME];
};

/* Whether this key press is the second of a double press, or one of those that
 * a key makes by itself while it is held down: then it is to be dropped (I13).
 * Asked once for every key press, before focus_take(). */
bool focus_is_again(struct focus *focus, const struct widgets *list,
                    enum focus_key key, int64_t now);

/* What a key means; it may only move the ring. The first one only shows it. */
struct action focus_take(struct focus *focus, const struct widgets *list,
                         enum focus_key key, uint32_t character);

/* Finds its place on a list that was built anew, and marks the widget. */
void focus_settle(struct focus *focus, struct widgets *list);

void focus_forget(struct focus *focus);

/* Names for scripts: "Tab", "Left"; FOCUS_KEYS if it is none. */
enum focus_key focus_key_named(str name);

#endif
