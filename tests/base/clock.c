/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clocks: one turned by hand stands still, the machine's never goes back. */
#include "base/clock.h"

#include <time.h>

#include "proof.h"

static void clock_by_hand_stands_still(void **state)
{
    (void)state;
    struct clock clock = clock_by_hand();
    assert_int_equal(0, clock_now(&clock));
    assert_int_equal(0, clock_now(&clock));
    clock_turn(&clock, 1500);
    assert_int_equal(1500, clock_now(&clock));
    clock_turn(&clock, 0);
    clock_turn(&clock, 1);
    assert_int_equal(1501, clock_now(&clock));
}

static void clocks_by_hand_are_their_own(void **state)
{
    (void)state;
    struct clock one = clock_by_hand();
    struct clock other = clock_by_hand();
    clock_turn(&one, 10);
    assert_int_equal(0, clock_now(&other));
    clock_turn(&other, INT64_C(1) << 40);
    assert_int_equal(10, clock_now(&one));
    assert_true(clock_now(&other) == INT64_C(1) << 40);
}

static void assert_day(const struct clock *clock, int year, int month, int day)
{
    struct clock_day today = clock_today(clock);
    assert_int_equal(today.year, year);
    assert_int_equal(today.month, month);
    assert_int_equal(today.day, day);
}

static void clock_by_hand_knows_its_day(void **state)
{
    const int64_t day = 24 * 60 * 60 * 1000;
    struct clock clock = clock_by_hand();
    (void)state;
    assert_day(&clock, 1970, 1, 1);
    clock_turn(&clock, day - 1);
    assert_day(&clock, 1970, 1, 1);
    clock_turn(&clock, 1);
    assert_day(&clock, 1970, 1, 2);
    clock_turn(&clock, (31 - 1 + 28 - 1) * day);
    assert_day(&clock, 1970, 2, 28);
    clock_turn(&clock, day);
    assert_day(&clock, 1970, 3, 1);
    clock_turn(&clock, 2 * 365 * day);
    assert_day(&clock, 1972, 2, 29);
}

static int64_t milliseconds(clockid_t which)
{
    struct timespec now;
    assert_int_equal(0, clock_gettime(which, &now));
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void clock_of_machine_never_goes_back(void **state)
{
    (void)state;
    struct clock clock = clock_of_machine();
    int64_t before = milliseconds(CLOCK_BOOTTIME);
    for (int i = 0; i < 100000; i++) {
        int64_t now = clock_now(&clock);
        assert_true(now >= before);
        before = now;
    }
    assert_true(milliseconds(CLOCK_BOOTTIME) >= before);
}

static void turn_the_machine(const void *given)
{
    (void)given;
    struct clock clock = clock_of_machine();
    clock_turn(&clock, 1);
}

static void turn_back(const void *given)
{
    (void)given;
    struct clock clock = clock_by_hand();
    clock_turn(&clock, -1);
}

static void assert_mistake(struct proof_end end)
{
    assert_int_not_equal(0, end.status);
    assert_true(text_find(end.words, S("clock_turn")) < end.words.size);
}

static void only_hands_turn_only_forward(void **state)
{
    assert_mistake(proof_child(*state, turn_the_machine, NULL));
    assert_mistake(proof_child(*state, turn_back, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROOF("a clock by hand stands still until it is turned",
              clock_by_hand_stands_still),
        PROOF("two clocks by hand know nothing of each other",
              clocks_by_hand_are_their_own),
        PROOF("a clock by hand begins on 1 January 1970 and knows its day",
              clock_by_hand_knows_its_day),
        PROOF("the machine's clock never goes back and knows no date (P3)",
              clock_of_machine_never_goes_back),
        PROOF("the machine's clock is not turned, and no clock goes back",
              only_hands_turn_only_forward),
    };
    return cmocka_run_group_tests_name("base/clock", tests, NULL, NULL);
}
