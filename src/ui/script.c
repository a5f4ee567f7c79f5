/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/script.h"

#include "base/arena.h"
#include "base/file.h"
#include "ui/dump.h"
#include "ui/host.h"
#include "ui/keyboard.h"
#include "ui/paint.h"
#include "ui/speech.h"

/* Milliseconds: nobody is quicker, and a second tap is a new one then. */
enum { STEP = 700, PRESS = 60, TAP = 2, TAPS_MOST = 200 };

enum { SECONDS_MOST = 1000000 }; /* eleven days */

struct script {
    const struct script_place *place;
    struct arena *arena;
    struct fault *fault;
    int line;
};

/* ---- time ---------------------------------------------------------------- */

/* Lets so much time go by, and whatever it brings happen in its turn. */
static void pass(struct script *script, int64_t milliseconds)
{
    const struct script_place *place = script->place;
    int64_t end = clock_now(place->clock) + milliseconds;
    for (;;) {
        int64_t next = host_wait(place->seat);
        int64_t left = end - clock_now(place->clock);
        if (next == 0)
            continue;
        if (left <= 0)
            return;
        clock_turn(place->clock, next > 0 && next < left ? next : left);
    }
}

/* ---- where it is ---------------------------------------------------------- */

static str screen_of(const struct script *script)
{
    return host_list(script->place->seat)->screen;
}

static bool is_at(const struct script *script, str screen)
{
    return text_equal(screen_of(script), screen);
}

/* ---- what goes wrong ------------------------------------------------------ */

static bool is_not_there(struct script *script, str id)
{
    return fault_set(script->fault,
                     "{id} is not on the screen {screen}; the step “screen” "
                     "prints what is",
                     SLOT("id", id), SLOT("screen", screen_of(script)));
}

static bool cannot_be_tapped(struct script *script, str id)
{
    return fault_set(script->fault,
                     "{id} cannot be tapped now: it only shows something, or "
                     "is disabled, hidden or covered",
                     SLOT("id", id));
}

/* ---- tapping -------------------------------------------------------------- */

static const struct widget *find(struct script *script, str id)
{
    const struct widgets *list = host_list(script->place->seat);
    const struct widget *widget = widget_find(list, id);
    return widget && !widget->hidden ? widget : NULL;
}

/* What a finger in its middle would reach. NULL and a fault if that is not
 * the widget itself. */
static const struct widget *reach(struct script *script, str id)
{
    const struct widget *widget = find(script, id);
    if (!widget) {
        is_not_there(script, id);
        return NULL;
    }
    int x = widget->bounds.x + widget->bounds.w / 2;
    int y = widget->bounds.y + widget->bounds.h / 2;
    if (widget_at(host_list(script->place->seat), x, y) == widget)
        return widget;
    cannot_be_tapped(script, id);
    return NULL;
}

static void send_touch(struct script *script, enum touch_kind kind, int x,
                       int y)
{
    host_finger(
        script->place->seat,
        &(struct touch_event){ .kind = kind,
                               .finger = 1,
                               .x = x,
                               .y = y,
                               .now = clock_now(script->place->clock) });
}

static void tap_at(struct script *script, int x, int y)
{
    send_touch(script, TOUCH_DOWN, x, y);
    pass(script, PRESS);
    send_touch(script, TOUCH_UP, x, y);
    pass(script, 0);
}

static bool tap(struct script *script, str id, int times)
{
    const struct widget *widget = reach(script, id);
    if (!widget)
        return false;
    int x = widget->bounds.x + widget->bounds.w / 2;
    int y = widget->bounds.y + widget->bounds.h / 2;
    pass(script, STEP);
    for (int i = 0; i < times; i++)
        tap_at(script, x, y);
    return true;
}

static bool do_tap(struct script *script, str rest)
{
    return tap(script, rest, 1);
}

static bool do_twice(struct script *script, str rest)
{
    return tap(script, rest, TAP);
}

/* What is looked for, and what is to be tapped until it comes. */
struct way {
    str wanted;
    str id;
};

static bool read_way(struct script *script, str rest, struct way *way)
{
    size_t at = 0;
    text_word(rest, &at, &way->wanted);
    way->id = text_trim(text_slice(rest, at, rest.size));
    return way->id.size > 0 ||
           fault_set(script->fault,
                     "what is to be tapped must follow “{wanted}”",
                     SLOT("wanted", way->wanted));
}

/* "question:satisfied next": taps until that screen is there. */
static bool do_until(struct script *script, str rest)
{
    struct way way;
    if (!read_way(script, rest, &way))
        return false;
    for (int i = 0; i < TAPS_MOST; i++) {
        if (is_at(script, way.wanted))
            return true;
        if (!tap(script, way.id, 1))
            return false;
    }
    return fault_set(script->fault,
                     "the screen {screen} did not come, however often {id} was "
                     "tapped",
                     SLOT("screen", way.wanted), SLOT("id", way.id));
}

/* "send next": turns the pages of this screen until that is there. */
static bool do_find(struct script *script, str rest)
{
    struct way way;
    str screen = text_copy(script->arena, screen_of(script));
    if (!read_way(script, rest, &way))
        return false;
    for (int i = 0; i < TAPS_MOST && is_at(script, screen); i++) {
        if (find(script, way.wanted))
            return true;
        if (!tap(script, way.id, 1))
            return false;
    }
    return fault_set(script->fault, "{id} is on no page of the screen {screen}",
                     SLOT("id", way.wanted), SLOT("screen", screen));
}

/* Holds it down for a while. */
static bool do_hold(struct script *script, str rest)
{
    const struct widget *widget = reach(script, rest);
    if (!widget)
        return false;
    box at = widget->bounds;
    pass(script, STEP);
    send_touch(script, TOUCH_DOWN, at.x + at.w / 2, at.y + at.h / 2);
    pass(script, TOUCH_HELD + PRESS);
    return true;
}

static bool do_lift(struct script *script, str rest)
{
    const struct widget *widget = find(script, rest);
    if (!widget)
        return is_not_there(script, rest);
    box at = widget->bounds;
    send_touch(script, TOUCH_UP, at.x + at.w / 2, at.y + at.h / 2);
    pass(script, 0);
    return true;
}

/* ---- keys and letters ----------------------------------------------------- */

static bool do_key(struct script *script, str rest)
{
    size_t at = 0;
    enum focus_key key = focus_key_named(rest);
    uint32_t character = 0;
    if (key == FOCUS_KEYS) {
        character = text_next(rest, &at);
        if (at < rest.size || character == TEXT_BROKEN)
            return fault_set(script->fault,
                             "there is no key {name}; write Tab, Shift+Tab, "
                             "Left, Right, Up, Down, Enter, Space, Escape, "
                             "Backspace, Home, End or one letter",
                             SLOT("name", rest));
        key = FOCUS_LETTER;
    }
    pass(script, STEP);
    host_key(script->place->seat, key, character);
    pass(script, 0);
    return true;
}

static const struct widget *find_key(struct script *script,
                                     struct action action)
{
    const struct widgets *list = host_list(script->place->seat);
    for (int i = 0; i < list->count; i++)
        if (list->all[i].role == WIDGET_KEY &&
            widget_is_active(&list->all[i]) &&
            list->all[i].action.kind == action.kind &&
            list->all[i].action.which == action.which)
            return &list->all[i];
    return NULL;
}

/* The keys come up by a tap on the field. */
static bool bring_up_keys(struct script *script)
{
    const struct widget *field = find(script, S("text"));
    const struct action hide = { ACTION_KEYS, KEYBOARD_HIDDEN };
    return !field || find_key(script, hide) || tap(script, S("text"), 1);
}

/* Goes through the pages of the keyboard that can be reached; from some the way
 * leads over another. The letter may be on the one that is shown. */
static bool find_page(struct script *script, struct action letter)
{
    static const enum keyboard_page order[] = {
        KEYBOARD_SMALL,         KEYBOARD_SMALL_MORE,      KEYBOARD_CAPITALS,
        KEYBOARD_CAPITALS_MORE, KEYBOARD_SMALL_MORE,      KEYBOARD_SMALL,
        KEYBOARD_ACCENTS,       KEYBOARD_ACCENT_CAPITALS, KEYBOARD_SIGNS,
    };
    enum { PAGES = sizeof order / sizeof *order, ROUNDS = 2 };
    for (int i = 0; i < ROUNDS * PAGES && !find_key(script, letter); i++) {
        const struct action turn = { ACTION_KEYS, order[i % PAGES] };
        const struct widget *key = find_key(script, turn);
        if (key && !tap(script, text_copy(script->arena, key->id), 1))
            return false;
    }
    return true;
}

static bool type_letter(struct script *script, uint32_t character)
{
    const struct action letter = { ACTION_TYPE, (long)character };
    if (!bring_up_keys(script) || !find_page(script, letter))
        return false;
    const struct widget *key = find_key(script, letter);
    if (key)
        return tap(script, text_copy(script->arena, key->id), 1);
    char bytes[4];
    return fault_set(
        script->fault, "there is no key for “{letter}” on this screen",
        SLOT("letter",
             text_copy(script->arena,
                       (str){ bytes, text_encode(character, bytes) })));
}

static bool do_type(struct script *script, str rest)
{
    for (size_t at = 0; at < rest.size;)
        if (!type_letter(script, text_next(rest, &at)))
            return false;
    return true;
}

/* ---- looking -------------------------------------------------------------- */

static str language(const struct script *script)
{
    return words_language(seat_words(script->place->seat));
}

static void print(const struct script *script, str text)
{
    fwrite(text.at, 1, text.size, script->place->out);
}

static bool do_screen(struct script *script, str rest)
{
    (void)rest;
    print(script, dump_screen(script->arena, host_list(script->place->seat),
                              &script->place->seat->look, language(script)));
    return true;
}

static bool do_spoken(struct script *script, str rest)
{
    (void)rest;
    const struct speech_wish wish = { .words = seat_words(
                                          script->place->seat) };
    struct speech speech = speech_of(script->arena,
                                     host_list(script->place->seat), &wish);
    for (int i = 0; i < speech.count; i++) {
        print(script, speech.pieces[i].text);
        print(script, S("\n"));
    }
    return true;
}

/* It stays in the folder for pictures. */
static bool is_name(str name)
{
    for (size_t i = 0; i < name.size; i++) {
        char c = name.at[i];
        if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') &&
            (c < '0' || c > '9') && c != '-' && c != '_')
            return false;
    }
    return true;
}

static bool do_shot(struct script *script, str rest)
{
    const struct script_place *place = script->place;
    if (!is_name(rest))
        return fault_set(script->fault,
                         "{name} is no name for a picture; write letters from "
                         "a to z, digits, - and _",
                         SLOT("name", rest));
    const struct look *look = &place->seat->look;
    struct text name = { .arena = script->arena };
    text_add(&name, file_join(script->arena, place->shots, rest));
    text_add(&name, S(".png"));
    if (!canvas_resize(place->canvas, look->width, look->height, script->fault))
        return false;
    paint_list(place->canvas, host_list(place->seat), look,
               touch_pressed(&place->seat->touch));
    return canvas_save(place->canvas, text_view(&name), script->fault);
}

static bool is_as_expected(const struct widget *widget, str value)
{
    return text_equal(value, widget->label) ||
           text_equal(value, widget->value) ||
           (widget->selected && text_equal(value, S("selected"))) ||
           (widget->focused && text_equal(value, S("focused"))) ||
           (widget->disabled && text_equal(value, S("disabled")));
}

static bool do_expect(struct script *script, str rest)
{
    str id;
    size_t at = 0;
    text_word(rest, &at, &id);
    str value = text_trim(text_slice(rest, at, rest.size));
    const struct widget *widget = find(script, id);
    if (!widget)
        return is_not_there(script, id);
    if (value.size == 0 || is_as_expected(widget, value))
        return true;
    return fault_set(script->fault,
                     "{id} is not “{value}”: it says “{label}”, its value is "
                     "“{found}”",
                     SLOT("id", id), SLOT("value", value),
                     SLOT("label", text_copy(script->arena, widget->label)),
                     SLOT("found", text_copy(script->arena, widget->value)));
}

static bool do_absent(struct script *script, str rest)
{
    if (!find(script, rest))
        return true;
    return fault_set(script->fault,
                     "{id} is on the screen {screen}, and should not be",
                     SLOT("id", rest), SLOT("screen", screen_of(script)));
}

static bool do_at(struct script *script, str rest)
{
    return is_at(script, rest) ||
           fault_set(script->fault, "the screen is {screen}, not {wanted}",
                     SLOT("screen", screen_of(script)), SLOT("wanted", rest));
}

static bool do_wait(struct script *script, str rest)
{
    long seconds;
    if (!text_integer(rest, &seconds) || seconds < 0 || seconds > SECONDS_MOST)
        return fault_set(script->fault,
                         "{word} is no number of seconds; write a whole one, "
                         "{most} at most",
                         SLOT("word", rest), COUNT("most", SECONDS_MOST));
    pass(script, (int64_t)seconds * 1000);
    return true;
}

static bool do_send_count(struct script *script, str rest)
{
    (void)rest;
    struct text line = { .arena = script->arena };
    text_add_number(&line, outbox_count(script->place->seat->plan.outbox));
    text_add(&line, S("\n"));
    print(script, text_view(&line));
    return true;
}

/* ---- steps ---------------------------------------------------------------- */

static const struct {
    const char *name;
    bool (*run)(struct script *script, str rest);
    bool bare; /* nothing follows */
} steps[] = {
    { .name = "tap", .run = do_tap },
    { .name = "twice", .run = do_twice },
    { .name = "until", .run = do_until },
    { .name = "find", .run = do_find },
    { .name = "hold", .run = do_hold },
    { .name = "lift", .run = do_lift },
    { .name = "key", .run = do_key },
    { .name = "type", .run = do_type },
    { .name = "wait", .run = do_wait },
    { .name = "screen", .run = do_screen, .bare = true },
    { .name = "shot", .run = do_shot },
    { .name = "expect", .run = do_expect },
    { .name = "absent", .run = do_absent },
    { .name = "at", .run = do_at },
    { .name = "spoken", .run = do_spoken, .bare = true },
    { .name = "send-count", .run = do_send_count, .bare = true },
};
static const char steps_said[] =
    "tap, twice, until, find, hold, lift, key, type, "
    "wait, screen, shot, expect, absent, at, "
    "spoken, send-count";

static bool run(struct script *script, str name, str rest)
{
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (!text_equal(name, text_of(steps[i].name)))
            continue;
        if (steps[i].bare == (rest.size == 0))
            return steps[i].run(script, rest);
        return steps[i].bare
                   ? fault_set(script->fault, "nothing may follow “{name}”",
                               SLOT("name", name))
                   : fault_set(script->fault, "something must follow “{name}”",
                               SLOT("name", name));
    }
    return fault_set(script->fault,
                     "there is no step {name}; write one of: {steps}",
                     SLOT("name", name), SLOT("steps", text_of(steps_said)));
}

static bool run_line(struct script *script, str line)
{
    str name;
    size_t at = 0;
    str step = text_trim(line);
    script->line++;
    if (step.size == 0 || text_starts(step, S("#")))
        return true;
    text_word(step, &at, &name);
    bool done = run(script, name, text_trim(text_slice(step, at, step.size)));
    arena_wipe(script->arena);
    if (done)
        return true;
    script->fault->at = (struct text_place){ script->line, 1 };
    return false;
}

static bool is_text(str text, struct fault *fault)
{
    size_t bad = 0;
    if (text_check(text, &bad))
        return true;
    fault->at = text_place(text, bad);
    if (text_next(text, &bad) == TEXT_BROKEN)
        return fault_set(fault, "this character is not UTF-8 text; save the "
                                "file as UTF-8");
    return fault_set(fault, "a control character stands here; take it out");
}

bool script_play(const struct script_place *place, str text,
                 struct fault *fault)
{
    text = text_unmarked(text);
    if (!is_text(text, fault))
        return false;
    struct script script = { .place = place,
                             .arena = arena_make(),
                             .fault = fault };
    str line;
    bool done = true;
    pass(&script, 0);
    while (done && text_cut(&text, '\n', &line))
        done = run_line(&script, line);
    arena_destroy(script.arena);
    return done;
}
