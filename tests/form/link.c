/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading: every fault of structure and of names, with its exact words. */
#include "form/link.h"

#include "cases.h"

static str run(struct arena *arena, const struct cases_case *one)
{
    struct faults faults = { .arena = arena, .file = S("form.yaml") };
    str input = cases_input(one);
    str content = input.size ? input : cases_fixture(arena, one, "form.yaml");
    struct form *form = link_form(arena, content, &faults);
    assert_true(form || faults.count);
    fault_sort(&faults);
    return cases_faults(arena, &faults);
}

int main(void)
{
    return cases_run("form/link.cases", run);
}
