/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A store in which a verb was killed, and what has to be in it: looked at with
 * the keys that were unlocked before, or with what the verb gave out. Whatever
 * is not as promised fails the test. Responses are single numbers, and a set of
 * them is bits.
 */
#ifndef TESTS_FAULTS_KEPT_H
#define TESTS_FAULTS_KEPT_H

#include "keep/place.h"
#include "keep/store.h"
#include "stage.h"

/* What `a` and `b` took in, and one that is put in afterwards. */
enum { KEPT_A = 0x1F, KEPT_B = 0xE0, KEPT_LATER = 8, KEPT_NUMBERS = 9 };

/* A store that is held and open. */
struct kept {
    struct place *place;
    struct store *store;
    const struct about *about;
    struct twin_report report;
    unsigned set; /* the responses in it */
};

/* The responses in a store, each of which is there once. */
unsigned kept_look(const struct after *after, struct store *store,
                   const struct keys_secret *secret);

/* Whether opening it found it sound. */
bool kept_is_untouched(const struct twin_report *report);

/* Holds the folder; opens a store in it, which has to be sound. */
void kept_begin(struct after *after, const char *folder, struct kept *kept);
void kept_open_store(struct after *after, int number, struct kept *kept);

/* Both, and looks at a store of the collection on the stage. */
void kept_open(struct after *after, const char *folder, int number,
               struct kept *kept);
void kept_close(struct kept *kept);

/* Puts a response in. */
void kept_put(struct after *after, struct store *store, int number);

/* The passphrase or the recovery key in a file, which has to hold one. */
str kept_passphrase(const struct after *after, const char *name);
const unsigned char *kept_recovery(const struct after *after, const char *name);

/* The secret as it is kept, and whether what is in a file opens it. */
str kept_wrapped(const struct about *about);
bool kept_opens(const struct after *after, const struct about *about,
                const char *name);
bool kept_recovers(const struct after *after, const struct about *about,
                   const char *name);

#endif
