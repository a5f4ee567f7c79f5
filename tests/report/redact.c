/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Replacing spans, step by step. "words" begins with what somebody wrote,
 * "replace SPAN = WITH #WHICH" replaces, the last two if they are given, and
 * "restore N" takes back. What comes out is how it reads, or the fault.
 */
#include "report/redact.h"

#include "cases.h"

struct state {
    struct arena *arena;
    str words;
    struct redact redact;
};

static str cut_off(str *rest, str mark)
{
    size_t at = text_find(*rest, mark);
    str behind = text_slice(*rest, at + mark.size, rest->size);
    *rest = text_slice(*rest, 0, at);
    return behind;
}

static bool replace(struct state *state, str rest, struct fault *fault)
{
    struct redact_wish wish = { .text = rest };
    str which = cut_off(&wish.text, S(" #"));
    wish.with = cut_off(&wish.text, S(" = "));
    text_integer(which, &wish.which);
    return redact_add(state->arena, &state->redact, state->words, &wish, fault);
}

static bool step(struct state *state, str line, struct fault *fault)
{
    long number = 0;
    str rest;
    size_t at = text_find(line, S(" "));
    str verb = text_slice(line, 0, at);
    rest = text_slice(line, at + 1, line.size);
    if (text_equal(verb, S("words"))) {
        state->words = rest;
        return true;
    }
    if (text_equal(verb, S("replace")))
        return replace(state, rest, fault);
    assert_true(text_equal(verb, S("restore")) && text_integer(rest, &number));
    return redact_take_back(&state->redact, number, fault);
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct state state = { .arena = arena };
    struct text out = { .arena = arena };
    str lines = cases_input(one);
    str line;
    while (text_cut(&lines, '\n', &line)) {
        struct faults faults = { .arena = arena };
        struct fault fault = { .arena = arena };
        if (line.size == 0)
            continue;
        if (!step(&state, line, &fault)) {
            fault_adopt(&faults, &fault);
            text_add(&out, S("! "));
            text_add(&out, cases_faults(arena, &faults));
            continue;
        }
        assert_true(redact_fits(state.words, &state.redact));
        if (text_starts(line, S("words")))
            continue;
        text_add(&out, redact_text(arena, state.words, &state.redact));
        text_add(&out, redact_leaves(state.words, &state.redact)
                           ? S("\n")
                           : S(" (nothing is left)\n"));
    }
    return text_view(&out);
}

int main(void)
{
    return cases_run("report/redact.cases", run);
}
