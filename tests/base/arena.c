/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory by lifetime: zeroed, aligned, wiped; no memory ends the program. */
#include "base/arena.h"

#include <stdalign.h>

#include "proof.h"

#if defined(__SANITIZE_ADDRESS__)
#define GUARDED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define GUARDED 1
#endif
#endif
#ifdef GUARDED
#include <sanitizer/asan_interface.h>
#endif

/* ---- the system's memory, watched ---------------------------------------- */

enum { MOST_BLOCKS = 64 };
static const size_t more_than_any_machine_has = (size_t)1 << 40;

static struct {
    bool on;
    int calls;
    int failing; /* which call finds no memory; 0: none */
    struct {
        const unsigned char *at;
        size_t size;
    } blocks[MOST_BLOCKS];
    int lost_track;
    int given_back;
    int canaries; /* found in blocks at the moment they were given back */
} watch;

static const unsigned char canary[] = "a canary of sixteen";

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void __real_free(void *block);
void __wrap_free(void *block);

static void *remember(void *at, size_t size)
{
    for (int i = 0; i < MOST_BLOCKS; i++)
        if (!watch.blocks[i].at) {
            watch.blocks[i].at = at;
            watch.blocks[i].size = size;
            return at;
        }
    watch.lost_track++;
    return at;
}

static bool has_no_memory(size_t size)
{
    if (size > more_than_any_machine_has)
        return true;
    return watch.on && ++watch.calls == watch.failing;
}

void *__wrap_malloc(size_t size)
{
    if (has_no_memory(size))
        return NULL;
    void *at = __real_malloc(size);
    return watch.on ? remember(at, size) : at;
}

void *__wrap_calloc(size_t count, size_t size)
{
    if (has_no_memory(count * size))
        return NULL;
    void *at = __real_calloc(count, size);
    return watch.on ? remember(at, count * size) : at;
}

void __wrap_free(void *block)
{
    for (int i = 0; block && i < MOST_BLOCKS; i++) {
        if (watch.blocks[i].at != block)
            continue;
        watch.given_back++;
        if (memmem(block, watch.blocks[i].size, canary, sizeof canary))
            watch.canaries++;
        watch.blocks[i].at = NULL;
    }
    __real_free(block);
}

static int blocks_held(void)
{
    int held = 0;
    for (int i = 0; i < MOST_BLOCKS; i++)
        held += watch.blocks[i].at != NULL;
    return held;
}

static void watch_begin(int failing)
{
    memset(&watch, 0, sizeof watch);
    watch.failing = failing;
    watch.on = true;
}

/* ---- pieces -------------------------------------------------------------- */

static bool is_all(const unsigned char *bytes, size_t size, unsigned char byte)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != byte)
            return false;
    return true;
}

static void fresh_pieces_are_zero(void **state)
{
    (void)state;
    struct arena *arena = arena_make();
    for (int round = 0; round < 3; round++) {
        for (size_t size = 1; size < 50000; size += size / 3 + 1) {
            unsigned char *piece = arena_take(arena, size);
            assert_true(is_all(piece, size, 0));
            memset(piece, 0xAA, size);
        }
        arena_wipe(arena);
    }
    arena_destroy(arena);
}

static void pieces_are_aligned(void **state)
{
    struct proof *proof = *state;
    for (size_t size = 0; size < 300; size++) {
        uintptr_t at = (uintptr_t)arena_take(proof->arena, size);
        assert_int_equal(0, at % alignof(max_align_t));
        at = (uintptr_t)arena_grow(proof->arena, NULL, 0, size * 7);
        assert_int_equal(0, at % alignof(max_align_t));
    }
}

static void pieces_keep_apart(void **state)
{
    struct proof *proof = *state;
    enum { PIECES = 250 };
    unsigned char *pieces[PIECES];
    for (size_t i = 0; i < PIECES; i++) {
        pieces[i] = arena_take(proof->arena, i * 7 + 1);
        memset(pieces[i], (int)i, i * 7 + 1);
    }
    for (size_t i = 0; i < PIECES; i++)
        assert_true(is_all(pieces[i], i * 7 + 1, (unsigned char)i));
}

static void nothing_is_a_piece(void **state)
{
    struct proof *proof = *state;
    assert_non_null(arena_take(proof->arena, 0));
    assert_non_null(arena_array(proof->arena, long, 0));
    assert_non_null(arena_take_many(proof->arena, 5, 0));
}

#ifdef GUARDED
static void what_is_behind_is_closed(void **state)
{
    struct proof *proof = *state;
    unsigned char *piece = arena_take(proof->arena, 24);
    assert_false(__asan_address_is_poisoned(piece + 23));
    assert_true(__asan_address_is_poisoned(piece + 24));
    arena_take(proof->arena, 24);
    assert_true(__asan_address_is_poisoned(piece + 24));
    struct arena *other = arena_make();
    piece = arena_take(other, 24);
    arena_wipe(other);
    assert_true(__asan_address_is_poisoned(piece));
    arena_destroy(other);
}
#endif

/* ---- growing ------------------------------------------------------------- */

static void last_piece_grows_in_place(void **state)
{
    struct proof *proof = *state;
    unsigned char *piece = arena_take(proof->arena, 10);
    memset(piece, 7, 10);
    for (size_t size = 10; size < 4000; size += 33) {
        assert_ptr_equal(piece,
                         arena_grow(proof->arena, piece, size, size + 33));
        assert_true(is_all(piece, 10, 7));
        assert_true(is_all(piece + 10, size + 23, 0));
    }
}

static void earlier_piece_grows_as_copy(void **state)
{
    struct proof *proof = *state;
    unsigned char *piece = arena_take(proof->arena, 100);
    memset(piece, 7, 100);
    unsigned char *later = arena_take(proof->arena, 100);
    memset(later, 8, 100);
    unsigned char *grown = arena_grow(proof->arena, piece, 100, 200);
    assert_ptr_not_equal(piece, grown);
    assert_true(is_all(grown, 100, 7));
    assert_true(is_all(grown + 100, 100, 0));
    assert_true(is_all(piece, 100, 7));
    assert_true(is_all(later, 100, 8));
}

static void piece_outgrows_its_block(void **state)
{
    struct proof *proof = *state;
    unsigned char *piece = arena_take(proof->arena, 1000);
    memset(piece, 7, 1000);
    size_t size = 1000;
    for (; size < 3000000; size *= 3) {
        piece = arena_grow(proof->arena, piece, size, size * 3);
        assert_true(is_all(piece, 1000, 7));
        assert_true(is_all(piece + 1000, size * 3 - 1000, 0));
    }
}

static void nothing_grows(void **state)
{
    struct proof *proof = *state;
    unsigned char *piece = arena_grow(proof->arena, NULL, 0, 40);
    assert_true(is_all(piece, 40, 0));
    unsigned char *same = arena_grow(proof->arena, piece, 40, 40);
    assert_ptr_equal(piece, same);
}

/* ---- counting ------------------------------------------------------------ */

/* A little more than was asked for: alignment, and a gap for the sanitizer. */
static void assert_about(size_t used, size_t asked)
{
    assert_in_range(used, asked, asked + 64);
}

static void arena_counts(void **state)
{
    (void)state;
    struct arena *arena = arena_make();
    assert_int_equal(0, arena_used(arena));
    void *piece = arena_take(arena, 1000);
    assert_about(arena_used(arena), 1000);
    piece = arena_grow(arena, piece, 1000, 3000);
    assert_about(arena_used(arena), 3000);
    arena_take(arena, 100000);
    assert_about(arena_used(arena), 103000);
    arena_grow(arena, piece, 3000, 4000);
    assert_about(arena_used(arena), 107000);
    arena_wipe(arena);
    assert_int_equal(0, arena_used(arena));
    arena_destroy(arena);
}

/* ---- wiping -------------------------------------------------------------- */

/* Canaries in small pieces and large ones, old ones and outgrown ones. */
static unsigned char *plant(struct arena *arena)
{
    unsigned char *first = NULL;
    for (size_t size = sizeof canary; size < 200000; size += size / 2) {
        unsigned char *piece = arena_take(arena, size);
        memcpy(piece, canary, sizeof canary);
        memcpy(piece + size - sizeof canary, canary, sizeof canary);
        arena_grow(arena, piece, size, size + 20000);
        first = first ? first : piece;
    }
    return first;
}

static void wiping_clears_what_it_gives_back(void **state)
{
    (void)state;
    watch_begin(0);
    struct arena *arena = arena_make();
    plant(arena);
    arena_wipe(arena);
    watch.on = false;
    assert_int_equal(0, watch.lost_track);
    assert_true(watch.given_back > 3);
    assert_int_equal(0, watch.canaries);
    arena_destroy(arena);
}

static void wiping_clears_what_stays(void **state)
{
    (void)state;
    enum { MOST_OF_THE_FIRST_BLOCK = 16000 };
    struct arena *arena = arena_make();
    unsigned char *before = plant(arena);
    assert_memory_equal(before, canary, sizeof canary);
    arena_wipe(arena);
    unsigned char *after = arena_take(arena, MOST_OF_THE_FIRST_BLOCK);
    assert_ptr_equal(before, after);
    assert_true(is_all(after, MOST_OF_THE_FIRST_BLOCK, 0));
    arena_destroy(arena);
}

static void destroying_clears_and_returns_all(void **state)
{
    (void)state;
    watch_begin(0);
    struct arena *arena = arena_make();
    plant(arena);
    assert_true(blocks_held() > 4);
    arena_destroy(arena);
    watch.on = false;
    assert_int_equal(0, watch.lost_track);
    assert_int_equal(0, blocks_held());
    assert_int_equal(0, watch.canaries);
}

static void wiped_arena_goes_on(void **state)
{
    (void)state;
    struct arena *arena = arena_make();
    arena_wipe(arena);
    for (int person = 0; person < 20; person++) {
        str kept = text_copy(arena, S("what one person said"));
        plant(arena);
        cases_same_text(kept, "what one person said");
        arena_wipe(arena);
    }
    arena_destroy(arena);
}

static void no_arena_is_destroyed(void **state)
{
    (void)state;
    watch_begin(0);
    arena_destroy(NULL);
    watch.on = false;
    assert_int_equal(0, watch.calls);
}

/* ---- no memory ----------------------------------------------------------- */

#define NO_MEMORY                                                              \
    "yoursay: this machine has no memory left; nothing that was sent is "      \
    "lost; start again\n"

static void assert_out_of_memory(struct proof_end end)
{
    cases_same_text(end.words, NO_MEMORY);
    assert_true(proof_ended_with(end, 1));
}

static void take_huge(const void *given)
{
    arena_take(arena_make(), *(const size_t *)given);
}

static void take_far_too_many(const void *given)
{
    arena_take_many(arena_make(), *(const size_t *)given, 16);
}

static void grow_huge(const void *given)
{
    struct arena *arena = arena_make();
    void *piece = arena_take(arena, 16);
    arena_grow(arena, piece, 16, *(const size_t *)given);
}

static void huge_sizes_end_the_program(void **state)
{
    static const size_t sizes[] = {
        SIZE_MAX,         SIZE_MAX - 1,         SIZE_MAX - 15,
        SIZE_MAX - 64,    SIZE_MAX / 2 + 1,     SIZE_MAX / 2,
        SIZE_MAX / 2 - 1, SIZE_MAX / 2 - 16384, SIZE_MAX / 4,
    };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_out_of_memory(proof_child(*state, take_huge, &sizes[i]));
        assert_out_of_memory(proof_child(*state, take_far_too_many, &sizes[i]));
        assert_out_of_memory(proof_child(*state, grow_huge, &sizes[i]));
    }
}

/* 2 ^ 60 + 1 times 16 is 16 once it no longer fits. */
static void products_do_not_wrap_round(void **state)
{
    size_t count = SIZE_MAX / 16 + 2;
    assert_int_equal(16, (size_t)(count * 16));
    assert_out_of_memory(proof_child(*state, take_far_too_many, &count));
}

static void live_with_failing_memory(const void *given)
{
    watch_begin(*(const int *)given);
    struct arena *arena = arena_make();
    plant(arena);
    arena_wipe(arena);
    plant(arena);
    arena_destroy(arena);
}

static void each_failed_allocation_ends_the_program(void **state)
{
    int failing = 1;
    for (;; failing++) {
        struct proof_end end = proof_child(*state, live_with_failing_memory,
                                           &failing);
        if (proof_ended_with(end, 0))
            break;
        assert_out_of_memory(end);
    }
    assert_true(failing > 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROOF("what is handed out is zero, also after wiping",
              fresh_pieces_are_zero),
        PROOF("every piece is aligned for any type", pieces_are_aligned),
        PROOF("no piece overlaps another", pieces_keep_apart),
        PROOF("a piece of no size is still a place", nothing_is_a_piece),
#ifdef GUARDED
        PROOF("the sanitizer sees what is behind a piece and what was wiped",
              what_is_behind_is_closed),
#endif
        PROOF("the last piece grows where it stands",
              last_piece_grows_in_place),
        PROOF("an earlier piece grows as a copy and harms no other",
              earlier_piece_grows_as_copy),
        PROOF("a piece that outgrows its block takes its content along",
              piece_outgrows_its_block),
        PROOF("a piece can grow from nothing and by nothing", nothing_grows),
        PROOF("an arena counts what it has handed out", arena_counts),
        PROOF("wiping clears the memory that it gives back (P4)",
              wiping_clears_what_it_gives_back),
        PROOF("wiping clears the memory that stays (P4)",
              wiping_clears_what_stays),
        PROOF("destroying clears all memory and gives all of it back (P4)",
              destroying_clears_and_returns_all),
        PROOF("a wiped arena serves the next person", wiped_arena_goes_on),
        PROOF("no arena can be destroyed", no_arena_is_destroyed),
        PROOF("a size beyond all memory ends the program with its sentence",
              huge_sizes_end_the_program),
        PROOF("a count times a size never wraps round to a small piece",
              products_do_not_wrap_round),
        PROOF("whichever allocation fails ends the program with its sentence",
              each_failed_allocation_ends_the_program),
    };
    return cmocka_run_group_tests_name("base/arena", tests, NULL, NULL);
}
