/* SPDX-License-Identifier: GPL-3.0-or-later */
/* While the answers are being written. */
#include "ui/screens.h"
#include "ui/screens/screens_message.h"

void screens_sending(struct build *build)
{
    screens_message(build, &(struct screens_message){
                               .picture = "send",
                               .shows = TEXT_KEY("A paper plane"),
                               .heading = TEXT_KEY("Sending your answers …"),
                               .sentence = TEXT_KEY("Please wait."),
                           });
}
