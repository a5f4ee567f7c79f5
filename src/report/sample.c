/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sample.h"

#include <assert.h>

#include "base/arena.h"
#include "interview/record.h"
#include "interview/route.h"
#include "report/intake.h"

/* A return as it was read. */
struct row {
    str record;
    str language;
};

struct sample {
    const struct form *form;
    struct row *rows;
    int count;
    int next;   /* in the order that they were shuffled into */
    int rounds; /* how often all of them were drawn */
};

/* ---- chance --------------------------------------------------------------- */

/* SplitMix64: small, and the same everywhere. */
static uint64_t roll(struct sample_dice *dice)
{
    uint64_t x = dice->state += 0x9E3779B97F4A7C15;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return x ^ (x >> 31);
}

long sample_throw(struct sample_dice *dice, long sides)
{
    assert(sides > 0);
    return (long)(roll(dice) % (uint64_t)sides);
}

static void shuffle(struct sample *sample, struct sample_dice *dice)
{
    for (int i = sample->count - 1; i > 0; i--) {
        long other = sample_throw(dice, i + 1);
        struct row row = sample->rows[i];
        sample->rows[i] = sample->rows[other];
        sample->rows[other] = row;
    }
}

/* ---- reading -------------------------------------------------------------- */

static void add_row(struct arena *arena, struct sample *sample,
                    const struct intake_one *one)
{
    size_t size = sizeof *sample->rows;
    const struct record_frame frame = { .form = sample->form->id,
                                        .version = sample->form->version };
    sample->rows = arena_grow(arena, sample->rows, (size_t)sample->count * size,
                              (size_t)(sample->count + 1) * size);
    struct row *row = &sample->rows[sample->count++];
    row->language = text_copy(arena, one->language);
    struct arena *scratch = arena_make();
    row->record = text_copy(arena, record_write(scratch, &frame, one->answers));
    arena_destroy(scratch);
}

struct sample *sample_read(struct arena *arena, const struct form *form,
                           str table, struct faults *faults)
{
    struct sample *sample = arena_new(arena, struct sample);
    struct csv *csv = csv_of_text(table);
    int before = faults->count;
    struct intake_one one;
    sample->form = form;
    struct intake *intake = intake_begin(form, csv, faults);
    while (intake && intake_next(intake, &one))
        if (one.sound)
            add_row(arena, sample, &one);
    intake_end(intake);
    csv_close(csv);
    if (faults->count == before && sample->count == 0)
        fault_add(faults, ((struct text_place){ 1, 1 }),
                  "there is no return in the table; each row behind the first "
                  "is one");
    return faults->count == before ? sample : NULL;
}

/* ---- variety -------------------------------------------------------------- */

/* A few steps to either side. */
static void vary_number(struct answers *answers, int question,
                        struct sample_dice *dice)
{
    enum { PARTS = 20 }; /* of the whole line */
    const struct form_question *asked = &answers->form->questions[question];
    long reach = (asked->end - asked->start) / PARTS;
    long by = sample_throw(dice, 2 * reach + 1) - reach;
    answers_set_number(answers, question, answers->all[question].number + by);
}

/* One choice comes or goes, but the last one stays. */
static void vary_choices(struct answers *answers, int question,
                         struct sample_dice *dice)
{
    const struct form_question *asked = &answers->form->questions[question];
    int choice = (int)sample_throw(dice, asked->choice_count);
    uint64_t left = answers->all[question].chosen & ~(1ULL << choice);
    bool alone = asked->choices[choice].exclusive;
    for (int c = 0; c < asked->choice_count; c++)
        alone = alone || (asked->choices[c].exclusive &&
                          answers_chose(answers, question, c));
    if (!alone && left != 0)
        answers_choose(answers, question, choice);
}

static void leave(struct answers *answers, int question,
                  struct sample_dice *dice)
{
    (void)answers;
    (void)question;
    (void)dice;
}

static void (*const vary[])(struct answers *answers, int question,
                            struct sample_dice *dice) = {
    [FORM_ONE] = leave,         [FORM_SCALE] = leave,
    [FORM_MANY] = vary_choices, [FORM_SLIDER] = vary_number,
    [FORM_TEXT] = leave,
};
static_assert(sizeof vary / sizeof *vary == FORM_KINDS, "every kind varies");

/* The dice are thrown for every answer, legal or not, so that one questionnaire
 * does not move another. */
static void vary_all(struct answers *answers, struct sample_dice *dice)
{
    const struct form *form = answers->form;
    for (int q = 0; q < form->question_count; q++) {
        const struct answer *answer = &answers->all[q];
        if (answer->given && answer->choice == FORM_BLANK)
            vary[form->questions[q].kind](answers, q, dice);
    }
}

static void forget_words(struct answers *answers)
{
    for (int q = 0; q < answers->form->question_count; q++)
        if (answers->form->questions[q].kind == FORM_TEXT)
            answers_clear(answers, q);
}

/* Whether everything that is answered is asked. */
static bool is_legal(const struct answers *answers)
{
    const struct form *form = answers->form;
    struct arena *scratch = arena_make();
    bool *asked = arena_array(scratch, bool, form->question_count);
    bool legal = true;
    route_find(answers, asked);
    for (int q = 0; q < form->question_count; q++)
        legal = legal && (asked[q] || !answers->all[q].given);
    arena_destroy(scratch);
    return legal;
}

/* ---- drawing -------------------------------------------------------------- */

static void read_row(const struct row *row, struct answers *answers)
{
    struct fault fault = { .arena = answers->arena };
    for (int q = 0; q < answers->form->question_count; q++)
        answers_clear(answers, q);
    bool read = record_read(row->record, answers, &fault);
    assert(read); /* it was written here */
    (void)read;
}

void sample_draw(struct sample *sample, struct sample_dice *dice,
                 struct answers *answers, str *language)
{
    if (sample->next == 0)
        shuffle(sample, dice);
    const struct row *row = &sample->rows[sample->next++];
    bool again = sample->rounds > 0;
    read_row(row, answers);
    vary_all(answers, dice);
    if (!is_legal(answers))
        read_row(row, answers);
    if (again)
        forget_words(answers);
    *language = row->language;
    if (sample->next == sample->count) {
        sample->next = 0;
        sample->rounds++;
    }
}
