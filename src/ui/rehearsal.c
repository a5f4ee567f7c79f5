/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rehearsal.h"

#include <string.h>

#include "base/arena.h"
#include "interview/route.h"
#include "ui/paint.h"
#include "ui/screens.h"

/* Where ACTION_NEXT leads, as far as it changes nothing. */
static void turn(struct seat_person *person, struct visit *visit)
{
    if (person->page + 1 < person->pages) {
        person->page++;
        return;
    }
    visit->question = route_next(visit->answers, visit->question);
    person->page = 0;
    person->typing = (struct typing){ 0 };
    if (visit_is_checking(visit))
        person->stages[person->depth] = SEAT_CHECK;
    else
        typing_begin(visit, &person->typing);
}

void rehearsal_next(const struct seat *seat, struct canvas *canvas)
{
    if (seat_stage(seat) != SEAT_QUESTION)
        return;
    struct seat stand_in = *seat;
    struct visit visit = *seat->person.visit;
    stand_in.frame = arena_make();
    stand_in.list = (struct widgets){ 0 };
    stand_in.touch = (struct touch){ 0 };
    stand_in.person.visit = &visit;
    stand_in.person.peeking = false;
    turn(&stand_in.person, &visit);
    screens_build(&stand_in);
    canvas_hide(canvas, true);
    paint_list(canvas, &stand_in.list, &stand_in.look, S(""));
    canvas_hide(canvas, false);
    arena_destroy(stand_in.frame);
    explicit_bzero(&visit, sizeof visit);
    explicit_bzero(&stand_in, sizeof stand_in);
}
