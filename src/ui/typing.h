/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing words into an answer: a letter comes in where the caret stands, or
 * the one before it goes. Letters are whole ones as people see them, accents
 * included, and put together (NFC). What would not fit into a record is not
 * taken. It shows nothing.
 */
#ifndef UI_TYPING_H
#define UI_TYPING_H

#include "ui/seat.h"

/* Does ACTION_TYPE, ACTION_ERASE, ACTION_CARET or ACTION_CARET_TO to the open
 * question of the visit, if it is one that is answered in words. */
void typing_act(struct visit *visit, struct seat_person *person,
                struct action action);

#endif
