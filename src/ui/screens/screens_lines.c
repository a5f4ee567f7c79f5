/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/screens/screens_lines.h"

#include "base/arena.h"

enum { GAP = 3, PADDING = 2, APART = 1 }; /* millimetres */
enum { COLUMNS = 3 };

static str form_of(const struct build *build)
{
    const struct form *form = seat_form(build->seat);
    return form ? form->id : S("");
}

static str id_of(const struct build *build, const char *start, int line)
{
    struct text id = { .arena = build->frame };
    text_add(&id, text_of(start));
    text_add_number(&id, line + 1);
    return text_view(&id);
}

/* ---- one of them ---------------------------------------------------------- */

/* Who, the number to call, and what for, under each other. */
enum { WHO, NUMBER, SAYS, PARTS };

static struct build_text part_of(const struct build *build, int which, int part)
{
    static const char *const ids[] = { "name_", "number_", "says_" };
    const struct support_line *line = &build->seat->plan.support->lines[which];
    str language = words_language(build->words);
    const str texts[] = { support_name(line, language),
                          line->parts[SUPPORT_NUMBER],
                          support_says(line, language) };
    return (struct build_text){ .id = id_of(build, ids[part], which),
                                .role = WIDGET_TEXT,
                                .text = texts[part],
                                .style = part == SAYS ? LOOK_SMALL : LOOK_LABEL,
                                .side = LAY_MIDDLE,
                                .quiet = part == SAYS };
}

/* How high its words are in a card of this width; `fits` becomes false if one
 * of them is wider. */
static int words_height(const struct build *build, int which, int width,
                        bool *fits)
{
    int high = 0;
    for (int part = 0; part < PARTS; part++) {
        struct build_text text = part_of(build, which, part);
        struct lay_room room = build_room(build, &text,
                                          width - 2 * build_mm(build, PADDING));
        *fits = *fits && room.fits && (part != NUMBER || room.lines == 1);
        high += room.h + (part > 0 ? build_mm(build, APART) : 0);
    }
    return high;
}

static void build_line(struct build *build, int which, box area)
{
    bool fits = true;
    int high = words_height(build, which, area.w, &fits);
    widget_add(build->list,
               &(struct widget){ .id = id_of(build, "line_", which),
                                 .role = WIDGET_PICTURE,
                                 .face = WIDGET_PANEL,
                                 .bounds = area });
    box inside = box_inset(area, build_mm(build, PADDING));
    if (high < inside.h)
        inside = box_centre(inside, inside.w, high);
    for (int part = 0; part < PARTS; part++) {
        struct build_text text = part_of(build, which, part);
        int takes = build_height(build, &text, inside.w);
        build_text(build, &text,
                   box_cut_top(&inside, takes, build_mm(build, APART)));
    }
}

/* ---- all of them ---------------------------------------------------------- */

/* How they stand: all cards of one height. */
struct grid {
    int columns;
    int rows;
    int high;
};

static int count_lines(const struct build *build)
{
    const struct support *support = build->seat->plan.support;
    int count = 0;
    for (int i = 0; i < support->count; i++)
        count += support_is_for(&support->lines[i], form_of(build));
    return count;
}

/* False if a number or a word does not fit into such a column. */
static bool try_columns(const struct build *build, int columns, int height,
                        struct grid *grid)
{
    const struct support *support = build->seat->plan.support;
    int gap = build_mm(build, GAP);
    box column = box_column(build->body, 0, columns, gap);
    bool fits = true;
    *grid = (struct grid){ columns, 1, 1 };
    for (int i = 0; i < support->count; i++) {
        if (!support_is_for(&support->lines[i], form_of(build)))
            continue;
        int high = words_height(build, i, column.w, &fits) +
                   2 * build_mm(build, PADDING);
        grid->high = high > grid->high ? high : grid->high;
    }
    grid->rows = (height + gap) / (grid->high + gap);
    fits = fits && grid->rows > 0;
    grid->rows = grid->rows > 0 ? grid->rows : 1;
    grid->high = grid->high < height ? grid->high : height;
    return fits;
}

static int pages_of(const struct build *build, const struct grid *grid)
{
    int count = count_lines(build);
    int fit = grid->columns * grid->rows;
    return count > 0 ? (count + fit - 1) / fit : 1;
}

/* As few pages as can be, and then as few columns. False if no way fits. */
static bool find_grid(const struct build *build, int height, struct grid *grid)
{
    bool found = false;
    try_columns(build, 1, height, grid);
    for (int columns = 1; columns <= COLUMNS && columns <= count_lines(build);
         columns++) {
        struct grid one;
        if (!try_columns(build, columns, height, &one))
            continue;
        if (!found || pages_of(build, &one) < pages_of(build, grid))
            *grid = one;
        found = true;
    }
    return found;
}

int screens_lines_pages(const struct build *build, int height)
{
    struct grid grid;
    return find_grid(build, height, &grid) ? pages_of(build, &grid)
                                           : SUPPORT_MOST + 1;
}

void screens_lines(struct build *build)
{
    const struct support *support = build->seat->plan.support;
    int gap = build_mm(build, GAP);
    struct grid grid;
    find_grid(build, build->body.h, &grid);
    build_turn(build, pages_of(build, &grid));
    int fit = grid.columns * grid.rows;
    for (int i = 0, at = -build->page * fit; i < support->count; i++) {
        if (!support_is_for(&support->lines[i], form_of(build)))
            continue;
        if (at >= 0 && at < fit) {
            box row = build->body;
            row.y += at / grid.columns * (grid.high + gap);
            row.h = grid.high;
            build_line(build, i,
                       box_column(row, at % grid.columns, grid.columns, gap));
        }
        at++;
    }
}
