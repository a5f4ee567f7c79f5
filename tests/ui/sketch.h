/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists of widgets written as lines, as `screen` prints them:
 *
 *     screen question:first
 *     choice yes 0 0 100 100 [selected] "Yes" repeats held
 *     field text 0 0 300 100 "" value "two words\nin lines"
 *     slider value 0 0 300 40 "" from 0 to 100 number 50
 *     gone yes
 *
 * A second line with the same id replaces the first. Letters of a field are 10
 * wide, lines are 40 high, and both begin 10 inside.
 */
#ifndef TESTS_UI_SKETCH_H
#define TESTS_UI_SKETCH_H

#include "cases.h"
#include "ui/widget.h"

enum { SKETCH_IDS = 64 };

struct sketch {
    struct arena *arena;
    struct widgets list;
    str ids[SKETCH_IDS]; /* an action CHOOSE says which of these */
    int id_count;
};

/* Takes a line; false if it is none of these. */
bool sketch_line(struct sketch *sketch, str line);

/* What an action is: the id of what was tapped, "slide to 5", "-". */
void sketch_say(const struct sketch *sketch, struct text *out,
                struct action action);

/* The next word of a line as a number. */
long sketch_number(str line, size_t *at);

#endif
