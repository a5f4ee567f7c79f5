/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three ways to stop, and one back (I39). What was not answered at all cannot
 * be sent. */
#include "ui/screens.h"
#include "ui/screens/screens_message.h"

static bool has_answers(const struct build *build)
{
    const struct visit *visit = build->seat->person.visit;
    for (int i = 0; visit && i < visit->form->question_count; i++)
        if (visit->answers->all[i].given)
            return true;
    return false;
}

static const struct screens_button rest = {
    "break", TEXT_KEY("Take a break"), "break-cup", { ACTION_COVER, 0 }, false
};
static const struct screens_button send_now = { "send_now",
                                                TEXT_KEY("Send what I have"),
                                                "send",
                                                { ACTION_SEND_NOW, 0 },
                                                false };
static const struct screens_button delete_all = {
    "delete_all",
    TEXT_KEY("Delete everything and leave"),
    "delete",
    { ACTION_DELETE, 0 },
    false
};

void screens_stop(struct build *build)
{
    struct screens_message message = {
        .tools = BUILD_TOOL_LANGUAGE | BUILD_TOOL_HELP,
        .picture = "tool-stop",
        .shows = TEXT_KEY("A stop sign"),
        .heading = TEXT_KEY("Do you want to stop?"),
        .tall = true,
    };
    int count = 0;
    box row = build_bottom_row(build);
    message.buttons[count++] = rest;
    if (has_answers(build))
        message.buttons[count++] = send_now;
    message.buttons[count++] = delete_all;
    screens_message(build, &message);
    build_bottom(build, row, &(struct build_bottom){ .back = true });
}
