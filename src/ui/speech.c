/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/speech.h"

#include <assert.h>

#include "base/arena.h"
#include "base/words.h"

/* ---- when something is heard --------------------------------------------- */

enum rank { ASKED, ANSWERED, PROGRESS, BUTTONS, TOOLS, RANKS, NEVER };

/* Keys are heard one at a time, when they are reached or touched. */
static const enum rank ranks[] = {
    [WIDGET_HEADING] = ANSWERED, [WIDGET_TEXT] = ANSWERED,
    [WIDGET_PICTURE] = ANSWERED, [WIDGET_PROGRESS] = PROGRESS,
    [WIDGET_BUTTON] = BUTTONS,   [WIDGET_TOOL] = TOOLS,
    [WIDGET_CHOICE] = ANSWERED,  [WIDGET_SLIDER] = ANSWERED,
    [WIDGET_FIELD] = ANSWERED,   [WIDGET_KEY] = NEVER,
};
static_assert(sizeof ranks / sizeof *ranks == WIDGET_ROLES,
              "a rank for every role");

static int first_heading(const struct widgets *list)
{
    int i = 0;
    while (i < list->count &&
           (list->all[i].role != WIDGET_HEADING || list->all[i].hidden))
        i++;
    return i;
}

/* Further headings stand before what they are about, and are heard there. */
static enum rank rank_of(const struct widgets *list, int at)
{
    const struct widget *widget = &list->all[at];
    if (widget->hidden || widget->disabled)
        return NEVER;
    return at == first_heading(list) ? ASKED : ranks[widget->role];
}

/* ---- in which language --------------------------------------------------- */

static bool ends_in_language(str id, str language)
{
    size_t size = language.size + 1;
    return language.size > 0 && id.size > size &&
           id.at[id.size - size] == '_' && text_ends(id, language);
}

/*
 * Each language is offered by its own name, in itself; and the first screen is
 * in both (I27). Elsewhere an id that ends like a language means nothing: a
 * choice may be called what its author likes.
 */
static str language_of(const struct widgets *list, const struct widget *widget,
                       const struct speech_wish *wish)
{
    str shown = words_language(wish->words);
    bool both = text_equal(list->screen, S("welcome")) ||
                text_starts(widget->id, S("lang_"));
    bool other = text_equal(widget->id, S("language")) ||
                 (both && ends_in_language(widget->id, wish->other));
    return other && wish->other.size > 0 ? wish->other : shown;
}

/* ---- sentences ----------------------------------------------------------- */

struct heard {
    struct arena *arena;
    struct speech speech;
    int room;
};

static void add_piece(struct heard *heard, const struct speech_piece *piece)
{
    struct speech *speech = &heard->speech;
    size_t one = sizeof *speech->pieces;
    if (speech->count == heard->room) {
        int wanted = heard->room ? 2 * heard->room : 32;
        speech->pieces = arena_grow(heard->arena, speech->pieces,
                                    (size_t)heard->room * one,
                                    (size_t)wanted * one);
        heard->room = wanted;
    }
    speech->pieces[speech->count++] = *piece;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n';
}

static bool ends_sentence(str text, size_t at)
{
    if (text.at[at] == '\n')
        return true;
    bool mark = text.at[at] == '.' || text.at[at] == '?' || text.at[at] == '!';
    return mark && (at + 1 == text.size || is_blank(text.at[at + 1]));
}

/* Where the sentence that begins at `from` ends. */
static size_t sentence_end(str text, size_t from)
{
    size_t at = from;
    while (at < text.size && !ends_sentence(text, at))
        at++;
    return at < text.size ? at + 1 : at;
}

/* `piece` says of which widget, in which language, and whether it is marked. */
static void add_sentences(struct heard *heard, struct speech_piece piece,
                          str text)
{
    size_t from = 0;
    while (from < text.size) {
        size_t to = sentence_end(text, from);
        while (from < to && is_blank(text.at[from]))
            from++;
        piece.at = from;
        piece.text = text_trim(text_slice(text, from, to));
        if (piece.text.size > 0)
            add_piece(heard, &piece);
        from = to;
    }
}

/* ---- a widget ------------------------------------------------------------ */

static void add_number(struct heard *heard, struct speech_piece piece,
                       const struct speech_wish *wish, long number)
{
    piece.text = words_spell(wish->words, heard->arena, number,
                             WORDS_MASCULINE);
    piece.language = words_language(wish->words);
    add_piece(heard, &piece);
}

static void add_widget(struct heard *heard, const struct widgets *list, int at,
                       const struct speech_wish *wish)
{
    const struct widget *widget = &list->all[at];
    struct speech_piece piece = {
        .widget = at,
        .language = language_of(list, widget, wish),
        .marked = true,
    };
    add_sentences(heard, piece, widget->label);
    piece.marked = false;
    if (widget->role == WIDGET_SLIDER && !widget->unset)
        add_number(heard, piece, wish, widget->number);
    else if (widget->role != WIDGET_SLIDER && wish->headphones)
        add_sentences(heard, piece, widget->value);
    if (widget->selected) {
        piece.language = words_language(wish->words);
        add_sentences(heard, piece, words_say(wish->words, "Chosen."));
    }
}

struct speech speech_of(struct arena *arena, const struct widgets *list,
                        const struct speech_wish *wish)
{
    struct heard heard = { .arena = arena };
    for (int rank = ASKED; rank < RANKS; rank++)
        for (int at = 0; at < list->count; at++)
            if (rank_of(list, at) == (enum rank)rank)
                add_widget(&heard, list, at, wish);
    return heard.speech;
}
