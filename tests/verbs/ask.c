/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking: what is on the screen, what comes back, and that the terminal shows
 * again what is typed, whatever happens. */
#include "verbs/ask.h"

#include "terminal.h"

#include "base/file.h"

/* ---- bodies -------------------------------------------------------------- */

static void tell(const struct call *call, bool answered, str answer,
                 const struct fault *fault)
{
    if (answered)
        printf("got “%.*s”\n", TEXT_ARGS(answer));
    else
        call_refuse(call, fault);
}

static void ask_a_line(struct call *call)
{
    struct fault fault = { .arena = call->arena };
    str answer = S("");
    bool answered = ask_line(call, S("Who?"), &answer, &fault);
    tell(call, answered, answer, &fault);
}

static void ask_a_secret(struct call *call)
{
    struct fault fault = { .arena = call->arena };
    str answer = S("");
    bool answered = ask_secret(call, S("What?"), &answer, &fault);
    tell(call, answered, answer, &fault);
}

static void ask_both(struct call *call)
{
    ask_a_secret(call);
    ask_a_line(call);
}

static void ask_whether_to_go_on(struct call *call)
{
    struct fault fault = { .arena = call->arena };
    bool yes = false;
    bool answered = ask_whether(call, S("All of it?"), &yes, &fault);
    tell(call, answered, yes ? S("yes") : S("no"), &fault);
}

static void say_who_can_be_asked(struct call *call)
{
    (void)call;
    printf("%s\n", ask_can() ? "somebody" : "nobody");
}

static void ask_with_signals_held(struct call *call)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigprocmask(SIG_BLOCK, &set, NULL);
    ask_a_secret(call);
}

/* ---- at a terminal ------------------------------------------------------- */

/* Typing beyond what a terminal takes, and what would end the line in it. */
static str flood(struct arena *arena, size_t size)
{
    struct text text = { .arena = arena };
    while (text.size < size)
        text_add_char(&text, 'x');
    text_add_char(&text, '\n');
    return text_view(&text);
}

static void a_line_is_shown_and_comes_back_without_blanks_around_it(
    void **state)
{
    const struct typed typed[] = { { "Who? ", S("  Siân ap Huw \n"), 0 },
                                   { 0 } };
    cases_same_text(terminal_run(*state, ask_a_line, typed),
                    "Who?   Siân ap Huw \r\ngot “Siân ap Huw”\r\n"
                    "[ended 0, echo on]\r\n");
}

static void a_secret_is_not_shown(void **state)
{
    const struct typed typed[] = { { "What? ", S("dŵr tân\n"), 0 }, { 0 } };
    cases_same_text(terminal_run(*state, ask_a_secret, typed),
                    "What? \r\ngot “dŵr tân”\r\n[ended 0, echo on]\r\n");
}

static void behind_a_secret_lines_are_shown_again(void **state)
{
    const struct typed typed[] = { { "What? ", S("quiet\n"), 0 },
                                   { "Who? ", S("loud\n"), 0 },
                                   { 0 } };
    cases_same_text(terminal_run(*state, ask_both, typed),
                    "What? \r\ngot “quiet”\r\nWho? loud\r\ngot “loud”\r\n"
                    "[ended 0, echo on]\r\n");
}

static void enter_alone_is_an_empty_answer(void **state)
{
    const struct typed typed[] = { { "What? ", S("\n"), 0 },
                                   { "Who? ", S(" \n"), 0 },
                                   { 0 } };
    cases_same_text(terminal_run(*state, ask_both, typed),
                    "What? \r\ngot “”\r\nWho?  \r\ngot “”\r\n"
                    "[ended 0, echo on]\r\n");
}

static void what_is_no_text_is_asked_for_again(void **state)
{
    const struct typed typed[] = { { "What? ", S("d\xC5r\n"), 0 },
                                   { "What? ", S("a\x01\n"), 0 },
                                   { "What? ", S("dŵr\n"), 0 },
                                   { 0 } };
    cases_same_text(terminal_run(*state, ask_a_secret, typed),
                    "What? \r\nthis is not plain UTF-8 text; type it again\r\n"
                    "What? \r\nthis is not plain UTF-8 text; type it again\r\n"
                    "What? \r\ngot “dŵr”\r\n[ended 0, echo on]\r\n");
}

static void what_a_terminal_cuts_off_is_not_taken_in_half(void **state)
{
    const struct typed typed[] = { { "What? ", flood(*state, 4001), 0 },
                                   { "What? ", flood(*state, 5000), 0 },
                                   { "What? ", S("short\n"), 0 },
                                   { 0 } };
    cases_same_text(terminal_run(*state, ask_a_secret, typed),
                    "What? \r\nthis is longer than 4000 bytes; type less\r\n"
                    "What? \r\nthis is longer than 4000 bytes; type less\r\n"
                    "What? \r\ngot “short”\r\n[ended 0, echo on]\r\n");
}

static void the_longest_line_is_taken(void **state)
{
    const struct typed typed[] = { { "What? ", flood(*state, ASK_LONGEST), 0 },
                                   { 0 } };
    str screen = terminal_run(*state, ask_a_secret, typed);
    assert_int_equal(screen.size,
                     sizeof "What? \r\ngot “”\r\n[ended 0, echo on]\r\n" - 1 +
                         ASK_LONGEST);
}

static void the_end_of_input_is_told(void **state)
{
    const struct typed typed[] = { { "What? ", S("\x04"), 0 },
                                   { "Who? ", S("\x04"), 0 },
                                   { 0 } };
    cases_same_text(
        terminal_run(*state, ask_both, typed),
        "What? \r\nthe input ended where an answer was wanted; start again and "
        "answer every question\r\n"
        "Who? \r\nthe input ended where an answer was wanted; start again and "
        "answer every question\r\n"
        "[ended 0, echo on]\r\n");
}

static void whatever_ends_the_program_leaves_the_terminal_as_it_was(
    void **state)
{
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        const struct typed typed[] = { { "What? ", S("hal"), 0 },
                                       { "", .signal = signals[i] },
                                       { 0 } };
        struct text wanted = { .arena = *state };
        text_add(&wanted, S("What? \r\n[ended "));
        text_add_number(&wanted, signals[i]);
        text_add(&wanted, S(", echo on]\r\n"));
        cases_same(terminal_run(*state, ask_a_secret, typed),
                   text_view(&wanted));
    }
}

static void ctrl_c_ends_a_question_and_shows_what_is_typed_again(void **state)
{
    const struct typed typed[] = { { "What? ", S("hal\x03"), 0 }, { 0 } };
    cases_same_text(terminal_run(*state, ask_a_secret, typed),
                    "What? \r\n[ended 2, echo on]\r\n");
}

static void ctrl_z_stops_with_the_terminal_as_it_was_and_then_asks_again(
    void **state)
{
    const struct typed typed[] = { { "What? ", S("\x1A"), 0 },
                                   { "What? ", S("whole\n"), 0 },
                                   { 0 } };
    cases_same_text(terminal_run(*state, ask_a_secret, typed),
                    "What? \r\n[stopped 20, echo on]\r\nWhat? \r\n"
                    "got “whole”\r\n[ended 0, echo on]\r\n");
}

static void a_signal_that_somebody_holds_up_calls_it_off(void **state)
{
    const struct typed typed[] = { { "What? ", .signal = SIGINT }, { 0 } };
    cases_same_text(terminal_run(*state, ask_with_signals_held, typed),
                    "What? \r\nit was called off; nothing was changed\r\n"
                    "[ended 0, echo on]\r\n");
}

static void whether_is_asked_until_there_is_an_answer(void **state)
{
    const struct typed typed[] = { { "leave it) ", S("\n"), 0 },
                                   { "leave it) ", S("yn\n"), 0 },
                                   { "leave it) ", S("Y\n"), 0 },
                                   { 0 } };
    cases_same_text(terminal_run(*state, ask_whether_to_go_on, typed),
                    "All of it? (y to go on, n to leave it) \r\n"
                    "All of it? (y to go on, n to leave it) yn\r\n"
                    "All of it? (y to go on, n to leave it) Y\r\n"
                    "got “yes”\r\n[ended 0, echo on]\r\n");
}

static void n_is_an_answer_too(void **state)
{
    const struct typed typed[] = { { "leave it) ", S(" n\n"), 0 }, { 0 } };
    cases_same_text(terminal_run(*state, ask_whether_to_go_on, typed),
                    "All of it? (y to go on, n to leave it)  n\r\n"
                    "got “no”\r\n[ended 0, echo on]\r\n");
}

static void somebody_at_a_terminal_can_be_asked(void **state)
{
    const struct typed nothing[] = { { 0 } };
    cases_same_text(terminal_run(*state, say_who_can_be_asked, nothing),
                    "somebody\r\n[ended 0, echo on]\r\n");
}

/* ---- without a terminal -------------------------------------------------- */

/* A call, its words, and a file in the place of standard input. */
struct seat {
    struct arena *arena;
    struct call call;
    struct fault fault;
    struct words *words;
    char name[40];
    int input; /* what it was before */
};

static int sit_down(void **state)
{
    struct arena *arena = arena_make();
    struct seat *seat = arena_new(arena, struct seat);
    *seat = (struct seat){ .arena = arena,
                           .fault = { .arena = arena },
                           .name = "/tmp/yoursay-ask-XXXXXX",
                           .input = dup(STDIN_FILENO) };
    close(mkstemp(seat->name));
    seat->words = words_open(WORDS_ENGLISH, NULL, &seat->fault);
    seat->call = (struct call){ .arena = arena, .words = seat->words };
    *state = seat;
    return 0;
}

static int stand_up(void **state)
{
    struct seat *seat = *state;
    dup2(seat->input, STDIN_FILENO);
    close(seat->input);
    unlink(seat->name);
    words_close(seat->words);
    arena_destroy(seat->arena);
    return 0;
}

static const char *put_file(struct seat *seat, str content)
{
    assert_true(file_write_whole(text_of(seat->name), content, &seat->fault));
    return seat->name;
}

static void put_input(struct seat *seat, str content)
{
    int file = open(put_file(seat, content), O_RDONLY);
    assert_true(dup2(file, STDIN_FILENO) == STDIN_FILENO);
    close(file);
}

static void expect_fault(struct seat *seat, const char *wanted)
{
    assert_non_null(seat->fault.pattern);
    cases_same(words_fault(seat->words, seat->arena, &seat->fault),
               text_of(wanted));
    seat->fault = (struct fault){ .arena = seat->arena };
}

/* "the first line of /tmp/… is empty …" */
static void expect_fault_of_file(struct seat *seat, const char *front,
                                 const char *back)
{
    struct text wanted = { .arena = seat->arena };
    text_add(&wanted, text_of(front));
    text_add(&wanted, text_of(seat->name));
    text_add(&wanted, text_of(back));
    expect_fault(seat, text_view(&wanted).at);
}

static void lines_are_taken_one_by_one(void **state)
{
    struct seat *seat = *state;
    bool yes;
    str answer;
    put_input(seat, S("first\r\n second\n\ny\nlast"));
    assert_true(ask_line(&seat->call, S("?"), &answer, &seat->fault));
    cases_same_text(answer, "first");
    assert_int_equal(answer.at[answer.size], '\0');
    assert_true(ask_secret(&seat->call, S("?"), &answer, &seat->fault));
    cases_same_text(answer, "second");
    assert_true(ask_line(&seat->call, S("?"), &answer, &seat->fault));
    cases_same_text(answer, "");
    assert_true(ask_whether(&seat->call, S("?"), &yes, &seat->fault));
    assert_true(yes);
    assert_true(ask_secret(&seat->call, S("?"), &answer, &seat->fault));
    cases_same_text(answer, "last");
    assert_false(ask_line(&seat->call, S("?"), &answer, &seat->fault));
    expect_fault(seat, "the input ended where an answer was wanted; start "
                       "again and answer every question");
    assert_false(ask_can());
}

static void what_cannot_be_asked_again_is_refused(void **state)
{
    struct seat *seat = *state;
    bool yes;
    str answer;
    put_input(seat, S("\xFF\nmaybe\n"));
    assert_false(ask_secret(&seat->call, S("?"), &answer, &seat->fault));
    expect_fault(seat, "this is not plain UTF-8 text; type it again");
    assert_false(ask_whether(&seat->call, S("?"), &yes, &seat->fault));
    expect_fault(seat, "“maybe” is no answer here; type y to go on or n to "
                       "leave it");
    put_input(seat, flood(seat->arena, ASK_LONGEST + 1));
    assert_false(ask_line(&seat->call, S("?"), &answer, &seat->fault));
    expect_fault(seat, "this is longer than 4000 bytes; type less");
}

static void input_without_end_is_given_up(void **state)
{
    struct seat *seat = *state;
    str answer;
    int zeros = open("/dev/zero", O_RDONLY);
    dup2(zeros, STDIN_FILENO);
    close(zeros);
    assert_false(ask_line(&seat->call, S("?"), &answer, &seat->fault));
    expect_fault(seat, "this is longer than 4000 bytes; type less");
}

static void input_that_is_closed_has_ended(void **state)
{
    struct seat *seat = *state;
    str answer;
    close(STDIN_FILENO);
    assert_false(ask_secret(&seat->call, S("?"), &answer, &seat->fault));
    expect_fault(seat, "the input ended where an answer was wanted; start "
                       "again and answer every question");
}

static void a_file_gives_its_first_line(void **state)
{
    struct seat *seat = *state;
    static const char *const contents[] = {
        "dŵr tân",
        "dŵr tân\n",
        " dŵr tân \r\nand a note\n",
        "\xEF\xBB\xBF dŵr tân\n\xFF",
    };
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        str secret;
        assert_true(ask_secret_file(&seat->call,
                                    put_file(seat, text_of(contents[i])),
                                    &secret, &seat->fault));
        cases_same_text(secret, "dŵr tân");
    }
}

static void standard_input_gives_its_first_line(void **state)
{
    struct seat *seat = *state;
    str secret;
    put_input(seat, S("dŵr tân\nsecond\n"));
    assert_true(ask_secret_file(&seat->call, "-", &secret, &seat->fault));
    cases_same_text(secret, "dŵr tân");
    assert_true(ask_line(&seat->call, S("?"), &secret, &seat->fault));
    cases_same_text(secret, "second");
    put_input(seat, S("\n"));
    assert_false(ask_secret_file(&seat->call, "-", &secret, &seat->fault));
    expect_fault(seat, "the first line of standard input is empty; write "
                       "there what is asked for");
}

static void a_file_without_a_secret_is_refused(void **state)
{
    struct seat *seat = *state;
    str secret;
    assert_false(ask_secret_file(&seat->call, put_file(seat, S("\nbelow\n")),
                                 &secret, &seat->fault));
    expect_fault_of_file(seat, "the first line of ",
                         " is empty; write there what is asked for");
    assert_false(ask_secret_file(&seat->call, put_file(seat, S("")), &secret,
                                 &seat->fault));
    expect_fault_of_file(seat, "the first line of ",
                         " is empty; write there what is asked for");
    assert_false(ask_secret_file(&seat->call, put_file(seat, S("a\xFF\n")),
                                 &secret, &seat->fault));
    expect_fault_of_file(seat, "the first line of ",
                         " is not plain UTF-8 text; save it as UTF-8");
    put_file(seat, flood(seat->arena, ASK_LONGEST));
    assert_false(
        ask_secret_file(&seat->call, seat->name, &secret, &seat->fault));
    expect_fault_of_file(seat, "",
                         " is longer than 4000 bytes; make it shorter");
    unlink(seat->name);
    assert_false(
        ask_secret_file(&seat->call, seat->name, &secret, &seat->fault));
    expect_fault_of_file(seat, "",
                         " cannot be read: there is no such file or folder");
}

/* ---- all of it ----------------------------------------------------------- */

#define SEAT_TEST(sentence, function)                                          \
    {                                                                          \
        .name = (sentence), .test_func = (function), .setup_func = sit_down,   \
        .teardown_func = stand_up                                              \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a line is shown and comes back without blanks around it",
                   a_line_is_shown_and_comes_back_without_blanks_around_it),
        CASES_TEST("a secret is not shown", a_secret_is_not_shown),
        CASES_TEST("behind a secret, lines are shown again",
                   behind_a_secret_lines_are_shown_again),
        CASES_TEST("Enter alone is an empty answer",
                   enter_alone_is_an_empty_answer),
        CASES_TEST("what is no text is asked for again",
                   what_is_no_text_is_asked_for_again),
        CASES_TEST("what a terminal cuts off is not taken in half",
                   what_a_terminal_cuts_off_is_not_taken_in_half),
        CASES_TEST("the longest line is taken", the_longest_line_is_taken),
        CASES_TEST("the end of input is told", the_end_of_input_is_told),
        CASES_TEST("whatever ends the program leaves the terminal as it was",
                   whatever_ends_the_program_leaves_the_terminal_as_it_was),
        CASES_TEST("Ctrl-C ends a question and shows what is typed again",
                   ctrl_c_ends_a_question_and_shows_what_is_typed_again),
        CASES_TEST(
            "Ctrl-Z stops with the terminal as it was, and then asks again",
            ctrl_z_stops_with_the_terminal_as_it_was_and_then_asks_again),
        CASES_TEST("a signal that somebody holds up calls it off",
                   a_signal_that_somebody_holds_up_calls_it_off),
        CASES_TEST("whether is asked until there is an answer",
                   whether_is_asked_until_there_is_an_answer),
        CASES_TEST("n is an answer too", n_is_an_answer_too),
        CASES_TEST("somebody at a terminal can be asked",
                   somebody_at_a_terminal_can_be_asked),
        SEAT_TEST("without a terminal lines are taken one by one",
                  lines_are_taken_one_by_one),
        SEAT_TEST("what cannot be asked again is refused",
                  what_cannot_be_asked_again_is_refused),
        SEAT_TEST("input without end is given up",
                  input_without_end_is_given_up),
        SEAT_TEST("input that is closed has ended",
                  input_that_is_closed_has_ended),
        SEAT_TEST("a file gives its first line", a_file_gives_its_first_line),
        SEAT_TEST("standard input gives its first line",
                  standard_input_gives_its_first_line),
        SEAT_TEST("a file without a secret is refused",
                  a_file_without_a_secret_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
