/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an attacker learns from something that he can read of each response: a
 * place, a byte, whether a journal names it. Each store gives him one number a
 * response, and the test knows the order in which they came. Pooled over many
 * stores, the numbers must neither rise nor fall with the order (Spearman's
 * rank correlation), nor point to the response that came last (P3).
 *
 * By pure chance both stray around 0 and around one in n, with a standard
 * error that follows from how many stores there are: 1/sqrt((n-1) stores) and
 * sqrt(p(1-p)/stores) with p = 1/n, ties or not. Four and a half of them are
 * allowed. Chance goes beyond in one of 150,000 cases.
 */
#ifndef TESTS_KEEP_RANKS_H
#define TESTS_KEEP_RANKS_H

#include <math.h>

#include "cases.h"

enum { RANKS_MOST = 40 };
#define RANKS_SIGMAS 4.5

struct ranks {
    double order;   /* sum of the correlations */
    double highest; /* how often the last one has the highest number, */
    double lowest;  /* or the lowest; the n-th part of n that are level */
    long stores;
    int count; /* responses in each store */
};

/* Twice the rank of a number, from 1 - count to count - 1; level ones share. */
static inline double ranks_of(const double *values, int count, int which)
{
    double rank = 0;
    for (int i = 0; i < count; i++)
        rank += (values[i] < values[which]) - (values[i] > values[which]);
    return rank;
}

/* 0 where all are level: then there is nothing to go by. */
static inline double ranks_spearman(const double *values, int count)
{
    double both = 0;
    double of_values = 0;
    double of_order = 0;
    for (int i = 0; i < count; i++) {
        double rank = ranks_of(values, count, i);
        double place = 2 * i + 1 - count;
        both += rank * place;
        of_values += rank * rank;
        of_order += place * place;
    }
    return of_values > 0 ? both / sqrt(of_values * of_order) : 0;
}

/* The chance that whoever bets on the highest number, one of those that are
 * level, bets on the last response. */
static inline double ranks_bet(const double *values, int count, int sign)
{
    int level = 0;
    double last = sign * values[count - 1];
    for (int i = 0; i < count; i++) {
        if (sign * values[i] > last)
            return 0;
        level += sign * values[i] >= last;
    }
    return 1.0 / level;
}

/* The values of one store's responses, in the order in which they came. */
static inline void ranks_add(struct ranks *ranks, const double *values,
                             int count)
{
    assert_in_range(count, 2, RANKS_MOST);
    ranks->count = count;
    ranks->stores++;
    ranks->order += ranks_spearman(values, count);
    ranks->highest += ranks_bet(values, count, 1);
    ranks->lowest += ranks_bet(values, count, -1);
}

static inline double ranks_order(const struct ranks *ranks)
{
    return ranks->order / (double)ranks->stores;
}

/* How often the better of the two bets wins. */
static inline double ranks_last(const struct ranks *ranks)
{
    return fmax(ranks->highest, ranks->lowest) / (double)ranks->stores;
}

static inline double ranks_order_bound(const struct ranks *ranks)
{
    return RANKS_SIGMAS /
           sqrt((double)(ranks->count - 1) * (double)ranks->stores);
}

static inline double ranks_last_bound(const struct ranks *ranks)
{
    double chance = 1.0 / ranks->count;
    return RANKS_SIGMAS * sqrt(chance * (1 - chance) / (double)ranks->stores);
}

/* Whether it tells neither the order nor the last one; says what was measured.
 */
static inline bool ranks_tell_nothing(const struct ranks *ranks,
                                      const char *name)
{
    double stores = (double)ranks->stores;
    double chance = 1.0 / ranks->count;
    print_message("%6ld x %2d  %-28s order %+.4f of %.4f,  last %.4f %.4f of "
                  "%.4f +- %.4f\n",
                  ranks->stores, ranks->count, name, ranks_order(ranks),
                  ranks_order_bound(ranks), ranks->highest / stores,
                  ranks->lowest / stores, chance, ranks_last_bound(ranks));
    return fabs(ranks_order(ranks)) <= ranks_order_bound(ranks) &&
           fabs(ranks->highest / stores - chance) <= ranks_last_bound(ranks) &&
           fabs(ranks->lowest / stores - chance) <= ranks_last_bound(ranks);
}

#endif
