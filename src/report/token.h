/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text in pieces: words, numbers, what is both, and single signs. Words keep
 * their apostrophes and hyphens, as "mam-gu" and "dwi'n" are one. Each knows
 * how it is written and whether a sentence begins with it, for a capital letter
 * means something else there. Languages are not told apart.
 */
#ifndef REPORT_TOKEN_H
#define REPORT_TOKEN_H

#include "base/text.h"

enum token_kind {
    TOKEN_WORD,
    TOKEN_NUMBER, /* digits only */
    TOKEN_MIXED,  /* letters and digits: "CF10", "12th", "dave_99" */
    TOKEN_SIGN,   /* anything else that can be seen, one at a time */
};

struct token {
    enum token_kind kind;
    size_t from; /* bytes of the text */
    size_t to;
    str text;      /* as it is written */
    str folded;    /* in small letters, with ' for every apostrophe */
    bool capital;  /* begins with a capital letter */
    bool capitals; /* has at least two letters, all of them capital */
    bool begins;   /* a sentence */
    bool parted;   /* there is a blank before it */
};

struct tokens {
    struct token *all;
    size_t count;
    bool shouted; /* so many capital letters that they say nothing */
};

struct tokens token_cut(struct arena *arena, str text);

/* The token at a place; one that is nothing behind the last. */
const struct token *token_at(const struct tokens *tokens, size_t place);

/* Whether the token is this sign. */
bool token_is(const struct token *token, const char *sign);

/* A number in digits; -1 if it is none. */
long token_number(const struct token *token);

/* Whether it is a word whose capital letter says something. */
bool token_stands_out(const struct tokens *tokens, const struct token *token);

#endif
