/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Founding and joining: nothing is there before everything was tried, and then
 * a whole collection is. */
#include "keep/founding.h"

#include <ftw.h>
#include <signal.h>
#include <sodium.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "founded.h"
#include "keep/unlock.h"

/* ---- what the linker puts in front ---------------------------------------- */

enum step { NONE, EMPTYING, ADOPTING };
static struct {
    int live;         /* pieces of guarded memory that are not given back */
    int failing;      /* which piece is not given out, from 1; 0: none */
    bool no_memory;   /* for a passphrase */
    bool unreadable;  /* nothing that is unsealed makes sense */
    enum step killed; /* the program is killed within this one */
} world;

static void kill_in(enum step step)
{
    if (world.killed == step)
        kill(getpid(), SIGKILL);
}

/* NOLINTBEGIN(readability-identifier-naming): the linker's names */
int __wrap_crypto_pwhash(unsigned char *out, unsigned long long out_size,
                         const char *text, unsigned long long size,
                         const unsigned char *salt, unsigned long long work,
                         size_t memory, int how);
void *__real_sodium_malloc(size_t size);
void *__wrap_sodium_malloc(size_t size);
void __real_sodium_free(void *memory);
void __wrap_sodium_free(void *memory);
bool __real_store_empty(struct store *store, long place, struct fault *fault);
bool __wrap_store_empty(struct store *store, long place, struct fault *fault);
bool __real_place_adopt(struct place *place, struct fault *fault);
bool __wrap_place_adopt(struct place *place, struct fault *fault);
enum unseal_verdict __real_unseal_record(const struct keys_secret *secret,
                                         const struct sealed *sealed,
                                         unsigned char *plain,
                                         struct container *container);
enum unseal_verdict __wrap_unseal_record(const struct keys_secret *secret,
                                         const struct sealed *sealed,
                                         unsigned char *plain,
                                         struct container *container);

/* A passphrase that is tried in no time. */
int __wrap_crypto_pwhash(unsigned char *out, unsigned long long out_size,
                         const char *text, unsigned long long size,
                         const unsigned char *salt, unsigned long long work,
                         size_t memory, int how)
{
    (void)work;
    (void)memory;
    (void)how;
    if (world.no_memory)
        return -1;
    return crypto_generichash(out, (size_t)out_size,
                              (const unsigned char *)text, size, salt,
                              crypto_pwhash_SALTBYTES);
}

void *__wrap_sodium_malloc(size_t size)
{
    if (world.failing > 0 && --world.failing == 0)
        return NULL;
    void *memory = __real_sodium_malloc(size);
    world.live += memory != NULL;
    return memory;
}

void __wrap_sodium_free(void *memory)
{
    world.live -= memory != NULL;
    __real_sodium_free(memory);
}

bool __wrap_store_empty(struct store *store, long place, struct fault *fault)
{
    kill_in(EMPTYING);
    return __real_store_empty(store, place, fault);
}

bool __wrap_place_adopt(struct place *place, struct fault *fault)
{
    kill_in(ADOPTING);
    return __real_place_adopt(place, fault);
}

enum unseal_verdict __wrap_unseal_record(const struct keys_secret *secret,
                                         const struct sealed *sealed,
                                         unsigned char *plain,
                                         struct container *container)
{
    enum unseal_verdict verdict = __real_unseal_record(secret, sealed, plain,
                                                       container);
    return world.unreadable ? UNSEAL_DAMAGED : verdict;
}
/* NOLINTEND(readability-identifier-naming) */

/* ---- a kiosk that has nothing yet ------------------------------------------ */

/* `it` has a folder and a fault, and no keys of its own. */
struct kiosk_site {
    struct founded *it;
    struct place *place;
    struct founding *founding;
};

static struct kiosk_site begin_site(struct arena *arena)
{
    struct founded *it = arena_new(arena, struct founded);
    *it = (struct founded){ .arena = arena, .fault = { .arena = arena } };
    memset(&world, 0, sizeof world);
    founded_fine(it, keys_begin(&it->fault));
    it->folder = founded_folder(arena);
    struct kiosk_site site = { .it = it };
    site.place = place_open(it->folder, &it->fault);
    founded_fine(it, site.place);
    return site;
}

/* Nothing is left over but what is on disk, and that goes too. */
static void end_site(struct kiosk_site *site)
{
    founding_end(site->founding);
    place_close(site->place);
    founded_end(site->it);
    assert_int_equal(world.live, 0);
}

static struct founding_plan plan_of(const char *name)
{
    return (struct founding_plan){
        .names = { .name = text_of(name),
                   .service = S("Gwasanaeth Ieuenctid"),
                   .title = S("YOS"),
                   .title_cy = S("TTI"),
                   .language = S("both") },
        .room = STORE_ROOM_LEAST,
    };
}

static void begin_with(struct kiosk_site *site,
                       const struct founding_plan *plan)
{
    founding_end(site->founding);
    site->founding = founding_begin(site->place, plan, &site->it->fault);
    founded_fine(site->it, site->founding);
}

/* A copy of the words, for when the founding is over. */
static str passphrase_of(struct kiosk_site *site)
{
    return text_copy(site->it->arena, founding_passphrase(site->founding));
}

static void give_back(struct kiosk_site *site)
{
    struct fault *fault = &site->it->fault;
    struct founding *founding = site->founding;
    founded_fine(site->it, founding_try_passphrase(
                               founding, founding_passphrase(founding), fault));
    founded_fine(site->it, founding_try_recovery(
                               founding, founding_recovery(founding), fault));
}

static void finish(struct kiosk_site *site)
{
    founded_fine(site->it, founding_finish(site->founding, &site->it->fault));
}

/* Founds a whole collection, and gives its passphrase. */
static str found(struct kiosk_site *site, const char *name)
{
    struct founding_plan plan = plan_of(name);
    begin_with(site, &plan);
    give_back(site);
    finish(site);
    return passphrase_of(site);
}

static struct store *open_store(struct kiosk_site *site, int number)
{
    struct twin_report report;
    struct founded *it = site->it;
    str folder = place_folder(it->arena, site->place, number);
    struct store *store = store_open(folder, &report, &it->fault);
    founded_fine(it, store);
    assert_int_equal(report.mended + report.lost + report.rebuilt, 0);
    return store;
}

static size_t count_entries(struct kiosk_site *site)
{
    struct founded *it = site->it;
    str *names;
    size_t count;
    founded_fine(it, file_list(it->arena, it->folder, S(""), &names, &count,
                               &it->fault));
    return count;
}

static void expect_nothing(struct kiosk_site *site)
{
    assert_int_equal(place_newest(site->place), 0);
    assert_int_equal(count_entries(site), 0);
}

/* ---- founding ---------------------------------------------------------------- */

static void nothing_is_there_before_it_is_finished(void **state)
{
    struct kiosk_site site = begin_site(*state);
    struct founding_plan plan = plan_of("Spring");
    begin_with(&site, &plan);
    expect_nothing(&site);
    give_back(&site);
    expect_nothing(&site);
    founding_end(site.founding);
    site.founding = NULL;
    expect_nothing(&site);
    end_site(&site);
}

static void what_is_founded_has_its_names_and_is_empty(void **state)
{
    struct kiosk_site site = begin_site(*state);
    found(&site, "Spring");
    assert_int_equal(place_newest(site.place), 1);
    assert_int_equal(count_entries(&site), 1);
    struct store *store = open_store(&site, 1);
    const struct about *about = store_about(store);
    assert_int_equal(store_room(store), STORE_ROOM_LEAST);
    assert_int_equal(store_taken(store), 0);
    assert_false(about->closed);
    assert_int_equal(about->tries.wrong, 0);
    assert_int_equal(about->lost, 0);
    assert_int_equal(about->kiosk_count, 0);
    cases_same_text(about->collection.name, "Spring");
    cases_same_text(about->collection.service, "Gwasanaeth Ieuenctid");
    cases_same_text(about->collection.title, "YOS");
    cases_same_text(about->collection.title_cy, "TTI");
    cases_same_text(about->collection.language, "both");
    assert_true(kiosk_belongs(&about->collection, &about->pair.kiosk));
    cases_same_text(founding_collection(site.founding)->name, "Spring");
    store_close(store);
    end_site(&site);
}

static void the_trial_response_is_gone(void **state)
{
    struct kiosk_site site = begin_site(*state);
    struct founded *it = site.it;
    str passphrase = found(&site, "Spring");
    struct store *store = open_store(&site, 1);
    bool seen[1];
    it->secret = unlock_by_passphrase(store, passphrase, &it->fault);
    founded_fine(it, it->secret);
    assert_int_equal(founded_look(it, store, seen, 1), 0);
    store_close(store);
    str content;
    str path = file_join(it->arena, place_folder(it->arena, site.place, 1),
                         S("store"));
    founded_fine(it, file_read(it->arena, path, 1 << 24, &content, &it->fault));
    assert_int_equal(text_find(content, S("trial")), content.size);
    end_site(&site);
}

static int expect_shut(const char *path, const struct stat *about, int type,
                       struct FTW *where)
{
    (void)where;
    mode_t wanted = type == FTW_D ? 0700 : 0600;
    if ((about->st_mode & 07777) != wanted)
        fail_msg("%s has mode %o", path, about->st_mode & 07777);
    return 0;
}

static void everything_that_is_made_is_for_its_owner_only(void **state)
{
    struct kiosk_site site = begin_site(*state);
    mode_t mask = umask(0);
    found(&site, "Spring");
    struct store *store = open_store(&site, 1);
    assert_int_equal(nftw(site.it->folder.at, expect_shut, 16, FTW_PHYS), 0);
    store_close(store);
    umask(mask);
    end_site(&site);
}

static void a_room_that_nobody_names_is_the_usual_one(void **state)
{
    struct kiosk_site site = begin_site(*state);
    struct founding_plan plan = plan_of("Spring");
    plan.room = 0;
    begin_with(&site, &plan);
    give_back(&site);
    finish(&site);
    struct store *store = open_store(&site, 1);
    assert_int_equal(store_room(store), STORE_ROOM);
    store_close(store);
    end_site(&site);
}

static void words_are_of_the_language_that_was_chosen(void **state)
{
    struct kiosk_site site = begin_site(*state);
    struct founding_plan plan = plan_of("Spring");
    for (int l = 0; l < PASSPHRASE_LANGUAGES; l++) {
        plan.language = (enum passphrase_language)l;
        begin_with(&site, &plan);
        str rest = founding_passphrase(site.founding);
        int count = 0;
        for (str word; text_cut(&rest, ' ', &word); count++) {
            int place = 0;
            while (!text_equal(word,
                               text_of(passphrase_word(plan.language, place))))
                place++; /* or the list ends the program */
        }
        assert_int_equal(count, PASSPHRASE_WORDS);
        assert_int_equal(founding_recovery(site.founding).size,
                         RECOVERY_ROOM - 1);
    }
    end_site(&site);
}

static void a_second_founding_is_number_two_and_leaves_the_first(void **state)
{
    struct kiosk_site site = begin_site(*state);
    struct founded *it = site.it;
    str first = found(&site, "Spring");
    str second = found(&site, "Autumn");
    const str passphrases[] = { first, second };
    assert_int_equal(place_newest(site.place), 2);
    assert_int_equal(count_entries(&site), 2);
    for (int i = 0; i < 2; i++) {
        struct store *store = open_store(&site, i + 1);
        cases_same(store_about(store)->collection.name,
                   i == 0 ? S("Spring") : S("Autumn"));
        assert_null(
            unlock_by_passphrase(store, passphrases[1 - i], &it->fault));
        it->fault = (struct fault){ .arena = it->arena };
        struct keys_secret *secret = unlock_by_passphrase(store, passphrases[i],
                                                          &it->fault);
        founded_fine(it, secret);
        keys_destroy(secret);
        store_close(store);
    }
    end_site(&site);
}

/* ---- giving back --------------------------------------------------------------- */

static void a_wrong_passphrase_can_be_tried_again(void **state)
{
    struct kiosk_site site = begin_site(*state);
    struct founded *it = site.it;
    struct founding_plan plan = plan_of("Spring");
    begin_with(&site, &plan);
    for (int i = 0; i < 20; i++) {
        assert_false(founding_try_passphrase(
            site.founding, S("abacus able about above abroad absorb acorn"),
            &it->fault));
        founded_say(it,
                    "this is not the passphrase that was shown; look at the "
                    "paper and type it again. If it is wrong there, press "
                    "Ctrl-C and start again");
    }
    assert_false(
        founding_try_passphrase(site.founding, S("abacus able"), &it->fault));
    founded_say(it, "a passphrase has 7 words and this has 2");
    give_back(&site);
    give_back(&site);
    assert_false(founding_try_passphrase(site.founding, S(""), &it->fault));
    founded_say(it, "a passphrase has 7 words and this has 0");
    finish(&site);
    end_site(&site);
}

static void a_wrong_recovery_key_can_be_tried_again(void **state)
{
    static const unsigned char other[RECOVERY_BYTES] = { 1 };
    struct kiosk_site site = begin_site(*state);
    struct founded *it = site.it;
    struct founding_plan plan = plan_of("Spring");
    begin_with(&site, &plan);
    char text[RECOVERY_ROOM];
    memcpy(text, founding_recovery(site.founding).at, sizeof text);
    text[14] = text[14] == '7' ? '8' : '7';
    assert_false(
        founding_try_recovery(site.founding, text_of(text), &it->fault));
    founded_say(it, "group 3 of the recovery key is not right; compare its 5 "
                    "signs with the sheet");
    recovery_write(other, text);
    give_back(&site);
    assert_false(
        founding_try_recovery(site.founding, text_of(text), &it->fault));
    founded_say(it, "the recovery key belongs to another collection, or this "
                    "key is damaged; look for the other sheet or the copy on "
                    "the stick");
    finish(&site);
    end_site(&site);
}

static void another_foundings_words_open_nothing(void **state)
{
    struct kiosk_site site = begin_site(*state);
    struct founded *it = site.it;
    struct founding_plan plan = plan_of("Spring");
    begin_with(&site, &plan);
    struct founding *other = founding_begin(site.place, &plan, &it->fault);
    founded_fine(it, other);
    assert_false(founding_try_passphrase(
        site.founding, founding_passphrase(other), &it->fault));
    it->fault = (struct fault){ .arena = it->arena };
    assert_false(founding_try_recovery(site.founding, founding_recovery(other),
                                       &it->fault));
    founding_end(other);
    end_site(&site);
}

/* ---- what cannot be founded ------------------------------------------------------ */

static void expect_refused(struct kiosk_site *site,
                           const struct founding_plan *plan, const char *why)
{
    assert_null(founding_begin(site->place, plan, &site->it->fault));
    founded_say(site->it, why);
    assert_int_equal(world.live, 0);
}

static void names_that_cannot_stand_are_refused(void **state)
{
    char long_name[COLLECTION_NAME + 2] = "";
    memset(long_name, 'n', COLLECTION_NAME + 1);
    const struct {
        const char *name;
        const char *why;
    } rows[] = {
        { "", "Name of the collection: there is nothing here; type it" },
        { "  ", "Name of the collection: there is nothing here; type it" },
        { "a\nb", "Name of the collection: this is not one line of plain text; "
                  "type it again" },
        { "a\tb", "Name of the collection: this is not one line of plain text; "
                  "type it again" },
        { "a\x01", "Name of the collection: this is not one line of plain "
                   "text; type it again" },
        { "a\xC5", "Name of the collection: this is not one line of plain "
                   "text; type it again" },
        { long_name, "Name of the collection: this has 201 bytes and 200 is "
                     "the most; make it shorter" },
    };
    struct kiosk_site site = begin_site(*state);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct founding_plan plan = plan_of(rows[i].name);
        expect_refused(&site, &plan, rows[i].why);
    }
    long_name[COLLECTION_NAME] = '\0';
    struct founding_plan plan = plan_of(long_name);
    begin_with(&site, &plan);
    end_site(&site);
}

static void every_name_is_looked_at_and_one_may_be_empty(void **state)
{
    struct kiosk_site site = begin_site(*state);
    struct founding_plan plan = plan_of("Spring");
    plan.names.service = S("");
    expect_refused(&site, &plan,
                   "Name of the service: there is nothing here; type it");
    plan = plan_of("Spring");
    plan.names.title = S("");
    expect_refused(&site, &plan,
                   "Short name of the service in English: there is nothing "
                   "here; type it");
    plan = plan_of("Spring");
    plan.names.title_cy = S("a\nb");
    expect_refused(&site, &plan,
                   "Short name of the service in Welsh: this is not one line "
                   "of plain text; type it again");
    plan.names.title_cy = S("");
    begin_with(&site, &plan);
    plan.names.language = S("fr");
    expect_nothing(&site);
    founding_end(site.founding);
    site.founding = NULL;
    expect_refused(&site, &plan,
                   "a collection is held in cy, en or both, and not in “fr”; "
                   "choose one of them");
    end_site(&site);
}

static void a_room_that_is_out_of_range_is_refused(void **state)
{
    static const uint32_t rooms[] = { 1, 9, 200001, UINT32_MAX };
    static const char *const said[] = { "1", "9", "200001", "4294967295" };
    struct kiosk_site site = begin_site(*state);
    for (int i = 0; i < 4; i++) {
        struct founding_plan plan = plan_of("Spring");
        struct text why = { .arena = site.it->arena };
        text_add(&why, S("a collection has room for 10 to 200000 answers, and "
                         "not for "));
        text_add(&why, text_of(said[i]));
        text_add(&why, S("; choose another number"));
        plan.room = rooms[i];
        expect_refused(&site, &plan, text_view(&why).at);
        plan.joined = S("anything");
        expect_refused(&site, &plan, text_view(&why).at);
    }
    end_site(&site);
}

/* ---- when the machine fails -------------------------------------------------------- */

static void a_machine_without_memory_for_a_passphrase_says_so(void **state)
{
    struct kiosk_site site = begin_site(*state);
    struct founding_plan plan = plan_of("Spring");
    world.no_memory = true;
    expect_refused(&site, &plan,
                   "a passphrase takes 256 MB of memory to try; close other "
                   "programs and start again");
    end_site(&site);
}

/* All of a founding, as far as guarded memory lasts; whether it did. */
static bool found_on(struct kiosk_site *site)
{
    struct founding_plan plan = plan_of("Spring");
    struct fault *fault = &site->it->fault;
    struct founding *founding = founding_begin(site->place, &plan, fault);
    bool done = founding &&
                founding_try_passphrase(founding, founding_passphrase(founding),
                                        fault) &&
                founding_try_recovery(founding, founding_recovery(founding),
                                      fault) &&
                founding_finish(founding, fault);
    founding_end(founding);
    return done;
}

static void whichever_piece_of_guarded_memory_is_missing_is_told(void **state)
{
    struct kiosk_site site = begin_site(*state);
    int nth = 1;
    for (bool done = false; !done; nth++) {
        world.failing = nth;
        done = found_on(&site);
        assert_int_equal(world.live, 0);
        if (done)
            break;
        assert_int_equal(world.failing, 0);
        founded_say(site.it, "there is no guarded memory left for a key; close "
                             "other programs and start again");
        expect_nothing(&site);
    }
    assert_in_range(nth, 6, 20);
    world.failing = 0;
    assert_int_equal(place_newest(site.place), 1);
    end_site(&site);
}

/* Nothing gets longer than this. */
static void limit_files(rlim_t size)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = size < limit.rlim_max ? size : limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static bool finish_within(struct kiosk_site *site, rlim_t size)
{
    limit_files(size);
    bool done = founding_finish(site->founding, &site->it->fault);
    limit_files(RLIM_INFINITY);
    return done;
}

static void a_disk_that_is_full_leaves_nothing_and_can_be_tried_again(
    void **state)
{
    struct kiosk_site site = begin_site(*state);
    struct founding_plan plan = plan_of("Spring");
    int failed = 0;
    begin_with(&site, &plan);
    give_back(&site);
    void (*before)(int) = signal(SIGXFSZ, SIG_IGN);
    for (rlim_t size = 0; !finish_within(&site, size); size += 10000) {
        assert_non_null(site.it->fault.pattern);
        assert_true(text_ends(text_of(site.it->fault.pattern),
                              S("what was kept before is still there")));
        site.it->fault = (struct fault){ .arena = site.it->arena };
        expect_nothing(&site);
        failed++;
    }
    signal(SIGXFSZ, before);
    assert_in_range(failed, 15, 60);
    assert_int_equal(count_entries(&site), 1);
    store_close(open_store(&site, 1));
    end_site(&site);
}

static void a_trial_that_cannot_be_opened_is_no_founding(void **state)
{
    struct kiosk_site site = begin_site(*state);
    struct founding_plan plan = plan_of("Spring");
    begin_with(&site, &plan);
    give_back(&site);
    world.unreadable = true;
    assert_false(founding_finish(site.founding, &site.it->fault));
    founded_say(site.it, "the trial response could not be opened again; "
                         "nothing was set up, try another machine");
    expect_nothing(&site);
    world.unreadable = false;
    finish(&site);
    assert_int_equal(place_newest(site.place), 1);
    end_site(&site);
}

/* Leaves the folder to a child that is killed at this step of founding. */
static void found_until(struct kiosk_site *site, enum step step)
{
    int status = 0;
    place_close(site->place);
    pid_t child = fork();
    if (child == 0) {
        world.killed = step;
        site->place = place_open(site->it->folder, &site->it->fault);
        if (site->place)
            found_on(site);
        _exit(1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    site->place = place_open(site->it->folder, &site->it->fault);
    founded_fine(site->it, site->place);
}

static void what_a_kill_left_is_no_collection_and_goes_with_the_next(
    void **state)
{
    struct kiosk_site site = begin_site(*state);
    const enum step steps[] = { EMPTYING, ADOPTING };
    for (int i = 0; i < 2; i++) {
        found_until(&site, steps[i]);
        assert_int_equal(place_newest(site.place), 0);
        assert_int_equal(count_entries(&site), 1);
    }
    found(&site, "Spring");
    assert_int_equal(place_newest(site.place), 1);
    assert_int_equal(count_entries(&site), 1);
    store_close(open_store(&site, 1));
    end_site(&site);
}

/* ---- joining ------------------------------------------------------------------------ */

/* The charter of a collection that was founded here, and its passphrase. */
static str charter_of(struct kiosk_site *site, str *passphrase)
{
    *passphrase = found(site, "Spring");
    struct store *store = open_store(site, 1);
    str charter = text_copy(site->it->arena, store_about(store)->charter);
    store_close(store);
    return charter;
}

static void join(struct kiosk_site *site, str charter, str passphrase)
{
    struct founded *it = site->it;
    struct founding_plan plan = { .joined = charter, .room = 11 };
    begin_with(site, &plan);
    cases_same_text(founding_collection(site->founding)->name, "Spring");
    cases_same_text(founding_passphrase(site->founding), "");
    cases_same_text(founding_recovery(site->founding), "");
    assert_false(founding_try_passphrase(
        site->founding, S("abacus able about above abroad absorb acorn"),
        &it->fault));
    founded_say(it, "the passphrase is another one, or this key is damaged; "
                    "try again, or use the recovery key");
    founded_fine(
        it, founding_try_passphrase(site->founding, passphrase, &it->fault));
    finish(site);
}

static void assert_two_of_one(const struct about *first,
                              const struct about *second)
{
    char codes[2][KIOSK_CODE];
    cases_same(second->charter, first->charter);
    assert_memory_equal(second->collection.public_key,
                        first->collection.public_key, KEYS_PUBLIC);
    assert_memory_not_equal(second->pair.kiosk.public_key,
                            first->pair.kiosk.public_key, KIOSK_PUBLIC);
    assert_true(kiosk_belongs(&first->collection, &second->pair.kiosk));
    kiosk_code(first->pair.kiosk.public_key, codes[0]);
    kiosk_code(second->pair.kiosk.public_key, codes[1]);
    assert_string_not_equal(codes[0], codes[1]);
}

static void a_kiosk_that_joins_shares_all_but_its_own_pair(void **state)
{
    struct kiosk_site site = begin_site(*state);
    struct kiosk_site other = begin_site(*state);
    str passphrase;
    str charter = charter_of(&site, &passphrase);
    join(&other, charter, passphrase);
    struct store *one = open_store(&site, 1);
    struct store *two = open_store(&other, 1);
    assert_int_equal(store_room(two), 11);
    assert_two_of_one(store_about(one), store_about(two));
    store_close(one);
    store_close(two);
    founding_end(site.founding);
    site.founding = NULL;
    end_site(&other);
    end_site(&site);
}

static void what_either_kiosk_seals_the_passphrase_opens_on_the_other(
    void **state)
{
    struct kiosk_site site = begin_site(*state);
    struct kiosk_site other = begin_site(*state);
    struct founded *it = other.it;
    bool seen[3] = { 0 };
    str passphrase;
    str charter = charter_of(&site, &passphrase);
    join(&other, charter, passphrase);
    struct store *one = open_store(&site, 1);
    struct store *two = open_store(&other, 1);
    it->about.collection = store_about(two)->collection;
    for (int i = 0; i < 3; i++)
        founded_fine(it, store_put(two, founded_envelope(it, i), &it->fault));
    it->secret = unlock_by_passphrase(one, passphrase, &it->fault);
    founded_fine(it, it->secret);
    assert_int_equal(founded_look(it, two, seen, 3), 3);
    store_close(one);
    store_close(two);
    founding_end(site.founding);
    site.founding = NULL;
    end_site(&other);
    end_site(&site);
}

static void expect_no_charter(struct kiosk_site *site, str charter)
{
    struct founding_plan plan = { .joined = charter, .room = 10 };
    assert_null(founding_begin(site->place, &plan, &site->it->fault));
    assert_non_null(site->it->fault.pattern);
}

static void every_altered_byte_of_a_charter_is_refused(void **state)
{
    static const char damaged[] = "this description of a collection is damaged "
                                  "or was altered; take another copy of it";
    struct kiosk_site site = begin_site(*state);
    str passphrase;
    str charter = charter_of(&site, &passphrase);
    char *bytes = (char *)(uintptr_t)charter.at;
    for (size_t at = 0; at < charter.size; at++) {
        bytes[at] ^= 0x20;
        expect_no_charter(&site, charter);
        founded_say(site.it,
                    at < 3   ? "this does not describe a collection; look for "
                               "the file that “yoursay join-file” wrote"
                    : at < 4 ? "this collection was set up by a newer program; "
                               "install the newest one"
                             : damaged);
        bytes[at] ^= 0x20;
    }
    for (size_t size = 4; size < charter.size; size += 7) {
        expect_no_charter(&site, text_slice(charter, 0, size));
        founded_say(site.it, damaged);
    }
    end_site(&site);
}

/* A whole charter of somebody's own keys, with the names and the wrapped secret
 * of another one: the passphrase would open that. */
static str forge(struct kiosk_site *site, str charter)
{
    struct founded *it = site->it;
    struct collection collection;
    founded_fine(it,
                 collection_read(it->arena, charter, &collection, &it->fault));
    struct keys_secret *secret = keys_make(&it->fault);
    founded_fine(it, secret);
    str forged = collection_write(it->arena, &collection, secret);
    keys_destroy(secret);
    assert_int_equal(forged.size, charter.size);
    return forged;
}

static void a_forged_charter_is_refused_when_the_passphrase_is_typed(
    void **state)
{
    struct kiosk_site site = begin_site(*state);
    struct founded *it = site.it;
    str passphrase;
    str charter = charter_of(&site, &passphrase);
    struct founding_plan plan = { .joined = forge(&site, charter), .room = 10 };
    begin_with(&site, &plan);
    for (int i = 0; i < 3; i++) {
        assert_false(
            founding_try_passphrase(site.founding, passphrase, &it->fault));
        founded_say(it, "this description of a collection was altered; take "
                        "another copy of it");
    }
    assert_int_equal(place_newest(site.place), 1);
    end_site(&site);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("nothing is there before it is finished",
                   nothing_is_there_before_it_is_finished),
        CASES_TEST("what is founded has its names and is empty",
                   what_is_founded_has_its_names_and_is_empty),
        CASES_TEST("the trial response is gone", the_trial_response_is_gone),
        CASES_TEST("everything that is made is for its owner only",
                   everything_that_is_made_is_for_its_owner_only),
        CASES_TEST("a room that nobody names is the usual one",
                   a_room_that_nobody_names_is_the_usual_one),
        CASES_TEST("words are of the language that was chosen",
                   words_are_of_the_language_that_was_chosen),
        CASES_TEST("a second founding is number two and leaves the first",
                   a_second_founding_is_number_two_and_leaves_the_first),
        CASES_TEST("a wrong passphrase can be tried again",
                   a_wrong_passphrase_can_be_tried_again),
        CASES_TEST("a wrong recovery key can be tried again",
                   a_wrong_recovery_key_can_be_tried_again),
        CASES_TEST("another founding's words open nothing",
                   another_foundings_words_open_nothing),
        CASES_TEST("names that cannot stand are refused",
                   names_that_cannot_stand_are_refused),
        CASES_TEST("every name is looked at and one may be empty",
                   every_name_is_looked_at_and_one_may_be_empty),
        CASES_TEST("a room that is out of range is refused",
                   a_room_that_is_out_of_range_is_refused),
        CASES_TEST("a machine without memory for a passphrase says so",
                   a_machine_without_memory_for_a_passphrase_says_so),
        CASES_TEST("whichever piece of guarded memory is missing is told",
                   whichever_piece_of_guarded_memory_is_missing_is_told),
        CASES_TEST("a disk that is full leaves nothing and can be tried again",
                   a_disk_that_is_full_leaves_nothing_and_can_be_tried_again),
        CASES_TEST("a trial that cannot be opened is no founding",
                   a_trial_that_cannot_be_opened_is_no_founding),
        CASES_TEST("what a kill left is no collection and goes with the next",
                   what_a_kill_left_is_no_collection_and_goes_with_the_next),
        CASES_TEST("a kiosk that joins shares all but its own pair",
                   a_kiosk_that_joins_shares_all_but_its_own_pair),
        CASES_TEST("what either kiosk seals the passphrase opens on the other",
                   what_either_kiosk_seals_the_passphrase_opens_on_the_other),
        CASES_TEST("every altered byte of a charter is refused",
                   every_altered_byte_of_a_charter_is_refused),
        CASES_TEST("a forged charter is refused when the passphrase is typed",
                   a_forged_charter_is_refused_when_the_passphrase_is_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
