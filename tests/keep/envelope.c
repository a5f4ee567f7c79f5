/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Envelopes: a label outside, or none, and a seal that tells nothing. */
#include "keep/envelope.h"

#include "founded.h"

static const char long_label[] =
    "a-questionnaire-whose-name-has-exactly-48-bytes-";
_Static_assert(sizeof long_label - 1 == ENVELOPE_LABEL, "the longest label");

static void a_label_is_read_back(void **state)
{
    struct founded *it = founded_keys(*state, 10);
    struct envelope *envelope = founded_envelope(it, 1);
    const str labels[] = { S("victims"), text_of(long_label), S("a") };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        founded_fine(it, envelope_address(envelope, labels[i], &it->fault));
        cases_same(envelope_label(envelope), labels[i]);
        assert_false(envelope_is_empty(envelope));
    }
    for (int i = 1; i < ENVELOPE_LABEL; i++)
        assert_int_equal(envelope->label[i], 0);
    founded_end(it);
}

static void a_label_that_is_too_long_is_refused_and_leaves_none(void **state)
{
    struct founded *it = founded_keys(*state, 10);
    struct envelope *envelope = founded_envelope(it, 1);
    struct text label = { .arena = it->arena };
    text_add(&label, text_of(long_label));
    text_add(&label, S("y"));
    assert_false(envelope_address(envelope, text_view(&label), &it->fault));
    founded_say(it, "the name of the questionnaire "
                    "a-questionnaire-whose-name-has-exactly-48-bytes-y is "
                    "longer than 48 bytes; make it shorter");
    assert_true(envelope_is_empty(envelope));
    founded_end(it);
}

/* The label as it comes from elsewhere, with whatever is behind it. */
static bool is_sound(struct founded *it, const char *label, size_t size)
{
    struct envelope *envelope = founded_envelope(it, 1);
    memset(envelope->label, 0, ENVELOPE_LABEL);
    memcpy(envelope->label, label, size);
    return envelope_is_sound(envelope);
}

static void a_label_that_no_kiosk_writes_is_told(void **state)
{
    static const char *const unsound[] = {
        "",      "a\nb",      "a\rb", "a\tb", "\x1B[2J", "a\x7F",
        "a\xC5", "a\xC2\x9B", "\xFF", "\n",   "\x01",
    };
    struct founded *it = founded_keys(*state, 10);
    assert_true(is_sound(it, "victims", 7));
    assert_true(is_sound(it, "dŵr glân", 10));
    assert_true(is_sound(it, long_label, ENVELOPE_LABEL));
    for (size_t i = 0; i < sizeof unsound / sizeof *unsound; i++)
        assert_false(is_sound(it, unsound[i], strlen(unsound[i])));
    assert_false(is_sound(it, "victims\0x", 9));
    assert_false(is_sound(it, "\0victims", 8));
    for (int at = 8; at < ENVELOPE_LABEL; at++) {
        char label[ENVELOPE_LABEL] = "victims";
        label[at] = 1;
        assert_false(is_sound(it, label, ENVELOPE_LABEL));
    }
    founded_end(it);
}

static void an_emptied_envelope_holds_a_dummy_and_no_label(void **state)
{
    struct founded *it = founded_keys(*state, 10);
    struct envelope *envelope = founded_envelope(it, 1);
    struct envelope before = *envelope;
    unsigned char plain[CONTAINER_SIZE];
    struct container container;
    founded_fine(it, envelope_clear(envelope, it->about.collection.public_key,
                                    &it->fault));
    assert_true(envelope_is_empty(envelope));
    cases_same_text(envelope_label(envelope), "");
    for (int i = 0; i < ENVELOPE_LABEL; i++)
        assert_int_equal(envelope->label[i], 0);
    assert_memory_not_equal(&envelope->sealed, &before.sealed, SEAL_SIZE);
    assert_int_equal(
        unseal_record(it->secret, &envelope->sealed, plain, &container),
        UNSEAL_DUMMY);
    founded_end(it);
}

static void a_public_key_that_is_none_seals_nothing(void **state)
{
    static const unsigned char none[KEYS_PUBLIC];
    struct founded *it = founded_keys(*state, 10);
    struct envelope *envelope = founded_envelope(it, 1);
    assert_false(envelope_clear(envelope, none, &it->fault));
    founded_say(it, "the public key of this collection is damaged; nothing can "
                    "be taken in with it");
    founded_end(it);
}

static void every_byte_of_an_envelope_counts_for_its_hash(void **state)
{
    struct founded *it = founded_keys(*state, 10);
    struct envelope *envelope = founded_envelope(it, 1);
    unsigned char *bytes = (unsigned char *)envelope;
    unsigned char hash[ENVELOPE_HASH];
    unsigned char other[ENVELOPE_HASH];
    envelope_hash(envelope, hash);
    for (int at = 0; at < ENVELOPE_SIZE; at++) {
        bytes[at] ^= 1;
        envelope_hash(envelope, other);
        assert_memory_not_equal(hash, other, ENVELOPE_HASH);
        bytes[at] ^= 1;
    }
    envelope_hash(envelope, other);
    assert_memory_equal(hash, other, ENVELOPE_HASH);
    founded_end(it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a label is read back", a_label_is_read_back),
        CASES_TEST("a label that is too long is refused and leaves none",
                   a_label_that_is_too_long_is_refused_and_leaves_none),
        CASES_TEST("a label that no kiosk writes is told",
                   a_label_that_no_kiosk_writes_is_told),
        CASES_TEST("an emptied envelope holds a dummy and no label",
                   an_emptied_envelope_holds_a_dummy_and_no_label),
        CASES_TEST("a public key that is none seals nothing",
                   a_public_key_that_is_none_seals_nothing),
        CASES_TEST("every byte of an envelope counts for its hash",
                   every_byte_of_an_envelope_counts_for_its_hash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
