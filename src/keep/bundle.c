/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/bundle.h"

#include <assert.h>
#include <limits.h>
#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"

/* A bundle, byte by byte:
 *     mark        "YSB" and a version
 *     collection  its public key
 *     kiosk       its public key and its certificate
 *     counts      of the records and of the unreadable ones, low bytes first
 *     name        of the collection: its length, then the name and zeros
 *     root        the hash that follows from all records, see struct stream
 *     signature   of the kiosk, over all that is before it
 *     records     each a label and what was sealed, by rising hashes
 * The head has one length, and says with the version how long the file is. */
enum {
    COLLECTION_AT = 4,
    KIOSK_AT = COLLECTION_AT + KEYS_PUBLIC,
    CERTIFICATE_AT = KIOSK_AT + KIOSK_PUBLIC,
    RECORDS_AT = CERTIFICATE_AT + KEYS_SIGNATURE,
    UNREADABLE_AT = RECORDS_AT + 8,
    LENGTH_AT = UNREADABLE_AT + 8,
    NAME_AT = LENGTH_AT + 1,
    ROOT_AT = NAME_AT + COLLECTION_NAME,
    SIGNATURE_AT = ROOT_AT + ENVELOPE_HASH,
    HEAD = SIGNATURE_AT + KEYS_SIGNATURE,
    RECORD = ENVELOPE_SIZE,
};
static const unsigned char mark[COLLECTION_AT] = { 'Y', 'S', 'B', 1 };
static_assert(ENVELOPE_HASH == crypto_generichash_BYTES, "a hash fits");
static_assert(COLLECTION_NAME <= 255, "the name's length fits a byte");

static str text_from(const void *bytes, size_t size)
{
    return (str){ bytes, size };
}

/* ---- records that go by -------------------------------------------------- */

/* What is known of the records so far. The root is the hash of the root before
 * and of the record's hash, and zeros at first: it is the same only for the
 * same records in the same order. Starts as all zeros. */
struct stream {
    unsigned char root[ENVELOPE_HASH];
    unsigned char last[ENVELOPE_HASH]; /* the hash of the last one */
    long count;
    bool disordered; /* one was not above the one before it */
};

static void take(struct stream *stream, const struct envelope *record)
{
    unsigned char both[2 * ENVELOPE_HASH];
    memcpy(both, stream->root, ENVELOPE_HASH);
    envelope_hash(record, both + ENVELOPE_HASH);
    if (stream->count > 0 &&
        memcmp(both + ENVELOPE_HASH, stream->last, ENVELOPE_HASH) <= 0)
        stream->disordered = true;
    memcpy(stream->last, both + ENVELOPE_HASH, ENVELOPE_HASH);
    crypto_generichash(stream->root, ENVELOPE_HASH, both, sizeof both, NULL, 0);
    stream->count++;
}

static bool is_root(const unsigned char *root, const struct stream *stream)
{
    return memcmp(root, stream->root, ENVELOPE_HASH) == 0;
}

/* How far the work is, and what is said if it is called off. */
struct pace {
    const struct progress *progress;
    long done;
    long total;
    str path;
    const char *called_off;
};

static bool step(struct pace *pace, struct fault *fault)
{
    return progress_step(pace->progress, ++pace->done, pace->total) ||
           fault_set(fault, pace->called_off, SLOT("file", pace->path));
}

static bool read_record(struct file_reader *reader, long number,
                        struct envelope *record, struct fault *fault)
{
    uint64_t at = HEAD + (uint64_t)number * RECORD;
    return file_read_at(reader, at, record, RECORD, fault);
}

static bool read_all(struct file_reader *reader, long records,
                     struct stream *stream, struct pace *pace,
                     struct fault *fault)
{
    struct envelope record;
    while (stream->count < records) {
        if (!read_record(reader, stream->count, &record, fault))
            return false;
        take(stream, &record);
        if (!step(pace, fault))
            return false;
    }
    return true;
}

/* ---- the head ------------------------------------------------------------ */

static void put_count(unsigned char *bytes, uint64_t count)
{
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(count >> 8 * i & 0xFF);
}

static uint64_t take_count(const unsigned char *bytes)
{
    uint64_t count = 0;
    for (int i = 0; i < 8; i++)
        count |= (uint64_t)bytes[i] << 8 * i;
    return count;
}

static void pack(const struct bundle_head *head, const struct kiosk_pair *pair,
                 const unsigned char *root, unsigned char bytes[HEAD])
{
    memset(bytes, 0, HEAD);
    memcpy(bytes, mark, sizeof mark);
    memcpy(bytes + COLLECTION_AT, head->collection, KEYS_PUBLIC);
    memcpy(bytes + KIOSK_AT, pair->kiosk.public_key, KIOSK_PUBLIC);
    memcpy(bytes + CERTIFICATE_AT, pair->kiosk.certificate, KEYS_SIGNATURE);
    put_count(bytes + RECORDS_AT, (uint64_t)head->records);
    put_count(bytes + UNREADABLE_AT, (uint64_t)head->unreadable);
    bytes[LENGTH_AT] = (unsigned char)head->name.size;
    memcpy(bytes + NAME_AT, head->name.at, head->name.size);
    memcpy(bytes + ROOT_AT, root, ENVELOPE_HASH);
    kiosk_sign(pair, text_from(bytes, SIGNATURE_AT), bytes + SIGNATURE_AT);
}

/* Whether what the kiosk signed is what a kiosk would sign. */
static bool is_sound(const unsigned char *bytes)
{
    size_t size = bytes[LENGTH_AT];
    if (size > COLLECTION_NAME || take_count(bytes + UNREADABLE_AT) > LONG_MAX)
        return false;
    for (size_t i = size; i < COLLECTION_NAME; i++)
        if (bytes[NAME_AT + i])
            return false;
    return collection_is_name(text_from(bytes + NAME_AT, size));
}

static struct bundle_head unpack(struct arena *arena,
                                 const unsigned char *bytes)
{
    struct bundle_head head = { .name = S("") };
    uint64_t records = take_count(bytes + RECORDS_AT);
    memcpy(head.collection, bytes + COLLECTION_AT, KEYS_PUBLIC);
    memcpy(head.kiosk.public_key, bytes + KIOSK_AT, KIOSK_PUBLIC);
    memcpy(head.kiosk.certificate, bytes + CERTIFICATE_AT, KEYS_SIGNATURE);
    head.records = records > LONG_MAX ? LONG_MAX : (long)records;
    head.unreadable = (long)take_count(bytes + UNREADABLE_AT);
    head.name = text_copy(arena, text_from(bytes + NAME_AT, bytes[LENGTH_AT]));
    return head;
}

/* ---- writing ------------------------------------------------------------- */

struct writing {
    const struct bundle_head *head;
    const struct bundle_source *source;
    struct file_draft *draft; /* NULL while records are only counted */
    struct pace pace;
};

static bool refuse_unsteady(str path, struct fault *fault)
{
    return fault_set(
        fault,
        "{file} was not written: what is stored here changed while "
        "it was copied; try again, and look for a damaged disk if "
        "that does not help",
        SLOT("file", path));
}

/* All records go by once, into the draft if there is one. */
static bool pass(struct writing *writing, struct stream *stream,
                 struct fault *fault)
{
    const struct bundle_source *source = writing->source;
    struct envelope record;
    source->rewind(source->from);
    while (stream->count < writing->head->records) {
        if (!source->next(source->from, &record, fault))
            return refuse_unsteady(writing->pace.path, fault);
        take(stream, &record);
        if (writing->draft &&
            !file_add(writing->draft, text_from(&record, RECORD), fault))
            return false;
        if (!step(&writing->pace, fault))
            return false;
    }
    return !stream->disordered || refuse_unsteady(writing->pace.path, fault);
}

/* Reads all again from the disk and compares it. Sticks lie. */
static bool compare(struct file_reader *reader, const unsigned char *head,
                    struct writing *writing, struct fault *fault)
{
    unsigned char found[HEAD];
    struct stream stream = { .count = 0 };
    long records = writing->head->records;
    bool same = file_size(reader) == HEAD + (uint64_t)records * RECORD &&
                file_read_at(reader, 0, found, HEAD, fault) &&
                memcmp(found, head, HEAD) == 0 &&
                read_all(reader, records, &stream, &writing->pace, fault) &&
                is_root(head + ROOT_AT, &stream);
    return same || fault_set(fault,
                             "{file} was not written: the disk gives back "
                             "something else than it was given; use another "
                             "stick",
                             SLOT("file", writing->pace.path));
}

static bool fill(struct writing *writing, const unsigned char *head,
                 struct fault *fault)
{
    struct stream stream = { .count = 0 };
    if (!file_add(writing->draft, text_from(head, HEAD), fault) ||
        !pass(writing, &stream, fault))
        return false;
    if (!is_root(head + ROOT_AT, &stream))
        return refuse_unsteady(writing->pace.path, fault);
    struct file_reader *reader = file_reread(writing->draft, fault);
    bool same = reader && compare(reader, head, writing, fault);
    file_close(reader);
    return same;
}

bool bundle_write(str path, const struct bundle_head *head,
                  const struct kiosk_pair *pair,
                  const struct bundle_source *source,
                  const struct progress *progress, struct fault *fault)
{
    assert(head->records >= 0 && head->unreadable >= 0);
    assert(collection_is_name(head->name));
    struct writing writing = { .head = head, .source = source };
    writing.pace = (struct pace){
        .progress = progress,
        .path = path,
        .total = 3 * head->records, /* counted, written, read again */
        .called_off = TEXT_KEY("writing {file} was called off; nothing of it "
                               "was kept"),
    };
    struct stream stream = { .count = 0 };
    unsigned char bytes[HEAD];
    if (!pass(&writing, &stream, fault))
        return false;
    pack(head, pair, stream.root, bytes);
    writing.draft = file_begin(path, fault);
    if (writing.draft && fill(&writing, bytes, fault))
        return file_finish(writing.draft, fault);
    file_abandon(writing.draft);
    return false;
}

/* ---- opening ------------------------------------------------------------- */

struct bundle {
    struct arena *arena; /* its own */
    str path;
    struct file_reader *reader;
    struct bundle_head head;
    unsigned char root[ENVELOPE_HASH]; /* as it was signed */
    struct stream taken;               /* by bundle_next() */
    enum { OPEN, PROVEN, SPOILT } state;
};

/* Whatever is wrong with it, it was not taken in. */
static bool refuse(const struct bundle *bundle, const char *pattern,
                   struct fault *fault)
{
    return fault_set(fault, pattern, SLOT("file", bundle->path));
}

static bool refuse_shorter(const struct bundle *bundle, struct fault *fault)
{
    return refuse(bundle,
                  TEXT_KEY("{file} is shorter than the kiosk made it; nothing "
                           "of it was taken in, copy it again"),
                  fault);
}

static bool refuse_altered(const struct bundle *bundle, struct fault *fault)
{
    return refuse(bundle,
                  TEXT_KEY("{file} is damaged or was altered; nothing of it "
                           "was taken in, copy it again"),
                  fault);
}

static bool has_mark(const struct bundle *bundle, const unsigned char *bytes,
                     size_t size, struct fault *fault)
{
    size_t name = sizeof mark - 1;
    if (size <= name || memcmp(bytes, mark, name) != 0)
        return refuse(bundle,
                      TEXT_KEY("{file} is no bundle; nothing of it was taken "
                               "in, choose a file that a kiosk exported"),
                      fault);
    return bytes[name] == mark[name] ||
           refuse(bundle,
                  TEXT_KEY("{file} was exported by a newer program; nothing of "
                           "it was taken in, install the newest one"),
                  fault);
}

/* Nothing of the head is believed before its signature is right; and then no
 * more than that some kiosk signed it. */
static bool read_head(struct bundle *bundle, struct fault *fault)
{
    unsigned char bytes[HEAD] = { 0 };
    size_t size = file_size(bundle->reader) < HEAD
                      ? (size_t)file_size(bundle->reader)
                      : HEAD;
    if (!file_read_at(bundle->reader, 0, bytes, size, fault) ||
        !has_mark(bundle, bytes, size, fault))
        return false;
    if (size < HEAD)
        return refuse_shorter(bundle, fault);
    if (!keys_signed(bytes + KIOSK_AT, text_from(bytes, SIGNATURE_AT),
                     bytes + SIGNATURE_AT) ||
        !is_sound(bytes))
        return refuse_altered(bundle, fault);
    bundle->head = unpack(bundle->arena, bytes);
    memcpy(bundle->root, bytes + ROOT_AT, ENVELOPE_HASH);
    return true;
}

static bool is_ours(const struct bundle *bundle,
                    const struct collection *collection, struct fault *fault)
{
    char code[KIOSK_CODE];
    const struct bundle_head *head = &bundle->head;
    if (memcmp(head->collection, collection->public_key, KEYS_PUBLIC) != 0)
        return fault_set(fault,
                         "{file} belongs to another collection, “{name}”; "
                         "nothing of it was taken in, open it there",
                         SLOT("file", bundle->path), SLOT("name", head->name));
    kiosk_code(head->kiosk.public_key, code);
    return kiosk_belongs(collection, &head->kiosk) ||
           fault_set(fault,
                     "{file} comes from kiosk {code}, which does not belong to "
                     "this collection; nothing of it was taken in, find out "
                     "who made it",
                     SLOT("file", bundle->path), SLOT("code", text_of(code)));
}

/* Divides rather than multiplies: the head may claim any number. */
static bool has_its_size(const struct bundle *bundle, struct fault *fault)
{
    uint64_t behind = file_size(bundle->reader) - HEAD;
    uint64_t records = (uint64_t)bundle->head.records;
    if (behind / RECORD < records)
        return refuse_shorter(bundle, fault);
    return (behind / RECORD == records && behind % RECORD == 0) ||
           refuse(bundle,
                  TEXT_KEY("{file} is longer than the kiosk made it; nothing "
                           "of it was taken in, copy it again"),
                  fault);
}

struct bundle *bundle_open(str path, const struct collection *collection,
                           struct fault *fault)
{
    struct file_reader *reader = file_open(path, fault);
    if (!reader)
        return NULL;
    struct arena *arena = arena_make();
    struct bundle *bundle = arena_new(arena, struct bundle);
    *bundle = (struct bundle){ .arena = arena,
                               .path = text_copy(arena, path),
                               .reader = reader };
    if (read_head(bundle, fault) && is_ours(bundle, collection, fault) &&
        has_its_size(bundle, fault))
        return bundle;
    bundle_close(bundle);
    return NULL;
}

const struct bundle_head *bundle_head(const struct bundle *bundle)
{
    return &bundle->head;
}

void bundle_close(struct bundle *bundle)
{
    if (!bundle)
        return;
    file_close(bundle->reader);
    arena_destroy(bundle->arena);
}

/* ---- proving and handing out --------------------------------------------- */

/* A changed record is out of order as a rule: whether it was changed is asked
 * first. */
bool bundle_prove(struct bundle *bundle, const struct progress *progress,
                  struct fault *fault)
{
    struct stream stream = { .count = 0 };
    struct pace pace = {
        .progress = progress,
        .path = bundle->path,
        .total = bundle->head.records,
        .called_off = TEXT_KEY("reading {file} was called off; nothing of it "
                               "was taken in"),
    };
    bundle->state = OPEN;
    bundle->taken = (struct stream){ .count = 0 };
    if (!read_all(bundle->reader, bundle->head.records, &stream, &pace, fault))
        return false;
    if (!is_root(bundle->root, &stream))
        return refuse_altered(bundle, fault);
    if (stream.disordered)
        return refuse(bundle,
                      TEXT_KEY("{file} has records that are doubled or not in "
                               "order; nothing of it was taken in, export it "
                               "again on the kiosk"),
                      fault);
    bundle->state = PROVEN;
    return true;
}

static bool refuse_changed(struct bundle *bundle, struct fault *fault)
{
    bundle->state = SPOILT;
    return refuse(bundle,
                  TEXT_KEY("{file} changed while it was read; nothing of it "
                           "was taken in, copy it to another stick"),
                  fault);
}

/* A stick can give other bytes the second time, so the last record is only
 * handed out if all of them were those that were proven. */
bool bundle_next(struct bundle *bundle, struct envelope *record,
                 struct fault *fault)
{
    assert(bundle->state != OPEN);
    struct stream *taken = &bundle->taken;
    long records = bundle->head.records;
    if (bundle->state == SPOILT)
        return refuse_changed(bundle, fault);
    if (taken->count == records) {
        *taken = (struct stream){ .count = 0 };
        return false;
    }
    bool done = read_record(bundle->reader, taken->count, record, fault);
    if (done)
        take(taken, record);
    if (done && (taken->count < records || is_root(bundle->root, taken)))
        return true;
    memset(record, 0, RECORD);
    return refuse_changed(bundle, fault);
}
