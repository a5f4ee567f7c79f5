/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A break: the screen says nothing about anybody, and one tap leads back. */
#include "ui/screens.h"
#include "ui/screens/screens_message.h"

void screens_covered(struct build *build)
{
    screens_message(build, &(struct screens_message){
                               .tools = BUILD_TOOL_LANGUAGE,
                               .picture = "break-cup",
                               .shows = TEXT_KEY("A hot drink"),
                               .heading = TEXT_KEY("Taking a break"),
                               .buttons = { { "continue_break",
                                              TEXT_KEY("Carry on"),
                                              "carry-on",
                                              { ACTION_CONTINUE, 0 },
                                              true } },
                           });
}
