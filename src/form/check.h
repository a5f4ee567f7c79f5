/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The checker of words: what questionnaires may not say to people, and the
 * pictures and characters that they need. It goes over everything and adds
 * every fault with its place. It reads no files; the caller hands it what was
 * read, so that it can be tested on any text.
 */
#ifndef FORM_CHECK_H
#define FORM_CHECK_H

#include "form/form.h"

/* A typeface that people can choose, and what it can draw. */
struct check_typeface {
    str name;
    const void *self;
    bool (*has)(const void *self, uint32_t character);
};

struct check {
    struct arena *arena;
    struct faults *faults;
    const struct check_typeface *typefaces;
    size_t typeface_count;
    const str *pictures; /* the names there are, without ".svg" */
    size_t picture_count;
};

/* The words and pictures of one questionnaire. */
void check_form(struct check *check, const struct form *form);

/* Adds a fault for each character of `text` that a typeface does not have,
 * once for all the times that it stands there. */
void check_characters(struct check *check, str text, struct text_place at);

/* What a phrase may be; for the checker's own parts. */
struct check_role {
    bool to_person;    /* read by the person who answers */
    bool is_sentence;  /* has a reading grade */
    int most_words;    /* 0: any number */
    int most_letters;  /* 0: any number */
    const char *slots; /* that may stand in it, as people write them */
};
const struct check_role *check_role(enum form_role role);

#endif
