/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/mentions.h"

#include "report/lexicon.h"

enum { SHORTEST_LLAN = 6, MOST_INITIALS = 3 };

/* The one before; one that is nothing before the first. */
static const struct token *before(const struct tokens *tokens, size_t place)
{
    return token_at(tokens, place > 0 ? place - 1 : tokens->count);
}

static void mark(struct marks *marks, enum marks_kind kind,
                 const struct token *token)
{
    marks_add(marks, kind, token->from, token->to);
}

/* As it stands in the lists: without "'s" and hyphens. */
static str bare(struct arena *arena, const struct token *token)
{
    struct text word = { .arena = arena };
    str folded = token->folded;
    if (text_ends(folded, S("'s")))
        folded.size -= 2;
    for (size_t i = 0; i < folded.size; i++)
        if (folded.at[i] != '-')
            text_add_char(&word, folded.at[i]);
    return text_view(&word);
}

/* ---- relatives ----------------------------------------------------------- */

/* The English ones as they stand: "nad" is no "dad" in Welsh. */
static bool is_relative(struct arena *arena, const struct tokens *tokens,
                        size_t i)
{
    str word = bare(arena, token_at(tokens, i));
    if (lexicon_has(LEXICON_RELATIVES, word) ||
        lexicon_has_mutated(arena, LEXICON_RELATIVES_WELSH, word))
        return true;
    return lexicon_has(LEXICON_OWNERS, before(tokens, i)->folded) &&
           lexicon_has_mutated(arena, LEXICON_RELATIVES_OWNED, word);
}

static void mark_relatives(struct marks *marks, const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (token_at(tokens, i)->kind == TOKEN_WORD &&
            is_relative(marks->arena, tokens, i))
            mark(marks, MARKS_RELATIVE, token_at(tokens, i));
}

/* ---- places -------------------------------------------------------------- */

/* Whatever begins so is a place, but for these. */
static bool is_llan(str word)
{
    static const char *const others[] = { "llanast", "llances", "llanciau",
                                          "llanw", "llanwi" };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (text_equal(word, text_of(others[i])))
            return false;
    return text_starts(word, S("llan")) && word.size >= SHORTEST_LLAN;
}

static bool is_place(struct arena *arena, const struct tokens *tokens, size_t i)
{
    str word = bare(arena, token_at(tokens, i));
    if (lexicon_has(LEXICON_PLACES, word) ||
        lexicon_has_mutated(arena, LEXICON_PLACES_WELSH, word) || is_llan(word))
        return true;
    return token_stands_out(tokens, token_at(tokens, i)) &&
           lexicon_has(LEXICON_IN, before(tokens, i)->folded) &&
           !lexicon_has(LEXICON_NO_NAMES, word) &&
           !lexicon_has(LEXICON_LETTERS, word) &&
           !lexicon_has(LEXICON_FIRST_NAMES, word);
}

static bool is_part(const struct tokens *tokens, size_t i)
{
    return token_stands_out(tokens, token_at(tokens, i)) ||
           (token_at(tokens, i)->kind == TOKEN_WORD &&
            token_at(tokens, i)->capital && !tokens->shouted &&
            !lexicon_has(LEXICON_SMALL_WORDS, token_at(tokens, i)->folded));
}

/* "24 Queen Street", "Ysgol Glantaf": with the capital words and the number
 * before it, and the one behind it. */
static void mark_street(struct marks *marks, const struct tokens *tokens,
                        size_t i)
{
    size_t from = i;
    size_t to = i;
    while (from > 0 && is_part(tokens, from - 1))
        from--;
    if (token_at(tokens, i)->capital &&
        token_stands_out(tokens, token_at(tokens, i + 1)))
        to = i + 1;
    if (from == to)
        return;
    if (from > 0 && token_at(tokens, from - 1)->kind == TOKEN_NUMBER)
        from--;
    marks_add(marks, MARKS_PLACE, token_at(tokens, from)->from,
              token_at(tokens, to)->to);
}

static void mark_places(struct marks *marks, const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (lexicon_has(LEXICON_PLACE_WORDS, token_at(tokens, i)->folded))
            mark_street(marks, tokens, i);
    for (size_t i = 0; i < tokens->count; i++)
        if (token_at(tokens, i)->kind == TOKEN_WORD &&
            is_place(marks->arena, tokens, i))
            mark(marks, MARKS_PLACE, token_at(tokens, i));
}

/* ---- names --------------------------------------------------------------- */

/* Behind "Mr" and the like, and behind "called": in small letters too. "I miss
 * my mum" is no Miss My. */
static bool is_introduced(const struct tokens *tokens, size_t i)
{
    const struct token *token = token_at(tokens, i);
    size_t title = i > 0 && token_is(before(tokens, i), ".") ? i - 1 : i;
    str said = before(tokens, title)->folded;
    if (lexicon_has(LEXICON_SMALL_WORDS, token->folded))
        return false;
    bool strong = lexicon_has(LEXICON_TITLES, said) &&
                  !text_equal(said, S("miss")) &&
                  !text_equal(said, S("sister"));
    if (lexicon_has(LEXICON_TITLES, said) && token->capital)
        return true;
    return title == i ? strong || lexicon_has(LEXICON_CALLED, said) : strong;
}

/* "J.S.", "J. Smith" */
static bool is_shortened(const struct tokens *tokens, const struct token *token)
{
    size_t i = (size_t)(token - tokens->all);
    return !text_equal(token->text, S("I")) &&
           token_is(token_at(tokens, i + 1), ".") &&
           !token_at(tokens, i + 1)->parted && token_at(tokens, i + 2)->capital;
}

/* "J", "D.B.", "JS": capital letters that are no abbreviation. An X is a kiss,
 * and U is you. */
static bool is_initials(const struct tokens *tokens, const struct token *token)
{
    size_t letters = text_length(token->text);
    if (token->capital && letters == 1 && is_shortened(tokens, token))
        return true;
    if (!token_stands_out(tokens, token) || letters > MOST_INITIALS)
        return false;
    if (letters == 1)
        return !text_equal(token->text, S("I")) &&
               !text_equal(token->text, S("X")) &&
               !text_equal(token->text, S("U")) &&
               !text_equal(token->text, S("R"));
    return token->capitals && !lexicon_has(LEXICON_LETTERS, token->folded);
}

static bool is_name(struct arena *arena, const struct tokens *tokens, size_t i)
{
    const struct token *token = token_at(tokens, i);
    str word = bare(arena, token);
    if (lexicon_has(LEXICON_FIRST_NAMES, word) || is_introduced(tokens, i) ||
        is_initials(tokens, token))
        return true;
    return token_stands_out(tokens, token) && !token->capitals &&
           text_length(word) > 1 && !lexicon_has(LEXICON_NO_NAMES, word) &&
           !lexicon_has(LEXICON_SMALL_WORDS, word) &&
           !lexicon_has(LEXICON_NO_NAMES, token->folded) &&
           !lexicon_has(LEXICON_LETTERS, word);
}

static void mark_names(struct marks *marks, const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (token_at(tokens, i)->kind == TOKEN_WORD &&
            is_name(marks->arena, tokens, i))
            mark(marks, MARKS_NAME, token_at(tokens, i));
}

void mentions_mark(struct marks *marks, const struct tokens *tokens)
{
    mark_relatives(marks, tokens);
    mark_places(marks, tokens);
    mark_names(marks, tokens);
}
