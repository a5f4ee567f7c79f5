/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words in one language: the catalogue's translations and what the grammar of
 * the language makes of numbers, lists and dates (ICU, which nobody else may
 * use). English is the source text and needs no catalogue. Any number of
 * languages can be open at the same moment; none of them knows the others.
 *
 * In C the English stands where it is used, in words_say(),
 * words_say_count(), fault_set(), fault_set_count() or fault_add(), or inside
 * TEXT_KEY() in a table; the target `locales` collects it from there for the
 * translators.
 */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include "base/fault.h"

struct catalogue;
struct words; /* opaque: holds the ICU formatters */

/* The language of the source text. */
#define WORDS_ENGLISH S("en")

/*
 * Words in `language` ("en", "cy"). The catalogue may be NULL, for English;
 * it must outlive the words. NULL and a fault if ICU does not know the
 * language.
 */
struct words *words_open(str language, const struct catalogue *catalogue,
                         struct fault *fault);
void words_close(struct words *words);

str words_language(const struct words *words);

/* What the language calls itself: "English", "Cymraeg". */
str words_own_name(const struct words *words, struct arena *arena);

/* The translation, or the English where there is none. */
str words_say(const struct words *words, const char *english);

/* The same, for a text that needs its context to be told from another. */
str words_in(const struct words *words, str context, str english);

/*
 * The form of the text that goes with the number `n`. In English there are
 * two, `one` and `other`; in Welsh six.
 */
str words_count(const struct words *words, str context, str one, str other,
                long n);

str words_say_count(const struct words *words, const char *one,
                    const char *other, long n);

/* The plural forms of a language in the order of a catalogue. */
enum words_plural {
    WORDS_ZERO,
    WORDS_ONE,
    WORDS_TWO,
    WORDS_FEW,
    WORDS_MANY,
    WORDS_OTHER,
    WORDS_PLURALS
};

/* Which form `n` takes, and the place of that form among those that the
 * language has: in English WORDS_OTHER stands second, in Welsh sixth. */
enum words_plural words_plural(const struct words *words, long n);
size_t words_plural_place(const struct words *words, enum words_plural form);
size_t words_plural_count(const struct words *words);

/* Welsh tells dau from dwy; English does not care. */
enum words_gender { WORDS_MASCULINE, WORDS_FEMININE };

/* The number in words: "thirty-two", "tri deg dau". */
str words_spell(const struct words *words, struct arena *arena, long n,
                enum words_gender gender);

/* "a, b and c"; in Welsh "a, b ac c", mutated where "a" asks for it. */
str words_list(const struct words *words, struct arena *arena, const str *items,
               size_t count);

/* "21 November 2026", "21 Tachwedd 2026"; month and day count from 1. */
str words_date(const struct words *words, struct arena *arena, int year,
               int month, int day);

/* A fault as a line for people: its place, then its sentence. */
str words_fault(const struct words *words, struct arena *arena,
                const struct fault *fault);

/* The same text in composed characters (NFC). It must have passed
 * text_check(). */
str words_compose(struct arena *arena, str text);

/* ---- where a text may be broken ---- */

struct words_breaker; /* opaque: ICU's rules for lines in one language */

/* Made in the arena; NULL is never given: a language that ICU does not know is
 * broken as most are. */
struct words_breaker *words_breaker_open(struct arena *arena, str language);
void words_breaker_close(struct words_breaker *breaker); /* NULL is fine */

/* A place behind which a line may end, or must. */
struct words_break {
    size_t end; /* offset in bytes, behind the blanks that go before it */
    bool must;
};

/* All of them in order; the last is the end of the text. None in the empty
 * text. The text must have passed text_check(). */
struct words_break *words_breaks(struct words_breaker *breaker,
                                 struct arena *arena, str text, size_t *count);

/* The offset where the letter that begins at `at` ends, accents and joined
 * characters included; text.size at the end. And where the letter that ends at
 * `at` begins; 0 at the beginning. */
size_t words_next_letter(str text, size_t at);
size_t words_previous_letter(str text, size_t at);

#endif
