/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered of words' widths is what the typeface says of them. */
#include "base/proof.h"

#include "ui/gauge.h"

enum { SHORT_WORDS = 3000 };

static str word_of(struct arena *arena, long number)
{
    struct text word = { .arena = arena };
    text_add(&word, S("i"));
    text_add_number(&word, number * 7919);
    return text_view(&word);
}

static struct typeface_style style_of(long number)
{
    return (struct typeface_style){
        .letters = number % 3 ? TYPEFACE_ANDIKA : TYPEFACE_OPENDYSLEXIC,
        .bold = number / 3 % 2,
        .size = 20 + (int)(number / 6 % 2),
    };
}

/* In twelve styles; then more words than are remembered at one moment. */
static void widths_are_those_of_the_typeface(void **state)
{
    struct proof *proof = *state;
    struct typeface_set *set = typeface_set_open(proof->arena, &proof->fault);
    assert_non_null(set);
    struct gauge *gauge = gauge_open(proof->arena, set);
    for (int round = 0; round < 2; round++)
        for (long i = 0; i < SHORT_WORDS; i++) {
            str word = word_of(proof->arena, i / 12);
            struct typeface_style style = style_of(i);
            int width = typeface_set_width(set, &style, word);
            assert_int_equal(width, gauge_width(gauge, &style, word));
        }
    for (long i = 0; i < 6000; i++) {
        str word = word_of(proof->arena, i);
        struct typeface_style style = style_of(0);
        assert_int_equal(typeface_set_width(set, &style, word),
                         gauge_width(gauge, &style, word));
    }
    gauge_close(gauge);
    typeface_set_close(set);
}

/* The bytes that are asked about may be others' the next moment. */
static void words_are_remembered_by_value(void **state)
{
    struct proof *proof = *state;
    struct typeface_set *set = typeface_set_open(proof->arena, &proof->fault);
    struct gauge *gauge = gauge_open(proof->arena, set);
    struct typeface_style style = style_of(1);
    char bytes[] = "mmmm";
    int wide = gauge_width(gauge, &style, text_of(bytes));
    memcpy(bytes, "iiii", 4);
    int narrow = gauge_width(gauge, &style, text_of(bytes));
    assert_true(narrow < wide);
    assert_int_equal(wide, gauge_width(gauge, &style, S("mmmm")));
    gauge_forget(gauge);
    assert_int_equal(wide, gauge_width(gauge, &style, S("mmmm")));
    assert_int_equal(0, gauge_width(gauge, &style, S("")));
    gauge_close(gauge);
    gauge_close(NULL);
    typeface_set_close(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROOF("a word is as wide as the typeface says, however often asked",
              widths_are_those_of_the_typeface),
        PROOF("a word is remembered, not the place where it stood",
              words_are_remembered_by_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
