/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rehearsal.h"

#include "booth.h"
#include "ui/dump.h"
#include "ui/paint.h"

static struct booth *open_booth(const char *form)
{
    return booth_open(
        &(struct booth_wish){ .form = form, .language = "en", .now = 1 });
}

static void sit_down(struct booth *booth)
{
    booth_play(booth, "tap lang_en\nwait 1\n");
    while (!booth->seat->person.visit)
        booth_play(booth, "tap next\nwait 1\n");
}

/* Draws the screen and nothing else; how much is kept then. */
static int keep_shown(struct booth *booth)
{
    paint_list(booth->seating.canvas, host_list(booth->seat),
               &booth->seat->look, S(""));
    return canvas_kept(booth->seating.canvas);
}

/* How many pages had something that was not kept before, up to the check. */
static int count_surprises(const char *form, bool rehearsed)
{
    struct booth *booth = open_booth(form);
    int surprises = 0;
    sit_down(booth);
    booth_draw(booth); /* makes the canvas */
    while (!text_equal(booth_screen(booth), S("check"))) {
        int before = keep_shown(booth);
        if (rehearsed) {
            rehearsal_next(booth->seat, booth->seating.canvas);
            before = canvas_kept(booth->seating.canvas);
        }
        booth_play(booth, "tap next\nwait 1\n");
        surprises += keep_shown(booth) != before;
    }
    booth_close(booth);
    return surprises;
}

static void the_next_page_needs_nothing_that_was_not_rehearsed(void **state)
{
    (void)state;
    assert_int_equal(count_surprises("young-people", true), 0);
    assert_int_equal(count_surprises("victims", true), 0);
    assert_true(count_surprises("victims", false) > 5);
}

static str picture(struct booth *booth)
{
    struct text text = { .arena = booth->arena };
    for (int y = 0; y < booth->height; y += 3)
        for (int x = 0; x < booth->width; x += 3)
            text_add_number(&text,
                            (long)canvas_pixel(booth->seating.canvas, x, y));
    return text_view(&text);
}

static str seen(struct booth *booth)
{
    return dump_screen(booth->arena, host_list(booth->seat), &booth->seat->look,
                       S("en"));
}

/* Somebody wrote half a sentence, with the keyboard up. */
static void a_rehearsal_changes_nothing(void **state)
{
    (void)state;
    struct booth *booth = open_booth("victims");
    sit_down(booth);
    while (!widget_find(host_list(booth->seat), S("text")))
        booth_play(booth, "tap next\nwait 1\n");
    booth_play(booth, "tap text\nwait 1\ntype They we\n");
    booth_draw(booth);
    str before = seen(booth);
    str drawn = picture(booth);
    const struct visit *visit = booth->seat->person.visit;
    int question = visit->question;
    str words = text_copy(booth->arena, visit->answers->all[question].words);
    assert_true(text_equal(words, S("They we")));
    for (int i = 0; i < 3; i++)
        rehearsal_next(booth->seat, booth->seating.canvas);
    booth->seat->stale = true;
    cases_same(seen(booth), before);
    assert_true(text_equal(picture(booth), drawn));
    assert_int_equal(visit->question, question);
    cases_same(visit->answers->all[question].words, words);
    booth_close(booth);
}

static void nothing_is_rehearsed_where_nobody_is_asked(void **state)
{
    (void)state;
    struct booth *booth = open_booth("victims");
    booth_draw(booth);
    int before = canvas_kept(booth->seating.canvas);
    rehearsal_next(booth->seat, booth->seating.canvas);
    assert_int_equal(canvas_kept(booth->seating.canvas), before);
    booth_close(booth);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_next_page_needs_nothing_that_was_not_rehearsed),
        cmocka_unit_test(a_rehearsal_changes_nothing),
        cmocka_unit_test(nothing_is_rehearsed_where_nobody_is_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
