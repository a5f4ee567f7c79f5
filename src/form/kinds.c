/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/kinds.h"

#include <assert.h>

static const struct kinds_trait traits[] = {
    [FORM_ONE] = { .name = "one", .type = "select_one", .takes_list = true },
    [FORM_SCALE] = { .name = "scale",
                     .type = "select_one",
                     .appearance = "likert",
                     .takes_list = true },
    [FORM_MANY] = { .name = "many",
                    .type = "select_multiple",
                    .takes_list = true },
    [FORM_SLIDER] = { .name = "slider", .type = "range" },
    [FORM_TEXT] = { .name = "text", .type = "text" },
};
static_assert(sizeof traits / sizeof *traits == FORM_KINDS,
              "a trait for every kind");

const struct kinds_trait *kinds_trait(enum form_kind kind)
{
    return &traits[kind];
}
