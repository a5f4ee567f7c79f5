/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of widgets: kept in order, found by id, and by place. */
#include "ui/widget.h"

#include "cases.h"

static const struct action tap = { .kind = ACTION_NEXT };

static struct widget *add(struct widgets *list, const char *id, box bounds)
{
    return widget_add(list, &(struct widget){ .id = text_of(id),
                                              .role = WIDGET_BUTTON,
                                              .bounds = bounds,
                                              .action = tap });
}

static struct widgets begin(void **state)
{
    struct widgets list;
    widget_begin(&list, *state, S("question:one"));
    return list;
}

static void it_begins_empty(void **state)
{
    struct widgets list = begin(state);
    assert_int_equal(list.count, 0);
    cases_same_text(list.screen, "question:one");
    assert_null(widget_find(&list, S("next")));
    assert_null(widget_at(&list, 0, 0));
}

static void many_stay_in_order(void **state)
{
    struct widgets list = begin(state);
    for (int i = 0; i < 1000; i++) {
        struct text id = { .arena = *state };
        text_add_number(&id, i);
        struct widget *added = add(&list, text_view(&id).at,
                                   (box){ i, 0, 1, 1 });
        added->number = i;
    }
    assert_int_equal(list.count, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(list.all[i].number, i);
    assert_int_equal(widget_find(&list, S("731"))->number, 731);
}

static void one_may_be_a_copy_of_another(void **state)
{
    struct widgets list = begin(state);
    add(&list, "first", (box){ 7, 0, 1, 1 });
    for (int i = 0; i < 200; i++)
        widget_add(&list, &list.all[0]);
    assert_int_equal(list.all[200].bounds.x, 7);
    cases_same_text(list.all[200].id, "first");
}

static void ids_are_found_whole(void **state)
{
    struct widgets list = begin(state);
    add(&list, "value_less", (box){ 0, 0, 1, 1 });
    add(&list, "value", (box){ 5, 0, 1, 1 });
    assert_int_equal(widget_find(&list, S("value"))->bounds.x, 5);
    assert_null(widget_find(&list, S("val")));
    assert_null(widget_find(&list, S("value_lesser")));
    assert_null(widget_find(&list, S("")));
}

static void only_what_does_something_is_active(void **state)
{
    (void)state;
    struct widget widget = { .action = tap };
    assert_true(widget_is_active(&widget));
    widget.disabled = true;
    assert_false(widget_is_active(&widget));
    widget = (struct widget){ .action = tap, .hidden = true };
    assert_false(widget_is_active(&widget));
    widget = (struct widget){ .held = tap };
    assert_false(widget_is_active(&widget));
}

static void the_last_active_one_is_at_a_place(void **state)
{
    struct widgets list = begin(state);
    add(&list, "below", (box){ 0, 0, 100, 100 });
    add(&list, "above", (box){ 50, 50, 100, 100 });
    add(&list, "asleep", (box){ 0, 0, 200, 200 })->disabled = true;
    add(&list, "unseen", (box){ 0, 0, 200, 200 })->hidden = true;
    add(&list, "panel", (box){ 0, 0, 200, 200 })->action.kind = ACTION_NONE;
    cases_same_text(widget_at(&list, 49, 50)->id, "below");
    cases_same_text(widget_at(&list, 50, 50)->id, "above");
    cases_same_text(widget_at(&list, 99, 99)->id, "above");
    cases_same_text(widget_at(&list, 149, 149)->id, "above");
    assert_null(widget_at(&list, 150, 149));
    assert_null(widget_at(&list, 149, 150));
    assert_null(widget_at(&list, -1, 0));
    assert_null(widget_at(&list, 0, -1));
}

static void a_new_list_knows_nothing_of_the_old(void **state)
{
    struct widgets list = begin(state);
    add(&list, "next", (box){ 0, 0, 1, 1 });
    widget_begin(&list, *state, S("check"));
    assert_int_equal(list.count, 0);
    assert_null(widget_find(&list, S("next")));
    cases_same_text(list.screen, "check");
}

static void a_screen_keeps_its_own_copy_of_its_name(void **state)
{
    char name[] = "question:one";
    struct widgets list;
    widget_begin(&list, *state, text_of(name));
    name[0] = '?';
    cases_same_text(list.screen, "question:one");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a list begins empty", it_begins_empty),
        CASES_TEST("a thousand widgets stay in their order",
                   many_stay_in_order),
        CASES_TEST("a widget may be a copy of another one in the list",
                   one_may_be_a_copy_of_another),
        CASES_TEST("an id is found whole or not at all", ids_are_found_whole),
        CASES_TEST("what is disabled, hidden or does nothing is not active",
                   only_what_does_something_is_active),
        CASES_TEST("at a place is the last active widget there",
                   the_last_active_one_is_at_a_place),
        CASES_TEST("a new list knows nothing of the one before",
                   a_new_list_knows_nothing_of_the_old),
        CASES_TEST("a list keeps the name of its screen",
                   a_screen_keeps_its_own_copy_of_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
