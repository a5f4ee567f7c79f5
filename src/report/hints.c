/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/hints.h"

#include <assert.h>

#include "report/figures.h"
#include "report/mentions.h"
#include "report/token.h"

struct marks hints_find(struct arena *arena, str text)
{
    struct marks marks = { .arena = arena };
    struct tokens tokens = token_cut(arena, text);
    figures_mark(&marks, text, &tokens);
    mentions_mark(&marks, &tokens);
    marks_join(&marks, text);
    return marks;
}

static const char *const labels[] = {
    [MARKS_NAME] = TEXT_KEY("a name?"),
    [MARKS_PLACE] = TEXT_KEY("a place?"),
    [MARKS_DATE] = TEXT_KEY("a date?"),
    [MARKS_AGE] = TEXT_KEY("an age?"),
    [MARKS_NUMBER] = TEXT_KEY("a number?"),
    [MARKS_ADDRESS] = TEXT_KEY("an address?"),
    [MARKS_POSTCODE] = TEXT_KEY("a postcode?"),
    [MARKS_RELATIVE] = TEXT_KEY("a relative?"),
};
static_assert(sizeof labels / sizeof *labels == MARKS_KINDS,
              "every kind has a label");

const char *hints_label(enum marks_kind kind)
{
    assert(kind < MARKS_KINDS);
    return labels[kind];
}
