/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys: where the ring goes, what they do, and that it is never trapped. */
#include "ui/focus.h"

#include <string.h>

#include "ui/sketch.h"

/* ---- cases --------------------------------------------------------------- */

struct session {
    struct sketch sketch;
    struct focus focus;
    struct text out;
};

/* Which widget is marked, and what the key did. */
static void say_state(struct session *session, struct action action)
{
    struct widgets *list = &session->sketch.list;
    focus_settle(&session->focus, list);
    str marked = S("(none)");
    for (int i = 0; i < list->count; i++)
        if (list->all[i].focused)
            marked = list->all[i].id;
    text_add(&session->out, marked);
    if (action.kind != ACTION_NONE) {
        text_add(&session->out, S(": "));
        sketch_say(&session->sketch, &session->out, action);
    }
    text_add_char(&session->out, '\n');
}

static void press(struct session *session, enum focus_key key, uint32_t letter)
{
    struct action action = focus_take(&session->focus, &session->sketch.list,
                                      key, letter);
    say_state(session, action);
}

/* "press KEY TIME": through the guard against double presses. */
static void press_at(struct session *session, str line)
{
    size_t at = 0;
    str name;
    assert_true(text_word(line, &at, &name));
    enum focus_key key = focus_key_named(name);
    assert_int_not_equal(key, FOCUS_KEYS);
    if (focus_is_again(&session->focus, &session->sketch.list, key,
                       sketch_number(line, &at)))
        text_add(&session->out, S("again\n"));
    else
        press(session, key, 0);
}

static void take_line(struct session *session, str line)
{
    size_t at = 0;
    str what;
    if (sketch_line(&session->sketch, line) || !text_word(line, &at, &what))
        return;
    str rest = text_slice(line, at + 1, line.size);
    enum focus_key key = focus_key_named(what);
    if (key != FOCUS_KEYS)
        press(session, key, 0);
    else if (text_equal(what, S("letter")))
        press(session, FOCUS_LETTER, text_next(rest, &(size_t){ 0 }));
    else if (text_equal(what, S("press")))
        press_at(session, rest);
    else if (text_equal(what, S("settle")))
        say_state(session, (struct action){ .kind = ACTION_NONE });
    else if (text_equal(what, S("forget")))
        focus_forget(&session->focus);
    else
        fail_msg("no such step: %.*s", TEXT_ARGS(line));
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

/* ---- random screens ------------------------------------------------------ */

enum { ROUNDS = 500, MOST = 40 };

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

static void add_random(struct widgets *list, struct chance *chance,
                       enum widget_role role, box bounds)
{
    struct text id = { .arena = list->frame };
    text_add(&id, S("w"));
    text_add_number(&id, list->count);
    widget_add(list,
               &(struct widget){
                   .id = text_view(&id),
                   .role = role,
                   .bounds = bounds,
                   .action = { .kind = chance_below(chance, 6) ? ACTION_CHOOSE
                                                               : ACTION_NONE },
                   .disabled = chance_below(chance, 8) == 0,
                   .hidden = chance_below(chance, 8) == 0,
               });
}

/* Anything anywhere, also upon each other: no screen is like that. */
static void scatter(struct widgets *list, struct chance *chance)
{
    int count = 1 + chance_below(chance, MOST);
    for (int i = 0; i < count; i++)
        add_random(
            list, chance, (enum widget_role)chance_below(chance, WIDGET_ROLES),
            (box){ chance_below(chance, 1000), chance_below(chance, 700),
                   chance_below(chance, 300), chance_below(chance, 200) });
}

/* Rows of buttons, as screens are laid out: each row divided as it likes. */
static void lay_rows(struct widgets *list, struct chance *chance)
{
    int y = 0;
    int rows = 1 + chance_below(chance, 6);
    for (int row = 0; row < rows; row++) {
        int height = 20 + chance_below(chance, 100);
        int x = chance_below(chance, 300);
        for (int left = 1 + chance_below(chance, 7); left > 0; left--) {
            int width = 20 + chance_below(chance, 200);
            int less = chance_below(chance, height / 3);
            add_random(list, chance, WIDGET_BUTTON,
                       (box){ x, y + less, width, height - 2 * less });
            x += width + 10;
        }
        y += height + 10;
    }
}

static int focused(const struct widgets *list)
{
    int found = -1;
    for (int i = 0; i < list->count; i++) {
        if (!list->all[i].focused)
            continue;
        assert_int_equal(found, -1); /* one ring */
        assert_true(widget_is_active(&list->all[i]));
        found = i;
    }
    return found;
}

static int press_from(struct widgets *list, int from, enum focus_key key)
{
    struct focus focus = { .shown = true };
    memcpy(focus.screen, list->screen.at, list->screen.size);
    memcpy(focus.id, list->all[from].id.at, list->all[from].id.size);
    focus_take(&focus, list, key, 0);
    focus_settle(&focus, list);
    return focused(list);
}

/* All that is active is reached from everywhere by these keys. */
static void reach_all(struct widgets *list, const enum focus_key *keys,
                      int key_count)
{
    for (int start = 0; start < list->count; start++) {
        if (!widget_is_active(&list->all[start]))
            continue;
        bool seen[300] = { false };
        int todo[300] = { start };
        int count = 1;
        seen[start] = true;
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < key_count; k++) {
                int to = press_from(list, todo[i], keys[k]);
                assert_true(to >= 0);
                if (!seen[to])
                    todo[count++] = to;
                seen[to] = true;
            }
        }
        for (int i = 0; i < list->count; i++)
            assert_int_equal(seen[i], widget_is_active(&list->all[i]));
    }
}

static void each_key_reaches_all(void **state,
                                 void (*lay)(struct widgets *, struct chance *),
                                 const enum focus_key *keys, int key_count)
{
    int most = 0;
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        struct chance chance = { .state = seed * 2654435761u + 1 };
        for (int i = 0; i < 8; i++)
            chance_below(&chance, 2);
        struct widgets list;
        widget_begin(&list, *state, S("question:one"));
        lay(&list, &chance);
        reach_all(&list, keys, key_count);
        most = list.count > most ? list.count : most;
        arena_wipe(*state);
    }
    assert_true(most > 20);
}

static void tab_reaches_everything(void **state)
{
    const enum focus_key tab = FOCUS_TAB;
    const enum focus_key back = FOCUS_BACK_TAB;
    each_key_reaches_all(state, scatter, &tab, 1);
    each_key_reaches_all(state, scatter, &back, 1);
}

static void arrows_reach_everything_in_rows(void **state)
{
    const enum focus_key arrows[] = { FOCUS_LEFT, FOCUS_RIGHT, FOCUS_UP,
                                      FOCUS_DOWN };
    each_key_reaches_all(state, lay_rows, arrows, 4);
}

static void nothing_is_kept_when_it_is_forgotten(void **state)
{
    struct widgets list;
    widget_begin(&list, *state, S("question:one"));
    struct chance chance = { .state = 1 };
    scatter(&list, &chance);
    struct focus focus = { .shown = true };
    focus_settle(&focus, &list);
    focus_is_again(&focus, &list, FOCUS_ENTER, 5);
    assert_int_not_equal(focus.id[0], '\0');
    focus_forget(&focus);
    struct focus empty;
    memset(&empty, 0, sizeof empty);
    assert_memory_equal(&focus, &empty, sizeof empty);
}

static void letters_have_no_name(void **state)
{
    (void)state;
    assert_int_equal(focus_key_named(S("Tab")), FOCUS_TAB);
    assert_int_equal(focus_key_named(S("End")), FOCUS_END);
    assert_int_equal(focus_key_named(S("tab")), FOCUS_KEYS);
    assert_int_equal(focus_key_named(S("a")), FOCUS_KEYS);
    assert_int_equal(focus_key_named(S("")), FOCUS_KEYS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("Tab reaches everything from everywhere, and so does "
                   "Shift+Tab",
                   tab_reaches_everything),
        CASES_TEST("arrows reach everything that stands in rows",
                   arrows_reach_everything_in_rows),
        CASES_TEST("nothing is kept of a ring that is forgotten",
                   nothing_is_kept_when_it_is_forgotten),
        CASES_TEST("keys have names and letters have none",
                   letters_have_no_name),
    };
    int failed = cases_run("ui/focus.cases", run);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
