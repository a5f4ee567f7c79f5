/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questionnaires: any bytes are loaded or refused. What was loaded is whole:
 * every index in it leads somewhere, its texts are fit to be shown and to be
 * translated, and whoever answers it finds a way through. */
#include "form/check.h"
#include "form/link.h"
#include "form/outline.h"
#include "form/relevance.h"
#include "form/template.h"

#include "base/po.h"
#include "base/words.h"
#include "hold.h"
#include "interview/route.h"

/* ---- what was loaded ----------------------------------------------------- */

static void hold_finding(const struct form *form,
                         const struct form_question *question,
                         const struct form_finding *finding)
{
    HOLD(finding->group >= 0 && finding->group <= form->group_count);
    for (int i = 0; i < finding->of_count; i++)
        HOLD(finding->of[i] >= 0 && finding->of[i] < question->choice_count);
    for (int i = 0; i < finding->with_count; i++)
        HOLD(finding->with[i] >= 0 && finding->with[i] < form->question_count);
}

/* A range that does not work out has its fault and is kept as it is. */
static bool is_sound(const struct form_question *question)
{
    return question->kind != FORM_SLIDER ||
           (question->start < question->end && question->step > 0 &&
            question->tick > 0);
}

static void hold_question(const struct form *form, int q, bool faultless)
{
    const struct form_question *question = &form->questions[q];
    HOLD(question->kind < FORM_KINDS && question->label);
    HOLD(question->choice_count >= 0 &&
         question->choice_count <= LINK_MOST_CHOICES);
    HOLD(!faultless || is_sound(question));
    for (int i = 0; i < question->finding_count; i++)
        if (question->findings[i].say)
            hold_finding(form, question, &question->findings[i]);
}

static void hold_form(struct arena *arena, const struct form *form,
                      bool faultless)
{
    HOLD(form->question_count <= LINK_MOST_QUESTIONS);
    for (int q = 0; q < form->question_count; q++)
        hold_question(form, q, faultless);
    for (const struct form_phrase *phrase = form->phrases; phrase;
         phrase = phrase->next) {
        HOLD(hold_clean(phrase->english) && hold_clean(phrase->other));
        HOLD(
            text_equal(phrase->english, words_compose(arena, phrase->english)));
        HOLD(phrase->question >= -1 && phrase->question < form->question_count);
    }
}

/* ---- for translators ----------------------------------------------------- */

/* A template is a translators' file that holds every phrase. */
static void hold_template(struct arena *arena, const struct form *form,
                          bool faultless)
{
    struct text out = { .arena = arena };
    struct faults faults = { .arena = arena, .file = S("a.pot") };
    template_begin(&out);
    template_add(&out, form);
    HOLD(hold_clean(text_view(&out)));
    if (!faultless)
        return;
    const struct po *po = po_read(arena, text_view(&out), &faults);
    HOLD(po && faults.count == 0);
    for (const struct form_phrase *phrase = form->phrases; phrase;
         phrase = phrase->next)
        HOLD(po_find(po, phrase->context, phrase->english));
}

/* ---- people who answer --------------------------------------------------- */

static void answer(struct answers *answers, struct hold_dice *dice, int q)
{
    const struct form_question *question = &answers->form->questions[q];
    unsigned way = hold_throw(dice, 8);
    if (way == 0 || !is_sound(question))
        return;
    if (way == 1) {
        answers_choose(answers, q, FORM_DONT_KNOW);
    } else if (way == 2) {
        answers_choose(answers, q, FORM_NOT_SAY);
    } else if (question->kind == FORM_SLIDER) {
        long width = question->end - question->start;
        long part = width * (long)hold_throw(dice, 9) / 8;
        answers_set_number(answers, q, question->start + part);
    } else if (question->kind == FORM_TEXT) {
        answers_set_words(answers, q, text_slice(S("ateb"), 0, way));
    } else {
        for (; way > 2 && question->choice_count > 0; way--)
            answers_choose(
                answers, q,
                (int)hold_throw(dice, (unsigned)question->choice_count));
    }
}

/* The first person answers nothing, the second knows nothing. */
static void answer_all(struct answers *answers, int person,
                       struct hold_dice *dice)
{
    for (int q = 0; person > 0 && q < answers->form->question_count; q++)
        if (person == 1)
            answers_choose(answers, q, FORM_DONT_KNOW);
        else
            answer(answers, dice, q);
}

/* From the first question to the last and back, by what route_find() says. */
static void hold_way(const struct answers *answers, const bool *asked)
{
    int count = answers->form->question_count;
    int next = route_next(answers, -1);
    for (int q = 0; q < count; q++) {
        HOLD(asked[q] || answers->form->questions[q].relevant);
        if (!asked[q])
            continue;
        HOLD(next == q);
        next = route_next(answers, q);
        HOLD(route_back(answers, next) == q);
    }
    HOLD(next == count);
}

/* Questions that somebody was asked, each with itself and its neighbours. */
enum { NEIGHBOURS = 4 };
struct together {
    struct assembly *assembly; /* what relevance_meet() wants */
    bool (*held)[NEIGHBOURS];  /* asking relevance_meet() once is enough */
};

/* Whoever is asked a question, or two, is not told that nobody can be. */
static void hold_together(const struct together *together, const bool *asked,
                          int q)
{
    for (int back = 0; back < NEIGHBOURS && back <= q; back++) {
        if (!asked[q] || !asked[q - back] || together->held[q][back])
            continue;
        HOLD(relevance_meet(together->assembly, q, q - back) !=
             RELEVANCE_NEVER);
        together->held[q][back] = true;
    }
}

static void hold_routes(struct arena *arena, struct form *form, str bytes)
{
    enum { PEOPLE = 6 };
    int count = form->question_count;
    struct hold_dice dice = { .bytes = bytes };
    bool *asked = arena_array(arena, bool, count);
    struct assembly assembly = { .arena = arena, .form = form };
    struct together together = {
        .assembly = &assembly,
        .held = arena_take_many(arena, (size_t)count, NEIGHBOURS),
    };
    for (int person = 0; person < PEOPLE; person++) {
        struct answers *answers = answers_make(arena, form);
        answer_all(answers, person, &dice);
        route_find(answers, asked);
        hold_way(answers, asked);
        for (int q = 0; q < count; q++)
            hold_together(&together, asked, q);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_make();
    str content = hold_bytes(data, size);
    struct faults faults = { .arena = arena, .file = S("form.yaml") };
    struct form *form = link_form(arena, content, &faults);
    HOLD(form || faults.count > 0);
    if (form) {
        bool faultless = faults.count == 0;
        hold_form(arena, form, faultless);
        hold_template(arena, form, faultless);
        hold_routes(arena, form, content);
        struct check check = { .arena = arena, .faults = &faults };
        check_form(&check, form);
    }
    hold_faults(arena, content, &faults);
    HOLD(arena_used(arena) < HOLD_MOST_MEMORY);
    arena_destroy(arena);
    return 0;
}
