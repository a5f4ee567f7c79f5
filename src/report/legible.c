/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/legible.h"

/* Bytes that are no text become the sign that stands for such. */
enum { REPLACEMENT = 0xFFFD, NO_BREAK = 0xA0 };

static bool is_line_end(uint32_t c)
{
    return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == NO_BREAK || is_line_end(c);
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

static void add_character(struct text *line, uint32_t c)
{
    char bytes[4];
    text_add(line, (str){ bytes, text_encode(c, bytes) });
}

str legible_line(struct arena *arena, str words)
{
    struct text line = { .arena = arena };
    bool parted = false;
    for (size_t at = 0; at < words.size;) {
        uint32_t c = text_next(words, &at);
        if (is_blank(c)) {
            parted = line.size > 0;
            continue;
        }
        if (is_control(c) || text_is_unseen(c))
            continue;
        if (parted)
            text_add_char(&line, ' ');
        parted = false;
        add_character(&line, c == TEXT_BROKEN ? REPLACEMENT : c);
    }
    return text_view(&line);
}
