/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words in lines. The cases in lay.cases say which words share one; what must
 * hold for any text, width, style, typeface and size is tried on many of them.
 * The screen is that of the drawings, 1280 by 800, where not another is named.
 */
#include <SDL_surface.h>
#include <signal.h>

#include "base/proof.h"

#include "ui/lay.h"

struct desk {
    struct arena *arena;
    struct typeface_set *set;
    struct lay *lay;
    struct look look;
};

static struct desk open_desk(struct arena *arena)
{
    struct fault fault = { .arena = arena };
    struct desk desk = { .arena = arena,
                         .set = typeface_set_open(arena, &fault) };
    assert_non_null(desk.set);
    desk.lay = lay_open(arena, desk.set);
    look_fit(&desk.look, 1280, 800, 0);
    return desk;
}

static void close_desk(struct desk *desk)
{
    lay_close(desk->lay);
    typeface_set_close(desk->set);
}

static struct lay_room measure(struct desk *desk, const struct lay_wish *wish,
                               int width)
{
    return lay_measure(desk->lay, &desk->look, wish, width);
}

static const struct widget_text *lay_in(struct desk *desk,
                                        const struct lay_wish *wish, box area)
{
    return lay_text(desk->lay, desk->arena, &desk->look, wish, area);
}

static size_t end_of(const struct widget_word *word)
{
    return word->at + word->word.size;
}

/* ---- cases in text: which words share a line ----------------------------- */

static const char *const style_names[LOOK_TEXTS] = {
    [LOOK_TITLE] = "title", [LOOK_HEADING] = "heading", [LOOK_LABEL] = "label",
    [LOOK_BODY] = "body",   [LOOK_SMALL] = "small",
};

static long number_in(str line, size_t *at)
{
    str word;
    long number = 0;
    if (text_word(line, at, &word) && !text_integer(word, &number))
        fail_msg("no number: %.*s", TEXT_ARGS(word));
    return number;
}

/* "heading en 120", perhaps with the most letters behind it. */
static struct lay_wish read_wish(str line, int *width)
{
    struct lay_wish wish = { 0 };
    str style;
    size_t at = 0;
    text_word(line, &at, &style);
    int which = 0;
    while (!text_equal(style, text_of(style_names[which])))
        which++;
    wish.style = (enum look_text)which;
    text_word(line, &at, &wish.language);
    *width = (int)number_in(line, &at);
    wish.line_most = (int)number_in(line, &at);
    return wish;
}

/* The last word that stands in the same line. */
static int last_in_line(const struct widget_text *text, int i)
{
    while (i + 1 < text->count &&
           text->words[i + 1].baseline == text->words[i].baseline)
        i++;
    return i;
}

static void say_lines(struct text *out, const struct widget_text *text,
                      str whole)
{
    for (int i = 0, last; i < text->count; i = last + 1) {
        last = last_in_line(text, i);
        text_add(out, S("|"));
        text_add(out, text_slice(whole, text->words[i].at,
                                 end_of(&text->words[last])));
        text_add(out, S("|\n"));
    }
}

/* The first line of input is the wish, with a width in millimetres; the others
 * are the text. */
static str run(struct arena *arena, const struct cases_case *one)
{
    struct text out = { .arena = arena };
    struct desk desk = open_desk(arena);
    str text = cases_input(one);
    str first;
    int width;
    text_cut(&text, '\n', &first);
    struct lay_wish wish = read_wish(first, &width);
    wish.text = text_slice(text, 0, text.size - 1);
    width = look_mm(&desk.look, width);
    struct lay_room room = measure(&desk, &wish, width);
    box area = { 0, 0, width, room.h };
    say_lines(&out, lay_in(&desk, &wish, area), wish.text);
    text_add_number(&out, room.lines);
    text_add(&out, room.fits ? S(" lines\n") : S(" lines, broken words\n"));
    close_desk(&desk);
    return text_view(&out);
}

/* ---- what holds for any text --------------------------------------------- */

/* The same numbers every time: what fails can be tried again. */
static uint32_t any(uint32_t *seed, uint32_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed % below;
}

static const char *const scraps[] = {
    "a",
    "you",
    "Wyt",
    "gweithiwr",
    "ti\xE2\x80\x99n",
    "cyfrinachedd,",
    "listened?",
    "t\xC5\xB7",
    "and/or",
    "twenty-one",
    "w\xCC\x82",
    "a\xCC\x82\xCC\x82\xCC\x82\xCC\x82\xCC\x82\xCC\x82\xCC\x82",
    "\xF0\x9F\x98\x80",
    "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9",
    "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D",
    "0\xC2\xA0\x31",
    "x\xE2\x80\x8By",
    "\xE2\x80\x8F",
    "\xE4\xBD\xA0\xE5\xA5\xBD",
    "(\xC2\xA3\x32.50)",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
};
static const char *const blanks[] = { " ",  " ",  " ",    "  ",   "     ",
                                      "\n", "\t", "\n\n", " \n ", "" };

static str any_text(struct arena *arena, uint32_t *seed)
{
    struct text text = { .arena = arena };
    uint32_t count = any(seed, 25);
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0 || any(seed, 4) == 0)
            text_add(&text, text_of(blanks[any(seed, 10)]));
        text_add(&text,
                 text_of(scraps[any(seed, sizeof scraps / sizeof *scraps)]));
    }
    if (any(seed, 4) == 0)
        text_add(&text, text_of(blanks[any(seed, 10)]));
    return proof_exact(arena, text_view(&text));
}

static struct lay_wish any_wish(struct desk *desk, uint32_t *seed)
{
    desk->look.letters = (enum typeface_id)any(seed, TYPEFACES);
    desk->look.size = (enum look_size)any(seed, LOOK_SIZES);
    const int most[] = { 0, 0, 60, 12 };
    return (struct lay_wish){
        .text = any_text(desk->arena, seed),
        .language = any(seed, 2) ? S("cy") : S("en"),
        .style = (enum look_text)any(seed, LOOK_TEXTS),
        .side = any(seed, 2) ? LAY_LEFT : LAY_MIDDLE,
        .line_most = most[any(seed, 4)],
    };
}

static bool all_blank(str text)
{
    for (size_t at = 0; at < text.size;) {
        uint32_t character = text_next(text, &at);
        if (character > ' ' && character != 0x200B)
            return false;
    }
    return true;
}

/* Every letter is in one word, in order, and what is in none is blank. */
static void prove_covered(const struct widget_text *text, str whole)
{
    size_t from = 0;
    for (int i = 0; i < text->count; i++) {
        const struct widget_word *word = &text->words[i];
        assert_true(word->at >= from);
        assert_true(word->word.at == whole.at + word->at);
        assert_true(word->word.size > 0);
        assert_true(all_blank(text_slice(whole, from, word->at)));
        from = end_of(word);
    }
    assert_true(all_blank(text_slice(whole, from, whole.size)));
}

/* Words stand in their bounds, those of a line beside each other. */
static void prove_places(const struct widget_text *text, int line_height)
{
    box inside = text->bounds;
    for (int i = 0; i < text->count; i++) {
        const struct widget_word *word = &text->words[i];
        assert_true(word->x >= inside.x);
        assert_true(word->x + word->w <= inside.x + inside.w);
        assert_true(word->baseline > inside.y);
        assert_true(word->baseline < inside.y + inside.h);
        if (i == 0)
            continue;
        const struct widget_word *before = word - 1;
        if (word->baseline == before->baseline)
            assert_true(word->x >= before->x + before->w);
        else
            assert_true(word->baseline >= before->baseline + line_height);
    }
}

static int letters_in(str line)
{
    int letters = 0;
    for (size_t at = 0; at < line.size;)
        letters += text_next(line, &at) != 0x200B;
    return letters;
}

/* So many letters in a line, unless it is one piece (I22). */
static void prove_letters(const struct widget_text *text, str whole, int most)
{
    for (int i = 0, last; most > 0 && i < text->count; i = last + 1) {
        last = last_in_line(text, i);
        str line = text_slice(whole, text->words[i].at,
                              end_of(&text->words[last]));
        assert_true(last == i || letters_in(line) <= most);
    }
}

static bool same_words(const struct widget_text *a, const struct widget_text *b)
{
    bool same = a->count == b->count;
    for (int i = 0; i < a->count && same; i++)
        same = a->words[i].at == b->words[i].at &&
               a->words[i].x - a->bounds.x == b->words[i].x - b->bounds.x &&
               a->words[i].baseline - a->bounds.y ==
                   b->words[i].baseline - b->bounds.y;
    return same;
}

static void prove_any(struct desk *desk, uint32_t *seed)
{
    struct lay_wish wish = any_wish(desk, seed);
    int width = 130 + (int)any(seed, 1100);
    struct lay_room room = measure(desk, &wish, width);
    assert_true(room.lines >= 1 && room.w >= 0 && room.w <= width);
    box area = { (int)any(seed, 99), (int)any(seed, 99), width,
                 room.h + (int)any(seed, 50) };
    const struct widget_text *text = lay_in(desk, &wish, area);
    assert_true(box_holds(area, text->bounds));
    assert_int_equal(room.w, text->bounds.w);
    assert_int_equal(room.h, text->bounds.h);
    prove_covered(text, wish.text);
    prove_places(text, (int)(look_leading(wish.style) * text->size));
    prove_letters(text, wish.text, wish.line_most);
    /* In exactly the room that it was said to need it is laid out alike. */
    area = (box){ 0, 0, room.w, room.h };
    assert_true(same_words(text, lay_in(desk, &wish, area)));
}

static void any_text_is_laid_out(void **state)
{
    struct proof *proof = *state;
    struct desk desk = open_desk(proof->arena);
    uint32_t seed = 20260501;
    desk.arena = arena_make();
    for (int i = 0; i < 1200; i++) {
        prove_any(&desk, &seed);
        arena_wipe(desk.arena);
        if (i % 100 == 99)
            lay_forget(desk.lay);
    }
    arena_destroy(desk.arena);
    close_desk(&desk);
}

/* ---- letters ------------------------------------------------------------- */

/* The highest and lowest rows, from the baseline, that the word has ink in. */
static void prove_ink(struct desk *desk, const struct widget_text *text,
                      const struct widget_word *word)
{
    const struct typeface_style style = { desk->look.letters,
                                          look_is_bold(text->style),
                                          text->size };
    SDL_Surface *mask = typeface_set_draw(desk->set, &style, word->word);
    assert_in_range(mask->w, word->w - 1, word->w + 1);
    int top = word->baseline - typeface_set_above(desk->set, &style);
    box inside = text->bounds;
    for (int y = 0; y < mask->h; y++)
        for (int x = 0; x < mask->w; x++) {
            uint8_t covered =
                ((uint8_t *)
                     mask->pixels)[(ptrdiff_t)y * mask->pitch + x * 4L + 3];
            if (covered > 64 && !box_has(inside, word->x + x, top + y))
                fail_msg("%.*s in size %d leaves its bounds at %d, %d of %d",
                         TEXT_ARGS(word->word), text->size, x,
                         top + y - inside.y, inside.h);
        }
    SDL_FreeSurface(mask);
}

/* Each alone in its bounds: nothing above or beside it helps. */
static void letters_stay_in_their_bounds(void **state)
{
    struct proof *proof = *state;
    struct desk desk = open_desk(proof->arena);
    str letters[] = {
        S("\xC3\x82\xC3\x8A\xC3\x8E\xC3\x94\xC3\x9B\xC5\xB4\xC5\xB6"),
        S("\xC3\x84\xC3\x8B\xC3\x8F\xC3\x96\xC3\x9C\xE1\xBA\x84\xC5\xB8"),
        S("\xC3\xA0\xC3\xA1\xE1\xBA\x81\xE1\xBA\x83\xE1\xBB\xB3\xC3\xBD\xC3"
          "\xAC"),
        S("gjpqy\xC5\xB7\xC3\xBF|(){}[]Q,;/\\@\xC2\xA3\xE2\x80\x9E$%&"),
        S("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghiklmnorstuvwxz0123456789?!"),
    };
    for (int i = 0; i < TYPEFACES * LOOK_SIZES * LOOK_TEXTS; i++) {
        desk.look.letters = (enum typeface_id)(i % TYPEFACES);
        desk.look.size = (enum look_size)(i / TYPEFACES % LOOK_SIZES);
        for (size_t k = 0; k < sizeof letters / sizeof *letters; k++) {
            struct lay_wish wish = { .text = letters[k],
                                     .language = S("cy"),
                                     .style = (enum look_text)(i / TYPEFACES /
                                                               LOOK_SIZES) };
            struct lay_room room = measure(&desk, &wish, 100000);
            const struct widget_text *text = lay_in(
                &desk, &wish, (box){ 0, 0, room.w, room.h });
            for (int w = 0; w < text->count; w++)
                prove_ink(&desk, text, &text->words[w]);
        }
    }
    close_desk(&desk);
}

/* ---- places -------------------------------------------------------------- */

static const struct lay_wish question = {
    .text = { "Wyt ti\xE2\x80\x99n teimlo bod dy weithiwr yn gwrando arnat ti?",
              51 },
    .language = { "cy", 2 },
    .style = LOOK_HEADING,
    .side = LAY_MIDDLE,
};

static void lines_stand_in_the_middle(void **state)
{
    struct proof *proof = *state;
    struct desk desk = open_desk(proof->arena);
    box area = { 100, 200, 700, 300 };
    const struct widget_text *text = lay_in(&desk, &question, area);
    assert_int_equal(LOOK_HEADING, text->style);
    box inside = text->bounds;
    assert_in_range(2 * inside.x + inside.w, 899, 901);
    assert_in_range(2 * inside.y + inside.h, 699, 701);
    int lines = 0;
    for (int i = 0, last; i < text->count; i = last + 1, lines++) {
        last = last_in_line(text, i);
        int before = text->words[i].x - inside.x;
        int behind = inside.x + inside.w - text->words[last].x -
                     text->words[last].w;
        assert_in_range(before - behind + 1, 0, 2);
    }
    assert_int_equal(2, lines);
    close_desk(&desk);
}

static void lines_stand_at_the_left(void **state)
{
    struct proof *proof = *state;
    struct desk desk = open_desk(proof->arena);
    struct lay_wish wish = question;
    wish.side = LAY_LEFT;
    const struct widget_text *text = lay_in(&desk, &wish,
                                            (box){ 100, 200, 700, 300 });
    assert_int_equal(100, text->bounds.x);
    for (int i = 0; i < text->count; i++)
        if (i == 0 || text->words[i].baseline != text->words[i - 1].baseline)
            assert_int_equal(100, text->words[i].x);
    close_desk(&desk);
}

static int width_of(struct desk *desk, const char *text)
{
    struct lay_wish wish = { .text = text_of(text),
                             .language = S("en"),
                             .style = LOOK_BODY };
    return measure(desk, &wish, 5000).w;
}

static void blanks_keep_their_width(void **state)
{
    struct proof *proof = *state;
    struct desk desk = open_desk(proof->arena);
    int none = width_of(&desk, "a") + width_of(&desk, "b");
    int one = width_of(&desk, "a b") - none;
    assert_true(one > 3);
    assert_int_equal(none + 5 * one, width_of(&desk, "a     b"));
    assert_int_equal(none + 2 * one, width_of(&desk, " a b"));
    assert_int_equal(width_of(&desk, "a"), width_of(&desk, "a    "));
    assert_int_equal(width_of(&desk, "a"), width_of(&desk, "a \n "));
    assert_int_equal(0, width_of(&desk, "   "));
    close_desk(&desk);
}

static void heights_grow_with_lines(void **state)
{
    struct proof *proof = *state;
    struct desk desk = open_desk(proof->arena);
    const char *const texts[] = { "", "a", "a\n", "a\n\nb", "\n\n\n" };
    const int lines[] = { 1, 1, 2, 3, 4 };
    int height[5] = { 0 };
    for (size_t i = 0; i < 5; i++) {
        struct lay_wish wish = { .text = text_of(texts[i]),
                                 .language = S("en"),
                                 .style = LOOK_BODY };
        struct lay_room room = measure(&desk, &wish, 500);
        assert_int_equal(lines[i], room.lines);
        height[room.lines] = room.h;
    }
    assert_true(height[1] > 0);
    assert_int_equal(height[3] - height[2], height[2] - height[1]);
    assert_int_equal(height[4] - height[3], height[2] - height[1]);
    close_desk(&desk);
}

static void nothing_is_laid_out_too(void **state)
{
    struct proof *proof = *state;
    struct desk desk = open_desk(proof->arena);
    struct lay_wish wish = { .language = S("en"), .style = LOOK_LABEL };
    struct lay_room room = measure(&desk, &wish, 0);
    assert_int_equal(0, room.w);
    assert_int_equal(1, room.lines);
    assert_true(room.fits);
    const struct widget_text *text = lay_in(&desk, &wish,
                                            (box){ 5, 5, 0, room.h });
    assert_int_equal(0, text->count);
    close_desk(&desk);
}

static void words_are_made_smaller(void **state)
{
    struct proof *proof = *state;
    struct desk desk = open_desk(proof->arena);
    struct lay_wish wish = question;
    struct lay_room whole = measure(&desk, &wish, 5000);
    wish.percent = 50;
    struct lay_room half = measure(&desk, &wish, 5000);
    assert_int_equal(1, whole.lines);
    assert_in_range(half.w, whole.w * 45 / 100, whole.w * 55 / 100);
    assert_in_range(half.h, whole.h * 45 / 100, whole.h * 55 / 100);
    close_desk(&desk);
}

static void the_quiet_are_not_bold(void **state)
{
    struct proof *proof = *state;
    struct desk desk = open_desk(proof->arena);
    struct lay_wish quiet = question;
    quiet.quiet = true;
    assert_true(measure(&desk, &quiet, 900).w <
                measure(&desk, &question, 900).w);
    assert_true(lay_in(&desk, &quiet, (box){ 0, 0, 900, 500 })->quiet);
    assert_false(lay_in(&desk, &question, (box){ 0, 0, 900, 500 })->quiet);
    close_desk(&desk);
}

/* What was measured in one style says nothing about another. */
static void measures_are_not_mixed_up(void **state)
{
    struct proof *proof = *state;
    struct desk desk = open_desk(proof->arena);
    int cold[TYPEFACES][LOOK_SIZES][LOOK_TEXTS];
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < TYPEFACES * LOOK_SIZES * LOOK_TEXTS; i++) {
            int text = i % LOOK_TEXTS;
            int size = i / LOOK_TEXTS % LOOK_SIZES;
            int letters = i / LOOK_TEXTS / LOOK_SIZES;
            desk.look.letters = (enum typeface_id)letters;
            desk.look.size = (enum look_size)size;
            struct lay_wish wish = question;
            wish.style = (enum look_text)text;
            if (round != 1)
                lay_forget(desk.lay);
            int width = measure(&desk, &wish, 5000).w;
            if (round == 0)
                cold[letters][size][text] = width;
            assert_int_equal(cold[letters][size][text], width);
        }
    close_desk(&desk);
}

/* A person who writes for hours. */
static void thousands_of_words_are_measured(void **state)
{
    struct proof *proof = *state;
    struct desk desk = open_desk(proof->arena);
    for (long i = 0; i < 9000; i++) {
        struct text word = { .arena = desk.arena };
        text_add(&word, S("x"));
        text_add_number(&word, i);
        text_add(&word, S("y"));
        struct lay_wish wish = { .text = text_view(&word),
                                 .language = S("en"),
                                 .style = LOOK_SMALL };
        assert_true(measure(&desk, &wish, 500).w > 10);
    }
    close_desk(&desk);
}

/* ---- the caret ----------------------------------------------------------- */

static void prove_caret(struct desk *desk, const char *text, size_t at, int x,
                        int line)
{
    struct lay_wish wish = { .text = text_of(text),
                             .language = S("en"),
                             .style = LOOK_BODY };
    struct lay_caret caret = lay_caret(desk->lay, &desk->look, &wish, 300, at);
    if (caret.x != x || caret.line != line)
        fail_msg("%s at %zu: got %d in line %d, wanted %d in line %d", text, at,
                 caret.x, caret.line, x, line);
}

static void carets_stand_between_letters(void **state)
{
    struct proof *proof = *state;
    struct desk desk = open_desk(proof->arena);
    int space = width_of(&desk, "a b") - width_of(&desk, "a") -
                width_of(&desk, "b");
    prove_caret(&desk, "", 0, 0, 0);
    prove_caret(&desk, "ab", 0, 0, 0);
    prove_caret(&desk, "ab", 1, width_of(&desk, "a"), 0);
    prove_caret(&desk, "ab", 2, width_of(&desk, "ab"), 0);
    prove_caret(&desk, "ab  ", 3, width_of(&desk, "ab") + space, 0);
    prove_caret(&desk, "ab  ", 4, width_of(&desk, "ab") + 2 * space, 0);
    prove_caret(&desk, "  ", 2, 2 * space, 0);
    prove_caret(&desk, "ab\n", 2, width_of(&desk, "ab"), 0);
    prove_caret(&desk, "ab\n", 3, 0, 1);
    prove_caret(&desk, "ab\nc", 3, 0, 1);
    prove_caret(&desk, "ab\nc", 4, width_of(&desk, "c"), 1);
    prove_caret(&desk, "a\n\n", 2, 0, 1);
    prove_caret(&desk, "a\n\n", 3, 0, 2);
    close_desk(&desk);
}

/* Wherever it is, it is where lay_text() has the letters. */
static void carets_follow_the_words(void **state)
{
    struct proof *proof = *state;
    struct desk desk = open_desk(proof->arena);
    desk.look.letters = TYPEFACE_OPENDYSLEXIC;
    struct lay_wish wish = {
        .text = S("one  two aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa three\nfour "),
        .language = S("en"),
        .style = LOOK_BODY
    };
    const struct widget_text *text = lay_in(&desk, &wish,
                                            (box){ 0, 0, 300, 2000 });
    int step = text->words[text->count - 1].baseline -
               text->words[text->count - 2].baseline;
    for (int i = 0; i < text->count; i++) {
        const struct widget_word *word = &text->words[i];
        struct lay_caret caret = lay_caret(desk.lay, &desk.look, &wish, 300,
                                           word->at);
        assert_int_equal(word->x, caret.x);
        assert_int_equal(word->baseline,
                         text->words[0].baseline + caret.line * step);
    }
    for (size_t at = 0; at <= wish.text.size; at++) {
        int x = lay_caret(desk.lay, &desk.look, &wish, 300, at).x;
        assert_in_range(x, 0, 300);
    }
    close_desk(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROOF("any text is laid out whole, in order, inside its bounds",
              any_text_is_laid_out),
        PROOF("no letter of either language leaves its bounds",
              letters_stay_in_their_bounds),
        PROOF("lines stand in the middle", lines_stand_in_the_middle),
        PROOF("lines stand at the left", lines_stand_at_the_left),
        PROOF("blanks keep their width, but not at the end of a line",
              blanks_keep_their_width),
        PROOF("a text is higher by a line for every line",
              heights_grow_with_lines),
        PROOF("nothing is laid out in no width", nothing_is_laid_out_too),
        PROOF("words are made smaller by a share of their size",
              words_are_made_smaller),
        PROOF("a quiet text is not bold", the_quiet_are_not_bold),
        PROOF("what was measured in one style is not taken for another",
              measures_are_not_mixed_up),
        PROOF("thousands of words are measured, and forgotten",
              thousands_of_words_are_measured),
        PROOF("a caret stands between letters, also behind blanks",
              carets_stand_between_letters),
        PROOF("a caret stands where the words are", carets_follow_the_words),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return cases_run("ui/lay.cases", run) || failed;
}
