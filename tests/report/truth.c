/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every sentence is true of the returns it was made from, in both languages and
 * both profiles: those about people, and lists, openings, and what is said of
 * questions that are not told of.
 */
#include "base/catalogue.h"
#include "cases.h"
#include "reading.h"
#include "report/narrate.h"
#include "report/part.h"
#include "report/rounding.h"

enum { SURVEYS = 150, MOST_PEOPLE = 60 };

/* ---- lists ---------------------------------------------------------------- */

static str item_of(const struct reading *reading, int q, int c, int f)
{
    struct tally_finding found = reading->tally->findings[q][f];
    long k = reading_seen(reading, reading->tally->questions[q].counts[c]);
    long n = reading_seen(reading, found.n);
    long percent = (200 * k + n) / (2 * n);
    bool is_small = !reading->rounded && n < PART_FEW;
    if (k < n)
        percent = percent < 1 ? 1 : percent > 99 ? 99 : percent;
    struct slot slots[] = {
        SLOT("item", dressed_name(reading->arena, "item-", q, c)),
        SLOT("k", part_number(reading->words, reading->arena, k, false)),
        SLOT("n", part_number(reading->words, reading->arena, n, false)),
        COUNT("percent", percent),
    };
    const char *pattern = reading->rounded ? "{item} (about {percent}%)"
                                           : "{item} ({percent}%)";
    if (reading->rounded && (n < 20 || k >= n))
        return slots[0].value;
    return text_fill(reading->arena,
                     is_small ? words_say_count(reading->words,
                                                "{item} ({k} of the {n})",
                                                "{item} ({k} of the {n})", n)
                              : words_say(reading->words, pattern),
                     slots, 4);
}

/* "Listed bc: item-ba (33%); …", the most frequent first. */
static bool read_list(const struct reading *reading, str rest)
{
    int q = rest.at[7] - 'a';
    int f = rest.at[8] - 'a';
    long before = MOST_PEOPLE + PART_ROUNDED_TO;
    int count = 0;
    str item;
    rest = text_slice(rest, 11, rest.size);
    while (text_cut(&rest, ';', &item)) {
        item = text_trim(item);
        int c = item.at[6] - 'a';
        long k = reading_seen(reading, reading->tally->questions[q].counts[c]);
        if (!text_equal(item, item_of(reading, q, c, f)) || k > before || k < 1)
            return false;
        before = k;
        count++;
    }
    return count > 0 && reading_refers(reading, q);
}

/* ---- what is not told ----------------------------------------------------- */

enum gap { NOT_ASKED, NO_ANSWER, NOT_SURE, NOT_APPLIED, FEW, WORKED_OUT, GAPS };

static const char *const gap_says[GAPS] = {
    "Nobody was asked the following, as that depended on earlier answers: "
    "{questions}",
    "Nobody gave an answer to: {questions}",
    "Nobody gave a definite answer to: {questions}",
    "All who gave a definite answer to the following said that it did not "
    "apply to them: {questions}",
    "No numbers are published for the following, because so few people were "
    "asked or answered: {questions}",
    "No numbers are published for the following, because they would let "
    "somebody work out a small number: {questions}",
};

static bool is_gap(const struct reading *reading, enum gap gap, int q)
{
    const struct form_question *asked = &reading->survey->form->questions[q];
    const struct tally_question *counts = &reading->tally->questions[q];
    long outside = 0;
    for (int c = 0; c < asked->choice_count; c++)
        outside += asked->choices[c].outside_base ? counts->counts[c] : 0;
    if (gap == FEW || gap == WORKED_OUT)
        return reading->rounded;
    if (gap == NOT_ASKED)
        return !reading->rounded && counts->routed == 0;
    return !reading->rounded && counts->routed > 0 && counts->base == 0 &&
           (gap == NOT_APPLIED) == (outside > 0) &&
           (gap == NO_ANSWER) == (counts->answered == 0);
}

static bool read_gap(const struct reading *reading, str text, bool *is_one)
{
    for (int gap = 0; gap < GAPS; gap++) {
        str start = reading_fill(reading, gap_says[gap], "questions", S(""));
        str label;
        if (!text_starts(text, start))
            continue;
        *is_one = true;
        str rest = text_slice(text, start.size, text.size);
        while (text_cut(&rest, ';', &label)) {
            size_t at = text_find(label, S("Label "));
            int q = label.at[at + 6] - 'a';
            if (!is_gap(reading, (enum gap)gap, q) ||
                !reading_refers(reading, q))
                return false;
        }
        return true;
    }
    return false;
}

/* ---- sections ------------------------------------------------------------- */

static void check_shape(str text)
{
    bool has_shape = text.size > 1 && text.at[0] >= 'A' && text.at[0] <= 'Z' &&
                     text_ends(text, S(".")) && !text_ends(text, S("..")) &&
                     text_find(text, S("{")) == text.size &&
                     text_find(text, S("  ")) == text.size;
    if (!has_shape)
        fail_msg("no whole sentence: %.*s", TEXT_ARGS(text));
}

static void check_sentence(struct reading *reading,
                           const struct narrate_sentence *sentence)
{
    str text = text_slice(sentence->text, 0, sentence->text.size - 1);
    bool is_one = false;
    check_shape(sentence->text);
    reading->sentence = sentence;
    if (read_gap(reading, text, &is_one))
        return;
    if (is_one ||
        !(text_starts(text, S("Listed ")) ? read_list(reading, text)
                                          : reading_people(reading, text)))
        fail_msg("not true, or not to be read: %.*s",
                 TEXT_ARGS(sentence->text));
}

static void check_opening(const struct reading *reading, str opening)
{
    long returns = reading->tally->returns;
    const struct form_phrase *phrase = reading->survey->form->opening;
    str n = reading->rounded ? reading_number(reading, rounding_of(returns))
            : returns == 0   ? words_say(reading->words, "no")
                             : words_spell(reading->words, reading->arena,
                                           returns, WORDS_MASCULINE);
    struct slot slot = SLOT("n", n);
    str told = text_fill(
        reading->arena,
        form_count(reading->words, phrase, reading_seen(reading, returns)),
        &slot, 1);
    check_shape(opening);
    if (reading->rounded && returns < 10)
        told = words_say(reading->words,
                         "Fewer than ten questionnaires were completed, and "
                         "nothing is published of so few");
    if (opening.size <= told.size ||
        !reading_same(text_slice(opening, 0, told.size), told))
        fail_msg("not how many came: %.*s", TEXT_ARGS(opening));
}

static int check_section(struct reading *reading,
                         const struct safe_table *table)
{
    const struct form *form = reading->survey->form;
    const char *optional[SURVEY_QUESTIONS + 1] = { NULL };
    int count = 0;
    for (int q = 0; q < form->question_count; q++)
        optional[q] = dressed_name(reading->arena, "b", q, -1).at;
    struct narrate_wish wish = { .words = reading->words,
                                 .service = S("YOS"),
                                 .optional = optional };
    const struct narrate_section *section = narrate_section(reading->arena,
                                                            table, &wish);
    check_opening(reading, section->opening.text);
    for (int b = 0; b < section->bullet_count; b++)
        for (int s = 0; s < section->bullets[b].sentence_count; s++, count++)
            check_sentence(reading, &section->bullets[b].sentences[s]);
    return count;
}

static struct words *open_words(bool welsh, const struct catalogue *catalogue)
{
    struct fault fault = { 0 };
    struct words *words = words_open(welsh ? S("cy") : WORDS_ENGLISH,
                                     welsh ? catalogue : NULL, &fault);
    assert_non_null(words);
    return words;
}

/* One survey, of as many people as `people`; gives how many sentences. */
static int check_survey(uint64_t seed, long people,
                        const struct catalogue *catalogue)
{
    struct arena *arena = arena_make();
    struct fault fault = { .arena = arena };
    struct chance chance = { seed };
    struct survey *survey = survey_make(arena, seed);
    struct tally *tally = tally_make(arena, survey->form);
    int count = 0;
    for (long i = 0; i < people && i < survey->people; i++)
        tally_add(tally, survey->answers[i]);
    dressed_up(arena, &chance, survey->form);
    for (int way = 0; way < 4; way++) {
        bool rounded = way & 1;
        struct words *words = open_words(way & 2, catalogue);
        struct reading reading = { .arena = arena,
                                   .words = words,
                                   .survey = survey,
                                   .tally = tally,
                                   .rounded = rounded };
        count += check_section(
            &reading,
            guard_table(arena, tally,
                        rounded ? GUARD_PUBLICATION : GUARD_INSPECTION,
                        rounded ? S("") : S("an inspector"), &fault));
        words_close(words);
    }
    arena_destroy(arena);
    return count;
}

static void every_sentence_is_true_of_the_returns(void **state)
{
    struct fault fault = { 0 };
    struct catalogue *catalogue = catalogue_open(S(TESTS_CATALOGUES "/cy.mo"),
                                                 &fault);
    struct chance chance = { 3 };
    int count = 0;
    assert_non_null(catalogue);
    for (uint64_t seed = 0; seed < SURVEYS; seed++)
        count += check_survey(
            seed, (long)chance_below(&chance, MOST_PEOPLE + 1), catalogue);
    assert_true(count > SURVEYS * 10);
    catalogue_close(catalogue);
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        { .name = "every sentence is true of the returns",
          .test_func = every_sentence_is_true_of_the_returns },
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
