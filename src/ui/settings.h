/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What staff set for a kiosk, in the plain text file kiosk.conf beside its
 * collections. Whatever is not there has a good value of its own, and so has
 * everything if there is no file. Everything that is wrong in it is told with
 * its line and what to write instead. Nothing is ever written there by the
 * program.
 */
#ifndef UI_SETTINGS_H
#define UI_SETTINGS_H

#include "ui/look.h"
#include "ui/pairs.h"

enum {
    SETTINGS_IDLE = 120, /* seconds, and between which they can be set (I40) */
    SETTINGS_IDLE_LEAST = 60,
    SETTINGS_IDLE_MOST = 600,
    SETTINGS_MORE = 60,
    SETTINGS_MORE_LEAST = 60,
    SETTINGS_MORE_MOST = 300,
};

struct settings {
    int idle;        /* seconds until it asks whether somebody is there */
    int idle_more;   /* seconds that it waits for an answer to that */
    double diagonal; /* of the screen, in millimetres; 0: nobody measured it */
    str questionnaire;     /* the only one; empty: people are asked */
    enum look_theme theme; /* before anybody chose another */
    enum look_size size;
};

struct settings settings_default(void);

/*
 * Reads what stands in such a file; `forms` are the questionnaires there are.
 * What is wrong is a fault, and has its default in the result. The texts are in
 * the arena.
 */
struct settings settings_read(struct arena *arena, str content,
                              const struct pairs_names *forms,
                              struct faults *faults);

/* The same for kiosk.conf in the folder of collections. No such file is no
 * fault. */
struct settings settings_load(struct arena *arena, str folder,
                              const struct pairs_names *forms,
                              struct faults *faults);

#endif
