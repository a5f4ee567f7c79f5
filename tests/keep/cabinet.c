/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only the holder of the secret may read or make. */
#include "keep/cabinet.h"

#include <string.h>

#include "cases.h"

/* As a later program may have one. */
#define ANOTHER_PURPOSE ((enum cabinet_purpose)7)

struct desk {
    struct arena *arena;
    struct keys_secret *secret;
    struct cabinet *cabinet;
};

static void *must(void *made, const struct fault *fault)
{
    if (!made)
        fail_msg("%s", fault->pattern);
    return made;
}

static struct desk open_desk(struct arena *arena)
{
    struct fault fault = { .arena = arena };
    struct desk desk = { .arena = arena };
    assert_true(keys_begin(&fault));
    desk.secret = must(keys_make(&fault), &fault);
    desk.cabinet = must(cabinet_make(desk.secret, CABINET_REVIEW, &fault),
                        &fault);
    return desk;
}

static void close_desk(struct desk *desk)
{
    cabinet_destroy(desk->cabinet);
    keys_destroy(desk->secret);
}

static enum cabinet_verdict opened(const struct desk *desk, str sealed)
{
    str plain = S("untouched");
    enum cabinet_verdict verdict = cabinet_open(desk->arena, desk->cabinet,
                                                sealed, &plain);
    assert_true(verdict == CABINET_FINE || plain.size == 0);
    return verdict;
}

static void what_was_put_in_comes_out(void **state)
{
    static const size_t sizes[] = { 0, 1, 15, 16, 17, 5000 };
    struct desk desk = open_desk(*state);
    char bytes[5000];
    memset(bytes, 'x', sizeof bytes);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        str plain;
        str put = { bytes, sizes[i] };
        str sealed = cabinet_seal(desk.arena, desk.cabinet, put);
        assert_int_equal(sealed.size, put.size + CABINET_SEAL);
        assert_int_equal(cabinet_open(desk.arena, desk.cabinet, sealed, &plain),
                         CABINET_FINE);
        assert_true(text_equal(plain, put));
    }
    close_desk(&desk);
}

static void the_same_bytes_are_never_sealed_alike(void **state)
{
    struct desk desk = open_desk(*state);
    str one = cabinet_seal(desk.arena, desk.cabinet, S("no names, please"));
    str other = cabinet_seal(desk.arena, desk.cabinet, S("no names, please"));
    assert_false(text_equal(one, other));
    assert_int_equal(text_find(one, S("names")), one.size);
    close_desk(&desk);
}

static void every_flipped_bit_is_refused(void **state)
{
    struct desk desk = open_desk(*state);
    str sealed = cabinet_seal(desk.arena, desk.cabinet, S("left out by Ann"));
    unsigned char *bytes = (unsigned char *)(uintptr_t)sealed.at;
    for (size_t bit = 0; bit < sealed.size * 8; bit++) {
        bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
        assert_int_not_equal(opened(&desk, sealed), CABINET_FINE);
        bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
    }
    assert_int_equal(opened(&desk, sealed), CABINET_FINE);
    close_desk(&desk);
}

static void every_piece_of_it_is_refused(void **state)
{
    struct desk desk = open_desk(*state);
    str sealed = cabinet_seal(desk.arena, desk.cabinet, S("left out by Ann"));
    for (size_t size = 0; size < sealed.size; size++)
        assert_int_equal(opened(&desk, text_slice(sealed, 0, size)),
                         size < 4 ? CABINET_NONE : CABINET_DAMAGED);
    struct text longer = { .arena = desk.arena };
    text_add(&longer, sealed);
    text_add_char(&longer, '\0');
    assert_int_equal(opened(&desk, text_view(&longer)), CABINET_DAMAGED);
    close_desk(&desk);
}

static void another_secret_opens_nothing(void **state)
{
    struct desk desk = open_desk(*state);
    struct desk other = open_desk(*state);
    str sealed = cabinet_seal(desk.arena, desk.cabinet, S("words"));
    assert_int_equal(opened(&other, sealed), CABINET_FOREIGN);
    memcpy((char *)(uintptr_t)sealed.at + 5, keys_public(other.secret),
           KEYS_PUBLIC);
    assert_int_equal(opened(&other, sealed), CABINET_DAMAGED);
    close_desk(&desk);
    close_desk(&other);
}

static void another_purpose_opens_nothing(void **state)
{
    struct desk desk = open_desk(*state);
    struct fault fault = { .arena = *state };
    struct cabinet *other = must(
        cabinet_make(desk.secret, ANOTHER_PURPOSE, &fault), &fault);
    str sealed = cabinet_seal(desk.arena, other, S("words"));
    assert_int_equal(opened(&desk, sealed), CABINET_OTHER);
    ((char *)(uintptr_t)sealed.at)[4] = CABINET_REVIEW;
    assert_int_equal(opened(&desk, sealed), CABINET_DAMAGED);
    cabinet_destroy(other);
    close_desk(&desk);
}

static void what_is_no_cabinet_or_newer_is_told_apart(void **state)
{
    struct desk desk = open_desk(*state);
    assert_int_equal(opened(&desk, S("")), CABINET_NONE);
    assert_int_equal(opened(&desk, S("some words of somebody")), CABINET_NONE);
    assert_int_equal(opened(&desk, S("YSD\x02 and more")), CABINET_NEWER);
    assert_int_equal(opened(&desk, S("YSD\x01 and more")), CABINET_DAMAGED);
    assert_string_equal(cabinet_why(CABINET_NEWER),
                        "it was made by a newer program");
    close_desk(&desk);
}

static void tags_follow_from_the_bytes_the_secret_and_the_purpose(void **state)
{
    struct desk desk = open_desk(*state);
    struct desk other = open_desk(*state);
    struct fault fault = { .arena = *state };
    struct cabinet *second = must(
        cabinet_make(desk.secret, ANOTHER_PURPOSE, &fault), &fault);
    struct cabinet *again = must(
        cabinet_make(desk.secret, CABINET_REVIEW, &fault), &fault);
    unsigned char tags[5][CABINET_TAG];
    cabinet_tag(desk.cabinet, S("bytes"), tags[0]);
    cabinet_tag(desk.cabinet, S("Bytes"), tags[1]);
    cabinet_tag(other.cabinet, S("bytes"), tags[2]);
    cabinet_tag(second, S("bytes"), tags[3]);
    cabinet_tag(again, S("bytes"), tags[4]);
    assert_memory_equal(tags[0], tags[4], CABINET_TAG);
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < i; k++)
            assert_memory_not_equal(tags[i], tags[k], CABINET_TAG);
    cabinet_destroy(second);
    cabinet_destroy(again);
    close_desk(&desk);
    close_desk(&other);
}

static void no_cabinet_is_destroyed_without_harm(void **state)
{
    (void)state;
    cabinet_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("what was put in comes out", what_was_put_in_comes_out),
        CASES_TEST("the same bytes are never sealed alike",
                   the_same_bytes_are_never_sealed_alike),
        CASES_TEST("every flipped bit is refused",
                   every_flipped_bit_is_refused),
        CASES_TEST("every piece of it is refused",
                   every_piece_of_it_is_refused),
        CASES_TEST("another secret opens nothing",
                   another_secret_opens_nothing),
        CASES_TEST("another purpose opens nothing",
                   another_purpose_opens_nothing),
        CASES_TEST("what is no cabinet, or newer, is told apart",
                   what_is_no_cabinet_or_newer_is_told_apart),
        CASES_TEST("tags follow from the bytes, the secret and the purpose",
                   tags_follow_from_the_bytes_the_secret_and_the_purpose),
        CASES_TEST("no cabinet is destroyed without harm",
                   no_cabinet_is_destroyed_without_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
