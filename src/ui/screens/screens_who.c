/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which questionnaire, in the words of whoever answers it. */
#include "base/arena.h"
#include "ui/screens.h"

enum { GAP = 4, MOST_HIGH = 60 }; /* millimetres */

static struct build_card card_of(const struct build *build, int which)
{
    const struct form *form = build->seat->plan.forms[which];
    bool upright = look_is_portrait(build->look);
    struct text id = { .arena = build->frame };
    text_add(&id, S("who_"));
    text_add(&id, form->id);
    return (struct build_card){ .id = text_view(&id),
                                .role = WIDGET_BUTTON,
                                .face = WIDGET_CARD,
                                .label = build_phrase(build, form->who),
                                .picture = form->image,
                                .picture_most = 40,
                                .side = upright ? BUILD_LEFT : BUILD_ABOVE,
                                .style = LOOK_LABEL,
                                .action = { ACTION_WHO, which } };
}

static box place(const struct build *build, int i)
{
    int count = build->seat->plan.form_count;
    int gap = build_mm(build, GAP);
    int most = count * build_mm(build, MOST_HIGH);
    box area = build->body;
    if (!look_is_portrait(build->look))
        return box_column(area, i, count, gap);
    return box_row(box_centre(area, area.w, area.h < most ? area.h : most), i,
                   count, gap);
}

static bool fits(const struct build *build, void *to)
{
    struct build below = *build;
    int heading = build_heading_height(build, *(const str *)to);
    box_cut_top(&below.body, heading, 0);
    for (int i = 0; i < build->seat->plan.form_count; i++) {
        struct build_card card = card_of(&below, i);
        if (!build_card_fits(&below, &card, place(&below, i)))
            return false;
    }
    return true;
}

void screens_who(struct build *build)
{
    str heading = build_say(build, "Which one is true for you?");
    build_tools(build, BUILD_TOOL_LANGUAGE | BUILD_TOOL_HELP | BUILD_TOOL_STOP);
    box row = build_bottom_row(build);
    build_settle(build, fits, &heading);
    build_heading(build, heading);
    for (int i = 0; i < build->seat->plan.form_count; i++) {
        struct build_card card = card_of(build, i);
        build_card(build, &card, place(build, i));
    }
    build_bottom(build, row, &(struct build_bottom){ .back = true });
}
