/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/relevance.h"

#include <assert.h>

#include "base/arena.h"

/* ---- names --------------------------------------------------------------- */

struct lookup {
    struct assembly *assembly;
    int index; /* of the question whose rule it is */
    bool fine;
};

/* The question as a rule writes it. */
static str asked(struct assembly *assembly, str name)
{
    str open = assembly_join(assembly, S("${"), name);
    return assembly_join(assembly, open, S("}"));
}

static void refuse(struct lookup *lookup, struct text_place at,
                   const char *pattern, const struct rule *part)
{
    lookup->fine = false;
    fault_add(lookup->assembly->faults, at, pattern,
              SLOT("name", part->question),
              SLOT("asked", asked(lookup->assembly, part->question)),
              SLOT("choice", part->choice));
}

static bool is_code(const struct rule *part)
{
    return text_equal(part->choice, FORM_NAME_DONT_KNOW) ||
           text_equal(part->choice, FORM_NAME_NOT_SAY);
}

/* Whether every kind can be asked about in this way: '', dont_know, not_say. */
static bool goes_with_all(const struct rule *part)
{
    return part->kind == RULE_CHOSEN &&
           (part->choice.size == 0 || is_code(part));
}

/* What is wrong with asking about such a question so; NULL: nothing. */
static const char *misfit(const struct rule *part, enum form_kind kind)
{
    bool numbers = part->kind != RULE_CHOSEN;
    if (goes_with_all(part))
        return NULL;
    if (numbers && kind != FORM_SLIDER)
        return TEXT_KEY("{asked} has no number; compare it with the name of a "
                        "choice in quotes");
    if (!numbers && kind == FORM_SLIDER)
        return TEXT_KEY("{asked} has a number and no choices; compare it with "
                        "a whole number");
    if (kind == FORM_TEXT)
        return TEXT_KEY("{asked} has words and no choices; compare it with '', "
                        "'dont_know' or 'not_say'");
    if (kind == FORM_MANY && !part->by_selected)
        return part->negated
                   ? TEXT_KEY("{asked} can have several answers; write "
                              "not(selected({asked}, '{choice}'))")
                   : TEXT_KEY("{asked} can have several answers; write "
                              "selected({asked}, '{choice}')");
    return NULL;
}

static void check_part(struct lookup *lookup, struct rule *part,
                       const struct form_question *question)
{
    const char *pattern = misfit(part, question->kind);
    part->choice_index = FORM_BLANK;
    if (pattern)
        refuse(lookup, part->question_at, pattern, part);
    if (pattern || part->kind != RULE_CHOSEN || part->choice.size == 0)
        return;
    part->choice_index = form_choice(question, part->choice);
    if (part->choice_index == FORM_BLANK && question->choice_count > 0)
        refuse(lookup, part->choice_at,
               TEXT_KEY("{asked} has no choice {choice}; write one of its "
                        "choices, dont_know or not_say"),
               part);
}

static bool comes_later(const struct assembly *assembly, str name)
{
    for (int i = 0; i < assembly->name_count; i++)
        if (text_equal(assembly->names[i], name))
            return true;
    return false;
}

static void look_up(void *self, struct rule *part)
{
    struct lookup *lookup = self;
    const struct form *form = lookup->assembly->form;
    int found = form_question(form, part->question);
    part->question_index = found;
    if (found >= 0 && found < lookup->index) {
        if (lookup->assembly->doubtful[found])
            lookup->fine = false; /* its own fault stands already */
        else
            check_part(lookup, part, &form->questions[found]);
    } else if (comes_later(lookup->assembly, part->question)) {
        refuse(lookup, part->question_at,
               TEXT_KEY("{name} is not asked before this question; name an "
                        "earlier one or move this one down"),
               part);
    } else {
        refuse(lookup, part->question_at,
               TEXT_KEY("there is no question {name}; write the name of an "
                        "earlier question"),
               part);
    }
}

bool relevance_link(struct assembly *assembly, int index)
{
    struct lookup lookup = { .assembly = assembly,
                             .index = index,
                             .fine = true };
    rule_each(assembly->form->questions[index].relevant, look_up, &lookup);
    return lookup.fine;
}

/* ---- can it be asked? ---------------------------------------------------- */

/* All answers to the questions that decide are tried, one after another. Only
 * those that the rules tell apart need trying: each choice or number that a
 * rule names, one that none names, and none at all. */

enum { MOST_ANSWERS = 48, MOST_SETS = 1 << 12 };

/* So much may be tried for one pair of questions, and for all of a form. */
enum { MOST_STEPS = 20000, MOST_STEPS_IN_ALL = 60000 };

struct answer {
    enum { BLANK, CHOICE, NUMBER, SET, WORDS } kind;
    long value;      /* CHOICE, NUMBER */
    uint64_t chosen; /* SET: bits of what `possible` lists */
};

/* A question that decides, and what may be answered. */
struct decider {
    int question;
    struct answer possible[MOST_ANSWERS]; /* that the rules name */
    int possible_count;
    struct answer answer;
};

struct search {
    const struct form *form;
    struct decider *deciders;
    int decider_count;
    struct decider **by_question; /* NULL where a question does not decide */
    struct rule_facts facts;
    int targets[2];
    int steps;
    bool tangled; /* a limit was reached: not all was tried */
};

static struct decider *find_decider(const struct search *search, int question)
{
    return search->by_question[question];
}

static bool is_in_set(const struct decider *decider, int choice)
{
    for (int i = 0; i < decider->possible_count; i++)
        if (decider->possible[i].value == choice)
            return decider->answer.chosen >> i & 1;
    return false;
}

static bool chose(const void *self, int question, int choice)
{
    const struct decider *decider = find_decider(self, question);
    switch (decider->answer.kind) {
    case BLANK:
        return choice == FORM_BLANK;
    case CHOICE:
        return decider->answer.value == choice;
    case SET:
        return is_in_set(decider, choice);
    default:
        return false;
    }
}

static bool number(const void *self, int question, long *value)
{
    const struct answer *answer = &find_decider(self, question)->answer;
    *value = answer->value;
    return answer->kind == NUMBER;
}

static void may_be(struct search *search, struct decider *decider,
                   struct answer answer)
{
    for (int i = 0; i < decider->possible_count; i++)
        if (decider->possible[i].kind == answer.kind &&
            decider->possible[i].value == answer.value)
            return;
    if (decider->possible_count < MOST_ANSWERS)
        decider->possible[decider->possible_count++] = answer;
    else
        search->tangled = true;
}

/* The numbers on the slider's steps at and on either side of `named`. */
static void may_be_near(struct search *search, struct decider *decider,
                        long named)
{
    const struct form_question *slider =
        &search->form->questions[decider->question];
    long below = slider->start +
                 (named - slider->start) / slider->step * slider->step;
    for (int step = -1; step <= 1; step++) {
        long near = below + step * slider->step;
        if (near >= slider->start && near <= slider->end)
            may_be(search, decider,
                   (struct answer){ .kind = NUMBER, .value = near });
    }
    may_be(search, decider,
           (struct answer){ .kind = NUMBER, .value = slider->end });
}

static void collect(struct search *search, int question);

static void collect_part(void *self, struct rule *part)
{
    struct search *search = self;
    collect(search, part->question_index);
    struct decider *decider = find_decider(search, part->question_index);
    const struct form_question *asked =
        &search->form->questions[part->question_index];
    if (asked->kind == FORM_SLIDER)
        may_be(search, decider,
               (struct answer){ .kind = NUMBER, .value = asked->start });
    if (part->kind != RULE_CHOSEN)
        may_be_near(search, decider, part->number);
    else if (part->choice_index != FORM_BLANK)
        may_be(search, decider,
               (struct answer){ .kind = CHOICE, .value = part->choice_index });
}

/* Adds a question and, before it, all that its own rule asks about. */
static void collect(struct search *search, int question)
{
    if (find_decider(search, question))
        return;
    rule_each(search->form->questions[question].relevant, collect_part, search);
    struct decider *decider = &search->deciders[search->decider_count++];
    *decider = (struct decider){ .question = question };
    search->by_question[question] = decider;
}

static bool try_from(struct search *search, int which);

static bool try_answer(struct search *search, int which, struct answer answer)
{
    search->deciders[which].answer = answer;
    return try_from(search, which + 1);
}

/* Something that can be answered and that no rule names. */
static bool find_unnamed(const struct search *search,
                         const struct decider *decider, struct answer *unnamed)
{
    const struct form_question *question =
        &search->form->questions[decider->question];
    int count = question->kind == FORM_SLIDER ? 0 : question->choice_count;
    *unnamed = (struct answer){ .kind = WORDS };
    if (question->kind == FORM_TEXT)
        return true;
    for (int choice = FORM_NOT_SAY; choice < count; choice++) {
        bool named = choice == FORM_BLANK;
        for (int i = 0; i < decider->possible_count; i++)
            named = named || (decider->possible[i].kind == CHOICE &&
                              decider->possible[i].value == choice);
        *unnamed = (struct answer){ .kind = CHOICE, .value = choice };
        if (!named)
            return true;
    }
    return false;
}

static bool try_single(struct search *search, int which)
{
    struct decider *decider = &search->deciders[which];
    struct answer unnamed;
    for (int i = 0; i < decider->possible_count; i++)
        if (try_answer(search, which, decider->possible[i]))
            return true;
    return find_unnamed(search, decider, &unnamed) &&
           try_answer(search, which, unnamed);
}

/* Whether the choices of a set can stand together: no code among them, and
 * an exclusive one alone. */
static bool can_stand(const struct search *search,
                      const struct decider *decider, uint64_t set)
{
    const struct form_question *question =
        &search->form->questions[decider->question];
    bool alone = (set & (set - 1)) == 0;
    for (int i = 0; i < decider->possible_count; i++) {
        long choice = decider->possible[i].value;
        if ((set >> i & 1) &&
            (choice < 0 || (question->choices[choice].exclusive && !alone)))
            return false;
    }
    return true;
}

static bool try_sets(struct search *search, int which)
{
    const struct decider *decider = &search->deciders[which];
    uint64_t sets = 1ull << decider->possible_count;
    if (sets > MOST_SETS) {
        search->tangled = true;
        sets = MOST_SETS;
    }
    for (uint64_t set = 1; set < sets; set++)
        if (can_stand(search, decider, set) &&
            try_answer(search, which,
                       (struct answer){ .kind = SET, .chosen = set }))
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
    if (search->steps++ > MOST_STEPS) {
        search->tangled = true;
        return false;
    }
    if (which == search->decider_count)
        return is_asked(search, search->targets[0]) &&
               is_asked(search, search->targets[1]);
    int question = search->deciders[which].question;
    if (try_answer(search, which, (struct answer){ .kind = BLANK }))
        return true;
    if (!is_asked(search, question))
        return false;
    if (search->form->questions[question].kind == FORM_MANY &&
        try_sets(search, which))
        return true;
    return try_single(search, which);
}

static enum relevance search_all(struct search *search,
                                 struct assembly *assembly)
{
    rule_each(search->form->questions[search->targets[0]].relevant,
              collect_part, search);
    rule_each(search->form->questions[search->targets[1]].relevant,
              collect_part, search);
    bool found = try_from(search, 0);
    assembly->steps += search->steps;
    if (found)
        return RELEVANCE_SOMETIMES;
    return search->tangled ? RELEVANCE_UNKNOWN : RELEVANCE_NEVER;
}

enum relevance relevance_meet(struct assembly *assembly, int question,
                              int other)
{
    const struct form *form = assembly->form;
    if (!form->questions[question].relevant && !form->questions[other].relevant)
        return RELEVANCE_SOMETIMES;
    if (assembly->steps > MOST_STEPS_IN_ALL)
        return RELEVANCE_UNKNOWN;
    struct arena *scratch = arena_make();
    struct search search = {
        .form = form,
        .deciders = arena_array(scratch, struct decider, form->question_count),
        .by_question = arena_array(scratch, struct decider *,
                                   form->question_count),
        .targets = { question, other },
    };
    search.facts = (struct rule_facts){ &search, chose, number };
    enum relevance result = search_all(&search, assembly);
    arena_destroy(scratch);
    return result;
}
