/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaves: each says which one it is, and no damage goes unseen. */
#include "keep/leaf.h"

#include <sodium.h>
#include <string.h>

#include "cases.h"

/* A leaf with a body that is the same each time. */
static struct leaf *make_leaf(struct arena *arena, long number)
{
    static const unsigned char seed[randombytes_SEEDBYTES] = { 7 };
    unsigned char body[LEAF_BODY];
    struct leaf *leaf = arena_new(arena, struct leaf);
    randombytes_buf_deterministic(body, sizeof body, seed);
    leaf_write(leaf, number, body);
    assert_memory_equal(leaf_body(leaf), body, LEAF_BODY);
    return leaf;
}

static void a_leaf_says_its_number(void **state)
{
    static const long numbers[] = { 0, 1, 255, 256, 200000, 4294967295 };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const struct leaf *leaf = make_leaf(*state, numbers[i]);
        assert_int_equal(leaf_number(leaf), numbers[i]);
        assert_true(leaf_is(leaf, numbers[i]));
        assert_false(leaf_is(leaf, numbers[i] + 1));
    }
}

static void every_bit_that_is_flipped_is_found(void **state)
{
    struct leaf *leaf = make_leaf(*state, 12);
    for (int at = 0; at < LEAF_SIZE; at++)
        for (int bit = 0; bit < 8; bit++) {
            leaf->bytes[at] ^= (unsigned char)(1 << bit);
            assert_int_equal(leaf_number(leaf), -1);
            leaf->bytes[at] ^= (unsigned char)(1 << bit);
        }
    assert_true(leaf_is(leaf, 12));
}

static void a_leaf_with_the_end_of_another_is_found(void **state)
{
    const struct leaf *one = make_leaf(*state, 12);
    const struct leaf *other = make_leaf(*state, 13);
    for (size_t cut = 1; cut < LEAF_SIZE; cut++) {
        struct leaf mixed = *one;
        memcpy(mixed.bytes + cut, other->bytes + cut, LEAF_SIZE - cut);
        if (memcmp(&mixed, one, LEAF_SIZE) != 0 &&
            memcmp(&mixed, other, LEAF_SIZE) != 0)
            assert_int_equal(leaf_number(&mixed), -1);
    }
}

static void zeros_and_rubbish_are_no_leaf(void **state)
{
    struct leaf *leaf = arena_new(*state, struct leaf);
    assert_int_equal(leaf_number(leaf), -1);
    assert_false(leaf_is(leaf, 0));
    memset(leaf, 0xFF, sizeof *leaf);
    assert_int_equal(leaf_number(leaf), -1);
    for (int i = 0; i < 100; i++) {
        randombytes_buf(leaf, sizeof *leaf);
        memcpy(leaf->bytes, "YSL\1", 4);
        assert_int_equal(leaf_number(leaf), -1);
    }
}

static int begin(void **state)
{
    (void)state;
    return sodium_init() < 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a leaf says its number", a_leaf_says_its_number),
        CASES_TEST("every bit that is flipped is found",
                   every_bit_that_is_flipped_is_found),
        CASES_TEST("a leaf with the end of another is found",
                   a_leaf_with_the_end_of_another_is_found),
        CASES_TEST("zeros and rubbish are no leaf",
                   zeros_and_rubbish_are_no_leaf),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
