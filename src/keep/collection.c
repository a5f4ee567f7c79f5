/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keep/collection.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"

/* A charter, byte by byte:
 *     mark       "YSC" and a version
 *     keys       the public key, the certifier, the wrapped secret
 *     lengths    of the five texts, a byte each
 *     texts      one behind the other
 *     signature  of the certifier, over all that is before it
 * The version says how long everything is: nothing follows the signature. */
enum { PUBLIC_AT = 4, CERTIFIER_AT = PUBLIC_AT + KEYS_PUBLIC };
enum { WRAPPED_AT = CERTIFIER_AT + KEYS_CERTIFIER };
enum { LENGTHS_AT = WRAPPED_AT + KEYS_WRAPPED };
static const unsigned char mark[PUBLIC_AT] = { 'Y', 'S', 'C', 1 };

/* The texts, in the order of the charter. */
static const struct part {
    size_t at; /* of its str in a struct collection */
    const char *label;
    bool may_be_empty;
} parts[] = {
    { .at = offsetof(struct collection, name),
      .label = TEXT_KEY("Name of the collection") },
    { .at = offsetof(struct collection, service),
      .label = TEXT_KEY("Name of the service") },
    { .at = offsetof(struct collection, title),
      .label = TEXT_KEY("Short name of the service in English") },
    { .at = offsetof(struct collection, title_cy),
      .label = TEXT_KEY("Short name of the service in Welsh"),
      .may_be_empty = true },
    { .at = offsetof(struct collection, language),
      .label = TEXT_KEY("Language") },
};
enum { PARTS = sizeof parts / sizeof *parts, TEXTS_AT = LENGTHS_AT + PARTS };
static_assert(COLLECTION_NAME <= 255, "a length fits a byte");
static_assert(TEXTS_AT + PARTS * COLLECTION_NAME + KEYS_SIGNATURE <=
                  COLLECTION_CHARTER,
              "the longest charter fits");

static str *text_at(struct collection *collection, const struct part *part)
{
    return (str *)(void *)((char *)collection + part->at);
}

static str text_in(const struct collection *collection, const struct part *part)
{
    return *(const str *)(const void *)((const char *)collection + part->at);
}

/* ---- what can stand in a charter ----------------------------------------- */

/* Names stand in one line on every screen and sheet. */
static bool is_one_line(str text)
{
    size_t bad;
    return text_check(text, &bad) && text_find(text, S("\n")) == text.size &&
           text_find(text, S("\r")) == text.size &&
           text_find(text, S("\t")) == text.size;
}

/* Which character it is, from 1; 0: all of them can be seen. */
static long find_unseen(str text)
{
    long number = 1;
    for (size_t at = 0; at < text.size; number++)
        if (text_is_unseen(text_next(text, &at)))
            return number;
    return 0;
}

bool collection_is_name(str name)
{
    return name.size <= COLLECTION_NAME && is_one_line(name) &&
           find_unseen(name) == 0 && text_trim(name).size > 0;
}

static bool check_part(const struct part *part, str text, struct fault *fault)
{
    struct slot label = SLOT_KEY("label", text_of(part->label));
    if (text.size > COLLECTION_NAME)
        return fault_set(fault,
                         "{label}: this has {size} bytes and {most} is the "
                         "most; make it shorter",
                         label, COUNT("size", (long)text.size),
                         COUNT("most", COLLECTION_NAME));
    if (!is_one_line(text))
        return fault_set(fault,
                         "{label}: this is not one line of plain text; type it "
                         "again",
                         label);
    if (find_unseen(text) > 0)
        return fault_set(fault,
                         "{label}: character {place} of this is invisible; "
                         "type the name by hand",
                         label, COUNT("place", find_unseen(text)));
    return part->may_be_empty || text_trim(text).size > 0 ||
           fault_set(fault, "{label}: there is nothing here; type it", label);
}

static bool check_language(str language, struct fault *fault)
{
    return text_equal(language, S("cy")) || text_equal(language, S("en")) ||
           text_equal(language, S("both")) ||
           fault_set(fault,
                     "a collection is held in cy, en or both, and not in "
                     "“{language}”; choose one of them",
                     SLOT("language", language));
}

bool collection_check_text(const struct collection *collection, const str *text,
                           struct fault *fault)
{
    size_t at = (size_t)((const char *)text - (const char *)collection);
    int part = 0;
    while (part < PARTS && parts[part].at != at)
        part++;
    assert(part < PARTS);
    return check_part(&parts[part], *text, fault) &&
           (text != &collection->language || check_language(*text, fault));
}

bool collection_check(const struct collection *collection, struct fault *fault)
{
    for (int i = 0; i < PARTS; i++)
        if (!check_part(&parts[i], text_in(collection, &parts[i]), fault))
            return false;
    return check_language(collection->language, fault);
}

/* ---- writing ------------------------------------------------------------- */

static str bytes_of(const void *bytes, size_t size)
{
    return (str){ bytes, size };
}

static void add_texts(struct text *charter, const struct collection *collection)
{
    for (int i = 0; i < PARTS; i++) {
        size_t size = text_in(collection, &parts[i]).size;
        assert(size <= COLLECTION_NAME);
        text_add_char(charter, (char)size);
    }
    for (int i = 0; i < PARTS; i++)
        text_add(charter, text_in(collection, &parts[i]));
}

str collection_write(struct arena *arena, struct collection *collection,
                     const struct keys_secret *secret)
{
    unsigned char signature[KEYS_SIGNATURE];
    struct text charter = { .arena = arena };
    memcpy(collection->public_key, keys_public(secret), KEYS_PUBLIC);
    keys_certifier(secret, collection->certifier);
    text_add(&charter, bytes_of(mark, sizeof mark));
    text_add(&charter, bytes_of(collection->public_key, KEYS_PUBLIC));
    text_add(&charter, bytes_of(collection->certifier, KEYS_CERTIFIER));
    text_add(&charter, bytes_of(collection->wrapped, KEYS_WRAPPED));
    add_texts(&charter, collection);
    keys_certify(secret, text_view(&charter), signature);
    text_add(&charter, bytes_of(signature, sizeof signature));
    return text_view(&charter);
}

/* ---- reading ------------------------------------------------------------- */

static bool refuse_damaged(struct fault *fault)
{
    return fault_set(fault, "this description of a collection is damaged or "
                            "was altered; take another copy of it");
}

static bool has_mark(str charter, struct fault *fault)
{
    size_t name = sizeof mark - 1;
    if (charter.size <= name || memcmp(charter.at, mark, name) != 0)
        return fault_set(fault, "this does not describe a collection; look for "
                                "the file that “yoursay join-file” wrote");
    return (unsigned char)charter.at[name] == mark[name] ||
           fault_set(fault, "this collection was set up by a newer program; "
                            "install the newest one");
}

/* Whether it is as long as the lengths in it say. */
static bool has_its_length(str charter)
{
    size_t size = TEXTS_AT + KEYS_SIGNATURE;
    if (charter.size < size)
        return false;
    for (int i = 0; i < PARTS; i++)
        size += (unsigned char)charter.at[LENGTHS_AT + i];
    return charter.size == size;
}

static bool is_vouched_for(str charter)
{
    const unsigned char *bytes = (const unsigned char *)charter.at;
    size_t size = charter.size - KEYS_SIGNATURE;
    return keys_signed(bytes + CERTIFIER_AT, text_slice(charter, 0, size),
                       bytes + size);
}

/* The texts still look into the charter. */
static struct collection unpack(str charter)
{
    struct collection read = { .name = S("") };
    memcpy(read.public_key, charter.at + PUBLIC_AT, KEYS_PUBLIC);
    memcpy(read.certifier, charter.at + CERTIFIER_AT, KEYS_CERTIFIER);
    memcpy(read.wrapped, charter.at + WRAPPED_AT, KEYS_WRAPPED);
    size_t at = TEXTS_AT;
    for (int i = 0; i < PARTS; i++) {
        size_t end = at + (unsigned char)charter.at[LENGTHS_AT + i];
        *text_at(&read, &parts[i]) = text_slice(charter, at, end);
        at = end;
    }
    return read;
}

bool collection_read(struct arena *arena, str charter,
                     struct collection *collection, struct fault *fault)
{
    if (!has_mark(charter, fault))
        return false;
    if (!has_its_length(charter) || !is_vouched_for(charter))
        return refuse_damaged(fault);
    struct collection read = unpack(charter);
    struct fault ignored = { .arena = arena };
    if (!collection_check(&read, &ignored))
        return refuse_damaged(fault);
    for (int i = 0; i < PARTS; i++) {
        str *text = text_at(&read, &parts[i]);
        *text = text_copy(arena, *text);
    }
    *collection = read;
    return true;
}

bool collection_is_practice(const struct collection *collection)
{
    return text_equal(collection->name, COLLECTION_PRACTICE);
}

bool collection_is_of(const struct collection *collection,
                      const struct keys_secret *secret)
{
    unsigned char certifier[KEYS_CERTIFIER];
    keys_certifier(secret, certifier);
    return memcmp(certifier, collection->certifier, KEYS_CERTIFIER) == 0 &&
           memcmp(keys_public(secret), collection->public_key, KEYS_PUBLIC) ==
               0;
}
