/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/wording.h"

#include <assert.h>

#include "report/part.h"

str wording_say(const struct wording *wording, const char *english)
{
    return words_say(wording->wish->words, english);
}

str wording_fill(const struct wording *wording, str pattern,
                 const struct slot *slots, size_t count)
{
    enum { MOST = 4 };
    struct slot all[MOST] = { SLOT("service", wording->wish->service) };
    assert(count < MOST);
    for (size_t i = 0; i < count; i++)
        all[i + 1] = slots[i];
    return text_fill(wording->arena, pattern, all, count + 1);
}

str wording_fill_one(const struct wording *wording, str pattern,
                     const char *name, str value)
{
    struct slot slot = SLOT(name, value);
    return wording_fill(wording, pattern, &slot, 1);
}

str wording_number(const struct wording *wording, long n)
{
    return part_number(wording->wish->words, wording->arena, n, false);
}

/* The sentence that it stands in has a full stop of its own. */
static str without_stop(str words)
{
    words = text_trim(words);
    bool stops = text_ends(words, S(".")) && !text_ends(words, S(".."));
    return stops ? text_slice(words, 0, words.size - 1) : words;
}

str wording_quote(const struct wording *wording, str words)
{
    struct text text = { .arena = wording->arena };
    bool single = text_find(words, S("“")) < words.size;
    text_add(&text, single ? S("‘") : S("“"));
    text_add(&text, without_stop(words));
    text_add(&text, single ? S("’") : S("”"));
    return text_view(&text);
}
