/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/findings.h"

#include <assert.h>

#include "base/arena.h"
#include "form/relevance.h"

/* One finding and where it stands. */
struct linking {
    struct assembly *assembly;
    const struct form_question *question;
    const struct sheet_finding *sheet;
    const struct outline *node;
    struct form_finding *finding;
};

static void refuse(const struct linking *linking, const char *key,
                   const char *pattern, str name)
{
    fault_add(linking->assembly->faults, outline_place(linking->node, key),
              pattern, SLOT("name", name),
              SLOT("question", linking->question->name));
}

static void refuse_item(const struct linking *linking, const char *key,
                        size_t item, const char *pattern, str name)
{
    const struct outline *list = outline_get(linking->node, key);
    fault_add(linking->assembly->faults, outline_item(list, item)->at, pattern,
              SLOT("name", name), SLOT("question", linking->question->name));
}

/* Counts `name`, the entry `item` of the list, or says why it cannot be. */
static bool can_count(const struct linking *linking, unsigned item, str name,
                      const int *of)
{
    int choice = form_choice(linking->question, name);
    const char *pattern = NULL;
    if (choice < 0)
        pattern = TEXT_KEY("{question} has no choice {name}; write one of its "
                           "choices");
    else if (linking->question->choices[choice].outside_base)
        pattern = TEXT_KEY("{name} is outside the base and is never counted in "
                           "a finding; leave it out");
    for (int i = 0; !pattern && i < linking->finding->of_count; i++)
        if (of[i] == choice)
            pattern = TEXT_KEY("{name} is counted here already; leave it out");
    if (pattern)
        refuse_item(linking, "of", item, pattern, name);
    return !pattern;
}

static void link_of(const struct linking *linking)
{
    struct form_finding *finding = linking->finding;
    unsigned count = linking->sheet->of_count;
    int *of = arena_array(linking->assembly->arena, int, count);
    finding->of = of;
    if (linking->assembly->doubtful[linking->assembly->question])
        return; /* its type is wrong: that fault stands already */
    if (!kinds_trait(linking->question->kind)->takes_list) {
        if (count > 0)
            refuse(linking, "of",
                   TEXT_KEY("{question} has no choices to count; leave of "
                            "out"),
                   S(""));
        return;
    }
    if (linking->question->choice_count == 0)
        return; /* its list is missing: that fault stands already */
    for (unsigned i = 0; i < count; i++) {
        str name = text_of(linking->sheet->of[i]);
        if (name.size > 0 && can_count(linking, i, name, of))
            of[finding->of_count++] = form_choice(linking->question, name);
    }
}

static long read_bound(const struct linking *linking, const char *key)
{
    str text = outline_text(linking->node, key);
    long number = 0;
    if (text.size > 0 && !text_integer(text, &number))
        refuse(linking, key,
               TEXT_KEY("{name} is no whole number; write digits"), text);
    return number;
}

static void link_range(const struct linking *linking)
{
    struct form_finding *finding = linking->finding;
    const struct form_question *question = linking->question;
    bool given = outline_get(linking->node, "from") ||
                 outline_get(linking->node, "to");
    finding->from = read_bound(linking, "from");
    finding->to = read_bound(linking, "to");
    if (question->kind != FORM_SLIDER) {
        if (given)
            refuse(linking, "from",
                   TEXT_KEY("{question} is no range; count its choices with "
                            "of"),
                   S(""));
    } else if (finding->from > finding->to || finding->to > question->end ||
               finding->from < question->start || !given) {
        refuse(linking, "from",
               TEXT_KEY("a finding about {question} needs from and to, inside "
                        "its range and the lower one first"),
               S(""));
    }
}

static void link_with(const struct linking *linking)
{
    struct form_finding *finding = linking->finding;
    unsigned count = linking->sheet->with_count;
    int *with = arena_array(linking->assembly->arena, int, count);
    for (unsigned i = 0; i < count; i++) {
        str name = text_of(linking->sheet->with[i]);
        int other = form_question(linking->assembly->form, name);
        bool twice = false;
        for (int w = 0; w < finding->with_count; w++)
            twice = twice || with[w] == other;
        if (twice)
            refuse_item(linking, "with", i,
                        TEXT_KEY("{name} is counted here already; leave it "
                                 "out"),
                        name);
        else if (other < 0)
            refuse_item(linking, "with", i,
                        TEXT_KEY("there is no question {name} before this "
                                 "one; name an earlier question"),
                        name);
        else
            with[finding->with_count++] = other;
    }
    finding->with = with;
}

static void link_group(const struct linking *linking)
{
    struct form_finding *finding = linking->finding;
    finding->group = linking->question->group;
    if (!linking->sheet->group)
        return;
    str name = text_of(linking->sheet->group);
    finding->group = form_group(linking->assembly->form, name);
    if (finding->group >= 0)
        return;
    finding->group = 0;
    refuse(linking, "group",
           TEXT_KEY("there is no group {name}; write one of groups or add it "
                    "there"),
           name);
}

static bool begins_with_people(str say)
{
    return text_find(say, S("{who}")) < say.size;
}

static void link_words(const struct linking *linking)
{
    struct assembly *assembly = linking->assembly;
    struct form_finding *finding = linking->finding;
    str name = linking->question->name;
    enum form_role role = finding->passed ? FORM_ROLE_PASSED
                                          : FORM_ROLE_FINDING;
    finding->say = assembly_phrase(assembly, role,
                                   assembly_join(assembly, name, S(" finding")),
                                   linking->node, "say");
    if (begins_with_people(finding->say->english))
        finding->none = assembly_phrase(
            assembly, FORM_ROLE_NONE, assembly_join(assembly, name, S(" none")),
            linking->node, "say");
    finding->then = assembly_optional(assembly, FORM_ROLE_THEN,
                                      assembly_join(assembly, name, S(" then")),
                                      linking->node, "then");
}

static bool is_short(const struct linking *linking)
{
    enum { MOST = 40 };
    if (linking->sheet->of_count <= MOST && linking->sheet->with_count <= MOST)
        return true;
    refuse(linking, "of",
           TEXT_KEY("this finding about {question} counts too many things; "
                    "leave some out"),
           S(""));
    return false;
}

static void link_one(const struct linking *linking)
{
    if (!is_short(linking))
        return;
    linking->finding->at = linking->node->at;
    linking->finding->bullet = text_of(linking->sheet->bullet);
    linking->finding->optional = assembly_switch(linking->assembly,
                                                 linking->node, "optional");
    linking->finding->passed = assembly_switch(linking->assembly, linking->node,
                                               "passed");
    link_of(linking);
    link_range(linking);
    link_with(linking);
    link_group(linking);
    link_words(linking);
}

void findings_link(struct assembly *assembly,
                   const struct sheet_question *sheet,
                   const struct outline *node)
{
    enum { MOST = 40 };
    struct form_question *question =
        &assembly->form->questions[assembly->question];
    unsigned count = sheet->finding_count < MOST ? sheet->finding_count : MOST;
    if (count < sheet->finding_count)
        fault_add(assembly->faults, node->at,
                  "{question} has more than {most} findings; nobody would read "
                  "them all",
                  SLOT("question", question->name), COUNT("most", MOST));
    question->finding_count = (int)count;
    question->findings = arena_array(assembly->arena, struct form_finding,
                                     count);
    const struct outline *item = node ? node->first : NULL;
    for (unsigned i = 0; i < count; i++, item = item->next) {
        assert(item); /* the sheet was loaded from this outline */
        link_one(&(struct linking){ .assembly = assembly,
                                    .question = question,
                                    .sheet = &sheet->findings[i],
                                    .node = item,
                                    .finding = &question->findings[i] });
    }
}

/* Questions that are counted together must have the same choices, so that an
 * index means the same in each. */
static bool has_same_choices(const struct form_question *a,
                             const struct form_question *b)
{
    if (a->kind != b->kind || a->choice_count != b->choice_count)
        return false;
    for (int i = 0; i < a->choice_count; i++)
        if (!text_equal(a->choices[i].name, b->choices[i].name))
            return false;
    return true;
}

static void check_pair(struct assembly *assembly,
                       const struct form_finding *finding, int question,
                       int other)
{
    const struct form *form = assembly->form;
    str name = form->questions[other].name;
    if (!has_same_choices(&form->questions[question], &form->questions[other]))
        fault_add(assembly->faults, finding->at,
                  "{name} has other choices and cannot be counted with this "
                  "question; leave it out of with",
                  SLOT("name", name));
    else if (question == other ||
             relevance_meet(assembly, question, other) == RELEVANCE_SOMETIMES)
        fault_add(assembly->faults, finding->at,
                  "{name} can be asked of the same people and they would "
                  "count twice; leave it out of with",
                  SLOT("name", name));
}

void findings_check_with(struct assembly *assembly)
{
    for (int q = 0; q < assembly->form->question_count; q++) {
        const struct form_question *question = &assembly->form->questions[q];
        for (int f = 0; f < question->finding_count; f++)
            for (int w = 0; w < question->findings[f].with_count; w++)
                check_pair(assembly, &question->findings[f], q,
                           question->findings[f].with[w]);
    }
}
