/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of a screen as text, in the form that scripts rely on. */
#include "ui/dump.h"

#include "ui/sketch.h"

static str run(struct arena *arena, const struct cases_case *one)
{
    struct sketch sketch = { .arena = arena };
    struct look look = { .width = 1280, .height = 800 };
    str rest = cases_input(one);
    str line;
    while (text_cut(&rest, '\n', &line)) {
        if (text_equal(line, S("largest contrast"))) {
            look.size = LOOK_LARGEST;
            look.theme = LOOK_CONTRAST;
        } else {
            assert_true(sketch_line(&sketch, line));
        }
    }
    return dump_screen(arena, &sketch.list, &look, S("cy"));
}

int main(void)
{
    return cases_run("ui/dump.cases", run);
}
