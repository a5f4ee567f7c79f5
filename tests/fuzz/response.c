/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes are refused as a response, with nothing read, or are the very bytes
 * that are written for what was read. The questionnaire has a question of each
 * kind, and one that not everybody is asked. */
#include <string.h>

#include "hold.h"

#include "base/words.h"
#include "form/link.h"
#include "interview/record.h"

static const char questionnaire[] =
    "settings: {form_id: f, form_title: F, version: \"1\", address: familiar,\n"
    "  who: I am here, image: yes,\n"
    "  opening: {one: \"{n} person\", other: \"{n} people\"}}\n"
    "groups:\n  - name: all\n    members: people\n"
    "    count: {one: \"{n} person\", other: \"{n} people\"}\n"
    "choices:\n  - list_name: l\n    options:\n"
    "      - {name: b, label: Blue, image: yes}\n"
    "      - {name: a, label: Red, image: yes}\n"
    "  - list_name: m\n    options:\n"
    "      - {name: b, label: Blue, image: yes}\n"
    "      - {name: a, label: Red, image: yes}\n"
    "      - {name: x, label: None, image: yes, exclusive: true}\n"
    "  - list_name: e\n    options:\n"
    "      - {name: \"-10\", label: Cold, image: yes}\n"
    "      - {name: \"10\", label: Hot, image: yes}\n"
    "survey:\n"
    "  - {type: select_one l, name: one, label: One?, image: yes}\n"
    "  - {type: select_one l, name: scale, label: How?, image: yes,\n"
    "     appearance: likert}\n"
    "  - {type: select_multiple m, name: many, label: Which?, image: yes,\n"
    "     relevant: \"${one} = 'a'\"}\n"
    "  - {type: range, name: slider, label: How much?, image: yes,\n"
    "     parameters: start=-10 end=10 step=2 tick_interval=2\n"
    "     tick_labelset=e}\n"
    "  - {type: text, name: text, label: Why?, image: yes}\n";

/* Linked once and kept. */
static const struct form *keep(void)
{
    static struct arena *arena;
    static const struct form *form;
    if (form)
        return form;
    arena = arena_make();
    struct faults faults = { .arena = arena };
    form = link_form(arena, (str){ questionnaire, sizeof questionnaire - 1 },
                     &faults);
    HOLD(form && faults.count == 0);
    return form;
}

static void hold_fault(struct arena *arena, const struct fault *fault)
{
    HOLD(hold_clean(words_fault(hold_words(WORDS_ENGLISH), arena, fault)));
}

static void hold_frame(struct arena *arena, str record, bool read,
                       struct record_frame *frame)
{
    struct fault fault = { .arena = arena };
    bool framed = record_read_frame(record, frame, &fault);
    HOLD(framed == (fault.pattern == NULL));
    HOLD(framed || !read);
    if (!framed)
        return;
    HOLD(hold_inside(frame->form, record) && hold_clean(frame->form));
    HOLD(hold_inside(frame->version, record) && hold_clean(frame->version));
    HOLD(hold_inside(frame->collection, record));
    HOLD(hold_clean(frame->collection) && hold_clean(frame->language));
    HOLD(frame->mode < RECORD_MODES);
}

/* Without a byte behind it that could be read by mistake. */
static str exact(struct arena *arena, str input)
{
    char *bytes = arena_take(arena, input.size);
    if (input.size > 0)
        memcpy(bytes, input.at, input.size);
    return (str){ bytes, input.size };
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct form *form = keep();
    struct arena *arena = arena_make();
    str record = exact(arena, hold_bytes(data, size));
    struct answers *answers = answers_make(arena, form);
    struct fault fault = { .arena = arena };
    struct record_frame frame = { .form = S("") };
    bool read = record_read(record, answers, &fault);
    HOLD(read == (fault.pattern == NULL));
    hold_frame(arena, record, read, &frame);
    /* Another version may have asked what this one does not. */
    if (read && text_equal(frame.version, form->version))
        HOLD(text_equal(record_write(arena, &frame, answers), record));
    if (!read)
        hold_fault(arena, &fault);
    for (int q = 0; !read && q < form->question_count; q++)
        HOLD(!answers->all[q].given);
    HOLD(arena_used(arena) < HOLD_MOST_MEMORY);
    arena_destroy(arena);
    return 0;
}
