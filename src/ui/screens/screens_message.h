/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Screens that say one thing: a picture, a heading, a sentence or two, and one
 * to three large buttons. Most of what is not a question is one of these. They
 * are data, so that all of them look and behave alike. A button that is left
 * out leaves no gap.
 */
#ifndef UI_SCREENS_MESSAGE_H
#define UI_SCREENS_MESSAGE_H

#include "ui/build.h"

enum { SCREENS_MESSAGE_BUTTONS = 3 };

struct screens_button {
    const char *id; /* NULL: no more buttons */
    const char *english;
    const char *picture;
    struct action action;
    bool primary;
};

struct screens_message {
    int tools; /* of the top row */
    const char *picture;
    const char *shows; /* in words */
    const char *heading;
    const char *sentence; /* NULL: none */
    struct screens_button buttons[SCREENS_MESSAGE_BUTTONS];
    bool tall; /* buttons with their pictures over the words */
};

void screens_message(struct build *build,
                     const struct screens_message *message);

#endif
