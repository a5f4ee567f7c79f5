/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/fault.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"

static void keep_slots(struct fault *fault, const struct slot *slots,
                       size_t count)
{
    assert(fault->arena && count <= FAULT_SLOTS);
    for (size_t i = 0; i < count; i++) {
        fault->slots[i] = slots[i + 1];
        if (!slots[i + 1].is_number)
            fault->slots[i].value = text_copy(fault->arena, slots[i + 1].value);
    }
    fault->slot_count = count;
}

bool fault_fill(struct fault *fault, const char *pattern,
                const struct slot *slots, size_t count)
{
    assert(fault);
    if (fault->pattern)
        return false;
    fault->pattern = pattern;
    keep_slots(fault, slots, count);
    return false;
}

bool fault_set_count(struct fault *fault, const char *one, const char *other,
                     long n)
{
    bool first = !fault->pattern;
    fault_fill(fault, one, (struct slot[]){ { 0 }, COUNT("n", n) }, 1);
    if (first)
        fault->several = other;
    return false;
}

static struct fault *append(struct faults *faults)
{
    struct fault *fault = arena_new(faults->arena, struct fault);
    if (faults->last)
        faults->last->next = fault;
    else
        faults->first = fault;
    faults->last = fault;
    faults->count++;
    return fault;
}

static bool is_same_slot(const struct slot *a, const struct slot *b)
{
    return a->number == b->number && text_equal(a->value, b->value);
}

/* Whether this very fault was added before: a list that two questions share is
 * looked at twice and told of once. */
static bool is_known(const struct faults *faults, const struct fault *fault)
{
    for (const struct fault *known = faults->first; known;
         known = known->next) {
        bool same = known->pattern == fault->pattern &&
                    known->at.line == fault->at.line &&
                    known->at.column == fault->at.column &&
                    known->slot_count == fault->slot_count &&
                    text_equal(known->file, fault->file);
        for (size_t i = 0; same && i < fault->slot_count; i++)
            same = is_same_slot(&known->slots[i], &fault->slots[i]);
        if (same)
            return true;
    }
    return false;
}

void fault_append(struct faults *faults, struct text_place place,
                  const char *pattern, const struct slot *slots, size_t count)
{
    if (faults->count >= FAULT_MOST) {
        faults->count++;
        return;
    }
    struct fault fault = { .arena = faults->arena,
                           .pattern = pattern,
                           .file = faults->file,
                           .at = place };
    keep_slots(&fault, slots, count);
    if (!is_known(faults, &fault))
        *append(faults) = fault;
}

void fault_adopt(struct faults *faults, const struct fault *fault)
{
    assert(fault->pattern);
    if (faults->count >= FAULT_MOST) {
        faults->count++;
        return;
    }
    struct fault *adopted = append(faults);
    *adopted = *fault;
    adopted->next = NULL;
    if (!adopted->file.size)
        adopted->file = faults->file;
}

struct ranked {
    struct fault *fault;
    int rank;
};

static int by_place(const void *left, const void *right)
{
    const struct ranked *a = left;
    const struct ranked *b = right;
    int order = text_compare(a->fault->file, b->fault->file);
    if (!order)
        order = a->fault->at.line - b->fault->at.line;
    if (!order)
        order = a->fault->at.column - b->fault->at.column;
    return order ? order : a->rank - b->rank;
}

void fault_sort(struct faults *faults)
{
    size_t count = 0;
    for (struct fault *fault = faults->first; fault; fault = fault->next)
        count++;
    if (count < 2)
        return;
    struct ranked *all = arena_array(faults->arena, struct ranked, count);
    int rank = 0;
    for (struct fault *fault = faults->first; fault;
         fault = fault->next, rank++)
        all[rank] = (struct ranked){ fault, rank };
    qsort(all, count, sizeof *all, by_place);
    for (size_t i = 0; i < count; i++)
        all[i].fault->next = i + 1 < count ? all[i + 1].fault : NULL;
    faults->first = all[0].fault;
    faults->last = all[count - 1].fault;
}

str fault_place(struct arena *arena, const struct fault *fault)
{
    struct text place = { .arena = arena };
    if (fault->file.size == 0)
        return text_view(&place);
    text_add(&place, fault->file);
    if (fault->at.line > 0) {
        text_add_char(&place, ':');
        text_add_number(&place, fault->at.line);
        text_add_char(&place, ':');
        text_add_number(&place, fault->at.column);
    }
    text_add(&place, S(": "));
    return text_view(&place);
}
