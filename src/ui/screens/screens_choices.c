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
    ACROSS = 4, /* what a card takes of its width and height for itself */
    DOWN = 7,
    PICTURE_LEAST = 14,
    PICTURE_MOST = 34,
};

enum { FEW = 6 };

/* A way to put them. */
struct grid {
    int columns;
    int rows;
    enum build_side side; /* of the pictures */
    bool close;           /* ticks stand on the pictures */
    double picture;       /* millimetres, at most */
    int label_high;
};

static const struct form_question *asked_of(const struct build *build)
{
    const struct visit *visit = build->seat->person.visit;
    return &visit->form->questions[visit->question];
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
        .picture_most = grid->picture,
    };
}

/* Cards are no larger than is good for them. */
static box hold(const struct build *build, const struct grid *grid)
{
    int gap = build_mm(build, GAP);
    int most = build_mm(build,
                        grid->side == BUILD_ABOVE ? MOST_TALL : MOST_HIGH);
    int high = grid->rows * (most + gap) - gap;
    box area = build->body;
    int spare = area.h - high;
    box_cut_top(&area, spare > 0 ? spare / 3 : 0, 0);
    return box_cut_top(&area, high, 0);
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
    int width = area.w - build_mm(build, ACROSS);
    int most = area.h - build_mm(build, DOWN + PICTURE_LEAST);
    for (int i = 0; i < asked->choice_count; i++) {
        struct build_text label = {
            .text = build_phrase(build, asked->choices[i].label),
            .style = LOOK_LABEL,
        };
        int high = build_height(build, &label, width);
        if (high > grid->label_high)
            grid->label_high = high;
    }
    if (grid->label_high > most)
        grid->label_high = most > 1 ? most : 1;
}

/* A row of tall cards with their pictures above the words. */
static bool find_row(const struct build *build, int count, struct grid *grid)
{
    *grid = (struct grid){ .columns = count,
                           .rows = 1,
                           .side = BUILD_ABOVE,
                           .picture = PICTURE_MOST };
    level(build, grid);
    return grid_fits(build, grid, count);
}

/* Pictures on the left of the words, in as few columns as can be, and as large
 * as they leave them room. */
static bool find_columns(const struct build *build, int count, int columns,
                         struct grid *grid)
{
    static const double pictures[] = { 22, 17, 12, 9 };
    enum { PICTURES = sizeof pictures / sizeof *pictures, WAYS = 2 * PICTURES };
    for (; columns <= 4; columns++)
        for (int way = 0; way < WAYS; way++) {
            *grid = (struct grid){ .columns = columns,
                                   .rows = (count + columns - 1) / columns,
                                   .side = BUILD_LEFT,
                                   .close = way % 2 != 0,
                                   .picture = pictures[way / 2] };
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

/* Answers are compared: few of them stand on one page, and many on two, before
 * larger words count. Else each has a page. */
static struct arrangement find_arrangement(struct build *build)
{
    struct arrangement found = { .most = asked_of(build)->choice_count > FEW
                                             ? 2
                                             : 1 };
    while (!build_settle(build, arrange, &found))
        if (found.most++ == asked_of(build)->choice_count)
            return (struct arrangement){ .grid = { .columns = 1,
                                                   .rows = 1,
                                                   .side = BUILD_LEFT,
                                                   .picture = PICTURE_LEAST },
                                         .count = 1 };
    return found;
}

static void build_page(struct build *build, const struct arrangement *found,
                       int from)
{
    int all = asked_of(build)->choice_count;
    int count = found->count < all - from ? found->count : all - from;
    struct build_card *cards = arena_array(build->frame, struct build_card,
                                           (size_t)count);
    box *areas = arena_array(build->frame, box, (size_t)count);
    for (int i = 0; i < count; i++) {
        cards[i] = card_of(build, from + i, &found->grid);
        areas[i] = cell(build, &found->grid, i);
    }
    build_card_group(build, cards, areas, count);
}

void screens_choices(struct build *build)
{
    int all = asked_of(build)->choice_count;
    box row = build_bottom_row(build);
    struct arrangement found = find_arrangement(build);
    build_turn(build, (all + found.count - 1) / found.count);
    screens_question_put(build);
    build_page(build, &found, build->page * found.count);
    build_onward(build, row, true);
}
