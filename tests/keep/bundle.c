/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles: what is read is what was written, whatever a stick does to it; and
 * what arrives is hostile until it is proven. */
#include "keep/bundle.h"

#include <limits.h>
#include <sodium.h>

#include "base/trouble.h"

/* Where things stand in a bundle. */
enum {
    KIOSK_AT = 36,
    RECORDS_AT = 132,
    UNREADABLE_AT = 140,
    LENGTH_AT = 148,
    NAME_AT = 149,
    ROOT_AT = 349,
    SIGNATURE_AT = 381,
    HEAD = 445,
    RECORD = ENVELOPE_SIZE,
    MOST = 5, /* records */
};

/* What is said behind the name of the file. */
#define NO_BUNDLE                                                              \
    " is no bundle; nothing of it was taken in, choose a file that a kiosk "   \
    "exported"
#define NEWER                                                                  \
    " was exported by a newer program; nothing of it was taken in, install "   \
    "the newest one"
#define ALTERED                                                                \
    " is damaged or was altered; nothing of it was taken in, copy it again"
#define SHORTER                                                                \
    " is shorter than the kiosk made it; nothing of it was taken in, copy it " \
    "again"
#define LONGER                                                                 \
    " is longer than the kiosk made it; nothing of it was taken in, copy it "  \
    "again"
#define DISORDERED                                                             \
    " has records that are doubled or not in order; nothing of it was taken "  \
    "in, export it again on the kiosk"
#define CHANGED                                                                \
    " changed while it was read; nothing of it was taken in, copy it to "      \
    "another stick"
#define CUT " became shorter while it was read; copy it again"
#define UNSTEADY                                                               \
    " was not written: what is stored here changed while it was copied; try "  \
    "again, and look for a damaged disk if that does not help"
#define LYING                                                                  \
    " was not written: the disk gives back something else than it was given; " \
    "use another stick"

/* ---- a collection, a kiosk, and what it took in -------------------------- */

struct world {
    struct proof *proof;
    struct keys_secret *secret;
    struct collection collection;
    struct kiosk_pair pair;
    struct envelope records[MOST]; /* in the order of their hashes */
    struct bundle_head head;       /* of all of them */
    str path;                      /* where a bundle goes */
};

/* Hands out the world's records, and what is wrong with them. */
struct from {
    struct world *world;
    long next;
    int pass;      /* the first is 1 */
    int bad_pass;  /* in which something happens; 0: in none */
    long bad_next; /* at which record */
    enum { FAILS, ENDS, CHANGES, DOUBLES } bad;
};

static int by_hash(const void *left, const void *right)
{
    unsigned char a[ENVELOPE_HASH];
    unsigned char b[ENVELOPE_HASH];
    envelope_hash(left, a);
    envelope_hash(right, b);
    return memcmp(a, b, ENVELOPE_HASH);
}

static void sort(struct world *world)
{
    qsort(world->records, MOST, RECORD, by_hash);
}

static void make_records(struct world *world)
{
    for (int i = 0; i < MOST; i++) {
        memset(&world->records[i], 0, RECORD);
        memcpy(world->records[i].label, "young-people", 12);
        world->records[i].sealed.bytes[0] = (unsigned char)i;
        world->records[i].sealed.bytes[SEAL_SIZE - 1] = 'x';
    }
    sort(world);
}

static void make_collection(struct world *world)
{
    world->collection = (struct collection){ .name = S("Gwanwyn 2027"),
                                             .service = S("Coventry"),
                                             .title = S("YOS"),
                                             .language = S("both") };
    collection_write(world->proof->arena, &world->collection, world->secret);
    kiosk_make(world->secret, &world->pair);
    world->head = (struct bundle_head){ .name = world->collection.name,
                                        .records = MOST,
                                        .unreadable = 3 };
    memcpy(world->head.collection, world->collection.public_key, KEYS_PUBLIC);
}

static struct world *begin(void **state)
{
    struct proof *proof = *state;
    struct world *world = arena_new(proof->arena, struct world);
    world->proof = proof;
    assert_true(keys_begin(&proof->fault));
    world->secret = keys_make(&proof->fault);
    assert_non_null(world->secret);
    make_collection(world);
    make_records(world);
    world->path = proof_path(proof, "out");
    return world;
}

static void end(struct world *world)
{
    keys_destroy(world->secret);
}

static void from_the_first(void *given)
{
    struct from *from = given;
    from->next = 0;
    from->pass++;
}

static bool next_from(void *given, struct envelope *record, struct fault *fault)
{
    struct from *from = given;
    bool bad = from->pass == from->bad_pass && from->next == from->bad_next;
    if (bad && from->bad == FAILS)
        return fault_set(fault, "the store is gone; look for it");
    if (bad && from->bad == ENDS)
        return false;
    *record = from->world->records[from->next++];
    if (bad && from->bad == CHANGES)
        record->sealed.bytes[100] ^= 1;
    if (bad && from->bad == DOUBLES)
        from->next--;
    return true;
}

static bool writes_from(struct world *world, struct from *from,
                        const struct progress *progress)
{
    const struct bundle_source source = { .rewind = from_the_first,
                                          .next = next_from,
                                          .from = from };
    return bundle_write(world->path, &world->head, &world->pair, &source,
                        progress, &world->proof->fault);
}

static bool writes(struct world *world)
{
    return writes_from(world, &(struct from){ .world = world }, NULL);
}

static void write_of(struct world *world, long records)
{
    world->head.records = records;
    assert_true(writes(world));
}

/* ---- files as they lie on a stick ---------------------------------------- */

static str content_of(struct world *world)
{
    str content = S("(nothing)");
    struct fault ignored = { .arena = world->proof->arena };
    file_read(world->proof->arena, world->path, SIZE_MAX, &content, &ignored);
    return content;
}

static void put_file(struct world *world, str content)
{
    proof_file(world->proof, "out", content);
}

static void put_byte(struct world *world, size_t at, unsigned char byte)
{
    int handle = open(world->path.at, O_WRONLY | O_CLOEXEC);
    assert_true(handle >= 0);
    assert_int_equal(1, pwrite(handle, &byte, 1, (off_t)at));
    close(handle);
}

static void put_size(struct world *world, size_t size)
{
    assert_int_equal(0, truncate(world->path.at, (off_t)size));
}

static int files_in_folder(struct world *world)
{
    str *names;
    size_t count;
    assert_true(file_list(world->proof->arena, world->proof->folder, S(""),
                          &names, &count, &world->proof->fault));
    return (int)count;
}

/* What a kiosk that does as it likes could hand in: whatever is in the head
 * and behind it, rightly signed. */
static unsigned char *forged(struct world *world, long records, size_t *size)
{
    write_of(world, records);
    str content = content_of(world);
    *size = content.size;
    return (unsigned char *)(uintptr_t)content.at;
}

static void sign_root(unsigned char *bytes, size_t size)
{
    unsigned char both[2 * ENVELOPE_HASH] = { 0 };
    for (size_t at = HEAD; at + RECORD <= size; at += RECORD) {
        envelope_hash((struct envelope *)(void *)(bytes + at),
                      both + ENVELOPE_HASH);
        crypto_generichash(both, ENVELOPE_HASH, both, sizeof both, NULL, 0);
    }
    memcpy(bytes + ROOT_AT, both, ENVELOPE_HASH);
}

static void put_signed(struct world *world, unsigned char *bytes, size_t size)
{
    kiosk_sign(&world->pair, (str){ (char *)bytes, SIGNATURE_AT },
               bytes + SIGNATURE_AT);
    put_file(world, (str){ (char *)bytes, size });
}

static void put_count(unsigned char *bytes, uint64_t count)
{
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(count >> 8 * i);
}

/* ---- reading ------------------------------------------------------------- */

static struct bundle *open_with(struct world *world)
{
    return bundle_open(world->path, &world->collection, &world->proof->fault);
}

static struct bundle *opened(struct world *world)
{
    struct bundle *bundle = open_with(world);
    assert_non_null(bundle);
    return bundle;
}

static struct bundle *proven(struct world *world)
{
    struct bundle *bundle = opened(world);
    assert_true(bundle_prove(bundle, NULL, &world->proof->fault));
    return bundle;
}

static bool next(struct world *world, struct bundle *bundle,
                 struct envelope *record)
{
    return bundle_next(bundle, record, &world->proof->fault);
}

static void expect_all(struct world *world, struct bundle *bundle)
{
    struct envelope record;
    for (long i = 0; i < bundle_head(bundle)->records; i++) {
        assert_true(next(world, bundle, &record));
        assert_memory_equal(&record, &world->records[i], RECORD);
    }
    assert_false(next(world, bundle, &record));
    assert_null(world->proof->fault.pattern);
}

static void expect_fault(struct world *world, const char *words)
{
    proof_fault(world->proof, world->path, text_of(words));
}

static void expect_refused(struct world *world, const char *words)
{
    assert_null(open_with(world));
    expect_fault(world, words);
}

static void expect_unproven(struct world *world, const char *words)
{
    struct bundle *bundle = opened(world);
    assert_false(bundle_prove(bundle, NULL, &world->proof->fault));
    expect_fault(world, words);
    bundle_close(bundle);
}

/* Refused when it is opened or when it is proven. Said in English without the
 * catalogue, for those who ask thousands of times. */
static void expect_stopped(struct world *world, const char *words)
{
    struct fault *fault = &world->proof->fault;
    struct bundle *bundle = open_with(world);
    assert_false(bundle && bundle_prove(bundle, NULL, fault));
    str pattern = text_of(fault->pattern);
    assert_true(text_starts(pattern, S("{file}")));
    cases_same(text_slice(pattern, 6, pattern.size), text_of(words));
    cases_same(fault->slots[0].value, world->path);
    fault->pattern = NULL;
    bundle_close(bundle);
}

/* ---- there and back ------------------------------------------------------ */

static void what_was_written_is_read(void **state)
{
    struct world *world = begin(state);
    for (long records = 0; records <= MOST; records++) {
        write_of(world, records);
        struct bundle *bundle = proven(world);
        const struct bundle_head *head = bundle_head(bundle);
        assert_int_equal(records, head->records);
        assert_int_equal(3, head->unreadable);
        cases_same_text(head->name, "Gwanwyn 2027");
        assert_memory_equal(head->collection, world->collection.public_key,
                            KEYS_PUBLIC);
        assert_memory_equal(&head->kiosk, &world->pair.kiosk,
                            sizeof head->kiosk);
        expect_all(world, bundle);
        expect_all(world, bundle); /* from the first one again */
        bundle_close(bundle);
    }
    bundle_close(NULL);
    assert_int_equal(1, files_in_folder(world));
    end(world);
}

static void the_longest_name_fits_whatever_the_counts(void **state)
{
    struct world *world = begin(state);
    char longest[COLLECTION_NAME];
    memset(longest, 'n', sizeof longest);
    world->head.name = (str){ longest, sizeof longest };
    world->head.unreadable = LONG_MAX;
    assert_true(writes(world));
    struct bundle *bundle = proven(world);
    cases_same(bundle_head(bundle)->name, world->head.name);
    assert_int_equal(LONG_MAX, bundle_head(bundle)->unreadable);
    bundle_close(bundle);
    end(world);
}

/* P3: the same records give the same bytes, whenever they came in. */
static void the_same_records_give_the_same_bytes(void **state)
{
    struct world *world = begin(state);
    assert_true(writes(world));
    str once = content_of(world);
    assert_int_equal(HEAD + MOST * RECORD, once.size);
    make_records(world);
    assert_true(writes(world));
    cases_same(content_of(world), once);
    end(world);
}

static void the_kiosk_of_the_head_is_the_one_that_signs(void **state)
{
    struct world *world = begin(state);
    memset(&world->head.kiosk, 7, sizeof world->head.kiosk);
    assert_true(writes(world));
    bundle_close(proven(world));
    end(world);
}

/* ---- what sticks and people do to files ---------------------------------- */

static const char *words_at(size_t at)
{
    return at < 3 ? NO_BUNDLE : at == 3 ? NEWER : ALTERED;
}

static void every_flipped_byte_is_refused(void **state)
{
    struct world *world = begin(state);
    write_of(world, 2);
    str content = content_of(world);
    for (size_t at = 0; at < content.size; at++) {
        unsigned char byte = (unsigned char)content.at[at];
        put_byte(world, at, byte ^ (at % 2 ? 0x01 : 0x80));
        expect_stopped(world, words_at(at));
        put_byte(world, at, byte);
    }
    bundle_close(proven(world));
    end(world);
}

static void every_piece_of_it_is_refused(void **state)
{
    struct world *world = begin(state);
    write_of(world, 2);
    for (size_t size = HEAD + 2 * RECORD; size-- > 0;) {
        put_size(world, size);
        expect_stopped(world, size < 4 ? NO_BUNDLE : SHORTER);
    }
    end(world);
}

static void anything_behind_it_is_refused(void **state)
{
    struct world *world = begin(state);
    static const size_t more[] = { 1, RECORD - 1, RECORD, RECORD + 1 };
    for (long records = 0; records < 3; records++) {
        for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
            write_of(world, records);
            put_size(world, HEAD + (size_t)records * RECORD + more[i]);
            expect_refused(world, LONGER);
        }
    }
    end(world);
}

static void what_is_no_bundle_is_said(void **state)
{
    struct world *world = begin(state);
    put_file(world, S("hello, world"));
    expect_refused(world, NO_BUNDLE);
    put_file(world, S(""));
    expect_refused(world, NO_BUNDLE);
    put_file(world, S("YSB\1"));
    expect_refused(world, SHORTER);
    put_file(world, S("YSB\2 and whatever follows"));
    expect_refused(world, NEWER);
    end(world);
}

static void only_plain_files_are_opened(void **state)
{
    struct world *world = begin(state);
    str fifo = proof_path(world->proof, "fifo");
    assert_int_equal(0, mkfifo(fifo.at, 0600));
    const str paths[] = { fifo, world->proof->folder, S("/dev/zero") };
    for (size_t i = 0; i < 3; i++) {
        world->path = paths[i];
        expect_refused(world, " is not a plain file; name a file");
    }
    world->path = proof_path(world->proof, "missing");
    expect_refused(world, " cannot be read: there is no such file or folder");
    end(world);
}

/* ---- what a hostile kiosk could hand in ---------------------------------- */

static void records_out_of_order_are_refused(void **state)
{
    struct world *world = begin(state);
    for (int i = 0; i + 1 < MOST; i++) {
        size_t size;
        unsigned char *bytes = forged(world, MOST, &size);
        unsigned char *here = bytes + HEAD + i * RECORD;
        memcpy(here, &world->records[i + 1], RECORD);
        memcpy(here + RECORD, &world->records[i], RECORD);
        put_file(world, (str){ (char *)bytes, size });
        expect_unproven(world, ALTERED); /* it was not signed like that */
        sign_root(bytes, size);
        put_signed(world, bytes, size);
        expect_unproven(world, DISORDERED);
    }
    end(world);
}

static void doubled_records_are_refused(void **state)
{
    struct world *world = begin(state);
    for (int i = 0; i + 1 < MOST; i++) {
        size_t size;
        unsigned char *bytes = forged(world, MOST, &size);
        memcpy(bytes + HEAD + (i + 1) * RECORD, &world->records[i], RECORD);
        sign_root(bytes, size);
        put_signed(world, bytes, size);
        expect_unproven(world, DISORDERED);
    }
    end(world);
}

static void no_count_is_believed(void **state)
{
    static const uint64_t counts[] = {
        3,          1000000,    1ull << 32,
        1ull << 51, 1ull << 62, INT64_MAX,
        1ull << 63, UINT64_MAX, UINT64_MAX / RECORD + 1
    };
    struct world *world = begin(state);
    size_t size;
    unsigned char *bytes = forged(world, 2, &size);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        put_count(bytes + RECORDS_AT, counts[i]);
        put_signed(world, bytes, size);
        expect_refused(world, SHORTER);
    }
    put_count(bytes + RECORDS_AT, 1);
    put_signed(world, bytes, size);
    expect_refused(world, LONGER);
    put_count(bytes + RECORDS_AT, 2);
    put_count(bytes + UNREADABLE_AT, 1ull << 63);
    put_signed(world, bytes, size);
    expect_refused(world, ALTERED);
    end(world);
}

static void signed_nonsense_for_a_name_is_refused(void **state)
{
    static const struct {
        char name[4];
        unsigned char length;
    } rows[] = { { "a\nb", 3 },  { "a\xC5", 2 }, { "", 0 },    { "ab", 1 },
                 { "abc", 201 }, { "abc", 255 }, { "a\0b", 1 } };
    struct world *world = begin(state);
    size_t size;
    unsigned char *bytes = forged(world, 1, &size);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        memset(bytes + NAME_AT, 0, COLLECTION_NAME);
        memcpy(bytes + NAME_AT, rows[i].name, 3);
        bytes[LENGTH_AT] = rows[i].length;
        put_signed(world, bytes, size);
        expect_refused(world, ALTERED);
    }
    end(world);
}

static void another_collection_is_named_if_the_kiosk_signed_it(void **state)
{
    struct world *world = begin(state);
    write_of(world, 2);
    str content = content_of(world);
    keys_destroy(world->secret);
    world->secret = keys_make(&world->proof->fault);
    assert_non_null(world->secret);
    make_collection(world); /* another one, under the same name */
    expect_refused(world, " belongs to another collection, “Gwanwyn 2027”; "
                          "nothing of it was taken in, open it there");
    put_byte(world, NAME_AT, (unsigned char)content.at[NAME_AT] ^ 1);
    expect_refused(world, ALTERED);
    end(world);
}

/* It says it is of our collection, but the collection does not know it. */
static void a_kiosk_that_does_not_belong_is_refused(void **state)
{
    struct world *world = begin(state);
    struct keys_secret *stranger = keys_make(&world->proof->fault);
    char code[KIOSK_CODE];
    assert_non_null(stranger);
    kiosk_make(stranger, &world->pair);
    assert_true(writes(world));
    kiosk_code(world->pair.kiosk.public_key, code);
    struct text words = { .arena = world->proof->arena };
    text_add(&words, S(" comes from kiosk "));
    text_add(&words, text_of(code));
    text_add(&words, S(", which does not belong to this collection; nothing of "
                       "it was taken in, find out who made it"));
    expect_refused(world, text_view(&words).at);
    keys_destroy(stranger);
    end(world);
}

static void a_head_that_anybody_could_sign_is_refused(void **state)
{
    struct world *world = begin(state);
    write_of(world, 1);
    for (size_t at = KIOSK_AT; at < KIOSK_AT + KIOSK_PUBLIC; at++)
        put_byte(world, at, 0); /* a key of small order signs many things */
    for (size_t at = SIGNATURE_AT; at < HEAD; at++)
        put_byte(world, at, 0);
    expect_refused(world, ALTERED);
    end(world);
}

/* ---- files that are larger than can be read ------------------------------ */

static const uint64_t huge = 10ull << 40;

/* How much was read is counted in calls, not in time. */
static void expect_brief(struct world *world, const char *words)
{
    trouble_begin(0, 0);
    struct bundle *bundle = open_with(world);
    trouble_end();
    assert_string_equal("open fstat read close", trouble.path);
    assert_null(bundle);
    expect_fault(world, words);
}

static void ten_terabytes_are_refused_by_their_head(void **state)
{
    struct world *world = begin(state);
    put_file(world, S(""));
    if (truncate(world->path.at, (off_t)huge) < 0)
        skip(); /* this disk cannot have them */
    expect_brief(world, NO_BUNDLE);
    write_of(world, 2);
    put_size(world, huge);
    expect_brief(world, LONGER);
    put_byte(world, ROOT_AT, 'x');
    expect_brief(world, ALTERED);
    end(world);
}

static bool until_ten(void *to, long done, long total)
{
    *(long *)to = total;
    return done < 10;
}

static void ten_terabytes_that_were_signed_can_be_called_off(void **state)
{
    struct world *world = begin(state);
    size_t size;
    unsigned char *bytes = forged(world, 2, &size);
    uint64_t records = huge / RECORD;
    long total = 0;
    put_count(bytes + RECORDS_AT, records);
    put_signed(world, bytes, size);
    if (truncate(world->path.at, (off_t)(HEAD + records * RECORD)) < 0)
        skip();
    struct bundle *bundle = opened(world);
    assert_int_equal(records, bundle_head(bundle)->records);
    const struct progress progress = { .step = until_ten, .to = &total };
    assert_false(bundle_prove(bundle, &progress, &world->proof->fault));
    assert_int_equal(records, total);
    proof_fault(world->proof, S("reading "),
                proof_joined(world->proof, S(""), world->path,
                             S(" was called off; nothing of it was taken "
                               "in")));
    bundle_close(bundle);
    end(world);
}

/* ---- sticks that change their mind --------------------------------------- */

static void what_changes_after_it_was_proven_is_noticed(void **state)
{
    struct world *world = begin(state);
    write_of(world, MOST);
    for (long changed = 0; changed < MOST; changed++) {
        struct bundle *bundle = proven(world);
        struct envelope record;
        size_t at = HEAD + (size_t)changed * RECORD + 200;
        long taken = 0;
        put_byte(world, at, 'y');
        while (next(world, bundle, &record))
            taken++;
        assert_in_range(taken, 0, MOST - 1);
        expect_fault(world, CHANGED);
        put_byte(world, at, 0);
        assert_false(next(world, bundle, &record)); /* never trusted again */
        expect_fault(world, CHANGED);
        assert_true(bundle_prove(bundle, NULL, &world->proof->fault));
        expect_all(world, bundle); /* but by proving it again */
        bundle_close(bundle);
    }
    end(world);
}

static void records_that_change_places_are_noticed(void **state)
{
    struct world *world = begin(state);
    write_of(world, 2);
    struct bundle *bundle = proven(world);
    struct envelope record;
    str content = text_copy(world->proof->arena, content_of(world));
    char *bytes = (char *)(uintptr_t)content.at;
    memcpy(bytes + HEAD, &world->records[1], RECORD);
    memcpy(bytes + HEAD + RECORD, &world->records[0], RECORD);
    put_file(world, content);
    assert_true(next(world, bundle, &record));
    assert_false(next(world, bundle, &record));
    expect_fault(world, CHANGED);
    for (size_t i = 0; i < RECORD; i++)
        assert_int_equal(0, ((unsigned char *)&record)[i]);
    bundle_close(bundle);
    end(world);
}

static void a_stick_that_is_pulled_out_is_noticed(void **state)
{
    struct world *world = begin(state);
    write_of(world, MOST);
    for (int taken = 0; taken < MOST; taken++) {
        struct bundle *bundle = proven(world);
        struct envelope record;
        for (int i = 0; i < taken; i++)
            assert_true(next(world, bundle, &record));
        trouble_begin(1, EIO);
        assert_false(next(world, bundle, &record));
        assert_true(trouble_end());
        expect_fault(world,
                     " cannot be read: the disk does not answer properly");
        assert_false(next(world, bundle, &record));
        expect_fault(world, CHANGED);
        bundle_close(bundle);
    }
    struct bundle *bundle = opened(world);
    put_size(world, HEAD + 2 * RECORD + 5);
    assert_false(bundle_prove(bundle, NULL, &world->proof->fault));
    expect_fault(world, CUT);
    bundle_close(bundle);
    end(world);
}

static bool sees_trouble(struct world *world, int nth)
{
    struct envelope record;
    trouble_begin(nth, EIO);
    struct bundle *bundle = open_with(world);
    bool done = bundle && bundle_prove(bundle, NULL, &world->proof->fault);
    long taken = 0;
    while (done && next(world, bundle, &record))
        taken++;
    bundle_close(bundle);
    bool met = trouble_end();
    if (met && trouble.step != CLOSE)
        expect_fault(world,
                     " cannot be read: the disk does not answer properly");
    else
        assert_int_equal(2, taken);
    assert_null(world->proof->fault.pattern);
    return met;
}

static void reading_says_why_whichever_call_fails(void **state)
{
    struct world *world = begin(state);
    write_of(world, 2);
    int nth = 1;
    while (sees_trouble(world, nth))
        nth++;
    assert_int_equal(9, nth); /* open fstat, five times read, close */
    end(world);
}

/* An error of the program, so it ends there. */
static void take_unproven(const void *given)
{
    struct world *world = *(struct world *const *)given;
    struct envelope record;
    struct bundle *bundle = open_with(world);
    if (world->head.unreadable == 0) { /* it was proven, and then was not */
        bundle_prove(bundle, NULL, &world->proof->fault);
        if (truncate(world->path.at, HEAD) < 0)
            _exit(1);
        bundle_prove(bundle, NULL, &world->proof->fault);
    }
    next(world, bundle, &record);
}

static void nothing_is_handed_out_unproven(void **state)
{
    struct world *world = begin(state);
    for (world->head.unreadable = 1; world->head.unreadable >= 0;
         world->head.unreadable--) {
        assert_true(writes(world));
        struct proof_end child = proof_child(world->proof, take_unproven,
                                             &world);
        assert_true(WIFSIGNALED(child.status));
        assert_int_equal(SIGABRT, WTERMSIG(child.status));
    }
    end(world);
}

/* ---- writing in trouble -------------------------------------------------- */

/* As it was before: nothing, or the old file. */
static void expect_untouched(struct world *world, bool replaces)
{
    cases_same(content_of(world), replaces ? S("old") : S("(nothing)"));
    assert_int_equal(replaces, files_in_folder(world));
}

static void clear(struct world *world, bool replaces)
{
    unlink(world->path.at);
    if (replaces)
        put_file(world, S("old"));
}

/* With two records the calls are, in this order. */
enum {
    FILLED = 5,      /* mkostemp, write three times, fsync */
    READ_AGAIN = 10, /* open, fstat, read three times */
    READER_CLOSED = 11,
    RENAMED = 14,        /* fsync, close, rename */
    FOLDER_FLUSHED = 16, /* open, fsync */
    FOLDER_CLOSED = 17,
};

static void expect_whole(struct world *world)
{
    struct fault kept = world->proof->fault;
    world->proof->fault.pattern = NULL;
    bundle_close(proven(world));
    world->proof->fault = kept;
    assert_int_equal(1, files_in_folder(world));
}

static void expect_trouble(struct world *world, int nth)
{
    bool reading = nth > FILLED && nth <= READ_AGAIN;
    expect_fault(world, reading
                            ? " cannot be read: the disk does not answer "
                              "properly"
                            : " cannot be written: the disk does not answer "
                              "properly; make room or choose another place");
}

static void a_bundle_is_whole_whatever_fails(void **state)
{
    struct world *world = begin(state);
    world->head.records = 2;
    for (int nth = 1; nth <= FOLDER_CLOSED + 1; nth++) {
        for (int replaces = 0; replaces < 2; replaces++) {
            clear(world, replaces);
            trouble_begin(nth, EIO);
            bool done = writes(world);
            assert_int_equal(trouble_end(), nth <= FOLDER_CLOSED);
            if (nth <= RENAMED && nth != READER_CLOSED)
                expect_untouched(world, replaces);
            else
                expect_whole(world);
            assert_int_equal(done,
                             nth == READER_CLOSED || nth >= FOLDER_CLOSED);
            if (!done)
                expect_trouble(world, nth);
        }
    }
    end(world);
}

struct killed {
    struct world *world;
    int nth;
};

static void write_until_killed(const void *given)
{
    const struct killed *killed = given;
    trouble_begin(killed->nth, KILLED);
    if (!writes(killed->world))
        _exit(1);
}

static void a_bundle_is_whole_whenever_it_ends(void **state)
{
    struct world *world = begin(state);
    world->head.records = 2;
    for (int nth = 1; nth <= FOLDER_CLOSED + 1; nth++) {
        clear(world, true);
        struct proof_end child = proof_child(world->proof, write_until_killed,
                                             &(struct killed){ world, nth });
        assert_int_equal(WIFSIGNALED(child.status), nth <= FOLDER_CLOSED);
        if (nth <= RENAMED)
            cases_same_text(content_of(world), "old");
        else
            bundle_close(proven(world));
    }
    end(world);
}

static void a_disk_that_lies_is_found_out(void **state)
{
    struct world *world = begin(state);
    world->head.records = 2;
    int lies = 0;
    bool met = true;
    for (int nth = 1; met; nth++) {
        clear(world, true);
        trouble_begin(nth, LIES);
        bool done = writes(world);
        met = trouble_end();
        if (met && trouble.step == READ) {
            assert_false(done);
            expect_fault(world, LYING);
            expect_untouched(world, true);
            lies++;
        }
    }
    assert_int_equal(3, lies); /* the head and two records */
    end(world);
}

static void a_bundle_is_read_from_the_disk_before_it_takes_its_place(
    void **state)
{
    struct world *world = begin(state);
    world->head.records = 1;
    trouble_begin(0, 0);
    assert_true(writes(world));
    trouble_end();
    assert_string_equal("mkostemp write write fsync open fstat read read close "
                        "fsync close rename open fsync close",
                        trouble.path);
    end(world);
}

static void a_source_that_fails_leaves_nothing(void **state)
{
    static const char *const words[] = {
        [FAILS] = "the store is gone; look for it",
        [ENDS] = UNSTEADY,
        [CHANGES] = UNSTEADY,
        [DOUBLES] = UNSTEADY,
    };
    struct world *world = begin(state);
    struct from from = { .world = world };
    for (from.bad = FAILS; from.bad <= DOUBLES; from.bad++) {
        for (from.bad_pass = 1; from.bad_pass <= 2; from.bad_pass++) {
            for (from.bad_next = 0; from.bad_next < MOST - 1; from.bad_next++) {
                from.pass = 0;
                clear(world, true);
                assert_false(writes_from(world, &from, NULL));
                proof_fault(world->proof,
                            from.bad == FAILS ? S("") : world->path,
                            text_of(words[from.bad]));
                expect_untouched(world, true);
            }
        }
    }
    end(world);
}

/* The same in both passes, so that only the order tells. */
static void a_source_without_order_is_refused(void **state)
{
    struct world *world = begin(state);
    struct envelope first = world->records[0];
    world->records[0] = world->records[1]; /* doubled */
    assert_false(writes(world));
    expect_fault(world, UNSTEADY);
    world->records[1] = first; /* the wrong way round */
    assert_false(writes(world));
    expect_fault(world, UNSTEADY);
    expect_untouched(world, false);
    end(world);
}

/* Makes the draft longer or shorter when all of it was written. */
struct meddling {
    struct world *world;
    long by;
};

static bool meddle(void *to, long done, long total)
{
    const struct meddling *meddling = to;
    struct proof *proof = meddling->world->proof;
    str *names;
    size_t count;
    (void)total;
    if (done != 2 * MOST)
        return true;
    assert_true(file_list(proof->arena, proof->folder, S(""), &names, &count,
                          &proof->fault));
    assert_int_equal(1, count);
    str draft = file_join(proof->arena, proof->folder, names[0]);
    assert_int_equal(0,
                     truncate(draft.at, HEAD + MOST * RECORD + meddling->by));
    return true;
}

static void a_draft_that_changes_its_length_is_found_out(void **state)
{
    struct world *world = begin(state);
    static const long by[] = { -RECORD, -1, 1, RECORD };
    for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
        struct meddling meddling = { world, by[i] };
        assert_false(writes_from(world, &(struct from){ .world = world },
                                 &(struct progress){ meddle, &meddling }));
        expect_fault(world, LYING);
        expect_untouched(world, false);
    }
    end(world);
}

static bool until(void *to, long done, long total)
{
    (void)total;
    return done < *(long *)to;
}

static void writing_is_called_off_at_any_step(void **state)
{
    struct world *world = begin(state);
    long steps = 3 * MOST;
    for (long last = 1; last <= steps + 1; last++) {
        const struct progress progress = { .step = until, .to = &last };
        clear(world, true);
        bool done = writes_from(world, &(struct from){ .world = world },
                                &progress);
        assert_int_equal(last > steps, done);
        if (done)
            break;
        proof_fault(world->proof, S("writing "),
                    proof_joined(world->proof, S(""), world->path,
                                 S(" was called off; nothing of it was kept")));
        expect_untouched(world, true);
    }
    end(world);
}

static void reading_is_called_off_at_any_step(void **state)
{
    struct world *world = begin(state);
    assert_true(writes(world));
    struct bundle *bundle = opened(world);
    for (long last = 1; last <= MOST; last++) {
        const struct progress progress = { .step = until, .to = &last };
        assert_false(bundle_prove(bundle, &progress, &world->proof->fault));
        proof_fault(world->proof, S("reading "),
                    proof_joined(world->proof, S(""), world->path,
                                 S(" was called off; nothing of it was taken "
                                   "in")));
    }
    assert_true(bundle_prove(bundle, NULL, &world->proof->fault));
    expect_all(world, bundle);
    bundle_close(bundle);
    end(world);
}

struct seen {
    long steps;
    long total;
};

static bool see(void *to, long done, long total)
{
    struct seen *seen = to;
    seen->steps++;
    seen->total = total;
    return done == seen->steps;
}

static void progress_goes_from_the_first_step_to_the_last(void **state)
{
    struct world *world = begin(state);
    struct seen written = { 0 };
    struct seen read = { 0 };
    assert_true(writes_from(world, &(struct from){ .world = world },
                            &(struct progress){ see, &written }));
    assert_int_equal(3 * MOST, written.steps);
    assert_int_equal(3 * MOST, written.total);
    struct bundle *bundle = opened(world);
    assert_true(bundle_prove(bundle, &(struct progress){ see, &read },
                             &world->proof->fault));
    assert_int_equal(MOST, read.steps);
    assert_int_equal(MOST, read.total);
    bundle_close(bundle);
    end(world);
}

/* ---- all ----------------------------------------------------------------- */

int main(void)
{
    const struct CMUnitTest tests[] = {
        PROOF("what was written is read, in order, as often as wanted",
              what_was_written_is_read),
        PROOF("the longest name fits, whatever the counts",
              the_longest_name_fits_whatever_the_counts),
        PROOF("the same records give the same bytes",
              the_same_records_give_the_same_bytes),
        PROOF("the kiosk in the head is the one that signs",
              the_kiosk_of_the_head_is_the_one_that_signs),
        PROOF("every flipped byte is refused", every_flipped_byte_is_refused),
        PROOF("every piece of a bundle is refused",
              every_piece_of_it_is_refused),
        PROOF("a bundle with anything behind it is refused",
              anything_behind_it_is_refused),
        PROOF("what is no bundle is said", what_is_no_bundle_is_said),
        PROOF("a folder, a pipe or a device is no bundle",
              only_plain_files_are_opened),
        PROOF("records out of order are refused, even if they were signed",
              records_out_of_order_are_refused),
        PROOF("doubled records are refused, even if they were signed",
              doubled_records_are_refused),
        PROOF("no count is believed, even if it was signed",
              no_count_is_believed),
        PROOF("a name that is none is refused, even if it was signed",
              signed_nonsense_for_a_name_is_refused),
        PROOF("another collection is named if the kiosk signed its name",
              another_collection_is_named_if_the_kiosk_signed_it),
        PROOF("a kiosk that does not belong is refused by its code",
              a_kiosk_that_does_not_belong_is_refused),
        PROOF("a head that anybody could sign is refused",
              a_head_that_anybody_could_sign_is_refused),
        PROOF("ten terabytes are refused by their head",
              ten_terabytes_are_refused_by_their_head),
        PROOF("ten terabytes that were signed can be called off",
              ten_terabytes_that_were_signed_can_be_called_off),
        PROOF("what changes after it was proven is noticed before the end",
              what_changes_after_it_was_proven_is_noticed),
        PROOF("records that change places after they were proven are noticed",
              records_that_change_places_are_noticed),
        PROOF("a stick that is pulled out is noticed at any record",
              a_stick_that_is_pulled_out_is_noticed),
        PROOF("reading says why, whichever call fails",
              reading_says_why_whichever_call_fails),
        PROOF("reading is called off at any step and can be done again",
              reading_is_called_off_at_any_step),
        PROOF("nothing is handed out that is not proven",
              nothing_is_handed_out_unproven),
        PROOF("a bundle is whole or the old one, whichever call fails",
              a_bundle_is_whole_whatever_fails),
        PROOF("a bundle is whole or the old one whenever the program ends",
              a_bundle_is_whole_whenever_it_ends),
        PROOF("a disk that gives back something else is found out",
              a_disk_that_lies_is_found_out),
        PROOF("a bundle is read from the disk before it takes its place",
              a_bundle_is_read_from_the_disk_before_it_takes_its_place),
        PROOF("a source that fails or changes leaves nothing behind",
              a_source_that_fails_leaves_nothing),
        PROOF("a source with doubles or without order leaves nothing behind",
              a_source_without_order_is_refused),
        PROOF("a draft that changes its length is found out",
              a_draft_that_changes_its_length_is_found_out),
        PROOF("writing is called off at any step and leaves nothing behind",
              writing_is_called_off_at_any_step),
        PROOF("progress goes from the first step to the last",
              progress_goes_from_the_first_step_to_the_last),
    };
    return cmocka_run_group_tests_name("keep/bundle", tests, NULL, NULL);
}
