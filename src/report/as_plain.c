/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/as_plain.h"

#include "base/arena.h"
#include "report/footnotes.h"
#include "report/harmless.h"
#include "report/part.h"

enum { COLUMNS = 72 };

/* A text being written. */
struct plain {
    const struct listing *listing;
    struct text out;
};

static void put(struct plain *plain, const char *literal)
{
    text_add(&plain->out, text_of(literal));
}

static void new_line(struct plain *plain, size_t indent)
{
    put(plain, "\n");
    for (size_t i = 0; i < indent; i++)
        put(plain, " ");
}

/* A word, or as much of a very long one as there is room for on each line;
 * gives the column behind it. */
static size_t put_word(struct plain *plain, str word, size_t indent,
                       size_t column)
{
    for (size_t at = 0; at < word.size;) {
        size_t end = words_next_letter(word, at);
        size_t width = text_length(text_slice(word, at, end));
        if (column > indent && column + width > COLUMNS) {
            new_line(plain, indent);
            column = indent;
        }
        text_add(&plain->out, text_slice(word, at, end));
        column += width;
        at = end;
    }
    return column;
}

/* The words from `column` on, in lines behind `indent` blanks. */
static void put_words(struct plain *plain, str words, size_t indent,
                      size_t column)
{
    bool first = true;
    str line = harmless_line(plain->listing->arena, words);
    str word;
    for (size_t at = 0; text_word(line, &at, &word); first = false) {
        size_t width = text_length(word);
        bool fits = column + !first + width <= COLUMNS;
        if (!first && fits) {
            put(plain, " ");
            column++;
        } else if (!first) {
            new_line(plain, indent);
            column = indent;
        }
        column = put_word(plain, word, indent, column);
    }
    put(plain, "\n");
}

static void put_paragraph(struct plain *plain, str words)
{
    if (words.size == 0)
        return;
    put_words(plain, words, 0, 0);
    put(plain, "\n");
}

static void put_heading(struct plain *plain, str words, char line)
{
    size_t width = text_length(harmless_line(plain->listing->arena, words));
    put(plain, "\n");
    put_words(plain, words, 0, 0);
    for (size_t i = 0; i < width && i < COLUMNS; i++)
        text_add_char(&plain->out, line);
    put(plain, "\n\n");
}

static str remark(const struct plain *plain, enum listing_remark which)
{
    return listing_remark(plain->listing, which);
}

/* ---- the section --------------------------------------------------------- */

static void add_sentence(const struct plain *plain, struct text *text,
                         const struct narrate_sentence *sentence)
{
    text_add(text, text->size > 0 ? S(" ") : S(""));
    text_add(text, sentence->text);
    for (int i = 0; i < sentence->reference_count; i++) {
        text_add(text, i ? S(", ") : S(" ["));
        text_add(text, listing_reference(plain->listing->arena,
                                         sentence->references[i].form,
                                         sentence->references[i].question));
    }
    text_add(text, sentence->reference_count > 0 ? S("]") : S(""));
}

static void put_bullet(struct plain *plain, const struct narrate_bullet *bullet)
{
    struct text text = { .arena = plain->listing->arena };
    for (int s = 0; s < bullet->sentence_count; s++)
        add_sentence(plain, &text, &bullet->sentences[s]);
    put(plain, "- ");
    put_words(plain, text_view(&text), 2, 2);
    put(plain, "\n");
}

static void put_section(struct plain *plain,
                        const struct narrate_section *section)
{
    struct text opening = { .arena = plain->listing->arena };
    add_sentence(plain, &opening, &section->opening);
    put_heading(plain, section->heading, '-');
    put_paragraph(plain, text_view(&opening));
    for (int b = 0; b < section->bullet_count; b++)
        put_bullet(plain, &section->bullets[b]);
}

/* ---- what is behind it --------------------------------------------------- */

static void put_notes(struct plain *plain)
{
    int count;
    const struct footnotes_note *notes = footnotes_make(plain->listing, &count);
    if (count == 0)
        return;
    put_heading(plain, remark(plain, LISTING_TALLIES), '-');
    put_paragraph(plain, remark(plain, LISTING_BASE));
    for (int i = 0; i < count; i++) {
        size_t width = notes[i].reference.size + 2;
        put(plain, "[");
        text_add(&plain->out, notes[i].reference);
        put(plain, width < 5 ? "]  " : "] ");
        put_words(plain, notes[i].words, 6, width < 5 ? width + 2 : width + 1);
    }
}

static void put_appendix(struct plain *plain)
{
    int count;
    const struct words *words = plain->listing->release->words;
    const struct part_word *table = part_words(&count);
    put_heading(plain, remark(plain, LISTING_WORDS), '-');
    put_paragraph(plain, remark(plain, LISTING_MEANING));
    for (int i = 0; i < count; i++) {
        struct text line = { .arena = plain->listing->arena };
        if (!listing_has_word(plain->listing, &table[i]))
            continue;
        struct slot slots[] = {
            SLOT("what", listing_word(plain->listing, &table[i])),
            SLOT("n", words_say(words, table[i].means)),
        };
        text_add(&line, text_fill(plain->listing->arena,
                                  words_say(words, TEXT_KEY("{what}: {n}")),
                                  slots, 2));
        put(plain, "- ");
        put_words(plain, text_view(&line), 2, 2);
    }
}

static void put_notices(struct plain *plain)
{
    put_paragraph(plain, remark(plain, LISTING_RECIPIENT));
    put_paragraph(plain, remark(plain, LISTING_PRACTICE));
}

str as_plain(const struct listing *listing)
{
    struct plain plain = { .listing = listing,
                           .out = { .arena = listing->arena } };
    put_notices(&plain);
    put_words(&plain, remark(&plain, LISTING_TITLE), 0, 0);
    put_words(&plain, listing->release->service, 0, 0);
    put_words(&plain, listing->release->collection, 0, 0);
    put(&plain, "\n");
    put_paragraph(&plain, remark(&plain, LISTING_ROUNDING));
    for (int f = 0; f < listing->form_count; f++)
        if (listing->forms[f].from->section)
            put_section(&plain, listing->forms[f].from->section);
    put_notes(&plain);
    put_appendix(&plain);
    put(&plain, "\n");
    put_notices(&plain);
    str whole = text_view(&plain.out);
    while (text_ends(whole, S("\n\n")))
        whole.size--;
    return whole;
}
