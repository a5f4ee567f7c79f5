/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Make it yours: the size of the text, the colours, the letters. What is chosen
 * is seen at once, since this screen is drawn in it. */
#include "base/arena.h"
#include "ui/screens.h"

struct option {
    const char *id;
    const char *english;
    const char *picture;
    struct action action;
};

static const struct option sizes[] = {
    { "size_normal",
      TEXT_KEY("Normal text"),
      "letters-size",
      { ACTION_SIZE, LOOK_NORMAL } },
    { "size_large",
      TEXT_KEY("Large text"),
      "letters-size",
      { ACTION_SIZE, LOOK_LARGE } },
    { "size_largest",
      TEXT_KEY("Largest text"),
      "letters-size",
      { ACTION_SIZE, LOOK_LARGEST } },
};

static const struct option themes[] = {
    { "theme_calm", TEXT_KEY("Calm"), "theme", { ACTION_THEME, LOOK_CALM } },
    { "theme_dark", TEXT_KEY("Dark"), "theme", { ACTION_THEME, LOOK_DARK } },
    { "theme_contrast",
      TEXT_KEY("Strong"),
      "theme",
      { ACTION_THEME, LOOK_CONTRAST } },
    { "theme_soft", TEXT_KEY("Soft"), "theme", { ACTION_THEME, LOOK_SOFT } },
};

static const struct option letters[] = {
    { "letters_andika",
      TEXT_KEY("Clear letters"),
      "letters",
      { ACTION_LETTERS, TYPEFACE_ANDIKA } },
    { "letters_opendyslexic",
      TEXT_KEY("Easy letters"),
      "letters",
      { ACTION_LETTERS, TYPEFACE_OPENDYSLEXIC } },
};

/* Options of which one stands. */
struct group {
    const struct option *options;
    int count;
    int columns; /* where the screen is upright; else all beside each other */
};
static const struct group groups[] = {
    { sizes, sizeof sizes / sizeof *sizes, 3 },
    { themes, sizeof themes / sizeof *themes, 2 },
    { letters, sizeof letters / sizeof *letters, 2 },
};
enum {
    GROUPS = sizeof groups / sizeof *groups,
    OPTIONS = sizeof sizes / sizeof *sizes + sizeof themes / sizeof *themes +
              sizeof letters / sizeof *letters,
    ROW_LEAST = 20,
    ROW_MOST = 30,
    GAP = 3
};

static bool is_taken(const struct look *look, struct action action)
{
    switch (action.kind) {
    case ACTION_SIZE:
        return (long)look->size == action.which;
    case ACTION_THEME:
        return (long)look->theme == action.which;
    default:
        return (long)look->letters == action.which;
    }
}

/* What it would look like stands on its card. */
static struct look look_of(const struct build *build,
                           const struct option *option)
{
    struct look look = *build->look;
    if (option->action.kind == ACTION_THEME)
        look.theme = (enum look_theme)option->action.which;
    if (option->action.kind == ACTION_LETTERS)
        look.letters = (enum typeface_id)option->action.which;
    return look;
}

/* The picture of larger text is larger. */
static double picture_most(const struct option *option)
{
    static const double most[] = {
        [LOOK_NORMAL] = 8, [LOOK_LARGE] = 11, [LOOK_LARGEST] = 14
    };
    return option->action.kind == ACTION_SIZE ? most[option->action.which] : 11;
}

static struct build_card card_of(const struct build *build,
                                 const struct option *option, bool close)
{
    bool upright = look_is_portrait(build->look);
    return (struct build_card){
        .id = text_of(option->id),
        .role = WIDGET_CHOICE,
        .face = WIDGET_CARD,
        .label = build_say(build, option->english),
        .picture = text_of(option->picture),
        .side = upright ? BUILD_ABOVE : BUILD_LEFT,
        .style = LOOK_LABEL,
        .selected = is_taken(build->look, option->action),
        .close = close,
        .picture_most = picture_most(option),
        .action = option->action,
    };
}

/* ---- where they stand ----------------------------------------------------- */

static int columns_of(const struct build *build, const struct group *group)
{
    return look_is_portrait(build->look) ? group->columns : group->count;
}

static int rows_of(const struct build *build, const struct group *group)
{
    int columns = columns_of(build, group);
    return (group->count + columns - 1) / columns;
}

static int all_rows(const struct build *build)
{
    int rows = 0;
    for (int g = 0; g < GROUPS; g++)
        rows += rows_of(build, &groups[g]);
    return rows;
}

/* Rows on a page, and how high each is. */
struct page {
    int fit;
    int high;
};

static struct page page_of(const struct build *build, int height)
{
    int gap = build_mm(build, GAP);
    int all = all_rows(build);
    int fit = (height + gap) / (build_mm(build, ROW_LEAST) + gap);
    fit = fit < 1 ? 1 : fit > all ? all : fit;
    int high = (height + gap) / fit - gap;
    int most = build_mm(build, ROW_MOST);
    return (struct page){ fit, high < most ? high : most };
}

/* The options that stand in rows of this page, and where. */
struct layout {
    const struct option *options[OPTIONS];
    box areas[OPTIONS];
    int count;
    bool close; /* ticks stand on the pictures, to save room */
};

static void place(const struct build *build, const struct group *group,
                  int from, box row, struct layout *layout)
{
    int columns = columns_of(build, group);
    for (int i = 0; i < columns && from + i < group->count; i++) {
        layout->options[layout->count] = &group->options[from + i];
        layout->areas[layout->count++] = box_column(row, i, columns,
                                                    build_mm(build, GAP));
    }
}

static struct layout lay_page(const struct build *build,
                              const struct page *page, int first)
{
    struct layout layout = { .count = 0 };
    box rest = build->body;
    for (int g = 0, at = 0; g < GROUPS; g++)
        for (int row = 0; row < rows_of(build, &groups[g]); row++, at++)
            if (at >= first && at < first + page->fit)
                place(build, &groups[g], row * columns_of(build, &groups[g]),
                      box_cut_top(&rest, page->high, build_mm(build, GAP)),
                      &layout);
    return layout;
}

/* ---- words ---------------------------------------------------------------- */

/* Measures each in its own letters. */
static bool all_fit(const struct build *build, const struct layout *layout)
{
    for (int i = 0; i < layout->count; i++) {
        struct look look = look_of(build, layout->options[i]);
        struct build own = *build;
        struct build_card card = card_of(build, layout->options[i],
                                         layout->close);
        own.look = &look;
        if (!build_card_fits(&own, &card, layout->areas[i]))
            return false;
    }
    return true;
}

/* What the screen says, and what was found. */
struct wish {
    str heading;
    bool close;
};

/* Whether the words of all of them have room, and all rows are on one page. */
static bool fits(const struct build *build, void *to)
{
    struct wish *wish = to;
    int heading = build_heading_height(build, wish->heading);
    int all = all_rows(build);
    struct page page = page_of(build, build->body.h - heading);
    if (page.fit < all)
        return false;
    struct layout layout = lay_page(build, &page, 0);
    wish->close = !all_fit(build, &layout) && !look_is_portrait(build->look);
    layout.close = wish->close;
    return all_fit(build, &layout);
}

static void level(const struct build *build, const struct layout *layout,
                  struct build_card *cards)
{
    int percent = build_percent(build, LOOK_LABEL);
    for (int i = 0; i < layout->count; i++) {
        struct look look = look_of(build, layout->options[i]);
        struct build own = *build;
        cards[i] = card_of(build, layout->options[i], layout->close);
        own.look = &look;
        build_card_level(&own, &cards[i], &layout->areas[i], 1);
        percent = cards[i].percent < percent ? cards[i].percent : percent;
    }
    for (int i = 0; i < layout->count; i++)
        cards[i].percent = percent;
}

static void build_options(struct build *build, const struct layout *layout)
{
    struct build_card cards[OPTIONS];
    level(build, layout, cards);
    for (int i = 0; i < layout->count; i++) {
        struct look *look = arena_new(build->frame, struct look);
        struct build own = *build;
        *look = look_of(build, layout->options[i]);
        own.look = look;
        build_card(&own, &cards[i], layout->areas[i]);
        build->list->all[build->list->count - 1].look = look;
    }
}

void screens_look(struct build *build)
{
    bool over = build->seat->person.depth > 0;
    struct wish wish = { .heading = build_say(build, "Make it yours") };
    build_tools(build,
                over ? BUILD_TOOL_LANGUAGE
                     : BUILD_TOOL_LANGUAGE | BUILD_TOOL_HELP | BUILD_TOOL_STOP);
    box row = build_bottom_row(build);
    build_settle(build, fits, &wish);
    build_heading(build, wish.heading);
    struct page page = page_of(build, build->body.h);
    build_turn(build, (all_rows(build) + page.fit - 1) / page.fit);
    struct layout layout = lay_page(build, &page, build->page * page.fit);
    layout.close = wish.close;
    build_options(build, &layout);
    build_onward(build, row, false);
}
