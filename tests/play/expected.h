/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What scripts must print lies beside them as NAME.expected; one that prints
 * nothing has no such file. With PLAY_ACCEPT=1 in the environment what came out
 * is written down instead. */
#ifndef TESTS_PLAY_EXPECTED_H
#define TESTS_PLAY_EXPECTED_H

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cases.h"

/* A file of tests/play: "closed" and ".play". */
static inline str expected_path(struct arena *arena, str name,
                                const char *ending)
{
    struct text file = { .arena = arena };
    text_add(&file, name);
    text_add(&file, text_of(ending));
    return file_join(arena, S(TESTS_SOURCE "/tests/play"), text_view(&file));
}

static inline str expected_script(struct arena *arena, str name)
{
    struct fault fault = { .arena = arena };
    str content = S("");
    str path = expected_path(arena, name, ".play");
    if (!file_read(arena, path, 1 << 20, &content, &fault))
        fail_msg("there is no %s", path.at);
    return content;
}

static inline bool expected_accepts(void)
{
    const char *accept = getenv("PLAY_ACCEPT");
    return accept && !strcmp(accept, "1");
}

static inline void expected_accept(str path, str got)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    if (got.size == 0)
        unlink(path.at);
    else
        assert_true(file_write_whole(path, got, &fault));
    arena_destroy(arena);
}

/* Fails if the script printed anything else. */
static inline void expected_check(struct arena *arena, str name, str got)
{
    struct fault fault = { .arena = arena };
    str wanted = S("");
    str path = expected_path(arena, name, ".expected");
    if (expected_accepts())
        expected_accept(path, got);
    if (access(path.at, F_OK) == 0)
        assert_true(file_read(arena, path, 64 << 20, &wanted, &fault));
    cases_same(got, wanted);
}

#endif
