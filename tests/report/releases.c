/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The register of releases: what is in it stays in it, whatever happens, and
 * what it says about the next release is right. */
#include "report/releases.h"

#include <sys/wait.h>

#include "../base/trouble.h"
#include "../keep/founded.h"
#include "keep/cabinet.h"
#include "returns.h"

/* ---- a folder with a register ---------------------------------------------- */

struct office {
    struct founded *it;
    struct arena *arena;
    struct releases *releases;
    struct releases_form forms[2];
    struct releases_entry entry; /* what is given out next */
    enum releases_news news;
    const struct releases_entry *before;
};

static str path_of(const struct office *office)
{
    return file_join(office->arena, office->it->folder, S("releases"));
}

static void reopen(struct office *office)
{
    struct founded *it = office->it;
    releases_close(office->releases);
    office->releases = releases_open(it->folder, it->secret, &it->fault);
    founded_fine(it, office->releases);
}

static struct office *office_make(struct arena *arena)
{
    struct office *office = arena_new(arena, struct office);
    struct founded *it = founded_keys(arena, 20);
    it->folder = founded_folder(arena);
    *office = (struct office){
        .it = it,
        .arena = arena,
        .forms = { { S("young-people"), digest_of(S("32 young people")) },
                   { S("victims"), digest_of(S("12 victims")) } },
        .entry = { .when = { 2027, 3, 9 },
                   .verb = S("report"),
                   .format = S("html"),
                   .language = S("cy"),
                   .file = digest_of(S("the file")) },
    };
    office->entry.forms = office->forms;
    office->entry.form_count = 2;
    reopen(office);
    return office;
}

static void office_end(struct office *office)
{
    releases_close(office->releases);
    founded_end(office->it);
}

static bool enter(struct office *office)
{
    return releases_enter(office->releases, &office->entry, &office->news,
                          &office->before, &office->it->fault);
}

static void enter_fine(struct office *office, enum releases_news news)
{
    founded_fine(office->it, enter(office));
    assert_int_equal(office->news, news);
}

/* Of the entry that the news is about: 20270309. */
static int day_before(const struct office *office)
{
    if (!office->before)
        return 0;
    const struct clock_day *day = &office->before->when;
    return day->year * 10000 + day->month * 100 + day->day;
}

static void refuse(struct office *office, const char *why)
{
    assert_false(enter(office));
    founded_say(office->it, why);
}

static void inspect(struct office *office, const char *recipient)
{
    office->entry.profile = GUARD_INSPECTION;
    office->entry.recipient = text_of(recipient);
}

/* ---- what is entered ------------------------------------------------------- */

static void entries_come_back_as_they_were(void **state)
{
    struct office *office = office_make(*state);
    struct stat about;
    assert_int_equal(releases_count(office->releases), 0);
    enter_fine(office, RELEASES_FIRST);
    inspect(office, "Estyn · Siân");
    office->entry.form_count = 1;
    office->entry.when = (struct clock_day){ 2031, 12, 31 };
    enter_fine(office, RELEASES_FIRST);
    reopen(office);
    assert_int_equal(releases_count(office->releases), 2);
    const struct releases_entry *first = releases_at(office->releases, 0);
    const struct releases_entry *second = releases_at(office->releases, 1);
    assert_int_equal(first->profile, GUARD_PUBLICATION);
    assert_int_equal(first->when.year * 10000 + first->when.month * 100 +
                         first->when.day,
                     20270309);
    cases_same_text(first->verb, "report");
    cases_same_text(first->format, "html");
    cases_same_text(first->language, "cy");
    cases_same_text(first->recipient, "");
    assert_int_equal(first->form_count, 2);
    cases_same_text(first->forms[1].form, "victims");
    assert_true(
        digest_equal(&first->forms[1].numbers, &office->forms[1].numbers));
    assert_true(digest_equal(&first->file, &office->entry.file));
    assert_int_equal(second->profile, GUARD_INSPECTION);
    assert_int_equal(second->when.year, 2031);
    cases_same_text(second->recipient, "Estyn · Siân");
    assert_int_equal(second->form_count, 1);
    assert_int_equal(stat(path_of(office).at, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0600);
    office_end(office);
}

static void the_same_again_is_no_entry(void **state)
{
    struct office *office = office_make(*state);
    enter_fine(office, RELEASES_FIRST);
    office->entry.when.year++;
    enter_fine(office, RELEASES_SAME);
    assert_int_equal(day_before(office), 20270309);
    reopen(office);
    enter_fine(office, RELEASES_SAME);
    assert_int_equal(releases_count(office->releases), 1);
    office_end(office);
}

/* Whatever differs in what was asked for makes it another release. */
static void whoever_asks_for_something_else_gets_an_entry(void **state)
{
    struct office *office = office_make(*state);
    enter_fine(office, RELEASES_FIRST);
    office->entry.verb = S("tally");
    enter_fine(office, RELEASES_FIRST);
    office->entry.format = S("csv");
    enter_fine(office, RELEASES_FIRST);
    office->entry.language = S("en");
    enter_fine(office, RELEASES_FIRST);
    office->entry.form_count = 1;
    enter_fine(office, RELEASES_FIRST);
    inspect(office, "Estyn");
    enter_fine(office, RELEASES_FIRST);
    office->entry.recipient = S("HMIP");
    enter_fine(office, RELEASES_FIRST);
    reopen(office);
    enter_fine(office, RELEASES_SAME);
    assert_int_equal(releases_count(office->releases), 7);
    office_end(office);
}

static void another_file_of_the_same_numbers_is_told(void **state)
{
    struct office *office = office_make(*state);
    struct digest first = office->entry.file;
    enter_fine(office, RELEASES_FIRST);
    office->entry.file = digest_of(S("with one more quote"));
    office->entry.when.day++;
    enter_fine(office, RELEASES_REWORDED);
    assert_int_equal(day_before(office), 20270309);
    reopen(office);
    assert_int_equal(releases_count(office->releases), 2);
    /* Back to the first: that was given out as well. */
    office->entry.file = first;
    enter_fine(office, RELEASES_SAME);
    assert_int_equal(day_before(office), 20270309);
    assert_int_equal(releases_count(office->releases), 2);
    office_end(office);
}

static void other_numbers_are_never_published(void **state)
{
    static const char why[] =
        "the numbers are not those that were given out for publication on "
        "2027-03-09, and the difference of the two could give people away; "
        "nothing was given out, use what was given out then";
    struct office *office = office_make(*state);
    enter_fine(office, RELEASES_FIRST);
    office->forms[1].numbers = digest_of(S("13 victims"));
    office->entry.file = digest_of(S("another file"));
    refuse(office, why);
    /* In no other shape either; and alone no more than with others. */
    office->entry.verb = S("tally");
    office->entry.format = S("csv");
    office->entry.language = S("en");
    refuse(office, why);
    office->entry.forms = &office->forms[1];
    office->entry.form_count = 1;
    refuse(office, why);
    reopen(office);
    refuse(office, why);
    assert_int_equal(releases_count(office->releases), 1);
    /* The other questionnaire is as it was. */
    office->entry.forms = &office->forms[0];
    enter_fine(office, RELEASES_FIRST);
    office_end(office);
}

static void an_inspection_may_get_other_numbers_and_is_told(void **state)
{
    struct office *office = office_make(*state);
    enter_fine(office, RELEASES_FIRST);
    inspect(office, "Estyn");
    office->forms[1].numbers = digest_of(S("exactly 13 victims"));
    enter_fine(office, RELEASES_FIRST);
    office->forms[1].numbers = digest_of(S("exactly 14 victims"));
    office->entry.file = digest_of(S("another file"));
    enter_fine(office, RELEASES_RENUMBERED);
    reopen(office);
    assert_int_equal(releases_count(office->releases), 3);
    office_end(office);
}

/* ---- numbers --------------------------------------------------------------- */

static struct digest numbers_of(struct arena *arena, const char *returns,
                                enum guard_profile profile)
{
    struct fault fault = { .arena = arena };
    struct text lines = { .arena = arena };
    str line;
    text_add(&lines, S("assets/questionnaires/young-people.yaml\n"));
    text_add(&lines, text_of(returns));
    str rest = text_view(&lines);
    struct tally *tally = returns_read(arena, &rest, &line);
    struct safe_table *table = guard_table(
        arena, tally, profile, profile == GUARD_INSPECTION ? S("x") : S(""),
        &fault);
    assert_non_null(table);
    return releases_numbers(arena, table);
}

static bool are_same(struct arena *arena, const char *one, const char *other,
                     enum guard_profile profile)
{
    struct digest left = numbers_of(arena, one, profile);
    struct digest right = numbers_of(arena, other, profile);
    return digest_equal(&left, &right);
}

static void every_number_that_is_told_belongs_to_the_digest(void **state)
{
    const enum guard_profile exact = GUARD_INSPECTION;
    assert_true(
        are_same(*state, "12x know_why=yes\n", "12x know_why=yes\n", exact));
    assert_true(are_same(*state, "6x know_why=yes\n6x know_why=yes\n",
                         "12x know_why=yes\n", exact));
    assert_false(
        are_same(*state, "12x know_why=yes\n", "13x know_why=yes\n", exact));
    assert_false(
        are_same(*state, "12x know_why=yes\n", "12x know_why=no\n", exact));
    assert_false(are_same(*state, "12x know_why=not_say\n",
                          "12x know_why=dont_know\n", exact));
    assert_false(
        are_same(*state, "12x suggestions=a\n", "12x know_why=yes\n", exact));
    assert_false(
        are_same(*state, "12x satisfied=50\n", "12x satisfied=51\n", exact));
    assert_false(are_same(*state, "12x satisfied=49\n1x satisfied=50\n",
                          "12x satisfied=49\n1x satisfied=80\n", exact));
    /* What nobody is told is no difference: these are rounded, or too few. */
    assert_true(are_same(*state, "30x know_why=yes\n", "31x know_why=yes\n",
                         GUARD_PUBLICATION));
    assert_true(are_same(*state, "3x know_why=yes\n", "4x know_why=no\n",
                         GUARD_PUBLICATION));
    assert_false(are_same(*state, "30x know_why=yes\n", "60x know_why=yes\n",
                          GUARD_PUBLICATION));
}

/* ---- what is not a register ------------------------------------------------- */

static void put_file(const struct office *office, str content)
{
    FILE *file = fopen(path_of(office).at, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content.at, 1, content.size, file), content.size);
    assert_int_equal(fclose(file), 0);
}

static void must_not_open(struct office *office, const char *why)
{
    struct founded *it = office->it;
    const struct slot slots[] = { SLOT("file", path_of(office)) };
    releases_close(office->releases);
    office->releases = releases_open(it->folder, it->secret, &it->fault);
    assert_null(office->releases);
    founded_say(it, text_fill(office->arena, text_of(why), slots, 1).at);
}

#define UNREADABLE(why)                                                        \
    "the register of what was given out, {file}, cannot be read: " why         \
    "; nothing is given out until a copy of it is put back"

/* Sealed with the right key, but by somebody who writes something else. */
static void put_sealed(struct office *office, str plain)
{
    struct founded *it = office->it;
    struct cabinet *cabinet = cabinet_make(it->secret, CABINET_RELEASES,
                                           &it->fault);
    founded_fine(it, cabinet);
    put_file(office, cabinet_seal(office->arena, cabinet, plain));
    cabinet_destroy(cabinet);
}

static str register_of(struct office *office)
{
    str content;
    founded_fine(office->it, file_read(office->arena, path_of(office), 1 << 20,
                                       &content, &office->it->fault));
    return content;
}

static void every_damaged_byte_is_found(void **state)
{
    struct office *office = office_make(*state);
    enter_fine(office, RELEASES_FIRST);
    str whole = register_of(office);
    struct fault fault = { .arena = office->arena };
    for (size_t i = 0; i < whole.size; i++) {
        str copy = text_copy(office->arena, whole);
        ((char *)(uintptr_t)copy.at)[i] ^= 4;
        put_file(office, copy);
        fault.pattern = NULL;
        assert_null(
            releases_open(office->it->folder, office->it->secret, &fault));
        put_file(office, text_slice(whole, 0, i));
        fault.pattern = NULL;
        assert_null(
            releases_open(office->it->folder, office->it->secret, &fault));
    }
    office_end(office);
}

static void what_is_no_register_is_refused(void **state)
{
    struct office *office = office_make(*state);
    put_file(office, S("words"));
    must_not_open(office,
                  UNREADABLE("it is something else, or was overwritten"));
    put_sealed(office, S(""));
    must_not_open(office, UNREADABLE("it is damaged or was altered"));
    put_sealed(office, S("\2anything"));
    must_not_open(
        office, "the register of what was given out, {file}, was written by a "
                "newer program; nothing is given out, install the newest one");
    put_sealed(office, S("\1\xFF\xFF\xFF\xFF"));
    must_not_open(office, UNREADABLE("it is damaged or was altered"));
    put_sealed(office, S("\1\1\0\0\0too short"));
    must_not_open(office, UNREADABLE("it is damaged or was altered"));
    put_sealed(office, S("\1\0\0\0\0more"));
    must_not_open(office, UNREADABLE("it is damaged or was altered"));
    put_sealed(office, S("\1\0\0\0\0"));
    reopen(office);
    assert_int_equal(releases_count(office->releases), 0);
    office_end(office);
}

static void the_register_of_another_collection_is_refused(void **state)
{
    struct office *office = office_make(*state);
    struct founded *it = office->it;
    struct keys_secret *own = it->secret;
    it->secret = keys_make(&it->fault);
    reopen(office);
    enter_fine(office, RELEASES_FIRST);
    keys_destroy(it->secret);
    it->secret = own;
    must_not_open(office, UNREADABLE("it belongs to another collection"));
    office_end(office);
}

/* ---- disks ------------------------------------------------------------------ */

/* Whatever call fails, the register has all entries that were there, and if
 * anything may be given out, that too. */
static void a_failing_disk_loses_nothing(void **state)
{
    bool met = true;
    for (int nth = 1; met; nth++) {
        struct office *office = office_make(*state);
        struct founded *it = office->it;
        int count = 0;
        if (nth % 2) { /* also of the first entry of all */
            enter_fine(office, RELEASES_FIRST);
            count++;
        }
        inspect(office, "Estyn");
        trouble_begin((nth + 1) / 2, ENOSPC);
        bool entered = enter(office);
        met = trouble_end();
        it->fault.pattern = NULL;
        assert_true(entered || met);
        reopen(office);
        int found = releases_count(office->releases);
        assert_true(found == count + 1 || (!entered && found == count));
        /* And the next one is entered as if nothing had been. */
        enter_fine(office, found > count ? RELEASES_SAME : RELEASES_FIRST);
        office_end(office);
    }
}

/* Killed at a call, the next start finds all entries that were there, and
 * perhaps the new one, which nobody was given then. */
static void a_killed_program_loses_nothing(void **state)
{
    bool killed = true;
    for (int nth = 1; killed; nth++) {
        struct office *office = office_make(*state);
        int status;
        enter_fine(office, RELEASES_FIRST);
        inspect(office, "Estyn");
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            trouble_begin(nth, KILLED);
            _exit(!enter(office));
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        killed = WIFSIGNALED(status);
        assert_true(killed || WEXITSTATUS(status) == 0);
        reopen(office);
        int found = releases_count(office->releases);
        assert_true(found == 2 || (killed && found == 1));
        enter_fine(office, found == 2 ? RELEASES_SAME : RELEASES_FIRST);
        office_end(office);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("entries come back as they were, for their owner alone",
                   entries_come_back_as_they_were),
        CASES_TEST("the same release again is no second entry",
                   the_same_again_is_no_entry),
        CASES_TEST("whoever asks for something else gets an entry of its own",
                   whoever_asks_for_something_else_gets_an_entry),
        CASES_TEST("another file with the same numbers is told and entered",
                   another_file_of_the_same_numbers_is_told),
        CASES_TEST("other numbers than before are never published",
                   other_numbers_are_never_published),
        CASES_TEST("an inspection may get other numbers, and is told",
                   an_inspection_may_get_other_numbers_and_is_told),
        CASES_TEST("every number that is told belongs to the digest",
                   every_number_that_is_told_belongs_to_the_digest),
        CASES_TEST("every damaged byte of the register is found",
                   every_damaged_byte_is_found),
        CASES_TEST("what is no register is refused with the reason",
                   what_is_no_register_is_refused),
        CASES_TEST("the register of another collection is refused",
                   the_register_of_another_collection_is_refused),
        CASES_TEST("a failing disk loses no entry (every call once)",
                   a_failing_disk_loses_nothing),
        CASES_TEST("a killed program loses no entry (at every call once)",
                   a_killed_program_loses_nothing),
    };
    return cmocka_run_group_tests_name("report/releases", tests, NULL, NULL);
}
