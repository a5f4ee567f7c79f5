/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every question that was asked with its answer, and a way to change it, on as
 * many pages as they need. Send stands on the last one. */
#include "base/arena.h"
#include "ui/screens.h"

/* Millimetres. */
enum { ROW = 20, PICTURE = 14, CHANGE = 16, GAP = 3, APART = 2, PADDING = 2 };
enum { COLUMNS = 2, PAGES = 8 };
enum { ASKED_LEAST = 80, ASKED_STEP = 20 }; /* percent */

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

/* How they are laid out. */
struct plan {
    int columns;
    int asked; /* percent of their size that questions have */
    int pages;
    bool whole; /* no row is higher than a page */
};

/* How the parts of a row stand beside each other. */
struct parts {
    box picture;
    box words;
    box change;
};

static struct parts parts_of(const struct build *build, box area)
{
    int gap = build_mm(build, APART);
    box inside = box_inset(area, build_mm(build, PADDING));
    struct parts parts;
    parts.picture = box_cut_left(&inside, build_mm(build, PICTURE), gap);
    parts.change = box_cut_right(&inside, build_mm(build, CHANGE), gap);
    parts.words = inside;
    return parts;
}

static struct build_text asked_text(const struct build *build, int question,
                                    int percent)
{
    const struct form_question *asked =
        &visit_of(build)->form->questions[question];
    return (struct build_text){ .id = id_of(build, "asked_", question),
                                .role = WIDGET_TEXT,
                                .text = build_phrase(build, asked->label),
                                .style = LOOK_SMALL,
                                .percent = percent,
                                .quiet = true };
}

/* It has two lines at the most; an answer of many words is written smaller. */
static struct build_text answer_text(const struct build *build, int question,
                                     int width)
{
    struct build_text answer = { .id = id_of(build, "answer_", question),
                                 .role = WIDGET_TEXT,
                                 .text = S("\n"),
                                 .style = LOOK_LABEL };
    box lines = { 0, 0, width, build_height(build, &answer, width) };
    answer.text = say_answer(build, question);
    answer.percent = build_least(build, LOOK_LABEL);
    struct lay_room room = build_room(build, &answer, width);
    bool fits = room.fits && room.h <= lines.h;
    answer.percent = 0;
    if (fits)
        answer.percent = build_fit(build, &answer, lines);
    else
        answer.style = LOOK_SMALL;
    return answer;
}

static int row_height(const struct build *build, int question, int width,
                      int percent)
{
    struct parts parts = parts_of(build, (box){ 0, 0, width, 0 });
    struct build_text asked = asked_text(build, question, percent);
    struct build_text answer = answer_text(build, question, parts.words.w);
    int least = build_mm(build, ROW);
    int high = build_height(build, &asked, parts.words.w) +
               build_height(build, &answer, parts.words.w) +
               build_mm(build, PADDING);
    return high > least ? high : least;
}

/* The question over the answer. */
static void build_words(struct build *build, int question, box area,
                        int percent)
{
    struct build_text asked = asked_text(build, question, percent);
    struct build_text answer = answer_text(build, question, area.w);
    int over = build_height(build, &asked, area.w);
    int high = over + build_height(build, &answer, area.w);
    if (high > area.h)
        over = area.h * over / high;
    box both = box_centre(area, area.w, high < area.h ? high : area.h);
    build_text(build, &asked, box_cut_top(&both, over, 0));
    build_text(build, &answer, both);
}

/* All of the row can be tapped; a pencil and a word at its end say so. */
static void build_change(struct build *build, int question, box area,
                         const struct parts *parts)
{
    const struct build_text label = { .text = build_say(build, "Change"),
                                      .style = LOOK_SMALL,
                                      .side = LAY_MIDDLE };
    int picture = build_mm(build, PICTURE);
    int word = build_height(build, &label, parts->change.w);
    box end = box_centre(parts->change, parts->change.w,
                         picture / 2 + build_mm(build, 1) + word);
    box pencil = box_cut_top(&end, picture / 2, build_mm(build, 1));
    widget_add(build->list,
               &(struct widget){
                   .id = id_of(build, "change_", question),
                   .role = WIDGET_BUTTON,
                   .face = WIDGET_CARD,
                   .label = label.text,
                   .picture = picture_of(build, question),
                   .picture_box = box_centre(parts->picture, picture, picture),
                   .bounds = area,
                   .texts = build_lay(build, &label, end),
                   .text_count = 1,
                   .action = { ACTION_CHANGE, question } });
    build_picture(build, id_of(build, "pencil_", question), S("tool-change"),
                  S(""), pencil);
}

static void build_answer(struct build *build, int question, box area,
                         int percent)
{
    struct parts parts = parts_of(build, area);
    parts.words.y = area.y;
    parts.words.h = area.h;
    build_change(build, question, area, &parts);
    build_words(build, question, parts.words, percent);
}

/* ---- pages ---------------------------------------------------------------- */

/* Every row is as high as its words need, and a page has as many as fit. */
struct flow {
    struct plan plan;
    int page; /* that the next row stands on … */
    int used; /* … below so many pixels of it */
    int next; /* question */
};

/* The questions that are asked from here on, as many as stand beside each
 * other; and how high their row is. */
static int take_row(const struct build *build, struct flow *flow,
                    int questions[COLUMNS], int *high)
{
    int count = 0;
    box column = box_column(build->body, 0, flow->plan.columns,
                            build_mm(build, GAP));
    *high = 0;
    while (count < flow->plan.columns &&
           flow->next < visit_of(build)->form->question_count) {
        int question = flow->next++;
        if (!visit_asks(visit_of(build), question))
            continue;
        int needs = row_height(build, question, column.w, flow->plan.asked);
        *high = needs > *high ? needs : *high;
        questions[count++] = question;
    }
    return count;
}

static void place_row(const struct build *build, struct flow *flow, int high)
{
    flow->plan.whole = flow->plan.whole && high <= build->body.h;
    if (flow->used > 0 && flow->used + high > build->body.h) {
        flow->page++;
        flow->used = 0;
    }
    flow->used += high + build_mm(build, GAP);
}

static struct plan try_plan(const struct build *build, int columns, int asked)
{
    struct flow flow = {
        .plan = { .columns = columns, .asked = asked, .whole = true }
    };
    int questions[COLUMNS];
    int high;
    while (take_row(build, &flow, questions, &high) > 0)
        place_row(build, &flow, high);
    flow.plan.pages = flow.page + 1;
    return flow.plan;
}

static void build_rows(struct build *build, struct plan plan)
{
    struct flow flow = { .plan = plan };
    int gap = build_mm(build, GAP);
    box body = build->body;
    int questions[COLUMNS];
    int high;
    int count;
    while ((count = take_row(build, &flow, questions, &high)) > 0) {
        place_row(build, &flow, high);
        if (flow.page != build->page)
            continue;
        box row = box_cut_top(&body, high, gap); /* or what is left */
        for (int i = 0; i < count; i++)
            build_answer(build, questions[i],
                         box_column(row, i, plan.columns, gap), plan.asked);
    }
}

/* ---- the screen ----------------------------------------------------------- */

static str forgotten(const struct build *build)
{
    return build_count(
        build, "You changed an answer, so {n} other answer was taken out.",
        "You changed an answer, so {n} other answers were taken out.",
        visit_of(build)->forgotten);
}

/* What stands over the rows takes so much. */
static int top_height(const struct build *build)
{
    int heading = build_heading_height(build,
                                       build_say(build, "Check your answers"));
    return visit_of(build)->forgotten > 0
               ? heading + build_sentence_height(build, forgotten(build))
               : heading;
}

static bool is_better(const struct plan *one, const struct plan *other)
{
    return one->whole != other->whole ? one->whole : one->pages < other->pages;
}

/* The way that takes the fewest pages; among those, one column, which is read
 * more easily, and the largest questions. */
static struct plan find_plan(const struct build *build)
{
    int most = look_is_portrait(build->look) ? 1 : COLUMNS;
    struct plan best = { .pages = 0 };
    for (int columns = 1; columns <= most; columns++)
        for (int asked = 100; asked >= ASKED_LEAST; asked -= ASKED_STEP) {
            struct plan plan = try_plan(build, columns, asked);
            if (best.pages == 0 || is_better(&plan, &best))
                best = plan;
        }
    return best;
}

static bool is_short(const struct build *build, void *to)
{
    struct plan *plan = to;
    struct build below = *build;
    box_cut_top(&below.body, top_height(build), 0);
    *plan = find_plan(&below);
    return plan->whole && plan->pages <= PAGES;
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

void screens_check(struct build *build)
{
    build_tools(build, BUILD_TOOLS);
    box row = build_bottom_row(build);
    struct plan plan;
    build_settle(build, is_short, &plan);
    build_heading(build, build_say(build, "Check your answers"));
    if (visit_of(build)->forgotten > 0)
        build_sentence(build, S("forgotten"), forgotten(build));
    build_turn(build, plan.pages);
    build_rows(build, plan);
    build_send(build, row);
}
