/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading what people name: a questionnaire by its name or its file. The verbs
 * that take one share this. Nothing is printed here; faults go back to the
 * verb.
 */
#ifndef VERBS_LIBRARY_H
#define VERBS_LIBRARY_H

#include "form/form.h"
#include "verbs/call.h"

/* The file of a questionnaire: `name` itself if it is a path, else the
 * program's own questionnaire of that name; false and a fault if there is
 * none. */
bool library_file(const struct call *call, str name, str *file,
                  struct fault *fault);

/* The files of the program's own questionnaires. */
bool library_files(const struct call *call, str **files, size_t *count,
                   struct fault *fault);

/* Reads and links a questionnaire, whose answers must all fit into one record;
 * adds every fault. NULL if there is none. */
struct form *library_form(struct arena *arena, str file, struct faults *faults);

#endif
