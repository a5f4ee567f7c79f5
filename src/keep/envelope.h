/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sealed response in its envelope. Outside stands a label, which says what
 * questionnaire it answers and nothing else, so that staff can be told without
 * any key how many came in. An envelope without a label is empty: what is
 * sealed in it is a dummy.
 */
#ifndef KEEP_ENVELOPE_H
#define KEEP_ENVELOPE_H

#include "keep/seal.h"

enum { ENVELOPE_LABEL = 48, ENVELOPE_HASH = 32 };

struct envelope {
    unsigned char label[ENVELOPE_LABEL]; /* zeros behind it */
    struct sealed sealed;
};
enum { ENVELOPE_SIZE = ENVELOPE_LABEL + SEAL_SIZE };
_Static_assert(sizeof(struct envelope) == ENVELOPE_SIZE, "nothing between");

/* Writes the label. It must not be empty; false and a fault if it is longer
 * than ENVELOPE_LABEL. */
bool envelope_address(struct envelope *envelope, str label,
                      struct fault *fault);

/* Whether the label of a full envelope is one that envelope_address() can have
 * written: plain text in one line, zeros behind it. */
bool envelope_is_sound(const struct envelope *envelope);

/* The label; it looks into the envelope. */
str envelope_label(const struct envelope *envelope);
bool envelope_is_empty(const struct envelope *envelope);

/* Empties it: a new dummy, no label. */
bool envelope_clear(struct envelope *envelope, const unsigned char *public_key,
                    struct fault *fault);

/* What tells one envelope from another without opening it. */
void envelope_hash(const struct envelope *envelope,
                   unsigned char hash[ENVELOPE_HASH]);

#endif
