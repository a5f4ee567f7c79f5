/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/catalogue.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"

/* A .mo file in the machine's byte order: a header, two tables of
 * (length, offset) pairs, and the terminated texts they point at. The keys
 * are sorted, which is what the look-up stands on. */
enum { MAGIC = 0, REVISION = 4, COUNT_AT = 8, KEYS_AT = 12, VALUES_AT = 16 };
enum { HEADER_SIZE = 28, PAIR_SIZE = 8 };
static const uint32_t magic = 0x950412de;

/* Parts context and English text in a key; also found in GNU gettext. */
static const char context_end = '\4';

struct catalogue {
    struct arena *arena;
    str content;
    bool mapped; /* by catalogue_open(), which then unmaps it */
    uint32_t count;
    uint32_t keys;
    uint32_t values;
};

static uint32_t number_at(const struct catalogue *catalogue, size_t offset)
{
    uint32_t number;
    assert(offset + sizeof number <= catalogue->content.size);
    memcpy(&number, catalogue->content.at + offset, sizeof number);
    return number;
}

/* The text behind entry `i` of a table; checked by is_sound(). */
static str entry(const struct catalogue *catalogue, uint32_t table, uint32_t i)
{
    size_t pair = table + (size_t)i * PAIR_SIZE;
    uint32_t size = number_at(catalogue, pair);
    uint32_t offset = number_at(catalogue, pair + 4);
    return (str){ catalogue->content.at + offset, size };
}

static bool has_table(const struct catalogue *catalogue, uint32_t table)
{
    size_t size = catalogue->content.size;
    return table >= HEADER_SIZE && table <= size &&
           catalogue->count <= (size - table) / PAIR_SIZE;
}

static bool has_text(const struct catalogue *catalogue, uint32_t table,
                     uint32_t i)
{
    size_t pair = table + (size_t)i * PAIR_SIZE;
    size_t size = number_at(catalogue, pair);
    size_t offset = number_at(catalogue, pair + 4);
    size_t whole = catalogue->content.size;
    return offset < whole && size < whole - offset &&
           catalogue->content.at[offset + size] == '\0';
}

/* Every piece between zero bytes is whole UTF-8; the first of a key may have
 * a context in front. */
static bool is_clean(str text, bool has_context)
{
    str piece;
    for (size_t bad; text_cut(&text, '\0', &piece); has_context = false) {
        size_t end = has_context ? text_find(piece, S("\4")) : piece.size;
        if (!text_check(text_slice(piece, 0, end), &bad) ||
            !text_check(text_slice(piece, end + 1, piece.size), &bad))
            return false;
    }
    return true;
}

static bool is_sound(const struct catalogue *catalogue)
{
    size_t total = 0; /* texts that overlap would take long to check */
    for (uint32_t i = 0; i < catalogue->count; i++) {
        if (!has_text(catalogue, catalogue->keys, i) ||
            !has_text(catalogue, catalogue->values, i))
            return false;
        str key = entry(catalogue, catalogue->keys, i);
        str value = entry(catalogue, catalogue->values, i);
        total += key.size + value.size;
        if (total > catalogue->content.size || !is_clean(key, true) ||
            !is_clean(value, false))
            return false;
        if (i > 0 &&
            text_compare(entry(catalogue, catalogue->keys, i - 1), key) >= 0)
            return false;
    }
    return true;
}

static bool read_header(struct catalogue *catalogue)
{
    if (catalogue->content.size < HEADER_SIZE ||
        number_at(catalogue, MAGIC) != magic ||
        number_at(catalogue, REVISION) != 0)
        return false;
    catalogue->count = number_at(catalogue, COUNT_AT);
    catalogue->keys = number_at(catalogue, KEYS_AT);
    catalogue->values = number_at(catalogue, VALUES_AT);
    return has_table(catalogue, catalogue->keys) &&
           has_table(catalogue, catalogue->values);
}

struct catalogue *catalogue_read(str content, str name, struct fault *fault)
{
    struct arena *arena = arena_make();
    struct catalogue *catalogue = arena_new(arena, struct catalogue);
    *catalogue = (struct catalogue){ .arena = arena, .content = content };
    if (read_header(catalogue) && is_sound(catalogue))
        return catalogue;
    fault_set(fault,
              "{file} is not a whole catalogue of translations; build the "
              "program again",
              SLOT("file", name));
    catalogue_close(catalogue);
    return NULL;
}

struct catalogue *catalogue_open(str path, struct fault *fault)
{
    str content;
    if (!file_map(path, &content, fault))
        return NULL;
    struct catalogue *catalogue = catalogue_read(content, path, fault);
    if (catalogue)
        catalogue->mapped = true;
    else
        file_unmap(content);
    return catalogue;
}

void catalogue_close(struct catalogue *catalogue)
{
    if (!catalogue)
        return;
    if (catalogue->mapped)
        file_unmap(catalogue->content);
    arena_destroy(catalogue->arena);
}

/* A key up to the zero byte in front of its English plural. */
static str bare_key(const struct catalogue *catalogue, uint32_t i)
{
    str rest = entry(catalogue, catalogue->keys, i);
    str key = S("");
    text_cut(&rest, '\0', &key);
    return key;
}

/* Orders `key` against context and English without joining the two. */
static int compare_key(str key, str context, str english)
{
    if (context.size == 0)
        return text_compare(key, english);
    int order = text_compare(text_slice(key, 0, context.size), context);
    if (order)
        return order;
    str rest = text_slice(key, context.size, key.size);
    if (rest.size == 0)
        return -1;
    if (rest.at[0] != context_end)
        return (unsigned char)rest.at[0] < (unsigned char)context_end ? -1 : 1;
    return text_compare(text_slice(rest, 1, rest.size), english);
}

bool catalogue_find(const struct catalogue *catalogue, str context, str english,
                    str *translation)
{
    uint32_t from = 0;
    uint32_t to = catalogue->count;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        int order = compare_key(bare_key(catalogue, middle), context, english);
        if (order == 0) {
            *translation = entry(catalogue, catalogue->values, middle);
            return translation->size > 0;
        }
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}

str catalogue_form(str translation, size_t form)
{
    str piece = S("");
    for (size_t i = 0; i <= form; i++)
        if (!text_cut(&translation, '\0', &piece))
            break;
    return piece;
}

size_t catalogue_size(const struct catalogue *catalogue)
{
    return catalogue->count;
}
