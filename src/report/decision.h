/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was decided about comments, as bytes. A decision knows its comment by a
 * keyed tag alone, and holds no words of it but an approved text. Reading takes
 * the bytes for hostile: they came out of a seal, but may be a newer program's.
 * The number of bytes tells little: there are always whole pages of them. Whoever
 * reads and writes the file holds its folder meanwhile.
 */
#ifndef REPORT_DECISION_H
#define REPORT_DECISION_H

#include "keep/cabinet.h"
#include "report/redact.h"

/* Numbers are part of the file: they never change. */
enum decision_verdict {
    DECISION_OPEN = 0,
    DECISION_QUOTE = 1, /* in the report, once it is approved */
    DECISION_PASS = 2,  /* to the service, which the report says */
    DECISION_LEAVE = 3, /* out of everything */
    DECISION_VERDICTS
};

struct decision {
    unsigned char whose[CABINET_TAG]; /* of the comment */
    unsigned char words[CABINET_TAG]; /* of its words, as they were then */
    enum decision_verdict verdict;
    str decided_by;
    str approved_by; /* empty: nobody has */
    str approved;    /* the text that was */
    struct redact redact;
};

/* In the order of their comments, none of them twice. */
struct decisions {
    struct decision *all;
    size_t count;
};

str decision_write(struct arena *arena, const struct decisions *decisions);

/* The texts look into the bytes. False if they are damaged or newer. */
bool decision_read(struct arena *arena, str bytes, struct decisions *decisions);

/* Those of `now`, and those of `before` about other comments; without those
 * that decide nothing. */
struct decisions decision_join(struct arena *arena,
                               const struct decisions *before,
                               const struct decisions *now);

/* From a sealed file that only its owner may read; none if there is no file.
 * False and a fault if it cannot be read, or is not what was sealed. */
bool decision_load(struct arena *arena, const struct cabinet *cabinet, str file,
                   struct decisions *decisions, struct fault *fault);

/* Into that file: whole, or after false it is as it was. */
bool decision_save(const struct cabinet *cabinet, str file,
                   const struct decisions *decisions, struct fault *fault);

#endif
