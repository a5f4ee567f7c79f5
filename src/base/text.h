/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text is a pointer and a length, in UTF-8. A `str` is a view: it owns
 * nothing and lives as long as what it looks at. A `struct text` is built up
 * piece by piece in an arena and read as a `str` at any moment.
 *
 * What comes from outside is checked once, at the door, with text_check();
 * behind it everything may rely on whole, shortest-form characters. Sentences
 * are never put together from pieces: they are whole patterns with slots such
 * as {service}, filled by text_fill().
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

typedef struct {
    const char *at; /* not terminated */
    size_t size;    /* in bytes */
} str;

/* A literal as a str. */
#define S(literal) ((str){ "" literal, sizeof(literal) - 1 })

/* Marks an English text that a table holds and the catalogue translates. */
#define TEXT_KEY(english) english

/* What printf("%.*s") wants. */
#define TEXT_ARGS(string) (int)(string).size, (string).at

/* A terminated string as a str; NULL gives the empty one. */
str text_of(const char *terminated);

/* A copy in the arena, terminated as well, so that .at serves C interfaces. */
str text_copy(struct arena *arena, str text);

bool text_equal(str a, str b);
bool text_starts(str text, str start);
bool text_ends(str text, str end);

/* Orders by bytes: below, equal to or above zero as with memcmp(). */
int text_compare(str a, str b);

/* Where `part` first stands in `text`, or text.size if it does not. */
size_t text_find(str text, str part);

/* The piece from `from` up to, not including, `to`; both are held inside. */
str text_slice(str text, size_t from, size_t to);

/* Without blanks and line ends on either side. */
str text_trim(str text);

/*
 * Cuts the piece up to the next `separator` off the front of `rest` and moves
 * `rest` behind the separator. False when nothing is left.
 */
bool text_cut(str *rest, char separator, str *piece);

/* A whole number written in digits, with an optional minus and nothing else. */
bool text_integer(str text, long *value);

/*
 * Reads the character at `*at` and moves `*at` behind it. Gives TEXT_BROKEN
 * and moves one byte where there is no well-formed character.
 */
uint32_t text_next(str text, size_t *at);
#define TEXT_BROKEN UINT32_MAX

/* Adds one character, in UTF-8, to `bytes`; gives how many bytes it took. */
size_t text_encode(uint32_t character, char bytes[4]);

/*
 * The door: whole UTF-8 and no control characters but tab and line end.
 * Otherwise false, and `*bad` is the offset of the first offender.
 */
bool text_check(str text, size_t *bad);

/* Whether a character has neither width nor shape: with such ones two texts look
 * the same, or one reads backwards. */
bool text_is_unseen(uint32_t character);

/* How many characters. */
size_t text_length(str text);

/* How many words, parted by blanks. */
int text_words(str text);

/* The next word at or behind `*at`, parted by blanks; false at the end. */
bool text_word(str text, size_t *at, str *word);

/* Line and column of an offset, both from 1; columns count characters. */
struct text_place {
    int line;
    int column;
};
struct text_place text_place(str text, size_t offset);

/* The offset of a place; the end of the text if it has no such place. */
size_t text_offset(str text, struct text_place place);

/* Without the byte order mark that some editors put in front. */
str text_unmarked(str text);

/* A text that grows in its arena. Start with { .arena = arena }. */
struct text {
    struct arena *arena;
    char *at;
    size_t size;
    size_t room;
};

void text_add(struct text *text, str piece);
void text_add_char(struct text *text, char byte);
void text_add_number(struct text *text, long number);

/* The text so far, terminated behind its end. */
str text_view(struct text *text);

/* What stands for a slot: a text or a number. */
struct slot {
    const char *name;
    str value;
    long number;
    bool is_number;
    bool is_key; /* the value is English and to be translated itself */
};
#define SLOT(slot_name, text)                                                  \
    ((struct slot){ .name = (slot_name), .value = (text) })
#define COUNT(slot_name, n)                                                    \
    ((struct slot){ .name = (slot_name), .number = (n), .is_number = true })
#define SLOT_KEY(slot_name, english)                                           \
    ((struct slot){ .name = (slot_name), .value = (english), .is_key = true })

/*
 * The pattern with each {name} replaced by its slot. A slot that is not given
 * is left as it stands, so that it shows in every test.
 */
str text_fill(struct arena *arena, str pattern, const struct slot *slots,
              size_t count);

/*
 * The next slot name in `pattern` at or behind `*at`, without its braces;
 * false when there is none. A brace that opens no name is plain text.
 */
bool text_slot(str pattern, size_t *at, str *name);

#endif
