/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is pointed out in comments: each line of input is one, and what comes out
 * is what it may be and where, or - for nothing. */
#include "report/hints.h"

#include "cases.h"

static void add_marks(struct text *out, str line)
{
    struct marks marks = hints_find(out->arena, line);
    for (size_t i = 0; i < marks.count; i++) {
        str label = text_of(hints_label(marks.all[i].kind));
        assert_true(marks.all[i].from < marks.all[i].to);
        assert_true(i == 0 || marks.all[i].from >= marks.all[i - 1].to);
        text_add(out, i ? S(", ") : S(""));
        text_add(out, text_slice(line, marks.all[i].from, marks.all[i].to));
        text_add(out, S(" ("));
        text_add(out, text_slice(label, 0, label.size - 1));
        text_add(out, S(")"));
    }
    text_add(out, marks.count ? S("\n") : S("-\n"));
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct text out = { .arena = arena };
    str lines = cases_input(one);
    str line;
    while (text_cut(&lines, '\n', &line))
        if (line.size > 0)
            add_marks(&out, line);
    return text_view(&out);
}

int main(void)
{
    return cases_run("report/hints.cases", run);
}
