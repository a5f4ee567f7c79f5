/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaf 0: what was written is read, and whatever else is read is told apart. */
#include "keep/about.h"

#include <sodium.h>

#include "founded.h"

/* A body on the heap: the address sanitizer minds what is beside it. */
static unsigned char *body_of(const struct about *about)
{
    unsigned char *body = malloc(LEAF_BODY);
    assert_non_null(body);
    about_write(about, body);
    return body;
}

/* With something in every field, and two other kiosks. */
static struct founded *make_full(struct arena *arena)
{
    struct founded *it = founded_keys(arena, 77);
    struct about *about = &it->about;
    about->closed = true;
    about->lost = 3;
    about->tries = (struct tries){
        .wrong = 9, .until = { .boot = "a start", .time = 123456789012 }
    };
    struct about_kiosk *kiosk = about_kiosk(about, "ZZZZZZ");
    kiosk->records = 400;
    kiosk->revoked = true;
    kiosk = about_kiosk(about, "ABC123");
    kiosk->records = UINT32_MAX;
    kiosk->unreadable = 2;
    memset(about->salt, 5, sizeof about->salt);
    memset(about->traces, 6, sizeof about->traces);
    return it;
}

/* As far as a charter says them. */
static void assert_same_collection(const struct about *a, const struct about *b)
{
    const struct collection *one = &a->collection;
    const struct collection *other = &b->collection;
    cases_same(a->charter, b->charter);
    cases_same(one->name, other->name);
    cases_same(one->service, other->service);
    cases_same(one->title, other->title);
    cases_same(one->title_cy, other->title_cy);
    cases_same(one->language, other->language);
    assert_memory_equal(one->public_key, other->public_key, KEYS_PUBLIC);
    assert_memory_equal(one->certifier, other->certifier, KEYS_CERTIFIER);
    assert_memory_equal(one->wrapped, other->wrapped, KEYS_WRAPPED);
}

static void assert_same_traces(const struct about *a, const struct about *b)
{
    assert_memory_equal(a->salt, b->salt, sizeof a->salt);
    assert_memory_equal(a->traces, b->traces, sizeof a->traces);
}

static void assert_same_rest(const struct about *a, const struct about *b)
{
    assert_int_equal(a->room, b->room);
    assert_int_equal(a->closed, b->closed);
    assert_int_equal(a->lost, b->lost);
    assert_int_equal(a->tries.wrong, b->tries.wrong);
    assert_int_equal(a->tries.until.time, b->tries.until.time);
    assert_memory_equal(a->tries.until.boot, b->tries.until.boot, TRIES_BOOT);
    assert_memory_equal(&a->pair, &b->pair, sizeof a->pair);
    assert_same_traces(a, b);
    assert_int_equal(a->kiosk_count, b->kiosk_count);
    for (int i = 0; i < a->kiosk_count; i++) {
        assert_string_equal(a->kiosks[i].code, b->kiosks[i].code);
        assert_int_equal(a->kiosks[i].records, b->kiosks[i].records);
        assert_int_equal(a->kiosks[i].unreadable, b->kiosks[i].unreadable);
        assert_int_equal(a->kiosks[i].revoked, b->kiosks[i].revoked);
    }
}

static void what_was_written_is_read(void **state)
{
    struct founded *it = make_full(*state);
    struct about read;
    unsigned char *body = body_of(&it->about);
    assert_int_equal(about_read(it->arena, body, &read), ABOUT_FINE);
    assert_same_collection(&read, &it->about);
    assert_same_rest(&read, &it->about);
    assert_true(kiosk_belongs(&read.collection, &read.pair.kiosk));
    free(body);
    founded_end(it);
}

static void what_was_read_no_longer_needs_the_body(void **state)
{
    struct founded *it = make_full(*state);
    struct about read;
    unsigned char *body = body_of(&it->about);
    unsigned char *again = body_of(&it->about);
    assert_int_equal(about_read(it->arena, body, &read), ABOUT_FINE);
    memset(body, 0xAA, LEAF_BODY);
    about_write(&read, body);
    assert_memory_equal(body, again, LEAF_BODY);
    free(again);
    free(body);
    founded_end(it);
}

/* Reads it; what is fine at least has the collection unharmed. */
static enum about_verdict read_changed(struct founded *it,
                                       const unsigned char *body)
{
    struct arena *arena = arena_make();
    struct about *read = arena_new(arena, struct about);
    enum about_verdict verdict = about_read(arena, body, read);
    if (verdict == ABOUT_FINE) {
        assert_same_collection(read, &it->about);
        assert_in_range(read->kiosk_count, 0, ABOUT_KIOSKS);
    }
    arena_destroy(arena);
    return verdict;
}

/* What stands where: the charter with its length in front, behind it how many
 * kiosks there are, then the kiosks, then traces of tables, then zeros. */
enum { VERSION_AT = 3 };
struct layout {
    size_t charter;
    size_t count;
    size_t end;
};

static struct layout lay_out(const struct founded *it,
                             const unsigned char *body)
{
    str whole = { (const char *)body, LEAF_BODY };
    struct layout layout = { .end = LEAF_BODY };
    layout.charter = text_find(whole, it->about.charter) - 2;
    layout.count = layout.charter + 2 + it->about.charter.size;
    assert_int_equal(body[layout.count], it->about.kiosk_count);
    while (body[layout.end - 1] == 0)
        layout.end--;
    return layout;
}

static bool must_be_found(const struct layout *layout, size_t at)
{
    return at <= VERSION_AT || (at >= layout->charter && at < layout->count) ||
           at >= layout->end;
}

static void every_flipped_bit_is_found_or_does_no_harm(void **state)
{
    struct founded *it = make_full(*state);
    unsigned char *body = body_of(&it->about);
    struct layout layout = lay_out(it, body);
    for (size_t at = 0; at < LEAF_BODY; at++)
        for (int bit = 0; bit < 8; bit++) {
            body[at] ^= (unsigned char)(1 << bit);
            enum about_verdict verdict = read_changed(it, body);
            if (must_be_found(&layout, at))
                assert_int_not_equal(verdict, ABOUT_FINE);
            body[at] ^= (unsigned char)(1 << bit);
        }
    assert_int_equal(read_changed(it, body), ABOUT_FINE);
    free(body);
    founded_end(it);
}

static void every_torn_body_is_found_or_does_no_harm(void **state)
{
    struct founded *it = make_full(*state);
    unsigned char *body = body_of(&it->about);
    struct layout layout = lay_out(it, body);
    for (size_t size = LEAF_BODY; size-- > 0;) {
        bool same = body[size] == 0;
        body[size] = 0;
        enum about_verdict verdict = read_changed(it, body);
        if (size >= layout.end)
            assert_int_equal(verdict, ABOUT_FINE);
        else if (size < layout.count && !same)
            assert_int_equal(verdict, ABOUT_DAMAGED);
    }
    free(body);
    founded_end(it);
}

static void rubbish_is_damaged_wherever_it_begins(void **state)
{
    struct founded *it = make_full(*state);
    unsigned char *whole = body_of(&it->about);
    unsigned char *body = body_of(&it->about);
    struct layout layout = lay_out(it, body);
    for (int i = 0; i < 3000; i++) {
        size_t from = randombytes_uniform((uint32_t)layout.end);
        memcpy(body, whole, LEAF_BODY);
        randombytes_buf(body + from, LEAF_BODY - from);
        if (from > VERSION_AT || body[VERSION_AT] == 0)
            assert_int_equal(read_changed(it, body), ABOUT_DAMAGED);
        else
            assert_int_not_equal(read_changed(it, body), ABOUT_FINE);
    }
    free(body);
    free(whole);
    founded_end(it);
}

static void a_newer_one_is_told_whatever_is_in_it(void **state)
{
    struct founded *it = make_full(*state);
    unsigned char *body = body_of(&it->about);
    body[VERSION_AT] = 0;
    assert_int_equal(read_changed(it, body), ABOUT_DAMAGED);
    randombytes_buf(body + VERSION_AT, LEAF_BODY - VERSION_AT);
    for (int version = ABOUT_VERSION + 1; version <= 255; version++) {
        body[VERSION_AT] = (unsigned char)version;
        assert_int_equal(read_changed(it, body), ABOUT_NEWER);
    }
    body[0] = 'Z';
    assert_int_equal(read_changed(it, body), ABOUT_DAMAGED);
    free(body);
    founded_end(it);
}

/* As the version before wrote it: without the traces, which are zeros then. */
static void an_older_one_is_read_and_remembers_no_table(void **state)
{
    struct founded *it = make_full(*state);
    struct about read;
    memset(it->about.salt, 0, sizeof it->about.salt);
    memset(it->about.traces, 0, sizeof it->about.traces);
    unsigned char *body = body_of(&it->about);
    struct layout layout = lay_out(it, body);
    body[VERSION_AT] = 1;
    assert_int_equal(about_read(it->arena, body, &read), ABOUT_FINE);
    assert_same_collection(&read, &it->about);
    assert_same_rest(&read, &it->about);
    body[layout.end] = 1;
    assert_int_equal(read_changed(it, body), ABOUT_DAMAGED);
    free(body);
    founded_end(it);
}

static void more_kiosks_than_there_can_be_are_damage(void **state)
{
    struct founded *it = make_full(*state);
    unsigned char *body = body_of(&it->about);
    struct layout layout = lay_out(it, body);
    for (int count = 3; count <= 255; count++) {
        body[layout.count] = (unsigned char)count;
        bool may_be_read = count <= ABOUT_KIOSKS;
        assert_int_equal(read_changed(it, body),
                         may_be_read ? ABOUT_FINE : ABOUT_DAMAGED);
    }
    free(body);
    founded_end(it);
}

/* A code of its own for each number below a hundred, in no order. */
static void put_code(char code[KIOSK_CODE], int number)
{
    memcpy(code, "00ABCD", KIOSK_CODE);
    code[0] = (char)('0' + number % 10);
    code[1] = (char)('0' + number / 10);
}

static void kiosks_are_kept_in_order_and_found_again(void **state)
{
    struct about *about = arena_new(*state, struct about);
    char code[KIOSK_CODE];
    for (int i = 0; i < ABOUT_KIOSKS; i++) {
        put_code(code, i);
        struct about_kiosk *kiosk = about_kiosk(about, code);
        assert_non_null(kiosk);
        assert_int_equal(kiosk->records, 0);
        kiosk->records = (uint32_t)i;
    }
    assert_int_equal(about->kiosk_count, ABOUT_KIOSKS);
    for (int i = 1; i < ABOUT_KIOSKS; i++)
        assert_true(strcmp(about->kiosks[i - 1].code, about->kiosks[i].code) <
                    0);
    for (int i = 0; i < ABOUT_KIOSKS; i++) {
        put_code(code, i);
        assert_int_equal(about_kiosk(about, code)->records, i);
    }
    put_code(code, ABOUT_KIOSKS);
    assert_null(about_kiosk(about, code));
    assert_int_equal(about->kiosk_count, ABOUT_KIOSKS);
}

static void the_fullest_leaf_still_fits(void **state)
{
    struct founded *it = make_full(*state);
    char name[COLLECTION_NAME];
    char code[KIOSK_CODE];
    struct about read;
    struct collection *collection = &it->about.collection;
    memset(name, 'n', sizeof name);
    collection->name = collection->service = collection->title =
        collection->title_cy = (str){ name, sizeof name };
    it->about.charter = collection_write(it->arena, collection, it->secret);
    for (int i = 0; it->about.kiosk_count < ABOUT_KIOSKS; i++) {
        put_code(code, i);
        about_kiosk(&it->about, code)->unreadable = UINT32_MAX;
    }
    unsigned char *body = body_of(&it->about);
    assert_int_equal(about_read(it->arena, body, &read), ABOUT_FINE);
    assert_same_collection(&read, &it->about);
    assert_same_rest(&read, &it->about);
    free(body);
    founded_end(it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("what was written is read", what_was_written_is_read),
        CASES_TEST("what was read no longer needs the body",
                   what_was_read_no_longer_needs_the_body),
        CASES_TEST("every flipped bit is found or does no harm",
                   every_flipped_bit_is_found_or_does_no_harm),
        CASES_TEST("every torn body is found or does no harm",
                   every_torn_body_is_found_or_does_no_harm),
        CASES_TEST("rubbish is damaged wherever it begins",
                   rubbish_is_damaged_wherever_it_begins),
        CASES_TEST("a newer one is told whatever is in it",
                   a_newer_one_is_told_whatever_is_in_it),
        CASES_TEST("an older one is read and remembers no table",
                   an_older_one_is_read_and_remembers_no_table),
        CASES_TEST("more kiosks than there can be are damage",
                   more_kiosks_than_there_can_be_are_damage),
        CASES_TEST("kiosks are kept in order and found again",
                   kiosks_are_kept_in_order_and_found_again),
        CASES_TEST("the fullest leaf still fits", the_fullest_leaf_still_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
