/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reading.h"

#include "report/part.h"
#include "report/rounding.h"

/* ---- what is true --------------------------------------------------------- */

static struct tally_finding counted_by(const struct reading *reading, int q,
                                       int f)
{
    return reading->tally->findings[q][f];
}

/* A finding that names no answers counts whoever gave one, of all who were
 * asked. */
static bool is_of_answers(const struct reading *reading, int q, int f)
{
    const struct form_question *asked = &reading->survey->form->questions[q];
    return asked->kind == FORM_SLIDER || asked->findings[f].of_count > 0;
}

/* Those whom the question is for, whether or not they gave an answer. */
static long group_of(const struct reading *reading, int q, int f)
{
    const struct form_finding *finding =
        &reading->survey->form->questions[q].findings[f];
    long sum = 0;
    for (int w = -1; w < finding->with_count; w++) {
        int of = w < 0 ? q : finding->with[w];
        const struct form_question *asked =
            &reading->survey->form->questions[of];
        const struct tally_question *counts = &reading->tally->questions[of];
        sum += counts->routed;
        if (!is_of_answers(reading, q, f))
            continue;
        for (int c = 0; c < asked->choice_count; c++)
            sum -= asked->choices[c].outside_base ? counts->counts[c] : 0;
    }
    return sum;
}

long reading_seen(const struct reading *reading, long count)
{
    return reading->rounded ? rounding_of(count) : count;
}

/* A number of the finding, as it is told: of several questions each rounded by
 * itself. */
static long told_of(const struct reading *reading, int q, int f, bool is_n)
{
    const struct form_finding *finding =
        &reading->survey->form->questions[q].findings[f];
    struct tally_finding found = counted_by(reading, q, f);
    long sum = 0;
    if (!reading->rounded || finding->with_count == 0)
        return reading_seen(reading, is_n ? found.n : found.k);
    for (int w = -1; w < finding->with_count; w++) {
        const struct tally_question *counts =
            &reading->tally->questions[w < 0 ? q : finding->with[w]];
        sum += rounding_of(is_n ? counts->base
                                : counts->counts[finding->of[0]]);
    }
    return sum;
}

/* ---- phrases -------------------------------------------------------------- */

str reading_fill(const struct reading *reading, const char *pattern,
                 const char *slot, str value)
{
    struct slot filled = SLOT(slot, value);
    return text_fill(reading->arena, words_say(reading->words, pattern),
                     &filled, 1);
}

str reading_number(const struct reading *reading, long n)
{
    str plain = part_number(reading->words, reading->arena, n, false);
    return reading->rounded ? reading_fill(reading, "about {n}", "n", plain)
                            : plain;
}

static str qualified(const struct reading *reading, str people)
{
    static const char *const says[] = {
        [READING_ANSWERED] = "{people} who gave an answer",
        [READING_SURE] = "{people} who gave a definite answer",
    };
    return reading->who == READING_ALL
               ? people
               : reading_fill(reading, says[reading->who], "people", people);
}

static str counted(const struct reading *reading, long n, str as)
{
    struct slot slot = SLOT("n", as);
    str text = text_fill(reading->arena,
                         form_count(reading->words, reading->group->count, n),
                         &slot, 1);
    return qualified(reading, text_trim(text));
}

bool reading_same(str read, str wanted)
{
    if (read.size != wanted.size || read.size == 0)
        return false;
    char a = read.at[0];
    char b = wanted.at[0];
    a = (char)(a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a);
    b = (char)(b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b);
    return a == b && text_equal(text_slice(read, 1, read.size),
                                text_slice(wanted, 1, wanted.size));
}

/* ---- who ------------------------------------------------------------------ */

/* Whether the word is true of these people, as far as they are named. */
static bool holds(const struct reading *reading, const struct part_word *word,
                  int q, int f)
{
    struct tally_finding found = counted_by(reading, q, f);
    if (found.n == 0 || (reading->rounded ? word->exact : word->rounded))
        return false;
    return part_is_true(word, found.k, found.n) &&
           (reading->counted || reading->who != READING_ALL ||
            part_is_true(word, found.k, group_of(reading, q, f)));
}

/* "all four", "both", "neither of the two": exact ones. */
static bool is_whole(const struct reading *reading, str who, int q, int f,
                     str people)
{
    struct tally_finding found = counted_by(reading, q, f);
    str bare = counted(reading, found.n, S(""));
    str members = qualified(reading,
                            form_say(reading->words, reading->group->members));
    if (reading->rounded)
        return false;
    if (found.k == 0)
        return reading_same(
            who, reading_fill(reading,
                              found.n == 2 ? "neither of the {people}"
                                           : "none of the {people}",
                              "people", found.n == 1 ? members : people));
    if (found.k != found.n)
        return false;
    return reading_same(
        who, found.n == 1
                 ? reading_fill(reading, "the {people}", "people", people)
             : found.n == 2
                 ? reading_fill(reading, "both {people}", "people", bare)
                 : reading_fill(reading, "all {people}", "people", people));
}

static bool is_number(const struct reading *reading, str read, long k)
{
    str spelled = words_spell(reading->words, reading->arena, k,
                              WORDS_MASCULINE);
    return reading_same(read, reading_number(reading, k)) ||
           (!reading->rounded && reading_same(read, spelled));
}

/* "22 of the 31 people": the number in front can be one in words. */
static bool is_in_numbers(const struct reading *reading, str who, int q, int f,
                          str people)
{
    const char *pattern = reading->rounded ? "{k} of {people}"
                                           : "{k} of the {people}";
    str behind = reading_fill(reading, pattern, "people", people);
    struct slot slot = SLOT("k", S(""));
    behind = text_fill(reading->arena, behind, &slot, 1);
    return text_ends(who, behind) &&
           is_number(reading, text_slice(who, 0, who.size - behind.size),
                     told_of(reading, q, f, false));
}

/* Whether `who` names the people in full, and what it says is true. */
static bool is_full(const struct reading *reading, str who, int q, int f)
{
    int count;
    const struct part_word *words = part_words(&count);
    str people = reading->counted
                     ? counted(reading, reading->n,
                               reading_number(reading, reading->n))
                     : qualified(reading, form_say(reading->words,
                                                   reading->group->members));
    for (int w = 0; w < count; w++)
        if (reading_same(
                who, reading_fill(reading, words[w].of, "people", people)) &&
            holds(reading, &words[w], q, f))
            return true;
    return reading->counted && (is_whole(reading, who, q, f, people) ||
                                is_in_numbers(reading, who, q, f, people));
}

static bool is_short(const struct reading *reading, str who, int q, int f)
{
    int count;
    const struct part_word *words = part_words(&count);
    struct tally_finding found = counted_by(reading, q, f);
    for (int w = 0; w < count; w++)
        if (reading_same(who, words_say(reading->words, words[w].say)) &&
            holds(reading, &words[w], q, f))
            return true;
    if (!reading->rounded && found.k == 2 && found.n == 2 &&
        reading_same(who, words_say(reading->words, "both")))
        return true;
    return is_number(reading, who, told_of(reading, q, f, false));
}

/* Whether nobody said that they do not know, or would rather not say; that is
 * never published. */
static bool is_sure(const struct reading *reading, int q, int f)
{
    const struct form_finding *finding =
        &reading->survey->form->questions[q].findings[f];
    long sum = 0;
    for (int w = -1; w < finding->with_count; w++) {
        const struct tally_question *counts =
            &reading->tally->questions[w < 0 ? q : finding->with[w]];
        sum += counts->dont_know + counts->not_say;
    }
    return sum == 0 && !reading->rounded;
}

/* Whether the number of people that is told, if it is, is that of the finding;
 * all of them, unless they are said to be those who gave an answer. */
static bool has_base(const struct reading *reading, int q, int f)
{
    struct tally_finding found = counted_by(reading, q, f);
    if (reading->who != READING_ALL && !is_of_answers(reading, q, f))
        return false;
    if (reading->who == READING_ANSWERED && !is_sure(reading, q, f))
        return false;
    if (!reading->counted)
        return true;
    return reading->n == told_of(reading, q, f, true) &&
           (reading->rounded || reading->who != READING_ALL ||
            found.n == group_of(reading, q, f));
}

/* ---- clauses -------------------------------------------------------------- */

/* The next mark: what stands before it, and the finding that it names. */
static bool cut_mark(str *rest, str *before, int *q, int *f)
{
    static const char *const marks[] = { " tick ", " tock ", " then " };
    enum { SIZE = 6 };
    size_t at = rest->size;
    for (int m = 0; m < 3; m++) {
        size_t found = text_find(*rest, text_of(marks[m]));
        at = found < at ? found : at;
    }
    if (at + SIZE + 2 > rest->size)
        return false;
    *before = text_slice(*rest, 0, at);
    *q = rest->at[at + SIZE] - 'a';
    *f = rest->at[at + SIZE + 1] - 'a';
    *rest = text_slice(*rest, at + SIZE + 2, rest->size);
    return true;
}

bool reading_refers(const struct reading *reading, int question)
{
    for (int i = 0; i < reading->sentence->reference_count; i++)
        if (reading->sentence->references[i].question == question)
            return true;
    return false;
}

/* "of the 15 kin of b, …": who leads. */
static bool read_lead(const struct reading *reading, str *text)
{
    struct slot slots[] = {
        SLOT("people",
             counted(reading, reading->n, reading_number(reading, reading->n))),
        SLOT("sentence", S("")),
    };
    const char *pattern = reading->rounded ? "of {people}, {sentence}"
                                           : "of the {people}, {sentence}";
    str wanted = text_fill(reading->arena, words_say(reading->words, pattern),
                           slots, 2);
    if (text->size < wanted.size ||
        !reading_same(text_slice(*text, 0, wanted.size), wanted))
        return false;
    *text = text_slice(*text, wanted.size, text->size);
    return true;
}

static bool read_first(struct reading *reading, str who, int q, int f)
{
    const struct form *form = reading->survey->form;
    reading->group = &form->groups[form->questions[q].findings[f].group];
    reading->n = told_of(reading, q, f, true);
    for (int way = 0; way < 2 * READING_WHO; way++) {
        reading->counted = way & 1;
        reading->who = (enum reading_who)(way / 2);
        str rest = who;
        if (!has_base(reading, q, f))
            continue;
        if (is_full(reading, who, q, f) ||
            (reading->counted && read_lead(reading, &rest) &&
             is_short(reading, rest, q, f)))
            return true;
    }
    return false;
}

/* What stands behind the first clause. */
static bool read_next(const struct reading *reading, str who, int q, int f)
{
    const struct form *form = reading->survey->form;
    str further = S("with a further ");
    who = text_trim(text_starts(who, S(",")) ? text_slice(who, 1, who.size)
                                             : who);
    if (&form->groups[form->questions[q].findings[f].group] != reading->group ||
        !has_base(reading, q, f))
        return false;
    if (text_starts(who, further))
        return q == reading->question && !reading->rounded &&
               is_number(reading, text_slice(who, further.size, who.size),
                         counted_by(reading, q, f).k);
    return text_starts(who, S("and ")) &&
           is_short(reading, text_slice(who, 4, who.size), q, f);
}

bool reading_people(struct reading *reading, str rest)
{
    str who;
    int q = -1;
    int f = -1;
    bool reads = true;
    for (bool first = true; reads && (first || rest.size > 0); first = false) {
        reads = cut_mark(&rest, &who, &q, &f) && reading_refers(reading, q) &&
                (first ? read_first(reading, who, q, f)
                       : read_next(reading, who, q, f));
        reading->question = q;
    }
    return reads;
}
