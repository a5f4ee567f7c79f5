/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tallies as JSON, for programs: the shape is documented and the names do not
 * change with the language. What has a `status` of "withheld" has a `reason`
 * and no number. A number of a question that is withheld by itself is null, and
 * `withheld` of that question names it with its reason. Findings, as k of n,
 * say `all_or_nearly_all` where rounded numbers do not tell the two apart.
 */
#ifndef REPORT_AS_JSON_H
#define REPORT_AS_JSON_H

#include "report/listing.h"

str as_json(const struct listing *listing);

#endif
