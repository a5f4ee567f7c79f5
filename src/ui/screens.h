/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every screen there is: its name for scripts, and the function that fills the
 * list of widgets for it. Screens read the seat and change nothing; what can be
 * done on them are actions. A new one is a stage in seat.h, a file in screens/
 * and a row in the table.
 */
#ifndef UI_SCREENS_H
#define UI_SCREENS_H

#include "ui/build.h"

/* Fills the list of the seat for the screen that is shown, and says how many
 * pages it has. */
void screens_build(struct seat *seat);

void screens_closed(struct build *build);
void screens_welcome(struct build *build);
void screens_who(struct build *build);
void screens_look(struct build *build);
void screens_privacy(struct build *build);
void screens_question(struct build *build);
void screens_check(struct build *build);
void screens_sending(struct build *build);
void screens_unsent(struct build *build);
void screens_thanks(struct build *build);
void screens_help(struct build *build);
void screens_stop(struct build *build);
void screens_covered(struct build *build);
void screens_idle(struct build *build);
void screens_resume(struct build *build);

/* The question and its hint, on top of the body; how much room they take with
 * the gaps below them. */
void screens_question_put(struct build *build);
int screens_question_height(const struct build *build);

/* How each kind of question is answered, in the body of its screen. */
void screens_choices(struct build *build);
void screens_slider(struct build *build);
void screens_keyboard(struct build *build);

#endif
