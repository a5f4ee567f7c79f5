/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digests are those that everybody else makes. */
#include "keep/digest.h"

#include "cases.h"

static void digests_are_those_of_sha256sum(void **state)
{
    struct digest none = digest_of(S(""));
    struct digest abc = digest_of(S("abc"));
    cases_same_text(digest_letters(*state, &none),
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7"
                    "852b855");
    cases_same_text(digest_letters(*state, &abc),
                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f"
                    "20015ad");
}

static void only_equal_bytes_have_equal_digests(void **state)
{
    struct digest one = digest_of(S("abc"));
    struct digest same = digest_of(S("abc"));
    struct digest other = digest_of(S("abd"));
    (void)state;
    assert_true(digest_equal(&one, &same));
    assert_false(digest_equal(&one, &other));
    other = one;
    other.bytes[DIGEST_SIZE - 1] ^= 1;
    assert_false(digest_equal(&one, &other));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a digest is what sha256sum prints",
                   digests_are_those_of_sha256sum),
        CASES_TEST("only equal bytes have equal digests",
                   only_equal_bytes_have_equal_digests),
    };
    return cmocka_run_group_tests_name("keep/digest", tests, NULL, NULL);
}
