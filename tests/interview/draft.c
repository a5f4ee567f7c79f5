/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafts: kept in memory only and for the owner only, whole or not at all, and
 * gone after a minute. What lies in their place is taken for hostile. */
#include "interview/draft.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/vfs.h>

#include "base/proof.h"
#include "given.h"

enum { NOW = 1000000, FILE_SIZE = 8245 };

/* ---- the system, as the tests want it ------------------------------------- */

static struct {
    unsigned long kind; /* of the file system; 0: in memory */
    bool stranger;      /* the user is somebody else */
    int writes;         /* that are left before the memory is full; 0: any */
} pretend;

int __real_fstatfs(int handle, struct statfs *about);
int __wrap_fstatfs(int handle, struct statfs *about);
int __wrap_fstatfs(int handle, struct statfs *about)
{
    int result = __real_fstatfs(handle, about);
    unsigned long kind = pretend.kind ? pretend.kind : TMPFS_MAGIC;
    about->f_type = (__fsword_t)kind;
    return result;
}

uid_t __real_geteuid(void);
uid_t __wrap_geteuid(void);
uid_t __wrap_geteuid(void)
{
    return __real_geteuid() + pretend.stranger;
}

/* A full memory takes a part and then nothing. */
ssize_t __real_write(int handle, const void *bytes, size_t size);
ssize_t __wrap_write(int handle, const void *bytes, size_t size);
ssize_t __wrap_write(int handle, const void *bytes, size_t size)
{
    if (pretend.writes == 0)
        return __real_write(handle, bytes, size);
    if (--pretend.writes > 0)
        return __real_write(handle, bytes, size / 2);
    errno = ENOSPC;
    return -1;
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

/* ---- at hand -------------------------------------------------------------- */

static const unsigned char some_id[VISIT_ID] = "sixteen letters";
static const unsigned char some_extra[DRAFT_EXTRA] = "cy, dark, large";

static struct draft *open_draft(struct proof *proof)
{
    proof_path(proof, "");
    struct draft *draft = draft_open(proof->arena, proof->folder);
    assert_non_null(draft);
    return draft;
}

static str path_of(struct proof *proof)
{
    return proof_path(proof, "yoursay-draft");
}

static bool is_there(struct proof *proof)
{
    struct stat about;
    return lstat(path_of(proof).at, &about) == 0;
}

static struct visit *some_visit(struct arena *arena, const char *path)
{
    struct visit *visit = visit_begin(given_form(arena, path), some_id);
    return visit;
}

/* Half-way through a change, with something forgotten. */
static struct visit *long_visit(struct arena *arena)
{
    static const char *const given[] = {
        "drinks=yes", "takes=milk", "takes=sugar", "heat=70", "why=dŵr poeth",
    };
    struct visit *visit = some_visit(arena, "tests/fixtures/form.yaml");
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        given_take(visit->answers, text_of(given[i]));
    while (!visit_is_checking(visit))
        visit_next(visit);
    visit_change(visit, form_question(visit->form, S("drinks")));
    given_take(visit->answers, S("drinks=no"));
    visit_next(visit);
    visit_change(visit, form_question(visit->form, S("drinks")));
    given_take(visit->answers, S("drinks=yes"));
    visit_next(visit);
    given_take(visit->answers, S("takes=none"));
    return visit;
}

static struct visit *find(struct draft *draft, struct arena *arena, int64_t now,
                          const struct form *form)
{
    struct draft_about about;
    if (!draft_find(draft, arena, now, &about))
        return NULL;
    cases_same(about.form, form->id);
    assert_memory_equal(about.extra, some_extra, DRAFT_EXTRA);
    return draft_restore(draft, form);
}

static void assert_same_visit(struct arena *arena, const struct visit *one,
                              const struct visit *other)
{
    cases_same(given_all(arena, one->answers),
               given_all(arena, other->answers));
    assert_memory_equal(one->id, other->id, VISIT_ID);
    assert_int_equal(one->question, other->question);
    assert_int_equal(one->changing, other->changing);
    assert_int_equal(one->forgotten, other->forgotten);
    assert_memory_equal(one->seen, other->seen,
                        (size_t)one->form->question_count);
}

/* ---- where there is a draft ----------------------------------------------- */

static void there_is_none_on_a_disk(void **state)
{
    struct proof *proof = *state;
    proof_path(proof, "");
    pretend.kind = EXT4_SUPER_MAGIC;
    assert_null(draft_open(proof->arena, proof->folder));
    pretend.kind = RAMFS_MAGIC;
    struct draft *draft = draft_open(proof->arena, proof->folder);
    assert_non_null(draft);
    draft_close(draft);
}

static void there_is_none_where_others_may_look(void **state)
{
    struct proof *proof = *state;
    proof_path(proof, "");
    for (mode_t bit = 1; bit <= 040; bit <<= 1) {
        assert_int_equal(chmod(proof->folder.at, 0700 | bit), 0);
        assert_null(draft_open(proof->arena, proof->folder));
    }
    assert_int_equal(chmod(proof->folder.at, 0700), 0);
    pretend.stranger = true;
    assert_null(draft_open(proof->arena, proof->folder));
}

static void there_is_none_without_a_folder(void **state)
{
    struct proof *proof = *state;
    assert_null(draft_open(proof->arena, (str){ 0 }));
    assert_null(draft_open(proof->arena, S("")));
    assert_null(draft_open(proof->arena, S(".")));
    proof_path(proof, "");
    assert_int_equal(chdir(proof->folder.at), 0);
    assert_null(draft_open(proof->arena, S("."))); /* not by a whole path */
    assert_int_equal(chdir("/"), 0);
    assert_null(draft_open(proof->arena, proof_path(proof, "nowhere")));
    assert_null(
        draft_open(proof->arena, proof_file(proof, "a file", S("yes"))));
}

static void no_draft_is_fine_everywhere(void **state)
{
    struct proof *proof = *state;
    struct visit *visit = long_visit(proof->arena);
    struct draft_about about;
    draft_keep(NULL, visit, some_extra, NOW);
    assert_false(draft_find(NULL, proof->arena, NOW, &about));
    assert_null(draft_restore(NULL, visit->form));
    draft_wipe(NULL);
    draft_close(NULL);
    visit_end(visit);
}

/* ---- keeping and bringing back -------------------------------------------- */

static void what_was_kept_comes_back(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    draft_keep(draft, visit, some_extra, NOW);
    draft_close(draft);
    draft = open_draft(proof); /* as after a crash */
    struct visit *back = find(draft, proof->arena, NOW + 500, visit->form);
    assert_non_null(back);
    assert_same_visit(proof->arena, visit, back);
    assert_true(back->changing);
    assert_int_equal(back->forgotten, 2);
    while (!visit_is_checking(visit)) { /* and goes on in the same way */
        visit_next(visit);
        visit_next(back);
        assert_same_visit(proof->arena, visit, back);
    }
    visit_end(visit);
    visit_end(back);
    draft_close(draft);
}

static void a_visit_comes_back_wherever_it_was(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = some_visit(proof->arena,
                                     "assets/questionnaires/young-people.yaml");
    for (bool more = true; more;) {
        more = !visit_is_checking(visit);
        draft_keep(draft, visit, some_extra, NOW);
        struct visit *back = find(draft, proof->arena, NOW, visit->form);
        assert_non_null(back);
        assert_same_visit(proof->arena, visit, back);
        visit_end(back);
        if (more)
            visit_next(visit);
    }
    visit_end(visit);
    draft_close(draft);
}

/* Nobody moved on, so nothing was forgotten yet; but it is not kept. */
static void what_no_longer_applies_counts_as_forgotten(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = some_visit(proof->arena, "tests/fixtures/form.yaml");
    given_take(visit->answers, S("drinks=yes"));
    visit_next(visit);
    given_take(visit->answers, S("takes=milk"));
    visit_back(visit);
    given_take(visit->answers, S("drinks=no"));
    draft_keep(draft, visit, some_extra, NOW);
    struct visit *back = find(draft, proof->arena, NOW, visit->form);
    assert_non_null(back);
    cases_same_text(given_all(proof->arena, back->answers), "drinks=no, ");
    assert_int_equal(back->forgotten, 1);
    visit_end(visit);
    visit_end(back);
    draft_close(draft);
}

static void the_file_is_the_owners_alone_and_says_nothing_by_its_size(
    void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    struct stat first;
    struct stat second;
    draft_keep(draft, visit, some_extra, NOW);
    assert_int_equal(lstat(path_of(proof).at, &first), 0);
    given_take(visit->answers, S("takes=dont_know"));
    draft_keep(draft, visit, some_extra, NOW);
    assert_int_equal(lstat(path_of(proof).at, &second), 0);
    assert_int_equal(first.st_mode, S_IFREG | 0600);
    assert_int_equal(first.st_size, FILE_SIZE);
    assert_int_equal(second.st_size, FILE_SIZE);
    assert_int_equal(first.st_ino, second.st_ino); /* overwritten in place */
    visit_end(visit);
    draft_close(draft);
}

static void a_draft_is_brought_back_once(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    draft_keep(draft, visit, some_extra, NOW);
    assert_null(draft_restore(draft, visit->form)); /* not found yet */
    struct visit *back = find(draft, proof->arena, NOW, visit->form);
    assert_non_null(back);
    assert_null(draft_restore(draft, visit->form));
    assert_true(is_there(proof));
    visit_end(visit);
    visit_end(back);
    draft_close(draft);
}

/* ---- the end of a draft --------------------------------------------------- */

static void a_draft_is_worthless_after_a_minute(void **state)
{
    static const struct {
        int64_t now;
        bool found;
    } times[] = {
        { NOW, true },
        { NOW + DRAFT_LIFE - 1, true },
        { NOW + DRAFT_LIFE, false },
        { NOW - 1, false }, /* of another start of the machine */
        { INT64_MAX, false },
    };
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct draft_about about;
        draft_keep(draft, visit, some_extra, NOW);
        assert_int_equal(draft_find(draft, proof->arena, times[i].now, &about),
                         times[i].found);
        assert_int_equal(is_there(proof), times[i].found);
    }
    visit_end(visit);
    draft_close(draft);
}

static void wiping_overwrites_before_it_removes(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    unsigned char bytes[FILE_SIZE + 1];
    struct draft_about about;
    draft_keep(draft, visit, some_extra, NOW);
    assert_true(draft_find(draft, proof->arena, NOW, &about));
    int handle = open(path_of(proof).at, O_RDONLY | O_CLOEXEC);
    draft_wipe(draft);
    assert_false(is_there(proof));
    assert_int_equal(read(handle, bytes, sizeof bytes), FILE_SIZE);
    for (size_t i = 0; i < FILE_SIZE; i++)
        assert_int_equal(bytes[i], 0);
    assert_null(draft_restore(draft, visit->form)); /* nor this */
    close(handle);
    visit_end(visit);
    draft_close(draft);
}

static void a_draft_that_does_not_fit_into_memory_is_none(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    for (int writes = 1; writes < 4; writes++) {
        struct draft_about about;
        pretend.writes = writes;
        draft_keep(draft, visit, some_extra, NOW);
        pretend.writes = 0;
        assert_false(is_there(proof));
        assert_false(draft_find(draft, proof->arena, NOW, &about));
    }
    visit_end(visit);
    draft_close(draft);
}

/* ---- what lies in its place ----------------------------------------------- */

/* Whatever it is, it is none, it is gone, and a draft can be kept again. */
static void assert_none(struct proof *proof, struct draft *draft)
{
    struct draft_about about = { .form = S("untouched") };
    assert_false(draft_find(draft, proof->arena, NOW, &about));
    cases_same_text(about.form, "untouched");
    assert_false(is_there(proof));
}

static str kept_bytes(struct proof *proof)
{
    struct fault fault = { .arena = proof->arena };
    str bytes;
    assert_true(
        file_read(proof->arena, path_of(proof), FILE_SIZE, &bytes, &fault));
    return bytes;
}

static void put_bytes(struct proof *proof, str bytes)
{
    proof_file(proof, "yoursay-draft", bytes);
    assert_int_equal(chmod(path_of(proof).at, 0600), 0);
}

static void a_changed_byte_makes_it_none(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    draft_keep(draft, visit, some_extra, NOW);
    str bytes = kept_bytes(proof);
    put_bytes(proof, bytes);
    struct visit *back = find(draft, proof->arena, NOW, visit->form);
    assert_non_null(back); /* as it was, it is one */
    for (size_t at = 0; at < FILE_SIZE; at += at < 600 ? 1 : 97) {
        char *byte = (char *)(uintptr_t)bytes.at + at;
        *byte = (char)(*byte ^ 0x10);
        put_bytes(proof, bytes);
        assert_none(proof, draft);
        *byte = (char)(*byte ^ 0x10);
    }
    visit_end(back);
    visit_end(visit);
    draft_close(draft);
}

static void a_draft_that_is_cut_or_goes_on_is_none(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    struct text longer = { .arena = proof->arena };
    draft_keep(draft, visit, some_extra, NOW);
    str bytes = kept_bytes(proof);
    for (size_t size = 0; size < FILE_SIZE; size += 83) {
        put_bytes(proof, text_slice(bytes, 0, size));
        assert_none(proof, draft);
    }
    text_add(&longer, bytes);
    text_add_char(&longer, '\0');
    put_bytes(proof, text_view(&longer));
    assert_none(proof, draft);
    put_bytes(proof, text_view(&longer));
    draft_keep(draft, visit, some_extra, NOW); /* over it */
    struct visit *back = find(draft, proof->arena, NOW, visit->form);
    assert_non_null(back);
    visit_end(back);
    visit_end(visit);
    draft_close(draft);
}

/* The program was killed in the middle of writing over an earlier one. */
static void a_half_written_draft_is_none(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    draft_keep(draft, visit, some_extra, NOW);
    str old = kept_bytes(proof);
    given_take(visit->answers, S("heat=20"));
    draft_keep(draft, visit, some_extra, NOW + 7);
    str new = kept_bytes(proof);
    for (size_t cut = 1; cut < 400; cut += 3) {
        struct text mixed = { .arena = proof->arena };
        text_add(&mixed, text_slice(new, 0, cut));
        text_add(&mixed, text_slice(old, cut, old.size));
        str bytes = text_view(&mixed);
        if (text_equal(bytes, old) || text_equal(bytes, new))
            continue;
        put_bytes(proof, bytes);
        assert_none(proof, draft);
    }
    visit_end(visit);
    draft_close(draft);
}

static void a_link_is_removed_and_not_followed(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    struct fault fault = { .arena = proof->arena };
    str other = proof_file(proof, "other", S("keep me"));
    str content;
    assert_int_equal(chmod(other.at, 0600), 0);
    assert_int_equal(symlink(other.at, path_of(proof).at), 0);
    assert_none(proof, draft);
    assert_int_equal(symlink(other.at, path_of(proof).at), 0);
    draft_keep(draft, visit, some_extra, NOW);
    assert_int_equal(link(other.at, proof_path(proof, "second").at), 0);
    draft_wipe(draft);
    assert_int_equal(link(other.at, path_of(proof).at), 0);
    assert_none(proof, draft);
    assert_true(file_read(proof->arena, other, 100, &content, &fault));
    cases_same_text(content, "keep me");
    visit_end(visit);
    draft_close(draft);
}

static void a_pipe_is_removed_and_not_waited_for(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    assert_int_equal(mkfifo(path_of(proof).at, 0600), 0);
    assert_none(proof, draft);
    assert_int_equal(mkfifo(path_of(proof).at, 0600), 0);
    draft_keep(draft, visit, some_extra, NOW);
    struct visit *back = find(draft, proof->arena, NOW, visit->form);
    assert_non_null(back);
    visit_end(back);
    visit_end(visit);
    draft_close(draft);
}

static void a_huge_file_is_neither_read_nor_filled(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    int handle = open(path_of(proof).at, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    struct stat about;
    assert_int_equal(ftruncate(handle, (off_t)1 << 40), 0);
    assert_none(proof, draft);
    assert_int_equal(fstat(handle, &about), 0);
    assert_true(about.st_blocks < 1000);
    close(handle);
    draft_close(draft);
}

static void a_file_that_others_may_read_is_none(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    draft_keep(draft, visit, some_extra, NOW);
    assert_int_equal(chmod(path_of(proof).at, 0640), 0);
    assert_none(proof, draft);
    draft_keep(draft, visit, some_extra, NOW);
    assert_int_equal(chmod(path_of(proof).at, 0604), 0);
    draft_keep(draft, visit, some_extra, NOW);
    struct stat about;
    assert_int_equal(lstat(path_of(proof).at, &about), 0);
    assert_int_equal(about.st_mode, S_IFREG | 0600);
    visit_end(visit);
    draft_close(draft);
}

static void what_is_not_ours_is_none_and_stays(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    struct draft_about about;
    draft_keep(draft, visit, some_extra, NOW);
    str before = kept_bytes(proof);
    pretend.stranger = true;
    assert_false(draft_find(draft, proof->arena, NOW, &about));
    draft_keep(draft, visit, some_extra, NOW + 1);
    draft_wipe(draft);
    cases_same(kept_bytes(proof), before);
    visit_end(visit);
    draft_close(draft);
}

static void a_folder_in_its_place_does_no_harm(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    struct draft_about about;
    assert_int_equal(mkdir(path_of(proof).at, 0700), 0);
    draft_keep(draft, visit, some_extra, NOW);
    assert_false(draft_find(draft, proof->arena, NOW, &about));
    visit_end(visit);
    draft_close(draft);
}

/* ---- what fits no questionnaire ------------------------------------------- */

/* Whole, but of something else: it is wiped. */
static void assert_unfit(struct proof *proof, struct draft *draft,
                         const struct form *form)
{
    struct draft_about about;
    assert_true(draft_find(draft, proof->arena, NOW, &about));
    assert_null(draft_restore(draft, form));
    assert_false(is_there(proof));
}

static void another_questionnaire_or_version_does_not_fit(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    struct form newer = *visit->form;
    newer.version = S("2");
    draft_keep(draft, visit, some_extra, NOW);
    assert_unfit(proof, draft, &newer);
    struct form shorter = *visit->form;
    shorter.question_count--;
    draft_keep(draft, visit, some_extra, NOW);
    assert_unfit(proof, draft, &shorter);
    draft_keep(draft, visit, some_extra, NOW);
    assert_unfit(
        proof, draft,
        given_form(proof->arena, "assets/questionnaires/victims.yaml"));
    visit_end(visit);
    draft_close(draft);
}

static void a_place_where_no_visit_can_be_does_not_fit(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    for (int wrong = 0; wrong < 6; wrong++) {
        struct visit *visit = long_visit(proof->arena);
        int count = visit->form->question_count;
        if (wrong == 0)
            visit->question = count + 1;
        if (wrong == 1)
            visit->question = count; /* the check, but changing */
        if (wrong == 2)
            visit->seen[visit->question] = VISIT_SEEN;
        if (wrong == 3)
            visit->changing = false; /* but something is fresh */
        if (wrong == 4)
            visit->seen[0] = 3;
        if (wrong == 5)
            visit->forgotten = -5;
        draft_keep(draft, visit, some_extra, NOW);
        assert_unfit(proof, draft, visit->form);
        visit_end(visit);
    }
    draft_close(draft);
}

/* Bytes of a draft with the check that they should have: FNV-1a of what is
 * behind it, low byte first. */
static void put_checked(struct proof *proof, str bytes)
{
    uint64_t check = 0xCBF29CE484222325;
    char *at = (char *)(uintptr_t)bytes.at;
    for (size_t i = 12; i < bytes.size; i++)
        check = (check ^ (unsigned char)at[i]) * 0x100000001B3;
    for (int i = 0; i < 8; i++)
        at[4 + i] = (char)(check >> (8 * i) & 0xFF);
    put_bytes(proof, bytes);
}

/* What is brought back is a visit that can be gone on with, or nothing is. */
static void a_draft_with_the_right_check_is_still_not_trusted(void **state)
{
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = long_visit(proof->arena);
    draft_keep(draft, visit, some_extra, NOW);
    str bytes = kept_bytes(proof);
    int refused = 0;
    for (size_t at = 0; at < 300; at++)
        for (int bit = 0; bit < 8; bit += 3) {
            struct visit *back = NULL;
            char *byte = (char *)(uintptr_t)bytes.at + at;
            struct draft_about about;
            *byte = (char)(*byte ^ 1 << bit);
            put_checked(proof, bytes);
            if (draft_find(draft, proof->arena, NOW, &about))
                back = draft_restore(draft, visit->form);
            while (back && !visit_is_checking(back))
                visit_next(back);
            refused += back == NULL;
            visit_end(back);
            *byte = (char)(*byte ^ 1 << bit);
        }
    assert_in_range(refused, 300, 700);
    visit_end(visit);
    draft_close(draft);
}

static void what_was_opened_must_be_asked_and_nothing_may_lie_behind(
    void **state)
{
    enum { SEEN_AT = 4 + 8 + 8 + VISIT_ID + DRAFT_EXTRA + 2 + 1 + 4 + 2 };
    struct proof *proof = *state;
    struct draft *draft = open_draft(proof);
    struct visit *visit = some_visit(proof->arena, "tests/fixtures/form.yaml");
    draft_keep(draft, visit, some_extra, NOW);
    char *bytes = (char *)(uintptr_t)kept_bytes(proof).at;
    assert_int_equal(bytes[SEEN_AT], VISIT_SEEN);
    assert_false(visit_asks(visit, 1));
    bytes[SEEN_AT + 1] = VISIT_SEEN;
    put_checked(proof, (str){ bytes, FILE_SIZE });
    assert_unfit(proof, draft, visit->form);
    bytes[SEEN_AT + 1] = VISIT_UNSEEN;
    bytes[FILE_SIZE - 1] = 1;
    put_checked(proof, (str){ bytes, FILE_SIZE });
    assert_none(proof, draft);
    visit_end(visit);
    draft_close(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST("there is none on a disk", there_is_none_on_a_disk),
        TEST("there is none where others may look",
             there_is_none_where_others_may_look),
        TEST("there is none without a folder", there_is_none_without_a_folder),
        TEST("no draft is fine everywhere", no_draft_is_fine_everywhere),
        TEST("what was kept comes back", what_was_kept_comes_back),
        TEST("a visit comes back wherever it was",
             a_visit_comes_back_wherever_it_was),
        TEST("what no longer applies counts as forgotten",
             what_no_longer_applies_counts_as_forgotten),
        TEST("the file is the owner's alone and says nothing by its size",
             the_file_is_the_owners_alone_and_says_nothing_by_its_size),
        TEST("a draft is brought back once", a_draft_is_brought_back_once),
        TEST("a draft is worthless after a minute",
             a_draft_is_worthless_after_a_minute),
        TEST("wiping overwrites before it removes (P4)",
             wiping_overwrites_before_it_removes),
        TEST("a draft that does not fit into memory is none",
             a_draft_that_does_not_fit_into_memory_is_none),
        TEST("a changed byte makes it none", a_changed_byte_makes_it_none),
        TEST("a draft that is cut or goes on is none",
             a_draft_that_is_cut_or_goes_on_is_none),
        TEST("a half-written draft is none", a_half_written_draft_is_none),
        TEST("a link is removed and not followed",
             a_link_is_removed_and_not_followed),
        TEST("a pipe is removed and not waited for",
             a_pipe_is_removed_and_not_waited_for),
        TEST("a huge file is neither read nor filled",
             a_huge_file_is_neither_read_nor_filled),
        TEST("a file that others may read is none",
             a_file_that_others_may_read_is_none),
        TEST("what is not ours is none and stays",
             what_is_not_ours_is_none_and_stays),
        TEST("a folder in its place does no harm",
             a_folder_in_its_place_does_no_harm),
        TEST("another questionnaire or version does not fit",
             another_questionnaire_or_version_does_not_fit),
        TEST("a place where no visit can be does not fit",
             a_place_where_no_visit_can_be_does_not_fit),
        TEST("a draft with the right check is still not trusted",
             a_draft_with_the_right_check_is_still_not_trusted),
        TEST("what was opened must be asked, and nothing may lie behind",
             what_was_opened_must_be_asked_and_nothing_may_lie_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
