/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/verb_report.h"

#include "verbs/handout.h"

enum call_result verb_report(struct call *call)
{
    struct handout handout = { .call = call, .tells = true };
    return handout_run(&handout);
}
