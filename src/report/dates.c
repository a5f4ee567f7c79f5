/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/dates.h"

#include "report/lexicon.h"

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_year(const struct token *token)
{
    return token->text.size == 4 && token_number(token) >= 1900 &&
           token_number(token) < 2100;
}

/* "12", "12th", "21ain" */
static bool is_day(const struct token *token)
{
    size_t digits = 0;
    long day = 0;
    while (digits < token->text.size && is_digit(token->text.at[digits]))
        digits++;
    return digits > 0 && digits < 3 &&
           text_integer(text_slice(token->text, 0, digits), &day) && day > 0 &&
           day < 32 &&
           (digits == token->text.size ||
            lexicon_has(LEXICON_ENDINGS,
                        text_slice(token->folded, digits, token->folded.size)));
}

static bool is_slash(const struct token *token)
{
    return token_is(token, "/") || token_is(token, ".") || token_is(token, "-");
}

/* The same sign twice, and no blanks. */
void dates_mark_figures(struct marks *marks, const struct tokens *tokens)
{
    for (size_t i = 0; i + 4 < tokens->count; i++) {
        bool close = true;
        for (size_t k = 1; k < 5; k++)
            close = close && !token_at(tokens, i + k)->parted;
        if (close && is_day(token_at(tokens, i)) &&
            is_slash(token_at(tokens, i + 1)) &&
            is_day(token_at(tokens, i + 2)) &&
            text_equal(token_at(tokens, i + 1)->text,
                       token_at(tokens, i + 3)->text) &&
            token_at(tokens, i + 4)->kind == TOKEN_NUMBER)
            marks_add(marks, MARKS_DATE, token_at(tokens, i)->from,
                      token_at(tokens, i + 4)->to);
    }
}

static bool is_month(struct arena *arena, const struct tokens *tokens, size_t i)
{
    str word = token_at(tokens, i)->folded;
    const struct token *before = token_at(tokens,
                                          i > 0 ? i - 1 : tokens->count);
    if (token_at(tokens, i)->kind != TOKEN_WORD)
        return false;
    if (lexicon_has_mutated(arena, LEXICON_MONTHS, word))
        return true;
    return lexicon_has(LEXICON_MONTHS_OR_NOT, word) &&
           (token_stands_out(tokens, token_at(tokens, i)) || is_day(before) ||
            lexicon_has(LEXICON_BEFORE_MONTHS, before->folded) ||
            is_year(token_at(tokens, i + 1)) ||
            (is_day(token_at(tokens, i + 1)) &&
             token_at(tokens, i + 1)->kind == TOKEN_MIXED));
}

/* "the 12th of May 2019", "21 o Dachwedd": with the figures around it. */
static void mark_month(struct marks *marks, const struct tokens *tokens,
                       size_t i)
{
    size_t from = i;
    size_t to = i;
    size_t skip = i > 1 && (text_equal(token_at(tokens, i - 1)->folded,
                                       S("of")) ||
                            text_equal(token_at(tokens, i - 1)->folded, S("o")))
                      ? 2
                      : 1;
    if (i >= skip && is_day(token_at(tokens, i - skip)))
        from = i - skip;
    if (is_day(token_at(tokens, to + 1)))
        to++;
    if (is_year(token_at(tokens, to + 1)))
        to++;
    marks_add(marks, MARKS_DATE, token_at(tokens, from)->from,
              token_at(tokens, to)->to);
}

static bool is_weekday(struct arena *arena, const struct tokens *tokens,
                       size_t i)
{
    const struct token *token = token_at(tokens, i);
    if (token->kind != TOKEN_WORD)
        return false;
    if (lexicon_has_mutated(arena, LEXICON_DAYS, token->folded))
        return true;
    return lexicon_has(LEXICON_DAYS_OR_NOT, token->folded) &&
           (token_stands_out(tokens, token_at(tokens, i)) ||
            (i > 0 && lexicon_has(LEXICON_BEFORE_DAYS,
                                  token_at(tokens, i - 1)->folded)));
}

void dates_mark_words(struct marks *marks, const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (is_month(marks->arena, tokens, i))
            mark_month(marks, tokens, i);
    for (size_t i = 0; i < tokens->count; i++)
        if (is_weekday(marks->arena, tokens, i) || is_year(token_at(tokens, i)))
            marks_add(marks, MARKS_DATE, token_at(tokens, i)->from,
                      token_at(tokens, i)->to);
}
