/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A questionnaire while it is put together from its sheet: what every part of
 * the linker needs at hand. It offers the two things that all of them do,
 * adding a phrase and judging a name. It lives as long as the linking and owns
 * nothing but the list it hangs phrases into.
 */
#ifndef FORM_ASSEMBLY_H
#define FORM_ASSEMBLY_H

#include "form/form.h"
#include "form/outline.h"

struct assembly {
    struct arena *arena;
    struct faults *faults;
    struct form *form;
    struct form_phrase **last; /* where the next phrase is hung */
    str note;                  /* what translators are told of the question */
    int question;              /* its index, or -1 */
    const str *names;          /* of all questions, also those to come */
    int name_count;
    bool *doubtful; /* questions whose type is wrong: not judged further */
    int steps;      /* spent on finding out who can be asked what */
};

/*
 * Adds the phrase that stands under `key` in `map`. Its context is the form's
 * id, a slash, and `context`. A text that is left out is an empty phrase.
 */
struct form_phrase *assembly_phrase(struct assembly *assembly,
                                    enum form_role role, str context,
                                    const struct outline *map, const char *key);

/* The same, but NULL where the text is left out. */
struct form_phrase *assembly_optional(struct assembly *assembly,
                                      enum form_role role, str context,
                                      const struct outline *map,
                                      const char *key);

/* A switch: true or yes, false or no; anything else is a fault, and false. */
bool assembly_switch(struct assembly *assembly, const struct outline *map,
                     const char *key);

/* Two pieces as one text in the arena. */
str assembly_join(struct assembly *assembly, str front, str back);

/* What a name may be made of, for assembly_name(). */
enum assembly_name { ASSEMBLY_QUESTION, ASSEMBLY_CHOICE, ASSEMBLY_FORM };

/* Adds a fault if `name` cannot be used. */
void assembly_name(struct assembly *assembly, enum assembly_name kind, str name,
                   struct text_place at);

#endif
