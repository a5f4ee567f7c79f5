/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a script can have wrong, and what is said then: one sentence with the
 * line. The script of each case is played from a folder of its own. */
#include "cases.h"
#include "verbs/ran.h"

static str run(struct arena *arena, const struct cases_case *one)
{
    struct text out = { .arena = arena };
    str folder = ran_folder(arena);
    ran_put(folder, "a.play", cases_input(one));
    struct ran ran = ran_program(arena, folder, S("play a.play"));
    ran_clear(folder);
    text_add(&out, ran.out);
    text_add(&out, ran.err);
    text_add(&out, S("exit "));
    text_add_number(&out, ran.status);
    text_add_char(&out, '\n');
    return text_view(&out);
}

int main(void)
{
    return cases_run("play/mistakes.cases", run);
}
