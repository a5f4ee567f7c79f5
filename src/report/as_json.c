/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/as_json.h"

#include "base/arena.h"

/* A document being written. Each value stands on a line of its own, but for
 * objects and lists that are `flat`. */
struct json {
    struct text out;
    int depth;
    int flat;   /* from this depth on everything is on one line; 0: nothing */
    bool first; /* nothing stands behind the bracket yet */
};

static void put(struct json *json, const char *literal)
{
    text_add(&json->out, text_of(literal));
}

static void new_line(struct json *json)
{
    put(json, "\n");
    for (int i = 0; i < json->depth; i++)
        put(json, "  ");
}

/* Before a member or an element. */
static void next(struct json *json)
{
    put(json, json->first ? "" : ",");
    if (json->flat > 0)
        put(json, " ");
    else
        new_line(json);
    json->first = false;
}

static void put_escape(struct json *json, uint32_t character)
{
    static const char digits[] = "0123456789abcdef";
    put(json, "\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
        text_add_char(&json->out, digits[character >> shift & 15]);
}

/* What would move or hide the text of the document is escaped, though it need
 * not be. */
static bool is_plain(uint32_t character)
{
    bool control = character < 0x20 || (character >= 0x7f && character < 0xa0);
    bool moves = character == 0x061c ||
                 (character >= 0x200b && character <= 0x200f) ||
                 (character >= 0x2028 && character <= 0x202e) ||
                 (character >= 0x2060 && character <= 0x206f) ||
                 character == 0xfeff;
    return !control && !moves;
}

static void put_string(struct json *json, str words)
{
    put(json, "\"");
    for (size_t at = 0; at < words.size;) {
        size_t from = at;
        uint32_t character = text_next(words, &at);
        if (character == TEXT_BROKEN)
            put_escape(json, 0xfffd);
        else if (character == '"' || character == '\\')
            text_add_char(&json->out, '\\');
        if (character != TEXT_BROKEN && !is_plain(character))
            put_escape(json, character);
        else if (character != TEXT_BROKEN)
            text_add(&json->out, text_slice(words, from, at));
    }
    put(json, "\"");
}

static void put_name(struct json *json, const char *name)
{
    next(json);
    put_string(json, text_of(name));
    put(json, ": ");
}

static void begin(struct json *json, const char *bracket, bool flat)
{
    put(json, bracket);
    json->depth++;
    if (json->flat == 0 && flat)
        json->flat = json->depth;
    json->first = true;
}

static void end(struct json *json, const char *bracket)
{
    bool flat = json->flat > 0;
    if (json->flat == json->depth)
        json->flat = 0;
    json->depth--;
    if (!json->first && flat)
        put(json, " ");
    else if (!json->first)
        new_line(json);
    put(json, bracket);
    json->first = false;
}

static void put_text(struct json *json, const char *name, str value)
{
    put_name(json, name);
    put_string(json, value);
}

static void put_number(struct json *json, const char *name, long value)
{
    put_name(json, name);
    text_add_number(&json->out, value);
}

/* ---- cells --------------------------------------------------------------- */

/* "count": 32, "percent": 100, "status": "shown" */
static void put_cell(struct json *json, const struct guard_cell *cell)
{
    bool withheld = cell->status == GUARD_WITHHELD;
    const char *reason = guard_reason_name(cell->reason);
    if (!withheld)
        put_number(json, "count", cell->count);
    if (!withheld && cell->percent >= 0)
        put_number(json, "percent", cell->percent);
    put_text(json, "status", text_of(guard_status_name(cell->status)));
    if (withheld && reason)
        put_text(json, "reason", text_of(reason));
}

/* A number by itself; null if it is withheld. */
static void put_told(struct json *json, const char *name,
                     const struct guard_cell *cell)
{
    put_name(json, name);
    if (cell->status == GUARD_WITHHELD)
        put(json, "null");
    else
        text_add_number(&json->out, cell->count);
}

/* ---- a question ---------------------------------------------------------- */

static const char *type_of(enum form_kind kind)
{
    return kinds_trait(kind)->name;
}

static const struct guard_cell *told_of(const struct listing_question *asked,
                                        enum listing_part part)
{
    for (int i = 0; i < asked->row_count; i++)
        if (asked->rows[i].part == part)
            return &asked->rows[i].cell;
    return NULL;
}

/* The numbers that stand by themselves. */
static const struct {
    enum listing_part part;
    const char *name;
} alone[] = {
    { LISTING_ROUTED, "routed" },   { LISTING_ANSWERED, "answered" },
    { LISTING_MEDIAN, "median" },   { LISTING_DONT_KNOW, "dont_know" },
    { LISTING_NOT_SAY, "not_say" }, { LISTING_BLANK, "blank" },
};
enum { ALONE = sizeof alone / sizeof *alone };

static void put_alone(struct json *json, const struct listing_question *asked)
{
    for (int i = 0; i < ALONE; i++) {
        const struct guard_cell *cell = told_of(asked, alone[i].part);
        if (cell)
            put_told(json, alone[i].name, cell);
        if (alone[i].part == LISTING_ANSWERED)
            put_told(json, "base", &asked->told.base);
    }
}

static void put_why(struct json *json, const char *name,
                    const struct guard_cell *cell)
{
    const char *reason = guard_reason_name(cell->reason);
    if (cell->status == GUARD_WITHHELD && reason)
        put_text(json, name, text_of(reason));
}

/* Which of those are null, and why. */
static void put_withheld(struct json *json,
                         const struct listing_question *asked)
{
    put_name(json, "withheld");
    begin(json, "{", true);
    put_why(json, "base", &asked->told.base);
    for (int i = 0; i < ALONE; i++) {
        const struct guard_cell *cell = told_of(asked, alone[i].part);
        if (cell)
            put_why(json, alone[i].name, cell);
    }
    end(json, "}");
}

static void put_row(struct json *json, const struct listing_question *asked,
                    const struct listing_row *row)
{
    next(json);
    begin(json, "{", true);
    if (row->part == LISTING_BAND) {
        long from, to;
        tally_band(asked->asked, row->choice, &from, &to);
        put_number(json, "from", from);
        put_number(json, "to", to);
    } else {
        put_text(json, "name", row->name);
    }
    put_cell(json, &row->cell);
    end(json, "}");
}

static void put_rows(struct json *json, const char *name,
                     const struct listing_question *asked,
                     enum listing_part part)
{
    put_name(json, name);
    begin(json, "[", false);
    for (int i = 0; i < asked->row_count; i++)
        if (asked->rows[i].part == part)
            put_row(json, asked, &asked->rows[i]);
    end(json, "]");
}

/* ---- findings ------------------------------------------------------------ */

static void put_element(struct json *json, str name)
{
    next(json);
    put_string(json, name);
}

/* What it counts: choices, a range, or words of any kind; and over which other
 * questions. */
static void put_counted(struct json *json, const struct form *form,
                        const struct form_question *question,
                        const struct form_finding *finding)
{
    if (question->kind == FORM_SLIDER) {
        put_number(json, "from", finding->from);
        put_number(json, "to", finding->to);
    }
    if (finding->of_count > 0) {
        put_name(json, "of");
        begin(json, "[", false);
        for (int i = 0; i < finding->of_count; i++)
            put_element(json, question->choices[finding->of[i]].name);
        end(json, "]");
    }
    if (finding->with_count > 0) {
        put_name(json, "with");
        begin(json, "[", false);
        for (int i = 0; i < finding->with_count; i++)
            put_element(json, form->questions[finding->with[i]].name);
        end(json, "]");
    }
}

static void put_finding(struct json *json, const struct listing_form *form,
                        const struct listing_question *asked, int finding)
{
    struct guard_pair pair = guard_finding(form->from->table, asked->number - 1,
                                           finding);
    next(json);
    begin(json, "{", true);
    put_counted(json, form->form, asked->asked,
                &asked->asked->findings[finding]);
    if (pair.n.status != GUARD_WITHHELD)
        put_number(json, "base", pair.n.count);
    put_cell(json, &pair.k);
    if (pair.k.status == GUARD_ROUNDED && pair.all_or_nearly_all) {
        put_name(json, "all_or_nearly_all");
        put(json, "true");
    }
    end(json, "}");
}

static void put_findings(struct json *json, const struct listing_form *form,
                         const struct listing_question *asked)
{
    put_name(json, "findings");
    begin(json, "[", false);
    for (int f = 0; f < asked->asked->finding_count; f++)
        put_finding(json, form, asked, f);
    end(json, "]");
}

/* ---- the document -------------------------------------------------------- */

static void put_status(struct json *json, const struct listing *listing,
                       const struct listing_question *asked)
{
    enum guard_status told = listing->release->profile == GUARD_PUBLICATION
                                 ? GUARD_ROUNDED
                                 : GUARD_SHOWN;
    const char *reason = guard_reason_name(asked->reason);
    put_text(
        json, "status",
        text_of(guard_status_name(asked->withheld ? GUARD_WITHHELD : told)));
    if (asked->withheld && reason)
        put_text(json, "reason", text_of(reason));
}

static void put_numbers(struct json *json, const struct listing_form *form,
                        const struct listing_question *asked)
{
    put_alone(json, asked);
    put_withheld(json, asked);
    if (asked->asked->kind == FORM_SLIDER) {
        put_rows(json, "bands", asked, LISTING_BAND);
    } else if (asked->asked->kind != FORM_TEXT) {
        put_rows(json, "choices", asked, LISTING_CHOICE);
        put_rows(json, "outside", asked, LISTING_OUTSIDE);
    }
    put_findings(json, form, asked);
}

static void put_question(struct json *json, const struct listing *listing,
                         const struct listing_form *form,
                         const struct listing_question *asked)
{
    next(json);
    begin(json, "{", false);
    put_text(json, "name", asked->asked->name);
    put_text(json, "type", text_of(type_of(asked->asked->kind)));
    put_text(json, "reference", asked->reference);
    put_status(json, listing, asked);
    if (!asked->withheld)
        put_numbers(json, form, asked);
    end(json, "}");
}

static void put_form(struct json *json, const struct listing *listing,
                     const struct listing_form *form)
{
    next(json);
    begin(json, "{", false);
    put_text(json, "form", form->form->id);
    put_told(json, "returns", &form->returns);
    put_text(json, "status", text_of(guard_status_name(form->returns.status)));
    put_why(json, "reason", &form->returns);
    put_name(json, "questions");
    begin(json, "[", false);
    for (int q = 0; q < form->question_count; q++)
        put_question(json, listing, form, &form->questions[q]);
    end(json, "]");
    end(json, "}");
}

static void put_heading(struct json *json, const struct release *release)
{
    bool publish = release->profile == GUARD_PUBLICATION;
    put_text(json, "service", release->service);
    put_text(json, "collection", release->collection);
    put_text(json, "profile", publish ? S("publication") : S("inspection"));
    if (!publish) {
        put_text(json, "for", release->recipient);
        put_name(json, "not_for_publication");
        put(json, "true");
    }
    if (release->practice) {
        put_name(json, "practice");
        put(json, "true");
    }
}

str as_json(const struct listing *listing)
{
    struct json json = { .out = { .arena = listing->arena } };
    begin(&json, "{", false);
    put_heading(&json, listing->release);
    put_name(&json, "forms");
    begin(&json, "[", false);
    for (int f = 0; f < listing->form_count; f++)
        put_form(&json, listing, &listing->forms[f]);
    end(&json, "]");
    end(&json, "}");
    put(&json, "\n");
    return text_view(&json.out);
}
