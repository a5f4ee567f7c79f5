/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/safe.h"

#include "cases.h"

enum { MOST_FACTS = 24 };

struct fact {
    str name;
    long number;
};

struct facts {
    bool given;
    enum guard_reason withheld;
    struct fact all[MOST_FACTS];
    int count;
};

struct safe_table {
    struct arena *arena;
    const struct form *form;
    enum guard_profile profile;
    bool nothing; /* too few came back */
    long returns;
    struct facts *questions;
};

struct safe_table *safe_make(struct arena *arena, const struct form *form)
{
    struct safe_table *table = arena_new(arena, struct safe_table);
    *table = (struct safe_table){ .arena = arena,
                                  .form = form,
                                  .profile = GUARD_INSPECTION };
    table->questions = arena_array(arena, struct facts, form->question_count);
    return table;
}

/* ---- reading lines ------------------------------------------------------- */

static void take_fact(struct safe_table *table, struct facts *facts, str word)
{
    str name;
    str value = word;
    assert_true(text_cut(&value, '=', &name));
    if (text_equal(name, S("withheld"))) {
        facts->withheld = text_equal(value, S("few")) ? GUARD_FEW_PEOPLE
                                                      : GUARD_WORKED_OUT;
        return;
    }
    assert_true(facts->count < MOST_FACTS);
    struct fact *fact = &facts->all[facts->count++];
    fact->name = text_copy(table->arena, name);
    if (!text_integer(value, &fact->number))
        fail_msg("no number: %.*s", TEXT_ARGS(word));
}

static bool take_returns(struct safe_table *table, str rest)
{
    rest = text_trim(rest);
    table->nothing = text_equal(rest, S("withheld"));
    assert_true(table->nothing || text_integer(rest, &table->returns));
    return true;
}

bool safe_take(struct safe_table *table, str line)
{
    size_t at = 0;
    str word;
    if (!text_word(line, &at, &word))
        return true;
    if (text_equal(word, S("returns")))
        return take_returns(table, text_slice(line, at, line.size));
    if (text_equal(word, S("publication"))) {
        table->profile = GUARD_PUBLICATION;
        return true;
    }
    int question = form_question(table->form, word);
    if (question < 0)
        return false;
    struct facts *facts = &table->questions[question];
    facts->given = true;
    while (text_word(line, &at, &word))
        take_fact(table, facts, word);
    return true;
}

/* ---- numbers ------------------------------------------------------------- */

static bool find(const struct facts *facts, str name, long *number)
{
    for (int i = 0; i < facts->count; i++)
        if (text_equal(facts->all[i].name, name)) {
            *number = facts->all[i].number;
            return true;
        }
    return false;
}

static long fact_of(const struct facts *facts, str name)
{
    long number = 0;
    find(facts, name, &number);
    return number;
}

static const struct form_question *question_of(const struct safe_table *table,
                                               int question)
{
    return &table->form->questions[question];
}

/* Those who took one of the choices, in or outside the base. */
static long took(const struct safe_table *table, int question, bool outside)
{
    const struct form_question *asked = question_of(table, question);
    const struct facts *facts = &table->questions[question];
    long sum = 0;
    if (asked->kind == FORM_MANY || asked->kind == FORM_SLIDER)
        return outside ? 0 : fact_of(facts, S("base"));
    if (asked->kind == FORM_TEXT)
        return outside ? 0 : fact_of(facts, S("answered"));
    for (int c = 0; c < asked->choice_count; c++)
        if (asked->choices[c].outside_base == outside)
            sum += fact_of(facts, asked->choices[c].name);
    return sum;
}

static long routed_of(const struct safe_table *table, int question)
{
    const struct facts *facts = &table->questions[question];
    long routed;
    if (find(facts, S("routed"), &routed))
        return routed;
    if (!question_of(table, question)->relevant)
        return table->returns;
    return took(table, question, false) + took(table, question, true) +
           fact_of(facts, S("dont_know")) + fact_of(facts, S("not_say"));
}

/* ---- cells --------------------------------------------------------------- */

static struct guard_cell cell(const struct safe_table *table, int question,
                              long count, long of)
{
    const struct facts *facts = &table->questions[question];
    struct guard_cell cell = { .status = GUARD_SHOWN,
                               .count = count,
                               .percent = -1 };
    if (facts->withheld || !facts->given)
        return (struct guard_cell){ .status = GUARD_WITHHELD,
                                    .reason = facts->withheld,
                                    .percent = -1 };
    if (of > 0 && (table->profile == GUARD_INSPECTION || of >= 20))
        cell.percent = (count * 200 + of) / (of * 2);
    if (table->profile == GUARD_INSPECTION)
        return cell;
    cell.status = GUARD_ROUNDED;
    cell.count = (count + 2) / 5 * 5;
    return cell;
}

const struct form *guard_form(const struct safe_table *table)
{
    return table->form;
}

enum guard_profile guard_profile(const struct safe_table *table)
{
    return table->profile;
}

str guard_recipient(const struct safe_table *table)
{
    return table->profile == GUARD_INSPECTION ? S("an inspector") : S("");
}

struct guard_cell guard_returns(const struct safe_table *table)
{
    bool rounded = table->profile == GUARD_PUBLICATION;
    if (table->nothing)
        return (struct guard_cell){ .status = GUARD_WITHHELD,
                                    .reason = GUARD_FEW_RETURNS };
    return (struct guard_cell){ .status = rounded ? GUARD_ROUNDED : GUARD_SHOWN,
                                .count = rounded ? (table->returns + 2) / 5 * 5
                                                 : table->returns,
                                .percent = -1 };
}

struct guard_question guard_question(const struct safe_table *table,
                                     int question)
{
    const struct facts *facts = &table->questions[question];
    long routed = routed_of(table, question);
    long base = took(table, question, false);
    long outside = took(table, question, true);
    long dont_know = fact_of(facts, S("dont_know"));
    long not_say = fact_of(facts, S("not_say"));
    long answered = base + outside + dont_know + not_say;
    return (struct guard_question){
        .routed = cell(table, question, routed, 0),
        .answered = cell(table, question, answered, 0),
        .base = cell(table, question, base, 0),
        .dont_know = cell(table, question, dont_know, 0),
        .not_say = cell(table, question, not_say, 0),
        .blank = cell(table, question, routed - answered, 0),
    };
}

struct guard_cell guard_choice(const struct safe_table *table, int question,
                               int choice)
{
    str name = question_of(table, question)->choices[choice].name;
    return cell(table, question, fact_of(&table->questions[question], name),
                took(table, question, false));
}

/* The name of the choices together: "drugs+alcohol", or "any" of all. */
static long together(const struct safe_table *table, int question,
                     const struct form_finding *finding)
{
    const struct form_question *asked = question_of(table, question);
    const struct facts *facts = &table->questions[question];
    struct text name = { .arena = table->arena };
    long sum = 0;
    long found;
    for (int i = 0; i < finding->of_count; i++) {
        str choice = asked->choices[finding->of[i]].name;
        text_add(&name, i ? S("+") : S(""));
        text_add(&name, choice);
        sum += fact_of(facts, choice);
    }
    if (find(facts, text_view(&name), &found))
        return found;
    if (asked->kind == FORM_MANY && finding->of_count > 2)
        return fact_of(facts, S("any"));
    return sum;
}

static long k_of(const struct safe_table *table, int question,
                 const struct form_finding *finding)
{
    const struct form_question *asked = question_of(table, question);
    struct text range = { .arena = table->arena };
    if (asked->kind == FORM_TEXT)
        return took(table, question, false);
    if (asked->kind != FORM_SLIDER)
        return together(table, question, finding);
    text_add_number(&range, finding->from);
    text_add_char(&range, '-');
    text_add_number(&range, finding->to);
    return fact_of(&table->questions[question], text_view(&range));
}

static long n_of(const struct safe_table *table, int question)
{
    if (question_of(table, question)->kind == FORM_TEXT)
        return routed_of(table, question);
    return took(table, question, false);
}

struct guard_pair guard_finding(const struct safe_table *table, int question,
                                int finding)
{
    const struct form_finding *told =
        &question_of(table, question)->findings[finding];
    long k = k_of(table, question, told);
    long n = n_of(table, question);
    for (int i = 0; i < told->with_count; i++) {
        k += k_of(table, told->with[i], told);
        n += n_of(table, told->with[i]);
    }
    struct guard_pair pair = { .k = cell(table, question, k, n),
                               .n = cell(table, question, n, 0) };
    pair.all_or_nearly_all = pair.k.count == pair.n.count;
    return pair;
}

struct safe_table *guard_table(struct arena *arena, const struct tally *tally,
                               enum guard_profile profile, str recipient,
                               struct fault *fault)
{
    (void)arena, (void)tally, (void)profile, (void)recipient, (void)fault;
    fail_msg("%s", "this table is made of lines");
    return NULL;
}

const char *guard_status_name(enum guard_status status)
{
    (void)status;
    return "";
}
