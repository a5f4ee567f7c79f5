/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/decision.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/packed.h"

/* Byte by byte:
 *     version   1
 *     count     of decisions, then each of them:
 *         tags      of the comment and of its words
 *         verdict   a byte
 *         names     who decided, who approved
 *         text      that was approved
 *         spans     how many, then where from, where to, and what stands there
 *     zeros     up to a whole page */
enum { VERSION = 1, PAGE = 4096, FILE_MOST = 256 * 1024 * 1024 };
enum { LEAST = 2 * CABINET_TAG + 1 + 3 * 2 + 1 }; /* bytes of a decision */
enum { SPAN = 3 * 2 };                            /* of a span, but its text */

static size_t size_of(const struct decision *decision)
{
    size_t size = LEAST + decision->decided_by.size +
                  decision->approved_by.size + decision->approved.size;
    for (int i = 0; i < decision->redact.count; i++)
        size += SPAN + decision->redact.spans[i].with.size;
    return size;
}

static void put(struct packed *packed, const struct decision *decision)
{
    packed_put(packed, decision->whose, CABINET_TAG);
    packed_put(packed, decision->words, CABINET_TAG);
    packed_put_number(packed, decision->verdict, 1);
    packed_put_text(packed, decision->decided_by);
    packed_put_text(packed, decision->approved_by);
    packed_put_text(packed, decision->approved);
    packed_put_number(packed, (uint64_t)decision->redact.count, 1);
    for (int i = 0; i < decision->redact.count; i++) {
        const struct redact_span *span = &decision->redact.spans[i];
        packed_put_number(packed, span->from, 2);
        packed_put_number(packed, span->to, 2);
        packed_put_text(packed, span->with);
    }
}

str decision_write(struct arena *arena, const struct decisions *decisions)
{
    size_t size = 1 + 4;
    for (size_t i = 0; i < decisions->count; i++)
        size += size_of(&decisions->all[i]);
    size = (size + PAGE - 1) / PAGE * PAGE;
    struct packed packed = packed_of(arena_take(arena, size), size);
    packed_put_number(&packed, VERSION, 1);
    packed_put_number(&packed, decisions->count, 4);
    for (size_t i = 0; i < decisions->count; i++)
        put(&packed, &decisions->all[i]);
    return (str){ (const char *)packed.at, size };
}

/* ---- reading ------------------------------------------------------------- */

static void get_spans(struct arena *arena, struct packed *packed,
                      struct redact *redact)
{
    redact->count = (int)packed_get_number(packed, 1);
    redact->spans = arena_array(arena, struct redact_span, redact->count);
    for (int i = 0; i < redact->count; i++) {
        redact->spans[i].from = packed_get_number(packed, 2);
        redact->spans[i].to = packed_get_number(packed, 2);
        redact->spans[i].with = packed_get_text(packed);
    }
}

/* What no decision of this program can be. */
static bool is_sound(const struct decision *decision)
{
    size_t bad;
    bool quote = decision->verdict == DECISION_QUOTE;
    return decision->verdict < DECISION_VERDICTS &&
           decision->redact.count <= REDACT_MOST &&
           (!quote || decision->decided_by.size > 0) &&
           (quote || decision->approved_by.size == 0) &&
           (decision->approved_by.size > 0) == (decision->approved.size > 0) &&
           text_check(decision->approved, &bad) &&
           text_check(decision->decided_by, &bad) &&
           text_check(decision->approved_by, &bad);
}

static bool spans_are_sound(const struct redact *redact)
{
    size_t bad;
    for (int i = 0; i < redact->count; i++)
        if (!text_check(redact->spans[i].with, &bad))
            return false;
    return true;
}

static bool get(struct arena *arena, struct packed *packed,
                struct decision *decision)
{
    packed_get(packed, decision->whose, CABINET_TAG);
    packed_get(packed, decision->words, CABINET_TAG);
    decision->verdict = (enum decision_verdict)packed_get_number(packed, 1);
    decision->decided_by = packed_get_text(packed);
    decision->approved_by = packed_get_text(packed);
    decision->approved = packed_get_text(packed);
    get_spans(arena, packed, &decision->redact);
    return !packed->torn && is_sound(decision) &&
           spans_are_sound(&decision->redact);
}

static bool is_behind(const struct decision *decision,
                      const struct decision *before)
{
    return memcmp(before->whose, decision->whose, CABINET_TAG) < 0;
}

bool decision_read(struct arena *arena, str bytes, struct decisions *decisions)
{
    struct packed packed = packed_of((const unsigned char *)bytes.at,
                                     bytes.size);
    bool known = packed_get_number(&packed, 1) == VERSION;
    decisions->count = packed_get_number(&packed, 4);
    if (!known || packed.torn || decisions->count > bytes.size / LEAST)
        return false;
    decisions->all = arena_array(arena, struct decision, decisions->count);
    for (size_t i = 0; i < decisions->count; i++)
        if (!get(arena, &packed, &decisions->all[i]) ||
            (i > 0 && !is_behind(&decisions->all[i], &decisions->all[i - 1])))
            return false;
    return packed_rest_is_zero(&packed);
}

/* ---- joining ------------------------------------------------------------- */

static bool is_decided(const struct decision *decision)
{
    return decision->verdict != DECISION_OPEN || decision->redact.count > 0;
}

static void keep(struct decisions *decisions, const struct decision *decision)
{
    if (is_decided(decision))
        decisions->all[decisions->count++] = *decision;
}

struct decisions decision_join(struct arena *arena,
                               const struct decisions *before,
                               const struct decisions *now)
{
    struct decisions all = { .all = arena_array(arena, struct decision,
                                                before->count + now->count) };
    size_t b = 0;
    for (size_t n = 0; n < now->count; n++) {
        const struct decision *decision = &now->all[n];
        while (b < before->count && is_behind(decision, &before->all[b]))
            keep(&all, &before->all[b++]);
        if (b < before->count && !is_behind(&before->all[b], decision))
            b++;
        keep(&all, decision);
    }
    while (b < before->count)
        keep(&all, &before->all[b++]);
    return all;
}

/* ---- the file ------------------------------------------------------------ */

static bool refuse(str file, enum cabinet_verdict verdict, struct fault *fault)
{
    if (verdict == CABINET_NEWER)
        return fault_set(fault,
                         "{file} was made by a newer program; install the "
                         "newest one",
                         SLOT("file", file));
    return fault_set(
        fault,
        "what was decided about the comments cannot be read from {file}: "
        "{why}; the comments themselves are safe: put a copy of the file in "
        "its place, or move it away and decide anew",
        SLOT("file", file), SLOT_KEY("why", text_of(cabinet_why(verdict))));
}

static bool is_free(str file)
{
    struct arena *arena = arena_make();
    struct fault there = { .arena = arena };
    bool nothing = file_is_free(file, &there);
    arena_destroy(arena);
    return nothing;
}

bool decision_load(struct arena *arena, const struct cabinet *cabinet, str file,
                   struct decisions *decisions, struct fault *fault)
{
    str sealed;
    str plain;
    *decisions = (struct decisions){ 0 };
    if (is_free(file))
        return true;
    if (!file_read(arena, file, FILE_MOST, &sealed, fault))
        return false;
    enum cabinet_verdict verdict = cabinet_open(arena, cabinet, sealed, &plain);
    if (verdict != CABINET_FINE)
        return refuse(file, verdict, fault);
    return decision_read(arena, plain, decisions) ||
           refuse(file, CABINET_DAMAGED, fault);
}

bool decision_save(const struct cabinet *cabinet, str file,
                   const struct decisions *decisions, struct fault *fault)
{
    struct arena *arena = arena_make();
    str sealed = cabinet_seal(arena, cabinet, decision_write(arena, decisions));
    bool done = is_free(file) ? file_write_new(file, sealed, fault)
                              : file_write_whole(file, sealed, fault);
    arena_destroy(arena);
    return done;
}
