/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How everything looks for the person who sits there: the theme with its
 * colours, the size of the text, the letters, and the unit, which is so many
 * pixels for a millimetre. Screens measure in millimetres (I11, I19), so they
 * are as large on every screen as a finger and an eye need them. Nothing here
 * draws.
 */
#ifndef UI_LOOK_H
#define UI_LOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/typeface.h"

enum look_theme { LOOK_CALM, LOOK_DARK, LOOK_CONTRAST, LOOK_SOFT, LOOK_THEMES };

enum look_size { LOOK_NORMAL, LOOK_LARGE, LOOK_LARGEST, LOOK_SIZES };

/* What a colour is for. The pictures are drawn in INK, CARD, BUTTON, SELECTED,
 * WARM, COOL and SAND of the calm theme, and recoloured. */
enum look_colour {
    LOOK_BACKGROUND,
    LOOK_CARD,      /* of buttons, choices, fields */
    LOOK_INK,       /* text on either */
    LOOK_QUIET,     /* text that matters less, on either */
    LOOK_EDGE,      /* round what can be touched */
    LOOK_BUTTON,    /* of the one button that leads on; selected edges */
    LOOK_ON_BUTTON, /* text on it */
    LOOK_SELECTED,  /* a chosen card */
    LOOK_SPOKEN,    /* behind the word that is heard */
    LOOK_FOCUS,     /* the ring of whoever uses keys */
    LOOK_WARM,
    LOOK_COOL,
    LOOK_SAND,
    LOOK_COLOURS
};

/* What a text is for. */
enum look_text {
    LOOK_TITLE,   /* the greeting */
    LOOK_HEADING, /* a question */
    LOOK_LABEL,   /* a choice, a button */
    LOOK_BODY,    /* sentences */
    LOOK_SMALL,   /* tools, hints, counters */
    LOOK_TEXTS
};

struct look {
    enum look_theme theme;
    enum look_size size;
    enum typeface_id letters;
    int width; /* of the screen, in pixels */
    int height;
    double unit; /* pixels for a millimetre; see look_fit() */
};

/* Fits it to a screen. `diagonal` is in millimetres, as staff measured it, for
 * monitors do not tell the truth about it; 0: nobody did. */
void look_fit(struct look *look, int width, int height, double diagonal);

bool look_is_portrait(const struct look *look);

/* Millimetres in whole pixels, at least one. */
int look_mm(const struct look *look, double millimetres);

/* 0xRRGGBB. */
uint32_t look_colour(const struct look *look, enum look_colour colour);

/* How high a capital H is, in millimetres, and the distance of two lines as a
 * multiple of the typeface's em (I19, I22). */
double look_capital(const struct look *look, enum look_text text);
double look_leading(enum look_text text);

/* Whether its letters are bold. */
bool look_is_bold(enum look_text text);

/* How strongly two colours differ, from 1 to 21 (WCAG). */
double look_contrast(uint32_t one, uint32_t other);

/* Names for scripts: "calm", "normal". */
const char *look_theme_name(enum look_theme theme);
const char *look_size_name(enum look_size size);

#endif
