/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/recovery.h"

#include <assert.h>
#include <string.h>

/* Crockford's alphabet: no I, L, O and U. */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
enum { DATA = RECOVERY_GROUP - 1, BITS = 5, UNKNOWN = 255, MOST = 200 };
enum { NOT_TOLD = RECOVERY_GROUPS }; /* it is wrong, but who knows where */
static_assert(RECOVERY_GROUPS * DATA * BITS >= RECOVERY_BYTES * 8,
              "the signs carry the whole key");

/* ---- the check sign ------------------------------------------------------ */

/* Signs are elements of the field of 32. In each group
 *     check + 2 a + 3 b + 4 c + 5 d = the group's own number
 * All weights differ and none is zero, so one wrong sign or two swapped ones
 * change the sum; group numbers differ, so two swapped groups do too. */
static unsigned multiply(unsigned a, unsigned b)
{
    unsigned product = 0;
    for (; b; b >>= 1) {
        if (b & 1)
            product ^= a;
        a = a & 16 ? (a << 1) ^ 0x25 : a << 1; /* x^5 + x^2 + 1 */
    }
    return product;
}

static unsigned check_sign(const unsigned char *signs, int group)
{
    unsigned sum = (unsigned)group + 1;
    for (unsigned i = 0; i < DATA; i++)
        sum ^= multiply(i + 2, signs[i]);
    return sum;
}

static bool is_right(const unsigned char *signs, int group)
{
    for (int i = 0; i < RECOVERY_GROUP; i++)
        if (signs[i] == UNKNOWN)
            return false;
    return check_sign(signs, group) == signs[DATA];
}

/* ---- writing ------------------------------------------------------------- */

/* The five bits from bit `at` on; beyond the end they are zero. */
static unsigned char take_bits(const unsigned char *key, int at)
{
    unsigned value = 0;
    for (int bit = at; bit < at + BITS; bit++) {
        value <<= 1;
        if (bit < RECOVERY_BYTES * 8)
            value |= ((unsigned)key[bit / 8] >> (7 - bit % 8)) & 1u;
    }
    return (unsigned char)value;
}

void recovery_write(const unsigned char key[RECOVERY_BYTES],
                    char text[RECOVERY_ROOM])
{
    char *next = text;
    for (int group = 0; group < RECOVERY_GROUPS; group++) {
        unsigned char signs[DATA];
        for (int i = 0; i < DATA; i++)
            signs[i] = take_bits(key, (group * DATA + i) * BITS);
        if (group > 0)
            *next++ = '-';
        for (int i = 0; i < DATA; i++)
            *next++ = alphabet[signs[i]];
        *next++ = alphabet[check_sign(signs, group)];
        explicit_bzero(signs, sizeof signs);
    }
    *next = '\0';
}

/* ---- reading ------------------------------------------------------------- */

/* What was typed, sign by sign, and after which sign a group was ended. */
struct typed {
    unsigned char signs[MOST];
    bool ended[MOST];
    int count;
    bool parted; /* blanks or hyphens stand between signs */
};

static unsigned char sign_of(char c)
{
    if (c >= 'a' && c <= 'z')
        c = (char)(c - 'a' + 'A');
    if (c == 'O')
        c = '0';
    if (c == 'I' || c == 'L')
        c = '1';
    const char *found = c ? strchr(alphabet, c) : NULL;
    return found ? (unsigned char)(found - alphabet) : UNKNOWN;
}

static bool is_parting(char c)
{
    return c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '\r';
}

/* A character of several bytes is one sign, an unknown one. */
static void take_typed(struct typed *typed, str text)
{
    bool pending = false;
    for (size_t at = 0; at < text.size && typed->count < MOST;) {
        uint32_t character = text_next(text, &at);
        char c = character < 0x80 ? (char)character : '?';
        if (is_parting(c)) {
            pending = typed->count > 0;
            continue;
        }
        if (pending) {
            typed->ended[typed->count - 1] = true;
            typed->parted = true;
        }
        pending = false;
        typed->signs[typed->count++] = sign_of(c);
    }
}

static bool refuse(struct fault *fault, int group, int count)
{
    if (group == NOT_TOLD)
        return fault_set(fault,
                         "the recovery key has {right} signs and this has "
                         "{count}; type it in its groups, with blanks between",
                         COUNT("right", RECOVERY_SIGNS), COUNT("count", count));
    return fault_set(fault,
                     "group {group} of the recovery key is not right; compare "
                     "its {signs} signs with the sheet",
                     COUNT("group", group + 1), COUNT("signs", RECOVERY_GROUP));
}

/* The first group that was not typed as five right signs; -1: all were. */
static int wrong_parted(const struct typed *typed)
{
    int at = 0;
    for (int group = 0; group < RECOVERY_GROUPS; group++) {
        int end = at;
        while (end < typed->count && !typed->ended[end])
            end++;
        end += end < typed->count;
        if (end - at != RECOVERY_GROUP || !is_right(typed->signs + at, group))
            return group;
        at = end;
    }
    return at == typed->count ? -1 : RECOVERY_GROUPS - 1;
}

/* Whether the groups from `from` up to `to` are right if `shift` signs are
 * missing before them (or, below zero, too many). */
static bool are_right(const struct typed *typed, int from, int to, int shift)
{
    for (int group = from; group < to; group++) {
        int at = group * RECOVERY_GROUP - shift;
        if (at < 0 || at + RECOVERY_GROUP > typed->count ||
            !is_right(typed->signs + at, group))
            return false;
    }
    return true;
}

/* The same where nothing parts the groups. One sign too few or too many moves
 * all that follow, so the group is the one behind which they fit again; often
 * more than one would do, and then none is accused. */
static int wrong_unparted(const struct typed *typed)
{
    int shift = RECOVERY_SIGNS - typed->count;
    int found = -1;
    for (int group = 0; group < RECOVERY_GROUPS; group++) {
        if (shift == 0 && !are_right(typed, group, group + 1, 0))
            return group;
        if (shift == 0 || !are_right(typed, 0, group, 0) ||
            !are_right(typed, group + 1, RECOVERY_GROUPS, shift))
            continue;
        if (found >= 0)
            return NOT_TOLD;
        found = group;
    }
    return shift != 0 && (found < 0 || shift > 1 || shift < -1) ? NOT_TOLD
                                                                : found;
}

static void put_bits(unsigned char *key, int at, unsigned value)
{
    for (int i = 0; i < BITS; i++) {
        int bit = at + i;
        if (bit < RECOVERY_BYTES * 8 && (value >> (BITS - 1 - i) & 1))
            key[bit / 8] |= (unsigned char)(1u << (7 - bit % 8));
    }
}

/* False if bits beyond the key are set, as no sheet has them. */
static bool put_key(const struct typed *typed, unsigned char *key)
{
    memset(key, 0, RECOVERY_BYTES);
    for (int i = 0; i < RECOVERY_GROUPS * DATA; i++)
        put_bits(key, i * BITS,
                 typed->signs[i / DATA * RECOVERY_GROUP + i % DATA]);
    int last = RECOVERY_GROUPS * DATA - 1;
    unsigned beyond =
        (1u << (RECOVERY_GROUPS * DATA * BITS - RECOVERY_BYTES * 8)) - 1;
    return !(typed->signs[last / DATA * RECOVERY_GROUP + last % DATA] & beyond);
}

bool recovery_read(str typed, unsigned char key[RECOVERY_BYTES],
                   struct fault *fault)
{
    struct typed signs = { .count = 0 };
    take_typed(&signs, typed);
    int wrong = signs.parted ? wrong_parted(&signs) : wrong_unparted(&signs);
    if (wrong < 0 && !put_key(&signs, key)) {
        explicit_bzero(key, RECOVERY_BYTES);
        wrong = RECOVERY_GROUPS - 1;
    }
    int count = signs.count;
    explicit_bzero(&signs, sizeof signs);
    return wrong < 0 || refuse(fault, wrong, count);
}
