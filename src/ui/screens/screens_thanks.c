/* SPDX-License-Identifier: GPL-3.0-or-later */
/* It is safe on disk now (P1); where to get help; and then nothing is left. */
#include "ui/screens.h"
#include "ui/screens/screens_lines.h"

enum { PICTURE = 20, GAP = 2 }; /* millimetres */

static str heading_of(const struct build *build)
{
    return build_say(build, "Thank you. Your answers are safe.");
}

static int left_for_lines(const struct build *build, bool picture)
{
    int left = build->body.h - build_heading_height(build, heading_of(build));
    return picture ? left - build_mm(build, PICTURE + GAP) : left;
}

/* Those who help matter more than the flower. */
static bool has_room(const struct build *build, void *to)
{
    int pages = build->look->size == LOOK_NORMAL ? 1 : 2;
    bool *picture = to;
    *picture = screens_lines_pages(build, left_for_lines(build, true)) <= pages;
    return *picture ||
           screens_lines_pages(build, left_for_lines(build, false)) <= pages;
}

void screens_thanks(struct build *build)
{
    bool picture = false;
    build_tools(build, BUILD_TOOL_LANGUAGE);
    box row = build_bottom_row(build);
    build_settle(build, has_room, &picture);
    if (picture)
        build_picture(build, S("picture"), S("thanks"),
                      build_say(build, "A flower"),
                      box_cut_top(&build->body, build_mm(build, PICTURE),
                                  build_mm(build, GAP)));
    build_heading(build, heading_of(build));
    screens_lines(build);
    if (build->page + 1 < build->pages) {
        build_onward(build, row, false);
        return;
    }
    build_bottom(build, row,
                 &(struct build_bottom){ .wide = true,
                                         .next = build_say(build, "Finish"),
                                         .next_id = S("next"),
                                         .next_picture = S("tick"),
                                         .next_action = { ACTION_NEXT, 0 } });
}
