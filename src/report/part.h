/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words for k of n people: "all", "almost two-thirds", "only one". All of them
 * stand in one table with the share that each is for; their Welsh stands in the
 * catalogue. A word is only ever given where it is true: of exact numbers, of
 * them; of rounded ones, of every number that may be behind them. The narrowest
 * true word is taken. Where two findings share a bullet and would say the same
 * word, there is another that is as true. Nothing is random: the same numbers
 * give the same words.
 */
#ifndef REPORT_PART_H
#define REPORT_PART_H

#include "base/words.h"

enum {
    PART_FEW = 10,       /* fewer people than this are told in numbers */
    PART_ROUNDED_TO = 5, /* for publication */
};

/* k of n people, as far as it may be told. */
struct part_count {
    long k;
    long n;
    bool rounded; /* both are, to the nearest PART_ROUNDED_TO */
    long sums;    /* rounded numbers that each may add up; 0 is 1 */
};

/* An end of a range of shares: `of` in `in`. */
struct part_end {
    long of;
    long in;
    bool without; /* this very share is outside */
};

/* One word and what it is for. */
struct part_word {
    const char *say;   /* "almost two-thirds" */
    const char *of;    /* "almost two-thirds of the {people}" */
    const char *means; /* for the appendix */
    struct part_end from;
    struct part_end to;
    long least;      /* people that it is for, at least */
    long most;       /* … at most; 0: any number */
    long left_least; /* the others, at least */
    long left_most;  /* … at most; 0: any number */
    long n_least;    /* all of them, at least */
    long n_most;     /* … at most; 0: any number */
    bool counts;     /* it is about a number of people, not a share */
    bool exact;      /* never said of rounded numbers */
    bool rounded;    /* only said of rounded numbers */
    bool again;      /* may be said twice in a bullet */
};

/* All of them, from all to none, for the appendix and for tests. In a report
 * for publication leave out those that are `exact`, in others those that are
 * `rounded`. */
const struct part_word *part_words(int *count);

/* Whether the word is true of k of n people, by the table. */
bool part_is_true(const struct part_word *word, long k, long n);

/* Whether it is true of every number that may be behind a count. */
bool part_holds(const struct part_word *word, const struct part_count *count);

/* Words that a bullet has said already. */
enum { PART_USED = 16 };
struct part_used {
    const struct part_word *words[PART_USED];
    int count;
};

/*
 * The word for a count, and adds it to those that are used. NULL if only the
 * number will do: of fewer than ten people, where a word would be said again
 * and there is no other, or where no word is true. `used` may be NULL.
 */
const struct part_word *part_choose(const struct part_count *count,
                                    struct part_used *used);

/* A number as it stands in a sentence: a word up to nine (Welsh: ten), digits
 * from there; at the beginning a word at any size, with a capital. */
str part_number(const struct words *words, struct arena *arena, long n,
                bool begins);

/* The text with a capital; only letters of English change. */
str part_capital(struct arena *arena, str text);

#endif
