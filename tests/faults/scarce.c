/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scarce.h"

#include <sqlite3.h>

#include "cases.h"

static struct {
    sqlite3_mem_methods real;
    long nth; /* 0: no trouble */
    long calls;
    long many;
} scarce;

static bool is_gone(void)
{
    if (scarce.nth == 0)
        return false;
    scarce.calls++;
    return scarce.calls >= scarce.nth &&
           scarce.calls - scarce.nth < scarce.many;
}

static void *give(int size)
{
    return is_gone() ? NULL : scarce.real.xMalloc(size);
}

static void *give_more(void *piece, int size)
{
    return is_gone() ? NULL : scarce.real.xRealloc(piece, size);
}

void scarce_begin(void)
{
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &scarce.real),
                     SQLITE_OK);
    sqlite3_mem_methods methods = scarce.real;
    methods.xMalloc = give;
    methods.xRealloc = give_more;
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods), SQLITE_OK);
}

void scarce_trouble(long nth, long many)
{
    scarce.nth = nth;
    scarce.calls = 0;
    scarce.many = many;
}

bool scarce_calm(void)
{
    bool met = scarce.nth > 0 && scarce.calls >= scarce.nth;
    scarce.nth = 0;
    return met;
}
