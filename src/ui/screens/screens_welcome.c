/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both languages, as large as each other, Welsh first (I27). */
#include "base/arena.h"
#include "ui/screens.h"

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

static void build_greeting(struct build *build, box area)
{
    build_text(build,
               &(struct build_text){ .id = id_of(build, "heading_"),
                                     .role = WIDGET_HEADING,
                                     .text = build_say(build, "Welcome"),
                                     .style = LOOK_TITLE,
                                     .side = LAY_MIDDLE },
               area);
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

void screens_welcome(struct build *build)
{
    int count = build->seat->plan.language_count;
    int gap = build_mm(build, 6);
    bool upright = look_is_portrait(build->look);
    build_practice(build);
    for (int i = 0; i < count; i++) {
        struct build one = speak(build, i);
        box part = upright ? box_row(build->body, i, count, gap)
                           : box_column(build->body, i, count, gap);
        box_cut_bottom(&part, part.h / 12, 0);
        build_greeting(&one, box_cut_top(&part, part.h * 3 / 10, 0));
        build_language(&one, part);
    }
}
