/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the program's own files are: questionnaires, pictures, translations.
 * They stand beside the program in a build folder and under share/yoursay when
 * it is installed. Nothing is looked for anywhere else, and no environment
 * variable moves them.
 */
#ifndef VERBS_SHARE_H
#define VERBS_SHARE_H

#include "base/fault.h"

/* The folder that holds assets, locales and catalogues. */
bool share_find(struct arena *arena, str *folder, struct fault *fault);

/* A path in it: share_path(arena, folder, "assets/pictures"), as short as it
 * can be named from the current folder. */
str share_path(struct arena *arena, str folder, const char *part);

#endif
