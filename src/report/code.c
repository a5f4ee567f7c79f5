/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/code.h"

#include "base/arena.h"

/* The signs of a recovery key: without I, L, O and U. Each stands for five
 * bits. */
static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
enum { BITS = 5 };

static char sign_at(const unsigned char *tag, size_t place)
{
    unsigned value = 0;
    for (size_t bit = place * BITS; bit < (place + 1) * BITS; bit++)
        value = value << 1 | (((unsigned)tag[bit / 8] >> (7 - bit % 8)) & 1u);
    return signs[value];
}

str code_write(struct arena *arena, const unsigned char *tag, size_t size)
{
    char *code = arena_take(arena, size + 1);
    for (size_t i = 0; i < size; i++)
        code[i] = sign_at(tag, i);
    return (str){ code, size };
}

size_t code_common(const unsigned char *one, const unsigned char *other)
{
    size_t common = 0;
    while (common < CODE_MOST && sign_at(one, common) == sign_at(other, common))
        common++;
    return common;
}

/* The sign that was meant: what looks like a digit is one. */
static char sign_meant(char typed)
{
    if (typed >= 'a' && typed <= 'z')
        typed = (char)(typed - 'a' + 'A');
    if (typed == 'O')
        return '0';
    return typed == 'I' || typed == 'L' ? '1' : typed;
}

bool code_begins(const unsigned char *tag, str typed)
{
    if (typed.size == 0 || typed.size > CODE_MOST)
        return false;
    for (size_t i = 0; i < typed.size; i++)
        if (sign_meant(typed.at[i]) != sign_at(tag, i))
            return false;
    return true;
}
