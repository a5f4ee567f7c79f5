/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything that is in a store, opened with its secret and handed to a taker,
 * as opening.h does it. Places stand in no order, so neither do the responses.
 * No screen for respondents may include this.
 */
#ifndef KEEP_READING_H
#define KEEP_READING_H

#include "keep/opening.h"
#include "keep/store.h"

/* False and a fault if the store cannot be read, the taker failed or it was
 * called off. */
bool reading_run(struct store *store, const struct keys_secret *secret,
                 const struct opening_taker *taker,
                 const struct progress *progress, struct opening_count *count,
                 struct fault *fault);

#endif
