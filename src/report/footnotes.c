/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/footnotes.h"

#include "base/arena.h"

static bool refers(const struct narrate_sentence *sentence, int form,
                   int question)
{
    for (int i = 0; i < sentence->reference_count; i++)
        if (sentence->references[i].form == form &&
            sentence->references[i].question == question)
            return true;
    return false;
}

static bool is_referred_to(const struct listing *listing,
                           const struct listing_question *asked)
{
    for (int f = 0; f < listing->form_count; f++) {
        const struct narrate_section *section = listing->forms[f].from->section;
        for (int b = 0; section && b < section->bullet_count; b++)
            for (int s = 0; s < section->bullets[b].sentence_count; s++)
                if (refers(&section->bullets[b].sentences[s], asked->form,
                           asked->number - 1))
                    return true;
    }
    return false;
}

/* "30 (94%)", or why there is none. */
static void add_number(const struct listing *listing, struct text *text,
                       const struct listing_row *row)
{
    if (row->cell.status == GUARD_WITHHELD) {
        text_add(text, listing_withheld(listing, row->cell.reason));
        return;
    }
    str share = listing_share(listing, row);
    text_add_number(text, row->cell.count);
    if (share.size == 0)
        return;
    text_add(text, S(" ("));
    text_add(text, share);
    text_add(text, S(")"));
}

static void add_lines(const struct listing *listing, struct text *text,
                      const struct listing_question *asked)
{
    int count;
    const struct listing_line *lines = listing_lines(listing, asked, &count);
    for (int i = 0; i < count; i++) {
        struct text value = { .arena = listing->arena };
        add_number(listing, &value, lines[i].row);
        struct slot slots[] = { SLOT("what", lines[i].label),
                                SLOT("n", text_view(&value)) };
        text_add(text, i ? S("; ") : S(" "));
        text_add(text, text_fill(listing->arena,
                                 words_say(listing->release->words,
                                           TEXT_KEY("{what}: {n}")),
                                 slots, 2));
    }
}

static str words_of(const struct listing *listing,
                    const struct listing_question *asked)
{
    struct text text = { .arena = listing->arena };
    text_add(&text, asked->label);
    if (asked->withheld) {
        text_add(&text, S(" "));
        text_add(&text, listing_withheld(listing, asked->reason));
        return text_view(&text);
    }
    add_lines(listing, &text, asked);
    str bases = listing_bases(listing, asked, S("; "));
    text_add(&text, bases.size > 0 ? S(". ") : S(""));
    text_add(&text, bases);
    return text_view(&text);
}

const struct footnotes_note *footnotes_make(const struct listing *listing,
                                            int *count)
{
    int most = 0;
    for (int f = 0; f < listing->form_count; f++)
        most += listing->forms[f].question_count;
    struct footnotes_note *notes = arena_array(listing->arena,
                                               struct footnotes_note, most);
    *count = 0;
    for (int f = 0; f < listing->form_count; f++)
        for (int q = 0; q < listing->forms[f].question_count; q++) {
            const struct listing_question *asked =
                &listing->forms[f].questions[q];
            if (is_referred_to(listing, asked))
                notes[(*count)++] = (struct footnotes_note){
                    asked->reference, words_of(listing, asked)
                };
        }
    return notes;
}
