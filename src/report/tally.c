/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/tally.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "interview/route.h"

/* A finding, as it is counted. */
struct want {
    int finding;
    uint64_t choices;
    long from; /* on a slider */
    long to;
    /* It names answers: then it is a share of those who gave one that counts;
     * else, as it counts whoever answered, of those who were asked. */
    bool of_answers;
};

struct way {
    uint64_t inside;    /* the choices that count for shares */
    struct want *wants; /* findings that count this question alone */
    int want_count;
};

/* A finding that is counted over several questions. */
struct together {
    struct want want;
    int *questions; /* its own first */
    int question_count;
};

/* What follows from the questionnaire, worked out once. */
struct tally_plan {
    bool *asked; /* which questions; of the response that is being added */
    struct way *ways;
    struct together *together;
    int together_count;
};

/* ---- making --------------------------------------------------------------- */

static long steps_of(const struct form_question *question)
{
    if (question->kind != FORM_SLIDER)
        return 0;
    return (question->end - question->start) / question->step + 1;
}

static struct want make_want(const struct form_question *question, int finding)
{
    const struct form_finding *found = &question->findings[finding];
    bool of_answers = found->of_count > 0 || question->kind == FORM_SLIDER;
    struct want want = { .finding = finding,
                         .choices = found->of_count > 0 ? 0 : UINT64_MAX,
                         .from = found->from,
                         .to = found->to,
                         .of_answers = of_answers };
    for (int i = 0; i < found->of_count; i++)
        want.choices |= 1ull << found->of[i];
    return want;
}

static void make_together(struct arena *arena, struct tally_plan *plan,
                          const struct form_question *question, int number,
                          int finding)
{
    const struct form_finding *found = &question->findings[finding];
    struct together *together = &plan->together[plan->together_count++];
    together->want = make_want(question, finding);
    together->questions = arena_array(arena, int, found->with_count + 1);
    together->questions[together->question_count++] = number;
    for (int w = 0; w < found->with_count; w++)
        together->questions[together->question_count++] = found->with[w];
}

static void make_way(struct arena *arena, struct tally_plan *plan,
                     const struct form_question *question, int number)
{
    struct way *way = &plan->ways[number];
    /* Where there is nothing to choose, whatever is given counts. */
    bool has_choices = question->kind != FORM_SLIDER &&
                       question->choice_count > 0;
    way->inside = has_choices ? 0 : UINT64_MAX;
    for (int c = 0; has_choices && c < question->choice_count; c++)
        if (!question->choices[c].outside_base)
            way->inside |= 1ull << c;
    way->wants = arena_array(arena, struct want, question->finding_count);
    for (int f = 0; f < question->finding_count; f++) {
        if (question->findings[f].passed)
            continue; /* counts nobody */
        if (question->findings[f].with_count > 0)
            make_together(arena, plan, question, number, f);
        else
            way->wants[way->want_count++] = make_want(question, f);
    }
}

static struct tally_plan *make_plan(struct arena *arena,
                                    const struct form *form)
{
    struct tally_plan *plan = arena_new(arena, struct tally_plan);
    int most = 0;
    for (int q = 0; q < form->question_count; q++)
        most += form->questions[q].finding_count;
    plan->asked = arena_array(arena, bool, form->question_count);
    plan->ways = arena_array(arena, struct way, form->question_count);
    plan->together = arena_array(arena, struct together, most);
    for (int q = 0; q < form->question_count; q++)
        make_way(arena, plan, &form->questions[q], q);
    return plan;
}

struct tally *tally_make(struct arena *arena, const struct form *form)
{
    struct tally *tally = arena_new(arena, struct tally);
    int count = form->question_count;
    tally->form = form;
    tally->plan = make_plan(arena, form);
    tally->questions = arena_array(arena, struct tally_question, count);
    tally->findings = arena_array(arena, struct tally_finding *, count);
    for (int q = 0; q < count; q++) {
        const struct form_question *question = &form->questions[q];
        struct tally_question *sum = &tally->questions[q];
        sum->counts = arena_array(arena, long, question->choice_count);
        sum->value_count = steps_of(question);
        sum->values = arena_array(arena, long, sum->value_count);
        tally->findings[q] = arena_array(arena, struct tally_finding,
                                         question->finding_count);
    }
    return tally;
}

/* ---- one answer ----------------------------------------------------------- */

/* Quarters of the range, each with its lower end; the last with both. */
static int band_of(const struct form_question *question, long value)
{
    long span = question->end - question->start;
    long band = span > 0 ? (value - question->start) * TALLY_BANDS / span : 0;
    return band < TALLY_BANDS ? (int)band : TALLY_BANDS - 1;
}

/* What an answer is, as bits of choices, or as one bit where there are none:
 * an index, bits already, or neither. */
static const struct {
    bool is_index;
    bool is_bits;
} kinds[] = {
    [FORM_ONE] = { .is_index = true },  [FORM_SCALE] = { .is_index = true },
    [FORM_MANY] = { .is_bits = true },  [FORM_SLIDER] = { .is_bits = false },
    [FORM_TEXT] = { .is_bits = false },
};
static_assert(sizeof kinds / sizeof *kinds == FORM_KINDS,
              "every kind is counted");

/* None if it is don't know, rather not say, or blank. */
static uint64_t bits_of(const struct form_question *question,
                        const struct answer *answer)
{
    uint64_t is_one = answer->given && answer->choice >= FORM_BLANK;
    if (kinds[question->kind].is_index)
        return is_one << (answer->choice & 63);
    return kinds[question->kind].is_bits ? answer->chosen : is_one;
}

/* Whether the finding counts the answer; which choices it counts are inside
 * the base. */
static bool is_wanted(const struct form_question *question,
                      const struct answer *answer, const struct want *want,
                      uint64_t bits)
{
    if (question->kind != FORM_SLIDER)
        return (bits & want->choices) != 0;
    return bits != 0 && answer->number >= want->from &&
           answer->number <= want->to;
}

/* A person counts once, whichever of the questions they were asked. */
static void add_together(struct tally *tally, const struct answers *answers,
                         const struct together *together)
{
    const struct form *form = tally->form;
    struct tally_finding *sum =
        &tally->findings[together->questions[0]][together->want.finding];
    bool is_n = false;
    bool is_k = false;
    for (int i = 0; i < together->question_count; i++) {
        int q = together->questions[i];
        const struct answer *answer = &answers->all[q];
        if (!tally->plan->asked[q])
            continue;
        uint64_t bits = bits_of(&form->questions[q], answer);
        bool counts = (bits & tally->plan->ways[q].inside) != 0;
        is_n |= counts || !together->want.of_answers;
        is_k |= counts &&
                is_wanted(&form->questions[q], answer, &together->want, bits);
    }
    sum->n += is_n;
    sum->k += is_k;
}

static void add_given(struct tally_question *sum,
                      const struct form_question *question,
                      const struct answer *answer, uint64_t bits)
{
    if (question->kind == FORM_SLIDER) {
        sum->values[(answer->number - question->start) / question->step]++;
        sum->bands[band_of(question, answer->number)]++;
    } else if (question->kind != FORM_TEXT) {
        for (long *count = sum->counts; bits != 0; bits >>= 1, count++)
            *count += (long)(bits & 1);
    }
}

static void add_answer(struct tally *tally, int q, const struct answer *answer)
{
    const struct form_question *question = &tally->form->questions[q];
    const struct way *way = &tally->plan->ways[q];
    struct tally_question *sum = &tally->questions[q];
    uint64_t bits = bits_of(question, answer);
    bool counts = (bits & way->inside) != 0;
    sum->routed++;
    sum->answered += answer->given;
    sum->blank += !answer->given;
    sum->dont_know += answer->given && answer->choice == FORM_DONT_KNOW;
    sum->not_say += answer->given && answer->choice == FORM_NOT_SAY;
    sum->base += counts;
    if (bits != 0)
        add_given(sum, question, answer, bits);
    for (int w = 0; w < way->want_count; w++) {
        const struct want *want = &way->wants[w];
        struct tally_finding *found = &tally->findings[q][want->finding];
        found->n += counts | !want->of_answers;
        found->k += is_wanted(question, answer, want, bits & way->inside);
    }
}

void tally_add(struct tally *tally, const struct answers *answers)
{
    const struct tally_plan *plan = tally->plan;
    assert(answers->form == tally->form);
    route_find(answers, plan->asked);
    tally->returns++;
    for (int q = 0; q < tally->form->question_count; q++)
        if (plan->asked[q])
            add_answer(tally, q, &answers->all[q]);
    for (int t = 0; t < plan->together_count; t++)
        add_together(tally, answers, &plan->together[t]);
}

/* ---- reading it ----------------------------------------------------------- */

void tally_band(const struct form_question *question, int band, long *from,
                long *to)
{
    assert(question->kind == FORM_SLIDER && band >= 0 && band < TALLY_BANDS);
    *from = question->start;
    *to = question->end;
    while (*from < question->end && band_of(question, *from) < band)
        *from += question->step;
    while (*to > *from && band_of(question, *to) > band)
        *to -= question->step;
}

bool tally_median(const struct tally *tally, int question, long *median)
{
    const struct form_question *asked = &tally->form->questions[question];
    const struct tally_question *sum = &tally->questions[question];
    if (asked->kind != FORM_SLIDER || sum->base == 0)
        return false;
    long before = 0;
    long step = 0;
    while ((before += sum->values[step]) * 2 < sum->base)
        step++;
    *median = asked->start + step * asked->step;
    return true;
}

static bool is_same(const long *one, const long *other, long count)
{
    return count == 0 || memcmp(one, other, (size_t)count * sizeof *one) == 0;
}

static bool has_same_question(const struct tally *one,
                              const struct tally *other, int question)
{
    const struct tally_question *a = &one->questions[question];
    const struct tally_question *b = &other->questions[question];
    const struct form_question *asked = &one->form->questions[question];
    bool same = a->routed == b->routed && a->answered == b->answered &&
                a->base == b->base && a->dont_know == b->dont_know &&
                a->not_say == b->not_say && a->blank == b->blank;
    for (int f = 0; same && f < asked->finding_count; f++)
        same = one->findings[question][f].k == other->findings[question][f].k &&
               one->findings[question][f].n == other->findings[question][f].n;
    return same && is_same(a->counts, b->counts, asked->choice_count) &&
           is_same(a->values, b->values, a->value_count) &&
           is_same(a->bands, b->bands, TALLY_BANDS);
}

bool tally_equal(const struct tally *one, const struct tally *other)
{
    bool same = one->form == other->form && one->returns == other->returns;
    for (int q = 0; same && q < one->form->question_count; q++)
        same = has_same_question(one, other, q);
    return same;
}
