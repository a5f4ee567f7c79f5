/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/released.h"

#include "base/catalogue.h"
#include "interview/route.h"
#include "report/narrate.h"
#include "returns.h"

/* ---- people who answer at random ----------------------------------------- */

struct chance {
    uint64_t state;
};

static int below(struct chance *chance, int limit)
{
    chance->state = chance->state * 6364136223846793005u + 1442695040888963407u;
    return (int)((chance->state >> 33) % (uint64_t)limit);
}

/* Most people take the first choices. */
static int choice_of(struct chance *chance, int count)
{
    int one = below(chance, count);
    int other = below(chance, count);
    return one < other ? one : other;
}

static void answer(struct chance *chance, struct answers *answers, int q)
{
    const struct form_question *asked = &answers->form->questions[q];
    int way = below(chance, 20);
    if (way == 0)
        return;
    if (way == 1 && asked->kind != FORM_TEXT)
        answers_choose(answers, q,
                       below(chance, 2) ? FORM_DONT_KNOW : FORM_NOT_SAY);
    else if (asked->kind == FORM_TEXT && way < 8)
        answers_set_words(answers, q, S("They helped me with it."));
    else if (asked->kind == FORM_SLIDER)
        answers_set_number(
            answers, q,
            asked->end - asked->step * choice_of(chance, (int)((asked->end -
                                                                asked->start) /
                                                               asked->step)));
    else if (asked->kind != FORM_TEXT)
        for (int times = asked->kind == FORM_MANY ? 3 : 1; times > 0; times--)
            answers_choose(answers, q, choice_of(chance, asked->choice_count));
}

static void mix(struct released *released, struct tally *tally, str line)
{
    str number;
    long count = 0;
    long seed = 0;
    assert_true(text_cut(&line, ' ', &number) && text_integer(number, &count) &&
                text_integer(line, &seed));
    struct chance chance = { (uint64_t)seed };
    bool *asked = arena_array(released->arena, bool,
                              tally->form->question_count);
    for (long i = 0; i < count; i++) {
        struct answers *answers = answers_make(released->arena, tally->form);
        for (int q = 0; q < tally->form->question_count; q++) {
            route_find(answers, asked);
            if (asked[q])
                answer(&chance, answers, q);
        }
        tally_add(tally, answers);
    }
}

/* ---- reading ------------------------------------------------------------- */

static int digit(char c)
{
    return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

/* With its %NN replaced. */
static str unescaped(struct arena *arena, str words)
{
    struct text text = { .arena = arena };
    for (size_t i = 0; i < words.size; i++) {
        char c = words.at[i];
        if (c == '%' && i + 2 < words.size) {
            c = (char)(digit(words.at[i + 1]) * 16 + digit(words.at[i + 2]));
            i += 2;
        }
        text_add_char(&text, c);
    }
    return text_view(&text);
}

static void take_form(struct released *released, str path)
{
    int at = released->form_count++;
    assert_true(at < RELEASED_MOST);
    released->questionnaires[at] = given_form(
        released->arena, text_copy(released->arena, path).at);
    released->tallies[at] = tally_make(released->arena,
                                       released->questionnaires[at]);
    released->wishes[at] = (struct narrate_wish){
        .quotes = released->quotes[at],
        .passed = released->passed[at],
        .form = at,
    };
}

static int last(const struct released *released)
{
    assert_true(released->form_count > 0);
    return released->form_count - 1;
}

static int question_of(const struct released *released, str name)
{
    int question = form_question(released->tallies[last(released)]->form, name);
    if (question < 0)
        fail_msg("no question: %.*s", TEXT_ARGS(name));
    return question;
}

static void take_quote(struct released *released, str rest)
{
    int at = last(released);
    struct narrate_wish *wish = &released->wishes[at];
    str name;
    assert_true(text_cut(&rest, ' ', &name) &&
                wish->quote_count < RELEASED_MOST);
    released->quotes[at][wish->quote_count++] =
        (struct narrate_quote){ question_of(released, name), rest };
}

static void take_passed(struct released *released, str name)
{
    int at = last(released);
    struct narrate_wish *wish = &released->wishes[at];
    assert_true(wish->passed_count < RELEASED_MOST);
    released->passed[at][wish->passed_count++] = question_of(released, name);
}

/* The same phrase with other words. */
static const struct form_phrase *reworded(struct arena *arena,
                                          const struct form_phrase *phrase,
                                          str words)
{
    struct form_phrase *other = arena_new(arena, struct form_phrase);
    *other = *phrase;
    other->english = words;
    return other;
}

static void take_named(struct released *released, str words)
{
    struct form *form = released->questionnaires[last(released)];
    form->title = reworded(released->arena, form->title, words);
}

static void take_worded(struct released *released, str words)
{
    str name;
    assert_true(text_cut(&words, ' ', &name));
    struct form_question *asked = &released->questionnaires[last(released)]
                                       ->questions[question_of(released, name)];
    asked->label = reworded(released->arena, asked->label, words);
    for (int c = 0; c < asked->choice_count; c++)
        asked->choices[c].label = reworded(released->arena,
                                           asked->choices[c].label, words);
}

/* What is said of the whole release. */
static bool take_name(struct released *released, str verb, str rest)
{
    struct release *release = &released->release;
    struct {
        str verb;
        str *name;
    } names[] = {
        { S("service"), &release->service },
        { S("title"), &release->title },
        { S("collection"), &release->collection },
        { S("lang"), &released->language },
        { S("inspection"), &release->recipient },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal(verb, names[i].verb)) {
            *names[i].name = rest;
            return true;
        }
    release->practice |= text_equal(verb, S("practice"));
    return text_equal(verb, S("practice")) ||
           text_equal(verb, S("publication"));
}

static bool take_line(struct released *released, str line)
{
    size_t at = 0;
    str verb;
    if (!text_word(line, &at, &verb))
        return true;
    str rest = unescaped(released->arena,
                         text_trim(text_slice(line, at, line.size)));
    if (text_equal(verb, S("form")))
        take_form(released, rest);
    else if (text_equal(verb, S("mix")))
        mix(released, released->tallies[last(released)], rest);
    else if (text_equal(verb, S("quote")))
        take_quote(released, rest);
    else if (text_equal(verb, S("passed")))
        take_passed(released, rest);
    else if (text_equal(verb, S("named")))
        take_named(released, rest);
    else if (text_equal(verb, S("worded")))
        take_worded(released, rest);
    else if (verb.at[0] >= '0' && verb.at[0] <= '9')
        returns_add(released->tallies[last(released)], released->arena, line);
    else
        return take_name(released, verb, rest);
    return true;
}

void released_read(struct released *released, struct arena *arena, str lines,
                   void (*other)(void *context, str line), void *context)
{
    *released = (struct released){
        .arena = arena,
        .language = WORDS_ENGLISH,
        .release = { .service = S("Swansea Youth Offending Service"),
                     .title = S("YOS"),
                     .collection = S("Summer 2026") },
    };
    str line;
    while (text_cut(&lines, '\n', &line))
        if (!take_line(released, line)) {
            if (!other)
                fail_msg("what is this: %.*s", TEXT_ARGS(line));
            other(context, line);
        }
}

/* ---- making -------------------------------------------------------------- */

static void make_form(struct released *released, int at)
{
    struct fault fault = { .arena = released->arena };
    struct release *release = &released->release;
    struct narrate_wish *wish = &released->wishes[at];
    struct safe_table *table = guard_table(
        released->arena, released->tallies[at], release->profile,
        release->recipient, &fault);
    assert_non_null(table);
    wish->words = released->words;
    wish->service = release->title;
    released->forms[at] = (struct release_form){
        .table = table,
        .section = narrate_section(released->arena, table, wish),
    };
}

const struct release *released_make(struct released *released)
{
    struct fault fault = { .arena = released->arena };
    struct release *release = &released->release;
    bool english = text_equal(released->language, WORDS_ENGLISH);
    if (!english)
        released->catalogue = catalogue_open(S(TESTS_CATALOGUES "/cy.mo"),
                                             &fault);
    released->words = words_open(released->language, released->catalogue,
                                 &fault);
    assert_non_null(released->words);
    release->words = released->words;
    release->profile = release->recipient.size > 0 ? GUARD_INSPECTION
                                                   : GUARD_PUBLICATION;
    for (int f = 0; f < released->form_count; f++)
        make_form(released, f);
    release->forms = released->forms;
    release->form_count = released->form_count;
    return release;
}

void released_close(struct released *released)
{
    words_close(released->words);
    catalogue_close(released->catalogue);
}

str released_bytes(struct released *released, enum export_format format)
{
    struct fault fault = { .arena = released->arena };
    str bytes;
    if (!export_make(released->arena, format, &released->release, &bytes,
                     &fault))
        fail_msg("%s", fault.pattern);
    return bytes;
}
