/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is on the keyboard of the screen: its pages, their keys, and which page
 * comes up when something was typed. Ten columns as on any keyboard where
 * fingers have room for them; on narrow screens the alphabet in its order on
 * two pages of large keys. Accents have a page of their own behind a key that
 * everybody sees, and are offered while a letter is held (I29). It knows no
 * screen and writes nothing.
 */
#ifndef UI_KEYBOARD_H
#define UI_KEYBOARD_H

#include "base/text.h"

/* What ACTION_KEYS leads to. */
enum keyboard_page {
    KEYBOARD_HIDDEN,
    KEYBOARD_SMALL,
    KEYBOARD_CAPITALS,
    KEYBOARD_SIGNS,
    KEYBOARD_ACCENTS,
    KEYBOARD_ACCENT_CAPITALS,
    KEYBOARD_SMALL_MORE, /* the second half of the alphabet, where narrow */
    KEYBOARD_CAPITALS_MORE,
    KEYBOARD_PAGES
};

bool keyboard_is_capital(int page);
bool keyboard_is_half(int page); /* the second one */
int keyboard_in_case(int page, bool capital);
int keyboard_other_half(int page);

/* The page that comes up once something was typed on this one; 0: something
 * else was done. A capital or an accent is wanted once, numbers until the next
 * blank. */
int keyboard_after(int page, uint32_t typed, bool begins_sentence);

/* Whether a sentence begins behind these words. */
bool keyboard_begins_sentence(str before);

enum { KEYBOARD_ROWS = 5 };

/* The keys of a page, parted by blanks: one letter is its own key, what is
 * longer has a name. Letters are small ones. */
struct keyboard_board {
    const char *rows[KEYBOARD_ROWS]; /* NULL: no more rows */
};
const struct keyboard_board *keyboard_board(int page, bool narrow);

/* What is offered while a letter is held; empty if nothing is. */
str keyboard_accents(uint32_t letter);

/* The capital of a letter that the keyboard has; of a sign, itself. */
uint32_t keyboard_capital(uint32_t letter);

#endif
