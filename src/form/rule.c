/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/rule.h"

#include <assert.h>

#include "base/arena.h"

/* Deeper brackets than anyone writes; keeps a hostile rule off the stack. */
enum { DEEPEST = 32 };

struct parser {
    struct arena *arena;
    struct faults *faults;
    str text;
    str source;  /* as the file has it */
    size_t next; /* what is read comes next */
    struct text_place start;
    int depth;
};

static struct rule *parse_or(struct parser *parser);

static void skip_blanks(struct parser *parser)
{
    while (parser->next < parser->text.size &&
           (parser->text.at[parser->next] == ' ' ||
            parser->text.at[parser->next] == '\n'))
        parser->next++;
}

static str rest(const struct parser *parser)
{
    return text_slice(parser->text, parser->next, parser->text.size);
}

/* The nearest `byte` of the source; `raw` where none is near, as behind an
 * escape. */
static size_t skip_to(str source, size_t raw, char byte)
{
    enum { NEAR = 200 };
    for (size_t at = raw; at < source.size && at < raw + NEAR; at++)
        if (source.at[at] == byte)
            return at;
    return raw;
}

/* Where in the file the next character stands. What YAML took away, such as
 * every second quote, is skipped on the way. */
static struct text_place here(const struct parser *parser)
{
    size_t raw = 0;
    for (size_t i = 0; i < parser->next; i++)
        raw = skip_to(parser->source, raw, parser->text.at[i]) + 1;
    if (parser->next < parser->text.size)
        raw = skip_to(parser->source, raw, parser->text.at[parser->next]);
    struct text_place offset = text_place(parser->source, raw);
    if (offset.line == 1)
        offset.column += parser->start.column - 1;
    offset.line += parser->start.line - 1;
    return offset;
}

static struct rule *refuse(struct parser *parser, const char *pattern)
{
    struct text_place place = here(parser);
    size_t at = 0;
    str found = S("");
    text_word(rest(parser), &at, &found);
    if (found.size > 0)
        fault_add(parser->faults, place, pattern, SLOT("found", found));
    else
        fault_add(parser->faults, place, pattern,
                  SLOT_KEY("found", S(TEXT_KEY("the end"))));
    return NULL;
}

/* Steps over `sign` if it comes next. */
static bool take(struct parser *parser, str sign)
{
    skip_blanks(parser);
    if (!text_starts(rest(parser), sign))
        return false;
    parser->next += sign.size;
    return true;
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* Like take() for a word, which must end where `word` ends. */
static bool take_word(struct parser *parser, str word)
{
    size_t before = parser->next;
    if (!take(parser, word))
        return false;
    if (parser->next < parser->text.size &&
        is_name_char(parser->text.at[parser->next])) {
        parser->next = before;
        return false;
    }
    return true;
}

static str take_name(struct parser *parser)
{
    size_t from = parser->next;
    while (parser->next < parser->text.size &&
           is_name_char(parser->text.at[parser->next]))
        parser->next++;
    return text_slice(parser->text, from, parser->next);
}

static struct rule *part(struct parser *parser, enum rule_kind kind)
{
    struct rule *rule = arena_new(parser->arena, struct rule);
    rule->kind = kind;
    rule->question_index = -1;
    return rule;
}

static struct rule *join(struct parser *parser, enum rule_kind kind,
                         struct rule *left, struct rule *right)
{
    if (!left || (kind != RULE_NOT && !right))
        return NULL;
    struct rule *rule = part(parser, kind);
    rule->left = left;
    rule->right = right;
    return rule;
}

/* ${name} */
static bool parse_question(struct parser *parser, struct rule *rule)
{
    if (!take(parser, S("${"))) {
        refuse(parser, TEXT_KEY("the rule has {found} where a question is "
                                "meant; write ${name}"));
        return false;
    }
    rule->question_at = here(parser);
    rule->question = take_name(parser);
    if (rule->question.size && take(parser, S("}")))
        return true;
    refuse(parser, TEXT_KEY("the rule has {found} inside ${…}; write the name "
                            "of a question and a closing bracket"));
    return false;
}

/* 'name' or '' */
static bool parse_choice(struct parser *parser, struct rule *rule)
{
    skip_blanks(parser);
    str quote = take(parser, S("'")) ? S("'") : S("\"");
    if (quote.at[0] == '"' && !take(parser, quote)) {
        refuse(parser, TEXT_KEY("the rule has {found} where a choice is "
                                "meant; write its name in quotes, as in "
                                "'yes'"));
        return false;
    }
    rule->choice_at = here(parser);
    rule->choice = take_name(parser);
    if (text_starts(rest(parser), quote)) {
        parser->next++;
        return true;
    }
    refuse(parser, TEXT_KEY("the rule has {found} in the name of a choice; "
                            "close the quote behind the name"));
    return false;
}

static struct rule *parse_selected(struct parser *parser)
{
    struct rule *rule = part(parser, RULE_CHOSEN);
    rule->by_selected = true;
    if (!take(parser, S("(")))
        return refuse(parser, TEXT_KEY("the rule has {found} behind selected; "
                                       "write selected(${name}, 'choice')"));
    if (!parse_question(parser, rule))
        return NULL;
    if (!take(parser, S(",")))
        return refuse(parser, TEXT_KEY("the rule has {found} where a comma is "
                                       "meant; write selected(${name}, "
                                       "'choice')"));
    if (!parse_choice(parser, rule))
        return NULL;
    if (!take(parser, S(")")))
        return refuse(parser, TEXT_KEY("the rule has {found} where a closing "
                                       "bracket is meant; write "
                                       "selected(${name}, 'choice')"));
    return rule;
}

static bool take_number(struct parser *parser, long *number)
{
    skip_blanks(parser);
    size_t before = parser->next;
    str digits = take_name(parser);
    if (text_integer(digits, number))
        return true;
    parser->next = before;
    return false;
}

/* The longer signs first: "<=" begins with "<". */
static const struct {
    const char *sign;
    enum rule_kind kind;
    bool negated;
} comparisons[] = {
    { .sign = "!=", .kind = RULE_EQUAL, .negated = true },
    { .sign = "<=", .kind = RULE_UP_TO },
    { .sign = ">=", .kind = RULE_FROM },
    { .sign = "=", .kind = RULE_EQUAL },
    { .sign = "<", .kind = RULE_BELOW },
    { .sign = ">", .kind = RULE_ABOVE },
};
enum { COMPARISONS = sizeof comparisons / sizeof *comparisons };

/* ${name} = 'choice', ${name} >= 5 */
static struct rule *parse_comparison(struct parser *parser)
{
    struct rule *rule = part(parser, RULE_EQUAL);
    if (!parse_question(parser, rule))
        return NULL;
    size_t which = 0;
    while (which < COMPARISONS &&
           !take(parser, text_of(comparisons[which].sign)))
        which++;
    if (which == COMPARISONS)
        return refuse(parser, TEXT_KEY("the rule has {found} behind a "
                                       "question; write =, !=, <, <=, > or "
                                       ">="));
    rule->kind = comparisons[which].kind;
    if (!take_number(parser, &rule->number)) {
        if (rule->kind != RULE_EQUAL)
            return refuse(parser, TEXT_KEY("the rule has {found} where a "
                                           "number is meant; write a whole "
                                           "number"));
        rule->kind = RULE_CHOSEN;
        if (!parse_choice(parser, rule))
            return NULL;
    }
    rule->negated = comparisons[which].negated;
    if (rule->negated)
        return join(parser, RULE_NOT, rule, NULL);
    return rule;
}

static struct rule *parse_bracket(struct parser *parser)
{
    if (parser->depth == DEEPEST)
        return refuse(parser, TEXT_KEY("the rule has too many brackets inside "
                                       "each other; write it with fewer"));
    parser->depth++;
    struct rule *rule = parse_or(parser);
    parser->depth--;
    if (rule && !take(parser, S(")")))
        return refuse(parser, TEXT_KEY("the rule has {found} where a closing "
                                       "bracket is meant"));
    return rule;
}

static struct rule *parse_part(struct parser *parser)
{
    if (take(parser, S("(")))
        return parse_bracket(parser);
    if (take_word(parser, S("selected")))
        return parse_selected(parser);
    if (!take_word(parser, S("not")))
        return parse_comparison(parser);
    if (!take(parser, S("(")))
        return refuse(parser, TEXT_KEY("the rule has {found} behind not; "
                                       "write not(…)"));
    return join(parser, RULE_NOT, parse_bracket(parser), NULL);
}

static struct rule *parse_and(struct parser *parser)
{
    struct rule *rule = parse_part(parser);
    while (rule && take_word(parser, S("and")))
        rule = join(parser, RULE_AND, rule, parse_part(parser));
    return rule;
}

static struct rule *parse_or(struct parser *parser)
{
    struct rule *rule = parse_and(parser);
    while (rule && take_word(parser, S("or")))
        rule = join(parser, RULE_OR, rule, parse_and(parser));
    return rule;
}

struct rule *rule_parse(struct arena *arena, str text, str source,
                        struct text_place at, struct faults *faults)
{
    struct parser parser = { .arena = arena,
                             .faults = faults,
                             .text = text,
                             .source = source,
                             .start = at };
    if (text.size > RULE_LIMIT)
        return refuse(&parser, TEXT_KEY("the rule is too long; ask for less "
                                        "at once"));
    struct rule *rule = parse_or(&parser);
    skip_blanks(&parser);
    if (rule && parser.next < text.size)
        return refuse(&parser, TEXT_KEY("the rule has {found} behind its end; "
                                        "join two parts with and or or"));
    return rule;
}

static bool compare(const struct rule *rule, const struct rule_facts *facts)
{
    long number;
    if (!facts->number(facts->self, rule->question_index, &number))
        return false;
    switch (rule->kind) {
    case RULE_BELOW:
        return number < rule->number;
    case RULE_UP_TO:
        return number <= rule->number;
    case RULE_ABOVE:
        return number > rule->number;
    case RULE_FROM:
        return number >= rule->number;
    default:
        return number == rule->number;
    }
}

bool rule_holds(const struct rule *rule, const struct rule_facts *facts)
{
    if (!rule)
        return true;
    switch (rule->kind) {
    case RULE_AND:
        return rule_holds(rule->left, facts) && rule_holds(rule->right, facts);
    case RULE_OR:
        return rule_holds(rule->left, facts) || rule_holds(rule->right, facts);
    case RULE_NOT:
        return !rule_holds(rule->left, facts);
    case RULE_CHOSEN:
        return facts->chose(facts->self, rule->question_index,
                            rule->choice_index);
    default:
        return compare(rule, facts);
    }
}

void rule_each(struct rule *rule, void (*visit)(void *self, struct rule *part),
               void *self)
{
    if (!rule)
        return;
    if (rule->question.size)
        visit(self, rule);
    rule_each(rule->left, visit, self);
    rule_each(rule->right, visit, self);
}
