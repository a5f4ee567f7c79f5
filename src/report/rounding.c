/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/rounding.h"

long rounding_of(long count)
{
    return (count + 2) / 5 * 5;
}

struct rounding_range rounding_range(long count)
{
    long middle = rounding_of(count);
    return (struct rounding_range){ middle > 2 ? middle - 2 : 0, middle + 2 };
}
