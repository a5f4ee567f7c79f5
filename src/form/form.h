/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A questionnaire as plain data: what is asked, of whom, with which choices,
 * and what the report may say of it. It is loaded once, never changed, and
 * lives in the arena it was loaded into. It knows no people and no answers.
 *
 * Every text that people read is a `struct form_phrase`: the English, the
 * context that tells it from another one, and the place in the file. All
 * phrases hang in one list, which is what the checker and the translators'
 * template go through.
 */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include "form/kinds.h"
#include "form/rule.h"

struct words;

/* What a phrase is for; the checker has a table of what each may be. */
enum form_role {
    FORM_ROLE_TITLE,       /* the heading in lists and in the report */
    FORM_ROLE_WHO,         /* the button on the who screen */
    FORM_ROLE_OPENING,     /* the report's first sentence */
    FORM_ROLE_MEMBERS,     /* the people of a group */
    FORM_ROLE_COUNT,       /* a number of them */
    FORM_ROLE_LABEL,       /* a question */
    FORM_ROLE_HINT,        /* a line under it */
    FORM_ROLE_ANOTHER_WAY, /* the question in other words */
    FORM_ROLE_CHOICE,      /* an answer */
    FORM_ROLE_LISTED,      /* an answer in a list in the report */
    FORM_ROLE_FINDING,     /* a finding */
    FORM_ROLE_NONE,        /* the same where nobody gave the answer */
    FORM_ROLE_THEN,        /* a finding behind another one */
    FORM_ROLE_PASSED,      /* that comments were passed to the service */
    FORM_ROLES
};

struct form_phrase {
    enum form_role role;
    str context;
    str english;
    str other;    /* the English plural; empty: no plural */
    str note;     /* for translators; may be empty */
    int question; /* index, or -1 */
    struct text_place at;
    struct form_phrase *next;
};

struct form_choice {
    str name;
    const struct form_phrase *label;
    const struct form_phrase *listed_as; /* NULL if the file has none */
    str image;
    struct text_place at;
    struct text_place image_at;
    bool outside_base; /* "does not apply to me" */
    bool exclusive;    /* taking it clears the others */
};

/* Who a finding speaks of. */
struct form_group {
    str name;
    const struct form_phrase *members;
    const struct form_phrase *count;
};

struct form_finding {
    struct text_place at;
    const int *of; /* choices that are counted; none: anyone who answered */
    int of_count;
    long from; /* on a slider */
    long to;
    const struct form_phrase *say;
    /* The same English, for k = 0: Welsh and others negate the verb. NULL if
     * the finding does not begin with people. */
    const struct form_phrase *none;
    const struct form_phrase *then; /* NULL if the file has none */
    bool optional;                  /* told only if staff ask for it */
    bool passed; /* told only if a comment was passed to the service */
    int group;
    const int *with; /* questions that are counted together with this one */
    int with_count;
    str bullet; /* findings with the same bullet share one; may be empty */
};

struct form_question {
    enum form_kind kind;
    str name;
    struct text_place at;
    const struct form_phrase *label;
    const struct form_phrase *hint;        /* NULL if the file has none */
    const struct form_phrase *another_way; /* NULL if the file has none */
    str image;
    struct text_place image_at;
    struct rule *relevant; /* NULL: asked of everybody */
    struct text_place relevant_at;
    bool sensitive;
    int group;
    struct form_choice *choices; /* for a slider: what stands at its ends */
    int choice_count;
    long start; /* of a slider */
    long end;
    long step;
    long tick; /* what its buttons move it by */
    struct form_finding *findings;
    int finding_count;
};

enum form_address { FORM_FAMILIAR, FORM_FORMAL };

struct form {
    str file; /* as the faults name it */
    str id;
    str version;
    enum form_address address;
    str image;
    struct text_place image_at;
    const struct form_phrase *title;
    const struct form_phrase *who;
    const struct form_phrase *opening;
    struct form_group *groups;
    int group_count;
    struct form_question *questions;
    int question_count;
    struct form_phrase *phrases; /* all of them, in the order of the file */
};

/* The index of a question by its name, or -1. */
int form_question(const struct form *form, str name);

/* The index of a choice, FORM_DONT_KNOW or FORM_NOT_SAY; FORM_BLANK if the
 * question has no such choice. */
int form_choice(const struct form_question *question, str name);

/* The index of a group by its name, or -1. */
int form_group(const struct form *form, str name);

/* A phrase in a language, its slots still open; `n` chooses the plural. */
str form_say(const struct words *words, const struct form_phrase *phrase);
str form_count(const struct words *words, const struct form_phrase *phrase,
               long n);

/* The two answers that every question has. */
#define FORM_NAME_DONT_KNOW S("dont_know")
#define FORM_NAME_NOT_SAY S("not_say")

#endif
