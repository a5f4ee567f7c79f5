/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/as_markdown.h"

#include <string.h>

#include "base/arena.h"
#include "report/footnotes.h"
#include "report/harmless.h"
#include "report/part.h"

/* A document being written. */
struct markdown {
    const struct listing *listing;
    struct text out;
};

static void put(struct markdown *markdown, const char *literal)
{
    text_add(&markdown->out, text_of(literal));
}

/* ---- escaping ------------------------------------------------------------ */

static bool is_sign(char c)
{
    return c != '\0' && strchr("\\`*_{}[]<>&|~#$^@", c) != NULL;
}

/* Whether a bare address could begin behind this dot or colon. */
static bool begins_address(str line, size_t at)
{
    if (line.at[at] == ':')
        return true;
    return line.at[at] == '.' && at >= 3 && (line.at[at - 1] | 0x20) == 'w' &&
           (line.at[at - 2] | 0x20) == 'w' && (line.at[at - 3] | 0x20) == 'w';
}

/* "1." or "1)", "-" or "+" at the beginning would be a list; "=" and "-" under
 * a line would make a heading of it. */
static bool begins_block(str line, size_t at)
{
    size_t digits = 0;
    while (digits < line.size && line.at[digits] >= '0' &&
           line.at[digits] <= '9')
        digits++;
    bool list = digits > 0 && at == digits &&
                (line.at[at] == '.' || line.at[at] == ')');
    return list || (at == 0 && strchr("-+=:!", line.at[0]) != NULL);
}

static void put_words(struct markdown *markdown, str words)
{
    str line = harmless_line(markdown->listing->arena, words);
    for (size_t i = 0; i < line.size; i++) {
        bool slashes = i + 1 < line.size && line.at[i + 1] == '/';
        bool address = begins_address(line, i) &&
                       (line.at[i] != ':' || slashes);
        if (is_sign(line.at[i]) || address || begins_block(line, i))
            text_add_char(&markdown->out, '\\');
        text_add_char(&markdown->out, line.at[i]);
    }
}

static void put_paragraph(struct markdown *markdown, const char *mark,
                          str words)
{
    if (words.size == 0)
        return;
    put(markdown, mark);
    put_words(markdown, words);
    put(markdown, *mark == '*' ? "**\n\n" : "\n\n");
}

static str remark(const struct markdown *markdown, enum listing_remark which)
{
    return listing_remark(markdown->listing, which);
}

/* ---- the section --------------------------------------------------------- */

static void put_sentence(struct markdown *markdown,
                         const struct narrate_sentence *sentence)
{
    put_words(markdown, sentence->text);
    for (int i = 0; i < sentence->reference_count; i++) {
        put(markdown, i ? " [^" : "[^");
        text_add(&markdown->out,
                 listing_reference(markdown->listing->arena,
                                   sentence->references[i].form,
                                   sentence->references[i].question));
        put(markdown, "]");
    }
}

static void put_section(struct markdown *markdown,
                        const struct narrate_section *section)
{
    put_paragraph(markdown, "## ", section->heading);
    put_sentence(markdown, &section->opening);
    put(markdown, "\n\n");
    for (int b = 0; b < section->bullet_count; b++) {
        const struct narrate_bullet *bullet = &section->bullets[b];
        put(markdown, "- ");
        for (int s = 0; s < bullet->sentence_count; s++) {
            put(markdown, s ? " " : "");
            put_sentence(markdown, &bullet->sentences[s]);
        }
        put(markdown, "\n");
    }
    put(markdown, section->bullet_count > 0 ? "\n" : "");
}

/* ---- what is behind it --------------------------------------------------- */

static void put_notes(struct markdown *markdown)
{
    int count;
    const struct footnotes_note *notes = footnotes_make(markdown->listing,
                                                        &count);
    if (count == 0)
        return;
    put_paragraph(markdown, "## ", remark(markdown, LISTING_TALLIES));
    put_paragraph(markdown, "", remark(markdown, LISTING_BASE));
    for (int i = 0; i < count; i++) {
        put(markdown, "[^");
        text_add(&markdown->out, notes[i].reference);
        put(markdown, "]: ");
        put_words(markdown, notes[i].words);
        put(markdown, "\n\n");
    }
}

static void put_row(struct markdown *markdown, str one, str other)
{
    put(markdown, "| ");
    put_words(markdown, one);
    put(markdown, " | ");
    put_words(markdown, other);
    put(markdown, " |\n");
}

static void put_appendix(struct markdown *markdown)
{
    int count;
    const struct words *words = markdown->listing->release->words;
    const struct part_word *table = part_words(&count);
    put_paragraph(markdown, "## ", remark(markdown, LISTING_WORDS));
    put_paragraph(markdown, "", remark(markdown, LISTING_MEANING));
    put_row(markdown, words_say(words, TEXT_KEY("Word")),
            words_say(words, TEXT_KEY("Meaning")));
    put(markdown, "|---|---|\n");
    for (int i = 0; i < count; i++)
        if (listing_has_word(markdown->listing, &table[i]))
            put_row(markdown, listing_word(markdown->listing, &table[i]),
                    words_say(words, table[i].means));
    put(markdown, "\n");
}

static void put_notices(struct markdown *markdown)
{
    put_paragraph(markdown, "**", remark(markdown, LISTING_RECIPIENT));
    put_paragraph(markdown, "**", remark(markdown, LISTING_PRACTICE));
}

str as_markdown(const struct listing *listing)
{
    struct markdown markdown = { .listing = listing,
                                 .out = { .arena = listing->arena } };
    put_paragraph(&markdown, "# ", remark(&markdown, LISTING_TITLE));
    put_paragraph(&markdown, "", listing->release->service);
    put_paragraph(&markdown, "", listing->release->collection);
    put_notices(&markdown);
    put_paragraph(&markdown, "", remark(&markdown, LISTING_ROUNDING));
    for (int f = 0; f < listing->form_count; f++)
        if (listing->forms[f].from->section)
            put_section(&markdown, listing->forms[f].from->section);
    put_notes(&markdown);
    put_appendix(&markdown);
    put_notices(&markdown);
    str whole = text_view(&markdown.out);
    while (text_ends(whole, S("\n\n")))
        whole.size--;
    return whole;
}
