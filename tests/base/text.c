/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text: pieces, numbers, the door for UTF-8, places, growth and slots. */
#include "base/text.h"

#include <limits.h>

#include "proof.h"

/* ---- cases in text ------------------------------------------------------- */

static void say_integer(struct text *out, str text)
{
    long value = 0;
    if (text_integer(text, &value))
        text_add_number(out, value);
    else
        text_add(out, S("no number"));
}

static void say_check(struct text *out, str text)
{
    size_t bad = SIZE_MAX;
    if (text_check(text, &bad)) {
        text_add(out, S("whole"));
        return;
    }
    text_add(out, S("broken at "));
    text_add_number(out, (long)bad);
}

static void say_piece(struct text *out, str piece)
{
    text_add(out, S("["));
    text_add(out, piece);
    text_add(out, S("]"));
}

static void say_trim(struct text *out, str text)
{
    say_piece(out, text_trim(text));
}

static void say_words(struct text *out, str text)
{
    text_add_number(out, text_words(text));
    str word;
    for (size_t at = 0; text_word(text, &at, &word);) {
        text_add(out, S(" "));
        say_piece(out, word);
    }
}

static void say_cut(struct text *out, str text)
{
    str piece;
    for (bool more = text_cut(&text, ',', &piece); more;) {
        say_piece(out, piece);
        more = text_cut(&text, ',', &piece);
        text_add(out, more ? S(" ") : S(""));
    }
}

static void say_length(struct text *out, str text)
{
    text_add_number(out, (long)text_length(text));
}

static void say_find(struct text *out, str text)
{
    str part = S("");
    text_cut(&text, ' ', &part);
    size_t at = text_find(text, part);
    if (at == text.size)
        text_add(out, S("none"));
    else
        text_add_number(out, (long)at);
}

static void say_fill(struct text *out, str text)
{
    static const struct slot slots[] = {
        { .name = "service", .value = { "Police", 6 } },
        { .name = "n", .number = -3, .is_number = true },
        { .name = "where", .value = { "Tŷ Gwyn", 8 } },
        { .name = "nothing", .value = { "", 0 } },
        { .name = "looks_like", .value = { "{service}", 9 } },
        { .name = "looks_half", .value = { "{", 1 } },
        { .name = "service", .value = { "never reached", 13 } },
    };
    text_add(out,
             text_fill(out->arena, text, slots, sizeof slots / sizeof *slots));
}

static void say_slots(struct text *out, str text)
{
    str name;
    const char *between = "";
    for (size_t at = 0; text_slot(text, &at, &name); between = " ") {
        text_add(out, text_of(between));
        say_piece(out, name);
    }
}

static const struct verb {
    const char *name;
    void (*say)(struct text *out, str text);
} verbs[] = {
    { "integer", say_integer }, { "check", say_check },
    { "trim", say_trim },       { "words", say_words },
    { "cut", say_cut },         { "length", say_length },
    { "find", say_find },       { "fill", say_fill },
    { "slots", say_slots },
};

static void say_line(struct text *out, str line)
{
    size_t end = text_find(line, S(" "));
    str text = text_slice(line, end + 1, line.size);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (text_equal(text_slice(line, 0, end), text_of(verbs[i].name))) {
            verbs[i].say(out, proof_exact(out->arena, text));
            text_add_char(out, '\n');
            return;
        }
    fail_msg("no such verb: %.*s", TEXT_ARGS(line));
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct text out = { .arena = arena };
    str input = cases_input(one);
    str line;
    while (input.size > 0 && text_cut(&input, '\n', &line))
        say_line(&out, line);
    return text_view(&out);
}

/* ---- pieces -------------------------------------------------------------- */

static void literals_and_terminated_texts(void **state)
{
    (void)state;
    assert_int_equal(0, text_of(NULL).size);
    assert_non_null(text_of(NULL).at);
    cases_same(text_of("gŵr"), S("gŵr"));
    assert_int_equal(4, S("gŵr").size);
    assert_int_equal(3, S("a\0b").size);
}

static void copies_are_own_and_terminated(void **state)
{
    struct proof *proof = *state;
    char bytes[] = "abc";
    str copy = text_copy(proof->arena, (str){ bytes, 2 });
    bytes[0] = 'x';
    assert_string_equal("ab", copy.at);
    str nothing = text_copy(proof->arena, (str){ 0 });
    assert_int_equal(0, nothing.size);
    assert_string_equal("", nothing.at);
}

static void slices_are_held_inside(void **state)
{
    (void)state;
    str abc = S("abc");
    cases_same_text(text_slice(abc, 0, 3), "abc");
    cases_same_text(text_slice(abc, 1, 2), "b");
    cases_same_text(text_slice(abc, 0, 99), "abc");
    cases_same_text(text_slice(abc, 2, SIZE_MAX), "c");
    cases_same_text(text_slice(abc, 3, 3), "");
    cases_same_text(text_slice(abc, 2, 1), "");
    cases_same_text(text_slice(abc, SIZE_MAX, SIZE_MAX), "");
    assert_ptr_equal(abc.at + 3, text_slice(abc, 7, 9).at);
    assert_null(text_slice((str){ 0 }, 1, 2).at);
}

static void texts_are_compared_by_bytes(void **state)
{
    (void)state;
    str none = { 0 };
    assert_true(text_equal(none, S("")));
    assert_true(text_equal(S("a\0b"), S("a\0b")));
    assert_false(text_equal(S("a\0b"), S("a\0c")));
    assert_false(text_equal(S("a"), S("ab")));
    assert_true(text_compare(S("a"), S("ab")) < 0);
    assert_true(text_compare(S("ab"), S("a")) > 0);
    assert_true(text_compare(S("Z"), S("a")) < 0);
    assert_true(text_compare(S("z"), S("\xC3\xA2")) < 0);
    assert_true(text_compare(S("b"), S("ab")) > 0);
    assert_int_equal(0, text_compare(none, S("")));
    assert_true(text_compare(none, S("a")) < 0);
}

static void beginnings_and_ends(void **state)
{
    (void)state;
    assert_true(text_starts(S("form.yaml"), S("form")));
    assert_true(text_starts(S("form"), S("form")));
    assert_true(text_starts(S("form"), S("")));
    assert_false(text_starts(S("for"), S("form")));
    assert_false(text_starts(S("Form"), S("form")));
    assert_true(text_ends(S("form.yaml"), S(".yaml")));
    assert_true(text_ends(S("form"), S("")));
    assert_false(text_ends(S("yaml"), S(".yaml")));
    assert_false(text_ends(S("form.yam"), S(".yaml")));
    assert_true(text_ends((str){ 0 }, (str){ 0 }));
}

static void empty_parts_and_texts_are_searched(void **state)
{
    (void)state;
    assert_int_equal(0, text_find(S("abc"), S("")));
    assert_int_equal(0, text_find((str){ 0 }, S("a")));
    assert_int_equal(1, text_find(S("a\0b"), S("\0b")));
    assert_int_equal(1, text_find((str){ "ab", 1 }, S("b")));
}

static void nothing_is_left_to_cut(void **state)
{
    (void)state;
    str rest = { 0 };
    str piece = S("untouched");
    assert_false(text_cut(&rest, ',', &piece));
    cases_same_text(piece, "untouched");
    rest = S("a");
    assert_true(text_cut(&rest, ',', &piece));
    assert_false(text_cut(&rest, ',', &piece));
    cases_same_text(piece, "a");
}

static void line_ends_are_blanks(void **state)
{
    (void)state;
    cases_same_text(text_trim(S("\r\n a\nb \r\n")), "a\nb");
    assert_int_equal(2, text_words(S("\na\r\nb\n")));
    cases_same_text(text_trim(S("\xC2\xA0")), "\xC2\xA0");
}

/* ---- characters ---------------------------------------------------------- */

enum { CHARACTERS = 0x110000 };

static bool is_scalar(uint32_t c)
{
    return c < CHARACTERS && (c < 0xD800 || c > 0xDFFF);
}

static size_t size_of(uint32_t c)
{
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

static void every_character_goes_round(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < CHARACTERS; c++) {
        char bytes[6] = { 0, 0, 0, 0, 0x55, 0x55 };
        size_t size = text_encode(c, bytes);
        size_t at = 0;
        uint32_t back = text_next((str){ bytes, size }, &at);
        assert_int_equal(size_of(c), size);
        assert_int_equal(is_scalar(c) ? c : TEXT_BROKEN, back);
        assert_int_equal(is_scalar(c) ? size : 1, at);
        assert_int_equal(0x55, bytes[4]);
    }
}

/* Reads what the bytes begin with, and holds it against its only form. */
static void assert_only_form(const char bytes[4], size_t size)
{
    size_t at = 0;
    uint32_t c = text_next((str){ bytes, size }, &at);
    char form[4];
    if (c == TEXT_BROKEN) {
        assert_int_equal(1, at);
    } else {
        assert_true(is_scalar(c));
        assert_int_equal(at, text_encode(c, form));
        assert_memory_equal(form, bytes, at);
    }
}

static void no_other_bytes_are_a_character(void **state)
{
    (void)state;
    static const char tails[] = "\x00\x41\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xFF";
    enum { TAILS = sizeof tails - 1 };
    for (unsigned lead = 0; lead < 0x10000; lead++)
        for (size_t i = 0; i < TAILS * TAILS; i++) {
            char bytes[4] = { (char)(lead >> 8), (char)lead, tails[i / TAILS],
                              tails[i % TAILS] };
            for (size_t size = 1; size <= 4; size++)
                assert_only_form(bytes, size);
        }
}

/* The pieces are of exact size, so that the sanitizer sees a step too far. */
static void broken_off_characters_end_the_text(void **state)
{
    struct proof *proof = *state;
    static const char *const whole[] = { "\xC3\xB4", "\xE2\x82\xAC",
                                         "\xF0\x9F\x98\x80" };
    for (size_t i = 0; i < 3; i++)
        for (size_t size = 1; size <= i + 1; size++) {
            str text = proof_exact(proof->arena, (str){ whole[i], size });
            size_t at = 0;
            size_t bad = 99;
            assert_int_equal(TEXT_BROKEN, text_next(text, &at));
            assert_int_equal(1, at);
            assert_false(text_check(text, &bad));
            assert_int_equal(0, bad);
        }
}

static void every_control_character_is_refused(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < CHARACTERS; c++) {
        char bytes[5] = "a";
        size_t size = 1 + text_encode(c, bytes + 1);
        bool control = (c < 0x20 || (c >= 0x7F && c <= 0x9F)) && c != '\t' &&
                       c != '\n' && c != '\r';
        size_t bad = 99;
        bool good = is_scalar(c) && !control;
        assert_int_equal(good, text_check((str){ bytes, size }, &bad));
        if (!good)
            assert_int_equal(1, bad);
    }
}

static void assert_place(str text, size_t offset, int line, int column)
{
    struct text_place place = text_place(text, offset);
    assert_int_equal(line, place.line);
    assert_int_equal(column, place.column);
}

static void places_count_lines_and_characters(void **state)
{
    (void)state;
    str text = S("ab\nŵy\n\n\xF0\x9F\x98\x80z");
    assert_place(text, 0, 1, 1);
    assert_place(text, 2, 1, 3);
    assert_place(text, 3, 2, 1);
    assert_place(text, 5, 2, 2);
    assert_place(text, 6, 2, 3);
    assert_place(text, 7, 3, 1);
    assert_place(text, 8, 4, 1);
    assert_place(text, 12, 4, 2);
    assert_place(text, text.size, 4, 3);
    assert_place(text, SIZE_MAX, 4, 3);
    assert_place((str){ 0 }, 5, 1, 1);
    assert_place(S("\xFF\xFFx"), 2, 1, 3);
}

/* ---- building ------------------------------------------------------------ */

static void texts_grow_piece_by_piece(void **state)
{
    struct proof *proof = *state;
    struct text one = { .arena = proof->arena };
    struct text other = { .arena = proof->arena };
    for (size_t i = 0; i < 5000; i++) {
        text_add_char(&one, (char)('a' + i % 26));
        text_add(&other, S("xyz"));
        assert_int_equal('\0', one.at[one.size]);
    }
    assert_int_equal(5000, text_view(&one).size);
    assert_int_equal(15000, text_view(&other).size);
    for (size_t i = 0; i < 5000; i++) {
        assert_int_equal('a' + i % 26, one.at[i]);
        assert_memory_equal("xyz", other.at + 3 * i, 3);
    }
}

static void text_of_nothing_is_terminated(void **state)
{
    struct proof *proof = *state;
    struct text text = { .arena = proof->arena };
    assert_string_equal("", text_view(&text).at);
    assert_int_equal(0, text_view(&text).size);
    text_add(&text, (str){ 0 });
    assert_int_equal(0, text_view(&text).size);
}

static void views_are_terminated_at_any_moment(void **state)
{
    struct proof *proof = *state;
    struct text text = { .arena = proof->arena };
    text_add(&text, S("one"));
    assert_string_equal("one", text_view(&text).at);
    text_add(&text, S(" two"));
    assert_string_equal("one two", text_view(&text).at);
}

static void numbers_are_written_in_full(void **state)
{
    struct proof *proof = *state;
    static const long numbers[] = {
        0,        1,   -1,           9,       10,       -10,
        99,       100, INT_MAX,      INT_MIN, LONG_MAX, LONG_MAX - 1,
        LONG_MIN, -99, LONG_MIN + 1,
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char wanted[32];
        snprintf(wanted, sizeof wanted, "%ld", numbers[i]);
        struct text text = { .arena = proof->arena };
        text_add_number(&text, numbers[i]);
        cases_same(text_view(&text), text_of(wanted));
    }
}

static void a_place_leads_back_to_its_offset(void **state)
{
    (void)state;
    str text = S("tŷ\nto\n\nŵy");
    for (size_t at = 0; at < text.size; text_next(text, &at))
        assert_int_equal(text_offset(text, text_place(text, at)), at);
    struct text_place beyond = { 9, 1 };
    assert_int_equal(text_offset(text, beyond), text.size);
}

static void a_byte_order_mark_is_taken_off_the_front_only(void **state)
{
    (void)state;
    cases_same_text(text_unmarked(S("\xEF\xBB\xBFte")), "te");
    cases_same_text(text_unmarked(S("te\xEF\xBB\xBF")), "te\xEF\xBB\xBF");
    cases_same_text(text_unmarked(S("\xEF\xBB")), "\xEF\xBB");
    cases_same_text(text_unmarked(S("")), "");
}

static void an_empty_text_in_a_slot_is_no_number(void **state)
{
    struct proof *proof = *state;
    struct slot slot = SLOT("a", ((str){ 0 }));
    cases_same_text(text_fill(proof->arena, S("<{a}>"), &slot, 1), "<>");
}

static void patterns_without_slots_are_copied(void **state)
{
    struct proof *proof = *state;
    cases_same_text(text_fill(proof->arena, S("{a} b"), NULL, 0), "{a} b");
    cases_same_text(text_fill(proof->arena, (str){ 0 }, NULL, 0), "");
    struct slot slot = SLOT("a", S("{a}{b}"));
    cases_same_text(text_fill(proof->arena, S("{b}{a}"), &slot, 1),
                    "{b}{a}{b}");
    slot = COUNT("a", LONG_MIN);
    cases_same_text(text_fill(proof->arena, S("{a}"), &slot, 1),
                    "-9223372036854775808");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROOF("a literal and a terminated text become a text",
              literals_and_terminated_texts),
        PROOF("a copy is its own and terminated",
              copies_are_own_and_terminated),
        PROOF("a slice is held inside its text", slices_are_held_inside),
        PROOF("texts are compared byte by byte", texts_are_compared_by_bytes),
        PROOF("a text is told by its beginning and its end",
              beginnings_and_ends),
        PROOF("empty parts and empty texts can be searched",
              empty_parts_and_texts_are_searched),
        PROOF("of nothing there is no piece to cut", nothing_is_left_to_cut),
        PROOF(
            "line ends are blanks and a blank that holds words together is not",
            line_ends_are_blanks),
        PROOF("every character goes into bytes and back",
              every_character_goes_round),
        PROOF("no bytes but its only form are read as a character",
              no_other_bytes_are_a_character),
        PROOF("a character that breaks off at the end is not read beyond it",
              broken_off_characters_end_the_text),
        PROOF("the door refuses every control character and no other",
              every_control_character_is_refused),
        PROOF("a place counts lines, and characters in its line",
              places_count_lines_and_characters),
        PROOF("texts grow piece by piece, two at a time",
              texts_grow_piece_by_piece),
        PROOF("a text of nothing is empty and terminated",
              text_of_nothing_is_terminated),
        PROOF("a view is terminated at any moment",
              views_are_terminated_at_any_moment),
        PROOF("a number is written in full, the smallest too",
              numbers_are_written_in_full),
        PROOF("a place leads back to its offset",
              a_place_leads_back_to_its_offset),
        PROOF("a byte order mark is taken off the front only",
              a_byte_order_mark_is_taken_off_the_front_only),
        PROOF("an empty text in a slot is no number",
              an_empty_text_in_a_slot_is_no_number),
        PROOF("a pattern keeps the slots that nobody gave",
              patterns_without_slots_are_copied),
    };
    int failed = cmocka_run_group_tests_name("base/text", tests, NULL, NULL);
    return cases_run("base/text.cases", run) || failed;
}
