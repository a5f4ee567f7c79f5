/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/build.h"

#include <math.h>

#include "base/arena.h"

enum { BETWEEN = 3, HINT = 1 };   /* millimetres */
enum { SMALL_LEAST = 24 };        /* tenths of one */
enum { SMALLEST = 10, STEP = 5 }; /* percent */

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

/* So high its capitals should be at the least, in millimetres: what is read is
 * as large as for who chose the normal size (I19), the rest can still be read
 * from a chair. */
static double least_capital(const struct build *build, enum look_text style)
{
    struct look normal = *build->look;
    normal.size = LOOK_NORMAL;
    return style == LOOK_SMALL ? SMALL_LEAST / 10.0
                               : look_capital(&normal, style);
}

int build_least(const struct build *build, enum look_text style)
{
    return (int)ceil(100 * least_capital(build, style) /
                     look_capital(build->look, style));
}

int build_percent(const struct build *build, enum look_text style)
{
    bool fixed = style == LOOK_SMALL || style == LOOK_TITLE;
    int least = build_least(build, style);
    if (fixed)
        return 100;
    return build->percent > least ? build->percent : least;
}

static struct lay_wish wish_of(const struct build *build,
                               const struct build_text *text)
{
    return (struct lay_wish){
        .text = text->text,
        .language = words_language(build->words),
        .style = text->style,
        .side = text->side,
        .quiet = text->quiet,
        .percent = text->percent ? text->percent
                                 : build_percent(build, text->style),
        .line_most = text->style == LOOK_BODY ? 60 : 0, /* I22 */
    };
}

bool build_settle(struct build *build,
                  bool (*fits)(const struct build *build, void *to), void *to)
{
    int least = build_least(build, LOOK_LABEL);
    for (build->percent = 100; build->percent > least; build->percent -= STEP)
        if (fits(build, to))
            return true;
    build->percent = least;
    return fits(build, to);
}

struct lay_room build_room(const struct build *build,
                           const struct build_text *text, int width)
{
    struct lay_wish wish = wish_of(build, text);
    return lay_measure(build->seat->lay, build->look, &wish, width);
}

int build_height(const struct build *build, const struct build_text *text,
                 int width)
{
    return build_room(build, text, width).h;
}

static bool fits_at(const struct build *build, const struct build_text *text,
                    box area, int percent, bool whole)
{
    struct build_text copy = *text;
    copy.percent = percent;
    struct lay_room room = build_room(build, &copy, area.w);
    return (room.fits || !whole) && room.h <= area.h;
}

/* First smaller words, as far as they can be read well; then words that are
 * broken, which only what people type themselves ever needs; and where there is
 * no room at all, whatever can still be drawn. */
int build_fit(const struct build *build, const struct build_text *text,
              box area)
{
    int wanted = text->percent ? text->percent
                               : build_percent(build, text->style);
    int least = build_least(build, text->style);
    for (int percent = wanted; percent >= least; percent -= STEP)
        if (fits_at(build, text, area, percent, true))
            return percent;
    if (fits_at(build, text, area, least, true))
        return least < wanted ? least : wanted;
    for (int percent = wanted; percent > SMALLEST; percent -= STEP)
        if (fits_at(build, text, area, percent, false))
            return percent;
    return SMALLEST;
}

const struct widget_text *build_lay(const struct build *build,
                                    const struct build_text *text, box area)
{
    struct lay_wish wish = wish_of(build, text);
    wish.percent = build_fit(build, text, area);
    return lay_text(build->seat->lay, build->frame, build->look, &wish, area);
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

static struct build_text heading_of(str text)
{
    return (struct build_text){ .id = S("heading"),
                                .role = WIDGET_HEADING,
                                .text = text,
                                .style = LOOK_HEADING,
                                .side = LAY_MIDDLE };
}

static struct build_text sentence_of(str id, str text)
{
    return (struct build_text){
        .id = id, .role = WIDGET_TEXT, .text = text, .style = LOOK_BODY
    };
}

void build_heading(struct build *build, str text)
{
    struct build_text heading = heading_of(text);
    put_on_top(build, &heading, build->body.h);
}

int build_heading_height(const struct build *build, str text)
{
    struct build_text heading = heading_of(text);
    return build_height(build, &heading, build->body.w) +
           build_mm(build, BETWEEN);
}

/* It belongs to the heading and stands closer to it. */
void build_hint(struct build *build, str text)
{
    int closer = build_mm(build, BETWEEN - HINT);
    build->body.y -= closer;
    build->body.h += closer;
    put_on_top(build,
               &(struct build_text){ .id = S("hint"),
                                     .role = WIDGET_TEXT,
                                     .text = text,
                                     .style = LOOK_LABEL,
                                     .side = LAY_MIDDLE,
                                     .quiet = true },
               build->body.h / 2);
}

/* Its lines begin below each other (I22), and all of it stands in the
 * middle. */
void build_sentence(struct build *build, str id, str text)
{
    struct build_text sentence = sentence_of(id, text);
    struct lay_room room = build_room(build, &sentence, build->body.w);
    box area = box_cut_top(&build->body, room.h, build_mm(build, BETWEEN));
    bool fits = room.fits && room.h <= area.h;
    build_text(build, &sentence,
               fits ? box_centre(area, room.w, area.h) : area);
}

int build_sentence_height(const struct build *build, str text)
{
    struct build_text sentence = sentence_of(S(""), text);
    return build_height(build, &sentence, build->body.w) +
           build_mm(build, BETWEEN);
}

static struct build_text practice_of(const struct build *build)
{
    return (struct build_text){ .id = S("practice"),
                                .role = WIDGET_TEXT,
                                .text = build_say(build, "Practice"),
                                .style = LOOK_SMALL,
                                .quiet = true };
}

void build_practice_in(struct build *build, box area)
{
    struct build_text practice = practice_of(build);
    if (build->seat->plan.practice)
        build_text(build, &practice, area);
}

void build_practice(struct build *build)
{
    struct build_text practice = practice_of(build);
    if (build->seat->plan.practice)
        put_on_top(build, &practice, build->body.h);
}

/* ---- pages --------------------------------------------------------------- */

void build_onward(struct build *build, box row, bool either)
{
    bool more = build->page + 1 < build->pages &&
                seat_stage(build->seat) != SEAT_PRIVACY;
    build_bottom(build, row,
                 &(struct build_bottom){ .back = true,
                                         .either = either,
                                         .next = more
                                                     ? build_say(build, "More")
                                                     : build_say(build, "Next"),
                                         .next_id = S("next"),
                                         .next_picture = S("tool-next"),
                                         .next_action = { ACTION_NEXT, 0 } });
}

void build_turn(struct build *build, int pages)
{
    build->pages = pages < 1 ? 1 : pages;
    if (build->page >= build->pages)
        build->page = build->pages - 1;
}

/* ---- what is only looked at ---------------------------------------------- */

void build_picture(struct build *build, str id, str name, str words, box area)
{
    int size = area.w < area.h ? area.w : area.h;
    widget_add(build->list, &(struct widget){
                                .id = id,
                                .role = WIDGET_PICTURE,
                                .label = words,
                                .picture = name,
                                .bounds = box_centre(area, size, size),
                                .picture_box = box_centre(area, size, size),
                            });
}
