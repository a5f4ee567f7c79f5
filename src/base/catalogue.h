/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One language's translations, looked up in a compiled catalogue (.mo) that
 * stays mapped. The English text is the key, together with a context that
 * tells one "Yes" from another. A catalogue is checked whole when it is
 * opened, so that a look-up cannot go wrong afterwards, whatever the file
 * held; one that is damaged is refused.
 */
#ifndef BASE_CATALOGUE_H
#define BASE_CATALOGUE_H

#include "base/fault.h"

struct catalogue; /* opaque: nobody may look past the checks */

/* Maps and checks the file. NULL and a fault if anything is wrong with it. */
struct catalogue *catalogue_open(str path, struct fault *fault);

/* The same for a catalogue in memory, which must outlive it; `name` is for
 * the fault. */
struct catalogue *catalogue_read(str content, str name, struct fault *fault);

void catalogue_close(struct catalogue *catalogue);

/*
 * The translation of `english` in `context` (may be empty); all plural forms
 * are in `*translation`, parted by zero bytes. False if there is none.
 */
bool catalogue_find(const struct catalogue *catalogue, str context, str english,
                    str *translation);

/* The `form`th plural form in a translation; the last one if there are
 * fewer. */
str catalogue_form(str translation, size_t form);

size_t catalogue_size(const struct catalogue *catalogue);

#endif
