/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a collection is: the names staff gave it, its public key, and its secret
 * key, wrapped. Written down and vouched for by the secret, this is the
 * charter: it lies in the store of every kiosk that takes part, and as a file
 * it is what other kiosks join with. It is useless without the passphrase, and
 * nobody can change a name or a key in it without being found out.
 */
#ifndef KEEP_COLLECTION_H
#define KEEP_COLLECTION_H

#include "keep/keys.h"

enum {
    COLLECTION_NAME = 200,     /* bytes of each name; longer ones are refused */
    COLLECTION_CHARTER = 1400, /* no charter is longer */
};

struct collection {
    str name;     /* of the collection: "Spring 2027" */
    str service;  /* of the service: "Coventry Youth Offending Service" */
    str title;    /* how it calls itself in English: "YOS" */
    str title_cy; /* and in Welsh: "TTI"; may be empty */
    str language; /* what it is held in: "cy", "en" or "both" */
    unsigned char public_key[KEYS_PUBLIC];
    unsigned char certifier[KEYS_CERTIFIER]; /* who vouches, see keys.h */
    unsigned char wrapped[KEYS_WRAPPED];
};

/* Whether this can be a name: one line of whole UTF-8 with nothing in it that
 * cannot be seen, no longer than COLLECTION_NAME, and not blank. */
bool collection_is_name(str name);

/* Whether the names can stand in a charter, and the language is one of those
 * above. Else a fault that says which is not. Only title_cy may be empty. */
bool collection_check(const struct collection *collection, struct fault *fault);

/* The same for one of its texts alone: &collection->title. */
bool collection_check_text(const struct collection *collection, const str *text,
                           struct fault *fault);

/* Writes the charter, which the holder of the secret vouches for; the keys of
 * `collection` are filled in from the secret, `wrapped` is there already. */
str collection_write(struct arena *arena, struct collection *collection,
                     const struct keys_secret *secret);

/*
 * Reads a charter, in whatever state it arrives; the names are copied into the
 * arena. False and a fault if it is none, is damaged or altered, or is from a
 * newer program. Whether it is the right one only its secret can prove.
 */
bool collection_read(struct arena *arena, str charter,
                     struct collection *collection, struct fault *fault);

/* What every charter begins with. */
#define COLLECTION_MARK "YSC"

/* What every collection of made-up answers is called, so that nobody takes it
 * for real, on whatever kiosk; and whether this is one. */
#define COLLECTION_PRACTICE                                                    \
    S("Ymarfer: atebion gwneud · Practice: made-up answers")
bool collection_is_practice(const struct collection *collection);

/* Whether this secret is the one behind the collection. */
bool collection_is_of(const struct collection *collection,
                      const struct keys_secret *secret);

#endif
