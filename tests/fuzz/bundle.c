/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any file is refused as a bundle, or is opened, proven and handed out record
 * by record just as it was signed. The input changes a bundle that a kiosk
 * wrote; if it says so, the kiosk signs what became of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <sodium.h>

#include "hold.h"

#include "base/file.h"
#include "base/words.h"
#include "keep/bundle.h"

enum {
    ROOT_AT = 349,
    SIGNATURE_AT = 381,
    HEAD = 445,
    RECORD = ENVELOPE_SIZE,
    MOST = 3, /* records */
};

/* What the first byte of an input asks for; its two lowest bits are how many
 * records there are. */
enum {
    RAW = 0x04,     /* the rest is the file itself */
    SIGNED = 0x08,  /* the kiosk signs the head again */
    ROOTED = 0x10,  /* the root in it follows from the records */
    MOVING = 0x20,  /* a byte changes when it was proven */
    STRANGE = 0x40, /* it is of another collection */
};

/* A collection and its kiosk, and what that wrote, made once. */
struct kept {
    struct keys_secret *secret;
    struct collection collection;
    struct collection strange;
    struct kiosk_pair pair;
    struct envelope records[MOST];
    unsigned char *whole[MOST + 1]; /* by the number of records */
};

/* ---- the bundles that are changed ---------------------------------------- */

static int by_hash(const void *left, const void *right)
{
    unsigned char a[ENVELOPE_HASH];
    unsigned char b[ENVELOPE_HASH];
    envelope_hash(left, a);
    envelope_hash(right, b);
    return memcmp(a, b, ENVELOPE_HASH);
}

struct from {
    const struct envelope *records;
    long next;
};

static void from_the_first(void *from)
{
    ((struct from *)from)->next = 0;
}

static bool next_from(void *given, struct envelope *record, struct fault *fault)
{
    struct from *from = given;
    (void)fault;
    *record = from->records[from->next++];
    return true;
}

/* Writes a bundle to a file that is gone again when this returns. */
static unsigned char *write_of(struct kept *kept, long records)
{
    char folder[] = "/tmp/yoursay-fuzz-XXXXXX";
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct from from = { .records = kept->records };
    const struct bundle_source source = { from_the_first, next_from, &from };
    struct bundle_head head = { .name = S("Spring"), .records = records };
    str content = S("");
    HOLD(mkdtemp(folder));
    str path = file_join(arena, text_of(folder), S("out"));
    memcpy(head.collection, kept->collection.public_key, KEYS_PUBLIC);
    HOLD(bundle_write(path, &head, &kept->pair, &source, NULL, &fault));
    HOLD(file_read(arena, path, SIZE_MAX, &content, &fault));
    HOLD(unlink(path.at) == 0 && rmdir(folder) == 0);
    HOLD(content.size == HEAD + (size_t)records * RECORD);
    unsigned char *whole = malloc(content.size);
    HOLD(whole);
    memcpy(whole, content.at, content.size);
    arena_destroy(arena);
    return whole;
}

static void make(struct kept *kept)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    HOLD(keys_begin(&fault));
    kept->secret = keys_make(&fault);
    HOLD(kept->secret);
    memcpy(kept->collection.public_key, keys_public(kept->secret), KEYS_PUBLIC);
    keys_certifier(kept->secret, kept->collection.certifier);
    kiosk_make(kept->secret, &kept->pair);
    for (unsigned char i = 0; i < MOST; i++)
        kept->records[i].sealed.bytes[0] = i;
    qsort(kept->records, MOST, RECORD, by_hash);
    for (long records = 0; records <= MOST; records++)
        kept->whole[records] = write_of(kept, records);
    arena_destroy(arena);
}

static const struct kept *keep(void)
{
    static struct kept kept;
    if (!kept.secret)
        make(&kept);
    return &kept;
}

/* ---- changing them ------------------------------------------------------- */

struct changed {
    unsigned char bytes[HEAD + (MOST + 1) * RECORD];
    size_t size;
};

/* Copies one record over another, where both are there. */
static void copy_record(struct changed *changed, unsigned from, unsigned to)
{
    size_t source = HEAD + (size_t)(from % MOST) * RECORD;
    size_t target = HEAD + (size_t)(to % MOST) * RECORD;
    if (source + RECORD <= changed->size && target + RECORD <= changed->size)
        memmove(changed->bytes + target, changed->bytes + source, RECORD);
}

/* Four bytes are one change: which, a place of two bytes, and a value. */
static void change(struct changed *changed, const uint8_t *how)
{
    size_t at = (size_t)how[1] << 8 | how[2];
    at %= sizeof changed->bytes;
    switch (how[0] % 5) {
    case 0:
        changed->bytes[at] ^= how[3];
        break;
    case 1:
        changed->bytes[at] = how[3];
        break;
    case 2:
        changed->size = at;
        break;
    case 3:
        changed->size = HEAD + at % (MOST + 2) * RECORD;
        break;
    default:
        copy_record(changed, how[1], how[2]);
    }
    if (changed->size > sizeof changed->bytes)
        changed->size = sizeof changed->bytes;
}

static void make_root(struct changed *changed)
{
    unsigned char both[2 * ENVELOPE_HASH] = { 0 };
    for (size_t at = HEAD; at + RECORD <= changed->size; at += RECORD) {
        envelope_hash((struct envelope *)(void *)(changed->bytes + at),
                      both + ENVELOPE_HASH);
        crypto_generichash(both, ENVELOPE_HASH, both, sizeof both, NULL, 0);
    }
    memcpy(changed->bytes + ROOT_AT, both, ENVELOPE_HASH);
}

static void change_all(struct changed *changed, const struct kept *kept,
                       str input)
{
    const uint8_t *bytes = (const uint8_t *)input.at;
    long records = bytes[0] & 3;
    changed->size = HEAD + (size_t)records * RECORD;
    memcpy(changed->bytes, kept->whole[records], changed->size);
    for (size_t at = 1; at + 4 <= input.size; at += 4)
        change(changed, bytes + at);
    if (bytes[0] & ROOTED)
        make_root(changed);
    if (bytes[0] & SIGNED)
        kiosk_sign(&kept->pair,
                   (str){ (const char *)changed->bytes, SIGNATURE_AT },
                   changed->bytes + SIGNATURE_AT);
}

/* ---- what must hold ------------------------------------------------------ */

struct file {
    struct arena *arena;
    struct fault fault;
    int handle;
    str path;
    str content;
};

static struct file put(str content)
{
    struct arena *arena = arena_make();
    struct text path = { .arena = arena };
    struct file file = { .arena = arena,
                         .fault = { .arena = arena },
                         .handle = memfd_create("bundle", MFD_CLOEXEC),
                         .content = content };
    HOLD(file.handle >= 0);
    HOLD(write(file.handle, content.at, content.size) == (ssize_t)content.size);
    text_add(&path, S("/proc/self/fd/"));
    text_add_number(&path, file.handle);
    file.path = text_view(&path);
    return file;
}

/* A fault is there just if it is wanted, and can be said. */
static bool hold_fault(struct file *file, bool wanted)
{
    HOLD((file->fault.pattern != NULL) == wanted);
    if (wanted)
        HOLD(hold_clean(
            words_fault(hold_words(WORDS_ENGLISH), file->arena, &file->fault)));
    file->fault.pattern = NULL;
    return !wanted;
}

static bool next(struct file *file, struct bundle *bundle,
                 struct envelope *record)
{
    return bundle_next(bundle, record, &file->fault);
}

/* Records are handed out as they stand in the file, each above the last. */
static void hold_records(struct file *file, struct bundle *bundle)
{
    unsigned char hash[ENVELOPE_HASH];
    unsigned char last[ENVELOPE_HASH] = { 0 };
    struct envelope record;
    size_t at = HEAD;
    for (; next(file, bundle, &record); at += RECORD) {
        HOLD(at + RECORD <= file->content.size);
        HOLD(memcmp(&record, file->content.at + at, RECORD) == 0);
        envelope_hash(&record, hash);
        HOLD(at == HEAD || memcmp(hash, last, ENVELOPE_HASH) > 0);
        memcpy(last, hash, ENVELOPE_HASH);
    }
    HOLD(at == file->content.size);
    hold_fault(file, false);
}

/* One byte of the records changes behind the back of who proved them. */
static void hold_noticed(struct file *file, struct bundle *bundle, size_t place)
{
    struct envelope record;
    size_t size = file->content.size - HEAD;
    size_t at = HEAD + (size ? place % size : 0);
    char byte = (char)(file->content.at[at % file->content.size] ^ 1);
    long taken = 0;
    if (size == 0)
        return;
    HOLD(pwrite(file->handle, &byte, 1, (off_t)at) == 1);
    while (next(file, bundle, &record))
        taken++;
    HOLD(taken < bundle_head(bundle)->records);
    hold_fault(file, true);
}

/* Whether it could be opened and proven. */
static bool hold_bundle(struct file *file, const struct collection *collection,
                        bool moving)
{
    struct bundle *bundle = bundle_open(file->path, collection, &file->fault);
    if (!hold_fault(file, bundle == NULL))
        return false;
    const struct bundle_head *head = bundle_head(bundle);
    HOLD(head->records >= 0 && head->unreadable >= 0);
    HOLD(file->content.size == HEAD + (size_t)head->records * RECORD);
    HOLD(collection_is_name(head->name));
    bool proven = bundle_prove(bundle, NULL, &file->fault);
    if (hold_fault(file, !proven)) {
        hold_records(file, bundle);
        hold_records(file, bundle);
        if (moving)
            hold_noticed(file, bundle, file->content.size * 7919);
    }
    bundle_close(bundle);
    return proven;
}

/* Nothing that differs from what the kiosk signed is proven. */
static void hold_changed(const struct changed *changed, const struct kept *kept,
                         uint8_t flags)
{
    str content = { (const char *)changed->bytes, changed->size };
    str was = { (const char *)kept->whole[flags & 3],
                HEAD + (size_t)(flags & 3) * RECORD };
    bool same = text_equal(content, was);
    struct file file = put(content);
    bool strange = flags & STRANGE;
    bool proven = hold_bundle(
        &file, strange ? &kept->strange : &kept->collection, flags & MOVING);
    if (strange)
        HOLD(!proven);
    else if (same)
        HOLD(proven);
    else if (!(flags & SIGNED))
        HOLD(!proven);
    close(file.handle);
    arena_destroy(file.arena);
}

static void hold_raw(const struct kept *kept, str content)
{
    struct file file = put(content);
    HOLD(!hold_bundle(&file, &kept->collection, false));
    close(file.handle);
    arena_destroy(file.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct kept *kept = keep();
    static struct changed changed;
    if (size == 0)
        return 0;
    if (data[0] & RAW) {
        hold_raw(kept, hold_bytes(data + 1, size - 1));
        return 0;
    }
    memset(&changed, 0, sizeof changed);
    change_all(&changed, kept, hold_bytes(data, size));
    hold_changed(&changed, kept, data[0]);
    return 0;
}
