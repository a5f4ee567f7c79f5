/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A monkey at the screen: it taps, drags, holds, drums, types, turns the screen,
 * pulls the plug and waits, all by chance, while the disk fails now and then. A
 * witness predicts every answer, and what is sent. Under the sanitizers of both
 * compilers together it takes 200,000 steps, each with a seed of its own, and a
 * few without. MONKEY_STEPS and MONKEY_SEED in the environment ask for another
 * run. What fails is told with its seed and the last things that the monkey did.
 */
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "booth.h"
#include "witness.h"

#if defined(__SANITIZE_ADDRESS__)
enum { STEPS = 100000, SEED = 20260101 };
#elif defined(__clang__)
enum { STEPS = 100000, SEED = 20260102 };
#else
enum { STEPS = 20000, SEED = 20260103 };
#endif

enum {
    ALL_SEEN = 100000, /* steps, after which everything has happened */
    KIOSK = 2500,      /* steps at one kiosk, more or less */
    EVENTS = 30,       /* that are told */
    EVENT = 160,
    FINGERS = 3,
    SECOND = 1000,
};

/* ---- what is told ---------------------------------------------------------- */

/* Shared by the process that looks on, whatever becomes of the monkey's. */
struct diary {
    unsigned long seed;
    long step;
    char memory[64]; /* where drafts are kept */
    char events[EVENTS][EVENT];
};
static struct diary *diary;

static void tell(void)
{
    char draft[96];
    snprintf(draft, sizeof draft, "%s/yoursay-draft", diary->memory);
    unlink(draft);
    rmdir(diary->memory);
    fprintf(stderr, "MONKEY_SEED=%lu, step %ld; before that:\n", diary->seed,
            diary->step);
    for (long i = diary->step - EVENTS + 1; i <= diary->step; i++)
        if (i >= 0 && diary->events[i % EVENTS][0])
            fprintf(stderr, "%s\n", diary->events[i % EVENTS]);
}

/* ---- chance ---------------------------------------------------------------- */

static struct monkey {
    struct booth *booth;
    uint64_t dice;
    long steps;
    long until;    /* another kiosk is made then */
    bool diligent; /* most of the time it goes on, as people do */
    int64_t began; /* what the clock showed */
} monkey;

static uint64_t roll(void)
{
    uint64_t x = monkey.dice += 0x9E3779B97F4A7C15;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
    x = (x ^ x >> 27) * 0x94D049BB133111EB;
    return x ^ x >> 31;
}

/* From `least` to `most`, both included. */
static int between(int least, int most)
{
    return least + (int)(roll() % (uint64_t)(most - least + 1));
}

static bool one_in(int many)
{
    return between(1, many) == 1;
}

/* ---- one step -------------------------------------------------------------- */

static struct seat *seat(void)
{
    return monkey.booth->seat;
}

static int64_t now(void)
{
    return clock_now(monkey.booth->plan.clock);
}

/* What is done next goes into the diary before it is done. */
static void note(const char *what, long a, long b, long c)
{
    str screen = host_list(seat())->screen;
    diary->step = ++monkey.steps;
    snprintf(diary->events[monkey.steps % EVENTS], EVENT,
             "%8ld %10.3f s  %-28.*s %s %ld %ld %ld", monkey.steps,
             (double)(now() - monkey.began) / SECOND, TEXT_ARGS(screen), what,
             a, b, c);
}

static void look(void)
{
    witness_look(seat());
}

static void pass(int64_t milliseconds)
{
    note("waits", (long)milliseconds, 0, 0);
    int64_t end = now() + milliseconds;
    for (;;) {
        int64_t next = host_wait(seat());
        int64_t left = end - now();
        look();
        if (next == 0)
            continue;
        if (left <= 0)
            return;
        clock_turn(&monkey.booth->seating.clock,
                   next > 0 && next < left ? next : left);
    }
}

/* Where a finger went down last, to bear witness to what it does. */
static struct {
    int x;
    int y;
} downs[FINGERS];

/* What was there before a finger did something, which may end the list. */
struct before {
    long actions;
    enum action_kind held;
    bool stays; /* it is on what it went down on */
    bool rolls; /* it is on a key, as another finger is */
};

static bool is_key(const struct widget *widget)
{
    return widget && widget->role == WIDGET_KEY;
}

/* A finger does only what lay under it where it went down and where it was
 * lifted, and what it holds ends in any way. On keys a second one that comes
 * down lifts the first. */
static void look_at_finger(const struct touch_event *event,
                           const struct before *before)
{
    enum action_kind last;
    long done = witness_actions(&last) - before->actions;
    if (done == 0 || (done == 1 && last == before->held) ||
        (done == 1 && event->kind == TOUCH_DOWN && before->rolls))
        return;
    if (done != 1 || event->kind != TOUCH_UP || !before->stays)
        fail_msg("a finger does what it is not on");
}

static void finger(enum touch_kind kind, int which, int x, int y)
{
    static const char *const names[] = { "down", "moves", "up", "cancelled" };
    enum action_kind last;
    struct touch_event event = {
        .kind = kind, .finger = which, .x = x, .y = y, .now = now()
    };
    note(names[kind], which, x, y);
    if (kind == TOUCH_DOWN) {
        witness_touch(seat());
        downs[which].x = x;
        downs[which].y = y;
    }
    const struct widgets *list = host_list(seat());
    const struct touch *touch = &seat()->touch;
    const struct widget *from = widget_at(list, downs[which].x, downs[which].y);
    const struct widget *to = widget_at(list, x, y);
    const struct before before = {
        .actions = witness_actions(&last),
        .held = touch->held ? touch->action.kind : ACTION_NONE,
        .stays = from && from == to,
        .rolls = touch->down && is_key(to) &&
                 is_key(widget_at(list, touch->x, touch->y)),
    };
    host_finger(seat(), &event);
    look_at_finger(&event, &before);
    look();
    host_wait(seat());
    look();
}

static void key(enum focus_key key, uint32_t character)
{
    note("presses", (long)key, (long)character, 0);
    witness_touch(seat());
    host_key(seat(), key, character);
    look();
    host_wait(seat());
    look();
}

static void fit(int width, int height)
{
    note("turns", width, height, 0);
    monkey.booth->width = width;
    monkey.booth->height = height;
    host_fit(seat(), width, height);
    look();
    host_wait(seat());
    look();
}

static void pull_the_plug(void)
{
    note("pulls the plug", 0, 0, 0);
    booth_restart(monkey.booth);
    witness_seat(seat(), true);
    look();
}

/* ---- where ----------------------------------------------------------------- */

struct place {
    int x;
    int y;
};

static struct place in_box(box area)
{
    return (struct place){ between(area.x, area.x + area.w - 1),
                           between(area.y, area.y + area.h - 1) };
}

static struct place anywhere(void)
{
    return (struct place){ between(-5, seat()->look.width + 5),
                           between(-5, seat()->look.height + 5) };
}

static bool is_wanted(const struct widget *widget, int taste)
{
    if (!widget_is_active(widget) || widget->bounds.w <= 0 ||
        widget->bounds.h <= 0)
        return false;
    switch (taste) {
    case 0: /* what leads on */
        return text_equal(widget->id, S("next")) ||
               text_equal(widget->id, S("send")) ||
               widget->action.kind == ACTION_LANGUAGE ||
               widget->action.kind == ACTION_WHO;
    case 1: /* what answers */
        return widget->role == WIDGET_CHOICE || widget->role == WIDGET_SLIDER ||
               widget->role == WIDGET_FIELD || widget->role == WIDGET_KEY ||
               widget->repeats;
    default:
        return true;
    }
}

/* NULL if there is nothing to the monkey's taste. */
static const struct widget *some_widget(int taste)
{
    const struct widgets *list = host_list(seat());
    const struct widget *found = NULL;
    int count = 0;
    for (int i = 0; i < list->count; i++)
        if (is_wanted(&list->all[i], taste) && one_in(++count))
            found = &list->all[i];
    return found;
}

static struct place some_place(void)
{
    static const int tastes[] = { 0, 0, 0, 0, 1, 1, 1, 1, 1, 2 };
    if (one_in(20))
        return anywhere();
    if (one_in(100))
        monkey.diligent = !monkey.diligent;
    const struct widget *widget = some_widget(
        monkey.diligent ? !one_in(3) ? 0 : 1 : tastes[between(0, 9)]);
    if (!widget)
        widget = some_widget(2);
    return widget ? in_box(widget->bounds) : anywhere();
}

/* ---- what a monkey does ------------------------------------------------------ */

static void tap_at(struct place place)
{
    finger(TOUCH_DOWN, 0, place.x, place.y);
    pass(between(10, 200));
    finger(TOUCH_UP, 0, place.x + between(-3, 3), place.y + between(-3, 3));
}

static void tap(void)
{
    tap_at(some_place());
    if (!one_in(8))
        pass(between(300, 900));
}

static void drum(void)
{
    struct place place = some_place();
    for (int i = between(1, 4); i >= 0; i--) {
        tap_at(place);
        pass(between(0, 300));
    }
}

static void drag(void)
{
    struct place to = some_place();
    struct place from = some_place();
    finger(TOUCH_DOWN, 0, from.x, from.y);
    for (int i = between(0, 4); i > 0; i--) {
        struct place way = one_in(2) ? anywhere() : from;
        pass(between(0, 150));
        finger(TOUCH_MOVE, 0, way.x, way.y);
    }
    if (one_in(2))
        to = from;
    finger(one_in(5) ? TOUCH_CANCEL : TOUCH_UP, 0, to.x, to.y);
}

static void hold(void)
{
    const struct widget *widget = one_in(2) ? widget_find(host_list(seat()),
                                                          S("language"))
                                            : some_widget(2);
    struct place place = widget ? in_box(widget->bounds) : anywhere();
    finger(TOUCH_DOWN, 0, place.x, place.y);
    pass(between(350, 3000));
    if (one_in(4))
        fit(seat()->look.width, seat()->look.height);
    else if (one_in(4))
        key((enum focus_key)between(0, FOCUS_LETTER - 1), 0);
    if (one_in(3))
        place = anywhere();
    if (!one_in(6)) /* nobody says that it was lifted */
        finger(one_in(5) ? TOUCH_CANCEL : TOUCH_UP, 0, place.x, place.y);
}

static void paw(void)
{
    for (int i = between(2, 8); i > 0; i--) {
        struct place place = some_place();
        finger((enum touch_kind)between(0, 3), between(0, FINGERS - 1), place.x,
               place.y);
        if (one_in(2))
            pass(between(0, 200));
    }
}

static void press(void)
{
    static const enum focus_key often[] = {
        FOCUS_TAB,  FOCUS_TAB,   FOCUS_DOWN,  FOCUS_RIGHT,
        FOCUS_LEFT, FOCUS_ENTER, FOCUS_SPACE, FOCUS_ENTER,
    };
    for (int i = between(1, 5); i > 0; i--) {
        key(one_in(3) ? (enum focus_key)between(0, FOCUS_LETTER - 1)
                      : often[between(0, 7)],
            0);
        if (!one_in(3))
            pass(between(50, 800));
    }
}

static uint32_t some_letter(void)
{
    static const uint32_t odd[] = {
        0x175,  0x177,   0xE2,    0xEA,    0x302, 0x301, 0x300,    ' ',
        '.',    '!',     0x2019,  0x200B,  0xAD,  0x7F,  0x85,     0,
        0x200D, 0x1F468, 0x1F3FD, 0x1F1EC, 0xE9,  0x308, 0x10FFFF, '\t',
    };
    if (one_in(5))
        return odd[between(0, sizeof odd / sizeof *odd - 1)];
    return one_in(6) ? ' ' : (uint32_t)between('a', 'z');
}

static bool has_field(void)
{
    const struct widgets *list = host_list(seat());
    bool found = false;
    for (int i = 0; i < list->count; i++)
        found = found || list->all[i].role == WIDGET_FIELD;
    return found;
}

/* Where there is a field, more than it has room for now and then. */
static void type(void)
{
    int most = !has_field() ? 1 : one_in(12) ? 1000 : 40;
    for (int i = between(1, most); i > 0; i--) {
        if (one_in(8))
            key((enum focus_key)between(FOCUS_LEFT, FOCUS_END), 0);
        else if (one_in(8))
            key(FOCUS_ERASE, 0);
        else
            key(FOCUS_LETTER, some_letter());
    }
}

/* Mostly a moment, sometimes minutes. */
static void wait_a_while(void)
{
    pass(one_in(10) ? between(0, 500 * SECOND)
                    : between(0, 1 << between(0, 14)));
}

static void turn(void)
{
    static const int sizes[][2] = {
        { 1280, 800 }, { 800, 1280 }, { 1024, 600 }, { 640, 480 }
    };
    int which = between(0, 3);
    if (one_in(2))
        fit(between(240, 2000), between(200, 1400));
    else
        fit(sizes[which][0], sizes[which][1]);
}

static void change_the_disk(void)
{
    witness_outbox()->fails = one_in(3);
}

/* How often what is done, in a thousand. */
static const struct {
    int often;
    void (*run)(void);
} habits[] = {
    { 640, tap },         { 40, drum },
    { 40, drag },         { 40, hold },
    { 40, paw },          { 100, press },
    { 50, type },         { 30, wait_a_while },
    { 5, turn },          { 12, change_the_disk },
    { 3, pull_the_plug },
};

/* Mostly from where there is nothing more to do. */
static bool is_walking_away(void)
{
    bool done = seat_stage(seat()) == SEAT_THANKS;
    return (done || seat()->person.depth > 0) && one_in(done ? 4 : 15);
}

static void do_something(void)
{
    int dice = between(0, monkey.diligent ? 700 : 999);
    if (has_field() && one_in(6)) {
        type();
        return;
    }
    if (is_walking_away()) {
        pass(between(0, 500 * SECOND));
        return;
    }
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        dice -= habits[i].often;
        if (dice < 0) {
            habits[i].run();
            return;
        }
    }
}

/* ---- another kiosk ---------------------------------------------------------- */

static void choose_settings(struct seat_plan *plan)
{
    plan->settings.idle = between(SETTINGS_IDLE_LEAST, SETTINGS_IDLE_MOST);
    plan->settings.idle_more = between(SETTINGS_MORE_LEAST, SETTINGS_MORE_MOST);
    plan->settings.theme = (enum look_theme)between(0, LOOK_THEMES - 1);
    plan->settings.size = (enum look_size)between(0, LOOK_SIZES - 1);
    plan->settings.diagonal = one_in(2) ? 0 : between(150, 600);
}

static void choose_plan(struct booth *booth)
{
    const struct seat_plan *whole = &booth->seating.plan;
    struct seat_plan *plan = &booth->plan;
    struct draft *draft = plan->draft;
    *plan = *whole;
    plan->draft = draft;
    plan->practice = one_in(2);
    plan->only_form = between(-1, plan->form_count - 1);
    if (one_in(3)) {
        int only = between(0, whole->language_count - 1);
        plan->languages[0] = whole->languages[only];
        plan->titles[0] = whole->titles[only];
        plan->language_count = 1;
    }
    choose_settings(plan);
}

/* Another kiosk, where nobody sits. */
static void go_elsewhere(void)
{
    struct booth *booth = monkey.booth;
    draft_wipe(booth->plan.draft);
    choose_plan(booth);
    witness_outbox()->no_room = one_in(20);
    witness_outbox()->fails = false;
    note("goes elsewhere", booth->plan.only_form, booth->plan.language_count,
         witness_outbox()->no_room);
    booth_restart(booth);
    witness_seat(seat(), false);
    look();
    turn();
    monkey.until = monkey.steps + (witness_outbox()->no_room ? 60 : KIOSK);
}

/* ---- the test ---------------------------------------------------------------- */

/* Any folder will do here for memory. */
/* NOLINTBEGIN(readability-identifier-naming): the linker's names */
int __real_fstatfs(int handle, struct statfs *about);
int __wrap_fstatfs(int handle, struct statfs *about);
/* NOLINTEND(readability-identifier-naming) */
int __wrap_fstatfs(int handle, struct statfs *about)
{
    int result = __real_fstatfs(handle, about);
    about->f_type = TMPFS_MAGIC;
    return result;
}

static unsigned long asked(const char *name, unsigned long usual)
{
    const char *value = getenv(name);
    return value ? strtoul(value, NULL, 10) : usual;
}

static void sit_down(void)
{
    snprintf(diary->memory, sizeof diary->memory, "/tmp/yoursay-monkey-XXXXXX");
    assert_non_null(mkdtemp(diary->memory));
    monkey.began = SECOND;
    monkey.booth = booth_open(
        &(struct booth_wish){ .memory = diary->memory, .now = monkey.began });
    witness_seat(seat(), false);
}

/* Nothing may be left in the folder. */
static void stand_up(void)
{
    draft_wipe(monkey.booth->plan.draft);
    booth_close(monkey.booth);
    assert_int_equal(rmdir(diary->memory), 0);
}

static void a_monkey_is_understood(void **state)
{
    (void)state;
    long steps = (long)asked("MONKEY_STEPS", STEPS);
    monkey.dice = diary->seed;
    sit_down();
    while (monkey.steps < steps) {
        if (monkey.steps >= monkey.until)
            go_elsewhere();
        do_something();
    }
    stand_up();
    const struct witness_count *count = witness_count();
    printf("%ld steps, %ld actions, %ld people, %ld sent (%ld with words), "
           "%ld not at once, %ld carried on after a crash, %ld letters, %zu at "
           "most\n",
           monkey.steps, count->actions, count->left, count->sent, count->words,
           count->failed, count->resumed, count->written, count->longest);
    if (steps >= ALL_SEEN)
        assert_true(count->sent > 0 && count->failed > 0 && count->resumed > 0);
}

/* In a process of its own, so that whatever ends it is told with its seed. */
int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_monkey_is_understood),
    };
    diary = mmap(NULL, sizeof *diary, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (diary == MAP_FAILED)
        return 1;
    diary->seed = asked("MONKEY_SEED", SEED);
    pid_t child = fork();
    if (child == 0)
        return cmocka_run_group_tests(tests, NULL, NULL);
    int status = 1;
    waitpid(child, &status, 0);
    if (status != 0)
        tell();
    return status != 0;
}
