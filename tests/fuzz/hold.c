/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hold.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/words.h"

void hold_failed(const char *file, int line, const char *condition)
{
    fprintf(stderr, "%s:%d: this does not hold: %s\n", file, line, condition);
    abort();
}

struct words *hold_words(str language)
{
    static struct words *kept[2];
    struct words **words = &kept[text_equal(language, WORDS_ENGLISH)];
    struct fault fault = { .arena = NULL };
    if (!*words)
        *words = words_open(language, NULL, &fault);
    HOLD(*words);
    return *words;
}

str hold_bytes(const uint8_t *data, size_t size)
{
    return (str){ size ? (const char *)data : "", size };
}

bool hold_inside(str part, str whole)
{
    return part.at >= whole.at && part.size <= whole.size &&
           (size_t)(part.at - whole.at) <= whole.size - part.size;
}

bool hold_clean(str text)
{
    size_t bad;
    return text_check(text, &bad);
}

/* YAML begins a new line at more characters than others do. */
static bool ends_line(str content, size_t at, uint32_t character)
{
    bool pair = character == '\r' && at < content.size &&
                content.at[at] == '\n';
    return character == '\n' || (character == '\r' && !pair) ||
           character == 0x85 || character == 0x2028 || character == 0x2029;
}

/* The offset where a line begins; false if there are not so many. */
static bool find_line(str content, int line, size_t *at)
{
    *at = 0;
    for (int now = 1; now < line; now++) {
        bool ended = false;
        while (!ended && *at < content.size) {
            uint32_t character = text_next(content, at);
            ended = ends_line(content, *at, character);
        }
        if (!ended)
            return false;
    }
    return line >= 1;
}

/* A column may point behind the end of its line, where a text goes on in the
 * next, but never behind the end of the file. What is missing at the end stands
 * in a line of its own for YAML. */
static void hold_place(str content, struct text_place place)
{
    size_t from;
    if (!find_line(content, place.line, &from)) {
        HOLD(place.column == 1 && find_line(content, place.line - 1, &from));
        return;
    }
    size_t left = text_length(text_slice(content, from, content.size));
    HOLD(place.column >= 1 && (size_t)place.column <= left + 1);
}

void hold_faults(struct arena *arena, str content, const struct faults *faults)
{
    int kept = 0;
    for (const struct fault *fault = faults->first; fault;
         fault = fault->next) {
        hold_place(content, fault->at);
        str said = words_fault(hold_words(WORDS_ENGLISH), arena, fault);
        HOLD(hold_clean(said));
        HOLD(text_starts(said, faults->file));
        kept++;
    }
    HOLD(kept <= FAULT_MOST && kept <= faults->count);
    HOLD(kept == faults->count || kept == FAULT_MOST);
}

unsigned hold_throw(struct hold_dice *dice, unsigned sides)
{
    if (dice->bytes.size == 0)
        return 0;
    size_t back = dice->thrown++ % dice->bytes.size + 1;
    unsigned char byte = (unsigned char)dice->bytes.at[dice->bytes.size - back];
    return (byte + (unsigned)(dice->thrown / dice->bytes.size)) % sides;
}
