/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures: everything that the renderer would leave out without a word. */
#include "form/picture.h"

#include "cases.h"

static str run(struct arena *arena, const struct cases_case *one)
{
    struct faults faults = { .arena = arena, .file = S("p.svg") };
    picture_check(cases_input(one), &faults);
    return cases_faults(arena, &faults);
}

int main(void)
{
    return cases_run("form/picture.cases", run);
}
