/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sections of five published reports, through the whole chain: returns of
 * tests/report/sections/NAME-FORM.csv are read, added up, guarded and told.
 * NAME.LANGUAGE.txt is what a named inspector reads, NAME.LANGUAGE.public.txt
 * what anybody may. README.md there says which numbers are the reports' own,
 * and figures.txt holds the returns to each of them.
 */
#include "base/catalogue.h"
#include "interview/given.h"
#include "report/guard.h"
#include "report/narrate.h"

enum { MOST = 4, QUOTED = 2 };

/* One report. Quoted are the first comments on a question. */
struct report {
    const char *name;
    const char *service;
    const char *optional[MOST];
    const char *quoted[MOST];
    const char *passed[MOST];
};

static const struct report reports[] = {
    { .name = "coventry-2011",
      .service = "YOS",
      .optional = { "offend_each", "satisfaction_each" },
      .quoted = { "made_easier", "what_changed", "satisfaction_why" } },
    { .name = "derbyshire-2012",
      .service = "YOS",
      .optional = { "offend_each", "helped_offending", "satisfaction_each" },
      .quoted = { "made_easier", "what_changed", "why_less", "comments" },
      .passed = { "suggestions", "comments" } },
    { .name = "halton-and-warrington-2009",
      .service = "YOT",
      .optional = { "satisfaction_each" },
      .quoted = { "suggestions", "comments" } },
    { .name = "luton-2012",
      .service = "YOS",
      .optional = { "offend_each" },
      .quoted = { "made_easier", "what_changed" } },
    { .name = "wandsworth-2012",
      .service = "YOS",
      .optional = { "agreement" },
      .quoted = { "why_less", "comments", "satisfaction_why" } },
};

static const char *const forms[] = { "young-people", "victims" };
enum { FORMS = sizeof forms / sizeof *forms };

static str path_of(struct arena *arena, const char *name, const char *more)
{
    struct text path = { .arena = arena };
    text_add(&path, S("tests/report/sections/"));
    text_add(&path, text_of(name));
    text_add(&path, text_of(more));
    return text_view(&path);
}

/* ---- returns -------------------------------------------------------------- */

/* Takes a field from the front, with its comma or line end; gives whether the
 * row goes on. In quotation marks there may be commas, but none of those. */
static bool take_field(str *rest, str *field)
{
    bool quoted = text_starts(*rest, S("\""));
    size_t from = quoted;
    size_t end = from;
    while (end < rest->size &&
           (quoted ? rest->at[end] != '"'
                   : rest->at[end] != ',' && rest->at[end] != '\n'))
        end++;
    *field = text_slice(*rest, from, end);
    end += quoted;
    assert_true(end < rest->size);
    bool goes_on = rest->at[end] == ',';
    assert_true(goes_on || rest->at[end] == '\n');
    *rest = text_slice(*rest, end + 1, rest->size);
    return goes_on;
}

static void take_answer(struct answers *answers, str name, str given)
{
    int question = form_question(answers->form, name);
    size_t at = 0;
    str word;
    assert_true(question >= 0);
    if (answers->form->questions[question].kind == FORM_MANY)
        while (text_word(given, &at, &word))
            given_answer(answers, name, word);
    else if (given.size > 0)
        given_answer(answers, name, given);
}

struct returns {
    struct tally *tally;
    struct answers *first[64]; /* as many as any of the files has */
    int count;
};

static struct returns read_returns(struct arena *arena, str content,
                                   const struct form *form)
{
    enum { COLUMNS = 32 };
    struct returns returns = { .tally = tally_make(arena, form) };
    str names[COLUMNS];
    int columns = 0;
    do
        assert_true(columns < COLUMNS);
    while (take_field(&content, &names[columns++]));
    while (content.size > 0) {
        struct answers *answers = answers_make(arena, form);
        for (int c = 0; c < columns; c++) {
            str given;
            assert_int_equal(take_field(&content, &given), c + 1 < columns);
            if (text_equal(names[c], S("language")))
                assert_true(text_equal(given, S("en")) ||
                            text_equal(given, S("cy")));
            else
                take_answer(answers, names[c], given);
        }
        tally_add(returns.tally, answers);
        assert_true(returns.count < 64);
        returns.first[returns.count++] = answers;
    }
    return returns;
}

static struct returns returns_of(struct arena *arena, const char *name,
                                 const char *form_name)
{
    struct text form_path = { .arena = arena };
    struct text more = { .arena = arena };
    text_add(&form_path, S("assets/questionnaires/"));
    text_add(&form_path, text_of(form_name));
    text_add(&form_path, S(".yaml"));
    text_add(&more, S("-"));
    text_add(&more, text_of(form_name));
    text_add(&more, S(".csv"));
    str path = path_of(arena, name, text_view(&more).at);
    return read_returns(arena, cases_file(arena, path.at),
                        given_form(arena, text_view(&form_path).at));
}

/* ---- telling -------------------------------------------------------------- */

struct wishes {
    struct narrate_quote quotes[MOST * QUOTED];
    int quote_count;
    int passed[MOST];
    int passed_count;
};

static void quote(struct wishes *wishes, const struct returns *returns,
                  int question)
{
    int left = QUOTED;
    for (int i = 0; i < returns->count && left > 0; i++) {
        const struct answer *answer = &returns->first[i]->all[question];
        if (!answer->given)
            continue;
        wishes->quotes[wishes->quote_count++] =
            (struct narrate_quote){ question, answer->words };
        left--;
    }
}

static struct wishes wishes_of(const struct report *report,
                               const struct returns *returns)
{
    struct wishes wishes = { .quote_count = 0 };
    const struct form *form = returns->tally->form;
    for (int i = 0; i < MOST && report->quoted[i]; i++) {
        int question = form_question(form, text_of(report->quoted[i]));
        if (question >= 0)
            quote(&wishes, returns, question);
    }
    for (int i = 0; i < MOST && report->passed[i]; i++) {
        int question = form_question(form, text_of(report->passed[i]));
        if (question >= 0)
            wishes.passed[wishes.passed_count++] = question;
    }
    return wishes;
}

static void add_section(struct text *out, const struct narrate_section *section)
{
    text_add(out, section->heading);
    text_add_char(out, '\n');
    text_add(out, section->opening.text);
    text_add_char(out, '\n');
    for (int b = 0; b < section->bullet_count; b++) {
        text_add_char(out, '-');
        for (int s = 0; s < section->bullets[b].sentence_count; s++) {
            text_add_char(out, ' ');
            text_add(out, section->bullets[b].sentences[s].text);
        }
        text_add_char(out, '\n');
    }
}

/* Both sections of a report. */
static str tell(struct arena *arena, const struct report *report,
                const struct words *words, enum guard_profile profile)
{
    bool welsh = !text_equal(words_language(words), WORDS_ENGLISH);
    struct text out = { .arena = arena };
    struct fault fault = { .arena = arena };
    for (int f = 0; f < FORMS; f++) {
        struct returns returns = returns_of(arena, report->name, forms[f]);
        struct wishes wishes = wishes_of(report, &returns);
        struct narrate_wish wish = { .words = words,
                                     .service = welsh
                                                    ? S("TTI")
                                                    : text_of(report->service),
                                     .quotes = wishes.quotes,
                                     .quote_count = wishes.quote_count,
                                     .passed = wishes.passed,
                                     .passed_count = wishes.passed_count,
                                     .optional = report->optional,
                                     .form = f };
        struct safe_table *table = guard_table(
            arena, returns.tally, profile,
            profile == GUARD_INSPECTION ? S("HMI Probation") : S(""), &fault);
        assert_non_null(table);
        text_add(&out, f ? S("\n") : S(""));
        add_section(&out, narrate_section(arena, table, &wish));
    }
    return text_view(&out);
}

static const struct {
    const char *file;
    enum guard_profile profile;
    bool welsh;
} tellings[] = {
    { ".en.txt", GUARD_INSPECTION, false },
    { ".cy.txt", GUARD_INSPECTION, true },
    { ".en.public.txt", GUARD_PUBLICATION, false },
    { ".cy.public.txt", GUARD_PUBLICATION, true },
};
enum { TELLINGS = sizeof tellings / sizeof *tellings };

static str tell_in(struct arena *arena, const struct report *report, int t)
{
    struct fault fault = { .arena = arena };
    bool welsh = tellings[t].welsh;
    struct catalogue *catalogue =
        welsh ? catalogue_open(S(TESTS_CATALOGUES "/cy.mo"), &fault) : NULL;
    struct words *words = words_open(welsh ? S("cy") : WORDS_ENGLISH, catalogue,
                                     &fault);
    assert_true(words && (catalogue || !welsh));
    str told = tell(arena, report, words, tellings[t].profile);
    words_close(words);
    catalogue_close(catalogue);
    return told;
}

static void a_report_is_told_as_it_was(void **state)
{
    const struct report *report = *state;
    for (int t = 0; t < TELLINGS; t++) {
        struct arena *arena = arena_make();
        str path = path_of(arena, report->name, tellings[t].file);
        cases_same(tell_in(arena, report, t), cases_file(arena, path.at));
        arena_destroy(arena);
    }
}

/* ---- figures -------------------------------------------------------------- */

/* People who gave any of "yes+no", or of words "-", anything. */
static long count_of(const struct tally *tally, int question, str choices)
{
    const struct tally_question *sum = &tally->questions[question];
    const struct form_question *asked = &tally->form->questions[question];
    long count = 0;
    long from;
    str choice;
    if (text_equal(choices, S("-")))
        return sum->base;
    if (asked->kind == FORM_SLIDER) {
        assert_true(text_integer(choices, &from));
        for (long value = from; value <= asked->end; value += asked->step)
            count += sum->values[(value - asked->start) / asked->step];
        return count;
    }
    while (text_cut(&choices, '+', &choice)) {
        int index = form_choice(asked, choice);
        assert_true(index >= 0);
        count += sum->counts[index];
    }
    return count;
}

/* "luton-2012 young-people offend_less a_lot_less 22 31": of those who gave an
 * answer that counts; of words, of those who were asked. */
static void check_figure(struct arena *arena, str line)
{
    enum { NAME, FORM, QUESTION, CHOICES, K, N, WORDS };
    str words[WORDS];
    size_t at = 0;
    long k;
    long n;
    for (int w = 0; w < WORDS; w++)
        assert_true(text_word(line, &at, &words[w]));
    assert_true(text_integer(words[K], &k) && text_integer(words[N], &n));
    struct returns returns = returns_of(arena, text_copy(arena, words[NAME]).at,
                                        text_copy(arena, words[FORM]).at);
    if (text_equal(words[QUESTION], S("returns"))) {
        assert_int_equal(returns.tally->returns, n);
        return;
    }
    int question = form_question(returns.tally->form, words[QUESTION]);
    assert_true(question >= 0);
    const struct tally_question *sum = &returns.tally->questions[question];
    bool of_asked = text_equal(words[CHOICES], S("-"));
    if (count_of(returns.tally, question, words[CHOICES]) != k ||
        (of_asked ? sum->routed : sum->base) != n)
        fail_msg("the returns say something else than: %.*s", TEXT_ARGS(line));
}

static void the_returns_come_to_every_figure_that_was_printed(void **state)
{
    str rest = cases_file(*state, "tests/report/sections/figures.txt");
    str line;
    int count = 0;
    while (text_cut(&rest, '\n', &line)) {
        if (line.size == 0 || line.at[0] == '#')
            continue;
        struct arena *arena = arena_make();
        check_figure(arena, line);
        arena_destroy(arena);
        count++;
    }
    assert_true(count > 0);
}

int main(void)
{
    enum { REPORTS = sizeof reports / sizeof *reports };
    static const char *const names[REPORTS] = {
        "Coventry 2011 is told as it was",
        "Derbyshire 2012 is told as it was",
        "Halton and Warrington 2009 is told as it was",
        "Luton 2012 is told as it was",
        "Wandsworth 2012 is told as it was",
    };
    struct CMUnitTest tests[REPORTS + 1] = { CASES_TEST(
        "the returns come to every figure that was printed",
        the_returns_come_to_every_figure_that_was_printed) };
    for (int r = 0; r < REPORTS; r++)
        tests[r + 1] = (struct CMUnitTest){
            .name = names[r],
            .test_func = a_report_is_told_as_it_was,
            .initial_state = (void *)&reports[r],
        };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
