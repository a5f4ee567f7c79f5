/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A translator's file (.po) as it is written, with the line of every entry.
 * The checker reads it to say where a translation is missing or out of date.
 * Running screens never do; they look up the compiled catalogue. Entries that
 * are no longer used are not even kept.
 */
#ifndef BASE_PO_H
#define BASE_PO_H

#include "base/fault.h"

enum { PO_FORMS = 6 };

struct po_entry {
    str context;         /* msgctxt; may be empty */
    str english;         /* msgid */
    str other;           /* msgid_plural; empty: no plural */
    str forms[PO_FORMS]; /* msgstr, or msgstr[0] and so on */
    struct text_place form_at[PO_FORMS];
    int form_count;
    bool out_of_date;     /* marked fuzzy: the English has changed */
    struct text_place at; /* of msgid */
    struct po_entry *next;
};

struct po {
    str file;
    str language; /* from the file's name: "cy" */
    str header;   /* the translation of the empty text */
    struct po_entry *first;
};

/*
 * Reads a translator's file; `faults->file` is its name. Entries that are no
 * longer used (#~) are passed over. NULL and a fault if it is no such file.
 */
struct po *po_read(struct arena *arena, str content, struct faults *faults);

/* The entry with this context and English; NULL if there is none. */
const struct po_entry *po_find(const struct po *po, str context, str english);

#endif
