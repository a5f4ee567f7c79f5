/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/link.h"

#include <assert.h>

#include "base/arena.h"
#include "form/assembly.h"
#include "form/findings.h"
#include "form/load.h"
#include "form/relevance.h"
#include "form/slider.h"

struct linker {
    struct assembly assembly;
    str content; /* the file */
    const struct sheet *sheet;
    const struct outline *settings;
    const struct outline *groups;
    const struct outline *lists;
    const struct outline *survey;
    bool *list_used;
    bool rule_broken; /* one could not be linked: who is asked is not known */
};

static void refuse(struct linker *linker, struct text_place at,
                   const char *pattern, str name)
{
    fault_add(linker->assembly.faults, at, pattern, SLOT("name", name));
}

/* ---- settings and groups ------------------------------------------------- */

static void link_address(struct linker *linker)
{
    str address = text_of(linker->sheet->settings.address);
    if (text_equal(address, S("formal")))
        linker->assembly.form->address = FORM_FORMAL;
    else if (address.size && !text_equal(address, S("familiar")))
        refuse(linker, outline_place(linker->settings, "address"),
               TEXT_KEY("{name} is no way to address people; write familiar "
                        "(ti) or formal (chi)"),
               address);
}

static struct form_phrase *link_plural(struct assembly *assembly,
                                       enum form_role role, str context,
                                       const struct outline *map)
{
    struct form_phrase *phrase = assembly_phrase(assembly, role, context, map,
                                                 "one");
    phrase->other = outline_text(map, "other");
    return phrase;
}

static void link_settings(struct linker *linker)
{
    struct assembly *assembly = &linker->assembly;
    struct form *form = assembly->form;
    const struct sheet_settings *sheet = &linker->sheet->settings;
    const struct outline *map = linker->settings;
    form->id = text_of(sheet->form_id);
    form->version = text_of(sheet->version);
    form->image = text_of(sheet->image);
    form->image_at = outline_place(map, "image");
    assembly_name(assembly, ASSEMBLY_FORM, form->id,
                  outline_place(map, "form_id"));
    link_address(linker);
    form->title = assembly_phrase(assembly, FORM_ROLE_TITLE, S("title"), map,
                                  "form_title");
    form->who = assembly_phrase(assembly, FORM_ROLE_WHO, S("who"), map, "who");
    form->opening = link_plural(assembly, FORM_ROLE_OPENING, S("opening"),
                                outline_get(map, "opening"));
}

static void link_group(struct linker *linker, struct form_group *group,
                       const struct sheet_group *sheet,
                       const struct outline *map)
{
    struct assembly *assembly = &linker->assembly;
    str name = text_of(sheet->name);
    assembly_name(assembly, ASSEMBLY_QUESTION, name,
                  outline_place(map, "name"));
    if (form_group(assembly->form, name) >= 0)
        refuse(linker, outline_place(map, "name"),
               TEXT_KEY("there is a group {name} already; choose another "
                        "name"),
               name);
    str context = assembly_join(assembly, S("group "), name);
    group->members = assembly_phrase(assembly, FORM_ROLE_MEMBERS, context, map,
                                     "members");
    group->count = link_plural(assembly, FORM_ROLE_COUNT,
                               assembly_join(assembly, context, S(" count")),
                               outline_get(map, "count"));
    group->name = name;
}

static void link_groups(struct linker *linker)
{
    const struct sheet *sheet = linker->sheet;
    struct form *form = linker->assembly.form;
    form->groups = arena_array(linker->assembly.arena, struct form_group,
                               sheet->group_count + 1);
    for (unsigned i = 0; i < sheet->group_count; i++) {
        link_group(linker, &form->groups[i], &sheet->groups[i],
                   outline_item(linker->groups, i));
        form->group_count++;
    }
}

/* ---- choice lists -------------------------------------------------------- */

/* The names in a list of ticks are numbers, as XLSForm has it. */
static bool names_numbers(const struct sheet_list *list)
{
    long number;
    for (unsigned i = 0; i < list->option_count; i++)
        if (!text_integer(text_of(list->options[i].name), &number))
            return false;
    return true;
}

static void check_option(struct linker *linker, const struct sheet_list *list,
                         unsigned which, const struct outline *map)
{
    str name = text_of(list->options[which].name);
    struct text_place at = outline_place(map, "name");
    if (!names_numbers(list))
        assembly_name(&linker->assembly, ASSEMBLY_CHOICE, name, at);
    for (unsigned before = 0; name.size && before < which; before++)
        if (text_equal(name, text_of(list->options[before].name))) {
            refuse(linker, at,
                   TEXT_KEY("the choice {name} stands in this list twice; "
                            "choose another name"),
                   name);
            return;
        }
}

static void check_labels(struct linker *linker, const struct outline *options)
{
    const struct outline *first = options ? options->first : NULL;
    for (const struct outline *node = first; node; node = node->next)
        for (const struct outline *before = first; before != node;
             before = before->next) {
            str label = outline_text(node, "label");
            if (label.size && text_equal(label, outline_text(before, "label")))
                refuse(linker, outline_place(node, "label"),
                       TEXT_KEY("another choice of this list reads “{name}” "
                                "too; word them apart"),
                       label);
        }
}

static void check_list(struct linker *linker, unsigned which)
{
    const struct sheet_list *list = &linker->sheet->lists[which];
    const struct outline *map = outline_item(linker->lists, which);
    str name = text_of(list->list_name);
    if (list->option_count < 2)
        refuse(linker, map->at,
               TEXT_KEY("the choice list {name} needs two choices at least; "
                        "add one"),
               name);
    if (list->option_count > LINK_MOST_CHOICES)
        refuse(linker, map->at,
               TEXT_KEY("the choice list {name} is too long for a screen; "
                        "take some out"),
               name);
    if (list->option_count > LINK_MOST_CHOICES)
        return;
    for (unsigned before = 0; before < which; before++)
        if (text_equal(name, text_of(linker->sheet->lists[before].list_name)))
            refuse(linker, outline_place(map, "list_name"),
                   TEXT_KEY("there is a choice list {name} already; choose "
                            "another name"),
                   name);
    assembly_name(&linker->assembly, ASSEMBLY_QUESTION, name,
                  outline_place(map, "list_name"));
    const struct outline *options = outline_get(map, "options");
    check_labels(linker, options);
    for (unsigned i = 0; i < list->option_count; i++)
        check_option(linker, list, i, outline_item(options, i));
}

static void check_lists(struct linker *linker)
{
    for (unsigned i = 0; i < linker->sheet->list_count; i++)
        check_list(linker, i);
}

/* The place of a list by its name, or -1. */
static int find_list(const struct linker *linker, str name)
{
    for (unsigned i = 0; i < linker->sheet->list_count; i++)
        if (text_equal(name, text_of(linker->sheet->lists[i].list_name)))
            return (int)i;
    return -1;
}

static void check_unused(struct linker *linker)
{
    for (int q = 0; q < linker->assembly.name_count; q++)
        if (linker->assembly.doubtful[q])
            return; /* it may be meant by that question */
    for (unsigned i = 0; i < linker->sheet->list_count; i++)
        if (!linker->list_used[i])
            refuse(linker, outline_item(linker->lists, i)->at,
                   TEXT_KEY("no question uses the choice list {name}; use it "
                            "or take it out"),
                   text_of(linker->sheet->lists[i].list_name));
}

/* ---- questions ----------------------------------------------------------- */

/* One question, and where it stands. */
struct asking {
    struct linker *linker;
    struct form_question *question;
    const struct sheet_question *sheet;
    const struct outline *map;
};

static str context_of(const struct asking *asking, str part)
{
    return assembly_join(&asking->linker->assembly, asking->question->name,
                         part);
}

static void check_switches(const struct asking *asking,
                           const struct form_choice *choice)
{
    if (choice->exclusive && asking->question->kind != FORM_MANY)
        refuse(asking->linker, choice->at,
               TEXT_KEY("{name} clears the other choices, but only one can be "
                        "chosen anyway; take exclusive out"),
               choice->name);
}

/* A question gets its own copy of the list, because the same choice may need
 * other words in each: Welsh has no single "Yes". */
static void link_choice(const struct asking *asking, struct form_choice *choice,
                        const struct sheet_option *sheet,
                        const struct outline *map)
{
    struct assembly *assembly = &asking->linker->assembly;
    *choice = (struct form_choice){
        .name = text_of(sheet->name),
        .at = outline_place(map, "name"),
        .image = text_of(sheet->image),
        .image_at = outline_place(map, "image"),
        .outside_base = assembly_switch(assembly, map, "outside_base"),
        .exclusive = assembly_switch(assembly, map, "exclusive"),
    };
    str part = assembly_join(assembly, S("="), choice->name);
    choice->label = assembly_phrase(assembly, FORM_ROLE_CHOICE,
                                    context_of(asking, part), map, "label");
    choice->listed_as = assembly_optional(
        assembly, FORM_ROLE_LISTED,
        context_of(asking, assembly_join(assembly, part, S(" listed"))), map,
        "listed_as");
    check_switches(asking, choice);
}

static void check_exclusive(const struct asking *asking)
{
    const struct form_question *question = asking->question;
    int exclusive = 0;
    int outside = 0;
    for (int i = 0; i < question->choice_count; i++) {
        exclusive += question->choices[i].exclusive;
        outside += question->choices[i].outside_base;
    }
    if (outside > 0 && outside == question->choice_count)
        refuse(asking->linker, question->at,
               TEXT_KEY("every choice of {name} is outside the base; nothing "
                        "would be left to count"),
               question->name);
    if (exclusive > 0 && exclusive == question->choice_count)
        refuse(asking->linker, question->at,
               TEXT_KEY("every choice of {name} clears the others; make it "
                        "select_one"),
               question->name);
}

static void link_choices(const struct asking *asking, str list)
{
    struct linker *linker = asking->linker;
    int which = find_list(linker, list);
    if (which < 0) {
        refuse(linker, outline_place(asking->map, "type"),
               TEXT_KEY("there is no choice list {name}; write one of choices "
                        "or add it there"),
               list);
        return;
    }
    const struct sheet_list *sheet = &linker->sheet->lists[which];
    const struct outline *map = outline_get(
        outline_item(linker->lists, (size_t)which), "options");
    linker->list_used[which] = true;
    unsigned count = sheet->option_count;
    if (count > LINK_MOST_CHOICES)
        count = LINK_MOST_CHOICES;
    asking->question->choices = arena_array(linker->assembly.arena,
                                            struct form_choice, count);
    for (unsigned i = 0; i < count; i++)
        link_choice(asking, &asking->question->choices[i], &sheet->options[i],
                    outline_item(map, i));
    asking->question->choice_count = (int)count;
    check_exclusive(asking);
}

/* Whether the words of a type and an appearance mean this kind. */
static bool means(enum form_kind kind, str type, str appearance)
{
    const struct kinds_trait *trait = kinds_trait(kind);
    return text_equal(type, text_of(trait->type)) &&
           (!trait->appearance ||
            text_equal(appearance, text_of(trait->appearance)));
}

/* The kind with this type; the later one of two says more ("likert"). */
static int find_kind(str type, str appearance)
{
    int found = -1;
    for (int kind = 0; kind < FORM_KINDS; kind++)
        if (means((enum form_kind)kind, type, appearance))
            found = kind;
    return found;
}

static void check_appearance(const struct asking *asking, str appearance)
{
    enum form_kind kind = asking->question->kind;
    bool multiline = kind == FORM_TEXT &&
                     text_equal(appearance, S("multiline"));
    if (appearance.size && kind != FORM_SCALE && !multiline)
        refuse(asking->linker, outline_place(asking->map, "appearance"),
               TEXT_KEY("{name} does not go with this type; write likert for "
                        "a scale, multiline for text, or leave it out"),
               appearance);
}

/* "select_one yes_no" is a type and a list. */
static void link_type(const struct asking *asking)
{
    str appearance = text_of(asking->sheet->appearance);
    str list = text_of(asking->sheet->type);
    str type = S("");
    size_t next = 0;
    text_word(list, &next, &type);
    list = text_trim(text_slice(list, next, list.size));
    int kind = find_kind(type, appearance);
    struct text_place at = outline_place(asking->map, "type");
    asking->question->kind = kind < 0 ? FORM_TEXT : (enum form_kind)kind;
    if (kind < 0 && type.size)
        refuse(asking->linker, at,
               TEXT_KEY("{name} is no type; write select_one LIST, "
                        "select_multiple LIST, range or text"),
               type);
    if (kind < 0) {
        asking->linker->assembly.doubtful[asking->linker->assembly.question] =
            true;
        return;
    }
    check_appearance(asking, appearance);
    if (kinds_trait(asking->question->kind)->takes_list)
        link_choices(asking, list);
    else if (list.size)
        refuse(asking->linker, at,
               TEXT_KEY("{name} is too much here; only select_one and "
                        "select_multiple have a list"),
               list);
}

static void link_slider(const struct asking *asking)
{
    str labels = S("");
    str parameters = text_of(asking->sheet->parameters);
    struct text_place at = outline_place(asking->map, "parameters");
    struct assembly *assembly = &asking->linker->assembly;
    if (asking->question->kind != FORM_SLIDER) {
        if (parameters.size && !assembly->doubtful[assembly->question])
            refuse(asking->linker, at,
                   TEXT_KEY("only a range has parameters; take {name} out"),
                   parameters);
        return;
    }
    bool fine = slider_read(assembly, asking->question, parameters, at,
                            &labels);
    if (labels.size)
        link_choices(asking, labels);
    if (fine)
        slider_check_labels(assembly, asking->question, at);
    else
        assembly->doubtful[assembly->question] = true;
}

static void link_relevant(const struct asking *asking)
{
    struct assembly *assembly = &asking->linker->assembly;
    const struct outline *node = outline_get(asking->map, "relevant");
    if (!node || node->kind != OUTLINE_TEXT || node->text.size == 0)
        return;
    asking->question->relevant_at = node->at;
    size_t from = text_offset(asking->linker->content, node->text_at);
    str source = text_slice(asking->linker->content, from,
                            asking->linker->content.size);
    asking->question->relevant = rule_parse(assembly->arena, node->text, source,
                                            node->text_at, assembly->faults);
    if (asking->question->relevant &&
        relevance_link(assembly, assembly->question))
        return;
    asking->question->relevant = NULL; /* cannot be held against answers */
    asking->linker->rule_broken = true;
}

static void link_asked_group(const struct asking *asking)
{
    str name = text_of(asking->sheet->group);
    int group = form_group(asking->linker->assembly.form, name);
    asking->question->group = group < 0 ? 0 : group;
    if (name.size && group < 0)
        refuse(asking->linker, outline_place(asking->map, "group"),
               TEXT_KEY("there is no group {name}; write one of groups or add "
                        "it there"),
               name);
}

static void link_texts(const struct asking *asking)
{
    struct assembly *assembly = &asking->linker->assembly;
    struct form_question *question = asking->question;
    const struct outline *map = asking->map;
    question->label = assembly_phrase(assembly, FORM_ROLE_LABEL, question->name,
                                      map, "label");
    question->another_way = assembly_optional(
        assembly, FORM_ROLE_ANOTHER_WAY, context_of(asking, S(" another way")),
        map, "another_way");
    question->hint = assembly_optional(
        assembly, FORM_ROLE_HINT, context_of(asking, S(" hint")), map, "hint");
}

static void link_name(const struct asking *asking)
{
    struct assembly *assembly = &asking->linker->assembly;
    str name = text_of(asking->sheet->name);
    struct text_place at = outline_place(asking->map, "name");
    assembly_name(assembly, ASSEMBLY_QUESTION, name, at);
    if (name.size && form_question(assembly->form, name) >= 0)
        refuse(asking->linker, at,
               TEXT_KEY("there is a question {name} already; choose another "
                        "name"),
               name);
    asking->question->name = name;
}

static void link_question(const struct asking *asking)
{
    struct form_question *question = asking->question;
    *question = (struct form_question){
        .at = asking->map->at,
        .image = text_of(asking->sheet->image),
        .image_at = outline_place(asking->map, "image"),
        .sensitive = assembly_switch(&asking->linker->assembly, asking->map,
                                     "sensitive"),
    };
    link_name(asking);
    link_texts(asking);
    link_type(asking);
    link_slider(asking);
    link_asked_group(asking);
    link_relevant(asking);
    findings_link(&asking->linker->assembly, asking->sheet,
                  outline_get(asking->map, "findings"));
}

static void link_questions(struct linker *linker)
{
    const struct sheet *sheet = linker->sheet;
    struct form *form = linker->assembly.form;
    form->questions = arena_array(linker->assembly.arena, struct form_question,
                                  sheet->question_count);
    const struct outline *map = linker->survey ? linker->survey->first : NULL;
    for (unsigned i = 0; i < sheet->question_count; i++, map = map->next) {
        assert(map); /* the sheet was loaded from this outline */
        linker->assembly.question = form->question_count++;
        linker->assembly.note = outline_text(map, "note");
        link_question(&(struct asking){ .linker = linker,
                                        .question = &form->questions[i],
                                        .sheet = &sheet->questions[i],
                                        .map = map });
    }
}

static void check_reached(struct linker *linker)
{
    const struct form *form = linker->assembly.form;
    for (int i = 0; i < form->question_count; i++)
        if (relevance_meet(&linker->assembly, i, i) == RELEVANCE_NEVER)
            refuse(linker, form->questions[i].relevant_at,
                   TEXT_KEY("nobody can ever be asked {name}; change its rule"),
                   form->questions[i].name);
}

/* ---- the whole ----------------------------------------------------------- */

static bool is_small(const struct sheet *sheet, const struct outline *root,
                     struct faults *faults)
{
    unsigned most = LINK_MOST_QUESTIONS;
    if (sheet->question_count <= most && sheet->list_count <= most &&
        sheet->group_count <= most)
        return true;
    fault_add(faults, outline_place(root, "survey"),
              "there are more than {most} questions, lists or groups; nobody "
              "would answer them all",
              COUNT("most", (long)most));
    return false;
}

/* All names are known before the first question is linked, so that a later
 * one can be told from one that is missing. */
static void collect_names(struct linker *linker)
{
    struct assembly *assembly = &linker->assembly;
    unsigned count = linker->sheet->question_count;
    str *names = arena_array(assembly->arena, str, count);
    for (unsigned i = 0; i < count; i++)
        names[i] = text_of(linker->sheet->questions[i].name);
    assembly->names = names;
    assembly->name_count = (int)count;
    assembly->doubtful = arena_array(assembly->arena, bool, count);
}

static void check_not_empty(struct linker *linker)
{
    if (linker->groups && linker->sheet->group_count == 0)
        refuse(linker, linker->groups->at,
               TEXT_KEY("groups is empty; begin it with a group for everybody"),
               S(""));
    if (linker->survey && linker->sheet->question_count == 0)
        refuse(linker, linker->survey->at,
               TEXT_KEY("survey is empty; write a question"), S(""));
}

static struct form *link_all(struct linker *linker)
{
    struct assembly *assembly = &linker->assembly;
    collect_names(linker);
    check_not_empty(linker);
    linker->list_used = arena_array(assembly->arena, bool,
                                    linker->sheet->list_count + 1);
    link_settings(linker);
    link_groups(linker);
    check_lists(linker);
    link_questions(linker);
    check_unused(linker);
    check_reached(linker);
    if (!linker->rule_broken)
        findings_check_with(assembly);
    return assembly->form;
}

struct form *link_form(struct arena *arena, str content, struct faults *faults)
{
    const struct outline *root = outline_read(arena, content, faults);
    struct sheet *sheet = root ? load_sheet(arena, content, root, faults)
                               : NULL;
    if (!sheet || !is_small(sheet, root, faults))
        return NULL;
    struct form *form = arena_new(arena, struct form);
    form->file = faults->file;
    struct linker linker = {
        .assembly = { .arena = arena,
                      .faults = faults,
                      .form = form,
                      .last = &form->phrases,
                      .question = -1 },
        .content = text_unmarked(content),
        .sheet = sheet,
        .settings = outline_get(root, "settings"),
        .groups = outline_get(root, "groups"),
        .lists = outline_get(root, "choices"),
        .survey = outline_get(root, "survey"),
    };
    return link_all(&linker);
}
