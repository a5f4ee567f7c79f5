/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the sealed store to answers: every response is opened once, read against
 * the questionnaire that it names, added to that one's tally, and shown to
 * whoever wants its words. One response is in memory at a time, and it is wiped
 * before the next, so that a million take no more than one. What cannot be read
 * never stops the others: it is counted by what is wrong with it, and is in no
 * tally. Nothing here says who sent what, or when.
 */
#ifndef REPORT_GATHER_H
#define REPORT_GATHER_H

#include "keep/reading.h"
#include "report/tally.h"

/* One response; all of it is gone when the taker returns. */
struct gather_response {
    const struct container_id *id;
    int form; /* its place among the questionnaires */
    const struct answers *answers;
};

/* Who wants to see each response. False, with a fault, ends it all. */
struct gather_taker {
    bool (*take)(void *to, const struct gather_response *response,
                 struct fault *fault);
    void *to;
};

/* What is gathered. */
struct gather_plan {
    const struct form *const *forms;
    int form_count;
    str collection; /* its name; responses of others are not counted */
    const struct gather_taker *takers;
    int taker_count;
};

/* What became of what was in the store. */
struct gather_count {
    long gathered;    /* and are in the tallies */
    long duplicates;  /* of those */
    long sealed;      /* not sealed to this key, altered, or empty inside */
    long damaged;     /* no response inside, or one that nobody could give */
    long newer;       /* made by a newer program */
    long elsewhere;   /* given to another collection */
    long unknown;     /* to a questionnaire that is not there */
    long misfits;     /* to another version, which asked something else */
    str unknown_form; /* the first of those; empty: none */
    str misfit_form;
};

struct gather; /* opaque: it holds the response that is being read */

/* Begins; the tallies are in the arena. The plan must live as long. */
struct gather *gather_begin(struct arena *arena,
                            const struct gather_plan *plan);

/* Wipes what is left. NULL is fine. */
void gather_end(struct gather *gather);

/* Takes all that is in the store. False and a fault if it cannot be read, a
 * taker failed, or it was called off. */
bool gather_run(struct gather *gather, struct store *store,
                const struct keys_secret *secret,
                const struct progress *progress, struct fault *fault);

/* The same for responses from elsewhere, which somebody else opens. */
struct opening_taker gather_opened(struct gather *gather);

/* The tally of a questionnaire, as far as it was gathered. */
const struct tally *gather_tally(const struct gather *gather, int form);

/* So far. */
const struct gather_count *gather_count(const struct gather *gather);

#endif
