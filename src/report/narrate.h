/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The section in sentences, from a safe table alone: an opening, and bullets of
 * findings in the order of the questionnaire, joined where the questionnaire
 * says so, in English or Welsh. Finding patterns come from the questionnaire
 * files; nothing here knows a question. Every sentence carries the references
 * of the cells it was made from. What was not asked of anybody is told, what is
 * withheld is told to be withheld, and nothing else is said.
 */
#ifndef REPORT_NARRATE_H
#define REPORT_NARRATE_H

#include "report/guard.h"
#include "report/section.h"

/* In the arena; never NULL. What it looks at must live as long. */
const struct narrate_section *narrate_section(struct arena *arena,
                                              const struct safe_table *table,
                                              const struct narrate_wish *wish);

#endif
