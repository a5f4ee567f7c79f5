/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/build.h"

#include "base/arena.h"

/* Millimetres. */
enum {
    BETWEEN = 3,
    PADDING = 2,
    PADDING_TOOL = 1,
    PICTURE_MOST = 34,
    TOOL_ROW = 15,
    TOOL_WIDE = 21,
    BOTTOM_ROW = 20,
    BACK_WIDE = 38,
    NEXT_WIDE = 48,
    SEND_WIDE = 84,
    TICK = 9,
    PROGRESS = 9,
    BAR = 3,
    PAGE_LINE = 6,
};
/* Under this share of its size a word is only made smaller because there is
 * nothing else to be done. */
enum { SMALLEST = 10, SMALLER = 10, SETTLE_STEP = 5 };

int build_mm(const struct build *build, double millimetres)
{
    return look_mm(build->look, millimetres);
}

/* ---- what is said -------------------------------------------------------- */

static const char *const contexts[] = {
    [FORM_FAMILIAR] = "familiar",
    [FORM_FORMAL] = "formal",
};

static str context(const struct build *build)
{
    return text_of(contexts[build->address]);
}

str build_say(const struct build *build, const char *english)
{
    return words_in(build->words, context(build), text_of(english));
}

str build_fill(const struct build *build, const char *english,
               const struct slot *slots, size_t count)
{
    return text_fill(build->frame, build_say(build, english), slots, count);
}

str build_count(const struct build *build, const char *one, const char *other,
                long n)
{
    str pattern = words_count(build->words, context(build), text_of(one),
                              text_of(other), n);
    return text_fill(build->frame, pattern, &COUNT("n", n), 1);
}

str build_phrase(const struct build *build, const struct form_phrase *phrase)
{
    str service = build->seat->plan.titles[build->language];
    return text_fill(build->frame, form_say(build->words, phrase),
                     &SLOT("service", service), 1);
}

/* ---- words --------------------------------------------------------------- */

static struct lay_wish wish_of(const struct build *build, str text,
                               enum look_text style, enum lay_side side)
{
    bool fixed = style == LOOK_SMALL || style == LOOK_TITLE;
    return (struct lay_wish){ .text = text,
                              .language = words_language(build->words),
                              .style = style,
                              .side = side,
                              .percent = fixed ? 100 : build->percent };
}

bool build_settle(struct build *build,
                  bool (*fits)(const struct build *build, void *to), void *to)
{
    struct look normal = *build->look;
    normal.size = LOOK_NORMAL;
    int least = (int)(100 * look_capital(&normal, LOOK_LABEL) /
                      look_capital(build->look, LOOK_LABEL)) +
                1;
    for (build->percent = 100; build->percent > least;
         build->percent -= SETTLE_STEP)
        if (fits(build, to))
            return true;
    build->percent = least < 100 ? least : 100;
    return fits(build, to);
}

static bool wish_fits(const struct build *build, const struct lay_wish *wish,
                      box area)
{
    struct lay_room room = lay_measure(build->seat->lay, build->look, wish,
                                       area.w);
    return room.fits && room.h <= area.h;
}

/* Makes it smaller until it fits. */
static void squeeze(const struct build *build, struct lay_wish *wish, box area)
{
    while (wish->percent > SMALLEST && !wish_fits(build, wish, area))
        wish->percent -= SMALLER;
}

static const struct widget_text *lay_out(const struct build *build,
                                         struct lay_wish *wish, box area)
{
    squeeze(build, wish, area);
    return lay_text(build->seat->lay, build->frame, build->look, wish, area);
}

static struct lay_wish wish_of_text(const struct build *build,
                                    const struct build_text *text)
{
    struct lay_wish wish = wish_of(build, text->text, text->style, text->side);
    wish.quiet = text->quiet;
    wish.line_most = text->style == LOOK_BODY ? 60 : 0; /* I22 */
    return wish;
}

int build_height(const struct build *build, const struct build_text *text,
                 int width)
{
    struct lay_wish wish = wish_of_text(build, text);
    return lay_measure(build->seat->lay, build->look, &wish, width).h;
}

const struct widget_text *build_lay(const struct build *build,
                                    const struct build_text *text, box area)
{
    struct lay_wish wish = wish_of_text(build, text);
    return lay_out(build, &wish, area);
}

void build_text(struct build *build, const struct build_text *text, box area)
{
    widget_add(build->list, &(struct widget){
                                .id = text->id,
                                .role = text->role,
                                .label = text->text,
                                .bounds = area,
                                .texts = build_lay(build, text, area),
                                .text_count = 1,
                            });
}

/* What stands at the top of the body takes no more of it than this. */
static void put_on_top(struct build *build, const struct build_text *text,
                       int most)
{
    int height = build_height(build, text, build->body.w);
    box area = box_cut_top(&build->body, height < most ? height : most,
                           build_mm(build, BETWEEN));
    build_text(build, text, area);
}

void build_heading(struct build *build, str text)
{
    put_on_top(build,
               &(struct build_text){ .id = S("heading"),
                                     .role = WIDGET_HEADING,
                                     .text = text,
                                     .style = LOOK_HEADING,
                                     .side = LAY_MIDDLE },
               build->body.h * 2 / 3);
}

void build_hint(struct build *build, str text)
{
    put_on_top(build,
               &(struct build_text){ .id = S("hint"),
                                     .role = WIDGET_TEXT,
                                     .text = text,
                                     .style = LOOK_LABEL,
                                     .side = LAY_MIDDLE,
                                     .quiet = true },
               build->body.h / 2);
}

void build_sentence(struct build *build, str id, str text)
{
    put_on_top(build,
               &(struct build_text){ .id = id,
                                     .role = WIDGET_TEXT,
                                     .text = text,
                                     .style = LOOK_BODY,
                                     .side = LAY_MIDDLE },
               build->body.h);
}

/* ---- cards --------------------------------------------------------------- */

/* Where things are on a card. */
struct card_places {
    box tick;
    box picture;
    box label;
    box small;
};

static bool has_picture(const struct build_card *card)
{
    return card->picture.size > 0;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* So high are the words of a card in this width, if there is room. */
static int label_height(const struct build *build,
                        const struct build_card *card, int width)
{
    if (card->label_high > 0)
        return card->label_high;
    struct lay_wish wish = wish_of(build, card->label, card->style, LAY_MIDDLE);
    return lay_measure(build->seat->lay, build->look, &wish, width).h;
}

/* Over its words a picture takes what they leave, beside them so much that most
 * of the card is left for them. */
static int picture_size(const struct build *build,
                        const struct build_card *card, box inside)
{
    int gap = build_mm(build, 1);
    int size = card->side == BUILD_ABOVE
                   ? least(inside.w,
                           inside.h - gap - label_height(build, card, inside.w))
                   : least(inside.h, inside.w / 3);
    int most = build_mm(build, card->picture_most > 0 ? card->picture_most
                                                      : PICTURE_MOST);
    size = least(size, most);
    return size > inside.h / 4 ? size : inside.h / 4;
}

static box cut_picture(const struct build *build, const struct build_card *card,
                       box *inside)
{
    int size = picture_size(build, card, *inside);
    int gap = build_mm(build, card->side == BUILD_ABOVE ? 1 : BETWEEN);
    box area = card->side == BUILD_LEFT    ? box_cut_left(inside, size, gap)
               : card->side == BUILD_RIGHT ? box_cut_right(inside, size, gap)
                                           : box_cut_top(inside, size, gap);
    return box_centre(area, size, size);
}

/* In the corner over a picture that stands above, else at the end, or on the
 * picture where there is no room. */
static box place_tick(const struct build *build, const struct build_card *card,
                      box area, box *inside)
{
    int size = least(build_mm(build, TICK), area.h / 3);
    if (card->role != WIDGET_CHOICE || card->close)
        return (box){ 0, 0, 0, 0 };
    if (card->side == BUILD_ABOVE)
        return (box){ inside->x + inside->w - size, inside->y, size, size };
    return box_centre(box_cut_right(inside, size, build_mm(build, 1)), size,
                      size);
}

static struct card_places find_places(const struct build *build,
                                      const struct build_card *card, box area)
{
    struct card_places places = { 0 };
    box inside = box_inset(
        area,
        build_mm(build, card->role == WIDGET_TOOL ? PADDING_TOOL : PADDING));
    places.tick = place_tick(build, card, area, &inside);
    if (card->small.size > 0)
        places.small = box_cut_bottom(&inside, inside.h * 2 / 5, 0);
    if (has_picture(card))
        places.picture = cut_picture(build, card, &inside);
    if (card->close && card->role == WIDGET_CHOICE) {
        int size = places.picture.w / 2;
        places.tick = (box){ places.picture.x + size,
                             places.picture.y + places.picture.h - size, size,
                             size };
    }
    places.label = inside;
    return places;
}

/* Beside a picture words begin where it ends; alone they stand in the
 * middle. */
static enum lay_side side_of(const struct build_card *card)
{
    return has_picture(card) && card->side == BUILD_LEFT &&
                   card->role == WIDGET_CHOICE
               ? LAY_LEFT
               : LAY_MIDDLE;
}

static struct lay_wish wish_of_card(const struct build *build,
                                    const struct build_card *card)
{
    return wish_of(build, card->label, card->style, side_of(card));
}

bool build_card_fits(const struct build *build, const struct build_card *card,
                     box area)
{
    struct lay_wish wish = wish_of_card(build, card);
    return wish_fits(build, &wish, find_places(build, card, area).label);
}

/* A picture and a word that stand beside each other are one thing: they are
 * brought together in the middle of the card. */
static void bring_together(const struct build_card *card,
                           struct card_places *places, struct lay_room room)
{
    int left = places->label.w - room.w;
    if (!has_picture(card) || card->side == BUILD_ABOVE ||
        card->role == WIDGET_CHOICE || left <= 0)
        return;
    bool first = card->side == BUILD_LEFT;
    places->label.w = room.w;
    places->label.x += first ? left / 2 : left - left / 2;
    places->picture.x += first ? left / 2 : -(left / 2);
}

static void lay_card(const struct build *build, const struct build_card *card,
                     struct widget *widget)
{
    struct card_places places = find_places(build, card, widget->bounds);
    struct lay_wish wish = wish_of_card(build, card);
    squeeze(build, &wish, places.label);
    bring_together(
        card, &places,
        lay_measure(build->seat->lay, build->look, &wish, places.label.w));
    struct widget_text *texts = arena_array(build->frame, struct widget_text,
                                            2);
    texts[0] = *lay_out(build, &wish, places.label);
    widget->text_count = 1;
    if (card->small.size > 0) {
        struct lay_wish small = wish_of(build, card->small, LOOK_SMALL,
                                        side_of(card));
        texts[widget->text_count++] = *lay_out(build, &small, places.small);
    }
    widget->texts = texts;
    widget->picture_box = places.picture;
    widget->tick_box = places.tick;
}

void build_card(struct build *build, const struct build_card *card, box area)
{
    struct widget *widget = widget_add(build->list,
                                       &(struct widget){
                                           .id = card->id,
                                           .role = card->role,
                                           .face = card->face,
                                           .label = card->label,
                                           .picture = card->picture,
                                           .bounds = area,
                                           .action = card->action,
                                           .held = card->held,
                                           .selected = card->selected,
                                           .disabled = card->disabled,
                                           .repeats = card->repeats,
                                       });
    lay_card(build, card, widget);
}

/* ---- the row at the top -------------------------------------------------- */

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

static str other_language(const struct build *build)
{
    const struct seat_plan *plan = &build->seat->plan;
    int other = (build->language + 1) % plan->language_count;
    return words_own_name(plan->languages[other], build->frame);
}

static void build_tool(struct build *build, const struct tool *tool, box area)
{
    build_card(build,
               &(struct build_card){
                   .id = text_of(tool->id),
                   .role = WIDGET_TOOL,
                   .face = WIDGET_CARD,
                   .label = tool->english ? build_say(build, tool->english)
                                          : other_language(build),
                   .picture = text_of(tool->picture),
                   .side = BUILD_ABOVE,
                   .style = LOOK_SMALL,
                   .action = tool->action,
                   .held = tool->held },
               area);
}

static bool has_tool(const struct build *build, const struct tool *tool,
                     int tools)
{
    return (tools & tool->flag) && (tool->flag != BUILD_TOOL_LANGUAGE ||
                                    build->seat->plan.language_count > 1);
}

static str progress_said(const struct build *build)
{
    const struct visit *visit = build->seat->person.visit;
    return build_fill(build, "Question {n} of {count}",
                      (struct slot[]){
                          COUNT("n", visit_place(visit)),
                          COUNT("count", visit_places(visit)),
                      },
                      2);
}

static bool shows_progress(const struct build *build)
{
    enum seat_stage stage = seat_stage(build->seat);
    return build->seat->person.visit && stage == SEAT_QUESTION;
}

static void build_practice_in(struct build *build, box area)
{
    build_text(build,
               &(struct build_text){ .id = S("practice"),
                                     .role = WIDGET_TEXT,
                                     .text = build_say(build, "Practice"),
                                     .style = LOOK_SMALL,
                                     .quiet = true },
               area);
}

void build_practice(struct build *build)
{
    if (build->seat->plan.practice)
        build_practice_in(
            build, box_cut_top(&build->body, build_mm(build, PAGE_LINE), 0));
}

/* Where it is practice, that is said beside the number of the question. */
static void build_progress(struct build *build, box area)
{
    bool shown = shows_progress(build);
    if (build->seat->plan.practice && !shown)
        build_practice_in(build, area);
    if (!shown)
        return;
    box bar = box_cut_bottom(&area, build_mm(build, BAR), 0);
    if (build->seat->plan.practice)
        build_practice_in(build, box_cut_right(&area, area.w / 3, 0));
    const struct visit *visit = build->seat->person.visit;
    struct build_text label = { .text = progress_said(build),
                                .style = LOOK_SMALL };
    widget_add(build->list, &(struct widget){
                                .id = S("progress"),
                                .role = WIDGET_PROGRESS,
                                .label = label.text,
                                .bounds = bar,
                                .texts = build_lay(build, &label, area),
                                .text_count = 1,
                                .number = visit_place(visit),
                                .to = visit_places(visit),
                            });
}

static int count_tools(const struct build *build, int tools)
{
    int count = 0;
    for (int i = 0; i < TOOL_COUNT; i++)
        count += has_tool(build, &tools_there_are[i], tools);
    return count;
}

/* The tools stand at the right end, so that Help and Stop are always in the
 * same corner. */
void build_tools(struct build *build, int tools)
{
    int gap = build_mm(build, BETWEEN);
    box row = box_cut_top(&build->body, build_mm(build, TOOL_ROW), gap);
    bool upright = look_is_portrait(build->look);
    int wide = upright ? (row.w - (TOOL_COUNT - 1) * gap) / TOOL_COUNT
                       : build_mm(build, TOOL_WIDE);
    if (upright && (shows_progress(build) || build->seat->plan.practice))
        build_progress(build,
                       box_cut_top(&build->body, build_mm(build, 9), gap));
    int count = count_tools(build, tools);
    box places = box_cut_right(&row, count * wide + (count - 1) * gap, gap);
    if (!upright)
        build_progress(build, row);
    for (int i = 0, at = 0; i < TOOL_COUNT; i++)
        if (has_tool(build, &tools_there_are[i], tools))
            build_tool(build, &tools_there_are[i],
                       box_column(places, at++, count, gap));
}

/* ---- the row at the bottom ----------------------------------------------- */

static void build_back(struct build *build, box area)
{
    build_card(build,
               &(struct build_card){ .id = S("back"),
                                     .role = WIDGET_BUTTON,
                                     .face = WIDGET_CARD,
                                     .label = build_say(build, "Back"),
                                     .picture = S("tool-back"),
                                     .style = LOOK_LABEL,
                                     .picture_most = 9,
                                     .action = { ACTION_BACK, 0 } },
               area);
}

static void build_next(struct build *build, const struct build_bottom *bottom,
                       box area)
{
    build_card(build,
               &(struct build_card){ .id = bottom->next_id,
                                     .role = WIDGET_BUTTON,
                                     .face = WIDGET_PRIMARY,
                                     .label = bottom->next,
                                     .picture = bottom->next_picture,
                                     .side = BUILD_RIGHT,
                                     .style = LOOK_LABEL,
                                     .picture_most = 9,
                                     .action = bottom->next_action },
               area);
}

static bool was_chosen(const struct build *build, int choice)
{
    const struct visit *visit = build->seat->person.visit;
    return answers_chose(visit->answers, visit->question, choice);
}

static void build_either(struct build *build, box area)
{
    static const struct {
        const char *id;
        const char *english;
        const char *picture;
        int choice;
    } all[] = {
        { "dont_know", TEXT_KEY("Don’t know"), "dont-know", FORM_DONT_KNOW },
        { "not_say", TEXT_KEY("Rather not say"), "not-say", FORM_NOT_SAY },
    };
    for (int i = 0; i < 2; i++)
        build_card(
            build,
            &(struct build_card){ .id = text_of(all[i].id),
                                  .role = WIDGET_CHOICE,
                                  .face = WIDGET_CARD,
                                  .label = build_say(build, all[i].english),
                                  .picture = text_of(all[i].picture),
                                  .side = BUILD_ABOVE,
                                  .style = LOOK_SMALL,
                                  .selected = was_chosen(build, all[i].choice),
                                  .action = { ACTION_CHOOSE, all[i].choice } },
            box_column(area, i, 2, build_mm(build, BETWEEN)));
}

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
static int share(const struct build *build, box row, int millimetres, int of)
{
    return least(build_mm(build, millimetres), row.w / of);
}

box build_bottom_row(struct build *build)
{
    return box_cut_bottom(&build->body, build_mm(build, BOTTOM_ROW),
                          build_mm(build, BETWEEN));
}

void build_bottom(struct build *build, box row,
                  const struct build_bottom *bottom)
{
    int gap = build_mm(build, BETWEEN);
    int back = share(build, row, BACK_WIDE, 4);
    int next = share(build, row, bottom->wide ? SEND_WIDE : NEXT_WIDE,
                     bottom->wide ? 2 : 4);
    box left = box_cut_left(&row, back, gap);
    box right = box_cut_right(&row, next, gap);
    if (bottom->back)
        build_back(build, left);
    if (bottom->either)
        build_either(build, row);
    else
        build_pages(build, row);
    if (bottom->next.size > 0)
        build_next(build, bottom, right);
}

void build_onward(struct build *build, box row, bool either)
{
    bool more = build->page + 1 < build->pages &&
                seat_stage(build->seat) != SEAT_PRIVACY;
    build_bottom(
        build, row,
        &(struct build_bottom){ .back = true,
                                .either = either,
                                .next = more ? build_say(build, "Show more")
                                             : build_say(build, "Next"),
                                .next_id = S("next"),
                                .next_picture = S("tool-next"),
                                .next_action = { ACTION_NEXT, 0 } });
}

/* ---- pages --------------------------------------------------------------- */

void build_turn(struct build *build, int pages)
{
    build->pages = pages < 1 ? 1 : pages;
    if (build->page >= build->pages)
        build->page = build->pages - 1;
}

/* ---- what is only looked at ---------------------------------------------- */

void build_picture(struct build *build, str id, str name, str words, box area)
{
    int size = least(area.w, area.h);
    widget_add(build->list, &(struct widget){
                                .id = id,
                                .role = WIDGET_PICTURE,
                                .label = words,
                                .picture = name,
                                .bounds = box_centre(area, size, size),
                                .picture_box = box_centre(area, size, size),
                            });
}
