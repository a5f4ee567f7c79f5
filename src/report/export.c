/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/export.h"

#include <assert.h>

#include "report/as_csv.h"
#include "report/as_json.h"
#include "report/as_markdown.h"
#include "report/as_page.h"
#include "report/as_plain.h"
#include "report/as_workbook.h"

static const struct {
    const char *name;
    bool has_section;
    str (*make)(const struct listing *listing);
} formats[] = {
    [EXPORT_CSV] = { .name = "csv", .make = as_csv },
    [EXPORT_JSON] = { .name = "json", .make = as_json },
    [EXPORT_XLSX] = { .name = "xlsx" }, /* may fail: made by itself */
    [EXPORT_HTML] = { .name = "html", .has_section = true, .make = as_page },
    [EXPORT_MD] = { .name = "md", .has_section = true, .make = as_markdown },
    [EXPORT_TXT] = { .name = "txt", .has_section = true, .make = as_plain },
};
static_assert(sizeof formats / sizeof *formats == EXPORT_FORMATS,
              "a row for every format");

bool export_find(str name, enum export_format *format)
{
    for (int i = 0; i < EXPORT_FORMATS; i++)
        if (text_equal(name, text_of(formats[i].name))) {
            *format = (enum export_format)i;
            return true;
        }
    return false;
}

bool export_has_section(enum export_format format)
{
    assert(format < EXPORT_FORMATS);
    return formats[format].has_section;
}

bool export_make(struct arena *arena, enum export_format format,
                 const struct release *release, str *bytes, struct fault *fault)
{
    assert(format < EXPORT_FORMATS);
    const struct listing *listing = listing_make(arena, release);
    if (!formats[format].make)
        return as_workbook(listing, bytes, fault);
    *bytes = formats[format].make(listing);
    return true;
}
