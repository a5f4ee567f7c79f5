/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sheet that staff print at set-up and lock away: the recovery key, what
 * it is for and how to keep it (P5). Here is what stands on it, and how it
 * looks as plain text; recovery_page.h makes a page of it. A collection that
 * is held in two languages has both on its sheet. The program puts no date on
 * it (P3). All that comes out is as secret as the key: the caller owns the
 * arena and wipes it.
 */
#ifndef VERBS_RECOVERY_SHEET_H
#define VERBS_RECOVERY_SHEET_H

#include "base/fault.h"

struct words;

enum {
    RECOVERY_SHEET_LANGUAGES = 2,
    RECOVERY_SHEET_LONGEST = 64 * 1024, /* bytes; no sheet has more */
};

struct recovery_sheet {
    str service;     /* its name, as staff wrote it */
    str collection;  /* its name too */
    const char *key; /* as recovery_write() wrote it */
    /* The first language comes first; the second may be NULL. */
    const struct words *languages[RECOVERY_SHEET_LANGUAGES];
};

/* What stands on a sheet besides names and key. */
enum recovery_sheet_part {
    SHEET_TITLE,
    SHEET_PURPOSE,
    SHEET_SERVICE, /* labels of the names */
    SHEET_COLLECTION,
    SHEET_TYPING, /* how the key gets back into the program */
    SHEET_SCANNING,
    SHEET_SQUARE,  /* what the QR code is */
    SHEET_KEEPING, /* the heading of the rules */
    SHEET_LOCKED,
    SHEET_OPENS,
    SHEET_COPIES,
    SHEET_OTHERS,
    SHEET_END,
    SHEET_HOLDER, /* labels of the lines to fill in by hand */
    SHEET_PLACE,
    SHEET_DATE,
    SHEET_SIGNATURE,
    SHEET_PARTS,
    SHEET_RULES = SHEET_LOCKED, /* where the rules begin, */
    SHEET_LINES = SHEET_HOLDER, /* and the lines behind them */
};

/* A part in the language at `language`. */
str recovery_sheet_say(const struct recovery_sheet *sheet, int language,
                       enum recovery_sheet_part part);

/* How many languages it has. */
int recovery_sheet_languages(const struct recovery_sheet *sheet);

/* One of the key's groups. */
str recovery_sheet_group(const struct recovery_sheet *sheet, int group);

/* The sheet as text, no wider than 76 columns unless a word of a name is. */
str recovery_sheet_text(struct arena *arena,
                        const struct recovery_sheet *sheet);

/*
 * Finds the key in what a file holds: a sheet, as text or as a page, or the
 * key alone, as somebody typed it. recovery_read() says whether it is right.
 * False and a fault if nothing in it looks like a key.
 */
bool recovery_sheet_find(struct arena *arena, str content, str *key,
                         struct fault *fault);

#endif
