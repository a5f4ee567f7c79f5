/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/typing.h"

#include "base/arena.h"
#include "base/words.h"
#include "ui/keyboard.h"

/* The longest of the letters that the keyboard has, in bytes. */
enum { LETTER_MOST = 3 };

static struct answer *answer_of(const struct visit *visit)
{
    return &visit->answers->all[visit->question];
}

static bool takes_words(const struct visit *visit)
{
    return !visit_is_checking(visit) &&
           visit->form->questions[visit->question].kind == FORM_TEXT;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n';
}

/* ---- what comes up next -------------------------------------------------- */

/* The page that comes up when `typed` was written; 0: nothing was. */
static void turn_page(const struct visit *visit, struct typing *typing,
                      uint32_t typed)
{
    str before = text_slice(answer_of(visit)->words, 0, typing->caret);
    typing->keys = keyboard_after(typing->keys, typed,
                                  keyboard_begins_sentence(before));
    typing->accents = 0;
}

/* ---- where the caret stands ---------------------------------------------- */

/* Never inside a letter. */
static size_t beside_letter(str words, size_t at)
{
    if (at == 0 || at >= words.size)
        return at < words.size ? at : words.size;
    size_t end = words_next_letter(words, at);
    return words_previous_letter(words, end) == at ? at : end;
}

static void move_caret(const struct visit *visit, struct typing *typing,
                       long by)
{
    str words = answer_of(visit)->words;
    for (; by > 0 && typing->caret < words.size; by--)
        typing->caret = words_next_letter(words, typing->caret);
    for (; by < 0 && typing->caret > 0; by++)
        typing->caret = words_previous_letter(words, typing->caret);
    turn_page(visit, typing, 0);
}

static void put_caret(const struct visit *visit, struct typing *typing,
                      long character)
{
    str words = answer_of(visit)->words;
    size_t at = 0;
    for (; character > 0 && at < words.size; character--)
        text_next(words, &at);
    typing->caret = beside_letter(words, at);
    if (typing->keys == KEYBOARD_HIDDEN)
        typing->keys = KEYBOARD_SMALL;
    turn_page(visit, typing, 0);
}

/* ---- what is written ----------------------------------------------------- */

/* What nobody writes: controls, and what only says how other letters are to
 * stand. */
static bool is_never_written(uint32_t character)
{
    static const struct {
        uint32_t first;
        uint32_t last;
    } never[] = {
        { 0, 0x1F },        { 0x7F, 0x9F },       { 0xAD, 0xAD },
        { 0x200B, 0x200F }, { 0x2028, 0x202E },   { 0x2060, 0x206F },
        { 0xD800, 0xF8FF }, { 0xFE00, 0xFE0F },   { 0xFEFF, 0xFEFF },
        { 0xFFF0, 0xFFFF }, { 0x1FFFE, 0x1FFFF }, { 0xE0000, UINT32_MAX },
    };
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (character >= never[i].first && character <= never[i].last)
            return true;
    return false;
}

/* An accent joins the letter before it; without one it is not taken. */
static bool lacks_letter(struct arena *arena, str before, str letter)
{
    if (before.size > 0 && !is_blank(before.at[before.size - 1]))
        return false;
    struct text joined = { .arena = arena };
    text_add(&joined, S(" "));
    text_add(&joined, letter);
    return words_next_letter(text_view(&joined), 0) == joined.size;
}

static bool has_room(const struct answers *answers, str words)
{
    return (!answers->letters_most ||
            text_length(words) <= answers->letters_most) &&
           (!answers->bytes_most || words.size <= answers->bytes_most);
}

bool typing_is_full(const struct visit *visit)
{
    const struct answers *answers = visit->answers;
    str words = answer_of(visit)->words;
    return (answers->letters_most &&
            text_length(words) >= answers->letters_most) ||
           (answers->bytes_most &&
            words.size + LETTER_MOST > answers->bytes_most);
}

/* Blanks alone are no answer, so the caret may have to come back. */
static void set_words(struct visit *visit, struct typing *typing, str words,
                      size_t caret)
{
    answers_set_words(visit->answers, visit->question, words);
    typing->caret = beside_letter(answer_of(visit)->words, caret);
    typing->kept = S("");
}

static str join(struct arena *arena, str one, str other)
{
    struct text text = { .arena = arena };
    text_add(&text, one);
    text_add(&text, other);
    return words_compose(arena, text_view(&text));
}

static void type_in(struct visit *visit, struct typing *typing,
                    struct arena *scratch, str letter)
{
    str words = answer_of(visit)->words;
    str before = text_slice(words, 0, typing->caret);
    str after = text_slice(words, typing->caret, words.size);
    if (lacks_letter(scratch, before, letter))
        return;
    str written = join(scratch, before, letter);
    str all = join(scratch, written, after);
    if (has_room(visit->answers, all))
        set_words(visit, typing, all, written.size);
}

static void type(struct visit *visit, struct typing *typing,
                 struct arena *scratch, long which)
{
    char bytes[4];
    uint32_t character = (uint32_t)which;
    if (which <= 0 || is_never_written(character))
        return;
    str letter = { bytes, text_encode(character, bytes) };
    type_in(visit, typing, scratch, letter);
    turn_page(visit, typing, character);
}

static void erase(struct visit *visit, struct typing *typing,
                  struct arena *scratch)
{
    str words = answer_of(visit)->words;
    size_t from = words_previous_letter(words, typing->caret);
    str rest = join(scratch, text_slice(words, 0, from),
                    text_slice(words, typing->caret, words.size));
    if (typing->caret > 0)
        set_words(visit, typing, rest, from);
    turn_page(visit, typing, 0);
}

/* Words that come back were not there to be touched. */
static void touch_words(struct visit *visit, struct typing *typing, long which)
{
    bool gone = typing->kept.size > 0;
    typing_bring_back(visit, typing);
    put_caret(visit, typing,
              gone ? (long)text_length(answer_of(visit)->words) : which);
}

void typing_act(struct visit *visit, struct typing *typing,
                struct action action)
{
    if (!takes_words(visit))
        return;
    struct arena *scratch = arena_make(); /* it is wiped: P4 */
    switch (action.kind) {
    case ACTION_TYPE:
        type(visit, typing, scratch, action.which);
        break;
    case ACTION_ERASE:
        erase(visit, typing, scratch);
        break;
    case ACTION_CARET:
        move_caret(visit, typing, action.which);
        break;
    case ACTION_CARET_TO:
        touch_words(visit, typing, action.which);
        break;
    default:
        break;
    }
    arena_destroy(scratch);
}

/* ---- a question is opened, and answered otherwise ------------------------ */

void typing_begin(const struct visit *visit, struct typing *typing)
{
    typing->keys = KEYBOARD_HIDDEN;
    typing->accents = 0;
    typing->kept = S("");
    typing->caret = visit_is_checking(visit) ? 0 : answer_of(visit)->words.size;
}

void typing_put_away(const struct visit *visit, struct typing *typing)
{
    if (!takes_words(visit))
        return;
    if (answer_of(visit)->words.size > 0)
        typing->kept = answer_of(visit)->words;
    typing->caret = 0;
    typing->accents = 0;
}

void typing_bring_back(struct visit *visit, struct typing *typing)
{
    if (takes_words(visit) && typing->kept.size > 0)
        set_words(visit, typing, typing->kept, typing->kept.size);
}
