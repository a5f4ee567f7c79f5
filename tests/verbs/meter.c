/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The meter: one line on the terminal, gone at the end, and Ctrl-C. */
#include "verbs/meter.h"

#include "terminal.h"

static void run_on(struct meter *meter, long done)
{
    progress_step(&meter->progress, done, 1000);
}

/* Twelve steps in three tenths of a second, then a long one. */
static void work(struct call *call)
{
    struct meter meter;
    meter_begin(&meter, call);
    meter.clock = clock_by_hand();
    meter.shown = 0;
    for (long done = 0; done < 12; done++) {
        run_on(&meter, done);
        clock_turn(&meter.clock, 25);
    }
    clock_turn(&meter.clock, 5000);
    run_on(&meter, 1000);
    clock_turn(&meter.clock, 5000);
    run_on(&meter, 7);
    meter_end(&meter);
}

static void the_line_is_shown_ten_times_a_second_and_taken_away(void **state)
{
    const struct typed nothing[] = { { 0 } };
    cases_same_text(terminal_run(*state, work, nothing),
                    "\r4 of 1000\r8 of 1000\r1000 of 1000\r7 of 1000   "
                    "\r         \r[ended 0, echo on]\r\n");
}

static void work_quietly(struct call *call)
{
    call->quiet = true;
    work(call);
}

static void nothing_is_shown_where_quiet_was_said(void **state)
{
    const struct typed nothing[] = { { 0 } };
    cases_same_text(terminal_run(*state, work_quietly, nothing),
                    "[ended 0, echo on]\r\n");
}

static void work_into_a_file(struct call *call)
{
    char name[] = "/tmp/yoursay-meter-XXXXXX";
    int file = mkstemp(name);
    unlink(name);
    int terminal = dup(STDERR_FILENO);
    dup2(file, STDERR_FILENO);
    work(call);
    dup2(terminal, STDERR_FILENO);
    printf("%ld bytes\n", (long)lseek(file, 0, SEEK_END));
}

static void nothing_is_shown_in_a_file(void **state)
{
    const struct typed nothing[] = { { 0 } };
    cases_same_text(terminal_run(*state, work_into_a_file, nothing),
                    "0 bytes\r\n[ended 0, echo on]\r\n");
}

static void say(const char *words)
{
    printf("%s\n", words);
    fflush(stdout);
}

/* Works until it is called off, then waits to be ended. */
static void work_on_and_on(struct call *call)
{
    struct meter meter;
    call->quiet = true;
    meter_begin(&meter, call);
    say("[working]");
    while (progress_step(&meter.progress, 1, 2))
        continue;
    say(meter.called_off ? "[called off]" : "[stopped]");
    raise(SIGINT); /* pressed twice */
    meter_end(&meter);
    say("[undone]");
    pause();
}

static void ctrl_c_calls_the_work_off_and_ends_the_program_afterwards(
    void **state)
{
    const struct typed typed[] = { { "[working]", .signal = SIGINT },
                                   { "[undone]", .signal = SIGINT },
                                   { 0 } };
    cases_same_text(terminal_run(*state, work_on_and_on, typed),
                    "[working]\r\n[called off]\r\n[undone]\r\n"
                    "[ended 2, echo on]\r\n");
}

static void ctrl_c_that_is_ignored_stays_ignored(void **state)
{
    struct call call = { .arena = *state, .quiet = true };
    struct meter meter;
    void (*before)(int) = signal(SIGINT, SIG_IGN);
    meter_begin(&meter, &call);
    raise(SIGINT);
    assert_true(progress_step(&meter.progress, 1, 2));
    meter_end(&meter);
    assert_ptr_equal(signal(SIGINT, before), SIG_IGN);
}

/* Done is done: who presses it too late ends the program, as always. */
static void work_to_the_end(struct call *call)
{
    struct meter meter;
    meter_begin(&meter, call);
    raise(SIGINT);
    say("[done]");
    meter_end(&meter);
    say("[never]");
}

static void ctrl_c_behind_the_last_step_is_not_lost(void **state)
{
    const struct typed nothing[] = { { 0 } };
    cases_same_text(terminal_run(*state, work_to_the_end, nothing),
                    "[done]\r\n[ended 2, echo on]\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("the line is shown ten times a second and taken away",
                   the_line_is_shown_ten_times_a_second_and_taken_away),
        CASES_TEST("nothing is shown where quiet was said",
                   nothing_is_shown_where_quiet_was_said),
        CASES_TEST("nothing is shown in a file", nothing_is_shown_in_a_file),
        CASES_TEST("Ctrl-C calls the work off, and ends the program afterwards",
                   ctrl_c_calls_the_work_off_and_ends_the_program_afterwards),
        CASES_TEST("Ctrl-C that is ignored stays ignored",
                   ctrl_c_that_is_ignored_stays_ignored),
        CASES_TEST("Ctrl-C behind the last step is not lost",
                   ctrl_c_behind_the_last_step_is_not_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
