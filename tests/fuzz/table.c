/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes are a table of returns, of which every row that is sound can be
 * sealed and read again as it stands, or end in faults that can be said. The
 * questionnaire has a question of each kind, and one that not everybody is
 * asked. */
#include <string.h>

#include "hold.h"

#include "base/words.h"
#include "form/link.h"
#include "interview/record.h"
#include "report/intake.h"

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
    "  - {type: text, name: text, label: Why?, image: yes,\n"
    "     relevant: \"${many} != '' and ${slider} > 0\"}\n";

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

/* What is sealed of a row reads back as the very same: it is whole, and nobody
 * answers what they are not asked. */
static void hold_row(struct arena *arena, const struct form *form,
                     const struct intake_one *one)
{
    const struct record_frame frame = { .form = form->id,
                                        .version = form->version,
                                        .language = one->language };
    struct answers *read = answers_make(arena, form);
    struct fault fault = { .arena = arena };
    str record = record_write(arena, &frame, one->answers);
    HOLD(record_read(record, read, &fault));
    HOLD(text_equal(record_write(arena, &frame, read), record));
    HOLD(one->language.size == 0 || text_equal(one->language, S("en")) ||
         text_equal(one->language, S("cy")));
    for (int q = 0; q < form->question_count; q++)
        HOLD(read->all[q].given == one->answers->all[q].given);
}

static void hold_all_faults(struct arena *arena, const struct faults *faults)
{
    for (const struct fault *fault = faults->first; fault;
         fault = fault->next) {
        HOLD(fault->at.line >= 1 && fault->at.line <= CSV_ROWS + 1);
        HOLD(fault->at.column >= 1 && fault->at.column <= CSV_COLUMNS + 1);
        HOLD(hold_clean(words_fault(hold_words(WORDS_ENGLISH), arena, fault)));
    }
}

/* Gives how many rows were sound. */
static long read_all(struct arena *arena, str table, int *faults_count)
{
    const struct form *form = keep();
    struct faults faults = { .arena = arena, .file = S("t.csv") };
    struct csv *csv = csv_of_text(table);
    struct intake *intake = intake_begin(form, csv, &faults);
    struct intake_one one;
    long sound = 0;
    int row = 1;
    HOLD(intake || faults.count > 0);
    while (intake && intake_next(intake, &one)) {
        HOLD(one.row > row);
        row = one.row;
        sound += one.sound;
        if (one.sound)
            hold_row(arena, form, &one);
    }
    HOLD(csv_done(csv) <= csv_size(csv));
    hold_all_faults(arena, &faults);
    *faults_count = faults.count;
    intake_end(intake);
    csv_close(csv);
    return sound;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_make();
    int faults;
    int again;
    char *bytes = arena_take(arena, size);
    if (size > 0)
        memcpy(bytes, data, size);
    str table = { bytes, size };
    long sound = read_all(arena, table, &faults);
    HOLD(read_all(arena, table, &again) == sound && again == faults);
    HOLD(arena_used(arena) < HOLD_MOST_MEMORY);
    arena_destroy(arena);
    return 0;
}
