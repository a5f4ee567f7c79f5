/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Support lines: what is shown to whom, and every fault in the file; the files
 * @ locales/support.txt and @ support.txt are the program's and an office's. */
#include "ui/support.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "cases.h"

static const str forms[] = { S("victims"), S("young-people") };
static const struct pairs_names names = { forms, 2 };

static void say_line(struct text *out, const struct support_line *line,
                     str language)
{
    const str said[] = { S("  "),  support_name(line, language),
                         S(" | "), line->parts[SUPPORT_NUMBER],
                         S(" | "), support_says(line, language),
                         S("\n") };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        text_add(out, said[i]);
}

static void say_for(struct text *out, const struct support *support, str form,
                    str language)
{
    text_add(out, language);
    text_add(out, S(" "));
    text_add(out, form.size > 0 ? form : S("nobody yet"));
    text_add_char(out, '\n');
    for (int i = 0; i < support->count; i++)
        if (support_is_for(&support->lines[i], form))
            say_line(out, &support->lines[i], language);
}

static void say_all(struct text *out, const struct support *support)
{
    text_add_number(out, support->day);
    text_add_char(out, '.');
    text_add_number(out, support->month);
    text_add_char(out, '.');
    text_add_number(out, support->year);
    text_add_char(out, '\n');
    say_for(out, support, S(""), S("en"));
    say_for(out, support, forms[0], S("en"));
    say_for(out, support, forms[1], S("cy"));
}

/* The input is what the office wrote; without any it wrote nothing. */
static str run(struct arena *arena, const struct cases_case *one)
{
    char folder[] = "/tmp/yoursay-support.XXXXXX";
    struct faults faults = { .arena = arena };
    struct fault fault = { .arena = arena };
    struct text out = { .arena = arena };
    str own = file_join(arena, S(TESTS_SOURCE), S("locales/support.txt"));
    str content = cases_input(one);
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    if (content.size > 0)
        assert_true(file_write_whole(S("support.txt"), content, &fault));
    const struct support *support = support_load(arena, S("."), own, &names,
                                                 &faults);
    file_remove(S("support.txt"));
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(support == NULL, faults.count > 0);
    if (support)
        say_all(&out, support);
    text_add(&out, cases_faults(arena, &faults));
    return text_view(&out);
}

int main(void)
{
    return cases_run("ui/support.cases", run);
}
