/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dressed.h"

#include "base/arena.h"

str dressed_name(struct arena *arena, const char *before, int question,
                 int finding)
{
    struct text text = { .arena = arena };
    text_add(&text, text_of(before));
    text_add_char(&text, (char)('a' + question));
    if (finding >= 0)
        text_add_char(&text, (char)('a' + finding));
    return text_view(&text);
}

static const struct form_phrase *phrase(struct arena *arena, str one, str other)
{
    struct form_phrase *made = arena_new(arena, struct form_phrase);
    *made = (struct form_phrase){ .context = S("survey"),
                                  .english = one,
                                  .other = other };
    return made;
}

static struct form_group make_group(struct arena *arena, str members)
{
    struct text one = { .arena = arena };
    struct text other = { .arena = arena };
    text_add(&one, S("{n} of "));
    text_add(&one, members);
    text_add(&other, S("{n} "));
    text_add(&other, members);
    return (struct form_group){ .members = phrase(arena, members, S("")),
                                .count = phrase(arena, text_view(&one),
                                                text_view(&other)) };
}

static void dress_finding(struct arena *arena, struct chance *chance,
                          struct form_question *question, int q, int f)
{
    struct form_finding *finding = &question->findings[f];
    bool is_list = question->kind == FORM_MANY && f > 0 &&
                   chance_below(chance, 3) == 0;
    bool further = chance_below(chance, 4) == 0;
    struct text list = { .arena = arena };
    text_add(&list, dressed_name(arena, "Listed ", q, f));
    text_add(&list, S(": {list}"));
    finding->say = phrase(arena,
                          is_list ? text_view(&list)
                                  : dressed_name(arena, "{who} tick ", q, f),
                          S(""));
    if (!is_list && chance_below(chance, 2))
        finding->none = phrase(arena, dressed_name(arena, "{who} tock ", q, f),
                               S(""));
    if (!is_list && chance_below(chance, 3))
        finding->then = phrase(arena,
                               dressed_name(arena,
                                            further ? "with a further {n} then "
                                                    : "and {who} then ",
                                            q, f),
                               S(""));
    finding->group = chance_below(chance, 3) ? 0 : q + 1;
    finding->bullet = dressed_name(
        arena, "b", (int)chance_below(chance, 2) ? q : q / 2, -1);
    finding->optional = chance_below(chance, 5) == 0;
}

void dressed_up(struct arena *arena, struct chance *chance, struct form *form)
{
    form->group_count = form->question_count + 1;
    form->groups = arena_array(arena, struct form_group, form->group_count);
    form->groups[0] = make_group(arena, S("people"));
    form->title = phrase(arena, S("Made up"), S(""));
    form->opening = phrase(arena, S("{n} person came"), S("{n} people came"));
    for (int q = 0; q < form->question_count; q++) {
        struct form_question *question = &form->questions[q];
        form->groups[q + 1] = make_group(arena,
                                         dressed_name(arena, "kin of ", q, -1));
        question->label = phrase(arena, dressed_name(arena, "Label ", q, -1),
                                 S(""));
        for (int c = 0; c < question->choice_count; c++)
            question->choices[c].label = phrase(
                arena, dressed_name(arena, "item-", q, c), S(""));
        for (int f = 0; f < question->finding_count; f++)
            dress_finding(arena, chance, question, q, f);
    }
}
