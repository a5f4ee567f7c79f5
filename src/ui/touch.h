/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fingers and mice: from where they go down and come up to what was meant. It
 * acts on lift, inside what was under the finger when it went down, and only if
 * that is still there (I12). A second tap within half a second does nothing
 * where it would hit the same thing again or a screen that has just appeared
 * (I13). One finger counts at a time: palms and second fingers do nothing, but
 * that two thumbs may type in turns.
 */
#ifndef UI_TOUCH_H
#define UI_TOUCH_H

#include "ui/widget.h"

enum touch_kind { TOUCH_DOWN, TOUCH_MOVE, TOUCH_UP, TOUCH_CANCEL };

struct touch_event {
    enum touch_kind kind;
    int64_t finger;
    int x;
    int y;
    int64_t now; /* milliseconds */
};

enum {
    TOUCH_AGAIN = 500,  /* so long a second tap is no new one */
    TOUCH_BOUNCE = 40,  /* what repeats is only guarded against its bouncing */
    TOUCH_HELD = 400,   /* from then on something is held */
    TOUCH_LOST = 10000, /* so long after the last event nothing lies there */
    TOUCH_NAME = 64,    /* longer ids are not touched */
    TOUCH_TAPS = 8,     /* more than anybody can mean in TOUCH_AGAIN */
    TOUCH_FINGERS = 10,
};

/* What was tapped: when, where, and on which screen. */
struct touch_tap {
    int64_t at;
    int x;
    int y;
    bool repeats;
    char id[TOUCH_NAME]; /* empty: no tap */
    char screen[TOUCH_NAME];
};

/* Begins as zeros. It keeps nothing of a person but where they tapped last. */
struct touch {
    bool down;
    bool gone; /* it does nothing any more, wherever it is lifted */
    bool off;  /* it slid off; it may come back */
    bool held; /* the held action was given, and is to be ended */
    int64_t finger;
    int64_t since; /* when it went down, and where */
    int x;
    int y;
    char id[TOUCH_NAME]; /* what is under it, and on which screen */
    char screen[TOUCH_NAME];
    struct action action; /* what that did then; once held, the held one */
    int64_t last;         /* when anything was heard of any finger */
    int64_t others[TOUCH_FINGERS]; /* that lie there and do not count */
    int other_count;
    struct touch_tap taps[TOUCH_TAPS];
};

/* What an event means; mostly ACTION_NONE. `near` is how close two places are
 * the same one for a finger, in pixels. */
struct action touch_take(struct touch *touch, const struct widgets *list,
                         const struct touch_event *event, int near);

/* What it means that time went by: something is held. */
struct action touch_wait(struct touch *touch, const struct widgets *list,
                         int64_t now);

/* When touch_wait() is to be asked next; -1: not at all. */
int64_t touch_deadline(const struct touch *touch, const struct widgets *list);

/* The id of what would act if the finger were lifted now; may be empty. */
str touch_pressed(const struct touch *touch);

/* Forgets the taps that were, but not the finger that lies there. */
void touch_forget_taps(struct touch *touch);

/* Takes the finger away without acting, and forgets the taps as well. */
void touch_forget(struct touch *touch);

#endif
