/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers could not be stored. The truth, and no answer on the screen: they
 * stay in memory, and it is tried again by itself (I41). */
#include "ui/screens.h"
#include "ui/screens/screens_message.h"

void screens_unsent(struct build *build)
{
    screens_message(
        build,
        &(struct screens_message){
            .tools = BUILD_TOOL_LANGUAGE | BUILD_TOOL_HELP | BUILD_TOOL_STOP,
            .picture = "unsent",
            .shows = TEXT_KEY("A letter waiting in a tray"),
            .heading = TEXT_KEY("Your answers are not sent yet."),
            .sentence = TEXT_KEY("This is not because of you. Please tell a "
                                 "worker. Nobody can see your answers."),
            .buttons = { { "send",
                           TEXT_KEY("Try again"),
                           "send",
                           { ACTION_SEND, 0 },
                           true } },
        });
}
