/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this is, and who helps. */
#include "ui/screens.h"
#include "ui/screens/screens_lines.h"

static str heading_of(const struct build *build)
{
    return build_say(build, "Do you need help?");
}

static str sentence_of(const struct build *build)
{
    return build_say(build, "These are questions about the help you get here. "
                            "You can ask a worker, or call:");
}

/* With those who help on this page; larger words may take another one. */
static bool has_room(const struct build *build, void *to)
{
    int pages = *(const int *)to;
    int left = build->body.h - build_heading_height(build, heading_of(build)) -
               build_sentence_height(build, sentence_of(build));
    return screens_lines_pages(build, left) <= pages;
}

void screens_help(struct build *build)
{
    int pages = build->look->size == LOOK_NORMAL ? 1 : 2;
    build_tools(build, BUILD_TOOL_LANGUAGE | BUILD_TOOL_STOP);
    box row = build_bottom_row(build);
    build_settle(build, has_room, &pages);
    build_heading(build, heading_of(build));
    build_sentence(build, S("sentence"), sentence_of(build));
    screens_lines(build);
    if (build->page + 1 < build->pages)
        build_onward(build, row, false);
    else
        build_bottom(build, row, &(struct build_bottom){ .back = true });
}
