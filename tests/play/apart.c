/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no script can bring about by itself: the store has no room, or fails;
 * the program crashes under somebody's hands; a collection has one language.
 * Scripts of apart/ are played at a seat to which that happens. */
#include <linux/magic.h>
#include <stdio.h>
#include <sys/vfs.h>

#include "base/proof.h"
#include "expected.h"
#include "ui/dump.h"
#include "ui/host.h"
#include "ui/script.h"
#include "verbs/seating.h"

/* ---- the world, as the tests want it -------------------------------------- */

static struct {
    bool full;
    int failures; /* so often sending fails */
    int tries;
    unsigned char id[OUTBOX_ID]; /* of the first try */
    size_t size;                 /* of its record */
} pretend;

/* NOLINTBEGIN(readability-identifier-naming): the linker's names */
bool __real_outbox_has_room(struct outbox *outbox);
bool __wrap_outbox_has_room(struct outbox *outbox);
bool __real_outbox_send(struct outbox *outbox, str record,
                        const unsigned char id[OUTBOX_ID], str label,
                        struct fault *fault);
bool __wrap_outbox_send(struct outbox *outbox, str record,
                        const unsigned char id[OUTBOX_ID], str label,
                        struct fault *fault);
int __real_fstatfs(int handle, struct statfs *about);
int __wrap_fstatfs(int handle, struct statfs *about);
/* NOLINTEND(readability-identifier-naming) */

bool __wrap_outbox_has_room(struct outbox *outbox)
{
    return !pretend.full && __real_outbox_has_room(outbox);
}

/* However often it is tried, it is the same response. */
bool __wrap_outbox_send(struct outbox *outbox, str record,
                        const unsigned char id[OUTBOX_ID], str label,
                        struct fault *fault)
{
    if (pretend.tries++ == 0) {
        memcpy(pretend.id, id, OUTBOX_ID);
        pretend.size = record.size;
    }
    assert_memory_equal(pretend.id, id, OUTBOX_ID);
    assert_int_equal(pretend.size, record.size);
    if (pretend.tries <= pretend.failures)
        return fault_set(fault, "{file} cannot be written: {why}",
                         SLOT("file", S("store")), SLOT("why", S("full")));
    return __real_outbox_send(outbox, record, id, label, fault);
}

/* Any folder is in memory. */
int __wrap_fstatfs(int handle, struct statfs *about)
{
    int result = __real_fstatfs(handle, about);
    about->f_type = TMPFS_MAGIC;
    return result;
}

/* ---- a seat --------------------------------------------------------------- */

struct table {
    struct arena *arena;
    struct proof *proof;
    struct call call;
    struct seating seating;
    int languages;
    struct seat *seat;
};

static void sit_down(struct table *table)
{
    table->seat = host_make(&table->seating.plan, 1280, 800);
}

static struct table *lay_table(void **state, int languages)
{
    const struct seating_wish wish = { .practice = true, .by_hand = true };
    struct proof *proof = *state;
    struct table *table = arena_new(proof->arena, struct table);
    struct fault fault = { .arena = proof->arena };
    *table = (struct table){ .arena = proof->arena, .proof = proof };
    table->call = (struct call){
        .arena = proof->arena,
        .share = file_join(proof->arena, S(TESTS_CATALOGUES), S("..")),
        .words = words_open(WORDS_ENGLISH, NULL, &fault),
    };
    assert_int_equal(seating_open(&table->seating, &table->call, &wish),
                     CALL_DONE);
    clock_turn(&table->seating.clock, 1000000);
    table->languages = table->seating.plan.language_count;
    table->seating.plan.language_count = languages;
    proof_path(proof, "");
    table->seating.plan.draft = draft_open(proof->arena, proof->folder);
    assert_non_null(table->seating.plan.draft);
    sit_down(table);
    return table;
}

static void clear_table(struct table *table)
{
    host_end(table->seat);
    table->seating.plan.language_count = table->languages;
    seating_close(&table->seating);
    words_close((struct words *)(uintptr_t)table->call.words);
}

/* What the program held is gone; what it wrote is not. */
static void crash(struct table *table, int64_t milliseconds)
{
    struct seat_plan *plan = &table->seating.plan;
    host_end(table->seat);
    draft_close(plan->draft);
    plan->draft = draft_open(table->arena, table->proof->folder);
    clock_turn(&table->seating.clock, milliseconds);
    sit_down(table);
}

static str play_text(struct table *table, str script)
{
    char *out = NULL;
    size_t size = 0;
    struct fault fault = { .arena = table->arena };
    struct script_place place = { .seat = table->seat,
                                  .clock = &table->seating.clock,
                                  .canvas = table->seating.canvas,
                                  .out = open_memstream(&out, &size) };
    assert_non_null(place.out);
    bool done = script_play(&place, script, &fault);
    fclose(place.out);
    str printed = text_copy(table->arena, (str){ out, size });
    free(out);
    if (!done)
        fail_msg(
            "line %d: %.*s", fault.at.line,
            TEXT_ARGS(words_fault(table->call.words, table->arena, &fault)));
    return printed;
}

/* Plays apart/NAME.play. */
static void play(struct table *table, const char *name)
{
    str path = file_join(table->arena, S("apart"), text_of(name));
    str script = expected_script(table->arena, path);
    expected_check(table->arena, path, play_text(table, script));
}

#define play_lines(table, lines) (void)play_text((table), S(lines))

static bool is_draft_there(struct table *table)
{
    return access(proof_path(table->proof, "yoursay-draft").at, F_OK) == 0;
}

/* ---- nobody can be asked -------------------------------------------------- */

static void a_store_without_room_asks_nobody(void **state)
{
    pretend.full = true;
    struct table *table = lay_table(state, 2);
    play(table, "a-store-without-room-asks-nobody");
    clear_table(table);
}

static void who_began_can_send_though_the_store_is_full_then(void **state)
{
    struct table *table = lay_table(state, 2);
    play_lines(table, "tap lang_en\ntap who_victims\n"
                      "until question:explained next\ntap yes\n");
    pretend.full = true;
    play_lines(table,
               "tap stop\ntap send_now\nat thanks\nwait 31\nat closed\n");
    assert_int_equal(pretend.tries, 1);
    clear_table(table);
}

/* ---- it cannot be stored -------------------------------------------------- */

static void answers_that_cannot_be_stored_are_kept(void **state)
{
    struct table *table = lay_table(state, 2);
    pretend.failures = 4;
    play(table, "answers-that-cannot-be-stored-are-kept");
    assert_int_equal(pretend.tries, 5);
    assert_int_equal(outbox_count(table->seating.plan.outbox), 1);
    assert_false(is_draft_there(table));
    clear_table(table);
}

static void it_is_tried_for_days(void **state)
{
    struct table *table = lay_table(state, 2);
    pretend.failures = 10000;
    play_lines(table, "tap lang_en\ntap who_victims\n"
                      "until question:explained next\ntap yes\ntap stop\n"
                      "tap send_now\nat unsent\nwait 140000\nat unsent\n"
                      "wait 20000\nat welcome\n");
    assert_int_equal(outbox_count(table->seating.plan.outbox), 1);
    clear_table(table);
}

/* Help and Stop lie over it, and nobody comes back to it. */
static void nobody_there_does_not_cost_what_was_not_sent(void **state)
{
    struct table *table = lay_table(state, 2);
    pretend.failures = 3;
    play_lines(table, "tap lang_en\ntap who_victims\n"
                      "until question:explained next\ntap yes\ntap stop\n"
                      "tap send_now\nat unsent\ntap help\nwait 119\nat help\n"
                      "wait 1\nat unsent\ntap stop\ntap break\nwait 120\n"
                      "at unsent\nwait 80\nat welcome\n");
    assert_int_equal(outbox_count(table->seating.plan.outbox), 1);
    clear_table(table);
}

static void what_was_not_sent_can_be_deleted(void **state)
{
    struct table *table = lay_table(state, 2);
    pretend.failures = 10000;
    play_lines(table, "tap lang_en\ntap who_victims\n"
                      "until question:explained next\ntap yes\ntap stop\n"
                      "tap send_now\nat unsent\ntap stop\ntap delete_all\n"
                      "at welcome\nwait 100\n");
    assert_int_equal(pretend.tries, 1);
    assert_int_equal(outbox_count(table->seating.plan.outbox), 0);
    assert_false(is_draft_there(table));
    clear_table(table);
}

static void tap_send(struct table *table)
{
    const struct widget *send = widget_find(host_list(table->seat), S("send"));
    assert_non_null(send);
    struct touch_event event = { .kind = TOUCH_DOWN,
                                 .finger = 1,
                                 .x = send->bounds.x + 1,
                                 .y = send->bounds.y + 1,
                                 .now = clock_now(&table->seating.clock) };
    host_finger(table->seat, &event);
    event.kind = TOUCH_UP;
    host_finger(table->seat, &event);
}

/* Nothing is stored before the screen says that it is being stored. */
static void while_it_is_stored_the_screen_says_so(void **state)
{
    static const char *const names[] = { "apart/sending-in-welsh",
                                         "apart/sending-in-english" };
    for (int i = 0; i < 2; i++) {
        struct table *table = lay_table(state, 2);
        pretend.tries = 0;
        play_text(table, i == 0 ? S("tap lang_cy\n") : S("tap lang_en\n"));
        play_lines(table, "tap who_victims\nuntil question:explained next\n"
                          "tap yes\nuntil check next\nfind send next\nwait 1");
        tap_send(table);
        expected_check(table->arena, text_of(names[i]),
                       dump_screen(table->arena, host_list(table->seat),
                                   &table->seat->look,
                                   words_language(seat_words(table->seat))));
        assert_int_equal(pretend.tries, 0);
        play_lines(table, "at thanks\n");
        assert_int_equal(pretend.tries, 1);
        clear_table(table);
    }
}

/* ---- crash and carry on --------------------------------------------------- */

static void a_crash_costs_no_answers(void **state)
{
    struct table *table = lay_table(state, 2);
    play(table, "before-a-crash");
    crash(table, 59000);
    play(table, "after-a-crash");
    assert_int_equal(outbox_count(table->seating.plan.outbox), 1);
    assert_false(is_draft_there(table));
    clear_table(table);
}

static void a_crash_on_the_check_leads_back_to_it(void **state)
{
    struct table *table = lay_table(state, 2);
    play_lines(table, "tap lang_en\ntap who_victims\n"
                      "until question:explained next\ntap yes\n"
                      "until check next\n");
    crash(table, 1000);
    play_lines(table, "at resume\ntap carry_on\nat check\n"
                      "expect answer_explained Yes\ntap change_explained\n"
                      "tap no\n");
    crash(table, 1000);
    play_lines(table, "tap carry_on\nat question:explained\n"
                      "expect no selected\ntap next\nat check\n");
    clear_table(table);
}

/* Whatever lay over the question. */
static void a_crash_on_any_screen_leads_back_to_the_question(void **state)
{
    static const char *const ways[] = {
        "tap help\n", "tap stop\n", "tap stop\ntap break\n",
        "tap look\n", "wait 120\n", "hold language\n",
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct table *table = lay_table(state, 2);
        play_lines(table, "tap lang_en\ntap who_victims\n"
                          "until question:needs next\ntap no\n");
        play_text(table, text_of(ways[i]));
        if (strstr(ways[i], "wait"))
            play_lines(table, "tap still_here\n");
        crash(table, 1000);
        play_lines(table, "at resume\ntap carry_on\nat question:needs\n"
                          "expect no selected\n"
                          "expect heading Did the staff think about what you "
                          "needed?\n"
                          "tap stop\ntap delete_all\n");
        clear_table(table);
    }
}

static void after_a_crash_they_may_begin_anew(void **state)
{
    struct table *table = lay_table(state, 2);
    play_lines(table, "tap lang_en\ntap who_victims\n"
                      "until question:needs next\ntap no\n");
    crash(table, 1000);
    play_lines(table, "at resume\ntap start_again\nat welcome\n");
    assert_false(is_draft_there(table));
    crash(table, 1000);
    play_lines(table, "at welcome\n");
    clear_table(table);
}

static void nobody_there_after_a_crash_leaves_nothing(void **state)
{
    struct table *table = lay_table(state, 2);
    play_lines(table, "tap lang_en\ntap who_victims\n"
                      "until question:needs next\ntap no\n");
    crash(table, 1000);
    play_lines(table, "at resume\nwait 19\nat resume\nwait 1\nat welcome\n");
    assert_false(is_draft_there(table));
    clear_table(table);
}

static void too_long_after_a_crash_nothing_comes_back(void **state)
{
    struct table *table = lay_table(state, 2);
    play_lines(table, "tap lang_en\ntap who_victims\n"
                      "until question:needs next\ntap no\n");
    crash(table, 60000);
    play_lines(table, "at welcome\n");
    assert_false(is_draft_there(table));
    clear_table(table);
}

static void a_crash_after_somebody_left_shows_nothing_of_them(void **state)
{
    static const char *const ways[] = {
        "tap stop\ntap delete_all\n",
        "tap stop\ntap send_now\n",
        "wait 180\n",
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct table *table = lay_table(state, 2);
        pretend.tries = 0;
        play_lines(table, "tap lang_en\ntap who_victims\n"
                          "until question:needs next\ntap no\n");
        assert_true(is_draft_there(table));
        play_text(table, text_of(ways[i]));
        assert_false(is_draft_there(table));
        crash(table, 1);
        play_lines(table, "at welcome\n");
        clear_table(table);
    }
}

/* ---- one language --------------------------------------------------------- */

static void a_collection_in_one_language_offers_no_other(void **state)
{
    struct table *table = lay_table(state, 1);
    play(table, "a-collection-in-one-language-offers-no-other");
    clear_table(table);
}

static int begin(void **state)
{
    memset(&pretend, 0, sizeof pretend);
    return proof_begin(state);
}

#define TEST(sentence, function)                                               \
    {                                                                          \
        .name = (sentence), .test_func = (function), .setup_func = begin,      \
        .teardown_func = proof_finish                                          \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST("a store without room asks nobody",
             a_store_without_room_asks_nobody),
        TEST("who began can send though the store is full then",
             who_began_can_send_though_the_store_is_full_then),
        TEST("answers that cannot be stored are kept",
             answers_that_cannot_be_stored_are_kept),
        TEST("it is tried for days", it_is_tried_for_days),
        TEST("nobody there does not cost what was not sent",
             nobody_there_does_not_cost_what_was_not_sent),
        TEST("what was not sent can be deleted",
             what_was_not_sent_can_be_deleted),
        TEST("while it is stored the screen says so",
             while_it_is_stored_the_screen_says_so),
        TEST("a crash costs no answers", a_crash_costs_no_answers),
        TEST("a crash on the check leads back to it",
             a_crash_on_the_check_leads_back_to_it),
        TEST("a crash on any screen leads back to the question",
             a_crash_on_any_screen_leads_back_to_the_question),
        TEST("after a crash they may begin anew",
             after_a_crash_they_may_begin_anew),
        TEST("nobody there after a crash leaves nothing",
             nobody_there_after_a_crash_leaves_nothing),
        TEST("too long after a crash nothing comes back",
             too_long_after_a_crash_nothing_comes_back),
        TEST("a crash after somebody left shows nothing of them",
             a_crash_after_somebody_left_shows_nothing_of_them),
        TEST("a collection in one language offers no other",
             a_collection_in_one_language_offers_no_other),
    };
    return cmocka_run_group_tests_name("play/apart", tests, NULL, NULL);
}
