/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults: the first wins, all are counted, sorted by place and said whole. */
#include "base/fault.h"

#include "proof.h"

static struct text_place at(int line, int column)
{
    return (struct text_place){ line, column };
}

static struct faults of_file(struct proof *proof, str file)
{
    return (struct faults){ .arena = proof->arena, .file = file };
}

/* ---- one fault ----------------------------------------------------------- */

static void first_fault_wins(void **state)
{
    struct proof *proof = *state;
    struct fault *fault = &proof->fault;
    assert_false(fault_set(fault, "no {what}", SLOT("what", S("paper"))));
    assert_false(fault_set(fault, "too late for {what}", SLOT("what", S("ink")),
                           COUNT("n", 3)));
    assert_int_equal(1, fault->slot_count);
    cases_same_text(proof_words(proof->arena, fault), "no paper");
}

static void fault_needs_no_slot(void **state)
{
    struct proof *proof = *state;
    assert_false(fault_set(&proof->fault, "the {what} is out"));
    assert_int_equal(0, proof->fault.slot_count);
    cases_same_text(proof_words(proof->arena, &proof->fault),
                    "the {what} is out");
}

static void fault_takes_five_slots(void **state)
{
    struct proof *proof = *state;
    fault_set(&proof->fault, "{a}{b}{c}{d}{e}", SLOT("a", S("1")),
              COUNT("b", 2), SLOT("c", S("")), COUNT("d", -4),
              SLOT("e", S("{a}")));
    assert_int_equal(FAULT_SLOTS, proof->fault.slot_count);
    cases_same_text(proof_words(proof->arena, &proof->fault), "12-4{a}");
}

static void a_number_is_said_in_its_form(void **state)
{
    static const char *const said[] = { "no sheet is left", "0 sheets are left",
                                        "1 sheet is left", "2 sheets are left",
                                        NULL };
    struct proof *proof = *state;
    fault_set(&proof->fault, "no sheet is left");
    for (long n = -1; said[n + 1]; n++) {
        assert_false(fault_set_count(&proof->fault, "{n} sheet is left",
                                     "{n} sheets are left", n));
        cases_same(proof_words(proof->arena, &proof->fault),
                   text_of(said[n + 1]));
        proof->fault = (struct fault){ .arena = proof->arena };
    }
}

static void slots_are_copied(void **state)
{
    struct proof *proof = *state;
    struct faults faults = of_file(proof, S("form.yaml"));
    char where[] = "here";
    fault_set(&proof->fault, "not {where}", SLOT("where", text_of(where)));
    fault_add(&faults, at(1, 2), "not {where}", SLOT("where", text_of(where)));
    memset(where, 'x', sizeof where - 1);
    cases_same_text(proof_words(proof->arena, &proof->fault), "not here");
    cases_same_text(cases_faults(proof->arena, &faults),
                    "form.yaml:1:2: not here\n");
}

static void set_without_room(const void *given)
{
    struct fault fault = { 0 };
    fault_set(&fault, given);
}

static void fault_without_arena_is_a_mistake(void **state)
{
    struct proof_end end = proof_child(*state, set_without_room, "no {arena}");
    assert_int_not_equal(0, end.status);
    assert_true(text_find(end.words, S("fault->arena")) < end.words.size);
}

/* ---- places -------------------------------------------------------------- */

static void assert_said(struct proof *proof, struct fault fault,
                        const char *wanted)
{
    cases_same(fault_place(proof->arena, &fault), text_of(wanted));
}

static void places_are_said_as_far_as_known(void **state)
{
    struct proof *proof = *state;
    str file = S("form.yaml");
    assert_said(proof, (struct fault){ .file = file, .at = { 3, 14 } },
                "form.yaml:3:14: ");
    assert_said(proof, (struct fault){ .file = file }, "form.yaml: ");
    assert_said(proof, (struct fault){ .file = file, .at = { 0, 7 } },
                "form.yaml: ");
    assert_said(proof, (struct fault){ .at = { 3, 14 } }, "");
    assert_said(proof, (struct fault){ 0 }, "");
}

/* ---- many faults --------------------------------------------------------- */

static void faults_are_kept_in_order(void **state)
{
    struct proof *proof = *state;
    struct faults faults = of_file(proof, S("form.yaml"));
    assert_null(faults.first);
    fault_add(&faults, at(9, 1), "one");
    fault_add(&faults, at(2, 5), "two {n}", COUNT("n", 2));
    fault_add(&faults, at(0, 0), "three");
    assert_int_equal(3, faults.count);
    assert_null(faults.last->next);
    assert_string_equal("three", faults.last->pattern);
    cases_same_text(cases_faults(proof->arena, &faults),
                    "form.yaml:9:1: one\n"
                    "form.yaml:2:5: two 2\n"
                    "form.yaml: three\n");
}

static int kept(const struct faults *faults)
{
    int count = 0;
    for (struct fault *fault = faults->first; fault; fault = fault->next)
        count++;
    return count;
}

static void too_many_are_only_counted(void **state)
{
    struct proof *proof = *state;
    struct faults faults = of_file(proof, S("form.yaml"));
    for (int i = 0; i < FAULT_MOST - 1; i++)
        fault_add(&faults, at(FAULT_MOST - i, 1), "{n}", COUNT("n", i));
    assert_int_equal(FAULT_MOST - 1, kept(&faults));
    fault_add(&faults, at(1, 1), "the last that is kept");
    fault_add(&faults, at(1, 1), "one too many");
    fault_set(&proof->fault, "another too many");
    fault_adopt(&faults, &proof->fault);
    assert_int_equal(FAULT_MOST, kept(&faults));
    assert_int_equal(FAULT_MOST + 2, faults.count);
    assert_string_equal("the last that is kept", faults.last->pattern);
    fault_sort(&faults);
    assert_int_equal(FAULT_MOST, kept(&faults));
    assert_int_equal(FAULT_MOST + 2, faults.count);
    assert_string_equal("the last that is kept", faults.first->pattern);
}

static void adopted_faults_get_a_file(void **state)
{
    struct proof *proof = *state;
    struct faults faults = of_file(proof, S("form.yaml"));
    fault_set(&proof->fault, "no {what}", SLOT("what", S("milk")));
    fault_adopt(&faults, &proof->fault);
    struct fault placed = proof->fault;
    placed.file = S("cup.svg");
    placed.at = at(4, 2);
    placed.next = &proof->fault;
    fault_adopt(&faults, &placed);
    assert_int_equal(2, faults.count);
    assert_int_equal(2, kept(&faults));
    cases_same_text(cases_faults(proof->arena, &faults),
                    "form.yaml: no milk\n"
                    "cup.svg:4:2: no milk\n");
}

static void adopted_faults_are_let_go(void **state)
{
    struct proof *proof = *state;
    struct faults faults = of_file(proof, S("form.yaml"));
    fault_set(&proof->fault, "first {n}", COUNT("n", 1));
    fault_adopt(&faults, &proof->fault);
    proof->fault = (struct fault){ .arena = proof->arena };
    fault_set(&proof->fault, "second");
    fault_adopt(&faults, &proof->fault);
    cases_same_text(cases_faults(proof->arena, &faults), "form.yaml: first 1\n"
                                                         "form.yaml: second\n");
}

/* ---- sorting ------------------------------------------------------------- */

static void sorted_by_file_line_and_column(void **state)
{
    struct proof *proof = *state;
    struct faults faults = of_file(proof, S("b.yaml"));
    fault_add(&faults, at(10, 1), "5");
    fault_add(&faults, at(9, 20), "4");
    fault_add(&faults, at(9, 3), "3");
    fault_add(&faults, at(0, 0), "2");
    faults.file = S("a.yaml");
    fault_add(&faults, at(99, 1), "1");
    faults.file = S("b.yaml.old");
    fault_add(&faults, at(1, 1), "6");
    fault_sort(&faults);
    cases_same_text(cases_faults(proof->arena, &faults), "a.yaml:99:1: 1\n"
                                                         "b.yaml: 2\n"
                                                         "b.yaml:9:3: 3\n"
                                                         "b.yaml:9:20: 4\n"
                                                         "b.yaml:10:1: 5\n"
                                                         "b.yaml.old:1:1: 6\n");
    assert_null(faults.last->next);
    assert_string_equal("6", faults.last->pattern);
}

static void sorting_is_stable(void **state)
{
    struct proof *proof = *state;
    struct faults faults = of_file(proof, S("form.yaml"));
    for (int i = 0; i < 200; i++)
        fault_add(&faults, at(i % 3, 1), "{n}", COUNT("n", i));
    fault_sort(&faults);
    int seen = 0;
    for (struct fault *fault = faults.first; fault->next; fault = fault->next) {
        assert_true(fault->at.line <= fault->next->at.line);
        if (fault->at.line == fault->next->at.line)
            assert_true(fault->slots[0].number < fault->next->slots[0].number);
        seen++;
    }
    assert_int_equal(199, seen);
}

static void few_are_sorted_too(void **state)
{
    struct proof *proof = *state;
    struct faults faults = of_file(proof, S("form.yaml"));
    fault_sort(&faults);
    assert_null(faults.first);
    fault_add(&faults, at(1, 1), "one");
    fault_sort(&faults);
    assert_string_equal("one", faults.first->pattern);
    fault_add(&faults, at(0, 0), "none");
    fault_sort(&faults);
    fault_add(&faults, at(2, 0), "behind");
    cases_same_text(cases_faults(proof->arena, &faults),
                    "form.yaml: none\n"
                    "form.yaml:1:1: one\n"
                    "form.yaml:2:0: behind\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROOF("the first fault wins", first_fault_wins),
        PROOF("a fault needs no slot", fault_needs_no_slot),
        PROOF("a fault takes five slots", fault_takes_five_slots),
        PROOF("a number is said in the form that goes with it",
              a_number_is_said_in_its_form),
        PROOF("what a slot holds is copied", slots_are_copied),
        PROOF("a fault without an arena is a programmer's mistake",
              fault_without_arena_is_a_mistake),
        PROOF("a place is said as far as it is known",
              places_are_said_as_far_as_known),
        PROOF("faults are kept in the order of adding",
              faults_are_kept_in_order),
        PROOF("faults beyond the most are only counted",
              too_many_are_only_counted),
        PROOF("an adopted fault has the name of what is read, or its own",
              adopted_faults_get_a_file),
        PROOF("an adopted fault stays when its origin is used again",
              adopted_faults_are_let_go),
        PROOF("faults are sorted by file, line and column",
              sorted_by_file_line_and_column),
        PROOF("faults of one place stay in the order of adding",
              sorting_is_stable),
        PROOF("no fault, one and two can be sorted and added to",
              few_are_sorted_too),
    };
    return cmocka_run_group_tests_name("base/fault", tests, NULL, NULL);
}
