/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pairs.h"

#include "base/arena.h"
#include "base/words.h"

struct pairs pairs_begin(struct arena *arena, str content,
                         struct faults *faults)
{
    struct pairs pairs = { .faults = faults };
    size_t bad = 0;
    content = text_unmarked(content);
    if (text_check(content, &bad))
        pairs.content = words_compose(arena, content);
    else
        fault_add(faults, text_place(content, bad),
                  "this character is not UTF-8 text; save the file as UTF-8");
    return pairs;
}

/* Where a piece of the content stands. */
static struct text_place place_of(const struct pairs *pairs, str piece)
{
    return text_place(pairs->content, (size_t)(piece.at - pairs->content.at));
}

static str next_line(struct pairs *pairs)
{
    str rest = text_slice(pairs->content, pairs->at, pairs->content.size);
    size_t size = text_find(rest, S("\n"));
    pairs->at += size < rest.size ? size + 1 : size;
    return text_trim(text_slice(rest, 0, size));
}

static bool read_pair(struct pairs *pairs, str line, struct pair *pair)
{
    size_t sign = text_find(line, S("="));
    pair->key = text_trim(text_slice(line, 0, sign));
    pair->at = place_of(pairs, line);
    if (sign == line.size || pair->key.size == 0) {
        fault_add(pairs->faults, pair->at,
                  "every line is “name = value” here; write it so, or begin "
                  "it with #");
        return false;
    }
    pair->value = text_trim(text_slice(line, sign + 1, line.size));
    pair->value_at = place_of(pairs, pair->value);
    if (pair->value.size > 0)
        return true;
    fault_add(pairs->faults, pair->at,
              "nothing stands behind “{key} =”; write it, or take the line out",
              SLOT("key", pair->key));
    return false;
}

bool pairs_next(struct pairs *pairs, struct pair *pair)
{
    while (pairs->at < pairs->content.size) {
        str line = next_line(pairs);
        if (line.size > 0 && line.at[0] != '#' && read_pair(pairs, line, pair))
            return true;
    }
    return false;
}

long pairs_find(const struct pairs_names *names, str name)
{
    for (size_t i = 0; i < names->count; i++)
        if (text_equal(names->all[i], name))
            return (long)i;
    return -1;
}

/* "calm, dark, contrast" */
static str list(struct arena *arena, const struct pairs_names *names)
{
    struct text text = { .arena = arena };
    for (size_t i = 0; i < names->count; i++) {
        text_add(&text, i > 0 ? S(", ") : S(""));
        text_add(&text, names->all[i]);
    }
    return text_view(&text);
}

void pairs_not_one_of(struct pairs *pairs, const struct pair *pair,
                      const struct pairs_names *names)
{
    fault_add(pairs->faults, pair->value_at,
              "“{value}” is nothing that “{key}” can be; write one of: {known}",
              SLOT("value", pair->value), SLOT("key", pair->key),
              SLOT("known", list(pairs->faults->arena, names)));
}

void pairs_not_known(struct pairs *pairs, const struct pair *pair,
                     const struct pairs_names *names)
{
    fault_add(pairs->faults, pair->at,
              "{key} is not known here; write one of: {keys}",
              SLOT("key", pair->key),
              SLOT("keys", list(pairs->faults->arena, names)));
}
