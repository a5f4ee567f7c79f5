/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nobody has touched anything for a while (I40). */
#include "ui/screens.h"
#include "ui/screens/screens_message.h"

void screens_idle(struct build *build)
{
    screens_message(
        build,
        &(struct screens_message){
            .tools = BUILD_TOOL_LANGUAGE,
            .picture = "clock",
            .shows = TEXT_KEY("A clock"),
            .heading = TEXT_KEY("Are you still there?"),
            .sentence = TEXT_KEY("To keep your answers private, they will soon "
                                 "be deleted."),
            .buttons = { { "still_here",
                           TEXT_KEY("Yes, carry on"),
                           "tick",
                           { ACTION_STILL_HERE, 0 },
                           true },
                         { "stop",
                           TEXT_KEY("Stop"),
                           "tool-stop",
                           { ACTION_STOP, 0 },
                           false } },
        });
}
