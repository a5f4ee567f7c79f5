/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What verbs that work with opened answers begin with: the questionnaires, a
 * closed collection chosen by its name, its secret, and everything in it,
 * gathered. As long as a collection is open they get nothing: only how many
 * answers there are may be said then. What could not be read is told on
 * standard error and stops nothing. Begin with harvest_forms() and end with
 * harvest_end(), whatever happens between.
 */
#ifndef VERBS_HARVEST_H
#define VERBS_HARVEST_H

#include "report/gather.h"
#include "verbs/desk.h"

struct harvest {
    struct call *call;
    struct desk desk;
    const struct form *const *forms; /* young people before victims */
    int form_count;
    struct keys_secret *secret; /* once it is unlocked */
    struct gather_plan plan;
    struct gather *gather; /* once it has run */
};

/* Reads the program's questionnaires; refuses with all faults in them. */
enum call_result harvest_forms(struct harvest *harvest, struct call *call);

/* Opens the store of the newest collection, or of the newest one with this
 * name. False and a fault if there is none, or it is still open. */
bool harvest_open(struct harvest *harvest, const char *collection,
                  struct fault *fault);

/* The same for whatever state it is in. */
bool harvest_open_any(struct harvest *harvest, const char *collection,
                      struct fault *fault);

bool harvest_unlock(struct harvest *harvest, const struct desk_key *key,
                    struct fault *fault);

/* The folder of the collection, for what lies beside its store. */
str harvest_folder(const struct harvest *harvest);

/* Gathers everything, and shows each response to the takers. Says how far it is
 * and what could not be read. */
bool harvest_run(struct harvest *harvest, const struct gather_taker *takers,
                 int taker_count, struct fault *fault);

void harvest_end(struct harvest *harvest);

#endif
