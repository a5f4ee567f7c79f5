/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys: wrapped twice, opened by either, and by nothing else. */
#include "keep/keys.h"

#include <string.h>

#include "cases.h"

static const unsigned char sheet[RECOVERY_BYTES] = { 1, 2, 3, 4 };
#define PHRASE S("acorn bottle candle door elbow floor garden")

/* A pair and its wrapping, made once: each passphrase takes its second. */
struct made {
    struct arena *arena;
    struct keys_secret *secret;
    unsigned char wrapped[KEYS_WRAPPED];
};

static struct made *make(struct arena *arena)
{
    struct fault fault = { .arena = arena };
    struct made *made = arena_new(arena, struct made);
    made->arena = arena;
    assert_true(keys_begin(&fault));
    made->secret = keys_make(&fault);
    assert_non_null(made->secret);
    assert_true(keys_wrap(made->secret, PHRASE, sheet, made->wrapped, &fault));
    return made;
}

static str wrapped(struct made *made)
{
    return (str){ (const char *)made->wrapped, KEYS_WRAPPED };
}

static bool is_same(struct made *made, struct keys_secret *opened)
{
    return opened &&
           !memcmp(keys_public(opened), keys_public(made->secret), KEYS_PUBLIC);
}

static void expect_fault(struct made *made, const struct fault *fault,
                         const char *wanted)
{
    struct faults faults = { .arena = made->arena };
    fault_adopt(&faults, fault);
    struct text line = { .arena = made->arena };
    text_add(&line, text_of(wanted));
    text_add_char(&line, '\n');
    cases_same(cases_faults(made->arena, &faults), text_view(&line));
}

static void either_the_passphrase_or_the_sheet_opens(void **state)
{
    struct made *made = make(*state);
    struct fault fault = { .arena = made->arena };
    struct keys_secret *opened = keys_open(wrapped(made), PHRASE, &fault);
    assert_true(is_same(made, opened));
    keys_destroy(opened);
    opened = keys_recover(wrapped(made), sheet, &fault);
    assert_true(is_same(made, opened));
    keys_destroy(opened);
    keys_destroy(made->secret);
}

static void another_passphrase_or_sheet_opens_nothing(void **state)
{
    static const unsigned char other[RECOVERY_BYTES] = { 1, 2, 3, 5 };
    struct made *made = make(*state);
    struct fault fault = { .arena = made->arena };
    assert_null(keys_open(wrapped(made), S("acorn bottle"), &fault));
    expect_fault(made, &fault,
                 "the passphrase is another one, or this key is damaged; try "
                 "again, or use the recovery key");
    fault = (struct fault){ .arena = made->arena };
    assert_null(keys_recover(wrapped(made), other, &fault));
    expect_fault(made, &fault,
                 "the recovery key belongs to another collection, or this key "
                 "is damaged; look for the other sheet or the copy on the "
                 "stick");
    keys_destroy(made->secret);
}

static void another_passphrase_leaves_the_sheet_as_it_is(void **state)
{
    struct made *made = make(*state);
    struct fault fault = { .arena = made->arena };
    assert_true(
        keys_rewrap(made->secret, S("new words"), made->wrapped, &fault));
    struct keys_secret *opened = keys_recover(wrapped(made), sheet, &fault);
    assert_true(is_same(made, opened));
    keys_destroy(opened);
    opened = keys_open(wrapped(made), S("new words"), &fault);
    assert_true(is_same(made, opened));
    keys_destroy(opened);
    assert_null(keys_open(wrapped(made), PHRASE, &fault));
    keys_destroy(made->secret);
}

/* The sheet's lock and the head, which costs no passphrase to try. */
static void every_changed_byte_under_the_sheet_is_refused(void **state)
{
    struct made *made = make(*state);
    for (int at = 0; at < KEYS_WRAPPED; at++) {
        bool under_passphrase = at >= KEYS_HEAD &&
                                at < KEYS_WRAPPED - KEYS_LOCK;
        struct fault fault = { .arena = made->arena };
        made->wrapped[at] ^= 0x10;
        struct keys_secret *opened = keys_recover(wrapped(made), sheet, &fault);
        assert_int_equal(opened != NULL, under_passphrase);
        keys_destroy(opened);
        made->wrapped[at] ^= 0x10;
    }
    keys_destroy(made->secret);
}

static void changed_bytes_under_the_passphrase_are_refused(void **state)
{
    static const int places[] = { KEYS_HEAD, KEYS_HEAD + 16,
                                  KEYS_HEAD + 16 + KEYS_LOCK - 1 };
    struct made *made = make(*state);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct fault fault = { .arena = made->arena };
        made->wrapped[places[i]] ^= 1;
        assert_null(keys_open(wrapped(made), PHRASE, &fault));
        made->wrapped[places[i]] ^= 1;
    }
    keys_destroy(made->secret);
}

static void what_is_no_key_is_told_from_a_newer_and_a_damaged_one(void **state)
{
    struct made *made = make(*state);
    struct fault fault = { .arena = made->arena };
    assert_null(keys_recover(S("hello, world"), sheet, &fault));
    expect_fault(made, &fault,
                 "this is no key of a collection; look for the "
                 "file that set-up made");
    for (size_t size = 0; size < KEYS_WRAPPED; size++) {
        str part = text_slice(wrapped(made), 0, size);
        fault = (struct fault){ .arena = made->arena };
        assert_null(keys_recover(part, sheet, &fault));
    }
    expect_fault(made, &fault,
                 "this key is damaged; take the copy on the stick");
    made->wrapped[3] = 2;
    fault = (struct fault){ .arena = made->arena };
    assert_null(keys_recover(wrapped(made), sheet, &fault));
    expect_fault(made, &fault,
                 "this key was made by a newer program; install "
                 "the newest one");
    keys_destroy(made->secret);
}

static void two_wrappings_of_one_key_have_nothing_in_common(void **state)
{
    struct made *made = make(*state);
    struct fault fault = { .arena = made->arena };
    unsigned char again[KEYS_WRAPPED];
    assert_true(keys_wrap(made->secret, PHRASE, sheet, again, &fault));
    assert_memory_equal(again, made->wrapped, KEYS_HEAD);
    int same = 0;
    for (int at = KEYS_HEAD; at < KEYS_WRAPPED; at++)
        same += again[at] == made->wrapped[at];
    assert_in_range(same, 0, 8);
    keys_destroy(made->secret);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("either the passphrase or the sheet opens",
                   either_the_passphrase_or_the_sheet_opens),
        CASES_TEST("another passphrase or sheet opens nothing",
                   another_passphrase_or_sheet_opens_nothing),
        CASES_TEST("another passphrase leaves the sheet as it is",
                   another_passphrase_leaves_the_sheet_as_it_is),
        CASES_TEST("every changed byte under the sheet is refused",
                   every_changed_byte_under_the_sheet_is_refused),
        CASES_TEST("changed bytes under the passphrase are refused",
                   changed_bytes_under_the_passphrase_are_refused),
        CASES_TEST("what is no key is told from a newer and a damaged one",
                   what_is_no_key_is_told_from_a_newer_and_a_damaged_one),
        CASES_TEST("two wrappings of one key have nothing in common",
                   two_wrappings_of_one_key_have_nothing_in_common),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
