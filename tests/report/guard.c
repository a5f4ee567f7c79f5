/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The guard: what may be said, exactly to whom it is for and rounded to
 * everybody else; and that nobody can work out from that what it withholds.
 * GUARD_SURVEYS=100000 attacks so many made-up surveys, GUARD_SEED others.
 */
#include "report/guard.h"

#include <stdio.h>
#include <stdlib.h>

#include "attack.h"
#include "returns.h"

/* ---- cases ---------------------------------------------------------------- */

static void put_cell(struct text *out, const char *name, struct guard_cell cell)
{
    text_add_char(out, ' ');
    text_add(out, text_of(name));
    text_add_char(out, ' ');
    if (cell.status == GUARD_WITHHELD) {
        text_add(out, text_of(guard_reason_name(cell.reason)));
        return;
    }
    assert_string_equal(guard_status_name(cell.status),
                        cell.status == GUARD_SHOWN ? "shown" : "rounded");
    text_add(out, cell.status == GUARD_ROUNDED ? S("~") : S(""));
    text_add_number(out, cell.count);
    if (cell.percent < 0)
        return;
    text_add_char(out, '=');
    text_add_number(out, cell.percent);
    text_add_char(out, '%');
}

static void put_findings(struct text *out, const struct safe_table *table,
                         int question)
{
    const struct form *form = guard_form(table);
    for (int f = 0; f < form->questions[question].finding_count; f++) {
        struct guard_pair pair = guard_finding(table, question, f);
        put_cell(out, "|", pair.k);
        put_cell(out, "of", pair.n);
        text_add(out, pair.all_or_nearly_all ? S(" all") : S(""));
    }
    text_add_char(out, '\n');
}

static void put_question(struct text *out, const struct safe_table *table,
                         int question)
{
    const struct form_question *asked = &guard_form(table)->questions[question];
    struct guard_question told = guard_question(table, question);
    text_add(out, asked->name);
    put_cell(out, "routed", told.routed);
    put_cell(out, "answered", told.answered);
    put_cell(out, "base", told.base);
    put_cell(out, "dk", told.dont_know);
    put_cell(out, "ns", told.not_say);
    put_cell(out, "blank", told.blank);
    if (asked->kind == FORM_SLIDER)
        put_cell(out, "median", told.median);
    for (int b = 0; asked->kind == FORM_SLIDER && b < TALLY_BANDS; b++)
        put_cell(out, "band", told.bands[b]);
    for (int c = 0; asked->kind != FORM_SLIDER && c < asked->choice_count; c++)
        put_cell(out, asked->choices[c].name.at,
                 guard_choice(table, question, c));
    put_findings(out, table, question);
}

/* Returns; "publication", or "inspection" and whom it is for; and then the
 * questions that are asked for. */
static str run(struct arena *arena, const struct cases_case *one)
{
    struct text out = { .arena = arena };
    struct faults faults = { .arena = arena };
    struct fault fault = { .arena = arena };
    str rest = cases_input(one);
    str line;
    struct tally *tally = returns_read(arena, &rest, &line);
    bool publish = text_equal(line, S("publication"));
    if (!publish)
        assert_true(text_starts(line, S("inspection")));
    struct safe_table *table = guard_table(
        arena, tally, publish ? GUARD_PUBLICATION : GUARD_INSPECTION,
        publish ? S("") : text_slice(line, 10, line.size), &fault);
    if (!table) {
        fault_adopt(&faults, &fault);
        return cases_faults(arena, &faults);
    }
    text_add(&out, guard_recipient(table));
    put_cell(&out, "returns", guard_returns(table));
    text_add_char(&out, '\n');
    while (text_cut(&rest, '\n', &line) && line.size > 0)
        put_question(&out, table, returns_question(tally, line));
    return text_view(&out);
}

/* ---- attacks -------------------------------------------------------------- */

static long asked_for(const char *name, long otherwise)
{
    const char *given = getenv(name);
    return given ? strtol(given, NULL, 10) : otherwise;
}

/* A survey for each number; the same ones every time. */
static struct survey *open_survey(struct arena *arena, long number)
{
    long seed = asked_for("GUARD_SEED", 1);
    return survey_make(arena, (uint64_t)seed * 1000003u + (uint64_t)number);
}

static struct safe_table *publish(struct arena *arena,
                                  const struct tally *tally)
{
    struct fault fault = { .arena = arena };
    struct safe_table *table = guard_table(arena, tally, GUARD_PUBLICATION,
                                           S(""), &fault);
    assert_non_null(table);
    return table;
}

/* Alone, knowing one person, and knowing that one and another. */
static void attack_survey(long number, struct attack_result *result)
{
    struct arena *arena = arena_make();
    struct survey *survey = open_survey(arena, number);
    struct safe_table *table = publish(arena, survey->tally);
    struct chance chance = { (uint64_t)number };
    unsigned people = (unsigned)survey->people;
    int one = (int)chance_below(&chance, people);
    int step = 1 + (int)chance_below(&chance, people - 1);
    int known[] = { one, (one + step) % survey->people };
    for (int count = 0; count < 3; count++) {
        struct attack_result before = *result;
        attack_table(survey, table, known, count, result);
        if (result->pinned > before.pinned || result->thin > before.thin)
            printf("survey %ld gives way to one who knows %d\n", number, count);
    }
    arena_destroy(arena);
}

/* Sanitizers take their time. */
#if defined(__SANITIZE_ADDRESS__)
enum { SURVEYS = 200 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { SURVEYS = 200 };
#else
enum { SURVEYS = 2000 };
#endif
#else
enum { SURVEYS = 2000 };
#endif

static void nobody_can_work_out_a_small_number(void **state)
{
    long surveys = asked_for("GUARD_SURVEYS", SURVEYS);
    struct attack_result result = { 0 };
    (void)state;
    for (long i = 0; i < surveys; i++)
        attack_survey(i, &result);
    printf("%ld surveys: %ld of %ld small numbers worked out, %ld of %ld "
           "told ones narrowed down, %ld not finished\n",
           surveys, result.pinned, result.targets, result.thin, result.told,
           result.unfinished);
    assert_int_equal(result.pinned, 0);
    assert_int_equal(result.thin, 0);
    assert_int_equal(result.unfinished, 0);
    assert_true(result.targets > surveys * 20);
    assert_true(result.told > surveys * 15);
}

/* That the attacker is one. */
static void leaving_small_numbers_out_is_no_help(void **state)
{
    struct attack_result result = { 0 };
    (void)state;
    for (long i = 0; i < SURVEYS / 4; i++) {
        struct arena *arena = arena_make();
        attack_control(open_survey(arena, i), &result);
        arena_destroy(arena);
    }
    printf("of %ld numbers left out %ld worked out\n", result.targets,
           result.pinned);
    assert_int_equal(result.unfinished, 0);
    assert_true(result.pinned * 100 > result.targets * 43);
    assert_true(result.pinned < result.targets);
}

/* ---- whoever knows the rules ----------------------------------------------- */

/* Everything that a table says of a question with `choices`, as one text. */
static str all_of(struct arena *arena, const struct safe_table *table)
{
    struct text out = { .arena = arena };
    put_cell(&out, "returns", guard_returns(table));
    put_question(&out, table, 0);
    return text_view(&out);
}

enum { MOST_CELLS = 12, MOST_OUTCOMES = 64 };

/* All tallies that come out as the same table. */
struct outcome {
    str table;
    bool told[MOST_CELLS];
    long values[MOST_CELLS][3]; /* different ones, up to three */
    int counts[MOST_CELLS];
};

struct trial {
    struct arena *arena;
    struct tally *tally;
    struct outcome outcomes[MOST_OUTCOMES];
    int outcome_count;
};

static void note(struct outcome *outcome, int cell, struct guard_cell told,
                 long value)
{
    int *count = &outcome->counts[cell];
    outcome->told[cell] = told.status != GUARD_WITHHELD;
    for (int i = 0; i < *count; i++)
        if (outcome->values[cell][i] == value)
            return;
    if (*count < 3)
        outcome->values[cell][(*count)++] = value;
}

static struct outcome *find_outcome(struct trial *trial, str table)
{
    for (int o = 0; o < trial->outcome_count; o++)
        if (text_equal(trial->outcomes[o].table, table))
            return &trial->outcomes[o];
    assert_true(trial->outcome_count < MOST_OUTCOMES);
    struct outcome *outcome = &trial->outcomes[trial->outcome_count++];
    outcome->table = text_copy(trial->arena, table);
    return outcome;
}

/* Three choices, the last outside the base, and those who gave none. */
enum { TRIED_CHOICES = 3, TRIED_PARTS = 6, TRIED_CELLS = 8 };

static void try_tally(struct trial *trial, const long *parts)
{
    struct arena *scratch = arena_make();
    struct tally *tally = trial->tally;
    struct tally_question *sum = &tally->questions[0];
    sum->base = parts[0] + parts[1];
    sum->dont_know = parts[3];
    sum->not_say = parts[4];
    sum->blank = parts[5];
    sum->answered = sum->base + parts[2] + parts[3] + parts[4];
    sum->routed = tally->returns = sum->answered + sum->blank;
    for (int c = 0; c < TRIED_CHOICES; c++)
        sum->counts[c] = parts[c];
    tally->findings[0][0] = (struct tally_finding){ parts[0], sum->base };
    struct safe_table *table = publish(scratch, tally);
    struct guard_question told = guard_question(table, 0);
    struct outcome *outcome = find_outcome(trial, all_of(scratch, table));
    note(outcome, 0, told.base, sum->base);
    note(outcome, 1, told.dont_know, sum->dont_know);
    note(outcome, 2, told.not_say, sum->not_say);
    note(outcome, 3, told.blank, sum->blank);
    note(outcome, 4, guard_finding(table, 0, 0).k, parts[0]);
    for (int c = 0; c < TRIED_CHOICES; c++)
        note(outcome, 5 + c, guard_choice(table, 0, c), parts[c]);
    arena_destroy(scratch);
}

/* All ways to part `left` people. */
static void try_all(struct trial *trial, long *parts, int part, long left)
{
    if (part == TRIED_PARTS - 1) {
        parts[part] = left;
        try_tally(trial, parts);
        return;
    }
    for (parts[part] = 0; parts[part] <= left; parts[part]++)
        try_all(trial, parts, part + 1, left - parts[part]);
}

/* Whoever tries out the guard on all answers there can be knows what it would
 * withhold, and when. */
static void trying_out_the_guard_is_no_help(void **state)
{
    static const int first[] = { 0 };
    struct form_choice choices[TRIED_CHOICES] = { [2] = {
                                                      .outside_base = true } };
    struct form_finding findings[] = { { .of = first, .of_count = 1 } };
    struct form_question question = { .kind = FORM_SCALE,
                                      .name = S("question"),
                                      .choices = choices,
                                      .choice_count = TRIED_CHOICES,
                                      .findings = findings,
                                      .finding_count = 1 };
    struct form form = { .questions = &question, .question_count = 1 };
    struct trial trial = { .arena = *state };
    long parts[TRIED_PARTS];
    for (int c = 0; c < TRIED_CHOICES; c++)
        choices[c].name = text_copy(*state, S("choice"));
    trial.tally = tally_make(*state, &form);
    for (long people = 10; people <= 12; people++) /* all told as ten */
        try_all(&trial, parts, 0, people);
    assert_true(trial.outcome_count > 3);
    for (int o = 0; o < trial.outcome_count; o++)
        for (int cell = 0; cell < TRIED_CELLS; cell++)
            if (trial.outcomes[o].counts[cell] <
                (trial.outcomes[o].told[cell] ? 3 : 2))
                fail_msg("number %d of this is known:\n%.*s", cell,
                         TEXT_ARGS(trial.outcomes[o].table));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("nobody can work out a small number",
                   nobody_can_work_out_a_small_number),
        CASES_TEST("leaving small numbers out is no help",
                   leaving_small_numbers_out_is_no_help),
        CASES_TEST("trying out the guard is no help",
                   trying_out_the_guard_is_no_help),
    };
    int failed = cases_run("report/guard.cases", run);
    return cmocka_run_group_tests(tests, NULL, NULL) || failed;
}
