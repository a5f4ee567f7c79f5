/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program is killed at any call to the system that one of its verbs makes:
 * nothing that it had said is lost, nothing is half done (P1), and whatever is
 * there can be opened (P5). stage.h says how. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "cases.h"
#include "effort.h"
#include "keep/carry.h"
#include "keep/founding.h"
#include "keep/unseal.h"
#include "kept.h"

/* ---- set-up -------------------------------------------------------------- */

/* A collection that is being founded. */
struct aim {
    const char *folder;
    int number;
    const char *passphrase; /* files that open it */
    const char *sheet;
    const char *page;
    const char *joined; /* the charter; NULL: it is a new one */
};

static struct founding_plan plan_of(const struct after *after,
                                    const struct aim *aim)
{
    struct founding_plan plan = {
        .names = { .name = S("Later"),
                   .service = S("Coventry"),
                   .title = S("YOS"),
                   .language = S("both") },
        .room = STORE_ROOM_LEAST,
    };
    if (aim->joined)
        plan.joined = stage_read(after->arena, aim->joined);
    return plan;
}

/* As the verb does it again, with other files. */
static bool found(struct after *after, const struct aim *aim,
                  struct place *place)
{
    struct founding_plan plan = plan_of(after, aim);
    struct fault *fault = &after->fault;
    struct founding *founding = founding_begin(place, &plan, fault);
    bool done =
        founding &&
        founding_try_passphrase(founding,
                                aim->joined
                                    ? kept_passphrase(after, aim->passphrase)
                                    : founding_passphrase(founding),
                                fault) &&
        (aim->joined ||
         founding_try_recovery(founding, founding_recovery(founding), fault)) &&
        founding_finish(founding, fault);
    founding_end(founding);
    return done;
}

/* Nothing is left of what was begun. */
static void look_for_drafts(const struct after *after, const struct aim *aim)
{
    static const char *const drafts[] = { "1.new", "2.new" };
    for (size_t i = 0; i < sizeof drafts / sizeof *drafts; i++) {
        str folder = stage_path(after->arena, aim->folder);
        str draft = file_join(after->arena, folder, text_of(drafts[i]));
        stage_hold(after, access(draft.at, F_OK) < 0, "drafts are gone");
    }
}

static void found_again(struct after *after, const struct aim *aim)
{
    str folder = stage_path(after->arena, aim->folder);
    struct place *place = place_make(folder, &after->fault);
    stage_hold(after, place && found(after, aim, place),
               "it can be done again with other files");
    stage_hold(after, place_newest(place) == aim->number, "it is there then");
    look_for_drafts(after, aim);
    place_close(place);
}

/* It opens with all that was given out. */
static void try_given(const struct after *after, const struct aim *aim,
                      const struct about *about)
{
    stage_hold(after, kept_opens(after, about, aim->passphrase),
               "its passphrase opens it");
    stage_hold(after, kept_recovers(after, about, aim->sheet),
               "its recovery sheet opens it");
    stage_hold(after, kept_recovers(after, about, aim->page),
               "its recovery page opens it");
}

/* And it takes responses. */
static void look_at_founded(struct after *after, const struct aim *aim)
{
    struct kept kept;
    kept_begin(after, aim->folder, &kept);
    stage_hold(after, place_newest(kept.place) == aim->number,
               "it is the newest");
    kept_open_store(after, aim->number, &kept);
    try_given(after, aim, kept.about);
    struct keys_secret *secret = keys_open(
        kept_wrapped(kept.about), kept_passphrase(after, aim->passphrase),
        &after->fault);
    stage_hold(after,
               kept_look(after, kept.store, secret) == 0 && !kept.about->closed,
               "it is empty and open");
    kept_put(after, kept.store, KEPT_LATER);
    stage_hold(after, kept_look(after, kept.store, secret) == 1U << KEPT_LATER,
               "the response is there");
    keys_destroy(secret);
    kept_close(&kept);
}

static bool is_founded(struct after *after, const struct aim *aim)
{
    struct kept kept;
    if (!stage_has(after->arena, aim->folder))
        return false;
    kept_begin(after, aim->folder, &kept);
    int newest = place_newest(kept.place);
    kept_close(&kept);
    stage_hold(after, newest >= aim->number - 1, "the one before is there");
    return newest >= aim->number;
}

/* What has a name is whole. */
static void look_at_given(const struct after *after, const struct aim *aim)
{
    if (stage_has(after->arena, aim->passphrase))
        kept_passphrase(after, aim->passphrase);
    if (stage_has(after->arena, aim->sheet))
        kept_recovery(after, aim->sheet);
    if (stage_has(after->arena, aim->page))
        kept_recovery(after, aim->page);
}

static void look_at_aim(struct after *after, const struct aim *aim)
{
    look_at_given(after, aim);
    bool founded = is_founded(after, aim);
    stage_hold(after, founded || !after->told, "what it said is there");
    if (founded)
        look_at_founded(after, aim);
    else
        found_again(after, aim);
}

static void look_at_setup(struct after *after)
{
    static const struct aim aim = { .folder = "c",
                                    .number = 1,
                                    .passphrase = "pass2",
                                    .sheet = "sheet2",
                                    .page = "sheet2.html" };
    look_at_aim(after, &aim);
}

#define SETUP                                                                  \
    "--data c setup --service=C --title=Y --title-cy=T --collection=Later "    \
    "--room 10 --passphrase-file pass2 --recovery-file "

static void a_collection_is_set_up_whole_or_not_at_all(void **state)
{
    static const struct scene scene = { .line = SETUP "sheet2",
                                        .drafts = true };
    stage_kill(*state, &scene, look_at_setup);
}

/* The page would be written over the one of `a`, which look_beside() knows. */
static void look_at_refused(struct after *after)
{
    static const struct aim aim = { .folder = "c",
                                    .number = 1,
                                    .passphrase = "pass2",
                                    .sheet = "page",
                                    .page = "page.html" };
    stage_hold(after, !is_founded(after, &aim), "nothing is there");
    look_at_given(after, &aim);
    found_again(after, &aim);
}

static void rename_page(struct arena *arena)
{
    str page = stage_path(arena, "sheet.html");
    assert_int_equal(rename(page.at, stage_path(arena, "page.html").at), 0);
}

static void a_set_up_that_is_refused_writes_over_nothing(void **state)
{
    static const struct scene scene = { .before = rename_page,
                                        .line = SETUP "page",
                                        .status = 1 };
    stage_kill(*state, &scene, look_at_refused);
}

static void look_at_joined(struct after *after)
{
    static const struct aim aim = { .folder = "c",
                                    .number = 1,
                                    .passphrase = "pass",
                                    .sheet = "sheet",
                                    .page = "sheet.html",
                                    .joined = "joining" };
    look_at_aim(after, &aim);
}

static void a_collection_is_joined_whole_or_not_at_all(void **state)
{
    static const struct scene scene = {
        .line = "--data c setup --join joining --passphrase-file pass --room "
                "10",
        .drafts = true,
    };
    stage_kill(*state, &scene, look_at_joined);
}

/* ---- from one collection to the next -------------------------------------- */

/* What is closed is as it was. */
static void look_at_closed(struct after *after)
{
    struct kept kept;
    kept_open(after, "a", 1, &kept);
    stage_hold(after, kept.about->closed, "it is closed");
    stage_hold(after, kept.set == KEPT_A, "its responses are there");
    stage_hold(after, kept_opens(after, kept.about, "pass"),
               "its passphrase opens it");
    stage_hold(after, kept_recovers(after, kept.about, "sheet"),
               "its recovery sheet opens it");
    kept_close(&kept);
}

static void close_now(struct after *after, struct store *store)
{
    struct about about = *store_about(store);
    about.closed = true;
    kept_put(after, store, KEPT_LATER);
    stage_hold(after,
               kept_look(after, store, stage.secret) ==
                   (KEPT_A | 1U << KEPT_LATER),
               "what is put in is there");
    stage_hold(after, store_change(store, &about, &after->fault),
               "it can be closed");
}

static void look_at_closing(struct after *after)
{
    struct kept kept;
    kept_open(after, "a", 1, &kept);
    bool closed = kept.about->closed;
    stage_hold(after, kept.set == KEPT_A, "its responses are there");
    stage_hold(after, closed || !after->told, "it is closed, as it said");
    stage_hold(after, kept.about->tries.wrong <= 1,
               "no wrong try is counted twice");
    if (!closed)
        close_now(after, kept.store);
    kept_close(&kept);
    if (closed)
        look_at_closed(after);
}

static void a_collection_is_closed_or_still_open(void **state)
{
    static const struct scene scene = {
        .line = "--data a close --passphrase-file pass"
    };
    stage_kill(*state, &scene, look_at_closing);
}

static void close_a(struct arena *arena)
{
    stage_run(arena, "--data a close --passphrase-file pass");
}

static void look_at_next(struct after *after)
{
    static const struct aim aim = { .folder = "a",
                                    .number = 2,
                                    .passphrase = "pass2",
                                    .sheet = "sheet2",
                                    .page = "sheet2.html" };
    look_at_aim(after, &aim);
    look_at_closed(after);
}

static void the_next_collection_leaves_the_one_before_alone(void **state)
{
    static const struct scene scene = {
        .before = close_a,
        .line = "--data a open --collection=Later --passphrase-file pass2 "
                "--recovery-file sheet2",
        .drafts = true,
    };
    stage_kill(*state, &scene, look_at_next);
}

/* Kills it in the middle of what it writes. */
static void leave_half(struct arena *arena)
{
    static const struct scene scene = {
        .line = "--data a close --passphrase-file pass"
    };
    str before = stage_read(arena, "a/1/store");
    bool half = false;
    bool said;
    for (long n = 1; !half; n++) {
        tree_lay(&stage.start, stage.root);
        assert_true(stage_kill_at(n, &scene, &said));
        half = stage_read(arena, "a/1/store-journal").at[0] &&
               !text_equal(stage_read(arena, "a/1/store"), before);
    }
}

static void what_was_left_half_done_is_undone_however_often(void **state)
{
    static const struct scene scene = {
        .before = leave_half, .line = "--data a close --passphrase-file pass"
    };
    stage_kill(*state, &scene, look_at_closing);
}

/* ---- bundles --------------------------------------------------------------- */

/* It begins as every bundle does: nothing else is written over. */
#define OLD S("YSB an old one")

static void close_a_beside_a_file(struct arena *arena)
{
    close_a(arena);
    tree_put(stage_path(arena, "bundle"), OLD);
}

/* Takes it in and gives what is in `b` then. */
static unsigned merge(struct after *after, struct kept *kept)
{
    struct carry_slip slip;
    stage_hold(after,
               carry_in(kept->store, stage_path(after->arena, "bundle"), NULL,
                        &slip, &after->fault),
               "the bundle can be taken in");
    stage_hold(after, slip.records == 5 && slip.added + slip.known == 5,
               "all of the bundle is taken in");
    return kept_look(after, kept->store, stage.secret);
}

static void look_at_whole_bundle(struct after *after)
{
    struct kept kept;
    kept_open(after, "b", 1, &kept);
    stage_hold(after, kept.set == KEPT_B, "nothing came into the other store");
    stage_hold(after, merge(after, &kept) == (KEPT_A | KEPT_B),
               "all that it took in is in the bundle");
    kept_close(&kept);
}

static void look_at_bundle(struct after *after)
{
    bool there = stage_has(after->arena, "bundle");
    bool old = there && text_equal(stage_read(after->arena, "bundle"), OLD);
    stage_hold(after, there || !after->scene->written,
               "the old bundle is not gone");
    stage_hold(after, !old || after->scene->written, "there was no old one");
    stage_hold(after, !after->told || (there && !old), "the bundle is there");
    look_at_closed(after);
    if (there && !old)
        look_at_whole_bundle(after);
}

#define BUNDLE "--data a bundle bundle"

static void a_bundle_is_whole_or_not_there(void **state)
{
    static const struct scene scene = { .before = close_a, .line = BUNDLE };
    stage_kill(*state, &scene, look_at_bundle);
}

static void a_bundle_is_whole_or_the_old_one(void **state)
{
    static const struct scene scene = { .before = close_a_beside_a_file,
                                        .line = BUNDLE,
                                        .written = "bundle" };
    stage_kill(*state, &scene, look_at_bundle);
}

static void bundle_a(struct arena *arena)
{
    close_a(arena);
    stage_run(arena, BUNDLE);
}

static void look_at_merging(struct after *after)
{
    struct kept kept;
    kept_open(after, "b", 1, &kept);
    bool merged = kept.set == (KEPT_A | KEPT_B);
    stage_hold(after, merged || (kept.set == KEPT_B && !after->told),
               "all of the bundle is there, or nothing");
    stage_hold(after, kept.about->kiosk_count == (merged ? 1 : 0),
               "its kiosk is known when its responses are there");
    stage_hold(after, merge(after, &kept) == (KEPT_A | KEPT_B),
               "the same once more ends the same");
    kept_close(&kept);
    kept_open(after, "b", 1, &kept);
    stage_hold(after, kept.set == (KEPT_A | KEPT_B), "it is there for good");
    kept_close(&kept);
}

static void a_bundle_is_taken_in_whole_or_not_at_all(void **state)
{
    static const struct scene scene = { .before = bundle_a,
                                        .line = "--data b merge bundle" };
    stage_kill(*state, &scene, look_at_merging);
}

/* ---- tables ---------------------------------------------------------------- */

enum { IMPORTED = 3 };

static void put_table(struct arena *arena)
{
    tree_put(stage_path(arena, "t.csv"), S("explained\nyes\nno\nyes\n"));
}

/* What is taken, each of which opens with the key. */
static long count_taken(const struct after *after, struct store *store)
{
    struct envelope *envelope = arena_new(after->arena, struct envelope);
    unsigned char plain[CONTAINER_SIZE];
    struct container container;
    struct fault fault = { .arena = after->arena };
    long count = 0;
    for (long place = 0; place < store_room(store); place++) {
        if (!store_is_taken(store, place))
            continue;
        stage_hold(after,
                   store_read(store, place, envelope, &fault) &&
                       unseal_record(stage.secret, &envelope->sealed, plain,
                                     &container) == UNSEAL_RESPONSE,
                   "every place that is taken holds a response");
        count++;
    }
    return count;
}

/* Five stood there before. */
static void look_at_import(struct after *after)
{
    static const unsigned char nothing[ABOUT_SALT];
    enum { BEFORE = 5 };
    struct kept kept;
    kept_begin(after, "a", &kept);
    kept_open_store(after, 1, &kept);
    long count = count_taken(after, kept.store);
    bool in = count == BEFORE + IMPORTED;
    stage_hold(after, in || (count == BEFORE && !after->told),
               "all of the table is there, or nothing");
    stage_hold(after,
               (memcmp(kept.about->salt, nothing, sizeof nothing) != 0) == in,
               "it is remembered when its returns are there");
    kept_put(after, kept.store, KEPT_LATER);
    kept_close(&kept);
}

static void a_table_is_taken_in_whole_or_not_at_all(void **state)
{
    static const struct scene scene = {
        .before = put_table,
        .line = "--data a import --form victims t.csv",
    };
    stage_kill(*state, &scene, look_at_import);
}

/* ---- passphrases ----------------------------------------------------------- */

/* The old passphrase's lock must not be found in what is left behind. */
static void look_for_old_lock(const struct after *after, const char *name)
{
    str file = stage_read(after->arena, name);
    const unsigned char *lock = stage.wrapped + KEYS_HEAD;
    stage_hold(after, !memmem(file.at, file.size, lock, 16 + KEYS_LOCK),
               "what the old passphrase opens is gone from the disk");
}

static void look_for_old_locks(const struct after *after)
{
    look_for_old_lock(after, "a/1/store");
    look_for_old_lock(after, "a/1/store-journal");
}

/* Once it has said so, or else when the store has been opened the next time. */
static void look_at_renewed(struct after *after)
{
    struct kept kept;
    if (after->told)
        look_for_old_locks(after);
    kept_open(after, "a", 1, &kept);
    bool old = kept_opens(after, kept.about, "pass");
    bool renewed = stage_has(after->arena, "new") &&
                   kept_opens(after, kept.about, "new");
    stage_hold(after, kept.set == KEPT_A && !kept.about->closed,
               "its responses are there");
    stage_hold(after, old != renewed,
               "one passphrase opens it, which is there");
    stage_hold(after, renewed || !after->told, "the new one does, as it said");
    stage_hold(after, kept_recovers(after, kept.about, "sheet"),
               "the recovery key opens it");
    kept_close(&kept);
    if (renewed)
        look_for_old_locks(after);
}

static void one_passphrase_opens_it_and_is_written_down(void **state)
{
    static const struct scene scene = {
        .line = "--data a passphrase --passphrase-file pass "
                "--new-passphrase-file new"
    };
    stage_kill(*state, &scene, look_at_renewed);
}

static void a_lost_passphrase_is_replaced_or_not(void **state)
{
    static const struct scene scene = {
        .line = "--data a passphrase --recovery-file sheet "
                "--new-passphrase-file new"
    };
    stage_kill(*state, &scene, look_at_renewed);
}

/* ---- mending --------------------------------------------------------------- */

static void spoil(struct arena *arena, long at, long count)
{
    int handle = open(stage_path(arena, "a/1/store").at, O_WRONLY | O_CLOEXEC);
    assert_true(handle >= 0);
    for (long i = 0; i < count; i++)
        assert_int_equal(pwrite(handle, "\xEE", 1, at + i), 1);
    close(handle);
}

static void spoil_leaf(struct arena *arena)
{
    spoil(arena, 91000, 300);
}

static void spoil_file(struct arena *arena)
{
    spoil(arena, 0, 8192);
}

/* Nothing is left of what it was mended with, unless the name that a file has
 * before it gets its own, and nothing in it. */
static void hold_alone(const struct after *after)
{
    struct fault fault = { .arena = after->arena };
    str *names = NULL;
    size_t count = 0;
    str folder = stage_path(after->arena, "a/1");
    assert_true(file_list(after->arena, folder, S(""), &names, &count, &fault));
    for (size_t i = 0; i < count; i++) {
        str path = file_join(after->arena, S("a/1"), names[i]);
        stage_hold(after,
                   text_equal(names[i], S("store")) ||
                       text_equal(names[i], S("store-journal")) ||
                       (text_starts(names[i], S("store.new.")) &&
                        stage_read(after->arena, path.at).size == 0),
                   "no draft is left");
    }
}

/* Twice: what had to be mended is mended for good. */
static void look_at_mended(struct after *after)
{
    struct kept kept;
    kept_open(after, "a", 1, &kept);
    stage_hold(after, kept.report.lost == 0, "nothing is lost");
    stage_hold(after, kept.set == KEPT_A && !kept.about->closed,
               "its responses are there");
    kept_close(&kept);
    kept_open(after, "a", 1, &kept);
    stage_hold(after, kept_is_untouched(&kept.report), "it is mended for good");
    stage_hold(after, kept.set == KEPT_A, "its responses are there still");
    stage_hold(after, kept_opens(after, kept.about, "pass"),
               "its passphrase opens it");
    kept_close(&kept);
    hold_alone(after);
}

static void a_damaged_leaf_is_mended_however_often_it_begins(void **state)
{
    static const struct scene scene = { .before = spoil_leaf,
                                        .line = "--data a verify",
                                        .mends = true };
    stage_kill(*state, &scene, look_at_mended);
}

static void a_damaged_file_is_mended_however_often_it_begins(void **state)
{
    static const struct scene scene = { .before = spoil_file,
                                        .line = "--data a status",
                                        .mends = true,
                                        .drafts = true };
    stage_kill(*state, &scene, look_at_mended);
}

/* ---- all of them ----------------------------------------------------------- */

static void fill(struct after *after, const char *folder, unsigned set)
{
    struct kept kept;
    kept_begin(after, folder, &kept);
    kept_open_store(after, 1, &kept);
    for (int number = 0; number < KEPT_NUMBERS; number++)
        if (set & 1U << number)
            kept_put(after, kept.store, number);
    memcpy(stage.wrapped, kept.about->collection.wrapped, KEYS_WRAPPED);
    kept_close(&kept);
}

static void fill_both(struct arena *arena)
{
    static const struct scene scene = { .line = "filling" };
    struct after after = { .arena = arena,
                           .fault = { .arena = arena },
                           .scene = &scene };
    str wrapped = { (const char *)stage.wrapped, KEYS_WRAPPED };
    assert_true(keys_begin(&after.fault));
    fill(&after, "a", KEPT_A);
    fill(&after, "b", KEPT_B);
    stage.secret = keys_open(wrapped, kept_passphrase(&after, "pass"),
                             &after.fault);
    stage_hold(&after, stage.secret, "the passphrase opens it");
}

static int begin(void **state)
{
    static const char *const lines[] = {
        ("--data a setup --service=Coventry --title=YOS --collection=Spring "
         "--room 10 --passphrase-file pass --recovery-file sheet"),
        "--data a join-file joining",
        "--data b setup --join joining --passphrase-file pass --room 10",
    };
    (void)state;
    stage_begin();
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        stage_run(stage.arena, lines[i]);
    fill_both(stage.arena);
    tree_take(stage.arena, stage.root, &stage.start);
    return 0;
}

static int end(void **state)
{
    (void)state;
    stage_end();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a collection is set up whole or not at all",
                   a_collection_is_set_up_whole_or_not_at_all),
        CASES_TEST("a set-up that is refused writes over nothing",
                   a_set_up_that_is_refused_writes_over_nothing),
        CASES_TEST("a collection is joined whole or not at all",
                   a_collection_is_joined_whole_or_not_at_all),
        CASES_TEST("a collection is closed or still open",
                   a_collection_is_closed_or_still_open),
        CASES_TEST("what was left half done is undone however often",
                   what_was_left_half_done_is_undone_however_often),
        CASES_TEST("the next collection leaves the one before alone",
                   the_next_collection_leaves_the_one_before_alone),
        CASES_TEST("a bundle is whole or not there",
                   a_bundle_is_whole_or_not_there),
        CASES_TEST("a bundle is whole or the old one",
                   a_bundle_is_whole_or_the_old_one),
        CASES_TEST("a bundle is taken in whole or not at all",
                   a_bundle_is_taken_in_whole_or_not_at_all),
        CASES_TEST("a table is taken in whole or not at all",
                   a_table_is_taken_in_whole_or_not_at_all),
        CASES_TEST("one passphrase opens it and is written down",
                   one_passphrase_opens_it_and_is_written_down),
        CASES_TEST("a lost passphrase is replaced or not",
                   a_lost_passphrase_is_replaced_or_not),
        CASES_TEST("a damaged leaf is mended however often it begins",
                   a_damaged_leaf_is_mended_however_often_it_begins),
        CASES_TEST("a damaged file is mended however often it begins",
                   a_damaged_file_is_mended_however_often_it_begins),
    };
    if (EFFORT_SANITIZED) {
        print_message("    skipped: the sanitizers' own calls are most\n");
        return 0;
    }
    cmocka_set_test_filter(getenv("FILTER"));
    return cmocka_run_group_tests(tests, begin, end);
}
