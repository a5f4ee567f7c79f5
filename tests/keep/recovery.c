/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recovery key: every single mistake is found and its group is named. */
#include "keep/recovery.h"

#include <stdio.h>
#include <string.h>

#include "cases.h"

static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Keys that differ in everything; no chance is needed to test checks. */
static void make_key(unsigned char *key, unsigned seed)
{
    uint32_t state = seed * 2654435761u + 1;
    for (int i = 0; i < RECOVERY_BYTES; i++) {
        state = state * 1664525 + 1013904223;
        key[i] = (unsigned char)(state >> 24);
    }
}

/* Reads, and gives the group that the fault names, from 1; 0: it was right;
 * NOT_TOLD: the fault asks for the groups instead. */
enum { NOT_TOLD = -1 };

static long read_group(const char *typed)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    unsigned char key[RECOVERY_BYTES];
    bool right = recovery_read(text_of(typed), key, &fault);
    bool named = !right && !strcmp(fault.slots[0].name, "group");
    long group = right ? 0 : named ? fault.slots[0].number : NOT_TOLD;
    arena_destroy(arena);
    return group;
}

static void drop_hyphens(char *text)
{
    char *to = text;
    for (char *from = text; *from; from++)
        if (*from != '-')
            *to++ = *from;
    *to = '\0';
}

static void what_is_written_is_read_back(void **state)
{
    struct arena *arena = *state;
    for (unsigned seed = 0; seed < 200; seed++) {
        struct fault fault = { .arena = arena };
        unsigned char key[RECOVERY_BYTES];
        unsigned char back[RECOVERY_BYTES];
        char text[RECOVERY_ROOM];
        make_key(key, seed);
        recovery_write(key, text);
        assert_int_equal(strlen(text), RECOVERY_ROOM - 1);
        assert_true(recovery_read(text_of(text), back, &fault));
        assert_memory_equal(key, back, RECOVERY_BYTES);
        drop_hyphens(text);
        assert_true(recovery_read(text_of(text), back, &fault));
        assert_memory_equal(key, back, RECOVERY_BYTES);
    }
}

static void a_known_key_has_its_known_text(void **state)
{
    (void)state;
    unsigned char key[RECOVERY_BYTES] = { 0 };
    char text[RECOVERY_ROOM];
    recovery_write(key, text);
    assert_string_equal(text, "00001-00002-00003-00004-00005-00006-00007-00008-"
                              "00009-0000A-0000B-0000C-0000D");
    memset(key, 0xFF, sizeof key);
    recovery_write(key, text);
    assert_memory_equal(text, "ZZZZ", 4);
    assert_int_equal(read_group(text), 0);
}

static void look_alikes_and_small_letters_are_understood(void **state)
{
    (void)state;
    assert_int_equal(read_group("oooOl 0000z 00003 00004 00005 00006 00007 "
                                "00008 00009 0000a 0000b 0000c 0000d"),
                     2);
    assert_int_equal(read_group(" OoOOi-oooo2 00003\n00004 00005  00006-00007 "
                                "00008 00009 0000a 0000b 0000c 0000d "),
                     0);
}

/* Calls `test` with each of some keys, as text, with and without hyphens. */
static void with_keys(void (*test)(const char *text, int part))
{
    for (unsigned seed = 0; seed < 6; seed++) {
        unsigned char key[RECOVERY_BYTES];
        char text[RECOVERY_ROOM];
        make_key(key, seed);
        recovery_write(key, text);
        test(text, RECOVERY_GROUP + 1);
        drop_hyphens(text);
        test(text, RECOVERY_GROUP);
    }
}

static void replace_each(const char *text, int part)
{
    char changed[RECOVERY_ROOM];
    for (size_t i = 0; text[i]; i++)
        for (const char *sign = signs; *sign && text[i] != '-'; sign++) {
            strcpy(changed, text);
            changed[i] = *sign;
            long group = *sign == text[i] ? 0 : (long)i / part + 1;
            assert_int_equal(read_group(changed), group);
        }
}

static void every_wrong_sign_is_found_in_its_group(void **state)
{
    (void)state;
    with_keys(replace_each);
}

/* Parted groups are always told; unparted ones are never told wrongly. */
static void assert_named(long group, long wanted, int part)
{
    if (part > RECOVERY_GROUP || group != NOT_TOLD)
        assert_int_equal(group, wanted);
}

static void drop_each(const char *text, int part)
{
    char changed[RECOVERY_ROOM];
    for (size_t i = 0; text[i]; i++) {
        if (text[i] == '-')
            continue;
        snprintf(changed, sizeof changed, "%.*s%s", (int)i, text, text + i + 1);
        assert_named(read_group(changed), (long)i / part + 1, part);
    }
}

static void every_missing_sign_is_found_in_its_group(void **state)
{
    (void)state;
    with_keys(drop_each);
}

static void most_missing_signs_are_told_even_without_groups(void **state)
{
    (void)state;
    int told = 0;
    for (unsigned seed = 0; seed < 20; seed++) {
        unsigned char key[RECOVERY_BYTES];
        char text[RECOVERY_ROOM];
        char changed[RECOVERY_ROOM];
        make_key(key, seed);
        recovery_write(key, text);
        drop_hyphens(text);
        for (int i = 0; i < RECOVERY_SIGNS; i++) {
            snprintf(changed, sizeof changed, "%.*s%s", i, text, text + i + 1);
            told += read_group(changed) == i / RECOVERY_GROUP + 1;
        }
    }
    assert_in_range(told, 20 * RECOVERY_SIGNS * 3 / 4, 20 * RECOVERY_SIGNS);
}

static void swap_each(const char *text, int part)
{
    char changed[RECOVERY_ROOM];
    for (size_t i = 0; text[i]; i++)
        for (size_t j = i + 1; text[j]; j++) {
            if (text[i] == '-' || text[j] == '-' || text[i] == text[j])
                continue;
            strcpy(changed, text);
            changed[i] = text[j];
            changed[j] = text[i];
            assert_int_equal(read_group(changed), (long)i / part + 1);
        }
}

static void every_two_swapped_signs_are_found(void **state)
{
    (void)state;
    with_keys(swap_each);
}

static void double_each(const char *text, int part)
{
    char changed[RECOVERY_ROOM + 1];
    for (size_t i = 0; text[i]; i++) {
        if (text[i] == '-')
            continue;
        snprintf(changed, sizeof changed, "%.*s%c%s", (int)i, text, text[i],
                 text + i);
        assert_named(read_group(changed), (long)i / part + 1, part);
    }
}

static void every_doubled_sign_is_found_in_its_group(void **state)
{
    (void)state;
    with_keys(double_each);
}

static void swap_groups(const char *text, int part)
{
    char changed[RECOVERY_ROOM];
    for (int i = 0; i < RECOVERY_GROUPS; i++)
        for (int j = i + 1; j < RECOVERY_GROUPS; j++) {
            strcpy(changed, text);
            memcpy(changed + i * part, text + j * part, RECOVERY_GROUP);
            memcpy(changed + j * part, text + i * part, RECOVERY_GROUP);
            assert_int_equal(read_group(changed), i + 1);
        }
}

static void two_swapped_groups_are_found(void **state)
{
    (void)state;
    with_keys(swap_groups);
}

static void rubbish_is_refused_and_leaves_no_key(void **state)
{
    struct arena *arena = *state;
    const char *const rubbish[] = { "", "-", "0", "ŵŵŵŵŵ" };
    for (size_t i = 0; i < sizeof rubbish / sizeof *rubbish; i++)
        assert_int_equal(read_group(rubbish[i]), NOT_TOLD);
    assert_int_equal(read_group("!!!!!-00002"), 1);
    struct text flood = { .arena = arena };
    while (flood.size < 5000)
        text_add(&flood, S("00001"));
    assert_int_not_equal(read_group(text_view(&flood).at), 0);
}

static void the_fault_says_what_to_do(void **state)
{
    struct arena *arena = *state;
    struct faults faults = { .arena = arena };
    struct fault fault = { .arena = arena };
    unsigned char key[RECOVERY_BYTES];
    assert_false(recovery_read(S("00001-00001"), key, &fault));
    fault_adopt(&faults, &fault);
    cases_same_text(cases_faults(arena, &faults),
                    "group 2 of the recovery key is not right; compare its 5 "
                    "signs with the sheet\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("what is written is read back",
                   what_is_written_is_read_back),
        CASES_TEST("a known key has its known text",
                   a_known_key_has_its_known_text),
        CASES_TEST("look-alikes and small letters are understood",
                   look_alikes_and_small_letters_are_understood),
        CASES_TEST("every wrong sign is found in its group",
                   every_wrong_sign_is_found_in_its_group),
        CASES_TEST("every missing sign is found in its group",
                   every_missing_sign_is_found_in_its_group),
        CASES_TEST("most missing signs are told even without groups",
                   most_missing_signs_are_told_even_without_groups),
        CASES_TEST("every two swapped signs are found",
                   every_two_swapped_signs_are_found),
        CASES_TEST("every doubled sign is found in its group",
                   every_doubled_sign_is_found_in_its_group),
        CASES_TEST("two swapped groups are found",
                   two_swapped_groups_are_found),
        CASES_TEST("rubbish is refused and leaves no key",
                   rubbish_is_refused_and_leaves_no_key),
        CASES_TEST("the fault says what to do", the_fault_says_what_to_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
