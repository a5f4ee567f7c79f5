/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/typing.h"

void typing_act(struct visit *visit, struct seat_person *person,
                struct action action)
{
    (void)visit;
    (void)person;
    (void)action;
}
