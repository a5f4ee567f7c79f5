/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The disk under the store (P3). A small ext4 is made in a file and mounted,
 * the store takes responses in on it, and then every byte of that disk is
 * looked at: free blocks, the file system's own journal, everything. Each
 * response is there twice, where it belongs, and no older state of any place
 * is left anywhere. Needs root and a loop device, and is skipped without them.
 */
#include <errno.h>
#include <sched.h>
#include <sodium.h>
#include <sys/mount.h>

#include "founded.h"
#include "ranks.h"

/* With sanitizers fewer, and chance is given as much more room; see ranks.h. */
#if defined(__SANITIZE_ADDRESS__)
#define IMAGES 8
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IMAGES 8
#endif
#endif
#ifndef IMAGES
#define IMAGES 40
#endif

enum {
    RESPONSES = 15,
    ROOM = 20,
    CARELESS_IMAGES = 6,
    PROBE = 64,     /* bytes that are searched for, */
    PROBES = 3,     /* at so many places of a seal, */
    COPIES_MOST = 9 /* and so many of its copies are noted */
};

/* ---- a disk in a file ---------------------------------------------------- */

/* What is mounted is mounted for this process alone, and gone with it however
 * it ends. The folder is in memory where there is such a folder; it is removed
 * at the end of the tests. */
static char in_memory[] = "/dev/shm/yoursay-image.XXXXXX";
static char on_disk[] = "/tmp/yoursay-image.XXXXXX";
static const char *folder;

static bool shell(const char *line)
{
    struct arena *arena = arena_make();
    struct text whole = { .arena = arena };
    text_add(&whole, S("cd '"));
    text_add(&whole, text_of(folder));
    text_add(&whole, S("' && PATH=$PATH:/usr/sbin:/sbin && "));
    text_add(&whole, text_of(line));
    bool done = system(text_view(&whole).at) == 0;
    arena_destroy(arena);
    return done;
}

/* Why there can be no disk in a file here; NULL if there can be one. */
static const char *hindrance(void)
{
    if (geteuid() != 0)
        return "only root may mount a disk";
    if (!shell("command -v mkfs.ext4 mount >/dev/null"))
        return "there is no mkfs.ext4 or mount";
    if (unshare(CLONE_NEWNS) != 0 ||
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
        return "this process may have no mounts of its own";
    if (!shell("truncate -s 16M disk && mkfs.ext4 -q -F -b 4096 disk && "
               "mkdir -p in && mount -o loop disk in 2>/dev/null && umount in"))
        return "there is no loop device";
    return NULL;
}

static void begin_disk(void)
{
    assert_true(shell("rm -f disk && truncate -s 24M disk && "
                      "mkfs.ext4 -q -F -b 4096 disk && "
                      "mount -o loop disk in"));
}

static void take_out_disk(void)
{
    assert_true(shell("umount in"));
}

static void put_in_disk(void)
{
    assert_true(shell("mount -o loop disk in"));
}

static int make_folder(void **state)
{
    (void)state;
    folder = mkdtemp(in_memory);
    if (!folder)
        folder = mkdtemp(on_disk);
    return folder ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    shell("umount -l in 2>/dev/null");
    return shell("rm -rf disk in && rmdir \"$PWD\"") ? 0 : -1;
}

static str path_in(struct arena *arena, const char *name)
{
    return file_join(arena, text_of(folder), text_of(name));
}

/* ---- every byte of it ---------------------------------------------------- */

struct search {
    unsigned char probe[RESPONSES * PROBES][PROBE];
    long at[RESPONSES * PROBES][COPIES_MOST];
    int copies[RESPONSES * PROBES];
    int first[1 << 16]; /* of the probes with the same two bytes, from 1 */
    int next[RESPONSES * PROBES];
    int leaves[ROOM + 1]; /* how often each leaf's head is there */
};

static int two_bytes(const unsigned char *at)
{
    return at[0] | at[1] << 8;
}

static struct search *search_for(struct arena *arena,
                                 const struct envelope *const *sent)
{
    static const int places[PROBES] = { 0, SEAL_SIZE / 2, SEAL_SIZE - PROBE };
    struct search *search = arena_new(arena, struct search);
    for (int i = 0; i < RESPONSES * PROBES; i++) {
        memcpy(search->probe[i],
               sent[i / PROBES]->sealed.bytes + places[i % PROBES], PROBE);
        int *first = &search->first[two_bytes(search->probe[i])];
        search->next[i] = *first;
        *first = i + 1;
    }
    return search;
}

static void try_probes(struct search *search, const unsigned char *bytes,
                       long at)
{
    int i = search->first[two_bytes(bytes + at)] - 1;
    for (; i >= 0; i = search->next[i] - 1) {
        if (memcmp(bytes + at, search->probe[i], PROBE) != 0)
            continue;
        if (search->copies[i] < COPIES_MOST)
            search->at[i][search->copies[i]] = at;
        search->copies[i]++;
    }
}

static void note_leaf(struct search *search, const unsigned char *head)
{
    long number = head[4] | head[5] << 8 | (long)head[6] << 16;
    if (memcmp(head, "YSL\1", 4) == 0 && number <= ROOM)
        search->leaves[number]++;
}

static void search_disk(struct search *search)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    str disk;
    assert_true(file_map(path_in(arena, "disk"), &disk, &fault));
    const unsigned char *bytes = (const unsigned char *)disk.at;
    for (long at = 0; at < (long)disk.size - PROBE; at++) {
        if (search->first[two_bytes(bytes + at)])
            try_probes(search, bytes, at);
        if (bytes[at] == 'Y')
            note_leaf(search, bytes + at);
    }
    file_unmap(disk);
    arena_destroy(arena);
}

/* ---- the store ----------------------------------------------------------- */

static void found_on_disk(struct founded *it)
{
    it->folder = path_in(it->arena, "in/collection");
    assert_int_equal(mkdir(it->folder.at, 0700), 0);
    founded_fine(it, store_make(it->folder, &it->about, &it->fault));
}

/* Responses, and now and then the end of a day. Gives which places are taken.
 */
static bool *take_in(struct founded *it, const struct envelope *const *sent)
{
    bool *taken = arena_array(it->arena, bool, ROOM);
    struct store *store = founded_open(it, NULL);
    for (int i = 0; i < RESPONSES; i++) {
        founded_fine(it, store_put(store, sent[i], &it->fault));
        if (randombytes_uniform(8) > 0)
            continue;
        store_close(store);
        take_out_disk();
        put_in_disk();
        store = founded_open(it, NULL);
    }
    for (int i = 0; i < ROOM; i++)
        taken[i] = store_is_taken(store, i);
    store_close(store);
    return taken;
}

static const struct envelope *const *some_responses(struct founded *it)
{
    const struct envelope **sent = arena_array(
        it->arena, const struct envelope *, RESPONSES);
    for (int i = 0; i < RESPONSES; i++)
        sent[i] = founded_envelope(it, i);
    return sent;
}

/* Every piece of every response twice; every leaf twice, and one that is free
 * twice more: it is the one that SQLite's journal names. */
static void check_copies(const struct search *search, const bool *taken)
{
    int named = 0;
    for (int i = 0; i < RESPONSES * PROBES; i++)
        assert_int_equal(search->copies[i], 2);
    assert_int_equal(search->leaves[0], 2);
    for (int place = 0; place < ROOM; place++) {
        int copies = search->leaves[1 + place];
        assert_true(copies == 2 || (copies == 4 && !taken[place]));
        named += copies == 4;
    }
    assert_true(named <= 1);
}

static void add_places(struct ranks ranks[2], const struct search *search)
{
    for (int copy = 0; copy < 2; copy++) {
        double values[RESPONSES];
        for (int i = 0; i < RESPONSES; i++)
            values[i] = (double)search->at[(long)i * PROBES][copy];
        ranks_add(&ranks[copy], values, RESPONSES);
    }
}

static void try_store(struct ranks ranks[2])
{
    struct arena *arena = arena_make();
    struct founded *it = founded_keys(arena, ROOM);
    const struct envelope *const *sent = some_responses(it);
    struct search *search = search_for(arena, sent);
    begin_disk();
    found_on_disk(it);
    const bool *taken = take_in(it, sent);
    take_out_disk();
    search_disk(search);
    check_copies(search, taken);
    add_places(ranks, search);
    keys_destroy(it->secret);
    arena_destroy(arena);
}

static bool tells_nothing(void)
{
    struct ranks ranks[2] = { 0 };
    for (int i = 0; i < IMAGES; i++)
        try_store(ranks);
    bool first = ranks_tell_nothing(&ranks[0], "place on the disk");
    return ranks_tell_nothing(&ranks[1], "place of the mirror") && first;
}

static bool is_skipped(void)
{
    const char *why = hindrance();
    if (why)
        print_message("skipped, no disk image is looked at: %s\n", why);
    return why;
}

/* Twice, if chance has gone too far. */
static void nothing_else_is_on_the_disk(void **state)
{
    (void)state;
    if (is_skipped())
        skip();
    assert_true(tells_nothing() || tells_nothing());
}

/* ---- the same search finds what is careless ------------------------------ */

static int by_bytes(const void *left, const void *right)
{
    return memcmp(left, right, sizeof(struct envelope));
}

/* One file, in the order of its bytes, and made anew for every response. */
static void take_in_carelessly(struct founded *it,
                               const struct envelope *const *sent)
{
    struct envelope *kept = arena_array(it->arena, struct envelope, RESPONSES);
    str path = path_in(it->arena, "in/responses");
    for (size_t i = 0; i < RESPONSES; i++) {
        kept[i] = *sent[i];
        qsort(kept, i + 1, sizeof *kept, by_bytes);
        str whole = { (const char *)kept, (i + 1) * sizeof *kept };
        founded_fine(it, file_write_whole(path, whole, &it->fault));
    }
}

static void try_careless(struct ranks *ranks)
{
    double values[RESPONSES];
    struct arena *arena = arena_make();
    struct founded *it = founded_keys(arena, ROOM);
    const struct envelope *const *sent = some_responses(it);
    struct search *search = search_for(arena, sent);
    begin_disk();
    take_in_carelessly(it, sent);
    take_out_disk();
    search_disk(search);
    for (int i = 0; i < RESPONSES; i++)
        values[i] = search->copies[(long)i * PROBES];
    ranks_add(ranks, values, RESPONSES);
    keys_destroy(it->secret);
    arena_destroy(arena);
}

static void a_file_made_anew_each_time_tells_the_last_one(void **state)
{
    struct ranks ranks = { 0 };
    (void)state;
    if (is_skipped())
        skip();
    for (int i = 0; i < CARELESS_IMAGES; i++)
        try_careless(&ranks);
    assert_false(ranks_tell_nothing(&ranks, "copies, of a sorted file"));
    assert_true(ranks_last(&ranks) > 0.999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("every response is on the disk twice, nothing older, and "
                   "in no order",
                   nothing_else_is_on_the_disk),
        CASES_TEST("a file that is made anew each time tells the last one",
                   a_file_made_anew_each_time_tells_the_last_one),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
