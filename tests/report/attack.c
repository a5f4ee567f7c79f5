/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "attack.h"

#include <assert.h>

#include "attacker.h"
#include "base/arena.h"
#include "interview/route.h"

enum { MOST_ATOMS = 400, MOST_CELLS = 400 };

/* People who gave the very same answer to one question. */
struct atom {
    int question;
    enum { CHOICE, SET, PIECE, WORDS, DONT_KNOW, NOT_SAY, BLANK } kind;
    uint64_t choices; /* CHOICE, SET */
    long from;        /* PIECE */
    long to;
    long known; /* people the attacker knows */
    int unknown;
};

struct attack {
    struct arena *arena;
    const struct survey *survey;
    const struct safe_table *table; /* NULL: the control */
    struct attacker *attacker;
    struct atom atoms[MOST_ATOMS];
    int atom_count;
    struct attack_result *result;
    bool is_alone;
    int facts[MOST_CELLS]; /* of each number, in order */
    int learnt;
    int aimed;
};

/* A sum of atoms while it is put together. */
struct sum {
    struct attacker_term terms[MOST_ATOMS];
    int count;
    long known;
};

static int learn(const struct attack *attack, const struct sum *sum, long low,
                 long high)
{
    return attacker_fact(attack->attacker, sum->terms, sum->count, low, high);
}

static void add_atom(struct sum *sum, const struct atom *atom, int times)
{
    sum->terms[sum->count++] = (struct attacker_term){ atom->unknown, times };
    sum->known += times * atom->known;
}

static const struct form_question *asked_of(const struct attack *attack,
                                            int question)
{
    return &attack->survey->form->questions[question];
}

/* ---- atoms ---------------------------------------------------------------- */

static void make_atom(struct attack *attack, struct atom atom)
{
    assert(attack->atom_count < MOST_ATOMS);
    attack->atoms[attack->atom_count++] = atom;
}

static bool can_stand(const struct form_question *question, uint64_t set)
{
    for (int c = 0; c < question->choice_count; c++)
        if (question->choices[c].exclusive && (set >> c & 1) &&
            set != 1ull << c)
            return false;
    return true;
}

static bool begins_piece(const struct attack *attack, int question, long value)
{
    const struct survey *survey = attack->survey;
    const struct form_question *asked = asked_of(attack, question);
    bool begins = value == 0 || value == 25 || value == 50 || value == 75;
    for (int f = 0; f < asked->finding_count; f++)
        begins = begins || value == asked->findings[f].from ||
                 value == asked->findings[f].to + 1;
    for (int q = 0; q < survey->form->question_count; q++)
        for (int p = 0; p < survey->routes[q].part_count; p++)
            begins = begins ||
                     (survey->routes[q].parts[p].question == question &&
                      value == survey->routes[q].parts[p].below);
    if (!attack->table)
        return begins;
    struct guard_cell median = guard_question(attack->table, question).median;
    return begins || (median.status != GUARD_WITHHELD &&
                      (value == median.count - 2 || value == median.count + 3));
}

static void make_pieces(struct attack *attack, int question)
{
    long from = 0;
    for (long value = 1; value <= 101; value++)
        if (value == 101 || begins_piece(attack, question, value)) {
            make_atom(attack, (struct atom){ .question = question,
                                             .kind = PIECE,
                                             .from = from,
                                             .to = value - 1 });
            from = value;
        }
}

static void make_question(struct attack *attack, int q)
{
    const struct form_question *asked = asked_of(attack, q);
    switch (asked->kind) {
    case FORM_SLIDER:
        make_pieces(attack, q);
        break;
    case FORM_TEXT:
        make_atom(attack, (struct atom){ .question = q, .kind = WORDS });
        break;
    case FORM_MANY:
        for (uint64_t set = 1; set < 1ull << asked->choice_count; set++)
            if (can_stand(asked, set))
                make_atom(attack, (struct atom){ .question = q,
                                                 .kind = SET,
                                                 .choices = set });
        break;
    default:
        for (int c = 0; c < asked->choice_count; c++)
            make_atom(attack, (struct atom){ .question = q,
                                             .kind = CHOICE,
                                             .choices = 1ull << c });
    }
    make_atom(attack, (struct atom){ .question = q, .kind = DONT_KNOW });
    make_atom(attack, (struct atom){ .question = q, .kind = NOT_SAY });
    make_atom(attack, (struct atom){ .question = q, .kind = BLANK });
}

/* Whether an answer is what the atom stands for. */
static bool is_atom(const struct form_question *asked,
                    const struct answer *answer, const struct atom *atom)
{
    switch (atom->kind) {
    case BLANK:
        return !answer->given;
    case DONT_KNOW:
        return answer->given && answer->choice == FORM_DONT_KNOW;
    case NOT_SAY:
        return answer->given && answer->choice == FORM_NOT_SAY;
    default:
        if (!answer->given || answer->choice < FORM_BLANK)
            return false;
    }
    if (asked->kind == FORM_MANY)
        return answer->chosen == atom->choices;
    if (asked->kind == FORM_SLIDER)
        return answer->number >= atom->from && answer->number <= atom->to;
    return atom->kind == WORDS || 1ull << answer->choice == atom->choices;
}

/* ---- sums ----------------------------------------------------------------- */

static bool is_inside(const struct attack *attack, const struct atom *atom)
{
    const struct form_question *asked = asked_of(attack, atom->question);
    if (atom->kind >= DONT_KNOW)
        return false;
    for (int c = 0; atom->kind == CHOICE && c < asked->choice_count; c++)
        if (atom->choices == 1ull << c && asked->choices[c].outside_base)
            return false;
    return true;
}

static bool is_found(const struct attack *attack, const struct atom *atom,
                     const struct form_finding *finding)
{
    bool found = finding->of_count == 0;
    if (!is_inside(attack, atom))
        return false;
    if (atom->kind == PIECE)
        return atom->from >= finding->from && atom->to <= finding->to;
    for (int i = 0; i < finding->of_count; i++)
        found = found || (atom->choices >> finding->of[i] & 1);
    return found;
}

/* The numbers of a question, as the table may tell them. */
enum number {
    ROUTED,
    ANSWERED,
    BASE,
    DONT_KNOWS,
    NOT_SAYS,
    BLANKS,
    CHOICES,
    BANDS,
    FINDING_K,
    FINDING_N
};

struct cell {
    int question;
    enum number number;
    int which;
};

static bool counts(const struct attack *attack, const struct cell *cell,
                   const struct atom *atom)
{
    const struct form_question *asked = asked_of(attack, cell->question);
    const struct form_finding *finding = &asked->findings[cell->which];
    switch (cell->number) {
    case ROUTED:
        return true;
    case ANSWERED:
        return atom->kind != BLANK;
    case BASE:
        return is_inside(attack, atom);
    case DONT_KNOWS:
        return atom->kind == DONT_KNOW;
    case NOT_SAYS:
        return atom->kind == NOT_SAY;
    case BLANKS:
        return atom->kind == BLANK;
    case CHOICES:
        return atom->kind <= SET && (atom->choices >> cell->which & 1);
    case BANDS:
        return atom->kind == PIECE && atom->from >= 25L * cell->which &&
               atom->to <= (cell->which == 3 ? 100 : 25L * cell->which + 24);
    case FINDING_K:
        return is_found(attack, atom, finding);
    default:
        return finding->of_count == 0 && asked->kind != FORM_SLIDER
                   ? true
                   : is_inside(attack, atom);
    }
}

static bool is_with(const struct form_finding *finding, int question)
{
    for (int w = 0; w < finding->with_count; w++)
        if (finding->with[w] == question)
            return true;
    return false;
}

static void fill_sum(const struct attack *attack, const struct cell *cell,
                     struct sum *sum)
{
    const struct form_question *asked = asked_of(attack, cell->question);
    bool is_finding = cell->number >= FINDING_K;
    sum->count = 0;
    sum->known = 0;
    for (int a = 0; a < attack->atom_count; a++) {
        const struct atom *atom = &attack->atoms[a];
        bool here = atom->question == cell->question ||
                    (is_finding &&
                     is_with(&asked->findings[cell->which], atom->question));
        if (here && counts(attack, cell, atom))
            add_atom(sum, atom, 1);
    }
}

static long truth_of(const struct attack *attack, const struct cell *cell)
{
    const struct tally *tally = attack->survey->tally;
    const struct tally_question *sum = &tally->questions[cell->question];
    const struct tally_finding *findings = tally->findings[cell->question];
    switch (cell->number) {
    case ROUTED:
        return sum->routed;
    case ANSWERED:
        return sum->answered;
    case BASE:
        return sum->base;
    case DONT_KNOWS:
        return sum->dont_know;
    case NOT_SAYS:
        return sum->not_say;
    case BLANKS:
        return sum->blank;
    case CHOICES:
        return sum->counts[cell->which];
    case BANDS:
        return sum->bands[cell->which];
    case FINDING_K:
        return findings[cell->which].k;
    default:
        return findings[cell->which].n;
    }
}

static struct guard_cell told_of(const struct attack *attack,
                                 const struct cell *cell)
{
    struct guard_question told = guard_question(attack->table, cell->question);
    switch (cell->number) {
    case ROUTED:
        return told.routed;
    case ANSWERED:
        return told.answered;
    case BASE:
        return told.base;
    case DONT_KNOWS:
        return told.dont_know;
    case NOT_SAYS:
        return told.not_say;
    case BLANKS:
        return told.blank;
    case CHOICES:
        return guard_choice(attack->table, cell->question, cell->which);
    case BANDS:
        return told.bands[cell->which];
    case FINDING_K:
        return guard_finding(attack->table, cell->question, cell->which).k;
    default:
        return guard_finding(attack->table, cell->question, cell->which).n;
    }
}

/* Calls `visit` for every number that there is. */
static void each_cell(struct attack *attack,
                      void (*visit)(struct attack *attack,
                                    const struct cell *cell))
{
    const struct form *form = attack->survey->form;
    for (int q = 0; q < form->question_count; q++) {
        const struct form_question *asked = &form->questions[q];
        for (int n = ROUTED; n <= BLANKS; n++)
            visit(attack, &(struct cell){ q, (enum number)n, 0 });
        for (int c = 0; c < asked->choice_count; c++)
            visit(attack, &(struct cell){ q, CHOICES, c });
        for (int b = 0; asked->kind == FORM_SLIDER && b < TALLY_BANDS; b++)
            visit(attack, &(struct cell){ q, BANDS, b });
        for (int f = 0; f < asked->finding_count; f++) {
            visit(attack, &(struct cell){ q, FINDING_K, f });
            visit(attack, &(struct cell){ q, FINDING_N, f });
        }
    }
}

/* ---- facts ---------------------------------------------------------------- */

static bool is_part(const struct atom *atom, const struct survey_part *part)
{
    bool is_in;
    if (atom->question != part->question)
        return false;
    if (atom->kind == PIECE)
        return atom->to < part->below;
    is_in = atom->kind <= SET && (atom->choices & part->choices);
    return is_in != part->others;
}

/* How many were asked: everybody, those of the parts, or no more than those of
 * each part and no fewer than must be in both. */
static void learn_route(struct attack *attack, int question)
{
    const struct survey_route *route = &attack->survey->routes[question];
    struct sum sum = { .count = 0 };
    for (int a = 0; a < attack->atom_count; a++)
        if (attack->atoms[a].question == question)
            add_atom(&sum, &attack->atoms[a], 1);
    int own = sum.count;
    struct attacker_term zero = { .unknown = 0, .times = 1 };
    if (route->how == EVERYBODY) {
        zero.times = -1;
        sum.terms[sum.count++] = zero;
        learn(attack, &sum, 0, 0);
        return;
    }
    for (int p = 0; p < route->part_count; p++) {
        for (int a = 0; a < attack->atom_count; a++)
            if (is_part(&attack->atoms[a], &route->parts[p]))
                add_atom(&sum, &attack->atoms[a], -1);
        if (route->how == BOTH) {
            learn(attack, &sum, -ATTACKER_ANY, 0);
            sum.count = own;
        }
    }
    if (route->how == ANY) {
        learn(attack, &sum, 0, 0);
        return;
    }
    for (int p = 0; p < route->part_count; p++)
        for (int a = 0; a < attack->atom_count; a++)
            if (is_part(&attack->atoms[a], &route->parts[p]))
                add_atom(&sum, &attack->atoms[a], -1);
    sum.terms[sum.count++] = zero;
    learn(attack, &sum, 0, ATTACKER_ANY);
}

static long round_to_five(long count)
{
    long rest = count % 5;
    return rest < 3 ? count - rest : count + 5 - rest;
}

/* A finding over several questions is the sum of other numbers as they are
 * told, and tells nothing new. */
static bool is_new(const struct attack *attack, const struct cell *cell)
{
    return told_of(attack, cell).status != GUARD_WITHHELD &&
           (cell->number < FINDING_K || asked_of(attack, cell->question)
                                                ->findings[cell->which]
                                                .with_count == 0);
}

/* Every number is a fact, so that it can be asked about; those that are not
 * told have no bounds. */
static void learn_cell(struct attack *attack, const struct cell *cell)
{
    struct sum sum;
    struct guard_cell told = told_of(attack, cell);
    bool is_told = is_new(attack, cell);
    assert(!is_told || (told.status == GUARD_ROUNDED &&
                        told.count == round_to_five(truth_of(attack, cell))));
    fill_sum(attack, cell, &sum);
    assert(attack->learnt < MOST_CELLS);
    attack->facts[attack->learnt++] = learn(
        attack, &sum, is_told ? told.count - 2 : -ATTACKER_ANY,
        is_told ? told.count + 2 : ATTACKER_ANY);
}

/* Half of those who count are not above the middle, and fewer are below. */
static void learn_median(struct attack *attack, int question)
{
    struct guard_cell median = guard_question(attack->table, question).median;
    struct sum below = { .count = 0 };
    struct sum above = { .count = 0 };
    if (median.status == GUARD_WITHHELD)
        return;
    for (int a = 0; a < attack->atom_count; a++) {
        const struct atom *atom = &attack->atoms[a];
        if (atom->question != question || atom->kind != PIECE)
            continue;
        add_atom(&below, atom, atom->to < median.count - 2 ? 1 : -1);
        add_atom(&above, atom, atom->from > median.count + 2 ? 1 : -1);
    }
    learn(attack, &below, -ATTACKER_ANY, -1);
    learn(attack, &above, -ATTACKER_ANY, 0);
}

static void learn_exactly(struct attack *attack, const struct cell *cell)
{
    struct sum sum;
    long truth = truth_of(attack, cell);
    bool hidden = cell->number > BASE && truth >= 1 && truth <= 4;
    bool is_told = cell->number < FINDING_K;
    fill_sum(attack, cell, &sum);
    assert(attack->learnt < MOST_CELLS);
    attack->facts[attack->learnt++] = learn(attack, &sum,
                                            !is_told ? -ATTACKER_ANY
                                            : hidden ? 1
                                                     : truth,
                                            !is_told ? ATTACKER_ANY
                                            : hidden ? 4
                                                     : truth);
}

/* ---- attacking ------------------------------------------------------------ */

static void aim(struct attack *attack, const struct cell *cell)
{
    struct sum sum;
    int fact = attack->facts[attack->aimed++];
    long truth = truth_of(attack, cell);
    fill_sum(attack, cell, &sum);
    long others = truth - sum.known;
    if (others >= 1 && others <= 4) {
        attack->result->targets++;
        attack->result->pinned += attacker_values(attack->attacker, fact, truth,
                                                  2) < 2;
    }
    if (!attack->is_alone || !is_new(attack, cell))
        return;
    attack->result->told++;
    attack->result->thin += attacker_values(attack->attacker, fact, truth, 3) <
                            3;
}

static void aim_at_hidden(struct attack *attack, const struct cell *cell)
{
    int fact = attack->facts[attack->aimed++];
    long truth = truth_of(attack, cell);
    if (cell->number <= BASE || cell->number >= FINDING_K || truth < 1 ||
        truth > 4)
        return;
    attack->result->targets++;
    attack->result->pinned += attacker_values(attack->attacker, fact, truth,
                                              2) < 2;
}

static struct attack *begin(struct arena *arena, const struct survey *survey,
                            const struct safe_table *table,
                            struct attack_result *result)
{
    struct attack *attack = arena_new(arena, struct attack);
    *attack = (struct attack){
        .arena = arena, .survey = survey, .table = table, .result = result
    };
    for (int q = 0; q < survey->form->question_count; q++)
        make_question(attack, q);
    return attack;
}

/* How many of the people he knows gave the answer. */
static long count_known(const struct attack *attack, const struct atom *atom,
                        const int *known, int known_count)
{
    bool asked[SURVEY_QUESTIONS];
    long count = 0;
    for (int k = 0; k < known_count; k++) {
        const struct answers *answers = attack->survey->answers[known[k]];
        route_find(answers, asked);
        count += asked[atom->question] &&
                 is_atom(asked_of(attack, atom->question),
                         &answers->all[atom->question], atom);
    }
    return count;
}

static void know(struct attack *attack, const int *known, int known_count)
{
    for (int a = 0; a < attack->atom_count; a++) {
        struct atom *atom = &attack->atoms[a];
        atom->known = count_known(attack, atom, known, known_count);
        atom->unknown = attacker_unknown(attack->attacker, atom->known);
    }
    for (int q = 0; q < attack->survey->form->question_count; q++)
        learn_route(attack, q);
}

static void finish(struct attack *attack)
{
    attack->result->unfinished += attacker_unfinished(attack->attacker);
    arena_destroy(attack->arena);
}

void attack_table(const struct survey *survey, const struct safe_table *table,
                  const int *known, int known_count,
                  struct attack_result *result)
{
    struct attack *attack = begin(arena_make(), survey, table, result);
    long returns = guard_returns(table).count;
    attack->is_alone = known_count == 0;
    attack->attacker = attacker_make(
        attack->arena, returns < 12 ? 10 : returns - 2, returns + 2);
    know(attack, known, known_count);
    each_cell(attack, learn_cell);
    for (int q = 0; q < survey->form->question_count; q++)
        learn_median(attack, q);
    bool consistent = attacker_begin(attack->attacker);
    assert(consistent);
    if (attack->is_alone) {
        result->told++;
        result->thin += attacker_possible(attack->attacker) < 3;
    }
    each_cell(attack, aim);
    finish(attack);
}

void attack_control(const struct survey *survey, struct attack_result *result)
{
    struct attack *attack = begin(arena_make(), survey, NULL, result);
    attack->attacker = attacker_make(attack->arena, survey->people,
                                     survey->people);
    know(attack, NULL, 0);
    each_cell(attack, learn_exactly);
    bool consistent = attacker_begin(attack->attacker);
    assert(consistent);
    each_cell(attack, aim_at_hidden);
    finish(attack);
}
