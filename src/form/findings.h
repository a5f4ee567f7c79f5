/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the report may say of a question: each finding with the answers that it
 * counts, the people it speaks of, and its words. The linker calls this when
 * the question's own choices are known, and once more when all rules are. It
 * makes no sentences; that is for the report.
 */
#ifndef FORM_FINDINGS_H
#define FORM_FINDINGS_H

#include "form/assembly.h"
#include "form/sheet.h"

/* Links the findings of question `assembly->question`, which stand in the list
 * `node`; adds every fault. */
void findings_link(struct assembly *assembly,
                   const struct sheet_question *sheet,
                   const struct outline *node);

/* Once all rules are linked: findings counted together with other questions
 * must be asked of other people. */
void findings_check_with(struct assembly *assembly);

#endif
