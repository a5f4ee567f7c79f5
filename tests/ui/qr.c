/* SPDX-License-Identifier: GPL-3.0-or-later */
/* QR codes: a scanner that knows nothing of us reads back what went in. */
#include "ui/qr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cases.h"

#include "base/file.h"

enum { SCALE = 4 }; /* dots a square, on the picture that is scanned */

/* In a sanitizer's memory nothing that was given back is handed out again. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

/* ---- reading the path ---------------------------------------------------- */

/* A picture in grey, as PGM holds it. */
struct picture {
    unsigned char *dots;
    int side;
};

/* The next number of the path behind the sign that must come first. */
static int take(const char **at, char sign)
{
    assert_int_equal(**at, sign);
    char *end;
    long number = strtol(*at + 1, &end, 10);
    assert_ptr_not_equal(end, *at + 1);
    *at = end;
    return (int)number;
}

static void blacken(const struct picture *picture, int x, int y, int length)
{
    assert_true(x >= 0 && y >= 0 && length > 0);
    assert_true((x + length) * SCALE <= picture->side);
    assert_true((y + 1) * SCALE <= picture->side);
    for (int row = y * SCALE; row < (y + 1) * SCALE; row++)
        memset(picture->dots + row * picture->side + x * SCALE, 0,
               (size_t)(length * SCALE));
}

/* Draws nothing but rectangles one high: "M4 7h3v1h-3z". */
static struct picture draw(struct arena *arena, const struct qr *qr)
{
    struct picture picture = { .side = qr->side * SCALE };
    size_t size = (size_t)(picture.side * picture.side);
    picture.dots = arena_take(arena, size);
    memset(picture.dots, 255, size);
    for (const char *at = qr->path.at; *at; at++) {
        int x = take(&at, 'M');
        int y = take(&at, ' ');
        int length = take(&at, 'h');
        blacken(&picture, x, y, length);
        assert_int_equal(take(&at, 'v'), 1);
        assert_int_equal(take(&at, 'h'), -length);
        assert_int_equal(*at, 'z');
    }
    return picture;
}

/* ---- the scanner --------------------------------------------------------- */

static str scan_file(struct arena *arena, const char *name)
{
    struct text command = { .arena = arena };
    text_add(&command, S("zbarimg --quiet --raw --nodbus -Sdisable "
                         "-Sqrcode.enable "));
    text_add(&command, text_of(name));
    FILE *scanner = popen(text_view(&command).at, "r");
    assert_non_null(scanner);
    struct text read = { .arena = arena };
    char bytes[4096];
    for (size_t got; (got = fread(bytes, 1, sizeof bytes, scanner)) > 0;)
        text_add(&read, (str){ bytes, got });
    assert_int_equal(pclose(scanner), 0);
    return text_view(&read);
}

/* What a scanner sees, without the line end it adds. */
static str scan(struct arena *arena, const struct picture *picture)
{
    char name[] = "/tmp/yoursay-qr-XXXXXX";
    struct fault fault = { .arena = arena };
    struct text file = { .arena = arena };
    text_add(&file, S("P5 "));
    text_add_number(&file, picture->side);
    text_add_char(&file, ' ');
    text_add_number(&file, picture->side);
    text_add(&file, S(" 255\n"));
    text_add(&file, (str){ (const char *)picture->dots,
                           (size_t)(picture->side * picture->side) });
    close(mkstemp(name));
    assert_true(file_write_whole(text_of(name), text_view(&file), &fault));
    str read = scan_file(arena, name);
    unlink(name);
    assert_true(text_ends(read, S("\n")));
    return text_slice(read, 0, read.size - 1);
}

/* ---- tests --------------------------------------------------------------- */

#define KEY                                                                    \
    "TFW1V-TGK7V-HJRXY-DYS0J-8NN8W-ZD6S0-ZRHMH-GVCJ0-PZE0S-29JBN-E2AV4-"       \
    "NQR44-5570M"

static void a_scanner_reads_what_went_in(void **state)
{
    static const char *const texts[] = { KEY, "0", "a",
                                         "small letters; signs!" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct qr qr;
        assert_true(qr_draw(*state, text_of(texts[i]), &qr));
        struct picture picture = draw(*state, &qr);
        cases_same(scan(*state, &picture), text_of(texts[i]));
    }
}

static void the_longest_text_that_always_fits_is_read_too(void **state)
{
    struct text text = { .arena = *state };
    while (text.size < 1600)
        text_add_char(&text, (char)('a' + text.size % 26));
    struct qr qr;
    assert_true(qr_draw(*state, text_view(&text), &qr));
    struct picture picture = draw(*state, &qr);
    cases_same(scan(*state, &picture), text_view(&text));
}

static void a_text_that_does_not_fit_is_refused(void **state)
{
    struct text text = { .arena = *state };
    struct qr qr;
    assert_false(qr_draw(*state, S(""), &qr));
    while (text.size < 3000)
        text_add_char(&text, 'a');
    assert_false(qr_draw(*state, text_view(&text), &qr));
}

/* Four squares, or scanners do not find the code. */
static void there_is_a_border_all_around(void **state)
{
    struct qr qr;
    assert_true(qr_draw(*state, S(KEY), &qr));
    struct picture picture = draw(*state, &qr);
    int border = 4 * SCALE;
    for (int y = 0; y < picture.side; y++)
        for (int x = 0; x < picture.side; x++)
            if (x < border || y < border || x >= picture.side - border ||
                y >= picture.side - border)
                assert_int_equal(picture.dots[y * picture.side + x], 255);
    assert_int_equal(picture.dots[border * picture.side + border], 0);
}

/* Seven squares by seven, where no pattern for scanners is. */
static void a_blot_does_not_matter(void **state)
{
    struct qr qr;
    assert_true(qr_draw(*state, S(KEY), &qr));
    struct picture picture = draw(*state, &qr);
    for (int row = 18; row < 25; row++)
        blacken(&picture, 20, row, 7);
    cases_same_text(scan(*state, &picture), KEY);
}

/* ---- memory -------------------------------------------------------------- */

#ifndef SANITIZED
/* Whether the heap holds a piece of the key. The key that is looked for is in
 * the program's own constants, which are no heap. */
static bool heap_holds(const char *piece, size_t size)
{
    char line[256];
    unsigned long from = 0;
    unsigned long to = 0;
    FILE *maps = fopen("/proc/self/maps", "r");
    assert_non_null(maps);
    setvbuf(maps, NULL, _IONBF, 0);
    while (!to && fgets(line, sizeof line, maps))
        if (strstr(line, "[heap]"))
            assert_int_equal(sscanf(line, "%lx-%lx", &from, &to), 2);
    fclose(maps);
    return memmem((void *)from, to - from, piece, size) != NULL;
}
#endif

/* P2: what remains of a sheet is paper. */
static void no_piece_of_the_text_stays_in_memory(void **state)
{
    (void)state;
#ifdef SANITIZED
    skip();
#else
    struct arena *arena = arena_make();
    struct qr qr;
    assert_true(qr_draw(arena, S(KEY), &qr));
    assert_true(heap_holds(KEY, 10));
    arena_destroy(arena);
    for (size_t at = 0; at + 6 < sizeof KEY; at += 6)
        assert_false(heap_holds(KEY + at, 5));
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("no piece of the text stays in memory",
                   no_piece_of_the_text_stays_in_memory),
        CASES_TEST("a scanner reads what went in",
                   a_scanner_reads_what_went_in),
        CASES_TEST("the longest text that always fits is read too",
                   the_longest_text_that_always_fits_is_read_too),
        CASES_TEST("a text that does not fit is refused",
                   a_text_that_does_not_fit_is_refused),
        CASES_TEST("there is a border all around",
                   there_is_a_border_all_around),
        CASES_TEST("a blot does not matter", a_blot_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
