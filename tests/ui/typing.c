/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing: whole letters come and go where the caret stands, and no more of
 * them than there is room for. */
#include "ui/typing.h"

#include <string.h>

#include "cases.h"
#include "form/link.h"
#include "interview/record.h"
#include "ui/keyboard.h"

enum { DRINKS, TAKES, HEAT, WHY };

/* Somebody in front of the question that is answered in words. */
struct desk {
    struct visit *visit;
    struct typing typing;
};

static struct desk sit_down(struct arena *arena)
{
    static const unsigned char id[VISIT_ID] = { 1 };
    struct faults faults = { .arena = arena };
    const struct form *form = link_form(
        arena, cases_file(arena, "tests/fixtures/form.yaml"), &faults);
    assert_non_null(form);
    struct desk desk = { .visit = visit_begin(form, id) };
    desk.visit->question = WHY;
    typing_begin(desk.visit, &desk.typing);
    return desk;
}

static void stand_up(struct desk *desk)
{
    visit_end(desk->visit);
}

static void act(struct desk *desk, enum action_kind kind, long which)
{
    typing_act(desk->visit, &desk->typing, (struct action){ kind, which });
}

static void type(struct desk *desk, const char *words)
{
    str text = text_of(words);
    for (size_t at = 0; at < text.size;)
        act(desk, ACTION_TYPE, (long)text_next(text, &at));
}

static str words_of(const struct desk *desk)
{
    return desk->visit->answers->all[WHY].words;
}

static void letters_come_in_where_the_caret_stands(void **state)
{
    struct desk desk = sit_down(*state);
    type(&desk, "dr");
    act(&desk, ACTION_CARET, -1);
    type(&desk, "ŵ");
    cases_same_text(words_of(&desk), "dŵr");
    assert_int_equal(desk.typing.caret, strlen("dŵ"));
    stand_up(&desk);
}

static void what_is_erased_is_a_whole_letter(void **state)
{
    struct desk desk = sit_down(*state);
    type(&desk, "tŷx\u0302");
    act(&desk, ACTION_ERASE, 1);
    cases_same_text(words_of(&desk), "tŷ");
    act(&desk, ACTION_ERASE, 1);
    cases_same_text(words_of(&desk), "t");
    stand_up(&desk);
}

static void erasing_all_makes_the_question_blank(void **state)
{
    struct desk desk = sit_down(*state);
    type(&desk, "ie");
    for (int i = 0; i < 5; i++)
        act(&desk, ACTION_ERASE, 1);
    assert_true(answers_chose(desk.visit->answers, WHY, FORM_BLANK));
    assert_int_equal(desk.typing.caret, 0);
    stand_up(&desk);
}

static void the_caret_never_stands_inside_a_letter(void **state)
{
    struct desk desk = sit_down(*state);
    type(&desk, "ax\u0302b");
    act(&desk, ACTION_CARET_TO, 2); /* between x and its accent */
    assert_int_equal(desk.typing.caret, strlen("ax\u0302"));
    act(&desk, ACTION_CARET, -1);
    assert_int_equal(desk.typing.caret, 1);
    act(&desk, ACTION_CARET, 100);
    assert_int_equal(desk.typing.caret, words_of(&desk).size);
    stand_up(&desk);
}

static void an_accent_joins_the_letter_before_it(void **state)
{
    struct desk desk = sit_down(*state);
    type(&desk, "w\u0302");
    cases_same_text(words_of(&desk), "\u0175");
    assert_int_equal(desk.typing.caret, 2);
    stand_up(&desk);
}

static void an_accent_that_has_no_letter_is_not_taken(void **state)
{
    struct desk desk = sit_down(*state);
    type(&desk, "\u0302");
    assert_int_equal(words_of(&desk).size, 0);
    type(&desk, "a \u0302");
    cases_same_text(words_of(&desk), "a ");
    stand_up(&desk);
}

static void controls_are_never_taken(void **state)
{
    struct desk desk = sit_down(*state);
    const long never[] = { 0,      1,      '\n',   '\t',     0x7F,    0x9F,
                           0xAD,   0x200B, 0x202E, 0xD800,   0xE000,  0xFEFF,
                           0xFFFE, -1,     -2,     0x110000, 0x10FFFF };
    type(&desk, "a");
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        act(&desk, ACTION_TYPE, never[i]);
    cases_same_text(words_of(&desk), "a");
    stand_up(&desk);
}

static void blanks_alone_are_no_answer(void **state)
{
    struct desk desk = sit_down(*state);
    type(&desk, "   ");
    assert_true(answers_chose(desk.visit->answers, WHY, FORM_BLANK));
    assert_int_equal(desk.typing.caret, 0);
    stand_up(&desk);
}

static void there_is_room_for_500_letters_and_no_more(void **state)
{
    struct desk desk = sit_down(*state);
    for (int i = 0; i < RECORD_LETTERS - 1; i++)
        type(&desk, "ŵ");
    assert_false(typing_is_full(desk.visit));
    type(&desk, "ŷ");
    assert_true(typing_is_full(desk.visit));
    act(&desk, ACTION_CARET_TO, 3);
    type(&desk, "a");
    assert_int_equal(text_length(words_of(&desk)), RECORD_LETTERS);
    assert_int_equal(desk.typing.caret, strlen("ŵŵŵ"));
    assert_true(text_ends(words_of(&desk), S("ŵŷ")));
    stand_up(&desk);
}

static void what_is_full_can_be_erased(void **state)
{
    struct desk desk = sit_down(*state);
    for (int i = 0; i < RECORD_LETTERS; i++)
        type(&desk, "a");
    act(&desk, ACTION_ERASE, 1);
    assert_false(typing_is_full(desk.visit));
    type(&desk, "b");
    assert_true(text_ends(words_of(&desk), S("ab")));
    stand_up(&desk);
}

static void a_long_answer_takes_little_memory(void **state)
{
    struct desk desk = sit_down(*state);
    size_t before = arena_used(desk.visit->arena);
    for (int i = 0; i < RECORD_LETTERS; i++)
        type(&desk, "ŵ");
    for (int i = 0; i < RECORD_LETTERS - 1; i++)
        act(&desk, ACTION_ERASE, 1);
    assert_in_range(arena_used(desk.visit->arena) - before, 1, 8 * 1024);
    stand_up(&desk);
}

static void nothing_is_left_of_what_was_erased(void **state)
{
    struct desk desk = sit_down(*state);
    type(&desk, "secret");
    const char *at = words_of(&desk).at;
    act(&desk, ACTION_ERASE, 1);
    assert_ptr_equal(words_of(&desk).at, at);
    assert_memory_equal(at, "secre\0", 6);
    stand_up(&desk);
}

static void dont_know_takes_the_words_and_gives_them_back(void **state)
{
    struct desk desk = sit_down(*state);
    type(&desk, "dim");
    typing_put_away(desk.visit, &desk.typing);
    answers_choose(desk.visit->answers, WHY, FORM_DONT_KNOW);
    assert_int_equal(words_of(&desk).size, 0);
    answers_clear(desk.visit->answers, WHY);
    typing_bring_back(desk.visit, &desk.typing);
    cases_same_text(words_of(&desk), "dim");
    assert_int_equal(desk.typing.caret, 3);
    stand_up(&desk);
}

static void a_touch_on_the_field_gives_them_back_too(void **state)
{
    struct desk desk = sit_down(*state);
    type(&desk, "dim");
    typing_put_away(desk.visit, &desk.typing);
    answers_choose(desk.visit->answers, WHY, FORM_NOT_SAY);
    act(&desk, ACTION_CARET_TO, 0);
    cases_same_text(words_of(&desk), "dim");
    assert_int_equal(desk.typing.caret, 3);
    act(&desk, ACTION_CARET_TO, 1);
    assert_int_equal(desk.typing.caret, 1);
    stand_up(&desk);
}

static void writing_takes_dont_know_back(void **state)
{
    struct desk desk = sit_down(*state);
    answers_choose(desk.visit->answers, WHY, FORM_NOT_SAY);
    type(&desk, "a");
    assert_false(answers_chose(desk.visit->answers, WHY, FORM_NOT_SAY));
    cases_same_text(words_of(&desk), "a");
    stand_up(&desk);
}

static void a_sentence_begins_with_a_capital(void **state)
{
    struct desk desk = sit_down(*state);
    act(&desk, ACTION_CARET_TO, 0);
    assert_int_equal(desk.typing.keys, KEYBOARD_CAPITALS);
    type(&desk, "A");
    assert_int_equal(desk.typing.keys, KEYBOARD_SMALL);
    type(&desk, ".");
    assert_int_equal(desk.typing.keys, KEYBOARD_SMALL);
    type(&desk, " ");
    assert_int_equal(desk.typing.keys, KEYBOARD_CAPITALS);
    desk.typing.keys = KEYBOARD_SMALL; /* shift was touched */
    type(&desk, "b");
    assert_int_equal(desk.typing.keys, KEYBOARD_SMALL);
    stand_up(&desk);
}

static void only_a_mark_and_a_blank_end_a_sentence(void **state)
{
    (void)state;
    assert_true(keyboard_begins_sentence(S("")));
    assert_true(keyboard_begins_sentence(S("  ")));
    assert_true(keyboard_begins_sentence(S("A? ")));
    assert_true(keyboard_begins_sentence(S("A!  ")));
    assert_false(keyboard_begins_sentence(S("3.")));
    assert_false(keyboard_begins_sentence(S("a, ")));
    assert_false(keyboard_begins_sentence(S("a")));
}

static void an_accent_is_wanted_once_and_numbers_until_a_blank(void **state)
{
    (void)state;
    assert_int_equal(keyboard_after(KEYBOARD_ACCENTS, 0xE2, false),
                     KEYBOARD_SMALL);
    assert_int_equal(keyboard_after(KEYBOARD_ACCENTS, 0, false),
                     KEYBOARD_ACCENTS);
    assert_int_equal(keyboard_after(KEYBOARD_SIGNS, '7', false),
                     KEYBOARD_SIGNS);
    assert_int_equal(keyboard_after(KEYBOARD_SIGNS, ' ', false),
                     KEYBOARD_SMALL);
    assert_int_equal(keyboard_after(KEYBOARD_CAPITALS_MORE, 'N', false),
                     KEYBOARD_SMALL_MORE);
    assert_int_equal(keyboard_after(KEYBOARD_HIDDEN, 'a', true),
                     KEYBOARD_HIDDEN);
}

static void other_questions_take_no_words(void **state)
{
    struct desk desk = sit_down(*state);
    desk.visit->question = HEAT;
    type(&desk, "a");
    assert_true(answers_chose(desk.visit->answers, HEAT, FORM_BLANK));
    stand_up(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("letters come in where the caret stands",
                   letters_come_in_where_the_caret_stands),
        CASES_TEST("what is erased is a whole letter",
                   what_is_erased_is_a_whole_letter),
        CASES_TEST("erasing all makes the question blank",
                   erasing_all_makes_the_question_blank),
        CASES_TEST("the caret never stands inside a letter",
                   the_caret_never_stands_inside_a_letter),
        CASES_TEST("an accent joins the letter before it",
                   an_accent_joins_the_letter_before_it),
        CASES_TEST("an accent that has no letter is not taken",
                   an_accent_that_has_no_letter_is_not_taken),
        CASES_TEST("controls are never taken", controls_are_never_taken),
        CASES_TEST("blanks alone are no answer", blanks_alone_are_no_answer),
        CASES_TEST("there is room for 500 letters and no more",
                   there_is_room_for_500_letters_and_no_more),
        CASES_TEST("what is full can be erased", what_is_full_can_be_erased),
        CASES_TEST("a long answer takes little memory",
                   a_long_answer_takes_little_memory),
        CASES_TEST("nothing is left of what was erased",
                   nothing_is_left_of_what_was_erased),
        CASES_TEST("don't know takes the words and gives them back",
                   dont_know_takes_the_words_and_gives_them_back),
        CASES_TEST("a touch on the field gives them back, too",
                   a_touch_on_the_field_gives_them_back_too),
        CASES_TEST("writing takes don't know back",
                   writing_takes_dont_know_back),
        CASES_TEST("a sentence begins with a capital",
                   a_sentence_begins_with_a_capital),
        CASES_TEST("only a mark and a blank end a sentence",
                   only_a_mark_and_a_blank_end_a_sentence),
        CASES_TEST("an accent is wanted once, and numbers until a blank",
                   an_accent_is_wanted_once_and_numbers_until_a_blank),
        CASES_TEST("other questions take no words",
                   other_questions_take_no_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
