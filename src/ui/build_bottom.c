/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row at the bottom: back, what can be said to every question, and on. */
#include "ui/build.h"

enum { GAP = 3, ROW = 20 }; /* millimetres */

/* How it is divided. Where the screen is upright the row is short: arrows stand
 * over their words, and larger words take a second row. */
struct shape {
    double back; /* millimetres */
    double next;
    double wide; /* the last one, where it is large */
    double arrow;
    bool above; /* the arrows */
    bool deep;  /* what can be said to every question has a row of its own */
};
static const struct shape wide_shape = {
    .back = 38, .next = 48, .wide = 84, .arrow = 9
};
static const struct shape upright_shape = {
    .back = 26, .next = 30, .wide = 60, .arrow = 9, .above = true
};
static const struct shape upright_large_shape = {
    .back = 40, .next = 54, .wide = 58, .arrow = 9, .deep = true
};

static const struct shape *shape_of(const struct build *build)
{
    if (!look_is_portrait(build->look))
        return &wide_shape;
    return build->look->size == LOOK_NORMAL ? &upright_shape
                                            : &upright_large_shape;
}

box build_bottom_row(struct build *build)
{
    bool deep = shape_of(build)->deep &&
                seat_stage(build->seat) == SEAT_QUESTION;
    int gap = build_mm(build, GAP);
    int row = build_mm(build, ROW);
    return box_cut_bottom(&build->body, deep ? 2 * row + gap : row, gap);
}

/* ---- back and on ---------------------------------------------------------- */

/* In front of the first question there is nothing to go back to that would keep
 * what was answered. */
static bool is_first(const struct build *build)
{
    const struct visit *visit = build->seat->person.visit;
    return seat_stage(build->seat) == SEAT_QUESTION && build->page == 0 &&
           visit_is_first(visit);
}

static struct build_card back_of(const struct build *build)
{
    const struct shape *shape = shape_of(build);
    return (struct build_card){ .id = S("back"),
                                .role = WIDGET_BUTTON,
                                .face = WIDGET_CARD,
                                .label = build_say(build, "Back"),
                                .picture = S("tool-back"),
                                .side = shape->above ? BUILD_ABOVE : BUILD_LEFT,
                                .style = LOOK_LABEL,
                                .picture_most = shape->arrow,
                                .disabled = is_first(build),
                                .action = { ACTION_BACK, 0 } };
}

static struct build_card next_of(const struct build *build,
                                 const struct build_bottom *bottom)
{
    const struct shape *shape = shape_of(build);
    bool above = shape->above && !bottom->wide;
    return (struct build_card){ .id = bottom->next_id,
                                .role = WIDGET_BUTTON,
                                .face = WIDGET_PRIMARY,
                                .label = bottom->next,
                                .picture = bottom->next_picture,
                                .side = above ? BUILD_ABOVE : BUILD_RIGHT,
                                .style = LOOK_LABEL,
                                .picture_most = shape->arrow,
                                .action = bottom->next_action };
}

/* ---- to every question ---------------------------------------------------- */

static const struct {
    const char *id;
    const char *english;
    const char *picture;
    int choice;
} eithers[] = {
    { "dont_know", TEXT_KEY("Don’t know"), "dont-know", FORM_DONT_KNOW },
    { "not_say", TEXT_KEY("Rather not say"), "not-say", FORM_NOT_SAY },
};
enum { EITHERS = sizeof eithers / sizeof *eithers };

static bool was_chosen(const struct build *build, int choice)
{
    const struct visit *visit = build->seat->person.visit;
    return answers_chose(visit->answers, visit->question, choice);
}

static void build_either(struct build *build, box area)
{
    bool above = shape_of(build)->above;
    struct build_card cards[EITHERS];
    box areas[EITHERS];
    for (int i = 0; i < EITHERS; i++) {
        cards[i] = (struct build_card){
            .id = text_of(eithers[i].id),
            .role = WIDGET_CHOICE,
            .face = WIDGET_CARD,
            .label = build_say(build, eithers[i].english),
            .picture = text_of(eithers[i].picture),
            .picture_most = 13,
            .side = above ? BUILD_ABOVE : BUILD_LEFT,
            .close = true,
            .together = true,
            .style = LOOK_SMALL,
            .selected = was_chosen(build, eithers[i].choice),
            .action = { ACTION_CHOOSE, eithers[i].choice },
        };
        areas[i] = box_column(area, i, EITHERS, build_mm(build, GAP));
    }
    build_card_group(build, cards, areas, EITHERS);
}

/* ---- the row -------------------------------------------------------------- */

/* Between Back and Next; with a question Next itself says that there is more. */
static void build_pages(struct build *build, box area)
{
    if (build->pages < 2)
        return;
    str text = build_fill(build, "Page {n} of {count}",
                          (struct slot[]){
                              COUNT("n", build->page + 1),
                              COUNT("count", build->pages),
                          },
                          2);
    build_text(build,
               &(struct build_text){ .id = S("page"),
                                     .role = WIDGET_TEXT,
                                     .text = text,
                                     .style = LOOK_SMALL,
                                     .side = LAY_MIDDLE,
                                     .quiet = true },
               area);
}

/* So wide as it should be, but never so that the others have no room. */
static int share(const struct build *build, box row, double millimetres)
{
    int wide = build_mm(build, millimetres);
    return wide < row.w * 3 / 5 ? wide : row.w * 3 / 5;
}

void build_bottom(struct build *build, box row,
                  const struct build_bottom *bottom)
{
    const struct shape *shape = shape_of(build);
    int gap = build_mm(build, GAP);
    struct build_card cards[] = { back_of(build), next_of(build, bottom) };
    box last = box_cut_bottom(&row, build_mm(build, ROW), gap);
    int back = share(build, last, shape->back);
    int next = share(build, last, bottom->wide ? shape->wide : shape->next);
    box ends[2];
    ends[0] = box_cut_left(&last, back, gap);
    ends[1] = box_cut_right(&last, next, gap);
    build_card_level(build, cards, ends, bottom->next.size > 0 ? 2 : 1);
    if (bottom->either && shape->deep)
        build_either(build, row);
    if (bottom->back)
        build_card(build, &cards[0], ends[0]);
    if (bottom->either && !shape->deep)
        build_either(build, last);
    else if (!bottom->either)
        build_pages(build, last);
    if (bottom->next.size > 0)
        build_card(build, &cards[1], ends[1]);
}
