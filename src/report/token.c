/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/token.h"

#include "base/arena.h"

/* ---- letters ------------------------------------------------------------- */

enum { APOSTROPHE = 0x2019 };

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* Outside of ASCII, what is no punctuation counts as a letter. */
static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2000) ||
           (c > 0x2E7F && c < 0xFE00) || c == '_';
}

/* The small letter of a capital one, of those that names in Wales and England
 * are written with; any other character is itself. */
static uint32_t small(uint32_t c)
{
    bool latin = (c >= 'A' && c <= 'Z') ||
                 (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    bool greek = c >= 0x391 && c <= 0x3A9;
    bool cyrillic = c >= 0x410 && c <= 0x42F;
    if (latin || greek || cyrillic)
        return c + 0x20;
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E))
        return c % 2 ? c + 1 : c;
    if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) ||
        (c >= 0x1E00 && c <= 0x1EFF))
        return c % 2 ? c : c + 1;
    return c;
}

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == APOSTROPHE;
}

/* ---- one piece ----------------------------------------------------------- */

static uint32_t look(str text, size_t at)
{
    return at < text.size ? text_next(text, &at) : 0;
}

static bool is_piece(uint32_t c)
{
    return is_letter(c) || is_digit(c);
}

/* An apostrophe or a hyphen belongs to a word with letters on both sides. */
static bool goes_on(str text, size_t at)
{
    uint32_t c = look(text, at);
    if (is_piece(c))
        return true;
    if (!is_apostrophe(c) && c != '-')
        return false;
    text_next(text, &at);
    return is_letter(look(text, at));
}

static str fold(struct arena *arena, str text)
{
    struct text folded = { .arena = arena };
    for (size_t at = 0; at < text.size;) {
        char bytes[4];
        uint32_t c = text_next(text, &at);
        c = is_apostrophe(c) ? '\'' : small(c);
        text_add(&folded, (str){ bytes, text_encode(c, bytes) });
    }
    return text_view(&folded);
}

/* What it is made of. */
static void describe(struct token *token)
{
    int letters = 0;
    int capitals = 0;
    int digits = 0;
    for (size_t at = 0; at < token->text.size;) {
        uint32_t c = text_next(token->text, &at);
        letters += is_letter(c);
        capitals += small(c) != c;
        digits += is_digit(c);
    }
    uint32_t first = look(token->text, 0);
    token->capital = small(first) != first;
    token->capitals = letters > 1 && capitals == letters;
    if (letters == 0 && digits == 0)
        token->kind = TOKEN_SIGN;
    else if (digits == 0)
        token->kind = TOKEN_WORD;
    else
        token->kind = letters == 0 ? TOKEN_NUMBER : TOKEN_MIXED;
}

/* A number ends where letters go on behind a hyphen or an apostrophe. */
static size_t end_of(str text, size_t at)
{
    bool piece = is_piece(look(text, at));
    bool digits = is_digit(look(text, at));
    text_next(text, &at);
    while (piece && at < text.size && goes_on(text, at)) {
        uint32_t c = look(text, at);
        if (digits && !is_piece(c))
            break;
        digits = digits && is_digit(c);
        text_next(text, &at);
    }
    return at;
}

const struct token *token_at(const struct tokens *tokens, size_t place)
{
    static const struct token nothing = { .kind = TOKEN_SIGN };
    return place < tokens->count ? &tokens->all[place] : &nothing;
}

/* ---- sentences ----------------------------------------------------------- */

bool token_is(const struct token *token, const char *sign)
{
    return token->kind == TOKEN_SIGN && text_equal(token->text, text_of(sign));
}

static bool ends_sentence(const struct token *token)
{
    static const char *const signs[] = { ".", "!", "?", "…", ":", ";", "•" };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (token_is(token, signs[i]))
            return true;
    return false;
}

static bool is_short(const struct token *token)
{
    static const char *const words[] = { "mr", "mrs", "ms", "dr", "st" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal(token->folded, text_of(words[i])))
            return true;
    return token->kind == TOKEN_WORD && token->capital &&
           text_length(token->text) == 1;
}

/* A quote that stands straight before a word opens what somebody says. */
static bool opens_speech(const struct token *sign)
{
    return !sign[1].parted && (token_is(sign, "“") || token_is(sign, "‘") ||
                               token_is(sign, "\"") || token_is(sign, "'"));
}

/* Brackets and dashes begin no sentence; the point of "Mr." and of "J." ends
 * none. */
static bool begins_sentence(const struct tokens *tokens, size_t at)
{
    while (at > 0 && tokens->all[at - 1].kind == TOKEN_SIGN) {
        const struct token *sign = &tokens->all[--at];
        if (ends_sentence(sign))
            return !token_is(sign, ".") || at == 0 ||
                   !is_short(&tokens->all[at - 1]);
        if (opens_speech(sign))
            return true;
    }
    return at == 0;
}

/* Where nearly everything is capital, or every word begins so, capital letters
 * are no sign of a name. */
static bool is_shouted(const struct tokens *tokens)
{
    size_t words = 0;
    size_t capital = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->all[i];
        if (token->kind != TOKEN_WORD || token->text.size < 2)
            continue;
        words++;
        capital += token->capital;
    }
    return words >= 4 && capital * 10 >= words * 7;
}

/* ---- all of them --------------------------------------------------------- */

struct tokens token_cut(struct arena *arena, str text)
{
    struct tokens tokens = { .all = arena_array(arena, struct token,
                                                text.size + 1) };
    bool parted = false;
    for (size_t at = 0; at < text.size;) {
        uint32_t c = look(text, at);
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            at++;
            parted = true;
            continue;
        }
        struct token *token = &tokens.all[tokens.count++];
        size_t end = end_of(text, at);
        *token = (struct token){ .from = at,
                                 .to = end,
                                 .text = text_slice(text, at, end),
                                 .parted = parted };
        token->folded = fold(arena, token->text);
        describe(token);
        token->begins = begins_sentence(&tokens, tokens.count - 1);
        parted = false;
        at = end;
    }
    tokens.shouted = is_shouted(&tokens);
    return tokens;
}

/* ---- asked of one -------------------------------------------------------- */

long token_number(const struct token *token)
{
    long number = -1;
    if (token->kind == TOKEN_NUMBER)
        text_integer(token->text, &number);
    return number;
}

bool token_stands_out(const struct tokens *tokens, const struct token *token)
{
    return token->kind == TOKEN_WORD && token->capital && !token->begins &&
           !tokens->shouted;
}
