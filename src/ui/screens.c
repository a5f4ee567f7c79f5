/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/screens.h"

#include <assert.h>

#include "base/arena.h"

enum { MARGIN = 5 }; /* millimetres */

/* A name that ends in a colon is followed by the question's. */
static const struct {
    const char *name;
    void (*build)(struct build *build);
} all[] = {
    [SEAT_CLOSED] = { "closed", screens_closed },
    [SEAT_WELCOME] = { "welcome", screens_welcome },
    [SEAT_WHO] = { "who", screens_who },
    [SEAT_LOOK] = { "look", screens_look },
    [SEAT_PRIVACY] = { "privacy", screens_privacy },
    [SEAT_QUESTION] = { "question:", screens_question },
    [SEAT_CHECK] = { "check", screens_check },
    [SEAT_SENDING] = { "sending", screens_sending },
    [SEAT_UNSENT] = { "unsent", screens_unsent },
    [SEAT_THANKS] = { "thanks", screens_thanks },
    [SEAT_HELP] = { "help", screens_help },
    [SEAT_STOP] = { "stop", screens_stop },
    [SEAT_COVERED] = { "covered", screens_covered },
    [SEAT_IDLE] = { "idle", screens_idle },
    [SEAT_RESUME] = { "resume", screens_resume },
};
static_assert(sizeof all / sizeof *all == SEAT_STAGES,
              "every stage has its screen");

static str name_of(const struct seat *seat)
{
    struct text name = { .arena = seat->frame };
    const struct visit *visit = seat->person.visit;
    text_add(&name, text_of(all[seat_stage(seat)].name));
    if (seat_stage(seat) == SEAT_QUESTION)
        text_add(&name, visit->form->questions[visit->question].name);
    return text_view(&name);
}

void screens_build(struct seat *seat)
{
    const struct form *form = seat_form(seat);
    const struct look *look = &seat->look;
    struct build build = {
        .seat = seat,
        .list = &seat->list,
        .frame = seat->frame,
        .look = look,
        .words = seat_words(seat),
        .language = seat_language(seat),
        .address = form ? form->address : FORM_FORMAL,
        .screen = { 0, 0, look->width, look->height },
        .page = seat->person.page,
        .pages = 1,
        .percent = 100,
    };
    build.body = box_inset(build.screen, build_mm(&build, MARGIN));
    widget_begin(&seat->list, seat->frame, name_of(seat));
    all[seat_stage(seat)].build(&build);
    seat->person.page = build.page;
    seat->person.pages = build.pages;
}
