/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words as they are measured and as they are drawn. */
#include <SDL_surface.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "base/proof.h"

#include "ui/typeface.h"

/* Every file whose path has this in it is missing. */
static const char *missing;

/* NOLINTBEGIN(readability-identifier-naming): the linker's names */
int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    if (missing && strstr(path, missing)) {
        errno = ENOENT;
        return -1;
    }
    return __real_open(path, flags, mode);
}
/* NOLINTEND(readability-identifier-naming) */

static struct typeface_set *open_set(struct proof *proof)
{
    struct typeface_set *set = typeface_set_open(proof->arena, &proof->fault);
    assert_non_null(set);
    return set;
}

/* Both typefaces in both weights, small and large. */
static const struct typeface_style styles[] = {
    { TYPEFACE_ANDIKA, false, 24 },       { TYPEFACE_ANDIKA, true, 24 },
    { TYPEFACE_ANDIKA, false, 71 },       { TYPEFACE_ANDIKA, true, 71 },
    { TYPEFACE_OPENDYSLEXIC, false, 24 }, { TYPEFACE_OPENDYSLEXIC, true, 24 },
    { TYPEFACE_OPENDYSLEXIC, false, 71 }, { TYPEFACE_OPENDYSLEXIC, true, 71 },
};
enum { STYLES = sizeof styles / sizeof *styles };

/* ---- what is drawn ------------------------------------------------------- */

static uint32_t coverage(const SDL_Surface *mask, int x, int y)
{
    uint32_t pixel;
    uint8_t a, r, g, b;
    memcpy(&pixel,
           (const char *)mask->pixels + (ptrdiff_t)y * mask->pitch + x * 4L, 4);
    SDL_GetRGBA(pixel, mask->format, &r, &g, &b, &a);
    return a;
}

/* The rows and columns that have ink; the last ones are inside. */
struct ink {
    int top;
    int bottom;
    int left;
    int right;
};

static struct ink ink_of(const SDL_Surface *mask)
{
    struct ink ink = { mask->h, -1, mask->w, -1 };
    for (int y = 0; y < mask->h; y++)
        for (int x = 0; x < mask->w; x++) {
            if (coverage(mask, x, y) < 96)
                continue;
            ink.top = y < ink.top ? y : ink.top;
            ink.bottom = y > ink.bottom ? y : ink.bottom;
            ink.left = x < ink.left ? x : ink.left;
            ink.right = x > ink.right ? x : ink.right;
        }
    return ink;
}

static struct ink ink_in(struct typeface_set *set,
                         const struct typeface_style *style, str word)
{
    SDL_Surface *mask = typeface_set_draw(set, style, word);
    assert_non_null(mask);
    struct ink ink = ink_of(mask);
    SDL_FreeSurface(mask);
    return ink;
}

static void capitals_stand_on_the_baseline(void **state)
{
    struct proof *proof = *state;
    struct typeface_set *set = open_set(proof);
    for (int letters = 0; letters < TYPEFACES; letters++)
        for (int height = 12; height <= 90; height += 13)
            for (int bold = 0; bold < 2; bold++) {
                struct typeface_style style = {
                    (enum typeface_id)letters, bold,
                    typeface_set_size(set, (enum typeface_id)letters, height)
                };
                struct ink ink = ink_in(set, &style, S("H"));
                int above = typeface_set_above(set, &style);
                assert_in_range(ink.bottom + 1, above - 1, above + 1);
                assert_in_range(ink.bottom + 1 - ink.top, height - 1,
                                height + 2);
            }
    typeface_set_close(set);
}

static const char *const words[] = {
    "Hello",
    "gwrando?",
    "jam",
    "f",
    "\"AVATAR\"",
    "t\xC5\xB7",
    "\xC5\xB4\xC5\xB5yj|()",
    "w\xCC\x82r",
    "1\xC2\xA0\x31",
    "\xF0\x9F\x98\x80",
    "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", /* Hebrew */
    "\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85", /* Arabic */
    "\xE2\x80\x8B",
    "\xE2\x80\x8D\xE2\x80\x8F",
    "\xCC\x82",
    " ",
    "a\tb\nc",
    "\xEF\xBB\xBF",
    "\xEF\xBF\xBF",
    "\xF4\x8F\xBF\xBF",
    "a\xCC\x96\xCC\x96\xCC\x96\xCC\x96\xCC\x96\xCC\x96\xCC\x96\xCC\x96",
    "W\xCC\x82\xCC\x82\xCC\x82\xCC\x82\xCC\x82\xCC\x82\xCC\x82\xCC\x82",
};

static void prove_word(struct typeface_set *set,
                       const struct typeface_style *style, str word)
{
    int width = typeface_set_width(set, style, word);
    SDL_Surface *mask = typeface_set_draw(set, style, word);
    assert_true(width >= 0);
    if (!mask)
        return;
    assert_in_range(mask->w, width, width + 1);
    assert_int_equal(typeface_set_above(set, style) +
                         typeface_set_below(set, style),
                     mask->h);
    SDL_FreeSurface(mask);
}

static void words_are_drawn_as_wide_as_measured(void **state)
{
    struct proof *proof = *state;
    struct typeface_set *set = open_set(proof);
    for (int i = 0; i < STYLES; i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            prove_word(set, &styles[i], text_of(words[k]));
    assert_int_equal(0, typeface_set_width(set, &styles[0], S("")));
    assert_null(typeface_set_draw(set, &styles[0], S("")));
    typeface_set_close(set);
}

static void a_part_of_a_text_is_a_word(void **state)
{
    struct proof *proof = *state;
    struct typeface_set *set = open_set(proof);
    str part = text_slice(S("feel listened to"), 5, 13);
    assert_int_equal(typeface_set_width(set, &styles[0], S("listened")),
                     typeface_set_width(set, &styles[0], part));
    typeface_set_close(set);
}

static void masks_are_white(void **state)
{
    struct proof *proof = *state;
    struct typeface_set *set = open_set(proof);
    SDL_Surface *mask = typeface_set_draw(set, &styles[2], S("Ie"));
    assert_int_equal(4, mask->format->BytesPerPixel);
    for (int y = 0; y < mask->h; y++)
        for (int x = 0; x < mask->w; x++) {
            uint32_t pixel;
            memcpy(&pixel,
                   (char *)mask->pixels + (ptrdiff_t)y * mask->pitch + x * 4L,
                   4);
            assert_int_equal(0xFFFFFF, pixel & 0xFFFFFF);
        }
    assert_true(ink_of(mask).right > 0);
    SDL_FreeSurface(mask);
    typeface_set_close(set);
}

/* They make SDL_ttf's surfaces higher, and move the baseline in them. */
static void piled_accents_do_not_move_the_letter(void **state)
{
    struct proof *proof = *state;
    struct typeface_set *set = open_set(proof);
    struct text up = { .arena = proof->arena };
    struct text down = { .arena = proof->arena };
    text_add(&up, S("H"));
    text_add(&down, S("H"));
    for (int i = 0; i < 12; i++) {
        text_add(&up, S("\xCC\x82"));
        text_add(&down, S("\xCC\x96"));
    }
    for (int i = 0; i < 4; i++) { /* OpenDyslexic does not pile them */
        struct ink plain = ink_in(set, &styles[i], S("H"));
        struct ink high = ink_in(set, &styles[i], text_view(&up));
        struct ink deep = ink_in(set, &styles[i], text_view(&down));
        assert_int_equal(plain.bottom, high.bottom);
        assert_true(high.top < plain.top);
        assert_int_equal(plain.top, deep.top);
        assert_true(deep.bottom > plain.bottom);
    }
    typeface_set_close(set);
}

/* ---- opening and forgetting ---------------------------------------------- */

static void what_was_forgotten_is_opened_again(void **state)
{
    struct proof *proof = *state;
    struct typeface_set *set = open_set(proof);
    missing = "fonts"; /* the disk is not asked again */
    for (int i = 0; i < STYLES; i++) {
        struct ink before = ink_in(set, &styles[i], S("dweud"));
        int width = typeface_set_width(set, &styles[i], S("dweud"));
        typeface_set_forget(set);
        typeface_set_forget(set);
        struct ink after = ink_in(set, &styles[i], S("dweud"));
        assert_memory_equal(&before, &after, sizeof before);
        assert_int_equal(width,
                         typeface_set_width(set, &styles[i], S("dweud")));
    }
    missing = NULL;
    typeface_set_close(set);
}

/* As while a window is being resized. */
static void sizes_come_and_go(void **state)
{
    struct proof *proof = *state;
    struct typeface_set *set = open_set(proof);
    int last = 0;
    for (int size = 1; size < 150; size++) {
        struct typeface_style style = { TYPEFACE_ANDIKA, size % 2, size };
        int width = typeface_set_width(set, &style, S("gweithiwr"));
        assert_true(width + size / 2 + 3 >= last);
        last = width;
    }
    typeface_set_close(set);
}

static void two_sets_are_open(void **state)
{
    struct proof *proof = *state;
    struct typeface_set *one = open_set(proof);
    struct typeface_set *other = open_set(proof);
    int width = typeface_set_width(one, &styles[0], S("ie"));
    typeface_set_close(one);
    assert_int_equal(width, typeface_set_width(other, &styles[0], S("ie")));
    typeface_set_close(other);
    typeface_set_close(NULL);
}

static void missing_typefaces_are_named(void **state)
{
    struct proof *proof = *state;
    static const struct {
        const char *file;
        const char *words;
    } rows[] = {
        { "Andika-Bold", "the typeface Andika is not on this machine; install "
                         "the package fonts-sil-andika" },
        { "OpenDyslexic-Regular",
          "the typeface OpenDyslexic is not on this machine; install the "
          "package fonts-opendyslexic" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fault fault = { .arena = proof->arena };
        missing = rows[i].file;
        assert_null(typeface_set_open(proof->arena, &fault));
        missing = NULL;
        cases_same(proof_words(proof->arena, &fault), text_of(rows[i].words));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROOF("a capital is as high as it was asked for, on the baseline",
              capitals_stand_on_the_baseline),
        PROOF("a word is drawn as wide as it was measured, whatever it is",
              words_are_drawn_as_wide_as_measured),
        PROOF("a part of a text is a word", a_part_of_a_text_is_a_word),
        PROOF("a mask is white where it covers", masks_are_white),
        PROOF("accents in a pile do not move their letter",
              piled_accents_do_not_move_the_letter),
        PROOF("what was forgotten is opened again, without the disk",
              what_was_forgotten_is_opened_again),
        PROOF("sizes come and go", sizes_come_and_go),
        PROOF("two sets can be open", two_sets_are_open),
        PROOF("a typeface that is missing is named, with its package",
              missing_typefaces_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
