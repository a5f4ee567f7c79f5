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
};
static const struct group groups[] = {
    { sizes, sizeof sizes / sizeof *sizes },
    { themes, sizeof themes / sizeof *themes },
    { letters, sizeof letters / sizeof *letters },
};
enum {
    GROUPS = sizeof groups / sizeof *groups,
    ROW_LEAST = 20,
    ROW_MOST = 28,
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

static struct build_card card_of(const struct build *build,
                                 const struct option *option)
{
    return (struct build_card){
        .id = text_of(option->id),
        .role = WIDGET_CHOICE,
        .face = WIDGET_CARD,
        .label = build_say(build, option->english),
        .picture = text_of(option->picture),
        .style = LOOK_LABEL,
        .selected = is_taken(build->look, option->action),
        .close = look_is_portrait(build->look),
        .picture_most = 10,
        .action = option->action,
    };
}

/* As many groups on a page as there is room for. */
struct page {
    int fit;  /* groups */
    int high; /* pixels of each */
};

static struct page page_of(const struct build *build)
{
    int gap = build_mm(build, GAP);
    int fit = (build->body.h + gap) / (build_mm(build, ROW_LEAST) + gap);
    fit = fit < 1 ? 1 : fit > GROUPS ? GROUPS : fit;
    int high = (build->body.h + gap) / fit - gap;
    int most = build_mm(build, ROW_MOST);
    return (struct page){ fit, high < most ? high : most };
}

static box place(const struct build *build, const struct group *group, int i,
                 box row)
{
    return box_column(row, i, group->count, build_mm(build, GAP));
}

/* Whether the words of all of them have room. */
static bool fits(const struct build *build, void *to)
{
    const struct page *page = to;
    box row = { build->body.x, build->body.y, build->body.w, page->high };
    for (int g = 0; g < GROUPS; g++)
        for (int i = 0; i < groups[g].count; i++) {
            struct build_card card = card_of(build, &groups[g].options[i]);
            if (!build_card_fits(build, &card,
                                 place(build, &groups[g], i, row)))
                return false;
        }
    return true;
}

static void build_group(struct build *build, const struct group *group, box row)
{
    for (int i = 0; i < group->count; i++) {
        struct build_card card = card_of(build, &group->options[i]);
        build_card(build, &card, place(build, group, i, row));
    }
}

void screens_look(struct build *build)
{
    bool over = build->seat->person.depth > 0;
    build_tools(build, over ? BUILD_TOOL_LANGUAGE
                            : BUILD_TOOL_LANGUAGE | BUILD_TOOL_HELP);
    box row = build_bottom_row(build);
    build_heading(build, build_say(build, "Make it yours"));
    struct page page = page_of(build);
    build_settle(build, fits, &page);
    build_turn(build, (GROUPS + page.fit - 1) / page.fit);
    for (int i = 0; i < page.fit && build->page * page.fit + i < GROUPS; i++)
        build_group(build, &groups[build->page * page.fit + i],
                    box_cut_top(&build->body, page.high, build_mm(build, GAP)));
    build_onward(build, row, false);
}
