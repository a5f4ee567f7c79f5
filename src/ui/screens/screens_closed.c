/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nobody can be asked now: nothing is set up, it is closed, or it is full.
 * Staff see which with `yoursay status`. It says so in every language. */
#include "base/arena.h"
#include "ui/screens.h"

void screens_closed(struct build *build)
{
    int count = build->seat->plan.language_count;
    build_practice(build);
    build_picture(
        build, S("picture"), S("cover"),
        build_say(build, "A screen with a closed eye"),
        box_cut_top(&build->body, build->body.h / 3, build_mm(build, 4)));
    for (int i = 0; i < count; i++) {
        struct build one = *build;
        one.words = build->seat->plan.languages[i];
        struct text id = { .arena = build->frame };
        text_add(&id, S("heading_"));
        text_add(&id, words_language(one.words));
        build_text(&one,
                   &(struct build_text){
                       .id = text_view(&id),
                       .role = WIDGET_HEADING,
                       .text = build_say(&one, "You cannot answer questions "
                                               "here now. Please ask a "
                                               "worker."),
                       .style = LOOK_HEADING,
                       .side = LAY_MIDDLE },
                   box_row(build->body, i, count, build_mm(build, 4)));
    }
}
