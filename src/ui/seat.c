/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/seat.h"

enum seat_stage seat_stage(const struct seat *seat)
{
    return seat->person.stages[seat->person.depth];
}

int seat_language(const struct seat *seat)
{
    const struct seat_person *person = &seat->person;
    int language = person->language < 0 ? 0 : person->language;
    return person->peeking ? (language + 1) % seat->plan.language_count
                           : language;
}

const struct words *seat_words(const struct seat *seat)
{
    return seat->plan.languages[seat_language(seat)];
}

const struct form *seat_form(const struct seat *seat)
{
    return seat->person.form < 0 ? NULL : seat->plan.forms[seat->person.form];
}
