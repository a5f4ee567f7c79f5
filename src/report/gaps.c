/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gaps.h"

#include <assert.h>

static const char *const gap_says[] = {
    [TELLING_NOT_ASKED] = TEXT_KEY("Nobody was asked the following, as "
                                   "that depended on earlier answers: "
                                   "{questions}"),
    [TELLING_NO_ANSWER] = TEXT_KEY("Nobody gave an answer to: {questions}"),
    [TELLING_NOT_SURE] = TEXT_KEY("Nobody gave a definite answer to: "
                                  "{questions}"),
    [TELLING_NOT_APPLIED] = TEXT_KEY(
        "All who gave a definite answer to the following said that it did not "
        "apply to them: {questions}"),
    [TELLING_FEW_PEOPLE] = TEXT_KEY(
        "No numbers are published for the following, because so few people "
        "were asked or answered: {questions}"),
    [TELLING_WORKED_OUT] = TEXT_KEY(
        "No numbers are published for the following, because they would let "
        "somebody work out a small number: {questions}"),
};
static_assert(sizeof gap_says / sizeof *gap_says == TELLING_GAPS,
              "a sentence for every gap");

static str questions_with(const struct telling *telling,
                          const struct wording *wording, enum telling_gap gap)
{
    const struct form *form = telling->form;
    struct text list = { .arena = telling->arena };
    for (int q = 0; q < form->question_count; q++) {
        if (telling_gap(telling, q) != gap)
            continue;
        str label = form_say(wording->wish->words, form->questions[q].label);
        text_add(&list, list.size > 0 ? S("; ") : S(""));
        text_add(&list,
                 wording_quote(wording, wording_fill(wording, label, NULL, 0)));
    }
    return text_view(&list);
}

static void write_one(const struct telling *telling,
                      const struct wording *wording, struct bullets *bullets,
                      enum telling_gap gap)
{
    str questions = questions_with(telling, wording, gap);
    if (questions.size == 0)
        return;
    bullets_begin(bullets,
                  wording_fill_one(wording, wording_say(wording, gap_says[gap]),
                                   "questions", questions));
    for (int q = 0; q < telling->form->question_count; q++)
        if (telling_gap(telling, q) == gap)
            bullets_refer(bullets, wording->wish->form, q);
}

void gaps_write(const struct telling *telling, const struct wording *wording,
                struct bullets *bullets)
{
    for (int gap = TELLING_NO_GAP + 1; gap < TELLING_GAPS; gap++)
        write_one(telling, wording, bullets, (enum telling_gap)gap);
    bullets_end(bullets);
}
