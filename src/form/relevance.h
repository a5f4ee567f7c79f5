/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looks up the names in a rule: each question must come earlier in the file,
 * and each choice must be one of that question's. It also knows whether two
 * questions can ever be asked of one and the same person. It finds that out by
 * trying every answer that the rules tell apart, up to a limit beyond which it
 * gives the benefit of the doubt.
 */
#ifndef FORM_RELEVANCE_H
#define FORM_RELEVANCE_H

#include "form/assembly.h"

/* Looks up the names in the rule of question `index`; adds every fault. False
 * if the rule cannot be held against answers. */
bool relevance_link(struct assembly *assembly, int index);

enum relevance {
    RELEVANCE_NEVER,
    RELEVANCE_SOMETIMES,
    RELEVANCE_UNKNOWN, /* too tangled to tell; nobody is accused */
};

/* Whether anyone can be asked both questions; the same one twice asks whether
 * anyone can be asked it at all. */
enum relevance relevance_meet(struct assembly *assembly, int question,
                              int other);

#endif
