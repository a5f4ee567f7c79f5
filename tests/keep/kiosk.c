/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kiosks: who belongs to a collection, and what they are called. */
#include "keep/kiosk.h"

#include <string.h>

#include "cases.h"

struct made {
    struct keys_secret *secret;
    struct collection collection; /* which knows no more than its certifier */
    struct kiosk_pair pair;
};

static struct made *make(struct arena *arena)
{
    struct fault fault = { .arena = arena };
    struct made *made = arena_new(arena, struct made);
    assert_true(keys_begin(&fault));
    made->secret = keys_make(&fault);
    assert_non_null(made->secret);
    keys_certifier(made->secret, made->collection.certifier);
    kiosk_make(made->secret, &made->pair);
    return made;
}

static void a_kiosk_belongs_to_its_collection_and_no_other(void **state)
{
    struct made *made = make(*state);
    struct made *other = make(*state);
    assert_true(kiosk_belongs(&made->collection, &made->pair.kiosk));
    assert_false(kiosk_belongs(&other->collection, &made->pair.kiosk));
    keys_destroy(made->secret);
    keys_destroy(other->secret);
}

static void every_flipped_byte_makes_it_a_stranger(void **state)
{
    struct made *made = make(*state);
    struct kiosk *kiosk = &made->pair.kiosk;
    for (size_t at = 0; at < sizeof *kiosk; at++) {
        ((unsigned char *)kiosk)[at] ^= 0x40;
        assert_false(kiosk_belongs(&made->collection, kiosk));
        ((unsigned char *)kiosk)[at] ^= 0x40;
    }
    assert_true(kiosk_belongs(&made->collection, kiosk));
    keys_destroy(made->secret);
}

/* A certificate without a key that the kiosk has, or for something else. */
static void another_voucher_makes_no_kiosk(void **state)
{
    struct made *made = make(*state);
    struct made *other = make(*state);
    struct kiosk kiosk = made->pair.kiosk;
    memcpy(kiosk.certificate, other->pair.kiosk.certificate, KEYS_SIGNATURE);
    assert_false(kiosk_belongs(&made->collection, &kiosk));
    keys_certify(made->secret,
                 (str){ (const char *)kiosk.public_key, KIOSK_PUBLIC },
                 kiosk.certificate);
    assert_false(kiosk_belongs(&made->collection, &kiosk));
    keys_destroy(made->secret);
    keys_destroy(other->secret);
}

static void only_the_kiosk_signs_for_itself(void **state)
{
    struct made *made = make(*state);
    struct made *other = make(*state);
    const unsigned char *public_key = made->pair.kiosk.public_key;
    unsigned char signature[KEYS_SIGNATURE];
    kiosk_sign(&made->pair, S("so many"), signature);
    assert_true(keys_signed(public_key, S("so many"), signature));
    assert_false(keys_signed(public_key, S("too many"), signature));
    assert_false(
        keys_signed(other->pair.kiosk.public_key, S("so many"), signature));
    signature[0] ^= 1;
    assert_false(keys_signed(public_key, S("so many"), signature));
    keys_destroy(made->secret);
    keys_destroy(other->secret);
}

static void no_two_kiosks_are_the_same(void **state)
{
    struct made *made = make(*state);
    struct kiosk_pair second;
    kiosk_make(made->secret, &second);
    assert_true(kiosk_belongs(&made->collection, &second.kiosk));
    assert_memory_not_equal(second.kiosk.public_key,
                            made->pair.kiosk.public_key, KIOSK_PUBLIC);
    assert_memory_not_equal(second.secret, made->pair.secret, KIOSK_SECRET);
    keys_destroy(made->secret);
}

/* It stands on stickers and slips: no later program may give another one. */
static void a_code_stays_what_it_is(void **state)
{
    static const struct {
        unsigned char public_key[KIOSK_PUBLIC];
        const char *code;
    } rows[] = {
        { { 0 }, "RGYQ8Z" },
        { { 1 }, "G9Y9GN" },
        { { [KIOSK_PUBLIC - 1] = 1 }, "5BNN64" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char code[KIOSK_CODE];
        kiosk_code(rows[i].public_key, code);
        assert_string_equal(rows[i].code, code);
    }
}

/* Over many keys every sign is used, and none that is taken for another. */
static void a_code_is_six_signs_that_are_not_mistaken(void **state)
{
    enum { MANY = 4000 };
    int seen[256] = { 0 };
    (void)state;
    for (int i = 0; i < MANY; i++) {
        unsigned char key[KIOSK_PUBLIC] = { (unsigned char)i,
                                            (unsigned char)(i >> 8) };
        char code[KIOSK_CODE];
        kiosk_code(key, code);
        assert_int_equal(KIOSK_CODE - 1, strlen(code));
        for (int sign = 0; sign < KIOSK_CODE - 1; sign++)
            seen[(unsigned char)code[sign]]++;
    }
    for (int c = 0; c < 256; c++) {
        bool sign = c && strchr("0123456789ABCDEFGHJKMNPQRSTVWXYZ", c);
        assert_in_range(seen[c], sign ? 6 * MANY / 64 : 0,
                        sign ? 6 * MANY / 16 : 0);
    }
}

static void a_code_is_read_as_people_type_it(void **state)
{
    static const char *const typed[] = { "G9Y9GN", "g9y9gn", "  g9Y9Gn\n" };
    (void)state;
    char code[KIOSK_CODE];
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        assert_true(kiosk_read_code(text_of(typed[i]), code));
        assert_string_equal("G9Y9GN", code);
    }
    assert_true(kiosk_read_code(S("oO0iIl"), code));
    assert_string_equal("000111", code);
}

static void what_is_no_code_is_not_read(void **state)
{
    static const str typed[] = { { "", 0 },        { "G9Y9G", 5 },
                                 { "G9Y9GNN", 7 }, { "G9Y 9GN", 7 },
                                 { "G9Y9GU", 6 },  { "G9Y9G-", 6 },
                                 { "G9Y\09G", 6 }, { "G9Y9\xC5\xB4", 6 } };
    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        char code[KIOSK_CODE];
        assert_false(kiosk_read_code(typed[i], code));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a kiosk belongs to its collection and to no other",
                   a_kiosk_belongs_to_its_collection_and_no_other),
        CASES_TEST("every flipped byte makes a kiosk a stranger",
                   every_flipped_byte_makes_it_a_stranger),
        CASES_TEST("a voucher for something else makes no kiosk",
                   another_voucher_makes_no_kiosk),
        CASES_TEST("only the kiosk signs for itself",
                   only_the_kiosk_signs_for_itself),
        CASES_TEST("no two kiosks are the same", no_two_kiosks_are_the_same),
        CASES_TEST("a code stays what it is", a_code_stays_what_it_is),
        CASES_TEST("a code is six signs that are not mistaken for others",
                   a_code_is_six_signs_that_are_not_mistaken),
        CASES_TEST("a code is read as people type it",
                   a_code_is_read_as_people_type_it),
        CASES_TEST("what is no code is not read", what_is_no_code_is_not_read),
    };
    return cmocka_run_group_tests_name("keep/kiosk", tests, NULL, NULL);
}
