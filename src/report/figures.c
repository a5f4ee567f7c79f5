/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/figures.h"

#include "report/dates.h"
#include "report/lexicon.h"

enum { PHONE_DIGITS = 7, LONG_DIGITS = 5, OLDEST = 99 };

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* ---- e-mail, pages and names on a network -------------------------------- */

static bool has(str text, str part)
{
    return text_find(text, part) < text.size;
}

static str without_points(str piece)
{
    while (piece.size > 0 && !is_letter(piece.at[piece.size - 1]) &&
           !is_digit(piece.at[piece.size - 1]) &&
           (piece.at[piece.size - 1] & 0x80) == 0)
        piece.size--;
    return piece;
}

/* "@dave", "dave@…", "www.…", "dave_99", "Dave2009". */
static bool is_address(str piece)
{
    static const char *const parts[] = { "@",    "www.",   "http", ".com",
                                         ".org", ".co.uk", ".net", ".cymru" };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (has(piece, text_of(parts[i])))
            return piece.size > 2;
    return false;
}

static bool is_handle(const struct token *token)
{
    size_t letters = 0;
    size_t digits = 0;
    for (size_t i = 0; i < token->text.size; i++) {
        letters += is_letter(token->text.at[i]);
        digits += is_digit(token->text.at[i]);
    }
    bool mixed = token->kind == TOKEN_MIXED && letters >= 3 && digits >= 2 &&
                 is_letter(token->text.at[0]);
    return mixed || (letters >= 2 && has(token->text, S("_")));
}

static void mark_addresses(struct marks *marks, str text)
{
    size_t place = 0;
    str piece;
    while (text_word(text, &place, &piece)) {
        piece = without_points(piece);
        size_t from = (size_t)(piece.at - text.at);
        if (is_address(piece))
            marks_add(marks, MARKS_ADDRESS, from, from + piece.size);
    }
}

static void mark_handles(struct marks *marks, const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (is_handle(&tokens->all[i]))
            marks_add(marks, MARKS_ADDRESS, tokens->all[i].from,
                      tokens->all[i].to);
}

/* ---- postcodes ----------------------------------------------------------- */

/* How many letters of a postcode's area begin this; 0: none. */
static size_t area_of(str folded)
{
    size_t letters = 0;
    while (letters < folded.size && is_letter(folded.at[letters]))
        letters++;
    bool area = letters < folded.size &&
                lexicon_has(LEXICON_POSTCODE_AREAS,
                            text_slice(folded, 0, letters));
    return area ? letters : 0;
}

/* "1AA" */
static bool is_inward(str text)
{
    return text.size == 3 && is_digit(text.at[0]) && is_letter(text.at[1]) &&
           is_letter(text.at[2]);
}

/* "CF10", "W1A" */
static bool is_outward(str folded)
{
    size_t letters = area_of(folded);
    str rest = text_slice(folded, letters, folded.size);
    if (letters == 0 || rest.size == 0 || rest.size > 2 ||
        !is_digit(rest.at[0]))
        return false;
    return rest.size == 1 || is_digit(rest.at[1]) || is_letter(rest.at[1]);
}

/* Without its second half only what cannot be much else: "CF10", "SE5". */
static bool is_district(const struct token *token)
{
    str folded = token->folded;
    return token->capital && area_of(folded) == 2 && is_outward(folded) &&
           is_digit(folded.at[folded.size - 1]);
}

static bool is_whole_postcode(str folded)
{
    return folded.size >= 5 && folded.size <= 7 &&
           is_outward(text_slice(folded, 0, folded.size - 3)) &&
           is_inward(text_slice(folded, folded.size - 3, folded.size));
}

static void mark_postcodes(struct marks *marks, const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = token_at(tokens, i);
        const struct token *next = token_at(tokens, i + 1);
        if (token->kind != TOKEN_MIXED)
            continue;
        if (next->kind == TOKEN_MIXED && is_outward(token->folded) &&
            is_inward(next->text))
            marks_add(marks, MARKS_POSTCODE, token->from, next->to);
        else if (is_district(token) || is_whole_postcode(token->folded))
            marks_add(marks, MARKS_POSTCODE, token->from, token->to);
    }
}

/* ---- long numbers -------------------------------------------------------- */

static bool goes_on(const struct tokens *tokens, size_t i)
{
    const struct token *token = token_at(tokens, i);
    return (token->kind == TOKEN_NUMBER && token->text.size > 1) ||
           token_is(token, "-") || token_is(token, "(") ||
           token_is(token, ")") || token_is(token, "+");
}

/* "07700 900123", "(029) 2018-0000", a case number. */
static void mark_numbers(struct marks *marks, const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++) {
        size_t digits = 0;
        size_t longest = 0;
        size_t end = i;
        size_t first = token_at(tokens, i)->from;
        if (!goes_on(tokens, i) || token_is(token_at(tokens, i), "-") ||
            token_is(token_at(tokens, i), ")"))
            continue;
        for (size_t k = i; goes_on(tokens, k); k++)
            if (token_at(tokens, k)->kind == TOKEN_NUMBER) {
                size_t size = token_at(tokens, k)->text.size;
                digits += size;
                longest = size > longest ? size : longest;
                end = k;
            }
        if (longest >= LONG_DIGITS || (digits >= PHONE_DIGITS && longest >= 3))
            marks_add(marks, MARKS_NUMBER, first, token_at(tokens, end)->to);
    }
}

/* ---- ages ---------------------------------------------------------------- */

static bool is_in_words(struct arena *arena, const struct token *token)
{
    return token->kind == TOKEN_WORD &&
           lexicon_has_mutated(arena, LEXICON_NUMBERS, token->folded);
}

/* "14", "fourteen"; never more than people live. */
static bool is_age(struct arena *arena, const struct token *token)
{
    long number = token_number(token);
    return (number > 0 && number <= OLDEST) || is_in_words(arena, token);
}

/* Where a number begins that ends here: "un ar bymtheg", "un deg pump". */
static size_t number_begins(struct arena *arena, const struct tokens *tokens,
                            size_t i)
{
    bool words = is_in_words(arena, token_at(tokens, i));
    while (words && i > 0) {
        bool linked = i > 1 &&
                      text_equal(token_at(tokens, i - 1)->folded, S("ar"));
        size_t step = linked ? 2 : 1;
        if (!is_in_words(arena, token_at(tokens, i - step)))
            break;
        i -= step;
    }
    return i;
}

static bool is_age_in_one(const struct token *token)
{
    static const char *const ends[] = { "yo", "yrs", "yr", "years" };
    size_t digits = 0;
    while (digits < token->text.size && is_digit(token->text.at[digits]))
        digits++;
    str rest = text_slice(token->folded, digits, token->folded.size);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (token->kind == TOKEN_MIXED && digits > 0 && digits < 3 &&
            text_equal(rest, text_of(ends[i])))
            return true;
    return false;
}

/* How many tokens behind a number say that it is an age: "years old" is two,
 * "-year-old" as well. */
static size_t years_old(const struct tokens *tokens, size_t i)
{
    str next = token_at(tokens, i)->folded;
    if (lexicon_has(LEXICON_YEARS_OLD, next))
        return text_equal(token_at(tokens, i + 1)->folded, S("oed")) ? 2 : 1;
    if (token_is(token_at(tokens, i), "-") &&
        text_starts(token_at(tokens, i + 1)->folded, S("year")))
        return 2;
    bool years = text_equal(next, S("years")) || text_equal(next, S("year")) ||
                 text_equal(next, S("yrs")) || text_equal(next, S("yr"));
    bool old = text_equal(token_at(tokens, i + 1)->folded, S("old")) ||
               text_equal(token_at(tokens, i + 1)->folded, S("olds"));
    return years && old ? 2 : 0;
}

/* An age ends there: a sign, or the end, or a word that is no thing. */
static bool ends_there(const struct tokens *tokens, size_t i)
{
    const struct token *token = token_at(tokens, i);
    if (i >= tokens->count)
        return true;
    if (token->kind == TOKEN_SIGN)
        return !token_is(token, "%") && !token_is(token, "/") &&
               !token_is(token, "£") &&
               !(token_is(token, ".") &&
                 token_at(tokens, i + 1)->kind == TOKEN_NUMBER);
    return lexicon_has(LEXICON_BEHIND_AGES, token->folded);
}

/* Small numbers in words count too many other things. */
static bool is_usual(const struct tokens *tokens, size_t from, size_t i)
{
    return from < i || token_number(token_at(tokens, i)) > 0 ||
           lexicon_has(LEXICON_TEENS, token_at(tokens, i)->folded);
}

static void mark_ages(struct marks *marks, const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++) {
        if (is_age_in_one(token_at(tokens, i)))
            marks_add(marks, MARKS_AGE, token_at(tokens, i)->from,
                      token_at(tokens, i)->to);
        if (!is_age(marks->arena, token_at(tokens, i)))
            continue;
        size_t from = number_begins(marks->arena, tokens, i);
        size_t more = years_old(tokens, i + 1);
        bool said = from > 0 && is_usual(tokens, from, i) &&
                    lexicon_has(LEXICON_BEFORE_AGES,
                                token_at(tokens, from - 1)->folded);
        if (more > 0 || (said && ends_there(tokens, i + 1)))
            marks_add(marks, MARKS_AGE, token_at(tokens, from)->from,
                      token_at(tokens, i + more)->to);
    }
}

void figures_mark(struct marks *marks, str text, const struct tokens *tokens)
{
    mark_addresses(marks, text);
    mark_postcodes(marks, tokens);
    mark_handles(marks, tokens);
    dates_mark_figures(marks, tokens);
    mark_numbers(marks, tokens);
    dates_mark_words(marks, tokens);
    mark_ages(marks, tokens);
}
