/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Returns as lines of text, for the cases of this floor. The first line names a
 * questionnaire; "12x order=referral know_why=yes" is twelve returns that say
 * so and leave the rest blank; "? order" asks for a question.
 */
#ifndef TESTS_REPORT_RETURNS_H
#define TESTS_REPORT_RETURNS_H

#include "../interview/given.h"
#include "report/tally.h"

/* "12x …" */
static inline long returns_times(str line)
{
    long times = 0;
    str number;
    text_cut(&line, 'x', &number);
    assert_true(text_integer(number, &times));
    return times;
}

static inline void returns_add(struct tally *tally, struct arena *arena,
                               str line)
{
    long times = returns_times(line);
    struct answers *answers = answers_make(arena, tally->form);
    str word;
    size_t at = 0;
    text_word(line, &at, &word);
    while (text_word(line, &at, &word))
        given_take(answers, word);
    for (long i = 0; i < times; i++)
        tally_add(tally, answers);
}

/* Reads lines up to the first that is neither a questionnaire nor returns, and
 * leaves that one in `line`. */
static inline struct tally *returns_read(struct arena *arena, str *rest,
                                         str *line)
{
    assert_true(text_cut(rest, '\n', line));
    struct tally *tally = tally_make(
        arena, given_form(arena, text_copy(arena, *line).at));
    while (text_cut(rest, '\n', line) && line->size > 0 && line->at[0] >= '0' &&
           line->at[0] <= '9')
        returns_add(tally, arena, *line);
    return tally;
}

/* The question behind "? ". */
static inline int returns_question(const struct tally *tally, str line)
{
    assert_true(text_starts(line, S("? ")));
    int question = form_question(tally->form,
                                 text_trim(text_slice(line, 2, line.size)));
    assert_true(question >= 0);
    return question;
}

static inline void returns_put(struct text *out, const char *name, long number)
{
    text_add_char(out, ' ');
    text_add(out, text_of(name));
    text_add_char(out, ' ');
    text_add_number(out, number);
}

#endif
