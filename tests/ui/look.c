/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours that can be told apart, and sizes that are the same everywhere. */
#include <math.h>

#include "cases.h"

#include "ui/look.h"

static const char *const colour_names[LOOK_COLOURS] = {
    [LOOK_BACKGROUND] = "background",
    [LOOK_CARD] = "card",
    [LOOK_INK] = "ink",
    [LOOK_QUIET] = "quiet",
    [LOOK_EDGE] = "edge",
    [LOOK_BUTTON] = "button",
    [LOOK_ON_BUTTON] = "on_button",
    [LOOK_SELECTED] = "selected",
    [LOOK_SPOKEN] = "spoken",
    [LOOK_FOCUS] = "focus",
    [LOOK_WARM] = "warm",
    [LOOK_COOL] = "cool",
    [LOOK_SAND] = "sand",
};

/* ---- I17 ----------------------------------------------------------------- */

/* What is seen on what, and the least by which they must differ. */
static const struct {
    enum look_colour front;
    enum look_colour behind;
    double least;
} pairs[] = {
    /* what people read */
    { LOOK_INK, LOOK_BACKGROUND, 7 },
    { LOOK_INK, LOOK_CARD, 7 },
    { LOOK_INK, LOOK_SELECTED, 7 },
    { LOOK_INK, LOOK_SPOKEN, 7 },
    { LOOK_ON_BUTTON, LOOK_BUTTON, 7 },
    { LOOK_QUIET, LOOK_BACKGROUND, 4.5 },
    { LOOK_QUIET, LOOK_CARD, 4.5 },
    { LOOK_QUIET, LOOK_SELECTED, 4.5 },
    { LOOK_QUIET, LOOK_SPOKEN, 4.5 },
    /* what can be touched, chosen, or reached by key */
    { LOOK_EDGE, LOOK_BACKGROUND, 3 },
    { LOOK_EDGE, LOOK_CARD, 3 },
    { LOOK_BUTTON, LOOK_BACKGROUND, 3 },
    { LOOK_BUTTON, LOOK_CARD, 3 },
    { LOOK_BUTTON, LOOK_SELECTED, 3 },
    { LOOK_FOCUS, LOOK_BACKGROUND, 3 },
    { LOOK_FOCUS, LOOK_CARD, 3 },
    { LOOK_FOCUS, LOOK_SELECTED, 3 },
    /* the strokes of pictures on their fills */
    { LOOK_INK, LOOK_WARM, 3 },
    { LOOK_INK, LOOK_COOL, 3 },
    { LOOK_INK, LOOK_SAND, 3 },
};

static int prove_theme(enum look_theme theme)
{
    struct look look = { .theme = theme };
    int weak = 0;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        double contrast = look_contrast(look_colour(&look, pairs[i].front),
                                        look_colour(&look, pairs[i].behind));
        if (contrast >= pairs[i].least)
            continue;
        print_error("%s: %s on %s is %.2f, wanted %.1f\n",
                    look_theme_name(theme), colour_names[pairs[i].front],
                    colour_names[pairs[i].behind], contrast, pairs[i].least);
        weak++;
    }
    return weak;
}

static void colours_can_be_told_apart(void **state)
{
    (void)state;
    int weak = 0;
    for (int theme = 0; theme < LOOK_THEMES; theme++)
        weak += prove_theme((enum look_theme)theme);
    assert_int_equal(0, weak);
}

static void no_colour_was_forgotten(void **state)
{
    (void)state;
    for (int theme = 0; theme < LOOK_THEMES; theme++) {
        struct look look = { .theme = (enum look_theme)theme };
        for (int colour = 0; colour < LOOK_COLOURS; colour++) {
            uint32_t value = look_colour(&look, (enum look_colour)colour);
            assert_true(value <= 0xFFFFFF);
            /* 0 is what a forgotten one would be */
            assert_true(value != 0 || theme == LOOK_CONTRAST);
        }
    }
}

static void near(double got, double wanted, double least)
{
    if (fabs(got - wanted) > least)
        fail_msg("got %f, wanted %f", got, wanted);
}

/* Values that WCAG's own examples and others' tools give. */
static void contrasts_are_those_of_wcag(void **state)
{
    (void)state;
    near(look_contrast(0x000000, 0xFFFFFF), 21, 0.0001);
    near(look_contrast(0xFFFFFF, 0x000000), 21, 0.0001);
    near(look_contrast(0x336699, 0x336699), 1, 0.0001);
    near(look_contrast(0x777777, 0xFFFFFF), 4.48, 0.005);
    near(look_contrast(0x767676, 0xFFFFFF), 4.54, 0.005);
    near(look_contrast(0xFF0000, 0xFFFFFF), 4.00, 0.005);
    near(look_contrast(0x0000FF, 0xFFFFFF), 8.59, 0.005);
    near(look_contrast(0x00FF00, 0x000000), 15.30, 0.005);
}

/* ---- the unit ------------------------------------------------------------ */

static double unit(int width, int height, double diagonal)
{
    struct look look = { .theme = LOOK_SOFT, .size = LOOK_LARGEST };
    look_fit(&look, width, height, diagonal);
    assert_int_equal(width, look.width);
    assert_int_equal(height, look.height);
    assert_int_equal(LOOK_SOFT, look.theme); /* left as it was */
    assert_int_equal(LOOK_LARGEST, look.size);
    assert_int_equal(height > width, look_is_portrait(&look));
    return look.unit;
}

static void units_fit_the_grid(void **state)
{
    (void)state;
    near(unit(1280, 800, 0), 1280 / 217.7, 1e-9);
    near(unit(1920, 1080, 0), 1080 / 136.0, 1e-9);
    near(unit(1024, 600, 0), 600 / 136.0, 1e-9);
    near(unit(800, 1280, 0), 1280 / 217.7, 1e-9);
    near(unit(1080, 1920, 0), 1080 / 136.0, 1e-9);
    near(unit(1000, 1000, 0), 1000 / 217.7, 1e-9); /* square: landscape */
}

/* On a large screen the grid grows with it. On a small one it does not shrink:
 * a target is never smaller than a finger (I11). */
static void units_are_true_on_small_screens(void **state)
{
    (void)state;
    near(unit(800, 600, 100), 10, 1e-9);
    near(unit(600, 800, 100), 10, 1e-9);
    near(unit(1920, 1080, 558.8), 1080 / 136.0, 1e-9); /* 22 inches */
    near(unit(1280, 800, 203.2), sqrt(1280.0 * 1280 + 800.0 * 800) / 203.2,
         1e-9); /* 8 inches */
}

static void millimetres_become_pixels(void **state)
{
    (void)state;
    struct look look = { .unit = 5.88 };
    assert_int_equal(118, look_mm(&look, 20));
    assert_int_equal(15, look_mm(&look, 2.5));
    assert_int_equal(1, look_mm(&look, 0.01));
    assert_int_equal(1, look_mm(&look, 0));
}

/* ---- letters ------------------------------------------------------------- */

static double capital(enum look_size size, enum look_text text)
{
    struct look look = { .size = size };
    return look_capital(&look, text);
}

static void capitals_are_as_high_as_promised(void **state)
{
    (void)state;
    static const double promised[LOOK_SIZES] = { 4.8, 6.1, 8.5 }; /* I19 */
    for (int i = 0; i < LOOK_SIZES; i++) {
        enum look_size size = (enum look_size)i;
        near(capital(size, LOOK_LABEL), promised[size], 1e-9);
        near(capital(size, LOOK_BODY), promised[size], 1e-9);
        assert_true(capital(size, LOOK_HEADING) >= promised[size]);
        assert_true(capital(size, LOOK_TITLE) >= capital(size, LOOK_HEADING));
        assert_true(capital(size, LOOK_SMALL) >= 3);
        if (size == LOOK_NORMAL)
            continue;
        for (int text = 0; text < LOOK_TEXTS; text++)
            assert_true(capital(size, (enum look_text)text) >
                        capital(LOOK_NORMAL, (enum look_text)text));
    }
}

static void lines_have_air(void **state)
{
    (void)state;
    assert_true(look_leading(LOOK_HEADING) >= 1.3); /* I22 */
    assert_true(look_leading(LOOK_BODY) >= 1.5);
    for (int text = 0; text < LOOK_TEXTS; text++)
        assert_true(look_leading((enum look_text)text) >= 1.2);
    assert_true(look_is_bold(LOOK_HEADING) && look_is_bold(LOOK_LABEL) &&
                look_is_bold(LOOK_TITLE) && look_is_bold(LOOK_SMALL));
    assert_false(look_is_bold(LOOK_BODY));
}

static void themes_and_sizes_have_names(void **state)
{
    (void)state;
    cases_same_text(text_of(look_theme_name(LOOK_CALM)), "calm");
    cases_same_text(text_of(look_theme_name(LOOK_DARK)), "dark");
    cases_same_text(text_of(look_theme_name(LOOK_CONTRAST)), "contrast");
    cases_same_text(text_of(look_theme_name(LOOK_SOFT)), "soft");
    cases_same_text(text_of(look_size_name(LOOK_NORMAL)), "normal");
    cases_same_text(text_of(look_size_name(LOOK_LARGE)), "large");
    cases_same_text(text_of(look_size_name(LOOK_LARGEST)), "largest");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("colours can be told apart in every theme (I17)",
                   colours_can_be_told_apart),
        CASES_TEST("no theme has forgotten a colour", no_colour_was_forgotten),
        CASES_TEST("contrasts are those of WCAG", contrasts_are_those_of_wcag),
        CASES_TEST("the grid fits every screen", units_fit_the_grid),
        CASES_TEST("a millimetre is never less than a true one",
                   units_are_true_on_small_screens),
        CASES_TEST("millimetres become whole pixels, at least one",
                   millimetres_become_pixels),
        CASES_TEST("capitals are as high as promised (I19)",
                   capitals_are_as_high_as_promised),
        CASES_TEST("lines have air between them (I22)", lines_have_air),
        CASES_TEST("themes and sizes have names for scripts",
                   themes_and_sizes_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
