/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records: what was answered comes back, as the same bytes whenever it is
 * written; anything else is refused; and the longest response fits. */
#include "interview/record.h"

#include <string.h>

#include "base/packed.h"
#include "given.h"
#include "interview/route.h"
#include "keep/container.h"

_Static_assert((int)RECORD_MOST == (int)CONTAINER_MOST,
               "what is sealed has room for every record");

static const char *const shipped[] = {
    "assets/questionnaires/young-people.yaml",
    "assets/questionnaires/victims.yaml",
    "tests/fixtures/form.yaml",
};
enum { SHIPPED = sizeof shipped / sizeof *shipped };

static struct record_frame frame_of(const struct form *form)
{
    return (struct record_frame){ .form = form->id,
                                  .version = form->version,
                                  .collection = S("Gwanwyn 2027"),
                                  .language = S("cy"),
                                  .mode = RECORD_ASSISTED };
}

static str write_out(struct arena *arena, const struct answers *answers)
{
    const struct record_frame frame = frame_of(answers->form);
    return record_write(arena, &frame, answers);
}

/* A copy with no byte behind it that could be read by mistake. */
static str exact(struct arena *arena, str text)
{
    char *bytes = arena_take(arena, text.size);
    if (text.size > 0)
        memcpy(bytes, text.at, text.size);
    return (str){ bytes, text.size };
}

/* Writes what was read, under the frame that was read. */
static str write_again(struct arena *arena, str record,
                       const struct answers *answers)
{
    struct fault fault = { .arena = arena };
    struct record_frame frame;
    assert_true(record_read_frame(record, &frame, &fault));
    return record_write(arena, &frame, answers);
}

/* ---- what is refused, as text --------------------------------------------- */

/* Bytes as words: raw:BYTES, t:TEXT, and 1:NUMBER, 2: and 4: with that width.
 * "usual" is the beginning of a record for the fixture. */
static void put_word(struct packed *out, str word)
{
    str kind;
    long number;
    if (text_equal(word, S("usual"))) {
        packed_put(out, "YSA\x01", 5); /* and that it came from the screen */
        packed_put_text(out, S("tea"));
        packed_put_text(out, S("1"));
        packed_put_text(out, S("Spring"));
        packed_put_text(out, S("en"));
        return;
    }
    text_cut(&word, ':', &kind);
    if (text_equal(kind, S("raw"))) {
        packed_put(out, word.at, word.size);
    } else if (text_equal(kind, S("t"))) {
        packed_put_text(out, word);
    } else {
        assert_true(text_integer(word, &number));
        int width = kind.at[0] - '0';
        packed_put_number(out, (uint64_t)number & ((1ull << (8 * width)) - 1),
                          width);
    }
}

static void add_record(struct text *out, str record,
                       const struct answers *answers)
{
    struct fault fault = { .arena = out->arena };
    struct record_frame frame;
    assert_true(record_read_frame(record, &frame, &fault));
    text_add(out, frame.form);
    text_add_char(out, ' ');
    text_add(out, frame.version);
    text_add(out, S(", "));
    text_add(out, frame.collection);
    text_add(out, S(", "));
    text_add(out, frame.language);
    text_add(out, S(", "));
    text_add_number(out, frame.mode);
    text_add(out, S(": "));
    text_add(out, given_all(out->arena, answers));
    if (text_equal(frame.version, answers->form->version))
        cases_same(write_again(out->arena, record, answers), record);
}

/* Each line is a record for tests/fixtures/form.yaml. */
static str run(struct arena *arena, const struct cases_case *one)
{
    struct text out = { .arena = arena };
    struct form *form = given_form(arena, "tests/fixtures/form.yaml");
    str rest = cases_input(one);
    str line;
    while (text_cut(&rest, '\n', &line)) {
        unsigned char bytes[RECORD_MOST + 1000];
        struct packed packed = { .at = bytes, .size = sizeof bytes };
        struct answers *answers = answers_make(arena, form);
        struct faults faults = { .arena = arena };
        struct fault fault = { .arena = arena };
        str word;
        if (line.size == 0)
            continue;
        for (size_t at = 0; text_word(line, &at, &word);)
            put_word(&packed, word);
        str record = exact(arena, (str){ (const char *)bytes, packed.done });
        if (record_read(record, answers, &fault)) {
            add_record(&out, record, answers);
            text_add_char(&out, '\n');
            continue;
        }
        fault_adopt(&faults, &fault);
        text_add(&out, cases_faults(arena, &faults));
        cases_same_text(given_all(arena, answers), ""); /* blank again */
    }
    return text_view(&out);
}

/* ---- there and back ------------------------------------------------------- */

struct dice {
    uint64_t state;
};

static unsigned throw_dice(struct dice *dice, unsigned sides)
{
    dice->state = dice->state * 6364136223846793005 + 1442695040888963407;
    return (unsigned)(dice->state >> 33) % sides;
}

static const char *const words[4] = { "x", "Dŵr poeth,\ndiolch", " \t1 ", "😀" };

static void answer_by_chance(struct answers *answers, int q, struct dice *dice)
{
    const struct form_question *question = &answers->form->questions[q];
    unsigned way = throw_dice(dice, 8);
    if (way == 0)
        return;
    if (way == 1)
        answers_choose(answers, q, FORM_DONT_KNOW);
    else if (way == 2)
        answers_choose(answers, q, FORM_NOT_SAY);
    else if (question->kind == FORM_SLIDER)
        answers_set_number(answers, q, (long)throw_dice(dice, 101));
    else if (question->kind == FORM_TEXT)
        answers_set_words(answers, q, text_of(words[throw_dice(dice, 4)]));
    else
        for (; way > 2; way--)
            answers_choose(
                answers, q,
                (int)throw_dice(dice, (unsigned)question->choice_count));
}

static void forget_what_is_not_asked(struct arena *arena,
                                     struct answers *answers)
{
    int count = answers->form->question_count;
    bool *asked = arena_array(arena, bool, count);
    route_find(answers, asked);
    for (int q = 0; q < count; q++)
        if (!asked[q])
            answers_clear(answers, q);
}

static void every_response_comes_back_and_writes_itself_again(void **state)
{
    struct dice dice = { 4 };
    for (int i = 0; i < 600; i++) {
        struct arena *arena = arena_make();
        struct form *form = given_form(arena, shipped[i % SHIPPED]);
        struct answers *answers = answers_make(arena, form);
        struct answers *back = answers_make(arena, form);
        struct fault fault = { .arena = arena };
        for (int q = 0; q < form->question_count; q++)
            answer_by_chance(answers, q, &dice);
        str record = write_out(arena, answers);
        forget_what_is_not_asked(arena, answers);
        assert_true(record_read(exact(arena, record), back, &fault));
        cases_same(given_all(arena, back), given_all(arena, answers));
        cases_same(write_again(arena, record, back), record);
        arena_destroy(arena);
    }
    (void)state;
}

static void the_frame_comes_back_as_it_was(void **state)
{
    struct arena *arena = *state;
    struct form *form = given_form(arena, shipped[1]);
    struct fault fault = { .arena = arena };
    struct record_frame frame;
    str record = write_out(arena, answers_make(arena, form));
    assert_true(record_read_frame(record, &frame, &fault));
    cases_same(frame.form, form->id);
    cases_same(frame.version, form->version);
    cases_same_text(frame.collection, "Gwanwyn 2027");
    cases_same_text(frame.language, "cy");
    assert_int_equal(frame.mode, RECORD_ASSISTED);
}

/* The bytes of version 1 must be read for ever; so they must not change. */
static void the_bytes_are_these(void **state)
{
    struct arena *arena = *state;
    struct answers *answers = answers_make(
        arena, given_form(arena, "tests/fixtures/form.yaml"));
    static const char wanted[] =
        "YSA\x01\x01\x03\x00tea\x01\x00"
        "1\x0C\x00Gwanwyn 2027\x02\x00"
        "cy\x04\x00"
        "\x06\x00"
        "drinks\x02\x03\x00yes"
        "\x04\x00heat\x04\x46\x00\x00\x00"
        "\x05\x00takes\x03\x02\x04\x00milk\x05\x00sugar"
        "\x03\x00why\x01";
    given_take(answers, S("drinks=yes"));
    given_take(answers, S("takes=sugar"));
    given_take(answers, S("takes=milk"));
    given_take(answers, S("heat=70"));
    given_take(answers, S("why=not_say"));
    cases_same(write_out(arena, answers), (str){ wanted, sizeof wanted - 1 });
}

static void answers_to_what_is_not_asked_are_left_out(void **state)
{
    struct arena *arena = *state;
    struct form *form = given_form(arena, "tests/fixtures/form.yaml");
    struct answers *all = answers_make(arena, form);
    struct answers *asked = answers_make(arena, form);
    given_take(all, S("drinks=no"));
    given_take(asked, S("drinks=no"));
    given_take(all, S("takes=milk"));
    given_take(all, S("why=thirst"));
    cases_same(write_out(arena, all), write_out(arena, asked));
}

/* ---- the order of a questionnaire ----------------------------------------- */

static const char two_head[] =
    "settings: {form_id: two, form_title: Two, version: \"1\", address: "
    "familiar,\n  who: I like tea, image: yes,\n"
    "  opening: {one: \"{n} person\", other: \"{n} people\"}}\n"
    "groups:\n  - name: all\n    members: people\n"
    "    count: {one: \"{n} person\", other: \"{n} people\"}\n"
    "choices:\n  - list_name: some\n    options:\n";

/* Two choices and two questions, the one way or the other way round. */
static struct form *form_of_two(struct arena *arena, bool turned)
{
    static const char *const choices[] = {
        "      - {name: red, label: Red, image: yes}\n",
        "      - {name: blue, label: Blue, image: yes}\n",
    };
    static const char *const questions[] = {
        "  - {type: select_multiple some, name: first, label: Which?, image: "
        "yes}\n",
        "  - {type: select_multiple some, name: other, label: Why?, image: "
        "yes}\n",
    };
    struct text yaml = { .arena = arena };
    text_add(&yaml, text_of(two_head));
    text_add(&yaml, text_of(choices[turned]));
    text_add(&yaml, text_of(choices[!turned]));
    text_add(&yaml, S("survey:\n"));
    text_add(&yaml, text_of(questions[turned]));
    text_add(&yaml, text_of(questions[!turned]));
    return given_form_of(arena, text_view(&yaml));
}

static void the_order_of_a_questionnaire_changes_no_byte(void **state)
{
    struct arena *arena = *state;
    str records[2];
    for (int turned = 0; turned < 2; turned++) {
        struct answers *answers = answers_make(arena,
                                               form_of_two(arena, turned));
        given_take(answers, S("first=blue"));
        given_take(answers, S("first=red"));
        given_take(answers, S("other=red"));
        records[turned] = write_out(arena, answers);
    }
    cases_same(records[0], records[1]);
    struct fault fault = { .arena = arena };
    struct answers *back = answers_make(arena, form_of_two(arena, true));
    assert_true(record_read(records[0], back, &fault));
    cases_same_text(given_all(arena, back), "other=+red, first=+blue+red, ");
}

/* ---- damage --------------------------------------------------------------- */

static str some_record(struct arena *arena, const struct form *form)
{
    struct answers *answers = answers_make(arena, form);
    given_take(answers, S("drinks=yes"));
    given_take(answers, S("takes=milk"));
    given_take(answers, S("takes=sugar"));
    given_take(answers, S("heat=70"));
    given_take(answers, S("why=dŵr"));
    return write_out(arena, answers);
}

/* Either a fault and nothing read, or a record as good as any. */
static void assert_read_or_refused(struct arena *arena, str record,
                                   const struct form *form, bool *read)
{
    struct answers *answers = answers_make(arena, form);
    struct fault fault = { .arena = arena };
    struct record_frame frame = { .form = S("untouched") };
    *read = record_read(record, answers, &fault);
    assert_true(*read == (fault.pattern == NULL));
    if (!*read) {
        cases_same_text(given_all(arena, answers), "");
        fault = (struct fault){ .arena = arena };
        if (!record_read_frame(record, &frame, &fault))
            cases_same_text(frame.form, "untouched");
        return;
    }
    assert_true(record_read_frame(record, &frame, &fault));
    if (text_equal(frame.version, form->version))
        cases_same(record_write(arena, &frame, answers), record);
}

static void a_record_that_ends_anywhere_too_early_is_refused(void **state)
{
    struct form *form = given_form(*state, "tests/fixtures/form.yaml");
    str whole = some_record(*state, form);
    for (size_t size = 0; size < whole.size; size++) {
        struct arena *arena = arena_make();
        bool read;
        assert_read_or_refused(arena, exact(arena, text_slice(whole, 0, size)),
                               form, &read);
        assert_false(read);
        arena_destroy(arena);
    }
}

static void any_changed_byte_is_refused_or_is_another_record(void **state)
{
    struct form *form = given_form(*state, "tests/fixtures/form.yaml");
    str whole = some_record(*state, form);
    int refused = 0;
    for (size_t at = 0; at < whole.size; at++)
        for (unsigned change = 1; change < 256; change++) {
            struct arena *arena = arena_make();
            str copy = exact(arena, whole);
            char *byte = (char *)(uintptr_t)copy.at + at;
            bool read;
            *byte = (char)(*byte ^ (char)change);
            assert_read_or_refused(arena, copy, form, &read);
            refused += !read;
            arena_destroy(arena);
        }
    assert_true(refused > (int)whole.size * 100);
}

static void a_record_longer_than_any_is_refused(void **state)
{
    struct arena *arena = *state;
    struct fault fault = { .arena = arena };
    struct record_frame frame;
    char *bytes = arena_take(arena, RECORD_MOST + 1);
    memcpy(bytes, "YSA\x01", 4);
    assert_false(
        record_read_frame((str){ bytes, RECORD_MOST + 1 }, &frame, &fault));
    cases_same_text(text_of(fault.pattern),
                    "a response is longer than any can be; it is damaged and "
                    "cannot be counted");
}

/* Staff see faults; no answer may stand in one. */
static void no_fault_repeats_an_answer(void **state)
{
    struct arena *arena = *state;
    struct form *form = given_form(arena, "tests/fixtures/form.yaml");
    str whole = some_record(arena, form);
    for (size_t at = 0; at < whole.size; at++) {
        struct answers *answers = answers_make(arena, form);
        struct fault fault = { .arena = arena };
        str copy = exact(arena, whole);
        ((char *)(uintptr_t)copy.at)[at]++;
        if (record_read(copy, answers, &fault))
            continue;
        for (size_t i = 0; i < fault.slot_count; i++) {
            str value = fault.slots[i].value;
            assert_true(text_find(value, S("milk")) == value.size &&
                        text_find(value, S("sugar")) == value.size &&
                        text_find(value, S("ŵ")) == value.size);
        }
    }
}

/* ---- the longest ---------------------------------------------------------- */

/* Letters of 1 to 4 bytes. */
static const char *const letters[] = { "x", "ŵ", "€", "😀" };

static str many(struct arena *arena, const char *letter, int count)
{
    struct text text = { .arena = arena };
    for (int i = 0; i < count; i++)
        text_add(&text, text_of(letter));
    return text_view(&text);
}

static void answer_longest(struct arena *arena, struct answers *answers, int q,
                           const char *letter)
{
    const struct form_question *question = &answers->form->questions[q];
    int longest = 0;
    if (question->kind == FORM_TEXT) {
        answers_set_words(answers, q, many(arena, letter, 5000));
    } else if (question->kind == FORM_SLIDER) {
        answers_set_number(answers, q, question->end);
    } else if (question->kind == FORM_MANY) {
        for (int c = 0; c < question->choice_count; c++)
            if (!question->choices[c].exclusive)
                answers_choose(answers, q, c);
    } else {
        for (int c = 1; c < question->choice_count; c++)
            if (question->choices[c].name.size >
                question->choices[longest].name.size)
                longest = c;
        answers_choose(answers, q, longest);
    }
}

/* Every question asked, though no person could be: no response is longer. */
static struct form *ask_all(struct arena *arena, const struct form *form)
{
    struct form *copy = arena_new(arena, struct form);
    size_t size = (size_t)form->question_count * sizeof *form->questions;
    *copy = *form;
    copy->questions = arena_take(arena, size);
    memcpy(copy->questions, form->questions, size);
    for (int q = 0; q < copy->question_count; q++)
        copy->questions[q].relevant = NULL;
    return copy;
}

/* The longest response there can be, with the longest names around it. */
static str write_longest(struct arena *arena, struct answers *answers,
                         const char *letter)
{
    struct record_frame frame = frame_of(answers->form);
    frame.collection = many(arena, "x", RECORD_COLLECTION);
    frame.language = many(arena, "x", RECORD_LANGUAGE);
    record_hold(answers);
    for (int q = 0; q < answers->form->question_count; q++)
        answer_longest(arena, answers, q, letter);
    return record_write(arena, &frame, answers);
}

static void assert_words_fill(const struct answers *answers, size_t letter)
{
    size_t limit = record_text_limit(answers->form);
    size_t wanted = RECORD_LETTERS * letter <= limit ? RECORD_LETTERS * letter
                                                     : limit / letter * letter;
    for (int q = 0; q < answers->form->question_count; q++)
        if (answers->form->questions[q].kind == FORM_TEXT)
            assert_int_equal(answers->all[q].words.size, wanted);
}

static void the_longest_legal_response_fits(void **state)
{
    struct arena *arena = *state;
    for (int i = 0; i < SHIPPED; i++)
        for (size_t letter = 1; letter <= 4; letter++) {
            struct form *form = ask_all(arena, given_form(arena, shipped[i]));
            struct answers *answers = answers_make(arena, form);
            struct answers *back = answers_make(arena, form);
            struct fault fault = { .arena = arena };
            str record = write_longest(arena, answers, letters[letter - 1]);
            assert_true(record.size <= RECORD_MOST);
            assert_words_fill(answers, letter);
            assert_true(record_read(record, back, &fault));
            cases_same(given_all(arena, back), given_all(arena, answers));
        }
}

/* 500 letters of Welsh, and of most writings of the world, can be written into
 * every box of the shipped questionnaires. */
static void all_letters_fit_where_they_take_three_bytes(void **state)
{
    for (int i = 0; i < SHIPPED; i++)
        assert_true(record_text_limit(given_form(*state, shipped[i])) >=
                    3 * RECORD_LETTERS);
}

/* A questionnaire of questions of one type. */
static struct form *form_of(struct arena *arena, int count, const char *type)
{
    struct text yaml = { .arena = arena };
    text_add(&yaml, text_of(two_head));
    text_add(&yaml, S("      - {name: the_longest_name_that_can_be_one, label: "
                      "Red, image: yes}\n"
                      "      - {name: blue, label: Blue, image: yes}\n"
                      "survey:\n"));
    for (int q = 0; q < count; q++) {
        text_add(&yaml, S("  - {type: "));
        text_add(&yaml, q == 0 ? S("select_one some") : text_of(type));
        text_add(&yaml, S(", name: question_"));
        text_add_number(&yaml, 100 + q);
        text_add(&yaml, S(", label: Why?, image: yes}\n"));
    }
    return given_form_of(arena, text_view(&yaml));
}

static void the_limit_is_as_large_as_it_can_be(void **state)
{
    struct arena *arena = *state;
    for (int texts = 4; texts <= 14; texts++) {
        struct form *form = form_of(arena, 1 + texts, "text");
        struct answers *answers = answers_make(arena, form);
        size_t limit = record_text_limit(form);
        assert_in_range(limit, RECORD_LETTERS, 4 * RECORD_LETTERS - 1);
        record_hold(answers);
        answers->letters_most = 0; /* bytes alone are to count */
        struct record_frame frame = frame_of(form);
        frame.collection = many(arena, "x", RECORD_COLLECTION);
        frame.language = many(arena, "x", RECORD_LANGUAGE);
        for (int q = 0; q <= texts; q++)
            answer_longest(arena, answers, q, "x");
        str record = record_write(arena, &frame, answers);
        assert_in_range(record.size, RECORD_MOST - texts + 1, RECORD_MOST);
    }
}

static void what_cannot_fit_has_no_limit(void **state)
{
    assert_int_equal(record_text_limit(form_of(*state, 65, "text")), 0);
    assert_int_equal(record_text_limit(form_of(*state, 17, "text")), 0);
    assert_int_equal(
        record_text_limit(form_of(*state, 149, "select_multiple some")), 0);
}

static void without_words_there_is_room_enough(void **state)
{
    assert_int_equal(record_text_limit(form_of(*state, 40, "select_one some")),
                     4 * RECORD_LETTERS);
    assert_int_equal(record_text_limit(form_of(*state, 2, "text")),
                     4 * RECORD_LETTERS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("every response comes back and writes itself again",
                   every_response_comes_back_and_writes_itself_again),
        CASES_TEST("the frame comes back as it was",
                   the_frame_comes_back_as_it_was),
        CASES_TEST("the bytes of version 1 are these", the_bytes_are_these),
        CASES_TEST("answers to what is not asked are left out",
                   answers_to_what_is_not_asked_are_left_out),
        CASES_TEST("the order of a questionnaire changes no byte",
                   the_order_of_a_questionnaire_changes_no_byte),
        CASES_TEST("a record that ends anywhere too early is refused",
                   a_record_that_ends_anywhere_too_early_is_refused),
        CASES_TEST("any changed byte is refused or makes another record",
                   any_changed_byte_is_refused_or_is_another_record),
        CASES_TEST("a record longer than any is refused",
                   a_record_longer_than_any_is_refused),
        CASES_TEST("no fault repeats an answer", no_fault_repeats_an_answer),
        CASES_TEST("the longest legal response fits",
                   the_longest_legal_response_fits),
        CASES_TEST("all letters fit where they take three bytes",
                   all_letters_fit_where_they_take_three_bytes),
        CASES_TEST("the limit is as large as it can be",
                   the_limit_is_as_large_as_it_can_be),
        CASES_TEST("what cannot fit has no limit",
                   what_cannot_fit_has_no_limit),
        CASES_TEST("without words there is room enough",
                   without_words_there_is_room_enough),
    };
    int failed = cases_run("interview/record.cases", run);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
