/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What every fuzz target holds its input against. HOLD() ends the program when
 * something does not hold, which is how libFuzzer learns of it; the input is
 * then kept as crash-… for a closer look. The rest says what must be true of
 * all faults, whatever was read.
 */
#ifndef TESTS_FUZZ_HOLD_H
#define TESTS_FUZZ_HOLD_H

#include "base/arena.h"
#include "base/fault.h"

/* No input of the size that is let in may need more. */
enum { HOLD_MOST_MEMORY = 64 * 1024 * 1024 };

#define HOLD(condition)                                                        \
    ((condition) ? (void)0 : hold_failed(__FILE__, __LINE__, #condition))

_Noreturn void hold_failed(const char *file, int line, const char *condition);

/* Words in this language, opened once and kept. */
struct words *hold_words(str language);

/* libFuzzer's bytes as a text. */
str hold_bytes(const uint8_t *data, size_t size);

/* Whether `part` lies inside `whole`. */
bool hold_inside(str part, str whole);

/* Whether the text is whole UTF-8 without control characters. */
bool hold_clean(str text);

/* Every fault stands inside `content` and can be said in whole UTF-8. */
void hold_faults(struct arena *arena, str content, const struct faults *faults);

/* Bytes of the input as decisions, from its end on and round again. */
struct hold_dice {
    str bytes;
    size_t thrown;
};
unsigned hold_throw(struct hold_dice *dice, unsigned sides);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
