/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/picks.h"

#include "base/arena.h"

/* See listing_reference(). */
static bool read_one(str name, const struct form *const *forms, int form_count,
                     struct narrate_reference *reference)
{
    long number;
    int form = name.size > 0 ? name.at[0] - 'a' : -1;
    if (form < 0 || form >= form_count ||
        !text_integer(text_slice(name, 1, name.size), &number) || number < 1 ||
        number > forms[form]->question_count)
        return false;
    *reference = (struct narrate_reference){ form, (int)number - 1 };
    return true;
}

bool picks_read(struct arena *arena, str list, const struct form *const *forms,
                int form_count, struct picks *picks, struct fault *fault)
{
    str name;
    struct narrate_reference *all = arena_array(arena, struct narrate_reference,
                                                list.size + 1);
    *picks = (struct picks){ .all = all };
    while (text_cut(&list, ',', &name)) {
        name = text_trim(name);
        if (!read_one(name, forms, form_count, &all[picks->count]))
            return fault_set(fault,
                             "“{name}” is no reference; write those that stand "
                             "behind the sentences, with commas between them, "
                             "as in a12,b3",
                             SLOT("name", name));
        picks->count++;
    }
    return true;
}

const int *picks_of(struct arena *arena, const struct picks *picks, int form,
                    int *count)
{
    int *questions = arena_array(arena, int, picks->count);
    *count = 0;
    for (int i = 0; i < picks->count; i++)
        if (picks->all[i].form == form)
            questions[(*count)++] = picks->all[i].question;
    return questions;
}
