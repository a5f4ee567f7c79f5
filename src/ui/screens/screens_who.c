/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which questionnaire, in the words of whoever answers it. */
#include "base/arena.h"
#include "ui/screens.h"

static void build_form(struct build *build, int which, box area)
{
    const struct form *form = build->seat->plan.forms[which];
    struct text id = { .arena = build->frame };
    text_add(&id, S("who_"));
    text_add(&id, form->id);
    build_card(build,
               &(struct build_card){ .id = text_view(&id),
                                     .role = WIDGET_BUTTON,
                                     .face = WIDGET_CARD,
                                     .label = build_phrase(build, form->who),
                                     .picture = form->image,
                                     .side = look_is_portrait(build->look)
                                                 ? BUILD_LEFT
                                                 : BUILD_ABOVE,
                                     .style = LOOK_LABEL,
                                     .action = { ACTION_WHO, which } },
               area);
}

void screens_who(struct build *build)
{
    int count = build->seat->plan.form_count;
    int gap = build_mm(build, 4);
    build_tools(build, BUILD_TOOL_LANGUAGE | BUILD_TOOL_HELP);
    box row = build_bottom_row(build);
    build_heading(build, build_say(build, "Which one is true for "
                                          "you?"));
    for (int i = 0; i < count; i++)
        build_form(build, i,
                   look_is_portrait(build->look)
                       ? box_row(build->body, i, count, gap)
                       : box_column(build->body, i, count, gap));
    build_bottom(build, row, &(struct build_bottom){ .back = true });
}
