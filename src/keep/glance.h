/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A glance at a store that is not open yet: what leaf 0 says, read from the
 * bare file in less than a millisecond. Opening a store looks through all of
 * it; the first screen cannot wait for that, and needs only names and a
 * language. It changes nothing, and nothing that matters may rest on it: only
 * the open store knows whether the file is sound.
 */
#ifndef KEEP_GLANCE_H
#define KEEP_GLANCE_H

#include "keep/about.h"

/* The texts are copied into the arena. False if leaf 0 is not found sound where
 * a new store has it. */
bool glance_about(struct arena *arena, str folder, struct about *about);

#endif
