/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/relevance.h"

#include <assert.h>

#include "base/arena.h"

/* ---- names --------------------------------------------------------------- */

struct lookup {
    struct draft *draft;
    int index; /* of the question whose rule it is */
    bool fine;
};

/* The question as a rule writes it. */
static str asked(struct draft *draft, str name)
{
    str open = draft_join(draft, S("${"), name);
    return draft_join(draft, open, S("}"));
}

static void refuse(struct lookup *lookup, struct text_place at,
                   const char *pattern, const struct rule *part)
{
    lookup->fine = false;
    fault_add(lookup->draft->faults, at, pattern, SLOT("name", part->question),
              SLOT("asked", asked(lookup->draft, part->question)),
              SLOT("choice", part->choice));
}

static bool is_number_rule(const struct rule *part)
{
    return part->kind != RULE_CHOSEN;
}

/* A kind of question can be asked about in its own way only. */
static void check_kind(struct lookup *lookup, const struct rule *part,
                       enum form_kind kind)
{
    bool blank = part->kind == RULE_CHOSEN && part->choice.size == 0;
    if (is_number_rule(part) && kind != FORM_SLIDER)
        refuse(lookup, part->question_at,
               TEXT_KEY("{asked} has no number; compare it with the name of a "
                        "choice in quotes"),
               part);
    else if (kind == FORM_SLIDER && !is_number_rule(part) && !blank)
        refuse(lookup, part->choice_at,
               TEXT_KEY("{asked} has a number and no choices; compare it with "
                        "a whole number"),
               part);
    else if (kind == FORM_MANY && !is_number_rule(part) && !blank &&
             !part->by_selected)
        refuse(lookup, part->question_at,
               TEXT_KEY("{asked} can have several answers; write "
                        "selected({asked}, '{choice}')"),
               part);
}

static void check_choice(struct lookup *lookup, struct rule *part,
                         const struct form_question *question)
{
    part->choice_index = FORM_BLANK;
    if (is_number_rule(part) || part->choice.size == 0)
        return;
    part->choice_index = form_choice(question, part->choice);
    if (part->choice_index == FORM_BLANK && question->choice_count > 0 &&
        question->kind != FORM_SLIDER)
        refuse(lookup, part->choice_at,
               TEXT_KEY("{asked} has no choice {choice}; write one of its "
                        "choices, dont_know or not_say"),
               part);
}

static void look_up(void *self, struct rule *part)
{
    struct lookup *lookup = self;
    const struct form *form = lookup->draft->form;
    int found = form_question(form, part->question);
    part->question_index = found;
    if (found < 0) {
        refuse(lookup, part->question_at,
               TEXT_KEY("there is no question {name}; write the name of an "
                        "earlier question"),
               part);
    } else if (found >= lookup->index) {
        refuse(lookup, part->question_at,
               TEXT_KEY("{name} is not asked before this question; name an "
                        "earlier one or move this one down"),
               part);
    } else {
        check_kind(lookup, part, form->questions[found].kind);
        check_choice(lookup, part, &form->questions[found]);
    }
}

bool relevance_link(struct draft *draft, int index)
{
    struct lookup lookup = { .draft = draft, .index = index, .fine = true };
    rule_each(draft->form->questions[index].relevant, look_up, &lookup);
    return lookup.fine;
}

/* ---- can it be asked? ---------------------------------------------------- */

/* All answers to the questions that decide are tried, one after another. Only
 * those that the rules tell apart need trying: each choice that a rule names,
 * one that none names, and none at all. */

enum { MOST_ANSWERS = 64, MOST_STEPS = 20000 };

struct answer {
    int choice;      /* FORM_ONE, FORM_SCALE, FORM_TEXT */
    long number;     /* FORM_SLIDER */
    uint64_t chosen; /* FORM_MANY: bits of what `possible` lists */
    bool blank;
};

/* A question that decides, and what may be answered. */
struct decider {
    int question;
    long possible[MOST_ANSWERS]; /* choices or numbers that the rules name */
    int possible_count;
    struct answer answer;
};

struct search {
    const struct form *form;
    struct decider *deciders;
    int decider_count;
    struct rule_facts facts;
    int targets[2];
    int steps;
};

static struct decider *find_decider(const struct search *search, int question)
{
    for (int i = 0; i < search->decider_count; i++)
        if (search->deciders[i].question == question)
            return &search->deciders[i];
    return NULL;
}

static bool chose(const void *self, int question, int choice)
{
    const struct decider *decider = find_decider(self, question);
    const struct answer *answer = &decider->answer;
    if (choice == FORM_BLANK || answer->blank)
        return choice == FORM_BLANK && answer->blank;
    const struct search *search = self;
    if (search->form->questions[question].kind != FORM_MANY)
        return answer->choice == choice;
    for (int i = 0; i < decider->possible_count; i++)
        if (decider->possible[i] == choice)
            return answer->chosen >> i & 1;
    return false;
}

static bool number(const void *self, int question, long *value)
{
    const struct answer *answer = &find_decider(self, question)->answer;
    *value = answer->number;
    return !answer->blank;
}

static void may_be(struct decider *decider, long value)
{
    for (int i = 0; i < decider->possible_count; i++)
        if (decider->possible[i] == value)
            return;
    if (decider->possible_count < MOST_ANSWERS)
        decider->possible[decider->possible_count++] = value;
}

static void collect(struct search *search, int question);

static void collect_part(void *self, struct rule *part)
{
    struct search *search = self;
    collect(search, part->question_index);
    struct decider *decider = find_decider(search, part->question_index);
    const struct form_question *asked =
        &search->form->questions[part->question_index];
    if (part->kind == RULE_CHOSEN) {
        if (part->choice_index != FORM_BLANK)
            may_be(decider, part->choice_index);
        return;
    }
    for (long near = part->number - 1; near <= part->number + 1; near++)
        if (near >= asked->start && near <= asked->end)
            may_be(decider, near);
}

/* Adds a question and, before it, all that its own rule asks about. */
static void collect(struct search *search, int question)
{
    if (find_decider(search, question))
        return;
    rule_each(search->form->questions[question].relevant, collect_part, search);
    search->deciders[search->decider_count++] =
        (struct decider){ .question = question };
}

static bool try_from(struct search *search, int which);

static bool try_answer(struct search *search, int which, struct answer answer)
{
    search->deciders[which].answer = answer;
    return try_from(search, which + 1);
}

/* A choice of the question that no rule names; FORM_BLANK if all are named. */
static int unnamed_choice(const struct search *search,
                          const struct decider *decider)
{
    const struct form_question *question =
        &search->form->questions[decider->question];
    for (int choice = FORM_NOT_SAY; choice < question->choice_count; choice++) {
        bool named = choice == FORM_BLANK;
        for (int i = 0; i < decider->possible_count; i++)
            named = named || decider->possible[i] == choice;
        if (!named)
            return choice;
    }
    return FORM_BLANK;
}

static bool try_single(struct search *search, int which)
{
    struct decider *decider = &search->deciders[which];
    for (int i = 0; i < decider->possible_count; i++)
        if (try_answer(search, which,
                       (struct answer){ .choice = (int)decider->possible[i],
                                        .number = decider->possible[i] }))
            return true;
    int other = unnamed_choice(search, decider);
    return other != FORM_BLANK &&
           try_answer(search, which, (struct answer){ .choice = other });
}

static bool try_sets(struct search *search, int which)
{
    int count = search->deciders[which].possible_count;
    uint64_t sets = count < 16 ? 1ull << count : 1ull << 16;
    for (uint64_t set = 0; set < sets; set++)
        if (try_answer(search, which, (struct answer){ .chosen = set }))
            return true;
    return false;
}

static bool is_asked(const struct search *search, int question)
{
    return rule_holds(search->form->questions[question].relevant,
                      &search->facts);
}

/* Tries all answers of the decider `which` and those behind it. */
static bool try_from(struct search *search, int which)
{
    if (search->steps++ > MOST_STEPS)
        return true; /* too tangled to tell; nobody is accused */
    if (which == search->decider_count)
        return is_asked(search, search->targets[0]) &&
               is_asked(search, search->targets[1]);
    int question = search->deciders[which].question;
    search->deciders[which].answer = (struct answer){ .blank = true };
    if (try_from(search, which + 1))
        return true;
    if (!is_asked(search, question))
        return false;
    if (search->form->questions[question].kind == FORM_MANY)
        return try_sets(search, which);
    return try_single(search, which);
}

bool relevance_meet(struct arena *arena, const struct form *form, int question,
                    int other)
{
    struct search search = {
        .form = form,
        .deciders = arena_array(arena, struct decider, form->question_count),
        .targets = { question, other },
    };
    search.facts = (struct rule_facts){ &search, chose, number };
    rule_each(form->questions[question].relevant, collect_part, &search);
    rule_each(form->questions[other].relevant, collect_part, &search);
    return try_from(&search, 0);
}
