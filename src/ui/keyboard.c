/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/keyboard.h"

/* ---- pages --------------------------------------------------------------- */

static const enum keyboard_page other_case[KEYBOARD_PAGES] = {
    [KEYBOARD_SMALL] = KEYBOARD_CAPITALS,
    [KEYBOARD_CAPITALS] = KEYBOARD_SMALL,
    [KEYBOARD_ACCENTS] = KEYBOARD_ACCENT_CAPITALS,
    [KEYBOARD_ACCENT_CAPITALS] = KEYBOARD_ACCENTS,
    [KEYBOARD_SMALL_MORE] = KEYBOARD_CAPITALS_MORE,
    [KEYBOARD_CAPITALS_MORE] = KEYBOARD_SMALL_MORE,
};

bool keyboard_is_capital(int page)
{
    return page == KEYBOARD_CAPITALS || page == KEYBOARD_ACCENT_CAPITALS ||
           page == KEYBOARD_CAPITALS_MORE;
}

bool keyboard_is_half(int page)
{
    return page == KEYBOARD_SMALL_MORE || page == KEYBOARD_CAPITALS_MORE;
}

int keyboard_other_half(int page)
{
    int half = keyboard_is_half(page) ? KEYBOARD_SMALL : KEYBOARD_SMALL_MORE;
    return keyboard_in_case(half, keyboard_is_capital(page));
}

static bool is_accents(int page)
{
    return page == KEYBOARD_ACCENTS || page == KEYBOARD_ACCENT_CAPITALS;
}

int keyboard_in_case(int page, bool capital)
{
    return keyboard_is_capital(page) == capital ? page : (int)other_case[page];
}

int keyboard_after(int page, uint32_t typed, bool begins_sentence)
{
    if (page == KEYBOARD_HIDDEN || (page == KEYBOARD_SIGNS && typed != ' '))
        return page;
    if (page == KEYBOARD_SIGNS || (is_accents(page) && typed != 0))
        page = KEYBOARD_SMALL;
    return keyboard_in_case(page, begins_sentence);
}

/* ---- sentences ----------------------------------------------------------- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n';
}

bool keyboard_begins_sentence(str before)
{
    size_t end = before.size;
    while (end > 0 && is_blank(before.at[end - 1]))
        end--;
    if (end == 0)
        return true;
    char last = before.at[end - 1];
    bool ended = last == '.' || last == '?' || last == '!';
    return ended && end < before.size;
}

/* ---- what is on them ----------------------------------------------------- */

static const struct keyboard_board wide_boards[KEYBOARD_PAGES] = {
    [KEYBOARD_SMALL] = { { "q w e r t y u i o p", "a s d f g h j k l ’",
                           "shift z x c v b n m , . erase",
                           "123 accents space ? hide" } },
    [KEYBOARD_SIGNS] = { { "1 2 3 4 5 6 7 8 9 0", ". , ? ! ’ - : ; ( )",
                           "“ ” £ & + = / % * erase",
                           "abc accents space left right hide" } },
    [KEYBOARD_ACCENTS] = { { "â ê î ô û ŵ ŷ", "ä ë ï ö ü á é",
                             "shift í ó à è ì erase",
                             "abc 123 space ? hide" } },
};

static const struct keyboard_board narrow_boards[KEYBOARD_PAGES] = {
    [KEYBOARD_SMALL] = { { "a b c d e", "f g h i j", "k l m , .",
                           "shift more 123 accents erase", "? ’ space hide" } },
    [KEYBOARD_SMALL_MORE] = { { "n o p q r", "s t u v w", "x y z , .",
                                "shift more 123 accents erase",
                                "? ’ space hide" } },
    [KEYBOARD_SIGNS] = { { "1 2 3 4 5", "6 7 8 9 0", ". , ? ! ’ -",
                           "abc accents left right erase", "space £ hide" } },
    [KEYBOARD_ACCENTS] = { { "â ê î ô û ŵ ŷ", "ä ë ï ö ü á", "é í ó à è ì",
                             "shift abc 123 erase", "? ’ space hide" } },
};

const struct keyboard_board *keyboard_board(int page, bool narrow)
{
    const struct keyboard_board *boards = narrow ? narrow_boards : wide_boards;
    const struct keyboard_board *board = &boards[keyboard_in_case(page, false)];
    return board->rows[0] ? board : &boards[KEYBOARD_SMALL];
}

/* ---- letters ------------------------------------------------------------- */

uint32_t keyboard_capital(uint32_t letter)
{
    bool plain = letter >= 'a' && letter <= 'z';
    if (plain || (letter >= 0xE0 && letter < 0xFF))
        return letter - 0x20;
    if (letter == 0xFF)
        return 0x178;
    bool paired = letter >= 0x100 && letter < 0x2000 && letter % 2 == 1;
    return paired ? letter - 1 : letter;
}

/* What is offered while a letter is held: itself first, for whoever rests on
 * every key. */
static const char *const accents_there_are[] = { "aâäáà", "eêëéè", "iîïíì",
                                                 "oôöóò", "uûüúù", "wŵẅẃẁ",
                                                 "yŷÿýỳ" };

static uint32_t first_of(str text)
{
    size_t at = 0;
    return text_next(text, &at);
}

str keyboard_accents(uint32_t letter)
{
    for (size_t i = 0; i < sizeof accents_there_are / sizeof *accents_there_are;
         i++)
        if (first_of(text_of(accents_there_are[i])) == letter)
            return text_of(accents_there_are[i]);
    return S("");
}
