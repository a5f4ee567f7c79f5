/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is done to a store, one deed after the other, and what became of each:
 * a deed that came back true is kept and must be there whatever happens, one
 * that was under way or came back false may be there, whole, and one that was
 * not begun may not. deeds_wrong() holds a store against that, byte by byte of
 * what was sealed (P1).
 */
#ifndef TESTS_FAULTS_DEEDS_H
#define TESTS_FAULTS_DEEDS_H

#include "keep/founded.h"

enum deed_kind {
    DEED_MAKE,
    DEED_OPEN,
    DEED_PUT,    /* one response */
    DEED_CHANGE, /* another leaf 0 */
    DEED_ADD,    /* responses from elsewhere and another leaf 0 */
    DEED_CLOSE,
};

struct deed {
    enum deed_kind kind;
    int responses; /* that DEED_ADD takes in */
};

enum fate { DEED_UNDONE, DEED_UNSURE, DEED_KEPT };

enum { DEEDS_MOST = 24, DEEDS_RESPONSES = 64 };

struct deeds {
    struct founded *it;
    const struct deed *list;
    int count;
    struct deed_record {
        enum fate fate;
        int tries;
        int first; /* of its responses */
        int responses;
        const struct about *about; /* that leaf 0 says after it, if it is one
                                    * that changes leaf 0 */
    } records[DEEDS_MOST];
    const struct envelope *responses[DEEDS_RESPONSES];
    int response_count;
    struct store *store; /* between DEED_OPEN and DEED_CLOSE */
    struct twin_report report;
    uint32_t
        lost; /* leaves that were damaged beyond mending, which leaf 0 says */
    bool halves; /* what was not kept may be there in part: the disk lied */
};

/* Makes the keys, the responses and what leaf 0 will say, but does nothing.
 * `it->folder` is empty and stands in memory. */
struct deeds *deeds_plan(struct arena *arena, uint32_t room,
                         const struct deed *list, int count);
void deeds_end(struct deeds *deeds);

/* Does a deed and notes its fate. False and `it->fault` if it failed; it may
 * then be done once more. */
bool deeds_do(struct deeds *deeds, int number);

/* Does those from `from` up to, not including, `to`; all must succeed. */
void deeds_run(struct deeds *deeds, int from, int to);

/* Notes what is known at a moment: those below `kept` are kept, the next one
 * is under way, nothing is known of the others. */
void deeds_suppose(struct deeds *deeds, int kept);

/* What is wrong with an open store, in words; NULL if nothing is. */
const char *deeds_wrong(const struct deeds *deeds, struct store *store);

/* The same of the store in a folder, which is opened and closed; a reason too
 * if it does not open. */
const char *deeds_look(const struct deeds *deeds, str folder,
                       struct twin_report *report);

/* Whether nothing was mended or lost. */
bool deeds_untouched(const struct twin_report *report);

#endif
