/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/proof.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"

/* Whom an attacker knows: of each part, so many. */
struct known {
    long adds[SUMS_MOST];
};

/* The values that a number was seen to have; three are enough. */
struct seen {
    long values[PROOF_VALUES];
    int count;
};

/*
 * The rows of `sums` are those of the question, then the links, then the rules.
 * Cells are all numbers that are looked after: parts, and then the rows.
 */
struct proof {
    const struct ledger_question *parts;
    struct sums sums;
    int links;           /* the row of the first link */
    int rules;           /* the row of the first rule */
    bool *is_told;       /* [cell] */
    long *low;           /* of the parts, without anybody known */
    struct known *known; /* nobody first */
    int known_count;
    bool knows;        /* any of them; else nobody */
    struct seen *seen; /* [cell] */
    long *found;       /* the last solution */
};

/* ---- making --------------------------------------------------------------- */

static int cells_of(const struct proof *proof)
{
    return proof->sums.part_count + proof->sums.row_count;
}

static void bind(struct sums_row *row, struct rounding_range range)
{
    row->low = range.low;
    row->high = range.high;
}

static const struct rounding_range anything = { -SUMS_ANY, SUMS_ANY };

/* A part is bound by its own number, if that is told, and there are no more
 * in it than came back. */
static void make_parts(struct proof *proof, const struct ledger *ledger,
                       const struct tally *tally, int question)
{
    long most = rounding_range(tally->returns).high;
    for (int p = 0; p < proof->sums.part_count; p++) {
        struct rounding_range range = { 0, most };
        proof->is_told[p] = proof->parts->part_told[p];
        if (proof->is_told[p])
            range = rounding_range(ledger_part(ledger, tally, question, p));
        proof->low[p] = proof->sums.low[p] = range.low;
        proof->sums.high[p] = range.high;
    }
}

static void make_rows(struct proof *proof, const struct ledger *ledger,
                      const struct tally *tally, int question)
{
    for (int r = 0; r < proof->parts->row_count; r++) {
        struct sums_row *row = &proof->sums.rows[r];
        *row = proof->parts->rows[r];
        bind(row, anything);
        if (!proof->parts->row_told[r])
            continue;
        struct rounding_range range = rounding_range(
            ledger_row(ledger, tally, question, r));
        proof->is_told[proof->sums.part_count + r] = true;
        bind(row, range);
        if (row->term_count == 1) { /* the part is told under this name */
            proof->low[row->terms[0].part] = range.low;
            proof->sums.low[row->terms[0].part] = range.low;
        }
    }
}

static void find_known(struct proof *proof, struct arena *arena);

struct proof *proof_make(struct arena *arena, const struct ledger *ledger,
                         const struct tally *tally, int question,
                         const struct ledger_share *const *links,
                         int link_count)
{
    struct proof *proof = arena_new(arena, struct proof);
    const struct ledger_question *parts = &ledger->questions[question];
    proof->parts = parts;
    proof->links = parts->row_count;
    proof->rules = proof->links + link_count;
    proof->sums.part_count = parts->part_count;
    proof->sums.row_count = proof->rules + parts->rule_count;
    proof->sums.low = arena_array(arena, long, parts->part_count);
    proof->sums.high = arena_array(arena, long, parts->part_count);
    proof->sums.rows = arena_array(arena, struct sums_row,
                                   proof->sums.row_count);
    proof->low = arena_array(arena, long, parts->part_count);
    proof->found = arena_array(arena, long, parts->part_count);
    proof->is_told = arena_array(arena, bool, cells_of(proof));
    proof->seen = arena_array(arena, struct seen, cells_of(proof));
    make_parts(proof, ledger, tally, question);
    make_rows(proof, ledger, tally, question);
    for (int l = 0; l < link_count; l++)
        proof->sums.rows[proof->links + l] =
            (struct sums_row){ .terms = links[l]->terms,
                               .term_count = links[l]->term_count,
                               .low = -SUMS_ANY,
                               .high = SUMS_ANY };
    for (int r = 0; r < parts->rule_count; r++)
        proof->sums.rows[proof->rules + r] = parts->rules[r];
    find_known(proof, arena);
    return proof;
}

/* ---- whom an attacker may know --------------------------------------------- */

/* Where knowing one who answers so tells nothing: there are surely more. */
static bool is_plain(const struct proof *proof,
                     const struct ledger_person *person)
{
    for (int p = 0; p < proof->sums.part_count; p++)
        if (person->adds[p] && proof->low[p] < 2)
            return false;
    return proof->parts->rule_count == 0;
}

static int times_in(const struct sums_row *row, int part)
{
    for (int t = 0; t < row->term_count; t++)
        if (row->terms[t].part == part)
            return row->terms[t].times;
    return 0;
}

/* Whether two parts could change names and the numbers would stay the same.
 * Rules are the same for all choices that could. */
static bool are_alike(const struct proof *proof, int one, int other)
{
    if (proof->sums.low[one] != proof->sums.low[other] ||
        proof->sums.high[one] != proof->sums.high[other])
        return false;
    for (int r = 0; r < proof->rules; r++)
        if (times_in(&proof->sums.rows[r], one) !=
            times_in(&proof->sums.rows[r], other))
            return false;
    return true;
}

/* Whether two people differ in one part only, by a mere name. */
static bool stand_for_each_other(const struct proof *proof,
                                 const struct ledger_person *one,
                                 const struct ledger_person *other)
{
    int only_one = -1;
    int only_other = -1;
    for (int p = 0; p < proof->sums.part_count; p++) {
        if (one->adds[p] == other->adds[p])
            continue;
        int *only = one->adds[p] ? &only_one : &only_other;
        if (*only >= 0)
            return false;
        *only = p;
    }
    return only_one >= 0 && only_other >= 0 &&
           are_alike(proof, only_one, only_other);
}

static void add_known(struct proof *proof, const struct ledger_person *one,
                      const struct ledger_person *other)
{
    struct known *known = &proof->known[proof->known_count++];
    for (int p = 0; p < proof->sums.part_count; p++)
        known->adds[p] = one->adds[p] + (other ? other->adds[p] : 0);
}

/* Which people are worth knowing: of those that stand for each other two. */
static int choose_people(const struct proof *proof,
                         const struct ledger_person **chosen)
{
    const struct ledger_question *parts = proof->parts;
    int count = 0;
    for (int i = 0; i < parts->person_count; i++) {
        int alike = 0;
        for (int c = 0; c < count; c++)
            alike += stand_for_each_other(proof, chosen[c], &parts->people[i]);
        if (alike < 2 && !is_plain(proof, &parts->people[i]))
            chosen[count++] = &parts->people[i];
    }
    return count;
}

/* Nobody, each one, and each two. */
static void find_known(struct proof *proof, struct arena *arena)
{
    const struct ledger_person **chosen = arena_array(
        arena, const struct ledger_person *, proof->parts->person_count);
    int count = choose_people(proof, chosen);
    proof->known = arena_array(arena, struct known,
                               1 + count + count * (count + 1) / 2);
    proof->known_count = 1;
    for (int i = 0; i < count; i++) {
        add_known(proof, chosen[i], NULL);
        for (int j = 0; j <= i; j++)
            add_known(proof, chosen[i], chosen[j]);
    }
}

/* ---- bounds from outside --------------------------------------------------- */

void proof_drop_link(struct proof *proof, int link)
{
    bind(&proof->sums.rows[proof->links + link], anything);
    proof->is_told[proof->sums.part_count + proof->links + link] = false;
}

void proof_bind_asked(struct proof *proof, struct rounding_range range)
{
    bind(&proof->sums.rows[LEDGER_ROUTED], range);
}

void proof_bind_link(struct proof *proof, int link, struct rounding_range range)
{
    bind(&proof->sums.rows[proof->links + link], range);
}

void proof_tell_link(struct proof *proof, int link)
{
    proof->is_told[proof->sums.part_count + proof->links + link] = true;
}

struct rounding_range proof_span(const struct proof *proof, int link)
{
    struct rounding_range range;
    sums_span(&proof->sums, proof->links + link, &range.low, &range.high);
    return range;
}

/* ---- proving -------------------------------------------------------------- */

/* Sets the bounds for an attacker who knows these people: there are at least
 * they, and what holds of any people holds of the others. */
static void know(struct proof *proof, const struct known *known)
{
    for (int p = 0; p < proof->sums.part_count; p++)
        proof->sums.low[p] = known->adds[p] > proof->low[p] ? known->adds[p]
                                                            : proof->low[p];
    for (int r = proof->rules; r < proof->sums.row_count; r++)
        proof->sums.rows[r].low = sums_of(&proof->sums.rows[r], known->adds);
}

static bool solve(struct proof *proof)
{
    return sums_solve(&proof->sums, proof->found);
}

void proof_know(struct proof *proof, bool knows)
{
    proof->knows = knows;
}

static int first_known(const struct proof *proof)
{
    return proof->knows && proof->known_count > 1 ? 1 : 0;
}

static int last_known(const struct proof *proof)
{
    return proof->knows ? proof->known_count - 1 : 0;
}

bool proof_stands(struct proof *proof)
{
    bool stands = true;
    for (int k = last_known(proof); stands && k >= first_known(proof); k--) {
        know(proof, &proof->known[k]);
        stands = solve(proof);
    }
    know(proof, &proof->known[0]);
    return stands;
}

static long value_of(const struct proof *proof, const long *parts, int cell)
{
    int count = proof->sums.part_count;
    return cell < count ? parts[cell]
                        : sums_of(&proof->sums.rows[cell - count], parts);
}

static bool is_looked_after(const struct proof *proof, int cell)
{
    int count = proof->sums.part_count;
    return cell < count || cell - count >= proof->rules || proof->is_told[cell];
}

/* Notes what the last solution has for each number. */
static void note(struct proof *proof)
{
    for (int cell = 0; cell < cells_of(proof); cell++) {
        struct seen *seen = &proof->seen[cell];
        long value = value_of(proof, proof->found, cell);
        bool is_new = seen->count < PROOF_VALUES;
        for (int i = 0; is_new && i < seen->count; i++)
            is_new = seen->values[i] != value;
        if (is_new)
            seen->values[seen->count++] = value;
    }
}

/* Looks for a solution where the number lies in a range, and notes it. */
static bool look(struct proof *proof, int cell, struct rounding_range range)
{
    int count = proof->sums.part_count;
    long *low = cell < count ? &proof->sums.low[cell]
                             : &proof->sums.rows[cell - count].low;
    long *high = cell < count ? &proof->sums.high[cell]
                              : &proof->sums.rows[cell - count].high;
    struct rounding_range before = { *low, *high };
    if (range.low > *low)
        *low = range.low;
    if (range.high < *high)
        *high = range.high;
    bool found = *low <= *high && solve(proof);
    *low = before.low;
    *high = before.high;
    if (found)
        note(proof);
    return found;
}

static struct rounding_range ends_of(const struct seen *seen)
{
    struct rounding_range range = { seen->values[0], seen->values[0] };
    for (int i = 1; i < seen->count; i++) {
        if (seen->values[i] < range.low)
            range.low = seen->values[i];
        if (seen->values[i] > range.high)
            range.high = seen->values[i];
    }
    return range;
}

/* Whether the number leaves so many values open. */
static bool has_open(struct proof *proof, int cell, int wanted)
{
    const struct seen *seen = &proof->seen[cell];
    bool goes_on = true;
    while (seen->count < wanted && goes_on) {
        struct rounding_range ends = ends_of(seen);
        goes_on = look(proof, cell,
                       (struct rounding_range){ ends.high + 1, SUMS_ANY }) ||
                  look(proof, cell,
                       (struct rounding_range){ -SUMS_ANY, ends.low - 1 }) ||
                  look(proof, cell,
                       (struct rounding_range){ ends.low + 1, ends.high - 1 });
    }
    return seen->count >= wanted;
}

static bool covers_from(struct proof *proof, const struct known *known)
{
    bool alone = !proof->knows;
    for (int cell = 0; cell < cells_of(proof); cell++) {
        if (!is_looked_after(proof, cell))
            continue;
        if (has_open(proof, cell,
                     alone && proof->is_told[cell] ? PROOF_VALUES
                                                   : PROOF_OTHERS))
            continue;
        /* That none of the others gave an answer may be certain. */
        const struct seen *seen = &proof->seen[cell];
        long others = seen->values[0] - value_of(proof, known->adds, cell);
        if ((alone && proof->is_told[cell]) || seen->count > 1 || others != 0)
            return false;
    }
    return true;
}

bool proof_covers(struct proof *proof)
{
    bool covers = true;
    for (int k = first_known(proof); covers && k <= last_known(proof); k++) {
        know(proof, &proof->known[k]);
        memset(proof->seen, 0, (size_t)cells_of(proof) * sizeof *proof->seen);
        covers = solve(proof);
        if (!covers)
            break;
        note(proof);
        covers = covers_from(proof, &proof->known[k]);
    }
    know(proof, &proof->known[0]);
    return covers;
}
