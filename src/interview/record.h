/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A response as bytes, as it is sealed: version, questionnaire, collection, how
 * it came in, language, and for each answered question its name and its answer
 * as codes, a number or words. Names, not positions, so that a questionnaire
 * can be changed later and old responses still say what they said. What is
 * blank, or was not asked, is not in there. The same answers are always the
 * same bytes, whatever the order of the questionnaire, and no other bytes are
 * read as those answers. Reading one takes it for hostile.
 */
#ifndef INTERVIEW_RECORD_H
#define INTERVIEW_RECORD_H

#include "base/fault.h"
#include "interview/answers.h"

/* No record is longer: what is sealed has room for it. */
enum {
    RECORD_MOST = 7984,
    RECORD_LETTERS = 500,    /* that can be written into one answer */
    RECORD_COLLECTION = 200, /* bytes of the collection's name */
    RECORD_LANGUAGE = 15,    /* bytes of the language's code */
};

enum record_mode { RECORD_SCREEN, RECORD_ASSISTED, RECORD_PAPER, RECORD_MODES };

struct record_frame {
    str form; /* its id and version */
    str version;
    str collection;
    str language;
    enum record_mode mode;
};

/*
 * Writes the answers; those to questions that are not asked are left out. It
 * always fits if every text was held to record_text_limit(), which is
 * asserted. The frame's texts are one line each; only the id may not be empty.
 */
str record_write(struct arena *arena, const struct record_frame *frame,
                 const struct answers *answers);

/*
 * Reads the frame alone, to find the questionnaire; and the answers into a
 * blank set, which is blank again after a fault. The frame's texts look into
 * the record. False and a fault if it is none, is broken, is from a newer
 * program, or has a question or choice that the questionnaire does not know.
 * No fault repeats an answer.
 */
bool record_read_frame(str record, struct record_frame *frame,
                       struct fault *fault);
bool record_read(str record, struct answers *answers, struct fault *fault);

/* Whether a record that cannot be read was made by a newer program. */
bool record_is_newer(str record);

/* How many bytes of words one answer of this questionnaire may have, so that
 * the longest legal response fits; 0 if not even RECORD_LETTERS plain letters
 * would, which the checker refuses. */
size_t record_text_limit(const struct form *form);

/* Holds the words that are set in these answers from now on to that limit and
 * to RECORD_LETTERS, so that they can be written whatever is answered. */
void record_hold(struct answers *answers);

#endif
