/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translators' files: any bytes are read or refused. What was read is whole
 * text, every entry can be looked up, and both checkers, the one for a
 * questionnaire and the one for the file, name places inside the file. */
#include "form/translation.h"

#include "form/link.h"
#include "hold.h"

static const char questionnaire[] =
    "settings:\n  form_id: tea\n  form_title: Tea\n  version: \"1\"\n"
    "  address: familiar\n  who: I like tea\n  image: yes\n"
    "  opening: {one: \"{n} person\", other: \"{n} people\"}\n"
    "groups:\n- name: all\n  members: people\n"
    "  count: {one: \"{n} person\", other: \"{n} people\"}\n"
    "survey:\n- type: text\n  name: why\n  label: Why at {service}?\n"
    "  image: yes\n  findings: [{say: \"{who} said {quotes}\"}]\n";

/* The questionnaire that is translated, loaded once and kept. */
static const struct form *form_kept(void)
{
    static struct arena *arena;
    static const struct form *form;
    if (!form) {
        arena = arena_make();
        struct faults faults = { .arena = arena, .file = S("tea.yaml") };
        form = link_form(arena, text_of(questionnaire), &faults);
        HOLD(form && faults.count == 0);
    }
    return form;
}

static void hold_entry(const struct po *po, const struct po_entry *entry)
{
    HOLD(hold_clean(entry->context) && hold_clean(entry->english) &&
         hold_clean(entry->other));
    HOLD(entry->form_count >= 0 && entry->form_count <= PO_FORMS);
    for (int i = 0; i < entry->form_count; i++)
        HOLD(hold_clean(entry->forms[i]));
    const struct po_entry *found = po_find(po, entry->context, entry->english);
    HOLD(found && text_equal(found->english, entry->english) &&
         text_equal(found->context, entry->context));
}

/* Faults of the questionnaire and of the translations, each in its file. */
static void hold_by_file(struct arena *arena, str content,
                         const struct faults *faults)
{
    struct faults one = { .arena = arena };
    for (struct fault *fault = faults->first; fault; fault = fault->next) {
        bool ours = text_equal(fault->file, S("cy.po"));
        struct fault alone = *fault;
        alone.next = NULL;
        one = (struct faults){
            .file = fault->file, .first = &alone, .last = &alone, .count = 1
        };
        HOLD(ours || text_equal(fault->file, S("tea.yaml")));
        hold_faults(arena, ours ? content : text_of(questionnaire), &one);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_make();
    str content = hold_bytes(data, size);
    struct faults faults = { .arena = arena, .file = S("cy.po") };
    const struct form *form = form_kept();
    struct po *po = po_read(arena, content, &faults);
    HOLD(!po == (faults.count > 0));
    for (const struct po_entry *entry = po ? po->first : NULL; entry;
         entry = entry->next)
        hold_entry(po, entry);
    if (po) {
        struct translation welsh = { .po = po, .words = hold_words(S("cy")) };
        struct check check = { .arena = arena, .faults = &faults };
        translation_check(&check, form, &welsh);
        translation_check_file(&check, &welsh);
    }
    hold_by_file(arena, content, &faults);
    HOLD(arena_used(arena) < HOLD_MOST_MEMORY);
    arena_destroy(arena);
    return 0;
}
