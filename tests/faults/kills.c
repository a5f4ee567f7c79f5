/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program is killed at any call to the system: the store opens by itself,
 * and all that it said it has is there (P1). */
#include "effort.h"
#include "keep/place.h"
#include "killed.h"
#include "start.h"

/* What a child does: some deeds, each of which it reports when it is done. */
struct work {
    struct deeds *deeds;
    int from;
    int to;
    int report; /* the end of a pipe */
};

static int do_work(void *to)
{
    struct work *work = to;
    for (int i = work->from; i < work->to; i++) {
        if (!deeds_do(work->deeds, i))
            return 1;
        if (write(work->report, "k", 1) != 1)
            return 2;
    }
    return 0;
}

/* How many deeds were reported. */
static int count_reports(const int ends[2])
{
    char bytes[DEEDS_MOST];
    close(ends[1]);
    int count = 0;
    for (ssize_t got; (got = read(ends[0], bytes, sizeof bytes)) > 0;)
        count += (int)got;
    close(ends[0]);
    return count;
}

static void expect(const struct work *work, enum start start, long n,
                   const char *wrong)
{
    if (wrong)
        fail_msg("deeds %d to %d on %s, killed at call %ld: %s", work->from,
                 work->to, start_name(start), n, wrong);
}

/* Twice: what had to be mended is mended for good. */
static void look_twice(const struct work *work, enum start start, long n)
{
    struct twin_report report;
    const struct deeds *deeds = work->deeds;
    expect(work, start, n, deeds_look(deeds, deeds->it->folder, &report));
    if (start != START_LOST && report.lost > 0)
        expect(work, start, n, "something was lost");
    if (start == START_CLOSED && !deeds_untouched(&report))
        expect(work, start, n, "something had to be mended");
    expect(work, start, n, deeds_look(deeds, deeds->it->folder, &report));
    if (!deeds_untouched(&report))
        expect(work, start, n, "it had to be mended twice");
}

/* False if it came through. */
static bool kill_work(struct work *work, enum start start,
                      const struct folder *files, long n)
{
    int ends[2];
    start_lay(work->deeds, start, files);
    assert_int_equal(pipe(ends), 0);
    work->report = ends[1];
    int result = killed_at(n, do_work, work);
    assert_int_not_equal(result, KILLED_NOT);
    int kept = work->from + count_reports(ends);
    assert_true(result == KILLED || (result == 0 && kept == work->to));
    for (int i = work->from; i < kept; i++) {
        work->deeds->records[i].fate = DEED_KEPT;
        work->deeds->records[i].tries++;
    }
    if (kept < work->to) {
        work->deeds->records[kept].fate = DEED_UNSURE;
        work->deeds->records[kept].tries++;
    }
    look_twice(work, start, n);
    return result == KILLED;
}

static void kill_everywhere(struct arena *arena, enum start start, int to,
                            long step)
{
    struct folder files;
    struct work work = { .deeds = start_plan(arena),
                         .from = START_OPEN,
                         .to = to };
    start_take(arena, work.deeds, start, &files);
    long n = 1;
    while (kill_work(&work, start, &files, n))
        n += step;
    print_message("    killed at %ld of %ld calls on %s\n", (n - 1) / step, n,
                  start_name(start));
    deeds_end(work.deeds);
}

static void nothing_is_lost_when_it_is_killed(void **state)
{
    kill_everywhere(*state, START_CLOSED, START_CLOSE + 1, effort(1, 2, 7));
}

static void nothing_is_lost_when_it_is_killed_while_it_mends(void **state)
{
    for (int start = START_HOT; start < STARTS; start++)
        kill_everywhere(*state, (enum start)start, START_OPEN + 1,
                        effort(1, 4, 17));
}

/* ---- making one ---------------------------------------------------------- */

/* As set-up does: in a draft, which becomes the newest collection. */
static int make_in_place(void *to)
{
    struct deeds *deeds = to;
    struct founded *it = deeds->it;
    str draft;
    struct place *place = place_make(it->folder, &it->fault);
    bool done = place && place_draft(it->arena, place, &draft, &it->fault) &&
                store_make(draft, &it->about, &it->fault) &&
                place_adopt(place, &it->fault);
    place_close(place);
    return done ? 0 : 1;
}

/* A collection that is there is whole; where there is none the next one can be
 * made. */
static bool kill_making(struct deeds *deeds, long n)
{
    struct founded *it = deeds->it;
    struct twin_report report;
    int result = killed_at(n, make_in_place, deeds);
    assert_true(result == KILLED || result == 0);
    struct place *place = place_open(it->folder, &it->fault);
    founded_fine(it, place);
    if (place_newest(place) == 0) {
        place_close(place);
        assert_int_equal(result, KILLED);
        assert_int_equal(make_in_place(deeds), 0);
        place = place_open(it->folder, &it->fault);
    }
    assert_int_equal(place_newest(place), 1);
    const char *wrong = deeds_look(deeds, place_folder(it->arena, place, 1),
                                   &report);
    place_close(place);
    if (wrong)
        fail_msg("killed at call %ld: %s", n, wrong);
    assert_true(deeds_untouched(&report));
    return result == KILLED;
}

static void empty(str folder)
{
    char line[300];
    snprintf(line, sizeof line, "rm -rf '%s'/*", folder.at);
    assert_int_equal(system(line), 0);
}

static void a_new_store_is_there_whole_or_not_at_all(void **state)
{
    static const struct deed made[] = { { .kind = DEED_MAKE } };
    struct deeds *deeds = deeds_plan(*state, 10, made, 1);
    long n = 1;
    long step = effort(1, 3, 17);
    deeds_suppose(deeds, 1);
    while (kill_making(deeds, n)) {
        empty(deeds->it->folder);
        n += step;
    }
    empty(deeds->it->folder);
    print_message("    killed at %ld of %ld calls\n", (n - 1) / step, n);
    deeds_end(deeds);
}

/* ---- the tool itself ----------------------------------------------------- */

static void a_command_is_killed_and_its_calls_are_counted(void **state)
{
    static char *const words[] = { "sh", "-c", "exit 7", NULL };
    long n = 1;
    (void)state;
    while (killed_command_at(n, words) == KILLED)
        n++;
    assert_int_equal(killed_command_at(n, words), 7);
    assert_int_equal(killed_command_at(0, words), 7);
    assert_true(n > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a command is killed at any call",
                   a_command_is_killed_and_its_calls_are_counted),
        CASES_TEST("a new store is there whole or not at all",
                   a_new_store_is_there_whole_or_not_at_all),
        CASES_TEST("nothing is lost when the program is killed",
                   nothing_is_lost_when_it_is_killed),
        CASES_TEST("nothing is lost when the program is killed while it mends",
                   nothing_is_lost_when_it_is_killed_while_it_mends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
