/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recovery sheet: what stands on it in either language, that names cannot
 * break it, and that the key is found in it again. */
#include "verbs/recovery_sheet.h"

#include <stdio.h>
#include <string.h>

#include "cases.h"

#include "base/catalogue.h"
#include "keep/recovery.h"
#include "verbs/recovery_page.h"

#define KEY                                                                    \
    "TFW1V-TGK7V-HJRXY-DYS0J-8NN8W-ZD6S0-ZRHMH-GVCJ0-PZE0S-29JBN-E2AV4-"       \
    "NQR44-5570M"

/* A key that checks as well, of nothing but noughts. */
#define OTHER_KEY                                                              \
    "00001-00002-00003-00004-00005-00006-00007-00008-00009-0000A-0000B-"       \
    "0000C-0000D"

/* Both languages, and a sheet in one or both of them. */
struct seat {
    struct arena *arena;
    struct catalogue *catalogue;
    struct words *welsh;
    struct words *english;
    struct recovery_sheet sheet;
};

static int sit_down(void **state)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct seat *seat = arena_new(arena, struct seat);
    seat->arena = arena;
    seat->catalogue = catalogue_open(S(TESTS_CATALOGUES "/cy.mo"), &fault);
    seat->welsh = words_open(S("cy"), seat->catalogue, &fault);
    seat->english = words_open(WORDS_ENGLISH, NULL, &fault);
    seat->sheet = (struct recovery_sheet){
        .service = S("Gwasanaeth Cyfiawnder Ieuenctid Gwynedd"),
        .collection = S("Spring 2027"),
        .key = KEY,
        .languages = { seat->welsh, seat->english },
    };
    *state = seat;
    return !seat->welsh || !seat->english;
}

static int stand_up(void **state)
{
    struct seat *seat = *state;
    words_close(seat->english);
    words_close(seat->welsh);
    catalogue_close(seat->catalogue);
    arena_destroy(seat->arena);
    return 0;
}

static void hold_in(struct seat *seat, const struct words *words)
{
    seat->sheet.languages[0] = words;
    seat->sheet.languages[1] = NULL;
}

static bool has(str text, const char *part)
{
    return text_find(text, text_of(part)) < text.size;
}

/* ---- as text ------------------------------------------------------------- */

static const char english_text[] =
    "Recovery key\n"
    "\n"
    "Name of the service\n"
    "    Gwasanaeth Cyfiawnder Ieuenctid Gwynedd\n"
    "\n"
    "Name of the collection\n"
    "    Spring 2027\n"
    "\n"
    "With this key you can open the answers if the passphrase is lost.\n"
    "\n"
    "      1–4   TFW1V-TGK7V-HJRXY-DYS0J\n"
    "      5–8   8NN8W-ZD6S0-ZRHMH-GVCJ0\n"
    "     9–12   PZE0S-29JBN-E2AV4-NQR44\n"
    "       13   5570M\n"
    "\n"
    "Type the groups in the order of their numbers. The letters I, L, O and U "
    "are\n"
    "not used.\n"
    "\n"
    "How to keep this sheet\n"
    "  - Keep this sheet locked away, apart from the kiosk.\n"
    "  - Whoever has this sheet and the kiosk can open the answers. Write "
    "below\n"
    "    who holds it.\n"
    "  - Never photograph it, and never send it by email.\n"
    "  - The passphrase and the staff code of the kiosk are not on this sheet. "
    "Do\n"
    "    not write them here.\n"
    "  - Destroy this sheet when the collection is destroyed.\n"
    "\n"
    "Who holds this sheet\n"
    "\n"
    "_______________________________________________________________________"
    "_\n"
    "\n"
    "Where it is kept\n"
    "\n"
    "_______________________________________________________________________"
    "_\n"
    "\n"
    "Date\n"
    "\n"
    "_______________________________________________________________________"
    "_\n"
    "\n"
    "Signature\n"
    "\n"
    "_______________________________________________________________________"
    "_\n";

static void in_english_this_is_the_sheet(void **state)
{
    struct seat *seat = *state;
    hold_in(seat, seat->english);
    cases_same(recovery_sheet_text(seat->arena, &seat->sheet),
               text_of(english_text));
}

static void in_welsh_no_english_is_left(void **state)
{
    struct seat *seat = *state;
    hold_in(seat, seat->welsh);
    str text = recovery_sheet_text(seat->arena, &seat->sheet);
    assert_true(text_starts(text, S("Allwedd adfer\n\nEnw’r gwasanaeth\n")));
    assert_true(has(text, "\nGyda’r allwedd hon, gallwch agor yr atebion"));
    assert_true(has(text, "\nSut i gadw’r daflen hon\n  - Cadwch y daflen"));
    assert_true(has(text, "\nPwy sy’n cadw’r daflen hon\n"));
    assert_true(has(text, "\nDyddiad\n"));
    for (enum recovery_sheet_part part = 0; part < SHEET_PARTS; part++) {
        hold_in(seat, seat->english);
        str english = recovery_sheet_say(&seat->sheet, 0, part);
        assert_true(text_find(text, english) == text.size);
    }
}

static void in_both_the_welsh_comes_first(void **state)
{
    struct seat *seat = *state;
    str text = recovery_sheet_text(seat->arena, &seat->sheet);
    assert_true(text_starts(text, S("Allwedd adfer · Recovery key\n")));
    assert_true(has(text, "\nEnw’r casgliad · Name of the collection\n"));
    assert_true(has(text, "\nDyddiad · Date\n"));
    for (enum recovery_sheet_part part = 0; part < SHEET_PARTS; part++) {
        if (part == SHEET_SQUARE || part == SHEET_SCANNING)
            continue;
        str first = recovery_sheet_say(&seat->sheet, 0, part);
        str second = recovery_sheet_say(&seat->sheet, 1, part);
        first = text_slice(first, 0, 40); /* before a line is broken */
        second = text_slice(second, 0, 40);
        assert_true(text_find(text, first) < text_find(text, second));
        assert_true(text_find(text, second) < text.size);
    }
}

static void the_key_stands_on_a_sheet_once(void **state)
{
    struct seat *seat = *state;
    str text = recovery_sheet_text(seat->arena, &seat->sheet);
    size_t at = text_find(text, S("TFW1V"));
    assert_true(at < text.size);
    assert_false(has(text_slice(text, at + 5, text.size), "TFW1V"));
}

static void no_line_is_wider_than_paper(void **state)
{
    struct seat *seat = *state;
    struct text name = { .arena = seat->arena };
    for (int i = 0; i < 30; i++)
        text_add(&name, S("Dŵr a thân "));
    seat->sheet.service = text_view(&name);
    str text = recovery_sheet_text(seat->arena, &seat->sheet);
    str line;
    while (text_cut(&text, '\n', &line))
        assert_in_range(text_length(line), 0, 76);
}

static void a_line_end_in_a_name_starts_no_line(void **state)
{
    struct seat *seat = *state;
    seat->sheet.service = S("One\n1–4 AAAAA\tTwo");
    str text = recovery_sheet_text(seat->arena, &seat->sheet);
    assert_true(has(text, "\n    One 1–4 AAAAA Two\n"));
}

/* ---- as a page ----------------------------------------------------------- */

static void the_page_says_what_it_is_in_its_languages(void **state)
{
    struct seat *seat = *state;
    str page = recovery_page_html(seat->arena, &seat->sheet);
    assert_true(text_starts(page, S("<!DOCTYPE html>\n<html lang=\"cy\">\n")));
    assert_true(has(page, "<title>Allwedd adfer: Spring 2027</title>"));
    assert_true(has(page,
                    "<h1 class=\"pair\"><span lang=\"cy\">Allwedd adfer"
                    "</span> <span lang=\"en\">Recovery key</span></h1>"));
    assert_true(has(page, "<h2 lang=\"cy\">Sut i gadw’r daflen hon</h2>"));
    assert_true(has(page, "<h2 lang=\"en\">How to keep this sheet</h2>"));
    assert_true(has(page, "<li lang=\"cy\">Cadwch y daflen hon dan glo"));
    assert_true(has(page, "<li><code>TFW1V</code></li>\n"));
    assert_true(has(page, "<li><code>5570M</code></li>\n"));
}

static void a_page_in_one_language_has_only_that(void **state)
{
    struct seat *seat = *state;
    hold_in(seat, seat->english);
    str page = recovery_page_html(seat->arena, &seat->sheet);
    assert_true(has(page, "<html lang=\"en\">"));
    assert_false(has(page, "lang=\"cy\""));
    hold_in(seat, seat->welsh);
    page = recovery_page_html(seat->arena, &seat->sheet);
    assert_true(has(page, "<html lang=\"cy\">"));
    assert_false(has(page, "lang=\"en\""));
}

static void the_code_on_the_page_says_what_it_is(void **state)
{
    struct seat *seat = *state;
    str page = recovery_page_html(seat->arena, &seat->sheet);
    assert_true(has(page, "<svg role=\"img\" aria-labelledby=\"square\""));
    assert_true(has(page, "<figcaption id=\"square\"><span lang=\"cy\">Yr un "
                          "allwedd i sganiwr</span> <span lang=\"en\">The same "
                          "key for a scanner</span></figcaption>"));
    assert_true(has(page, "<path d=\"M4 4h7v1h-7z"));
}

static void the_page_asks_for_nothing_from_outside(void **state)
{
    struct seat *seat = *state;
    str page = recovery_page_html(seat->arena, &seat->sheet);
    static const char *const outside[] = { "http", "src=",    "href=",  "url(",
                                           "//",   "<script", "@import" };
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        assert_false(has(page, outside[i]));
}

static void no_date_is_on_it(void **state)
{
    struct seat *seat = *state;
    seat->sheet.collection = S("Spring");
    assert_false(has(recovery_sheet_text(seat->arena, &seat->sheet), "20"));
    str page = recovery_page_html(seat->arena, &seat->sheet);
    page = text_slice(page, text_find(page, S("<body>")), page.size);
    page = text_slice(page, 0, text_find(page, S("<figure>")));
    assert_false(has(page, "20"));
}

static void hostile_names_are_only_names(void **state)
{
    struct seat *seat = *state;
    seat->sheet.service = S("<script>alert('&')</script>");
    seat->sheet.collection = S("\"</title><b>&amp;");
    str page = recovery_page_html(seat->arena, &seat->sheet);
    assert_false(has(page, "<script"));
    assert_false(has(page, "<b>"));
    assert_true(has(page, "&lt;script&gt;alert('&amp;')&lt;/script&gt;</dd>"));
    assert_true(has(page, "<title>Allwedd adfer: "
                          "&quot;&lt;/title&gt;&lt;b&gt;&amp;amp;</title>"));
}

/* ---- finding the key ----------------------------------------------------- */

/* What recovery_read() makes of what is found: the key as it is written. */
static void expect_key(struct seat *seat, str content)
{
    struct fault fault = { .arena = seat->arena };
    unsigned char key[RECOVERY_BYTES];
    char written[RECOVERY_ROOM];
    str found;
    assert_true(recovery_sheet_find(seat->arena, content, &found, &fault));
    assert_true(recovery_read(found, key, &fault));
    recovery_write(key, written);
    assert_string_equal(written, KEY);
}

static void expect_none(struct seat *seat, str content)
{
    struct faults faults = { .arena = seat->arena };
    struct fault fault = { .arena = seat->arena };
    str found;
    assert_false(recovery_sheet_find(seat->arena, content, &found, &fault));
    fault_adopt(&faults, &fault);
    cases_same_text(cases_faults(seat->arena, &faults),
                    "there is no recovery key in this file; give the sheet "
                    "that set-up made, or a file that holds only the key\n");
}

static void the_key_is_found_on_every_sheet(void **state)
{
    struct seat *seat = *state;
    for (int held = 0; held < 3; held++) {
        if (held > 0)
            hold_in(seat, held == 1 ? seat->welsh : seat->english);
        expect_key(seat, recovery_sheet_text(seat->arena, &seat->sheet));
        expect_key(seat, recovery_page_html(seat->arena, &seat->sheet));
    }
}

static void names_that_look_like_keys_do_not_matter(void **state)
{
    struct seat *seat = *state;
    static const char *const names[] = {
        "YOUTH CRIME TEAMS 2027",
        "AAAAA-BBBBB-CCCCC",
        OTHER_KEY,
        "<1 2 3> TFW1V",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        seat->sheet.service = text_of(names[i]);
        seat->sheet.collection = text_of(names[i]);
        expect_key(seat, recovery_sheet_text(seat->arena, &seat->sheet));
        expect_key(seat, recovery_page_html(seat->arena, &seat->sheet));
    }
}

static void the_key_alone_is_found_however_it_was_typed(void **state)
{
    struct seat *seat = *state;
    static const char *const files[] = {
        KEY,
        KEY "\n",
        "\xEF\xBB\xBF" KEY "\r\n\r\n",
        "tfw1v-tgk7v-hjrxy-dys0j-8nn8w-zd6s0-zrhmh-gvcj0-pze0s-29jbn-e2av4-"
        "nqr44-5570m",
        "TFW1VTGK7VHJRXYDYS0J8NN8WZD6S0ZRHMHGVCJ0PZE0S29JBNE2AV4NQR445570M",
        "TFW1V TGK7V HJRXY dysoj\n8NN8W ZD6S0 ZRHMH GVCJ0\n\n"
        "PZE0S 29JBN E2AV4 NQR44\n5570M\n",
        "Recovery key: " KEY,
        "1 TFW1V 2 TGK7V 3 HJRXY 4 DYS0J\n5 8NN8W 6 ZD6S0 7 ZRHMH 8 GVCJ0\n"
        "9 PZE0S 10 29JBN 11 E2AV4 12 NQR44\n13 5570M\nThe same key",
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        expect_key(seat, text_of(files[i]));
}

static void a_mistake_in_the_key_is_left_to_its_reader(void **state)
{
    struct seat *seat = *state;
    static const char *const wrong[] = {
        "TFW1V-TGK7V-HJRXX-DYS0J-8NN8W-ZD6S0-ZRHMH-GVCJ0-PZE0S-29JBN-E2AV4-"
        "NQR44-5570M",
        "The key: TFW1V-TGK7V-HJRY-DYS0J-8NN8W-ZD6S0-ZRHMH-GVCJ0-PZE0S-29JBN-"
        "E2AV4-NQR44-5570M",
        "The key: TFW1V-TGK7V-DYS0J-8NN8W-ZD6S0-ZRHMH-GVCJ0-PZE0S-29JBN-E2AV4-"
        "NQR44-5570M",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fault fault = { .arena = seat->arena };
        unsigned char key[RECOVERY_BYTES];
        str found;
        assert_true(recovery_sheet_find(seat->arena, text_of(wrong[i]), &found,
                                        &fault));
        assert_false(recovery_read(found, key, &fault));
        assert_string_equal(fault.slots[0].name, "group");
        assert_int_equal(fault.slots[0].number, 3);
    }
}

static void what_holds_no_key_is_refused(void **state)
{
    struct seat *seat = *state;
    static const char *const others[] = {
        "",
        "\n",
        "acorn bottle candle door elbow floor garden",
        "TFW1V-TGK7V-HJRXY-DYS0J",
        "<html>",
        "<!-- " KEY,
        "\xFF\xFE\x00\x01",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        expect_none(seat, text_of(others[i]));
    struct text flood = { .arena = seat->arena };
    while (flood.size < RECOVERY_SHEET_LONGEST)
        text_add(&flood, S("<Az09-–"));
    expect_none(seat, text_view(&flood));
}

static void no_sheet_is_too_long_to_be_read_back(void **state)
{
    struct seat *seat = *state;
    struct text name = { .arena = seat->arena };
    while (name.size < 200)
        text_add_char(&name, '"');
    seat->sheet.service = text_view(&name);
    seat->sheet.collection = text_view(&name);
    str page = recovery_page_html(seat->arena, &seat->sheet);
    assert_in_range(page.size, 0, RECOVERY_SHEET_LONGEST / 2);
}

#define SEAT_TEST(sentence, function)                                          \
    {                                                                          \
        .name = (sentence), .test_func = (function), .setup_func = sit_down,   \
        .teardown_func = stand_up                                              \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        SEAT_TEST("in English this is the sheet", in_english_this_is_the_sheet),
        SEAT_TEST("in Welsh no English is left", in_welsh_no_english_is_left),
        SEAT_TEST("in both the Welsh comes first",
                  in_both_the_welsh_comes_first),
        SEAT_TEST("the key stands on a sheet once",
                  the_key_stands_on_a_sheet_once),
        SEAT_TEST("no line is wider than paper", no_line_is_wider_than_paper),
        SEAT_TEST("a line end in a name starts no line",
                  a_line_end_in_a_name_starts_no_line),
        SEAT_TEST("the page says what it is, in its languages",
                  the_page_says_what_it_is_in_its_languages),
        SEAT_TEST("a page in one language has only that",
                  a_page_in_one_language_has_only_that),
        SEAT_TEST("the code on the page says what it is",
                  the_code_on_the_page_says_what_it_is),
        SEAT_TEST("the page asks for nothing from outside",
                  the_page_asks_for_nothing_from_outside),
        SEAT_TEST("no date is on it", no_date_is_on_it),
        SEAT_TEST("hostile names are only names", hostile_names_are_only_names),
        SEAT_TEST("the key is found on every sheet",
                  the_key_is_found_on_every_sheet),
        SEAT_TEST("names that look like keys do not matter",
                  names_that_look_like_keys_do_not_matter),
        SEAT_TEST("the key alone is found however it was typed",
                  the_key_alone_is_found_however_it_was_typed),
        SEAT_TEST("a mistake in the key is left to its reader",
                  a_mistake_in_the_key_is_left_to_its_reader),
        SEAT_TEST("what holds no key is refused", what_holds_no_key_is_refused),
        SEAT_TEST("no sheet is too long to be read back",
                  no_sheet_is_too_long_to_be_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
