/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/screens/screens_message.h"

/* Millimetres. */
enum {
    BUTTON = 24,
    BUTTON_TALL = 40,
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

static void build_button(struct build *build,
                         const struct screens_button *button,
                         enum build_side side, box area)
{
    build_card(build,
               &(struct build_card){
                   .id = text_of(button->id),
                   .role = WIDGET_BUTTON,
                   .face = button->primary ? WIDGET_PRIMARY : WIDGET_CARD,
                   .label = build_say(build, button->english),
                   .picture = text_of(button->picture),
                   .side = side,
                   .style = LOOK_LABEL,
                   .picture_most = side == BUILD_ABOVE ? 20 : 12,
                   .action = button->action },
               area);
}

/* Beside each other where the screen is wide, three of them with their pictures
 * above the words. */
static bool is_tall(const struct build *build,
                    const struct screens_message *message)
{
    return !look_is_portrait(build->look) && count_buttons(message) > 2;
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
    return look_is_portrait(build->look) || count > 2
               ? area
               : box_centre(area, area.w * 3 / 4, area.h);
}

static void build_buttons(struct build *build,
                          const struct screens_message *message, box area)
{
    int count = count_buttons(message);
    int gap = build_mm(build, GAP);
    for (int i = 0; i < count; i++)
        build_button(build, &message->buttons[i],
                     is_tall(build, message) ? BUILD_ABOVE : BUILD_LEFT,
                     look_is_portrait(build->look)
                         ? box_row(area, i, count, gap)
                         : box_column(area, i, count, gap));
}

/* ---- what is said --------------------------------------------------------- */

static int text_height(const struct build *build, const char *english,
                       enum look_text style)
{
    if (!english)
        return 0;
    struct build_text text = { .text = build_say(build, english),
                               .style = style };
    return build_height(build, &text, build->body.w) + build_mm(build, GAP);
}

/* The picture gets what the words leave, and goes first where there is little;
 * all of it stands in the middle. */
static void build_words(struct build *build,
                        const struct screens_message *message)
{
    int gap = build_mm(build, GAP);
    int words = text_height(build, message->heading, LOOK_HEADING) +
                text_height(build, message->sentence, LOOK_BODY);
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
    if (message->tools)
        build_tools(build, message->tools);
    else
        build_practice(build);
    box buttons = cut_buttons(build, message);
    build_words(build, message);
    build_buttons(build, message, buttons);
}
