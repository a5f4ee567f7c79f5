/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder of collections: held by one program, shut to others, and never
 * with half a collection in it. */
#include "keep/place.h"

#include <fcntl.h>
#include <signal.h>

#include "base/proof.h"

/* ---- trouble, put in front of the system's functions by the linker -------- */

enum step { MKDIRAT, FSYNC, RENAMEAT, STEPS };
static int failing[STEPS]; /* which call of each fails, from 1; 0: none */

static bool fails(enum step step)
{
    if (failing[step] == 0 || --failing[step] != 0)
        return false;
    errno = ENOSPC;
    return true;
}

/* NOLINTBEGIN(readability-identifier-naming): the linker's names */
int __real_mkdirat(int below, const char *name, mode_t mode);
int __wrap_mkdirat(int below, const char *name, mode_t mode);
int __real_fsync(int handle);
int __wrap_fsync(int handle);
int __real_renameat(int below, const char *from, int beside, const char *to);
int __wrap_renameat(int below, const char *from, int beside, const char *to);
/* NOLINTEND(readability-identifier-naming) */

int __wrap_mkdirat(int below, const char *name, mode_t mode)
{
    return fails(MKDIRAT) ? -1 : __real_mkdirat(below, name, mode);
}

int __wrap_fsync(int handle)
{
    return fails(FSYNC) ? -1 : __real_fsync(handle);
}

int __wrap_renameat(int below, const char *from, int beside, const char *to)
{
    return fails(RENAMEAT) ? -1 : __real_renameat(below, from, beside, to);
}

/* ---- what the tests say --------------------------------------------------- */

/* A folder in the test's own; its mode is exactly this one. */
static str make_folder(struct proof *proof, const char *name, mode_t mode)
{
    str path = proof_path(proof, name);
    assert_int_equal(mkdir(path.at, 0700), 0);
    assert_int_equal(chmod(path.at, mode), 0);
    return path;
}

static str make_file(struct proof *proof, const char *name, mode_t mode)
{
    str path = proof_file(proof, name, S("something"));
    assert_int_equal(chmod(path.at, mode), 0);
    return path;
}

/* The mode, without what it is; 0: it is not there. */
static mode_t mode_of(str path)
{
    struct stat about;
    return lstat(path.at, &about) == 0 ? about.st_mode & 07777 : 0;
}

static struct place *open_fine(struct proof *proof, str folder)
{
    struct place *place = place_open(folder, &proof->fault);
    if (!place)
        fail_msg("%s", proof->fault.pattern);
    return place;
}

/* It says `front`, the folder and `back`. */
static void expect_fault(struct proof *proof, str front, str folder, str back)
{
    assert_non_null(proof->fault.pattern);
    cases_same(proof_words(proof->arena, &proof->fault),
               proof_joined(proof, front, folder, back));
    proof->fault = (struct fault){ .arena = proof->arena };
}

static void expect_nothing_set_up(struct proof *proof, str folder)
{
    assert_null(place_open(folder, &proof->fault));
    expect_fault(proof, S("there is nothing set up in "), folder,
                 S("; run “yoursay setup”, or name another folder with "
                   "--data"));
}

static void expect_held(struct proof *proof, str folder)
{
    assert_null(place_open(folder, &proof->fault));
    expect_fault(proof, S("another program is using "), folder,
                 S(", most likely the kiosk itself; close it and try again"));
}

static void expect_foreign(struct proof *proof, str folder)
{
    assert_null(place_open(folder, &proof->fault));
    expect_fault(proof, S(""), folder,
                 S(" or something in it belongs to another user, or is a "
                   "link; start the program as its owner"));
}

/* ---- making it ------------------------------------------------------------ */

static void a_folder_that_is_not_there_has_nothing_set_up(void **state)
{
    struct proof *proof = *state;
    expect_nothing_set_up(proof, proof_path(proof, "nowhere"));
    expect_nothing_set_up(proof, proof_path(proof, "nowhere/at/all"));
    expect_nothing_set_up(proof, make_file(proof, "file", 0600));
    expect_nothing_set_up(proof, S(""));
    assert_int_equal(mode_of(proof_path(proof, "nowhere")), 0);
}

static void it_is_made_with_those_above_it_for_its_owner_only(void **state)
{
    struct proof *proof = *state;
    str above = make_folder(proof, "above", 0755);
    mode_t mask = umask(0);
    struct place *place = place_make(proof_path(proof, "above/a/b/c"),
                                     &proof->fault);
    umask(mask);
    assert_non_null(place);
    assert_int_equal(place_newest(place), 0);
    assert_int_equal(place_tightened(place), 0);
    place_close(place);
    assert_int_equal(mode_of(above), 0755);
    assert_int_equal(mode_of(proof_path(proof, "above/a")), 0700);
    assert_int_equal(mode_of(proof_path(proof, "above/a/b")), 0700);
    assert_int_equal(mode_of(proof_path(proof, "above/a/b/c")), 0700);
}

static void it_is_made_however_many_slashes_are_typed(void **state)
{
    struct proof *proof = *state;
    static const char *const names[] = { "a/",    "b//", "c/d/", "e//f//g//",
                                         "h/./i", "a",   "a/" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct place *place = place_make(proof_path(proof, names[i]),
                                         &proof->fault);
        assert_non_null(place);
        place_close(place);
    }
}

static void a_folder_that_cannot_be_made_is_named(void **state)
{
    struct proof *proof = *state;
    make_file(proof, "file", 0600);
    static const char *const names[] = { "file", "file/a", "file/a/b" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        str folder = proof_path(proof, names[i]);
        assert_null(place_make(folder, &proof->fault));
        expect_fault(proof, S("the folder "), folder,
                     S(" cannot be made; make it, or name another one with "
                       "--data"));
    }
}

/* ---- holding it ----------------------------------------------------------- */

static void a_folder_is_held_once_and_free_again_when_closed(void **state)
{
    struct proof *proof = *state;
    str folder = make_folder(proof, "kept", 0700);
    struct place *place = open_fine(proof, folder);
    expect_held(proof, folder);
    assert_null(place_make(folder, &proof->fault));
    proof->fault = (struct fault){ .arena = proof->arena };
    place_close(place);
    place_close(open_fine(proof, folder));
    place_close(NULL);
}

/* Holds the folder, says so with one byte, and waits for its end. */
static void hold_until_killed(str folder, int tell)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    const char *said = place_open(folder, &fault) ? "y" : "n";
    if (write(tell, said, 1) == 1)
        for (;;)
            pause();
    _exit(1);
}

static void a_folder_that_is_held_is_free_when_its_holder_is_killed(
    void **state)
{
    struct proof *proof = *state;
    str folder = make_folder(proof, "kept", 0700);
    int ends[2];
    char said = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0)
        hold_until_killed(folder, ends[1]);
    assert_int_equal(read(ends[0], &said, 1), 1);
    assert_int_equal(said, 'y');
    expect_held(proof, folder);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    place_close(open_fine(proof, folder));
    close(ends[0]);
    close(ends[1]);
}

/* ---- who may look in ------------------------------------------------------ */

static void what_others_could_look_into_is_shut_and_counted(void **state)
{
    struct proof *proof = *state;
    str folder = make_folder(proof, "kept", 0755);
    str first = make_folder(proof, "kept/1", 0711);
    str store = make_file(proof, "kept/1/store", 0644);
    str journal = make_file(proof, "kept/1/store-journal", 0600);
    str second = make_folder(proof, "kept/2", 0700);
    str shared = make_file(proof, "kept/2/store", 0420);
    str draft = make_folder(proof, "kept/3.new", 0777);
    struct place *place = open_fine(proof, folder);
    assert_int_equal(place_tightened(place), 5);
    place_close(place);
    assert_int_equal(mode_of(folder), 0700);
    assert_int_equal(mode_of(first), 0700);
    assert_int_equal(mode_of(store), 0600);
    assert_int_equal(mode_of(journal), 0600);
    assert_int_equal(mode_of(second), 0700);
    assert_int_equal(mode_of(shared), 0400);
    assert_int_equal(mode_of(draft), 0700);
    place = open_fine(proof, folder);
    assert_int_equal(place_tightened(place), 0);
    place_close(place);
}

/* "--data /var/lib" is soon typed, and others need that folder. */
static void a_folder_is_not_shut_before_anything_is_set_up_in_it(void **state)
{
    struct proof *proof = *state;
    str folder = make_folder(proof, "others", 01777);
    struct place *place = open_fine(proof, folder);
    assert_int_equal(place_tightened(place), 0);
    assert_int_equal(mode_of(folder), 01777);
    str draft;
    assert_true(place_draft(proof->arena, place, &draft, &proof->fault));
    assert_int_equal(mode_of(folder), 0700);
    assert_int_equal(place_tightened(place), 1);
    place_close(place);
}

static void another_users_folders_and_files_are_refused(void **state)
{
    enum { OTHER = 12345 };
    struct proof *proof = *state;
    if (geteuid() != 0)
        skip();
    str folder = make_folder(proof, "kept", 0700);
    const str names[] = { folder, make_folder(proof, "kept/1", 0700),
                          make_file(proof, "kept/1/store", 0600),
                          make_folder(proof, "kept/2.new", 0700) };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(chown(names[i].at, OTHER, OTHER), 0);
        expect_foreign(proof, folder);
        assert_int_equal(chown(names[i].at, 0, 0), 0);
        place_close(open_fine(proof, folder));
    }
}

static void links_in_the_folder_are_refused_and_not_followed(void **state)
{
    struct proof *proof = *state;
    str folder = make_folder(proof, "kept", 0700);
    str elsewhere = make_folder(proof, "elsewhere", 0755);
    str file = make_file(proof, "elsewhere/store", 0644);
    make_folder(proof, "kept/1", 0700);
    const str links[] = { proof_path(proof, "kept/2"),
                          proof_path(proof, "kept/1/store"),
                          proof_path(proof, "kept/3.new") };
    const str targets[] = { elsewhere, file, elsewhere };
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        assert_int_equal(symlink(targets[i].at, links[i].at), 0);
        expect_foreign(proof, folder);
        assert_int_equal(unlink(links[i].at), 0);
    }
    assert_int_equal(mode_of(elsewhere), 0755);
    assert_int_equal(mode_of(file), 0644);
}

static void the_folder_itself_may_be_named_by_a_link(void **state)
{
    struct proof *proof = *state;
    str folder = make_folder(proof, "kept", 0755);
    str name = proof_path(proof, "link");
    make_folder(proof, "kept/1", 0700);
    assert_int_equal(symlink(folder.at, name.at), 0);
    struct place *place = open_fine(proof, name);
    expect_held(proof, folder);
    assert_int_equal(place_newest(place), 1);
    assert_int_equal(mode_of(folder), 0700);
    place_close(place);
}

/* ---- what is not ours ----------------------------------------------------- */

static const char *const foreign[] = {
    "kept/letters", "kept/letters.new", "kept/.new",   "kept/01",
    "kept/1x",      "kept/+1",          "kept/-1",     "kept/0",
    "kept/ 1",      "kept/1.5",         "kept/01.new", "kept/x1.new",
    "kept/1.NEW",   "kept/0.new",       "kept/1.new2", "kept/99999999999",
    "kept/new",
};
enum { FOREIGN = sizeof foreign / sizeof *foreign };

static void what_is_not_ours_is_left_alone(void **state)
{
    struct proof *proof = *state;
    str folder = make_folder(proof, "kept", 0700);
    str files[FOREIGN];
    str draft;
    for (int i = 0; i < FOREIGN; i++) {
        struct text name = { .arena = proof->arena };
        make_folder(proof, foreign[i], 0755);
        text_add(&name, text_of(foreign[i]));
        text_add(&name, S("/photo"));
        files[i] = make_file(proof, text_view(&name).at, 0644);
    }
    make_file(proof, "kept/notes.new", 0644);
    struct place *place = open_fine(proof, folder);
    assert_int_equal(place_newest(place), 0);
    assert_true(place_draft(proof->arena, place, &draft, &proof->fault));
    place_abandon(place);
    assert_int_equal(place_tightened(place), 0);
    place_close(place);
    for (int i = 0; i < FOREIGN; i++) {
        assert_int_equal(mode_of(proof_path(proof, foreign[i])), 0755);
        assert_int_equal(mode_of(files[i]), 0644);
    }
    assert_int_equal(mode_of(proof_path(proof, "kept/notes.new")), 0644);
}

/* ---- collections ---------------------------------------------------------- */

static void the_newest_is_the_one_with_the_highest_number(void **state)
{
    struct proof *proof = *state;
    static const char *const names[] = { "kept/2", "kept/10", "kept/9",
                                         "kept/12.new" };
    str folder = make_folder(proof, "kept", 0700);
    static const int newest[] = { 2, 10, 10, 10 };
    for (int i = 0; i < 4; i++) {
        make_folder(proof, names[i], 0700);
        struct place *place = open_fine(proof, folder);
        assert_int_equal(place_newest(place), newest[i]);
        cases_same(place_folder(proof->arena, place, newest[i]),
                   proof_path(proof, i == 0 ? "kept/2" : "kept/10"));
        place_close(place);
    }
}

static void a_draft_is_empty_whatever_was_left_of_others(void **state)
{
    struct proof *proof = *state;
    str folder = make_folder(proof, "kept", 0700);
    str draft;
    make_folder(proof, "kept/2", 0700);
    make_folder(proof, "kept/3.new", 0700);
    str left = make_file(proof, "kept/3.new/store", 0600);
    str older = make_folder(proof, "kept/1.new", 0700);
    mode_t mask = umask(0);
    struct place *place = open_fine(proof, folder);
    assert_true(place_draft(proof->arena, place, &draft, &proof->fault));
    umask(mask);
    cases_same(draft, proof_path(proof, "kept/3.new"));
    assert_int_equal(mode_of(draft), 0700);
    assert_int_equal(mode_of(left), 0);
    assert_int_equal(mode_of(older), 0);
    assert_int_equal(place_newest(place), 2);
    place_close(place);
}

static void a_draft_becomes_the_newest_or_nothing(void **state)
{
    struct proof *proof = *state;
    struct place *place = open_fine(proof, make_folder(proof, "kept", 0700));
    str draft;
    assert_true(place_draft(proof->arena, place, &draft, &proof->fault));
    str file = make_file(proof, "kept/1.new/store", 0600);
    place_abandon(place);
    assert_int_equal(mode_of(file), 0);
    assert_int_equal(mode_of(draft), 0);
    for (int number = 1; number <= 12; number++) {
        assert_true(place_draft(proof->arena, place, &draft, &proof->fault));
        assert_true(place_adopt(place, &proof->fault));
        assert_int_equal(place_newest(place), number);
        assert_int_equal(mode_of(draft), 0);
        str folder = place_folder(proof->arena, place, number);
        assert_int_equal(mode_of(folder), 0700);
        place_abandon(place);
        assert_int_equal(mode_of(folder), 0700);
    }
    place_close(place);
}

static void where_nothing_can_be_made_there_is_no_draft(void **state)
{
    struct proof *proof = *state;
    str folder = make_folder(proof, "kept", 0700);
    struct place *place = open_fine(proof, folder);
    str draft;
    failing[MKDIRAT] = 1;
    assert_false(place_draft(proof->arena, place, &draft, &proof->fault));
    expect_fault(proof, S("nothing can be made in "), folder,
                 S("; look whether the disk is full, and whose folder it is"));
    assert_int_equal(mode_of(draft), 0);
    assert_true(place_draft(proof->arena, place, &draft, &proof->fault));
    place_close(place);
}

static void expect_unfinished(struct proof *proof, struct place *place,
                              str folder)
{
    assert_false(place_adopt(place, &proof->fault));
    expect_fault(proof, S("the new collection in "), folder,
                 S(" could not be finished on disk; look with “yoursay status” "
                   "whether it is there, and try again if not"));
}

/* The draft, the renaming, and the folder are proven in this order. */
static void a_collection_that_is_not_finished_on_disk_is_not_there(void **state)
{
    struct proof *proof = *state;
    static const int troubles[][STEPS] = { { [FSYNC] = 1 },
                                           { [RENAMEAT] = 1 },
                                           { [FSYNC] = 2 } };
    str folder = make_folder(proof, "kept", 0700);
    struct place *place = open_fine(proof, folder);
    str draft;
    for (int i = 0; i < 3; i++) {
        assert_true(place_draft(proof->arena, place, &draft, &proof->fault));
        memcpy(failing, troubles[i], sizeof failing);
        expect_unfinished(proof, place, folder);
        assert_int_equal(place_newest(place), 0);
        assert_int_equal(mode_of(place_folder(proof->arena, place, 1)), 0);
        assert_int_equal(mode_of(draft), 0700);
        place_abandon(place);
        assert_int_equal(mode_of(draft), 0);
    }
    assert_true(place_draft(proof->arena, place, &draft, &proof->fault));
    assert_true(place_adopt(place, &proof->fault));
    place_close(place);
}

static void a_collection_that_cannot_be_taken_back_counts_as_there(void **state)
{
    struct proof *proof = *state;
    str folder = make_folder(proof, "kept", 0700);
    struct place *place = open_fine(proof, folder);
    str draft;
    assert_true(place_draft(proof->arena, place, &draft, &proof->fault));
    failing[FSYNC] = 2;
    failing[RENAMEAT] = 2;
    expect_unfinished(proof, place, folder);
    place_abandon(place);
    assert_int_equal(place_newest(place), 1);
    assert_int_equal(mode_of(place_folder(proof->arena, place, 1)), 0700);
    place_close(place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROOF("a folder that is not there has nothing set up",
              a_folder_that_is_not_there_has_nothing_set_up),
        PROOF("it is made with those above it for its owner only",
              it_is_made_with_those_above_it_for_its_owner_only),
        PROOF("it is made however many slashes are typed",
              it_is_made_however_many_slashes_are_typed),
        PROOF("a folder that cannot be made is named",
              a_folder_that_cannot_be_made_is_named),
        PROOF("a folder is held once and free again when closed",
              a_folder_is_held_once_and_free_again_when_closed),
        PROOF("a folder that is held is free when its holder is killed",
              a_folder_that_is_held_is_free_when_its_holder_is_killed),
        PROOF("what others could look into is shut and counted",
              what_others_could_look_into_is_shut_and_counted),
        PROOF("a folder is not shut before anything is set up in it",
              a_folder_is_not_shut_before_anything_is_set_up_in_it),
        PROOF("another user's folders and files are refused",
              another_users_folders_and_files_are_refused),
        PROOF("links in the folder are refused and not followed",
              links_in_the_folder_are_refused_and_not_followed),
        PROOF("the folder itself may be named by a link",
              the_folder_itself_may_be_named_by_a_link),
        PROOF("what is not ours is left alone", what_is_not_ours_is_left_alone),
        PROOF("the newest is the one with the highest number",
              the_newest_is_the_one_with_the_highest_number),
        PROOF("a draft is empty whatever was left of others",
              a_draft_is_empty_whatever_was_left_of_others),
        PROOF("a draft becomes the newest or nothing",
              a_draft_becomes_the_newest_or_nothing),
        PROOF("where nothing can be made there is no draft",
              where_nothing_can_be_made_there_is_no_draft),
        PROOF("a collection that is not finished on disk is not there",
              a_collection_that_is_not_finished_on_disk_is_not_there),
        PROOF("a collection that cannot be taken back counts as there",
              a_collection_that_cannot_be_taken_back_counts_as_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
