/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form/template.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"

/* What a translator is told of each role. */
static const char *const told[] = {
    [FORM_ROLE_TITLE] = "Heading of the questionnaire and of its part of the "
                        "report.",
    [FORM_ROLE_WHO] = "Button: the person says with it who they are.",
    [FORM_ROLE_OPENING] = "Report: the first sentence, without its full stop.",
    [FORM_ROLE_MEMBERS] = "Report: the people of a group, as they stand after "
                          "“all the”, “o’r”.",
    [FORM_ROLE_COUNT] = "Report: a number of these people.",
    [FORM_ROLE_LABEL] = "Question, at most 15 words.",
    [FORM_ROLE_HINT] = "A line under the question, at most 15 words.",
    [FORM_ROLE_ANOTHER_WAY] = "The question in other words, at most 15.",
    [FORM_ROLE_CHOICE] = "Answer to the question",
    [FORM_ROLE_LISTED] = "Report: the answer as it stands in a list.",
    [FORM_ROLE_FINDING] = "Report: a finding, without its full stop.",
    [FORM_ROLE_NONE] = "Report: the same finding where {who} is nobody; "
                       "negate the verb if the language does.",
    [FORM_ROLE_THEN] = "Report: the finding where it follows another one in "
                       "the same sentence.",
    [FORM_ROLE_PASSED] = "Report: told if comments were passed on.",
};
static_assert(sizeof told / sizeof *told == FORM_ROLES,
              "a note for every role");

static void add_escaped(struct text *out, str text)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.at[i];
        if (c == '"' || c == '\\')
            text_add_char(out, '\\');
        if (c == '\n')
            text_add(out, S("\\n"));
        else
            text_add_char(out, c);
    }
}

static void add_line(struct text *out, const char *key, str text)
{
    text_add(out, text_of(key));
    text_add(out, S(" \""));
    add_escaped(out, text);
    text_add(out, S("\"\n"));
}

/* "#. …", one line for each line of the note, whatever is in it: what stood on
 * a line of its own would no longer be a remark. */
static void add_note(struct text *out, str note)
{
    size_t from = 0;
    for (size_t at = 0; note.size > 0 && at <= note.size; at++) {
        if (at < note.size && note.at[at] != '\n' && note.at[at] != '\r')
            continue;
        text_add(out, S("#. "));
        text_add(out, text_slice(note, from, at));
        text_add_char(out, '\n');
        from = at + 1;
    }
}

static void add_notes(struct text *out, const struct form *form,
                      const struct form_phrase *phrase)
{
    struct text note = { .arena = out->arena };
    text_add(&note, text_of(told[phrase->role]));
    if (phrase->role == FORM_ROLE_CHOICE) {
        text_add(&note, S(" “"));
        text_add(&note, form->questions[phrase->question].label->english);
        text_add(&note, S("”"));
    }
    add_note(out, text_view(&note));
    add_note(out, phrase->note);
}

static void add_place(struct text *out, const struct form *form,
                      const struct form_phrase *phrase)
{
    text_add(out, S("#: "));
    text_add(out, form->file);
    text_add_char(out, ':');
    text_add_number(out, phrase->at.line);
    text_add_char(out, '\n');
}

static void add_phrase(struct text *out, const struct form *form,
                       const struct form_phrase *phrase)
{
    add_notes(out, form, phrase);
    add_place(out, form, phrase);
    add_line(out, "msgctxt", phrase->context);
    add_line(out, "msgid", phrase->english);
    if (phrase->other.size > 0) {
        add_line(out, "msgid_plural", phrase->other);
        add_line(out, "msgstr[0]", S(""));
        add_line(out, "msgstr[1]", S(""));
    } else {
        add_line(out, "msgstr", S(""));
    }
    text_add_char(out, '\n');
}

/* One phrase, and how many came before it. */
struct ranked {
    const struct form_phrase *phrase;
    size_t rank;
};

static int by_text(const struct ranked *a, const struct ranked *b)
{
    int order = text_compare(a->phrase->context, b->phrase->context);
    return order ? order : text_compare(a->phrase->english, b->phrase->english);
}

static int by_text_and_rank(const void *left, const void *right)
{
    const struct ranked *a = left;
    const struct ranked *b = right;
    int order = by_text(a, b);
    return order ? order : (a->rank > b->rank) - (a->rank < b->rank);
}

/* Which phrases, by rank, stand in the template already: gettext allows no
 * text twice. Sorted, as a file may hold thousands of findings. */
static const bool *find_repeated(struct arena *arena, const struct form *form)
{
    size_t count = 0;
    for (const struct form_phrase *phrase = form->phrases; phrase;
         phrase = phrase->next)
        count++;
    bool *repeated = arena_array(arena, bool, count);
    struct ranked *all = arena_array(arena, struct ranked, count);
    size_t rank = 0;
    for (const struct form_phrase *phrase = form->phrases; phrase;
         phrase = phrase->next, rank++)
        all[rank] = (struct ranked){ phrase, rank };
    if (count > 0)
        qsort(all, count, sizeof *all, by_text_and_rank);
    for (size_t i = 1; i < count; i++)
        repeated[all[i].rank] = by_text(&all[i - 1], &all[i]) == 0;
    return repeated;
}

void template_begin(struct text *out)
{
    text_add(out, S("msgid \"\"\nmsgstr \"\"\n"
                    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"));
}

void template_add(struct text *out, const struct form *form)
{
    const bool *repeated = find_repeated(out->arena, form);
    size_t rank = 0;
    for (const struct form_phrase *phrase = form->phrases; phrase;
         phrase = phrase->next, rank++)
        if (phrase->english.size > 0 && !repeated[rank])
            add_phrase(out, form, phrase);
}
