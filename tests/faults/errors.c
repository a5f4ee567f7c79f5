/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any call to the disk fails: what was done is there, what was not says why, and
 * when the trouble is over the store opens and holds all that it took (P1). */
#include <errno.h>
#include <limits.h>

#include "disk.h"
#include "effort.h"
#include "scarce.h"
#include "shim.h"
#include "start.h"

/* Where the trouble is: between SQLite and its files, between all and the
 * system, or in SQLite's memory. */
enum where { SQLITE, SYSTEM, MEMORY };

static const struct trouble {
    const char *name;
    enum where where;
    int how; /* as that place has it */
} troubles[] = {
    { "breaks", SQLITE, SHIM_BROKEN },
    { "is full", SQLITE, SHIM_FULL },
    { "is read-only", SQLITE, SHIM_READONLY },
    { "ends early", SQLITE, SHIM_SHORT },
    { "has no memory", SQLITE, SHIM_MEMORY },
    { "EIO", SYSTEM, EIO },
    { "ENOSPC", SYSTEM, ENOSPC },
    { "EROFS", SYSTEM, EROFS },
    { "EINTR", SYSTEM, EINTR },
    { "half", SYSTEM, DISK_SHORT },
    { "no flush", SYSTEM, DISK_UNFLUSHED },
    { "no memory", MEMORY, 0 },
};
enum { TROUBLES = sizeof troubles / sizeof *troubles };

static void trouble_begin(const struct trouble *trouble, long nth, long many)
{
    if (trouble->where == SYSTEM)
        disk_trouble(nth, trouble->how, many);
    else if (trouble->where == SQLITE)
        shim_trouble(nth, (enum shim_how)trouble->how, many);
    else
        scarce_trouble(nth, many);
}

static bool trouble_end(const struct trouble *trouble)
{
    if (trouble->where == SYSTEM)
        return disk_calm();
    return trouble->where == SQLITE ? shim_calm() : scarce_calm();
}

/* ---- one deed ------------------------------------------------------------ */

struct scene {
    struct deeds *deeds;
    struct folder files; /* as they are found */
    enum start start;
    int deed;
    const struct trouble *trouble;
    long many;
    long nth;
    long tried;
};

static void hold(const struct scene *scene, bool holds, const char *what)
{
    if (!holds)
        fail_msg("deed %d on %s, %s, calls %ld and on, %ld: %s", scene->deed,
                 start_name(scene->start), scene->trouble->name, scene->nth,
                 scene->many, what);
}

/* False is never without a reason, and true never with one. */
static bool hold_answer(const struct scene *scene, bool done)
{
    const struct deeds *deeds = scene->deeds;
    hold(scene, done == !deeds->it->fault.pattern,
         done ? "it was done, and a fault was given" : "no fault was given");
    hold(scene,
         !done || scene->deed != START_OPEN ||
             deeds->report.lost == (scene->start == START_LOST),
         "opening it lost something");
    return done;
}

/* With the store that met the trouble; it need not bear that. */
static void go_on(const struct scene *scene)
{
    struct deeds *deeds = scene->deeds;
    if (deeds->store && scene->deed != START_OPEN) {
        hold_answer(scene, deeds_do(deeds, scene->deed));
        int other = scene->deed == START_PUT ? START_ADD : START_PUT;
        hold_answer(scene, deeds_do(deeds, other));
    }
    store_close(deeds->store);
    deeds->store = NULL;
}

/* As if the program were started again. */
static void start_again(const struct scene *scene)
{
    struct deeds *deeds = scene->deeds;
    struct twin_report report;
    const char *wrong = deeds_look(deeds, deeds->it->folder, &report);
    hold(scene, !wrong, wrong);
    wrong = deeds_look(deeds, deeds->it->folder, &report);
    hold(scene, !wrong, wrong);
    hold(scene, deeds_untouched(&report), "it had to be mended twice");
}

/* Whether the trouble was met. */
static bool play(struct scene *scene)
{
    struct deeds *deeds = scene->deeds;
    start_lay(deeds, scene->start, &scene->files);
    disk_watch(deeds->it->folder);
    if (scene->deed != START_OPEN)
        deeds_run(deeds, START_OPEN, START_OPEN + 1);
    trouble_begin(scene->trouble, scene->nth, scene->many);
    bool done = deeds_do(deeds, scene->deed);
    bool met = trouble_end(scene->trouble);
    hold_answer(scene, done);
    hold(scene, done || met, "it failed without trouble");
    go_on(scene);
    disk_rest();
    start_again(scene);
    scene->tried++;
    return met;
}

/* Once, for a while, and for good; but what is interrupted for good never
 * ends. */
static const long lengths[] = { 1, 30, LONG_MAX };
enum { LENGTHS = sizeof lengths / sizeof *lengths };

static bool is_endless(const struct scene *scene)
{
    return scene->many == LONG_MAX && scene->trouble->where == SYSTEM &&
           scene->trouble->how == EINTR;
}

static void play_all(struct scene *scene, bool (*once)(struct scene *scene),
                     int step)
{
    for (int i = 0; i < LENGTHS * TROUBLES; i++) {
        scene->trouble = &troubles[i / LENGTHS];
        scene->many = lengths[i % LENGTHS];
        scene->nth = 1 + i % step;
        while (!is_endless(scene) && once(scene))
            scene->nth += step;
    }
}

static void play_deed(struct arena *arena, enum start start, int deed, int step)
{
    struct deeds *deeds = start_plan(arena);
    struct scene *scene = arena_new(arena, struct scene);
    *scene = (struct scene){ .deeds = deeds, .start = start, .deed = deed };
    start_take(arena, deeds, start, &scene->files);
    shim_begin();
    play_all(scene, play, step);
    shim_end();
    print_message("    %ld troubles with deed %d on %s\n", scene->tried, deed,
                  start_name(start));
    deeds_end(deeds);
}

/* ---- making one ---------------------------------------------------------- */

/* What was made in vain is thrown away, and the next time it works. */
static bool make(struct scene *scene)
{
    struct deeds *deeds = scene->deeds;
    struct twin_report report;
    const struct folder nothing = { .count = 0 };
    folder_lay(&nothing, deeds->it->folder);
    deeds_suppose(deeds, 0);
    disk_watch(deeds->it->folder);
    trouble_begin(scene->trouble, scene->nth, scene->many);
    bool done = hold_answer(scene, deeds_do(deeds, 0));
    bool met = trouble_end(scene->trouble);
    disk_rest();
    hold(scene, done || met, "it failed without trouble");
    const char *wrong = deeds_look(deeds, deeds->it->folder, &report);
    hold(scene, !done || !wrong, wrong);
    scene->tried++;
    return met;
}

static void every_trouble_of_making_is_borne(void **state)
{
    static const struct deed made[] = { { .kind = DEED_MAKE } };
    struct scene *scene = arena_new(*state, struct scene);
    *scene = (struct scene){ .deeds = deeds_plan(*state, 10, made, 1) };
    shim_begin();
    play_all(scene, make, (int)effort(1, 17, 83));
    shim_end();
    print_message("    %ld troubles with making a store\n", scene->tried);
    deeds_end(scene->deeds);
}

/* ---- the tests ----------------------------------------------------------- */

static void every_trouble_of_opening_is_borne(void **state)
{
    for (int start = 0; start < STARTS; start++)
        play_deed(*state, (enum start)start, START_OPEN,
                  (int)effort(1, 23, 83));
}

static void every_trouble_of_a_put_is_borne(void **state)
{
    play_deed(*state, START_CLOSED, START_PUT, (int)effort(1, 3, 11));
}

static void every_trouble_of_a_change_is_borne(void **state)
{
    play_deed(*state, START_CLOSED, START_CHANGE, (int)effort(1, 3, 11));
}

static void every_trouble_of_a_merge_is_borne(void **state)
{
    play_deed(*state, START_CLOSED, START_ADD, (int)effort(1, 5, 17));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("every trouble of making is borne",
                   every_trouble_of_making_is_borne),
        CASES_TEST("every trouble of a put is borne",
                   every_trouble_of_a_put_is_borne),
        CASES_TEST("every trouble of a change is borne",
                   every_trouble_of_a_change_is_borne),
        CASES_TEST("every trouble of a merge is borne",
                   every_trouble_of_a_merge_is_borne),
        CASES_TEST("every trouble of opening is borne",
                   every_trouble_of_opening_is_borne),
    };
    scarce_begin();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
