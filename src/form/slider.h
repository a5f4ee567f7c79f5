/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parameters of a slider, in XLSForm's words: where it starts and ends,
 * its step, what its buttons move it by, and the list that names its ends.
 * Only the linker calls this. Where nothing is written a slider goes from 0 to
 * 100.
 */
#ifndef FORM_SLIDER_H
#define FORM_SLIDER_H

#include "form/assembly.h"

/*
 * Reads "start=0 end=100 …" into the question and the name of the list into
 * `*labels`. Every fault is added at `at`; false if there is no telling what
 * range is meant.
 */
bool slider_read(struct assembly *assembly, struct form_question *question,
                 str parameters, struct text_place at, str *labels);

/* Once its list is linked: each label must stand at a number of the range. */
void slider_check_labels(struct assembly *assembly,
                         const struct form_question *question,
                         struct text_place at);

#endif
