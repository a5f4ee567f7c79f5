/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tries: how long to wait behind how many, on a clock that nobody can set. */
#include "keep/tries.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "cases.h"

/* ---- the machine, put in front of the system's by the linker ------------- */

static struct {
    bool no_boot;          /* there is no id of the start to open */
    bool short_boot;       /* it has fewer bytes than it should */
    clockid_t asked;       /* which clock was asked last */
    int on_the_wall;       /* how often a clock was asked that can be set */
    struct timespec *time; /* what the clock shows; NULL: the machine's */
} machine;

/* NOLINTBEGIN(readability-identifier-naming): the linker's names */
int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
ssize_t __real_read(int handle, void *bytes, size_t size);
ssize_t __wrap_read(int handle, void *bytes, size_t size);
int __real_clock_gettime(clockid_t clock, struct timespec *time);
int __wrap_clock_gettime(clockid_t clock, struct timespec *time);
time_t __wrap_time(time_t *time);
int __wrap_gettimeofday(struct timeval *time, void *zone);
/* NOLINTEND(readability-identifier-naming) */

int __wrap_open(const char *path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (!machine.no_boot)
        return __real_open(path, flags, mode);
    errno = ENOENT;
    return -1;
}

ssize_t __wrap_read(int handle, void *bytes, size_t size)
{
    return __real_read(handle, bytes, machine.short_boot ? size / 2 : size);
}

int __wrap_clock_gettime(clockid_t clock, struct timespec *time)
{
    machine.asked = clock;
    machine.on_the_wall += clock == CLOCK_REALTIME;
    if (!machine.time)
        return __real_clock_gettime(clock, time);
    *time = *machine.time;
    return 0;
}

time_t __wrap_time(time_t *time)
{
    machine.on_the_wall++;
    return time ? *time = 0 : 0;
}

int __wrap_gettimeofday(struct timeval *time, void *zone)
{
    (void)zone;
    machine.on_the_wall++;
    *time = (struct timeval){ 0 };
    return 0;
}

/* ---- waiting ------------------------------------------------------------- */

enum { SECOND = 1000, HOUR = 3600 * SECOND };

static struct tries_moment moment(const char *boot, int64_t time)
{
    struct tries_moment moment = { .time = time };
    memcpy(moment.boot, boot, strlen(boot));
    return moment;
}

/* So many wrong tries, all at one moment. */
static struct tries tries_of(int wrong, struct tries_moment now)
{
    struct tries tries = { 0 };
    for (int i = 0; i < wrong; i++)
        tries_count(&tries, &now);
    assert_int_equal(tries.wrong, wrong);
    return tries;
}

static void no_wrong_try_is_no_wait(void **state)
{
    (void)state;
    static const int64_t times[] = { 0, 1, HOUR, INT64_MAX / 2 };
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct tries tries = { 0 };
        struct tries_moment now = moment("one", times[i]);
        assert_int_equal(tries_wait(&tries, &now), 0);
        assert_int_equal(tries.wrong, 0);
    }
}

static void five_are_free_and_then_the_wait_doubles_to_an_hour(void **state)
{
    (void)state;
    static const int64_t seconds[] = { 0,   0,   0,   0,   0,    15,   30,  60,
                                       120, 240, 480, 960, 1920, 3600, 3600 };
    struct tries_moment now = moment("one", 5 * HOUR);
    for (int wrong = 0; wrong < 15; wrong++) {
        struct tries tries = tries_of(wrong, now);
        assert_int_equal(tries_wait(&tries, &now), seconds[wrong] * SECOND);
    }
}

static void a_wait_grows_shorter_and_ends(void **state)
{
    (void)state;
    struct tries_moment now = moment("one", HOUR);
    struct tries tries = tries_of(6, now);
    for (int64_t gone = 0; gone <= 40 * SECOND; gone += 500) {
        int64_t left = 30 * SECOND - gone;
        now.time = HOUR + gone;
        assert_int_equal(tries_wait(&tries, &now), left > 0 ? left : 0);
    }
    now.time = HOUR + 30 * SECOND - 1;
    assert_int_equal(tries_wait(&tries, &now), 1);
}

static void a_try_behind_a_wait_makes_the_next_one_longer(void **state)
{
    (void)state;
    struct tries_moment now = moment("one", HOUR);
    struct tries tries = tries_of(5, now);
    now.time += 15 * SECOND;
    assert_int_equal(tries_wait(&tries, &now), 0);
    tries_count(&tries, &now);
    assert_int_equal(tries_wait(&tries, &now), 30 * SECOND);
}

static void the_whole_wait_starts_anew_with_the_machine(void **state)
{
    (void)state;
    static const int64_t times[] = { 0, 20 * SECOND, HOUR, HOUR + 29 * SECOND,
                                     9 * (int64_t)HOUR };
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct tries tries = tries_of(6, moment("one", HOUR));
        struct tries_moment now = moment("two", times[i]);
        assert_int_equal(tries_wait(&tries, &now), 30 * SECOND);
        now.time += 10 * SECOND;
        assert_int_equal(tries_wait(&tries, &now), 20 * SECOND);
        now.time += 20 * SECOND;
        assert_int_equal(tries_wait(&tries, &now), 0);
    }
}

static void free_tries_stay_free_after_a_start(void **state)
{
    (void)state;
    struct tries tries = tries_of(4, moment("one", HOUR));
    struct tries_moment now = moment("two", 0);
    assert_int_equal(tries_wait(&tries, &now), 0);
    tries_count(&tries, &now);
    assert_int_equal(tries_wait(&tries, &now), 15 * SECOND);
}

/* Where starts of the machine cannot be told from each other, its clock still
 * begins at nothing: no wait is ever longer than it was, and none is shorter
 * than the time that was really waited through. */
static void a_wait_that_is_longer_than_it_can_be_is_cut(void **state)
{
    (void)state;
    for (int64_t ahead = 0; ahead < 3 * HOUR; ahead += 7 * SECOND) {
        struct tries tries = tries_of(6, moment("", ahead));
        struct tries_moment now = moment("", 2 * SECOND);
        int64_t left = ahead + 28 * SECOND;
        if (left > 30 * SECOND)
            left = 30 * SECOND;
        assert_int_equal(tries_wait(&tries, &now), left);
        now.time += left - 1;
        assert_int_equal(tries_wait(&tries, &now), 1);
    }
}

static void any_kept_moment_is_borne(void **state)
{
    (void)state;
    static const int64_t times[] = { INT64_MIN, INT64_MIN + 1, -1,
                                     0,         INT64_MAX - 1, INT64_MAX };
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct tries tries = { .wrong = UINT32_MAX,
                               .until = moment("one", times[i]) };
        struct tries_moment now = moment("one", 10 * (int64_t)HOUR);
        int64_t wait = tries_wait(&tries, &now);
        assert_in_range(wait, 0, HOUR);
        assert_int_equal(wait, times[i] > HOUR ? HOUR : 0);
    }
}

static void the_count_stops_at_the_highest_number(void **state)
{
    (void)state;
    struct tries tries = { .wrong = UINT32_MAX - 1 };
    struct tries_moment now = moment("one", 0);
    for (int i = 0; i < 3; i++) {
        tries_count(&tries, &now);
        assert_true(tries.wrong == UINT32_MAX);
        assert_int_equal(tries_wait(&tries, &now), HOUR);
    }
}

/* ---- the moment ---------------------------------------------------------- */

static void a_start_has_its_id_and_time_passes(void **state)
{
    (void)state;
    struct tries_moment one = tries_now();
    struct tries_moment two = tries_now();
    assert_memory_equal(one.boot, two.boot, TRIES_BOOT);
    assert_true(one.time > 0 && two.time >= one.time);
    for (int i = 0; i < TRIES_BOOT; i++)
        if (i == 8 || i == 13 || i == 18 || i == 23)
            assert_int_equal(one.boot[i], '-');
        else
            assert_non_null(strchr("0123456789abcdef", one.boot[i]));
}

static void time_is_from_the_clock_that_sleeping_does_not_stop(void **state)
{
    (void)state;
    struct timespec time = { .tv_sec = 4000000, .tv_nsec = 999999999 };
    machine.time = &time;
    struct tries_moment now = tries_now();
    machine.time = NULL;
    assert_int_equal(machine.asked, CLOCK_BOOTTIME);
    assert_int_equal(now.time, 4000000999);
    assert_int_equal(machine.on_the_wall, 0);
}

static void a_machine_without_an_id_has_zeros_for_one(void **state)
{
    (void)state;
    static const unsigned char zeros[TRIES_BOOT];
    machine.no_boot = true;
    struct tries_moment now = tries_now();
    machine.no_boot = false;
    assert_memory_equal(now.boot, zeros, TRIES_BOOT);
    machine.short_boot = true;
    now = tries_now();
    machine.short_boot = false;
    assert_memory_equal(now.boot, zeros, TRIES_BOOT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("no wrong try is no wait", no_wrong_try_is_no_wait),
        CASES_TEST("five are free and then the wait doubles to an hour",
                   five_are_free_and_then_the_wait_doubles_to_an_hour),
        CASES_TEST("a wait grows shorter and ends",
                   a_wait_grows_shorter_and_ends),
        CASES_TEST("a try behind a wait makes the next one longer",
                   a_try_behind_a_wait_makes_the_next_one_longer),
        CASES_TEST("the whole wait starts anew with the machine",
                   the_whole_wait_starts_anew_with_the_machine),
        CASES_TEST("free tries stay free after a start",
                   free_tries_stay_free_after_a_start),
        CASES_TEST("a wait that is longer than it can be is cut",
                   a_wait_that_is_longer_than_it_can_be_is_cut),
        CASES_TEST("any kept moment is borne", any_kept_moment_is_borne),
        CASES_TEST("the count stops at the highest number",
                   the_count_stops_at_the_highest_number),
        CASES_TEST("a start has its id and time passes",
                   a_start_has_its_id_and_time_passes),
        CASES_TEST("time is from the clock that sleeping does not stop",
                   time_is_from_the_clock_that_sleeping_does_not_stop),
        CASES_TEST("a machine without an id has zeros for one",
                   a_machine_without_an_id_has_zeros_for_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
