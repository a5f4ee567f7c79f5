/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything that a person can do, as data: what a widget stands for when it is
 * touched, and what journey_act() then does. `which` says to which choice,
 * theme or letter. Widgets carry actions, fingers and keys only find them,
 * and only journey.h does them.
 */
#ifndef UI_ACTION_H
#define UI_ACTION_H

enum action_kind {
    ACTION_NONE,
    ACTION_LANGUAGE, /* to the language `which` */
    ACTION_WHO,      /* takes the questionnaire `which` */
    ACTION_SKIP,     /* leaves this screen as it is */
    ACTION_NEXT,     /* the next page, card or question */
    ACTION_BACK,     /* the one before */
    ACTION_THEME,    /* `which` is an enum look_theme */
    ACTION_SIZE,     /* an enum look_size */
    ACTION_LETTERS,  /* an enum typeface_id */
    ACTION_LOOK,     /* to "make it yours" and back here */
    ACTION_HELP,
    ACTION_STOP,
    ACTION_PEEK,     /* shows the other language while `which` is 1 */
    ACTION_CHOOSE,   /* the choice `which`, or FORM_DONT_KNOW, FORM_NOT_SAY */
    ACTION_SLIDE_TO, /* to the number `which` */
    ACTION_SLIDE_BY, /* by so many of its buttons' steps */
    ACTION_TYPE,     /* the character `which` */
    ACTION_ERASE,    /* the character before the caret */
    ACTION_CARET,    /* moves by `which` characters */
    ACTION_CARET_TO, /* before the character `which` */
    ACTION_KEYS,     /* shows the page `which` of the keyboard */
    ACTION_ACCENTS,  /* of the letter `which`; 0, when it is let go: nothing */
    ACTION_CHANGE,   /* the question `which`, from the check */
    ACTION_SEND,
    ACTION_COVER,    /* covers the screen */
    ACTION_CONTINUE, /* goes on where it was left */
    ACTION_SEND_NOW, /* what there is */
    ACTION_DELETE,   /* everything, and leaves */
    ACTION_STILL_HERE,
    ACTIONS
};

struct action {
    enum action_kind kind;
    long which;
};

#endif
