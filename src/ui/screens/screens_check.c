/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every question that was asked with its answer, and a way to change it, on as
 * many pages as they need. Send stands on the last one. */
#include "base/arena.h"
#include "ui/screens.h"

/* Millimetres. */
enum { ROW = 20, CHANGE = 21, GAP = 3, PADDING = 1, WIDE = 96 };

static const struct visit *visit_of(const struct build *build)
{
    return build->seat->person.visit;
}

/* ---- an answer in words -------------------------------------------------- */

static str say_either(const struct build *build, const struct answer *answer)
{
    return answer->choice == FORM_DONT_KNOW
               ? build_say(build, "Don’t know")
               : build_say(build, "Rather not say");
}

static str say_choice(const struct build *build,
                      const struct form_question *asked,
                      const struct answer *answer)
{
    return build_phrase(build, asked->choices[answer->choice].label);
}

static str say_many(const struct build *build,
                    const struct form_question *asked,
                    const struct answer *answer)
{
    struct text text = { .arena = build->frame };
    for (int i = 0; i < asked->choice_count; i++) {
        if (!(answer->chosen >> i & 1))
            continue;
        text_add(&text, text.size ? S(" · ") : S(""));
        text_add(&text, build_phrase(build, asked->choices[i].label));
    }
    return text_view(&text);
}

static str say_number(const struct build *build,
                      const struct form_question *asked,
                      const struct answer *answer)
{
    return build_fill(build, "{n} out of {most}",
                      (struct slot[]){
                          COUNT("n", answer->number),
                          COUNT("most", asked->end),
                      },
                      2);
}

/* What was written is shown by its beginning. */
static str say_words(const struct build *build,
                     const struct form_question *asked,
                     const struct answer *answer)
{
    enum { SHOWN = 60 };
    (void)asked;
    struct text text = { .arena = build->frame };
    size_t at = 0;
    for (int i = 0; i < SHOWN && at < answer->words.size; i++)
        text_next(answer->words, &at);
    text_add(&text, text_slice(answer->words, 0, at));
    if (at < answer->words.size)
        text_add(&text, S("…"));
    return text_view(&text);
}

static str (*const sayings[])(const struct build *build,
                              const struct form_question *asked,
                              const struct answer *answer) = {
    [FORM_ONE] = say_choice, [FORM_SCALE] = say_choice,
    [FORM_MANY] = say_many,  [FORM_SLIDER] = say_number,
    [FORM_TEXT] = say_words,
};
_Static_assert(sizeof sayings / sizeof *sayings == FORM_KINDS,
               "an answer of every kind can be said");

static str say_answer(const struct build *build, int question)
{
    const struct form_question *asked =
        &visit_of(build)->form->questions[question];
    const struct answer *answer = &visit_of(build)->answers->all[question];
    if (!answer->given)
        return build_say(build, "No answer");
    if (answer->choice < 0 && answer->choice != FORM_BLANK)
        return say_either(build, answer);
    return sayings[asked->kind](build, asked, answer);
}

/* The picture of the answer, where it has one; else of the question. */
static str picture_of(const struct build *build, int question)
{
    const struct form_question *asked =
        &visit_of(build)->form->questions[question];
    const struct answer *answer = &visit_of(build)->answers->all[question];
    bool is_one = asked->kind == FORM_ONE || asked->kind == FORM_SCALE;
    if (!answer->given)
        return asked->image;
    if (answer->choice == FORM_DONT_KNOW)
        return S("dont-know");
    if (answer->choice == FORM_NOT_SAY)
        return S("not-say");
    return is_one ? asked->choices[answer->choice].image : asked->image;
}

/* ---- a row --------------------------------------------------------------- */

static str id_of(const struct build *build, const char *start, int question)
{
    struct text id = { .arena = build->frame };
    text_add(&id, text_of(start));
    text_add(&id, visit_of(build)->form->questions[question].name);
    return text_view(&id);
}

/* The question over the answer. */
static void build_words(struct build *build, int question, box area)
{
    const struct form_question *asked =
        &visit_of(build)->form->questions[question];
    struct build_text label = { .id = id_of(build, "asked_", question),
                                .role = WIDGET_TEXT,
                                .text = build_phrase(build, asked->label),
                                .style = LOOK_SMALL,
                                .quiet = true };
    struct build_text answer = { .id = id_of(build, "answer_", question),
                                 .role = WIDGET_TEXT,
                                 .text = say_answer(build, question),
                                 .style = LOOK_LABEL };
    int high = build_height(build, &label, area.w);
    int most = area.h * 3 / 5;
    build_text(build, &label, box_cut_top(&area, high < most ? high : most, 0));
    build_text(build, &answer, area);
}

/* All of the row can be tapped; a pencil and a word at its end say so. */
static void build_change(struct build *build, int question, box area, box end)
{
    const struct build_text label = { .text = build_say(build, "Change"),
                                      .style = LOOK_SMALL,
                                      .side = LAY_MIDDLE };
    box pencil = box_cut_top(&end, end.h / 2, 0);
    int gap = build_mm(build, PADDING);
    box inside = box_inset(area, gap);
    widget_add(
        build->list,
        &(struct widget){ .id = id_of(build, "change_", question),
                          .role = WIDGET_BUTTON,
                          .face = WIDGET_CARD,
                          .label = label.text,
                          .picture = picture_of(build, question),
                          .picture_box = box_cut_left(&inside, inside.h, 0),
                          .bounds = area,
                          .texts = build_lay(build, &label, end),
                          .text_count = 1,
                          .action = { ACTION_CHANGE, question } });
    build_picture(build, id_of(build, "pencil_", question), S("tool-change"),
                  S(""), pencil);
}

static void build_answer(struct build *build, int question, box area)
{
    int gap = build_mm(build, GAP);
    box inside = box_inset(area, build_mm(build, PADDING));
    box_cut_left(&inside, inside.h, gap);
    box end = box_cut_right(&inside, build_mm(build, CHANGE), gap);
    build_change(build, question, area, end);
    build_words(build, question, inside);
}

/* ---- the screen ---------------------------------------------------------- */

static int count_asked(const struct build *build)
{
    int count = 0;
    for (int i = 0; i < visit_of(build)->form->question_count; i++)
        count += visit_asks(visit_of(build), i);
    return count;
}

/* How they are put on a page. */
struct grid {
    int columns;
    int rows;
};

static struct grid find_grid(const struct build *build)
{
    int gap = build_mm(build, GAP);
    int rows = (build->body.h + gap) / (build_mm(build, ROW) + gap);
    int columns = (build->body.w + gap) / (build_mm(build, WIDE) + gap);
    if (build->look->size != LOOK_NORMAL)
        columns = 1;
    return (struct grid){ columns < 1 ? 1 : columns, rows < 1 ? 1 : rows };
}

static void build_rows(struct build *build, const struct grid *grid)
{
    int gap = build_mm(build, GAP);
    int fit = grid->columns * grid->rows;
    int from = build->page * fit;
    for (int i = 0, at = -from; i < visit_of(build)->form->question_count;
         i++) {
        if (!visit_asks(visit_of(build), i))
            continue;
        if (at >= 0 && at < fit)
            build_answer(build, i,
                         box_column(box_row(build->body, at / grid->columns,
                                            grid->rows, gap),
                                    at % grid->columns, grid->columns, gap));
        at++;
    }
}

static void build_send(struct build *build, box row)
{
    bool last = build->page + 1 == build->pages;
    if (!last)
        build_onward(build, row, false);
    else
        build_bottom(
            build, row,
            &(struct build_bottom){ .back = true,
                                    .wide = true,
                                    .next = build_say(build, "Send"),
                                    .next_id = S("send"),
                                    .next_picture = S("send"),
                                    .next_action = { ACTION_SEND, 0 } });
}

static void build_forgotten(struct build *build)
{
    if (visit_of(build)->forgotten == 0)
        return;
    build_sentence(
        build, S("forgotten"),
        build_count(build,
                    "You changed an answer, so {n} other answer was taken out.",
                    "You changed an answer, so {n} other answers were taken "
                    "out.",
                    visit_of(build)->forgotten));
}

void screens_check(struct build *build)
{
    build_tools(build, BUILD_TOOLS);
    box row = build_bottom_row(build);
    build_heading(build, build_say(build, "Check your answers"));
    build_forgotten(build);
    struct grid grid = find_grid(build);
    int fit = grid.columns * grid.rows;
    build_turn(build, (count_asked(build) + fit - 1) / fit);
    build_rows(build, &grid);
    build_send(build, row);
}
