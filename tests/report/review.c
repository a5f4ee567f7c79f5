/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff decide about comments, and that nothing gets out without them. */
#include "report/review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "cases.h"
#include "form/link.h"
#include "report/code.h"

/* ---- the disk ------------------------------------------------------------ */

enum trouble { NO_TROUBLE, FAILS, KILLS };
static struct {
    enum trouble trouble;
    int calls; /* so many succeed before */
} disk;

static bool goes_wrong(void)
{
    if (disk.trouble == NO_TROUBLE || disk.calls-- > 0)
        return false;
    if (disk.trouble == KILLS)
        _exit(9);
    return true;
}

int __real_fsync(int handle);
int __wrap_fsync(int handle);
int __wrap_fsync(int handle)
{
    return goes_wrong() ? -1 : __real_fsync(handle);
}

int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to)
{
    return goes_wrong() ? -1 : __real_rename(from, to);
}

ssize_t __real_write(int handle, const void *bytes, size_t size);
ssize_t __wrap_write(int handle, const void *bytes, size_t size);
ssize_t __wrap_write(int handle, const void *bytes, size_t size)
{
    return goes_wrong() ? -1 : __real_write(handle, bytes, size);
}

/* ---- a collection with comments ------------------------------------------ */

enum { PEOPLE = 40, YOUNG = 0, VICTIMS = 1 };

struct office {
    struct arena *arena;
    struct keys_secret *secret;
    const struct form *forms[2];
    str folder;
    struct container_id ids[PEOPLE];
};

static const struct form *open_form(struct arena *arena, const char *path)
{
    struct faults faults = { .arena = arena };
    struct form *form = link_form(arena, cases_file(arena, path), &faults);
    cases_same(cases_faults(arena, &faults), S(""));
    return form;
}

static struct office *open_office(struct arena *arena)
{
    struct fault fault = { .arena = arena };
    struct office *office = arena_new(arena, struct office);
    char folder[] = "/tmp/yoursay-review-XXXXXX";
    assert_true(keys_begin(&fault));
    assert_non_null(mkdtemp(folder));
    office->arena = arena;
    office->secret = keys_make(&fault);
    assert_non_null(office->secret);
    office->folder = text_copy(arena, text_of(folder));
    office->forms[YOUNG] = open_form(arena,
                                     "assets/questionnaires/young-people.yaml");
    office->forms[VICTIMS] = open_form(arena,
                                       "assets/questionnaires/victims.yaml");
    for (int i = 0; i < PEOPLE; i++)
        office->ids[i] = container_new_id();
    return office;
}

static str file_of(const struct office *office)
{
    return file_join(office->arena, office->folder, S(REVIEW_FILE));
}

static void close_office(struct office *office)
{
    file_remove(file_of(office));
    assert_int_equal(rmdir(office->folder.at), 0);
    keys_destroy(office->secret);
}

static int question(const struct form *form, const char *name)
{
    int found = form_question(form, text_of(name));
    assert_true(found >= 0);
    return found;
}

/* What person `i` wrote, to one question of young people or of victims. */
static void add_one(const struct office *office, struct review *review, int i)
{
    struct text words = { .arena = office->arena };
    int form = i % 2;
    text_add(&words, S("person "));
    text_add_number(&words, i);
    text_add(&words, S(" met Dave"));
    review_add(review, form,
               question(office->forms[form],
                        form == YOUNG ? "what_changed" : "comments"),
               &office->ids[i], text_view(&words));
}

static struct review *begin(const struct office *office)
{
    struct fault fault = { .arena = office->arena };
    struct review *review = review_open(office->secret, office->folder,
                                        office->forms, 2, &fault);
    if (!review)
        fail_msg("%s", fault.pattern);
    return review;
}

/* With the comments added in their order, or the other way round. */
static struct review *open_review(const struct office *office, bool backwards)
{
    struct review *review = begin(office);
    for (int i = 0; i < PEOPLE; i++)
        add_one(office, review, backwards ? PEOPLE - 1 - i : i);
    review_settle(review);
    assert_int_equal(review_count(review), PEOPLE);
    return review;
}

static str code_at(const struct review *review, int index)
{
    return review_at(review, index)->code;
}

static void save(struct review *review, struct arena *arena)
{
    struct fault fault = { .arena = arena };
    if (!review_save(review, &fault))
        fail_msg("%s", fault.pattern);
}

static void decide(struct review *review, int index,
                   enum decision_verdict verdict, str by)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    if (!review_decide(review, index, verdict, by, &fault))
        fail_msg("%s", fault.pattern);
    arena_destroy(arena);
}

static str why(struct arena *arena, const struct fault *fault)
{
    struct faults faults = { .arena = arena };
    fault_adopt(&faults, fault);
    return cases_faults(arena, &faults);
}

static void approve(struct review *review, int index, str by)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    if (!review_approve(review, index, by, &fault))
        fail_msg("%s", fault.pattern);
    arena_destroy(arena);
}

static void redact(struct review *review, int index, str text, str with)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct redact_wish wish = { .text = text, .with = with };
    if (!review_redact(review, index, &wish, &fault))
        fail_msg("%s", fault.pattern);
    arena_destroy(arena);
}

static struct narrate_wish released(const struct review *review, int form)
{
    struct narrate_wish wish = { 0 };
    review_fill(review, form, &wish);
    return wish;
}

static int quoted(const struct review *review)
{
    return released(review, YOUNG).quote_count +
           released(review, VICTIMS).quote_count;
}

/* ---- the order ----------------------------------------------------------- */

static void the_order_does_not_follow_that_of_adding(void **state)
{
    struct office *office = open_office(*state);
    struct review *forwards = open_review(office, false);
    struct review *backwards = open_review(office, true);
    int rising = 0;
    for (int i = 0; i < PEOPLE; i++) {
        assert_true(text_equal(code_at(forwards, i), code_at(backwards, i)));
        assert_true(text_equal(review_at(forwards, i)->text,
                               review_at(backwards, i)->text));
        if (i > 0)
            rising += text_compare(review_at(forwards, i - 1)->text,
                                   review_at(forwards, i)->text) < 0;
    }
    assert_in_range(rising, 5, PEOPLE - 6);
    review_close(forwards);
    review_close(backwards);
    close_office(office);
}

static void codes_rise_and_are_all_different(void **state)
{
    struct office *office = open_office(*state);
    struct review *review = open_review(office, false);
    for (int i = 1; i < PEOPLE; i++)
        assert_true(text_compare(code_at(review, i - 1), code_at(review, i)) <
                    0);
    review_close(review);
    close_office(office);
}

/* Two answers of one person, and the same answer in another collection. */
static void a_code_does_not_say_who_wrote(void **state)
{
    struct office *office = open_office(*state);
    struct office *other = open_office(*state);
    struct review *review = begin(office);
    struct review *second = begin(other);
    int changed = question(office->forms[YOUNG], "what_changed");
    int suggestions = question(office->forms[YOUNG], "suggestions");
    review_add(review, YOUNG, changed, &office->ids[0], S("a lot"));
    review_add(review, YOUNG, suggestions, &office->ids[0], S("a lot"));
    review_add(second, YOUNG, changed, &office->ids[0], S("a lot"));
    review_settle(review);
    review_settle(second);
    assert_int_equal(review_count(review), 2);
    for (int i = 0; i < 2; i++)
        assert_memory_not_equal(code_at(review, i).at, code_at(second, 0).at,
                                CODE_LEAST);
    assert_memory_not_equal(code_at(review, 0).at, code_at(review, 1).at,
                            CODE_LEAST - 1);
    review_close(review);
    review_close(second);
    close_office(office);
    close_office(other);
}

static void the_same_comment_added_twice_is_one(void **state)
{
    struct office *office = open_office(*state);
    struct review *review = begin(office);
    add_one(office, review, 3);
    add_one(office, review, 4);
    add_one(office, review, 3);
    review_settle(review);
    assert_int_equal(review_count(review), 2);
    review_close(review);
    close_office(office);
}

static void blanks_alone_are_no_comment(void **state)
{
    struct office *office = open_office(*state);
    struct review *review = begin(office);
    review_add(review, YOUNG, question(office->forms[YOUNG], "suggestions"),
               &office->ids[0], S(" \n\t\xE2\x80\x8B "));
    review_settle(review);
    assert_int_equal(review_count(review), 0);
    assert_int_equal(released(review, YOUNG).quote_count, 0);
    save(review, *state);
    review_close(review);
    close_office(office);
}

static void what_would_disturb_a_terminal_is_left_out(void **state)
{
    struct office *office = open_office(*state);
    struct review *review = begin(office);
    review_add(review, YOUNG, question(office->forms[YOUNG], "suggestions"),
               &office->ids[0],
               S("  one\x1B[31m\r\ntwo\xE2\x80\xAEthree\xC2\x9B"
                 "4\xFF\x00 \xC3\xA2\xC5\xB5 "));
    review_settle(review);
    assert_int_equal(review_count(review), 1);
    cases_same_text(review_at(review, 0)->text, "one[31m twothree4\xEF\xBF\xBD "
                                                "\xC3\xA2\xC5\xB5");
    review_close(review);
    close_office(office);
}

/* ---- finding ------------------------------------------------------------- */

static void a_code_may_be_shortened_while_it_is_the_only_one(void **state)
{
    struct office *office = open_office(*state);
    struct review *review = open_review(office, false);
    struct fault fault = { .arena = *state };
    struct fault none = { .arena = *state };
    int index = -1;
    for (int i = 0; i < PEOPLE; i++) {
        char small[CABINET_TAG * 2] = "";
        str code = code_at(review, i);
        for (size_t k = 0; k < code.size; k++)
            small[k] = (char)(code.at[k] >= 'A' ? code.at[k] + 32 : code.at[k]);
        assert_true(review_find(review, text_of(small), &index, &fault));
        assert_int_equal(index, i);
    }
    /* Forty comments do not begin with thirty-two different signs. */
    bool several = false;
    for (int i = 1; i < PEOPLE; i++)
        if (code_at(review, i).at[0] == code_at(review, i - 1).at[0])
            several = !review_find(review, text_slice(code_at(review, i), 0, 1),
                                   &index, &fault);
    assert_true(several);
    assert_int_not_equal(
        text_find(why(*state, &fault), S("comments begin with")),
        why(*state, &fault).size);
    assert_false(review_find(review, S("U!"), &index, &none));
    cases_same_text(why(*state, &none),
                    "there is no comment U! in this collection; look for its "
                    "code with “yoursay comments list”\n");
    assert_false(review_find(review, S(""), &index, &none));
    review_close(review);
    close_office(office);
}

/* ---- deciding ------------------------------------------------------------ */

static void nothing_is_released_by_default(void **state)
{
    struct office *office = open_office(*state);
    struct review *review = open_review(office, false);
    for (int i = 0; i < PEOPLE; i++)
        assert_int_equal(review_at(review, i)->verdict, DECISION_OPEN);
    assert_int_equal(quoted(review), 0);
    assert_int_equal(released(review, YOUNG).passed_count, 0);
    review_close(review);
    close_office(office);
}

static void a_quote_is_released_once_somebody_else_approved_it(void **state)
{
    struct office *office = open_office(*state);
    struct review *review = open_review(office, false);
    struct fault fault = { .arena = *state };
    struct fault same = { .arena = *state };
    assert_false(review_approve(review, 7, S("Ann"), &fault));
    assert_true(text_starts(why(*state, &fault), S("nobody wants comment ")));
    decide(review, 7, DECISION_QUOTE, S("Ann"));
    assert_int_equal(quoted(review), 0);
    assert_false(review_approve(review, 7, S(" ann "), &same));
    assert_false(review_approve(review, 7, S("A NN"), &same));
    assert_int_equal(quoted(review), 0);
    approve(review, 7, S("Bob"));
    assert_int_equal(quoted(review), 1);
    const struct review_comment *comment = review_at(review, 7);
    struct narrate_wish wish = released(review, comment->form);
    assert_true(text_equal(wish.quotes[0].words, comment->text));
    assert_int_equal(wish.quotes[0].question, comment->question);
    cases_same_text(comment->approved_by, "Bob");
    review_close(review);
    close_office(office);
}

static void whoever_wants_a_quote_gives_a_name(void **state)
{
    static const char *const names[] = { "", "  ", "a\nb", "\xE2\x80\xAE" };
    struct office *office = open_office(*state);
    struct review *review = open_review(office, false);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct fault fault = { .arena = *state };
        assert_false(review_decide(review, 0, DECISION_QUOTE, text_of(names[i]),
                                   &fault));
        cases_same_text(why(*state, &fault),
                        "whoever decides this gives a name, in one line of "
                        "plain text; say it with --by\n");
        assert_int_equal(review_at(review, 0)->verdict, DECISION_OPEN);
    }
    decide(review, 0, DECISION_LEAVE, S(""));
    review_close(review);
    close_office(office);
}

static void any_change_takes_the_approval_back(void **state)
{
    struct office *office = open_office(*state);
    for (int change = 0; change < 5; change++) {
        struct review *review = open_review(office, false);
        struct fault fault = { .arena = *state };
        redact(review, 0, S("person"), S(""));
        decide(review, 0, DECISION_QUOTE, S("Ann"));
        approve(review, 0, S("Bob"));
        assert_int_equal(quoted(review), 1);
        if (change == 0)
            redact(review, 0, S("Dave"), S("my YOS worker"));
        else if (change == 1)
            assert_true(review_restore(review, 0, 1, &fault));
        else if (change == 2)
            decide(review, 0, DECISION_QUOTE, S("Bob"));
        else if (change == 3)
            decide(review, 0, DECISION_LEAVE, S("Ann"));
        else
            decide(review, 0, DECISION_OPEN, S(""));
        assert_int_equal(quoted(review), 0);
        assert_int_equal(review_at(review, 0)->approved_by.size, 0);
        review_close(review);
    }
    close_office(office);
}

/* Whoever changes the text must not be the only one who has read it. */
static void a_changed_quote_is_decided_anew(void **state)
{
    struct office *office = open_office(*state);
    struct review *review = open_review(office, false);
    struct fault fault = { .arena = *state };
    decide(review, 0, DECISION_QUOTE, S("Ann"));
    redact(review, 0, S("Dave"), S("my YOS worker"));
    assert_int_equal(review_at(review, 0)->verdict, DECISION_OPEN);
    assert_false(review_approve(review, 0, S("Bob"), &fault));
    decide(review, 1, DECISION_PASS, S("Ann"));
    redact(review, 1, S("Dave"), S("my YOS worker"));
    assert_int_equal(review_at(review, 1)->verdict, DECISION_PASS);
    review_close(review);
    close_office(office);
}

static void an_ellipsis_alone_is_no_quote(void **state)
{
    struct office *office = open_office(*state);
    struct review *review = open_review(office, false);
    struct fault fault = { .arena = *state };
    redact(review, 0, review_at(review, 0)->text, S("somebody"));
    assert_false(review_decide(review, 0, DECISION_QUOTE, S("Ann"), &fault));
    decide(review, 0, DECISION_PASS, S("Ann"));
    review_close(review);
    close_office(office);
}

static void a_question_of_passed_comments_is_told_once(void **state)
{
    struct office *office = open_office(*state);
    struct review *review = open_review(office, false);
    for (int i = 0; i < PEOPLE; i++)
        decide(review, i, DECISION_PASS, S(""));
    struct narrate_wish wish = released(review, YOUNG);
    assert_int_equal(wish.passed_count, 1);
    assert_int_equal(wish.passed[0],
                     question(office->forms[YOUNG], "what_changed"));
    assert_int_equal(quoted(review), 0);
    review_close(review);
    close_office(office);
}

/* ---- keeping ------------------------------------------------------------- */

static void decisions_are_there_again(void **state)
{
    struct office *office = open_office(*state);
    struct review *review = open_review(office, false);
    decide(review, 0, DECISION_QUOTE, S("Ann"));
    redact(review, 1, S("Dave"), S("fy ngweithiwr TTI"));
    decide(review, 1, DECISION_QUOTE, S("Ann"));
    approve(review, 1, S("Siôn"));
    decide(review, 2, DECISION_PASS, S(""));
    decide(review, 3, DECISION_LEAVE, S("Ann"));
    redact(review, 4, S("Dave"), S(""));
    str text = text_copy(*state, review_at(review, 1)->text);
    save(review, *state);
    review_close(review);
    review = open_review(office, true);
    assert_int_equal(review_at(review, 0)->verdict, DECISION_QUOTE);
    assert_int_equal(review_at(review, 0)->approved_by.size, 0);
    assert_int_equal(review_at(review, 1)->verdict, DECISION_QUOTE);
    assert_true(text_equal(review_at(review, 1)->text, text));
    cases_same_text(review_at(review, 1)->decided_by, "Ann");
    cases_same_text(review_at(review, 1)->approved_by, "Siôn");
    assert_int_equal(review_at(review, 2)->verdict, DECISION_PASS);
    assert_int_equal(review_at(review, 3)->verdict, DECISION_LEAVE);
    assert_int_equal(review_at(review, 4)->verdict, DECISION_OPEN);
    assert_int_equal(review_at(review, 4)->replaced, 1);
    assert_int_equal(review_at(review, 5)->replaced, 0);
    assert_int_equal(quoted(review), 1);
    review_close(review);
    close_office(office);
}

static void only_its_owner_may_read_the_file_and_no_words_are_in_it(
    void **state)
{
    struct office *office = open_office(*state);
    struct review *review = open_review(office, false);
    struct fault fault = { .arena = *state };
    struct stat about;
    str content;
    decide(review, 0, DECISION_QUOTE, S("Somebody Ann"));
    save(review, *state);
    decide(review, 1, DECISION_QUOTE, S("Somebody Ann"));
    save(review, *state);
    review_close(review);
    assert_int_equal(stat(file_of(office).at, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0600);
    assert_true(file_read(*state, file_of(office), 1000000, &content, &fault));
    assert_int_equal(text_find(content, S("Somebody")), content.size);
    assert_int_equal(content.size, CABINET_SEAL + 4096);
    close_office(office);
}

/* A response that could not be read this time. */
static void decisions_about_comments_that_are_not_there_stay(void **state)
{
    struct office *office = open_office(*state);
    struct review *review = open_review(office, false);
    for (int i = 0; i < PEOPLE; i += 2)
        decide(review, i, DECISION_LEAVE, S("Ann"));
    save(review, *state);
    review_close(review);
    review = begin(office);
    for (int i = 0; i < PEOPLE; i += 5)
        add_one(office, review, i);
    review_settle(review);
    decide(review, 0, DECISION_PASS, S(""));
    save(review, *state);
    review_close(review);
    review = open_review(office, true);
    int left = 0;
    int passed = 0;
    for (int i = 0; i < PEOPLE; i++) {
        left += review_at(review, i)->verdict == DECISION_LEAVE;
        passed += review_at(review, i)->verdict == DECISION_PASS;
    }
    assert_int_equal(passed, 1);
    assert_in_range(left, PEOPLE / 2 - 1, PEOPLE / 2);
    review_close(review);
    close_office(office);
}

static void a_decision_about_other_words_is_none(void **state)
{
    struct office *office = open_office(*state);
    struct review *review = begin(office);
    int what = question(office->forms[YOUNG], "suggestions");
    review_add(review, YOUNG, what, &office->ids[0], S("more trips"));
    review_settle(review);
    decide(review, 0, DECISION_QUOTE, S("Ann"));
    approve(review, 0, S("Bob"));
    save(review, *state);
    review_close(review);
    review = begin(office);
    review_add(review, YOUNG, what, &office->ids[0], S("Dave lives in Barry"));
    review_settle(review);
    assert_int_equal(review_at(review, 0)->verdict, DECISION_OPEN);
    assert_int_equal(quoted(review), 0);
    review_close(review);
    close_office(office);
}

static void refuses(struct office *office, const char *reason)
{
    struct fault fault = { .arena = office->arena };
    assert_null(
        review_open(office->secret, office->folder, office->forms, 2, &fault));
    struct text wanted = { .arena = office->arena };
    text_add(&wanted, S("what was decided about the comments cannot be read "
                        "from "));
    text_add(&wanted, file_of(office));
    text_add(&wanted, S(": "));
    text_add(&wanted, text_of(reason));
    text_add(&wanted,
             S("; the comments themselves are safe: put a copy of the "
               "file in its place, or move it away and decide anew\n"));
    cases_same(why(office->arena, &fault), text_view(&wanted));
}

static void put_file(struct office *office, str content)
{
    struct fault fault = { .arena = office->arena };
    assert_true(file_write_whole(file_of(office), content, &fault));
}

static void a_damaged_file_is_refused_with_what_to_do(void **state)
{
    struct office *office = open_office(*state);
    struct office *other = open_office(*state);
    struct review *review = open_review(office, false);
    struct fault fault = { .arena = *state };
    str content;
    decide(review, 0, DECISION_LEAVE, S("Ann"));
    save(review, *state);
    review_close(review);
    assert_true(file_read(*state, file_of(office), 1000000, &content, &fault));
    put_file(other, content);
    refuses(other, "it belongs to another collection");
    put_file(office, text_slice(content, 0, content.size - 1));
    refuses(office, "it is damaged or was altered");
    put_file(office, S(""));
    refuses(office, "it is something else, or was overwritten");
    ((char *)(uintptr_t)content.at)[content.size / 2] ^= 1;
    put_file(office, content);
    refuses(office, "it is damaged or was altered");
    put_file(office, S("YSD\x07"));
    struct fault newer = { .arena = *state };
    assert_null(
        review_open(office->secret, office->folder, office->forms, 2, &newer));
    assert_int_not_equal(
        text_find(why(*state, &newer), S("was made by a newer program")),
        why(*state, &newer).size);
    close_office(office);
    close_office(other);
}

/* Sealed with the right key by a program that is newer or wrong. */
static void whatever_is_inside_the_seal_is_refused_or_read(void **state)
{
    struct office *office = open_office(*state);
    struct review *review = open_review(office, false);
    struct fault fault = { .arena = *state };
    str content;
    str plain;
    redact(review, 0, S("Dave"), S("my YOS worker"));
    decide(review, 0, DECISION_QUOTE, S("Ann"));
    approve(review, 0, S("Bob"));
    redact(review, 1, S("Dave"), S(""));
    save(review, *state);
    review_close(review);
    struct cabinet *cabinet = cabinet_make(office->secret, CABINET_REVIEW,
                                           &fault);
    assert_non_null(cabinet);
    assert_true(file_read(*state, file_of(office), 1000000, &content, &fault));
    assert_int_equal(cabinet_open(*state, cabinet, content, &plain),
                     CABINET_FINE);
    unsigned char *bytes = (unsigned char *)(uintptr_t)plain.at;
    for (size_t at = 0; at < 260; at++) {
        struct arena *arena = arena_make();
        struct fault refused = { .arena = arena };
        unsigned char was = bytes[at];
        bytes[at] = (unsigned char)(was ^ (at % 3 ? 0xFF : 0x01));
        put_file(office, cabinet_seal(arena, cabinet, plain));
        review = review_open(office->secret, office->folder, office->forms, 2,
                             &refused);
        if (review) {
            for (int i = 0; i < PEOPLE; i++)
                add_one(office, review, i);
            review_settle(review);
            save(review, arena);
        }
        review_close(review);
        bytes[at] = was;
        arena_destroy(arena);
    }
    cabinet_destroy(cabinet);
    close_office(office);
}

/* Ends at the `calls`th call to the disk, or fails there. */
static bool save_in_trouble(struct office *office, int calls)
{
    struct review *review = open_review(office, false);
    struct fault fault = { .arena = office->arena };
    for (int i = 0; i < PEOPLE; i++)
        decide(review, i, DECISION_LEAVE, S("Ann"));
    disk.calls = calls;
    bool done = review_save(review, &fault);
    disk.trouble = NO_TROUBLE;
    review_close(review);
    return done;
}

static int count_left(struct office *office)
{
    struct review *review = open_review(office, false);
    int left = 0;
    for (int i = 0; i < PEOPLE; i++)
        left += review_at(review, i)->verdict == DECISION_LEAVE;
    review_close(review);
    return left;
}

static void decide_one(struct office *office)
{
    struct review *review = open_review(office, false);
    decide(review, 0, DECISION_LEAVE, S("Ann"));
    save(review, office->arena);
    review_close(review);
}

static void a_disk_that_fails_keeps_the_old_decisions(void **state)
{
    struct office *office = open_office(*state);
    decide_one(office);
    for (int calls = 0; calls < 3; calls++) {
        disk.trouble = FAILS;
        assert_false(save_in_trouble(office, calls));
        int left = count_left(office);
        assert_true(left == 1 || left == PEOPLE);
        assert_true(calls > 2 || left == 1);
    }
    assert_true(save_in_trouble(office, 0));
    assert_int_equal(count_left(office), PEOPLE);
    close_office(office);
}

static void whoever_is_killed_leaves_old_decisions_or_new_ones(void **state)
{
    struct office *office = open_office(*state);
    int seen[2] = { 0 };
    for (int calls = 0; calls < 6; calls++) {
        int status = 0;
        decide_one(office);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            disk.trouble = KILLS;
            _exit(save_in_trouble(office, calls) ? 0 : 1);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        int left = count_left(office);
        assert_true(left == 1 || left == PEOPLE);
        seen[left == PEOPLE]++;
        char line[200];
        snprintf(line, sizeof line, "rm -f '%s'/*", office->folder.at);
        assert_int_equal(system(line), 0);
    }
    assert_true(seen[0] > 0 && seen[1] > 0);
    close_office(office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("the order does not follow that of adding",
                   the_order_does_not_follow_that_of_adding),
        CASES_TEST("codes rise and are all different",
                   codes_rise_and_are_all_different),
        CASES_TEST("a code does not say who wrote",
                   a_code_does_not_say_who_wrote),
        CASES_TEST("the same comment added twice is one",
                   the_same_comment_added_twice_is_one),
        CASES_TEST("blanks alone are no comment", blanks_alone_are_no_comment),
        CASES_TEST("what would disturb a terminal is left out",
                   what_would_disturb_a_terminal_is_left_out),
        CASES_TEST("a code may be shortened while it is the only one",
                   a_code_may_be_shortened_while_it_is_the_only_one),
        CASES_TEST("nothing is released by default",
                   nothing_is_released_by_default),
        CASES_TEST("a quote is released once somebody else approved it",
                   a_quote_is_released_once_somebody_else_approved_it),
        CASES_TEST("whoever wants a quote gives a name",
                   whoever_wants_a_quote_gives_a_name),
        CASES_TEST("any change takes the approval back",
                   any_change_takes_the_approval_back),
        CASES_TEST("a changed quote is decided anew",
                   a_changed_quote_is_decided_anew),
        CASES_TEST("an ellipsis alone is no quote",
                   an_ellipsis_alone_is_no_quote),
        CASES_TEST("a question of passed comments is told once",
                   a_question_of_passed_comments_is_told_once),
        CASES_TEST("decisions are there again", decisions_are_there_again),
        CASES_TEST("only its owner may read the file, and no words are in it",
                   only_its_owner_may_read_the_file_and_no_words_are_in_it),
        CASES_TEST("decisions about comments that are not there stay",
                   decisions_about_comments_that_are_not_there_stay),
        CASES_TEST("a decision about other words is none",
                   a_decision_about_other_words_is_none),
        CASES_TEST("a damaged file is refused with what to do",
                   a_damaged_file_is_refused_with_what_to_do),
        CASES_TEST("whatever is inside the seal is refused or read",
                   whatever_is_inside_the_seal_is_refused_or_read),
        CASES_TEST("a disk that fails keeps the old decisions",
                   a_disk_that_fails_keeps_the_old_decisions),
        CASES_TEST("whoever is killed leaves old decisions or new ones",
                   whoever_is_killed_leaves_old_decisions_or_new_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
