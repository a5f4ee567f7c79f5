/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

#include "base/arena.h"

str text_of(const char *terminated)
{
    if (!terminated)
        return S("");
    return (str){ terminated, strlen(terminated) };
}

str text_copy(struct arena *arena, str text)
{
    char *copy = arena_take(arena, text.size + 1);
    if (text.size > 0)
        memcpy(copy, text.at, text.size);
    return (str){ copy, text.size };
}

bool text_equal(str a, str b)
{
    return a.size == b.size && (a.size == 0 || !memcmp(a.at, b.at, a.size));
}

bool text_starts(str text, str start)
{
    return text.size >= start.size &&
           text_equal(text_slice(text, 0, start.size), start);
}

bool text_ends(str text, str end)
{
    return text.size >= end.size &&
           text_equal(text_slice(text, text.size - end.size, text.size), end);
}

int text_compare(str a, str b)
{
    size_t shorter = a.size < b.size ? a.size : b.size;
    int order = shorter > 0 ? memcmp(a.at, b.at, shorter) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

size_t text_find(str text, str part)
{
    if (part.size == 0)
        return 0;
    if (text.size == 0)
        return text.size;
    const char *found = memmem(text.at, text.size, part.at, part.size);
    return found ? (size_t)(found - text.at) : text.size;
}

str text_slice(str text, size_t from, size_t to)
{
    if (to > text.size)
        to = text.size;
    if (from > to)
        from = to;
    return text.at ? (str){ text.at + from, to - from } : text;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

str text_trim(str text)
{
    size_t from = 0;
    size_t to = text.size;
    while (from < to && is_blank(text.at[from]))
        from++;
    while (to > from && is_blank(text.at[to - 1]))
        to--;
    return text_slice(text, from, to);
}

bool text_cut(str *rest, char separator, str *piece)
{
    if (!rest->at)
        return false;
    const char *end = rest->size ? memchr(rest->at, separator, rest->size)
                                 : NULL;
    size_t size = end ? (size_t)(end - rest->at) : rest->size;
    *piece = text_slice(*rest, 0, size);
    *rest = end ? text_slice(*rest, size + 1, rest->size) : (str){ 0 };
    return true;
}

bool text_integer(str text, long *value)
{
    bool minus = text_starts(text, S("-"));
    str digits = text_slice(text, minus, text.size);
    if (digits.size == 0 || digits.size > 9)
        return false;
    long sum = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9')
            return false;
        sum = sum * 10 + (digits.at[i] - '0');
    }
    *value = minus ? -sum : sum;
    return true;
}

/* How many bytes a character has, told by its first; 0 for none. */
static size_t sequence_size(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xC2)
        return 0;
    if (first < 0xE0)
        return 2;
    if (first < 0xF0)
        return 3;
    return first < 0xF5 ? 4 : 0;
}

/* Shortest form, no surrogate, nothing beyond the last plane. */
static bool is_character(uint32_t c, size_t size)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    return c >= least[size] && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

uint32_t text_next(str text, size_t *at)
{
    assert(*at < text.size);
    const unsigned char *bytes = (const unsigned char *)text.at + *at;
    size_t left = text.size - *at;
    size_t size = sequence_size(bytes[0]);
    *at += 1;
    if (size == 0 || size > left)
        return TEXT_BROKEN;
    if (size == 1)
        return bytes[0];
    uint32_t c = bytes[0] & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return TEXT_BROKEN;
        c = c << 6 | (bytes[i] & 0x3F);
    }
    if (!is_character(c, size))
        return TEXT_BROKEN;
    *at += size - 1;
    return c;
}

size_t text_encode(uint32_t character, char bytes[4])
{
    static const unsigned char lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    size_t size = character < 0x80      ? 1
                  : character < 0x800   ? 2
                  : character < 0x10000 ? 3
                                        : 4;
    if (size == 1) {
        bytes[0] = (char)character;
        return 1;
    }
    for (size_t i = size - 1; i > 0; i--, character >>= 6)
        bytes[i] = (char)(0x80 | (character & 0x3F));
    bytes[0] = (char)(lead[size] | character);
    return size;
}

static bool is_control(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
           (c >= 0x7F && c < 0xA0);
}

bool text_check(str text, size_t *bad)
{
    for (size_t at = 0; at < text.size;) {
        *bad = at;
        uint32_t c = text_next(text, &at);
        if (c == TEXT_BROKEN || is_control(c))
            return false;
    }
    return true;
}

/* The joiners U+200C and U+200D are not among them: some scripts are not written
 * without. */
static const struct {
    uint32_t first;
    uint32_t last;
} unseen[] = {
    { 0x00AD, 0x00AD },   { 0x061C, 0x061C }, { 0x180E, 0x180E },
    { 0x200B, 0x200B },   { 0x200E, 0x200F }, { 0x2028, 0x202E },
    { 0x2060, 0x206F },   { 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFB },
    { 0xE0000, 0xE007F },
};

bool text_is_unseen(uint32_t character)
{
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        if (character >= unseen[i].first && character <= unseen[i].last)
            return true;
    return false;
}

size_t text_length(str text)
{
    size_t length = 0;
    for (size_t at = 0; at < text.size; length++)
        text_next(text, &at);
    return length;
}

bool text_word(str text, size_t *at, str *word)
{
    size_t from = *at;
    while (from < text.size && is_blank(text.at[from]))
        from++;
    size_t to = from;
    while (to < text.size && !is_blank(text.at[to]))
        to++;
    *at = to;
    *word = text_slice(text, from, to);
    return to > from;
}

int text_words(str text)
{
    int words = 0;
    str word;
    for (size_t at = 0; text_word(text, &at, &word);)
        words++;
    return words;
}

struct text_place text_place(str text, size_t offset)
{
    struct text_place place = { 1, 1 };
    for (size_t at = 0; at < offset && at < text.size;) {
        uint32_t c = text_next(text, &at);
        place.column++;
        if (c == '\n')
            place = (struct text_place){ place.line + 1, 1 };
    }
    return place;
}

size_t text_offset(str text, struct text_place place)
{
    struct text_place here = { 1, 1 };
    size_t at = 0;
    while (at < text.size &&
           (here.line < place.line ||
            (here.line == place.line && here.column < place.column))) {
        uint32_t c = text_next(text, &at);
        here.column++;
        if (c == '\n')
            here = (struct text_place){ here.line + 1, 1 };
    }
    return at;
}

str text_unmarked(str text)
{
    str mark = S("\xEF\xBB\xBF");
    return text_starts(text, mark) ? text_slice(text, mark.size, text.size)
                                   : text;
}

static void make_room(struct text *text, size_t more)
{
    assert(text->arena);
    size_t wanted = text->size + more + 1;
    if (wanted <= text->room)
        return;
    size_t room = text->room * 2 > wanted ? text->room * 2 : wanted + 32;
    text->at = arena_grow(text->arena, text->at, text->room, room);
    text->room = room;
}

void text_add(struct text *text, str piece)
{
    make_room(text, piece.size);
    assert(text->at);
    if (piece.size > 0)
        memcpy(text->at + text->size, piece.at, piece.size);
    text->size += piece.size;
    text->at[text->size] = '\0';
}

void text_add_char(struct text *text, char byte)
{
    text_add(text, (str){ &byte, 1 });
}

void text_add_number(struct text *text, long number)
{
    unsigned long rest = number < 0 ? 0ul - (unsigned long)number
                                    : (unsigned long)number;
    char digits[3 * sizeof number + 1];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        digits[--at] = '-';
    text_add(text, (str){ digits + at, sizeof digits - at });
}

str text_view(struct text *text)
{
    make_room(text, 0);
    return (str){ text->at, text->size };
}

static bool is_slot_name(str name)
{
    for (size_t i = 0; i < name.size; i++)
        if ((name.at[i] < 'a' || name.at[i] > 'z') && name.at[i] != '_')
            return false;
    return name.size > 0;
}

bool text_slot(str pattern, size_t *at, str *name)
{
    while (*at < pattern.size) {
        str rest = text_slice(pattern, *at, pattern.size);
        size_t open = text_find(rest, S("{"));
        size_t close = text_find(rest, S("}"));
        if (close == rest.size || open == rest.size)
            return false;
        *at += open < close ? open + 1 : close + 1;
        *name = text_slice(rest, open + 1, close);
        if (open < close && is_slot_name(*name))
            return true;
    }
    return false;
}

static void add_slot(struct text *text, str name, const struct slot *slots,
                     size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!text_equal(name, text_of(slots[i].name)))
            continue;
        if (slots[i].is_number)
            text_add_number(text, slots[i].number);
        else
            text_add(text, slots[i].value);
        return;
    }
    text_add_char(text, '{');
    text_add(text, name);
    text_add_char(text, '}');
}

str text_fill(struct arena *arena, str pattern, const struct slot *slots,
              size_t count)
{
    struct text filled = { .arena = arena };
    size_t done = 0;
    str name;
    for (size_t at = 0; text_slot(pattern, &at, &name);) {
        size_t open = (size_t)(name.at - pattern.at) - 1;
        text_add(&filled, text_slice(pattern, done, open));
        add_slot(&filled, name, slots, count);
        done = open + name.size + 2;
        at = done;
    }
    text_add(&filled, text_slice(pattern, done, pattern.size));
    return text_view(&filled);
}
