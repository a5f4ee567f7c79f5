/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charter of a collection: read as it was written, or refused. */
#include "keep/collection.h"

#include <string.h>

#include "cases.h"

/* Where things stand in a charter. */
enum {
    CERTIFIER_AT = 4 + KEYS_PUBLIC,
    LENGTHS_AT = CERTIFIER_AT + KEYS_CERTIFIER + KEYS_WRAPPED,
    TEXTS_AT = LENGTHS_AT + 5,
};
#define DAMAGED                                                                \
    "this description of a collection is damaged or was altered; take "        \
    "another copy of it"
#define NOT_ONE                                                                \
    "this does not describe a collection; look for the file that “yoursay "  \
    "join-file” wrote"
#define NEWER                                                                  \
    "this collection was set up by a newer program; install the newest one"

static struct keys_secret *make_keys(struct arena *arena)
{
    struct fault fault = { .arena = arena };
    assert_true(keys_begin(&fault));
    struct keys_secret *secret = keys_make(&fault);
    assert_non_null(secret);
    return secret;
}

static struct collection named(void)
{
    struct collection collection = {
        .name = S("Gwanwyn 2027 Tŷ Ni"),
        .service = S("Coventry Youth Offending Service"),
        .title = S("YOS"),
        .title_cy = S("TTI"),
        .language = S("both"),
    };
    for (int i = 0; i < KEYS_WRAPPED; i++)
        collection.wrapped[i] = (unsigned char)i;
    return collection;
}

static str written(struct arena *arena, const struct keys_secret *secret)
{
    struct collection collection = named();
    return collection_write(arena, &collection, secret);
}

/* Puts the right signature under bytes that were changed. */
static str signed_again(struct arena *arena, str charter,
                        const struct keys_secret *secret)
{
    str copy = text_copy(arena, charter);
    size_t size = copy.size - KEYS_SIGNATURE;
    keys_certify(secret, text_slice(copy, 0, size),
                 (unsigned char *)(uintptr_t)copy.at + size);
    return copy;
}

static str sentence(struct arena *arena, const struct fault *fault)
{
    struct faults faults = { .arena = arena };
    fault_adopt(&faults, fault);
    return text_trim(cases_faults(arena, &faults));
}

/* Refuses it with these words, and leaves alone what is there. */
static void expect_refused(struct arena *arena, str charter, const char *words)
{
    struct fault fault = { .arena = arena };
    struct collection collection = { .name = S("untouched") };
    assert_false(collection_read(arena, charter, &collection, &fault));
    cases_same(sentence(arena, &fault), text_of(words));
    cases_same_text(collection.name, "untouched");
}

static void expect_same(const struct collection *a, const struct collection *b)
{
    cases_same(a->name, b->name);
    cases_same(a->service, b->service);
    cases_same(a->title, b->title);
    cases_same(a->title_cy, b->title_cy);
    cases_same(a->language, b->language);
    assert_memory_equal(a->public_key, b->public_key, KEYS_PUBLIC);
    assert_memory_equal(a->certifier, b->certifier, KEYS_CERTIFIER);
    assert_memory_equal(a->wrapped, b->wrapped, KEYS_WRAPPED);
}

static void what_was_written_is_read(void **state)
{
    struct arena *arena = *state;
    struct fault fault = { .arena = arena };
    struct keys_secret *secret = make_keys(arena);
    struct collection collection = named();
    struct collection read;
    str charter = collection_write(arena, &collection, secret);
    assert_true(collection_read(arena, charter, &read, &fault));
    expect_same(&read, &collection);
    assert_memory_equal(read.public_key, keys_public(secret), KEYS_PUBLIC);
    cases_same(collection_write(arena, &read, secret), charter);
    keys_destroy(secret);
}

static void names_outlive_the_charter(void **state)
{
    struct arena *arena = *state;
    struct arena *brief = arena_make();
    struct fault fault = { .arena = arena };
    struct keys_secret *secret = make_keys(arena);
    struct collection read;
    assert_true(collection_read(arena, written(brief, secret), &read, &fault));
    arena_destroy(brief);
    cases_same_text(read.service, "Coventry Youth Offending Service");
    keys_destroy(secret);
}

static str letters(struct arena *arena, size_t count)
{
    char *bytes = arena_take(arena, count);
    memset(bytes, 'a', count);
    return (str){ bytes, count };
}

static void longest_and_shortest_names_fit(void **state)
{
    struct arena *arena = *state;
    struct fault fault = { .arena = arena };
    struct keys_secret *secret = make_keys(arena);
    str longest = letters(arena, COLLECTION_NAME);
    struct collection rows[] = {
        { longest, longest, longest, longest, .language = S("both") },
        { S("a"), S("b"), S("c"), S(""), .language = S("en") },
    };
    for (int i = 0; i < 2; i++) {
        struct collection read;
        assert_true(collection_check(&rows[i], &fault));
        str charter = collection_write(arena, &rows[i], secret);
        assert_in_range(charter.size, 1, COLLECTION_CHARTER);
        assert_true(collection_read(arena, charter, &read, &fault));
        expect_same(&read, &rows[i]);
    }
    keys_destroy(secret);
}

static void names_that_cannot_stand_there_are_named(void **state)
{
    struct arena *arena = *state;
    struct collection fine = named();
    struct collection rows[7];
    for (int i = 0; i < 7; i++)
        rows[i] = fine;
    rows[0].name = letters(arena, COLLECTION_NAME + 1);
    rows[1].service = S("");
    rows[2].service = S("   ");
    rows[3].title = S("Y\xFFS");
    rows[4].title_cy = S("T\nTI");
    rows[5].language = S("fr");
    rows[6].language = S("");
    static const char *const words[] = {
        "Name of the collection: this has 201 bytes and 200 is the most; make "
        "it shorter",
        "Name of the service: there is nothing here; type it",
        "Name of the service: there is nothing here; type it",
        "Short name of the service in English: this is not one line of plain "
        "text; type it again",
        "Short name of the service in Welsh: this is not one line of plain "
        "text; type it again",
        "a collection is held in cy, en or both, and not in “fr”; choose one "
        "of them",
        "Language: there is nothing here; type it",
    };
    for (int i = 0; i < 7; i++) {
        struct fault fault = { .arena = arena };
        assert_false(collection_check(&rows[i], &fault));
        cases_same(sentence(arena, &fault), text_of(words[i]));
    }
}

static void a_name_is_one_line_that_is_not_blank(void **state)
{
    struct arena *arena = *state;
    assert_true(collection_is_name(S("Gwanwyn 2027")));
    assert_true(collection_is_name(letters(arena, COLLECTION_NAME)));
    static const str refused[] = {
        { "", 0 },     { " ", 1 },    { "a\tb", 3 },
        { "a\rb", 3 }, { "a\0b", 3 }, { "\xC5", 1 }
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_false(collection_is_name(refused[i]));
    assert_false(collection_is_name(letters(arena, COLLECTION_NAME + 1)));
}

/* All of them are whole UTF-8 and can be typed or copied by mistake. */
static void a_name_holds_nothing_that_cannot_be_seen(void **state)
{
    static const char *const refused[] = {
        "\xC2\xAD",     "\xD8\x9C",     "\xE2\x80\x8B",     "\xE2\x80\x8E",
        "\xE2\x80\x8F", "\xE2\x80\xA8", "\xE2\x80\xAA",     "\xE2\x80\xAE",
        "\xE2\x81\xA6", "\xE2\x81\xA9", "\xEF\xBB\xBF",     "\xEF\xBF\xBB",
        "\x07",         "\x7F",         "\xF3\xA0\x81\x81", "\xC2\x9B",
    };
    struct arena *arena = *state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct text name = { .arena = arena };
        struct fault fault = { .arena = arena };
        struct collection collection = named();
        text_add(&name, S("Tŷ "));
        text_add(&name, text_of(refused[i]));
        collection.title = text_view(&name);
        assert_false(collection_is_name(collection.title));
        assert_false(collection_check(&collection, &fault));
        fault = (struct fault){ .arena = arena };
        assert_false(
            collection_check_text(&collection, &collection.title, &fault));
        assert_true(
            collection_check_text(&collection, &collection.name, &fault));
    }
    assert_true(collection_is_name(S("\xD8\xA7\xE2\x80\x8C\xD8\xA8")));
}

static void every_flipped_byte_is_refused(void **state)
{
    static const unsigned char flips[] = { 0x01, 0x80, 0xFF };
    struct arena *arena = *state;
    struct keys_secret *secret = make_keys(arena);
    str charter = written(arena, secret);
    unsigned char *bytes = (unsigned char *)(uintptr_t)charter.at;
    for (size_t at = 0; at < charter.size; at++) {
        for (size_t i = 0; i < sizeof flips; i++) {
            bytes[at] ^= flips[i];
            expect_refused(arena, charter,
                           at < 3    ? NOT_ONE
                           : at == 3 ? NEWER
                                     : DAMAGED);
            bytes[at] ^= flips[i];
        }
    }
    struct collection read;
    struct fault fault = { .arena = arena };
    assert_true(collection_read(arena, charter, &read, &fault));
    keys_destroy(secret);
}

/* Each in memory of its own, so that the sanitizer minds what is behind. */
static void every_other_length_is_refused(void **state)
{
    struct arena *arena = *state;
    struct keys_secret *secret = make_keys(arena);
    str charter = written(arena, secret);
    for (size_t size = 0; size <= charter.size + 1; size++) {
        char *bytes = arena_take(arena, size);
        memcpy(bytes, charter.at, size < charter.size ? size : charter.size);
        if (size != charter.size)
            expect_refused(arena, (str){ bytes, size },
                           size < 4 ? NOT_ONE : DAMAGED);
    }
    expect_refused(arena, (str){ 0 }, NOT_ONE);
    keys_destroy(secret);
}

static void what_was_never_a_charter_is_said(void **state)
{
    expect_refused(*state, S("hello, world"), NOT_ONE);
    expect_refused(*state, S("YSK\1"), NOT_ONE);
    expect_refused(*state, S("YSC\1"), DAMAGED);
    expect_refused(*state, S("YSC\2 and whatever follows"), NEWER);
}

/* Whoever has a secret can sign anything. */
static void signed_nonsense_is_refused(void **state)
{
    struct arena *arena = *state;
    struct keys_secret *secret = make_keys(arena);
    struct collection rows[] = { named(), named(), named(), named() };
    rows[0].name = S("a\xC5");
    rows[1].service = S("\n");
    rows[2].title = S("");
    rows[3].language = S("fr");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_refused(arena, collection_write(arena, &rows[i], secret),
                       DAMAGED);
    keys_destroy(secret);
}

/* Lengths that lead behind the end, and one that no name may have. */
static void signed_lengths_are_not_believed(void **state)
{
    struct arena *arena = *state;
    struct keys_secret *secret = make_keys(arena);
    str charter = written(arena, secret);
    unsigned char *lengths = (unsigned char *)(uintptr_t)charter.at +
                             LENGTHS_AT;
    for (int part = 0; part < 5; part++) {
        for (int change = 1; change < 256; change++) {
            lengths[part] = (unsigned char)(lengths[part] + change);
            expect_refused(arena, signed_again(arena, charter, secret),
                           DAMAGED);
            lengths[part] = (unsigned char)(lengths[part] - change);
        }
    }
    struct text longer = { .arena = arena };
    text_add(&longer, text_slice(charter, 0, TEXTS_AT));
    text_add(&longer, letters(arena, 201 + 4 + KEYS_SIGNATURE));
    str view = text_view(&longer);
    memcpy((char *)(uintptr_t)view.at + LENGTHS_AT, "\xC8\1\1\1\2", 5);
    expect_refused(arena, signed_again(arena, view, secret), DAMAGED);
    memcpy((char *)(uintptr_t)view.at + LENGTHS_AT, "\xC9\1\1\1\1", 5);
    expect_refused(arena, signed_again(arena, view, secret), DAMAGED);
    keys_destroy(secret);
}

/* All texts are in order, and something follows them. */
static void signed_bytes_behind_the_texts_are_refused(void **state)
{
    struct arena *arena = *state;
    struct keys_secret *secret = make_keys(arena);
    str charter = written(arena, secret);
    struct text longer = { .arena = arena };
    text_add(&longer, charter);
    text_add_char(&longer, 'x');
    expect_refused(arena, signed_again(arena, text_view(&longer), secret),
                   DAMAGED);
    keys_destroy(secret);
}

static void only_its_own_certifier_vouches(void **state)
{
    struct arena *arena = *state;
    struct keys_secret *secret = make_keys(arena);
    struct keys_secret *other = make_keys(arena);
    str charter = written(arena, secret);
    expect_refused(arena, signed_again(arena, charter, other), DAMAGED);
    unsigned char *bytes = (unsigned char *)(uintptr_t)charter.at;
    memset(bytes + CERTIFIER_AT, 0, KEYS_CERTIFIER); /* which signs all */
    expect_refused(arena, charter, DAMAGED);
    keys_destroy(secret);
    keys_destroy(other);
}

/* A charter that somebody else put in its place is whole; only the secret
 * behind it tells. */
static void only_the_secret_tells_whose_it_is(void **state)
{
    struct arena *arena = *state;
    struct fault fault = { .arena = arena };
    struct keys_secret *secret = make_keys(arena);
    struct keys_secret *other = make_keys(arena);
    struct collection read;
    assert_true(collection_read(arena, written(arena, other), &read, &fault));
    assert_false(collection_is_of(&read, secret));
    assert_true(collection_is_of(&read, other));
    read.public_key[0] ^= 1;
    assert_false(collection_is_of(&read, other));
    read.public_key[0] ^= 1;
    read.certifier[0] ^= 1;
    assert_false(collection_is_of(&read, other));
    keys_destroy(secret);
    keys_destroy(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("what was written is read", what_was_written_is_read),
        CASES_TEST("names outlive the charter they were read from",
                   names_outlive_the_charter),
        CASES_TEST("the longest and the shortest names fit",
                   longest_and_shortest_names_fit),
        CASES_TEST("names that cannot stand there are named",
                   names_that_cannot_stand_there_are_named),
        CASES_TEST("a name holds nothing that cannot be seen",
                   a_name_holds_nothing_that_cannot_be_seen),
        CASES_TEST("a name is one line that is not blank",
                   a_name_is_one_line_that_is_not_blank),
        CASES_TEST("every flipped byte is refused",
                   every_flipped_byte_is_refused),
        CASES_TEST("every other length is refused",
                   every_other_length_is_refused),
        CASES_TEST("what was never a charter is said",
                   what_was_never_a_charter_is_said),
        CASES_TEST("nonsense that was signed is refused",
                   signed_nonsense_is_refused),
        CASES_TEST("lengths that were signed are not believed",
                   signed_lengths_are_not_believed),
        CASES_TEST(
            "bytes behind the texts are refused, even if they were signed",
            signed_bytes_behind_the_texts_are_refused),
        CASES_TEST("only its own certifier vouches for a charter",
                   only_its_own_certifier_vouches),
        CASES_TEST("only the secret tells whose collection it is",
                   only_the_secret_tells_whose_it_is),
    };
    return cmocka_run_group_tests_name("keep/collection", tests, NULL, NULL);
}
