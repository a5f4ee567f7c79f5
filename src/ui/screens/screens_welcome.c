/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both languages, as large as each other, Welsh first (I27). */
#include "base/arena.h"
#include "ui/screens.h"

enum { PICTURE = 30, HALF = 62, GAP = 4, BETWEEN = 7 }; /* millimetres */

/* Each language in its own words, whatever the others are. */
static struct build speak(const struct build *build, int language)
{
    struct build other = *build;
    other.language = language;
    other.words = build->seat->plan.languages[language];
    return other;
}

static str id_of(const struct build *build, const char *start)
{
    struct text id = { .arena = build->frame };
    text_add(&id, text_of(start));
    text_add(&id, words_language(build->words));
    return text_view(&id);
}

static struct build_text greeting_of(const struct build *build)
{
    return (struct build_text){ .id = id_of(build, "heading_"),
                                .role = WIDGET_HEADING,
                                .text = build_say(build, "Welcome"),
                                .style = LOOK_TITLE,
                                .side = LAY_MIDDLE };
}

static void build_language(struct build *build, box area)
{
    build_card(build,
               &(struct build_card){
                   .id = id_of(build, "lang_"),
                   .role = WIDGET_BUTTON,
                   .face = WIDGET_PRIMARY,
                   .label = words_own_name(build->words, build->frame),
                   .small = build_say(build, "Tap here"),
                   .style = LOOK_TITLE,
                   .action = { ACTION_LANGUAGE, build->language } },
               area);
}

static void build_half(struct build *build, box area)
{
    struct build_text greeting = greeting_of(build);
    int high = build_height(build, &greeting, area.w);
    build_text(build, &greeting,
               box_cut_top(&area, high, build_mm(build, GAP)));
    build_language(build, area);
}

/* A hand that waves stands over both; greeting and button of a language belong
 * together. */
void screens_welcome(struct build *build)
{
    int count = build->seat->plan.language_count;
    int gap = build_mm(build, BETWEEN);
    bool upright = look_is_portrait(build->look);
    int rows = upright ? count : 1;
    build_practice(build);
    int high = rows * (build_mm(build, HALF) + gap) + build_mm(build, PICTURE);
    box area = box_centre(build->body, build->body.w,
                          high < build->body.h ? high : build->body.h);
    build_picture(build, S("picture"), S("welcome"),
                  build_say(build, "A hand that waves"),
                  box_cut_top(&area, build_mm(build, PICTURE), gap));
    for (int i = 0; i < count; i++) {
        struct build one = speak(build, i);
        build_half(&one, upright ? box_row(area, i, count, gap)
                                 : box_column(area, i, count, gap));
    }
}
