/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The machine has no memory left: the program ends with words, and the store
 * opens and holds all that it said it has (P1). */
#include <sys/mman.h>

#include "base/proof.h"
#include "effort.h"
#include "start.h"

/* ---- the system's memory ------------------------------------------------- */

static struct {
    long nth; /* 0: no trouble */
    long calls;
} memory;

static bool is_gone(void)
{
    return memory.nth > 0 && ++memory.calls >= memory.nth;
}

/* NOLINTBEGIN(readability-identifier-naming): the linker's names */
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_sodium_malloc(size_t size);
void *__wrap_sodium_malloc(size_t size);
/* NOLINTEND(readability-identifier-naming) */

void *__wrap_malloc(size_t size)
{
    return is_gone() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return is_gone() ? NULL : __real_calloc(count, size);
}

void *__wrap_sodium_malloc(size_t size)
{
    return is_gone() ? NULL : __real_sodium_malloc(size);
}

/* ---- while something is done --------------------------------------------- */

/* What a child does, and how far it came, in memory that both see. */
struct work {
    struct deeds *deeds;
    int from;
    int to;
    int *kept;
    long nth;
};

static void do_work(const void *given)
{
    const struct work *work = given;
    *work->kept = work->from;
    memory.nth = work->nth;
    for (int i = work->from; i < work->to; i++) {
        if (!deeds_do(work->deeds, i))
            _exit(2);
        ++*work->kept;
    }
}

static const char last_words[] = "yoursay: this machine has no memory left; "
                                 "nothing that was sent is lost; start again\n";

/* False if it came through. */
static bool starve(struct arena *arena, struct work *work)
{
    struct proof proof = { .arena = arena };
    struct twin_report report;
    const struct deeds *deeds = work->deeds;
    struct proof_end end = proof_child(&proof, do_work, work);
    bool met = proof_ended_with(end, 1);
    cases_same(end.words, met ? text_of(last_words) : S(""));
    assert_true(met || (proof_ended_with(end, 0) && *work->kept == work->to));
    deeds_suppose(work->deeds, *work->kept);
    for (int i = work->from; i < work->to; i++)
        work->deeds->records[i].tries = 1;
    const char *wrong = deeds_look(deeds, deeds->it->folder, &report);
    if (wrong)
        fail_msg("piece %ld: %s", work->nth, wrong);
    return met;
}

static void starve_everywhere(struct arena *arena, enum start start, int to)
{
    struct folder files;
    struct work work = { .deeds = start_plan(arena),
                         .from = START_OPEN,
                         .to = to };
    work.kept = mmap(NULL, sizeof *work.kept, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(work.kept, MAP_FAILED);
    start_take(arena, work.deeds, start, &files);
    bool met = true;
    while (met) {
        work.nth++;
        start_lay(work.deeds, start, &files);
        met = starve(arena, &work);
    }
    print_message("    %ld pieces of memory on %s\n", work.nth - 1,
                  start_name(start));
    munmap(work.kept, sizeof *work.kept);
    deeds_end(work.deeds);
}

static void nothing_is_lost_when_the_program_has_no_memory(void **state)
{
    starve_everywhere(*state, START_CLOSED, START_CLOSE + 1);
}

static void nothing_is_lost_when_it_has_no_memory_while_it_mends(void **state)
{
    for (int start = START_HOT; start < STARTS; start++)
        starve_everywhere(*state, (enum start)start, START_OPEN + 1);
}

/* ---- guarded memory ------------------------------------------------------ */

static void without_guarded_memory_there_is_no_key_but_a_reason(void **state)
{
    struct founded it = { .arena = *state, .fault = { .arena = *state } };
    founded_fine(&it, keys_begin(&it.fault));
    memory.nth = memory.calls = 1;
    assert_null(keys_make(&it.fault));
    memory.nth = 0;
    assert_non_null(it.fault.pattern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("nothing is lost when the program has no memory",
                   nothing_is_lost_when_the_program_has_no_memory),
        CASES_TEST("nothing is lost when it has no memory while it mends",
                   nothing_is_lost_when_it_has_no_memory_while_it_mends),
        CASES_TEST("without guarded memory there is no key but a reason",
                   without_guarded_memory_there_is_no_key_but_a_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
