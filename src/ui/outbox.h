/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a finished response leaves the screen for the store. It holds the folder
 * of collections and the newest collection in it, or else a throw-away one for
 * practice and scripts, which no real one can be reached from. Opening a store
 * looks through all of it, so a thread does that while the first screen is
 * shown; whatever needs the store waits for the thread. All calls come from one
 * thread, and only this module knows of the other.
 */
#ifndef UI_OUTBOX_H
#define UI_OUTBOX_H

#include "keep/collection.h"
#include "keep/twin.h"

enum { OUTBOX_ID = 16 };

struct outbox; /* opaque: a store that is open, or on its way */

enum outbox_state {
    OUTBOX_OPEN,   /* takes responses in */
    OUTBOX_NONE,   /* nothing is set up in the folder */
    OUTBOX_CLOSED, /* the collection is over */
    OUTBOX_FULL,   /* it has no room for one more */
    OUTBOX_FAILED, /* the store cannot be opened */
    OUTBOX_STATES
};

/*
 * Holds the folder and begins to open the newest collection in it. It returns
 * at once, in OUTBOX_NONE if there is no collection. NULL and a fault if
 * another program holds the folder, or it is another user's.
 */
struct outbox *outbox_open(str folder, struct fault *fault);

/* Begins a throw-away collection in `language` ("cy", "en" or "both"). It is
 * never closed and never full, and leaves nothing behind. */
struct outbox *outbox_practice(str language);

/* Waits for the thread and lets everything go; NULL is fine. */
void outbox_close(struct outbox *outbox);

/* What it is called and held in. That is known at once, without waiting, but
 * for a store that is damaged. All texts are empty if there is none. */
const struct collection *outbox_collection(struct outbox *outbox);

/*
 * Waits until it is open and says how it stands. Except for OUTBOX_OPEN there
 * is a fault, for staff. What is closed or full when it is opened is let go at
 * once, so that staff can begin the next collection.
 */
enum outbox_state outbox_state(struct outbox *outbox, struct fault *fault);

/* What opening it mended, and how many files others could look into until then;
 * for staff. Waits. */
struct twin_report outbox_mended(struct outbox *outbox);
int outbox_tightened(const struct outbox *outbox);

/* Whether one more response can be taken in: to be asked before a person
 * begins, never at Send. Waits. */
bool outbox_has_room(struct outbox *outbox);

/*
 * Seals the record and puts it into the store; `label` is its questionnaire.
 * After true it survives whatever comes (P1) and nothing of it is left here,
 * and the caller wipes its own. After false and a fault it may be tried again:
 * twice the same id is one response.
 */
bool outbox_send(struct outbox *outbox, str record,
                 const unsigned char id[OUTBOX_ID], str label,
                 struct fault *fault);

/* Touches the store as a response does and changes nothing (P3). To be done
 * again and again, each time after outbox_next_cover() milliseconds, whatever
 * else happens. */
bool outbox_cover(struct outbox *outbox, struct fault *fault);
long outbox_next_cover(void);

/* How many responses were taken in. Waits. */
long outbox_count(struct outbox *outbox);

#endif
