/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question, and how it is answered. */
#include <assert.h>

#include "ui/screens.h"

static void (*const ways[])(struct build *build) = {
    [FORM_ONE] = screens_choices,   [FORM_SCALE] = screens_choices,
    [FORM_MANY] = screens_choices,  [FORM_SLIDER] = screens_slider,
    [FORM_TEXT] = screens_keyboard,
};
static_assert(sizeof ways / sizeof *ways == FORM_KINDS,
              "every kind can be answered");

static const struct form_question *asked_of(const struct build *build)
{
    const struct visit *visit = build->seat->person.visit;
    return &visit->form->questions[visit->question];
}

void screens_question_put(struct build *build)
{
    const struct form_question *asked = asked_of(build);
    build_heading(build, build_phrase(build, asked->label));
    if (asked->hint)
        build_hint(build, build_phrase(build, asked->hint));
}

int screens_question_height(const struct build *build)
{
    struct build trial = *build;
    struct widgets list = *build->list;
    trial.list = &list;
    widget_begin(&list, build->frame, build->list->screen);
    screens_question_put(&trial);
    return trial.body.y - build->body.y;
}

void screens_question(struct build *build)
{
    build_tools(build, BUILD_TOOLS);
    ways[asked_of(build)->kind](build);
}
