/* SPDX-License-Identifier: GPL-3.0-or-later */
/* It is safe on disk now (P1); where to get help; and then nothing is left. */
#include "ui/screens.h"
#include "ui/screens/screens_lines.h"

void screens_thanks(struct build *build)
{
    build_tools(build, BUILD_TOOL_LANGUAGE);
    box row = build_bottom_row(build);
    build_picture(
        build, S("picture"), S("thanks"), build_say(build, "A flower"),
        box_cut_top(&build->body, build_mm(build, 20), build_mm(build, 2)));
    build_heading(build, build_say(build, "Thank you. Your answers are safe."));
    screens_lines(build);
    build_bottom(build, row,
                 &(struct build_bottom){ .wide = true,
                                         .next = build_say(build, "Finish"),
                                         .next_id = S("next"),
                                         .next_picture = S("tick"),
                                         .next_action = { ACTION_NEXT, 0 } });
}
