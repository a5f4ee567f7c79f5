/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests that are text: a file of cases, each with a sentence for its name,
 * what is put in, and exactly what must come out.
 *
 *     == a question without a label says so
 *     @ form.yaml            the fixture that is changed (the first is meant)
 *     -    label: How?       a line that is taken out ...
 *     +    label: ""         ... and what is put in its place
 *     > order=referral       a line of input
 *     < 1                    a line that is typed on a terminal
 *     = form.yaml:3:5: …     a line that must come out
 *
 * In +, > and < lines \\xNN is a byte and \\n a line end. Lines before the first
 * case, and lines that begin with #, are for readers.
 */
#ifndef TESTS_CASES_H
#define TESTS_CASES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/words.h"

struct cases_case;

/*
 * Runs every case of tests/PATH: `run` gets the case and gives what came out.
 * Returns what main() should.
 */
int cases_run(const char *path,
              str (*run)(struct arena *arena, const struct cases_case *one));

/* The lines of input of a case, each with its line end. */
str cases_input(const struct cases_case *one);

/* The lines that are typed, each with its line end. */
str cases_typed(const struct cases_case *one);

/* A fixture of tests/fixtures, or a file with a path in the checkout, with the
 * changes of the case. */
str cases_fixture(struct arena *arena, const struct cases_case *one,
                  const char *name);

/* A whole file of the checkout; the test fails if it cannot be read. */
str cases_file(struct arena *arena, const char *path);

/* Faults as lines of English. */
str cases_faults(struct arena *arena, const struct faults *faults);

/* For a struct CMUnitTest whose function gets an arena as its state. */
#define CASES_TEST(sentence, function)                                         \
    {                                                                          \
        .name = (sentence), .test_func = (function),                           \
        .setup_func = cases_open_arena, .teardown_func = cases_close_arena     \
    }
int cases_open_arena(void **state);
int cases_close_arena(void **state);

/* Fails with both texts if they differ. */
void cases_same(str got, str wanted);

#define cases_same_text(got, literal) cases_same((got), S(literal))

#endif
