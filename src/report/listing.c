/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/listing.h"

#include <assert.h>

#include "base/arena.h"
#include "report/harmless.h"
#include "report/part.h"
#include "report/rounding.h"

/* ---- texts --------------------------------------------------------------- */

static str say(const struct listing *listing, const char *english)
{
    return words_say(listing->release->words, english);
}

static str fill(const struct listing *listing, const char *english,
                struct slot slot)
{
    return text_fill(listing->arena, say(listing, english), &slot, 1);
}

/* A phrase of the questionnaire, with what the service is called in it. */
static str phrase(const struct listing *listing, const struct form_phrase *said)
{
    const struct release *release = listing->release;
    struct slot service = SLOT(
        "service", release->title.size > 0 ? release->title : release->service);
    str pattern = form_say(release->words, said);
    return harmless_line(listing->arena,
                         text_fill(listing->arena, pattern, &service, 1));
}

static str number(const struct listing *listing, long n)
{
    struct text text = { .arena = listing->arena };
    text_add_number(&text, n);
    return text_view(&text);
}

/* "24 to 49" of any pattern with {from} and {to}. */
static str range(const struct listing *listing, str pattern, long from, long to)
{
    struct slot slots[] = { COUNT("from", from), COUNT("to", to) };
    return text_fill(listing->arena, pattern, slots, 2);
}

str listing_reference(struct arena *arena, int form, int question)
{
    struct text text = { .arena = arena };
    assert(form >= 0 && form < 26 && question >= 0);
    text_add_char(&text, (char)('a' + form));
    text_add_number(&text, question + 1);
    return text_view(&text);
}

/* ---- rows ---------------------------------------------------------------- */

static const struct {
    const char *name;
    const char *label;
} parts[LISTING_PARTS] = {
    [LISTING_ROUTED] = { "routed", TEXT_KEY("Asked") },
    [LISTING_ANSWERED] = { "answered", TEXT_KEY("Answered") },
    [LISTING_WROTE] = { "wrote", TEXT_KEY("Wrote something") },
    [LISTING_MEDIAN] = { "median", TEXT_KEY("Median (the middle value)") },
    [LISTING_DONT_KNOW] = { "dont_know", TEXT_KEY("Don’t know") },
    [LISTING_NOT_SAY] = { "not_say", TEXT_KEY("Rather not say") },
    [LISTING_BLANK] = { "blank", TEXT_KEY("Left blank") },
};

/* The rows of a question as they are added. */
struct rows {
    const struct listing *listing;
    struct listing_row *rows;
    int count;
};

static struct listing_row *add(struct rows *rows, enum listing_part part,
                               struct guard_cell cell)
{
    struct listing_row *row = &rows->rows[rows->count++];
    *row = (struct listing_row){ .part = part, .cell = cell };
    if (parts[part].name) {
        row->name = text_of(parts[part].name);
        row->label = say(rows->listing, parts[part].label);
    }
    return row;
}

static void give_base(struct listing_row *row, struct guard_cell base)
{
    row->has_base = true;
    row->base = base;
}

static void add_choice(struct rows *rows, const struct safe_table *table,
                       const struct listing_question *asked, int choice)
{
    const struct form_choice *of = &asked->asked->choices[choice];
    struct listing_row *row = add(
        rows, of->outside_base ? LISTING_OUTSIDE : LISTING_CHOICE,
        guard_choice(table, asked->number - 1, choice));
    row->choice = choice;
    row->name = of->name;
    row->label = phrase(rows->listing, of->label);
    if (!of->outside_base)
        give_base(row, asked->told.base);
}

static void add_choices(struct rows *rows, const struct safe_table *table,
                        const struct listing_question *asked, bool outside)
{
    for (int c = 0; c < asked->asked->choice_count; c++)
        if (asked->asked->choices[c].outside_base == outside)
            add_choice(rows, table, asked, c);
}

static void add_bands(struct rows *rows, const struct listing_question *asked)
{
    for (int band = 0; band < TALLY_BANDS; band++) {
        struct listing_row *row = add(rows, LISTING_BAND,
                                      asked->told.bands[band]);
        long from, to;
        tally_band(asked->asked, band, &from, &to);
        row->choice = band;
        row->name = range(rows->listing, S("{from}_to_{to}"), from, to);
        row->label = range(rows->listing,
                           say(rows->listing, TEXT_KEY("{from} to {to}")), from,
                           to);
        give_base(row, asked->told.base);
    }
    give_base(add(rows, LISTING_MEDIAN, asked->told.median), asked->told.base);
}

static void add_kind(struct rows *rows, const struct safe_table *table,
                     const struct listing_question *asked)
{
    switch (asked->asked->kind) {
    case FORM_SLIDER:
        add_bands(rows, asked);
        break;
    case FORM_TEXT:
        give_base(add(rows, LISTING_WROTE, asked->told.base),
                  asked->told.routed);
        break;
    case FORM_ONE:
    case FORM_SCALE:
    case FORM_MANY:
    case FORM_KINDS:
        add_choices(rows, table, asked, false);
        add_choices(rows, table, asked, true);
        break;
    }
}

static struct rows rows_of(const struct listing *listing,
                           const struct safe_table *table,
                           const struct listing_question *asked)
{
    int most = LISTING_PARTS + TALLY_BANDS + asked->asked->choice_count;
    struct rows rows = { .listing = listing,
                         .rows = arena_array(listing->arena, struct listing_row,
                                             most) };
    add(&rows, LISTING_ROUTED, asked->told.routed);
    add(&rows, LISTING_ANSWERED, asked->told.answered);
    add_kind(&rows, table, asked);
    add(&rows, LISTING_DONT_KNOW, asked->told.dont_know);
    add(&rows, LISTING_NOT_SAY, asked->told.not_say);
    add(&rows, LISTING_BLANK, asked->told.blank);
    return rows;
}

/* ---- questions and questionnaires ---------------------------------------- */

static bool has_number(const struct rows *rows)
{
    for (int i = 0; i < rows->count; i++)
        if (rows->rows[i].cell.status != GUARD_WITHHELD)
            return true;
    return false;
}

static struct listing_question question_of(const struct listing *listing,
                                           const struct safe_table *table,
                                           int form, int question)
{
    const struct form *whole = guard_form(table);
    struct listing_question asked = {
        .asked = &whole->questions[question],
        .form = form,
        .number = question + 1,
        .reference = listing_reference(listing->arena, form, question),
        .label = phrase(listing, whole->questions[question].label),
        .told = guard_question(table, question),
    };
    struct rows rows = rows_of(listing, table, &asked);
    asked.rows = rows.rows;
    asked.row_count = rows.count;
    asked.withheld = !has_number(&rows);
    asked.reason = asked.withheld ? asked.told.base.reason : GUARD_NO_REASON;
    return asked;
}

static struct listing_form form_of(const struct listing *listing, int at)
{
    const struct release_form *from = &listing->release->forms[at];
    const struct form *form = guard_form(from->table);
    struct listing_question *questions = arena_array(
        listing->arena, struct listing_question, form->question_count);
    for (int q = 0; q < form->question_count; q++)
        questions[q] = question_of(listing, from->table, at, q);
    return (struct listing_form){
        .from = from,
        .form = form,
        .title = phrase(listing, form->title),
        .returns = guard_returns(from->table),
        .questions = questions,
        .question_count = form->question_count,
    };
}

const struct listing *listing_make(struct arena *arena,
                                   const struct release *release)
{
    struct listing *listing = arena_new(arena, struct listing);
    *listing = (struct listing){ .release = release,
                                 .arena = arena,
                                 .form_count = release->form_count };
    struct listing_form *forms = arena_array(arena, struct listing_form,
                                             release->form_count);
    for (int f = 0; f < release->form_count; f++)
        forms[f] = form_of(listing, f);
    listing->forms = forms;
    return listing;
}

bool listing_is_all(const struct listing_row *row)
{
    return row->has_base && row->part != LISTING_MEDIAN &&
           row->cell.status == GUARD_ROUNDED &&
           row->base.status == GUARD_ROUNDED &&
           rounding_is_nearly_all(row->cell.count, row->base.count, 1);
}

/* ---- for people's eyes --------------------------------------------------- */

static const char *const reasons[] = {
    [GUARD_NO_REASON] = TEXT_KEY("withheld"),
    [GUARD_FEW_RETURNS] = TEXT_KEY("withheld: fewer than ten questionnaires"),
    [GUARD_FEW_PEOPLE] = TEXT_KEY("withheld: so few people"),
    [GUARD_WORKED_OUT] = TEXT_KEY(
        "withheld: a small number could be worked out"),
    [GUARD_LEFT_OUT] = TEXT_KEY("never published"),
};
static_assert(sizeof reasons / sizeof *reasons == GUARD_REASONS,
              "words for every reason");

str listing_withheld(const struct listing *listing, enum guard_reason reason)
{
    return say(listing, reasons[reason]);
}

str listing_share(const struct listing *listing, const struct listing_row *row)
{
    if (row->cell.status == GUARD_WITHHELD)
        return S("");
    if (listing_is_all(row))
        return say(listing, TEXT_KEY("all or nearly all"));
    if (row->cell.percent < 0 || !row->has_base || row->part == LISTING_MEDIAN)
        return S("");
    return fill(listing, TEXT_KEY("{n}%"), COUNT("n", row->cell.percent));
}

static bool counts(const struct listing_row *row)
{
    return row->part == LISTING_CHOICE || row->part == LISTING_BAND ||
           row->part == LISTING_WROTE;
}

static bool is_in_bases(const struct listing_row *row)
{
    return row->part == LISTING_ROUTED || row->part == LISTING_ANSWERED;
}

/* Nobody needs to be told that what has no middle has none. */
static bool is_idle(const struct listing *listing,
                    const struct listing_row *row)
{
    bool exact = listing->release->profile == GUARD_INSPECTION;
    bool withheld = row->cell.status == GUARD_WITHHELD;
    return (is_in_bases(row) && !withheld) ||
           (row->part == LISTING_MEDIAN && exact && withheld);
}

static bool goes_with(const struct listing_line *before,
                      const struct listing_row *row)
{
    return !before->counts && !counts(row) &&
           before->row->cell.status == GUARD_WITHHELD &&
           row->cell.status == GUARD_WITHHELD &&
           before->row->cell.reason == row->cell.reason;
}

static void gather(const struct listing *listing, struct listing_line *before,
                   const struct listing_row *row)
{
    struct text label = { .arena = listing->arena };
    text_add(&label, before->label);
    text_add(&label, S(", "));
    text_add(&label, row->label);
    before->label = text_view(&label);
}

/* Adds those of the rows that count, or those that do not. */
static void add_lines(const struct listing *listing,
                      const struct listing_question *asked, bool that_count,
                      struct listing_line *lines, int *count)
{
    for (int i = 0; i < asked->row_count; i++) {
        const struct listing_row *row = &asked->rows[i];
        if (counts(row) != that_count || is_idle(listing, row))
            continue;
        if (*count > 0 && goes_with(&lines[*count - 1], row))
            gather(listing, &lines[*count - 1], row);
        else
            lines[(*count)++] = (struct listing_line){ row, row->label,
                                                       counts(row) };
    }
}

const struct listing_line *listing_lines(const struct listing *listing,
                                         const struct listing_question *asked,
                                         int *count)
{
    struct listing_line *lines = arena_array(
        listing->arena, struct listing_line, asked->row_count);
    *count = 0;
    add_lines(listing, asked, true, lines, count);
    add_lines(listing, asked, false, lines, count);
    return lines;
}

static void add_base(const struct listing *listing, struct text *text,
                     const char *label, struct guard_cell cell, str between)
{
    if (cell.status == GUARD_WITHHELD)
        return;
    struct slot slots[] = {
        SLOT("what", say(listing, label)),
        SLOT("n", number(listing, cell.count)),
    };
    text_add(text, text->size > 0 ? between : S(""));
    text_add(text, text_fill(listing->arena,
                             say(listing, TEXT_KEY("{what}: {n}")), slots, 2));
}

str listing_bases(const struct listing *listing,
                  const struct listing_question *asked, str between)
{
    struct text text = { .arena = listing->arena };
    add_base(listing, &text, parts[LISTING_ROUTED].label, asked->told.routed,
             between);
    add_base(listing, &text, parts[LISTING_ANSWERED].label,
             asked->told.answered, between);
    if (asked->asked->kind != FORM_TEXT)
        add_base(listing, &text, TEXT_KEY("Base"), asked->told.base, between);
    return text_view(&text);
}

/* ---- what stands around them --------------------------------------------- */

static const char *const remarks[] = {
    [LISTING_TITLE] = TEXT_KEY("Service users’ perspective"),
    [LISTING_TALLIES] = TEXT_KEY("The answers in numbers"),
    [LISTING_BASE] = TEXT_KEY(
        "Percentages are of the base: everybody whose answer counts. It leaves "
        "out those who did not know, would rather not say, left the question "
        "blank, or were not concerned by it."),
    [LISTING_WORDS] = TEXT_KEY("What the words mean"),
    [LISTING_MEANING] = TEXT_KEY("Wherever the report has one of these words "
                                 "for a number of people, this is what it "
                                 "means."),
    [LISTING_RECIPIENT] = TEXT_KEY("For {recipient}, not for publication."),
    [LISTING_PRACTICE] = TEXT_KEY("Practice: these answers are made up."),
    [LISTING_ROUNDING] = TEXT_KEY(
        "Numbers are rounded to the nearest five, so 0 can be up to two "
        "people. Some are withheld, because a small number, or one that could "
        "be worked out from the others, might give away what one person said; "
        "and some are never published, whatever was answered, because numbers "
        "that add up tell more than each alone."),
};
static_assert(sizeof remarks / sizeof *remarks == LISTING_REMARKS,
              "words for every remark");

str listing_remark(const struct listing *listing, enum listing_remark remark)
{
    const struct release *release = listing->release;
    bool publish = release->profile == GUARD_PUBLICATION;
    if (remark == LISTING_RECIPIENT && publish)
        return S("");
    if ((remark == LISTING_PRACTICE && !release->practice) ||
        (remark == LISTING_ROUNDING && !publish))
        return S("");
    return fill(
        listing, remarks[remark],
        SLOT("recipient", harmless_line(listing->arena, release->recipient)));
}

bool listing_has_word(const struct listing *listing,
                      const struct part_word *word)
{
    bool publish = listing->release->profile == GUARD_PUBLICATION;
    return publish ? !word->exact : !word->rounded;
}

str listing_word(const struct listing *listing, const struct part_word *word)
{
    str said = say(listing, word->say);
    return text_slice(said, 0, said.size - text_ends(said, S(",")));
}
