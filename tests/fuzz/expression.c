/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules: any text is parsed or refused. Each part stands where it says it
 * does, and a rule held against answers gives the same each time and the
 * opposite within not(…). */
#include "form/rule.h"

#include "hold.h"

enum { QUESTIONS = 4, CHOICES = 5 };

/* Where the rule stands in an imagined file. */
static const struct text_place start = { 3, 17 };

/* One person's answers, thrown with the dice. */
struct person {
    bool chose[QUESTIONS][CHOICES];
    bool has_number[QUESTIONS];
    long number[QUESTIONS];
};

static bool chose(const void *self, int question, int choice)
{
    const struct person *person = self;
    return person->chose[question][choice - FORM_NOT_SAY];
}

static bool number(const void *self, int question, long *value)
{
    const struct person *person = self;
    *value = person->number[question];
    return person->has_number[question];
}

static struct person person_throw(struct hold_dice *dice)
{
    struct person person = { 0 };
    for (int q = 0; q < QUESTIONS; q++) {
        for (int c = 0; c < CHOICES; c++)
            person.chose[q][c] = hold_throw(dice, 2);
        person.has_number[q] = hold_throw(dice, 2);
        person.number[q] = (long)hold_throw(dice, 12);
    }
    return person;
}

/* The text from this place on. */
static str behind(str text, struct text_place place)
{
    size_t at = 0;
    struct text_place now = start;
    while (now.line != place.line || now.column != place.column) {
        HOLD(at < text.size);
        bool ended = text_next(text, &at) == '\n';
        now.column = ended ? 1 : now.column + 1;
        now.line += ended;
    }
    return text_slice(text, at, text.size);
}

/* What rule_each() hands to give_indexes(). */
struct giving {
    str text;
};

static int index_of(str name, int count)
{
    int sum = (int)name.size;
    for (size_t i = 0; i < name.size; i++)
        sum += (unsigned char)name.at[i];
    return sum % count;
}

static void give_indexes(void *self, struct rule *part)
{
    const struct giving *giving = self;
    HOLD(part->question.size > 0);
    HOLD(text_starts(behind(giving->text, part->question_at), part->question));
    part->question_index = index_of(part->question, QUESTIONS);
    if (part->kind != RULE_CHOSEN)
        return;
    HOLD(text_starts(behind(giving->text, part->choice_at), part->choice));
    part->choice_index = FORM_NOT_SAY + index_of(part->choice, CHOICES);
}

static struct rule *parse(struct arena *arena, str text, struct faults *faults)
{
    struct rule *rule = rule_parse(arena, text, text, start, faults);
    rule_each(rule, give_indexes, &(struct giving){ text });
    return rule;
}

/* "not(text)" */
static str negate(struct arena *arena, str text)
{
    struct text negated = { .arena = arena };
    text_add(&negated, S("not("));
    text_add(&negated, text);
    text_add(&negated, S(")"));
    return text_view(&negated);
}

static void hold_against(struct arena *arena, str text, const struct rule *rule)
{
    struct faults faults = { .arena = arena };
    const struct rule *opposite = parse(arena, negate(arena, text), &faults);
    struct hold_dice dice = { .bytes = text };
    for (int i = 0; i < 3; i++) {
        struct person person = person_throw(&dice);
        struct rule_facts facts = { &person, chose, number };
        bool holds = rule_holds(rule, &facts);
        HOLD(holds == rule_holds(rule, &facts));
        HOLD(!opposite || holds != rule_holds(opposite, &facts));
    }
}

static void hold_refused(str text, const struct faults *faults)
{
    HOLD(faults->count == 1);
    behind(text, faults->first->at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text = hold_bytes(data, size);
    if (!hold_clean(text))
        return -1; /* no such text comes through the door */
    struct arena *arena = arena_make();
    struct faults faults = { .arena = arena };
    struct rule *rule = parse(arena, text, &faults);
    HOLD(!rule == (faults.count > 0));
    if (rule)
        hold_against(arena, text, rule);
    else
        hold_refused(text, &faults);
    arena_destroy(arena);
    return 0;
}
