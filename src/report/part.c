/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/part.h"

#include <assert.h>

#include "base/arena.h"

/* From all to none. Of two that are as narrow the first is said, and the second
 * where the first has been said already. */
static const struct part_word table[] = {
    { .say = TEXT_KEY("all"),
      .of = TEXT_KEY("all the {people}"),
      .means = TEXT_KEY("everybody"),
      .from = { 1, 1, false },
      .to = { 1, 1, false },
      .exact = true,
      .again = true },
    { .say = TEXT_KEY("all or nearly all"),
      .of = TEXT_KEY("all or nearly all of the {people}"),
      .means = TEXT_KEY("everybody, or at most four people fewer, who are "
                        "85% at least: rounded numbers do not say"),
      .from = { 85, 100, false },
      .to = { 1, 1, false },
      .left_most = 4,
      .rounded = true,
      .again = true },
    { .say = TEXT_KEY("all except one"),
      .of = TEXT_KEY("all except one of the {people}"),
      .means = TEXT_KEY("everybody but one person, of 5 to 20 people"),
      .from = { 0, 1, true },
      .to = { 1, 1, true },
      .left_least = 1,
      .left_most = 1,
      .n_least = 5,
      .n_most = 20,
      .exact = true,
      .counts = true },
    { .say = TEXT_KEY("all but one"),
      .of = TEXT_KEY("all but one of the {people}"),
      .means = TEXT_KEY("everybody but one person, of 5 to 20 people"),
      .from = { 0, 1, true },
      .to = { 1, 1, true },
      .left_least = 1,
      .left_most = 1,
      .n_least = 5,
      .n_most = 20,
      .exact = true,
      .counts = true },
    { .say = TEXT_KEY("almost all"),
      .of = TEXT_KEY("almost all of the {people}"),
      .means = TEXT_KEY("93% or more, but not everybody"),
      .from = { 93, 100, false },
      .to = { 1, 1, true } },
    { .say = TEXT_KEY("the vast majority"),
      .of = TEXT_KEY("the vast majority of the {people}"),
      .means = TEXT_KEY("85% or more, but not everybody"),
      .from = { 85, 100, false },
      .to = { 1, 1, true } },
    { .say = TEXT_KEY("the great majority"),
      .of = TEXT_KEY("the great majority of the {people}"),
      .means = TEXT_KEY("85% or more, but not everybody"),
      .from = { 85, 100, false },
      .to = { 1, 1, true } },
    { .say = TEXT_KEY("more than three-quarters"),
      .of = TEXT_KEY("more than three-quarters of the {people}"),
      .means = TEXT_KEY("more than 75%, but not everybody"),
      .from = { 3, 4, true },
      .to = { 1, 1, true } },
    { .say = TEXT_KEY("over three-quarters"),
      .of = TEXT_KEY("over three-quarters of the {people}"),
      .means = TEXT_KEY("more than 75%, but not everybody"),
      .from = { 3, 4, true },
      .to = { 1, 1, true } },
    { .say = TEXT_KEY("three-quarters"),
      .of = TEXT_KEY("three-quarters of the {people}"),
      .means = TEXT_KEY("74% to 76%"),
      .from = { 74, 100, false },
      .to = { 76, 100, false } },
    { .say = TEXT_KEY("about three-quarters"),
      .of = TEXT_KEY("about three-quarters of the {people}"),
      .means = TEXT_KEY("74% to 76%"),
      .from = { 74, 100, false },
      .to = { 76, 100, false } },
    { .say = TEXT_KEY("almost three-quarters"),
      .of = TEXT_KEY("almost three-quarters of the {people}"),
      .means = TEXT_KEY("from 71% to less than 75%"),
      .from = { 71, 100, false },
      .to = { 3, 4, true } },
    { .say = TEXT_KEY("nearly three-quarters"),
      .of = TEXT_KEY("nearly three-quarters of the {people}"),
      .means = TEXT_KEY("from 71% to less than 75%"),
      .from = { 71, 100, false },
      .to = { 3, 4, true } },
    { .say = TEXT_KEY("just over two-thirds"),
      .of = TEXT_KEY("just over two-thirds of the {people}"),
      .means = TEXT_KEY("more than two-thirds, up to 71%"),
      .from = { 2, 3, true },
      .to = { 71, 100, false } },
    { .say = TEXT_KEY("slightly more than two-thirds"),
      .of = TEXT_KEY("slightly more than two-thirds of the {people}"),
      .means = TEXT_KEY("more than two-thirds, up to 71%"),
      .from = { 2, 3, true },
      .to = { 71, 100, false } },
    { .say = TEXT_KEY("more than two-thirds"),
      .of = TEXT_KEY("more than two-thirds of the {people}"),
      .means = TEXT_KEY("more than two-thirds, but not everybody"),
      .from = { 2, 3, true },
      .to = { 1, 1, true } },
    { .say = TEXT_KEY("over two-thirds"),
      .of = TEXT_KEY("over two-thirds of the {people}"),
      .means = TEXT_KEY("more than two-thirds, but not everybody"),
      .from = { 2, 3, true },
      .to = { 1, 1, true } },
    { .say = TEXT_KEY("two-thirds"),
      .of = TEXT_KEY("two-thirds of the {people}"),
      .means = TEXT_KEY("65% to 68%"),
      .from = { 65, 100, false },
      .to = { 68, 100, false } },
    { .say = TEXT_KEY("about two-thirds"),
      .of = TEXT_KEY("about two-thirds of the {people}"),
      .means = TEXT_KEY("65% to 68%"),
      .from = { 65, 100, false },
      .to = { 68, 100, false } },
    { .say = TEXT_KEY("almost two-thirds"),
      .of = TEXT_KEY("almost two-thirds of the {people}"),
      .means = TEXT_KEY("from 62% to less than two-thirds"),
      .from = { 62, 100, false },
      .to = { 2, 3, true } },
    { .say = TEXT_KEY("nearly two-thirds"),
      .of = TEXT_KEY("nearly two-thirds of the {people}"),
      .means = TEXT_KEY("from 62% to less than two-thirds"),
      .from = { 62, 100, false },
      .to = { 2, 3, true } },
    { .say = TEXT_KEY("over half"),
      .of = TEXT_KEY("over half of the {people}"),
      .means = TEXT_KEY("more than half, but less than two-thirds"),
      .from = { 1, 2, true },
      .to = { 2, 3, true } },
    { .say = TEXT_KEY("more than half"),
      .of = TEXT_KEY("more than half of the {people}"),
      .means = TEXT_KEY("more than half, but less than two-thirds"),
      .from = { 1, 2, true },
      .to = { 2, 3, true } },
    { .say = TEXT_KEY("just over half"),
      .of = TEXT_KEY("just over half of the {people}"),
      .means = TEXT_KEY("more than half, up to 54%"),
      .from = { 1, 2, true },
      .to = { 54, 100, false } },
    { .say = TEXT_KEY("slightly more than half"),
      .of = TEXT_KEY("slightly more than half of the {people}"),
      .means = TEXT_KEY("more than half, up to 54%"),
      .from = { 1, 2, true },
      .to = { 54, 100, false } },
    { .say = TEXT_KEY("half"),
      .of = TEXT_KEY("half of the {people}"),
      .means = TEXT_KEY("one half, no more and no less"),
      .from = { 1, 2, false },
      .to = { 1, 2, false },
      .exact = true },
    { .say = TEXT_KEY("exactly half"),
      .of = TEXT_KEY("exactly half of the {people}"),
      .means = TEXT_KEY("one half, no more and no less"),
      .from = { 1, 2, false },
      .to = { 1, 2, false },
      .exact = true },
    { .say = TEXT_KEY("about half"),
      .of = TEXT_KEY("about half of the {people}"),
      .means = TEXT_KEY("40% to 60%, and the numbers are rounded"),
      .from = { 40, 100, false },
      .to = { 60, 100, false },
      .rounded = true },
    { .say = TEXT_KEY("just under half"),
      .of = TEXT_KEY("just under half of the {people}"),
      .means = TEXT_KEY("from 46% to less than half"),
      .from = { 46, 100, false },
      .to = { 1, 2, true } },
    { .say = TEXT_KEY("almost half"),
      .of = TEXT_KEY("almost half of the {people}"),
      .means = TEXT_KEY("from 46% to less than half"),
      .from = { 46, 100, false },
      .to = { 1, 2, true } },
    { .say = TEXT_KEY("fewer than half"),
      .of = TEXT_KEY("fewer than half of the {people}"),
      .means = TEXT_KEY("more than one-third, but less than half"),
      .from = { 1, 3, true },
      .to = { 1, 2, true } },
    { .say = TEXT_KEY("less than half"),
      .of = TEXT_KEY("less than half of the {people}"),
      .means = TEXT_KEY("more than one-third, but less than half"),
      .from = { 1, 3, true },
      .to = { 1, 2, true } },
    { .say = TEXT_KEY("about one-third"),
      .of = TEXT_KEY("about one-third of the {people}"),
      .means = TEXT_KEY("30% to 37%"),
      .from = { 30, 100, false },
      .to = { 37, 100, false } },
    { .say = TEXT_KEY("around one-third"),
      .of = TEXT_KEY("around one-third of the {people}"),
      .means = TEXT_KEY("30% to 37%"),
      .from = { 30, 100, false },
      .to = { 37, 100, false } },
    { .say = TEXT_KEY("fewer than one-third"),
      .of = TEXT_KEY("fewer than one-third of the {people}"),
      .means = TEXT_KEY("less than one-third, but somebody"),
      .from = { 0, 1, true },
      .to = { 1, 3, true } },
    { .say = TEXT_KEY("less than one-third"),
      .of = TEXT_KEY("less than one-third of the {people}"),
      .means = TEXT_KEY("less than one-third, but somebody"),
      .from = { 0, 1, true },
      .to = { 1, 3, true } },
    { .say = TEXT_KEY("more than a quarter"),
      .of = TEXT_KEY("more than a quarter of the {people}"),
      .means = TEXT_KEY("more than 25%, but less than one-third"),
      .from = { 1, 4, true },
      .to = { 1, 3, true } },
    { .say = TEXT_KEY("over a quarter"),
      .of = TEXT_KEY("over a quarter of the {people}"),
      .means = TEXT_KEY("more than 25%, but less than one-third"),
      .from = { 1, 4, true },
      .to = { 1, 3, true } },
    { .say = TEXT_KEY("a quarter"),
      .of = TEXT_KEY("a quarter of the {people}"),
      .means = TEXT_KEY("24% to 26%"),
      .from = { 24, 100, false },
      .to = { 26, 100, false } },
    { .say = TEXT_KEY("about a quarter"),
      .of = TEXT_KEY("about a quarter of the {people}"),
      .means = TEXT_KEY("24% to 26%"),
      .from = { 24, 100, false },
      .to = { 26, 100, false } },
    { .say = TEXT_KEY("fewer than a quarter"),
      .of = TEXT_KEY("fewer than a quarter of the {people}"),
      .means = TEXT_KEY("less than 25%, but somebody"),
      .from = { 0, 1, true },
      .to = { 1, 4, true } },
    { .say = TEXT_KEY("less than a quarter"),
      .of = TEXT_KEY("less than a quarter of the {people}"),
      .means = TEXT_KEY("less than 25%, but somebody"),
      .from = { 0, 1, true },
      .to = { 1, 4, true } },
    { .say = TEXT_KEY("a few"),
      .of = TEXT_KEY("a few of the {people}"),
      .means = TEXT_KEY("15% or fewer, from two to nine people"),
      .from = { 0, 1, true },
      .to = { 15, 100, false },
      .least = 2,
      .most = 9 },
    { .say = TEXT_KEY("a small number"),
      .of = TEXT_KEY("a small number of the {people}"),
      .means = TEXT_KEY("15% or fewer, from two to nine people"),
      .from = { 0, 1, true },
      .to = { 15, 100, false },
      .least = 2,
      .most = 9 },
    { .say = TEXT_KEY("a small minority"),
      .of = TEXT_KEY("a small minority of the {people}"),
      .means = TEXT_KEY("15% or fewer, but somebody"),
      .from = { 0, 1, true },
      .to = { 15, 100, false } },
    { .say = TEXT_KEY("few, if any,"),
      .of = TEXT_KEY("few, if any, of the {people}"),
      .means = TEXT_KEY(
          "nobody, or at most two people: rounded numbers do not say"),
      .from = { 0, 1, false },
      .to = { 1, 1, false },
      .most = 2,
      .n_least = 8,
      .rounded = true,
      .counts = true,
      .again = true },
    { .say = TEXT_KEY("only one"),
      .of = TEXT_KEY("only one of the {people}"),
      .means = TEXT_KEY("one person"),
      .from = { 0, 1, true },
      .to = { 1, 1, true },
      .least = 1,
      .most = 1,
      .exact = true,
      .counts = true,
      .again = true },
    { .say = TEXT_KEY("none"),
      .of = TEXT_KEY("none of the {people}"),
      .means = TEXT_KEY("nobody"),
      .from = { 0, 1, false },
      .to = { 0, 1, false },
      .exact = true,
      .again = true },
};
enum { WORDS = sizeof table / sizeof *table };

const struct part_word *part_words(int *count)
{
    *count = WORDS;
    return table;
}

/* ---- whether a word is true ---------------------------------------------- */

/* Above zero if k of n is more than the share at this end. */
static long past(const struct part_end *end, long k, long n)
{
    return k * end->in - end->of * n;
}

bool part_is_true(const struct part_word *word, long k, long n)
{
    assert(k >= 0 && n > 0 && k <= n);
    long from = past(&word->from, k, n);
    long to = past(&word->to, k, n);
    return (word->from.without ? from > 0 : from >= 0) &&
           (word->to.without ? to < 0 : to <= 0) && k >= word->least &&
           (!word->most || k <= word->most) && n - k >= word->left_least &&
           (!word->left_most || n - k <= word->left_most) &&
           n >= word->n_least && (!word->n_most || n <= word->n_most);
}

bool part_holds(const struct part_word *word, const struct part_count *count)
{
    long sums = count->sums > 1 ? count->sums : 1;
    long off = count->rounded ? PART_ROUNDED_TO / 2 * sums : 0;
    if (count->rounded ? word->exact : word->rounded)
        return false;
    for (long n = count->n - off; n <= count->n + off; n++)
        for (long k = count->k - off; k <= count->k + off; k++)
            if (n > 0 && k >= 0 && k <= n && !part_is_true(word, k, n))
                return false;
    return true;
}

/* ---- which word is said -------------------------------------------------- */

/* How much a word leaves open, in hundredths of a hundredth; a word that counts
 * people leaves nothing open. */
static long width(const struct part_word *word)
{
    enum { WHOLE = 10000 };
    if (word->counts)
        return -1;
    return word->to.of * WHOLE / word->to.in -
           word->from.of * WHOLE / word->from.in;
}

static bool is_used(const struct part_used *used, const struct part_word *word)
{
    for (int i = 0; used && i < used->count; i++)
        if (used->words[i] == word)
            return true;
    return false;
}

static const struct part_word *narrowest(const struct part_count *count,
                                         const struct part_used *used)
{
    bool in_numbers = !count->rounded && count->n < PART_FEW;
    const struct part_word *found = NULL;
    for (int i = 0; i < WORDS; i++) {
        const struct part_word *word = &table[i];
        bool is_number = word->counts || word->again;
        if ((!in_numbers || is_number) && !is_used(used, word) &&
            part_holds(word, count) && (!found || width(word) < width(found)))
            found = word;
    }
    return found;
}

const struct part_word *part_choose(const struct part_count *count,
                                    struct part_used *used)
{
    enum { WIDE = 1700, WIDEST = 3400 };
    const struct part_word *first = narrowest(count, NULL);
    const struct part_word *word = narrowest(count, used);
    if (!first || width(first) > WIDEST)
        return NULL; /* the number says more */
    if (word != first &&
        (!word || (width(word) > width(first) && width(word) > WIDE)))
        word = count->rounded ? first : NULL;
    if (word && used && !word->again && used->count < PART_USED)
        used->words[used->count++] = word;
    return word;
}

/* ---- numbers ------------------------------------------------------------- */

str part_capital(struct arena *arena, str text)
{
    struct text capital = { .arena = arena };
    bool small = text.size > 0 && text.at[0] >= 'a' && text.at[0] <= 'z';
    if (!small)
        return text;
    text_add_char(&capital, (char)(text.at[0] - 'a' + 'A'));
    text_add(&capital, text_slice(text, 1, text.size));
    return text_view(&capital);
}

str part_number(const struct words *words, struct arena *arena, long n,
                bool begins)
{
    bool welsh = text_equal(words_language(words), S("cy"));
    struct text digits = { .arena = arena };
    if (begins)
        return part_capital(arena,
                            words_spell(words, arena, n, WORDS_MASCULINE));
    if (n <= (welsh ? 10 : 9)) /* Cymraeg Clir has ten in letters */
        return words_spell(words, arena, n, WORDS_MASCULINE);
    text_add_number(&digits, n);
    return text_view(&digits);
}
