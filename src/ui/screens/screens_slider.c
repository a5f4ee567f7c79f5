/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number between two faces. It starts unset: a hollow thumb in the middle and
 * no number (I35). A tap anywhere sets it, and the buttons move it. */
#include "base/arena.h"
#include "ui/screens.h"

/* Millimetres. */
enum {
    TRACK = 20,
    BUTTON = 26,
    END = 44,  /* how wide what stands at an end is */
    ENDS = 32, /* and how high, where it stands over the track */
    FACE = 34, /* at most */
    GAP = 3,
    APART = 2,
    MORE = 14, /* room that is left between them, at most */
};

static const struct form_question *asked_of(const struct build *build)
{
    const struct visit *visit = build->seat->person.visit;
    return &visit->form->questions[visit->question];
}

static const struct answer *answer_of(const struct build *build)
{
    const struct visit *visit = build->seat->person.visit;
    return &visit->answers->all[visit->question];
}

static bool is_set(const struct build *build)
{
    return answer_of(build)->given && answer_of(build)->choice == FORM_BLANK;
}

static struct build_text words_of(const struct build *build,
                                  const struct form_choice *choice)
{
    return (struct build_text){ .id = choice->name,
                                .role = WIDGET_TEXT,
                                .text = build_phrase(build, choice->label),
                                .style = LOOK_SMALL,
                                .side = LAY_MIDDLE };
}

/* So high are the words of the end that has more of them, so that both faces
 * are alike. */
static int words_height(const struct build *build, int width)
{
    const struct form_question *asked = asked_of(build);
    int most = 0;
    for (int i = 0; i < asked->choice_count; i++) {
        struct build_text words = words_of(build, &asked->choices[i]);
        int high = build_height(build, &words, width);
        most = high > most ? high : most;
    }
    return most;
}

/* What stands at an end: its face over its words. */
static void build_end(struct build *build, const struct form_choice *choice,
                      box area)
{
    struct text id = { .arena = build->frame };
    text_add(&id, S("end_"));
    text_add(&id, choice->name);
    int gap = build_mm(build, APART);
    int most = build_mm(build, FACE);
    int high = words_height(build, area.w);
    int size = area.h - high - gap;
    size = size < most ? size : most;
    size = size < area.w ? size : area.w;
    area = box_centre(area, area.w, size + gap + high);
    struct build_text words = words_of(build, choice);
    box picture = box_centre(box_cut_top(&area, size, gap), size, size);
    widget_add(build->list, &(struct widget){ .id = text_view(&id),
                                              .role = WIDGET_PICTURE,
                                              .picture = choice->image,
                                              .bounds = picture,
                                              .picture_box = picture });
    build_text(build, &words, area);
}

/* At both ends where the screen is wide, else over the track. */
struct ends {
    box low;
    box high;
};

static struct ends cut_ends(const struct build *build, box *area)
{
    int gap = build_mm(build, GAP);
    bool upright = look_is_portrait(build->look);
    box row = upright ? box_cut_top(area, build_mm(build, ENDS), gap) : *area;
    int wide = upright ? (row.w - gap) / 2 : build_mm(build, END);
    struct ends ends;
    ends.low = box_cut_left(&row, wide, gap);
    ends.high = box_cut_right(&row, wide, gap);
    if (!upright)
        *area = row;
    return ends;
}

static str number_said(const struct build *build)
{
    struct text text = { .arena = build->frame };
    if (is_set(build))
        text_add_number(&text, answer_of(build)->number);
    return text_view(&text);
}

static void build_track(struct build *build, box area)
{
    const struct form_question *asked = asked_of(build);
    widget_add(build->list,
               &(struct widget){
                   .id = S("value"),
                   .role = WIDGET_SLIDER,
                   .label = build_phrase(build, asked->label),
                   .value = number_said(build),
                   .bounds = area,
                   .from = asked->start,
                   .to = asked->end,
                   .number = is_set(build) ? answer_of(build)->number
                                           : (asked->start + asked->end) / 2,
                   .unset = !is_set(build),
                   .action = { ACTION_SLIDE_TO, 0 } });
}

static void build_step(struct build *build, const char *id, long by, box area)
{
    build_card(build,
               &(struct build_card){ .id = text_of(id),
                                     .role = WIDGET_BUTTON,
                                     .face = WIDGET_CARD,
                                     .label = by < 0 ? build_say(build, "Less")
                                                     : build_say(build, "More"),
                                     .picture = by < 0 ? S("minus") : S("plus"),
                                     .side = BUILD_ABOVE,
                                     .style = LOOK_SMALL,
                                     .repeats = true,
                                     .action = { ACTION_SLIDE_BY, by } },
               area);
}

/* The number between the buttons, as it is stored. */
static void build_steps(struct build *build, box row)
{
    int wide = build_mm(build, BUTTON);
    int gap = build_mm(build, GAP);
    int all = 3 * wide + 2 * gap;
    row = box_centre(row, all < row.w ? all : row.w, row.h);
    box more = box_cut_right(&row, wide, gap);
    build_step(build, "value_less", -1, box_cut_left(&row, wide, gap));
    if (is_set(build))
        build_text(build,
                   &(struct build_text){ .id = S("number"),
                                         .role = WIDGET_TEXT,
                                         .text = number_said(build),
                                         .style = LOOK_TITLE,
                                         .side = LAY_MIDDLE },
                   row);
    build_step(build, "value_more", 1, more);
}

static int least_height(const struct build *build)
{
    int rows = 2 * TRACK + GAP;
    return build_mm(build,
                    look_is_portrait(build->look) ? rows + ENDS + GAP : rows);
}

static bool has_room(const struct build *build, void *to)
{
    (void)to;
    return build->body.h - screens_question_height(build) >=
           least_height(build);
}

/* The track over the buttons; all of it in the middle of what is left. */
void screens_slider(struct build *build)
{
    int gap = build_mm(build, GAP);
    box row = build_bottom_row(build);
    build_settle(build, has_room, NULL);
    screens_question_put(build);
    int most = least_height(build) + build_mm(build, MORE);
    box area = build->body;
    area = box_centre(area, area.w, area.h < most ? area.h : most);
    const struct form_question *asked = asked_of(build);
    struct ends ends = cut_ends(build, &area);
    int high = build_mm(build, TRACK);
    box steps = box_cut_bottom(&area, high, gap);
    if (asked->choice_count > 0)
        build_end(build, &asked->choices[0], ends.low);
    if (asked->choice_count > 1)
        build_end(build, &asked->choices[1], ends.high);
    build_track(build, box_centre(area, area.w, high < area.h ? high : area.h));
    build_steps(build, steps);
    build_onward(build, row, true);
}
