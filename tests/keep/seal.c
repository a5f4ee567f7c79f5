/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealing: one length, nothing readable, and every way a record can be wrong
 * is told apart when it is opened. */
#include "keep/seal.h"

#include <sodium.h>
#include <string.h>

#include "cases.h"
#include "keep/unseal.h"

#define ANSWER S("canary: my worker listens")

static struct keys_secret *make_keys(struct arena *arena)
{
    struct fault fault = { .arena = arena };
    assert_true(keys_begin(&fault));
    struct keys_secret *secret = keys_make(&fault);
    assert_non_null(secret);
    return secret;
}

static struct sealed *seal(struct arena *arena, const struct keys_secret *to,
                           const struct container_id *id, str response)
{
    struct fault fault = { .arena = arena };
    struct sealed *sealed = arena_new(arena, struct sealed);
    assert_true(seal_response(keys_public(to), id, response, sealed, &fault));
    return sealed;
}

static enum unseal_verdict open_with(const struct keys_secret *secret,
                                     const struct sealed *sealed)
{
    unsigned char plain[CONTAINER_SIZE];
    struct container container;
    enum unseal_verdict verdict = unseal_record(secret, sealed, plain,
                                                &container);
    for (size_t i = 0; verdict != UNSEAL_RESPONSE && i < sizeof plain; i++)
        assert_int_equal(plain[i], 0);
    return verdict;
}

static void what_was_sealed_is_opened_with_its_id(void **state)
{
    struct arena *arena = *state;
    struct keys_secret *secret = make_keys(arena);
    char longest[CONTAINER_MOST];
    memset(longest, 'a', sizeof longest);
    const str responses[] = { S(""), ANSWER, { longest, CONTAINER_MOST } };
    for (int i = 0; i < 3; i++) {
        unsigned char plain[CONTAINER_SIZE];
        struct container container;
        struct container_id id = container_new_id();
        struct sealed *sealed = seal(arena, secret, &id, responses[i]);
        assert_int_equal(unseal_record(secret, sealed, plain, &container),
                         UNSEAL_RESPONSE);
        assert_memory_equal(container.id.bytes, id.bytes, CONTAINER_ID);
        cases_same(container.response, responses[i]);
    }
    keys_destroy(secret);
}

static void one_byte_too_many_is_refused(void **state)
{
    struct arena *arena = *state;
    struct keys_secret *secret = make_keys(arena);
    struct faults faults = { .arena = arena };
    struct fault fault = { .arena = arena };
    struct sealed sealed;
    struct container_id id = container_new_id();
    char *long_text = arena_take(arena, CONTAINER_MOST + 1);
    assert_false(seal_response(keys_public(secret), &id,
                               (str){ long_text, CONTAINER_MOST + 1 }, &sealed,
                               &fault));
    fault_adopt(&faults, &fault);
    cases_same_text(cases_faults(arena, &faults),
                    "this response has 7985 bytes and 7984 is the most; "
                    "shorten the longest text\n");
    keys_destroy(secret);
}

static void a_dummy_is_told_from_a_response_only_inside(void **state)
{
    struct arena *arena = *state;
    struct keys_secret *secret = make_keys(arena);
    struct fault fault = { .arena = arena };
    struct sealed dummy;
    assert_true(seal_dummy(keys_public(secret), &dummy, &fault));
    assert_int_equal(open_with(secret, &dummy), UNSEAL_DUMMY);
    keys_destroy(secret);
}

static void nothing_of_the_response_can_be_read_in_the_seal(void **state)
{
    struct arena *arena = *state;
    struct keys_secret *secret = make_keys(arena);
    struct container_id id = container_new_id();
    struct sealed *once = seal(arena, secret, &id, ANSWER);
    struct sealed *twice = seal(arena, secret, &id, ANSWER);
    assert_null(memmem(once, SEAL_SIZE, ANSWER.at, 6));
    assert_null(memmem(once, SEAL_SIZE, id.bytes, CONTAINER_ID));
    int same = 0;
    for (int i = 0; i < SEAL_SIZE; i++)
        same += once->bytes[i] == twice->bytes[i];
    assert_in_range(same, 0, SEAL_SIZE / 64); /* one in 256 by chance */
    keys_destroy(secret);
}

static void another_key_opens_nothing(void **state)
{
    struct arena *arena = *state;
    struct keys_secret *secret = make_keys(arena);
    struct keys_secret *other = make_keys(arena);
    struct container_id id = container_new_id();
    struct sealed *sealed = seal(arena, secret, &id, ANSWER);
    assert_int_equal(open_with(other, sealed), UNSEAL_FOREIGN);
    keys_destroy(secret);
    keys_destroy(other);
}

static void every_flipped_byte_is_noticed(void **state)
{
    struct arena *arena = *state;
    struct keys_secret *secret = make_keys(arena);
    struct container_id id = container_new_id();
    struct sealed *sealed = seal(arena, secret, &id, ANSWER);
    for (int at = 0; at < SEAL_SIZE; at += at < 64 ? 1 : 61) {
        sealed->bytes[at] ^= 1;
        assert_int_equal(open_with(secret, sealed), UNSEAL_FOREIGN);
        sealed->bytes[at] ^= 1;
    }
    assert_int_equal(open_with(secret, sealed), UNSEAL_RESPONSE);
    keys_destroy(secret);
}

/* Seals a container in which the byte at `at` is `byte`. */
static enum unseal_verdict open_changed(const struct keys_secret *secret,
                                        int at, unsigned char byte)
{
    unsigned char plain[CONTAINER_SIZE];
    struct sealed sealed;
    struct container container = { .kind = CONTAINER_RESPONSE,
                                   .id = container_new_id(),
                                   .response = ANSWER };
    container_write(&container, plain);
    plain[at] = byte;
    crypto_box_seal(sealed.bytes, plain, CONTAINER_SIZE, keys_public(secret));
    return open_with(secret, &sealed);
}

static void a_wrong_record_inside_a_right_seal_is_told(void **state)
{
    struct arena *arena = *state;
    struct keys_secret *secret = make_keys(arena);
    assert_int_equal(open_changed(secret, 0, 'X'), UNSEAL_DAMAGED);
    assert_int_equal(open_changed(secret, 3, 2), UNSEAL_NEWER);
    assert_int_equal(open_changed(secret, 4, 7), UNSEAL_DAMAGED);
    assert_int_equal(open_changed(secret, 4, CONTAINER_DUMMY), UNSEAL_DAMAGED);
    assert_int_equal(open_changed(secret, 22, 0xFF), UNSEAL_DAMAGED);
    assert_int_equal(open_changed(secret, CONTAINER_SIZE - 1, 1),
                     UNSEAL_DAMAGED);
    assert_int_equal(open_changed(secret, CONTAINER_HEAD, 'C'),
                     UNSEAL_RESPONSE);
    keys_destroy(secret);
}

static void a_public_key_that_is_none_is_refused(void **state)
{
    struct arena *arena = *state;
    struct fault fault = { .arena = arena };
    struct sealed sealed;
    unsigned char none[KEYS_PUBLIC] = { 0 };
    assert_false(seal_dummy(none, &sealed, &fault));
    assert_non_null(fault.pattern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("what was sealed is opened with its id",
                   what_was_sealed_is_opened_with_its_id),
        CASES_TEST("one byte too many is refused",
                   one_byte_too_many_is_refused),
        CASES_TEST("a dummy is told from a response only inside",
                   a_dummy_is_told_from_a_response_only_inside),
        CASES_TEST("nothing of the response can be read in the seal",
                   nothing_of_the_response_can_be_read_in_the_seal),
        CASES_TEST("another key opens nothing", another_key_opens_nothing),
        CASES_TEST("every flipped byte is noticed",
                   every_flipped_byte_is_noticed),
        CASES_TEST("a wrong record inside a right seal is told",
                   a_wrong_record_inside_a_right_seal_is_told),
        CASES_TEST("a public key that is none is refused",
                   a_public_key_that_is_none_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
