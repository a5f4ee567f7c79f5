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
enum { PICTURE = 46, GAP = 5 }; /* millimetres */

/* The picture and the sentence stand together in the middle. */
void screens_privacy(struct build *build)
{
    build_turn(build, CARDS);
    build_tools(build, BUILD_TOOLS);
    box row = build_bottom_row(build);
    str words = build_say(build, cards[build->page].english);
    int gap = build_mm(build, GAP);
    int high = build_heading_height(build, words);
    int most = build_mm(build, PICTURE);
    int size = build->body.h - high - 2 * gap;
    size = size < most ? size : most;
    build->body = box_centre(build->body, build->body.w, size + gap + high);
    build_picture(build, S("picture"), text_of(cards[build->page].picture),
                  build_say(build, cards[build->page].shows),
                  box_cut_top(&build->body, size, gap));
    build_heading(build, words);
    build_onward(build, row, false);
}
