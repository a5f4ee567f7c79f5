/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that were taken in are noticed when they come again, and nothing more
 * can be found out about them. */
#include "keep/fingerprint.h"

#include <sodium.h>

#include "founded.h"

/* ---- a hash that is not slow, so that many can be made -------------------- */

static struct {
    bool fails;
    long asked;
} slow;

/* NOLINTBEGIN(readability-identifier-naming): the linker's names */
int __wrap_crypto_pwhash(unsigned char *out, unsigned long long size,
                         const char *word, unsigned long long word_size,
                         const unsigned char *salt, unsigned long long effort,
                         size_t memory, int kind);

int __wrap_crypto_pwhash(unsigned char *out, unsigned long long size,
                         const char *word, unsigned long long word_size,
                         const unsigned char *salt, unsigned long long effort,
                         size_t memory, int kind)
{
    slow.asked++;
    assert_int_equal(effort, crypto_pwhash_OPSLIMIT_MODERATE);
    assert_int_equal(memory, crypto_pwhash_MEMLIMIT_MODERATE);
    assert_int_equal(kind, crypto_pwhash_ALG_ARGON2ID13);
    crypto_generichash(out, size, (const unsigned char *)word, word_size, salt,
                       crypto_pwhash_SALTBYTES);
    return slow.fails ? -1 : 0;
}
/* NOLINTEND(readability-identifier-naming) */

/* ---- taking one ----------------------------------------------------------- */

struct print {
    unsigned char bytes[FINGERPRINT];
};

static struct print print_of(struct arena *arena, const str *pieces, int count)
{
    struct print print;
    struct fingerprint *fingerprint = fingerprint_begin(arena);
    for (int i = 0; i < count; i++)
        fingerprint_add(fingerprint, pieces[i]);
    fingerprint_end(fingerprint, print.bytes);
    return print;
}

static struct print print_of_number(struct arena *arena, long number)
{
    const str piece = { (const char *)&number, sizeof number };
    return print_of(arena, &piece, 1);
}

static bool is_same(struct print a, struct print b)
{
    return memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

static void only_the_same_pieces_in_the_same_order_are_the_same(void **state)
{
    const str pieces[] = { S("ab"), S("c"), S("") };
    const str other_order[] = { S("c"), S("ab"), S("") };
    const str other_cut[] = { S("a"), S("bc"), S("") };
    const str shorter[] = { S("ab"), S("c") };
    struct print print = print_of(*state, pieces, 3);
    assert_true(is_same(print, print_of(*state, pieces, 3)));
    assert_false(is_same(print, print_of(*state, other_order, 3)));
    assert_false(is_same(print, print_of(*state, other_cut, 3)));
    assert_false(is_same(print, print_of(*state, shorter, 2)));
}

/* ---- remembering ---------------------------------------------------------- */

static bool remembers(struct founded *it, struct about *about, long number)
{
    bool known;
    struct print print = print_of_number(it->arena, number);
    founded_fine(it,
                 fingerprint_remember(about, print.bytes, &known, &it->fault));
    return known;
}

static void a_table_is_known_once_it_was_there(void **state)
{
    struct founded *it = founded_keys(*state, 20);
    assert_false(remembers(it, &it->about, 1));
    assert_false(remembers(it, &it->about, 2));
    assert_true(remembers(it, &it->about, 1));
    assert_true(remembers(it, &it->about, 2));
    assert_false(remembers(it, &it->about, 3));
    founded_end(it);
}

static void what_is_remembered_stands_in_leaf_0(void **state)
{
    struct founded *it = founded_keys(*state, 20);
    unsigned char body[LEAF_BODY];
    struct about read;
    remembers(it, &it->about, 1);
    about_write(&it->about, body);
    assert_int_equal(about_read(it->arena, body, &read), ABOUT_FINE);
    assert_true(remembers(it, &read, 1));
    assert_false(remembers(it, &read, 2));
    founded_end(it);
}

/* Nobody can count tables, or tell an empty place from one that is taken. */
static void one_table_changes_one_place_among_many(void **state)
{
    struct founded *it = founded_keys(*state, 20);
    remembers(it, &it->about, 1);
    struct about before = it->about;
    int changed = 0;
    remembers(it, &it->about, 2);
    for (int i = 0; i < ABOUT_TRACES; i++) {
        changed += memcmp(before.traces[i], it->about.traces[i], ABOUT_TRACE) !=
                   0;
        assert_false(sodium_is_zero(it->about.traces[i], ABOUT_TRACE));
    }
    assert_int_equal(changed, 1);
    assert_memory_equal(before.salt, it->about.salt, ABOUT_SALT);
    before = it->about;
    remembers(it, &it->about, 2);
    assert_memory_equal(before.traces, it->about.traces, sizeof before.traces);
    founded_end(it);
}

static void the_same_table_leaves_another_trace_in_another_store(void **state)
{
    struct founded *one = founded_keys(*state, 20);
    struct founded *other = founded_keys(*state, 20);
    remembers(one, &one->about, 1);
    remembers(other, &other->about, 1);
    for (int i = 0; i < ABOUT_TRACES; i++)
        for (int j = 0; j < ABOUT_TRACES; j++)
            assert_memory_not_equal(one->about.traces[i],
                                    other->about.traces[j], ABOUT_TRACE);
    founded_end(one);
    founded_end(other);
}

static void the_newest_is_known_however_many_there_were(void **state)
{
    struct founded *it = founded_keys(*state, 20);
    long known = 0;
    for (long i = 0; i < 4L * ABOUT_TRACES; i++) {
        assert_false(remembers(it, &it->about, i));
        assert_true(remembers(it, &it->about, i));
    }
    for (long i = 0; i < 4L * ABOUT_TRACES; i++) {
        struct about about = it->about;
        known += remembers(it, &about, i);
    }
    assert_in_range(known, ABOUT_TRACES / 2, ABOUT_TRACES);
    founded_end(it);
}

static void a_table_costs_one_slow_hash_whether_it_is_known_or_not(void **state)
{
    struct founded *it = founded_keys(*state, 20);
    long before = slow.asked;
    remembers(it, &it->about, 1);
    remembers(it, &it->about, 1);
    assert_int_equal(slow.asked, before + 2);
    founded_end(it);
}

static void without_memory_for_it_nothing_is_told(void **state)
{
    struct founded *it = founded_keys(*state, 20);
    struct print print = print_of_number(it->arena, 1);
    bool known = false;
    slow.fails = true;
    assert_false(
        fingerprint_remember(&it->about, print.bytes, &known, &it->fault));
    slow.fails = false;
    founded_say(it, "it takes 256 MB of memory to tell whether this table was "
                    "taken in before; close other programs and start again");
    founded_end(it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("only the same pieces in the same order are the same",
                   only_the_same_pieces_in_the_same_order_are_the_same),
        CASES_TEST("a table is known once it was there",
                   a_table_is_known_once_it_was_there),
        CASES_TEST("what is remembered stands in leaf 0",
                   what_is_remembered_stands_in_leaf_0),
        CASES_TEST("one table changes one place among many",
                   one_table_changes_one_place_among_many),
        CASES_TEST("the same table leaves another trace in another store",
                   the_same_table_leaves_another_trace_in_another_store),
        CASES_TEST("the newest is known however many there were",
                   the_newest_is_known_however_many_there_were),
        CASES_TEST("a table costs one slow hash whether it is known or not",
                   a_table_costs_one_slow_hash_whether_it_is_known_or_not),
        CASES_TEST("without memory for it nothing is told",
                   without_memory_for_it_nothing_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
