/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing words into an answer: a letter comes in where the caret stands, or
 * the one before it goes. Letters are whole ones as people see them, accents
 * included, and put together (NFC). What would not fit into a record is not
 * taken. Sentences begin with a capital by themselves, by way of the page of
 * the keyboard that comes up. It shows nothing.
 */
#ifndef UI_TYPING_H
#define UI_TYPING_H

#include "interview/visit.h"
#include "ui/action.h"

/* How far they have got with it. Begins as zeros. */
struct typing {
    int keys;     /* the page of the keyboard; 0: it is hidden */
    long accents; /* of this letter stand over the keys; 0: none do */
    size_t caret; /* bytes before it in the words */
    str kept;     /* words that gave way to another answer */
};

/* Gets ready for the words of the question that was opened: the caret behind
 * them, the keyboard hidden. */
void typing_begin(const struct visit *visit, struct typing *typing);

/* Does ACTION_TYPE, ACTION_ERASE, ACTION_CARET or ACTION_CARET_TO to the open
 * question of the visit, if it is one that is answered in words. The last one
 * also brings up the keyboard. */
void typing_act(struct visit *visit, struct typing *typing,
                struct action action);

/* Don't know and Rather not say take the words away; they are kept until the
 * person moves on, so that a slip of the finger costs nothing. */
void typing_put_away(const struct visit *visit, struct typing *typing);
void typing_bring_back(struct visit *visit, struct typing *typing);

/* Whether nothing more can be written. */
bool typing_is_full(const struct visit *visit);

#endif
