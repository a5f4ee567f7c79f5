/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a screen says when it is read aloud: its list of widgets as sentences,
 * in the order in which they are heard. What is asked comes first, then what
 * can be answered, how far one is, and last the buttons and tools. Each piece
 * knows its widget and where in the label it stands, so that the word that is
 * heard can be marked (I5). There is no sound here, and what people typed is
 * left out unless they wear headphones (I7).
 */
#ifndef UI_SPEECH_H
#define UI_SPEECH_H

#include "ui/widget.h"

struct words;

struct speech_piece {
    int widget; /* its index in the list */
    str text;   /* one sentence */
    str language;
    bool marked; /* it stands in the label, at `at`; else it is only heard */
    size_t at;
};

struct speech {
    struct speech_piece *pieces;
    int count;
};

struct speech_wish {
    const struct words *words; /* of the language that is shown */
    str other;                 /* the one that is offered; may be empty */
    bool headphones;           /* values may be heard: nobody else listens */
};

/* Everything on the list. Sentences are views of its labels. */
struct speech speech_of(struct arena *arena, const struct widgets *list,
                        const struct speech_wish *wish);

#endif
