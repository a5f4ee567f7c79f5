/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whoever takes the whole kiosk, its memory and its files, finds no answer that
 * was sent and no key that opens one (P2, P4). A process of its own does what a
 * kiosk does with a response; every byte of its memory and of its folder is
 * searched for any twelve bytes of the response, and of the secret key, which
 * was made by yet another process: before, while it waits, after staff came,
 * read and left. The same search does find both where they have to be.
 */
#include <fcntl.h>
#include <sodium.h>
#include <sys/wait.h>

#include "founded.h"

enum {
    PIECE = 12,    /* bytes in a row that count as found */
    ANSWER = 3000, /* bytes of the response */
    SECRET = 32,   /* bytes of the secret key */
    VISITS = 2,    /* of people who say the same */
    PAGE = 4096    /* of memory, or a part of one */
};

/* ---- what the processes say to each other -------------------------------- */

static void tell(int to, const void *bytes, size_t size)
{
    assert_int_equal(write(to, bytes, size), size);
}

static void hear(int from, void *bytes, size_t size)
{
    char *at = bytes;
    while (size > 0) {
        ssize_t got = read(from, at, size);
        assert_true(got > 0);
        at += got;
        size -= (size_t)got;
    }
}

/* Says that something is done, and waits until it has been looked at. */
static void pause_here(void)
{
    char mark = '.';
    tell(STDOUT_FILENO, &mark, 1);
    hear(STDIN_FILENO, &mark, 1);
}

/* ---- the process that founds the collection ------------------------------ */

/* A pair keeps its public half in front of its secret half; that these are the
 * two is proven before they are used. */
static void take_secret(const struct keys_secret *secret,
                        unsigned char bytes[SECRET])
{
    unsigned char public_key[KEYS_PUBLIC];
    memcpy(bytes, keys_public(secret) + KEYS_PUBLIC, SECRET);
    crypto_scalarmult_base(public_key, bytes);
    assert_memory_equal(public_key, keys_public(secret), KEYS_PUBLIC);
}

/* The charter holds the wrapped key, as on every kiosk. */
static void be_founder(struct arena *arena, str folder)
{
    unsigned char bytes[SECRET];
    unsigned char recovery[RECOVERY_BYTES];
    struct founded *it = founded_keys(arena, 12);
    struct collection *collection = &it->about.collection;
    randombytes_buf(recovery, sizeof recovery);
    founded_fine(it, keys_wrap(it->secret, S("one two three"), recovery,
                               collection->wrapped, &it->fault));
    it->about.charter = collection_write(arena, collection, it->secret);
    founded_fine(it, store_make(folder, &it->about, &it->fault));
    take_secret(it->secret, bytes);
    tell(STDOUT_FILENO, bytes, SECRET);
    tell(STDOUT_FILENO, recovery, sizeof recovery);
    pause_here();
    keys_destroy(it->secret);
}

/* ---- the process that is a kiosk ----------------------------------------- */

/* The answer as it is typed: one text that grows and moves as it does. */
static str hear_answer(struct arena *visit)
{
    struct text answer = { .arena = visit };
    char typed[100];
    for (int i = 0; i < ANSWER; i += (int)sizeof typed) {
        hear(STDIN_FILENO, typed, sizeof typed);
        text_add(&answer, (str){ typed, sizeof typed });
        arena_take(visit, 1);
    }
    sodium_memzero(typed, sizeof typed);
    return text_view(&answer);
}

static void be_visited(struct store *store)
{
    struct arena *visit = arena_make();
    struct fault fault = { .arena = visit };
    struct envelope *envelope = arena_new(visit, struct envelope);
    struct container_id id = container_new_id();
    str answer = hear_answer(visit);
    pause_here();
    assert_true(seal_response(store_about(store)->collection.public_key, &id,
                              answer, &envelope->sealed, &fault) &&
                envelope_address(envelope, S("victims"), &fault) &&
                store_put(store, envelope, &fault));
    arena_destroy(visit);
    pause_here();
}

static struct keys_secret *unlock(const struct store *store,
                                  struct fault *fault)
{
    unsigned char recovery[RECOVERY_BYTES];
    str wrapped = { (const char *)store_about(store)->collection.wrapped,
                    KEYS_WRAPPED };
    hear(STDIN_FILENO, recovery, sizeof recovery);
    struct keys_secret *secret = keys_recover(wrapped, recovery, fault);
    sodium_memzero(recovery, sizeof recovery);
    assert_non_null(secret);
    return secret;
}

/* Staff read until they have seen every response, and lock it again. */
static void be_read(struct store *store)
{
    struct arena *run = arena_make();
    struct fault fault = { .arena = run };
    struct envelope *envelope = arena_new(run, struct envelope);
    unsigned char *plain = arena_take(run, CONTAINER_SIZE);
    struct container container;
    struct keys_secret *secret = unlock(store, &fault);
    int count = 0;
    for (long place = 0; count < VISITS; place++) {
        assert_true(store_read(store, place, envelope, &fault));
        count += unseal_record(secret, &envelope->sealed, plain, &container) ==
                 UNSEAL_RESPONSE;
    }
    pause_here();
    keys_destroy(secret);
    arena_destroy(run);
    pause_here();
}

static void be_kiosk(struct arena *arena, str folder)
{
    struct fault fault = { .arena = arena };
    struct twin_report report;
    assert_true(keys_begin(&fault));
    struct store *store = store_open(folder, &report, &fault);
    assert_non_null(store);
    pause_here();
    for (int i = 0; i < VISITS; i++)
        be_visited(store);
    be_read(store);
    store_close(store);
    pause_here();
}

/* ---- starting and stopping them ------------------------------------------ */

struct player {
    pid_t id;
    int to;
    int from;
};

/* Gets nothing of this process's memory: what it holds, it made or was told. */
static struct player start(const char *role, str folder)
{
    int to[2];
    int from[2];
    assert_int_equal(pipe2(to, O_CLOEXEC), 0);
    assert_int_equal(pipe2(from, O_CLOEXEC), 0);
    struct player player = { .id = fork(), .to = to[1], .from = from[0] };
    assert_true(player.id >= 0);
    if (player.id == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        execl("/proc/self/exe", "canary", role, folder.at, (char *)NULL);
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    return player;
}

static void wait_for(const struct player *player)
{
    char mark;
    hear(player->from, &mark, 1);
}

static void go_on(const struct player *player)
{
    tell(player->to, ".", 1);
}

static void finish(const struct player *player)
{
    int status = -1;
    go_on(player);
    assert_int_equal(waitpid(player->id, &status, 0), player->id);
    assert_int_equal(status, 0);
    close(player->to);
    close(player->from);
}

/* ---- searching ----------------------------------------------------------- */

/* Every piece of something, found by its first two bytes. */
struct quarry {
    const unsigned char *bytes;
    int size;
    int first[1 << 16]; /* where a piece begins, from 1; 0: none */
    int next[ANSWER];
};

static int two_bytes(const unsigned char *at)
{
    return at[0] | at[1] << 8;
}

static struct quarry *quarry_make(struct arena *arena, const void *bytes,
                                  int size)
{
    struct quarry *quarry = arena_new(arena, struct quarry);
    quarry->bytes = bytes;
    quarry->size = size;
    for (int i = 0; i + PIECE <= size; i++) {
        int *first = &quarry->first[two_bytes(quarry->bytes + i)];
        quarry->next[i] = *first;
        *first = i + 1;
    }
    return quarry;
}

static bool is_piece(const struct quarry *quarry, const unsigned char *at)
{
    for (int i = quarry->first[two_bytes(at)]; i > 0; i = quarry->next[i - 1])
        if (memcmp(quarry->bytes + i - 1, at, PIECE) == 0)
            return true;
    return false;
}

static long count_pieces(const struct quarry *quarry,
                         const unsigned char *bytes, long size)
{
    long count = 0;
    for (long at = 0; at + PIECE <= size; at++)
        count += is_piece(quarry, bytes + at);
    return count;
}

/* Whether memory was ever given to this page; if not, it is zeros or what a
 * file says that nobody read. */
static bool is_there(int pages, unsigned long page)
{
    uint64_t entry = 0;
    unsigned long which = page / (unsigned long)sysconf(_SC_PAGESIZE);
    ssize_t got = pread(pages, &entry, sizeof entry,
                        (off_t)(which * sizeof entry));
    return got == sizeof entry && entry >> 62;
}

/* With the first bytes of the next one, so that no piece falls between two.
 * What cannot be read, a device or the kernel's own, is passed over. */
static long count_in_page(const struct quarry *quarry, int memory,
                          unsigned long page)
{
    unsigned char bytes[PAGE + PIECE - 1];
    ssize_t got = pread(memory, bytes, sizeof bytes, (off_t)page);
    return got > 0 ? count_pieces(quarry, bytes, got) : 0;
}

static int open_of(pid_t process, const char *what)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)process, what);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(file >= 0);
    return file;
}

/* One line of maps: from-to rights ... A sanitizer notes about all memory what
 * may be touched; those notes take terabytes of addresses and hold no content.
 */
struct stretch {
    unsigned long from;
    unsigned long to;
};

static struct stretch read_stretch(const char *line)
{
    char *rest = NULL;
    struct stretch stretch = { .from = strtoul(line, &rest, 16) };
    stretch.to = strtoul(rest + 1, &rest, 16);
    if (rest[1] != 'r' || stretch.to - stretch.from >= 1UL << 32)
        stretch.to = stretch.from;
    return stretch;
}

static long count_in_memory(const struct quarry *quarry,
                            const struct player *player)
{
    int memory = open_of(player->id, "mem");
    int pages = open_of(player->id, "pagemap");
    FILE *maps = fdopen(open_of(player->id, "maps"), "r");
    char line[4096];
    long count = 0;
    while (fgets(line, sizeof line, maps)) {
        struct stretch stretch = read_stretch(line);
        for (unsigned long at = stretch.from; at < stretch.to; at += PAGE)
            if (is_there(pages, at))
                count += count_in_page(quarry, memory, at);
    }
    assert_int_equal(fclose(maps), 0);
    close(memory);
    close(pages);
    return count;
}

static long count_in_files(const struct quarry *quarry, str folder)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    str *names = NULL;
    size_t files = 0;
    long count = 0;
    assert_true(file_list(arena, folder, S(""), &names, &files, &fault));
    assert_true(files >= 2);
    for (size_t i = 0; i < files; i++) {
        str content;
        assert_true(file_read(arena, file_join(arena, folder, names[i]),
                              1 << 24, &content, &fault));
        count += count_pieces(quarry, (const unsigned char *)content.at,
                              (long)content.size);
    }
    arena_destroy(arena);
    return count;
}

/* ---- the tests ----------------------------------------------------------- */

struct scene {
    str folder;
    struct quarry *answer;
    struct quarry *secret;
    unsigned char recovery[RECOVERY_BYTES];
};

/* Three thousand bytes that are nowhere else, Welsh letters among them. */
static char *make_answer(struct arena *arena)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz -.?!";
    char *answer = arena_take(arena, ANSWER);
    for (int i = 0; i < ANSWER; i++)
        answer[i] = letters[randombytes_uniform(sizeof letters - 1)];
    for (int i = 20; i + 1 < ANSWER; i += 20) {
        answer[i] = '\xC5'; /* w or y with a circumflex */
        answer[i + 1] = i % 40 ? '\xB5' : '\xB7';
    }
    return answer;
}

/* The founder holds the secret until it has been found there. */
static struct scene *set_scene(struct arena *arena)
{
    struct scene *scene = arena_new(arena, struct scene);
    unsigned char *bytes = arena_take(arena, SECRET);
    scene->folder = founded_folder(arena);
    scene->answer = quarry_make(arena, make_answer(arena), ANSWER);
    struct player founder = start("founder", scene->folder);
    hear(founder.from, bytes, SECRET);
    hear(founder.from, scene->recovery, RECOVERY_BYTES);
    scene->secret = quarry_make(arena, bytes, SECRET);
    wait_for(&founder);
    assert_true(count_in_memory(scene->secret, &founder) >= SECRET - PIECE + 1);
    finish(&founder);
    return scene;
}

static void end_scene(struct arena *arena, const struct scene *scene)
{
    struct founded gone = { .arena = arena, .folder = scene->folder };
    founded_end(&gone);
}

static void expect_nothing(const struct scene *scene,
                           const struct player *kiosk)
{
    wait_for(kiosk);
    assert_int_equal(count_in_memory(scene->answer, kiosk), 0);
    assert_int_equal(count_in_memory(scene->secret, kiosk), 0);
    assert_int_equal(count_in_files(scene->answer, scene->folder), 0);
    assert_int_equal(count_in_files(scene->secret, scene->folder), 0);
}

/* While it is being typed the answer is in memory, whole, and nowhere else. */
static void expect_answer(const struct scene *scene, const struct player *kiosk)
{
    wait_for(kiosk);
    assert_true(count_in_memory(scene->answer, kiosk) >= ANSWER - PIECE + 1);
    assert_int_equal(count_in_memory(scene->secret, kiosk), 0);
    assert_int_equal(count_in_files(scene->answer, scene->folder), 0);
}

/* While staff read, both are there; their files still have neither. */
static void expect_both(const struct scene *scene, const struct player *kiosk)
{
    wait_for(kiosk);
    assert_true(count_in_memory(scene->answer, kiosk) >= ANSWER - PIECE + 1);
    assert_true(count_in_memory(scene->secret, kiosk) >= SECRET - PIECE + 1);
    assert_int_equal(count_in_files(scene->answer, scene->folder), 0);
    assert_int_equal(count_in_files(scene->secret, scene->folder), 0);
}

static void a_kiosk_keeps_no_answer_and_no_key(void **state)
{
    struct scene *scene = set_scene(*state);
    struct player kiosk = start("kiosk", scene->folder);
    expect_nothing(scene, &kiosk);
    for (int i = 0; i < VISITS; i++) {
        go_on(&kiosk);
        tell(kiosk.to, scene->answer->bytes, ANSWER);
        expect_answer(scene, &kiosk);
        go_on(&kiosk);
        expect_nothing(scene, &kiosk);
    }
    go_on(&kiosk);
    tell(kiosk.to, scene->recovery, RECOVERY_BYTES);
    expect_both(scene, &kiosk);
    go_on(&kiosk);
    expect_nothing(scene, &kiosk);
    go_on(&kiosk);
    expect_nothing(scene, &kiosk);
    finish(&kiosk);
    end_scene(*state, scene);
}

static void the_files_are_searched_too(void **state)
{
    struct scene *scene = set_scene(*state);
    struct fault fault = { .arena = *state };
    str piece = { (const char *)scene->answer->bytes + 1000, PIECE };
    str path = file_join(*state, scene->folder, S("left"));
    assert_int_equal(count_in_files(scene->answer, scene->folder), 0);
    assert_true(file_write_new(path, piece, &fault));
    assert_int_equal(count_in_files(scene->answer, scene->folder), 1);
    end_scene(*state, scene);
}

static int play(const char *role, str folder)
{
    struct arena *arena = arena_make();
    if (strcmp(role, "founder") == 0)
        be_founder(arena, folder);
    else
        be_kiosk(arena, folder);
    arena_destroy(arena);
    return 0;
}

int main(int count, char **words)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("a kiosk keeps no answer that was sent or read, and no key "
                   "that staff had",
                   a_kiosk_keeps_no_answer_and_no_key),
        CASES_TEST("the files of a kiosk are searched too",
                   the_files_are_searched_too),
    };
    if (count == 3)
        return play(words[1], text_of(words[2]));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
