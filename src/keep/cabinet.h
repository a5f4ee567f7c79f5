/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What only the holder of a collection's secret may read or make, beside the
 * responses themselves. A cabinet serves one purpose, with keys that follow from
 * the secret and are good for nothing else; what was put into one cannot be
 * taken out of another. It also tags bytes: the same bytes always get the same
 * tag, and who has not the secret can neither guess bytes from tags nor tell
 * whether two tags belong together. The keys lie in guarded memory. No screen
 * for respondents may include this.
 */
#ifndef KEEP_CABINET_H
#define KEEP_CABINET_H

#include "keep/keys.h"

/* The numbers are part of what is sealed: they never change. */
enum cabinet_purpose {
    CABINET_REVIEW = 1,   /* what staff decided about comments */
    CABINET_RELEASES = 2, /* what was given out */
};

enum {
    CABINET_HEAD = 4 + 1 + KEYS_PUBLIC + 24, /* mark, purpose, whose, nonce */
    CABINET_SEAL = CABINET_HEAD + 16,        /* what sealing adds */
    CABINET_TAG = 16,
};

struct cabinet; /* opaque: nobody copies its keys */

/* The cabinet of this collection for one purpose. It does not need the secret
 * afterwards. NULL and a fault if there is no guarded memory left. */
struct cabinet *cabinet_make(const struct keys_secret *secret,
                             enum cabinet_purpose purpose, struct fault *fault);
void cabinet_destroy(struct cabinet *cabinet); /* wipes it; NULL is fine */

/* Seals bytes, never twice alike. */
str cabinet_seal(struct arena *arena, const struct cabinet *cabinet, str plain);

enum cabinet_verdict {
    CABINET_FINE,
    CABINET_NONE,    /* no cabinet at all */
    CABINET_NEWER,   /* made by a newer program */
    CABINET_FOREIGN, /* of another collection */
    CABINET_OTHER,   /* of another purpose */
    CABINET_DAMAGED, /* or altered, or cut off */
};

/* Opens what cabinet_seal() made; with any verdict but CABINET_FINE `plain` is
 * empty. */
enum cabinet_verdict cabinet_open(struct arena *arena,
                                  const struct cabinet *cabinet, str sealed,
                                  str *plain);

/* Why it was refused: English, from the catalogue, to stand behind a colon. */
const char *cabinet_why(enum cabinet_verdict verdict);

/* Tags bytes. */
void cabinet_tag(const struct cabinet *cabinet, str bytes,
                 unsigned char tag[CABINET_TAG]);

#endif
