/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "verbs/library.h"

#include "base/arena.h"
#include "base/file.h"
#include "form/link.h"
#include "form/outline.h"
#include "verbs/share.h"

static const char folder[] = "assets/questionnaires";

static bool is_path(str name)
{
    return text_find(name, S("/")) < name.size || text_ends(name, S(".yaml"));
}

str library_file(const struct call *call, str name)
{
    if (is_path(name))
        return name;
    struct text part = { .arena = call->arena };
    text_add(&part, text_of(folder));
    text_add_char(&part, '/');
    text_add(&part, name);
    text_add(&part, S(".yaml"));
    return share_path(call->arena, call->share, text_view(&part).at);
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

struct form *library_form(struct arena *arena, str file, struct faults *faults)
{
    struct fault fault = { .arena = arena };
    str content;
    faults->file = file;
    if (file_read(arena, file, OUTLINE_LIMIT, &content, &fault))
        return link_form(arena, content, faults);
    fault_adopt(faults, &fault);
    return NULL;
}
