/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The section as Markdown, for editors: headings, bullets, and a footnote for
 * each reference, with the numbers of its question. Nothing that is quoted can
 * become markup, a link or a page of its own: every sign that Markdown could
 * take for one is escaped. An inspection says whom it is for at both ends.
 */
#ifndef REPORT_AS_MARKDOWN_H
#define REPORT_AS_MARKDOWN_H

#include "report/listing.h"

str as_markdown(const struct listing *listing);

#endif
