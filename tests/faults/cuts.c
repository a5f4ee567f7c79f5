/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The power goes at any moment: the store opens by itself, and all that it said
 * it has is there, whatever the disk had not written yet (P1). */
#include "cut.h"
#include "start.h"

enum { SEEN_MANY = 1 << 21, SEEN_FEW = 1 << 15, SECTORS_MOST = 31 };

/* How many states of each moment are tried. */
struct measure {
    int together; /* all parts of so many waiting acts, and no more */
    int torn; /* so many ways of the last one; CUT_ALL: of each one every way */
    int random;
};

struct power {
    struct arena *arena;
    struct deeds *deeds;
    int kept; /* deeds before the record */
    struct disk_log log;
    struct cut *cut;
    struct measure measure;
    struct cut_choice choices[CUT_WAITING];
    str folder;     /* where the states are laid down */
    uint64_t *seen; /* what was tried already, as hashes; 0: free */
    uint64_t seen_count;
    uint64_t room; /* for them */
    long tried;
    long lost;
    const char *wrong; /* the last reason */
    bool may_mend;
    bool is_control; /* it is to lose something */
    int again;       /* of so many states with a hot journal one is opened
                        * while the power goes again; 0: of none */
    struct effort_dice dice;
};

/* ---- one state ----------------------------------------------------------- */

static uint64_t mixed(uint64_t hash, uint64_t more)
{
    hash = (hash ^ more) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

/* What a choice says, with all the ways of saying the same as one. */
static uint64_t meaning(const struct disk_op *op,
                        const struct cut_choice *choice)
{
    int sector = choice->sector ? choice->sector : 512;
    uint32_t all = (1u << cut_sectors(op, sector)) - 1;
    uint32_t parts = choice->parts & all;
    if (choice->junk)
        return 1;
    return parts == all ? 2 : parts == 0 ? 0 : (uint64_t)sector << 32 | parts;
}

static uint64_t hash_state(const struct power *power)
{
    uint64_t hash = mixed((uint64_t)cut_flushes(power->cut) + 1,
                          (uint64_t)cut_marks(power->cut));
    for (int i = 0; i < cut_waiting(power->cut); i++) {
        const struct disk_op *op = cut_act(power->cut, i);
        uint64_t choice = meaning(op, &power->choices[i]);
        if (choice)
            hash = mixed(mixed(hash, (uint64_t)(op - power->log.ops)), choice);
    }
    return hash ? hash : 1;
}

static bool is_new(struct power *power)
{
    uint64_t hash = hash_state(power);
    uint64_t at = hash % power->room;
    assert_true(power->seen_count < power->room / 2);
    while (power->seen[at] && power->seen[at] != hash)
        at = (at + 1) % power->room;
    bool new = power->seen[at] == 0;
    power->seen[at] = hash;
    power->seen_count += new;
    return new;
}

/* Whoever mends this needs to know which state it was. */
static void describe(const struct power *power)
{
    print_error("act %d, %d deeds kept, waiting:\n", cut_acts(power->cut),
                power->kept + cut_marks(power->cut));
    for (int i = 0; i < cut_waiting(power->cut); i++) {
        const struct disk_op *op = cut_act(power->cut, i);
        const struct cut_choice *choice = &power->choices[i];
        print_error("  act %ld: %d file %d at %lu size %lu: parts %x of %d%s\n",
                    (long)(op - power->log.ops), (int)op->act, op->file,
                    (unsigned long)op->at, (unsigned long)op->size,
                    choice->parts, choice->sector, choice->junk ? " junk" : "");
    }
}

static void cut_while_opening(struct power *power, const struct folder *files);

static bool is_hot(struct folder *files)
{
    const struct folder_file *journal = folder_find(files, "store-journal");
    return journal && journal->size > 0 && journal->bytes[0] != 0;
}

/* Before a store is made whole nothing was promised. */
static void try_state(struct power *power)
{
    struct folder files;
    struct twin_report report;
    if ((power->lost > 0 && !power->is_control) || !is_new(power))
        return;
    cut_make(power->cut, power->choices, &files);
    folder_lay(&files, power->folder);
    int kept = power->kept + cut_marks(power->cut);
    deeds_suppose(power->deeds, kept);
    const char *wrong = deeds_look(power->deeds, power->folder, &report);
    if (!wrong && !power->may_mend && !deeds_untouched(&report))
        wrong = "something had to be mended";
    power->tried++;
    if (kept > 0 && wrong) {
        power->lost++;
        power->wrong = wrong;
        if (!power->is_control)
            describe(power);
    }
    if (!wrong && power->again && is_hot(&files) &&
        effort_throw(&power->dice, (uint64_t)power->again) == 0)
        cut_while_opening(power, &files);
}

/* ---- all states of a moment ---------------------------------------------- */

static void choose(struct power *power, int from, int to, uint32_t parts)
{
    for (int i = from; i < to; i++)
        power->choices[i] = (struct cut_choice){ .parts = parts };
}

/* All subsets, in which each act is done as a whole. */
static void try_subsets(struct power *power)
{
    int count = cut_waiting(power->cut);
    for (uint32_t subset = 0; subset < 1u << count; subset++) {
        for (int i = 0; i < count; i++)
            choose(power, i, i + 1, subset >> i & 1 ? (uint32_t)CUT_ALL : 0);
        try_state(power);
    }
}

/* Where there are too many: the first, the last, all but one, only one. */
static void try_rows(struct power *power)
{
    int count = cut_waiting(power->cut);
    for (int i = 0; i <= count; i++)
        for (uint32_t parts = 0; parts < 2; parts++) {
            uint32_t first = parts ? (uint32_t)CUT_ALL : 0;
            choose(power, 0, i, first);
            choose(power, i, count, ~first);
            try_state(power);
            choose(power, 0, count, first);
            choose(power, i, i < count ? i + 1 : i, ~first);
            try_state(power);
        }
}

/* One write is torn; the others are done, or not, or only those before. */
static void tear(struct power *power, int torn, int sector, uint32_t parts)
{
    int count = cut_waiting(power->cut);
    for (int around = 0; around < 3; around++) {
        choose(power, 0, count, around == 0 ? 0 : (uint32_t)CUT_ALL);
        if (around == 2)
            choose(power, torn, count, 0);
        power->choices[torn] = (struct cut_choice){ .parts = parts,
                                                    .sector = sector };
        try_state(power);
    }
}

/* Its beginning or its end. */
static void tear_at(struct power *power, int torn, int sector, int at)
{
    uint32_t front = (1u << at) - 1;
    tear(power, torn, sector, front);
    tear(power, torn, sector, ~front);
}

static void try_torn(struct power *power, int torn)
{
    static const int sectors[] = { 512, 4096 };
    for (int i = 0; i < 2; i++) {
        int count = cut_sectors(cut_act(power->cut, torn), sectors[i]);
        assert_true(count <= SECTORS_MOST);
        int times = power->measure.torn == CUT_ALL ? count - 1
                                                   : power->measure.torn;
        for (int n = 0; n < times && count > 1; n++) {
            uint64_t any = effort_throw(&power->dice, (uint64_t)count - 1);
            bool all = power->measure.torn == CUT_ALL;
            tear_at(power, torn, sectors[i], 1 + (all ? n : (int)any));
        }
    }
}

/* Each act for itself: done or not, torn anyhow, or not but for the length. */
static struct cut_choice any_choice(struct power *power,
                                    const struct disk_op *op)
{
    struct cut_choice choice = { 0 };
    switch (effort_throw(&power->dice, 8)) {
    case 0:
    case 1:
    case 2:
        choice.parts = (uint32_t)CUT_ALL;
        break;
    case 3:
    case 4:
        choice.sector = effort_throw(&power->dice, 2) ? 512 : 4096;
        choice.parts = (uint32_t)effort_throw(&power->dice, 1u << 31);
        break;
    case 5:
        choice.junk = op->act == DISK_WRITE;
        break;
    default:
        break;
    }
    return choice;
}

/* In a long row that was never flushed, chance begins somewhere. */
static void try_random(struct power *power)
{
    int count = cut_waiting(power->cut);
    int from = count > 60 ? (int)effort_throw(&power->dice, (uint64_t)count)
                          : 0;
    choose(power, 0, from, (uint32_t)CUT_ALL);
    for (int i = from; i < count; i++)
        power->choices[i] = any_choice(power, cut_act(power->cut, i));
    try_state(power);
}

static void try_moment(struct power *power)
{
    int count = cut_waiting(power->cut);
    if (count <= power->measure.together)
        try_subsets(power);
    else if (power->measure.torn)
        try_rows(power);
    int newest = power->measure.torn == CUT_ALL || count == 0 ? 0 : count - 1;
    for (int i = newest; i < count && power->measure.torn; i++)
        try_torn(power, i);
    for (int i = 0; i < power->measure.random && count > 0; i++)
        try_random(power);
}

/* ---- a whole record ------------------------------------------------------ */

static struct power *power_begin(struct arena *arena, struct deeds *deeds,
                                 struct measure measure)
{
    struct power *power = arena_new(arena, struct power);
    *power = (struct power){ .arena = arena,
                             .deeds = deeds,
                             .log = { .arena = arena },
                             .measure = measure,
                             .folder = folder_make(arena),
                             .room = measure.random > 10 ? SEEN_MANY : SEEN_FEW,
                             .dice = { 1 } };
    power->seen = arena_array(arena, uint64_t, power->room);
    return power;
}

static void try_moments(struct power *power)
{
    power->cut = cut_begin(power->arena, &power->log, power->is_control);
    do
        try_moment(power);
    while ((power->is_control || power->lost == 0) && cut_next(power->cut));
}

static void expect_nothing_lost(struct power *power)
{
    if (power->lost > 0)
        fail_msg("%s", power->wrong);
}

/* The store is opened after a power cut, and while it undoes what was half done
 * the power goes again. */
static void cut_while_opening(struct power *power, const struct folder *files)
{
    struct arena *arena = arena_make();
    struct power *inner = power_begin(
        arena, power->deeds,
        (struct measure){ .together = 3, .torn = 1, .random = 2 });
    struct twin_report report;
    inner->kept = power->kept + cut_marks(power->cut);
    folder_lay(files, power->folder);
    disk_record(power->folder, &inner->log);
    deeds_look(power->deeds, power->folder, &report);
    disk_rest();
    try_moments(inner);
    power->tried += inner->tried;
    power->lost += inner->lost;
    power->wrong = inner->wrong ? inner->wrong : power->wrong;
    folder_remove(inner->folder);
    arena_destroy(arena);
}

static void record(struct power *power, int from)
{
    struct deeds *deeds = power->deeds;
    power->kept = from;
    deeds_run(deeds, 0, from);
    disk_record(deeds->it->folder, &power->log);
    for (int i = from; i < deeds->count; i++) {
        deeds_run(deeds, i, i + 1);
        disk_mark();
    }
    disk_rest();
}

static void power_end(struct power *power, const char *what)
{
    print_message("    %ld states of %d acts of %s\n", power->tried,
                  power->log.count, what);
    folder_remove(power->folder);
    deeds_end(power->deeds);
}

/* ---- the tests ----------------------------------------------------------- */

static const struct deed a_day[] = {
    { .kind = DEED_MAKE },   { .kind = DEED_OPEN },  { .kind = DEED_PUT },
    { .kind = DEED_PUT },    { .kind = DEED_PUT },   { .kind = DEED_CHANGE },
    { .kind = DEED_ADD, 5 }, { .kind = DEED_CLOSE }, { .kind = DEED_OPEN },
    { .kind = DEED_CLOSE },
};
enum { A_DAY = sizeof a_day / sizeof *a_day };

/* More than the journal has room for, so that it grows and is cut back. */
static const struct deed a_merge[] = {
    { .kind = DEED_MAKE },    { .kind = DEED_OPEN }, { .kind = DEED_PUT },
    { .kind = DEED_ADD, 30 }, { .kind = DEED_PUT },  { .kind = DEED_CLOSE },
};
enum { A_MERGE = sizeof a_merge / sizeof *a_merge };

static struct measure usual(void)
{
    return (struct measure){
        .together = (int)effort(10, 4, 4),
        .torn = (int)effort(CUT_ALL, 2, 1),
        .random = (int)effort(1500, 6, 6),
    };
}

static void nothing_is_lost_when_the_power_goes(void **state)
{
    struct power *power = power_begin(
        *state, deeds_plan(*state, 10, a_day, A_DAY), usual());
    record(power, 1);
    power->again = (int)effort(2000, 0, 0);
    try_moments(power);
    expect_nothing_lost(power);
    power_end(power, "a day");
}

static void nothing_is_lost_when_a_large_merge_is_cut(void **state)
{
    struct power *power = power_begin(
        *state, deeds_plan(*state, 40, a_merge, A_MERGE),
        (struct measure){ .together = (int)effort(6, 2, 1),
                          .torn = (int)effort(1, 0, 0),
                          .random = (int)effort(40, 1, 1) });
    record(power, 1);
    try_moments(power);
    expect_nothing_lost(power);
    power_end(power, "a large merge");
}

static void a_store_that_was_made_is_there(void **state)
{
    struct power *power = power_begin(
        *state, deeds_plan(*state, 10, a_day, 3),
        (struct measure){ .together = 1, .random = (int)effort(20, 1, 1) });
    record(power, 0);
    try_moments(power);
    expect_nothing_lost(power);
    power_end(power, "making a store");
}

static void nothing_is_lost_when_the_power_goes_while_it_comes_back(
    void **state)
{
    struct power *power = power_begin(
        *state, deeds_plan(*state, 10, a_day, A_DAY),
        (struct measure){ .together = 2, .random = 1 });
    record(power, 1);
    power->again = (int)effort(1, 40, 100);
    try_moments(power);
    expect_nothing_lost(power);
    power_end(power, "a day, cut twice");
}

static void a_disk_that_flushes_nothing_loses_responses(void **state)
{
    struct power *power = power_begin(*state,
                                      deeds_plan(*state, 10, a_day, A_DAY),
                                      (struct measure){ .random = 2 });
    record(power, 1);
    power->is_control = true;
    try_moments(power);
    print_message("    %ld of %ld states lost something\n", power->lost,
                  power->tried);
    assert_true(power->lost > power->tried / 10);
    power_end(power, "a day on a deaf disk");
}

/* ---- while it mends ------------------------------------------------------ */

/* A flush that fails on the way is counted from 1; 0: none does. */
static bool cut_while_mending(struct arena *arena, enum start start, int nth,
                              long *tried)
{
    struct deeds *deeds = start_plan(arena);
    struct measure measure = { .together = nth ? 1 : (int)effort(6, 3, 2),
                               .torn = nth ? 0 : (int)effort(1, 0, 0),
                               .random = nth ? 1 : (int)effort(12, 2, 1) };
    struct power *power = power_begin(arena, deeds, measure);
    struct folder files;
    start_take(arena, deeds, start, &files);
    start_lay(deeds, start, &files);
    power->kept = START_AT;
    power->may_mend = true;
    disk_record(deeds->it->folder, &power->log);
    disk_trouble(nth, DISK_UNFLUSHED, 1);
    if (!deeds_do(deeds, START_OPEN))
        deeds_do(deeds, START_OPEN);
    bool met = disk_calm();
    deeds_do(deeds, START_CLOSE);
    disk_rest();
    try_moments(power);
    expect_nothing_lost(power);
    *tried += power->tried;
    folder_remove(power->folder);
    deeds_end(deeds);
    return met;
}

static void nothing_is_lost_when_the_power_goes_while_it_mends(void **state)
{
    long tried = 0;
    (void)state;
    for (int start = START_LEAF; start < STARTS; start++) {
        int nth = 0;
        bool met = true;
        while (met) {
            struct arena *arena = arena_make();
            met = cut_while_mending(arena, (enum start)start, nth, &tried) ||
                  nth == 0;
            nth += nth == 0 ? 1 : (int)effort(1, 5, 15);
            arena_destroy(arena);
        }
    }
    print_message("    %ld states of mending\n", tried);
}

/* ---- a disk that fails once, and then the power goes --------------------- */

/* Again with the same store, then with one that is opened anew. */
static void insist(struct deeds *deeds, int number)
{
    if (deeds_do(deeds, number))
        return;
    assert_non_null(deeds->it->fault.pattern);
    if (deeds_do(deeds, number))
        return;
    store_close(deeds->store);
    deeds->store = founded_open(deeds->it, NULL);
    deeds_run(deeds, number, number + 1);
}

static bool cut_after_failure(struct arena *arena, int nth, long *tried)
{
    struct power *power = power_begin(
        arena, deeds_plan(arena, 10, a_day, A_DAY),
        (struct measure){ .together = 1, .random = (int)effort(6, 1, 1) });
    struct deeds *deeds = power->deeds;
    power->may_mend = deeds->halves = true;
    power->kept = 1;
    deeds_run(deeds, 0, 1);
    disk_record(deeds->it->folder, &power->log);
    disk_trouble(nth, DISK_UNFLUSHED, 1);
    for (int i = 1; i < deeds->count; i++) {
        insist(deeds, i);
        disk_mark();
    }
    bool met = disk_calm();
    disk_rest();
    try_moments(power);
    expect_nothing_lost(power);
    *tried += power->tried;
    folder_remove(power->folder);
    deeds_end(deeds);
    return met;
}

static void nothing_is_lost_when_a_flush_fails_and_the_power_goes(void **state)
{
    long tried = 0;
    bool met = true;
    (void)state;
    for (int nth = 1; met; nth += (int)effort(1, 6, 19)) {
        struct arena *arena = arena_make();
        met = cut_after_failure(arena, nth, &tried);
        arena_destroy(arena);
    }
    print_message("    %ld states behind a flush that failed\n", tried);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a store that was made is there when the power goes",
                   a_store_that_was_made_is_there),
        CASES_TEST("nothing is lost when the power goes",
                   nothing_is_lost_when_the_power_goes),
        CASES_TEST("nothing is lost when a large merge is cut",
                   nothing_is_lost_when_a_large_merge_is_cut),
        CASES_TEST("nothing is lost when the power goes while it comes back",
                   nothing_is_lost_when_the_power_goes_while_it_comes_back),
        CASES_TEST("nothing is lost when the power goes while it mends",
                   nothing_is_lost_when_the_power_goes_while_it_mends),
        CASES_TEST("nothing is lost when a flush fails and the power goes",
                   nothing_is_lost_when_a_flush_fails_and_the_power_goes),
        CASES_TEST("a disk that flushes nothing loses responses",
                   a_disk_that_flushes_nothing_loses_responses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
