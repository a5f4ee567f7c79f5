/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row at the top: how far one is, and the tools. */
#include "ui/build.h"

/* Millimetres. */
enum { GAP = 3, ROW = 15, WIDE = 23, BAR = 3 };

struct tool {
    int flag;
    const char *id;
    const char *english; /* NULL: it is called as the other language is */
    const char *picture;
    struct action action;
    struct action held;
};

/* In the order in which they stand; the last two are always in the corner
 * (I38). Listening will stand before them. */
static const struct tool tools_there_are[] = {
    { .flag = BUILD_TOOL_LOOK,
      .id = "look",
      .english = TEXT_KEY("Aa"),
      .action = { ACTION_LOOK, 0 } },
    { .flag = BUILD_TOOL_LANGUAGE,
      .id = "language",
      .action = { ACTION_LANGUAGE, -1 },
      .held = { ACTION_PEEK, 1 } },
    { .flag = BUILD_TOOL_HELP,
      .id = "help",
      .english = TEXT_KEY("Help"),
      .picture = "tool-help",
      .action = { ACTION_HELP, 0 } },
    { .flag = BUILD_TOOL_STOP,
      .id = "stop",
      .english = TEXT_KEY("Stop"),
      .picture = "tool-stop",
      .action = { ACTION_STOP, 0 } },
};
enum { TOOL_COUNT = sizeof tools_there_are / sizeof *tools_there_are };

/* ---- tools ---------------------------------------------------------------- */

static str other_language(const struct build *build)
{
    const struct seat_plan *plan = &build->seat->plan;
    int other = (build->language + 1) % plan->language_count;
    return words_own_name(plan->languages[other], build->frame);
}

static struct build_card card_of(const struct build *build,
                                 const struct tool *tool)
{
    return (struct build_card){
        .id = text_of(tool->id),
        .role = WIDGET_TOOL,
        .face = WIDGET_CARD,
        .label = tool->english ? build_say(build, tool->english)
                               : other_language(build),
        .picture = text_of(tool->picture),
        .side = BUILD_ABOVE,
        .style = LOOK_SMALL,
        .action = tool->action,
        .held = tool->held,
    };
}

static bool has_tool(const struct build *build, const struct tool *tool)
{
    return tool->flag != BUILD_TOOL_LANGUAGE ||
           build->seat->plan.language_count > 1;
}

/* Every one of them has a place of its own, on whatever screen. */
static int count_places(const struct build *build)
{
    int count = 0;
    for (int i = 0; i < TOOL_COUNT; i++)
        count += has_tool(build, &tools_there_are[i]);
    return count;
}

/* All that there are, whether this screen has them or not, decide how large the
 * letters are: so they are the same on every screen. */
static int find_percent(const struct build *build, box area)
{
    struct build_card cards[TOOL_COUNT];
    box areas[TOOL_COUNT];
    int count = 0;
    for (int i = 0; i < TOOL_COUNT; i++) {
        if (!has_tool(build, &tools_there_are[i]))
            continue;
        cards[count] = card_of(build, &tools_there_are[i]);
        areas[count++] = area;
    }
    build_card_level(build, cards, areas, count);
    return cards[0].percent;
}

static void build_all(struct build *build, int tools, box area)
{
    int gap = build_mm(build, GAP);
    int count = count_places(build);
    for (int i = 0, at = 0; i < TOOL_COUNT; i++) {
        if (!has_tool(build, &tools_there_are[i]))
            continue;
        box place = box_column(area, at++, count, gap);
        if (!(tools & tools_there_are[i].flag))
            continue;
        struct build_card card = card_of(build, &tools_there_are[i]);
        card.percent = find_percent(build, place);
        build_card(build, &card, place);
    }
}

/* ---- how far one is ------------------------------------------------------- */

static bool shows_progress(const struct build *build)
{
    return build->seat->person.visit &&
           seat_stage(build->seat) == SEAT_QUESTION;
}

static struct build_text progress_of(const struct build *build)
{
    const struct visit *visit = build->seat->person.visit;
    return (struct build_text){
        .text = build_fill(build, "Question {n} of {count}",
                           (struct slot[]){
                               COUNT("n", visit_place(visit)),
                               COUNT("count", visit_places(visit)),
                           },
                           2),
        .style = LOOK_SMALL,
    };
}

/* Where it is practice, that is said beside the number of the question. */
static void build_progress(struct build *build, box area)
{
    const struct visit *visit = build->seat->person.visit;
    struct build_text label = progress_of(build);
    box bar = box_cut_bottom(&area, build_mm(build, BAR), 0);
    int wide = build_room(build, &label, area.w).w;
    box left = box_cut_left(&area, wide, build_mm(build, 2 * GAP));
    widget_add(build->list, &(struct widget){
                                .id = S("progress"),
                                .role = WIDGET_PROGRESS,
                                .label = label.text,
                                .bounds = bar,
                                .texts = build_lay(build, &label, left),
                                .text_count = 1,
                                .number = visit_place(visit),
                                .to = visit_places(visit),
                            });
    build_practice_in(build, area);
}

static void build_beside(struct build *build, box area)
{
    if (shows_progress(build))
        build_progress(build, area);
    else
        build_practice_in(build, area);
}

/* Where the screen is upright the tools need all of the row, and the progress
 * stands below them. */
static void build_below(struct build *build)
{
    if (!shows_progress(build)) {
        build_practice(build);
        return;
    }
    struct build_text label = progress_of(build);
    int high = build_height(build, &label, build->body.w) +
               build_mm(build, BAR);
    build_progress(build,
                   box_cut_top(&build->body, high, build_mm(build, GAP)));
}

/* ---- the row -------------------------------------------------------------- */

/* The tools stand at the right end: Help and Stop are always in the same
 * corner (I38). */
void build_tools(struct build *build, int tools)
{
    int gap = build_mm(build, GAP);
    box row = box_cut_top(&build->body, build_mm(build, ROW), gap);
    bool upright = look_is_portrait(build->look);
    int count = count_places(build);
    int wide = upright ? (row.w - (TOOL_COUNT - 1) * gap) / TOOL_COUNT
                       : build_mm(build, WIDE);
    box area = box_cut_right(&row, count * (wide + gap) - gap, 2 * gap);
    if (!upright)
        build_beside(build, row);
    build_all(build, tools, area);
    if (upright)
        build_below(build);
}
