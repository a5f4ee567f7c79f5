/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is given out at one time, as plain data: of each questionnaire the safe
 * table and, in a report, the section, with the names that stand above them.
 * The writers of files take this and nothing else, so what they can say is what
 * guard.h and narrate.h said. There is no date in it: the same release is
 * always the same bytes.
 */
#ifndef REPORT_RELEASE_H
#define REPORT_RELEASE_H

#include "report/guard.h"
#include "report/section.h"

struct release_form {
    const struct safe_table *table;
    const struct narrate_section *section; /* NULL: tallies alone */
};

struct release {
    const struct words *words; /* in its language */
    str service;               /* its whole name */
    str title; /* what stands for {service} in a question, in that language,
                * "YOS"; empty: its whole name */
    str collection;
    bool practice; /* the answers are made up, which is said on every page */
    enum guard_profile profile;
    str recipient; /* of an inspection; else empty */
    const struct release_form *forms;
    int form_count;
};

#endif
