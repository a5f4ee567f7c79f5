/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards: where the picture, the words and the tick stand on one. */
#include "base/arena.h"
#include "ui/build.h"

/* Millimetres. */
enum {
    PADDING = 2,
    PADDING_SMALL = 1,
    ROOMY = 36, /* so high a card has more room at its edges */
    PADDING_ROOMY = 3,
    GAP = 2,
    PICTURE_MOST = 34,
    TICK = 9,
    TICK_IN = 1,
};

struct card_places {
    box tick;
    box picture;
    box label;
    box small;
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

static bool has_picture(const struct build_card *card)
{
    return card->picture.size > 0;
}

static bool is_beside(const struct build_card *card)
{
    return has_picture(card) && card->side != BUILD_ABOVE;
}

/* Beside a picture the words of an answer begin where it ends; alone they stand
 * in the middle. */
static struct build_text label_of(const struct build_card *card)
{
    bool left = is_beside(card) && card->role == WIDGET_CHOICE;
    return (struct build_text){ .text = card->label,
                                .style = card->style,
                                .side = left ? LAY_LEFT : LAY_MIDDLE,
                                .percent = card->percent };
}

static struct build_text small_of(const struct build_card *card)
{
    return (struct build_text){ .text = card->small,
                                .style = LOOK_BODY,
                                .side = LAY_MIDDLE };
}

/* ---- places --------------------------------------------------------------- */

static box inside_of(const struct build *build, const struct build_card *card,
                     box area)
{
    int across = build_mm(build,
                          card->style == LOOK_SMALL ? PADDING_SMALL : PADDING);
    int down = build_mm(build, area.h >= build_mm(build, ROOMY)
                                   ? PADDING_ROOMY
                                   : PADDING_SMALL);
    return (box){ area.x + across, area.y + down, area.w - 2 * across,
                  area.h - 2 * down };
}

/* So high are the words of a card in this width, if there is room. */
static int label_height(const struct build *build,
                        const struct build_card *card, int width)
{
    struct build_text label = label_of(card);
    return card->label_high > 0 ? card->label_high
                                : build_height(build, &label, width);
}

static int picture_most(const struct build *build,
                        const struct build_card *card)
{
    return build_mm(build,
                    card->picture_most > 0 ? card->picture_most : PICTURE_MOST);
}

/* A picture over words takes what they leave; what is then left over stands
 * between and around them. */
static void place_above(const struct build *build,
                        const struct build_card *card, box inside,
                        struct card_places *places)
{
    int gap = build_mm(build, 1);
    int words = label_height(build, card, inside.w);
    int size = least(least(inside.w, inside.h - gap - words),
                     picture_most(build, card));
    if (size < inside.h / 4)
        size = inside.h / 4;
    int spare = inside.h - size - gap - words;
    int space = spare > 0 ? spare / 3 : 0;
    box_cut_top(&inside, space, 0);
    places->picture = box_centre(box_cut_top(&inside, size, space + gap), size,
                                 size);
    places->label = box_cut_top(&inside, inside.h - space, 0);
}

/* Beside them it leaves them most of the card. */
static void place_beside(const struct build *build,
                         const struct build_card *card, box inside,
                         struct card_places *places)
{
    int gap = build_mm(build, GAP);
    int size = least(least(inside.h, inside.w / 3), picture_most(build, card));
    box area = card->side == BUILD_LEFT ? box_cut_left(&inside, size, gap)
                                        : box_cut_right(&inside, size, gap);
    places->picture = box_centre(area, size, size);
    places->label = inside;
}

/* At the end of the card. */
static box cut_tick(const struct build *build, box area, box *inside)
{
    int size = least(build_mm(build, TICK), area.h / 3);
    return box_centre(box_cut_right(inside, size, build_mm(build, 1)), size,
                      size);
}

/* In the corner, beside a picture that stands above the words. */
static box tick_in_corner(const struct build *build, box area,
                          const struct card_places *places)
{
    int in = build_mm(build, TICK_IN);
    int size = least(build_mm(build, TICK), places->label.y - area.y - in);
    return (box){ area.x + area.w - size - in, area.y + in, size, size };
}

/* On the picture, where there is no room beside it. */
static box tick_on(box picture)
{
    int size = picture.w / 2;
    return (box){ picture.x + picture.w - size, picture.y + picture.h - size,
                  size, size };
}

/* A line under the label belongs to it: both stand in the middle. */
static void place_small(const struct build *build,
                        const struct build_card *card,
                        struct card_places *places)
{
    struct build_text small = small_of(card);
    int gap = build_mm(build, GAP);
    int label = label_height(build, card, places->label.w);
    int high = label + gap + build_height(build, &small, places->label.w);
    box both = box_centre(places->label, places->label.w,
                          least(high, places->label.h));
    places->label = box_cut_top(&both, least(label, both.h * 3 / 5), gap);
    places->small = both;
}

static struct card_places find_places(const struct build *build,
                                      const struct build_card *card, box area)
{
    struct card_places places = { 0 };
    box inside = inside_of(build, card, area);
    bool ticks = card->role == WIDGET_CHOICE;
    if (ticks && !card->close && card->side != BUILD_ABOVE)
        places.tick = cut_tick(build, area, &inside);
    places.label = inside;
    if (is_beside(card))
        place_beside(build, card, inside, &places);
    else if (has_picture(card))
        place_above(build, card, inside, &places);
    if (card->small.size > 0)
        place_small(build, card, &places);
    if (ticks && card->close)
        places.tick = tick_on(places.picture);
    else if (ticks && card->side == BUILD_ABOVE)
        places.tick = tick_in_corner(build, area, &places);
    return places;
}

/* ---- the words ------------------------------------------------------------ */

static int fit_of(const struct build *build, const struct build_card *card,
                  box area)
{
    struct build_text label = label_of(card);
    return build_fit(build, &label, find_places(build, card, area).label);
}

bool build_card_fits(const struct build *build, const struct build_card *card,
                     box area)
{
    struct build_text label = label_of(card);
    box room = find_places(build, card, area).label;
    struct lay_room needs = build_room(build, &label, room.w);
    return needs.fits && needs.h <= room.h;
}

/* A picture and a word that stand beside each other are one thing: they are
 * brought together in the middle of a button. */
static void bring_together(const struct build_card *card,
                           struct card_places *places, int width)
{
    int left = places->label.w - width;
    bool middle = card->role != WIDGET_CHOICE || card->together;
    if (!is_beside(card) || !middle || left <= 0)
        return;
    bool first = card->side == BUILD_LEFT;
    int by = first ? left / 2 : -(left / 2);
    places->label.w = width;
    places->label.x += first ? left / 2 : left - left / 2;
    places->picture.x += by;
    places->tick.x += by;
}

static void lay_card(const struct build *build, const struct build_card *card,
                     struct widget *widget)
{
    struct card_places places = find_places(build, card, widget->bounds);
    struct build_text label = label_of(card);
    struct build_text small = small_of(card);
    struct widget_text *texts = arena_array(build->frame, struct widget_text,
                                            2);
    label.percent = build_fit(build, &label, places.label);
    bring_together(card, &places, build_room(build, &label, places.label.w).w);
    texts[widget->text_count++] = *build_lay(build, &label, places.label);
    if (card->small.size > 0)
        texts[widget->text_count++] = *build_lay(build, &small, places.small);
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

/* ---- several -------------------------------------------------------------- */

void build_card_level(const struct build *build, struct build_card *cards,
                      const box *areas, int count)
{
    int percent = build_percent(build, cards[0].style);
    for (int i = 0; i < count; i++) {
        int fit = fit_of(build, &cards[i], areas[i]);
        percent = least(percent, fit);
    }
    for (int i = 0; i < count; i++)
        cards[i].percent = percent;
}

void build_card_group(struct build *build, struct build_card *cards,
                      const box *areas, int count)
{
    if (count > 0)
        build_card_level(build, cards, areas, count);
    for (int i = 0; i < count; i++)
        build_card(build, &cards[i], areas[i]);
}
