/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People at the real window: a young person with their fingers in Welsh, a
 * victim with keys in English, and what the store holds afterwards. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cases.h"
#include "interview/record.h"
#include "interview/route.h"
#include "keep/place.h"
#include "keep/reading.h"
#include "keep/unlock.h"
#include "office.h"
#include "ui/host.h"
#include "verbs/library.h"
#include "verbs/ran.h"

/* ---- answering ------------------------------------------------------------ */

/* Somebody who answers, and what they meant to say. */
struct person {
    struct office *office;
    struct sitting *sitting;
    struct answers *meant;
    void (*choose)(struct sitting *sitting, const char *id);
    void (*write)(struct sitting *sitting, const char *words);
    const char *words;
    int turn; /* each one chooses in another way */
};

static void choose_by_key(struct sitting *sitting, const char *id)
{
    sitting_reach(sitting, id);
    sitting_key(sitting, FOCUS_ENTER, "Return");
}

/* On the keyboard of the screen, which begins with a capital by itself. */
static void write_by_touch(struct sitting *sitting, const char *words)
{
    static const char *const taps[] = { "text",  "key_t",     "key_accents",
                                        "key_ŷ", "key_space", "key_b",
                                        "key_a", "key_c",     "key_h" };
    assert_string_equal(words, "Tŷ bach");
    for (size_t i = 0; i < sizeof taps / sizeof *taps; i++)
        sitting_tap(sitting, taps[i]);
}

static void write_by_key(struct sitting *sitting, const char *words)
{
    for (; *words; words++)
        sitting_letter(sitting, *words);
}

static int open_question(const struct person *person)
{
    struct seat *seat = sitting_seat(person->sitting);
    return seat->person.visit->question;
}

static bool is_there(const struct person *person, const char *id)
{
    const struct widget *widget = widget_find(
        host_list(sitting_seat(person->sitting)), text_of(id));
    return widget && widget_is_active(widget);
}

static void go_on(const struct person *person)
{
    person->choose(person->sitting, "next");
}

/* A choice may stand on a later page. */
static void choose(const struct person *person, str name)
{
    char id[TOUCH_NAME];
    snprintf(id, sizeof id, "%.*s", TEXT_ARGS(name));
    while (!is_there(person, id))
        go_on(person);
    person->choose(person->sitting, id);
}

static void choose_one(const struct person *person, int question, int choice)
{
    const struct form_question *asked =
        &person->meant->form->questions[question];
    str name = choice == FORM_DONT_KNOW ? FORM_NAME_DONT_KNOW
               : choice == FORM_NOT_SAY ? FORM_NAME_NOT_SAY
                                        : asked->choices[choice].name;
    choose(person, name);
    answers_choose(person->meant, question, choice);
}

static void slide(const struct person *person, int question)
{
    struct seat *seat = sitting_seat(person->sitting);
    sitting_tap_at(person->sitting, "value", 0.8);
    person->choose(person->sitting, "value_less");
    answers_set_number(person->meant, question,
                       widget_find(host_list(seat), S("value"))->number);
}

static void answer(struct person *person, int question)
{
    const struct form_question *asked =
        &person->meant->form->questions[question];
    int turn = person->turn++;
    if (asked->kind == FORM_TEXT) {
        person->write(person->sitting, person->words);
        answers_set_words(person->meant, question, text_of(person->words));
    } else if (asked->kind == FORM_SLIDER) {
        slide(person, question);
    } else if (turn % 9 == 4) {
        choose_one(person, question, FORM_DONT_KNOW);
    } else if (turn % 9 == 6) {
        choose_one(person, question, FORM_NOT_SAY);
    } else if (turn % 9 != 8) { /* else it is left blank */
        choose_one(person, question, turn % asked->choice_count);
        if (asked->kind == FORM_MANY)
            choose_one(person, question, (turn + 2) % asked->choice_count);
    }
}

static void answer_up_to(struct person *person, const char *screen)
{
    while (!sitting_shows(person->sitting, screen)) {
        int question = open_question(person);
        answer(person, question);
        while (open_question(person) == question)
            go_on(person);
    }
}

static void begin(struct person *person, const char *language, const char *form)
{
    person->choose(person->sitting, language);
    person->choose(person->sitting, form);
    person->choose(person->sitting, "next");
    while (sitting_shows(person->sitting, "privacy"))
        person->choose(person->sitting, "next");
    struct seat *seat = sitting_seat(person->sitting);
    person->meant = answers_make(person->office->arena, seat_form(seat));
}

static void send(const struct person *person)
{
    while (!is_there(person, "send"))
        go_on(person);
    person->choose(person->sitting, "send");
    assert_true(sitting_shows(person->sitting, "thanks"));
}

/* ---- what the store holds -------------------------------------------------- */

struct held {
    struct arena *arena;
    str records[8];
    int count;
};

static bool take(void *to, const struct container *container,
                 struct fault *fault)
{
    struct held *held = to;
    (void)fault;
    assert_in_range(held->count, 0, 7);
    held->records[held->count++] = text_copy(held->arena, container->response);
    return true;
}

static str passphrase(struct office *office, struct fault *fault)
{
    str typed;
    assert_true(file_read(office->arena,
                          file_join(office->arena, office->folder, S("pass")),
                          OFFICE_PATH, &typed, fault));
    return text_trim(typed);
}

static struct held open_store(struct office *office)
{
    struct fault fault = { .arena = office->arena };
    struct held held = { .arena = office->arena };
    struct twin_report report;
    struct opening_count count;
    assert_true(keys_begin(&fault));
    struct place *place = place_open(text_of(office->data), &fault);
    assert_non_null(place);
    struct store *store = store_open(place_folder(office->arena, place, 1),
                                     &report, &fault);
    assert_non_null(store);
    struct keys_secret *secret = unlock_by_passphrase(
        store, passphrase(office, &fault), &fault);
    assert_non_null(secret);
    assert_true(reading_run(store, secret,
                            &(struct opening_taker){ take, &held }, NULL,
                            &count, &fault));
    keys_destroy(secret);
    store_close(store);
    place_close(place);
    return held;
}

static void same_answer(const struct answers *meant,
                        const struct answers *found, int question, bool asked)
{
    const struct answer *one = &meant->all[question];
    const struct answer *other = &found->all[question];
    const struct form_question *about = &meant->form->questions[question];
    bool same = (asked && one->given) == other->given;
    if (same && other->given)
        same = one->choice == other->choice && one->chosen == other->chosen &&
               one->number == other->number &&
               text_equal(one->words, other->words);
    if (!same)
        fail_msg("%.*s is not what was meant", TEXT_ARGS(about->name));
}

/* Exactly one of the records is this person's. */
static void holds(const struct held *held, const struct person *person,
                  const char *language)
{
    const struct form *form = person->meant->form;
    bool *asked = arena_array(held->arena, bool, (size_t)form->question_count);
    route_find(person->meant, asked);
    int of_form = 0;
    for (int i = 0; i < held->count; i++) {
        struct fault fault = { .arena = held->arena };
        struct record_frame frame;
        struct answers *found = answers_make(held->arena, form);
        assert_true(record_read_frame(held->records[i], &frame, &fault));
        if (!text_equal(frame.form, form->id))
            continue;
        of_form++;
        assert_true(record_read(held->records[i], found, &fault));
        cases_same(frame.language, text_of(language));
        cases_same_text(frame.collection, "Spring");
        assert_int_equal(frame.mode, RECORD_SCREEN);
        for (int k = 0; k < form->question_count; k++)
            same_answer(person->meant, found, k, asked[k]);
    }
    assert_int_equal(of_form, 1);
}

static void says(struct office *office, const char *line, const char *part)
{
    struct ran ran = ran_program(office->arena, office->folder, text_of(line));
    if (ran.status != 0 || text_find(ran.out, text_of(part)) == ran.out.size)
        fail_msg("%s: %d, %.*s%.*s", line, ran.status, TEXT_ARGS(ran.out),
                 TEXT_ARGS(ran.err));
}

/* ---- tests ----------------------------------------------------------------- */

static void test_both_questionnaires(void **state)
{
    struct office office = office_open(*state, 1280, 800);
    struct person young = { .office = &office,
                            .sitting = office_sit_down(&office, NULL),
                            .choose = sitting_tap,
                            .write = write_by_touch,
                            .words = "Tŷ bach" };
    begin(&young, "lang_cy", "who_young-people");
    answer_up_to(&young, "check");
    send(&young);
    office_get_up(&office, young.sitting);
    struct person victim = { .office = &office,
                             .sitting = office_sit_down(&office, "1280x800"),
                             .choose = choose_by_key,
                             .write = write_by_key,
                             .words = "no one told me" };
    begin(&victim, "lang_en", "who_victims");
    answer_up_to(&victim, "check");
    send(&victim);
    office_get_up(&office, victim.sitting);
    says(&office, "--data kiosk status", "“young-people”: 1");
    says(&office, "--data kiosk status", "“victims”: 1");
    says(&office, "--data kiosk close --passphrase-file pass", "");
    struct held held = open_store(&office);
    assert_int_equal(held.count, 2);
    holds(&held, &young, "cy");
    holds(&held, &victim, "en");
    sitting_free(young.sitting);
    sitting_free(victim.sitting);
    office_close(&office);
}

static void test_carry_on(void **state)
{
    struct office office = office_open(*state, 1280, 800);
    struct person victim = { .office = &office,
                             .sitting = office_sit_down(&office, NULL),
                             .choose = sitting_tap,
                             .write = write_by_key,
                             .words = "no one told me" };
    begin(&victim, "lang_en", "who_victims");
    answer_up_to(&victim, "question:safety_concerns");
    assert_int_equal(sitting_end(victim.sitting, SIGKILL, OFFICE_PATIENCE),
                     128 + SIGKILL);
    sitting_again(victim.sitting);
    assert_true(sitting_shows(victim.sitting, "resume"));
    sitting_tap(victim.sitting, "carry_on");
    assert_true(sitting_shows(victim.sitting, "question:safety_concerns"));
    answer_up_to(&victim, "check");
    send(&victim);
    office_get_up(&office, victim.sitting);
    struct held held = open_store(&office);
    assert_int_equal(held.count, 1);
    holds(&held, &victim, "en");
    sitting_free(victim.sitting);
    office_close(&office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("what people answer in the real window is what the store "
                   "then holds",
                   test_both_questionnaires),
        CASES_TEST("whoever is there when the kiosk is killed carries on when "
                   "it is back",
                   test_carry_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
