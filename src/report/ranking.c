/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ranking.h"

#include "base/arena.h"

struct item {
    int choice;
    struct guard_cell cell;
};

/* Sorts them with the most frequent first; those that are as frequent stay in
 * the order of the questionnaire. */
static void sort(struct item *items, int count)
{
    for (int i = 1; i < count; i++)
        for (int j = i; j > 0 && items[j].cell.count > items[j - 1].cell.count;
             j--) {
            struct item moved = items[j];
            items[j] = items[j - 1];
            items[j - 1] = moved;
        }
}

static int gather(const struct telling *telling, int question,
                  const struct form_finding *finding, struct item *items)
{
    int count = 0;
    for (int i = 0; i < finding->of_count; i++) {
        struct item item = { finding->of[i],
                             guard_choice(telling->table, question,
                                          finding->of[i]) };
        if (item.cell.status != GUARD_WITHHELD && item.cell.count > 0)
            items[count++] = item;
    }
    sort(items, count);
    return count;
}

/* "drug use (39%)"; of fewer than ten "drug use (two of the six)". */
static str item_text(const struct wording *wording,
                     const struct form_question *question,
                     const struct item *item, const struct part_count *of)
{
    const struct form_choice *choice = &question->choices[item->choice];
    str label = form_say(wording->wish->words,
                         choice->listed_as ? choice->listed_as : choice->label);
    bool is_small = !of->rounded && of->n < PART_FEW;
    struct slot slots[] = {
        SLOT("item", wording_fill(wording, label, NULL, 0)),
        SLOT("k", wording_number(wording, item->cell.count)),
        is_small ? SLOT("n", wording_number(wording, of->n))
                 : COUNT("percent", item->cell.percent),
    };
    if (is_small)
        return wording_fill(wording,
                            words_say_count(wording->wish->words,
                                            "{item} ({k} of the {n})",
                                            "{item} ({k} of the {n})", of->n),
                            slots, 3);
    if (item->cell.percent < 0)
        return slots[0].value;
    const char *pattern = of->rounded ? TEXT_KEY("{item} (about {percent}%)")
                                      : TEXT_KEY("{item} ({percent}%)");
    return wording_fill(wording, wording_say(wording, pattern), slots, 3);
}

str ranking_list(const struct telling *telling, const struct wording *wording,
                 int question, int finding)
{
    const struct form_question *asked = &telling->form->questions[question];
    const struct form_finding *told = &asked->findings[finding];
    struct item *items = arena_array(telling->arena, struct item,
                                     told->of_count);
    int count = gather(telling, question, told, items);
    struct part_count of = telling_count(telling, question, finding);
    struct text list = { .arena = telling->arena };
    for (int i = 0; i < count; i++) {
        text_add(&list, i ? S("; ") : S(""));
        text_add(&list, item_text(wording, asked, &items[i], &of));
    }
    return text_view(&list);
}
