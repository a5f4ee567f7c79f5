/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list of a section: the choices that a finding counts, the most frequent
 * first, each with its share. "Drug use (39%)"; of fewer than ten people in
 * numbers; of rounded numbers "about". What is withheld, or nobody took, is
 * left out.
 */
#ifndef REPORT_RANKING_H
#define REPORT_RANKING_H

#include "report/telling.h"
#include "report/wording.h"

/* Empty if nothing is left. */
str ranking_list(const struct telling *telling, const struct wording *wording,
                 int question, int finding);

#endif
