/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What leaf 0 says: the store's version and room, the collection and its
 * charter, this kiosk's pair for signing, whether the collection is closed,
 * wrong passphrases, what came in from other kiosks, and traces of the tables
 * that came in. There is no date and nothing that counts up with a response
 * (P3). All of it is read and written
 * whole, so that half of a change is never there.
 */
#ifndef KEEP_ABOUT_H
#define KEEP_ABOUT_H

#include "keep/kiosk.h"
#include "keep/leaf.h"
#include "keep/tries.h"

enum {
    /* Of leaf 0. What 1 lacks, the traces, is zeros there; it is written as 2
     * with the next change. SQLite's user_version is that of its table. */
    ABOUT_VERSION = 2,
    ABOUT_KIOSKS = 64,  /* other kiosks that can be known of */
    ABOUT_SALT = 16,    /* bytes */
    ABOUT_TRACE = 4,    /* bytes */
    ABOUT_TRACES = 256, /* tables that are remembered */
};

/* Another kiosk, whose bundle came in or whose bundles are not taken. */
struct about_kiosk {
    char code[KIOSK_CODE];
    uint32_t records;    /* in its bundle */
    uint32_t unreadable; /* that were damaged there */
    bool revoked;        /* nothing is taken from it any more */
};

struct about {
    uint32_t room; /* envelopes, full and empty ones */
    bool closed;
    uint32_t lost; /* envelopes that were damaged in both copies */
    struct tries tries;
    struct kiosk_pair pair;
    str charter; /* as collection_write() wrote it */
    struct collection collection;
    int kiosk_count;
    struct about_kiosk kiosks[ABOUT_KIOSKS]; /* in order of codes */
    /* See fingerprint.h; all zeros until a table comes in. */
    unsigned char salt[ABOUT_SALT];
    unsigned char traces[ABOUT_TRACES][ABOUT_TRACE];
};

/* Writes it as the body of a leaf. */
void about_write(const struct about *about, unsigned char body[LEAF_BODY]);

enum about_verdict { ABOUT_FINE, ABOUT_NEWER, ABOUT_DAMAGED };

/* Reads it; the texts are copied into the arena. */
enum about_verdict about_read(struct arena *arena, const unsigned char *body,
                              struct about *about);

/* What is known of a kiosk; it is added, with zeros, if nothing is. NULL if
 * there is no room for another one. */
struct about_kiosk *about_kiosk(struct about *about,
                                const char code[KIOSK_CODE]);

#endif
