/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this is, and who helps. */
#include "ui/screens.h"
#include "ui/screens/screens_lines.h"

/* With at least two of those who help below it. */
static bool has_room(const struct build *build, void *to)
{
    const struct build_text sentence = { .text = *(const str *)to,
                                         .style = LOOK_BODY };
    int left = build->body.h - build_height(build, &sentence, build->body.w);
    return left >= 2 * screens_lines_least(build) + 2 * build_mm(build, 3);
}

void screens_help(struct build *build)
{
    str sentence = build_say(build, "These are questions about the help you "
                                    "get here. You can ask a worker, or call:");
    build_tools(build, BUILD_TOOL_LANGUAGE | BUILD_TOOL_STOP);
    box row = build_bottom_row(build);
    build_heading(build, build_say(build, "Do you need help?"));
    build_settle(build, has_room, &sentence);
    build_sentence(build, S("sentence"), sentence);
    screens_lines(build);
    if (build->page + 1 < build->pages)
        build_onward(build, row, false);
    else
        build_bottom(build, row, &(struct build_bottom){ .back = true });
}
