/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number between two faces. It starts unset: a hollow thumb in the middle and
 * no number (I35). A tap anywhere sets it, and the buttons move it. */
#include "base/arena.h"
#include "ui/screens.h"

enum {
    TRACK = 22,
    BUTTON = 26,
    END = 42,
    ENDS = 44,
    GAP = 4
}; /* millimetres */

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

/* What stands at an end: its face over its words. */
static void build_end(struct build *build, const struct form_choice *choice,
                      box area)
{
    struct text id = { .arena = build->frame };
    text_add(&id, S("end_"));
    text_add(&id, choice->name);
    str words = build_phrase(build, choice->label);
    box picture = box_cut_top(&area, area.h * 11 / 20, build_mm(build, 2));
    widget_add(build->list,
               &(struct widget){
                   .id = text_view(&id),
                   .role = WIDGET_PICTURE,
                   .picture = choice->image,
                   .bounds = picture,
                   .picture_box = box_centre(picture, picture.h, picture.h) });
    build_text(build,
               &(struct build_text){ .id = choice->name,
                                     .role = WIDGET_TEXT,
                                     .text = words,
                                     .style = LOOK_SMALL,
                                     .side = LAY_MIDDLE },
               area);
}

/* At the ends of the track where the screen is wide, else over it. */
static void build_ends(struct build *build, box *track)
{
    const struct form_question *asked = asked_of(build);
    int gap = build_mm(build, GAP);
    bool upright = look_is_portrait(build->look);
    box row = upright ? box_cut_top(track, build_mm(build, ENDS), gap) : *track;
    int wide = upright ? (row.w - gap) / 2 : build_mm(build, END);
    box ends[] = { box_cut_left(&row, wide, gap),
                   box_cut_right(&row, wide, gap) };
    for (int i = 0; i < asked->choice_count && i < 2; i++)
        build_end(build, &asked->choices[i], ends[i]);
    if (!upright)
        *track = row;
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
    row = box_centre(row, 3 * wide + 2 * gap, row.h);
    build_step(build, "value_less", -1, box_cut_left(&row, wide, gap));
    build_step(build, "value_more", 1, box_cut_right(&row, wide, gap));
    if (is_set(build))
        build_text(build,
                   &(struct build_text){ .id = S("number"),
                                         .role = WIDGET_TEXT,
                                         .text = number_said(build),
                                         .style = LOOK_TITLE,
                                         .side = LAY_MIDDLE },
                   row);
}

static bool has_room(const struct build *build, void *to)
{
    (void)to;
    int left = build->body.h - screens_question_height(build);
    int rows = look_is_portrait(build->look) ? 2 * TRACK + ENDS + 2 * GAP
                                             : 2 * TRACK + GAP;
    return left >= build_mm(build, rows);
}

void screens_slider(struct build *build)
{
    int gap = build_mm(build, GAP);
    box row = build_bottom_row(build);
    build_settle(build, has_room, NULL);
    screens_question_put(build);
    box steps = box_cut_bottom(&build->body, build_mm(build, TRACK), gap);
    int most = build_mm(build, ENDS) * (look_is_portrait(build->look) ? 2 : 1);
    box track = box_centre(build->body, build->body.w,
                           build->body.h < most ? build->body.h : most);
    build_ends(build, &track);
    build_track(build, box_centre(track, track.w, build_mm(build, TRACK)));
    build_steps(build, steps);
    build_onward(build, row, true);
}
