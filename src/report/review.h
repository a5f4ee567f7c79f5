/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What staff decide about comments. Every answer in words is a comment; its
 * code follows from the collection's secret, so that neither the order in which
 * comments are listed nor a code says who wrote when, or which of them are from
 * one person. Nothing is released unless staff decide it, and a quote only when
 * somebody else approved exactly its text; any later change takes that back.
 *
 * Comments are not kept a second time: they are added anew from the opened
 * responses each time. The file of a review holds the decisions, what replaces
 * which span, the text that was approved, and names of staff; it is sealed, see
 * keep/cabinet.h. The folder must be held by a `struct place` meanwhile.
 */
#ifndef REPORT_REVIEW_H
#define REPORT_REVIEW_H

#include "form/form.h"
#include "report/decision.h"
#include "report/gather.h"
#include "report/section.h"

struct review; /* opaque: what is not approved does not get past it */

/* A comment as it is shown to staff. */
struct review_comment {
    str code;
    int form; /* its place among the questionnaires */
    int question;
    str text; /* in one line, all of it visible, with what was replaced */
    enum decision_verdict verdict;
    str decided_by;  /* may be empty, unless it is to be quoted */
    str approved_by; /* empty: nobody has, or there is nothing to approve */
    int replaced;    /* so many spans */
};

/* The file in the folder of a collection. */
#define REVIEW_FILE "comments"

/*
 * Opens the review of the collection in `folder`, whose secret this is, with
 * the decisions that were made so far. The forms must live as long. NULL and a
 * fault if there is no memory, or the file is damaged, altered, or another
 * collection's.
 */
struct review *review_open(const struct keys_secret *secret, str folder,
                           const struct form *const *forms, int form_count,
                           struct fault *fault);
void review_close(struct review *review); /* wipes it; NULL is fine */

/* Adds an answer in words; the same one again is ignored. */
void review_add(struct review *review, int form, int question,
                const struct container_id *id, str words);

/* Adds what every response has in words, while all of them are gathered. */
struct gather_taker review_taker(struct review *review);

/* All are added: puts them in the order that they always have, and finds what
 * was decided about each. To be called once, before all that is below. */
void review_settle(struct review *review);

int review_count(const struct review *review);
const struct review_comment *review_at(const struct review *review, int index);

/* The comment with this code, or the only one whose code begins so; small
 * letters, and signs that look alike, are understood. False and a fault if there
 * is none, or there are several. */
bool review_find(const struct review *review, str code, int *index,
                 struct fault *fault);

/*
 * Decides. `by` is the name of who does; only a quote needs one. False and a
 * fault if the name is none, or nothing of the text is left to be quoted.
 * Nothing is on disk before review_save().
 */
bool review_decide(struct review *review, int index,
                   enum decision_verdict verdict, str by, struct fault *fault);

/* Approves a quote as it reads now. False and a fault if it is no quote, or
 * `by` is who decided. */
bool review_approve(struct review *review, int index, str by,
                    struct fault *fault);

/* Replaces a span, or takes that back, see redact.h. What was to be quoted has
 * to be decided and approved anew: others have read another text. */
bool review_redact(struct review *review, int index,
                   const struct redact_wish *wish, struct fault *fault);
bool review_restore(struct review *review, int index, long which,
                    struct fault *fault);

/* Puts all decisions on disk: after false the old ones are there. */
bool review_save(struct review *review, struct fault *fault);

/* Sets the quotes of a questionnaire that were approved, in the order of the
 * review, and the questions of which a comment was passed on. They live as long
 * as the review. */
void review_fill(const struct review *review, int form,
                 struct narrate_wish *wish);

#endif
