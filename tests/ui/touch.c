/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingers: cases of what is meant, and random fingers on random screens, which
 * a slow and simple witness watches. */
#include "ui/touch.h"

#include <string.h>

#include "ui/sketch.h"

/* ---- cases --------------------------------------------------------------- */

enum { NEAR = 30 };

struct session {
    struct sketch sketch;
    struct touch touch;
    struct text out;
};

/* "down FINGER X Y NOW", and so on. */
static void take_event(struct session *session, enum touch_kind kind, str line)
{
    size_t at = 0;
    struct touch_event event = { .kind = kind };
    event.finger = sketch_number(line, &at);
    event.x = (int)sketch_number(line, &at);
    event.y = (int)sketch_number(line, &at);
    event.now = sketch_number(line, &at);
    struct action action = touch_take(&session->touch, &session->sketch.list,
                                      &event, NEAR);
    if (kind == TOUCH_UP || action.kind != ACTION_NONE) {
        sketch_say(&session->sketch, &session->out, action);
        text_add_char(&session->out, '\n');
    }
}

static void tell(struct session *session, str what, str line)
{
    const struct widgets *list = &session->sketch.list;
    size_t at = 0;
    if (text_equal(what, S("wait")))
        sketch_say(&session->sketch, &session->out,
                   touch_wait(&session->touch, list, sketch_number(line, &at)));
    else if (text_equal(what, S("deadline")))
        text_add_number(&session->out,
                        (long)touch_deadline(&session->touch, list));
    else if (text_equal(what, S("pressed")))
        text_add(&session->out, touch_pressed(&session->touch));
    else
        fail_msg("no such step: %.*s", TEXT_ARGS(what));
    text_add_char(&session->out, '\n');
}

static void take_line(struct session *session, str line)
{
    static const char *const kinds[] = { [TOUCH_DOWN] = "down",
                                         [TOUCH_MOVE] = "move",
                                         [TOUCH_UP] = "up",
                                         [TOUCH_CANCEL] = "cancel" };
    if (sketch_line(&session->sketch, line))
        return;
    size_t at = 0;
    str what;
    assert_true(text_word(line, &at, &what));
    line = text_slice(line, at, line.size);
    for (int kind = TOUCH_DOWN; kind <= TOUCH_CANCEL; kind++) {
        if (text_equal(what, text_of(kinds[kind]))) {
            take_event(session, (enum touch_kind)kind, line);
            return;
        }
    }
    if (text_equal(what, S("forget")))
        touch_forget(&session->touch);
    else
        tell(session, what, line);
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct session session = { .sketch.arena = arena, .out.arena = arena };
    str rest = cases_input(one);
    str line;
    while (text_cut(&rest, '\n', &line))
        take_line(&session, line);
    return text_view(&session.out);
}

/* ---- random fingers ------------------------------------------------------ */

enum {
    WIDGETS = 6,
    SCREENS = 3,
    FINGERS = 3,
    CELL = 60,
    COLUMNS = 3,
    ROUNDS = 20000,
    STEPS = 60,
};

struct chance {
    uint64_t state;
};

static int chance_below(struct chance *chance, int most)
{
    chance->state ^= chance->state << 13;
    chance->state ^= chance->state >> 7;
    chance->state ^= chance->state << 17;
    return (int)(chance->state % (uint64_t)most);
}

static const char *const ids[WIDGETS] = { "a", "b", "c", "d", "e", "f" };
static const char *const screens[SCREENS] = { "one", "two", "three" };

/* A screen as the witness knows it: which thing lies in which cell. */
struct thing {
    bool there;
    bool asleep;
    bool repeats;
    bool holds;
    int cell;
    long does;
};

struct world {
    struct arena *arena;
    struct chance chance;
    struct thing things[WIDGETS];
    int screen;
    struct widgets list;
};

static box cell_box(int cell)
{
    return (box){ cell % COLUMNS * CELL, cell / COLUMNS * CELL, CELL - 5,
                  CELL - 5 };
}

static void build(struct world *world)
{
    widget_begin(&world->list, world->arena, text_of(screens[world->screen]));
    for (int i = 0; i < WIDGETS; i++) {
        const struct thing *thing = &world->things[i];
        if (!thing->there)
            continue;
        struct widget widget = {
            .id = text_of(ids[i]),
            .role = WIDGET_BUTTON,
            .bounds = cell_box(thing->cell),
            .action = { .kind = ACTION_CHOOSE, .which = thing->does },
            .disabled = thing->asleep && i % 2,
            .hidden = thing->asleep && i % 2 == 0,
            .repeats = thing->repeats,
        };
        if (thing->holds)
            widget.held.kind = ACTION_PEEK;
        widget_add(&world->list, &widget);
    }
}

static void swap_cells(struct world *world)
{
    int one = chance_below(&world->chance, WIDGETS);
    int other = chance_below(&world->chance, WIDGETS);
    int cell = world->things[one].cell;
    world->things[one].cell = world->things[other].cell;
    world->things[other].cell = cell;
}

static void change(struct world *world)
{
    struct thing *thing = &world->things[chance_below(&world->chance, WIDGETS)];
    switch (chance_below(&world->chance, 6)) {
    case 0:
        thing->there = !thing->there;
        break;
    case 1:
        thing->asleep = !thing->asleep;
        break;
    case 2:
        swap_cells(world);
        break;
    case 3:
        thing->does++;
        break;
    default:
        world->screen = chance_below(&world->chance, SCREENS);
    }
    build(world);
}

static struct world world_make(struct arena *arena, uint64_t seed)
{
    struct world world = { .arena = arena,
                           .chance = { .state = seed * 2654435761u + 1 } };
    for (int i = 0; i < 8; i++)
        chance_below(&world.chance, 2);
    for (int i = 0; i < WIDGETS; i++)
        world.things[i] = (struct thing){
            .there = true, .cell = i, .repeats = i == 4, .holds = i == 2
        };
    build(&world);
    return world;
}

/* What lies at a place and can be touched; -1: nothing. */
static int thing_at(const struct world *world, int x, int y)
{
    for (int i = 0; i < WIDGETS; i++) {
        const struct thing *thing = &world->things[i];
        box area = cell_box(thing->cell);
        if (thing->there && !thing->asleep && x >= area.x && y >= area.y &&
            x < area.x + area.w && y < area.y + area.h)
            return i;
    }
    return -1;
}

/*
 * The witness keeps all that ever happened and asks it simple questions. It
 * does not say what has to be done, only what must never be.
 */
struct act {
    int thing;
    int screen;
    int x;
    int y;
    int64_t at;
};

struct witness {
    bool fingers[FINGERS]; /* that lie on the screen */
    int first;             /* the only one that may act; -1: none */
    int thing;             /* what it went down on */
    int screen;
    long does;
    int x;
    int y;
    int64_t down;
    bool spoilt;  /* that was not always there since */
    bool peeking; /* something is held … */
    bool peeked;  /* … or was, since it went down */
    struct act acts[STEPS + 2];
    int act_count;
};

static bool none_lies(const struct witness *witness)
{
    for (int i = 0; i < FINGERS; i++)
        if (witness->fingers[i])
            return false;
    return true;
}

static void see_down(struct witness *witness, const struct world *world,
                     const struct touch_event *event)
{
    bool counts = none_lies(witness);
    witness->fingers[event->finger] = true;
    if (!counts)
        return;
    witness->first = (int)event->finger;
    witness->thing = thing_at(world, event->x, event->y);
    witness->does = witness->thing < 0 ? 0 : world->things[witness->thing].does;
    witness->screen = world->screen;
    witness->x = event->x;
    witness->y = event->y;
    witness->down = event->now;
    witness->spoilt = witness->thing < 0;
    witness->peeked = false;
}

static void see_world(struct witness *witness, const struct world *world)
{
    witness->spoilt = witness->spoilt || world->screen != witness->screen ||
                      thing_at(world, witness->x, witness->y) !=
                          witness->thing ||
                      world->things[witness->thing].does != witness->does;
}

static void see_tap(struct witness *witness, const struct world *world,
                    const struct touch_event *event, struct action action)
{
    assert_int_equal(event->kind, TOUCH_UP);
    assert_int_equal(event->finger, witness->first);
    assert_false(witness->spoilt);
    assert_false(witness->peeked);
    assert_int_equal(thing_at(world, event->x, event->y), witness->thing);
    assert_int_equal(action.which, witness->does);
    bool repeats = world->things[witness->thing].repeats;
    for (int i = 0; i < witness->act_count; i++) {
        const struct act *act = &witness->acts[i];
        bool here = act->screen == world->screen;
        if (witness->down - act->at >= TOUCH_AGAIN)
            continue;
        if (act->thing == witness->thing)
            assert_true(repeats && here &&
                        witness->down - act->at >= TOUCH_BOUNCE);
        int across = act->x - witness->x;
        int down = act->y - witness->y;
        if (!here)
            assert_true(across * across + down * down > NEAR * NEAR);
    }
    witness->acts[witness->act_count++] = (struct act){ witness->thing,
                                                        world->screen, event->x,
                                                        event->y, event->now };
}

static void see_action(struct witness *witness, const struct world *world,
                       const struct touch_event *event, struct action action)
{
    if (action.kind == ACTION_CHOOSE) {
        see_tap(witness, world, event, action);
    } else if (action.kind == ACTION_PEEK && action.which == 1) {
        assert_null(event);
        assert_false(witness->peeking || witness->peeked || witness->spoilt);
        assert_true(world->things[witness->thing].holds);
        witness->peeking = witness->peeked = true;
    } else if (action.kind == ACTION_PEEK) {
        assert_true(witness->peeking);
        witness->peeking = false;
    } else {
        assert_int_equal(action.kind, ACTION_NONE);
    }
}

static void see_up(struct witness *witness, const struct touch_event *event)
{
    witness->fingers[event->finger] = false;
    if (event->finger == witness->first) {
        assert_false(witness->peeking);
        witness->first = -1;
    }
}

struct trial {
    struct world world;
    struct witness witness;
    struct touch touch;
    int64_t now;
};

static void send(struct trial *trial, enum touch_kind kind, int finger, int x,
                 int y)
{
    struct touch_event event = {
        .kind = kind, .finger = finger, .x = x, .y = y, .now = trial->now
    };
    if (kind == TOUCH_DOWN)
        see_down(&trial->witness, &trial->world, &event);
    struct action action = touch_take(&trial->touch, &trial->world.list, &event,
                                      NEAR);
    see_action(&trial->witness, &trial->world, &event, action);
    if (kind == TOUCH_UP || kind == TOUCH_CANCEL)
        see_up(&trial->witness, &event);
}

static void let_time_pass(struct trial *trial)
{
    static const int spans[] = { 0, 1, 39, 40, 100, 200, 399, 499, 500, 700 };
    int which = chance_below(&trial->world.chance, 10);
    trial->now += spans[which];
    struct action action = touch_wait(&trial->touch, &trial->world.list,
                                      trial->now);
    see_action(&trial->witness, &trial->world, NULL, action);
}

static void change_world(struct trial *trial)
{
    change(&trial->world);
    if (trial->witness.first >= 0)
        see_world(&trial->witness, &trial->world);
    see_action(&trial->witness, &trial->world, NULL,
               touch_wait(&trial->touch, &trial->world.list, trial->now));
}

/* Mostly one finger that goes down and comes up in one place, else no tap
 * would ever be finished; the others come in between. */
static void random_step(struct trial *trial)
{
    struct chance *chance = &trial->world.chance;
    const struct witness *witness = &trial->witness;
    int x = chance_below(chance, COLUMNS * CELL);
    int y = chance_below(chance, 2 * CELL);
    int finger = chance_below(chance, 4) ? 0 : chance_below(chance, FINGERS);
    bool lies = witness->fingers[finger];
    int kind = chance_below(chance, 12);
    if (kind < 8 && lies && finger == witness->first && chance_below(chance, 4))
        x = witness->x, y = witness->y;
    else if (!lies && witness->act_count && chance_below(chance, 2))
        x = witness->acts[witness->act_count - 1].x,
        y = witness->acts[witness->act_count - 1].y;
    if (kind < 7)
        send(trial, lies ? TOUCH_UP : TOUCH_DOWN, finger, x, y);
    else if (kind == 7 && lies)
        send(trial, TOUCH_MOVE, finger, x, y);
    else if (kind == 8 && lies)
        send(trial, TOUCH_CANCEL, finger, x, y);
    else if (kind == 9)
        change_world(trial);
    let_time_pass(trial);
}

/* When all have let go and time has passed, a tap must act. */
static void a_tap_still_acts(struct trial *trial)
{
    for (int i = 0; i < FINGERS; i++)
        if (trial->witness.fingers[i])
            send(trial, TOUCH_UP, i, -1, -1);
    trial->now += TOUCH_AGAIN;
    trial->world.things[0].there = true;
    trial->world.things[0].asleep = false;
    build(&trial->world);
    int acts = trial->witness.act_count;
    box area = cell_box(trial->world.things[0].cell);
    send(trial, TOUCH_DOWN, 1, area.x, area.y);
    send(trial, TOUCH_UP, 1, area.x, area.y);
    assert_int_equal(trial->witness.act_count, acts + 1);
}

static void fingers_never_do_what_nobody_meant(void **state)
{
    int acts = 0;
    int peeks = 0;
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        struct trial trial = { .world = world_make(*state, seed),
                               .witness.first = -1,
                               .now = 1000 };
        for (int i = 0; i < STEPS; i++) {
            random_step(&trial);
            peeks += trial.witness.peeking;
        }
        a_tap_still_acts(&trial);
        acts += trial.witness.act_count;
        arena_wipe(*state);
    }
    assert_true(acts > 3 * ROUNDS); /* else nothing was tried */
    assert_true(peeks > ROUNDS / 10);
}

static void a_clock_that_jumps_does_no_harm(void **state)
{
    static const int64_t moments[] = { 0,    1,         5000,
                                       -700, INT64_MIN, INT64_MAX - 1000 };
    for (uint64_t seed = 1; seed <= ROUNDS / 4; seed++) {
        struct trial trial = { .world = world_make(*state, seed),
                               .witness.first = -1 };
        int held = 0;
        for (int i = 0; i < STEPS; i++) {
            struct chance *chance = &trial.world.chance;
            struct touch_event event = {
                .kind = (enum touch_kind)chance_below(chance, 4),
                .finger = chance_below(chance, FINGERS),
                .x = chance_below(chance, COLUMNS * CELL),
                .y = chance_below(chance, 2 * CELL),
                .now = moments[chance_below(chance, 6)],
            };
            struct action action = touch_take(&trial.touch, &trial.world.list,
                                              &event, NEAR);
            assert_true(action.kind != ACTION_CHOOSE || event.kind == TOUCH_UP);
            held -= action.kind == ACTION_PEEK;
            action = touch_wait(&trial.touch, &trial.world.list,
                                moments[chance_below(chance, 6)]);
            held += action.kind == ACTION_PEEK;
            assert_true(held == 0 || held == 1);
            touch_deadline(&trial.touch, &trial.world.list);
        }
        trial.now = 100000;
        touch_forget(&trial.touch);
        a_tap_still_acts(&trial);
        arena_wipe(*state);
    }
}

static void nothing_is_kept_when_it_is_forgotten(void **state)
{
    struct trial trial = { .world = world_make(*state, 1),
                           .witness.first = -1,
                           .now = 1000 };
    a_tap_still_acts(&trial);
    touch_forget(&trial.touch);
    struct touch empty;
    memset(&empty, 0, sizeof empty);
    assert_memory_equal(&trial.touch, &empty, sizeof empty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("whatever fingers do, only what was meant is done",
                   fingers_never_do_what_nobody_meant),
        CASES_TEST("a clock that jumps does no harm",
                   a_clock_that_jumps_does_no_harm),
        CASES_TEST("nothing is kept of fingers that are forgotten",
                   nothing_is_kept_when_it_is_forgotten),
    };
    int failed = cases_run("ui/touch.cases", run);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
