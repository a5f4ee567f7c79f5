/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/redact.h"

#include <string.h>

#include "base/arena.h"

static const char ellipsis[] = "…";

/* ---- how it reads -------------------------------------------------------- */

str redact_text(struct arena *arena, str words, const struct redact *redact)
{
    struct text text = { .arena = arena };
    size_t at = 0;
    for (int i = 0; i < redact->count; i++) {
        text_add(&text, text_slice(words, at, redact->spans[i].from));
        text_add(&text, redact->spans[i].with);
        at = redact->spans[i].to;
    }
    text_add(&text, text_slice(words, at, words.size));
    return text_view(&text);
}

/* Not in the middle of a character. */
static bool is_edge(str words, size_t at)
{
    return at == words.size || ((unsigned char)words.at[at] & 0xC0) != 0x80;
}

bool redact_fits(str words, const struct redact *redact)
{
    size_t behind = 0;
    for (int i = 0; i < redact->count; i++) {
        const struct redact_span *span = &redact->spans[i];
        if (span->from < behind || span->from >= span->to ||
            span->to > words.size || span->with.size == 0 ||
            !is_edge(words, span->from) || !is_edge(words, span->to))
            return false;
        behind = span->to;
    }
    return true;
}

/* A letter or a digit in any script. */
static bool has_letters(str piece)
{
    for (size_t at = 0; at < piece.size;) {
        uint32_t c = text_next(piece, &at);
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool digit = c >= '0' && c <= '9';
        bool elsewhere = c > 0xBF && (c < 0x2000 || c > 0x206F);
        if (letter || digit || elsewhere)
            return true;
    }
    return false;
}

bool redact_leaves(str words, const struct redact *redact)
{
    size_t at = 0;
    for (int i = 0; i < redact->count; i++) {
        if (has_letters(text_slice(words, at, redact->spans[i].from)))
            return true;
        at = redact->spans[i].to;
    }
    return has_letters(text_slice(words, at, words.size));
}

/* ---- from how it reads to the words -------------------------------------- */

/* The place in the words that reads at `at`; false if that is inside what
 * stands for something. */
static bool find_place(const struct redact *redact, size_t at, size_t *place)
{
    size_t before = 0; /* how far the words and what they read are told */
    size_t reads = 0;
    for (int i = 0; i < redact->count; i++) {
        const struct redact_span *span = &redact->spans[i];
        size_t plain = span->from - before;
        if (at <= reads + plain)
            break;
        reads += plain + span->with.size;
        before = span->to;
        if (at < reads)
            return false;
    }
    *place = before + (at - reads);
    return true;
}

/* A span may begin behind what stands for something, and end before it. */
static bool find_span(const struct redact *redact, size_t from, size_t to,
                      struct redact_span *span)
{
    return find_place(redact, from, &span->from) &&
           find_place(redact, to, &span->to);
}

/* How often it reads so; `span` is that one of them, or the first for 0. */
static long find_all(str reads, const struct redact *redact,
                     const struct redact_wish *wish, struct redact_span *span)
{
    long count = 0;
    size_t at = 0;
    while (at + wish->text.size <= reads.size) {
        at += text_find(text_slice(reads, at, reads.size), wish->text);
        struct redact_span found = { 0 };
        if (at + wish->text.size > reads.size)
            break;
        if (!find_span(redact, at, at + wish->text.size, &found)) {
            at++;
            continue;
        }
        count++;
        if (count == wish->which || (wish->which == 0 && count == 1))
            *span = found;
        at += wish->text.size;
    }
    return count;
}

static bool locate(str reads, const struct redact *redact,
                   const struct redact_wish *wish, struct redact_span *span,
                   struct fault *fault)
{
    long count = wish->text.size ? find_all(reads, redact, wish, span) : 0;
    if (count == 0)
        return fault_set(fault,
                         "“{span}” does not stand in this comment; give it as "
                         "it reads there, with its capital letters",
                         SLOT("span", wish->text));
    if (wish->which < 0 || wish->which > count)
        return fault_set(fault,
                         "“{span}” does not stand in this comment so often; "
                         "give --which a number from 1 to {most}",
                         SLOT("span", wish->text), COUNT("most", count));
    if (count > 1 && wish->which == 0)
        return fault_set(fault,
                         "“{span}” stands in this comment more than once; say "
                         "which one is meant with --which and a number from 1 "
                         "to {most}",
                         SLOT("span", wish->text), COUNT("most", count));
    return true;
}

/* ---- replacing ----------------------------------------------------------- */

/* Brackets that were typed are not doubled. */
static str without_brackets(str with)
{
    with = text_trim(with);
    if (with.size >= 2 && with.at[0] == '[' && with.at[with.size - 1] == ']')
        return text_trim(text_slice(with, 1, with.size - 1));
    return with;
}

static bool is_role(str role)
{
    size_t bad;
    if (role.size > REDACT_WITH || !text_check(role, &bad))
        return false;
    for (size_t at = 0; at < role.size;) {
        uint32_t c = text_next(role, &at);
        if (c == '[' || c == ']' || c < ' ' || text_is_unseen(c))
            return false;
    }
    return true;
}

static bool write_with(struct arena *arena, str wanted, str *with,
                       struct fault *fault)
{
    struct text text = { .arena = arena };
    str role = without_brackets(wanted);
    if (!is_role(role))
        return fault_set(fault,
                         "what stands for a span is one line of {most} bytes "
                         "at most, with no brackets in it; write only who is "
                         "meant, as in “my YOS worker”",
                         COUNT("most", REDACT_WITH));
    if (role.size == 0 || text_equal(role, text_of(ellipsis))) {
        *with = text_of(ellipsis);
        return true;
    }
    text_add_char(&text, '[');
    text_add(&text, role);
    text_add_char(&text, ']');
    *with = text_view(&text);
    return true;
}

/* Puts a span in its place; those inside it end with it. */
static void insert(struct arena *arena, struct redact *redact,
                   const struct redact_span *span)
{
    struct redact_span *all = arena_array(arena, struct redact_span,
                                          redact->count + 1);
    int count = 0;
    bool put = false;
    for (int i = 0; i < redact->count; i++) {
        const struct redact_span *old = &redact->spans[i];
        if (!put && old->from >= span->from) {
            all[count++] = *span;
            put = true;
        }
        if (old->to <= span->from || old->from >= span->to)
            all[count++] = *old;
    }
    if (!put)
        all[count++] = *span;
    redact->spans = all;
    redact->count = count;
}

bool redact_add(struct arena *arena, struct redact *redact, str words,
                const struct redact_wish *wish, struct fault *fault)
{
    struct redact_span span = { 0 };
    str reads = redact_text(arena, words, redact);
    if (!locate(reads, redact, wish, &span, fault) ||
        !write_with(arena, wish->with, &span.with, fault))
        return false;
    if (redact->count >= REDACT_MOST)
        return fault_set(fault,
                         "{most} spans of this comment are replaced, which is "
                         "the most; leave the comment out, or replace a longer "
                         "span",
                         COUNT("most", REDACT_MOST));
    insert(arena, redact, &span);
    return true;
}

bool redact_take_back(struct redact *redact, long which, struct fault *fault)
{
    if (redact->count == 0)
        return fault_set(fault, "nothing of this comment is replaced");
    if (which < 0 || which > redact->count)
        return fault_set(fault,
                         "of this comment not so many spans are replaced; give "
                         "--which a number from 1 to {most}",
                         COUNT("most", redact->count));
    if (which > 0)
        memmove(redact->spans + which - 1, redact->spans + which,
                (size_t)(redact->count - which) * sizeof *redact->spans);
    redact->count = which > 0 ? redact->count - 1 : 0;
    return true;
}
