/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers to choose from, as few columns as they need, all of one size. Where
 * they do not all fit, in fingers' size and with whole words, they are given
 * on several pages. */
#include "base/arena.h"
#include "ui/screens.h"

/* Millimetres. */
enum {
    LEAST_HIGH = 20,
    MOST_HIGH = 40,
    MOST_TALL = 62,
    GAP = 3,
    PADDING = 2,
    PICTURE_LEAST = 14,
};

/* A way to put them. */
struct grid {
    int columns;
    int rows;
    enum build_side side; /* of the pictures */
    bool close;           /* ticks stand on the pictures */
    int label_high;
};

static const struct form_question *asked_of(const struct build *build)
{
    const struct visit *visit = build->seat->person.visit;
    return &visit->form->questions[visit->question];
}

/* Millimetres. In narrow columns words need the room more. */
static double picture_most(const struct grid *grid)
{
    return grid->side == BUILD_ABOVE ? 34 : grid->columns > 2 ? 14 : 22;
}

static struct build_card card_of(const struct build *build, int which,
                                 const struct grid *grid)
{
    const struct form_question *asked = asked_of(build);
    const struct form_choice *choice = &asked->choices[which];
    const struct visit *visit = build->seat->person.visit;
    return (struct build_card){
        .id = choice->name,
        .role = WIDGET_CHOICE,
        .face = WIDGET_CARD,
        .label = build_phrase(build, choice->label),
        .picture = choice->image,
        .side = grid->side,
        .close = grid->close,
        .label_high = grid->label_high,
        .style = LOOK_LABEL,
        .selected = answers_chose(visit->answers, visit->question, which),
        .action = { ACTION_CHOOSE, which },
        .picture_most = picture_most(grid),
    };
}

/* Cards are no larger than is good for them. */
static box hold(const struct build *build, const struct grid *grid)
{
    int gap = build_mm(build, GAP);
    int most = build_mm(build,
                        grid->side == BUILD_ABOVE ? MOST_TALL : MOST_HIGH);
    int high = grid->rows * (most + gap) - gap;
    return box_centre(build->body, build->body.w,
                      high < build->body.h ? high : build->body.h);
}

static box cell(const struct build *build, const struct grid *grid, int i)
{
    int gap = build_mm(build, GAP);
    box row = box_row(hold(build, grid), i / grid->columns, grid->rows, gap);
    return box_column(row, i % grid->columns, grid->columns, gap);
}

static bool grid_fits(const struct build *build, const struct grid *grid,
                      int count)
{
    const struct form_question *asked = asked_of(build);
    if (cell(build, grid, 0).h < build_mm(build, LEAST_HIGH))
        return false;
    for (int i = 0; i < asked->choice_count; i++) {
        struct build_card card = card_of(build, i, grid);
        if (!build_card_fits(build, &card, cell(build, grid, i % count)))
            return false;
    }
    return true;
}

/* The highest label decides for all, so that their pictures are alike; but a
 * picture has some room in any case. */
static void level(const struct build *build, struct grid *grid)
{
    const struct form_question *asked = asked_of(build);
    box area = cell(build, grid, 0);
    int padding = 2 * build_mm(build, PADDING);
    int most = area.h - padding - build_mm(build, PICTURE_LEAST);
    for (int i = 0; i < asked->choice_count; i++) {
        struct build_text label = {
            .text = build_phrase(build, asked->choices[i].label),
            .style = LOOK_LABEL,
        };
        int high = build_height(build, &label, area.w - padding);
        if (high > grid->label_high)
            grid->label_high = high;
    }
    if (grid->label_high > most)
        grid->label_high = most > 1 ? most : 1;
}

/* A row of tall cards with their pictures above the words. */
static bool find_row(const struct build *build, int count, struct grid *grid)
{
    *grid = (struct grid){ count, 1, BUILD_ABOVE, false, 0 };
    level(build, grid);
    return grid_fits(build, grid, count);
}

/* Pictures on the left of the words, in as few columns as can be. */
static bool find_columns(const struct build *build, int count, int columns,
                         struct grid *grid)
{
    for (; columns <= 4; columns++)
        for (int close = 0; close < 2; close++) {
            *grid = (struct grid){ columns, (count + columns - 1) / columns,
                                   BUILD_LEFT, close, 0 };
            if (grid_fits(build, grid, count))
                return true;
        }
    return false;
}

/* A row is what a scale wants and few answers can have. */
static bool find_grid(const struct build *build, int count, struct grid *grid)
{
    bool upright = look_is_portrait(build->look);
    bool scale = asked_of(build)->kind == FORM_SCALE;
    if (!upright && (count <= 3 || scale) && find_row(build, count, grid))
        return true;
    return find_columns(build, count, upright || count < 4 ? 1 : 2, grid);
}

/* What was found: so many on a page, put so. */
struct arrangement {
    struct grid grid;
    int count;
    int most; /* pages that it may take */
};

static struct build below_question(const struct build *build)
{
    struct build below = *build;
    box_cut_top(&below.body, screens_question_height(build), 0);
    return below;
}

static bool arrange(const struct build *build, void *to)
{
    struct arrangement *found = to;
    struct build below = below_question(build);
    int all = asked_of(build)->choice_count;
    for (int pages = 1; pages <= all && pages <= found->most; pages++) {
        found->count = (all + pages - 1) / pages;
        if (find_grid(&below, found->count, &found->grid))
            return true;
    }
    return false;
}

/* Two pages are better than larger words on three: answers are compared. */
static struct arrangement find_arrangement(struct build *build)
{
    struct arrangement found = { .most = 2 };
    if (build_settle(build, arrange, &found))
        return found;
    found.most = asked_of(build)->choice_count;
    if (!arrange(build, &found))
        found = (struct arrangement){ { 1, 1, BUILD_LEFT, false, 0 }, 1, 0 };
    return found;
}

void screens_choices(struct build *build)
{
    int all = asked_of(build)->choice_count;
    box row = build_bottom_row(build);
    struct arrangement found = find_arrangement(build);
    build_turn(build, (all + found.count - 1) / found.count);
    screens_question_put(build);
    int from = build->page * found.count;
    for (int i = 0; i < found.count && from + i < all; i++) {
        struct build_card card = card_of(build, from + i, &found.grid);
        build_card(build, &card, cell(build, &found.grid, i));
    }
    build_onward(build, row, true);
}
