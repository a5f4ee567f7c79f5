/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/rounding.h"

enum { OFF = 2 }; /* at most */

long rounding_of(long count)
{
    return (count + 2) / 5 * 5;
}

struct rounding_range rounding_range(long count)
{
    long middle = rounding_of(count);
    return (struct rounding_range){ middle > OFF ? middle - OFF : 0,
                                    middle + OFF };
}

struct rounding_range rounding_both(struct rounding_range a,
                                    struct rounding_range b)
{
    return (struct rounding_range){ a.low > b.low ? a.low : b.low,
                                    a.high < b.high ? a.high : b.high };
}

long rounding_size(struct rounding_range range)
{
    return range.high - range.low + 1;
}

bool rounding_has(struct rounding_range range, long value)
{
    return value >= range.low && value <= range.high;
}

bool rounding_same(struct rounding_range a, struct rounding_range b)
{
    return a.low == b.low && a.high == b.high;
}

struct rounding_range rounding_exactly(long value)
{
    return (struct rounding_range){ value, value };
}

long rounding_middle(struct rounding_range range)
{
    return (range.low + range.high + 1) / 2;
}

bool rounding_is_nearly_all(long k, long n, long sums)
{
    enum { LEAST = 85 };
    long off = sums * OFF;
    return n > 0 && k == n && 100 * (k - off) >= LEAST * (n + off);
}
