/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One person's run through a questionnaire: the answers, the question that is
 * open, and which answers were forgotten because an earlier one was changed.
 * It has an arena of its own, which is wiped when the person leaves (P4). The
 * id of the response is made with it, so that whatever is sent twice is one
 * response (P1). It knows no screen and no language.
 *
 * An answer that no longer applies is forgotten as soon as the person moves on,
 * not before: a slip of the finger that is put right at once costs nothing.
 */
#ifndef INTERVIEW_VISIT_H
#define INTERVIEW_VISIT_H

#include "interview/answers.h"

enum { VISIT_ID = 16 };

/* Whether a question was opened since it is asked. One that was hidden in the
 * meantime, and lost its answer by that, is as good as never opened. */
enum visit_seen {
    VISIT_UNSEEN,
    VISIT_SEEN,
    VISIT_FRESH, /* by the change that is under way */
};

struct visit {
    struct arena *arena; /* its own */
    const struct form *form;
    struct answers *answers;
    unsigned char id[VISIT_ID]; /* by chance; the caller gives it */
    int question;  /* the one that is open; the question count: the check */
    bool changing; /* it was opened from the check, and leads back there */
    int forgotten; /* answers that no longer applied, so far */
    unsigned char *seen; /* an enum visit_seen for each question */
};

struct visit *visit_begin(const struct form *form,
                          const unsigned char id[VISIT_ID]);
void visit_end(struct visit *visit); /* wipes it; NULL is fine */

/*
 * Leaves the open question forward: forgets what no longer applies, and opens
 * the next question that is asked, or the check. A change leads back to the
 * check (I36), but first through the questions behind it that are asked because
 * of it and were not opened yet.
 */
void visit_next(struct visit *visit);

/* Leaves it backward, forgetting likewise; false at the first question. From a
 * change it leads back the way the change came, in the end to the check; from
 * the check to the last question. */
bool visit_back(struct visit *visit);

/* Whether visit_back() leads nowhere. */
bool visit_is_first(const struct visit *visit);

/* Opens a question that is asked, from the check. */
void visit_change(struct visit *visit, int question);

bool visit_is_checking(const struct visit *visit);

/* Which questions are asked of this person now. */
bool visit_asks(const struct visit *visit, int question);

/* "Question 7 of 25": where this question stands among all there are; the check
 * stands where the last one does. Going on never makes the first smaller, and
 * the second is always the same (I37). */
int visit_place(const struct visit *visit);
int visit_places(const struct visit *visit);

#endif
