/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Welsh words change at their beginning: brawd is found as frawd and as mrawd,
 * Caerdydd as Nghaerdydd. From a word as it stands this gives what it may be
 * without that: all that the soft, the nasal and the aspirate mutation can have
 * made it of. Whether there is such a word is for the caller to know.
 */
#ifndef REPORT_MUTATION_H
#define REPORT_MUTATION_H

#include "base/text.h"

enum { MUTATION_MOST = 8 };

/* In small letters; gives how many there are, the word itself first. */
int mutation_radicals(struct arena *arena, str word,
                      str radicals[MUTATION_MOST]);

#endif
