/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads a questionnaire file into plain structs with libcyaml, which nobody
 * else uses. One schema says what a file may hold. libcyaml stops at the first
 * thing it does not like and gives no places, so the same schema is first held
 * against the outline, which finds every fault of structure at once.
 */
#ifndef FORM_LOAD_H
#define FORM_LOAD_H

#include "form/outline.h"
#include "form/sheet.h"

/*
 * Loads `content`, whose outline is `root`, into the arena. Adds every fault
 * of structure. NULL if the structure is too wrong to go on; with keys that
 * are unknown or left out it goes on, so that the rest is checked as well.
 */
struct sheet *load_sheet(struct arena *arena, str content,
                         const struct outline *root, struct faults *faults);

#endif
