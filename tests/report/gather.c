/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathering: what is good is counted and shown once, whatever lies beside it,
 * and what is bad is counted by what is wrong with it. */
#include "report/gather.h"

#include <sodium.h>

#include "../interview/given.h"
#include "../keep/founded.h"
#include "interview/record.h"

enum { ROOM = 60 };

/* ---- a store, and what is put into it ------------------------------------- */

struct yard {
    struct arena *arena;
    struct founded *it;
    struct store *store;
    const struct form *forms[2];
    struct gather_plan plan;
    struct gather *gather;
    unsigned char next; /* id */
};

static struct yard *yard_make(struct arena *arena)
{
    struct yard *yard = arena_new(arena, struct yard);
    struct founded *it = founded_store(arena, ROOM);
    *yard = (struct yard){
        .arena = arena,
        .it = it,
        .store = founded_open(it, NULL),
        .forms = { given_form(arena, "assets/questionnaires/young-people.yaml"),
                   given_form(arena, "assets/questionnaires/victims.yaml") },
        .next = 1,
    };
    yard->plan = (struct gather_plan){ .forms = yard->forms,
                                       .form_count = 2,
                                       .collection = S("Spring") };
    yard->gather = gather_begin(arena, &yard->plan);
    return yard;
}

static void yard_end(struct yard *yard)
{
    gather_end(yard->gather);
    store_close(yard->store);
    founded_end(yard->it);
}

/* The record of somebody who gave these answers. */
static str record_of(struct yard *yard, int form, const char *line)
{
    struct answers *answers = answers_make(yard->arena, yard->forms[form]);
    str word;
    for (size_t at = 0; text_word(text_of(line), &at, &word);)
        given_take(answers, word);
    return record_write(yard->arena,
                        &(struct record_frame){
                            .form = yard->forms[form]->id,
                            .version = yard->forms[form]->version,
                            .collection = S("Spring"),
                            .language = S("en"),
                        },
                        answers);
}

/* The same bytes, but for a piece that is another one of the same length. */
static str with(struct yard *yard, str record, const char *from, const char *to)
{
    str copy = text_copy(yard->arena, record);
    size_t at = text_find(record, text_of(from));
    assert_true(at < record.size);
    assert_int_equal(strlen(from), strlen(to));
    memcpy((char *)(uintptr_t)copy.at + at, to, strlen(to));
    return copy;
}

static void put(struct yard *yard, const struct sealed *sealed)
{
    struct founded *it = yard->it;
    struct envelope envelope = { .sealed = *sealed };
    founded_fine(it, envelope_address(&envelope, S("victims"), &it->fault));
    founded_fine(it, store_put(yard->store, &envelope, &it->fault));
}

static void put_record_of(struct yard *yard, unsigned char id, str record)
{
    struct founded *it = yard->it;
    struct container_id whole = { { id } };
    struct sealed sealed;
    founded_fine(it, seal_response(it->about.collection.public_key, &whole,
                                   record, &sealed, &it->fault));
    put(yard, &sealed);
}

static void put_record(struct yard *yard, str record)
{
    put_record_of(yard, yard->next++, record);
}

/* Whatever stands where a container should. */
static void put_plain(struct yard *yard, int at, unsigned char byte)
{
    unsigned char plain[CONTAINER_SIZE];
    struct sealed sealed;
    struct container container = { CONTAINER_RESPONSE,
                                   { { yard->next++ } },
                                   record_of(yard, 0, "") };
    container_write(&container, plain);
    plain[at] = byte;
    crypto_box_seal(sealed.bytes, plain, sizeof plain,
                    yard->it->about.collection.public_key);
    put(yard, &sealed);
}

static void put_good(struct yard *yard)
{
    for (int i = 0; i < 3; i++)
        put_record(yard, record_of(yard, 0, "know_why=yes"));
    for (int i = 0; i < 2; i++)
        put_record(yard, record_of(yard, 1, ""));
    put_record(yard, record_of(yard, 0, "know_why=no suggestions=bikes"));
}

static void put_bad(struct yard *yard)
{
    struct founded *it = yard->it;
    struct sealed sealed;
    struct container_id id = { { 99 } };
    unsigned char stranger[crypto_box_PUBLICKEYBYTES];
    unsigned char secret[crypto_box_SECRETKEYBYTES];
    str good = record_of(yard, 0, "know_why=yes");
    /* Not sealed to this key; altered; sealed, but a dummy. */
    crypto_box_keypair(stranger, secret);
    founded_fine(it, seal_response(stranger, &id, good, &sealed, &it->fault));
    put(yard, &sealed);
    founded_fine(it, seal_response(keys_public(it->secret), &id, good, &sealed,
                                   &it->fault));
    sealed.bytes[100] ^= 1;
    put(yard, &sealed);
    founded_fine(it, seal_dummy(keys_public(it->secret), &sealed, &it->fault));
    put(yard, &sealed);
    /* No container, and one of a newer program. */
    put_plain(yard, 0, 'X');
    put_plain(yard, 3, 2);
    /* A record of a newer program; none at all; an empty one; half of one; one
     * that goes on; a choice that is none. */
    put_record(yard, with(yard, good, "YSA\1", "YSA\2"));
    put_record(yard, with(yard, good, "YSA\1", "YSB\1"));
    put_record(yard, S(""));
    put_record(yard, text_slice(good, 0, good.size - 1));
    struct text longer = { .arena = yard->arena };
    text_add(&longer, good);
    text_add_char(&longer, 'x');
    put_record(yard, text_view(&longer));
    put_record(yard, with(yard, good, "know_why", "know_whx"));
    /* Of another collection, and to another questionnaire. */
    put_record(yard, with(yard, good, "Spring", "Sprung"));
    put_record(yard, with(yard, good, "young-people", "young-cattle"));
    put_record(yard, with(yard, good, "young-people", "old-people\1\1"));
}

static void put_version(struct yard *yard, str record, const char *name)
{
    str version = yard->forms[0]->version;
    char other[20] = { 0 };
    assert_true(version.size < sizeof other);
    memset(other, '9', version.size);
    record = with(yard, record, text_copy(yard->arena, version).at, other);
    put_record(yard, name ? with(yard, record, "know_why", name) : record);
}

/* ---- what comes out -------------------------------------------------------- */

static void run(struct yard *yard)
{
    struct founded *it = yard->it;
    founded_fine(it, gather_run(yard->gather, yard->store, it->secret, NULL,
                                &it->fault));
}

static void what_is_good_is_added_to_its_questionnaire(void **state)
{
    struct yard *yard = yard_make(*state);
    put_good(yard);
    run(yard);
    const struct tally *young = gather_tally(yard->gather, 0);
    int question = form_question(yard->forms[0], S("know_why"));
    assert_int_equal(young->returns, 4);
    assert_int_equal(gather_tally(yard->gather, 1)->returns, 2);
    assert_int_equal(young->questions[question].counts[0], 3);
    assert_int_equal(gather_count(yard->gather)->gathered, 6);
    yard_end(yard);
}

static void what_is_bad_is_counted_and_stops_nothing(void **state)
{
    struct yard *yard = yard_make(*state);
    struct founded *it = yard->it;
    put_bad(yard);
    put_good(yard);
    put_bad(yard);
    /* Twice the same id is one response, whichever is found first. */
    put_record_of(yard, 77, record_of(yard, 0, "know_why=yes"));
    put_record_of(yard, 77, record_of(yard, 0, "know_why=yes"));
    run(yard);
    const struct gather_count *count = gather_count(yard->gather);
    assert_int_equal(gather_tally(yard->gather, 0)->returns, 5);
    assert_int_equal(gather_tally(yard->gather, 1)->returns, 2);
    assert_int_equal(count->gathered, 7);
    assert_int_equal(count->duplicates, 1);
    assert_int_equal(count->sealed, 2 * 3);
    assert_int_equal(count->newer, 2 * 2);
    /* A name that nobody can print is no name. */
    assert_int_equal(count->damaged, 2 * (1 + 5 + 1));
    assert_int_equal(count->elsewhere, 2 * 1);
    assert_int_equal(count->unknown, 2 * 1);
    cases_same_text(count->unknown_form, "young-cattle");
    assert_int_equal(count->misfits, 0);
    assert_null(it->fault.pattern);
    yard_end(yard);
}

static void another_version_counts_if_it_fits(void **state)
{
    struct yard *yard = yard_make(*state);
    put_version(yard, record_of(yard, 0, "know_why=yes"), NULL);
    put_version(yard, record_of(yard, 0, "know_why=yes"), "know_whx");
    put_version(yard, record_of(yard, 0, "know_why=yes"), "know_who");
    run(yard);
    const struct gather_count *count = gather_count(yard->gather);
    assert_int_equal(count->gathered, 1);
    assert_int_equal(count->misfits, 2);
    assert_int_equal(count->damaged, 0);
    cases_same_text(count->misfit_form, "young-people");
    yard_end(yard);
}

/* ---- takers ---------------------------------------------------------------- */

struct watcher {
    struct yard *yard;
    long seen;
    long words;
    bool ids[256];
    long refuses_at; /* 0: never */
};

static bool watch(void *to, const struct gather_response *response,
                  struct fault *fault)
{
    struct watcher *watcher = to;
    const struct answers *answers = response->answers;
    int question = form_question(watcher->yard->forms[0], S("suggestions"));
    assert_ptr_equal(answers->form, watcher->yard->forms[response->form]);
    assert_false(watcher->ids[response->id->bytes[0]]);
    watcher->ids[response->id->bytes[0]] = true;
    if (response->form == 0 && answers->all[question].given) {
        cases_same_text(answers->all[question].words, "bikes");
        watcher->words++;
    }
    return ++watcher->seen != watcher->refuses_at ||
           fault_set(fault, "nobody looks any more");
}

static void takers_see_each_response_once(void **state)
{
    struct yard *yard = yard_make(*state);
    struct watcher one = { .yard = yard };
    struct watcher other = { .yard = yard };
    struct gather_taker takers[] = { { watch, &one }, { watch, &other } };
    yard->plan.takers = takers;
    yard->plan.taker_count = 2;
    put_bad(yard);
    put_good(yard);
    run(yard);
    assert_int_equal(one.seen, 6);
    assert_int_equal(other.seen, 6);
    assert_int_equal(one.words, 1);
    yard_end(yard);
}

static void a_taker_that_fails_ends_it(void **state)
{
    struct yard *yard = yard_make(*state);
    struct founded *it = yard->it;
    struct watcher one = { .yard = yard, .refuses_at = 3 };
    struct gather_taker takers[] = { { watch, &one } };
    yard->plan.takers = takers;
    yard->plan.taker_count = 1;
    put_good(yard);
    assert_false(
        gather_run(yard->gather, yard->store, it->secret, NULL, &it->fault));
    founded_say(it, "nobody looks any more");
    assert_int_equal(one.seen, 3);
    yard_end(yard);
}

static bool refuse_step(void *to, long done, long total)
{
    (void)to;
    assert_true(done <= total && total == 6);
    return false;
}

static void it_can_be_called_off(void **state)
{
    struct yard *yard = yard_make(*state);
    struct founded *it = yard->it;
    put_good(yard);
    assert_false(gather_run(yard->gather, yard->store, it->secret,
                            &(struct progress){ .step = refuse_step },
                            &it->fault));
    founded_say(it, "it was called off; nothing was changed");
    yard_end(yard);
}

/* ---- strays ---------------------------------------------------------------- */

/* A version that asked everybody what this one asks few. */
static str record_of_everybody(struct yard *yard)
{
    str content = cases_file(yard->arena,
                             "assets/questionnaires/young-people.yaml");
    const struct form *form = yard->forms[0];
    content = with(yard, content, "version: \"1\"", "version: \"2\"");
    content = with(yard, content, "    relevant: ", "#   relevant: ");
    yard->forms[0] = given_form_of(yard->arena, content);
    str record = record_of(yard, 0, "know_why=yes know_contract=yes");
    yard->forms[0] = form;
    return record;
}

static bool see_no_strays(void *to, const struct gather_response *response,
                          struct fault *fault)
{
    const struct answers *answers = response->answers;
    (void)fault;
    *(int *)to += 1;
    assert_true(
        answers->all[form_question(answers->form, S("know_why"))].given);
    assert_false(
        answers->all[form_question(answers->form, S("know_contract"))].given);
    return true;
}

static void takers_never_see_what_the_tally_does_not_count(void **state)
{
    struct yard *yard = yard_make(*state);
    int seen = 0;
    struct gather_taker takers[] = { { see_no_strays, &seen } };
    yard->plan.takers = takers;
    yard->plan.taker_count = 1;
    put_record(yard, record_of_everybody(yard));
    run(yard);
    assert_int_equal(seen, 1);
    assert_int_equal(gather_count(yard->gather)->gathered, 1);
    yard_end(yard);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("what is good is added to the tally of its questionnaire",
                   what_is_good_is_added_to_its_questionnaire),
        CASES_TEST("what is bad is counted by what is wrong and stops nothing",
                   what_is_bad_is_counted_and_stops_nothing),
        CASES_TEST("answers to another version count if they fit this one",
                   another_version_counts_if_it_fits),
        CASES_TEST("whoever wants words sees each good response once",
                   takers_see_each_response_once),
        CASES_TEST("a taker that fails ends it with its fault",
                   a_taker_that_fails_ends_it),
        CASES_TEST("it can be called off", it_can_be_called_off),
        CASES_TEST("takers never see what the tally does not count",
                   takers_never_see_what_the_tally_does_not_count),
    };
    return cmocka_run_group_tests_name("report/gather", tests, NULL, NULL);
}
