/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "survey.h"

#include <assert.h>

#include "base/arena.h"
#include "interview/route.h"

unsigned chance_below(struct chance *chance, unsigned limit)
{
    assert(limit > 0);
    chance->state += 0x9e3779b97f4a7c15u;
    uint64_t mixed = chance->state;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
    return (unsigned)((mixed ^ mixed >> 31) % limit);
}

struct making {
    struct arena *arena;
    struct chance chance;
    struct survey *survey;
};

static bool happens(struct making *making, unsigned percent)
{
    return chance_below(&making->chance, 100) < percent;
}

static int below(struct making *making, int limit)
{
    assert(limit > 0);
    return (int)chance_below(&making->chance, (unsigned)limit);
}

/* ---- questions ------------------------------------------------------------ */

static bool is_single(const struct form_question *question)
{
    return question->kind == FORM_ONE || question->kind == FORM_SCALE;
}

static void make_choices(struct making *making, struct form_question *question)
{
    static const int fewest[] = { [FORM_ONE] = 2,
                                  [FORM_SCALE] = 3,
                                  [FORM_MANY] = 2,
                                  [FORM_SLIDER] = 0,
                                  [FORM_TEXT] = 0 };
    if (question->kind == FORM_SLIDER) {
        question->end = 100;
        question->step = 1;
        question->tick = 5;
    }
    if (fewest[question->kind] == 0)
        return;
    question->choice_count = fewest[question->kind] + below(making, 2);
    question->choices = arena_array(making->arena, struct form_choice,
                                    question->choice_count);
    struct form_choice *last = &question->choices[question->choice_count - 1];
    last->outside_base = is_single(question) && happens(making, 25) &&
                         question->choice_count > 2;
    last->exclusive = question->kind == FORM_MANY && happens(making, 60);
}

/* ---- rules ---------------------------------------------------------------- */

static struct rule *rule_of(struct making *making, enum rule_kind kind)
{
    struct rule *rule = arena_new(making->arena, struct rule);
    rule->kind = kind;
    rule->question_index = -1;
    return rule;
}

static struct rule *chosen(struct making *making, int question, int choice)
{
    struct rule *rule = rule_of(making, RULE_CHOSEN);
    rule->question_index = question;
    rule->choice_index = choice;
    return rule;
}

static struct rule *join(struct making *making, enum rule_kind kind,
                         struct rule *left, struct rule *right)
{
    struct rule *rule = rule_of(making, kind);
    rule->left = left;
    rule->right = right;
    return rule;
}

/* An earlier question of such a kind, or -1. */
static int earlier(struct making *making, int question, bool single,
                   enum form_kind kind)
{
    const struct form *form = making->survey->form;
    int found = -1;
    for (int q = 0, count = 0; q < question; q++)
        if ((single ? is_single(&form->questions[q])
                    : form->questions[q].kind == kind) &&
            below(making, ++count) == 0)
            found = q;
    return found;
}

/* Who took a choice of an earlier question, perhaps one of two. */
static struct rule *route_by_choice(struct making *making, int question)
{
    struct survey_route *route = &making->survey->routes[question];
    int from = earlier(making, question, true, FORM_ONE);
    if (from < 0)
        return NULL;
    int count = making->survey->form->questions[from].choice_count;
    int choice = below(making, happens(making, 60) ? 1 : count);
    *route = (struct survey_route){
        ANY, { { .question = from, .choices = 1ull << choice } }, 1
    };
    struct rule *rule = chosen(making, from, choice);
    int other = (choice + 1) % count;
    if (count > 2 && happens(making, 15)) {
        route->parts[0].choices |= 1ull << other;
        rule = join(making, RULE_OR, rule, chosen(making, from, other));
    }
    if (making->survey->routes[from].how == EVERYBODY && happens(making, 15)) {
        route->parts[0].others = true;
        rule = join(making, RULE_NOT, rule, NULL);
    }
    return rule;
}

/* Who is asked one question, or took a choice of another that those are not
 * asked: as contract or plan. */
static struct rule *route_by_either(struct making *making, int question)
{
    struct survey *survey = making->survey;
    struct survey_route *route = &survey->routes[question];
    for (int q = 0; q < question; q++) {
        const struct survey_part *part = &survey->routes[q].parts[0];
        if (!is_single(&survey->form->questions[q]) ||
            survey->routes[q].how != ANY || part->others ||
            survey->routes[q].part_count > 1 ||
            !is_single(&survey->form->questions[part->question]))
            continue;
        int other = 0;
        while (part->choices >> other & 1)
            other++;
        if (other >= survey->form->questions[part->question].choice_count)
            continue;
        *route = (struct survey_route){ ANY,
                                        { { .question = part->question,
                                            .choices = 1ull << other },
                                          { .question = q, .choices = 1 } },
                                        2 };
        return join(making, RULE_OR, chosen(making, part->question, other),
                    chosen(making, q, 0));
    }
    return NULL;
}

static struct rule *route_by_both(struct making *making, int question)
{
    int a = earlier(making, question, true, FORM_ONE);
    int b = earlier(making, question, true, FORM_ONE);
    if (a == b)
        return NULL;
    making->survey->routes[question] = (struct survey_route){
        BOTH,
        { { .question = a, .choices = 1 }, { .question = b, .choices = 1 } },
        2
    };
    return join(making, RULE_AND, chosen(making, a, 0), chosen(making, b, 0));
}

static struct rule *route_by_number(struct making *making, int question)
{
    int from = earlier(making, question, false, FORM_SLIDER);
    if (from < 0)
        return NULL;
    long limit = 40 + below(making, 50);
    making->survey->routes[question] = (struct survey_route){
        ANY, { { .question = from, .below = limit } }, 1
    };
    struct rule *rule = rule_of(making, RULE_BELOW);
    rule->question_index = from;
    rule->number = limit;
    return rule;
}

static struct rule *route_by_many(struct making *making, int question)
{
    int from = earlier(making, question, false, FORM_MANY);
    if (from < 0)
        return NULL;
    int choice = below(making, 2);
    making->survey->routes[question] = (struct survey_route){
        ANY, { { .question = from, .choices = 1ull << choice } }, 1
    };
    return chosen(making, from, choice);
}

static struct rule *route(struct making *making, int question)
{
    int way = below(making, 100);
    return way < 40   ? route_by_choice(making, question)
           : way < 48 ? route_by_either(making, question)
           : way < 53 ? route_by_both(making, question)
           : way < 60 ? route_by_number(making, question)
           : way < 65 ? route_by_many(making, question)
                      : NULL;
}

/* ---- findings ------------------------------------------------------------- */

static struct form_finding *add_finding(struct form_question *question)
{
    return &question->findings[question->finding_count++];
}

static void count_choices(struct making *making, struct form_finding *finding,
                          int first, int count)
{
    int *of = arena_array(making->arena, int, count);
    for (int i = 0; i < count; i++)
        of[i] = first + i;
    finding->of = of;
    finding->of_count = count;
}

static int inside(const struct form_question *question)
{
    int count = question->choice_count;
    while (count > 0 && question->choices[count - 1].outside_base)
        count--;
    return count;
}

/* Another question whose people are certainly others: asked after another
 * choice of the same one. */
static int find_twin(const struct survey *survey, int question)
{
    const struct survey_route *own = &survey->routes[question];
    const struct form_question *asked = &survey->form->questions[question];
    for (int q = 0; q < question; q++) {
        const struct survey_route *other = &survey->routes[q];
        const struct form_question *twin = &survey->form->questions[q];
        if (twin->kind == asked->kind && own->how == ANY && other->how == ANY &&
            own->part_count == 1 && other->part_count == 1 &&
            own->parts[0].question == other->parts[0].question &&
            is_single(&survey->form->questions[own->parts[0].question]) &&
            !own->parts[0].others && !other->parts[0].others &&
            !(own->parts[0].choices & other->parts[0].choices) &&
            inside(twin) == inside(asked))
            return q;
    }
    return -1;
}

static void make_findings(struct making *making, int q)
{
    struct form_question *question = &making->survey->form->questions[q];
    int count = inside(question);
    question->findings = arena_array(making->arena, struct form_finding, 8);
    if (question->kind == FORM_TEXT || happens(making, 10))
        add_finding(question);
    if (question->kind == FORM_SLIDER) {
        question->findings[0].to = 100;
        question->finding_count = 0;
        *add_finding(question) = (struct form_finding){ .from = 50, .to = 100 };
        if (happens(making, 50))
            *add_finding(question) = (struct form_finding){ .from = 100,
                                                            .to = 100 };
        if (happens(making, 30))
            *add_finding(question) = (struct form_finding){ .from = 60,
                                                            .to = 80 };
    }
    if (count == 0)
        return;
    count_choices(making, add_finding(question), 0, 1);
    if (happens(making, 70))
        count_choices(making, add_finding(question), 0, 2);
    if (count > 2 && happens(making, 30))
        count_choices(making, add_finding(question), 1, 2);
    if (count > 2 && happens(making, 20))
        count_choices(making, add_finding(question), 0, count - 1);
    int twin = find_twin(making->survey, q);
    if (twin < 0)
        return;
    struct form_finding *joined = add_finding(question);
    int *with = arena_array(making->arena, int, 1);
    with[0] = twin;
    count_choices(making, joined, 0, 1 + below(making, 2));
    joined->with = with;
    joined->with_count = 1;
}

static void make_form(struct making *making)
{
    static const enum form_kind kinds[] = { FORM_ONE,  FORM_ONE,    FORM_ONE,
                                            FORM_ONE,  FORM_SCALE,  FORM_SCALE,
                                            FORM_MANY, FORM_SLIDER, FORM_TEXT };
    struct form *form = arena_new(making->arena, struct form);
    making->survey->form = form;
    form->question_count = 2 + below(making, SURVEY_QUESTIONS - 1);
    form->questions = arena_array(making->arena, struct form_question,
                                  form->question_count);
    for (int q = 0; q < form->question_count; q++) {
        struct form_question *question = &form->questions[q];
        question->kind =
            q == 0 ? FORM_ONE
                   : kinds[below(making, (int)(sizeof kinds / sizeof *kinds))];
        make_choices(making, question);
        question->relevant = route(making, q);
        make_findings(making, q);
    }
}

/* ---- people --------------------------------------------------------------- */

/* What people are like in this survey. */
struct habit {
    unsigned silent; /* of 100, who give no choice */
    unsigned weights[8];
    unsigned sum;
    int middle; /* on a slider */
};

static struct habit make_habit(struct making *making)
{
    struct habit habit = { .silent = chance_below(&making->chance, 16),
                           .middle = 20 + below(making, 70) };
    bool is_one_sided = happens(making, 40);
    for (int c = 0; c < 8; c++) {
        habit.weights[c] = 1 + chance_below(&making->chance, 30);
        if (c == 0 && is_one_sided)
            habit.weights[c] += 150;
        if (happens(making, 10))
            habit.weights[c] = 0;
        habit.sum += habit.weights[c];
    }
    habit.weights[0]++;
    return habit;
}

static int pick(struct making *making, const struct habit *habit, int count)
{
    unsigned sum = 0;
    for (int c = 0; c < count; c++)
        sum += habit->weights[c];
    unsigned at = chance_below(&making->chance, sum);
    int choice = 0;
    while (at >= habit->weights[choice])
        at -= habit->weights[choice++];
    return choice;
}

static void pick_some(struct making *making, const struct habit *habit,
                      struct answers *answers, int question)
{
    const struct form_question *asked = &answers->form->questions[question];
    for (int c = 0; c < asked->choice_count; c++)
        if (chance_below(&making->chance, 60) < habit->weights[c])
            answers_choose(answers, question, c);
    if (!answers->all[question].given)
        answers_choose(answers, question, asked->choice_count - 1);
}

static void answer(struct making *making, const struct habit *habit,
                   struct answers *answers, int question)
{
    const struct form_question *asked = &answers->form->questions[question];
    if (chance_below(&making->chance, 100) < habit->silent) {
        int way = below(making, 3);
        if (way < 2)
            answers_choose(answers, question,
                           way ? FORM_DONT_KNOW : FORM_NOT_SAY);
    } else if (asked->kind == FORM_TEXT) {
        if (happens(making, habit->weights[0] * 2))
            answers_set_words(answers, question, S("words"));
    } else if (asked->kind == FORM_SLIDER) {
        answers_set_number(answers, question,
                           habit->middle + below(making, 61) - 30);
    } else if (asked->kind == FORM_MANY) {
        pick_some(making, habit, answers, question);
    } else {
        answers_choose(answers, question,
                       pick(making, habit, asked->choice_count));
    }
}

static void make_people(struct making *making)
{
    struct survey *survey = making->survey;
    struct habit habits[SURVEY_QUESTIONS];
    bool asked[SURVEY_QUESTIONS];
    for (int q = 0; q < survey->form->question_count; q++)
        habits[q] = make_habit(making);
    survey->people = 10 + below(making, SURVEY_PEOPLE - 9);
    survey->tally = tally_make(making->arena, survey->form);
    for (int i = 0; i < survey->people; i++) {
        survey->answers[i] = answers_make(making->arena, survey->form);
        for (int q = 0; q < survey->form->question_count; q++) {
            route_find(survey->answers[i], asked);
            if (asked[q])
                answer(making, &habits[q], survey->answers[i], q);
        }
        tally_add(survey->tally, survey->answers[i]);
    }
}

struct survey *survey_make(struct arena *arena, uint64_t seed)
{
    struct making making = { .arena = arena, .chance = { seed } };
    making.survey = arena_new(arena, struct survey);
    make_form(&making);
    make_people(&making);
    return making.survey;
}
