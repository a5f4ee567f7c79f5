/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain words: grades of known sentences, jargon, and ti apart from chi. */
#include "form/plain.h"

#include "cases.h"

static void add_address(struct text *out, str welsh)
{
    static const char *const said[] = { "nobody", "ti", "chi" };
    str word = S("");
    enum plain_address found = plain_address(welsh, PLAIN_NOBODY, &word);
    text_add(out, text_of(said[found]));
    if (found != PLAIN_NOBODY) {
        text_add_char(out, ' ');
        text_add(out, word);
    }
}

static void add_jargon(struct text *out, str english)
{
    str word;
    str instead;
    size_t at = 0;
    bool plain = true;
    for (; plain_jargon(english, &at, &word, &instead); plain = false) {
        text_add(out, plain ? S("") : S(", "));
        text_add(out, word);
        text_add(out, S(" -> "));
        text_add(out, instead);
    }
    text_add(out, plain ? S("plain") : S(""));
}

static void add_service(struct text *out, str english)
{
    str word;
    size_t at = 0;
    for (int i = 0; plain_service(english, &at, &word); i++) {
        text_add(out, i ? S(", ") : S(""));
        text_add(out, word);
    }
}

/* "grade TEXT", "jargon TEXT", "service TEXT" or "address TEXT" a line. */
static str run(struct arena *arena, const struct cases_case *one)
{
    struct text out = { .arena = arena };
    str rest = cases_input(one);
    for (str line; text_cut(&rest, '\n', &line);) {
        str what;
        size_t at = 0;
        if (!text_word(line, &at, &what))
            continue;
        str text = text_trim(text_slice(line, at, line.size));
        if (text_equal(what, S("grade")))
            text_add_number(&out, plain_grade(text));
        else if (text_equal(what, S("jargon")))
            add_jargon(&out, text);
        else if (text_equal(what, S("service")))
            add_service(&out, text);
        else
            add_address(&out, text);
        text_add_char(&out, '\n');
    }
    return text_view(&out);
}

int main(void)
{
    return cases_run("form/plain.cases", run);
}
