/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that were drawn: found again, held inside a limit, and forgotten. */
#include "ui/stamp.h"

#include <stdio.h>
#include <string.h>

#include "cases.h"

static const struct typeface_style plain = { .size = 20 };

/* Five by four, of which the middle of two rows is not empty. */
static const uint8_t dots[] = {
    0, 0, 0, 0, 0, 0, 0, 255, 9, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0,
};
static const struct stamp_source source = {
    .covered = dots, .w = 5, .h = 4, .step = 1, .pitch = 5, .above = 3
};

static void a_word_is_found_as_it_was_kept(void **state)
{
    struct stamps *stamps = stamp_open(*state);
    assert_null(stamp_find(stamps, &plain, S("ie")));
    const struct stamp *stamp = stamp_keep(stamps, &plain, S("ie"), &source);
    assert_ptr_equal(stamp_find(stamps, &plain, S("ie")), stamp);
    assert_null(stamp_find(stamps, &plain, S("ia")));
    assert_null(stamp_find(stamps, &plain, S("i")));
    assert_int_equal(stamp_count(stamps), 1);
    stamp_close(stamps);
}

static void what_is_empty_round_a_word_is_not_kept(void **state)
{
    static const uint8_t wanted[] = { 0, 255, 9, 7, 0, 0 };
    struct stamps *stamps = stamp_open(*state);
    const struct stamp *stamp = stamp_keep(stamps, &plain, S("ie"), &source);
    assert_int_equal(stamp->left, 1);
    assert_int_equal(stamp->rise, 2);
    assert_int_equal(stamp->w, 3);
    assert_int_equal(stamp->h, 2);
    assert_memory_equal(stamp->covered, wanted, sizeof wanted);
    stamp_close(stamps);
}

static void coverage_may_be_one_byte_of_four(void **state)
{
    uint8_t wide[sizeof dots * 4];
    memset(wide, 0xEE, sizeof wide);
    for (size_t i = 0; i < sizeof dots; i++)
        wide[i * 4 + 3] = dots[i];
    struct stamp_source four = source;
    four.covered = wide + 3;
    four.step = 4;
    four.pitch = 20;
    struct stamps *stamps = stamp_open(*state);
    const struct stamp *one = stamp_keep(stamps, &plain, S("a"), &source);
    const struct stamp *other = stamp_keep(stamps, &plain, S("b"), &four);
    assert_int_equal(other->w, one->w);
    assert_int_equal(other->h, one->h);
    assert_memory_equal(one->covered, other->covered,
                        (size_t)(one->w * one->h));
    stamp_close(stamps);
}

static void the_same_word_in_another_style_is_another(void **state)
{
    struct stamps *stamps = stamp_open(*state);
    const struct typeface_style others[] = {
        { .size = 21 },
        { .size = 20, .bold = true },
        { .size = 20, .letters = TYPEFACE_OPENDYSLEXIC },
    };
    stamp_keep(stamps, &plain, S("ie"), &source);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_null(stamp_find(stamps, &others[i], S("ie")));
    stamp_close(stamps);
}

static void a_word_without_anything_to_see_is_kept_too(void **state)
{
    static const uint8_t nothing[4];
    const struct stamp_source none[] = {
        { 0 },
        { .covered = nothing, .w = 2, .h = 2, .step = 1, .pitch = 2 },
    };
    struct stamps *stamps = stamp_open(*state);
    stamp_keep(stamps, &plain, S(" "), &none[0]);
    stamp_keep(stamps, &plain, S(""), &none[1]);
    assert_int_equal(stamp_find(stamps, &plain, S(" "))->h, 0);
    assert_int_equal(stamp_find(stamps, &plain, S(""))->w, 0);
    stamp_close(stamps);
}

static void what_is_forgotten_is_not_found(void **state)
{
    struct stamps *stamps = stamp_open(*state);
    stamp_keep(stamps, &plain, S("ie"), &source);
    stamp_forget(stamps);
    assert_null(stamp_find(stamps, &plain, S("ie")));
    assert_int_equal(stamp_count(stamps), 0);
    assert_non_null(stamp_keep(stamps, &plain, S("ie"), &source));
    stamp_close(stamps);
    stamp_close(NULL);
}

/* 100 kB each: forty of them are the limit, and all are dropped then. */
static void more_than_the_limit_is_never_kept(void **state)
{
    enum { SIDE = 320, WORDS = 200 };
    uint8_t *large = arena_take(*state, SIDE * SIDE);
    memset(large, 200, SIDE * SIDE);
    const struct stamp_source much = {
        .covered = large, .w = SIDE, .h = SIDE, .step = 1, .pitch = SIDE
    };
    struct stamps *stamps = stamp_open(*state);
    int most = 0;
    for (int i = 0; i < WORDS; i++) {
        char word[16];
        int size = snprintf(word, sizeof word, "word%d", i);
        stamp_keep(stamps, &plain, (str){ word, (size_t)size }, &much);
        most = stamp_count(stamps) > most ? stamp_count(stamps) : most;
        assert_non_null(
            stamp_find(stamps, &plain, (str){ word, (size_t)size }));
    }
    assert_in_range(most, 30, 41);
    stamp_close(stamps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a word is found as it was kept",
                   a_word_is_found_as_it_was_kept),
        CASES_TEST("what is empty round a word is not kept",
                   what_is_empty_round_a_word_is_not_kept),
        CASES_TEST("coverage may be one byte of four",
                   coverage_may_be_one_byte_of_four),
        CASES_TEST("the same word in another style is another",
                   the_same_word_in_another_style_is_another),
        CASES_TEST("a word without anything to see is kept too",
                   a_word_without_anything_to_see_is_kept_too),
        CASES_TEST("what is forgotten is not found",
                   what_is_forgotten_is_not_found),
        CASES_TEST("more than the limit is never kept",
                   more_than_the_limit_is_never_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
