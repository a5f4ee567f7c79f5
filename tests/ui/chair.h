/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A seat for tests, with both languages and all questionnaires of the program,
 * and somebody who goes wherever a test wants them. Its clock stands still.
 */
#ifndef TESTS_UI_CHAIR_H
#define TESTS_UI_CHAIR_H

#include "ui/host.h"
#include "ui/journey.h"
#include "verbs/seating.h"

struct chair {
    struct call call;
    struct seating seating;
    struct seat *seat;
};

/* The test fails if there is no such seat. The chair stays where it is. */
void chair_open(struct chair *chair, struct arena *arena, bool practice);
void chair_close(struct chair *chair);

/* Somebody does something. */
void chair_act(struct chair *chair, enum action_kind kind, long which);

/* Puts a screen there, whatever has been before it. */
void chair_show(struct chair *chair, enum seat_stage stage);

/* Opens the question of the questionnaire that was chosen. */
void chair_ask(struct chair *chair, int question);

/* Answers all there is, with the last choice, and writes so many letters where
 * words are asked for. */
void chair_answer_all(struct chair *chair, int letters);

#endif
