/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Looks through the memory of a process for words and for what was drawn of
 * them: letters in a row, as UTF-16, and as numbers that lie further apart, of
 * letters or of glyphs, whatever they begin at; pixels in a row, and masks.
 * Only what was ever written to is looked through.
 */
#ifndef TESTS_UI_QUARRY_H
#define TESTS_UI_QUARRY_H

#include <sys/types.h>

enum {
    QUARRY_PIECE = 7,  /* letters in a row that count as found */
    QUARRY_PIECES = 5, /* of a word that are looked for */
    QUARRY_LETTERS = 2 * QUARRY_PIECES,
    QUARRY_DRAWN = 4, /* ends of what is drawn, as pixels and as masks */
    QUARRY_ROW = 40,  /* pixels of it */
    QUARRY_BEYOND = 64 * QUARRY_PIECE, /* how far something may reach */
};

/* What is looked for, and how often it was found. No letter stands beside its
 * like. */
struct quarry {
    unsigned char letters[QUARRY_LETTERS][QUARRY_PIECE];
    unsigned char rows[QUARRY_DRAWN][QUARRY_ROW];
    long as_bytes;
    long as_pairs; /* UTF-16 */
    long as_wide;  /* letters, or glyphs in the order of the alphabet */
    long as_drawn;
};

void quarry_begin(struct quarry *quarry);

/* At one place; QUARRY_BEYOND bytes can be read there. */
void quarry_look_at(struct quarry *quarry, const unsigned char *at);

/* Begins, and looks through all of the process. */
void quarry_look_for(struct quarry *quarry, pid_t process);

#endif
