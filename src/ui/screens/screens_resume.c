/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program ended under somebody's hands and began anew. Nothing of them is
 * shown until they say so, and soon it is too late. */
#include "ui/screens.h"
#include "ui/screens/screens_message.h"

void screens_resume(struct build *build)
{
    screens_message(
        build,
        &(struct screens_message){
            .tools = BUILD_TOOL_LANGUAGE,
            .picture = "start-again",
            .shows = TEXT_KEY("An arrow in a circle"),
            .heading = TEXT_KEY("The screen had to start again."),
            .sentence = TEXT_KEY("Were you answering questions just now?"),
            .buttons = { { "start_again",
                           TEXT_KEY("Start again"),
                           "start-again",
                           { ACTION_DELETE, 0 },
                           true },
                         { "carry_on",
                           TEXT_KEY("Carry on"),
                           "carry-on",
                           { ACTION_CONTINUE, 0 },
                           false } },
        });
}
