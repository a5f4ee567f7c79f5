/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attacker.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

#include "base/arena.h"

enum {
    MOST_UNKNOWNS = 600,
    MOST_FACTS = 1500,
    MOST_KEPT = 30,      /* solutions of a piece that are remembered */
    MOST_VALUES = 100,   /* of the unknown 0 */
    MOST_CUTS = 2000,    /* of one search */
    MOST_PIVOTS = 20000, /* of one search */
};

static const double nearly = 1e-7;

struct fact {
    struct attacker_term *terms;
    int count;
    long low;
    long high;
    int piece;
    int row; /* in it */
};

/*
 * Unknowns that hang together once the unknown 0 has a value, as a linear
 * programme. Its variables are the unknowns, first the unknown 0, and then the
 * sums, one for each fact. Each sum stands in a row of the tableau at first, as
 * a sum of unknowns; by pivoting a variable of a row and one of a column change
 * places, until every variable is within its bounds.
 */
struct piece {
    int *unknowns;
    int column_count;
    int *facts;
    int row_count;
    double *tableau; /* [row][column] */
    int *of_row;     /* the variable there */
    int *of_column;
    double *values; /* [variable] */
    double *low;
    double *high;
    long *kept; /* solutions: each unknown, and each sum */
    int kept_count;
};

struct attacker {
    struct arena *arena;
    long low[MOST_UNKNOWNS];
    long high; /* of the unknown 0 */
    int unknown_count;
    struct fact facts[MOST_FACTS];
    int fact_count;
    int piece_of[MOST_UNKNOWNS];
    int column_of[MOST_UNKNOWNS];
    struct piece *pieces;
    int piece_count;
    bool possible[MOST_VALUES]; /* the unknown 0 may be its least and so much */
    int value_count;
    long cuts;
    long pivots;
    long unfinished;
};

struct attacker *attacker_make(struct arena *arena, long low, long high)
{
    struct attacker *attacker = arena_new(arena, struct attacker);
    attacker->arena = arena;
    attacker_unknown(attacker, low);
    attacker->high = high;
    attacker->value_count = (int)(high - low + 1);
    assert(attacker->value_count <= MOST_VALUES);
    return attacker;
}

int attacker_unknown(struct attacker *attacker, long low)
{
    assert(attacker->unknown_count < MOST_UNKNOWNS);
    attacker->low[attacker->unknown_count] = low;
    return attacker->unknown_count++;
}

int attacker_fact(struct attacker *attacker, const struct attacker_term *terms,
                  int count, long low, long high)
{
    assert(attacker->fact_count < MOST_FACTS);
    struct fact *fact = &attacker->facts[attacker->fact_count];
    *fact = (struct fact){ .count = count, .low = low, .high = high };
    fact->terms = arena_array(attacker->arena, struct attacker_term, count);
    for (int t = 0; t < count; t++)
        fact->terms[t] = terms[t];
    return attacker->fact_count++;
}

static double *row_of(const struct piece *piece, int row)
{
    return &piece->tableau[(ptrdiff_t)row * piece->column_count];
}

/* The values of a solution: of each unknown, and of each sum. */
static long *kept_of(const struct piece *piece, int number)
{
    int variables = piece->column_count + piece->row_count;
    return &piece->kept[(ptrdiff_t)number * variables];
}

/* ---- pieces --------------------------------------------------------------- */

static int root_of(int *parents, int unknown)
{
    while (parents[unknown] != unknown)
        unknown = parents[unknown] = parents[parents[unknown]];
    return unknown;
}

static int first_unknown(const struct fact *fact)
{
    for (int t = 0; t < fact->count; t++)
        if (fact->terms[t].unknown > 0)
            return fact->terms[t].unknown;
    return -1;
}

static void number_pieces(struct attacker *attacker, int *parents)
{
    int *numbers = arena_array(attacker->arena, int, attacker->unknown_count);
    attacker->pieces = arena_array(attacker->arena, struct piece,
                                   attacker->unknown_count);
    for (int u = 1; u < attacker->unknown_count; u++)
        if (root_of(parents, u) == u) {
            numbers[u] = attacker->piece_count++;
            attacker->pieces[numbers[u]].column_count = 1;
        }
    for (int u = 1; u < attacker->unknown_count; u++) {
        int number = numbers[root_of(parents, u)];
        attacker->piece_of[u] = number;
        attacker->column_of[u] = attacker->pieces[number].column_count++;
    }
    for (int f = 0; f < attacker->fact_count; f++) {
        struct fact *fact = &attacker->facts[f];
        int unknown = first_unknown(fact);
        fact->piece = unknown < 0 ? -1 : attacker->piece_of[unknown];
        if (unknown > 0)
            fact->row = attacker->pieces[fact->piece].row_count++;
    }
}

static void make_piece(struct attacker *attacker, int number)
{
    struct piece *piece = &attacker->pieces[number];
    struct arena *arena = attacker->arena;
    int variables = piece->column_count + piece->row_count;
    piece->unknowns = arena_array(arena, int, piece->column_count);
    piece->facts = arena_array(arena, int, piece->row_count);
    piece->tableau = arena_array(arena, double,
                                 piece->row_count * piece->column_count);
    piece->of_row = arena_array(arena, int, piece->row_count);
    piece->of_column = arena_array(arena, int, piece->column_count);
    piece->values = arena_array(arena, double, variables);
    piece->low = arena_array(arena, double, variables);
    piece->high = arena_array(arena, double, variables);
    piece->kept = arena_array(arena, long, variables *MOST_KEPT);
    for (int r = 0; r < piece->row_count; r++)
        piece->of_row[r] = piece->column_count + r;
    for (int c = 0; c < piece->column_count; c++)
        piece->of_column[c] = c;
    for (int u = 1; u < attacker->unknown_count; u++)
        if (attacker->piece_of[u] == number)
            piece->unknowns[attacker->column_of[u]] = u;
    for (int f = 0; f < attacker->fact_count; f++)
        if (attacker->facts[f].piece == number)
            piece->facts[attacker->facts[f].row] = f;
}

/* Bounds and tableau; all unknowns begin at their least. */
static void fill_piece(struct attacker *attacker, struct piece *piece)
{
    for (int c = 0; c < piece->column_count; c++) {
        long low = attacker->low[piece->unknowns[c]];
        piece->values[c] = piece->low[c] = (double)low;
        piece->high[c] = c ? ATTACKER_ANY : (double)attacker->high;
    }
    for (int r = 0; r < piece->row_count; r++) {
        const struct fact *fact = &attacker->facts[piece->facts[r]];
        int variable = piece->column_count + r;
        double *row = row_of(piece, r);
        piece->low[variable] = (double)fact->low;
        piece->high[variable] = (double)fact->high;
        for (int t = 0; t < fact->count; t++)
            row[attacker->column_of[fact->terms[t].unknown]] +=
                fact->terms[t].times;
        for (int c = 0; c < piece->column_count; c++)
            piece->values[variable] += row[c] * piece->values[c];
    }
}

static void find_pieces(struct attacker *attacker)
{
    int *parents = arena_array(attacker->arena, int, attacker->unknown_count);
    for (int u = 0; u < attacker->unknown_count; u++)
        parents[u] = u;
    for (int f = 0; f < attacker->fact_count; f++) {
        const struct fact *fact = &attacker->facts[f];
        int first = first_unknown(fact);
        for (int t = 0; t < fact->count; t++)
            if (fact->terms[t].unknown > 0)
                parents[root_of(parents, fact->terms[t].unknown)] = root_of(
                    parents, first);
    }
    number_pieces(attacker, parents);
    for (int p = 0; p < attacker->piece_count; p++) {
        make_piece(attacker, p);
        fill_piece(attacker, &attacker->pieces[p]);
    }
}

/* ---- pivoting ------------------------------------------------------------- */

/* Moves the variable of a column, and all rows with it. */
static void move(struct piece *piece, int column, double by)
{
    piece->values[piece->of_column[column]] += by;
    for (int r = 0; r < piece->row_count; r++)
        piece->values[piece->of_row[r]] += row_of(piece, r)[column] * by;
}

/* The variables of a row and a column change places. */
static void pivot(struct piece *piece, int row, int column)
{
    int count = piece->column_count;
    double *own = row_of(piece, row);
    double by = own[column];
    int variable = piece->of_row[row];
    piece->of_row[row] = piece->of_column[column];
    piece->of_column[column] = variable;
    own[column] = -1;
    for (int c = 0; c < count; c++) {
        own[c] /= -by;
        if (fabs(own[c]) < nearly)
            own[c] = 0;
    }
    for (int r = 0; r < piece->row_count; r++) {
        double *other = row_of(piece, r);
        double times = other[column];
        if (r == row || times == 0)
            continue;
        other[column] = 0;
        for (int c = 0; c < count; c++) {
            other[c] += times * own[c];
            if (fabs(other[c]) < nearly)
                other[c] = 0;
        }
    }
}

/* The row whose variable is out of its bounds, the first by its number, so
 * that pivoting comes to an end; -1: there is none. */
static int find_row(const struct piece *piece)
{
    int best = -1;
    for (int r = 0; r < piece->row_count; r++) {
        int v = piece->of_row[r];
        bool out = piece->values[v] < piece->low[v] - nearly ||
                   piece->values[v] > piece->high[v] + nearly;
        if (out && (best < 0 || v < piece->of_row[best]))
            best = r;
    }
    return best;
}

/* The column that can bring the row nearer to its bounds; -1: none can. */
static int find_column(const struct piece *piece, int row, bool up)
{
    int best = -1;
    for (int c = 0; c < piece->column_count; c++) {
        double times = row_of(piece, row)[c];
        int v = piece->of_column[c];
        bool rises = (times > 0) == up;
        bool can = rises ? piece->values[v] < piece->high[v] - nearly
                         : piece->values[v] > piece->low[v] + nearly;
        if (fabs(times) > nearly && can &&
            (best < 0 || v < piece->of_column[best]))
            best = c;
    }
    return best;
}

/* Whether all variables can be within their bounds, broken or not. */
static bool balance(struct attacker *attacker, struct piece *piece)
{
    for (int row; (row = find_row(piece)) >= 0;) {
        int v = piece->of_row[row];
        bool up = piece->values[v] < piece->low[v];
        double wanted = up ? piece->low[v] : piece->high[v];
        int column = find_column(piece, row, up);
        if (column < 0 || attacker->pivots++ > MOST_PIVOTS)
            return false;
        move(piece, column,
             (wanted - piece->values[v]) / row_of(piece, row)[column]);
        pivot(piece, row, column);
    }
    return true;
}

/* Sets the bounds of a variable; one of a column is brought within them. */
static void bound(struct piece *piece, int variable, double low, double high)
{
    piece->low[variable] = low;
    piece->high[variable] = high;
    for (int c = 0; c < piece->column_count; c++) {
        double value = piece->values[variable];
        if (piece->of_column[c] != variable)
            continue;
        if (value < low)
            move(piece, c, low - value);
        else if (value > high)
            move(piece, c, high - value);
    }
}

/* ---- whole numbers -------------------------------------------------------- */

static int find_broken(const struct piece *piece)
{
    for (int c = 0; c < piece->column_count; c++)
        if (fabs(piece->values[c] - round(piece->values[c])) > 1e-5)
            return c;
    return -1;
}

/* Keeps the solution, which is checked without any broken number. */
static bool keep(const struct attacker *attacker, struct piece *piece)
{
    if (piece->kept_count == MOST_KEPT)
        piece->kept_count--;
    long *kept = kept_of(piece, piece->kept_count++);
    for (int c = 0; c < piece->column_count; c++)
        kept[c] = lround(piece->values[c]);
    for (int r = 0; r < piece->row_count; r++) {
        const struct fact *fact = &attacker->facts[piece->facts[r]];
        long sum = 0;
        for (int t = 0; t < fact->count; t++)
            sum += fact->terms[t].times *
                   kept[attacker->column_of[fact->terms[t].unknown]];
        assert(sum >= fact->low && sum <= fact->high);
        kept[piece->column_count + r] = sum;
    }
    return true;
}

static bool search(struct attacker *attacker, struct piece *piece)
{
    if (attacker->cuts++ > MOST_CUTS || !balance(attacker, piece))
        return false;
    int broken = find_broken(piece);
    if (broken < 0)
        return keep(attacker, piece);
    double low = piece->low[broken];
    double high = piece->high[broken];
    double cut = floor(piece->values[broken]);
    bool found = false;
    for (int side = 0; side < 2 && !found; side++) {
        bound(piece, broken, side ? cut + 1 : low, side ? high : cut);
        found = search(attacker, piece);
        bound(piece, broken, low, high);
    }
    return found;
}

/* Whether the piece has a solution with so many in the unknown 0; a new one
 * is kept last. */
static bool solve(struct attacker *attacker, struct piece *piece, long zero)
{
    attacker->cuts = 0;
    attacker->pivots = 0;
    bound(piece, 0, (double)zero, (double)zero);
    bool found = search(attacker, piece);
    attacker->unfinished += !found && (attacker->cuts > MOST_CUTS ||
                                       attacker->pivots > MOST_PIVOTS);
    return found;
}

bool attacker_begin(struct attacker *attacker)
{
    bool any = false;
    find_pieces(attacker);
    for (int v = 0; v < attacker->value_count; v++) {
        attacker->possible[v] = true;
        for (int p = 0; attacker->possible[v] && p < attacker->piece_count; p++)
            attacker->possible[v] = solve(attacker, &attacker->pieces[p],
                                          attacker->low[0] + v);
        any = any || attacker->possible[v];
    }
    /* Solutions for a value that is not possible are none. */
    for (int p = 0; p < attacker->piece_count; p++) {
        struct piece *piece = &attacker->pieces[p];
        int variables = piece->column_count + piece->row_count;
        int good = 0;
        for (int k = 0; k < piece->kept_count; k++) {
            const long *kept = kept_of(piece, k);
            if (!attacker->possible[kept[0] - attacker->low[0]])
                continue;
            for (int i = 0; i < variables; i++)
                kept_of(piece, good)[i] = kept[i];
            good++;
        }
        piece->kept_count = good;
    }
    return any;
}

/* ---- values --------------------------------------------------------------- */

struct values {
    long values[3];
    int count;
    int wanted;
};

static void add_value(struct values *values, long value)
{
    for (int i = 0; i < values->count; i++)
        if (values->values[i] == value)
            return;
    if (values->count < values->wanted)
        values->values[values->count++] = value;
}

/* Looks for a value between two bounds. */
static bool look(struct attacker *attacker, const struct fact *fact, long low,
                 long high, struct values *values)
{
    struct piece *piece = &attacker->pieces[fact->piece];
    int variable = piece->column_count + fact->row;
    bool found = false;
    low = low > fact->low ? low : fact->low;
    high = high < fact->high ? high : fact->high;
    if (low > high)
        return false;
    bound(piece, variable, (double)low, (double)high);
    for (int v = 0; v < attacker->value_count && !found; v++)
        found = attacker->possible[v] &&
                solve(attacker, piece, attacker->low[0] + v);
    bound(piece, variable, (double)fact->low, (double)fact->high);
    if (found)
        add_value(values, kept_of(piece, piece->kept_count - 1)[variable]);
    return found;
}

static bool look_around(struct attacker *attacker, const struct fact *fact,
                        struct values *values)
{
    long low = values->values[0];
    long high = values->values[0];
    for (int i = 1; i < values->count; i++) {
        low = values->values[i] < low ? values->values[i] : low;
        high = values->values[i] > high ? values->values[i] : high;
    }
    if (look(attacker, fact, high + 1, ATTACKER_ANY, values) ||
        look(attacker, fact, -ATTACKER_ANY, low - 1, values))
        return true;
    return values->count == 2 &&
           look(attacker, fact, low + 1, high - 1, values);
}

int attacker_values(struct attacker *attacker, int fact, long truth, int wanted)
{
    const struct fact *asked = &attacker->facts[fact];
    struct values all = { .wanted = wanted };
    assert(wanted <= 3);
    add_value(&all, truth);
    if (asked->piece < 0)
        return all.count;
    const struct piece *piece = &attacker->pieces[asked->piece];
    for (int k = 0; k < piece->kept_count; k++)
        add_value(&all, kept_of(piece, k)[piece->column_count + asked->row]);
    while (all.count < wanted && look_around(attacker, asked, &all))
        continue;
    return all.count;
}

int attacker_possible(const struct attacker *attacker)
{
    int count = 0;
    for (int v = 0; v < attacker->value_count; v++)
        count += attacker->possible[v];
    return count;
}

long attacker_unfinished(const struct attacker *attacker)
{
    return attacker->unfinished;
}
