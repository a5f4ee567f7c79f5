/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/screens/screens_keys.h"

#include <assert.h>

#include "base/arena.h"
#include "ui/keyboard.h"

enum {
    LETTER = 10, /* a letter's key is so many tenths wide */
    ALONE = 85,  /* percent of a letter */
};

/* Tenths of a millimetre. */
enum {
    BETWEEN = 20,
    ROWS_BETWEEN = 15,
    INSIDE = 2,
    INSIDE_SPECIAL = 7,
    LEAST_WIDE = 120, /* under which ten columns are too many */
};

static int tenths(const struct build *build, int tenths_of_millimetre)
{
    return build_mm(build, tenths_of_millimetre / 10.0);
}

/* ---- what is on them ----------------------------------------------------- */

struct special {
    const char *name;
    int wide; /* in tenths of a letter's key */
    const char *english;
    const char *capital; /* what it says on a page of capitals, if not that */
    const char *picture;
};

static const struct special specials[] = {
    { .name = "space", .wide = 44, .english = TEXT_KEY("Space") },
    { .name = "erase",
      .wide = 12,
      .english = TEXT_KEY("Rub out"),
      .picture = "key-erase" },
    { .name = "shift",
      .wide = 12,
      .english = TEXT_KEY("ABC"),
      .capital = TEXT_KEY("abc"),
      .picture = "key-shift" },
    { .name = "abc", .wide = 15, .english = TEXT_KEY("abc") },
    { .name = "123", .wide = 15, .english = TEXT_KEY("123") },
    { .name = "accents", .wide = 15, .english = TEXT_KEY("â ŵ") },
    { .name = "more", .wide = 12, .english = TEXT_KEY("n–z") },
    { .name = "left",
      .wide = 11,
      .english = TEXT_KEY("Left"),
      .picture = "tool-back" },
    { .name = "right",
      .wide = 11,
      .english = TEXT_KEY("Right"),
      .picture = "tool-next" },
    { .name = "hide",
      .wide = 15,
      .english = TEXT_KEY("Hide"),
      .picture = "key-hide" },
};

static const struct special *special_named(str name)
{
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
        if (text_equal(name, text_of(specials[i].name)))
            return &specials[i];
    return NULL;
}

static uint32_t first_of(str text)
{
    size_t at = 0;
    return text_next(text, &at);
}

/* ---- a keyboard on its way to the screen --------------------------------- */

struct keyboard {
    struct build *build;
    int page;
    int gap;
    int percent; /* of a letter's size, so that all are alike */
    box area;
    box held; /* the key whose accents stand over the others */
    int held_row;
};

static bool is_narrow(const struct build *build)
{
    int gaps = 9 * tenths(build, BETWEEN);
    return (build->body.w - gaps) / 10 < tenths(build, LEAST_WIDE);
}

static int row_count(const struct build *build)
{
    return is_narrow(build) ? KEYBOARD_ROWS : KEYBOARD_ROWS - 1;
}

int screens_keys_height(const struct build *build, double millimetres)
{
    int rows = row_count(build);
    return rows * build_mm(build, millimetres) +
           (rows - 1) * tenths(build, ROWS_BETWEEN);
}

/* ---- one key ------------------------------------------------------------- */

static struct lay_wish wish_of(const struct keyboard *keyboard, str label,
                               enum look_text style, int percent)
{
    return (
        struct lay_wish){ .text = label,
                          .language = words_language(keyboard->build->words),
                          .style = style,
                          .side = LAY_MIDDLE,
                          .percent = percent };
}

/* So much of its size fits. */
static int fitting(const struct keyboard *keyboard, str label,
                   enum look_text style, box area)
{
    const struct build *build = keyboard->build;
    int percent = 100;
    for (; percent > 10; percent -= 5) {
        struct lay_wish wish = wish_of(keyboard, label, style, percent);
        struct lay_room room = lay_measure(build->seat->lay, build->look, &wish,
                                           area.w);
        if (room.fits && room.lines == 1 && room.h <= area.h)
            break;
    }
    return percent;
}

static const struct widget_text *lay_label(const struct keyboard *keyboard,
                                           const struct lay_wish *wish,
                                           box area)
{
    const struct build *build = keyboard->build;
    return lay_text(build->seat->lay, build->frame, build->look, wish, area);
}

static str id_of(const struct build *build, str name)
{
    struct text id = { .arena = build->frame };
    text_add(&id, S("key_"));
    text_add(&id, name);
    return text_view(&id);
}

static box inside_of(const struct keyboard *keyboard, box area)
{
    return box_inset(area, tenths(keyboard->build, INSIDE));
}

static str letter_said(const struct build *build, uint32_t letter)
{
    char bytes[4];
    return text_copy(build->frame, (str){ bytes, text_encode(letter, bytes) });
}

static void put_letter(const struct keyboard *keyboard, str id, uint32_t letter,
                       struct action held, box area)
{
    struct build *build = keyboard->build;
    bool capital = keyboard_is_capital(keyboard->page);
    uint32_t typed = capital ? keyboard_capital(letter) : letter;
    str label = letter_said(build, typed);
    struct lay_wish wish = wish_of(keyboard, label, LOOK_LABEL,
                                   keyboard->percent);
    widget_add(build->list, &(struct widget){
                                .id = id,
                                .role = WIDGET_KEY,
                                .face = WIDGET_CARD,
                                .label = label,
                                .bounds = area,
                                .texts = lay_label(keyboard, &wish,
                                                   inside_of(keyboard, area)),
                                .text_count = 1,
                                .action = { ACTION_TYPE, (long)typed },
                                .held = held,
                                .repeats = true,
                            });
}

static bool begins_sentence(const struct build *build)
{
    const struct visit *visit = build->seat->person.visit;
    str words = visit->answers->all[visit->question].words;
    return keyboard_begins_sentence(
        text_slice(words, 0, build->seat->person.typing.caret));
}

static struct action action_of(const struct keyboard *keyboard,
                               const struct special *special)
{
    int page = keyboard->page;
    int shifted = keyboard_in_case(page, !keyboard_is_capital(page));
    int letters = keyboard_in_case(KEYBOARD_SMALL,
                                   begins_sentence(keyboard->build));
    int accents = keyboard_in_case(KEYBOARD_ACCENTS, keyboard_is_capital(page));
    const struct {
        const char *name;
        struct action action;
    } all[] = {
        { "space", { ACTION_TYPE, ' ' } },
        { "erase", { ACTION_ERASE, 1 } },
        { "left", { ACTION_CARET, -1 } },
        { "right", { ACTION_CARET, 1 } },
        { "shift", { ACTION_KEYS, shifted } },
        { "more", { ACTION_KEYS, keyboard_other_half(page) } },
        { "abc", { ACTION_KEYS, letters } },
        { "123", { ACTION_KEYS, KEYBOARD_SIGNS } },
        { "accents", { ACTION_KEYS, accents } },
        { "hide", { ACTION_KEYS, KEYBOARD_HIDDEN } },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (text_equal(text_of(special->name), text_of(all[i].name)))
            return all[i].action;
    return (struct action){ .kind = ACTION_NONE };
}

static str label_of(const struct keyboard *keyboard,
                    const struct special *special)
{
    const struct build *build = keyboard->build;
    if (keyboard_is_half(keyboard->page) &&
        text_equal(text_of(special->name), S("more")))
        return build_say(build, "a–m");
    return build_say(build,
                     special->capital && keyboard_is_capital(keyboard->page)
                         ? special->capital
                         : special->english);
}

/* A picture stands over its word. */
static box cut_picture(box *inside)
{
    int size = inside->h / 2 < inside->w ? inside->h / 2 : inside->w;
    box area = box_cut_top(inside, size, 0);
    return box_centre(area, size, size);
}

/* Words under a picture are small; what stands alone is almost as large as the
 * letters. */
static struct lay_wish wish_of_special(const struct keyboard *keyboard,
                                       const struct special *special, str label,
                                       box inside)
{
    enum look_text style = special->picture ? LOOK_SMALL : LOOK_LABEL;
    int most = special->picture ? 100 : keyboard->percent * ALONE / 100;
    int percent = fitting(keyboard, label, style, inside);
    return wish_of(keyboard, label, style, percent < most ? percent : most);
}

static void put_special(const struct keyboard *keyboard,
                        const struct special *special, box area)
{
    struct build *build = keyboard->build;
    box inside = box_inset(area, tenths(build, INSIDE_SPECIAL));
    box picture = { 0 };
    if (special->picture)
        picture = cut_picture(&inside);
    str label = label_of(keyboard, special);
    struct lay_wish wish = wish_of_special(keyboard, special, label, inside);
    bool is_shift = text_equal(text_of(special->name), S("shift"));
    widget_add(build->list,
               &(struct widget){
                   .id = id_of(build, text_of(special->name)),
                   .role = WIDGET_KEY,
                   .face = WIDGET_CARD,
                   .label = label,
                   .picture = text_of(special->picture),
                   .picture_box = picture,
                   .bounds = area,
                   .texts = lay_label(keyboard, &wish, inside),
                   .text_count = 1,
                   .action = action_of(keyboard, special),
                   .selected = is_shift && keyboard_is_capital(keyboard->page),
                   .repeats = true,
               });
}

/* ---- rows ---------------------------------------------------------------- */

static int width_of(str name)
{
    const struct special *special = special_named(name);
    return special ? special->wide : LETTER;
}

static int count_keys(str row, int *wide)
{
    str name;
    int count = 0;
    *wide = 0;
    for (size_t at = 0; text_word(row, &at, &name); count++)
        *wide += width_of(name);
    return count;
}

static void put_key(struct keyboard *keyboard, str name, int row, box area)
{
    const struct special *special = special_named(name);
    if (special) {
        put_special(keyboard, special, area);
        return;
    }
    uint32_t letter = first_of(name);
    struct action held = { .kind = ACTION_NONE };
    if (keyboard_accents(letter).size > 0)
        held = (struct action){ ACTION_ACCENTS, (long)letter };
    put_letter(keyboard, id_of(keyboard->build, name), letter, held, area);
    if (keyboard->build->seat->person.typing.accents == (long)letter) {
        keyboard->held = area;
        keyboard->held_row = row;
    }
}

static void put_row(struct keyboard *keyboard, str row, int which, box area)
{
    int all;
    int before = 0;
    str name;
    int count = count_keys(row, &all);
    assert(all > 0);
    int room = area.w - (count - 1) * keyboard->gap;
    int i = 0;
    for (size_t at = 0; text_word(row, &at, &name); i++) {
        int wide = width_of(name);
        int from = room * before / all;
        int to = room * (before + wide) / all;
        put_key(keyboard, name, which,
                (box){ area.x + from + i * keyboard->gap, area.y, to - from,
                       area.h });
        before += wide;
    }
}

static box row_box(const struct keyboard *keyboard, int which)
{
    return box_row(keyboard->area, which, row_count(keyboard->build),
                   tenths(keyboard->build, ROWS_BETWEEN));
}

/* ---- accents over the keys ----------------------------------------------- */

/* They stand where the row above is, under the first one below: never over the
 * words. */
static box accents_box(const struct keyboard *keyboard, int count)
{
    int row = keyboard->held_row > 0 ? keyboard->held_row - 1 : 1;
    box area = row_box(keyboard, row);
    int one = (area.w - 9 * keyboard->gap) / 10;
    if (is_narrow(keyboard->build))
        one = (area.w - 4 * keyboard->gap) / 5;
    int wide = count * one + (count - 1) * keyboard->gap;
    int left = keyboard->held.x - one - keyboard->gap;
    int most = area.x + area.w - wide;
    return (box){ left < area.x ? area.x
                  : left > most ? most
                                : left,
                  area.y, wide, area.h };
}

/* What is under the panel can neither be seen nor touched. */
static void hide_under(struct widgets *list, int from, box panel)
{
    for (int i = from; i < list->count; i++)
        if (box_meets(list->all[i].bounds, panel))
            list->all[i].hidden = true;
}

static void put_accents(struct keyboard *keyboard, int first_key)
{
    struct build *build = keyboard->build;
    str accents = keyboard_accents(
        (uint32_t)build->seat->person.typing.accents);
    int count = (int)text_length(accents);
    box keys = accents_box(keyboard, count);
    box panel = box_inset(keys, -tenths(build, ROWS_BETWEEN) / 2);
    hide_under(build->list, first_key, panel);
    widget_add(build->list, &(struct widget){ .id = S("accents"),
                                              .role = WIDGET_PICTURE,
                                              .face = WIDGET_PANEL,
                                              .selected = true,
                                              .bounds = panel });
    size_t at = 0;
    for (int i = 0; i < count; i++) {
        uint32_t letter = text_next(accents, &at);
        str name = i > 0 ? letter_said(build, letter) : S("plain");
        put_letter(keyboard, id_of(build, name), letter,
                   (struct action){ .kind = ACTION_NONE },
                   box_column(keys, i, count, keyboard->gap));
    }
}

/* ---- all of it ----------------------------------------------------------- */

void screens_keys(struct build *build, box area)
{
    const struct keyboard_board *board = keyboard_board(
        build->seat->person.typing.keys, is_narrow(build));
    int first_key = build->list->count;
    struct keyboard keyboard = {
        .build = build,
        .page = build->seat->person.typing.keys,
        .gap = tenths(build, BETWEEN),
        .area = area,
    };
    box letter = inside_of(&keyboard,
                           box_column(row_box(&keyboard, 0), 0,
                                      is_narrow(build) ? 7 : 10, keyboard.gap));
    keyboard.percent = fitting(&keyboard, S("Ŵ"), LOOK_LABEL, letter);
    for (int i = 0; i < KEYBOARD_ROWS && board->rows[i]; i++)
        put_row(&keyboard, text_of(board->rows[i]), i, row_box(&keyboard, i));
    if (!box_is_empty(keyboard.held))
        put_accents(&keyboard, first_key);
}
