/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words for k of n: that each is true wherever it is said, in both languages,
 * by definitions that stand here and not in the program. */
#include "report/part.h"

#include <stdlib.h>

#include "base/catalogue.h"
#include "cases.h"

enum { MOST_PEOPLE = 500 };

/* What a reader would say that a word means: a share in ten thousandths, ends
 * included, or a number of people. */
struct meaning {
    const char *english;
    const char *welsh;
    int from;
    int to;
    bool counts;
    long k;    /* that many people, or -1 */
    long left; /* that many others, or -1 */
};

#define SHARE(first, last) .from = (first), .to = (last), .k = -1, .left = -1
static const struct meaning meanings[] = {
    { "all", "pob un", SHARE(10000, 10000) },
    { "all or nearly all", "pob un neu bron pob un", SHARE(8500, 10000) },
    { "almost all", "bron pob un", SHARE(9300, 9999) },
    { "the vast majority", "y mwyafrif helaeth", SHARE(8500, 9999) },
    { "the great majority", "y mwyafrif mawr", SHARE(8500, 9999) },
    { "more than three-quarters", "mwy na thri chwarter ohonyn nhw",
      SHARE(7501, 9999) },
    { "over three-quarters", "dros dri chwarter ohonyn nhw",
      SHARE(7501, 9999) },
    { "three-quarters", "tri chwarter ohonyn nhw", SHARE(7400, 7600) },
    { "about three-quarters", "tua thri chwarter ohonyn nhw",
      SHARE(7400, 7600) },
    { "almost three-quarters", "bron tri chwarter ohonyn nhw",
      SHARE(7100, 7499) },
    { "nearly three-quarters", "ychydig llai na thri chwarter ohonyn nhw",
      SHARE(7100, 7499) },
    { "just over two-thirds", "ychydig dros ddwy ran o dair ohonyn nhw",
      SHARE(6667, 7100) },
    { "slightly more than two-thirds",
      "ychydig mwy na dwy ran o dair ohonyn nhw", SHARE(6667, 7100) },
    { "more than two-thirds", "mwy na dwy ran o dair ohonyn nhw",
      SHARE(6667, 9999) },
    { "over two-thirds", "dros ddwy ran o dair ohonyn nhw", SHARE(6667, 9999) },
    { "two-thirds", "dwy ran o dair ohonyn nhw", SHARE(6500, 6800) },
    { "about two-thirds", "tua dwy ran o dair ohonyn nhw", SHARE(6500, 6800) },
    { "almost two-thirds", "bron dwy ran o dair ohonyn nhw",
      SHARE(6200, 6666) },
    { "nearly two-thirds", "ychydig llai na dwy ran o dair ohonyn nhw",
      SHARE(6200, 6666) },
    { "over half", "dros hanner ohonyn nhw", SHARE(5001, 6666) },
    { "more than half", "mwy na hanner ohonyn nhw", SHARE(5001, 6666) },
    { "just over half", "ychydig dros hanner ohonyn nhw", SHARE(5001, 5400) },
    { "slightly more than half", "ychydig mwy na hanner ohonyn nhw",
      SHARE(5001, 5400) },
    { "half", "hanner ohonyn nhw", SHARE(5000, 5000) },
    { "exactly half", "union hanner ohonyn nhw", SHARE(5000, 5000) },
    { "about half", "tua hanner ohonyn nhw", SHARE(4000, 6000) },
    { "just under half", "ychydig llai na hanner ohonyn nhw",
      SHARE(4600, 4999) },
    { "almost half", "bron hanner ohonyn nhw", SHARE(4600, 4999) },
    { "fewer than half", "llai na hanner ohonyn nhw", SHARE(3333, 4999) },
    { "less than half", "o dan hanner ohonyn nhw", SHARE(3333, 4999) },
    { "about one-third", "tua thraean ohonyn nhw", SHARE(3000, 3700) },
    { "around one-third", "oddeutu traean ohonyn nhw", SHARE(3000, 3700) },
    { "fewer than one-third", "llai na thraean ohonyn nhw", SHARE(1, 3333) },
    { "less than one-third", "o dan draean ohonyn nhw", SHARE(1, 3333) },
    { "more than a quarter", "mwy na chwarter ohonyn nhw", SHARE(2501, 3333) },
    { "over a quarter", "dros chwarter ohonyn nhw", SHARE(2501, 3333) },
    { "a quarter", "chwarter ohonyn nhw", SHARE(2400, 2600) },
    { "about a quarter", "tua chwarter ohonyn nhw", SHARE(2400, 2600) },
    { "fewer than a quarter", "llai na chwarter ohonyn nhw", SHARE(1, 2499) },
    { "less than a quarter", "o dan chwarter ohonyn nhw", SHARE(1, 2499) },
    { "a few", "ychydig ohonyn nhw", SHARE(1, 1500) },
    { "a small number", "nifer fach ohonyn nhw", SHARE(1, 1500) },
    { "a small minority", "lleiafrif bach ohonyn nhw", SHARE(1, 1500) },
    { "few, if any,", "ychydig, os neb,", .counts = true, .k = 2, .left = -1 },
    { "all except one", "pob un ond un", .counts = true, .k = -1, .left = 1 },
    { "all but one", "pob un heblaw am un", .counts = true, .k = -1,
      .left = 1 },
    { "only one", "un yn unig", .counts = true, .k = 1, .left = -1 },
    { "none", "neb", .counts = true, .k = 0, .left = -1 },
};
enum { MEANINGS = sizeof meanings / sizeof *meanings };

/* One is one, and none is none; two and four are the most that rounding
 * leaves open. */
static bool is_number(long wanted, long number)
{
    return wanted < 0 || number == wanted || (wanted > 1 && number < wanted);
}

/* The share in ten thousandths; what is between two of them goes to the side
 * that is nearer the middle of nothing, so that ends stay sharp. */
static bool means(const struct meaning *meaning, long k, long n)
{
    if (meaning->counts)
        return is_number(meaning->k, k) && is_number(meaning->left, n - k);
    long down = k * 10000 / n;
    long up = (k * 10000 + n - 1) / n;
    return up >= meaning->from && down <= meaning->to;
}

struct both {
    struct catalogue *catalogue;
    struct words *languages[2];
};

static struct both open_both(struct arena *arena)
{
    struct fault fault = { .arena = arena };
    struct both both = { 0 };
    both.catalogue = catalogue_open(S(TESTS_CATALOGUES "/cy.mo"), &fault);
    assert_non_null(both.catalogue);
    both.languages[0] = words_open(WORDS_ENGLISH, NULL, &fault);
    both.languages[1] = words_open(S("cy"), both.catalogue, &fault);
    assert_true(both.languages[0] && both.languages[1]);
    return both;
}

static void close_both(struct both both)
{
    words_close(both.languages[0]);
    words_close(both.languages[1]);
    catalogue_close(both.catalogue);
}

/* What a word of the program means to a reader of the language. */
static const struct meaning *find_meaning(str said, bool welsh)
{
    for (int i = 0; i < MEANINGS; i++)
        if (text_equal(
                said, text_of(welsh ? meanings[i].welsh : meanings[i].english)))
            return &meanings[i];
    fail_msg("nobody knows what this means: %.*s", TEXT_ARGS(said));
    return NULL;
}

/* The meanings of all words in the order of the program's table. */
struct dictionary {
    const struct part_word *table;
    const struct meaning *meanings[2][MEANINGS];
};

static struct dictionary open_dictionary(struct arena *arena)
{
    struct dictionary dictionary = { 0 };
    struct both both = open_both(arena);
    int count;
    dictionary.table = part_words(&count);
    assert_int_equal(count, MEANINGS);
    for (int i = 0; i < count; i++)
        for (int welsh = 0; welsh < 2; welsh++)
            dictionary.meanings[welsh][i] = find_meaning(
                words_say(both.languages[welsh], dictionary.table[i].say),
                welsh);
    close_both(both);
    return dictionary;
}

static void check_true(const struct dictionary *dictionary,
                       const struct part_word *word, long k, long n)
{
    for (int welsh = 0; welsh < 2; welsh++)
        if (!means(dictionary->meanings[welsh][word - dictionary->table], k, n))
            fail_msg("%s is not true of %ld of %ld", word->say, k, n);
}

static void each_word_is_true_of_all_k_of_up_to_500(void **state)
{
    struct dictionary dictionary = open_dictionary(*state);
    long said = 0;
    for (long n = 1; n <= MOST_PEOPLE; n++)
        for (long k = 0; k <= n; k++) {
            struct part_count count = { .k = k, .n = n };
            struct part_used used = { .count = 0 };
            const struct part_word *before = NULL;
            const struct part_word *word;
            while ((word = part_choose(&count, &used)) && word != before) {
                check_true(&dictionary, word, k, n);
                before = word;
                said++;
            }
            if (n >= PART_FEW)
                assert_non_null(used.count ? used.words[0] : before);
        }
    assert_true(said > 200000);
}

/* Checks a word for rounded numbers of which each adds up so many. */
static int check_rounded(const struct dictionary *dictionary, long k, long n,
                         long sums)
{
    struct part_count count = { .k = k, .n = n, .rounded = true, .sums = sums };
    const struct part_word *word = part_choose(&count, NULL);
    long off = sums > 1 ? 2 * sums : 2;
    for (long i = n - off; word && i <= n + off; i++)
        for (long j = k - off; j <= k + off; j++)
            if (j >= 0 && j <= i)
                check_true(dictionary, word, j, i);
    return word != NULL;
}

static void each_word_is_true_of_all_that_may_be_behind_rounding(void **state)
{
    struct dictionary dictionary = open_dictionary(*state);
    int said = 0;
    for (long n = 5; n <= MOST_PEOPLE; n += 5)
        for (long k = 0; k <= n; k += 5)
            said += check_rounded(&dictionary, k, n, 0);
    assert_true(said > 3500);
}

static void it_is_true_of_all_that_may_be_behind_several(void **state)
{
    struct dictionary dictionary = open_dictionary(*state);
    int said = 0;
    for (long n = 10; n <= MOST_PEOPLE; n += 5)
        for (long k = 0; k <= n; k += 5)
            said += check_rounded(&dictionary, k, n, 2);
    assert_true(said > 3000);
}

static void only_one_is_never_said_of_rounded_numbers(void **state)
{
    (void)state;
    int count;
    const struct part_word *table = part_words(&count);
    for (int i = 0; i < count; i++)
        for (long n = 0; n <= MOST_PEOPLE; n++) {
            struct part_count one = { .k = 1, .n = n, .rounded = true };
            struct part_count others = { .k = n, .n = n, .rounded = true };
            if (!table[i].exact)
                continue;
            assert_false(part_holds(&table[i], &one));
            assert_false(part_holds(&table[i], &others));
        }
}

/* ---- a larger share never gets a smaller word ---------------------------- */

struct said {
    long k;
    long n;
    const struct part_word *word;
    int from;
    int to;
};

static struct said say_of(const struct dictionary *dictionary, long k, long n)
{
    struct part_count count = { .k = k, .n = n };
    struct said said = { .k = k, .n = n, .word = part_choose(&count, NULL) };
    if (!said.word)
        return said;
    const struct meaning *meaning =
        dictionary->meanings[0][said.word - dictionary->table];
    bool low = meaning->counts && meaning->k >= 0;
    said.from = meaning->counts ? (low ? 0 : 9998) : meaning->from;
    said.to = meaning->counts ? (low ? 1 : 9999) : meaning->to;
    return said;
}

static void more_people_of_as_many_never_get_a_smaller_word(void **state)
{
    struct dictionary dictionary = open_dictionary(*state);
    for (long n = PART_FEW; n <= MOST_PEOPLE; n++)
        for (long k = 0; k < n; k++) {
            struct said fewer = say_of(&dictionary, k, n);
            struct said more = say_of(&dictionary, k + 1, n);
            if (fewer.from > more.from || fewer.to > more.to)
                fail_msg("%s of %ld, %s of one more, of %ld", fewer.word->say,
                         k, more.word->say, n);
        }
}

static int by_share(const void *one, const void *other)
{
    const struct said *a = one;
    const struct said *b = other;
    long difference = a->k * b->n - b->k * a->n;
    return (difference > 0) - (difference < 0);
}

static void a_larger_share_of_others_never_gets_a_smaller_word(void **state)
{
    struct dictionary dictionary = open_dictionary(*state);
    struct said *all = arena_array(*state, struct said,
                                   MOST_PEOPLE * (MOST_PEOPLE + 1));
    size_t count = 0;
    for (long n = PART_FEW; n <= MOST_PEOPLE; n++)
        for (long k = 0; k <= n; k++) {
            struct said said = say_of(&dictionary, k, n);
            if (!said.word->exact)
                all[count++] = said;
        }
    qsort(all, count, sizeof *all, by_share);
    for (size_t i = 1; i < count; i++)
        if (all[i - 1].from > all[i].from || all[i - 1].to > all[i].to)
            fail_msg("%s of %ld/%ld, but %s of %ld/%ld", all[i - 1].word->say,
                     all[i - 1].k, all[i - 1].n, all[i].word->say, all[i].k,
                     all[i].n);
    assert_true(count > 100000);
}

static void of_fewer_than_ten_only_people_are_counted(void **state)
{
    (void)state;
    for (long n = 1; n < PART_FEW; n++)
        for (long k = 0; k <= n; k++) {
            struct part_count count = { .k = k, .n = n };
            const struct part_word *word = part_choose(&count, NULL);
            bool counted = k == 0 || k == 1 || k == n || (k == n - 1 && n >= 5);
            assert_int_equal(word != NULL, counted);
        }
}

/* ---- cases in text ------------------------------------------------------- */

static long next_number(str line, size_t *at)
{
    str word;
    long number = -1;
    assert_true(text_word(line, at, &word) && text_integer(word, &number));
    return number;
}

static void add_word(struct text *out, const struct words *words,
                     const struct part_word *word)
{
    text_add(out, word ? words_say(words, word->say) : S("in numbers"));
    text_add_char(out, '\n');
}

/* "word en 20 32", "again en 30 32", "rounded en 15 30", "number en 49",
 * "begins en 49" */
static void run_line(struct arena *arena, struct text *out, str line)
{
    struct both both = open_both(arena);
    size_t at = 0;
    str verb = S("");
    str language = S("");
    assert_true(text_word(line, &at, &verb) && text_word(line, &at, &language));
    const struct words *words = both.languages[text_equal(language, S("cy"))];
    struct part_count count = { .k = next_number(line, &at) };
    bool begins = text_equal(verb, S("begins"));
    if (begins || text_equal(verb, S("number"))) {
        text_add(out, part_number(words, arena, count.k, begins));
        text_add_char(out, '\n');
        close_both(both);
        return;
    }
    struct part_used used = { .count = 0 };
    count.n = next_number(line, &at);
    count.rounded = text_equal(verb, S("rounded"));
    const struct part_word *word = part_choose(&count, &used);
    if (text_equal(verb, S("again")))
        word = part_choose(&count, &used);
    add_word(out, words, word);
    close_both(both);
}

static str run(struct arena *arena, const struct cases_case *one)
{
    struct text out = { .arena = arena };
    str rest = cases_input(one);
    str line;
    while (text_cut(&rest, '\n', &line))
        if (line.size > 0)
            run_line(arena, &out, line);
    return text_view(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASES_TEST("each word is true of all k of n up to 500",
                   each_word_is_true_of_all_k_of_up_to_500),
        CASES_TEST("each word is true of all that may be behind rounding",
                   each_word_is_true_of_all_that_may_be_behind_rounding),
        CASES_TEST("it is true of all that may be behind several rounded "
                   "numbers",
                   it_is_true_of_all_that_may_be_behind_several),
        CASES_TEST("only one is never said of rounded numbers",
                   only_one_is_never_said_of_rounded_numbers),
        CASES_TEST("more people of as many never get a smaller word",
                   more_people_of_as_many_never_get_a_smaller_word),
        CASES_TEST("a larger share of others never gets a smaller word",
                   a_larger_share_of_others_never_gets_a_smaller_word),
        CASES_TEST("of fewer than ten only people are counted",
                   of_fewer_than_ten_only_people_are_counted),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return cases_run("report/part.cases", run) || failed;
}
