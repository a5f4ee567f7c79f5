/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/library.h"

#include "base/arena.h"
#include "base/file.h"
#include "form/link.h"
#include "form/outline.h"
#include "interview/record.h"
#include "verbs/share.h"

static const char folder[] = "assets/questionnaires";

static bool is_path(str name)
{
    return text_find(name, S("/")) < name.size || text_ends(name, S(".yaml"));
}

bool library_files(const struct call *call, str **files, size_t *count,
                   struct fault *fault)
{
    str place = share_path(call->arena, call->share, folder);
    if (!file_list(call->arena, place, S(".yaml"), files, count, fault))
        return false;
    for (size_t i = 0; i < *count; i++)
        (*files)[i] = file_join(call->arena, place, (*files)[i]);
    return true;
}

/* Whatever a person answers must go into one record. */
static void check_room(const struct form *form, struct faults *faults)
{
    if (record_text_limit(form) == 0)
        fault_add(faults, ((struct text_place){ 1, 1 }),
                  "the longest answers to all questions do not fit into one "
                  "response; take questions out, first those of type {type}",
                  SLOT("type", S("text")));
}

struct form *library_form(struct arena *arena, str file, struct faults *faults)
{
    struct fault fault = { .arena = arena };
    str content;
    if (file_read(arena, file, OUTLINE_LIMIT, &content, &fault)) {
        faults->file = file;
        struct form *form = link_form(arena, content, faults);
        if (form)
            check_room(form, faults);
        return form;
    }
    faults->file = S("");
    fault_adopt(faults, &fault);
    return NULL;
}

/* The names of the program's own questionnaires: "victims, young-people". */
static str list_names(const struct call *call)
{
    struct fault fault = { .arena = call->arena };
    struct text names = { .arena = call->arena };
    str *files = NULL;
    size_t count = 0;
    library_files(call, &files, &count, &fault);
    for (size_t i = 0; i < count; i++) {
        str name = file_name(files[i]);
        text_add(&names, i ? S(", ") : S(""));
        text_add(&names, text_slice(name, 0, name.size - S(".yaml").size));
    }
    return text_view(&names);
}

bool library_file(const struct call *call, str name, str *file,
                  struct fault *fault)
{
    *file = name;
    if (is_path(name))
        return true;
    struct text part = { .arena = call->arena };
    text_add(&part, text_of(folder));
    text_add_char(&part, '/');
    text_add(&part, name);
    text_add(&part, S(".yaml"));
    *file = share_path(call->arena, call->share, text_view(&part).at);
    if (file_exists(*file))
        return true;
    return fault_set(fault,
                     "there is no questionnaire {name}; write one of: {names}, "
                     "or the path of a file",
                     SLOT("name", name), SLOT("names", list_names(call)));
}
