/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to the answers, on three cards (I42). */
#include "ui/screens.h"

static const struct {
    const char *picture;
    const char *shows;
    const char *english;
} cards[] = {
    { "padlock", TEXT_KEY("A padlock"),
      TEXT_KEY("Nobody who works here can see your answers.") },
    { "no-name", TEXT_KEY("A name badge with a line through it"),
      TEXT_KEY("Your name is not on it. If someone is in danger, "
               "tell a worker.") },
    { "exit-door", TEXT_KEY("A door with an arrow going out"),
      TEXT_KEY("You can stop, or skip a question, at any "
               "time.") },
};
enum { CARDS = sizeof cards / sizeof *cards };

void screens_privacy(struct build *build)
{
    build_turn(build, CARDS);
    build_tools(build, BUILD_TOOLS);
    box row = build_bottom_row(build);
    box area = box_cut_top(&build->body, build->body.h / 2, 0);
    build_picture(build, S("picture"), text_of(cards[build->page].picture),
                  build_say(build, cards[build->page].shows), area);
    build_text(build,
               &(struct build_text){
                   .id = S("heading"),
                   .role = WIDGET_HEADING,
                   .text = build_say(build, cards[build->page].english),
                   .style = LOOK_HEADING,
                   .side = LAY_MIDDLE },
               build->body);
    build_onward(build, row, false);
}
