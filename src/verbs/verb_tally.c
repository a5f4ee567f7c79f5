/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_tally.h"

#include "verbs/handout.h"

enum call_result verb_tally(struct call *call)
{
    struct handout handout = { .call = call };
    return handout_run(&handout);
}
