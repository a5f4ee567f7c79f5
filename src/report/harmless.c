/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/harmless.h"

#include "base/arena.h"

/* A range of characters, both ends included. */
struct range {
    uint32_t from;
    uint32_t to;
};

static bool is_in(const struct range *ranges, size_t count, uint32_t character)
{
    for (size_t i = 0; i < count; i++)
        if (character >= ranges[i].from && character <= ranges[i].to)
            return true;
    return false;
}
#define IS_IN(ranges, character)                                               \
    is_in((ranges), sizeof(ranges) / sizeof *(ranges), (character))

/* Control characters, and what begins a line or a paragraph. */
static const struct range parting[] = {
    { 0, 0x20 },
    { 0x7f, 0xa0 },
    { 0x2028, 0x2029 },
};

/* Marks, embeddings, overrides and isolates of direction; what takes no room
 * or is annotation; a byte order mark; tags; and what is no character. */
static const struct range hidden[] = {
    { 0x061c, 0x061c }, { 0x180e, 0x180e },   { 0x200b, 0x200b },
    { 0x200e, 0x200f }, { 0x202a, 0x202e },   { 0x2060, 0x206f },
    { 0xfdd0, 0xfdef }, { 0xfeff, 0xfeff },   { 0xfff9, 0xfffb },
    { 0xfffe, 0xffff }, { 0xe0000, 0xe007f },
};

static bool is_hidden(uint32_t character)
{
    return IS_IN(hidden, character) || (character & 0xfffe) == 0xfffe;
}

str harmless_line(struct arena *arena, str words)
{
    struct text line = { .arena = arena };
    for (size_t at = 0; at < words.size;) {
        size_t from = at;
        uint32_t character = text_next(words, &at);
        if (character == TEXT_BROKEN)
            text_add(&line, S("\uFFFD"));
        else if (IS_IN(parting, character))
            text_add_char(&line, ' ');
        else if (!is_hidden(character))
            text_add(&line, text_slice(words, from, at));
    }
    return text_trim(text_view(&line));
}

/* ---- formulas ------------------------------------------------------------ */

/* What programs begin a formula with, and the wide forms that some of them
 * take for the same. */
static const struct range formula[] = {
    { '=', '=' },       { '+', '+' },       { '-', '-' },
    { '@', '@' },       { '|', '|' },       { '%', '%' },
    { 0x2212, 0x2212 }, { 0xff1d, 0xff1d }, { 0xff0b, 0xff0b },
    { 0xff0d, 0xff0d }, { 0xff20, 0xff20 }, { 0xff5c, 0xff5c },
    { 0xfe62, 0xfe63 }, { 0xfe66, 0xfe66 }, { 0xfe6b, 0xfe6b },
};

static const struct range blanks[] = {
    { ' ', ' ' },       { 0xa0, 0xa0 },     { 0x1680, 0x1680 },
    { 0x2000, 0x200d }, { 0x202f, 0x202f }, { 0x205f, 0x205f },
    { 0x3000, 0x3000 },
};

/* Whether a formula begins at `at`, behind blanks. */
static bool begins_formula(str words, size_t at)
{
    uint32_t character = ' ';
    while (at < words.size && IS_IN(blanks, character))
        character = text_next(words, &at);
    return IS_IN(formula, character);
}

/* Where the list separator is a semicolon, a cell begins behind each. */
str harmless_cell(struct arena *arena, str words)
{
    str line = harmless_line(arena, words);
    struct text cell = { .arena = arena };
    for (size_t at = 0; at < line.size; at++) {
        bool begins = at == 0 || line.at[at - 1] == ';';
        if (begins && begins_formula(line, at))
            text_add_char(&cell, '\'');
        text_add_char(&cell, line.at[at]);
    }
    return text_view(&cell);
}
