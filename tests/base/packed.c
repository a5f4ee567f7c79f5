/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed bytes: what was put in comes out, and nothing beyond the end does. */
#include "base/packed.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"

static void numbers_stand_with_their_low_byte_first(void **state)
{
    (void)state;
    static const unsigned char wanted[] = {
        0x12, 0x34, 0x12, 0x78, 0x56, 0x34, 0x12, 0xEF,
        0xCD, 0xAB, 0x89, 0x67, 0x45, 0x23, 0x01,
    };
    unsigned char bytes[sizeof wanted];
    struct packed out = { .at = bytes, .size = sizeof bytes };
    packed_put_number(&out, 0x12, 1);
    packed_put_number(&out, 0x1234, 2);
    packed_put_number(&out, 0x12345678, 4);
    packed_put_number(&out, 0x0123456789ABCDEF, 8);
    assert_int_equal(out.done, sizeof wanted);
    assert_memory_equal(bytes, wanted, sizeof wanted);
}

static void what_was_put_is_got_back(void **state)
{
    (void)state;
    unsigned char bytes[64];
    char back[3];
    struct packed out = { .at = bytes, .size = sizeof bytes };
    packed_put(&out, "abc", 3);
    packed_put_text(&out, S(""));
    packed_put_text(&out, S("dŵr"));
    for (int width = 1; width <= 8; width++)
        packed_put_number(&out, UINT64_MAX >> (64 - 8 * width), width);
    struct packed in = packed_of(bytes, out.done);
    packed_get(&in, back, 3);
    assert_memory_equal(back, "abc", 3);
    cases_same_text(packed_get_text(&in), "");
    cases_same_text(packed_get_text(&in), "dŵr");
    for (int width = 1; width <= 8; width++)
        assert_true(packed_get_number(&in, width) ==
                    UINT64_MAX >> (64 - 8 * width));
    assert_false(in.torn);
    assert_int_equal(in.done, in.size);
}

/* So many bytes that are not zero, with nothing readable behind them. */
static unsigned char *full(size_t size)
{
    unsigned char *bytes = malloc(size);
    assert_non_null(bytes);
    memset(bytes, 0xAA, size);
    return bytes;
}

static void reading_past_the_end_gives_zeros_and_is_remembered(void **state)
{
    (void)state;
    for (size_t size = 1; size < 8; size++) {
        unsigned char *bytes = full(size);
        unsigned char back[8];
        struct packed in = packed_of(bytes, size);
        memset(back, 'x', sizeof back);
        packed_get(&in, back, sizeof back);
        assert_true(in.torn);
        for (size_t i = 0; i < sizeof back; i++)
            assert_int_equal(back[i], 0);
        in = packed_of(bytes, size);
        assert_true(packed_get_number(&in, 8) == 0);
        assert_true(in.torn);
        free(bytes);
    }
}

static void what_is_torn_gives_nothing_more(void **state)
{
    (void)state;
    unsigned char *bytes = full(7);
    struct packed in = packed_of(bytes, 7);
    assert_true(packed_get_number(&in, 4) == 0xAAAAAAAA);
    assert_true(packed_get_number(&in, 4) == 0);
    assert_true(packed_get_number(&in, 1) == 0);
    assert_int_equal(packed_get_text(&in).size, 0);
    assert_true(in.torn);
    free(bytes);
}

static void a_text_that_is_longer_than_the_rest_is_none(void **state)
{
    (void)state;
    for (size_t size = 1; size < 6; size++) {
        unsigned char *bytes = full(size);
        bytes[0] = 4;
        if (size > 1)
            bytes[1] = 0;
        struct packed in = packed_of(bytes, size);
        str text = packed_get_text(&in);
        assert_int_equal(text.size, 0);
        assert_true(in.torn);
        free(bytes);
    }
}

static void the_longest_text_is_got_back(void **state)
{
    (void)state;
    enum { LONGEST = 65535 };
    unsigned char *bytes = malloc(2 + LONGEST);
    char *letters = malloc(LONGEST);
    assert_true(bytes && letters);
    memset(letters, 'a', LONGEST);
    struct packed out = { .at = bytes, .size = 2 + LONGEST };
    packed_put_text(&out, (str){ letters, LONGEST });
    struct packed in = packed_of(bytes, 2 + LONGEST);
    cases_same(packed_get_text(&in), (str){ letters, LONGEST });
    assert_false(in.torn);
    free(letters);
    free(bytes);
}

static void a_rest_of_zeros_is_told_from_any_other(void **state)
{
    (void)state;
    unsigned char bytes[16] = { 1 };
    struct packed in = packed_of(bytes, sizeof bytes);
    assert_false(packed_rest_is_zero(&in));
    packed_get_number(&in, 1);
    assert_true(packed_rest_is_zero(&in));
    for (size_t i = 1; i < sizeof bytes; i++) {
        bytes[i] = 1;
        assert_false(packed_rest_is_zero(&in));
        bytes[i] = 0;
    }
    in.done = in.size;
    assert_true(packed_rest_is_zero(&in));
}

static void put_too_many(struct packed *out)
{
    packed_put(out, "12345", 5);
}

static void put_too_much(struct packed *out)
{
    packed_put_number(out, 256, 1);
}

static void put_too_long(struct packed *out)
{
    static const char letters[65536];
    packed_put_text(out, (str){ letters, sizeof letters });
}

static void writing_what_does_not_fit_ends_the_program(void **state)
{
    (void)state;
    void (*const each[])(struct packed *) = { put_too_many, put_too_much,
                                              put_too_long };
    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        pid_t child = fork();
        if (child == 0) {
            unsigned char bytes[4];
            struct packed out = { .at = bytes, .size = sizeof bytes };
            close(STDERR_FILENO);
            each[i](&out);
            _exit(0);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("numbers stand with their low byte first",
                   numbers_stand_with_their_low_byte_first),
        CASES_TEST("what was put is got back", what_was_put_is_got_back),
        CASES_TEST("reading past the end gives zeros and is remembered",
                   reading_past_the_end_gives_zeros_and_is_remembered),
        CASES_TEST("what is torn gives nothing more",
                   what_is_torn_gives_nothing_more),
        CASES_TEST("a text that is longer than the rest is none",
                   a_text_that_is_longer_than_the_rest_is_none),
        CASES_TEST("the longest text is got back",
                   the_longest_text_is_got_back),
        CASES_TEST("a rest of zeros is told from any other",
                   a_rest_of_zeros_is_told_from_any_other),
        CASES_TEST("writing what does not fit ends the program",
                   writing_what_does_not_fit_ends_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
