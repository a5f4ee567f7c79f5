/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is remembered of a table that was taken in, so that the same one is
 * noticed when it comes again: a few bytes of a slow hash, salted for this
 * store alone, at a place chosen by chance among others that mean nothing. So
 * nobody who finds the store can tell how many tables there were or when, nor
 * find out by trying what stood in a small one: each guess costs most of a
 * second, and of a million guesses some are right by chance. When all places
 * are taken a new one takes another's place.
 */
#ifndef KEEP_FINGERPRINT_H
#define KEEP_FINGERPRINT_H

#include "keep/about.h"

enum { FINGERPRINT = 32 };

struct fingerprint; /* opaque: one that is being taken */

/* Takes the fingerprint of pieces: the same ones in the same order give the
 * same. It lives in the arena. */
struct fingerprint *fingerprint_begin(struct arena *arena);
void fingerprint_add(struct fingerprint *fingerprint, str piece);
void fingerprint_end(struct fingerprint *fingerprint,
                     unsigned char print[FINGERPRINT]);

/*
 * Whether a table with this fingerprint is remembered in `about`; if not it is
 * from now on, and `about` has to be kept. Takes most of a second and 256 MB,
 * on purpose. False and a fault if that memory is not there.
 */
bool fingerprint_remember(struct about *about,
                          const unsigned char print[FINGERPRINT], bool *known,
                          struct fault *fault);

#endif
