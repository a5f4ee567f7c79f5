/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/screens/screens_message.h"

/* Millimetres. */
enum {
    BUTTON = 24,
    BUTTON_TALL = 42,
    GAP = 4,
    PICTURE = 32,
    PICTURE_LEAST = 15
};

static int count_buttons(const struct screens_message *message)
{
    int count = 0;
    while (count < SCREENS_MESSAGE_BUTTONS && message->buttons[count].id)
        count++;
    return count;
}

static struct build_card card_of(const struct build *build,
                                 const struct screens_message *message, int i,
                                 enum build_side side)
{
    const struct screens_button *button = &message->buttons[i];
    return (struct build_card){
        .id = text_of(button->id),
        .role = WIDGET_BUTTON,
        .face = button->primary ? WIDGET_PRIMARY : WIDGET_CARD,
        .label = build_say(build, button->english),
        .picture = text_of(button->picture),
        .side = side,
        .style = LOOK_LABEL,
        .picture_most = side == BUILD_ABOVE ? 20 : 12,
        .action = button->action,
    };
}

/* Where the screen is upright there is room for every button below the other,
 * and none is tall. */
static bool is_tall(const struct build *build,
                    const struct screens_message *message)
{
    return message->tall && !look_is_portrait(build->look);
}

static box cut_buttons(struct build *build,
                       const struct screens_message *message)
{
    int count = count_buttons(message);
    int rows = look_is_portrait(build->look) ? count : count > 0;
    int gap = build_mm(build, GAP);
    int high = build_mm(build, is_tall(build, message) ? BUTTON_TALL : BUTTON);
    box area = box_cut_bottom(&build->body,
                              rows ? rows * (high + gap) - gap : 0, gap);
    return look_is_portrait(build->look) || message->tall
               ? area
               : box_centre(area, area.w * 3 / 4, area.h);
}

static box place(const struct build *build,
                 const struct screens_message *message, int i, box area)
{
    int count = count_buttons(message);
    int gap = build_mm(build, GAP);
    return look_is_portrait(build->look) ? box_row(area, i, count, gap)
                                         : box_column(area, i, count, gap);
}

static void build_buttons(struct build *build,
                          const struct screens_message *message, box area)
{
    struct build_card cards[SCREENS_MESSAGE_BUTTONS];
    box areas[SCREENS_MESSAGE_BUTTONS];
    int count = count_buttons(message);
    enum build_side side = is_tall(build, message) ? BUILD_ABOVE : BUILD_LEFT;
    for (int i = 0; i < count; i++) {
        cards[i] = card_of(build, message, i, side);
        areas[i] = place(build, message, i, area);
    }
    build_card_group(build, cards, areas, count);
}

/* ---- what is said --------------------------------------------------------- */

static int words_height(const struct build *build,
                        const struct screens_message *message)
{
    int heading = build_heading_height(build,
                                       build_say(build, message->heading));
    return message->sentence
               ? heading + build_sentence_height(
                               build, build_say(build, message->sentence))
               : heading;
}

/* With a picture, if it is a small one. */
static bool has_room(const struct build *build, void *to)
{
    int picture = build_mm(build, PICTURE_LEAST + GAP);
    return words_height(build, to) + picture <= build->body.h;
}

/* The picture gets what the words leave, and goes first where there is little;
 * all of it stands in the middle. */
static void build_words(struct build *build,
                        const struct screens_message *message)
{
    int gap = build_mm(build, GAP);
    int words = words_height(build, message);
    int most = build_mm(build, PICTURE);
    int size = build->body.h - words - gap;
    size = size < most ? size : most;
    bool shown = size >= build_mm(build, PICTURE_LEAST);
    int left = build->body.h - words - (shown ? size + gap : 0);
    box_cut_top(&build->body, left > 0 ? left / 2 : 0, 0);
    if (shown)
        build_picture(build, S("picture"), text_of(message->picture),
                      build_say(build, message->shows),
                      box_cut_top(&build->body, size, gap));
    build_heading(build, build_say(build, message->heading));
    if (message->sentence)
        build_sentence(build, S("sentence"),
                       build_say(build, message->sentence));
}

void screens_message(struct build *build, const struct screens_message *message)
{
    struct screens_message copy = *message;
    if (message->tools)
        build_tools(build, message->tools);
    else
        build_practice(build);
    box buttons = cut_buttons(build, message);
    build_settle(build, has_room, &copy);
    build_words(build, message);
    build_buttons(build, message, buttons);
}
