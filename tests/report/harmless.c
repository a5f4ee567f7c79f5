/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people typed, on its way into files that other programs open. */
#include "report/harmless.h"

#include "cases.h"

static void words_stay_as_they_are(void **state)
{
    static const char *const words[] = {
        "",    "Plant a phobl ifanc", "don’t = won’t", "3 - 2 = 1", "ŵŷ €",
        "a'b", "\u0627\u0644",        "👩‍👧",   "100%",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        str word = text_of(words[i]);
        cases_same(harmless_line(*state, word), word);
        cases_same(harmless_cell(*state, word), word);
    }
}

static void what_steers_is_taken_out(void **state)
{
    static const struct {
        const char *typed;
        const char *line;
    } lines[] = {
        { "a\r\nb\tc", "a  b c" },
        { " \n a \n ", "a" },
        { "a\x1b[31mb\x07", "a [31mb" },
        { "a\u202eb\u2066c\u2069\u200e", "abc" },
        { "a\u2028b\xc2\x85"
          "c",
          "a b c" },
        { "\ufeff\u200ba\ufffe", "a" },
        { "a\xff\xc3", "a\ufffd\ufffd" },
        { "a\U000e0041b\U0001ffff", "ab" },
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        cases_same(harmless_line(*state, text_of(lines[i].typed)),
                   text_of(lines[i].line));
    cases_same_text(harmless_line(*state, S("a\0b")), "a b");
}

static void no_cell_is_a_formula(void **state)
{
    static const struct {
        const char *typed;
        const char *cell;
    } cells[] = {
        { "=1+1", "'=1+1" },
        { "+1", "'+1" },
        { "-1", "'-1" },
        { "@SUM(A1)", "'@SUM(A1)" },
        { "|a", "'|a" },
        { "%a", "'%a" },
        { "  =1", "'=1" },
        { "\t=1", "'=1" },
        { "\r\n=1", "'=1" },
        { "\u00a0=1", "'=1" },
        { "\u3000=1", "'\u3000=1" },
        { "\u200b=1", "'=1" },
        { "\u202e=1", "'=1" },
        { "\uff1d1", "'\uff1d1" },
        { "\uff0b1", "'\uff0b1" },
        { "\uff0d1", "'\uff0d1" },
        { "\uff20a", "'\uff20a" },
        { "\u22121", "'\u22121" },
        { "a;=1;b; -2", "a;'=1;b;' -2" },
        { ";=1", ";'=1" },
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        cases_same(harmless_cell(*state, text_of(cells[i].typed)),
                   text_of(cells[i].cell));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("words stay as they are", words_stay_as_they_are),
        CASES_TEST("what steers a screen or the direction is taken out",
                   what_steers_is_taken_out),
        CASES_TEST("no cell is a formula, whatever stands before it",
                   no_cell_is_a_formula),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
