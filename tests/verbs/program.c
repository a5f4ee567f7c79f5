/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program as a whole: what it prints and returns on the command line. The
 * folder it runs in holds copies of the shipped young people's questionnaire,
 * its Welsh, a picture and the support lines, and the small questionnaire and
 * the settings of the fixtures, with the changes of the case. */
#include "base/file.h"
#include "cases.h"
#include "ran.h"

static void add_lines(struct text *out, str mark, str text)
{
    str line;
    if (text_ends(text, S("\n")))
        text = text_slice(text, 0, text.size - 1);
    while (text.size > 0 && text_cut(&text, '\n', &line)) {
        text_add(out, mark);
        text_add(out, line);
        text_add_char(out, '\n');
    }
}

/* Where the checkout and the build are is not for the cases to know. */
static str without(struct arena *arena, str text, str path, str sign)
{
    struct text out = { .arena = arena };
    for (;;) {
        size_t at = text_find(text, path);
        text_add(&out, text_slice(text, 0, at));
        if (at == text.size)
            return text_view(&out);
        text_add(&out, sign);
        text = text_slice(text, at + path.size, text.size);
    }
}

static str run(struct arena *arena, const struct cases_case *one)
{
    static const char *const files[] = {
        "assets/questionnaires/young-people.yaml",
        "locales/cy.po",
        "assets/pictures/yes.svg",
        "form.yaml",
        "locales/support.txt",
        "kiosk.conf",
    };
    struct text out = { .arena = arena };
    str folder = ran_folder(arena);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        ran_put(folder, file_name(text_of(files[i])).at,
                cases_fixture(arena, one, files[i]));
    str line = cases_input(one);
    str typed = cases_typed(one);
    struct ran ran = typed.size ? ran_terminal(arena, folder, line, typed)
                                : ran_program(arena, folder, line);
    ran_clear(folder);
    add_lines(&out, S(""), ran.out);
    add_lines(&out, S("! "), ran.err);
    text_add(&out, S("exit "));
    text_add_number(&out, ran.status);
    text_add_char(&out, '\n');
    return without(arena, text_view(&out), S(TESTS_SOURCE), S("(checkout)"));
}

int main(void)
{
    return cases_run("verbs/program.cases", run);
}
