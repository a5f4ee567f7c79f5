/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/aim.h"

#include <stdlib.h>

static long held_between(long value, long least, long most)
{
    if (value < least)
        return least;
    return value > most ? most : value;
}

/* The ends of a slider are half its thumb inside its bounds, so that the first
 * and the last number can be hit as well as any other. */
static struct action slide_to(const struct widget *slider, int x)
{
    long track = slider->bounds.w - slider->bounds.h;
    long range = slider->to - slider->from;
    long number = slider->from;
    if (track > 0) {
        long along = held_between(
            (long)x - slider->bounds.x - slider->bounds.h / 2, 0, track);
        number += (2 * along * range + track) / (2 * track);
    }
    return (struct action){ .kind = ACTION_SLIDE_TO, .which = number };
}

/* The words that stand in a field: it may show others, such as a counter. */
static const struct widget_text *typed_text(const struct widget *field)
{
    for (int i = 0; i < field->text_count; i++) {
        const struct widget_text *text = &field->texts[i];
        bool typed = text->count > 0;
        for (int j = 0; typed && j < text->count; j++) {
            const struct widget_word *word = &text->words[j];
            typed = text_equal(
                text_slice(field->value, word->at, word->at + word->word.size),
                word->word);
        }
        if (typed)
            return text;
    }
    return NULL;
}

/* The baseline of the line that is nearest to a place: the middle of a line is
 * about a third of its letters' size above it. */
static int nearest_line(const struct widget_text *text, int y)
{
    int best = text->words[0].baseline;
    for (int i = 1; i < text->count; i++) {
        int baseline = text->words[i].baseline;
        int middle = y + text->size / 3;
        if (abs(baseline - middle) < abs(best - middle))
            best = baseline;
    }
    return best;
}

static int distance_to(const struct widget_word *word, int x)
{
    if (x < word->x)
        return word->x - x;
    return x > word->x + word->w ? x - word->x - word->w : 0;
}

static const struct widget_word *nearest_word(const struct widget_text *text,
                                              int x, int y)
{
    int line = nearest_line(text, y);
    const struct widget_word *best = NULL;
    for (int i = 0; i < text->count; i++) {
        const struct widget_word *word = &text->words[i];
        if (word->baseline == line &&
            (!best || distance_to(word, x) < distance_to(best, x)))
            best = word;
    }
    return best;
}

/* Behind how many of a word's letters a place is, as if all were as wide. */
static long letters_before(const struct widget_word *word, int x)
{
    long letters = (long)text_length(word->word);
    long along = held_between((long)x - word->x, 0, word->w);
    return word->w > 0 ? (2 * along * letters + word->w) / (2L * word->w) : 0;
}

static bool is_last_of(const struct widget_word *word, str value)
{
    str rest = text_slice(value, word->at + word->word.size, value.size);
    return text_trim(rest).size == 0;
}

/* Behind the last word is behind the blanks that follow it, too. */
static struct action caret_to(const struct widget *field, int x, int y)
{
    const struct widget_text *text = typed_text(field);
    const struct widget_word *word = text ? nearest_word(text, x, y) : NULL;
    str before = field->value;
    long letters = 0;
    if (word && (x < word->x + word->w || !is_last_of(word, field->value))) {
        before = text_slice(field->value, 0, word->at);
        letters = letters_before(word, x);
    }
    return (struct action){ .kind = ACTION_CARET_TO,
                            .which = (long)text_length(before) + letters };
}

struct action aim_at(const struct widget *widget, int x, int y)
{
    if (widget->role == WIDGET_SLIDER)
        return slide_to(widget, x);
    if (widget->role == WIDGET_FIELD)
        return caret_to(widget, x, y);
    return widget->action;
}
