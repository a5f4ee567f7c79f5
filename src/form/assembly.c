/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/assembly.h"

#include "base/arena.h"

enum { LONGEST_NAME = 32 };

/* What stands on the screen beside the answers (command line contract). A
 * choice is a widget under its own name, so it must not take one of these. */
static const char *const taken[] = {
    "listen",   "look",           "language",   "help",       "stop",
    "back",     "next",           "send",       "skip",       "text",
    "value",    "value_less",     "value_more", "lang_cy",    "lang_en",
    "send_now", "continue_break", "delete_all", "still_here", "dont_know",
    "not_say",
};

str assembly_join(struct assembly *assembly, str front, str back)
{
    struct text joined = { .arena = assembly->arena };
    text_add(&joined, front);
    text_add(&joined, back);
    return text_view(&joined);
}

struct form_phrase *assembly_phrase(struct assembly *assembly,
                                    enum form_role role, str context,
                                    const struct outline *map, const char *key)
{
    struct form_phrase *phrase = arena_new(assembly->arena, struct form_phrase);
    str front = assembly_join(assembly, assembly->form->id, S("/"));
    *phrase = (struct form_phrase){
        .role = role,
        .context = assembly_join(assembly, front, context),
        .english = outline_text(map, key),
        .note = assembly->note,
        .question = assembly->question,
        .at = outline_place(map, key),
    };
    *assembly->last = phrase;
    assembly->last = &phrase->next;
    return phrase;
}

struct form_phrase *assembly_optional(struct assembly *assembly,
                                      enum form_role role, str context,
                                      const struct outline *map,
                                      const char *key)
{
    if (outline_text(map, key).size == 0)
        return NULL;
    return assembly_phrase(assembly, role, context, map, key);
}

bool assembly_switch(struct assembly *assembly, const struct outline *map,
                     const char *key)
{
    str text = outline_text(map, key);
    if (text_equal(text, S("true")) || text_equal(text, S("yes")))
        return true;
    if (text.size > 0 && !text_equal(text, S("false")) &&
        !text_equal(text, S("no")))
        fault_add(assembly->faults, outline_place(map, key),
                  "{key} is a switch; write true or false",
                  SLOT("key", text_of(key)));
    return false;
}

static bool is_made_well(enum assembly_name kind, str name)
{
    char joint = kind == ASSEMBLY_FORM ? '-' : '_';
    if (name.size == 0 || name.at[0] < 'a' || name.at[0] > 'z')
        return false;
    for (size_t i = 1; i < name.size; i++)
        if ((name.at[i] < 'a' || name.at[i] > 'z') &&
            (name.at[i] < '0' || name.at[i] > '9') && name.at[i] != joint)
            return false;
    return name.size <= LONGEST_NAME;
}

static bool is_taken(str name)
{
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (text_equal(name, text_of(taken[i])))
            return true;
    return text_starts(name, S("key_")) || text_starts(name, S("who_")) ||
           text_starts(name, S("change_"));
}

void assembly_name(struct assembly *assembly, enum assembly_name kind, str name,
                   struct text_place at)
{
    if (name.size == 0)
        return; /* left out: that fault stands already */
    if (!is_made_well(kind, name))
        fault_add(assembly->faults, at,
                  "{name} is no name; write small letters, digits and "
                  "{joint}, a letter first, {most} at most",
                  SLOT("name", name),
                  SLOT("joint", kind == ASSEMBLY_FORM ? S("-") : S("_")),
                  COUNT("most", LONGEST_NAME));
    else if (kind == ASSEMBLY_CHOICE && is_taken(name))
        fault_add(assembly->faults, at,
                  "the name {name} belongs to the program; choose another",
                  SLOT("name", name));
}
