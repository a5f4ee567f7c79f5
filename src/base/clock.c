/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/clock.h"

#include <assert.h>
#include <stdbool.h>
#include <time.h>

static int64_t read_machine(const struct clock *clock)
{
    (void)clock;
    struct timespec now;
    clock_gettime(CLOCK_BOOTTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t read_by_hand(const struct clock *clock)
{
    return clock->by_hand;
}

struct clock clock_of_machine(void)
{
    return (struct clock){ .read = read_machine };
}

struct clock clock_by_hand(void)
{
    return (struct clock){ .read = read_by_hand };
}

void clock_turn(struct clock *clock, int64_t milliseconds)
{
    assert(clock->read == read_by_hand && milliseconds >= 0);
    clock->by_hand += milliseconds;
}

int64_t clock_now(const struct clock *clock)
{
    return clock->read(clock);
}

struct clock_day clock_today(const struct clock *clock)
{
    struct tm found = { 0 };
    bool by_hand = clock->read == read_by_hand;
    time_t now = by_hand ? (time_t)(clock->by_hand / 1000) : time(NULL);
    if (by_hand)
        gmtime_r(&now, &found);
    else
        localtime_r(&now, &found);
    return (struct clock_day){ found.tm_year + 1900, found.tm_mon + 1,
                               found.tm_mday };
}
