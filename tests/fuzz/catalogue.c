/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiled catalogues: any bytes are refused or sound. In a sound one every
 * key is found again with its own translation, and no look-up, whatever it
 * asks for, leaves the file. */
#include "base/catalogue.h"

#include <string.h>

#include "hold.h"

/* One entry, read here a second time and in the plainest way. */
struct entry {
    str key; /* up to the zero byte before the English plural */
    str value;
};

static uint32_t number_at(str content, size_t at)
{
    uint32_t number;
    HOLD(at + sizeof number <= content.size);
    memcpy(&number, content.at + at, sizeof number);
    return number;
}

static str text_at(str content, size_t table, size_t i)
{
    size_t size = number_at(content, table + 8 * i);
    size_t at = number_at(content, table + 8 * i + 4);
    HOLD(at < content.size && size < content.size - at);
    return text_slice(content, at, at + size);
}

static struct entry entry_at(str content, size_t i)
{
    str key = text_at(content, number_at(content, 12), i);
    str bare = S("");
    text_cut(&key, '\0', &bare);
    return (struct entry){ bare, text_at(content, number_at(content, 16), i) };
}

static void hold_forms(str translation)
{
    for (size_t form = 0; form < 8; form++) {
        str one = catalogue_form(translation, form);
        HOLD(one.size == 0 || hold_inside(one, translation));
        HOLD(hold_clean(one));
    }
}

static bool has_twin(str content, size_t count, size_t i)
{
    str key = entry_at(content, i).key;
    return (i > 0 && text_equal(key, entry_at(content, i - 1).key)) ||
           (i + 1 < count && text_equal(key, entry_at(content, i + 1).key));
}

static void hold_entry(const struct catalogue *catalogue, str content, size_t i)
{
    struct entry entry = entry_at(content, i);
    str english = entry.key;
    str context = S("");
    str found;
    if (text_find(english, S("\4")) < english.size)
        text_cut(&english, '\4', &context);
    if (english.size < entry.key.size && context.size == 0)
        return; /* a context that is empty but there: nothing asks for it */
    if (has_twin(content, catalogue_size(catalogue), i))
        return; /* one of the two is found, no matter which */
    bool is_there = catalogue_find(catalogue, context, english, &found);
    HOLD(is_there == (entry.value.size > 0));
    HOLD(!is_there || text_equal(found, entry.value));
    hold_forms(entry.value);
}

static void hold_lookup(const struct catalogue *catalogue, str content,
                        str context, str english)
{
    str found;
    if (!catalogue_find(catalogue, context, english, &found))
        return;
    HOLD(found.size > 0 && hold_inside(found, content));
    hold_forms(found);
}

static void hold_lookups(const struct catalogue *catalogue, str content)
{
    static const char *const words[] = { "", "Yes", "tea/title", "{n} people",
                                         "\xC5\xB5" };
    struct hold_dice dice = { .bytes = content };
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 5; k++)
            hold_lookup(catalogue, content, text_of(words[i]),
                        text_of(words[k]));
    for (int i = 0; i < 8; i++) {
        size_t at = hold_throw(&dice, 256);
        str context = text_slice(content, at, at + hold_throw(&dice, 9));
        at = hold_throw(&dice, 256);
        str english = text_slice(content, at, at + hold_throw(&dice, 9));
        hold_lookup(catalogue, content, context, english);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    str content = hold_bytes(data, size);
    struct catalogue *catalogue = catalogue_read(content, S("cy.mo"), &fault);
    HOLD(!catalogue == (fault.pattern != NULL));
    if (catalogue) {
        for (size_t i = 0; i < catalogue_size(catalogue); i++)
            hold_entry(catalogue, content, i);
        hold_lookups(catalogue, content);
    }
    catalogue_close(catalogue);
    arena_destroy(arena);
    return 0;
}
