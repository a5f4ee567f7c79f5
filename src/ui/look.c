/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/look.h"

#include <assert.h>
#include <math.h>

/* The grid is drawn for a screen of 10.1 inches; these are its millimetres. */
static const double long_side = 217.7;
static const double short_side = 136.0;

/* Which of them stand on each other, and how much they must differ, is in
 * tests/ui/look.c (I17). */
static const uint32_t colours[LOOK_THEMES][LOOK_COLOURS] = {
    [LOOK_CALM] = {
        [LOOK_BACKGROUND] = 0xFBF7F0,
        [LOOK_CARD] = 0xFFFFFF,
        [LOOK_INK] = 0x1B1F2A,
        [LOOK_QUIET] = 0x434A58,
        [LOOK_EDGE] = 0x6B7384,
        [LOOK_BUTTON] = 0x1F4E79,
        [LOOK_ON_BUTTON] = 0xFFFFFF,
        [LOOK_SELECTED] = 0xD9E8F5,
        [LOOK_SPOKEN] = 0xFFE08A,
        [LOOK_FOCUS] = 0x1B1F2A,
        [LOOK_WARM] = 0xF5DFA6,
        [LOOK_COOL] = 0xC3D0E8,
        [LOOK_SAND] = 0xE6E1D5,
    },
    [LOOK_DARK] = {
        [LOOK_BACKGROUND] = 0x12161F,
        [LOOK_CARD] = 0x1E2532,
        [LOOK_INK] = 0xF2F0EA,
        [LOOK_QUIET] = 0xD4D8E0,
        [LOOK_EDGE] = 0x8A94A8,
        [LOOK_BUTTON] = 0x8CC4FF,
        [LOOK_ON_BUTTON] = 0x0B1220,
        [LOOK_SELECTED] = 0x1E4468,
        [LOOK_SPOKEN] = 0x624B00,
        [LOOK_FOCUS] = 0xFFFFFF,
        [LOOK_WARM] = 0x7A5B14,
        [LOOK_COOL] = 0x3B5690,
        [LOOK_SAND] = 0x555A66,
    },
    [LOOK_CONTRAST] = {
        [LOOK_BACKGROUND] = 0x000000,
        [LOOK_CARD] = 0x000000,
        [LOOK_INK] = 0xFFFFFF,
        [LOOK_QUIET] = 0xFFFFFF,
        [LOOK_EDGE] = 0xFFFFFF,
        [LOOK_BUTTON] = 0xFFE600,
        [LOOK_ON_BUTTON] = 0x000000,
        [LOOK_SELECTED] = 0x003A8C,
        [LOOK_SPOKEN] = 0x6B5300,
        [LOOK_FOCUS] = 0x00E5FF,
        [LOOK_WARM] = 0x7A5F00,
        [LOOK_COOL] = 0x1560C4,
        [LOOK_SAND] = 0x585858,
    },
    [LOOK_SOFT] = {
        [LOOK_BACKGROUND] = 0xF1E7D3,
        [LOOK_CARD] = 0xFAF2E3,
        [LOOK_INK] = 0x2A2620,
        [LOOK_QUIET] = 0x494233,
        [LOOK_EDGE] = 0x6F6A5E,
        [LOOK_BUTTON] = 0x3D5A4C,
        [LOOK_ON_BUTTON] = 0xFFFFFF,
        [LOOK_SELECTED] = 0xDDE5D3,
        [LOOK_SPOKEN] = 0xF7CF74,
        [LOOK_FOCUS] = 0x2A2620,
        [LOOK_WARM] = 0xEBCF8E,
        [LOOK_COOL] = 0xC2D0D0,
        [LOOK_SAND] = 0xDDD3BE,
    },
};

/* Letters of each kind of text. */
static const struct {
    double capital[LOOK_SIZES]; /* in millimetres (I19) */
    double leading;             /* in ems (I22) */
    bool bold;
} texts[] = {
    [LOOK_TITLE] = { { 8.0, 8.5, 9.0 }, 1.3, true },
    [LOOK_HEADING] = { { 5.6, 6.8, 8.5 }, 1.3, true },
    [LOOK_LABEL] = { { 4.8, 6.1, 8.5 }, 1.25, true },
    [LOOK_BODY] = { { 4.8, 6.1, 8.5 }, 1.5, false },
    [LOOK_SMALL] = { { 3.0, 3.6, 4.2 }, 1.2, true },
};
static_assert(sizeof texts / sizeof *texts == LOOK_TEXTS,
              "letters for every kind of text");

static const char *const theme_names[] = {
    [LOOK_CALM] = "calm",
    [LOOK_DARK] = "dark",
    [LOOK_CONTRAST] = "contrast",
    [LOOK_SOFT] = "soft",
};
static_assert(sizeof theme_names / sizeof *theme_names == LOOK_THEMES,
              "a name for every theme");

static const char *const size_names[] = {
    [LOOK_NORMAL] = "normal",
    [LOOK_LARGE] = "large",
    [LOOK_LARGEST] = "largest",
};
static_assert(sizeof size_names / sizeof *size_names == LOOK_SIZES,
              "a name for every size");

bool look_is_portrait(const struct look *look)
{
    return look->height > look->width;
}

void look_fit(struct look *look, int width, int height, double diagonal)
{
    assert(width > 0 && height > 0 && diagonal >= 0);
    look->width = width;
    look->height = height;
    bool portrait = look_is_portrait(look);
    double grid = fmin(width / (portrait ? short_side : long_side),
                       height / (portrait ? long_side : short_side));
    double true_size = diagonal > 0 ? hypot(width, height) / diagonal : 0;
    look->unit = fmax(grid, true_size);
}

int look_mm(const struct look *look, double millimetres)
{
    long pixels = lround(millimetres * look->unit);
    return pixels > 1 ? (int)pixels : 1;
}

uint32_t look_colour(const struct look *look, enum look_colour colour)
{
    return colours[look->theme][colour];
}

double look_capital(const struct look *look, enum look_text text)
{
    return texts[text].capital[look->size];
}

double look_leading(enum look_text text)
{
    return texts[text].leading;
}

bool look_is_bold(enum look_text text)
{
    return texts[text].bold;
}

/* ---- contrast ------------------------------------------------------------ */

/* How bright one of red, green and blue is, from 0 to 1, as WCAG defines it. */
static double brightness(uint32_t part)
{
    double share = (double)(part & 0xFF) / 255;
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t colour)
{
    return 0.2126 * brightness(colour >> 16) +
           0.7152 * brightness(colour >> 8) + 0.0722 * brightness(colour);
}

double look_contrast(uint32_t one, uint32_t other)
{
    double a = luminance(one);
    double b = luminance(other);
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

/* ---- names --------------------------------------------------------------- */

const char *look_theme_name(enum look_theme theme)
{
    return theme_names[theme];
}

const char *look_size_name(enum look_size size)
{
    return size_names[size];
}
