/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to the real window that is no answer: keys that lead out of
 * other programs, other windows, other sizes, signals, a second kiosk. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cases.h"
#include "office.h"
#include "verbs/ran.h"

enum { MOST_KEYS = 4 };

static bool says(str text, const char *part)
{
    return text_find(text, text_of(part)) < text.size;
}

static void begin(struct sitting *sitting)
{
    sitting_tap(sitting, "lang_en");
    sitting_tap(sitting, "who_victims");
    while (!sitting_seat(sitting)->person.visit)
        sitting_tap(sitting, "next");
}

/* To the first question that is answered in words, with some in it. */
static void write_something(struct sitting *sitting)
{
    begin(sitting);
    sitting_go_to(sitting, "question:satisfaction");
    sitting_tap(sitting, "mostly");
    sitting_go_to(sitting, "question:satisfaction_why");
    sitting_letter(sitting, 'a');
    sitting_letter(sitting, ' ');
    sitting_letter(sitting, 'b');
}

static void try_ways_out(struct office *office, struct sitting *sitting)
{
    static const char *const ways[][MOST_KEYS] = {
        { "Alt_L", "F4" },
        { "Alt_L", "Tab" },
        { "Alt_L", "x" },
        { "Control_L", "c" },
        { "Control_L", "q" },
        { "Control_L", "w" },
        { "Control_L", "Alt_L", "BackSpace" },
        { "Control_L", "Alt_L", "Delete" },
        { "Control_L", "Alt_L", "F1" },
        { "Control_L", "Shift_L", "Escape" },
        { "Super_L" },
        { "Super_L", "d" },
        { "F1" },
        { "F11" },
        { "Print" },
    };
    int x;
    int y;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        display_keys(office->display, ways[i]);
        sitting_unmoved(sitting, ways[i][0]);
    }
    display_ask_to_close(office->display,
                         display_window(office->display, &x, &y));
    sitting_unmoved(sitting, "the wish to close it");
}

static void test_no_way_out(void **state)
{
    struct office office = office_open(*state, 1280, 800);
    struct sitting *sitting = office_sit_down(&office, NULL);
    try_ways_out(&office, sitting);
    sitting_key(sitting, FOCUS_ESCAPE, "Escape");
    write_something(sitting);
    try_ways_out(&office, sitting);
    sitting_key(sitting, FOCUS_ESCAPE, "Escape");
    office_get_up(&office, sitting);
    sitting_free(sitting);
    office_close(&office);
}

static void test_closed_window(void **state)
{
    struct office office = office_open(*state, 1280, 800);
    struct sitting *sitting = office_sit_down(&office, "900x600");
    int x;
    int y;
    display_ask_to_close(office.display,
                         display_window(office.display, &x, &y));
    assert_int_equal(sitting_end(sitting, 0, OFFICE_PATIENCE), 0);
    sitting_free(sitting);
    office_close(&office);
}

static void test_signals(void **state)
{
    static const int signals[] = { SIGTERM, SIGINT, SIGHUP };
    struct office office = office_open(*state, 1280, 800);
    struct sitting *sitting = office_sit_down(&office, NULL);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        begin(sitting);
        sitting_tap(sitting, "yes");
        assert_int_equal(sitting_end(sitting, signals[i], OFFICE_PATIENCE), 0);
        sitting_again(sitting);
        sitting_tap(sitting, "start_again");
    }
    office_get_up(&office, sitting);
    sitting_free(sitting);
    office_close(&office);
}

static void test_other_sizes(void **state)
{
    static const int sizes[][2] = { { 1280, 800 }, { 800, 1280 }, { 1024, 600 },
                                    { 320, 200 },  { 60, 40 },    { 1, 1 },
                                    { 1300, 1290 } };
    struct office office = office_open(*state, 1300, 1290);
    struct sitting *sitting = office_sit_down(&office, NULL);
    write_something(sitting);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        sitting_fit(sitting, sizes[i][0], sizes[i][1]);
        display_cover(office.display);
        sitting_unmoved(sitting, "something over it");
    }
    sitting_tap(sitting, "next");
    office_get_up(&office, sitting);
    sitting_free(sitting);
    office_close(&office);
}

static void test_second_kiosk(void **state)
{
    struct office office = office_open(*state, 1280, 800);
    struct sitting *sitting = office_sit_down(&office, NULL);
    struct ran ran = ran_program(office.arena, office.folder,
                                 S("--data kiosk run"));
    assert_int_equal(ran.status, 1);
    assert_true(says(ran.err, "another program is using"));
    sitting_unmoved(sitting, "the second one");
    office_get_up(&office, sitting);
    sitting_free(sitting);
    office_close(&office);
}

static void test_practice(void **state)
{
    struct display *display = display_start(1280, 800);
    struct sitting *sitting = sitting_make(
        display, &(struct sitting_wish){
                     .program = TESTS_PROGRAM, .width = 1280, .height = 800 });
    (void)state;
    sitting_start(sitting);
    sitting_tap(sitting, "lang_en");
    assert_int_equal(sitting_end(sitting, SIGTERM, OFFICE_PATIENCE), 0);
    sitting_free(sitting);
    display_end(display);
}

static void test_nothing_set_up(void **state)
{
    str folder = ran_folder(*state);
    struct ran ran = ran_program(*state, folder, S("--data none run"));
    assert_int_equal(ran.status, 1);
    assert_true(says(ran.err, "run “yoursay setup”"));
    ran = ran_program(*state, folder, S("HOME= run"));
    assert_int_equal(ran.status, 1);
    assert_true(says(ran.err, "--data"));
    ran_clear(folder);
}

static void test_no_display(void **state)
{
    str folder = ran_folder(*state);
    struct ran ran = ran_program(*state, folder,
                                 S("SDL_VIDEODRIVER=x11 run --practice"));
    assert_int_equal(ran.status, 1);
    assert_true(says(ran.err, "there is no display"));
    ran_clear(folder);
}

/* ---- words that are not there --------------------------------------------- */

/* The program with questionnaires of its own, one of which was changed. */
static void copy_program(str folder)
{
    char line[1000];
    snprintf(line, sizeof line,
             "cd '%s' && cp '%s' yoursay && mkdir -p share/yoursay/assets && "
             "cd share/yoursay && ln -s '%s' catalogues && "
             "ln -s '%s/locales' locales && cd assets && "
             "ln -s '%s/assets/pictures' pictures && "
             "cp -r '%s/assets/questionnaires' questionnaires && "
             "sed -i 's/explain what it could do for you?/tell you what it "
             "could do?/' questionnaires/victims.yaml",
             folder.at, TESTS_PROGRAM, TESTS_CATALOGUES, TESTS_SOURCE,
             TESTS_SOURCE, TESTS_SOURCE);
    assert_int_equal(system(line), 0);
}

static void test_incomplete_pair(void **state)
{
    char line[1000];
    struct fault fault = { .arena = *state };
    str folder = ran_folder(*state);
    str said;
    copy_program(folder);
    snprintf(line, sizeof line,
             "cd '%s' && ./yoursay run --practice >said 2>&1", folder.at);
    assert_int_equal(WEXITSTATUS(system(line)), 1);
    assert_true(file_read(*state, file_join(*state, folder, S("said")),
                          sizeof line, &said, &fault));
    assert_true(says(said, "victims.yaml:78:12: “Did the {service} tell you "
                           "what it could do?” has no Cymraeg"));
    ran_clear(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("no key and no wish to close it leads out of the kiosk, and "
                   "none of them writes anything",
                   test_no_way_out),
        CASES_TEST("a window that was asked for is closed like any other",
                   test_closed_window),
        CASES_TEST("each signal that ends programs ends it, with nothing "
                   "wrong",
                   test_signals),
        CASES_TEST("it keeps what was written in a window of any size, and "
                   "draws itself again when something lay over it",
                   test_other_sizes),
        CASES_TEST("a second kiosk in the same folder is told so",
                   test_second_kiosk),
        CASES_TEST("practice needs nothing that was set up", test_practice),
        CASES_TEST("where nothing is set up it says what to do",
                   test_nothing_set_up),
        CASES_TEST("where no display is it says so", test_no_display),
        CASES_TEST("a questionnaire whose Welsh is out of date is not opened",
                   test_incomplete_pair),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
