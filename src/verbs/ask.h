/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Asking people on the terminal: lines, and lines that nobody else may see
 * while they are typed. Questions go to standard error, so that what a verb
 * prints can go to a file. Where standard input is no terminal nothing is
 * asked, and its lines are taken one by one as the answers. A passphrase comes
 * this way or from a file, never as an argument. Answers live in the call's
 * arena; hand in a call with another one to have them wiped earlier.
 */
#ifndef VERBS_ASK_H
#define VERBS_ASK_H

#include "verbs/call.h"

/* Bytes of an answer. A terminal cuts a line off at 4,095 without a word, so
 * that whatever has so many is refused rather than taken in half. */
enum { ASK_LONGEST = 4000 };

/* Whether somebody sits at a terminal and can be asked. */
bool ask_can(void);

/* Whether somebody sits there and sees what is shown. */
bool ask_can_show(void);

/* What is secret is shown, and typed back, on a screen aside: begin it, clear
 * it as often as needed, end it. Nothing happens where there is no terminal. */
void ask_begin_aside(void);
void ask_clear_aside(void);
void ask_end_aside(void);

/*
 * Asks `question`, in the language of the terminal, until a line of plain
 * UTF-8 comes back that is not too long; without the blanks around it, and
 * terminated. False and a fault at the end of input, where there is nobody to be
 * asked again, or when a signal comes that the caller holds up.
 */
bool ask_line(const struct call *call, str question, str *answer,
              struct fault *fault);

/* The same without showing what is typed. The terminal is as it was before when
 * this returns, and when a signal ends or stops the program. */
bool ask_secret(const struct call *call, str question, str *answer,
                struct fault *fault);

/* Asks until the answer is y or n. Enter alone is neither. */
bool ask_whether(const struct call *call, str question, bool *yes,
                 struct fault *fault);

/* Takes a secret from the first line of a file, or of standard input if `path`
 * is "-". False and a fault if it cannot be read or there is nothing in it. */
bool ask_secret_file(const struct call *call, const char *path, str *secret,
                     struct fault *fault);

#endif
