/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is on a screen, as one flat list in reading order. A screen's build
 * function fills it; paint, touch, focus, speak and dump only read it, so what
 * is drawn is what is touched, heard, reached by key and tested. Ids never
 * change and know no language (they are a contract with scripts and tests).
 * The list lives in the arena of the frame, until the next one is built.
 */
#ifndef UI_WIDGET_H
#define UI_WIDGET_H

#include "base/text.h"
#include "ui/action.h"
#include "ui/box.h"
#include "ui/look.h"

enum widget_role {
    WIDGET_HEADING,
    WIDGET_TEXT,
    WIDGET_PICTURE,
    WIDGET_PROGRESS,
    WIDGET_BUTTON,
    WIDGET_TOOL,
    WIDGET_CHOICE,
    WIDGET_SLIDER,
    WIDGET_FIELD,
    WIDGET_KEY,
    WIDGET_ROLES
};

/* What stands behind the words. */
enum widget_face {
    WIDGET_BARE,    /* nothing */
    WIDGET_CARD,    /* a card with an edge */
    WIDGET_PRIMARY, /* filled: what leads on */
    WIDGET_PANEL,   /* a large card that only holds others together */
};

/* One word where it stands, its baseline included: see lay.h. */
struct widget_word {
    str word;
    int x;
    int baseline;
    int w;
    size_t at; /* where it begins in the label (or value) */
};

/* Words that were laid out. */
struct widget_text {
    const struct widget_word *words;
    int count;
    enum look_text style;
    int size; /* of the letters: pixels of the em */
    bool quiet;
    box bounds;
};

struct widget {
    str id;
    enum widget_role role;
    enum widget_face face;
    str label;   /* what it says, also aloud */
    str value;   /* what stands in it: an answer, a number, typed words */
    str picture; /* the name of a drawing; may be empty */
    box bounds;  /* what is touched */
    box picture_box;
    box tick_box; /* where its tick stands when it is selected */
    const struct widget_text *texts;
    int text_count;
    struct action action; /* ACTION_NONE: it is only looked at */
    struct action held;   /* while it is held down, after a moment */
    bool selected;
    bool focused;
    bool disabled;
    bool hidden;  /* it keeps its place but cannot be seen or touched */
    bool repeats; /* may be tapped quickly: a key, a slider's button */
    /* A progress or slider: how far, of how much. */
    long from;
    long to;
    long number;
    bool unset;    /* a slider that nobody touched */
    box caret_box; /* of a field: where the next letter will be */
    const struct look
        *look; /* of its own, which it shows; NULL: the screen's */
};

struct widgets {
    struct arena *frame;
    str screen; /* its name: "question:know_why" */
    struct widget *all;
    int count;
    int room;
};

/* An empty list. */
void widget_begin(struct widgets *list, struct arena *frame, str screen);

/* Adds a copy; the result may be filled in further until the next one comes. */
struct widget *widget_add(struct widgets *list, const struct widget *widget);

/* By its id; NULL if there is none. */
const struct widget *widget_find(const struct widgets *list, str id);

/* Whether it does something when it is touched. */
bool widget_is_active(const struct widget *widget);

/* What is at a place: the last active one there. NULL if none is. */
const struct widget *widget_at(const struct widgets *list, int x, int y);

const char *widget_role_name(enum widget_role role);

#endif
