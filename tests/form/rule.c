/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules: parsed, said again with brackets around everything, and evaluated. */
#include "form/rule.h"

#include "cases.h"

/* What the letters a to z answered, from a line such as "a=yes b=3". */
struct facts {
    struct arena *arena;
    str given[26];
};

static str answer(const void *self, int question)
{
    const struct facts *facts = self;
    return facts->given[question];
}

/* In these tests a choice's index is the first letter of its name. */
static bool chose(const void *self, int question, int choice)
{
    str given = answer(self, question);
    if (choice == FORM_BLANK || given.size == 0)
        return choice == FORM_BLANK && given.size == 0;
    for (size_t i = 0; i < given.size; i++)
        if (given.at[i] == choice)
            return true;
    return false;
}

static bool number(const void *self, int question, long *value)
{
    return text_integer(answer(self, question), value);
}

static void give_index(void *self, struct rule *part)
{
    (void)self;
    part->question_index = part->question.at[0] - 'a';
    part->choice_index = part->choice.size ? part->choice.at[0] : FORM_BLANK;
}

static void say(struct text *out, const struct rule *rule);

static void say_pair(struct text *out, const struct rule *rule, str between)
{
    text_add_char(out, '(');
    say(out, rule->left);
    text_add(out, between);
    say(out, rule->right);
    text_add_char(out, ')');
}

static void say_number(struct text *out, const struct rule *rule, str sign)
{
    text_add(out, rule->question);
    text_add(out, sign);
    text_add_number(out, rule->number);
}

static void say(struct text *out, const struct rule *rule)
{
    switch (rule->kind) {
    case RULE_AND:
        say_pair(out, rule, S(" and "));
        break;
    case RULE_OR:
        say_pair(out, rule, S(" or "));
        break;
    case RULE_NOT:
        text_add(out, S("not "));
        say(out, rule->left);
        break;
    case RULE_CHOSEN:
        text_add(out, rule->question);
        text_add(out, rule->by_selected ? S(" has ") : S(" is "));
        text_add(out, rule->choice);
        break;
    case RULE_EQUAL:
        say_number(out, rule, S("="));
        break;
    case RULE_BELOW:
        say_number(out, rule, S("<"));
        break;
    case RULE_UP_TO:
        say_number(out, rule, S("<="));
        break;
    case RULE_ABOVE:
        say_number(out, rule, S(">"));
        break;
    case RULE_FROM:
        say_number(out, rule, S(">="));
        break;
    }
}

static void read_facts(struct facts *facts, str line)
{
    str word;
    for (size_t at = 0; text_word(line, &at, &word);) {
        str name;
        str given = word;
        text_cut(&given, '=', &name);
        facts->given[name.at[0] - 'a'] = given;
    }
}

static void say_verdicts(struct text *out, struct arena *arena,
                         const struct rule *rule, str rest)
{
    str line;
    while (text_cut(&rest, '\n', &line)) {
        if (line.size == 0)
            continue;
        struct facts facts = { .arena = arena };
        read_facts(&facts, line);
        struct rule_facts asked = { &facts, chose, number };
        text_add(out, rule_holds(rule, &asked) ? S("yes\n") : S("no\n"));
    }
}

/* The first line of input is the rule; each other one a set of answers. */
static str run(struct arena *arena, const struct cases_case *one)
{
    struct faults faults = { .arena = arena };
    struct text out = { .arena = arena };
    str rest = cases_input(one);
    str line;
    assert_true(text_cut(&rest, '\n', &line));
    struct text_place place = { 7, 11 };
    struct rule *rule = rule_parse(arena, line, line, place, &faults);
    faults.file = S("f");
    for (struct fault *fault = faults.first; fault; fault = fault->next)
        fault->file = S("f");
    if (!rule)
        return cases_faults(arena, &faults);
    assert_int_equal(faults.count, 0);
    rule_each(rule, give_index, NULL);
    say(&out, rule);
    text_add_char(&out, '\n');
    say_verdicts(&out, arena, rule, rest);
    return text_view(&out);
}

int main(void)
{
    return cases_run("form/rule.cases", run);
}
