/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words of which spans were replaced: by who is meant, in square brackets, or by
 * an ellipsis. The words themselves stay as they are; only which bytes of them
 * are replaced is kept, so that each can be taken back. Reviewers name a span
 * as it reads at that moment, with what was replaced before. Nothing here knows
 * whose words they are.
 */
#ifndef REPORT_REDACT_H
#define REPORT_REDACT_H

#include "base/fault.h"

enum {
    REDACT_MOST = 100, /* spans of one comment */
    REDACT_WITH = 200, /* bytes that stand for one of them, without brackets */
};

struct redact_span {
    size_t from; /* bytes of the words */
    size_t to;
    str with; /* as it reads: "[my YOS worker]", "…" */
};

/* In the order of the words, none of them into another. */
struct redact {
    struct redact_span *spans;
    int count;
};

/* How the words read. */
str redact_text(struct arena *arena, str words, const struct redact *redact);

/* Whether these can be spans of these words. */
bool redact_fits(str words, const struct redact *redact);

/* Whether anything is left of what was written. */
bool redact_leaves(str words, const struct redact *redact);

/* What is to be replaced. */
struct redact_wish {
    str text;   /* as it reads now */
    str with;   /* who it is: "my YOS worker"; empty: an ellipsis */
    long which; /* of several that read so, from 1; 0: there is only one */
};

/* Replaces a span; what was replaced inside it is part of it from then on. False
 * and a fault if it is not there, there are several, or that cannot stand for
 * it. */
bool redact_add(struct arena *arena, struct redact *redact, str words,
                const struct redact_wish *wish, struct fault *fault);

/* Takes one back, from 1, or all of them if it is 0. False and a fault if it is
 * not there. */
bool redact_take_back(struct redact *redact, long which, struct fault *fault);

#endif
