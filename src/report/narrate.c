/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/narrate.h"

#include <assert.h>

#include "base/arena.h"
#include "report/bullets.h"
#include "report/gaps.h"
#include "report/people.h"
#include "report/ranking.h"

/* A section as it is written. */
struct writing {
    struct telling telling;
    struct wording wording;
    struct bullets bullets;
    struct part_used used; /* words that the bullet has said */
    bool has_silent;       /* not all of those it speaks of gave an answer */
    bool has_unsure;       /* … or a definite one */
    struct people people;  /* whom the sentence before spoke of, if it did */
    bool has_people;
    bool tells_base; /* it says of how many people */
    int question;    /* what it was about */
};

/* ---- texts --------------------------------------------------------------- */

static const struct words *words_of(const struct writing *writing)
{
    return writing->telling.wish->words;
}

static str say(const struct writing *writing, const char *english)
{
    return wording_say(&writing->wording, english);
}

static str fill(const struct writing *writing, str pattern,
                const struct slot *slots, size_t count)
{
    return wording_fill(&writing->wording, pattern, slots, count);
}

static str fill_one(const struct writing *writing, str pattern,
                    const char *name, str value)
{
    return wording_fill_one(&writing->wording, pattern, name, value);
}

/* A pattern as it stands behind a lead; one that begins with a slot has no
 * capital of its own. */
static str without_capital(struct arena *arena, str pattern)
{
    struct text text = { .arena = arena };
    if (pattern.size == 0 || pattern.at[0] < 'A' || pattern.at[0] > 'Z')
        return pattern;
    text_add_char(&text, (char)(pattern.at[0] - 'A' + 'a'));
    text_add(&text, text_slice(pattern, 1, pattern.size));
    return text_view(&text);
}

static void refer(struct writing *writing, int question,
                  const struct form_finding *finding)
{
    int form = writing->telling.wish->form;
    bullets_refer(&writing->bullets, form, question);
    for (int i = 0; i < finding->with_count; i++)
        bullets_refer(&writing->bullets, form, finding->with[i]);
}

/* ---- findings about people ----------------------------------------------- */

/* Whether everybody in the group gave an answer, or enough of them that what
 * is said is true of the whole group. */
static bool speaks_of_all(const struct writing *writing, int question,
                          int finding, const struct people *people)
{
    struct part_count group;
    if (!telling_group(&writing->telling, question, finding, &group))
        return false;
    bool in_words = people->word && !people_tells_base(people);
    return in_words ? part_holds(people->word, &group)
                    : group.n == people->count.n;
}

/* Whether it is a share of those who gave an answer, not of those who were
 * asked. */
static bool is_of_answers(const struct writing *writing, int question, int f)
{
    const struct form_question *asked =
        &writing->telling.form->questions[question];
    return asked->kind == FORM_SLIDER || asked->findings[f].of_count > 0;
}

static struct people people_of(const struct writing *writing, int question,
                               int f, struct part_used *used)
{
    const struct form *form = writing->telling.form;
    const struct form_finding *finding = &form->questions[question].findings[f];
    struct people people = {
        .words = words_of(writing),
        .arena = writing->telling.arena,
        .service = writing->telling.wish->service,
        .group = &form->groups[finding->group],
        .named = finding->group != 0,
        .count = telling_count(&writing->telling, question, f),
    };
    people.word = part_choose(&people.count, used);
    people.answered = is_of_answers(writing, question, f) &&
                      (!speaks_of_all(writing, question, f, &people) ||
                       (writing->has_silent && !people_tells_base(&people)));
    people.definite = people.answered &&
                      (!telling_sure(&writing->telling, question, f) ||
                       (writing->has_unsure && !people_tells_base(&people)));
    return people;
}

static bool is_nobody(const struct people *people)
{
    return people->count.k == 0 && !people->count.rounded;
}

/* Whether what is said of these people can be said in the same breath: of the
 * same group, from the same base as far as one is told. */
static bool is_same(const struct writing *writing, const struct people *people)
{
    const struct people *before = &writing->people;
    if (!writing->has_people || before->group != people->group ||
        is_nobody(before) || is_nobody(people) || people->count.n < 2)
        return false;
    if (before->answered != people->answered ||
        before->definite != people->definite)
        return false;
    bool any_base = !writing->tells_base && !people_tells_base(people);
    return any_base || before->count.n == people->count.n;
}

/* "with a further {n}": a number, of the same question. */
static bool is_further(const struct writing *writing, int question,
                       const struct people *people)
{
    return writing->question == question && !people->count.rounded &&
           people->count.k > 1;
}

/* The finding behind the sentence before; false if it cannot stand there. */
static bool tell_then(struct writing *writing, int question,
                      const struct form_finding *finding,
                      const struct people *people)
{
    enum { MOST = 3 }; /* findings in one sentence */
    const struct form_phrase *then = finding->then;
    if (!then || writing->bullets.findings >= MOST || !is_same(writing, people))
        return false;
    bool further = text_find(then->english, S("{n}")) < then->english.size;
    if (further && !is_further(writing, question, people))
        return false;
    struct slot slots[] = {
        SLOT("who", people_short(people, false)),
        SLOT("n", wording_number(&writing->wording, people->count.k)),
    };
    bool comma = !text_starts(then->english, S("and "));
    bullets_join(&writing->bullets,
                 fill(writing, form_say(words_of(writing), then), slots, 2),
                 comma);
    return true;
}

static str lead(const struct writing *writing, const struct people *people,
                str sentence)
{
    struct slot slots[] = {
        SLOT("people", people_lead(people)),
        SLOT("sentence", sentence),
    };
    const char *pattern = people->count.rounded
                              ? TEXT_KEY("of {people}, {sentence}")
                              : TEXT_KEY("of the {people}, {sentence}");
    return fill(writing, say(writing, pattern), slots, 2);
}

/* The finding as a sentence of its own. */
static str stand_alone(const struct writing *writing,
                       const struct form_finding *finding,
                       const struct people *people)
{
    const struct form_phrase *phrase = is_nobody(people) && finding->none
                                           ? finding->none
                                           : finding->say;
    str pattern = form_say(words_of(writing), phrase);
    bool leads = people_lead(people).size > 0;
    bool begins = !leads && text_starts(pattern, S("{who}"));
    if (leads)
        pattern = without_capital(writing->telling.arena, pattern);
    str sentence = fill_one(writing, pattern, "who",
                            people_who(people, begins));
    return leads ? lead(writing, people, sentence) : sentence;
}

static void tell_people(struct writing *writing, int question, int f)
{
    const struct form_finding *finding =
        &writing->telling.form->questions[question].findings[f];
    struct people people = people_of(writing, question, f, &writing->used);
    if (!tell_then(writing, question, finding, &people)) {
        bullets_begin(&writing->bullets,
                      stand_alone(writing, finding, &people));
        writing->tells_base = people_tells_base(&people) || !people.word;
    }
    refer(writing, question, finding);
    writing->people = people;
    writing->has_people = true;
    writing->question = question;
}

/* ---- lists --------------------------------------------------------------- */

static void tell_list(struct writing *writing, int question, int f)
{
    const struct form_finding *finding =
        &writing->telling.form->questions[question].findings[f];
    str list = ranking_list(&writing->telling, &writing->wording, question, f);
    if (list.size == 0)
        return;
    str pattern = form_say(words_of(writing), finding->say);
    bullets_begin(&writing->bullets, fill_one(writing, pattern, "list", list));
    refer(writing, question, finding);
    writing->has_people = false;
}

/* ---- quotes -------------------------------------------------------------- */

static str quotes_of(const struct writing *writing, int question)
{
    const struct narrate_wish *wish = writing->telling.wish;
    struct arena *arena = writing->telling.arena;
    int most = telling_quotes(&writing->telling, question);
    int count = 0;
    str *quotes = arena_array(arena, str, most);
    for (int i = 0; i < wish->quote_count && count < most; i++)
        if (wish->quotes[i].question == question)
            quotes[count++] = wording_quote(&writing->wording,
                                            wish->quotes[i].words);
    return words_list(wish->words, arena, quotes, (size_t)count);
}

static void tell_quotes(struct writing *writing, int question, str pattern)
{
    bullets_begin(&writing->bullets, fill_one(writing, pattern, "quotes",
                                              quotes_of(writing, question)));
    bullets_refer(&writing->bullets, writing->telling.wish->form, question);
    writing->has_people = false;
}

static void tell_passed(struct writing *writing, int question,
                        const struct form_finding *finding)
{
    bool joins = finding->then && writing->has_people &&
                 writing->question == question && !is_nobody(&writing->people);
    const struct form_phrase *phrase = joins ? finding->then : finding->say;
    str text = fill(writing, form_say(words_of(writing), phrase), NULL, 0);
    if (joins)
        bullets_join(&writing->bullets, text, false);
    else
        bullets_begin(&writing->bullets, text);
    refer(writing, question, finding);
    writing->has_people = false;
}

/* ---- bullets ------------------------------------------------------------- */

static void tell(struct writing *writing, int question, int f)
{
    const struct form_finding *finding =
        &writing->telling.form->questions[question].findings[f];
    switch (telling_kind(finding)) {
    case TELLING_PEOPLE:
        tell_people(writing, question, f);
        break;
    case TELLING_LIST:
        tell_list(writing, question, f);
        break;
    case TELLING_QUOTES:
        tell_quotes(writing, question,
                    form_say(words_of(writing), finding->say));
        break;
    case TELLING_PASSED:
        tell_passed(writing, question, finding);
        break;
    }
}

static str bullet_of(const struct form *form, int question, int finding)
{
    return form->questions[question].findings[finding].bullet;
}

/* Whether an earlier finding began this bullet, so that it is written. */
static bool is_written(const struct writing *writing, int question, int finding)
{
    const struct form *form = writing->telling.form;
    str bullet = bullet_of(form, question, finding);
    if (bullet.size == 0)
        return false;
    for (int q = 0; q <= question; q++)
        for (int f = 0; f < form->questions[q].finding_count; f++) {
            if (q == question && f == finding)
                return false;
            if (text_equal(bullet_of(form, q, f), bullet) &&
                telling_tells(&writing->telling, q, f))
                return true;
        }
    return false;
}

/* Does something with each finding of the bullet, which begins with this one. */
static void go_through(struct writing *writing, int question, int finding,
                       void (*act)(struct writing *writing, int q, int f))
{
    const struct form *form = writing->telling.form;
    str bullet = bullet_of(form, question, finding);
    act(writing, question, finding);
    for (int q = question; bullet.size > 0 && q < form->question_count; q++)
        for (int f = q == question ? finding + 1 : 0;
             f < form->questions[q].finding_count; f++)
            if (text_equal(bullet_of(form, q, f), bullet) &&
                telling_tells(&writing->telling, q, f))
                act(writing, q, f);
}

/* If one sentence has to say "who gave an answer", all that give no base do, so
 * that they can be joined. */
static void look_for_silent(struct writing *writing, int question, int f)
{
    const struct form_question *asked =
        &writing->telling.form->questions[question];
    if (telling_kind(&asked->findings[f]) != TELLING_PEOPLE ||
        !is_of_answers(writing, question, f))
        return;
    struct people people = people_of(writing, question, f, NULL);
    if (!people.answered || people_tells_base(&people))
        return;
    writing->has_silent = true;
    writing->has_unsure |= people.definite;
}

static void write_bullet(struct writing *writing, int question, int finding)
{
    writing->used = (struct part_used){ .count = 0 };
    writing->has_people = false;
    writing->has_silent = false;
    writing->has_unsure = false;
    go_through(writing, question, finding, look_for_silent);
    go_through(writing, question, finding, tell);
    bullets_end(&writing->bullets);
}

static bool has_place_for_quotes(const struct form_question *question)
{
    for (int f = 0; f < question->finding_count; f++)
        if (telling_kind(&question->findings[f]) == TELLING_QUOTES)
            return true;
    return false;
}

static void write_question(struct writing *writing, int q)
{
    const struct form_question *question = &writing->telling.form->questions[q];
    for (int f = 0; f < question->finding_count; f++)
        if (telling_tells(&writing->telling, q, f) &&
            !is_written(writing, q, f))
            write_bullet(writing, q, f);
    if (telling_quotes(&writing->telling, q) == 0 ||
        has_place_for_quotes(question))
        return;
    tell_quotes(writing, q,
                say(writing, TEXT_KEY("Comments included "
                                      "{quotes}")));
    bullets_end(&writing->bullets);
}

/* ---- the opening --------------------------------------------------------- */

/* Whether somebody certainly left a question blank. Few people write, so words
 * do not count. */
static bool has_blanks(const struct writing *writing)
{
    const struct form *form = writing->telling.form;
    for (int q = 0; q < form->question_count; q++) {
        struct guard_cell blank =
            guard_question(writing->telling.table, q).blank;
        if (form->questions[q].kind != FORM_TEXT &&
            blank.status != GUARD_WITHHELD && blank.count > 0)
            return true;
    }
    return false;
}

static str opening_number(const struct writing *writing,
                          const struct guard_cell *returns, bool begins)
{
    struct arena *arena = writing->telling.arena;
    if (returns->status == GUARD_ROUNDED)
        return fill_one(writing, say(writing, TEXT_KEY("about {n}")), "n",
                        wording_number(&writing->wording, returns->count));
    if (returns->count == 0)
        return say(writing, TEXT_KEY("no"));
    return part_number(words_of(writing), arena, returns->count, begins);
}

static str opening(const struct writing *writing,
                   const struct guard_cell *returns)
{
    if (returns->status == GUARD_WITHHELD)
        return say(writing, TEXT_KEY("Fewer than ten questionnaires were "
                                     "completed, and nothing is published of "
                                     "so few"));
    str pattern = form_count(words_of(writing), writing->telling.form->opening,
                             returns->count);
    bool begins = text_starts(pattern, S("{n}"));
    str sentence = fill_one(writing, pattern, "n",
                            opening_number(writing, returns, begins));
    if (!has_blanks(writing))
        return sentence;
    return fill_one(writing,
                    say(writing, TEXT_KEY("{opening}, although not all "
                                          "questions were completed by all "
                                          "the respondents")),
                    "opening", sentence);
}

static struct narrate_sentence opening_sentence(const struct writing *writing)
{
    struct guard_cell returns = guard_returns(writing->telling.table);
    struct text text = { .arena = writing->telling.arena };
    text_add(&text, opening(writing, &returns));
    text_add_char(&text, '.');
    return (struct narrate_sentence){
        .text = part_capital(writing->telling.arena, text_view(&text)),
    };
}

/* ---- the section --------------------------------------------------------- */

/* As many sentences as there could be. */
static int most_sentences(const struct form *form)
{
    int most = TELLING_GAPS;
    for (int q = 0; q < form->question_count; q++)
        most += form->questions[q].finding_count + 1;
    return most;
}

const struct narrate_section *narrate_section(struct arena *arena,
                                              const struct safe_table *table,
                                              const struct narrate_wish *wish)
{
    const struct form *form = guard_form(table);
    struct guard_cell returns = guard_returns(table);
    struct writing writing = {
        .telling = { arena, table, form, wish },
        .wording = { arena, wish },
        .bullets = bullets_make(arena, most_sentences(form)),
    };
    bool tells = returns.status != GUARD_WITHHELD && returns.count > 0;
    for (int q = 0; tells && q < form->question_count; q++)
        write_question(&writing, q);
    bullets_first(&writing.bullets, wish->first, wish->first_count);
    if (tells)
        gaps_write(&writing.telling, &writing.wording, &writing.bullets);
    int left_out = 0;
    for (int q = 0; q < form->question_count; q++)
        left_out += telling_approved(&writing.telling, q) -
                    (tells ? telling_quotes(&writing.telling, q) : 0);
    struct narrate_section *section = arena_new(arena, struct narrate_section);
    *section = (struct narrate_section){
        .heading = fill(&writing, form_say(wish->words, form->title), NULL, 0),
        .opening = opening_sentence(&writing),
        .bullets = writing.bullets.bullets,
        .bullet_count = writing.bullets.count,
        .left_out = left_out,
    };
    return section;
}
