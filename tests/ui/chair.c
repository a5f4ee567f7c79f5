/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/chair.h"

#include "base/catalogue.h"
#include "base/file.h"
#include "cases.h"

void chair_open(struct chair *chair, struct arena *arena, bool practice)
{
    *chair = (struct chair){
        .call = { .arena = arena,
                  .share = file_join(arena, S(TESTS_CATALOGUES), S("..")) }
    };
    const struct seating_wish wish = { .practice = true, .by_hand = true };
    struct fault fault = { .arena = arena };
    struct catalogue *catalogue;
    struct words *words = call_words(arena, chair->call.share, S("en"),
                                     &catalogue, &fault);
    chair->call.words = words;
    assert_int_equal(CALL_DONE,
                     seating_open(&chair->seating, &chair->call, &wish));
    words_close(words);
    catalogue_close(catalogue);
    chair->call.words = NULL;
    chair->seating.plan.practice = practice;
    chair->seat = host_make(&chair->seating.plan, 1280, 800);
}

void chair_close(struct chair *chair)
{
    host_end(chair->seat);
    seating_close(&chair->seating);
}

void chair_act(struct chair *chair, enum action_kind kind, long which)
{
    journey_act(chair->seat, (struct action){ kind, which });
}

void chair_show(struct chair *chair, enum seat_stage stage)
{
    chair->seat->person.depth = 0;
    chair->seat->person.stages[0] = stage;
    chair->seat->person.page = 0;
    chair->seat->stale = true;
}

void chair_ask(struct chair *chair, int question)
{
    struct visit *visit = chair->seat->person.visit;
    assert_non_null(visit);
    visit->question = question;
    chair_show(chair, SEAT_QUESTION);
}

static void write_letters(struct answers *answers, int question, int letters)
{
    struct text words = { .arena = answers->arena };
    for (int i = 0; i < letters; i++)
        text_add(&words, i % 8 == 7 ? S(" ") : S("ŵ"));
    answers_set_words(answers, question, text_view(&words));
}

static void answer(struct answers *answers, int question, int letters)
{
    const struct form_question *asked = &answers->form->questions[question];
    switch (asked->kind) {
    case FORM_TEXT:
        write_letters(answers, question, letters);
        return;
    case FORM_SLIDER:
        answers_set_number(answers, question, asked->end);
        return;
    case FORM_MANY:
        for (int i = 0; i < asked->choice_count; i++)
            if (!asked->choices[i].exclusive)
                answers_choose(answers, question, i);
        return;
    default:
        answers_choose(answers, question, asked->choice_count - 1);
        return;
    }
}

void chair_answer_all(struct chair *chair, int letters)
{
    struct visit *visit = chair->seat->person.visit;
    for (int i = 0; i < visit->form->question_count; i++) {
        answers_clear(visit->answers, i);
        answer(visit->answers, i, letters);
    }
    chair->seat->stale = true;
}
