/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of the formats that a release is given out in. Each has a file of
 * its own that turns a release into bytes; nothing here writes to disk, and
 * nothing decides what may be said: that was done by guard.h and narrate.h.
 * The same release is always the same bytes, with no date, no author and no
 * path in them. Whom an inspection is for, and that practice is practice,
 * stands in every format.
 */
#ifndef REPORT_EXPORT_H
#define REPORT_EXPORT_H

#include "report/release.h"

enum export_format {
    EXPORT_CSV,
    EXPORT_JSON,
    EXPORT_XLSX,
    EXPORT_HTML,
    EXPORT_MD,
    EXPORT_TXT,
    EXPORT_FORMATS
};

/* The format by its name: "csv", "json", "xlsx", "html", "md" or "txt". */
bool export_find(str name, enum export_format *format);

/* Whether it tells the section; the others are tallies alone, and take a
 * release without sections. */
bool export_has_section(enum export_format format);

/* The whole file, in the arena. False and a fault if it cannot be made, which
 * only happens to a workbook that the disk has no room for. */
bool export_make(struct arena *arena, enum export_format format,
                 const struct release *release, str *bytes,
                 struct fault *fault);

#endif
