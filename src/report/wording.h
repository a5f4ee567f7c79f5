/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Patterns of a section, filled in its language. {service} is filled wherever
 * it stands, with what the service calls itself. Quotation marks are put here.
 * It knows no counts and no findings.
 */
#ifndef REPORT_WORDING_H
#define REPORT_WORDING_H

#include "report/section.h"

struct wording {
    struct arena *arena;
    const struct narrate_wish *wish;
};

/* A text of the program, its slots still open. */
str wording_say(const struct wording *wording, const char *english);

/* The pattern with up to three slots filled, and {service}. */
str wording_fill(const struct wording *wording, str pattern,
                 const struct slot *slots, size_t count);
str wording_fill_one(const struct wording *wording, str pattern,
                     const char *name, str value);

/* As it stands inside a sentence. */
str wording_number(const struct wording *wording, long n);

/* In quotation marks, and in single ones if there are some inside. */
str wording_quote(const struct wording *wording, str words);

#endif
