/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The seat in front of the screen, as data: what it is made of, where the
 * person in it has got to, what they chose for themselves, and their answers.
 * Screens read it and nothing else. Only journey.h changes it, when something
 * is done, and host.h, which takes in what happens. Whatever is of a person
 * stands in `person`, so that it can be wiped as one thing (P4).
 */
#ifndef UI_SEAT_H
#define UI_SEAT_H

#include "base/clock.h"
#include "base/words.h"
#include "interview/draft.h"
#include "ui/focus.h"
#include "ui/lay.h"
#include "ui/outbox.h"
#include "ui/settings.h"
#include "ui/support.h"
#include "ui/touch.h"
#include "ui/typing.h"

enum {
    SEAT_LANGUAGES = 2,
    SEAT_DEEP = 6, /* one, and each of the five that can lie over it */
};

/* Where a person can be. What lies over a screen leads back to it. */
enum seat_stage {
    SEAT_CLOSED, /* nobody can be asked now */
    SEAT_WELCOME,
    SEAT_WHO,
    SEAT_LOOK,
    SEAT_PRIVACY,
    SEAT_QUESTION,
    SEAT_CHECK,
    SEAT_SENDING,
    SEAT_UNSENT, /* it could not be stored */
    SEAT_THANKS,
    SEAT_HELP,
    SEAT_STOP,
    SEAT_COVERED,
    SEAT_IDLE,
    SEAT_RESUME, /* the program began anew under somebody's hands */
    SEAT_STAGES
};

/* What the seat is made of. All of it outlives the seat. */
struct seat_plan {
    const struct words *languages[SEAT_LANGUAGES]; /* Welsh first */
    str titles[SEAT_LANGUAGES]; /* how the service calls itself in each */
    int language_count;
    const struct form *const *forms;
    int form_count;
    int only_form; /* the one that staff fixed; -1: it is asked */
    const struct support *support;
    struct settings settings;
    struct typeface_set *typefaces;
    struct outbox *outbox;
    struct draft *draft; /* NULL: none is kept */
    const struct clock *clock;
    bool practice;
};

/* Who sits there. */
struct seat_person {
    int language; /* index; -1: not chosen yet */
    bool peeking; /* at the other language */
    int form;     /* -1: not chosen yet */
    struct visit *visit;
    enum seat_stage stages[SEAT_DEEP]; /* the last one is shown */
    int depth;
    int turned[SEAT_DEEP]; /* the pages of those below */
    int page;              /* of what is shown */
    int pages;             /* that it has, as it was laid out last */
    int checked;           /* the page of the check that a change began on */
    struct typing typing;  /* into the open question */
    int64_t touched;       /* when, for the last time */
};

struct seat {
    struct arena *arena;
    struct arena *frame;
    struct seat_plan plan;
    struct look look;
    struct lay *lay;
    struct widgets list;
    bool stale; /* the list is to be built anew */
    struct seat_person person;
    struct touch touch;
    struct focus focus;
    bool unsure;  /* whether anybody can be asked */
    bool leaving; /* somebody left just now: at … */
    int64_t left; /* … this time */
    int64_t next_cover;
    long persons; /* that left: what was drawn for them is to be forgotten */
    long shown;   /* lists that were built */
};

enum seat_stage seat_stage(const struct seat *seat);

/* The words, and the language's place, that are shown now. */
const struct words *seat_words(const struct seat *seat);
int seat_language(const struct seat *seat);

/* The questionnaire; NULL if none was chosen yet. */
const struct form *seat_form(const struct seat *seat);

#endif
