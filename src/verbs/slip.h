/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The slips that staff get: what a collection holds when it is closed, what a
 * bundle brought, what is known of other kiosks. With them people reckon
 * whether everything has arrived. Slips go to standard output and name no day,
 * no hour and nobody.
 */
#ifndef VERBS_SLIP_H
#define VERBS_SLIP_H

#include "keep/carry.h"
#include "keep/opening.h"
#include "verbs/call.h"

/* The collection was closed just now. */
void slip_say_closed(const struct call *call, const struct about *about,
                     const struct opening_count *count);

/* The bundle in `file` was written or taken in. */
void slip_say_out(const struct call *call, str file,
                  const struct carry_slip *slip);
void slip_say_in(const struct call *call, str file,
                 const struct carry_slip *slip);

/* What came from each of the other kiosks. */
void slip_say_kiosks(const struct call *call, const struct about *about);

#endif
