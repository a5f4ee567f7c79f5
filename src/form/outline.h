/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A YAML file as a tree of its nodes, each with the line and column where it
 * stands. Plain structs cannot hold places; the loader asks here where a fault
 * is. Only what questionnaires need is let in: one document of lists, maps
 * and texts, a few levels deep, without anchors, aliases or tags, so that a
 * hostile file costs no more than its size.
 */
#ifndef FORM_OUTLINE_H
#define FORM_OUTLINE_H

#include "base/fault.h"

enum outline_kind { OUTLINE_TEXT, OUTLINE_LIST, OUTLINE_MAP };

struct outline {
    enum outline_kind kind;
    struct text_place at;      /* where the node begins */
    struct text_place text_at; /* where its text begins, behind a quote */
    str text;                  /* OUTLINE_TEXT */
    str key;                   /* in a map: its key; in a list: the list's */
    struct text_place key_at;
    struct outline *first; /* of the children, in the order of the file */
    struct outline *next;  /* of the siblings */
};

/*
 * Reads the tree. NULL and one fault in `faults` if the text is not UTF-8, is
 * no YAML or holds what is not let in. The text must not be longer than
 * OUTLINE_LIMIT.
 */
struct outline *outline_read(struct arena *arena, str content,
                             struct faults *faults);

/* The largest file that is read, and the longest text in it, in bytes. */
enum { OUTLINE_LIMIT = 256 * 1024, OUTLINE_LONGEST = 2000 };

/* The text of that child; empty if there is none or it is no text. */
str outline_text(const struct outline *map, const char *key);

/* The child of a map with this key; NULL if there is none or no map. */
const struct outline *outline_get(const struct outline *map, const char *key);

/* The child of a list at `at`, from 0; NULL if there is none. */
const struct outline *outline_item(const struct outline *list, size_t at);

/* Where the value of `key` stands in `map`, else where the map stands. */
struct text_place outline_place(const struct outline *map, const char *key);

#endif
