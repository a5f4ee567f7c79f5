/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/people.h"

#include "base/arena.h"

static str fill(const struct people *people, const char *pattern,
                const char *slot, str value)
{
    struct slot filled = SLOT(slot, value);
    return text_fill(people->arena, words_say(people->words, pattern), &filled,
                     1);
}

/* "15", "about 15". */
static str number(const struct people *people, long n, bool begins)
{
    if (!people->count.rounded)
        return part_number(people->words, people->arena, n, begins);
    str about = fill(people, TEXT_KEY("about {n}"), "n",
                     part_number(people->words, people->arena, n, false));
    return begins ? part_capital(people->arena, about) : about;
}

/* "… who gave an answer", if not all of them did. That they do not know is an
 * answer as well, but not a definite one. */
static str qualified(const struct people *people, str members)
{
    if (!people->answered)
        return members;
    const char *pattern = people->definite
                              ? TEXT_KEY("{people} who gave a definite answer")
                              : TEXT_KEY("{people} who gave an answer");
    return fill(people, pattern, "people", members);
}

static str members(const struct people *people)
{
    str english = form_say(people->words, people->group->members);
    struct slot service = SLOT("service", people->service);
    return qualified(people, text_fill(people->arena, english, &service, 1));
}

/* A number of them; an empty number leaves the people alone. */
static str numbered(const struct people *people, str n)
{
    str pattern = form_count(people->words, people->group->count,
                             people->count.n);
    struct slot slots[] = { SLOT("n", n), SLOT("service", people->service) };
    str text = text_fill(people->arena, pattern, slots, 2);
    return qualified(people, text_trim(text));
}

static str all_of_them(const struct people *people)
{
    return numbered(people, number(people, people->count.n, false));
}

bool people_tells_base(const struct people *people)
{
    return people->named || (!people->count.rounded &&
                             (!people->word || people->count.n < PART_FEW));
}

static bool is_part(const struct people *people)
{
    return people->count.rounded ||
           (people->count.k > 0 && people->count.k < people->count.n);
}

str people_lead(const struct people *people)
{
    bool leads = people->named && is_part(people) &&
                 (people->word || !people->count.rounded);
    return leads ? all_of_them(people) : S("");
}

/* Nobody of them, or all of them, with their number. */
static str whole(const struct people *people)
{
    bool none = people->count.k == 0;
    if (people->count.n == 1 && none)
        return fill(people, TEXT_KEY("none of the {people}"), "people",
                    members(people));
    if (people->count.n == 1)
        return fill(people, TEXT_KEY("the {people}"), "people",
                    all_of_them(people));
    if (people->count.n == 2 && none)
        return fill(people, TEXT_KEY("neither of the {people}"), "people",
                    all_of_them(people));
    if (people->count.n == 2)
        return fill(people, TEXT_KEY("both {people}"), "people",
                    numbered(people, S("")));
    if (none)
        return fill(people, TEXT_KEY("none of the {people}"), "people",
                    all_of_them(people));
    return fill(people, TEXT_KEY("all {people}"), "people",
                all_of_them(people));
}

/* "three of the four victims", "about 10 of about 15 victims". */
static str in_numbers(const struct people *people, bool begins)
{
    struct slot slots[] = {
        SLOT("k", number(people, people->count.k, begins)),
        SLOT("people", all_of_them(people)),
    };
    const char *pattern = people->count.rounded
                              ? TEXT_KEY("{k} of {people}")
                              : TEXT_KEY("{k} of the {people}");
    return text_fill(people->arena, words_say(people->words, pattern), slots,
                     2);
}

str people_who(const struct people *people, bool begins)
{
    if (people_lead(people).size > 0)
        return people_short(people, false);
    if (people_tells_base(people) && !is_part(people))
        return whole(people);
    if (!people->word)
        return in_numbers(people, begins);
    return fill(people, people->word->of, "people",
                people_tells_base(people) ? all_of_them(people)
                                          : members(people));
}

str people_short(const struct people *people, bool begins)
{
    if (!people->word)
        return number(people, people->count.k, begins);
    if (people->count.n == 2 && people->count.k == 2)
        return words_say(people->words, TEXT_KEY("both"));
    return words_say(people->words, people->word->say);
}
