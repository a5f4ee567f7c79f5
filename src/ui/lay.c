/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lay.h"

#include <assert.h>
#include <math.h>

#include "base/arena.h"
#include "base/words.h"
#include "ui/gauge.h"

/* What letters of either language take over and under the baseline, in ems: a
 * capital with a circumflex, and a g. OpenDyslexic's capitals with an acute or
 * a grave, which neither language needs, reach a little out of their bounds. */
static const double ink_above = 1.02;
static const double ink_below = 0.27;

struct language {
    str name;
    struct words_breaker *breaker;
    struct language *next;
};

struct lay {
    struct arena *arena;
    struct typeface_set *set;
    struct gauge *gauge;
    struct language *languages; /* those that were asked for */
    struct arena *work;         /* of one call; wiped behind it (P4) */
};

/* What stays together: letters up to a place where a line may end. */
struct piece {
    str word;   /* without the blanks behind it */
    size_t at;  /* in the text */
    size_t end; /* behind the blanks */
    int w;
    int gap;     /* what the blanks take, unless the line ends there */
    int letters; /* with the blanks */
    bool must;   /* the line ends behind it */
    int x;       /* found by fill() … */
    int line;
};

/* A text on its way to being laid out. */
struct column {
    struct lay *lay;
    struct typeface_style style;
    str text;
    int width;
    int letters_most;
    struct piece *pieces;
    size_t count;
    size_t room;
    int widest; /* of the pieces */
    int lines;
    bool fits;
};

/* The heights of a line. */
struct leading {
    int above; /* from the top to the first baseline */
    int line;  /* from baseline to baseline */
    int below; /* from the last baseline to the bottom */
};

struct lay *lay_open(struct arena *arena, struct typeface_set *set)
{
    struct lay *lay = arena_new(arena, struct lay);
    *lay = (struct lay){ .arena = arena,
                         .set = set,
                         .gauge = gauge_open(arena, set),
                         .work = arena_make() };
    return lay;
}

void lay_close(struct lay *lay)
{
    if (!lay)
        return;
    for (struct language *at = lay->languages; at; at = at->next)
        words_breaker_close(at->breaker);
    gauge_close(lay->gauge);
    arena_destroy(lay->work);
}

void lay_forget(struct lay *lay)
{
    gauge_forget(lay->gauge);
    arena_wipe(lay->work);
}

static struct words_breaker *breaker_of(struct lay *lay, str name)
{
    for (struct language *at = lay->languages; at; at = at->next)
        if (text_equal(at->name, name))
            return at->breaker;
    struct language *language = arena_new(lay->arena, struct language);
    *language = (struct language){ text_copy(lay->arena, name),
                                   words_breaker_open(lay->arena, name),
                                   lay->languages };
    lay->languages = language;
    return language->breaker;
}

/* ---- into pieces --------------------------------------------------------- */

static bool ends_line(uint32_t character)
{
    return character == '\n' || character == '\r' || character == 0x2028 ||
           character == 0x2029;
}

/* U+200B is where a line may end, and nothing else. */
static bool is_blank(uint32_t character)
{
    return character == ' ' || character == '\t' || character == 0x200B ||
           ends_line(character);
}

/* The piece without the blanks at its end; they are counted. */
static str without_blanks(str piece, int *blanks)
{
    size_t end = 0;
    *blanks = 0;
    for (size_t at = 0; at < piece.size;) {
        uint32_t character = text_next(piece, &at);
        if (!is_blank(character)) {
            end = at;
            *blanks = 0;
        } else if (!ends_line(character) && character != 0x200B) {
            ++*blanks;
        }
    }
    return text_slice(piece, 0, end);
}

static int width_of(const struct column *column, str word)
{
    return word.size ? gauge_width(column->lay->gauge, &column->style, word)
                     : 0;
}

static struct piece *add_piece(struct column *column, str word, size_t at)
{
    if (column->count == column->room) {
        size_t wanted = column->room ? column->room * 2 : 32;
        column->pieces = arena_grow(column->lay->work, column->pieces,
                                    column->room * sizeof *column->pieces,
                                    wanted * sizeof *column->pieces);
        column->room = wanted;
    }
    struct piece *piece = &column->pieces[column->count++];
    *piece = (struct piece){ .word = word,
                             .at = at,
                             .end = at + word.size,
                             .w = width_of(column, word),
                             .letters = (int)text_length(word) };
    if (piece->w > column->widest)
        column->widest = piece->w;
    return piece;
}

static size_t next_character(str text, size_t at)
{
    text_next(text, &at);
    return at;
}

/* So many steps as have room in the width, but at least one. */
static size_t steps_that_fit(const struct column *column, str word,
                             size_t (*step)(str text, size_t at))
{
    size_t end = step(word, 0);
    while (end < word.size) {
        size_t next = step(word, end);
        if (width_of(column, text_slice(word, 0, next)) > column->width)
            break;
        end = next;
    }
    return end;
}

/* Whole letters; a pile of accents that is too wide itself is taken apart. */
static size_t letters_that_fit(const struct column *column, str word)
{
    size_t end = steps_that_fit(column, word, words_next_letter);
    if (width_of(column, text_slice(word, 0, end)) > column->width)
        end = steps_that_fit(column, word, next_character);
    return end;
}

/* Adds the word; one that is wider than the width, in pieces that are not. */
static struct piece *add_word(struct column *column, str word, size_t at)
{
    while (width_of(column, word) > column->width) {
        column->fits = false;
        size_t end = letters_that_fit(column, word);
        if (end == word.size)
            break;
        add_piece(column, text_slice(word, 0, end), at);
        word = text_slice(word, end, word.size);
        at += end;
    }
    return add_piece(column, word, at);
}

/* How many breaks there are inside of the word that begins at `from`: "and/or"
 * has one, behind its slash. */
static size_t breaks_in_word(const struct column *column, size_t from,
                             const struct words_break *breaks, size_t count)
{
    size_t i = 0;
    while (i + 1 < count) {
        int blanks;
        str piece = text_slice(column->text, from, breaks[i].end);
        if (breaks[i].must || without_blanks(piece, &blanks).size < piece.size)
            break;
        from = breaks[i++].end;
    }
    return i;
}

static void add_until(struct column *column, size_t from,
                      const struct words_break *to)
{
    int blanks;
    str word = without_blanks(text_slice(column->text, from, to->end), &blanks);
    struct piece *piece = add_word(column, word, from);
    piece->end = to->end;
    piece->gap = blanks * width_of(column, S(" "));
    piece->letters += blanks;
    piece->must = to->must;
}

static bool has_room(const struct column *column, size_t from, size_t to)
{
    int blanks;
    str word = without_blanks(text_slice(column->text, from, to), &blanks);
    return width_of(column, word) <= column->width;
}

/* A word that could be broken behind its hyphen is broken only if it must be:
 * halves of words are hard to read. */
static void cut_text(struct column *column, str language)
{
    struct lay *lay = column->lay;
    size_t count;
    const struct words_break *breaks = words_breaks(
        breaker_of(lay, language), lay->work, column->text, &count);
    size_t from = 0;
    for (size_t i = 0; i < count;) {
        size_t last = i + breaks_in_word(column, from, breaks + i, count - i);
        if (has_room(column, from, breaks[last].end))
            i = last;
        for (; i <= last; from = breaks[i++].end)
            add_until(column, from, &breaks[i]);
    }
}

/* ---- into lines ---------------------------------------------------------- */

/* Gives every piece its place in lines of this width, each as full as it can
 * be; says how many lines. */
static int fill(struct column *column, int width)
{
    int line = 0;
    int x = 0;
    int letters = 0;
    for (size_t i = 0; i < column->count; i++) {
        struct piece *piece = &column->pieces[i];
        bool full = x + piece->w > width ||
                    (column->letters_most > 0 &&
                     letters + piece->letters > column->letters_most);
        if (full && letters > 0) {
            line++;
            x = letters = 0;
        }
        piece->x = x;
        piece->line = line;
        x += piece->w + piece->gap;
        letters += piece->letters;
        if (piece->must) {
            line++;
            x = letters = 0;
        }
    }
    return line + 1;
}

/* The least width that needs no more lines: so no line is left with one short
 * word. */
static int even_width(struct column *column, int lines)
{
    int low = column->widest;
    int high = column->width;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (fill(column, middle) <= lines)
            high = middle;
        else
            low = middle + 1;
    }
    return high;
}

/* Sentences and what people type fill their lines; all that is short is
 * balanced. */
static void fill_lines(struct column *column, enum look_text style)
{
    column->lines = fill(column, column->width);
    if (column->lines > 1 && style != LOOK_BODY && column->fits)
        fill(column, even_width(column, column->lines));
}

/* In pixels. */
static double capital_of(const struct look *look, const struct lay_wish *wish)
{
    int percent = wish->percent ? wish->percent : 100;
    return look_capital(look, wish->style) * look->unit * percent / 100;
}

static struct column make_column(struct lay *lay, const struct look *look,
                                 const struct lay_wish *wish, int width)
{
    double capital = capital_of(look, wish);
    struct column column = {
        .lay = lay,
        .style = { .letters = look->letters,
                   .bold = look_is_bold(wish->style) && !wish->quiet,
                   .size = typeface_set_size(lay->set, look->letters,
                                             capital) },
        .text = wish->text,
        .width = width,
        .letters_most = wish->line_most,
        .fits = true,
    };
    cut_text(&column, wish->language);
    fill_lines(&column, wish->style);
    return column;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* A line's capitals stand in the middle of its height. */
static struct leading leading_of(const struct column *column,
                                 const struct look *look,
                                 const struct lay_wish *wish)
{
    double em = column->style.size;
    int line = (int)lround(look_leading(wish->style) * em);
    int capital = (int)lround(capital_of(look, wish));
    int above = (line + capital) / 2;
    return (struct leading){ larger(above, (int)ceil(ink_above * em)), line,
                             larger(line - above, (int)ceil(ink_below * em)) };
}

static struct lay_room room_of(const struct column *column,
                               const struct leading *leading)
{
    struct lay_room room = {
        .h = leading->above + (column->lines - 1) * leading->line +
             leading->below,
        .lines = column->lines,
        .fits = column->fits,
    };
    for (size_t i = 0; i < column->count; i++)
        if (column->pieces[i].word.size > 0)
            room.w = larger(room.w, column->pieces[i].x + column->pieces[i].w);
    return room;
}

struct lay_room lay_measure(struct lay *lay, const struct look *look,
                            const struct lay_wish *wish, int width)
{
    struct column column = make_column(lay, look, wish, width);
    struct leading leading = leading_of(&column, look, wish);
    struct lay_room room = room_of(&column, &leading);
    arena_wipe(lay->work);
    return room;
}

/* ---- into words ---------------------------------------------------------- */

/* How far a line ends from the right of the longest. */
static int free_behind(const struct column *column, size_t from, int width)
{
    int end = 0;
    for (size_t i = from; i < column->count &&
                          column->pieces[i].line == column->pieces[from].line;
         i++)
        if (column->pieces[i].word.size > 0)
            end = column->pieces[i].x + column->pieces[i].w;
    return width - end;
}

static void place_words(const struct column *column, box bounds,
                        const struct leading *leading, enum lay_side side,
                        struct widget_text *text, struct widget_word *words)
{
    int line = -1;
    int left = bounds.x;
    for (size_t i = 0; i < column->count; i++) {
        const struct piece *piece = &column->pieces[i];
        if (piece->line != line && side == LAY_MIDDLE)
            left = bounds.x + free_behind(column, i, bounds.w) / 2;
        line = piece->line;
        if (piece->word.size == 0)
            continue;
        words[text->count++] = (struct widget_word){
            .word = piece->word,
            .x = left + piece->x,
            .baseline = bounds.y + leading->above + line * leading->line,
            .w = piece->w,
            .at = piece->at,
        };
    }
    text->words = words;
}

static box bounds_of(const struct lay_room *room, box area, enum lay_side side)
{
    box bounds = box_centre(area, room->w, room->h);
    if (side == LAY_LEFT)
        bounds.x = area.x;
    return bounds;
}

const struct widget_text *lay_text(struct lay *lay, struct arena *frame,
                                   const struct look *look,
                                   const struct lay_wish *wish, box area)
{
    struct column column = make_column(lay, look, wish, area.w);
    struct leading leading = leading_of(&column, look, wish);
    struct lay_room room = room_of(&column, &leading);
    struct widget_text *text = arena_new(frame, struct widget_text);
    *text = (struct widget_text){ .style = wish->style,
                                  .size = column.style.size,
                                  .quiet = wish->quiet,
                                  .bounds = bounds_of(&room, area,
                                                      wish->side) };
    place_words(&column, text->bounds, &leading, wish->side, text,
                arena_array(frame, struct widget_word, column.count));
    arena_wipe(lay->work);
    return text;
}

/* ---- the caret ----------------------------------------------------------- */

/* The last piece that begins at or before the offset. */
static const struct piece *piece_at(const struct column *column, size_t at)
{
    const struct piece *found = NULL;
    for (size_t i = 0; i < column->count && column->pieces[i].at <= at; i++)
        found = &column->pieces[i];
    return found;
}

static struct lay_caret caret_in(const struct column *column,
                                 const struct piece *piece, size_t at)
{
    if (piece->must && at == piece->end) /* the end of the text: a new line */
        return (struct lay_caret){ 0, piece->line + 1 };
    int blanks;
    str before = text_slice(column->text, piece->at, at);
    str letters = text_slice(piece->word, 0, before.size);
    without_blanks(text_slice(before, letters.size, before.size), &blanks);
    int x = piece->x + width_of(column, letters) +
            blanks * width_of(column, S(" "));
    return (struct lay_caret){ x < column->width ? x : column->width,
                               piece->line };
}

struct lay_caret lay_caret(struct lay *lay, const struct look *look,
                           const struct lay_wish *wish, int width, size_t at)
{
    assert(at <= wish->text.size);
    struct column column = make_column(lay, look, wish, width);
    const struct piece *piece = piece_at(&column, at);
    struct lay_caret caret = { 0, 0 };
    if (piece)
        caret = caret_in(&column, piece, at);
    arena_wipe(lay->work);
    return caret;
}
