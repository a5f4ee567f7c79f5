/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview/answers.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/words.h"

enum { PLACE = 256 }; /* bytes */

struct answers *answers_make(struct arena *arena, const struct form *form)
{
    struct answers *answers = arena_new(arena, struct answers);
    *answers = (struct answers){
        .arena = arena,
        .form = form,
        .all = arena_array(arena, struct answer, form->question_count),
    };
    return answers;
}

static struct answer *place(struct answers *answers, int question)
{
    assert(question >= 0 && question < answers->form->question_count);
    return &answers->all[question];
}

void answers_clear(struct answers *answers, int question)
{
    *place(answers, question) = (struct answer){ 0 };
}

/* The bits of the exclusive choices of a question. */
static uint64_t exclusive_bits(const struct form_question *question)
{
    uint64_t bits = 0;
    for (int i = 0; i < question->choice_count; i++)
        if (question->choices[i].exclusive)
            bits |= 1ull << i;
    return bits;
}

static void toggle(struct answer *answer, const struct form_question *question,
                   int choice)
{
    uint64_t bit = 1ull << choice;
    uint64_t exclusive = exclusive_bits(question);
    uint64_t chosen = answer->given ? answer->chosen : 0;
    if (chosen & bit)
        chosen &= ~bit;
    else if (exclusive & bit)
        chosen = bit;
    else
        chosen = (chosen & ~exclusive) | bit;
    *answer = (struct answer){ .given = chosen != 0,
                               .choice = FORM_BLANK,
                               .chosen = chosen };
}

static void set(struct answer *answer, const struct form_question *question,
                int choice)
{
    (void)question;
    *answer = (struct answer){ .given = true, .choice = choice };
}

/* How each kind takes a choice; NULL: it has none of its own. */
static void (*const take[])(struct answer *answer,
                            const struct form_question *question,
                            int choice) = {
    [FORM_ONE] = set,     [FORM_SCALE] = set, [FORM_MANY] = toggle,
    [FORM_SLIDER] = NULL, [FORM_TEXT] = NULL,
};
static_assert(sizeof take / sizeof *take == FORM_KINDS,
              "every kind takes a choice or has none");

void answers_choose(struct answers *answers, int question, int choice)
{
    const struct form_question *asked = &answers->form->questions[question];
    struct answer *answer = place(answers, question);
    assert(choice != FORM_BLANK && choice < asked->choice_count);
    if (choice < 0) {
        set(answer, asked, choice);
        return;
    }
    assert(take[asked->kind]);
    take[asked->kind](answer, asked, choice);
}

void answers_set_number(struct answers *answers, int question, long number)
{
    const struct form_question *asked = &answers->form->questions[question];
    assert(asked->kind == FORM_SLIDER);
    if (number < asked->start)
        number = asked->start;
    if (number > asked->end)
        number = asked->end;
    long steps = (number - asked->start + asked->step / 2) / asked->step;
    *place(answers, question) =
        (struct answer){ .given = true,
                         .choice = FORM_BLANK,
                         .number = asked->start + steps * asked->step };
}

/* As much of the words as there is room for. What is cut off a composed text
 * leaves it composed. */
static str held(const struct answers *answers, str words)
{
    size_t fits = 0;
    size_t letters = 0;
    for (size_t at = 0; at < words.size; fits = at) {
        text_next(words, &at);
        letters++;
        if ((answers->letters_most && letters > answers->letters_most) ||
            (answers->bytes_most && at > answers->bytes_most))
            break;
    }
    return text_slice(words, 0, fits);
}

/* A place for so many bytes: the one that there is, or a larger one, in steps
 * so that a letter more is no new copy. */
static void make_place(struct arena *arena, struct answer *answer, size_t size)
{
    if (size <= answer->room)
        return;
    if (answer->place)
        explicit_bzero(answer->place, answer->room);
    answer->room = (size / PLACE + 1) * PLACE;
    answer->place = arena_take(arena, answer->room);
}

static void put_words(struct answers *answers, struct answer *answer, str words)
{
    make_place(answers->arena, answer, words.size);
    explicit_bzero(answer->place, answer->room);
    memcpy(answer->place, words.at, words.size);
    *answer = (struct answer){ .given = true,
                               .choice = FORM_BLANK,
                               .words = { answer->place, words.size },
                               .place = answer->place,
                               .room = answer->room };
}

void answers_set_words(struct answers *answers, int question, str words)
{
    assert(answers->form->questions[question].kind == FORM_TEXT);
    struct arena *scratch = arena_make();
    words = held(answers, words_compose(scratch, words));
    if (text_trim(words).size == 0)
        answers_clear(answers, question);
    else
        put_words(answers, place(answers, question), words);
    arena_destroy(scratch);
}

bool answers_chose(const struct answers *answers, int question, int choice)
{
    const struct answer *answer = &answers->all[question];
    if (choice == FORM_BLANK || !answer->given)
        return choice == FORM_BLANK && !answer->given;
    if (choice < 0 || answers->form->questions[question].kind != FORM_MANY)
        return answer->choice == choice;
    return answer->chosen >> choice & 1;
}
