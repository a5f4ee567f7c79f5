/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What screens are put together from: the rows at the top and the bottom that
 * are the same everywhere, cards with a picture and words, and texts. Sizes are
 * in millimetres. What a person reads goes through build_say(), which knows
 * whether they are ti or chi in Welsh. Words that do not fit are made smaller
 * here, as a last resort on screens that nobody should use; screens give them
 * room or another page first.
 */
#ifndef UI_BUILD_H
#define UI_BUILD_H

#include "ui/seat.h"

struct build {
    const struct seat *seat;
    struct widgets *list;
    struct arena *frame;
    const struct look *look;
    const struct words *words; /* in the language that is shown */
    int language;
    enum form_address address;
    box screen;  /* all of it */
    box body;    /* what is left between the rows, or inside the margins */
    int page;    /* that is shown, from 0 */
    int pages;   /* the screen says how many there are */
    int percent; /* of their size that headings, labels and sentences have */
};

/* A text in the language that is shown, as this person is spoken to. */
str build_say(const struct build *build, const char *english);
/* The same with slots; and one that goes with the number {n}. */
str build_fill(const struct build *build, const char *english,
               const struct slot *slots, size_t count);
str build_count(const struct build *build, const char *one, const char *other,
                long n);
/* A text of the questionnaire, with the service's name in it. */
str build_phrase(const struct build *build, const struct form_phrase *phrase);

int build_mm(const struct build *build, double millimetres);

/* ---- words ---- */

struct build_text {
    str id;
    enum widget_role role; /* WIDGET_HEADING or WIDGET_TEXT */
    str text;
    enum look_text style;
    enum lay_side side;
    bool quiet;
    int percent; /* of the style's size; 0: as large as this screen has it */
};

/* What it needs in this width; and only how high it is. */
struct lay_room build_room(const struct build *build,
                           const struct build_text *text, int width);
int build_height(const struct build *build, const struct build_text *text,
                 int width);

/* Percent of their size that words of the style have on this screen; the least
 * they should have, which is what who chose the normal size has; and those with
 * which this text fits into the area. */
int build_least(const struct build *build, enum look_text style);
int build_percent(const struct build *build, enum look_text style);
int build_fit(const struct build *build, const struct build_text *text,
              box area);

/* Lays it out in the area, for a widget that is put together by hand. */
const struct widget_text *build_lay(const struct build *build,
                                    const struct build_text *text, box area);

/* Makes headings, labels and sentences of this screen smaller until it fits,
 * but never smaller than they are for who chose the normal size. False if it
 * does not fit then either. */
bool build_settle(struct build *build,
                  bool (*fits)(const struct build *build, void *to), void *to);

/* Puts it into the area. */
void build_text(struct build *build, const struct build_text *text, box area);

/* Cuts so much off the top of the body as it needs, and puts it there. */
void build_heading(struct build *build, str text);
void build_sentence(struct build *build, str id, str text);
void build_hint(struct build *build, str text); /* under the heading */

/* How much they will cut off. */
int build_heading_height(const struct build *build, str text);
int build_sentence_height(const struct build *build, str text);

/* ---- what can be touched ---- */

enum build_side { BUILD_LEFT, BUILD_ABOVE, BUILD_RIGHT };

struct build_card {
    str id;
    enum widget_role role;
    enum widget_face face;
    str label;
    str small; /* a sentence under the label; may be empty */
    str picture;
    enum build_side side; /* where the picture is */
    enum look_text style; /* of the label */
    struct action action;
    struct action held;
    bool selected;
    bool disabled;
    bool repeats;
    bool together;       /* all of it stands in the middle, as on a button */
    bool close;          /* its tick stands on the picture, to save room */
    double picture_most; /* millimetres; 0: as large as is good */
    int percent;         /* of its style's size; 0: as this screen has it */
    int label_high; /* pixels that are kept for the label under a picture, so
                     * that cards beside each other are alike; 0: its own */
};
void build_card(struct build *build, const struct build_card *card, box area);

/* Whether its words fit into such an area without being made smaller. */
bool build_card_fits(const struct build *build, const struct build_card *card,
                     box area);

/* Cards beside each other are read together: the words of all of them are as
 * large as where they have the least room. The first only finds how large. */
void build_card_level(const struct build *build, struct build_card *cards,
                      const box *areas, int count);
void build_card_group(struct build *build, struct build_card *cards,
                      const box *areas, int count);

/* ---- rows ---- */

/* What the top row has besides progress. */
enum {
    BUILD_TOOL_LOOK = 1,
    BUILD_TOOL_LANGUAGE = 2,
    BUILD_TOOL_HELP = 4,
    BUILD_TOOL_STOP = 8,
    BUILD_TOOLS = 15,
};

/* Cuts the top row off the body. */
void build_tools(struct build *build, int tools);

/* The buttons of the bottom row; each is left out if its label is empty. */
struct build_bottom {
    bool back;
    bool either; /* Don't know, Rather not say */
    bool wide;   /* the last one is large */
    str next;    /* "Next", "Send" … */
    str next_id;
    str next_picture;
    struct action next_action;
};
/* Cuts the row off the body; and fills it, when everything above it is there,
 * for it is read last. */
box build_bottom_row(struct build *build);
void build_bottom(struct build *build, box row,
                  const struct build_bottom *bottom);

/* The one that most screens have: Back and Next, and with a question what can
 * be said to every question. */
void build_onward(struct build *build, box row, bool either);

/* Holds the page inside the number of pages. */
void build_turn(struct build *build, int pages);

/* ---- what is only looked at ---- */

/* A drawing, as large as there is room in the area; `words` say what it shows,
 * for whoever cannot see it (I2). */
void build_picture(struct build *build, str id, str name, str words, box area);

/* That this is practice, if it is: on top of the body, or in an area. */
void build_practice(struct build *build);
void build_practice_in(struct build *build, box area);

#endif
